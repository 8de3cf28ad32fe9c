"""The list of search results."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QWidget,
)

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.search.answer import SearchHit
from coopviewer.models.guard import guarded
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.roles import Role
from coopviewer.widgets.common.interaction import is_middle, wants_new_tab
from coopviewer.widgets.search.hit_delegate import HitDelegate

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HitList(QListView):
    """Search results under headings. Enter or a click chooses one.

    Ctrl+Enter, Ctrl+click and a click with the middle button choose it for a new tab.
    """

    chosen = Signal(object, bool)
    """A SearchHit, and whether it is to be opened in a new tab."""
    address_copied = Signal(str)
    """The user has copied this address of a hit's entry."""
    copy_wanted = Signal()
    """The user wants to copy the selected hits."""
    leave_wanted = Signal()
    """The user pressed Esc."""

    def __init__(self, hits: HitsModel, parent: QWidget) -> None:
        """Show the results of ``hits``."""
        super().__init__(parent)
        self.setModel(hits)
        self.setItemDelegate(HitDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Results"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose_by_mouse)
        self._in_new_tab = False

    def choose(self, index: QModelIndex, *, in_new_tab: bool) -> None:
        """Emit ``chosen`` with the hit of a row and ``in_new_tab``; nothing happens for the row of a heading."""
        hit = index.data(Role.VALUE)
        if isinstance(hit, SearchHit):
            self.chosen.emit(hit, in_new_tab)

    def move_selection(self, event: QKeyEvent) -> None:
        """Move the selection as if a key, such as an arrow that was pressed in the search field, were pressed here."""
        super().keyPressEvent(event)

    @property
    def selected_hits(self) -> list[SearchHit]:
        """The selected hits in their order; if nothing is selected, the current one, if any. Headings are left out."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: index.row()) or [self.currentIndex()]
        found = (index.data(Role.VALUE) for index in indexes)
        return [hit for hit in found if isinstance(hit, SearchHit)]

    @Slot(QModelIndex)
    def _choose_by_mouse(self, index: QModelIndex) -> None:
        self.choose(index, in_new_tab=self._in_new_tab)

    def _copy_address(self, index: QModelIndex) -> None:
        hit = index.data(Role.VALUE)
        if isinstance(hit, SearchHit):
            address = str(Address(hit.ref.id))
            QGuiApplication.clipboard().setText(address)
            self.address_copied.emit(address)

    # Qt overrides

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not isinstance(index.data(Role.VALUE), SearchHit):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, act in (
            (self.tr("&Open"), partial(self.choose, index, in_new_tab=False)),
            (self.tr("Open in a new &tab"), partial(self.choose, index, in_new_tab=True)),
            (self.tr("Copy the entry's &address"), partial(self._copy_address, index)),
        ):
            menu.addAction(text).triggered.connect(lambda _checked=False, act=act: act())
        menu.addActions(self.actions())
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos())

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
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
