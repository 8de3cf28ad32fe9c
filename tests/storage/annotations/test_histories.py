"""Whatever is done, undone and redone in whatever order, the file holds what a plain model in memory holds."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coopviewer.domain.annotations.annotation import (
    Annotation,
    AnnotationStatus,
    Colour,
    clean_tag,
    clean_text,
    sorted_tags,
)
from coopviewer.domain.annotations.lists import AnnotationFilter, Steps
from coopviewer.domain.annotations.operations import operation
from coopviewer.storage.annotations.backups import back_up, restore
from coopviewer.storage.annotations.store import AnnotationStore
from tests.storage.annotations.annotation_samples import DATASET, START, anchor, note

State = dict[str, Annotation]

UUIDS = st.sampled_from([f"n{number}" for number in range(6)])
TAGS = st.sampled_from(["x", "y", "Z", "à vérifier", "حدود", "🏷️", "two words"])
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
ANCHORS = st.lists(st.integers(0, 3).map(lambda start: anchor(start, start + 4)), max_size=2, unique=True)
FIELDS = st.fixed_dictionaries(
    {
        "body": TEXTS,
        "tags": st.sets(TAGS, max_size=3).map(lambda tags: sorted_tags(tags)),
        "entry_id": st.sampled_from(["project/afic", "country/NE"]),
        "colour": st.sampled_from([None, *Colour]),
        "status": st.sampled_from([None, *AnnotationStatus]),
        "deleted_at": st.sampled_from([None, None, START]),
    }
)


def kept(annotation: Annotation) -> Annotation:
    """An annotation as the file keeps it."""
    return replace(annotation, body=clean_text(annotation.body))


class Histories(RuleBasedStateMachine):
    """The file on one side; on the other the states that operations led to, and how far back undo has gone."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="coopviewer-histories-"))
        self.path = self.folder / "annotations.db"
        self.states: list[tuple[str, State]] = [("", {})]
        self.place = 0
        self.operation: int | None = None
        self.backups: list[tuple[Path, State]] = []

    @initialize()
    def open(self) -> None:
        self.store = AnnotationStore.open(self.path)
        self.store.file.connection.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug

    @property
    def now(self) -> State:
        return self.states[self.place][1]

    def do(self, label: str, state: State, write: Callable[[], object]) -> None:
        change = write()
        if state != self.now:
            self.states[self.place + 1 :] = [(label, state)]
            self.place += 1
            self.operation = change.operation  # type: ignore[attr-defined]
            assert change.uuids  # type: ignore[attr-defined]
        else:
            assert change.operation == 0  # type: ignore[attr-defined]

    def changed(self, uuid: str, fields: dict[str, object], anchors: list) -> Annotation:
        present = self.now.get(uuid)
        if present is None:
            return note(uuid, anchors=tuple(anchors), **fields)
        added = tuple(each for each in anchors if each not in present.anchors)
        return present.changed(START, **fields, anchors=(*present.anchors, *added))

    @rule(label=st.sampled_from(["Note", "Edit"]), uuids=st.sets(UUIDS, min_size=1), fields=FIELDS, anchors=ANCHORS)
    def perform(self, label: str, uuids: set[str], fields: dict[str, object], anchors: list) -> None:
        written = [self.changed(uuid, fields, anchors) for uuid in sorted(uuids)]
        state = self.now | {each.uuid: kept(each) for each in written}
        self.do(label, state, lambda: self.store.perform(label, written))

    @precondition(lambda self: self.now)
    @rule(data=st.data())
    def perform_what_is_there(self, data: st.DataObject) -> None:
        written = self.now[data.draw(st.sampled_from(sorted(self.now)))]
        self.do("Nothing", self.now, lambda: self.store.perform("Nothing", [written]))

    @precondition(lambda self: self.place and self.place == len(self.states) - 1)
    @rule(uuid=UUIDS, fields=FIELDS)
    def type_on(self, uuid: str, fields: dict[str, object]) -> None:
        written = self.changed(uuid, fields, [])
        change = self.store.perform("Typed", [written], joining=self.operation)
        assert change.operation == self.operation
        self.states[self.place] = (self.states[self.place][0], self.now | {uuid: kept(written)})

    @rule(names=st.lists(TAGS, min_size=1, max_size=3, unique=True), to=st.none() | TAGS)
    def retag(self, names: list[str], to: str | None) -> None:
        going = {name for name in names if name != to}
        state = dict(self.now)
        for uuid, each in self.now.items():
            if going & set(each.tags):
                tags = (set(each.tags) - going) | ({clean_tag(to)} if to else set())
                state[uuid] = replace(each, tags=sorted_tags(tags), revision=each.revision + 1)
        self.do("Retag", state, lambda: self.store.retag("Retag", names, to))

    @rule()
    def undo(self) -> None:
        change = self.store.undo()
        assert (change is not None) == (self.place > 0)
        if change is not None:
            assert change.label == self.states[self.place][0]
            self.place -= 1

    @rule()
    def redo(self) -> None:
        change = self.store.redo()
        assert (change is not None) == (self.place < len(self.states) - 1)
        if change is not None:
            self.place += 1
            assert change.label == self.states[self.place][0]

    @precondition(lambda self: len(self.backups) < 3)
    @rule()
    def back_up(self) -> None:
        self.backups.append((back_up(self.store).rename(self.folder / f"{len(self.backups)}.db"), self.now))

    @precondition(lambda self: self.backups)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        backup, state = data.draw(st.sampled_from(self.backups))
        self.do(operation("restore-backup"), state, lambda: restore(self.store, backup))

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.open()

    @rule()
    def undo_all_and_redo_all(self) -> None:
        while self.store.undo():
            pass
        assert self.found() == self.states[0][1] == {}
        rows = sum(
            self.store.file.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES
        )
        assert rows == 0
        while self.store.redo():
            pass
        self.place = len(self.states) - 1
        assert self.found() == self.now

    def found(self) -> State:
        rows = self.store.file.connection.execute("SELECT uuid FROM annotation").fetchall()
        found = self.store.get([uuid for (uuid,) in rows])
        assert {each.changed_by for each in found} <= {None, self.store.person}
        return {each.uuid: replace(each, changed_by=None) for each in found}

    @invariant()
    def file_and_model_agree(self) -> None:
        now = self.now
        assert self.found() == now
        shown = [each for each in now.values() if not each.is_deleted]
        assert self.store.lists.counts(DATASET) == Counter(each.entry_id for each in shown)
        assert {each.name: each.count for each in self.store.lists.tags(DATASET)} == Counter(
            t for e in shown for t in e.tags
        )
        undo, redo = self.states[self.place][0], (self.states[self.place + 1 :] or [("", {})])[0][0]
        assert self.store.steps() == Steps(undo, redo)
        for tag in ("x", "à vérifier"):
            asked = AnnotationFilter(dataset=DATASET, tags=frozenset({tag}))
            assert set(self.store.lists.uuids(asked)) == {each.uuid for each in shown if tag in each.tags}
        verified = AnnotationFilter(dataset=DATASET, text="A VERIFIER")
        assert {each.uuid for each in shown if "à vérifier" in each.tags} <= set(self.store.lists.uuids(verified))

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TABLES = ("annotation", "tag", "annotation_tag", "anchor")

TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)


@pytest.mark.slow
class TestManyHistories(Histories.TestCase):  # type: ignore[name-defined]
    settings = settings(max_examples=400, stateful_step_count=40, deadline=None)


@settings(max_examples=60, deadline=None)
@given(
    bodies=st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1), min_size=1)
)
def test_any_text_comes_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, bodies: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "texts.db"
    written = [
        note(body=body, entry_id=f"project/{body}", creator=replace(note().creator, name=body)) for body in bodies
    ]
    with closing(AnnotationStore.open(path)) as store:
        store.file.connection.execute("PRAGMA synchronous = OFF")
        store.perform("Import", written)
        found = store.get([each.uuid for each in written])
        assert [(each.body, each.entry_id) for each in found] == [(each.body, each.entry_id) for each in written]
        store.undo()
        assert store.get([each.uuid for each in written]) == ()
