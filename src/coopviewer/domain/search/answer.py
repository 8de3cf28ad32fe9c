"""The answer to a search: hits with their matches, corrections, and facet counts."""

from dataclasses import dataclass
from enum import StrEnum

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind
from coopviewer.domain.search.query import Facet, ListedState, SearchFilter, SearchQuery
from coopviewer.domain.search.syntax import QueryFault

Ranges = tuple[tuple[int, int], ...]
"""Half-open ranges of a text in code points, in order and not overlapping."""


class MatchField(StrEnum):
    """Where a hit's words were found: in a field of the reference, or in the user's annotations.

    FILTER: nowhere, since filters alone found the entry, or a year or a place that the words of the query name.
    """

    TITLE = "title"
    NAME = "name"
    CODE = "code"
    SUMMARY = "summary"
    STATEMENT = "statement"
    AMOUNT = "amount"
    RESULT = "result"
    PLACE = "place"
    FLOW = "flow"
    CLASSIFICATION = "classification"
    DOCUMENT = "document"
    PUBLISHED = "published"
    FILTER = "filter"
    """The entry was found by filters alone, or by a year or place that the words of the query name."""
    OWN_NOTE = "own-note"
    OWN_TAG = "own-tag"
    OWN_BOOKMARK = "own-bookmark"

    @property
    def is_own(self) -> bool:
        """Whether the match is in the user's annotations rather than in the reference."""
        return self in (MatchField.OWN_NOTE, MatchField.OWN_TAG, MatchField.OWN_BOOKMARK)


