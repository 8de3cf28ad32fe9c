"""Sentences on what an import noted, and texts on sizes and times."""

import ast
import string
from pathlib import Path

import pytest

from coopviewer.domain.imports.previews import SAMPLE_SLOTS
from coopviewer.domain.imports.requests import ImportOutcome
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.rendering.words.import_preview_words import duration_words, fact_kind_word, size_words, slot_word
from coopviewer.rendering.words.import_words import (
    counts_words,
    kind_sentence,
    note_line,
    note_place,
    note_sentence,
    note_sentences,
    outcome_words,
)

IMPORTING = Path(__file__).parents[3] / "src" / "coopviewer" / "authoring" / "importing"


def noted() -> set[tuple[str, str]]:
    """Return severity and code of each note whose call names both."""
    found = set()
    for path in IMPORTING.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "ImportSeverity." in text else ():
            words = [ast.unparse(each) for each in node.args[:2]] if isinstance(node, ast.Call) else []
            if len(words) == 2 and words[0].startswith("ImportSeverity.") and words[1][0] in "'\"":
                found.add((words[0].removeprefix("ImportSeverity.").lower(), ast.literal_eval(words[1])))
    return found


@pytest.mark.parametrize("each", sorted(noted()), ids=str)
def test_what_an_import_notes_has_a_sentence_and_a_label(each: tuple[str, str]) -> None:
    severity, what = ImportSeverity(each[0]), each[1]
    assert (severity, what) in note_sentences(ENGLISH)
    assert kind_sentence(what, severity, ENGLISH) not in ("Mended", "Kept as given", "Left out")


@pytest.mark.parametrize("each", note_sentences(ENGLISH).items(), ids=lambda each: str(each[0]))
def test_each_sentence_is_whole_and_says_what_was_found(each: tuple[tuple[ImportSeverity, str], str]) -> None:
    (severity, what), sentence = each
    assert {name for _, name, *_ in string.Formatter().parse(sentence) if name} <= {"found", "done"}
    note = ImportNote(1, severity, "a.xml", 7, None, what, "{x}", "y")
    said = note_sentence(note, ENGLISH)
    assert said[0] in "“" or said[0].isupper()
    assert said.endswith(".")
    place = "row" if what.startswith(("cell-", "row-")) else "line"
    assert note_line(note, ENGLISH) == f"a.xml, {place} 7: {said}"
    assert note_line(note._replace(line=None), ENGLISH) == f"a.xml: {said}"


@pytest.mark.parametrize("severity", ImportSeverity)
@pytest.mark.parametrize(("found", "done"), [("", ""), ("x", ""), ("x", "y"), ("", "y")])
def test_a_code_without_a_sentence_is_told_by_its_severity(severity: ImportSeverity, found: str, done: str) -> None:
    said = note_sentence(ImportNote(1, severity, "a.xml", 7, None, "zzz", found, done), ENGLISH)
    assert said.endswith(".")
    assert "“”" not in said


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1 byte"), (999, "999 bytes"), (1499, "1 kB"), (1_450_000, "1.4 MB"), (352_000_000, "352 MB")],
)
def test_a_size_is_said(size: int, said: str) -> None:
    assert size_words(size, ENGLISH) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        *((0.2, "a few seconds"), (12, "about 10 seconds"), (53, "about 55 seconds"), (56, "about 1 minute")),
        *((54.9, "about 55 seconds"), (55, "about 1 minute")),
        *((211, "about 4 minutes"), (7300, "about 2 hours")),
    ],
)
def test_a_time_is_said(seconds: float, said: str) -> None:
    assert duration_words(seconds, ENGLISH) == said


@pytest.mark.parametrize(
    ("what", "done", "said"),
    [
        ("role", "funded-by", "The role “Funding” was read as “Funded by”."),
        ("date-type", "end-planned", "it was read as “Planned end”."),
        ("sum", "funded-by", "The sum “Funding” was read as funded-by."),
    ],
)
def test_relations_and_kinds_of_dates_are_said_in_words(what: str, done: str, said: str) -> None:
    note = ImportNote(1, ImportSeverity.MENDED, "a.xml", 1, None, what, "Funding", done)
    assert note_sentence(note, ENGLISH).endswith(said)


