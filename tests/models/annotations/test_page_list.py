"""The list of a page's annotations keeps the order of the text, and touches only the rows that change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.models.annotations.page_list import PART, AnnotationList
from coopviewer.models.roles import Role

THEN = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)


def annotation(uuid: str, body: str = "", minutes: int = 0) -> Annotation:
    return Annotation(
        uuid=uuid,
        revision=1,
        dataset="urn:x",
        entry_id="country/NE",
        motivation=Motivation.COMMENTING,
        creator=Person("me", "I"),
        created=THEN + timedelta(minutes=minutes),
        modified=THEN,
        body=body,
    )


def uuids(model: AnnotationList) -> list[str]:
    return [model.index(row).data(Role.VALUE).uuid for row in range(model.rowCount())]


class Told:
    """What a model tells its views, in order."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.signals: list[tuple[object, ...]] = []
        model.modelReset.connect(lambda: self.signals.append(("reset",)))
        model.rowsInserted.connect(lambda _, first, last: self.signals.append(("inserted", first, last)))
        model.rowsRemoved.connect(lambda _, first, last: self.signals.append(("removed", first, last)))
        model.rowsMoved.connect(lambda _, first, __, ___, to: self.signals.append(("moved", first, to)))
        model.dataChanged.connect(lambda first, last: self.signals.append(("changed", first.row(), last.row())))
        model.layoutChanged.connect(lambda: self.signals.append(("layout",)))


@pytest.fixture
def model(qapp: object, qtmodeltester: ModelTester) -> AnnotationList:
    made = AnnotationList(lambda each: f"annotation {each.uuid}")
    qtmodeltester.check(made)  # goes on watching until the test ends
    made.restart([annotation("c"), annotation("a"), annotation("b", minutes=-1)], {"a": 5, "c": 90})
    return made


def test_rows_stand_in_the_order_of_the_text_and_those_on_the_entry_after(model: AnnotationList) -> None:
    model.put(annotation("late", minutes=9), None)
    assert uuids(model) == ["a", "c", "b", "late"]


def test_a_new_annotation_is_one_row_inserted_at_its_place(model: AnnotationList) -> None:
    told = Told(model)
    model.put(annotation("new"), 30)
    assert uuids(model) == ["a", "new", "c", "b"]
    assert told.signals == [("inserted", 1, 1)]


def test_a_changed_annotation_touches_its_row_alone(model: AnnotationList) -> None:
    told = Told(model)
    model.put(annotation("c", "other words"), 90)
    assert model.index(1).data() == "other words"
    assert told.signals == [("changed", 1, 1)]


def test_one_that_goes_into_the_bin_is_one_row_removed(model: AnnotationList) -> None:
    told = Told(model)
    model.put(replace(annotation("c"), deleted_at=THEN), 90)
    model.remove("c")
    model.remove("never there")
    assert uuids(model) == ["a", "b"]
    assert told.signals == [("removed", 1, 1)]


@pytest.mark.parametrize(
    ("place", "order", "move"),
    [(1, ["c", "a", "b"], (1, 0)), (None, ["a", "b", "c"], (1, 3)), (7, ["a", "c", "b"], ())],
)
def test_one_that_stands_elsewhere_now_moves(
    model: AnnotationList, place: int | None, order: list[str], move: tuple[int, ...]
) -> None:
    kept = QPersistentModelIndex(model.index(1))
    told = Told(model)
    model.put(annotation("c", minutes=1), place)
    assert uuids(model) == order
    assert kept.data(Role.VALUE).uuid == "c"
    assert [signal[1:] for signal in told.signals if signal[0] == "moved"] == ([move] if move else [])


def test_the_same_page_read_again_touches_only_what_differs(model: AnnotationList) -> None:
    told = Told(model)
    model.take([annotation("a"), annotation("c", "more"), annotation("d")], {"a": 5, "c": 90, "d": 1})
    assert uuids(model) == ["d", "a", "c"]
    assert told.signals == [("removed", 2, 2), ("changed", 1, 1), ("inserted", 0, 0)]


def test_a_page_drawn_anew_rearranges_without_a_reset(model: AnnotationList) -> None:
    kept = QPersistentModelIndex(model.index(0))
    told = Told(model)
    model.arrange({"a": 6, "c": 91})
    assert told.signals == []
    model.arrange({"a": 80, "c": 10})
    assert uuids(model) == ["c", "a", "b"]
    assert told.signals == [("layout",)]
    assert kept.data(Role.VALUE).uuid == "a"
    model.put(annotation("c", "still found"), 10)
    assert model.index(0).data() == "still found"


def test_a_long_list_keeps_qts_rules(model: AnnotationList) -> None:
    """The watching tester itself asks for more."""
    many = [annotation(f"{n:04}") for n in range(3 * PART)]
    model.restart(many, {each.uuid: n for n, each in enumerate(many)})
    model.put(annotation("last"), None)
    model.put(many[7], 3000)
    model.remove(many[8].uuid)
    model.index_of("last")
    assert model.rowCount() == model.count == 3 * PART


def test_a_long_list_comes_in_parts_and_as_far_as_a_row_that_is_sought(qapp: object) -> None:
    model = AnnotationList(str)
    many = [annotation(f"{n:04}") for n in range(3 * PART + 20)]
    model.restart(many, {each.uuid: n for n, each in enumerate(many)})
    assert (model.rowCount(), model.count) == (PART, 3 * PART + 20)
    model.put(annotation("last"), None)
    assert model.rowCount() == PART, "what comes beyond the rows that are seen is not told"
    model.put(replace(many[PART + 30], body="moved up"), 3)
    assert model.rowCount() == PART + 1
    assert model.index_of("last").row() == 3 * PART + 20
    assert not model.canFetchMore(QModelIndex())
    model.put(replace(many[2], body="moved down"), None)
    model.remove(many[-1].uuid)
    assert model.count == model.rowCount() == 3 * PART + 20
    assert not model.index_of("never there").isValid()


def test_an_annotation_is_told_in_words(model: AnnotationList) -> None:
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "annotation a"


def test_what_comes_below_is_added_without_a_word_and_fetched_later(model: AnnotationList) -> None:
    told, grown = Told(model), []
    model.grown.connect(lambda: grown.append(model.canFetchMore(QModelIndex())))
    before = model.index(0).data(Role.VALUE)
    others = [annotation(f"n{number:03}", minutes=number) for number in range(300)]
    model.take([annotation("c"), annotation("a"), annotation("b", minutes=-1), *others], {"a": 5, "c": 90})
    assert (told.signals, grown) == ([], [True])
    assert model.count == 303
    assert model.index(0).data(Role.VALUE) is before  # what was measured of it holds
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert uuids(model) == ["a", "c", "b", *(each.uuid for each in others)]


@pytest.mark.parametrize("change", ["above", "other words", "gone"])
def test_a_list_that_does_not_begin_as_before_is_begun_anew(model: AnnotationList, change: str) -> None:
    told = Told(model)
    others = [annotation(f"n{number:03}", minutes=number) for number in range(300)]
    first = [annotation("a", "said anew" if change == "other words" else ""), annotation("b", minutes=-1)]
    first += [] if change == "gone" else [annotation("c")]
    places = {"a": 5, "c": 90} | ({"n007": 1} if change == "above" else {})
    model.take([*first, *others], places)
    assert ("reset",) in told.signals
    assert model.count == len(first) + 300
    assert model.index(0).data(Role.VALUE).uuid == ("n007" if change == "above" else "a")
