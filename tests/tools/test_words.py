"""What translators receive: every text of the interface, and the faults of a translation."""

from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from coopviewer.domain.language import ENGLISH
from coopviewer.languages import choose_language
from coopviewer.rendering.words.faults.fault_words import fault_sentences
from tools import word_checks, words


@pytest.fixture(scope="module")
def texts() -> dict[str, words.Found]:
    """All texts of the interface."""
    found, hidden = words.find_texts()
    assert hidden == (), "a text is put together before it is translated"
    return {each.one: each for each in found if isinstance(each, words.Found)}


@pytest.mark.parametrize(
    "text",
    [
        "Funding instrument",  # of a function
        "Go to the &navigator",  # of the table of actions
        "Filter the navigator",  # of a widget
        "Across regions",  # of the navigator's headings
        "print all entries of a kind",  # of the table of verbs
        "show this help message and exit",  # of argparse
        "a text in quotes",  # of a rule for curated files
        "{path} is a folder. Choose a coopviewer database, a file such as coop.db.",  # of a fault
        "Highlight",  # of a step that can be undone
        "Dec",
    ],
)
def test_every_kind_of_text_is_found(texts: dict[str, words.Found], text: str) -> None:
    assert text in texts


def test_plurals_and_contexts_are_found_as_such(texts: dict[str, words.Found]) -> None:
    assert texts["{n} annotation"].many == "{n} annotations"
    assert texts["January"].context == "month"


def test_each_sentence_about_a_fault_is_found(texts: dict[str, words.Found]) -> None:
    for sentence in fault_sentences(ENGLISH).values():
        assert any(
            sentence == text or (sentence.startswith(f"{text} ") and sentence.removeprefix(f"{text} ") in texts)
            for text in texts
        ), sentence


def test_texts_in_strings_with_braces_and_over_several_lines_are_found() -> None:
    code = """
def words(tr):
    return f"{tr('one')}: {self.tr('two ' 'parts')}", tr.plural("{n} a", "{n} b", len(x)), _tr("no"), tr(), plural("x")
"""
    found = [(each.one, each.many) for each in words.texts_in(code, "x.py") if isinstance(each, words.Found)]
    assert found == [("one", ""), ("two parts", ""), ("{n} a", "{n} b")]


@pytest.mark.parametrize("call", ['tr(f"a {b}")', "tr(text)", 'tr("a" + b)', 'tr.plural("a", b, 1)', "self.tr(x.y)"])
def test_a_text_put_together_before_it_is_translated_is_told(call: str) -> None:
    assert [type(each) for each in words.texts_in(call, "x.py")] == [words.Hidden]


def test_a_language_is_begun_updated_and_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    monkeypatch.setattr(words, "TEMPLATE", words.ROOT / "build" / "test.pot")
    monkeypatch.setattr("coopviewer.paths.locale_folder", lambda: tmp_path)
    assert words.main(["ar"]) == 0
    path = tmp_path / "ar" / "coopviewer.po"
    text = path.read_text(encoding="utf-8")
    assert "nplurals=6" in text
    path.write_text(text.replace('msgid "Region"\nmsgstr ""', 'msgid "Region"\nmsgstr "منطقة"'), encoding="utf-8")
    assert words.main([]) == 0
    tr = choose_language("ar", {})
    assert (tr("Region"), tr("Country"), tr.is_right_to_left) == ("منطقة", "Country", True)
    with (words.ROOT / "build" / "test.pot").open("rb") as file:
        assert read_po(file).get("Region") is not None


def catalogue(text: str | tuple[str, str], translation: str | tuple[str, ...], locale: str = "de") -> Catalog:
    made = Catalog(locale)
    made.add(text, translation)
    return made


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("In {title}", "Bei", "“In {title}” and “Bei” differ in {title}"),
        ("In {title}", "In {titel}", "“In {title}” and “In {titel}” differ in {titel}, {title}"),
        ("%(prog)s: x", "x", "“%(prog)s: x” and “x” differ in %(prog)s"),
        (("{n} x {a}", "{n} xs {a}"), ("ein y {a}", "{n} ys"), "“{n} x {a}” and “{n} ys” differ in {a}"),
        (("{n} x", "{n} xs"), ("{n} y",), "“{n} x” has 1 forms, where the language has 2"),
        ("usage: ", "Aufruf:", "“usage: ” and “Aufruf:” differ in the spaces at their ends"),
        ("&Licences", "Lizenzen", "“Lizenzen” has 0 keys marked by &, “&Licences” 1"),
        ("&Licences", "&Lizenz&en", "“&Lizenz&en” has 2 keys marked by &, “&Licences” 1"),
        ("Kosovo* is marked", "Kosovo ist bezeichnet", "“Kosovo ist bezeichnet” has not kept Kosovo*"),
        ("&Back", "&Heim", "the key h is used 2 times in Go"),
        ("&Edit", "&Führen", "the key f is used 2 times in the menu bar"),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(
    text: str | tuple[str, str], translation: str | tuple[str, ...], fault: str
) -> None:
    assert word_checks.faults_of(catalogue(text, translation)) == [fault]


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("In {title}", "Bei {title}"),
        ("In {title}", ""),
        (("{n} x", "{n} xs"), ("ein y", "{n} ys")),
        ("&Licences", "Li&zenzen"),
        ("A && B", "B && A"),
    ],
)
def test_a_sound_translation_has_no_fault(text: str | tuple[str, str], translation: str | tuple[str, ...]) -> None:
    assert word_checks.faults_of(catalogue(text, translation)) == []


def test_a_translation_that_was_guessed_is_told() -> None:
    made = Catalog("de")
    made.add("Region", "Religion", flags=["fuzzy"])
    assert word_checks.faults_of(made) == ["“Region” is marked as fuzzy: look at it, and take the mark away"]


def test_the_languages_of_the_program_have_no_faults_and_are_compiled() -> None:
    for path in words.LOCALES.glob("*/coopviewer.po"):
        with path.open("rb") as file:
            catalog = read_po(file, Locale.parse(path.parent.name, sep="-"))
        compiled = BytesIO()
        write_mo(compiled, catalog)
        assert word_checks.faults_of(catalog) == [], path
        assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), f"{path}: run dev.py words"
