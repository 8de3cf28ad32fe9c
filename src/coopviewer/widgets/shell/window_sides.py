"""Both sides of the window: the page with its tabs, or a pane in its place, and the annotations beside it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.shell.page_tabs import PageTabs

if TYPE_CHECKING:
    from coopviewer.widgets.page.find_bar import FindBar


_ROOM = 1200  # pixels; in a narrower window they would leave too little of the page


class AnnotationSide(QWidget):
    """An empty place beside the page, shown where it is wanted and the window has room for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin wanted."""
        super().__init__(parent)
        self._wanted = True
        self._forced = False
        self._gives_way = False

    @property
    def is_wanted(self) -> bool:
        """Whether it is shown where there is room."""
        return self._wanted

    def want(self, wanted: bool, *, now: bool = False) -> None:
        """Show it where there is room, or not at all; ``now``: even where there is none, until a resize."""
        self._wanted, self._forced = wanted, wanted and now
        self.fit(self.window().width())

    def give_way(self, gives_way: bool) -> None:
        """Leave its room to a list that shows all annotations, or take it again."""
        if gives_way is not self._gives_way:
            self._gives_way = gives_way
            self.fit(self.window().width())

    def fit(self, width: int) -> None:
        """Come or go with the width of the window, in pixels."""
        has_room = width >= _ROOM and not self._gives_way
        self.setVisible(self._wanted and (self._forced or has_room))
        self._forced = False


class PaneActions(NamedTuple):
    """Finds words, copies what is chosen, and takes the keyboard."""

    find: Callable[[], None]
    copy: Callable[[], None]
    focus: Callable[[], None]


class PageSide(QWidget):
    """Arranges tabs and page, and what comes with use."""

    def __init__(self, tabs: PageTabs, page: PageView) -> None:
        """Take in tabs and page; they belong to it from now on."""
        super().__init__()
        self._page = page
        self._over_page: dict[QWidget, PaneActions] = {}
        self._find_bar: FindBar | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(tabs)
        self._column.addWidget(page, 1)

    @property
    def find_bar(self) -> "FindBar":
        """The bar under the page that finds words in it; made when it is first asked for."""
        if self._find_bar is None:
            from coopviewer.widgets.page.find_bar import FindBar  # deferred: not part of the first window

            self._find_bar = FindBar(self._page)
            self._page.page_shown.connect(self._find_bar.refresh)
            self._column.addWidget(self._find_bar)
        return self._find_bar

    def put_over_page(self, pane: QWidget, pane_actions: "PaneActions") -> None:
        """Take in a pane that can stand in the page's place; hidden at first."""
        pane.hide()
        self._over_page[pane] = pane_actions
        self._column.insertWidget(self._column.indexOf(self._page) + 1, pane, 1)

    def put_under_page(self, bar: QWidget) -> None:
        """Take in a line that is shown under the page now and then."""
        self._column.addWidget(bar)

    def show_over_page(self, pane: QWidget | None) -> None:
        """Show one of these panes in the page's place; None: the page again."""
        for each in self._over_page:
            if each is not pane:
                each.hide()
        self._page.setVisible(pane is None)
        if pane is not None:
            pane.show()
            if self._find_bar is not None:
                self._find_bar.hide()

    @property
    def pane_actions(self) -> "PaneActions | None":
        """What the keys of the page do in the pane that stands in its place; None: the page itself is there."""
        return next((pane_actions for pane, pane_actions in self._over_page.items() if not pane.isHidden()), None)

    @Slot()
    def copy(self) -> None:
        """Copy what is selected."""
        (self._page.copy if self.pane_actions is None else self.pane_actions.copy)()

    @Slot()
    def find_words(self) -> None:
        """Ask which words to find in the page, or in what stands in its place."""
        (self.find_bar.open if self.pane_actions is None else self.pane_actions.find)()

    @Slot()
    def find_next(self) -> None:
        """Go to the next place of the words."""
        if self.pane_actions is None:
            self.find_bar.next()

    @Slot()
    def find_previous(self) -> None:
        """Go to the place of the words before."""
        if self.pane_actions is None:
            self.find_bar.previous()
