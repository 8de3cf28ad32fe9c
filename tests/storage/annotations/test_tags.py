"""One notion of the same tag: case, white space and Unicode's form do not part tags; commas do not tear them."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.exchange import ExportSelection
from coopviewer.domain.annotations.lists import AnnotationFilter, TagCount
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.annotations.backups import list_backups
from coopviewer.storage.annotations.search import AnnotationSearch
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import read_selection
from tests.storage.annotations.annotation_samples import DATASET, START, note
from tests.storage.annotations.file.test_migrations import SCHEMA_1

COMPOSED, DECOMPOSED = "\u00e9cole", "e\u0301cole"
WRITTEN = {  # the tags of each annotation in a file of schema 1
    "n1": ("Alpha", "alpha"),
    "n2": ("Alpha", COMPOSED),
    "n3": ("ALPHA", DECOMPOSED, "Libya, 2019", "Libya"),
    "n4": ("2019", "e\u0301te\u0301"),
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of schema 1 with one annotation for each of ``WRITTEN``, and no other."""
    path = Path(shutil.copy(SCHEMA_1, tmp_path / "annotations.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        (person,) = connection.execute("SELECT uuid FROM person WHERE is_owner").fetchone()
        for table in ("operation", "annotation", "tag"):
            connection.execute(f"DELETE FROM {table}")
        for table in ("revision", "annotation_tag", "anchor"):
            connection.execute(f"DELETE FROM {table}")
        for uuid, tags in WRITTEN.items():
            connection.execute(
                "INSERT INTO annotation VALUES (?, 1, ?, 'project/afic', NULL, 'commenting', 'Łódź is "
                "co\u00adoperating with\nStraßburg', NULL, NULL, ?, "
                "'2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', NULL, '')",
                (uuid, DATASET, person),
            )
            for tag in tags:
                connection.execute("INSERT OR IGNORE INTO tag VALUES (?, ?)", (f"tag {tag}", tag))
                connection.execute("INSERT INTO annotation_tag VALUES (?, ?)", (uuid, f"tag {tag}"))
    return path


@pytest.fixture
def store(old: Path) -> Iterator[AnnotationStore]:
    with closing(AnnotationStore.open(old)) as opened:
        yield opened


def tags_of(store: AnnotationStore) -> dict[str, tuple[str, ...]]:
    return {each.uuid: each.tags for each in store.get(list(WRITTEN))}


def rows_of(connection: sqlite3.Connection) -> tuple[list, list]:
    tags = connection.execute("SELECT uuid, name FROM tag ORDER BY uuid").fetchall()
    return tags, connection.execute("SELECT * FROM annotation_tag ORDER BY 1, 2").fetchall()


def found_by(store: AnnotationStore, text: str) -> int:
    return store.lists.find(AnnotationFilter(dataset=DATASET, text=text)).total


def test_the_tags_of_an_old_file_that_are_the_same_are_made_one_and_can_be_parted_again(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        before = rows_of(connection)
    with closing(AnnotationStore.open(old)) as store:
        assert tags_of(store) == {
            "n1": ("Alpha",),
            "n2": ("Alpha", "école"),
            "n3": ("Alpha", "Libya", "Libya, 2019", "école"),
            "n4": ("2019", "été"),
        }
        assert [each.reason for each in list_backups(old)] == [BackupReason.MIGRATION]
        assert store.steps().undo == operation("unite-tags", count=3)
        store.undo()
        assert rows_of(store.file.connection) == before
        assert {each.revision for each in store.get(list(WRITTEN))} == {1}
        store.redo()
        assert tags_of(store)["n1"] == ("Alpha",)


def test_a_file_without_such_tags_gets_no_step(tmp_path: Path) -> None:
    path = Path(shutil.copy(SCHEMA_1, tmp_path / "annotations.db"))
    with closing(sqlite3.connect(path)) as connection:
        steps = connection.execute("SELECT id, label, undone_at FROM operation").fetchall()
    with closing(AnnotationStore.open(path)) as store:
        assert store.file.connection.execute("SELECT id, label, undone_at FROM operation").fetchall() == steps


def test_parted_tags_count_and_are_found_as_one(store: AnnotationStore, old: Path) -> None:
    store.undo()
    assert set(store.lists.tags(DATASET)) == {
        TagCount("Alpha", 3),
        TagCount("e\u0301cole", 2),
        TagCount("2019", 1),
        TagCount("Libya", 1),
        TagCount("Libya, 2019", 1),
        TagCount("e\u0301te\u0301", 1),
    }
    for tag in ("alpha", "#ALPHA ", "Alpha"):
        assert store.lists.find(AnnotationFilter(dataset=DATASET, tags=frozenset({tag}))).total == 3
        selected = read_selection(store, ExportSelection(dataset=DATASET, tags=frozenset({tag})))
        assert {each.uuid for each in selected} == {"n1", "n2", "n3"}
    with closing(AnnotationSearch(old)) as search:
        for tag, count in ((COMPOSED, 1), (DECOMPOSED, 1), ("ecole", 1), ("nothing", 0)):
            own = search.entries(DATASET, parse_query(f"tag:{tag}").query)
            assert own is not None
            assert own.among is not None
            assert len(own.among) == count


def test_no_edit_takes_a_parted_tag_away(store: AnnotationStore) -> None:
    store.undo()
    before = rows_of(store.file.connection)[1]
    (first,) = store.get(["n1"])
    store.perform("edit", [AnnotationEdit(EditKind.SET_BODY, "other").apply(first, START)])
    assert rows_of(store.file.connection)[1] == before
    (first,) = store.get(["n1"])
    store.perform("edit", [AnnotationEdit(EditKind.REMOVE_TAG, "ALPHA").apply(first, START)])
    assert tags_of(store)["n1"] == ()


def test_a_tag_with_a_comma_is_edited_and_removed_whole(store: AnnotationStore) -> None:
    def edit(kind: EditKind, value: str) -> Annotation:
        store.perform("edit", [AnnotationEdit(kind, value).apply(store.get(["n3"])[0], START)])
        return store.get(["n3"])[0]

    assert edit(EditKind.REMOVE_TAG, '"libya, 2019"').tags == ("Alpha", "Libya", "école")
    assert edit(EditKind.SET_TAGS, '"Libya, 2019", Libya').tags == ("Libya", "Libya, 2019")
    assert edit(EditKind.REMOVE_TAG, "Libya").tags == ("Libya, 2019",)


@pytest.mark.parametrize(
    ("names", "to", "tags"),
    [
        (("alpha",), "Beta", ("Beta",)),
        (("Alpha",), "alpha", ("alpha",)),  # only its spelling
        (("Alpha",), "#alpha ", ("alpha",)),
        (("Alpha",), "\u00c9cole", ("école",)),  # the one that is there keeps its spelling
        (("Alpha", DECOMPOSED), "x", ("x",)),
        ((COMPOSED, "ALPHA"), None, ()),
        (("Alpha",), " #", ("Alpha", "école")),
    ],
)
@pytest.mark.parametrize("parted", [False, True])
def test_tags_are_renamed_merged_and_deleted_with_those_that_are_the_same(
    store: AnnotationStore, names: tuple[str, ...], to: str | None, tags: tuple[str, ...], parted: bool
) -> None:
    if parted:
        store.undo()
    before = rows_of(store.file.connection)
    change = store.retag("retag", names, to)
    expected = (*tags, *(() if len(names) > 1 or "école" in tags else ("école",)))
    assert tags_of(store)["n2"] == expected
    if change.operation:
        store.undo()
    assert rows_of(store.file.connection) == before


def test_an_annotation_with_another_spelling_of_a_tag_gets_the_tag_that_is_there(store: AnnotationStore) -> None:
    store.perform("note", [note("new", tags=("ALPHA", DECOMPOSED, "new"))])
    assert store.get(["new"])[0].tags == ("Alpha", "new", "école")
    assert {each.name: each.count for each in store.lists.tags(DATASET)}["Alpha"] == 4


def test_texts_of_an_old_file_are_folded_by_the_present_rule(store: AnnotationStore) -> None:
    for text in ("lodz", "Łódź", "cooperating", "strasburg", "strassburg", "ete", "with strass", "strass with"):
        assert found_by(store, text) == {"strasburg": 0, "ete": 1}.get(text, 4), text


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "«»", "»«", "「」"])
def test_quotation_marks_make_phrases_in_the_list(store: AnnotationStore, marks: str) -> None:
    for phrase, count in (("with Strassburg", 4), ("lodz is", 4), ("is lodz", 0), ("libya, 2019", 1)):
        assert found_by(store, f"{marks[0]}{phrase}{marks[1]}") == count, phrase
    assert found_by(store, f"LODZ {marks[0]}is co{marks[1]}") == 4
