"""A tree of facets whose values can be ticked, for a search or for a list of annotations."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from coopviewer.models.guard import guarded
from coopviewer.models.roles import Role
from coopviewer.widgets.common.text_direction import OwnDirectionDelegate
from coopviewer.widgets.common.theme import show_item_boxes

_WIDTH = 250  # pixels


class _FacetDelegate(OwnDirectionDelegate):
    """Adds some space to the rows of facets."""

    # Qt overrides

    @guarded
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 6)


class FacetTree(QTreeView):
    """Shows facets (groups of values to filter by), all expanded, with a check box for each value.

    The model has two levels, facets and their values, and must be empty when the tree is created. If it resets itself,
    the data of a value's row for Role.VALUE must have an attribute ``value``, by which the current row is found again.
    """

    leave_wanted = Signal()
    """The user pressed Esc."""

    def __init__(self, facets: QAbstractItemModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(facets)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # so that the count at the end is shown
        self.setItemDelegate(_FacetDelegate(self))
        self.setAccessibleName(self.tr("Filter the results"))
        self._facets = facets
        self._current: tuple[object, object] = (None, None)
        facets.modelAboutToBeReset.connect(self._remember_current)
        facets.modelReset.connect(self._restore_current)
        facets.rowsInserted.connect(self._expand_new)
        show_item_boxes(self)

    @Slot(QModelIndex, int, int)
    def _expand_new(self, parent: QModelIndex, first: int, last: int) -> None:
        """Expand facets that are inserted with their values."""
        if not parent.isValid():
            for row in range(first, last + 1):
                self.expand(self._facets.index(row, 0))

    @Slot()
    def _remember_current(self) -> None:
        index = self.currentIndex()
        self._current = (index.parent().data(), getattr(index.data(Role.VALUE), "value", None))

    @Slot()
    def _restore_current(self) -> None:
        """Expand all facets again, and select the value that was current before the reset."""
        self.expandAll()
        for row in range(self._facets.rowCount()):
            parent = self._facets.index(row, 0)
            for value_row in range(self._facets.rowCount(parent) if parent.data() == self._current[0] else 0):
                index = self._facets.index(value_row, 0, parent)
                if index.data(Role.VALUE).value == self._current[1]:
                    self.setCurrentIndex(index)

    # Qt overrides

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 400)

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            show_item_boxes(self)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
            return
        super().keyPressEvent(event)
