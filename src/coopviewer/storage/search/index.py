"""An open reference to be searched, and the entries that ids and names stand for."""

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import OwnEntries, SearchTerm
from coopviewer.domain.text.folding import words_of
from coopviewer.storage.search.conditions import Condition, one_of
from coopviewer.storage.search.expressions import Vocabulary
from coopviewer.storage.search.relations import Relations
from coopviewer.storage.search.tables import key_of

_MOST_NAMED = 50  # entries that one filter value may stand for
_DAC_SECTOR, _DAC_CATEGORY = "theme/dac-", "theme/dac3-"  # how ids of sectors begin, before five and three digits
_CATEGORY_CODE = re.compile(r"[1-9][0-9]{2}")


class SearchIndex(NamedTuple):
    """An open reference to be searched, with its words and its relations; ``today`` returns the present day."""

    connection: sqlite3.Connection
    vocabulary: Vocabulary
    relations: Relations
    today: Callable[[], date] = date.today


def numbers_of(connection: sqlite3.Connection, ids: Collection[str]) -> tuple[int, ...]:
    """Return the sorted numbers of entries by id; unknown ids are left out."""
    query = "SELECT e.number FROM json_each(?) k CROSS JOIN entry e ON e.id = k.value"
    return tuple(sorted(row[0] for row in connection.execute(query, (json.dumps(sorted(ids)),))))


def entries_named(connection: sqlite3.Connection, vocabulary: Vocabulary, kind: str, text: str) -> list[str]:
    """Return the ids of a kind's entries that a text names: by id, else whole name or code, else words of a name.

    At most 50; empty if it names none. A text that names a category of sectors in the same way, by its three digits or
    by its name, also names all sectors of that category; these are not limited.
    """
    if is_entry_id(text):
        return [row[0] for row in connection.execute("SELECT id FROM entry WHERE id = ? AND kind = ?", (text, kind))]
    exact = """
        SELECT DISTINCT e.id FROM search_key k CROSS JOIN entry e ON e.number = k.number
        WHERE k.field IN (0, 1, 2) AND k.key = ? AND e.kind = ? ORDER BY k.number LIMIT ?
    """
    found = connection.execute(exact, (key_of(words_of(text, vocabulary.rule)), kind, _MOST_NAMED)).fetchall()
    is_whole = bool(found)
    if not is_whole:
        # the numbers of a kind are contiguous
        begun = """
            SELECT e.id FROM search_name s JOIN entry e ON e.number = s.rowid
            WHERE s.search_name MATCH ? AND s.rowid BETWEEN (SELECT min(number) FROM entry WHERE kind = ?)
            AND (SELECT max(number) FROM entry WHERE kind = ?) AND e.kind = ? LIMIT ?
        """
        expression = vocabulary.begun([SearchTerm(text)], named=True, every=True).text
        found = connection.execute(begun, (expression, kind, kind, kind, _MOST_NAMED)).fetchall()
    named = [row[0] for row in found]
    if kind != EntryKind.THEME:
        return named
    within = _sectors_within(connection, words_of(text, vocabulary.rule), vocabulary.rule, whole=is_whole)
    return list(dict.fromkeys([*named, *within]))


def _sectors_within(connection: sqlite3.Connection, words: Sequence[str], rule: int, *, whole: bool) -> Iterator[str]:
    """Yield the ids of the sectors of the DAC whose category some words name, as a whole or by beginnings of words."""
    for category in _categories(connection, words, rule, whole=whole):
        query = "SELECT id FROM entry WHERE id = ? OR id BETWEEN ? AND ? ORDER BY number"
        ends = f"{_DAC_SECTOR}{category}00", f"{_DAC_SECTOR}{category}99"
        yield from (row[0] for row in connection.execute(query, (f"{_DAC_CATEGORY}{category}", *ends)))


def _categories(connection: sqlite3.Connection, words: Sequence[str], rule: int, *, whole: bool) -> list[str]:
    if len(words) == 1 and _CATEGORY_CODE.fullmatch(words[0]):
        return [words[0]]
    has_labels = "SELECT 1 FROM sqlite_master WHERE name = 'code_label'"  # a reference of version 1 has none
    if not words or connection.execute(has_labels).fetchone() is None:
        return []
    labels = connection.execute("SELECT code, label FROM code_label WHERE list = 'SectorCategory' ORDER BY code")
    named = ((code, words_of(label, rule)) for code, label in labels)
    if whole:
        return list(dict.fromkeys(code for code, name in named if name == tuple(words)))
    return list(dict.fromkeys(code for code, name in named if _begins_all(words, name)))


def _begins_all(words: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(each.startswith(word) for each in name) for word in words)


def own_conditions(
    connection: sqlite3.Connection, own: OwnEntries | None
) -> tuple[tuple[int, ...] | None, list[Condition]]:
    """Return what the result of the filters on annotations, ``own``, means for a search of the reference.

    First the sorted numbers of the entries that results are limited to, None for all; then the conditions.
    """
    if own is None:
        return None, []
    conditions = []
    among = None
    if own.among is not None:
        among = numbers_of(connection, own.among)
        conditions.append(one_of(among))
    if own.excluded:
        conditions.append(one_of(numbers_of(connection, own.excluded)).negated)
    return among, conditions
