"""Facets with their values, to be ticked: of a search, or of a list of annotations."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from coopviewer.models.roles import Role
from coopviewer.widgets.common.text_direction import OwnDirectionDelegate

_WIDTH = 250  # pixels


class _FacetDelegate(OwnDirectionDelegate):
    """Gives the rows of facets some air."""

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 6)


class FacetTree(QTreeView):
    """Facets opened, their values with boxes; Esc leaves.

    Its model has two levels; one that is reset gives something that has a ``value`` as Role.VALUE of its values.
    """

    left = Signal()

    def __init__(self, facets: QAbstractItemModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(facets)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the count at the end stays
        self.setItemDelegate(_FacetDelegate(self))
        self.setAccessibleName(self.tr("Narrow the results"))
        self._facets = facets
        self._place: tuple[object, object] = (None, None)
        facets.modelAboutToBeReset.connect(self._keep_place)
        facets.modelReset.connect(self._find_place)
        facets.rowsInserted.connect(self._open_new)
        self._outline_boxes()

    def _outline_boxes(self) -> None:
        """Let the boxes be seen in dark as well: the style draws them in the colour of a window, darkened."""
        wanted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        if self.palette().color(QPalette.ColorRole.Window) != wanted:
            own = QPalette()
            own.setColor(QPalette.ColorRole.Window, wanted)
            self.setPalette(own)

    @Slot(QModelIndex, int, int)
    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        """Open facets that come by themselves; their values come with them."""
        if not parent.isValid():
            for row in range(first, last + 1):
                self.expand(self._facets.index(row, 0))

    @Slot()
    def _keep_place(self) -> None:
        index = self.currentIndex()
        self._place = (index.parent().data(), getattr(index.data(Role.VALUE), "value", None))

    @Slot()
    def _find_place(self) -> None:
        """Open all facets anew, and go to the value where the keyboard was, wherever it stands now."""
        self.expandAll()
        for row in range(self._facets.rowCount()):
            parent = self._facets.index(row, 0)
            for place in range(self._facets.rowCount(parent) if parent.data() == self._place[0] else 0):
                index = self._facets.index(place, 0, parent)
                if index.data(Role.VALUE).value == self._place[1]:
                    self.setCurrentIndex(index)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 400)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._outline_boxes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
