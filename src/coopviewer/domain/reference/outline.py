"""The outline: the tree of entries in the navigator, read one node at a time, in one of several groupings."""

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
"""The keys of the headings over what states no role, no published status, or no sector."""
NO_PARTY = "role/nobody"
"""The key of the heading over the projects in which no organisation has a role."""
IN_REGION = "in-region"
"""The predicate by which an entry is in a region."""
KIND_ORDER = (
    *(EntryKind.REGION, EntryKind.NETWORK, EntryKind.PROJECT, EntryKind.ORGANISATION),
    *(EntryKind.FORUM, EntryKind.FUNDING_INSTRUMENT, EntryKind.THEME, EntryKind.COUNTRY),
)
"""The order of kinds in lists: first what belongs to a region itself, last its countries."""


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

    ``key`` is that by which its children are read: the entry's id, or the heading's own key; the same entry may have
    several rows. ``ref`` is None for a heading. ``expandable``: there are rows under it. ``number`` is the entry
    number: its position in the order of all entries, from 1, after which the following rows are read; 0 for a heading.
    ``count`` is the number of entries under it directly (under a region or a project: of countries), and while the
    outline is filtered the number of matching ones at any depth; None: not shown, as for none or too many to count.
    ``legal_note`` belongs to a marked country (``Kosovo*``), None for all others. ``matches``: whether a row of a
    filtered outline matches itself, None if the outline is not filtered; ``other_name`` is the name, or several names,
    by which it matches if its title does not.
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

    Raises ValueError if such a key has no kind of entries.
    """
    for prefix in (_UNPLACED, _OF_KIND):
        if key.startswith(prefix):
            return EntryKind(key.removeprefix(prefix))
    return None


def is_unplaced(key: str) -> bool:
    """Return whether a key is one made by ``unplaced``."""
    return key.startswith(_UNPLACED)


def of_role(role: str) -> str:
    """Return the key of the heading over the organisations that have a role, such as ``role/funding``."""
    return f"{_OF_VALUE[0]}{role}"


def of_status(status: str) -> str:
    """Return the key of the heading over the projects with a published status, such as ``status/implementation``."""
    return f"{_OF_VALUE[1]}{status}"


def value_of_heading(key: str) -> tuple[str, str] | None:
    """Return facet and value of the heading of a role or status, such as ``("role", "funding")``.

    None for all other keys, NO_ROLE, NO_PARTY and NO_STATUS included.
    """
    facet, _, value = key.partition("/")
    return (facet, value) if key.startswith(_OF_VALUE) and key not in (NO_ROLE, NO_PARTY, NO_STATUS) else None
