"""The page view: shows a page, such as that of an entry, in a text browser, and emits its links as signals."""

from collections.abc import Callable, Iterator, Set
from datetime import date
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, QUrl, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

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
    from coopviewer.widgets.page.page_place import LateLayout

_INDENT, _NARROW_FROM = 26, 60  # pixels; times the size of the text


class PageView(PageInput):
    """Shows one page at a time, drawn as a text that can be selected, with links, source marks and pictures."""

    page_shown = Signal()
    """Another page has been shown, or the same one drawn again; emitted before the page is scrolled to its place."""

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Start empty; ``today`` returns the day for which the statuses of projects are derived."""
        super().__init__(parent)
        self._today, self._theme = today, theme
        self._page: Page | None = None
        self._title = ""
        self.is_cut = False
        """Whether a long text or list of the page is shown in part."""
        self.world_map: Path | None = None  # the file with the shapes of the map, None: no small maps are drawn
        self._narrow = self._compact = self._is_changing = False
        self._awaits_font = self._awaits_drawing = False  # while the layout of a large page is put off
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
        """The index of the facts in the page, created on first use after each drawing of the page."""
        if self._index is None:
            from coopviewer.widgets.page.field_index import FieldIndex

            self._index = FieldIndex(self.document(), self._fields)
        return self._index

    @property
    def drawing_options(self) -> "DrawingOptions":
        """How the page is drawn; widgets beside the page, such as the fact card, use the same options."""
        return DrawingOptions(self._theme, self._text_size(), self._narrow, self._compact, language())

    @cached_property
    def _late(self) -> "LateLayout":
        made: type[LateLayout] = _places().LateLayout
        return made(self, self._adapt_late)

    @cached_property
    def _drawings(self) -> "DrawnPages":
        from coopviewer.widgets.page.page_drawing import DrawnPages

        return DrawnPages()

    def drawing_ahead(self, unfolded: Set[str]) -> "Callable[[Page], Callable[[], None]]":
        """Return a function to draw pages on any thread; its result, called on the window's thread, keeps the HTML."""
        return self._drawings.drawing_ahead(self._today(), unfolded, self.drawing_options)

    def show_page(self, page: "Page", visit: Visit) -> None:
        """Show a page with the scroll position, the selection and the unfolded parts that ``visit`` has.

        If ``visit`` has no scroll position, scroll to the fragment of its address, if any. Unfolded parts are stored in
        ``visit`` at once, scroll position and selection only by ``leave``, which is called first for the page before.
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
        else:
            self.scrollToAnchor(visit.address.fragment)

    @Slot(object)
    def update_page(self, page: "Page") -> None:
        """Show the page with new content; keep place and selection; emit ``passage_selected`` if text is selected."""
        before, self._page = self._page, page
        self._keep_place(lambda: self._render(before))
        self.offer_selection()

    def leave(self) -> None:
        """Store scroll position and selection in the shown page's visit, if any, before something else is shown."""
        self.finish_layout()
        if self._visit is not None:
            self._visit.scroll = self.verticalScrollBar().value()
            self._visit.top = self._top()
            cursor = self.textCursor()
            self._visit.selection = (cursor.anchor(), cursor.position()) if cursor.hasSelection() else None

    def set_theme(self, theme: Theme, *, compact: bool = False) -> None:
        """Draw in a theme's colours from now on, at the same place; ``compact``: with less line spacing."""
        self._theme, self._compact = theme, compact
        self.redraw()

    def redraw(self, anchor: str = "") -> None:
        """Redraw at the same place, or at an anchor; a very large page later, and its old picture stays until then."""
        if self._puts_off_layout() and page_margins.is_very_large(self):
            self._awaits_drawing = True
            self._late.put_off(anchor, keeps_picture=True)
        elif self._page is not None:
            self._keep_place(self._render)
            self.scrollToAnchor(anchor)

    def _keep_place(self, change: Callable[[], object]) -> None:
        """Change the layout of the page, and keep the first line in view, the text cursor and the selection."""
        self.finish_layout()
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
        self._index, self._awaits_drawing = None, False
        if "marks" in vars(self):
            self.marks.clear()
        if before is None or not self._drawings.fill_in_own(self.document(), before, self._page, self.drawing_options):
            self._set_drawn(self._draw())
        self.page_shown.emit()

    def _draw(self) -> "DrawnPage":
        assert self._page is not None
        unfolded = self._visit.unfolded if self._visit else frozenset()
        return self._drawings.drawn(self._page, self._today(), unfolded, self.drawing_options)

    def _set_drawn(self, drawn: "DrawnPage") -> None:
        self._title, self.is_cut, self._fields = drawn.title, drawn.is_cut, drawn.fields
        self.setAccessibleName(drawn.title)
        was_changing, self._is_changing, self._drawn_margins = self._is_changing, True, None
        self._drawn_width = self._margins.text if schemes.STRIP in drawn.html else None
        page_margins.keep_scroll_bar(self, drawn.html)
        self.document().setLayoutEnabled(False)  # so that the page is laid out once
        self._drawings.fill(self, drawn)
        self._set_margins()
        self.document().setLayoutEnabled(True)
        self._is_changing = was_changing

    def _set_margins(self) -> None:
        if self._page is not None:
            self._drawn_margins = margins = self._margins
            right_to_left = language().is_right_to_left
            page_margins.limit_lines(self.document(), margins.right, margins.beyond, right_to_left=right_to_left)

    @property
    def _margins(self) -> page_margins.PageMargins:
        return page_margins.margins_of(self.width(), self.verticalScrollBar().sizeHint().width(), self._text_size())

    def _resize(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._has_other_html() and self._page is not None:
            self._render()
        elif self._drawn_margins not in (None, self._margins):  # None: the page is about to be drawn
            self._set_margins()

    def _has_other_html(self) -> bool:
        """Return whether the page has other HTML at its present width than the one that was drawn."""
        was_narrow, self._narrow = self._narrow, self.width() < _NARROW_FROM * self._text_size()
        return self._narrow is not was_narrow or self._drawn_width not in (None, self._margins.text)

    def _adapt_late(self) -> Iterator[None]:
        """Adapt the page to its font and width, in turns: note its place, write its HTML, parse it, lay it out."""
        self._awaits_drawing |= self._has_other_html() or self._awaits_font
        if self._top() is not None:
            self.viewport()  # whose first use creates the enumerations of every widget class
            yield
        if self._awaits_drawing:
            drawn = self._draw()
            yield
            self._drawings.parse(drawn)
            yield
        self._keep_place(self._adapt)

    def _adapt(self) -> None:
        must_draw = self._awaits_drawing
        if must_draw:  # else the text of before would be laid out for its new width and font
            self.document().setLayoutEnabled(False)  # without which emptying a page of tables can end the process
            self.document().clear()
        if self._awaits_font:
            self._awaits_font = False
            super().changeEvent(QEvent(QEvent.Type.FontChange))
        super().resizeEvent(QResizeEvent(self.size(), QSize()))
        self._render() if must_draw else self._set_margins()

    def _puts_off_layout(self) -> bool:
        is_large = page_margins.keeps_scroll_bar(self)
        return self._page is not None and not self._is_changing and (is_large or self.awaits_layout)

    def finish_layout(self) -> None:
        """Adapt the page to its width, font and colours at once, if that was put off, as it is for a large page."""
        if "_late" in vars(self):
            self._late.finish()

    # Qt overrides

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        is_font = event.type() == QEvent.Type.FontChange and self._page is not None
        self._awaits_font |= is_font
        if not is_font:
            super().changeEvent(event)
        elif self._puts_off_layout() or (self.isVisible() and not self._is_changing):  # since panes change widths, too
            self._late.put_off()
        else:
            list(self._adapt_late())

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._puts_off_layout() and (event.oldSize().width() != event.size().width() or self._late.is_awaited):
            self._late.put_off()
        else:
            self._keep_place(lambda: self._resize(event))

    @guarded
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        target = name.toString() if isinstance(name, QUrl) else name
        if not target.startswith((schemes.STRIP, schemes.BAR, schemes.LOCATOR)):
            return None  # since a page never loads resources from disk or network
        from coopviewer.widgets.page.page_pictures import PictureRoom, draw_picture

        room = PictureRoom(self._margins.text, page_margins.widest(self), self._narrow)
        return draw_picture(target, room, self.font(), self.devicePixelRatioF(), self._theme, self.world_map)


def _places() -> ModuleType:
    from coopviewer.widgets.page import page_place  # deferred: until the user has scrolled

    return page_place
