"""Fills the search tables from all others: texts, words, names, codes, amounts, and values of facets."""

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from coopviewer.domain.text.folding import FOLDING, words_of
from coopviewer.domain.text.letters import replacements
from coopviewer.storage.reference.opening import folding_of, schema_of
from coopviewer.storage.search.conditions import FACTS_OF
from coopviewer.storage.search.project_sets import has_project_sets, write_project_sets
from coopviewer.storage.search.tables import (
    AMOUNT_KEY,
    CODE_KEY,
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
_PLAIN = str.maketrans(dict(replacements()))
_FTS_DEFAULTS = {"automerge": 4, "crisismerge": 16}
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
# a sum without its sign, its separators, and the zeros at the end of its decimals, as domain/search/sums.py writes it:
# with a letter in front for the number of its digits, so that keys are in the order of the sums
_AMOUNTS = f"""
    INSERT OR IGNORE INTO search_key SELECT ?, char(96 + length(key) - CASE instr(key, '.') WHEN 0 THEN 0
        ELSE length(key) - instr(key, '.') + 1 END) || key, number FROM (
        SELECT e.number, CASE t.decimals WHEN 0 THEN CAST(abs(t.minor_units) AS TEXT)
            ELSE rtrim(rtrim(substr(digits, 1, length(digits) - t.decimals) || '.'
                || substr(digits, -t.decimals), '0'), '.') END AS key
        FROM entry e CROSS JOIN (
            SELECT fact_id, minor_units, decimals, printf('%0*d', decimals + 1, abs(minor_units)) AS digits
            FROM {{table}} WHERE {{condition}}
        ) t ON {FACTS_OF} WHERE e.kind = 'project') ORDER BY 2, 3
"""
_SUMS = {"flow": "1", "amount": "kind = 'grant'"}
_STARTS = """
    INSERT OR IGNORE INTO search_key SELECT ?, coalesce(start_earliest, end_earliest), number FROM v_span
    WHERE coalesce(start_earliest, end_earliest) IS NOT NULL ORDER BY 2, 3
"""


class _Value(NamedTuple):
    """A value of a facet, and the distinct entry numbers of the entries that have it, ascending."""

    facet: str
    value: str
    numbers: "array[int]"


def make_search(connection: sqlite3.Connection) -> None:
    """Create the search tables in a reference whose other tables are filled, fill them, and commit."""
    connection.executescript(SEARCH)
    connection.execute("INSERT INTO search_rule VALUES (?)", (FOLDING,))
    fill_search(connection)


def fill_search(connection: sqlite3.Connection) -> None:
    """Fill the empty search tables from all other tables, by the rule of folding of the reference, and commit."""
    rule = folding_of(connection)
    # by rule 2, each word with such a letter is there a second time without it
    condition = "1" if rule == 1 else f"w.term NOT GLOB '{ANY_LETTER}'"
    for table, columns in _FULL_TEXT.items():
        _set(connection, table, {"hashsize": _HASH_SIZE, "automerge": 0, "crisismerge": _PARTS})
        insert = f"INSERT INTO {table} (rowid, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"
        connection.executemany(insert, _texts(connection, columns, rule))
        _merge_all(connection, table)
        _set(connection, table, _FTS_DEFAULTS)
    connection.executescript(_WORDS.format(condition=condition))
    connection.execute("BEGIN")
    connection.executemany("INSERT OR IGNORE INTO search_key VALUES (?, ?, ?)", _keys(connection, rule))
    if searches_of(schema_of(connection), rule) == SEARCH:
        for table, condition in _SUMS.items():  # together, SQLite would read all sums once an entry
            connection.execute(_AMOUNTS.format(table=table, condition=condition), (AMOUNT_KEY,))
        connection.execute(_STARTS, (START_KEY,))
    _fill_facets(connection)
    if has_project_sets(connection):
        write_project_sets(connection)
    connection.commit()


def _texts(connection: sqlite3.Connection, columns: Sequence[str], rule: int) -> Iterator[tuple[object, ...]]:
    """Yield the entry number and the texts of each entry as in ``v_search``, ascending.

    Second copies for other letters are made here, since SQLite would look for these letters in each text of the view.
    """
    texts, named = "v_search" if rule == 1 else "v_search_text", ", ".join(columns)
    if searches_of(schema_of(connection), rule) == SEARCH:
        texts = f"({texts_of_entries(filled_tables(connection) if 'statements' in columns else ())})"
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


def _fill_facets(connection: sqlite3.Connection) -> None:
    # Grouped in Python, since SQLite would sort millions of rows, once by value and once by entry.
    values = _values(connection)
    if searches_of(schema_of(connection), folding_of(connection)) == SEARCH:
        values.sort(key=lambda each: -len(each.numbers))  # the ids of most rows then have one or two digits
    told = ((id_, each.facet, each.value, len(each.numbers)) for id_, each in enumerate(values, 1))
    connection.executemany("INSERT INTO search_value VALUES (?, ?, ?, ?)", told)
    together = "INSERT INTO search_facet SELECT ?, value FROM json_each(?)"  # three times as fast as row by row
    for id_, each in enumerate(values, 1):
        connection.execute(together, (id_, json.dumps(each.numbers.tolist())))
    of_entry = sorted(_ids_by_entry(values).items())
    rows = ((number, " ".join(map(str, ids))) for number, ids in of_entry)
    connection.executemany("INSERT INTO search_entry VALUES (?, ?)", rows)


def _values(connection: sqlite3.Connection) -> list[_Value]:
    # Each year has very many rows in v_facet; they are the same for all entries of a period, so expanded per period.
    others = "SELECT facet, value, number FROM v_facet WHERE facet <> 'active' OR value GLOB 'open-*'"
    found = _numbers_by(connection, others)
    periods = _numbers_by(connection, "SELECT first, last, number FROM v_period")
    for first, last, year in connection.execute("SELECT first, last, year FROM v_period_year"):
        found["active", year].extend(periods[first, last])
    return [_Value(*key, array("q", sorted(set(found[key])))) for key in sorted(found)]


def _numbers_by(connection: sqlite3.Connection, query: str) -> defaultdict[tuple[str, str], "array[int]"]:
    found: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("q"))
    for one, other, number in connection.execute(query):
        found[one, other].append(number)
    return found


def _ids_by_entry(values: Iterable[_Value]) -> "dict[int, array[int]]":
    of_entry: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
    for id_, each in enumerate(values, 1):
        for number in each.numbers:
            of_entry[number].append(id_)
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
