"""Search queries as values: words, phrases and filters, parsed by :mod:`coopviewer.domain.search.syntax`."""

from dataclasses import dataclass, replace
from enum import StrEnum

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.text.quotes import is_bare


class Facet(StrEnum):
    """A property by which results can be filtered; the value is its name in queries."""

    KIND = "kind"
    REGION = "region"
    COUNTRY = "country"
    ARRANGEMENT = "arrangement"
    PROJECT = "project"
    PROJECTS = "projects"
    NETWORK = "network"
    PARTNER = "partner"
    FUNDER = "funder"
    INSTRUMENT = "instrument"
    ROLE = "role"
    SECTOR = "sector"
    MARKER = "marker"
    REPORTER = "reporter"
    GOAL = "goal"
    ACTIVE = "active"
    STARTS = "starts"
    ENDS = "ends"
    STATUS = "status"
    GRANT = "grant"
    PAID = "paid"
    BUDGET = "budget"
    CURRENCY = "currency"
    BASIS = "basis"
    TAG = "tag"
    HAS = "has"

    @property
    def is_own(self) -> bool:
        """Whether all filters of the facet are answered from the user's annotations rather than from the reference."""
        return self is Facet.TAG

    @property
    def is_inherited(self) -> bool:
        """Whether what is said of a project counts for its countries, regions and organisations too."""
        return self in _INHERITED

    @property
    def names_an_entry(self) -> bool:
        """Whether values of the facet are names, codes or ids of entries."""
        return self in _KIND_OF_VALUES

    @property
    def kind_of_values(self) -> EntryKind | None:
        """The kind of the entries that values of the facet name; None if they name none."""
        return _KIND_OF_VALUES.get(self)


_KIND_OF_VALUES = {
    Facet.REGION: EntryKind.REGION,
    Facet.COUNTRY: EntryKind.COUNTRY,
    Facet.PROJECT: EntryKind.PROJECT,
    Facet.NETWORK: EntryKind.NETWORK,
    Facet.PARTNER: EntryKind.ORGANISATION,
    Facet.FUNDER: EntryKind.ORGANISATION,
    Facet.INSTRUMENT: EntryKind.FUNDING_INSTRUMENT,
    Facet.SECTOR: EntryKind.THEME,
    Facet.REPORTER: EntryKind.ORGANISATION,
}
_INHERITED = frozenset(
    (
        *(Facet.PROJECT, Facet.NETWORK, Facet.PARTNER, Facet.FUNDER, Facet.INSTRUMENT),
        *(Facet.SECTOR, Facet.MARKER, Facet.REPORTER, Facet.ACTIVE, Facet.STATUS, Facet.GRANT, Facet.CURRENCY),
        *(Facet.PAID, Facet.BUDGET, Facet.STARTS, Facet.ENDS),
    )
)
PLACES = (EntryKind.REGION, EntryKind.COUNTRY, EntryKind.ORGANISATION)
"""The kinds of entries that filters also find by what is said of their projects."""
COUNTED = (
    *(Facet.KIND, Facet.REGION, Facet.COUNTRY, Facet.ARRANGEMENT, Facet.PROJECTS, Facet.NETWORK, Facet.PARTNER),
    *(Facet.FUNDER, Facet.INSTRUMENT, Facet.ROLE, Facet.REPORTER, Facet.SECTOR, Facet.STATUS, Facet.MARKER),
    *(Facet.CURRENCY, Facet.ACTIVE, Facet.BASIS),
)
"""The facets whose values are counted beside the results, in the order in which they are shown."""


class OwnKind(StrEnum):
    """A kind of annotation that an entry may have; the value is written after ``has:`` in queries."""

    NOTE = "note"
    TAG = "tag"
    BOOKMARK = "bookmark"


class FactGroup(StrEnum):
    """What the reference may say of an entry; a value follows ``has:`` in queries. CELL is a risk analysis cell."""

    ARRANGEMENT = "arrangement"
    PROJECT = "project"
    NETWORK = "network"
    COUNTRY = "country"
    CELL = "cell"
    PARTNER = "partner"
    FUNDER = "funder"
    INSTRUMENT = "instrument"
    GRANT = "grant"
    GOAL = "goal"
    TIMEFRAME = "timeframe"


class ListedState(StrEnum):
    """What the lists of working arrangements say of an entry; the value is written after ``arrangement:`` in queries.

    All but LISTED are for an entry that no list names. NOT_LISTED: each list is said to be complete or empty.
    NOT_LOOKED_AT: the lists name nothing, and no source says of any of them how complete it is. NOT_STATED: else,
    as for a list that is said to be open, or that names others and says nothing of how complete it is.
    """

    LISTED = "listed"
    NOT_LISTED = "not-listed"
    NOT_STATED = "not-stated"
    NOT_LOOKED_AT = "not-looked-at"


