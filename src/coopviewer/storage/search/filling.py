"""Fills the search tables from all others: texts, words, names, codes, sums, starts, facets, and sets of projects."""

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from operator import lt
from typing import Any, NamedTuple

from coopviewer.domain.progress import never_cancelled, unless_cancelled
from coopviewer.domain.search.sums import sum_key
from coopviewer.domain.text.folding import FOLDING, words_of
from coopviewer.domain.text.letters import replacements
from coopviewer.storage.reference.opening import folding_of, schema_of
from coopviewer.storage.search.conditions import FACTS_OF
from coopviewer.storage.search.project_sets import has_project_sets, write_project_sets
from coopviewer.storage.search.tables import (
    AMOUNT_KEY,
    CODE_KEY,
    FACETS_BUT_YEARS,
    NAME_KEY,
    SEARCH,
    START_KEY,
    TITLE_KEY,
    filled_tables,
    key_of,
    searches_of,
    texts_of_entries,
)
from coopviewer.storage.search.tables_1 import ANY_LETTER

# Bytes that FTS5 collects before it writes a part of an index. Rows are inserted in ascending order, which 'rebuild'
# does not ensure: FTS5 writes whenever a row number decreases. Parts are merged once, at the end: as they come, each
# word would be written several times.
_HASH_SIZE = 16 * 2**20
_PARTS = 500  # of one size, at which FTS5 merges them nevertheless; an import of 100,000 activities has some 50
_FULL_TEXT = {
    "search_name": ("title", "names"),
    "search_text": ("title", "names", "summary", "goals", "statements"),
}
"""The columns of each full-text index; those of one begin with those of the other."""
_PLAIN = str.maketrans(dict(replacements()))
_FTS_DEFAULTS = {"automerge": 4, "crisismerge": 16}
_ROWS = 200  # that are read before they are inserted
_MERGED = 500  # pages that are merged in one step, some milliseconds, after which the work may be cancelled

_WORDS = """
CREATE VIRTUAL TABLE temp.word_of_name USING fts5vocab (main, search_name, 'row');
CREATE VIRTUAL TABLE temp.word_of_text USING fts5vocab (main, search_text, 'row');
CREATE TEMP TABLE word_named AS SELECT term, doc FROM temp.word_of_name ORDER BY term;
CREATE UNIQUE INDEX temp.word_named_by_term ON word_named (term);
INSERT INTO search_word
SELECT w.term, w.doc, coalesce((SELECT n.doc FROM temp.word_named n WHERE n.term = w.term), 0)
FROM temp.word_of_text w WHERE {condition} ORDER BY w.term;
DROP TABLE temp.word_named; DROP TABLE temp.word_of_name; DROP TABLE temp.word_of_text;
"""


_CODES = """
    SELECT code, number FROM (
        SELECT entry_id, alpha2 AS code FROM country
        UNION ALL SELECT entry_id, alpha3 FROM country UNION ALL SELECT entry_id, m49 FROM country
        UNION ALL SELECT f.entry_id, i.value FROM identifier i CROSS JOIN fact f ON f.id = i.fact_id
        UNION ALL SELECT id, substr(id, instr(id, '-') + 1) FROM entry
        WHERE id GLOB 'theme/dac-[0-9]*' OR id GLOB 'theme/dac3-[0-9]*' OR id GLOB 'region/m49-[0-9]*'
            OR id GLOB 'region/dac-[0-9]*')
    JOIN entry ON id = entry_id WHERE code IS NOT NULL
"""
_AMOUNTS = f"""
    INSERT OR IGNORE INTO search_key SELECT ?, sum_key(t.minor_units, t.decimals), e.number
    FROM entry e CROSS JOIN {{table}} t ON {FACTS_OF} WHERE e.kind = 'project' AND {{condition}} ORDER BY 2, 3
"""
_SUMS = {"flow": "1", "amount": "t.kind = 'grant'"}
_STARTS = """
    INSERT OR IGNORE INTO search_key SELECT ?, coalesce(start_earliest, end_earliest), number FROM v_span
    WHERE coalesce(start_earliest, end_earliest) IS NOT NULL ORDER BY 2, 3
"""
_FACETS_BUT_YEARS_1 = "SELECT facet, value, number FROM v_facet WHERE facet <> 'active' OR value GLOB 'open-*'"


