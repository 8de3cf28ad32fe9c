"""The table of annotations asks for what is looked at, and changes single rows."""

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
from coopviewer.models.annotations.cells import AnnotationColumn, TableWords
from coopviewer.models.annotations.table import STRETCH, AnnotationTableModel
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


def words() -> TableWords:
    return TableWords(
        headers=_HEADERS,
        status=str,
        colour=str,
        motivation=str,
        moment=lambda moment: f"{moment:%Y-%m-%d}",
        unsaved="Not saved:",
        icon=lambda kind: QIcon(),
    )


class _Delegate(QStyledItemDelegate):
    """Gives what a view would draw a cell by."""


class _Shelf:
    """Answers the model as the window does."""

    def __init__(self, model: AnnotationTableModel, annotations: Sequence[Annotation]) -> None:
        self.model = model
        self.held = {each.uuid: each for each in annotations}
        self.asked: list[tuple[str, ...]] = []
        model.rows_wanted.connect(self.answer)

    def answer(self, uuids: tuple[str, ...]) -> None:
        self.asked.append(uuids)
        self.model.show_rows(uuids, [self.held[each] for each in uuids if each in self.held], TITLES)


@pytest.fixture
def shelf(qapp: object) -> _Shelf:
    model = AnnotationTableModel(words())
    shelf = _Shelf(model, [annotation(number) for number in range(1000)])
    model.show_list(list(shelf.held))
    return shelf


def _look_at(qtbot: QtBot, shelf: _Shelf, row: int) -> None:
    shelf.model.index(row, 0).data()
    qtbot.waitUntil(lambda: shelf.model.rows.annotation(row) is not None)


def test_the_model_keeps_the_rules_of_models(qapp: object, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    shelf = _Shelf(AnnotationTableModel(words()), [annotation(number) for number in range(12)])
    shelf.model.show_list(list(shelf.held))
    _look_at(qtbot, shelf, 0)
    qtmodeltester.check(shelf.model, force_py=True)
    shelf.model.update([annotation(1, body="x")], {})
    shelf.model.remove(["00003", "00004", "00009"])
    shelf.model.show_list(list(shelf.held))
    shelf.model.show_list([])
    shelf.model.show_list(list(reversed(shelf.held)))
    qtmodeltester.check(shelf.model, force_py=True)


def test_only_the_stretch_that_is_looked_at_is_asked_for(shelf: _Shelf, qtbot: QtBot) -> None:
    assert shelf.model.rowCount() == 1000
    for row in range(510, 540):
        shelf.model.index(row, AnnotationColumn.NOTE).data()
    qtbot.waitUntil(lambda: bool(shelf.asked))
    assert shelf.asked == [tuple(f"{number:05}" for number in range(500, 500 + STRETCH))]
    assert shelf.model.index(512, AnnotationColumn.NOTE).data() == "Note 512"
    assert shelf.model.index(512, AnnotationColumn.ENTRY).data() == "Niger"


def test_what_is_looked_at_twice_is_asked_for_once(qapp: object, qtbot: QtBot) -> None:
    model = AnnotationTableModel(words())
    asked: list[tuple[str, ...]] = []
    model.rows_wanted.connect(asked.append)
    model.show_list(["a", "b"])
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: bool(asked))
    model.index(0, 0).data()
    model.index(1, 0).data()
    qtbot.wait(5)
    assert asked == [("a", "b")]


def test_a_change_is_told_of_one_row(shelf: _Shelf, qtbot: QtBot) -> None:
    _look_at(qtbot, shelf, 7)
    with qtbot.waitSignal(shelf.model.dataChanged) as told:
        shelf.model.update([annotation(7, body="Other words")], {})
    first, last = told.args[:2]
    assert (first.row(), last.row()) == (7, 7)
    assert shelf.model.index(7, AnnotationColumn.NOTE).data() == "Other words"


def test_a_changed_annotation_stays_where_it_stands(shelf: _Shelf, qtbot: QtBot) -> None:
    _look_at(qtbot, shelf, 7)
    shelf.model.update([annotation(7, modified=_NOON + timedelta(days=9))], {})
    assert shelf.model.rows.row_of("00007") == 7


