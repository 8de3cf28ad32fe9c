"""What is searched for: words, phrases and filters, as values that :mod:`search_syntax` reads and this writes."""

from dataclasses import dataclass, replace
from enum import StrEnum

from coopviewer.domain.reference.vocabulary import EntryKind


class Facet(StrEnum):
    """By what results can be filtered; the value is the name that queries use."""

    KIND = "kind"
    REGION = "region"
    COUNTRY = "country"
    NETWORK = "network"
    PARTNER = "partner"
    FUNDER = "funder"
    INSTRUMENT = "instrument"
    GOAL = "goal"
    ACTIVE = "active"
    GRANT = "grant"
    BASIS = "basis"
    TAG = "tag"
    HAS = "has"

    @property
    def is_own(self) -> bool:
        """Whether a person's own annotations answer it, rather than the reference."""
        return self in (Facet.TAG, Facet.HAS)

    @property
    def names_an_entry(self) -> bool:
        """Whether its values are names, codes or ids of entries."""
        return self in _KIND_OF_VALUES

    @property
    def kind_of_values(self) -> EntryKind | None:
        """The kind of the entries that its values name; None where they name none."""
        return _KIND_OF_VALUES.get(self)


_KIND_OF_VALUES = {
    Facet.REGION: EntryKind.REGION,
    Facet.COUNTRY: EntryKind.COUNTRY,
    Facet.NETWORK: EntryKind.NETWORK,
    Facet.PARTNER: EntryKind.ORGANISATION,
    Facet.FUNDER: EntryKind.ORGANISATION,
    Facet.INSTRUMENT: EntryKind.FUNDING_INSTRUMENT,
}
COUNTED = (
    *(Facet.KIND, Facet.REGION, Facet.NETWORK, Facet.PARTNER),
    *(Facet.FUNDER, Facet.INSTRUMENT, Facet.ACTIVE, Facet.BASIS),
)
"""The facets whose values are counted beside the results, in the order in which they are shown."""


class OwnKind(StrEnum):
    """What of a person's own an entry may have; the value is what the filter ``has:`` takes."""

    NOTE = "note"
    TAG = "tag"
    BOOKMARK = "bookmark"


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """A word, which finds all words that begin with it, or a ``phrase``, which finds these words whole and in order.

    ``excluded``: what has it (a word as a whole word) is left out.
    """

    text: str
    phrase: bool = False
    excluded: bool = False

    def __str__(self) -> str:
        return ("-" if self.excluded else "") + (quoted(self.text) if self.phrase else self.text)


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """One value of one facet, in the form in which a query writes it; ``excluded``: what has it is left out."""

    facet: Facet
    value: str
    excluded: bool = False

    def __str__(self) -> str:
        bare = self.value and not any(each.isspace() or each in '",' for each in self.value)
        return f"{'-' if self.excluded else ''}{self.facet}:{self.value if bare else quoted(self.value)}"


SearchPart = SearchTerm | SearchFilter


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """What the filters ``tag:`` and ``has:`` come to: ids of entries among which all results are, and are not.

    ``among`` None: all entries. ``unknown`` are the names of tags that there are not.
    """

    among: frozenset[str] | None = None
    left_out: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is searched for, in the order in which it was written; no part stands twice.

    All terms must be found. Of the filters of one facet one must hold, across facets all must; none of the excluded
    ones may. Its text (``str``) parses to the same query. ``own`` is what its filters of one's own come to, once they
    were looked up; None: they were not, and hold back nothing.
    """

    parts: tuple[SearchPart, ...] = ()
    own: OwnEntries | None = None

    def __str__(self) -> str:
        return " ".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def terms(self) -> tuple[SearchTerm, ...]:
        """The words and phrases, excluded ones too."""
        return tuple(part for part in self.parts if isinstance(part, SearchTerm))

    @property
    def filters(self) -> tuple[SearchFilter, ...]:
        """The filters, excluded ones too."""
        return tuple(part for part in self.parts if isinstance(part, SearchFilter))

    def of_facet(self, facet: Facet) -> tuple[SearchFilter, ...]:
        """Give the filters of one facet."""
        return tuple(part for part in self.filters if part.facet is facet)

    def having(self, part: SearchPart) -> "SearchQuery":
        """Give this query with one part more, at its end; the same query where it has it."""
        return self if part in self.parts else replace(self, parts=(*self.parts, part))

    def without(self, part: SearchPart) -> "SearchQuery":
        """Give this query without a part."""
        return replace(self, parts=tuple(each for each in self.parts if each != part))


def quoted(text: str) -> str:
    """Write text in quotation marks, those inside it doubled."""
    return '"' + text.replace('"', '""') + '"'
