"""Notes of an export: on which project each is, and what it says."""

from coopviewer.exchange.iati.choices import IatiNote
from coopviewer.exchange.iati.notes import NoteCollector
from tests.reference_values import ref

WELLS, ROADS = ref("project/wells", "Wells"), ref("project/roads", "Roads")


def test_notes_are_on_the_project_that_is_written_and_each_code_is_one() -> None:
    notes = NoteCollector()
    notes.add("early", "a")
    notes.begin(WELLS)
    notes.add("no-sector")
    notes.add("role", "b")
    notes.add("role", "a")
    notes.add("role", "b")
    notes.add("role")
    notes.add_on_file("made", "x")
    notes.begin(ROADS)
    notes.add("role", "c")
    notes.add_on_file("made", "y")
    notes.add_on_file("made", "")
    notes.begin(WELLS)
    notes.add("no-sector", "d")
    assert notes.notes == (
        IatiNote("early", "", ("a",)),
        IatiNote("no-sector", "Wells", ("d",), WELLS.id),
        IatiNote("role", "Wells", ("b", "a"), WELLS.id),
        IatiNote("made", "", ("x", "y")),
        IatiNote("role", "Roads", ("c",), ROADS.id),
    )


def test_without_notes_there_are_none() -> None:
    notes = NoteCollector()
    notes.begin(WELLS)
    assert notes.notes == ()
