"""Sentences on what an import noted, and texts on sizes and times."""

import ast
import string
from pathlib import Path

import pytest

from coopviewer.domain.imports.previews import SAMPLE_SLOTS
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.rendering.words.import_preview_words import duration_words, fact_kind_word, size_words, slot_word
from coopviewer.rendering.words.import_words import kind_sentence, note_line, note_sentence, note_sentences

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