class _Value(NamedTuple):
    """A value of a facet, and the distinct entry numbers of the entries that have it, ascending."""

    facet: str
    value: str
    numbers: "array[int]"


def make_search(connection: sqlite3.Connection, is_cancelled: Callable[[], bool] = never_cancelled) -> None:
    """Create the search tables in a reference whose other tables are filled, fill them, and commit.

    Raises Cancelled if ``is_cancelled`` returns True between two values of facets; during queries cancelling is up to
    the connection's progress handler. The tables are not complete then.
    """
    connection.executescript(SEARCH)
    connection.execute("INSERT INTO search_rule VALUES (?)", (FOLDING,))
    fill_search(connection, is_cancelled)


def fill_search(connection: sqlite3.Connection, is_cancelled: Callable[[], bool] = never_cancelled) -> None:
    """Fill the empty search tables from all other tables, and commit.

    Words are folded (accents, case) by the rule that the reference names. Raises ValueError if this version does not
    know the rule, and Cancelled if ``is_cancelled`` returns True.
    """
    rule = folding_of(connection)
    # by rule 2, each word with such a letter is there a second time without it
    condition = "1" if rule == 1 else f"w.term NOT GLOB '{ANY_LETTER}'"
    _fill_texts(connection, rule)
    connection.executescript(_WORDS.format(condition=condition))
    connection.execute("BEGIN")
    connection.executemany("INSERT OR IGNORE INTO search_key VALUES (?, ?, ?)", _keys(connection, rule))
    if searches_of(schema_of(connection), rule) == SEARCH:
        connection.create_function("sum_key", 2, sum_key, deterministic=True)
        for table, condition in _SUMS.items():  # together, SQLite would read all sums once an entry
            connection.execute(_AMOUNTS.format(table=table, condition=condition), (AMOUNT_KEY,))
        connection.execute(_STARTS, (START_KEY,))
    _fill_facets(connection, is_cancelled)
    if has_project_sets(connection):
        write_project_sets(connection)
    connection.commit()


def _fill_texts(connection: sqlite3.Connection, rule: int) -> None:
    """Fill both full-text indexes; texts are read once for both, since that is much of the work."""
    for table in _FULL_TEXT:
        _set(connection, table, {"hashsize": _HASH_SIZE, "automerge": 0, "crisismerge": _PARTS})
    texts = _texts(connection, rule)
    while rows := list(islice(texts, _ROWS)):
        for table, columns in _FULL_TEXT.items():
            insert = f"INSERT INTO {table} (rowid, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"
            connection.executemany(insert, (row[: 1 + len(columns)] for row in rows))
    for table in _FULL_TEXT:
        _merge_all(connection, table)
        _set(connection, table, _FTS_DEFAULTS)


def _texts(connection: sqlite3.Connection, rule: int) -> Iterator[tuple[object, ...]]:
    """Yield the entry number, title, names, summary, goals and statements of each entry as in ``v_search``, ascending.

    Second copies for other letters are made here, since SQLite would look for these letters in each text of the view.
    """
    texts = "v_search" if rule == 1 else "v_search_text"
    if searches_of(schema_of(connection), rule) == SEARCH:
        texts = f"({texts_of_entries(filled_tables(connection))})"
    named = ", ".join(_FULL_TEXT["search_text"])
    rows: Iterator[tuple[Any, ...]] = connection.execute(f"SELECT number, {named} FROM {texts} ORDER BY number")
    yield from (
        rows
        if rule == 1
        else (
            (number, title, _with_title(names, title), *map(_with_plain, others))
            for number, title, names, *others in rows
        )
    )


def _with_plain(text: str | None) -> str | None:
    """Return a text with a second copy if it has letters that the tokenizer does not fold, as ``v_search`` does.

    None for None.
    """
    if text is None or text.isascii():
        return text
    plain = text.translate(_PLAIN)
    return text if plain == text else f"{text}\n{plain}"


def _with_title(names: str | None, title: str) -> str | None:
    """Return names with their second copies, and with that of the title if it has such letters.

    None: there are none.
    """
    of_names, of_title = _with_plain(names), _with_plain(title)
    if of_title == title:
        return of_names
    return of_title if of_names is None else f"{of_names}\n{of_title}"


