"""A long list of a page, asked for a part at a time."""

from dataclasses import dataclass

from coopviewer.domain.reference.entries import EntryRef


@dataclass(frozen=True, slots=True)
class ListKey:
    """Which list: the relations of an entry by one predicate; ``outgoing``: the entry is their subject."""

    entry_id: str
    predicate_id: str
    outgoing: bool


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One row of a list; timeframe and grant of a project as given, None where the source states none."""

    ref: EntryRef
    timeframe: str | None
    grant: str | None