class ProjectCount(StrEnum):
    """How many projects a country, region or organisation has; the value is written after ``projects:`` in queries."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "two-or-more"


class RoleName(StrEnum):
    """The role of an organisation in a project; the value is written after ``role:`` in queries."""

    FUNDING = "funding"
    ACCOUNTABLE = "accountable"
    EXTENDING = "extending"
    IMPLEMENTING = "implementing"
    PARTNER = "partner"
    MANAGING = "managing"
    REPORTING = "reporting"
    OTHER = "other"


class PublishedStatus(StrEnum):
    """The status of an activity as its publisher states it, in the order of IATI's list ActivityStatus.

    The value is written after ``status:`` in queries, where a TimeframeStatus, which follows from dates, may be too.
    """

    PIPELINE = "pipeline"
    IMPLEMENTATION = "implementation"
    FINALISATION = "finalisation"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class StatusGap(StrEnum):
    """Why a project has no PublishedStatus: it states a status that PublishedStatus lacks, or it states no status."""

    NOT_RECOGNISED = "not-recognised"
    NOT_STATED = "not-stated"


class PolicyMarker(StrEnum):
    """A policy marker of the OECD DAC, in the order of their list; its value follows ``marker:`` in queries."""

    GENDER = "gender"
    ENVIRONMENT = "environment"
    GOVERNANCE = "governance"
    TRADE = "trade"
    BIODIVERSITY = "biodiversity"
    MITIGATION = "climate-mitigation"
    ADAPTATION = "climate-adaptation"
    DESERTIFICATION = "desertification"
    CHILD_HEALTH = "child-health"
    DISASTER_RISK = "disaster-risk"
    DISABILITY = "disability"
    NUTRITION = "nutrition"


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """A word, which finds all words that begin with it, or a ``phrase``, whose words are found whole and in a row.

    ``excluded``: results must not have it; a word only as a whole: ``-niger`` does not exclude *Nigeria*.
    """

    text: str
    phrase: bool = False
    excluded: bool = False

    def __str__(self) -> str:
        return ("-" if self.excluded else "") + (quoted(self.text) if self.phrase else self.text)


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """One value of one facet; ``excluded``: results must not have it.

    A period, a sum or a value from a fixed set is in one form, however the user wrote it: ``4 million`` is ``4m``.
    """

    facet: Facet
    value: str
    excluded: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the filter is answered from the user's annotations rather than from the reference."""
        return self.facet.is_own or (self.facet is Facet.HAS and self.value in set(OwnKind))

    def __str__(self) -> str:
        bare = is_bare(self.value) and not any(each.isspace() or each == "," for each in self.value)
        return f"{'-' if self.excluded else ''}{self.facet}:{self.value if bare else quoted(self.value)}"


SearchPart = SearchTerm | SearchFilter


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """What the filters of a query on the user's annotations (``tag:``, ``has:``) find, as ids of entries and sources.

    Results must be in ``among`` (None: no limit) and not in ``excluded``. ``unknown`` are names of tags that do not
    exist. ``having`` is for a query such as ``has:note has:project``, of which one filter is on annotations and one on
    the reference: a result must be in ``having`` or meet the latter. None: the query does not have both.
    """

    among: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    having: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The words, phrases and filters of a query, in the order in which they were written, without duplicates.

    All terms must be found. Of the filters of one facet one must hold, across facets all must. No excluded term may be
    found, and no excluded filter may hold. Its text (``str``) parses to an equal query, without ``own``. ``own`` is the
    result of the filters on the user's annotations; None: not evaluated yet, no limit to the results.
    """

    parts: tuple[SearchPart, ...] = ()
    own: OwnEntries | None = None

    def __str__(self) -> str:
        return " ".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def terms(self) -> tuple[SearchTerm, ...]:
        """The words and phrases, including excluded ones, in the order of ``parts``."""
        return tuple(part for part in self.parts if isinstance(part, SearchTerm))

    @property
    def filters(self) -> tuple[SearchFilter, ...]:
        """The filters, including excluded ones, in the order of ``parts``."""
        return tuple(part for part in self.parts if isinstance(part, SearchFilter))

    def of_facet(self, facet: Facet) -> tuple[SearchFilter, ...]:
        """Return the filters of one facet, in their order, including excluded ones; empty if there are none."""
        return tuple(part for part in self.filters if part.facet is facet)

    @property
    def inherited(self) -> tuple[SearchFilter, ...]:
        """The filters of inherited facets (``is_inherited``), without excluded ones, in the order of ``parts``."""
        return tuple(part for part in self.filters if part.facet.is_inherited and not part.excluded)

    @property
    def asks_for_places(self) -> bool:
        """Whether a filter ``kind:``, unless it is excluded, asks for countries, regions or organisations."""
        return any(part.value in PLACES and not part.excluded for part in self.of_facet(Facet.KIND))

    @property
    def asks_for_groups(self) -> bool:
        """Whether a filter ``kind:``, unless it is excluded, asks for regions or organisations."""
        groups = (EntryKind.REGION, EntryKind.ORGANISATION)
        return any(part.value in groups and not part.excluded for part in self.of_facet(Facet.KIND))

    def with_part(self, part: SearchPart) -> "SearchQuery":
        """Return the query with one more part at its end, or itself if it has that part; ``own`` stays as it is."""
        return self if part in self.parts else replace(self, parts=(*self.parts, part))

    def without_part(self, part: SearchPart) -> "SearchQuery":
        """Return the query without a part; an equal one if it does not have the part. ``own`` stays as it is."""
        return replace(self, parts=tuple(each for each in self.parts if each != part))


def quoted(text: str) -> str:
    """Return text in quotation marks, with those inside it doubled."""
    return '"' + text.replace('"', '""') + '"'
