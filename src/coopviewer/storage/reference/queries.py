"""Queries that no start needs, so that this module is loaded on first use: regions, texts, sources, filtering."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from coopviewer.domain.reference.fact_texts import FactTexts
from coopviewer.domain.reference.filtered_outline import FilteredOutline
from coopviewer.domain.reference.outline import Grouping, OutlineNode
from coopviewer.domain.reference.sources import Passage, Source
from coopviewer.storage.reference.outline_filter import filter_outline, read_filtered_children
from coopviewer.storage.reference.source_pages import read_sources_with_passages
from coopviewer.storage.reference.texts import read_fact_texts


class ReferenceQueries:
    """The queries behind some methods of ReferenceStore and OutlineReader; database errors are raised as they are."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Query this connection to a reference."""
        self._connection = connection

    def within(self, region_ids: Iterable[str]) -> frozenset[str]:
        """Return these ids of regions, unknown ones too, and those of all entries in them, at any depth."""
        return _read_within(self._connection, region_ids)

    def fact_texts(self, fact_ids: Sequence[str], entry_ids: Sequence[str], shortest: int) -> FactTexts:
        """Return the texts of the facts ``fact_ids``, and the longer texts of all facts of the entries ``entry_ids``.

        Longer are those of at least ``shortest`` code points.
        """
        return read_fact_texts(self._connection, fact_ids, entry_ids, shortest)

    def sources_with_passages(self) -> tuple[tuple[Source, tuple[Passage, ...]], ...]:
        """Return the sources that have passages, sorted by id, each with all its passages in the source's order."""
        return read_sources_with_passages(self._connection)

    def filter_outline(self, grouping: Grouping, text: str) -> FilteredOutline:
        """Find the entries whose names match ``text``, and the nodes above; see ``OutlineReader.filter_outline``."""
        return filter_outline(self._connection, grouping, text)

    def filtered_children(
        self, grouping: Grouping, tree: FilteredOutline, place: str, offset: int, limit: int
    ) -> tuple[OutlineNode, ...]:
        """Return at most ``limit`` children of the node in ``tree`` whose key is ``place``, from index ``offset``."""
        return read_filtered_children(self._connection, grouping, tree, place, offset, limit)


def _read_within(connection: sqlite3.Connection, region_ids: Iterable[str]) -> frozenset[str]:
    """Return the ids of regions and of all entries in them, including nested regions."""
    query = """
        WITH RECURSIVE within (id) AS (
            SELECT value FROM json_each(?)
            UNION
            SELECT r.subject_id FROM within w JOIN relation r
                ON r.object_id = w.id AND r.predicate_id = 'in-region'
        ) SELECT id FROM within
    """
    return frozenset(row[0] for row in connection.execute(query, (json.dumps(list(region_ids)),)))
