"""The view that all tables of the window and its dialogs use."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.copied_rows import copy_selected_rows
from coopviewer.widgets.common.icons import row_icon_size
from coopviewer.widgets.common.interaction import is_left
from coopviewer.widgets.common.text_direction import OwnDirectionDelegate


class QuietTable(QTableView):
    """A table without grid and row numbers; Tab moves the keyboard focus out of it.

    It selects whole rows, one at a time unless ``let_select_rows`` is called. Ctrl+C copies the selected rows.
    """

    rows_copied = Signal(int)
    """The number of rows that the user copied, 0 if none was selected."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget) -> None:
        """Show a model; ``name`` is the accessible name of the table."""
        super().__init__(parent)
        self._shares: tuple[int, ...] = ()  # of its width, once it is shown
        self.setModel(model)
        self.setItemDelegate(OwnDirectionDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._fit_rows()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # nothing is ever selected in it: with all of 50,000 rows selected, Qt would ask the model of each cell whether
        # its column is selected as a whole, to draw the heading
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)

    def _fit_rows(self) -> None:
        self.setIconSize(row_icon_size(compact=False))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)

    def let_select_rows(self) -> None:
        """Let the user select several rows, to copy them."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def select_row(self, row: int) -> None:
        """Select a row and make it current; Qt's selectRow does nothing at some widths of a right-to-left table."""
        self.setCurrentIndex(self.model().index(row, 0))

    def copy_rows(self) -> None:
        """Copy the selected rows to the clipboard and emit ``rows_copied`` with their number; 0: none is selected."""
        self.rows_copied.emit(copy_selected_rows(self))

    def announce_row(self) -> None:
        """Have the current row read out by screen readers.

        Qt does so when another row becomes current, but not when the table gets the keyboard focus.
        """
        interface = QAccessible.queryAccessibleInterface(self)
        cell = interface.focusChild() if interface is not None else None
        if cell is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(cell, QAccessible.Event.Focus))

    def share_width(self, shares: tuple[int, ...]) -> None:
        """Divide the present width among the columns in the ratio of these numbers: ``(2, 3)`` makes the second wider.

        Each column is at least as wide as its heading, for which wider columns become narrower. When the table changes
        its width later, only the last column changes. A table that is not visible yet divides its width again when it
        is shown.
        """
        self._shares = () if self.isVisible() else shares
        width, header = max(self.viewport().width(), 1), self.horizontalHeader()
        least = [header.sectionSizeHint(column) for column in range(len(shares))]
        wide = [max(width * share // sum(shares), need) for share, need in zip(shares, least, strict=True)]
        over, spare = sum(wide) - width, sum(wide) - sum(least)
        for column, (each, need) in enumerate(zip(wide, least, strict=True)):
            given = (each - need) * over // spare if 0 < over <= spare else 0
            self.setColumnWidth(column, each - given)

    # Qt overrides

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shares:
            self.share_width(self._shares)

    @guarded
    def event(self, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()  # the key copies rows of this table, whatever it does in the window around it
            return True
        return super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if is_left(event):  # for Qt every button double-clicks
            super().mouseDoubleClickEvent(event)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.announce_row()
