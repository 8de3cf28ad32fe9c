"""What a search answers: hits with where they matched, what may have been meant, and counts beside them."""

from dataclasses import dataclass
from enum import StrEnum

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind
from coopviewer.domain.search.query import Facet, SearchQuery
from coopviewer.domain.search.syntax import QueryFault

Marks = tuple[tuple[int, int], ...]
"""Half-open ranges of a text in code points, in order and apart."""


class MatchField(StrEnum):
    """Where an entry was found."""

    TITLE = "title"
    NAME = "name"
    CODE = "code"
    SUMMARY = "summary"
    STATEMENT = "statement"
    FILTER = "filter"
    """By filters alone: the query has no words."""
    OWN_NOTE = "own-note"
    OWN_TAG = "own-tag"
    OWN_BOOKMARK = "own-bookmark"

    @property
    def is_own(self) -> bool:
        """Whether it is a person's own, rather than the reference's."""
        return self in (MatchField.OWN_NOTE, MatchField.OWN_TAG, MatchField.OWN_BOOKMARK)


@dataclass(frozen=True, slots=True)
class Match:
    """Where an entry was found, the text that stands there, and the marks of the words in it.

    ``whole``: the words are the whole title, name or code. ``fact_id`` is the name's or the statement's, None for
    title and code; ``language`` and ``name_kind`` belong to a name, ``statement_kind`` to a summary or statement,
    None for the rest.
    """

    field: MatchField
    text: str
    marks: Marks = ()
    whole: bool = False
    fact_id: str | None = None
    language: str | None = None
    name_kind: NameKind | None = None
    statement_kind: StatementKind | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of an entry's texts with the words marked, cut where it is long; empty where the entry has no text."""

    text: str
    marks: Marks = ()


class Certainty(StrEnum):
    """How sure it is that something was active in a period, as its timeframe is known."""

    SURELY = "surely"
    POSSIBLY = "possibly"


@dataclass(frozen=True, slots=True)
class Activity:
    """What the filter ``active:`` found of an entry: its timeframe (EDTF, and in the source's words), and how sure."""

    certainty: Certainty
    edtf: str
    as_given: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result; ``activity`` is None where the query asks for no period.

    ``is_own``: found by the words of a person's own annotation, whatever the entry says.
    """

    ref: EntryRef
    match: Match
    snippet: Snippet
    activity: Activity | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """What may have been meant: ``query`` finds something, ``ref`` first; ``text`` is how it is shown."""

    query: SearchQuery
    text: str
    ref: EntryRef


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A filter's value that names no entry of its facet's kind."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found, best first.

    ``more``: there are results after these. ``complete``: False where a filter that lets little through was applied to
    words that stand nearly everywhere, so that not all could be looked at. ``nearest`` are entries with names nearest
    to what was searched, given only where nothing was found. ``faults`` are those of the query's text, ``unknown`` its
    filters that name nothing. ``own`` are entries with annotations in which the words stand, the one changed last
    first; some of them may be among ``hits`` too. ``own_fault`` says in a sentence why annotations could not be
    searched.
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
    own_fault: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, and how many results have it.

    ``value`` is what a filter takes, ``ref`` the entry it names, None where it names none. ``more``: there are at
    least ``count``, since counting ended before all were looked at; else exactly so many, 0 included.
    """

    value: str
    count: int
    more: bool
    chosen: bool
    ref: EntryRef | None = None


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of one facet; counted under all filters of the query but this facet's own.

    In the order in which they are shown: years by time, the others with the most results first.
    """

    facet: Facet
    values: tuple[FacetValue, ...]
