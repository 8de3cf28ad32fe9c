"""The outline: the tree of entries in the navigator, asked for one node at a time, in one of several groupings."""

from dataclasses import dataclass
from enum import StrEnum

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind

ROOT = ""
ACROSS_REGIONS = "across"
ARRANGEMENTS = "arrangements"
_UNPLACED = "across/"
_OF_KIND = "kind/"
IN_REGION = "in-region"
"""The predicate by which an entry stands in a region."""
KIND_ORDER = (
    *(EntryKind.REGION, EntryKind.NETWORK, EntryKind.PROJECT, EntryKind.ORGANISATION),
    *(EntryKind.FORUM, EntryKind.FUNDING_INSTRUMENT, EntryKind.THEME, EntryKind.COUNTRY),
)
"""The order in which every list shows entries of several kinds: what is a region's own first, its countries last."""


class Grouping(StrEnum):
    """By what the outline gathers the entries."""

    REGIONS = "regions"
    COOPERATION = "cooperation"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """One row of the outline: an entry, or a heading of ours that gathers entries.

    ``place`` is what to ask for its children: the entry's id, or the heading's own key; the same entry may stand in
    several places of the tree. ``ref`` is None for a heading. ``number`` is the entry's place in the order of all
    entries, 0 for a heading: rows after it are asked for by it. ``count`` is how many entries stand directly under it
    (under a region or a project: how many countries), while the outline is filtered how many matching ones at any
    depth; None where no number helps. ``legal_note`` belongs to a marked country (``Kosovo*``), None for the rest.
    ``matches`` says of a row of a filtered outline whether it matches itself, None in one that is not filtered;
    ``other_name`` is the name by which it does, where its title does not say it.
    """

    place: str
    ref: EntryRef | None
    count: int | None
    expandable: bool
    legal_note: str | None = None
    number: int = 0
    matches: bool | None = None
    other_name: str | None = None


def unplaced(kind: EntryKind) -> str:
    """Give the key of the heading that gathers the entries of a kind that stand in no region."""
    return _UNPLACED + kind


def of_kind(kind: EntryKind) -> str:
    """Give the key of the heading that gathers all entries of a kind."""
    return _OF_KIND + kind


def kind_of_heading(place: str) -> EntryKind | None:
    """Read the kind that a heading gathers; None where the place is no such heading."""
    for prefix in (_UNPLACED, _OF_KIND):
        if place.startswith(prefix):
            return EntryKind(place.removeprefix(prefix))
    return None


def is_unplaced(place: str) -> bool:
    """Tell whether a heading gathers only what stands in no region."""
    return place.startswith(_UNPLACED)
