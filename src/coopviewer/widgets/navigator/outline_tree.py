"""The tree view of the outline, and the paths of its expanded rows."""

from collections.abc import Iterable, Iterator, Sequence, Set

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QTreeView, QWidget

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.models.guard import guarded
from coopviewer.models.outline_model import OutlineModel
from coopviewer.models.roles import Role
from coopviewer.widgets.common.icons import row_icon_size
from coopviewer.widgets.common.interaction import has_ctrl, is_left

_SPACE_KEY = 0x20
_ENTER_KEYS = (0x01000004, 0x01000005)  # Qt.Key.Key_Return, Key_Enter; see models/roles.py for why as numbers
_MOST_EXPANDED = 300  # paths returned at most
_Path = tuple[str, ...]  # the keys of outline nodes, from the top of the tree to the row itself


class OutlineTree(QTreeView):
    """A tree view of an OutlineModel, without a header, its rows of one height.

    The path of a row is the keys of outline nodes, without ROOT, from the top of the tree to the row itself.
    """

    enter_pressed = Signal(QModelIndex)
    """The user pressed Enter on this row."""
    mark_toggled = Signal(QModelIndex)
    """The user wants to compare a row's entry with others: Ctrl and a click on an entry, or Ctrl+Space on any row."""
    menu_wanted = Signal(QModelIndex, QPoint)
    """The user wants the context menu of a row, at this point of the screen."""

    def __init__(self, model: OutlineModel, parent: QWidget) -> None:
        """Show the model with all rows collapsed."""
        super().__init__(parent)
        self._outline = model
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(row_icon_size(compact=False))
        self.setIndentation(16)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._has_badges = self._has_hints = False
        self._marked_words: Sequence[str] | None = None
        self.setModel(model)
        model.badges_added.connect(self._draw_badges)
        model.hints_added.connect(self._draw_hints)

    def expanded_paths(self) -> tuple[_Path, ...]:
        """Return the paths of the expanded rows, each the keys of nodes from the top of the tree to the row.

        They are level by level from the top, without those under collapsed rows. Only the first 300 are returned.
        """
        paths: list[_Path] = []
        queue: list[tuple[QModelIndex, _Path]] = [(QModelIndex(), ())]
        while queue and len(paths) < _MOST_EXPANDED:
            parent, above = queue.pop(0)
            for index in self._rows_under(parent):
                if self.isExpanded(index):
                    path = (*above, str(index.data(Role.NODE_KEY)))
                    paths.append(path)
                    queue.append((index, path))
        return tuple(paths[:_MOST_EXPANDED])

    def expand_paths(self, paths: Iterable[Sequence[str]]) -> None:
        """Expand the rows at these paths, each the keys of nodes from the top of the tree; unknown paths are ignored.

        Only the last row of a path is expanded, not those above it.
        """
        for path in paths:
            index = self.row_at(path)
            if index.isValid():
                self.expand(index)

    def mark(self, words: Sequence[str] | None) -> None:
        """Mark where a word begins with one of ``words`` in the rows that match the filter; draw other rows paler.

        ``words`` must be folded (without case and accents). None: there is no filter, and all rows are drawn alike.
        """
        self._marked_words = words
        before = self.itemDelegate()
        if words is None and not (self._has_badges or self._has_hints):
            self.setItemDelegate(QStyledItemDelegate(self))
        else:
            from coopviewer.widgets.navigator.badge_delegate import BadgeDelegate, outline_delegate

            is_plain = words is None and not self._has_hints
            self.setItemDelegate(BadgeDelegate(self) if is_plain else outline_delegate(words, self))
        before.deleteLater()  # since a view does not delete the delegate it had

    @Slot()
    def _draw_badges(self) -> None:
        self._has_badges = True
        self.mark(self._marked_words)

    @Slot()
    def _draw_hints(self) -> None:
        self._has_hints = True
        self.mark(self._marked_words)

    def row_at(self, path: Sequence[str]) -> QModelIndex:
        """Return the row of a path (keys from the top down), requesting more rows from the model on the way.

        The index is invalid if there is no row for one of the keys.
        """
        index = QModelIndex()
        for key in path:
            index = self._outline.find_child(index, key)
            if not index.isValid():
                return index
        return index

    def select_entries(self, ids: Set[str]) -> None:
        """Select the rows of the entries with these ids, at the top or under expanded rows; no others stay selected."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().clearSelection()
        queue = [QModelIndex()]
        while queue:
            for index in self._rows_under(queue.pop()):
                if index.data(Role.NODE_KEY) in ids:
                    self.selectionModel().select(index, flags.Select | flags.Rows)
                if self.isExpanded(index):
                    queue.append(index)

    def _rows_under(self, parent: QModelIndex) -> Iterator[QModelIndex]:
        return (self._outline.index(row, 0, parent) for row in range(self._outline.rowCount(parent)))

    def _is_marking(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        return is_left(event) and has_ctrl(event) and isinstance(index.data(Role.REF), EntryRef)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS and self.currentIndex().isValid():
            self.enter_pressed.emit(self.currentIndex())
            return
        if event.key() == _SPACE_KEY and self.currentIndex().isValid() and has_ctrl(event):
            self.mark_toggled.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._is_marking(event):
            super().mousePressEvent(event)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_marking(event):
            self.mark_toggled.emit(self.indexAt(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            point = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(point))
