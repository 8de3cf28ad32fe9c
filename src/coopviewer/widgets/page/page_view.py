"""The page view: shows an entry, the home page or a source in a text browser, and emits its links as signals."""

from collections.abc import Callable, Set
from datetime import date
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QUrl, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.browsing.history import TextPlace, Visit
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.common.theme import DrawingOptions, Theme
from coopviewer.widgets.page import page_margins
from coopviewer.widgets.page.page_input import PageInput

if TYPE_CHECKING:
    from coopviewer.domain.reference.pages import Page
    from coopviewer.rendering.document.document import Field
    from coopviewer.widgets.page.field_index import FieldIndex
    from coopviewer.widgets.page.page_drawing import DrawnPage, DrawnPages

_INDENT, _NARROW_FROM = 26, 60  # pixels; times the size of the text


class PageView(PageInput):
    """Shows one page at a time."""

    address_chosen = Signal(object)
    """The Address of a link that the user opened."""
    page_shown = Signal()
    """Another page has been shown, or the same one drawn again; emitted before the page is scrolled to its place."""
    list_wanted = Signal(str, bool)
    """The user wants a list in full: the id of its predicate, and whether the page's entry is the subject."""

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Start empty; ``today`` returns the day for which the statuses of projects are derived."""
        super().__init__(parent)
        self._today = today
        self._theme = theme
        self._page: Page | None = None
        self._visit: Visit | None = None
        self._title = ""
        self.is_cut = False
        """Whether a long text or list of the page is shown in part."""
        self.world_map: Path | None = None  # the file with the shapes of the map, None: no small maps are drawn
        self._narrow = self._compact = self._is_changing = False
        self._drawn_width: int | None = None  # of the text of a page with a strip, whose pictures have a share of it
        self._drawn_margins: page_margins.PageMargins | None = None
        self._kept_top: tuple[tuple[TextPlace, int], int] | None = None  # and the scroll position it had
        self._fields: list[Field] = []
        self._index: FieldIndex | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setIndentWidth(_INDENT)
        self.setAccessibleName(self.tr("Page"))
        page_margins.SidewaysScrolling(self)
        self.anchorClicked.connect(self._on_anchor_clicked)

    @property
    def title(self) -> str:
        """The title of the shown page, empty before the first page."""
        return self._title

    @property
    def page(self) -> "Page | None":
        """The shown page, None before the first page."""
        return self._page

    @property
    def facts(self) -> "FieldIndex":
        """The index of the facts in the page, created on first use after the page was drawn."""
        if self._index is None:
            from coopviewer.widgets.page.field_index import FieldIndex

            self._index = FieldIndex(self.document(), self._fields)
        return self._index

    @property
    def drawing_options(self) -> "DrawingOptions":
        """How the page is drawn; widgets beside the page, such as the fact card, use the same options."""
        return DrawingOptions(self._theme, self._text_size(), self._narrow, self._compact, language())

    @cached_property
    def _drawings(self) -> "DrawnPages":
        from coopviewer.widgets.page.page_drawing import DrawnPages

        return DrawnPages()

    def drawing_ahead(self, unfolded: Set[str]) -> "Callable[[Page], Callable[[], None]]":
        """Return a function that draws a page as shown now but for ``unfolded``; see ``DrawnPages.drawing_ahead``."""
        return self._drawings.drawing_ahead(self._today(), unfolded, self.drawing_options)

    def show_page(self, page: "Page", visit: Visit) -> None:
        """Show a page with the scroll position, the selection and the unfolded parts of ``visit``.

        Without a scroll position it is shown at the fragment of the address, if any. What the user changes of these is
        stored in ``visit``: unfolded parts at once, the others by ``leave``, which is called here first.
        """
        self.leave()
        self._page, self._visit, self._kept_top = page, visit, None
        self._render()
        if visit.selection is not None:
            _places().select(self, *visit.selection)
        if visit.scroll and visit.top is not None:
            self._scroll_to(visit.top)
        elif visit.scroll:
            self.verticalScrollBar().setValue(visit.scroll)
        elif visit.address.fragment:
            self.scrollToAnchor(visit.address.fragment)

    @Slot(object)
    def update_page(self, page: "Page") -> None:
        """Show the same page with new content at the same position; emit ``passage_selected`` if text is selected."""
        before, self._page = self._page, page
        self._keep_place(lambda: self._render(before))
        self.offer_selection()

    def leave(self) -> None:
        """Store scroll position and selection in the shown page's visit, if any, before something else is shown."""
        if self._visit is not None:
            self._visit.scroll = self.verticalScrollBar().value()
            self._visit.top = self._top()
            cursor = self.textCursor()
            self._visit.selection = (cursor.anchor(), cursor.position()) if cursor.hasSelection() else None

    def set_theme(self, theme: Theme, *, compact: bool = False) -> None:
        """Draw in a theme's colours from now on, at the same scroll position; ``compact``: with less line spacing."""
        self._theme, self._compact = theme, compact
        self.redraw()

    def redraw(self) -> None:
        """Redraw at the same scroll position, as after a change of the font; nothing happens before the first page."""
        if self._page is not None:
            self._keep_place(self._render)

    def _keep_place(self, change: Callable[[], object]) -> None:
        """Change the layout of the page, and keep the first line in view, the text cursor and the selection."""
        is_at_top = not self.verticalScrollBar().value() and not self.textCursor().position()
        # while the page is drawn, a scroll bar may be shown, which changes the size
        if self._page is None or self._is_changing or is_at_top:
            change()
            return
        top, places, before = self._top(), _places().cursor_places(self), self.document().revision()
        try:
            self._is_changing = True
            change()
        finally:
            self._is_changing = False
        if places and self.document().revision() != before:
            _places().select(self, *(_places().position_of(self.document(), place) for place in places))
        self._scroll_to(top) if top is not None else self.verticalScrollBar().setValue(0)

    def _top(self) -> tuple[TextPlace, int] | None:
        """Return the first line in view and its distance from the top (see ``top_of``), None at the page's top.

        It is the line scrolled to last, unless the user has scrolled since: else many changes of size would move the
        text.
        """
        scroll = self.verticalScrollBar().value()
        if not scroll:
            return None
        if self._kept_top is None or self._kept_top[1] != scroll:
            self._kept_top = _places().top_of(self), scroll
        return self._kept_top[0]

    def _scroll_to(self, top: tuple[TextPlace, int]) -> None:
        _places().scroll_to(self, top)
        self._kept_top = top, self.verticalScrollBar().value()

    def _render(self, before: "Page | None" = None) -> None:
        """Draw the page; ``before``: the page shown now, if only the user's own lines may differ; None: draw all."""
        assert self._page is not None
        self._index = None
        if "marks" in vars(self):
            self.marks.clear()
        if before is None or not self._drawings.fill_in_own(self.document(), before, self._page, self.drawing_options):
            unfolded = self._visit.unfolded if self._visit else frozenset()
            self._set_drawn(self._drawings.drawn(self._page, self._today(), unfolded, self.drawing_options))
        self.page_shown.emit()

    def _set_drawn(self, drawn: "DrawnPage") -> None:
        self._title, self.is_cut, self._fields = drawn.title, drawn.is_cut, drawn.fields
        self.setAccessibleName(drawn.title)
        self.document().setDefaultStyleSheet(drawn.style_sheet)
        was_changing, self._is_changing, self._drawn_margins = self._is_changing, True, None
        self._drawn_width = self._margins.text if schemes.STRIP in drawn.html else None
        page_margins.keep_scroll_bar(self, drawn.html)
        self.document().setLayoutEnabled(False)  # so that the page is laid out once
        self.setHtml(drawn.html)
        self._set_margins()
        self.document().setLayoutEnabled(True)
        self._is_changing = was_changing

    def _set_margins(self) -> None:
        if self._page is not None:
            self._drawn_margins = margins = self._margins
            page_margins.limit_lines(self.document(), margins.right, margins.beyond, right_to_left=self.isRightToLeft())

    @property
    def _margins(self) -> page_margins.PageMargins:
        return page_margins.margins_of(self.width(), self.verticalScrollBar().sizeHint().width(), self._text_size())

    def _change_font(self, event: QEvent) -> None:
        self.document().setLayoutEnabled(False)  # until the page is drawn
        super().changeEvent(event)
        self._narrow = self._is_too_narrow()
        self._render()

    def _resize(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_narrow, self._narrow = self._narrow, self._is_too_narrow()
        is_stale = self._drawn_width is not None and self._drawn_width != self._margins.text
        if (self._narrow is not was_narrow or is_stale) and self._page is not None:
            self._render()
        elif self._drawn_margins not in (None, self._margins):  # None: the page is about to be drawn
            self._set_margins()

    def _is_too_narrow(self) -> bool:
        return self.width() < _NARROW_FROM * self._text_size()

    def _text_size(self) -> int:
        return max(self.fontInfo().pixelSize(), 8) + 1

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.open_link(url.toString())

    def open_link(self, target: str) -> None:
        """Open a link by its target: unfold, scroll, or emit a signal; ignore foreign schemes and invalid addresses."""
        if target.startswith(schemes.MARK):
            if not self.is_unfolded(schemes.SOURCES):
                self.unfold(schemes.SOURCES)
            self.scrollToAnchor(f"source-{target.removeprefix(schemes.MARK)}")
        elif target.startswith(schemes.FOLD):
            self.unfold(target.removeprefix(schemes.FOLD))
        elif target.startswith(schemes.LIST):
            direction, _, predicate_id = target.removeprefix(schemes.LIST).partition(":")
            self.list_wanted.emit(predicate_id, direction == "out")
        elif target.startswith(schemes.PART):
            self.show_part(target)
        elif target.startswith(SCHEME):
            self._emit_address(target, self.address_chosen)

    def is_unfolded(self, key: str) -> bool:
        """Return whether a part is shown; ``key`` is an entry's id (its details) or SOURCES (the page's sources)."""
        return self._visit is not None and key in self._visit.unfolded

    def unfold(self, key: str) -> None:
        """Show the part with a key (see ``is_unfolded``), or hide it if it is shown; nothing happens without a page."""
        if self._visit is not None:
            self._visit.unfolded ^= {key}
            self._keep_place(self._render)

    def show_part(self, target: str) -> None:
        """Show another part of a long text or list, given a link's target, and scroll to it; ignored without a page."""
        from coopviewer.rendering.document.shortening import part_anchor, parts_of, with_part

        if self._visit is not None:
            self._visit.unfolded = with_part(self._visit.unfolded, target)
            self._render()
            for key in parts_of([target]):
                self.scrollToAnchor(part_anchor(key))

    # Qt overrides

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        is_font = event.type() == QEvent.Type.FontChange and self._page is not None
        (self._keep_place(lambda: self._change_font(event)) if is_font else super().changeEvent(event))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_place(lambda: self._resize(event))

    @guarded
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        target = name.toString() if isinstance(name, QUrl) else name
        if not target.startswith((schemes.STRIP, schemes.BAR, schemes.LOCATOR)):
            return None  # since a page never loads resources from disk or network
        from coopviewer.widgets.page.page_pictures import PictureRoom, draw_picture

        # without viewport(), which would create the enumerations of every widget class
        widest = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * page_margins.MARGIN
        room = PictureRoom(self._margins.text, widest, self._narrow)
        return draw_picture(target, room, self.font(), self.devicePixelRatioF(), self._theme, self.world_map)


def _places() -> ModuleType:
    from coopviewer.widgets.page import page_place  # deferred: until the user has scrolled

    return page_place