def test_what_another_list_has_too_stays_so_that_a_selection_is_kept(shelf: _Shelf) -> None:
    resets: list[bool] = []
    shelf.model.modelReset.connect(lambda: resets.append(True))
    without = [uuid for uuid in shelf.held if uuid not in ("00010", "00011", "00900")]
    shelf.model.show_list(without)
    assert shelf.model.rows.uuids(0, shelf.model.rowCount() - 1) == tuple(without)
    shelf.model.show_list(list(shelf.held))
    assert shelf.model.rows.uuids(0, shelf.model.rowCount() - 1) == tuple(shelf.held)
    assert resets == []
    shelf.model.show_list(list(reversed(shelf.held)))
    assert resets == [True]


def test_an_annotation_that_is_gone_leaves_the_list(shelf: _Shelf, qtbot: QtBot) -> None:
    del shelf.held["00003"]
    shelf.model.index(0, 0).data()
    qtbot.waitUntil(lambda: shelf.model.rowCount() == 999)
    assert shelf.model.rows.row_of("00003") is None
    assert shelf.model.rows.row_of("00004") == 3


def test_a_list_that_is_shown_anew_shows_what_it_knew_until_it_knows_better(shelf: _Shelf, qtbot: QtBot) -> None:
    _look_at(qtbot, shelf, 7)
    shelf.held["00007"] = annotation(7, body="Changed elsewhere")
    shelf.model.show_list(list(shelf.held))
    assert shelf.model.index(7, AnnotationColumn.NOTE).data() == "Note 7"
    qtbot.waitUntil(lambda: shelf.model.index(7, AnnotationColumn.NOTE).data() == "Changed elsewhere")


def test_a_row_says_what_its_annotation_is(shelf: _Shelf, qtbot: QtBot) -> None:
    _look_at(qtbot, shelf, 0)
    shelf.model.update(
        [
            annotation(
                0, body="First\n\nsecond  line", tags=("a", "b"), colour=Colour.PINK, status=AnnotationStatus.VERIFIED
            ),
            annotation(1, motivation=Motivation.LINKING, target_entry_id="project/afic", body="same people"),
            annotation(2, body="x" * 5000),
        ],
        {},
    )
    row = [shelf.model.index(0, column).data() for column in AnnotationColumn]
    assert row == ["Niger", "", "First second line", "a, b", "pink", "verified", "Ada", "2026-11-01"]
    assert shelf.model.index(1, AnnotationColumn.NOTE).data() == "→ AFIC: same people"
    assert len(shelf.model.index(2, AnnotationColumn.NOTE).data()) == 300
    assert shelf.model.index(0, 0).data(Role.VALUE).tags == ("a", "b")


