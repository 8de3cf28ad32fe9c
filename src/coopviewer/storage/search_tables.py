"""The tables that search reads: derived from all others, and made after them; ``docs/schema.md`` describes them."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import reduce

from coopviewer.domain.folding import APOSTROPHES, words_of

FACET_PREDICATES = {
    "partner": ("project-partner", "managed-by", "implemented-by"),
    "funder": ("funded-by",),
    "instrument": ("financed-under",),
}
"""The relations by which each facet of participants finds the entries that it filters, from subject to object."""

_KEYED = {0: "title", 1: "name", 2: "code"}
TITLE_KEY, NAME_KEY, CODE_KEY = _KEYED


def _without_apostrophes(column: str) -> str:
    return reduce(lambda sql, mark: f"replace({sql}, char({ord(mark)}), '')", sorted(APOSTROPHES), column)


def _predicates(facet: str) -> str:
    return ", ".join(f"'{predicate}'" for predicate in FACET_PREDICATES[facet])


def _related(kind: str) -> str:
    return (
        f"SELECT object_id AS value, subject_number AS number FROM relation WHERE object_id GLOB '{kind}/*' "
        f"UNION ALL SELECT subject_id, object_number FROM relation WHERE subject_id GLOB '{kind}/*' "
        f"AND predicate_id <> 'in-region' UNION ALL SELECT id, number FROM entry WHERE kind = '{kind}'"
    )


_TEXTS = """(SELECT group_concat(text, char(10)) FROM
        (SELECT s.text FROM fact f JOIN statement s ON s.fact_id = f.id
         WHERE f.entry_id = e.id AND f.kind = 'statement' AND {} ORDER BY s.kind, s.ordinal))"""
_ANY_APOSTROPHE = "*[" + "".join(sorted(APOSTROPHES)).replace("'", "''") + "]*"

SEARCH = f"""
CREATE VIEW v_search AS
SELECT
    number, entry_id, title,
    CASE WHEN coalesce(names, title) GLOB '{_ANY_APOSTROPHE}'
        THEN coalesce(names || char(10), '') || {_without_apostrophes("coalesce(names, title)")}
        ELSE names END AS names,
    summary, goals, statements
FROM (SELECT
    e.number,
    e.id AS entry_id,
    e.title,
    (SELECT group_concat(text, char(10)) FROM
        (SELECT n.text FROM fact f JOIN name n ON n.fact_id = f.id
         WHERE f.entry_id = e.id AND f.kind = 'name' ORDER BY f.id)) AS names,
    {_TEXTS.format("s.kind = 'summary'")} AS summary,
    {_TEXTS.format("s.kind = 'goal'")} AS goals,
    {_TEXTS.format("s.kind NOT IN ('summary', 'goal')")} AS statements
FROM entry e);

CREATE VIEW v_facet AS
SELECT 'kind' AS facet, e.kind AS value, e.number FROM entry e
UNION ALL
SELECT DISTINCT 'basis', f.basis, e.number FROM entry e CROSS JOIN fact f ON f.entry_id = e.id
UNION ALL
SELECT 'region', region_id, number FROM (
    WITH RECURSIVE placed (number, region_id) AS (
        SELECT number, id FROM entry WHERE kind = 'region'
        UNION
        SELECT subject_number, object_id FROM relation WHERE predicate_id = 'in-region'
        UNION
        SELECT p.number, r.object_id FROM placed p JOIN relation r ON r.subject_id = p.region_id
            AND r.predicate_id = 'in-region'
    ) SELECT number, region_id FROM placed)
UNION ALL
SELECT 'country', value, number FROM ({_related("country")})
UNION ALL
SELECT 'network', value, number FROM ({_related("network")})
UNION ALL
SELECT 'partner', object_id, subject_number FROM relation
WHERE predicate_id IN ({_predicates("partner")})
UNION ALL
SELECT 'funder', value, number FROM (
    SELECT object_id AS value, subject_number AS number FROM relation WHERE predicate_id IN ({_predicates("funder")})
    UNION ALL SELECT a.funder_id, e.number
    FROM amount a JOIN fact f ON f.id = a.fact_id JOIN entry e ON e.id = f.entry_id
    WHERE a.funder_id IS NOT NULL)
UNION ALL
SELECT 'instrument', value, number FROM (
    SELECT object_id AS value, subject_number AS number
    FROM relation WHERE predicate_id IN ({_predicates("instrument")})
    UNION ALL SELECT a.funding_instrument_id, e.number
    FROM amount a JOIN fact f ON f.id = a.fact_id JOIN entry e ON e.id = f.entry_id
    WHERE a.funding_instrument_id IS NOT NULL)
UNION ALL
SELECT 'grant', a.currency, e.number
FROM amount a JOIN fact f ON f.id = a.fact_id JOIN entry e ON e.id = f.entry_id WHERE a.kind = 'grant'
UNION ALL
SELECT 'active', y.year, number FROM (
    SELECT e.number,
        substr(coalesce(t.start_earliest, t.end_earliest), 1, 4) AS first,
        substr(coalesce(t.end_latest, '9999'), 1, 4) AS last
    FROM timeframe t JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id)
CROSS JOIN (
    WITH RECURSIVE years (year, last) AS (
        SELECT CAST(substr(min(coalesce(start_earliest, end_earliest)), 1, 4) AS INTEGER),
            CAST(substr(max(coalesce(max(end_latest), ''), coalesce(max(start_latest), '')), 1, 4) AS INTEGER)
        FROM timeframe
        UNION ALL SELECT year + 1, last FROM years WHERE year < last
    ) SELECT printf('%04d', year) AS year FROM years) y