@dataclass(frozen=True, slots=True)
class Match:
    """Where an entry matches a query: the field, the field's text, and the ranges of the query's words in it.

    A long text, other than a title, name or code, is cut to a line around the first word. ``whole``: the query's words
    are the whole title, name or code. ``fact_id`` is the id of the fact that has the text, None for a title, a code or
    an annotation. ``language`` is the language of the fact's text, if it has one. ``name_kind`` is for names,
    ``statement_kind`` for summaries and statements, None for all others. For ``MatchField.FILTER``, ``text`` is the
    title.
    """

    field: MatchField
    text: str
    ranges: Ranges = ()
    whole: bool = False
    fact_id: str | None = None
    language: str | None = None
    name_kind: NameKind | None = None
    statement_kind: StatementKind | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line shown with a hit: a text of the entry or of an annotation on it, cut if it is long.

    ``ranges`` are the ranges of the query's words in it. ``text`` is empty if there is no text to show.
    """

    text: str
    ranges: Ranges = ()


class Certainty(StrEnum):
    """How certain it is that an entry was active, started or ended in the period that a query asks for.

    SURELY: its dates say so. PLANNED: its start or end is only planned; for ``starts:`` the start, for ``ends:`` the
    end. POSSIBLY: its dates do not decide it, since one is too coarse, open, or not stated.
    """

    SURELY = "surely"
    PLANNED = "planned"
    POSSIBLY = "possibly"


@dataclass(frozen=True, slots=True)
class Activity:
    """Why a filter on dates finds an entry: when the entry runs, and how certain it is that the filter holds.

    ``edtf`` is the timeframe in EDTF, or the dates of start and end, joined by slashes as in ``MilestoneSpan.edtf``
    (``2017/2023``); ``as_given`` is the source's text of the same.
    ``facet`` is the facet of the filter: ACTIVE, STARTS or ENDS.
    """

    certainty: Certainty
    edtf: str
    as_given: str
    facet: Facet = Facet.ACTIVE


@dataclass(frozen=True, slots=True)
class InCategory:
    """Why a filter on a category of sectors, such as ``sector:151``, finds an entry: a sector of the entry is in it.

    ``sector`` is this sector and ``code`` its code; ``category`` is the code of the category and ``label`` its name,
    None if the reference does not say it.
    """

    sector: EntryRef
    code: str
    category: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One hit of a search, and why it was found.

    ``is_own``: the words were found in an annotation of the user on the entry.
    ``through``: if the filters do not hold for the entry itself, some of the entries for which they hold: projects of
        the country, region or organisation; for a filter on lists such as ``arrangement:listed``, the countries of the
        region, or those that the organisation's list names. If the words are only the name of a country or region, and
        the entry is a project in it that lacks them: this country or region.
    ``activity``: when the entry, or the first project in ``through``, runs; None if it was found neither by a filter on
        dates nor by a year, or if ``is_own``.
    ``sector``: the sector that a filter on a category of sectors found; None if none was.
    """

    ref: EntryRef
    match: Match
    snippet: Snippet
    activity: Activity | None = None
    is_own: bool = False
    through: tuple[EntryRef, ...] = ()
    sector: InCategory | None = None


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """A correction of a query: ``query`` finds results, the first of them ``ref``; ``text`` is how it is shown."""

    query: SearchQuery
    text: str
    ref: EntryRef


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A filter's value that names no entry of the facet's kind, no currency in the reference, or no tag in use."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class EmptyReason:
    """Why a search finds nothing: one reason, with the filter ``part`` that finds nothing even alone.

    ``part`` is None if each filter alone finds something, but no entry meets all. ``state`` is what the reference says
    of what the filter asks for: NOT_LISTED for most filters, and if ``part`` is None; NOT_STATED or NOT_LOOKED_AT where
    its lists are not complete. ``refs`` are at most three entries about which ``state`` says this, such as the projects
    that do not state their countries; empty: it is not about single entries. ``years`` are the first and the last year
    that the reference has for a filter on starts, ends or years of money; None for other filters, and if it has none.
    ``is_unread``: the reference has what the filter asks for, but not in its search tables.

    ``naming`` above 0: the filter names the organisations ``refs``, and so many activities have sums that name one of
    these as the payer, or, if the filter is on partners, as payer or receiver.
    """

    state: ListedState
    part: SearchFilter | None = None
    refs: tuple[EntryRef, ...] = ()
    years: tuple[str, str] | None = None
    is_unread: bool = False
    naming: int = 0


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The hits of a search, best first; those of a query without words are sorted by kind of entry, then title.

    Entries that meet the filters only through their projects come after all others.

    ``more``: there are further hits. ``complete`` is False if so many entries have the words that not all could be
    checked against the filters. ``own`` are at most ten entries with annotations of the user that contain the words,
    the one changed last first; some may be among ``hits`` too. ``own_fault`` says why annotations could not be
    searched; None: they could be, or there is no file of them.

    ``did_you_mean`` are at most three corrections, the nearest first; if there are hits, at most one: the first hit's
    title, if the query is spelled almost like it (``Türkei``: *Turkey*). ``nearest`` are, if nothing was found, at most
    five entries whose names or codes have some of the words. ``faults`` are invalid parts of the query's text,
    ``unknown`` its filters whose values name nothing. ``why`` says why filters find nothing; empty if there are hits or
    ``unknown`` filters.

    ``meant``: if the query is only a year in which projects ran (``2019``), or only the name of a country or region,
    the query ``active:2019`` or ``kind:project country:Kenya``, whose results are among ``hits`` too; else None.
    ``examples``: for an empty query in an imported reference, filters that find much in it; else None, and examples
    that do not depend on the reference can be shown.
    """

    query: SearchQuery
    hits: tuple[SearchHit, ...]
    more: bool = False
    complete: bool = True
    did_you_mean: tuple[DidYouMean, ...] = ()
    nearest: tuple[EntryRef, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
    faults: tuple[QueryFault, ...] = ()
    own: tuple[SearchHit, ...] = ()
    own_fault: EnvironmentFault | None = None
    meant: SearchQuery | None = None
    why: tuple[EmptyReason, ...] = ()
    examples: tuple[SearchFilter, ...] | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, and how many hits have it.

    ``value`` is what a filter for it has after the colon. ``ref`` is the entry that the value names, None if it names
    none. ``more``: counting ended early, so there are at least ``count`` hits; otherwise there are exactly so many,
    possibly 0. ``chosen``: a filter of the query finds this value, perhaps by another name or in a range.
    """

    value: str
    count: int
    more: bool
    chosen: bool
    ref: EntryRef | None = None


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of one facet, each with the number of hits that the query has with this value as its only choice.

    All filters on other facets are applied, and those on this facet that exclude, so that the user sees what another
    choice would find. The values are in the order in which they are shown: years from the earliest on, states of
    lists and numbers of projects in the order of their enumerations, values of other facets with the most hits first.
    """

    facet: Facet
    values: tuple[FacetValue, ...]