def test_what_looks_like_markup_is_shown_as_it_is_written(shelf: _Shelf, qtbot: QtBot) -> None:
    _look_at(qtbot, shelf, 0)
    shelf.model.update([annotation(0, body="<img src='x'>")], {})
    tip = shelf.model.index(0, AnnotationColumn.NOTE).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_cells_are_edited_by_saying_what_is_wanted(shelf: _Shelf, qtbot: QtBot) -> None:
    _look_at(qtbot, shelf, 0)
    model = shelf.model
    assert not model.flags(model.index(0, AnnotationColumn.NOTE)) & Qt.ItemFlag.ItemIsEditable
    model.editable = True
    editable = [
        column for column in AnnotationColumn if model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert editable == [AnnotationColumn.NOTE, AnnotationColumn.TAGS, AnnotationColumn.COLOUR, AnnotationColumn.STATUS]
    wanted: list[object] = []
    model.edit_wanted.connect(lambda edit, uuids: wanted.append((edit, uuids)))
    assert model.setData(model.index(0, AnnotationColumn.STATUS), "verified")
    assert model.setData(model.index(0, AnnotationColumn.STATUS), "")  # as it is
    assert model.setData(model.index(0, AnnotationColumn.TAGS), "a, b")
    assert model.setData(model.index(0, AnnotationColumn.NOTE), "Other")
    assert not model.setData(model.index(0, AnnotationColumn.ENTRY), "Other")
    assert wanted == [
        (AnnotationEdit(EditKind.SET_STATUS, "verified"), ("00000",)),
        (AnnotationEdit(EditKind.SET_TAGS, "a, b"), ("00000",)),
        (AnnotationEdit(EditKind.SET_BODY, "Other"), ("00000",)),
    ]
    assert model.index(0, AnnotationColumn.NOTE).data() == "Note 0"  # until it is so


def test_a_row_that_is_not_read_yet_cannot_be_edited(shelf: _Shelf) -> None:
    shelf.model.editable = True
    assert not shelf.model.flags(shelf.model.index(900, AnnotationColumn.NOTE)) & Qt.ItemFlag.ItemIsEditable
    assert not shelf.model.setData(shelf.model.index(900, AnnotationColumn.NOTE), "x")
    assert not shelf.model.setData(QModelIndex(), "x")


def test_a_text_that_could_not_be_saved_is_kept_for_the_editor(shelf: _Shelf, qtbot: QtBot) -> None:
    _look_at(qtbot, shelf, 5)
    index = shelf.model.index(5, AnnotationColumn.NOTE)
    shelf.model.keep_unsaved(annotation(5, body="Written in vain"))
    assert index.data() == "Not saved: Written in vain"
    assert index.data(Qt.ItemDataRole.EditRole) == "Written in vain"
    shelf.model.update([annotation(5, body="Written in vain")], {})
    assert index.data() == "Written in vain"


def test_a_long_list_is_not_kept_in_memory_as_a_whole(qapp: object, qtbot: QtBot) -> None:
    model = AnnotationTableModel(words())
    shelf = _Shelf(model, [annotation(number) for number in range(10_000)])
    model.show_list(list(shelf.held))
    for row in range(0, 10_000, STRETCH):
        model.index(row, 0).data()
    qtbot.waitUntil(lambda: model.rows.annotation(9999) is not None)
    assert sum(model.rows.annotation(row) is not None for row in range(10_000)) <= 4000


def test_rows_that_follow_one_another_are_one_run() -> None:
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
def test_one_list_becomes_another_by_few_runs(before: str, after: str, runs: tuple[object, object] | None) -> None:
    assert runs_to_replace(before, after) == runs


def test_a_cell_is_drawn_by_what_it_says_of_itself(qapp: QApplication, qtbot: QtBot) -> None:
    pictured = annotation(1, colour=Colour.PINK, status=AnnotationStatus.VERIFIED, tags=("a", "b"))
    shelf = _Shelf(AnnotationTableModel(words()), [annotation(0, body=""), pictured])
    shelf.model.samples = {Colour.PINK: QPixmap(22, 14)}
    shelf.model.soft = QBrush(QColor("grey"))
    shelf.model.show_list(list(shelf.held))
    delegate = _Delegate()
    for looked_at in (False, True):
        for row, column in product(range(2), AnnotationColumn):
            index = shelf.model.index(row, column)
            drawn = QStyleOptionViewItem()
            delegate.initStyleOption(drawn, index)
            assert drawn.text == (index.data() or ""), (looked_at, row, column)
            picture = index.data(Qt.ItemDataRole.DecorationRole)
            assert drawn.icon.isNull() is (picture is None or picture.isNull())
            soft = index.data(Qt.ItemDataRole.ForegroundRole)
            assert (drawn.palette.color(QPalette.ColorRole.Text) == QColor("grey")) is (soft is not None)
        _look_at(qtbot, shelf, 1)


def test_a_list_grows_below_its_head(shelf: _Shelf) -> None:
    resets: list[bool] = []
    shelf.model.modelReset.connect(lambda: resets.append(True))
    more = [*shelf.held, "x", "y"]
    assert shelf.model.extend(more)
    assert shelf.model.rows.uuids(0, shelf.model.rowCount()) == tuple(more)
    assert shelf.model.rows.row_of("y") == 1001
    assert resets == []
    assert not shelf.model.extend(["x", *more])
    assert not shelf.model.extend(more[:10])
    assert shelf.model.rowCount() == 1002
