"""Reading what a brief is about: which entries a request selects, their pages, and the user's annotations of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from coopviewer.domain.briefs.content import BriefContent, listed_projects
from coopviewer.domain.briefs.request import MOST_ENTRIES, BriefOrder, BriefRequest
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.overviews.coverage import (
    CellState,
    UnstatedProjects,
    countries_meeting,
    parse_column_filters,
)
from coopviewer.domain.progress import Cancelled, never_cancelled
from coopviewer.domain.reference.entries import EntryRef, is_entry_id
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.annotations.of_entries import OwnAnnotations, read_own
from coopviewer.storage.overviews.project_columns import ALL_PROJECTS
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.personal_search import PersonalSearch

_IsCancelled = Callable[[], bool]
_AT_ONCE = 10_000  # ids in one query; SQLite takes 32,766
_Report = Callable[[int, int], object]


class BriefReader:
    """Reads what briefs on one reference show; must be created, used and closed on one thread.

    Raises EnvironmentFault if the reference cannot be opened, or turns out to be damaged.
    """

    def __init__(self, reference: Path, annotations: Path | None = None) -> None:
        """Open the reference; ``annotations`` is the user's annotations file, None without one."""
        self.path, self.annotations = reference, annotations
        self._store = ReferenceStore(reference)
        self._left_out = 0  # results of a query beyond those that a brief can have
        self._query_fault: EnvironmentFault | None = None  # why filters on annotations could not be evaluated

    @cached_property
    def _overviews(self) -> OverviewReader:
        return OverviewReader(self.path, self.annotations)

    @cached_property
    def _search(self) -> PersonalSearch:
        return PersonalSearch(self.path, self.annotations)

    def close(self) -> None:
        """Close the reference, and the other files that ``read`` opened; nothing may be read after that."""
        self._store.close()
        if "_overviews" in vars(self):
            self._overviews.close()
        if "_search" in vars(self):
            self._search.close()

    def read(
        self, request: BriefRequest, is_cancelled: _IsCancelled = never_cancelled, report: _Report | None = None
    ) -> BriefContent:
        """Read the pages of the entries that a request selects, and the user's annotations if the request shows them.

        A request may select entries in several ways; the first of these that it uses counts, the others are ignored:

            ``entries``: these ids, in their order.
            ``where``: the countries that meet the filters on columns of the coverage, and also the ``query``, if any.
            ``query``: the results of the search, the best ones first.
            ``tag``, ``bookmarks``: the entries with the tag, or the bookmarked ones, by title.
            ``region``: the region, then its countries by title.

        ``options.order`` may ask for all by title instead. Without ``entries``, a query that cannot be parsed selects
        nothing. A former id stands for the renamed entry, and no entry is read twice. Only the first 300 pages
        (MOST_ENTRIES) are read, but all entries are counted.

        The annotations are those of the entries, and of the projects that their pages list; with a ``tag``, only those
        with this tag. If they cannot be read, the content has the fault. ``report`` is called after each page with the
        number of pages read so far and the number to be read in all. Raises Cancelled once ``is_cancelled`` returns
        True.
        """
        own, fault = self._own(request, ())
        ids = self._selected(request, own, is_cancelled)
        refs, unknown = self._refs(ids)
        if request.options.order is BriefOrder.TITLE:
            refs.sort(key=lambda ref: (ref.sort_title.casefold(), ref.id))
        pages = self._pages(refs[:MOST_ENTRIES], is_cancelled, report)
        if request.options.own_notes:
            own, fault = self._own(request, pages)
        fault = fault or self._query_fault
        return BriefContent(
            request,
            self._store.edition,
            pages,
            len(refs) + self._left_out,
            unknown,
            self._columns(request),
            self._store.titles([request.region]).get(request.region, "") if request.region else "",
            own.shown,
            own.owner,
            self._unstated(request, is_cancelled),
            fault,
        )

    def _pages(
        self, refs: Sequence[EntryRef], is_cancelled: _IsCancelled, report: _Report | None
    ) -> tuple[EntryPage, ...]:
        pages: list[EntryPage] = []
        for ref in refs:
            if is_cancelled():
                raise Cancelled
            page = self._store.page(Address(ref.id))
            assert isinstance(page, EntryPage)
            pages.append(page)
            if report is not None:
                report(len(pages), len(refs))
        return tuple(pages)

    def _selected(self, request: BriefRequest, own: OwnAnnotations, is_cancelled: _IsCancelled) -> Sequence[str]:
        """Return the ids of the entries that a request selects, in the order in which they are found."""
        self._query_fault, self._left_out = None, 0
        if request.entries:
            return request.entries
        if parse_query(request.query).faults:  # a filter that is no filter must not become a search for the rest
            return ()
        if request.where:
            filters = parse_column_filters(request.where)
            coverage = self._overviews.coverage(is_cancelled, also=frozenset(filters))
            matching = self._overviews.matching(request.query, is_cancelled)
            self._query_fault = self._overviews.matching_fault
            found = (row.ref.id for row in countries_meeting(coverage, filters))
            return [id_ for id_ in found if matching is None or id_ in matching]
        if request.query:
            parsed = parse_query(request.query)
            answer = self._search.search(parsed, MOST_ENTRIES, is_cancelled)
            self._query_fault = answer.own_fault if any(each.is_own for each in parsed.query.filters) else None
            best = [hit.ref.id for hit in answer.hits]
            if answer.more or not answer.complete:
                everything = self._search.matching(parsed.query, is_cancelled)
                if request.options.order is BriefOrder.TITLE:
                    return sorted(everything)
                rest = sorted(everything.difference(best))
                best += rest[: MOST_ENTRIES - len(best)]
                self._left_out = len(everything) - len(best)
            return best
        if request.tag or request.bookmarks:
            return self._by_title(own.entries)
        if request.region:
            inner = (id_ for id_ in self._store.within([request.region]) if id_.startswith(f"{EntryKind.COUNTRY}/"))
            return [request.region, *self._by_title(inner)]
        return ()

    def _by_title(self, ids: Iterable[str]) -> list[str]:
        given = sorted({id_ for id_ in ids if is_entry_id(id_) and not id_.startswith("source/")})
        found = {ref.id: ref.sort_title.casefold() for ref in self._store.refs(given)}
        return sorted(given, key=lambda id_: (found.get(id_, ""), id_))

    def _refs(self, ids: Sequence[str]) -> tuple[list[EntryRef], tuple[str, ...]]:
        """Return the entries, each once and under its present id, and the ids that this edition does not have."""
        parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
        known = {ref.id: ref for part in parts for ref in self._store.refs(part)}
        refs: dict[str, EntryRef] = {}
        unknown: list[str] = []
        for id_ in ids:
            ref = known.get(id_) or self._renamed(id_)
            if ref is None:
                unknown.append(id_)
            else:
                refs[ref.id] = ref
        return list(refs.values()), tuple(unknown)

    def _renamed(self, entry_id: str) -> EntryRef | None:
        with suppress(EnvironmentFault):
            page = self._store.page(Address(entry_id))
            if isinstance(page, EntryPage):
                return page.record.ref
        return None

    def _columns(self, request: BriefRequest) -> Mapping[str, str]:
        """Return the titles of the columns that are lists of an entry, by the columns' keys."""
        entries = {key: key.removeprefix("cell:") for key in parse_column_filters(request.where)}
        titles = self._store.titles(id_ for id_ in entries.values() if is_entry_id(id_))
        return {key: titles[id_] for key, id_ in entries.items() if id_ in titles}

    def _unstated(self, request: BriefRequest, is_cancelled: _IsCancelled) -> UnstatedProjects:
        """Return the projects whose countries are not stated, if countries without a project are asked for."""
        filters = parse_column_filters(request.where)
        if request.entries or filters.get(ALL_PROJECTS) is not CellState.NOT_LISTED:
            return UnstatedProjects()
        return self._overviews.coverage(is_cancelled, also=frozenset(filters)).unstated

    def _own(self, request: BriefRequest, pages: Sequence[EntryPage]) -> tuple[OwnAnnotations, EnvironmentFault | None]:
        """Read the user's annotations; the fault says why they cannot be read, None: they can, or are not needed."""
        if self.annotations is None or not request.needs_annotations:
            return OwnAnnotations(), None
        ids = {id_: page.record.ref.id for page in pages for id_ in (page.record.ref.id, *page.former_ids)}
        projects = {id_ for page in pages for id_ in listed_projects(page)} - ids.keys()
        ids |= {id_: id_ for id_ in projects}
        ids |= {former: id_ for former, id_ in self._store.former_ids.items() if id_ in projects}
        dataset = self._store.edition.dataset
        try:
            return read_own(self.annotations, dataset, ids, tag=request.tag, bookmarks=request.bookmarks), None
        except EnvironmentFault as fault:
            return OwnAnnotations(), fault
