"""The tree of the outline: quiet, without a header; which ways are open in it, and moving along them."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QTreeView, QWidget

from coopviewer.models.outline_model import OutlineModel
from coopviewer.models.roles import Role
from coopviewer.widgets.common.icons import row_icon_size

_RETURN_KEYS = (0x01000004, 0x01000005)  # Qt.Key.Key_Return, Key_Enter; see models/roles.py for why as numbers
_MOST_OPENED = 300
_Way = tuple[str, ...]


class OutlineTree(QTreeView):
    """A tree over an OutlineModel, rows of one height; Enter chooses."""

    entered_by_key = Signal(QModelIndex)

    def __init__(self, model: OutlineModel, parent: QWidget) -> None:
        """Show the model, everything closed."""
        super().__init__(parent)
        self._outline = model
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(row_icon_size(compact=False))
        self.setIndentation(16)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._has_badges = False
        self._marked: Sequence[str] | None = None
        self.setModel(model)
        model.badges_added.connect(self._draw_badges)

    def opened_ways(self) -> tuple[_Way, ...]:
        """Give the ways, from the top, to the rows that are open, the upper ones first; of very many not all."""
        found: list[_Way] = []
        left: list[tuple[QModelIndex, _Way]] = [(QModelIndex(), ())]
        while left and len(found) < _MOST_OPENED:
            parent, above = left.pop(0)
            for index in self._rows_under(parent):
                if self.isExpanded(index):
                    way = (*above, str(index.data(Role.NODE_KEY)))
                    found.append(way)
                    left.append((index, way))
        return tuple(found)

    def open_ways(self, ways: Iterable[Sequence[str]]) -> None:
        """Open the rows at the ends of some ways, as far as they can be found."""
        for way in ways:
            index = self.row_at(way)
            if index.isValid():
                self.expand(index)

    def mark(self, words: Sequence[str] | None) -> None:
        """Mark in the rows that match where words (folded) begin; None: draw all rows alike."""
        self._marked = words
        before = self.itemDelegate()
        if words is None and not self._has_badges:
            self.setItemDelegate(QStyledItemDelegate(self))
        else:
            from coopviewer.widgets.navigator.outline_delegate import (
                OutlineDelegate,  # deferred: not part of the first window
            )

            self.setItemDelegate(OutlineDelegate(words, self))
        before.deleteLater()  # a view does not keep its delegate, nor let go of it

    @Slot()
    def _draw_badges(self) -> None:
        self._has_badges = True
        self.mark(self._marked)

    def row_at(self, way: Sequence[str]) -> QModelIndex:
        """Find the row at the end of a way, loading what lies above it; invalid where it is not found."""
        index = QModelIndex()
        for place in way:
            index = self._outline.find_child(index, place)
            if not index.isValid():
                return index
        return index

    def _rows_under(self, parent: QModelIndex) -> Iterator[QModelIndex]:
        return (self._outline.index(row, 0, parent) for row in range(self._outline.rowCount(parent)))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN_KEYS and self.currentIndex().isValid():
            self.entered_by_key.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
