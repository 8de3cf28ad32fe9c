"""Sums, dates, countries and headings as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.authoring.importing.sheet.values.dates import DateRules, read_date, read_period
from coopviewer.authoring.importing.sheet.values.headings import guess_slot, split_heading
from coopviewer.authoring.importing.sheet.values.numbers import read_number, read_percent
from coopviewer.authoring.importing.sheet.values.places import Places, PossiblePlace
from coopviewer.authoring.importing.sheet.values.words import read_words
from coopviewer.authoring.importing.standards import Standards
from coopviewer.domain.imports.sheets import SheetSlot
from tests.authoring.importing.imports import FOLDERS

WORDS = read_words(FOLDERS.resources)
RULES = DateRules(WORDS.months)


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(Standards(FOLDERS), WORDS.countries)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1.234.567,89", "1234567.89", None),
        ("1,234,567.89", "1234567.89", None),
        ("12 000 000", "12000000", None),
        ("12\u00a0000,5 €", "12000.5", "EUR"),
        ("1'234'500.50 CHF", "1234500.50", "CHF"),
        ("3,4 million", "3400000", None),
        ("3.4 Mio. €", "3400000", "EUR"),
        ("2 millions d' euros", "2000000", "EUR"),
        ("US$ 5m", "5000000", "USD"),
        ("500 kEUR", "500000", "EUR"),
        ("2 M€", "2000000", "EUR"),
        ("1.5 Mrd. EUR", "1500000000", "EUR"),
        ("1e6", "1000000", None),
        ("(120.50)", "-120.50", None),
        ("-120,50", "-120.50", None),
        ("100 usd", "100", "USD"),
        ("Usd 1,000.50", "1000.50", "USD"),
        ("5 M eur", "5000000", "EUR"),
        ("chf 5", "5", "CHF"),
        ("100 sek", "100", "SEK"),
        ("2 kusd", "2000", "USD"),
        ("5 MAD", "5", "MAD"),
        ("0.500", "0.500", None),
        (".5", "0.5", None),
    ],
)
def test_a_sum_is_read(text: str, value: str, currency: str | None) -> None:
    found = read_number(text, WORDS.multipliers)
    assert found is not None
    assert (found.value, found.currency, found.is_ambiguous) == (Decimal(value), currency, False)


@pytest.mark.parametrize(
    "text",
    [
        "ca. 3 Mio.",
        "3-4 million",
        "1.23.456",
        "12 34",
        "1,234.567,8",
        "5 apples",
        "100 all",
        "top 5",
        "mad 5",
        "sdg 5",
        "5 sar",
        "Mars 2024",
        "5 usd chf",
        "EUR USD 5",
        "1 billion",
        "",
        "5)",
    ],
)
def test_what_is_no_sum_for_certain_is_not_read(text: str) -> None:
    assert read_number(text, WORDS.multipliers) is None


def test_the_sign_of_the_column_decides_what_is_ambiguous() -> None:
    unsure = read_number("500.000", WORDS.multipliers)
    assert unsure is not None
    assert unsure.is_ambiguous
    by_sign = [read_number("500.000", WORDS.multipliers, sign) for sign in (",", ".")]
    assert [each.value for each in by_sign if each] == [Decimal(500_000), Decimal(500)]
    assert read_number("12.5", WORDS.multipliers, ",") is None


@given(st.integers(1, 10**12), st.integers(0, 99), st.sampled_from([(".", ","), (",", "."), (" ", ","), ("'", ".")]))
def test_a_sum_with_both_signs_is_read_back(whole: int, part: int, signs: tuple[str, str]) -> None:
    text = f"{whole:,}".replace(",", "\0") + f"{signs[1]}{part:02}"
    found = read_number(text.replace("\0", signs[0]), {})
    assert found is not None
    assert found.value == Decimal(f"{whole}.{part:02}")


@given(st.text(max_size=30))
def test_no_text_breaks_a_reader(text: str) -> None:
    read_number(text, WORDS.multipliers)
    read_date(text, RULES)
    read_period(text, RULES)
    read_percent(text)
    guess_slot(split_heading(text, WORDS.powers), WORDS)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2020-12-31", "2020-12-31"),
        ("31.12.2020", "2020-12-31"),
        ("31/12/2020", "2020-12-31"),
        ("12/31/2020", "2020-12-31"),
        ("12/2018", "2018-12"),
        ("2018-12", "2018-12"),
        ("20201231", "2020-12-31"),
        ("Dez. 2020", "2020-12"),
        ("1er juillet 2019", "2019-07-01"),
        ("15 de marzo de 2021", "2021-03-15"),
        ("March 3rd, 2021", "2021-03-03"),
        ("3 March 2021", "2021-03-03"),
        ("2019", "2019"),
        ("Q3 2020", "2020"),
        ("2e trimestre 2020", "2020"),
    ],
)
def test_a_date_is_read_in_its_precision(text: str, edtf: str) -> None:
    found = read_date(text, RULES)
    assert found is not None
    assert (found.edtf, found.asks) == (edtf, ())


@pytest.mark.parametrize(
    "text", ["31.02.2020", "13/13/2020", "soon", "2020-00-01", "0000", "99.12.2020", "1 Foo 2020", ""]
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read_date(text, RULES) is None


def test_what_a_date_leaves_open_is_asked() -> None:
    found = [read_date(text, RULES) for text in ("01/02/2020", "01.02.20", "01/02/20")]
    assert [each.asks for each in found if each] == [("day_order",), ("century",), ("day_order", "century")]
    by_rules = read_date("01/02/70", DateRules(WORDS.months, "month-first", "1950"))
    assert by_rules is not None
    assert (by_rules.edtf, by_rules.asks) == ("1970-01-02", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NE", "NE"),
        ("NER", "NE"),
        ("Democratic Republic of the Congo", "CD"),
        ("Congo, The Democratic Republic of the", "CD"),
        ("the Gambia", "GM"),
        ("Republic of Kenya", "KE"),
        ("Côte d’Ivoire", "CI"),
        ("COTE D'IVOIRE", "CI"),
        ("Elfenbeinküste", "CI"),
        ("Bosnia & Herzegovina", "BA"),
        ("النيجر", "NE"),
        ("Kosovo*", "XK"),
        ("Moldova (Republic of)", "MD"),
    ],
)
def test_a_country_is_found_by_any_name(places: Places, text: str, code: str) -> None:
    assert places.find(text) == PossiblePlace(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [("L'Ukraine", "UA"), ("l’Ukraine", "UA"), ("L' Ukraine", "UA"), ("La Colombie", "CO"), ("the Gambia", "GM")],
)
def test_a_country_is_found_behind_an_article(places: Places, text: str, code: str) -> None:
    assert places.find(text) == PossiblePlace(code)


def test_likeness_is_told_and_never_used_for_codes(places: Places) -> None:
    assert places.find("Burkina Fasso") == PossiblePlace("BF", alike="Burkina Faso")
    assert [places.find(text) for text in ("Nigera", "NX", "ne", "Kenia?!x", "Atlantis", "")] == [None] * 6


@pytest.mark.parametrize(
    ("text", "plain", "currency", "power"),
    [
        ("Montant (€)", "montant", "EUR", 0),
        ("Budget (k€)", "budget", "EUR", 3),
        ("Budget in Mio. EUR", "budget", "EUR", 6),
        ("EUR amount", "amount", "EUR", 0),
        ("TotalCostUSD", "total cost", "USD", 0),
        ("CRS code", "crs code", None, 0),
    ],
)
def test_a_heading_says_its_unit(text: str, plain: str, currency: str | None, power: int) -> None:
    found = split_heading(text, WORDS.powers)
    assert (found.plain, found.currency, found.power) == (plain, currency, power)


@pytest.mark.parametrize(
    "heading",
    [
        *("Organisme d'exécution", "Organisme d\u2019exécution", "Organisation d'exécution", "Partenaire d'exécution"),
        *("Exécuté par", "Organismo ejecutor", "Unidad ejecutora", "Durchführungspartner", "Executing agency"),
    ],
)
def test_who_implements_a_project_has_many_headings(heading: str) -> None:
    guess = guess_slot(split_heading(heading, WORDS.powers), WORDS)
    assert guess is not None
    assert (guess.slot, guess.is_exact) == (SheetSlot.IMPLEMENTER, True)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("March – June 2020", ("2020-03", "2020-06")),
        ("Dec 2018-Dec 2021", ("2018-12", "2021-12")),
        ("2018 - 2021", ("2018", "2021")),
        ("June – March 2020", None),
        ("March – June", None),
        ("2021 - 2018", None),
    ],
)
def test_a_period_has_two_dates_in_order(text: str, edtf: tuple[str, str] | None) -> None:
    found = read_period(text, RULES)
    assert (found and tuple(each.edtf for each in found)) == edtf
