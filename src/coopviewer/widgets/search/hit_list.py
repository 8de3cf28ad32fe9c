"""The list of what a search found."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QWidget,
)

from coopviewer.domain.search.answer import SearchHit
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.roles import Role
from coopviewer.widgets.search.hit_delegate import HitDelegate

_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HitList(QListView):
    """Hits under headings; Enter and a click choose, with Ctrl or the middle button for a new tab."""

    chosen = Signal(object, bool)
    leave_wanted = Signal()

    def __init__(self, hits: HitsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(hits)
        self.setItemDelegate(HitDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Results"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose_by_mouse)
        self._apart = False

    def choose(self, index: QModelIndex, *, apart: bool) -> None:
        """Say that the hit of a row is chosen; a heading cannot be."""
        hit = index.data(Role.VALUE)
        if isinstance(hit, SearchHit):
            self.chosen.emit(hit, apart)

    def walk(self, event: QKeyEvent) -> None:
        """Move along the hits as if the key had been pressed here."""
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose_by_mouse(self, index: QModelIndex) -> None:
        self.choose(index, apart=self._apart)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif event.key() in _RETURN_KEYS:
            self.choose(self.currentIndex(), apart=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        from coopviewer.widgets.common.mouse import is_middle, wants_new_tab

        self._apart = wants_new_tab(event)
        if is_middle(event):  # which Qt does not tell of as a click
            self.choose(self.indexAt(event.position().toPoint()), apart=True)
            return
        super().mouseReleaseEvent(event)