def _set(connection: sqlite3.Connection, table: str, options: Mapping[str, int]) -> None:
    """Set options of a full-text index, by name."""
    for name, value in options.items():
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, value))


def _merge_all(connection: sqlite3.Connection, table: str) -> None:
    """Merge an index into one part, as ``optimize`` does, in steps."""
    merge = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)"
    connection.execute(merge, (-_MERGED,))
    changes = -2
    while connection.total_changes - changes >= 2:  # less if there was nothing to merge
        changes = connection.total_changes
        connection.execute(merge, (_MERGED,))
    connection.commit()


def _fill_facets(connection: sqlite3.Connection, is_cancelled: Callable[[], bool]) -> None:
    # Grouped in Python, since SQLite would sort millions of rows, once by value and once by entry.
    is_current = searches_of(schema_of(connection), folding_of(connection)) == SEARCH
    values = _values(connection, FACETS_BUT_YEARS if is_current else _FACETS_BUT_YEARS_1, is_cancelled)
    if is_current:
        values.sort(key=lambda each: -len(each.numbers))  # the ids of most rows then have one or two digits
    told = ((id_, each.facet, each.value, len(each.numbers)) for id_, each in enumerate(values, 1))
    connection.executemany("INSERT INTO search_value VALUES (?, ?, ?, ?)", told)
    together = "INSERT INTO search_facet SELECT ?, value FROM json_each(?)"  # three times as fast as row by row
    for id_, each in enumerate(values, 1):
        connection.execute(together, (id_, json.dumps(each.numbers.tolist())))
    rows = ((number, " ".join(ids)) for number, ids in enumerate(_ids_by_entry(values, is_cancelled)) if ids)
    connection.executemany("INSERT INTO search_entry VALUES (?, ?)", rows)


def _values(connection: sqlite3.Connection, others: str, is_cancelled: Callable[[], bool]) -> list[_Value]:
    # Each year has very many rows in v_facet; they are the same for all entries of a period, so expanded per period.
    found = _numbers_by(connection, others)
    periods = _numbers_by(connection, "SELECT first, last, number FROM v_period")
    for first, last, year in connection.execute("SELECT first, last, year FROM v_period_year"):
        found["active", year].extend(periods[first, last])
    return [_Value(*key, _distinct(found.pop(key))) for key in unless_cancelled(sorted(found), is_cancelled)]


def _numbers_by(connection: sqlite3.Connection, query: str) -> "defaultdict[tuple[str, str], array[int]]":
    found: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("q"))
    for one, other, number in connection.execute(query):
        found[one, other].append(number)
    return found


def _distinct(numbers: "array[int]") -> "array[int]":
    if all(map(lt, numbers, islice(numbers, 1, None))):  # as most are
        return numbers
    return array("q", dict.fromkeys(sorted(numbers)))


def _ids_by_entry(values: Sequence[_Value], is_cancelled: Callable[[], bool]) -> list[list[str]]:
    """Return the ids of the values of each entry, ascending, at the place of its entry number."""
    of_entry: list[list[str]] = [[] for _ in range(1 + max((each.numbers[-1] for each in values), default=0))]
    for id_, each in enumerate(unless_cancelled(values, is_cancelled), 1):
        text = str(id_)
        for number in each.numbers:
            of_entry[number].append(text)
    return of_entry


def _keys(connection: sqlite3.Connection, rule: int) -> Iterator[tuple[int, str, int]]:
    """Yield the keys of whole names, some of them twice: field, folded words separated by spaces, entry number."""
    queries: dict[int, str] = {
        TITLE_KEY: "SELECT title, number FROM entry",
        NAME_KEY: """SELECT n.text, e.number FROM name n JOIN fact f ON f.id = n.fact_id
            JOIN entry e ON e.id = f.entry_id""",
        CODE_KEY: _CODES,
    }
    for field, query in queries.items():
        for key, number in _folded(connection, query, rule):
            yield field, key, number


def _folded(connection: sqlite3.Connection, query: str, rule: int) -> Iterator[tuple[str, int]]:
    for text, number in connection.execute(query):
        key = key_of(words_of(text, rule))
        if key:
            yield key, number
