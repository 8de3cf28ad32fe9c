"""The outline: the tree of entries in the navigator, asked for one node at a time."""

from dataclasses import dataclass

from coopviewer.domain.entries import EntryRef
from coopviewer.domain.vocabulary import EntryKind

ROOT = ""
ACROSS_REGIONS = "across"
_ACROSS_KIND = "across/"


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """One row of the outline: an entry, or a heading of ours that gathers entries.

    ``place`` is what to ask for its children: the entry's id, or the heading's own key; the same entry may stand in
    several places of the tree. ``ref`` is None for a heading. ``count`` is how many countries (of a region) or
    entries (of a heading) stand directly under it, None where no number helps. ``legal_note`` belongs to a marked
    country (``Kosovo*``), None for the rest.
    """

    place: str
    ref: EntryRef | None
    count: int | None
    expandable: bool
    legal_note: str | None = None


def across_place(kind: EntryKind) -> str:
    """Give the key of the heading that gathers the entries of a kind that stand in no region."""
    return _ACROSS_KIND + kind


def across_kind(place: str) -> EntryKind | None:
    """Read a heading's key back; None where the place is no such heading."""
    if not place.startswith(_ACROSS_KIND):
        return None
    return EntryKind(place.removeprefix(_ACROSS_KIND))
