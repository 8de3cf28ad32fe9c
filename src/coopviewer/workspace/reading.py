"""The reading service: the open pages of a reference, and their history."""

from collections.abc import Callable, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.browsing.history import History, Visit
from coopviewer.domain.browsing.tabs import Tab, Tabs, home_history
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.workspace.home_content import HomeContent
from coopviewer.workspace.open_reference import OpenReference
from coopviewer.workspace.tabs import TabSet, title_of_list, title_of_page

if TYPE_CHECKING:
    from coopviewer.domain.browsing.session import Session
    from coopviewer.domain.reference.pages import EntryPage, HomePage, Own, Page

_RECENT_KEPT = 10
Ahead = Callable[[Address, Callable[[], None], Set[str], bool], None]
"""Reads a page in the background first if it is large. It is called with the page's address, a function that opens the
page, the keys of its unfolded parts, and whether it is opened even if the user opens something else meanwhile."""


class _InPlaceOfPage(NamedTuple):
    title: str  # of a search or a list of annotations, whose rows are requested separately


class ReadingService(QObject):
    """Opens pages of one reference in tabs, each with its own history.

    Whenever something is opened, ``page_opened``, ``search_opened``, ``annotations_opened`` or ``overview_opened`` is
    emitted, and ``history_changed`` after it.
    """

    page_opened = Signal(object, object)
    """A page was opened in the current tab (its Page and Visit)."""
    page_updated = Signal(object)
    """The content of the open page has changed (its Page)."""
    search_opened = Signal(str)
    """A search was opened in the current tab (the text of its query); its results are shown instead of a page."""
    annotations_opened = Signal(str)
    """A list of annotations was opened in the current tab (the text of its AnnotationQuery)."""
    overview_opened = Signal(object)
    """An overview, a brief or changes were opened in the current tab (the Address)."""
    history_changed = Signal(bool, bool)
    """The history or the current tab has changed: whether one can go back in it, and whether forward."""
    session_resumed = Signal(object)
    """The tabs of a session were opened again (Session)."""
    reference_opened = Signal(object)
    """Another reference was opened (its Edition); nothing of the previous one is valid."""
    failed = Signal(object)
    """A page or a file could not be opened (EnvironmentFault)."""

    def __init__(self, reference: OpenReference, parent: QObject | None = None) -> None:
        """Start without a tab; no page of the reference is read before one is opened, as by ``resume``."""
        super().__init__(parent)
        self.reference = reference
        """The holder of the open reference; ``open_reference`` replaces the file in it, and the tabs."""
        self.tab_set = TabSet(self)
        """The tabs that the pages are read in."""
        self.tab_set.current_changed.connect(self._follow_current)
        self._recent: list[str] = []
        self._open: tuple[Any, Visit] | None = None
        self._steps = 0  # to the visit whose large page is being read; negative: back
        self.home = HomeContent()
        """What home shows of the user."""
        self.session_of: Callable[[Path], Session | None] = lambda _path: None
        """Returns the session of a reference file, None if there is none; called when that file is opened."""
        self.ahead: Ahead = lambda _address, act, _unfolded, _is_kept: act()
        """Calls what opens a page, by default at once; LargePages first reads a large page in the background."""
        self.ready: tuple[Address, Page] | None = None
        """An address and its page, read ahead: opening that address does not read it again. None: there is none."""

    @property
    def address(self) -> Address | None:
        """The address of the current tab's current visit, even if its page is still being read; None: no visit."""
        visit = self.tab_set.history.current
        return visit.address if visit else None

    @property
    def open_page(self) -> "tuple[Page, Visit] | None":
        """The open page and its visit; None before the first, and while another kind of address is shown instead."""
        return self._open

    @Slot(object)
    def open(self, address: Address) -> None:
        """Open an address in the current tab and add it to its history; if that fails, only ``failed`` is emitted.

        Visits ahead of the current one are dropped. If the current visit has this address, the history stays the same.
        """
        self._open_in(self.tab_set.tabs.current, address)

    def _open_in(self, tab: Tab | None, address: Address) -> None:
        page = self._read(address)
        if page is not None:
            self.tab_set.tabs.return_to(tab)
            if self.tab_set.tabs.current is None:
                self.tab_set.tabs.add(History())
            self._tell(page, self.tab_set.history.visit(address))

    @Slot(object)
    def follow(self, address: Address) -> None:
        """Open an address in the current tab and add it to its history, after reading a large page in the background.

        It is not opened if something else is opened meanwhile; if it cannot be read, only ``failed`` is emitted.
        """
        self._steps = 0
        self.ahead(address, partial(self._open_in, self.tab_set.tabs.current, address), frozenset(), False)

    @Slot(object)
    def follow_in_new_tab(self, address: Address) -> None:
        """Open an address as ``open_in_new_tab`` does, but read a large page (see ``ahead``) on a thread first."""
        self._steps = 0
        self.ahead(address, partial(self.open_in_new_tab, address), frozenset(), True)

    def show_own(self, own: "Own | None") -> None:
        """Show these bookmarks and notes of the user on the home page from now on; None: they are not read yet.

        If home is open, its known references are renewed too, and ``page_updated`` is emitted with the changed page.
        """
        self.home.own = own
        if self._open is not None and self._open[1].address.is_home:
            page, visit = self._open
            self._open = (self.home.with_own(cast("HomePage", page)), visit)
            self.page_updated.emit(self._open[0])

    @Slot(object)
    def open_in_new_tab(self, address: Address) -> None:
        """Open an address in a new tab after the current one, and switch to it.

        If that fails, ``failed`` is emitted, and no tab is added.
        """
        page = self._read(address)
        if page is not None:
            self.tab_set.tabs.current = self.tab_set.tabs.add(home_history(address))
            self._tell(page, self.tab_set.tabs.current.history.visits[0])

    @Slot(int)
    def step(self, by: int) -> None:
        """Go ``by`` visits back (negative) or forward in the current tab's history; nothing happens beyond its ends.

        A large page is read in the background first; another step meanwhile counts from that page's visit. The history
        moves when the page is shown. It does not if something else is opened meanwhile, or if the page cannot be read;
        in the latter case ``failed`` is emitted.
        """
        self._go(self._steps + by)

    def _go(self, steps: int) -> None:
        tab = self.tab_set.tabs.current
        if tab is not None and tab.history.can_step(steps):
            self._steps = steps
            visit = tab.history.visits[tab.history.position + steps]
            self.ahead(visit.address, partial(self._arrive, tab, steps), visit.unfolded, False)

    def _arrive(self, tab: Tab, steps: int) -> None:
        self._steps = 0
        page = self._read(tab.history.visits[tab.history.position + steps].address)
        if page is not None:
            self.tab_set.tabs.return_to(tab)
            self._tell(page, tab.history.step(steps))

    def refine(self, address: Address) -> None:
        """Show the search, list or overview of an address (never a page), as after a change of its filter.

        If the current visit is of the same kind, it gets the address; otherwise a visit is added to the history.
        """
        if self.tab_set.tabs.current is None:
            self.tab_set.tabs.add(History())
        visit = self.tab_set.history.current
        if visit is not None and visit.address.target == address.target:
            visit.address = address
        else:
            visit = self.tab_set.history.visit(address)
        self._tell(_InPlaceOfPage(title_of_list(address, self.tr)), visit)

    def leave_list(self) -> None:
        """Go back from a search, list or overview to the latest visit before it of another kind, mostly a page.

        If there is none, home is opened. Nothing happens if a page is open.
        """
        history, current = self.tab_set.history, self.tab_set.history.current
        if current is None or current.address.is_page:
            return
        others = (by for by, visit in history.beyond(-1) if visit.address.target != current.address.target)
        by = next(others, 0)
        if by:
            self._go(by)
        else:
            self.open(HOME_ADDRESS)

    def visits(self, direction: int) -> tuple[tuple[int, str], ...]:
        """Return the visits behind (-1) or ahead (1), nearest first: what to call ``step`` with, and the title.

        Such as ``((-1, "Niger"), (-2, "Mali"))``. While a large page is read for a step, the numbers count from its
        visit. A visit not shown yet has its address as its title.
        """
        beyond = self.tab_set.history.beyond(direction)
        return tuple((by - self._steps, visit.title or str(visit.address)) for by, visit in beyond)

    @Slot(str)
    def open_reference(self, path: str) -> None:
        """Open another reference file with the tabs in which it was last read, or home if there are none.

        ``reference_opened`` is emitted before the first page; if the file cannot be opened, only ``failed`` is.
        """
        try:
            self.reference.replace(Path(path))
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return
        self.tab_set.tabs = Tabs()
        self._recent = []
        self.home.own = None
        self.reference_opened.emit(self.reference.edition)
        self.resume()

    @property
    def recent(self) -> tuple[str, ...]:
        """The ids of the entries opened last, the latest first, at most 10."""
        return tuple(self._recent)

    def resume(self) -> None:
        """Open the tabs in which this reference file was last read, or home if there are none.

        Visits of entries that the file lacks are left out. Tabs of another dataset, which the file had before, are not
        opened. If tabs were opened, ``session_resumed`` is emitted after the page of the current one.
        """
        session = self.session_of(self.reference.path)
        if session is not None and session.dataset == self.reference.edition.dataset:
            session = session.limited_to(self.reference.known(session.targets()))
            self._recent = list(session.recent)
            if session.histories:
                self._resume_tabs(session)
                return
        self.open(HOME_ADDRESS)

    def _resume_tabs(self, session: "Session") -> None:
        for history in session.histories:
            self.tab_set.tabs.add(history, after_current=False)
        self.tab_set.tabs.current = self.tab_set.tabs.tabs[min(session.current, len(self.tab_set.tabs.tabs) - 1)]
        self._show_tab(self.tab_set.tabs.current)
        self.session_resumed.emit(session)

    def _read(self, address: Address) -> "Page | _InPlaceOfPage | None":
        """Read a page; None if it cannot be read, which is reported."""
        if not address.is_page:
            return _InPlaceOfPage(title_of_list(address, self.tr))
        if self.ready is not None and self.ready[0] == address:
            return self.ready[1]
        try:
            page = self.reference.store.page(address)
            if address.is_home:
                recent = self.reference.store.refs(self._recent)
                page = self.home.added_to(cast("HomePage", page), recent)
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return None
        return page

    @Slot()
    def _follow_current(self) -> None:
        tab, visit = self.tab_set.tabs.current, self.tab_set.history.current
        if tab is not None and visit is not None:
            self._steps = 0
            self.ahead(visit.address, partial(self._show_tab, tab), visit.unfolded, False)

    def _show_tab(self, tab: Tab) -> None:
        """Show the page of a tab, or home if it no longer exists, and make the tab current."""
        visit = tab.history.current
        page = self._read(visit.address) if visit else None
        if page is None or visit is None:
            self._open_in(tab, HOME_ADDRESS)
            return
        self.tab_set.tabs.return_to(tab)
        self._tell(page, visit)

    def _tell(self, page: "Page | _InPlaceOfPage", visit: Visit) -> None:
        self._steps = 0
        visit.title = title_of_page(visit.address, page.title, getattr(page, "titles", ()), self.tr)
        self._open = (page, visit) if visit.address.is_page else None
        if is_entry_id(visit.address.target) and not visit.address.is_source:  # maybe a former id until now
            visit.address = visit.address._replace(target=cast("EntryPage", page).record.ref.id)
            known = [target for target in self._recent if target != visit.address.target]
            self._recent = [visit.address.target, *known][:_RECENT_KEPT]
        if visit.address.is_search:
            self.search_opened.emit(visit.address.query)
        elif visit.address.is_annotations:
            self.annotations_opened.emit(visit.address.query)
        elif visit.address.is_overview or visit.address.is_brief or visit.address.is_changes:
            self.overview_opened.emit(visit.address)
        else:
            self.page_opened.emit(page, visit)
        self.history_changed.emit(self.tab_set.history.can_step(-1), self.tab_set.history.can_step(1))
        self.tab_set.emit_tabs()
