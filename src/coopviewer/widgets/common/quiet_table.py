"""A table as all lists of the window show theirs. Imported when used."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from coopviewer.widgets.common.icons import row_icon_size
from coopviewer.widgets.common.text_direction import OwnDirectionDelegate


class QuietTable(QTableView):
    """A quiet table: whole rows, no grid, no numbers, Tab leads out of it."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget) -> None:
        """Show a model; ``name`` is what a screen reader calls the table."""
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(OwnDirectionDelegate(self))
        self.setAccessibleName(name)
        self.setIconSize(row_icon_size(compact=False))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)

    def announce_row(self) -> None:
        """Have the current row read out, which Qt does when it changes, not when the table gets the keyboard."""
        interface = QAccessible.queryAccessibleInterface(self)
        cell = interface.focusChild() if interface is not None else None
        if cell is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(cell, QAccessible.Event.Focus))

    def share_out(self, parts: tuple[int, ...]) -> None:
        """Share out the width among the columns, in these parts."""
        room = max(self.viewport().width(), 1)
        for column, part in enumerate(parts):
            self.setColumnWidth(column, room * part // sum(parts))

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.announce_row()
