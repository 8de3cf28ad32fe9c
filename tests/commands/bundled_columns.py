"""The columns that a whole list of the bundled reference has: those of which it has anything."""

from coopviewer.domain.overviews.listing import LIST_COLUMNS, SLOTS, ListColumn
from coopviewer.domain.reference.vocabulary import EntryKind

_FILLED = (ListColumn.IMPLEMENTING, ListColumn.IMPLEMENTING_IDS)


def columns_of_bundled(kind: EntryKind) -> list[str]:
    """Return the columns of a kind, without those of what only imported activities state."""
    return [str(column) for column in LIST_COLUMNS[kind] if column not in SLOTS or column in _FILLED]
