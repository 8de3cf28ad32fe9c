"""The page: an entry, the home page or a source, read in a text browser; links and folds are told, never followed."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QUrl, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.browsing.history import Visit
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.page.page_input import PageInput

if TYPE_CHECKING:
    from coopviewer.domain.reference.pages import Page
    from coopviewer.rendering.document.document import Field
    from coopviewer.widgets.page.field_index import FieldIndex
    from coopviewer.widgets.page.page_drawing import Manner
    from coopviewer.widgets.page.page_marks import PageMarks

_MARGIN = 28
_INDENT = 26
_BAR, _NARROW_BAR = 620, 330  # pixels
_LONGEST_LINE = 76  # times the size of the text
_NARROW_FROM = 60  # times the size of the text


class PageView(PageInput):
    """Shows one page at a time; ``address_chosen`` carries an Address when a link is followed."""

    address_chosen = Signal(object)
    page_shown = Signal()
    """Another page, or the same one redrawn, is in view."""
    list_wanted = Signal(str, bool)
    """All of a list that the page cuts: its predicate, and whether the page's entry is the subject."""

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Start empty; ``today`` says on which day the statuses are derived."""
        super().__init__(parent)
        self._today = today
        self._theme = theme
        self._page: Page | None = None
        self._visit: Visit | None = None
        self._title = ""
        self._narrow = False
        self._compact = False
        self._fields: list[Field] = []
        self._index: FieldIndex | None = None
        self._marks: PageMarks | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setIndentWidth(_INDENT)
        self.setAccessibleName(self.tr("Page"))
        self.anchorClicked.connect(self._follow)

    @property
    def title(self) -> str:
        """The title of the page shown, empty before the first."""
        return self._title

    @property
    def page(self) -> "Page | None":
        """The page shown, None before the first."""
        return self._page

    @property
    def marks(self) -> "PageMarks":
        """What is marked in the page, in layers; a page drawn anew has none."""
        if self._marks is None:
            from coopviewer.widgets.page.page_marks import PageMarks  # deferred: not needed for the first window

            self._marks = PageMarks(self)
        return self._marks

    @property
    def facts(self) -> "FieldIndex":
        """Which character of the page belongs to which fact; read when it is first asked after a page was drawn."""
        if self._index is None:
            from coopviewer.widgets.page.field_index import FieldIndex  # deferred: not needed for the first window

            self._index = FieldIndex(self.document(), self._fields)
        return self._index

    @property
    def manner(self) -> "Manner":
        """How the page is drawn, for what is shown beside it."""
        from coopviewer.widgets.page.page_drawing import Manner  # deferred: the window stands without it

        return Manner(self._theme, self._text_size(), self._narrow, self._compact, self.tr)

    def show_page(self, page: "Page", visit: Visit) -> None:
        """Show a page where one had left it; ``visit`` is kept up to date while the page is read."""
        self.leave()
        self._page, self._visit = page, visit
        self._render()
        if visit.selection is not None:
            self._select(*visit.selection)
        if visit.scroll:
            self.verticalScrollBar().setValue(visit.scroll)
        elif visit.address.fragment:
            self.scrollToAnchor(visit.address.fragment)

    def leave(self) -> None:
        """Remember in the visit how far down one had read, and what was selected."""
        if self._visit is not None:
            self._visit.scroll = self.verticalScrollBar().value()
            cursor = self.textCursor()
            self._visit.selection = (cursor.anchor(), cursor.position()) if cursor.hasSelection() else None

    def set_theme(self, theme: Theme, *, compact: bool = False) -> None:
        """Redraw in other colours, lines close together or not, at the same place."""
        self._theme = theme
        self._compact = compact
        self.redraw()

    def redraw(self) -> None:
        """Redraw at the same place, as after a change of the font."""
        if self._page is not None:
            self._render_in_place()

    def _select(self, start: int, end: int) -> None:
        last = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(max(start, 0), last))
        cursor.setPosition(min(max(end, 0), last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _render_in_place(self) -> None:
        scroll = self.verticalScrollBar().value()
        self._render()
        self.verticalScrollBar().setValue(scroll)

    def _render(self) -> None:
        from coopviewer.widgets.page.page_drawing import draw_page  # deferred: the window stands without it

        assert self._page is not None
        unfolded = self._visit.unfolded if self._visit else frozenset()
        drawn = draw_page(self._page, self._today(), unfolded, self.manner)
        self._title = drawn.title
        self.setAccessibleName(drawn.title)
        self.document().setDefaultStyleSheet(drawn.style_sheet)
        self._fields, self._index = drawn.fields, None
        if self._marks is not None:
            self._marks.forget()
        self.setHtml(drawn.html)
        self._set_margins()
        self.page_shown.emit()

    def _set_margins(self) -> None:
        """Keep lines short enough to be read, however wide the window is."""
        root = self.document().rootFrame()
        form = root.frameFormat()
        form.setMargin(_MARGIN)
        form.setRightMargin(max(_MARGIN, self.width() - _LONGEST_LINE * self._text_size()))
        root.setFrameFormat(form)

    def _text_size(self) -> int:
        return max(self.fontInfo().pixelSize(), 8) + 1

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        self.follow(url.toString())

    def follow(self, target: str) -> None:
        """Do what a link of the page does, given what the link holds."""
        if target.startswith(schemes.MARK):
            self.scrollToAnchor(f"source-{target.removeprefix(schemes.MARK)}")
        elif target.startswith(schemes.FOLD):
            self.unfold(target.removeprefix(schemes.FOLD))
        elif target.startswith(schemes.LIST):
            direction, _, predicate_id = target.removeprefix(schemes.LIST).partition(":")
            self.list_wanted.emit(predicate_id, direction == "out")
        elif target.startswith(SCHEME):
            self._tell(target, self.address_chosen)

    def is_unfolded(self, key: str) -> bool:
        """Tell whether what belongs to an entry is shown in place."""
        return self._visit is not None and key in self._visit.unfolded

    def unfold(self, key: str) -> None:
        """Show in place what belongs to an entry, or fold it again."""
        if self._visit is not None:
            self._visit.unfolded ^= {key}
            self._render_in_place()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_FROM * self._text_size()
        if narrow is not self._narrow:
            self._narrow = narrow
            if self._page is not None:
                self._render_in_place()
                return
        self._set_margins()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        target = name.toString() if isinstance(name, QUrl) else name
        if not target.startswith(schemes.BAR):
            return None  # nothing is ever read from disk or network for a page
        from coopviewer.widgets.page.timeframe_bar import draw_timeframe  # deferred: few pages have one

        edtf = target.removeprefix(schemes.BAR)
        return draw_timeframe(
            edtf, self._theme, self.font(), self.devicePixelRatioF(), _NARROW_BAR if self._narrow else _BAR
        )
