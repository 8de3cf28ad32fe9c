"""The cards of a page's annotations, one below the other."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QStyleOptionViewItem, QWidget

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.models.annotations.page_list import AnnotationList
from coopviewer.models.roles import Role
from coopviewer.widgets.annotations.pane.card_delegate import CardDelegate
from coopviewer.widgets.common.next_row import NextRow

_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_DELETE_KEY = Qt.Key.Key_Delete
_LONG = 20  # cards, which hardly any window is high enough for


class AnnotationCards(QListView):
    """Arrows walk, Enter and F2 edit, Delete moves to the bin; a click chooses, a double click edits."""

    chosen = Signal(str)
    """The uuid of the card that the person went to."""
    edit_wanted = Signal(str)
    delete_wanted = Signal(object)
    """The uuids (a tuple) of the selected cards."""
    target_chosen = Signal(str)
    """An address on a card, as it is written there."""
    leave_wanted = Signal()

    def __init__(self, annotations: AnnotationList, parent: QWidget) -> None:
        """Show the annotations of a list."""
        super().__init__(parent)
        self._annotations = annotations
        self._may_delete = True
        self._cards = CardDelegate(self, annotations)
        self.setModel(annotations)
        self.setItemDelegate(self._cards)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Annotations of this page"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)  # the ground that surrounds the page
        self._pressed_target = ""
        self._more = QTimer(self)  # the rest of a long list comes in parts, between events
        self._more.setInterval(0)
        self._more.timeout.connect(self._fetch_more)
        annotations.modelReset.connect(self._more.stop)
        annotations.modelReset.connect(self._make_room)
        annotations.grown.connect(self._make_room)
        annotations.grown.connect(self._more.start)
        annotations.dataChanged.connect(self._measure_again)
        self._next = NextRow(self)

    def set_page(self, page: AnnotatedPage | None) -> None:
        """Say which page the cards stand beside."""
        self._cards.set_page(page)
        self.scheduleDelayedItemsLayout()

    def set_read_only(self, read_only: bool) -> None:
        """Offer only to look, or to delete too."""
        self._may_delete = not read_only

    def show_card(self, uuid: str) -> bool:
        """Select a card and bring it into view, silently; tells whether it is there."""
        index = self._annotations.index_of(uuid)
        if not index.isValid():
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return False
        self._next.go_to(index)
        self.scrollTo(index)
        return True

    @property
    def current(self) -> Annotation | None:
        """The annotation of the card one is on, None where one is on none."""
        found = self.currentIndex().data(Role.VALUE)
        return found if isinstance(found, Annotation) else None

    @property
    def selected(self) -> tuple[str, ...]:
        """The uuids of the selected cards, from the top."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self._annotations.index(row).data(Role.VALUE).uuid for row in rows)

    @Slot()
    def _make_room(self) -> None:
        """Have the bar of a long list from the first card on, or all would be measured twice."""
        if self._annotations.count:
            policies = Qt.ScrollBarPolicy
            is_long = self._annotations.count >= _LONG
            self.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOn if is_long else policies.ScrollBarAsNeeded)

    @Slot()
    def _fetch_more(self) -> None:
        if self._annotations.canFetchMore(QModelIndex()):
            self._annotations.fetchMore(QModelIndex())
        else:
            self._more.stop()

    @Slot(QModelIndex)
    def _measure_again(self, index: QModelIndex) -> None:
        self._cards.sizeHintChanged.emit(index)

    def _target_under(self, point: QPoint) -> str:
        index = self.indexAt(point)
        if not index.isValid():
            return ""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return self._cards.target_at(option, index, point)

    @Slot()
    def _edit(self) -> None:
        if self.current is not None:  # also where it can only be read: cards cut what is long
            self.edit_wanted.emit(self.current.uuid)

    @Slot()
    def _delete(self) -> None:
        if self.selected and self._may_delete:
            self.delete_wanted.emit(self.selected)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _EDIT_KEYS:
            self._edit()
        elif event.key() == _DELETE_KEY:
            self._delete()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            before = self.current
            super().keyPressEvent(event)
            if self.current is not None and self.current is not before:
                self.chosen.emit(self.current.uuid)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_target = self._target_under(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or not self.indexAt(event.position().toPoint()).isValid():
            return
        target = self._target_under(event.position().toPoint())
        if target and target == self._pressed_target:
            self.target_chosen.emit(target)
        elif self.current is not None:
            self.chosen.emit(self.current.uuid)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._edit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._target_under(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.selected or not self._may_delete:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, act in ((self.tr("&Edit"), self._edit), (self.tr("Move to the &bin"), self._delete)):
            action = QAction(text, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._cards.measure_again()
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._more.isActive() and self._annotations.canFetchMore(QModelIndex()):
            self._more.start()  # only now: what is seen first is not to wait for it

    def resizeEvent(self, event: QResizeEvent) -> None:
        old = QRect(QPoint(0, 0), event.oldSize())
        current = self.currentIndex()
        was_seen = current.isValid() and old.intersects(self.visualRect(current))
        super().resizeEvent(event)
        self._cards.fit()
        self.scheduleDelayedItemsLayout()
        if was_seen:
            self.scrollTo(current)