WHERE y.year BETWEEN first AND last
UNION ALL
SELECT 'active', CASE WHEN t.end_latest IS NULL THEN 'open-end' ELSE 'open-start' END, e.number
FROM timeframe t JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id
WHERE t.end_latest IS NULL OR t.start_earliest IS NULL;

CREATE VIRTUAL TABLE search_name USING fts5 (
    title, names, content = 'v_search', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
CREATE VIRTUAL TABLE search_text USING fts5 (
    title, names, summary, goals, statements, content = 'v_search', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');

CREATE TABLE search_key (
    field INTEGER NOT NULL CHECK (field BETWEEN 0 AND 2),
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (field, key, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_word (
    word TEXT PRIMARY KEY,
    entries INTEGER NOT NULL,
    named INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE search_value (
    id INTEGER PRIMARY KEY,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    entries INTEGER NOT NULL,
    UNIQUE (facet, value)
) STRICT;

CREATE TABLE search_facet (
    value_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (value_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_entry (
    number INTEGER PRIMARY KEY,
    value_ids TEXT NOT NULL
) STRICT;
"""

DERIVED = ("search_key", "search_word", "search_value", "search_facet", "search_entry")

# Bytes that FTS5 gathers before it writes: with its own 1 MiB filling takes twice as long. For the same reason rows
# come in ascending order, which 'rebuild' does not see to: it writes whenever a row stands before the last one.
_ROOM = 256 * 2**20

_FILL = f"""
INSERT INTO search_name (search_name, rank) VALUES ('hashsize', {_ROOM});
INSERT INTO search_text (search_text, rank) VALUES ('hashsize', {_ROOM});
INSERT INTO search_name (rowid, title, names) SELECT number, title, names FROM v_search ORDER BY number;
INSERT INTO search_text (rowid, title, names, summary, goals, statements)
SELECT number, title, names, summary, goals, statements FROM v_search ORDER BY number;
INSERT INTO search_name (search_name) VALUES ('optimize');
INSERT INTO search_text (search_text) VALUES ('optimize');

CREATE VIRTUAL TABLE temp.word_of_name USING fts5vocab (main, search_name, 'row');
CREATE VIRTUAL TABLE temp.word_of_text USING fts5vocab (main, search_text, 'row');
CREATE TEMP TABLE word_named AS SELECT term, doc FROM temp.word_of_name ORDER BY term;
CREATE UNIQUE INDEX temp.word_named_by_term ON word_named (term);
INSERT INTO search_word
SELECT w.term, w.doc, coalesce((SELECT n.doc FROM temp.word_named n WHERE n.term = w.term), 0)
FROM temp.word_of_text w ORDER BY w.term;
DROP TABLE temp.word_named; DROP TABLE temp.word_of_name; DROP TABLE temp.word_of_text;

CREATE TEMP TABLE facet_of AS SELECT facet, value, number FROM v_facet;
INSERT INTO search_value (facet, value, entries)
SELECT facet, value, 0 FROM (SELECT DISTINCT facet, value FROM temp.facet_of) ORDER BY facet, value;
INSERT OR IGNORE INTO search_facet
SELECT v.id, o.number FROM temp.facet_of o JOIN search_value v ON v.facet = o.facet AND v.value = o.value ORDER BY 1, 2;
DROP TABLE temp.facet_of;
UPDATE search_value SET entries = (SELECT count(*) FROM search_facet f WHERE f.value_id = search_value.id);
INSERT INTO search_entry
SELECT number, group_concat(value_id, ' ') FROM (SELECT number, value_id FROM search_facet ORDER BY number, value_id)
GROUP BY number;
"""


def make_search(connection: sqlite3.Connection) -> None:
    """Make the search tables in a reference whose other tables are filled, and fill them."""
    connection.executescript(SEARCH)
    fill_search(connection)


def fill_search(connection: sqlite3.Connection) -> None:
    """Fill empty search tables from all others."""
    connection.executescript(_FILL)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO search_key VALUES (?, ?, ?)", _keys(connection))
    connection.commit()


def _keys(connection: sqlite3.Connection) -> list[tuple[int, str, int]]:
    """Give what whole names are found by: field, folded words with blanks between, number; sorted."""
    queries: dict[int, str] = {
        TITLE_KEY: "SELECT title, number FROM entry",
        NAME_KEY: """SELECT n.text, e.number FROM name n JOIN fact f ON f.id = n.fact_id
            JOIN entry e ON e.id = f.entry_id""",
        CODE_KEY: """SELECT code, number FROM (SELECT entry_id, alpha2 AS code FROM country
            UNION ALL SELECT entry_id, alpha3 FROM country UNION ALL SELECT entry_id, m49 FROM country)
            JOIN entry ON id = entry_id WHERE code IS NOT NULL""",
    }
    return sorted(
        {(field, key, number) for field, query in queries.items() for key, number in _folded(connection, query)}
    )


def _folded(connection: sqlite3.Connection, query: str) -> Iterator[tuple[str, int]]:
    for text, number in connection.execute(query):
        key = key_of(words_of(text))
        if key:
            yield key, number


def key_of(words: Iterable[str]) -> str:
    """Write folded words as a key of ``search_key``."""
    return " ".join(words)
