"""The texts of an entry besides its names and statements: results, places, money, documents and published fields."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from coopviewer.domain.search.answer import Match, MatchField, Snippet
from coopviewer.domain.search.occurrences import OccurrenceFinder

_OF = "FROM {0} t WHERE t.fact_id > :id || '/' AND t.fact_id < :id || '0' AND t.{1} IS NOT NULL"
_COLUMNS = (
    (MatchField.RESULT, "result", ("title", "description"), "t.language"),
    (MatchField.RESULT, "indicator", ("title", "baseline"), "NULL"),
    (MatchField.RESULT, "indicator_period", ("target", "actual", "comment"), "NULL"),
    (MatchField.PLACE, "place", ("name", "description"), "NULL"),
    (MatchField.FLOW, "flow", ("text", "reference"), "t.language"),
    (MatchField.CLASSIFICATION, "classification", ("label",), "NULL"),
    (MatchField.DOCUMENT, "document", ("title",), "t.language"),
    (MatchField.PUBLISHED, "mention", ("ref",), "NULL"),
    (MatchField.PUBLISHED, "published_value", ("value",), "NULL"),
)
_MOST = 5_000  # texts of one entry that are looked at


class FurtherText(NamedTuple):
    """A text that ``FurtherTexts`` reads; ``language`` is a BCP 47 tag, None if it has none of its own."""

    field: MatchField
    fact_id: str
    text: str
    language: str | None


class FurtherTexts:
    """Reads the texts of results, places, money, documents and published fields of entries of one reference.

    Entries are searched by these texts besides titles, names and statements. Tables that are empty at the beginning are
    never read; if all are, the truth value is False.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Find out which tables have any text."""
        self._connection = connection
        parts = [
            f"SELECT '{field}', t.fact_id, t.{column}, {language} {_OF.format(table, column)}"
            for field, table, columns, language in _COLUMNS
            if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
            for column in columns
        ]
        self._query = f"{' UNION ALL '.join(parts)} LIMIT {_MOST}" if parts else ""

    def __bool__(self) -> bool:
        return bool(self._query)

    def of(self, entry_id: str) -> list[FurtherText]:
        """Return the texts of an entry besides names and statements, at most 5,000, in no order."""
        if not self._query:
            return []
        rows = self._connection.execute(self._query, {"id": entry_id})
        return [FurtherText(MatchField(field), *rest) for field, *rest in rows]


def best_further(
    texts: Iterable[FurtherText], finder: OccurrenceFinder, least: int = 0
) -> tuple[Match, Snippet] | None:
    """Return which of the texts of an entry has the most words of a query, as match and as snippet.

    Of several it is the first. None if none has more than ``least`` of the words.
    """
    best = max(texts, key=lambda each: finder.count(each.text), default=None)
    if best is None or finder.count(best.text) <= least:
        return None
    snippet = finder.cut(best.text)
    match = Match(best.field, snippet.text, snippet.ranges, fact_id=best.fact_id, language=best.language)
    return match, snippet
