"""The list of a page's annotations is in the order of the text, and changes only the rows that differ."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.models.annotations.page_list import BATCH_SIZE, AnnotationList
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


class SignalRecorder:
    """Records the signals that a model emits to its views, in order."""

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
    qtmodeltester.check(made)  # keeps checking until the test ends
    made.restart([annotation("c"), annotation("a"), annotation("b", minutes=-1)], {"a": 5, "c": 90})
    return made


def test_rows_are_in_the_order_of_the_text_followed_by_those_on_the_entry(model: AnnotationList) -> None:
    model.put(annotation("late", minutes=9), None)
    assert uuids(model) == ["a", "c", "b", "late"]


def test_a_new_annotation_inserts_one_row_at_its_position(model: AnnotationList) -> None:
    recorder = SignalRecorder(model)
    model.put(annotation("new"), 30)
    assert uuids(model) == ["a", "new", "c", "b"]
    assert recorder.signals == [("inserted", 1, 1)]


def test_a_changed_annotation_changes_only_its_row(model: AnnotationList) -> None:
    recorder = SignalRecorder(model)
    model.put(annotation("c", "other words"), 90)
    assert model.index(1).data() == "other words"
    assert recorder.signals == [("changed", 1, 1)]


def test_an_annotation_moved_to_the_bin_removes_one_row(model: AnnotationList) -> None:
    recorder = SignalRecorder(model)
    model.put(replace(annotation("c"), deleted_at=THEN), 90)
    model.remove("c")
    model.remove("never there")
    assert uuids(model) == ["a", "b"]
    assert recorder.signals == [("removed", 1, 1)]


@pytest.mark.parametrize(
    ("position", "order", "move"),
    [(1, ["c", "a", "b"], (1, 0)), (None, ["a", "b", "c"], (1, 3)), (7, ["a", "c", "b"], ())],
)
def test_an_annotation_with_another_position_moves(
    model: AnnotationList, position: int | None, order: list[str], move: tuple[int, ...]
) -> None:
    kept = QPersistentModelIndex(model.index(1))
    recorder = SignalRecorder(model)
    model.put(annotation("c", minutes=1), position)
    assert uuids(model) == order
    assert kept.data(Role.VALUE).uuid == "c"
    assert [signal[1:] for signal in recorder.signals if signal[0] == "moved"] == ([move] if move else [])


def test_updating_the_same_page_changes_only_the_rows_that_differ(model: AnnotationList) -> None:
    recorder = SignalRecorder(model)
    model.update([annotation("a"), annotation("c", "more"), annotation("d")], {"a": 5, "c": 90, "d": 1})
    assert uuids(model) == ["d", "a", "c"]
    assert recorder.signals == [("removed", 2, 2), ("changed", 1, 1), ("inserted", 0, 0)]


def test_new_positions_reorder_the_rows_without_a_reset(model: AnnotationList) -> None:
    kept = QPersistentModelIndex(model.index(0))
    recorder = SignalRecorder(model)
    model.reorder({"a": 6, "c": 91})
    assert recorder.signals == []
    model.reorder({"a": 80, "c": 10})
    assert uuids(model) == ["c", "a", "b"]
    assert recorder.signals == [("layout",)]
    assert kept.data(Role.VALUE).uuid == "a"
    model.put(annotation("c", "still found"), 10)
    assert model.index(0).data() == "still found"


def test_a_long_list_passes_the_model_tester(model: AnnotationList) -> None:
    """The model tester fetches the further rows itself."""
    many = [annotation(f"{n:04}") for n in range(3 * BATCH_SIZE)]
    model.restart(many, {each.uuid: n for n, each in enumerate(many)})
    model.put(annotation("last"), None)
    model.put(many[7], 3000)
    model.remove(many[8].uuid)
    model.index_of("last")
    assert model.rowCount() == model.count == 3 * BATCH_SIZE


def test_a_long_list_is_fetched_in_batches_up_to_a_row_looked_for(qapp: object) -> None:
    model = AnnotationList(str)
    many = [annotation(f"{n:04}") for n in range(3 * BATCH_SIZE + 20)]
    model.restart(many, {each.uuid: n for n, each in enumerate(many)})
    assert (model.rowCount(), model.count) == (BATCH_SIZE, 3 * BATCH_SIZE + 20)
    model.put(annotation("last"), None)
    assert model.rowCount() == BATCH_SIZE, "a row after the fetched ones is not announced"
    model.put(replace(many[BATCH_SIZE + 30], body="moved up"), 3)
    assert model.rowCount() == BATCH_SIZE + 1
    assert model.index_of("last").row() == 3 * BATCH_SIZE + 20
    assert not model.canFetchMore(QModelIndex())
    model.put(replace(many[2], body="moved down"), None)
    model.remove(many[-1].uuid)
    assert model.count == model.rowCount() == 3 * BATCH_SIZE + 20
    assert not model.index_of("never there").isValid()


def test_a_row_has_an_accessible_text(model: AnnotationList) -> None:
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "annotation a"


def test_rows_after_the_fetched_ones_are_added_silently_and_fetched_later(model: AnnotationList) -> None:
    recorder, grown = SignalRecorder(model), []
    model.grown.connect(lambda: grown.append(model.canFetchMore(QModelIndex())))
    before = model.index(0).data(Role.VALUE)
    others = [annotation(f"n{number:03}", minutes=number) for number in range(300)]
    model.update([annotation("c"), annotation("a"), annotation("b", minutes=-1), *others], {"a": 5, "c": 90})
    assert (recorder.signals, grown) == ([], [True])
    assert model.count == 303
    assert model.index(0).data(Role.VALUE) is before  # so that views can keep its measured height
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert uuids(model) == ["a", "c", "b", *(each.uuid for each in others)]


@pytest.mark.parametrize("change", ["above", "other words", "gone"])
def test_a_large_change_above_the_unfetched_rows_resets_the_model(model: AnnotationList, change: str) -> None:
    recorder = SignalRecorder(model)
    others = [annotation(f"n{number:03}", minutes=number) for number in range(300)]
    first = [annotation("a", "said anew" if change == "other words" else ""), annotation("b", minutes=-1)]
    first += [] if change == "gone" else [annotation("c")]
    places = {"a": 5, "c": 90} | ({"n007": 1} if change == "above" else {})
    model.update([*first, *others], places)
    assert ("reset",) in recorder.signals
    assert model.count == len(first) + 300
    assert model.index(0).data(Role.VALUE).uuid == ("n007" if change == "above" else "a")


@pytest.fixture
def mixed(model: AnnotationList) -> AnnotationList:
    model.set_own({"country/NE"})
    related = [replace(annotation(name), entry_id="project/afic") for name in ("p", "q")]
    model.restart([annotation("c"), *related, annotation("a")], {"a": 50, "c": 9, "p": 1, "q": 70})
    return model


def rows(model: AnnotationList) -> list[str]:
    return [each.uuid if (each := model.at(row)) else "-" for row in range(model.rowCount())]


def test_annotations_of_related_entries_are_folded_under_a_heading_after_the_pages_own(mixed: AnnotationList) -> None:
    assert rows(mixed) == ["c", "a", "-"]
    assert mixed.count == 4
    mixed.set_folded(False)
    assert rows(mixed) == ["c", "a", "-", "p", "q"]
    mixed.set_folded(True)
    assert rows(mixed) == ["c", "a", "-"]
    assert [each.uuid for each in mixed.annotations] == ["c", "a", "p", "q"]


def test_a_folded_annotation_is_unfolded_when_its_row_is_asked_for(mixed: AnnotationList) -> None:
    assert mixed.index_of("q").data(Role.VALUE).uuid == "q"
    assert rows(mixed) == ["c", "a", "-", "p", "q"]


def test_the_heading_comes_with_the_first_annotation_of_a_related_entry_and_goes_with_the_last(
    mixed: AnnotationList,
) -> None:
    recorder = SignalRecorder(mixed)
    mixed.remove("p")
    assert recorder.signals == [("changed", 2, 2)], "its count"
    mixed.remove("q")
    assert rows(mixed) == ["c", "a"]
    mixed.put(replace(annotation("r"), entry_id="project/afic"), 3)
    assert rows(mixed) == ["c", "a", "-"]
    mixed.put(annotation("r"), 3)
    assert rows(mixed) == ["r", "c", "a"], "it is on the page's own entry now"


def test_an_update_keeps_the_related_ones_unfolded_and_another_page_folds_them(mixed: AnnotationList) -> None:
    mixed.set_folded(False)
    related = [replace(annotation(str(number)), entry_id="project/afic") for number in range(300)]
    mixed.update([annotation("a"), *related], {})
    assert not mixed.is_folded
    assert rows(mixed)[:2] == ["a", "-"]
    mixed.restart([annotation("a"), *related])
    assert rows(mixed) == ["a", "-"]


@pytest.mark.parametrize("folded", [True, False])
def test_related_annotations_change_like_others(mixed: AnnotationList, folded: bool) -> None:
    mixed.set_folded(folded)
    more = replace(annotation("n", "new"), entry_id="project/afic")
    mixed.put(more, 40)
    mixed.put(replace(more, body="changed"), 80)
    mixed.reorder({"c": 60, "a": 50, "q": 2, "p": 5})
    assert rows(mixed)[:3] == ["a", "c", "-"]
    assert rows(mixed)[3:] == ([] if folded else ["q", "p", "n"])
    found = mixed.get("n")
    assert found is not None
    assert found.body == "changed"


@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("own", [{"country/NE", "project/afic"}, {"project/afic"}, {"country/NG"}, set()])
def test_other_own_ids_move_annotations_to_the_other_section(
    mixed: AnnotationList, own: set[str], folded: bool
) -> None:
    mixed.set_folded(folded)
    shown, positions = mixed.annotations, {"a": 50, "c": 9, "p": 1, "q": 70}
    mixed.set_own(own)
    mixed.update(shown, positions)
    mixed.set_folded(False)
    expected = AnnotationList(str)
    expected.set_own(own)
    expected.restart(shown, positions, folded=False)
    assert rows(mixed) == rows(expected)
    assert mixed.rowCount() == mixed.count + (own != {"country/NE", "project/afic"})


def test_a_page_drawn_again_after_other_own_ids_has_a_heading_only_over_related_annotations(
    mixed: AnnotationList,
) -> None:
    mixed.set_own({"country/NE", "project/afic"})
    mixed.reorder({"q": 3})
    assert rows(mixed) == ["q", "a", "c", "p"]
    mixed.set_own({"country/NE"})
    mixed.remove("p")
    mixed.put(annotation("n"), 1)
    mixed.reorder({"q": 3})
    assert rows(mixed) == ["a", "c", "n", "-"]


@pytest.mark.parametrize(("count", "is_reset"), [(200, False), (201, True)])
def test_very_many_annotations_that_go_to_the_other_section_do_so_at_once(
    model: AnnotationList, count: int, is_reset: bool
) -> None:
    model.set_own({"country/NE"})
    names = [f"n{number:03}" for number in range(count)]
    model.restart([annotation("a"), *(replace(annotation(name), entry_id="project/afic") for name in names)])
    model.set_own({"country/NE", "project/afic"})
    recorder = SignalRecorder(model)
    model.reorder({"n007": 1})
    assert (("reset",) in recorder.signals) is is_reset
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert rows(model) == ["n007", "a", *(name for name in names if name != "n007")]
