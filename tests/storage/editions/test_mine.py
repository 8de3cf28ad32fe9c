"""What is the user's in a comparison: annotated entries and facts, and the results of saved searches."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.placement import place_annotation
from coopviewer.domain.anchoring.review import compare, review_of
from coopviewer.domain.annotations.annotation import select
from coopviewer.domain.editions.changes import ChangeQuery, Mine
from coopviewer.domain.progress import never_cancelled
from coopviewer.domain.reference.facts import Statement
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.editions.comparison import EditionComparison
from coopviewer.storage.editions.mine import read_mine
from coopviewer.storage.reference.texts import read_fact_texts
from tests.activity_values import OTHER, WELL
from tests.annotated import THEN, annotation
from tests.editions import write_edition
from tests.faults import raises_fault
from tests.reference_values import statement

BEFORE, AFTER = "Dig five wells in the north.", "Dig six deep wells in the north."
GOAL = statement(WELL, BEFORE, id=f"{WELL}/goal/1")
PUMPS = statement(OTHER, "Repair pumps.", id=f"{OTHER}/goal/1")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old = write_edition(tmp_path / "old.db", GOAL, PUMPS)
    new = write_edition(tmp_path / "new.db", replace(GOAL, text=AFTER), replace(PUMPS, text="Repair all."))
    return old, new


def test_a_note_on_a_reworded_goal_has_the_same_words_in_the_queue(files: tuple[Path, Path], tmp_path: Path) -> None:
    selector = select(BEFORE, 0, len(BEFORE), fact_id=GOAL.id, field="text")
    note = annotation("u", "Check.", selector, dataset="urn:wells", entry_id=WELL)
    store = AnnotationStore.open(tmp_path / "notes.db")
    store.perform("ñ", [note])
    store.close()
    mine = read_mine(files, "urn:wells", tmp_path / "notes.db", (), never_cancelled)
    assert mine == Mine(frozenset({WELL}), frozenset({GOAL.id}))
    with EditionComparison(*files) as comparison:
        comparison.begin(mine)
        (found,) = comparison.entries(ChangeQuery(mine=True))
        comparison.compare()
        assert comparison.entries(ChangeQuery(mine=True)) == (found,)
        assert [each.is_mine for each in comparison.entries()] == [True, False]
        edition = comparison.new
    (change,) = found.facts
    assert change.is_mine
    assert isinstance(change.old, Statement)
    assert isinstance(change.new, Statement)
    with closing(sqlite3.connect(files[1])) as connection:
        texts = EntryTexts(read_fact_texts(connection, [], [WELL], 0).texts)
    review = review_of(place_annotation(note, texts, edition), texts, edition, "Wells")
    sides = compare(review)
    assert "".join(part.text for part in sides.old) == change.old.text
    assert "".join(part.text for part in sides.new) in change.new.text
    assert review.quotation == change.old.text


def test_annotations_in_the_bin_or_of_another_reference_do_not_count(tmp_path: Path) -> None:
    store = AnnotationStore.open(tmp_path / "notes.db")
    store.perform(
        "ñ",
        [
            annotation("a", "x", dataset="urn:wells", entry_id=WELL, deleted_at=THEN),
            annotation("b", "x", dataset="urn:other", entry_id=OTHER),
        ],
    )
    store.close()
    assert read_mine((), "urn:wells", tmp_path / "notes.db", (), never_cancelled) == Mine()


def test_what_a_saved_search_finds_in_either_edition_is_the_users(files: tuple[Path, Path]) -> None:
    old, new = files
    assert read_mine((old, new), "urn:wells", None, ["pumps"], never_cancelled).entries == {OTHER}
    assert read_mine((new,), "urn:wells", None, ["pumps"], never_cancelled).entries == frozenset()
    assert read_mine((old, new), "urn:wells", None, ["", "active:20x"], never_cancelled) == Mine()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM fact WHERE id LIKE '%/goal/1'",
        "UPDATE edition SET as_of_basis = 'x'",
        "DROP TABLE statement",
        f"UPDATE statement SET fact_id = 'project/none/' || fact_id WHERE fact_id = '{GOAL.id}'",
        "UPDATE statement SET kind = 'song'",
        "INSERT INTO statement VALUES ('x', 'goal', 1, 'X', 'en')",
    ],
)
def test_a_damaged_edition_is_reported_with_a_sentence(damage: str, files: tuple[Path, Path]) -> None:
    with closing(sqlite3.connect(files[1], isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; {damage}")
    with (
        raises_fault("damaged|does not know|lacks the table|could not be compared"),
        EditionComparison(*files) as comparison,
    ):
        comparison.compare()
        comparison.names(comparison.entries())
