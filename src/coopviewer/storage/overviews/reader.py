"""Reading the overviews of a reference through separate connections, so that it can be done on a background thread."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.overviews.coverage import (
    CellState,
    ColumnChoice,
    ColumnKind,
    Coverage,
    CoverageColumn,
    NoteCounts,
)
from coopviewer.domain.overviews.timeline import Timeline, TimelineGroup
from coopviewer.domain.progress import never_cancelled
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.pages import Page, find_fact
from coopviewer.domain.search.query import PLACES, Facet, SearchFilter
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.overviews.beginning import read_beginning
from coopviewer.storage.overviews.coverage import read_coverage
from coopviewer.storage.overviews.timeline import read_timeline
from coopviewer.storage.reference.opening import open_reference
from coopviewer.storage.reference.pages import PageReader
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref, read_edition
from coopviewer.storage.search.personal_search import PersonalSearch
from coopviewer.storage.search.store import cancellable

_PLACES = tuple(f"{kind}/" for kind in PLACES)


class OverviewReader:
    """Reads the overviews of one reference; must be created, used and closed on one thread.

    Its methods raise EnvironmentFault if the reference turns out to be damaged, and Cancelled once the
    ``is_cancelled`` they are given returns True while they read.
    """

    def __init__(self, reference: Path, annotations: Path | None = None) -> None:
        """Open the reference; ``annotations`` is the user's annotations file, opened when needed, None without one."""
        self.path, self.annotations = reference, annotations
        self._connection: sqlite3.Connection = open_reference(reference)
        self._timeline: tuple[tuple[TimelineGroup, date], Timeline] | None = None
        self._coverage: tuple[tuple[ColumnChoice | None, date, frozenset[str]], Coverage] | None = None

    @cached_property
    def _search(self) -> PersonalSearch:
        return PersonalSearch(self.path, self.annotations)

    @cached_property
    def _pages(self) -> PageReader:
        return PageReader(self._connection, read_edition(self._connection))

    def close(self) -> None:
        """Close the reference, and the annotations file if it was opened."""
        self._connection.close()
        if "_search" in vars(self):
            self._search.close()

    def timeline(
        self, group: TimelineGroup, today: date, is_cancelled: Callable[[], bool] = never_cancelled
    ) -> Timeline:
        """Read the timeline, with its rows grouped by ``group``; statuses are those of ``today``.

        What was read last is kept, and returned again for the same group and day.
        """
        if self._timeline is None or self._timeline[0] != (group, today):
            with cancellable(self._connection, self.path, is_cancelled):
                self._timeline = ((group, today), read_timeline(self._connection, group, today))
        return self._timeline[1]

    def beginning(self, today: date, is_cancelled: Callable[[], bool] = never_cancelled) -> Timeline | None:
        """Read the first projects of the timeline by region, to be shown until ``timeline`` has read all.

        None if that timeline is kept from the last reading, or if it cannot be shown in part: there are fewer than
        2,000 projects, or no regions with projects, or the reference has both milestones and timeframes.
        """
        if self._timeline is not None and self._timeline[0] == (TimelineGroup.REGION, today):
            return None
        with cancellable(self._connection, self.path, is_cancelled):
            return read_beginning(self._connection)

    def coverage(
        self,
        is_cancelled: Callable[[], bool] = never_cancelled,
        *,
        choice: ColumnChoice | None = None,
        today: date = date.min,
        also: frozenset[str] = frozenset(),
    ) -> Coverage:
        """Read the coverage, with the columns of a choice; a last column has the counts of the user's annotations.

            ``choice``: what the columns about projects are. None or PROJECT: one for each project; with more than 40
                projects, one for each year in which projects start.
            ``today``: the day for which statuses of projects are computed.
            ``also``: the ids of projects that a filter names; which countries they list is read even if they have no
                columns. Other ids are ignored.

        What was read last is kept and returned again for the same arguments. Annotations are counted anew each time; if
        there are none that can be read, the last column is left out.
        """
        asked = (choice, today, also)
        if self._coverage is None or self._coverage[0] != asked:
            with cancellable(self._connection, self.path, is_cancelled):
                self._coverage = (asked, read_coverage(self._connection, choice, today, also))
        coverage = self._coverage[1]
        numbers = self._search.counts() if self.annotations is not None else {}
        return coverage._replace(columns=(*coverage.columns, _notes(numbers))) if numbers else coverage

    def numbered(self, numbers: Iterable[int]) -> tuple[EntryRef, ...]:
        """Return the entries with some entry numbers, which may be in any order; unknown numbers are left out.

        The result is in ascending order of the numbers.
        """
        query = f"SELECT {ENTRY_COLUMNS} FROM json_each(?) k JOIN entry e ON e.number = k.value ORDER BY e.number"
        with cancellable(self._connection, self.path, never_cancelled):
            return tuple(map(entry_ref, self._connection.execute(query, (json.dumps([*numbers]),))))

    def page_with(self, fact_id: str, country_id: str) -> Page | None:
        """Read a page that shows a fact: the page of the entry that the fact is about, or else the page of the country.

        The second one is read if the first one leaves the fact out, as long lists are shortened. None: there is no such
        fact, or both pages leave it out.
        """
        with cancellable(self._connection, self.path, never_cancelled):
            found = self._connection.execute("SELECT entry_id FROM fact WHERE id = ?", (fact_id,)).fetchone()
            for entry_id in (found[0], country_id) if found is not None else ():
                page = self._pages.page(Address(entry_id))
                if find_fact(page, fact_id) is not None:
                    return page
        return None

    @property
    def matching_fault(self) -> EnvironmentFault | None:
        """Why the last ``matching`` could not read the annotations that it needed; None: it could, or needed none."""
        return self._search.matching_fault

    def matching(self, text: str, is_cancelled: Callable[[], bool] = never_cancelled) -> frozenset[str] | None:
        """Return the ids of the entries that the search query ``text`` finds; None for one without words and filters.

        Empty if all values that ``text`` has for some facet are invalid. A filter on projects, such as ``active:2019``,
        also finds the countries, regions and organisations of the projects, unless ``text`` has a filter ``kind:``.
        """
        parsed = parse_query(text)
        query = parsed.query
        if parsed.lacks_a_value:
            return frozenset()
        if not query:
            return None
        found = self._search.matching(query, is_cancelled)
        if query.of_facet(Facet.KIND) or not any(each.facet.is_inherited for each in query.filters):
            return found
        # in an overview of countries, what a query says of projects limits their countries
        kinds = tuple(SearchFilter(Facet.KIND, kind) for kind in PLACES)
        places = self._search.matching(replace(query, parts=(*query.parts, *kinds)), is_cancelled)
        return places.union(id_ for id_ in found if not id_.startswith(_PLACES))


def _notes(numbers: Mapping[str, int]) -> CoverageColumn:
    return CoverageColumn("notes", ColumnKind.NOTES, None, {}, CellState.NOT_STATED, counts=NoteCounts(numbers))
