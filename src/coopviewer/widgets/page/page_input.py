"""The base class of the page view: it turns mouse, keys and links into signals; the page is drawn in page_view."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QUrl, Signal, SignalInstance, Slot
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from coopviewer.domain.browsing.addresses import SCHEME, parse_address
from coopviewer.models.guard import guarded
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.common.interaction import (
    ends_selection,
    history_step,
    is_left,
    select_by_key,
    wants_new_tab,
)

if TYPE_CHECKING:
    from coopviewer.domain.browsing.history import Visit
    from coopviewer.widgets.page.page_marks import PageMarks

_HOVER_EVENTS = {  # whether the event hides a card that was shown on hover
    **dict.fromkeys((QEvent.Type.MouseMove, QEvent.Type.Leave), False),
    **dict.fromkeys((QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.Resize), True),
}


class PageInput(QTextBrowser):
    """A text browser that emits links, selections and clicks as signals, and unfolds parts of its page.

    The base class of ``PageView``, which draws the page, and of ``ChangesText``. Here ``redraw`` and ``finish_layout``
    raise NotImplementedError. A subclass whose page has parts to unfold sets ``_visit``, a Visit, when it shows a page;
    ``_visit.unfolded`` has the keys of the unfolded parts. After each change of them ``redraw`` is called, to draw the
    page anew; ``unfold`` and ``show_part`` also call ``finish_layout`` at the end, even without a visit.
    ``ChangesText`` has no visit and overrides neither: ``redraw`` is not called then, and nobody calls ``unfold`` or
    ``show_part`` of it.
    """

    address_chosen = Signal(object)
    """The Address of a link that the user opened."""
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
    list_wanted = Signal(str, bool)
    """The user wants to see all relations of one kind of the page's entry, of which the page lists a part.

    The id of the kind (its predicate), and whether the page's entry is the subject of these relations.
    """
    reference_wanted = Signal(str)
    """The user wants to open another reference that the page names; the path of its file."""
    step_chosen = Signal(int)
    """The user pressed the mouse button for back (-1) or forward (1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create the browser without a page."""
        super().__init__(parent)
        self._visit: Visit | None = None
        self.suppresses_tips = False
        """Whether ``tip_wanted`` is not emitted, as while another widget is shown beside the selection."""
        self.anchorClicked.connect(self._on_anchor_clicked)

    def _text_size(self) -> int:
        return max(self.fontInfo().pixelSize(), 8) + 1

    @cached_property
    def marks(self) -> "PageMarks":
        """The marks in the page, in layers; drawing a page removes them."""
        from coopviewer.widgets.page.page_marks import PageMarks

        return PageMarks(self)

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.open_link(url.toString())

    def open_link(self, target: str) -> None:
        """Open a link by its target: unfold, scroll, or emit a signal; ignore foreign schemes and invalid addresses."""
        if target.startswith(schemes.MARK):
            anchor = f"source-{target.removeprefix(schemes.MARK)}"
            self.scrollToAnchor(anchor) if self.is_unfolded(schemes.SOURCES) else self._unfold(schemes.SOURCES, anchor)
        elif target.startswith(schemes.FOLD):
            self._unfold(target.removeprefix(schemes.FOLD))
        elif target.startswith(schemes.LIST):
            direction, _, predicate_id = target.removeprefix(schemes.LIST).partition(":")
            self.list_wanted.emit(predicate_id, direction == "out")
        elif target.startswith(schemes.PART):
            self._show_part(target)
        elif target.startswith(schemes.REFERENCE):
            self.reference_wanted.emit(target.removeprefix(schemes.REFERENCE))
        elif target.startswith(SCHEME):
            self._emit_address(target, self.address_chosen)

    def redraw(self, anchor: str = "") -> None:
        """Redraw the page, with the parts that the user has unfolded, at the same place or at a named anchor."""
        raise NotImplementedError

    def is_unfolded(self, key: str) -> bool:
        """Return whether a part of the page that can be unfolded is shown.

        ``key`` names the part, such as an entry's id for what the page says of this entry, or SOURCES for the list of
        sources.
        """
        return self._visit is not None and key in self._visit.unfolded

    @property
    def awaits_layout(self) -> bool:
        """Whether the page is still to be laid out anew, in later turns of the event loop."""
        late = vars(self).get("_late")
        return late is not None and late.is_awaited is True

    def finish_layout(self) -> None:
        """Redraw the page at once if a redrawing was put off."""
        raise NotImplementedError

    def unfold(self, key: str) -> None:
        """Show a part of the page that can be unfolded, or hide it if it is shown; nothing happens without a page.

        ``key`` names the part, such as an entry's id. A key that no part has changes nothing that is seen.
        """
        self._unfold(key)
        self.finish_layout()

    def _unfold(self, key: str, anchor: str = "") -> None:
        if self._visit is not None:
            self._visit.unfolded ^= {key}
            self.redraw(anchor)

    def show_part(self, target: str) -> None:
        """Show the part of a long text or list that the link ``target`` leads to, and scroll to it.

        ``target`` is such as ``part:20000:list~2`` (see ``part_target``). Nothing happens without a page.
        """
        self._show_part(target)
        self.finish_layout()

    def _show_part(self, target: str) -> None:
        from coopviewer.rendering.document.shortening import part_anchor, parts_of, with_part

        if self._visit is not None:
            self._visit.unfolded = with_part(self._visit.unfolded, target)
            for key in parts_of([target]):
                self.redraw(part_anchor(key))

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
        """Emit ``passage_selected`` if text is selected, as when the page was drawn again and its selection is kept.

        The text of a link does not count: Qt selects it when the link is clicked or gets the keyboard focus.
        """
        cursor = self.textCursor()
        if cursor.hasSelection() and not _is_link(cursor):
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
        has_selected = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if not is_left(event):
            return
        if self.textCursor().hasSelection() and has_selected:  # Qt selects the text of a link that was clicked
            self.passage_selected.emit()
        elif not link and not self.textCursor().hasSelection():
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


def _is_link(selected: QTextCursor) -> bool:
    """Return whether the selection is the whole text of one link."""
    start, end = selected.selectionStart(), selected.selectionEnd()
    inside, outside = QTextCursor(selected), QTextCursor(selected)
    inside.setPosition(start + 1)
    outside.setPosition(min(end + 1, selected.document().characterCount() - 1))
    address = inside.charFormat().anchorHref()
    inside.setPosition(end)
    return bool(address) and inside.charFormat().anchorHref() == address != outside.charFormat().anchorHref()