def test_each_slot_of_a_sample_has_a_label() -> None:
    assert all(slot_word(slot, ENGLISH) != slot for slot in SAMPLE_SLOTS)


def test_a_kind_of_fact_that_is_new_is_called_by_its_own_name() -> None:
    assert (fact_kind_word("flow", ENGLISH), fact_kind_word("zzz", ENGLISH)) == ("money", "zzz")


OUTCOME = ImportOutcome(Path("out.db"), "Wells", "urn:x", "1", ("a.xml",), 1, 2, 1_200, {}, {}, ())


def test_a_report_says_what_was_written_and_what_had_to_be_noted() -> None:
    assert outcome_words(OUTCOME, ENGLISH) == (
        "1 activity imported as “Wells”: 2 entries with 1,200 facts. Nothing had to be noted."
    )
    tables = OUTCOME._replace(is_of_tables=True, entries=1, facts=1, notes={ImportSeverity.MENDED: 3})
    assert outcome_words(tables, ENGLISH) == "1 project imported as “Wells”: 1 entry with 1 fact. Notes: 3 mended."
    several = OUTCOME._replace(activities=2, broken=("a.xml", "b.xml"))
    assert outcome_words(several, ENGLISH).startswith("2 activities imported")
    assert outcome_words(several, ENGLISH).endswith(
        " Nothing had to be noted. a.xml breaks off; what comes before the fault was imported. "
        "b.xml breaks off; what comes before the fault was imported."
    )
    assert outcome_words(several._replace(is_of_tables=True), ENGLISH).startswith("2 projects imported")


def test_notes_are_counted_by_what_became_of_them_and_none_are_not_named() -> None:
    counts = {ImportSeverity.REFUSED: 1, ImportSeverity.MENDED: 1_200, ImportSeverity.KEPT: 0}
    assert counts_words(counts, ENGLISH) == "1,200 mended, 1 left out"
    assert counts_words({ImportSeverity.KEPT: 12}, ENGLISH) == "12 kept as given"
    assert counts_words({}, ENGLISH) == ""


@pytest.mark.parametrize(
    ("severity", "said"),
    [
        (
            ImportSeverity.MENDED,
            ["It was mended.", "“x” was mended.", "“x” was read as “y”.", "“y” was put in its place."],
        ),
        (ImportSeverity.KEPT, ["It is kept as given.", "“x” is kept as given."] * 2),
        (ImportSeverity.REFUSED, ["It was not imported.", "“x” was not imported."] * 2),
    ],
)
def test_what_became_of_something_without_a_sentence_of_its_own_is_said(
    severity: ImportSeverity, said: list[str]
) -> None:
    given = [("", ""), ("x", ""), ("x", "y"), ("", "y")]
    notes = [ImportNote(1, severity, "a.xml", 7, None, "zzz", found, done) for found, done in given]
    found = [note_sentence(note, ENGLISH) for note in notes]
    assert found == (said if severity is ImportSeverity.MENDED else [said[0], said[1], said[1], said[0]])


def test_a_code_without_a_label_is_told_by_what_became_of_it() -> None:
    labels = {severity: kind_sentence("zzz", severity, ENGLISH) for severity in ImportSeverity}
    assert list(labels.values()) == ["Mended", "Kept as given", "Left out"]


def test_a_place_in_a_file_is_a_line_and_in_a_table_a_row() -> None:
    note = ImportNote(1, ImportSeverity.KEPT, "a.csv", 1_200, None, "zzz", "x", "")
    assert note_place(note, ENGLISH) == "a.csv, line 1,200"
    for what in ("cell-date", "row-doubtful"):
        assert note_place(note._replace(what=what), ENGLISH) == "a.csv, row 1,200"
        assert note_place(note._replace(what=what, line=None), ENGLISH) == "a.csv"
