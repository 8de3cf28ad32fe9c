"""The language of the interface: texts, plurals, numbers and dates."""

from datetime import UTC, date, datetime
from gettext import NullTranslations

import pytest

from coopviewer.catalogues import PseudoCatalogue
from coopviewer.domain.language import ENGLISH, Translate

DAY = date(2019, 7, 1)


class Turkish(NullTranslations):
    """A few texts of a language with another separator of thousands and another order in dates."""

    def gettext(self, message: str) -> str:
        assert message, "the empty text stands for the header of a catalogue"
        return {
            "{day} {month} {year}": "{year} {month} {day}",
            "Jul": "Tem",
            "{number} %": "% {number}",
        }.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return {"{n} page": "{n} sayfa"}.get(msgid1, msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return {
            ("between thousands", ","): ".",
            ("before decimals", "."): ",",
            ("month", "July"): "Temmuz",
        }.get((context, message), message)


TURKISH = Translate("tr", Turkish())


def test_english_is_what_is_written() -> None:
    assert ENGLISH("Region") == "Region"
    assert ENGLISH.in_context("month", "May") == "May"
    assert (ENGLISH.code, ENGLISH.is_right_to_left) == ("en", False)


@pytest.mark.parametrize(("count", "words"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1234, "1,234 pages")])
def test_a_number_of_things_has_its_form(count: int, words: str) -> None:
    assert ENGLISH.plural("{n} page", "{n} pages", count) == words


def test_values_of_a_plural_are_put_in_as_they_are() -> None:
    assert ENGLISH.plural("{n} in {path}", "{n} in {path}", 2, path="{n}") == "2 in {n}"


def test_another_language_has_its_own_forms() -> None:
    assert TURKISH.plural("{n} page", "{n} pages", 1234) == "1.234 sayfa"


@pytest.mark.parametrize(
    ("tr", "written"),
    [
        (ENGLISH, ("1,234,567", "1,234.50", "12 %", "a, b", "1 July 2019", "July 2019", "1 Jul 2019, 04:05")),
        (TURKISH, ("1.234.567", "1.234,50", "% 12", "a, b", "2019 Temmuz 1", "Temmuz 2019", "1 Tem 2019, 04:05")),
    ],
)
def test_numbers_and_days_are_written_as_the_language_has_them(tr: Translate, written: tuple[str, ...]) -> None:
    moment = datetime(2019, 7, 1, 4, 5, tzinfo=UTC)
    numbers = (tr.number(1_234_567), tr.number(1234, "50"), tr.percent(12), tr.listed(("a", "b")))
    assert (*numbers, tr.day(DAY), tr.month(DAY), tr.moment(moment)) == written


def test_every_month_has_a_name() -> None:
    days = [date(2019, month, 1) for month in range(1, 13)]
    assert len({ENGLISH.month(day) for day in days}) == 12
    moments = [datetime(2019, month, 1, tzinfo=UTC) for month in range(1, 13)]
    assert len({ENGLISH.moment(moment) for moment in moments}) == 12


def test_an_empty_text_stays_empty() -> None:
    assert TURKISH("") == ""


@pytest.mark.parametrize(
    ("code", "right_to_left"),
    [*((code, True) for code in ("ar", "he", "fa-IR", "ur", "qps-rtl")), *((c, False) for c in ("de", "arn", "qps"))],
)
def test_the_language_says_which_way_one_reads(code: str, right_to_left: bool) -> None:
    assert Translate(code).is_right_to_left is right_to_left


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Go", "[Ĝö]"),
        ("Region", "[Ŕéĝîöñ~~]"),
        ("{count} of {total}", "[{count} öƒ {total}~~~~~~]"),
        ("&File", "[&Ƒîļé~]"),
        ("A && B", "[Å && Ɓ~~]"),
        ("<b>Bold</b>", "[<b>Ɓöļð</b>~~~]"),
        ("usage: ", "[ûšåĝé:~~] "),
        ("%(prog)s: error\n", "[%(prog)s: éŕŕöŕ~~~~~]\n"),
        ("PDF (*.pdf);;All files (*)", "[ÞÐƑ~] (*.pdf);;[Åļļ ƒîļéš~~~] (*)"),
        ("%n left", "[%n ļéƒţ~~]"),
        ("{day} {month} {year}", "{day} {month} {year}"),
        ("·", "·"),
        ("", ""),
    ],
)
def test_the_pseudo_language_changes_the_letters_and_nothing_else(text: str, shown: str) -> None:
    assert Translate("qps", PseudoCatalogue())(text) == shown


def test_the_pseudo_language_can_be_read_from_right_to_left() -> None:
    tr = Translate("qps-rtl", PseudoCatalogue(right_to_left=True))
    shown = tr("Open {path}")
    assert shown.startswith("[")
    assert "{path}" in shown
    assert all("\u05d0" <= letter <= "\u05ea" for letter in shown.replace("{path}", "") if letter.isalpha())
    assert tr.number(1234) == "1’234"
    assert tr.plural("{n} page", "{n} pages", 2) != tr.plural("{n} page", "{n} pages", 1)


@pytest.mark.parametrize(
    ("items", "said"),
    [((), ""), (("Serbia",), "Serbia"), (("Serbia", "Albania"), "Serbia and Albania"), ("abc", "a, b and c")],
)
def test_items_are_joined_as_in_a_sentence(items: tuple[str, ...], said: str) -> None:
    assert ENGLISH.joined(items) == said
    assert ENGLISH.joined(iter(items)) == said
