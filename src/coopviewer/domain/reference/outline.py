"""The outline, which is the tree of entries in the navigator: its groupings, its rows, and the keys of its headings."""

from enum import StrEnum

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.values import value

ROOT = ""
ACROSS_REGIONS = "across"
ARRANGEMENTS = "arrangements"
_UNPLACED = "across/"
_OF_KIND = "kind/"
_OF_VALUE = ("role/", "status/")
NO_ROLE, NO_STATUS, NO_SECTOR = "role/none", "status/none", "sector/none"
"""The keys of the headings over organisations without a role, and over projects without a published status or a sector.
"""
NO_PARTY = "role/nobody"
"""The key of the heading over the projects in which no organisation has a role."""
IN_REGION = "in-region"
"""The predicate by which an entry is in a region."""
KIND_ORDER = (
    *(EntryKind.REGION, EntryKind.NETWORK, EntryKind.PROJECT, EntryKind.ORGANISATION),
    *(EntryKind.FORUM, EntryKind.FUNDING_INSTRUMENT, EntryKind.THEME, EntryKind.COUNTRY),
)
"""The order in which kinds of entries are listed, also under a region: first what concerns the region as a whole, last
countries."""


class Grouping(StrEnum):
    """How the outline groups the entries."""

    REGIONS = "regions"
    COOPERATION = "cooperation"
    PARTNERS = "partners"
    SECTORS = "sectors"
    ORGANISATIONS = "organisations"
    STATUS = "status"


@value(frozen=True, slots=True)
class OutlineNode:
    """One row of the outline: an entry, or a heading that groups entries.

    ``key`` is what the rows under it are read by: the id of the entry, or a key of the heading. An entry may have
    several rows, which have the same key then. ``ref`` is the entry, None for a heading. ``number`` is the entry's
    position in the order of all entries, from 1, by which the rows that follow it are read; 0 for a heading.
    ``expandable``: there are rows under it. ``count`` is how many entries are directly under it (under an entry in the
    groupings REGIONS and COOPERATION: how many countries), and while the outline is filtered, how many matching ones at
    any depth; None: not shown, such as where there are none or too many to count. ``legal_note`` is the note for a
    country with a mark (``Kosovo*``), None for all others.

    ``matches``: whether the row itself matches the filter, rather than only one under it; None without a filter.
    ``other_name`` is the name, or the names, by which it matches if its title does not.
    """

    key: str
    ref: EntryRef | None
    count: int | None
    expandable: bool
    legal_note: str | None = None
    number: int = 0
    matches: bool | None = None
    other_name: str | None = None


def unplaced(kind: EntryKind) -> str:
    """Return the key of the heading over the entries of a kind that are in no region, such as ``across/project``."""
    return _UNPLACED + kind


def of_kind(kind: EntryKind) -> str:
    """Return the key of the heading over all entries of a kind, such as ``kind/forum``."""
    return _OF_KIND + kind


def kind_of_heading(key: str) -> EntryKind | None:
    """Return the kind in a key made by ``unplaced`` or ``of_kind``; None for keys of other headings.

    Raises ValueError if no kind follows the slash, as in ``kind/x``.
    """
    for prefix in (_UNPLACED, _OF_KIND):
        if key.startswith(prefix):
            return EntryKind(key.removeprefix(prefix))
    return None


def is_unplaced(key: str) -> bool:
    """Return whether a key is one made by ``unplaced``, such as ``across/project``."""
    return key.startswith(_UNPLACED)


def of_role(role: str) -> str:
    """Return the key of the heading over the organisations that have a role, such as ``role/funding``."""
    return f"{_OF_VALUE[0]}{role}"


def of_status(status: str) -> str:
    """Return the key of the heading over the projects with a published status, such as ``status/implementation``."""
    return f"{_OF_VALUE[1]}{status}"


def value_of_heading(key: str) -> tuple[str, str] | None:
    """Return facet and value of a heading over one role or status: ``("role", "funding")`` for ``role/funding``.

    The facet is the name of the filter that finds the same. None for keys of all other headings, NO_ROLE, NO_PARTY and
    NO_STATUS included.
    """
    facet, _, value = key.partition("/")
    return (facet, value) if key.startswith(_OF_VALUE) and key not in (NO_ROLE, NO_PARTY, NO_STATUS) else None
