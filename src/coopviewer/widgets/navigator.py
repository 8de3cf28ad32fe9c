"""The navigator: the outline as a tree; choosing a row says so, and following the page is silent."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.addresses import Address
from coopviewer.domain.entries import EntryRef
from coopviewer.models.outline_model import OutlineModel
from coopviewer.models.roles import Role
from coopviewer.widgets.icons import row_icon_size
from coopviewer.widgets.theme import Theme, palette

_RETURN_KEYS = (0x01000004, 0x01000005)  # Qt.Key.Key_Return, Key_Enter; see models/roles.py for why as numbers


class Navigator(QWidget):
    """A tree over an OutlineModel; ``address_chosen`` carries the Address of the entry chosen."""

    address_chosen = Signal(object)

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        """Show the model; nothing is chosen yet."""
        super().__init__(parent)
        self._model = model
        self.tree = _Tree(self)
        self.tree.setModel(model)
        self.tree.setAccessibleName(self.tr("Navigator: entries by region"))
        title = QLabel(self.tr("Regions"), self)
        title.setContentsMargins(10, 10, 10, 4)
        title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        title.setBuddy(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(title)
        layout.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self.tree.clicked.connect(self._choose)
        self.tree.entered_by_key.connect(self._choose)

    def set_theme(self, theme: Theme, *, compact: bool = False) -> None:
        """Set the tree on the ground that surrounds the page, its rows close together or not."""
        self.tree.setIconSize(row_icon_size(compact=compact))
        colours = palette(theme)
        colours.setColor(QPalette.ColorRole.Base, colours.color(QPalette.ColorRole.Window))
        self.tree.setPalette(colours)

    def follow(self, path: Sequence[str]) -> None:
        """Make the row at the end of a path of places current, opening what lies above it; silent.

        Nothing moves where the current row already stands for the last place, since the same entry may be in
        several places of the tree. An empty path leaves no row current.
        """
        current = self.tree.currentIndex()
        if path and current.isValid() and current.data(Role.PLACE) == path[-1]:
            return
        index = self._find(path)
        if not index.isValid():
            self.tree.clearSelection()
            self.tree.setCurrentIndex(QModelIndex())
            return
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def _find(self, path: Sequence[str]) -> QModelIndex:
        index = QModelIndex()
        for place in path:
            if index.isValid():
                self._model.load_children(index)
            index = self._model.child_at(index, place)
            if not index.isValid():
                return index
        return index

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        ref = index.data(Role.REF)
        if isinstance(ref, EntryRef):
            self.address_chosen.emit(Address(ref.id))
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))


class _Tree(QTreeView):
    """A quiet tree: no header, rows of one height, Enter chooses."""

    entered_by_key = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(row_icon_size(compact=False))
        self.setIndentation(16)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)

    # Qt's names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN_KEYS and self.currentIndex().isValid():
            self.entered_by_key.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
