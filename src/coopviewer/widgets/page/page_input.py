"""Mouse and keyboard input of the page, emitted as signals, and the marks in it; drawing is in page_view."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from coopviewer.domain.browsing.addresses import SCHEME, parse_address
from coopviewer.models.guard import guarded
from coopviewer.widgets.common.interaction import (
    ends_selection,
    history_step,
    is_left,
    select_by_key,
    wants_new_tab,
)

if TYPE_CHECKING:
    from coopviewer.widgets.page.page_marks import PageMarks

_HOVER_EVENTS = {  # whether the event hides a card that was shown on hover
    **dict.fromkeys((QEvent.Type.MouseMove, QEvent.Type.Leave), False),
    **dict.fromkeys((QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.Resize), True),
}


class PageInput(QTextBrowser):
    """A text browser that emits links, selections and clicks as signals; it does not open links itself."""

    new_tab_chosen = Signal(object)
    """The Address of a link that the user wants to open in a new tab."""
    tip_wanted = Signal(QPoint)
    """The mouse pointer rests at this point of the viewport; not emitted while ``suppresses_tips`` is set."""
    hover_disturbed = Signal(bool)
    """False: the pointer moved over the page or left it. True: a button, the wheel or a change of size ends a hover."""
    passage_selected = Signal()
    """The user has finished selecting text, by mouse or keyboard; also emitted by ``offer_selection``."""
    point_clicked = Signal(QPoint)
    """The point of the viewport at which the user clicked, without selecting text or opening a link."""
    menu_wanted = Signal(QPoint, QPoint)
    """The user wants the context menu of this point of the viewport; the second is the same point on the screen."""
    selection_copied = Signal()
    """The user has copied the selection; nothing was copied if there is none."""
    step_chosen = Signal(int)
    """The user pressed the mouse button for back (-1) or forward (1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.suppresses_tips = False
        """Whether ``tip_wanted`` is not emitted, as while another widget is shown beside the selection."""

    @cached_property
    def marks(self) -> "PageMarks":
        """The marks in the page, in layers; drawing a page removes them."""
        from coopviewer.widgets.page.page_marks import PageMarks

        return PageMarks(self)

    def open_in_new_tab(self, link: str) -> None:
        """Emit ``new_tab_chosen`` with the address of a link; nothing happens if the link is not a valid address."""
        self._emit_address(link, self.new_tab_chosen)

    def _emit_address(self, link: str, chosen: SignalInstance) -> None:
        try:
            chosen.emit(parse_address(link))
        except ValueError:
            return  # an invalid link from an imported file

    def copy_selection(self) -> None:
        """Copy the selection, if there is one, and emit ``selection_copied`` in any case."""
        self.copy()
        self.selection_copied.emit()

    def offer_selection(self) -> None:
        """Emit ``passage_selected`` if text is selected, as after a selection outlived a new layout of the page."""
        if self.textCursor().hasSelection():
            self.passage_selected.emit()

    # Qt overrides

    @guarded
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:  # else Qt would show the serials of the fields as tool tips
            assert isinstance(event, QHelpEvent)
            if not self.suppresses_tips:
                self.tip_wanted.emit(event.pos())
            return True
        if event.type() in _HOVER_EVENTS:
            self.hover_disturbed.emit(_HOVER_EVENTS[event.type()])
        return super().viewportEvent(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if step := history_step(event):
            self.step_chosen.emit(step)
            return
        super().mousePressEvent(event)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self.anchorAt(event.position().toPoint())
        if link.startswith(SCHEME) and wants_new_tab(event):
            self.open_in_new_tab(link)
            return
        super().mouseReleaseEvent(event)
        if not is_left(event):
            return
        if self.textCursor().hasSelection():
            self.passage_selected.emit()
        elif not link:
            event.accept()
            self.point_clicked.emit(event.position().toPoint())

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif not select_by_key(self, event):
            super().keyPressEvent(event)

    @guarded
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if ends_selection(event) and self.textCursor().hasSelection():
            self.passage_selected.emit()

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self.cursorRect().center() if by_key else event.pos()
        self.menu_wanted.emit(point, self.viewport().mapToGlobal(point))

    @guarded
    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection as text and as HTML without source marks, since ``2023`` must not become ``20231``."""
        from coopviewer.widgets.page.copied_selection import selection_data

        return selection_data(self.textCursor(), mirrored=self.isRightToLeft())
