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
    """Where the words of a query were found: in a field of the reference, or in the user's annotations."""

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
    """By filters alone: the query has no words."""
    OWN_NOTE = "own-note"
    OWN_TAG = "own-tag"
    OWN_BOOKMARK = "own-bookmark"

    @property
    def is_own(self) -> bool:
        """Whether the match is in the user's annotations rather than in the reference."""
        return self in (MatchField.OWN_NOTE, MatchField.OWN_TAG, MatchField.OWN_BOOKMARK)


@dataclass(frozen=True, slots=True)
class Match:
    """The match of an entry: the field, its text, and the ranges of the words in it.

    A long text is cut as in a snippet. ``whole``: the words are the whole title, name or code. ``fact_id`` is that of
    the fact that has the text, None for title, code and annotations. ``language`` is that of the fact's text, None
    where it has none. ``name_kind`` belongs to a name, ``statement_kind`` to a summary or statement, None for all
    others.
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
    """A line of an entry's texts with the ranges of the words in it, cut if it is long.

    Empty if the entry has no text.
    """

    text: str
    ranges: Ranges = ()


class Certainty(StrEnum):
    """Whether an entry was surely or only possibly active in a period, given the precision of its timeframe.

    PLANNED: a start or an end that decides it is a planned one, and no actual one is stated.
    """

    SURELY = "surely"
    PLANNED = "planned"
    POSSIBLY = "possibly"


@dataclass(frozen=True, slots=True)
class Activity:
    """The result of a filter on dates for an entry: its timeframe, and how certain it is.

    ``edtf`` is the timeframe, or the dates of start and end, in EDTF, ``as_given`` the same in the source's words.
    ``facet`` is ACTIVE, or STARTS or ENDS if the entry starts or ends in the period that was asked for.
    """

    certainty: Certainty
    edtf: str
    as_given: str
    facet: Facet = Facet.ACTIVE


@dataclass(frozen=True, slots=True)
class InCategory:
    """The sector of a hit that is in a category of sectors which a filter names.

    ``code`` is the code of the sector, ``category`` that of the category. ``label`` is the name of the category, None
    if the reference does not say it.
    """

    sector: EntryRef
    code: str
    category: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One hit; ``activity`` is None if the query has no period, and for ``is_own``.

    ``is_own``: the words were found in one of the user's annotations on the entry. ``through`` are the entries of which
    the filters are true, if they are not true of the entry itself: its projects, then what is listed in a region or by
    an organisation; there may be more than these. ``sector`` is the sector of the entry by which a filter on a category
    of sectors found it; None: it was found in another way.
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
    """A correction of a query: ``query`` finds results, ``ref`` first; ``text`` is the correction as it is shown."""

    query: SearchQuery
    text: str
    ref: EntryRef


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A filter's value that names no entry of the facet's kind, or no tag, currency or the like that occurs."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class EmptyReason:
    """Why nothing was found: the filter ``part`` finds nothing by itself.

    ``state`` is what the lists of the reference say of the things it asks for: not listed, not stated or not looked at.
    ``part`` is None if every filter finds something, but no entry has all of it. ``refs`` are the entries whose lists
    have this state, empty if it is that of all lists; with ``naming``, they are the entries that the filter names.
    ``years`` are the first and the last year of what a filter on years could find, None for other filters and if there
    is nothing of any year. ``is_unread``: the search tables of the reference lack what the filter looks for, although
    the reference has it. ``naming`` is the number of activities with sums that name one of ``refs`` as the payer, or,
    for a filter on partners, as payer or receiver.
    """

    state: ListedState
    part: SearchFilter | None = None
    refs: tuple[EntryRef, ...] = ()
    years: tuple[str, str] | None = None
    is_unread: bool = False
    naming: int = 0


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The hits of a search, best first; of a query without words in the order of lists.

    ``more``: there are further hits. ``complete``: False if a selective filter was applied to very frequent words, so
    that not all entries could be checked. ``did_you_mean`` are at most three corrections, the nearest first; if there
    are hits, only the title of the first one in another spelling. ``nearest`` are at most five entries whose names or
    codes have some of the words, only if nothing was found. ``faults`` are those of the query's text, ``unknown`` its
    filters that name no entry. ``own`` are at most ten entries with annotations that contain the words, the one changed
    last first; some may be among ``hits`` too. ``own_fault`` says why annotations could not be searched; None: they
    could, or there is no file of them. If the query's only word is a year in which projects ran, ``period`` is the
    query ``active:`` with this year in its place, whose results are among ``hits`` too; else None. ``why`` are the
    reasons why filters found nothing, empty if there are hits, or ``unknown`` filters. ``examples`` are filters that
    find most in an imported reference, if the query is empty; None: those for any other reference will do.
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
    period: SearchQuery | None = None
    why: tuple[EmptyReason, ...] = ()
    examples: tuple[SearchFilter, ...] | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, and its number of hits.

    ``value`` is the value of a filter, ``ref`` the entry it names, None if it names none. ``more``: there are at least
    ``count`` hits, since counting ended early; otherwise exactly so many, possibly 0. ``chosen``: the query has this
    filter.
    """

    value: str
    count: int
    more: bool
    chosen: bool
    ref: EntryRef | None = None


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of one facet, counted under all filters of the query; of its own filters only those that exclude.

    They are in the order in which they are shown: years by time, states of lists and numbers of projects in the order
    of their enumerations, others with the most hits first.
    """

    facet: Facet
    values: tuple[FacetValue, ...]
