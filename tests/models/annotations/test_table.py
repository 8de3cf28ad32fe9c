"""The table of annotations requests the rows that are shown, and changes single rows."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation, Person
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.models.annotations.cells import AnnotationColumn, TableLabels
from coopviewer.models.annotations.table import BATCH_SIZE, AnnotationTableModel
from coopviewer.models.roles import Role
from coopviewer.models.row_runs import runs_of, runs_to_replace

_NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
_HEADERS = ("Entry", "Quotation", "Note", "Tags", "Colour", "Status", "Author", "Changed")
TITLES = {"country/NE": "Niger", "project/afic": "AFIC"}


def annotation(number: int, **fields: object) -> Annotation:
    made: dict[str, object] = {
        "uuid": f"{number:05}",
        "revision": 1,
        "dataset": "urn:x",
        "entry_id": "country/NE",
        "motivation": Motivation.COMMENTING,
        "creator": Person("p", "Ada"),
        "created": _NOON,
        "modified": _NOON + timedelta(minutes=number),
        "body": f"Note {number}",
        **fields,
    }
    return Annotation(**made)  # type: ignore[arg-type]


def labels() -> TableLabels:
    return TableLabels(
        headers=_HEADERS,
        status=str,
        colour=str,
        motivation=str,
        moment=lambda moment: f"{moment:%Y-%m-%d}",
        unsaved="Not saved:",
        icon=lambda kind: QIcon(),
    )


class _Delegate(QStyledItemDelegate):
    """Makes ``initStyleOption`` accessible, which returns what a view draws of a cell."""


class _Window:
    """Answers the requests of the model as the window does."""

    def __init__(self, model: AnnotationTableModel, annotations: Sequence[Annotation]) -> None:
        self.model = model
        self.annotations = {each.uuid: each for each in annotations}
        self.requested: list[tuple[str, ...]] = []
        model.rows_wanted.connect(self.answer)

    def answer(self, uuids: tuple[str, ...]) -> None:
        self.requested.append(uuids)
        self.model.show_rows(uuids, [self.annotations[each] for each in uuids if each in self.annotations], TITLES)


@pytest.fixture
def window(qapp: object) -> _Window:
    model = AnnotationTableModel(labels())
    window = _Window(model, [annotation(number) for number in range(1000)])
    model.show_list(list(window.annotations))
    return window


def _show_row(qtbot: QtBot, window: _Window, row: int) -> None:
    window.model.index(row, 0).data()
    qtbot.waitUntil(lambda: window.model.rows.annotation(row) is not None)


def test_the_table_passes_the_model_tester(qapp: object, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    window = _Window(AnnotationTableModel(labels()), [annotation(number) for number in range(12)])
    window.model.show_list(list(window.annotations))
    _show_row(qtbot, window, 0)
    qtmodeltester.check(window.model, force_py=True)
    window.model.update([annotation(1, body="x")], {})
    window.model.remove(["00003", "00004", "00009"])
    window.model.show_list(list(window.annotations))
    window.model.show_list([])
    window.model.show_list(list(reversed(window.annotations)))
    qtmodeltester.check(window.model, force_py=True)


def test_only_the_batch_of_the_shown_rows_is_requested(window: _Window, qtbot: QtBot) -> None:
    assert window.model.rowCount() == 1000
    for row in range(510, 540):
        window.model.index(row, AnnotationColumn.NOTE).data()
    qtbot.waitUntil(lambda: bool(window.requested))
    assert window.requested == [tuple(f"{number:05}" for number in range(500, 500 + BATCH_SIZE))]
    assert window.model.index(512, AnnotationColumn.NOTE).data() == "Note 512"
    assert window.model.index(512, AnnotationColumn.ENTRY).data() == "Niger"


def test_a_row_shown_twice_is_requested_once(qapp: object, qtbot: QtBot) -> None:
    model = AnnotationTableModel(labels())
    requested: list[tuple[str, ...]] = []
    model.rows_wanted.connect(requested.append)
    model.show_list(["a", "b"])
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: bool(requested))
    model.index(0, 0).data()
    model.index(1, 0).data()
    qtbot.wait(5)
    assert requested == [("a", "b")]


def test_an_update_changes_one_row(window: _Window, qtbot: QtBot) -> None:
    _show_row(qtbot, window, 7)
    with qtbot.waitSignal(window.model.dataChanged) as blocker:
        window.model.update([annotation(7, body="Other words")], {})
    first, last = blocker.args[:2]
    assert (first.row(), last.row()) == (7, 7)
    assert window.model.index(7, AnnotationColumn.NOTE).data() == "Other words"


def test_a_changed_annotation_keeps_its_row(window: _Window, qtbot: QtBot) -> None:
    _show_row(qtbot, window, 7)
    window.model.update([annotation(7, modified=_NOON + timedelta(days=9))], {})
    assert window.model.rows.row_of("00007") == 7


def test_rows_that_two_lists_share_stay_so_that_a_selection_is_kept(window: _Window) -> None:
    resets: list[bool] = []
    window.model.modelReset.connect(lambda: resets.append(True))
    without = [uuid for uuid in window.annotations if uuid not in ("00010", "00011", "00900")]
    window.model.show_list(without)
    assert window.model.rows.uuids(0, window.model.rowCount() - 1) == tuple(without)
    window.model.show_list(list(window.annotations))
    assert window.model.rows.uuids(0, window.model.rowCount() - 1) == tuple(window.annotations)
    assert resets == []
    window.model.show_list(list(reversed(window.annotations)))
    assert resets == [True]


def test_a_requested_annotation_that_no_longer_exists_is_removed(window: _Window, qtbot: QtBot) -> None:
    del window.annotations["00003"]
    window.model.index(0, 0).data()
    qtbot.waitUntil(lambda: window.model.rowCount() == 999)
    assert window.model.rows.row_of("00003") is None
    assert window.model.rows.row_of("00004") == 3


def test_a_list_shown_again_shows_cached_annotations_until_they_are_read_again(window: _Window, qtbot: QtBot) -> None:
    _show_row(qtbot, window, 7)
    window.annotations["00007"] = annotation(7, body="Changed elsewhere")
    window.model.show_list(list(window.annotations))
    assert window.model.index(7, AnnotationColumn.NOTE).data() == "Note 7"
    qtbot.waitUntil(lambda: window.model.index(7, AnnotationColumn.NOTE).data() == "Changed elsewhere")


def test_a_row_shows_the_fields_of_its_annotation(window: _Window, qtbot: QtBot) -> None:
    _show_row(qtbot, window, 0)
    window.model.update(
        [
            annotation(
                0, body="First\n\nsecond  line", tags=("a", "b"), colour=Colour.PINK, status=AnnotationStatus.VERIFIED
            ),
            annotation(1, motivation=Motivation.LINKING, target_entry_id="project/afic", body="same people"),
            annotation(2, body="x" * 5000),
        ],
        {},
    )
    row = [window.model.index(0, column).data() for column in AnnotationColumn]
    assert row == ["Niger", "", "First second line", "a, b", "pink", "verified", "Ada", "2026-11-01"]
    assert window.model.index(1, AnnotationColumn.NOTE).data() == "same people → AFIC", (
        "the words first, whatever room there is"
    )
    assert len(window.model.index(2, AnnotationColumn.NOTE).data()) == 300
    assert window.model.index(0, 0).data(Role.VALUE).tags == ("a", "b")


def test_a_tool_tip_shows_markup_as_plain_text(window: _Window, qtbot: QtBot) -> None:
    _show_row(qtbot, window, 0)
    window.model.update([annotation(0, body="<img src='x'>")], {})
    tip = window.model.index(0, AnnotationColumn.NOTE).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_editing_a_cell_emits_the_wanted_edit(window: _Window, qtbot: QtBot) -> None:
    _show_row(qtbot, window, 0)
    model = window.model
    assert not model.flags(model.index(0, AnnotationColumn.NOTE)) & Qt.ItemFlag.ItemIsEditable
    model.editable = True
    editable = [
        column for column in AnnotationColumn if model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert editable == [AnnotationColumn.NOTE, AnnotationColumn.TAGS, AnnotationColumn.COLOUR, AnnotationColumn.STATUS]
    wanted: list[object] = []
    model.edit_wanted.connect(lambda edit, uuids: wanted.append((edit, uuids)))
    assert model.setData(model.index(0, AnnotationColumn.STATUS), "verified")
    assert model.setData(model.index(0, AnnotationColumn.STATUS), "")  # unchanged
    assert model.setData(model.index(0, AnnotationColumn.TAGS), "a, b")
    assert model.setData(model.index(0, AnnotationColumn.NOTE), "Other")
    assert not model.setData(model.index(0, AnnotationColumn.ENTRY), "Other")
    assert wanted == [
        (AnnotationEdit(EditKind.SET_STATUS, "verified"), ("00000",)),
        (AnnotationEdit(EditKind.SET_TAGS, "a, b"), ("00000",)),
        (AnnotationEdit(EditKind.SET_BODY, "Other"), ("00000",)),
    ]
    assert model.index(0, AnnotationColumn.NOTE).data() == "Note 0"  # until the edit has been made


def test_a_row_that_has_not_been_read_cannot_be_edited(window: _Window) -> None:
    window.model.editable = True
    assert not window.model.flags(window.model.index(900, AnnotationColumn.NOTE)) & Qt.ItemFlag.ItemIsEditable
    assert not window.model.setData(window.model.index(900, AnnotationColumn.NOTE), "x")
    assert not window.model.setData(QModelIndex(), "x")


def test_the_editor_starts_with_a_text_that_could_not_be_saved(window: _Window, qtbot: QtBot) -> None:
    _show_row(qtbot, window, 5)
    index = window.model.index(5, AnnotationColumn.NOTE)
    window.model.set_unsaved(annotation(5, body="Written in vain"))
    assert index.data() == "Not saved: Written in vain"
    assert index.data(Qt.ItemDataRole.EditRole) == "Written in vain"
    window.model.update([annotation(5, body="Written in vain")], {})
    assert index.data() == "Written in vain"


def test_at_most_4000_annotations_are_cached(qapp: object, qtbot: QtBot) -> None:
    model = AnnotationTableModel(labels())
    window = _Window(model, [annotation(number) for number in range(10_000)])
    model.show_list(list(window.annotations))
    for row in range(0, 10_000, BATCH_SIZE):
        model.index(row, 0).data()
    qtbot.waitUntil(lambda: model.rows.annotation(9999) is not None)
    assert sum(model.rows.annotation(row) is not None for row in range(10_000)) <= 4000


def test_consecutive_rows_are_one_run() -> None:
    assert runs_of([5, 1, 2, 3, 3, 9]) == [(1, 3), (5, 5), (9, 9)]
    assert runs_of([]) == []


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("abc", "abc", ((), ())),
        ("abcd", "ad", (((1, 2),), ())),
        ("ad", "abcd", ((), ((1, 2),))),
        ("abcd", "bxd", (((2, 2), (0, 0)), ((1, 1),))),
        ("ab", "", None),
        ("", "ab", ((), ((0, 1),))),
        ("abc", "cab", None),
        ("abc", "xyz", None),
        ("abcdefghijklmnopqrs", "acegikmoqs", None),
    ],
)
def test_the_difference_of_two_lists_as_runs(before: str, after: str, runs: tuple[object, object] | None) -> None:
    assert runs_to_replace(before, after) == runs


def test_a_cell_is_drawn_by_the_data_of_its_roles(qapp: QApplication, qtbot: QtBot) -> None:
    pictured = annotation(1, colour=Colour.PINK, status=AnnotationStatus.VERIFIED, tags=("a", "b"))
    window = _Window(AnnotationTableModel(labels()), [annotation(0, body=""), pictured])
    window.model.samples = {Colour.PINK: QPixmap(22, 14)}
    window.model.soft = QBrush(QColor("grey"))
    window.model.show_list(list(window.annotations))
    delegate = _Delegate()
    for is_read in (False, True):
        for row, column in product(range(2), AnnotationColumn):
            index = window.model.index(row, column)
            drawn = QStyleOptionViewItem()
            delegate.initStyleOption(drawn, index)
            assert drawn.text == (index.data() or ""), (is_read, row, column)
            picture = index.data(Qt.ItemDataRole.DecorationRole)
            assert drawn.icon.isNull() is (picture is None or picture.isNull())
            soft = index.data(Qt.ItemDataRole.ForegroundRole)
            assert (drawn.palette.color(QPalette.ColorRole.Text) == QColor("grey")) is (soft is not None)
        _show_row(qtbot, window, 1)


def test_a_list_is_extended_after_its_first_rows(window: _Window) -> None:
    resets: list[bool] = []
    window.model.modelReset.connect(lambda: resets.append(True))
    more = [*window.annotations, "x", "y"]
    assert window.model.extend(more)
    assert window.model.rows.uuids(0, window.model.rowCount()) == tuple(more)
    assert window.model.rows.row_of("y") == 1001
    assert resets == []
    assert not window.model.extend(["x", *more])
    assert not window.model.extend(more[:10])
    assert window.model.rowCount() == 1002
