"""Reads the further texts of an entry, to show where a search found its words if not in a name or a statement.

These are the texts of its published results (what was achieved), places, money, documents, classifications and
published fields, and its codes. The row of the entry in the search results shows the one that matches the query best.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from coopviewer.domain.kept import Kept
from coopviewer.domain.search.answer import Match, MatchField, Snippet
from coopviewer.domain.search.occurrences import OccurrenceFinder

_OF = "FROM {0} t WHERE t.fact_id > :id || '/' AND t.fact_id < :id || '0' AND ({1})"
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
_WIDEST = max(len(columns) for _, _, columns, _ in _COLUMNS)
_BEFORE_TEXTS = 3  # columns of a row
_MOST = 5_000  # texts of one entry that are looked at

FurtherText = tuple[str, MatchField, str, str | None]
"""The text, its field, the id of its fact, and its language as a BCP 47 tag, None if it has none of its own."""


class FurtherTexts:
    """Reads further texts from one reference: of published results, places, money, documents and the like.

    Entries are searched by these texts besides titles, names and statements. Tables that are empty at the beginning are
    never read; if all are, the truth value is False.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Find out which tables of further texts have any row."""
        self._connection = connection
        self._tables = [
            (field, table, columns, language)
            for field, table, columns, language in _COLUMNS
            if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
        ]
        self._query = f"{' UNION ALL '.join(self._parts())} LIMIT {_MOST}" if self._tables else ""
        self._kept = Kept(self._read, lambda texts: sum(len(text) for text, *_ in texts))

    def _parts(self) -> Iterator[str]:
        """Yield the query of each table: its place, the fact's id, the language and as many texts as any table has."""
        for place, (_, table, columns, language) in enumerate(self._tables):
            texts = [*(f"t.{column}" for column in columns), *["NULL"] * (_WIDEST - len(columns))]
            known = " OR ".join(f"t.{column} IS NOT NULL" for column in columns)
            yield f"SELECT {place}, t.fact_id, {language}, {', '.join(texts)} {_OF.format(table, known)}"

    def __bool__(self) -> bool:
        return bool(self._query)

    def of(self, entry_id: str) -> list[FurtherText]:
        """Return the texts of an entry besides names and statements, at most 5,000, in no order."""
        return self._kept.of([entry_id])[entry_id] if self._query else []

    def _read(self, ids: Sequence[str]) -> dict[str, list[FurtherText]]:
        return {entry_id: self._read_entry(entry_id) for entry_id in ids}

    def _read_entry(self, entry_id: str) -> list[FurtherText]:
        found: list[FurtherText] = []
        rows = self._connection.execute(self._query, {"id": entry_id})
        for place, of_table in groupby(rows, itemgetter(0)):
            field, _, columns, _ = self._tables[place]
            several = list(of_table)
            for column in range(_BEFORE_TEXTS, _BEFORE_TEXTS + len(columns)):
                found += [(row[column], field, row[1], row[2]) for row in several if row[column] is not None]
        return found[:_MOST]


def best_further(
    texts: Sequence[FurtherText], finder: OccurrenceFinder, least: int = 0
) -> tuple[Match, Snippet] | None:
    """Return the text of an entry in which the most words of a query occur, as a match and as a snippet.

    ``finder`` looks for the words; a word that occurs repeatedly counts once. Of several such texts it is the first.
    None if none has more than ``least`` of the words.
    """
    best = finder.richest([text for text, *_ in texts], least)
    if best is None:
        return None
    text, field, fact_id, language = texts[best]
    snippet = finder.cut(text)
    match = Match(field, snippet.text, snippet.ranges, fact_id=fact_id, language=language)
    return match, snippet


def best_code(
    codes: Sequence[str], finder: OccurrenceFinder, least: int, *, suffices: bool
) -> tuple[Match, Snippet] | None:
    """Return the first of an entry's codes that has more than ``least`` different words of a query; None: no code has.

    Both match and snippet are the code with the ranges of the words in it. ``finder`` looks for the words.
    ``suffices``: the first code with any of the words is also returned if it has all of them, even if these are not
    more than ``least``.
    """
    if finder.richest(codes) is None:  # as nearly always
        return None
    found = [(code, ranges) for code in codes if (ranges := finder.ranges(code))]
    if not (found and suffices and finder.has_all(*found[0])):
        found = [each for each in found if finder.count(each[0]) > least]
    return next(((Match(MatchField.CODE, *each), Snippet(*each)) for each in found), None)
