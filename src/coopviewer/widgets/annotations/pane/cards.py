"""The list of a page's annotations as cards."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.models.annotations.page_list import AnnotationList
from coopviewer.models.guard import guarded
from coopviewer.models.roles import Role
from coopviewer.widgets.annotations.pane.card_delegate import CardDelegate
from coopviewer.widgets.annotations.pane.card_menu import CardMenu
from coopviewer.widgets.annotations.pane.card_sizes import CardSizes
from coopviewer.widgets.common.next_row import NextRow

_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_FOLD_KEY, _UNFOLD_KEY, _DELETE_KEY = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete
_TOGGLE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LONG_LIST = 20  # cards, more than fit into nearly any window


class AnnotationCards(QListView):
    """The annotations of a page as cards; those of related entries are under a heading that folds them.

    It emits what the user wants: Enter, F2 or a double click to edit, Delete to move selected cards to the bin. Only
    *Copy the text* in its menu is done at once, by the widget itself.
    """

    card_chosen = Signal(str)
    """The uuid of the annotation whose card the user selected, clicked again or wants to see; empty: all deselected."""
    fold_wanted = Signal(bool)
    """The user wants to fold (True) or unfold (False) the annotations of related entries, below the page's own ones."""
    edit_wanted = Signal(str)
    """The uuid of the annotation that the user wants to edit, or only to read if the file is read-only."""
    delete_wanted = Signal(object)
    """The uuids (a tuple) of the annotations that the user wants to move to the bin."""
    only_mine_wanted = Signal(object, bool)
    """The uuids (a tuple) of annotations, and whether they are to be kept out of what is published to a team."""
    history_wanted = Signal(str)
    """The uuid of the annotation whose former versions the user wants to see."""
    target_chosen = Signal(str)
    """The address of a link that the user clicked on a card; an address in a note is emitted as the note has it."""
    leave_wanted = Signal()
    """The user pressed Esc."""

    def __init__(self, annotations: AnnotationList, parent: QWidget) -> None:
        """Show the annotations of a list."""
        super().__init__(parent)
        self._annotations = annotations
        self._can_delete = True
        self._delegate = CardDelegate(self, annotations)
        self.setModel(annotations)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Annotations of this page"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)  # so that the cards differ from their background
        self._pressed_target = ""
        self._clicked = ""  # the uuid of the card clicked last
        self._fetch_timer = QTimer(self)  # fetches the rest of a long list in batches, between events
        self._fetch_timer.setInterval(0)
        self._fetch_timer.timeout.connect(self._fetch_more)
        annotations.modelReset.connect(self._fetch_timer.stop)
        annotations.modelReset.connect(self._update_scroll_bar)
        annotations.grown.connect(self._update_scroll_bar)
        annotations.grown.connect(self._fetch_timer.start)
        annotations.dataChanged.connect(self._update_size)
        self._next_row = NextRow(self)
        self._sizes = CardSizes(self, self._delegate)

    def set_page(self, page: AnnotatedPage | None) -> None:
        """Set the page beside which the cards are shown; None if it cannot have annotations."""
        self._delegate.set_page(page)
        self.scheduleDelayedItemsLayout()

    def set_read_only(self, read_only: bool) -> None:
        """Set whether the annotations file cannot be written; cards can then be opened, but not changed or deleted."""
        self._can_delete = not read_only

    def show_card(self, uuid: str) -> bool:
        """Select the card of an annotation and scroll to it, without emitting ``card_chosen`` or ``fold_wanted``.

        A folded card is unfolded first. Return False, with no card selected, if the list does not have the annotation.
        """
        index = self._annotations.index_of(uuid)
        if not index.isValid():
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return False
        self._next_row.go_to(index)
        self.scrollTo(index)
        return True

    @property
    def current(self) -> Annotation | None:
        """The annotation of the current card, None if there is none or a heading is current."""
        annotation = self.currentIndex().data(Role.VALUE)
        return annotation if isinstance(annotation, Annotation) else None

    @property
    def selected(self) -> tuple[str, ...]:
        """The uuids of the selected cards, from the top; empty if none is selected."""
        annotations = (self._annotations.at(row) for row in sorted(index.row() for index in self.selectedIndexes()))
        return tuple(each.uuid for each in annotations if each is not None)

    @property
    def chosen(self) -> str:
        """The uuid of the current card if it is selected, else of the last selected one; empty if none is selected."""
        selected = self.selected
        if self.current is not None and self.current.uuid in selected:
            return self.current.uuid
        return selected[-1] if selected else ""

    @Slot()
    def _update_scroll_bar(self) -> None:
        """Show the scroll bar of a long list from the beginning, or all cards would be measured twice."""
        if self._annotations.count:
            policies, is_long = Qt.ScrollBarPolicy, self._annotations.count >= _LONG_LIST
            self.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOn if is_long else policies.ScrollBarAsNeeded)

    @Slot()
    def _fetch_more(self) -> None:
        if self._annotations.canFetchMore(QModelIndex()):
            self._annotations.fetchMore(QModelIndex())
        else:
            self._fetch_timer.stop()

    @Slot(QModelIndex)
    def _update_size(self, index: QModelIndex) -> None:
        self._delegate.measure_card(index)

    def make_menu(self) -> CardMenu:
        """Return a new menu for the selected cards; showing, editing and history are for the current card alone."""
        chosen = [self._annotations.get(uuid) for uuid in self.selected]
        is_private = all(each.only_mine for each in chosen if each is not None)
        menu = CardMenu(self, can_write=self._can_delete, is_private=is_private)
        for wanted, act in (
            (menu.show_wanted, self._go_to),
            (menu.copy_wanted, self._copy),
            (menu.history_wanted, self._show_history),
            (menu.edit_wanted, self._edit),
            (menu.bin_wanted, self._delete),
            (menu.only_mine_wanted, lambda wanted: self.only_mine_wanted.emit(self.selected, wanted)),
        ):
            wanted.connect(act)
        return menu

    def _target_under(self, point: QPoint) -> str:
        index = self.indexAt(point)
        if not index.isValid():
            return ""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return self._delegate.target_at(option, index, point)

    @Slot()
    def _edit(self) -> None:
        if self.current is not None:  # even if it is read-only, since a card shortens a long text
            self.edit_wanted.emit(self.current.uuid)

    def _is_heading(self, index: QModelIndex) -> bool:
        return index.isValid() and self._annotations.at(index.row()) is None

    def _fold_by_key(self, key: int) -> bool:
        """Fold or unfold if the heading is current and ``key`` does that; return whether the key was used."""
        folded = self._annotations.is_folded
        if key not in (_FOLD_KEY, _UNFOLD_KEY, *_TOGGLE_KEYS) or not self._is_heading(self.currentIndex()):
            return False
        wanted = not folded if key in _TOGGLE_KEYS else (key == _FOLD_KEY) is not self.isRightToLeft()
        if wanted != folded:
            self.fold_wanted.emit(wanted)
        return True

    @Slot()
    def _go_to(self) -> None:
        if self.current is not None:
            self.card_chosen.emit(self.current.uuid)

    @Slot()
    def _show_history(self) -> None:
        if self.current is not None:
            self.history_wanted.emit(self.current.uuid)

    @Slot()
    def _copy(self) -> None:
        """Copy the quotations and the notes of the selected cards to the clipboard, in the order of the cards."""
        parts = [part for each in self.selected for part in self._texts(each) if part]
        QGuiApplication.clipboard().setText("\n".join(parts))

    def _texts(self, uuid: str) -> tuple[str, str]:
        annotation = self._annotations.get(uuid)
        return (annotation.quotation, annotation.body) if annotation is not None else ("", "")

    @Slot()
    def _delete(self) -> None:
        if self.selected and self._can_delete:
            self.delete_wanted.emit(self.selected)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._fold_by_key(event.key()):
            event.accept()
        elif event.key() in _EDIT_KEYS:
            self._edit()
        elif event.key() == _DELETE_KEY:
            self._delete()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            previous = self.chosen
            super().keyPressEvent(event)
            if self.chosen != previous and not self._is_heading(self.currentIndex()):
                self.card_chosen.emit(self.chosen)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, button = event.position().toPoint(), event.button()
        self._pressed_target = self._target_under(point)
        super().mousePressEvent(event)
        if self._is_heading(self.indexAt(point)):
            if button is Qt.MouseButton.LeftButton:
                self.fold_wanted.emit(not self._annotations.is_folded)
        elif button is Qt.MouseButton.RightButton:  # a menu follows, which takes the release of the button
            self.card_chosen.emit(self.chosen)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or self._is_heading(index):
            return
        target = self._target_under(event.position().toPoint())
        if target and target == self._pressed_target:
            self.target_chosen.emit(target)
        else:
            self._clicked = self.chosen
            self.card_chosen.emit(self.chosen)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # the card of the first click, even if the form that shows it has grown and another one is under the mouse now
        is_heading = self._is_heading(self.indexAt(event.position().toPoint()))
        if self._clicked and not is_heading and event.button() is Qt.MouseButton.LeftButton:
            self.edit_wanted.emit(self._clicked)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        target = self._target_under(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.selected:
            return
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._delegate.clear_texts()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._sizes.measure_again()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._fetch_timer.isActive() and self._annotations.canFetchMore(QModelIndex()):
            self._fetch_timer.start()  # only after painting, so that the first cards are shown without delay

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        old = QRect(QPoint(0, 0), event.oldSize())
        current = self.currentIndex()
        was_visible = current.isValid() and old.intersects(self.visualRect(current))
        super().resizeEvent(event)
        self._sizes.fit()
        if was_visible:
            self.scrollTo(current)
