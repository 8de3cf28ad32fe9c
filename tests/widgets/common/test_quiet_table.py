"""A table of very many rows stays quick, whatever the user selects."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.widgets.common.quiet_table import QuietTable

ROWS, COLUMNS = 50_000, 8
Index = QModelIndex | QPersistentModelIndex


class _Numbers(QAbstractTableModel):
    """Many rows; counts how often Qt asks what can be done with a cell."""

    asked = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return f"{index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        self.asked += 1
        return super().flags(index)


def test_selecting_all_rows_asks_only_for_those_in_view(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    model = _Numbers(parent)
    table = QuietTable(model, "Numbers", parent)
    table.let_select_rows()
    parent.resize(800, 600)
    table.resize(800, 600)
    with qtbot.waitExposed(parent):
        parent.show()
    table.selectAll()
    model.asked = 0
    table.grab()
    assert model.asked < ROWS // 10
    assert table.selectionModel().isRowSelected(ROWS - 1, QModelIndex())


def test_a_table_that_is_not_shown_yet_divides_its_width_when_it_is(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    table = QuietTable(TextTableModel(("One", "Two"), (), parent), "Table", parent)
    table.share_width((1, 3))
    parent.resize(600, 200)
    table.resize(600, 200)
    parent.show()
    assert abs(table.columnWidth(0) - table.viewport().width() // 4) <= 1


def test_no_column_is_narrower_than_its_heading_while_others_can_make_way(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    table = QuietTable(TextTableModel(("A long heading of a column", "B", "C"), (), parent), "Table", parent)
    parent.resize(600, 200)
    table.resize(600, 200)
    parent.show()
    table.share_width((1, 20, 20))
    header = table.horizontalHeader()
    assert table.columnWidth(0) == header.sectionSizeHint(0)
    assert abs(sum(table.columnWidth(each) for each in range(3)) - table.viewport().width()) <= 3


def test_only_the_left_button_double_clicks_a_row(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    table = QuietTable(TextTableModel(("One",), (TextRow(("a",)),), parent), "Table", parent)
    with qtbot.waitExposed(parent):
        parent.show()
    chosen: list[int] = []
    table.doubleClicked.connect(lambda index: chosen.append(index.row()))
    at = table.visualRect(table.model().index(0, 0)).center()
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton):
        qtbot.mouseClick(table.viewport(), button, pos=at)
        qtbot.mouseDClick(table.viewport(), button, pos=at)
    assert chosen == [0]
