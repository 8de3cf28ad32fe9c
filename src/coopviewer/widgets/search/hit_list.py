"""The list of search results."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QWidget,
)

from coopviewer.domain.search.answer import SearchHit
from coopviewer.models.guard import guarded
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.roles import Role
from coopviewer.widgets.common.interaction import is_middle, wants_new_tab
from coopviewer.widgets.search.hit_delegate import HitDelegate

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HitList(QListView):
    """Hits under headings. Enter or a click chooses a hit; with Ctrl, or the middle button, for a new tab."""

    chosen = Signal(object, bool)
    """A SearchHit, and whether it is to be opened in a new tab."""
    leave_wanted = Signal()
    """The user pressed Esc."""

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
        self._in_new_tab = False

    def choose(self, index: QModelIndex, *, in_new_tab: bool) -> None:
        """Emit ``chosen`` for the hit of a row; nothing for a heading."""
        hit = index.data(Role.VALUE)
        if isinstance(hit, SearchHit):
            self.chosen.emit(hit, in_new_tab)

    def move_selection(self, event: QKeyEvent) -> None:
        """Move the selection as if the key had been pressed in the list."""
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose_by_mouse(self, index: QModelIndex) -> None:
        self.choose(index, in_new_tab=self._in_new_tab)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif event.key() in _ENTER_KEYS:
            self.choose(self.currentIndex(), in_new_tab=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._in_new_tab = wants_new_tab(event)
        if is_middle(event):  # for which Qt emits no clicked signal
            self.choose(self.indexAt(event.position().toPoint()), in_new_tab=True)
            return
        super().mouseReleaseEvent(event)
