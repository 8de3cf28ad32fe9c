"""The SQL of the search tables of schema version 1, one for each of the two rules of folding words (case, accents).

``tables.py`` uses some parts of it for schema version 2 too.
"""

from functools import reduce

from coopviewer.domain.text.letters import APOSTROPHES, replacements

_FACET_PREDICATES = {
    "partner": ("project-partner", "managed-by", "implemented-by"),
    "funder": ("funded-by",),
    "instrument": ("financed-under",),
}


def without_apostrophes(column: str) -> str:
    """Return the SQL of a text without apostrophes, given the SQL of the text."""
    return reduce(lambda sql, mark: f"replace({sql}, char({ord(mark)}), '')", sorted(APOSTROPHES), column)


def _predicates(facet: str) -> str:
    return ", ".join(f"'{predicate}'" for predicate in _FACET_PREDICATES[facet])


def related(kind: str) -> str:
    """Return an SQL query for the entries of a kind and those related to them, such as a country and its projects.

    Column ``value`` is the id of the entry of this kind, ``number`` the entry number of a related entry, or its own.
    The regions that an entry is in do not count as related to it.
    """
    return (
        f"SELECT object_id AS value, subject_number AS number FROM relation WHERE object_id GLOB '{kind}/*' "
        f"UNION ALL SELECT subject_id, object_number FROM relation WHERE subject_id GLOB '{kind}/*' "
        f"AND predicate_id <> 'in-region' UNION ALL SELECT id, number FROM entry WHERE kind = '{kind}'"
    )


TEXTS = """(SELECT group_concat(text, char(10)) FROM
        (SELECT s.text FROM fact f JOIN statement s ON s.fact_id = f.id
         WHERE f.entry_id = e.id AND f.kind = 'statement' AND {} ORDER BY s.kind, s.ordinal))"""
ANY_APOSTROPHE = "*[" + "".join(sorted(APOSTROPHES)).replace("'", "''") + "]*"

_VIEW = f"""
CREATE VIEW {{name}} AS
SELECT
    number, entry_id, title,
    CASE WHEN coalesce(names, title) GLOB '{ANY_APOSTROPHE}'
        THEN coalesce(names || char(10), '') || {without_apostrophes("coalesce(names, title)")}
        ELSE names END AS names,
    summary, goals, statements
FROM (SELECT
    e.number,
    e.id AS entry_id,
    e.title,
    (SELECT group_concat(text, char(10)) FROM
        (SELECT n.text FROM fact f JOIN name n ON n.fact_id = f.id
         WHERE f.entry_id = e.id AND f.kind = 'name' ORDER BY f.id)) AS names,
    {TEXTS.format("s.kind = 'summary'")} AS summary,
    {TEXTS.format("s.kind = 'goal'")} AS goals,
    {TEXTS.format("s.kind NOT IN ('summary', 'goal')")} AS statements
FROM entry e);
"""


def _with_plain(column: str) -> str:
    """Return the SQL of a text with a second copy if it has letters that the tokenizer does not fold."""
    plain = (
        f"(WITH RECURSIVE done (at, text) AS (SELECT 0, {column} UNION ALL SELECT at + 1, replace(text, letter, plain) "
        "FROM done JOIN letter ON ordinal = at + 1) SELECT text FROM done ORDER BY at DESC LIMIT 1)"
    )
    # most texts are ASCII, which is known at once
    return (
        f"CASE WHEN length(CAST({column} AS BLOB)) > length({column}) AND {column} GLOB '{ANY_LETTER}' "
        f"THEN {column} || char(10) || {plain} ELSE {column} END"
    )


ANY_LETTER = "*[" + "".join(replacements()) + "]*"
_LETTERS = ", ".join(
    f"({ordinal}, char({ord(letter)}), '{plain}')" for ordinal, (letter, plain) in enumerate(replacements().items(), 1)
)
PLAIN_VIEW = f"""
CREATE VIEW v_search AS
WITH letter (ordinal, letter, plain) AS (VALUES {_LETTERS})
SELECT number, entry_id, title,
    CASE WHEN title GLOB '{ANY_LETTER}' THEN coalesce({{names}} || char(10), '') || {{title}}
        ELSE {{names}} END AS names,
    {{summary}} AS summary, {{goals}} AS goals, {{statements}} AS statements
FROM v_search_text;
""".format(**{column: _with_plain(column) for column in ("title", "names", "summary", "goals", "statements")})

_PERIODS = """
CREATE VIEW v_period AS
SELECT
    e.number,
    substr(coalesce(t.start_earliest, t.end_earliest), 1, 4) AS first,
    substr(coalesce(t.end_latest, '9999'), 1, 4) AS last
FROM timeframe t JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id;

CREATE VIEW v_period_year AS
WITH RECURSIVE years (year, last) AS (
    SELECT CAST(substr(min(coalesce(start_earliest, end_earliest)), 1, 4) AS INTEGER),
        CAST(substr(max(coalesce(max(end_latest), ''), coalesce(max(start_latest), '')), 1, 4) AS INTEGER)
    FROM timeframe
    UNION ALL SELECT year + 1, last FROM years WHERE year < last
), period_year (first, last, year) AS MATERIALIZED (
    SELECT p.first, p.last, printf('%04d', y.year) FROM (SELECT DISTINCT first, last FROM v_period) p
    CROSS JOIN years y WHERE printf('%04d', y.year) BETWEEN p.first AND p.last
) SELECT first, last, year FROM period_year;
"""
_FACETS = f"""
CREATE VIEW v_facet AS
WITH paid AS MATERIALIZED (
    SELECT a.kind, a.currency, a.funder_id, a.funding_instrument_id, e.number
    FROM amount a CROSS JOIN fact f ON f.id = a.fact_id CROSS JOIN entry e ON e.id = f.entry_id)
SELECT 'kind' AS facet, e.kind AS value, e.number FROM entry e
UNION ALL
SELECT 'basis', b.basis, e.number FROM (SELECT DISTINCT basis, entry_id FROM fact NOT INDEXED) b
JOIN entry e ON e.id = b.entry_id
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
SELECT 'country', value, number FROM ({related("country")})
UNION ALL
SELECT 'network', value, number FROM ({related("network")})
UNION ALL
SELECT 'partner', object_id, subject_number FROM relation
WHERE predicate_id IN ({_predicates("partner")})
UNION ALL
SELECT 'funder', value, number FROM (
    SELECT object_id AS value, subject_number AS number FROM relation WHERE predicate_id IN ({_predicates("funder")})
    UNION ALL SELECT funder_id, number FROM paid WHERE funder_id IS NOT NULL)
UNION ALL
SELECT 'instrument', value, number FROM (
    SELECT object_id AS value, subject_number AS number
    FROM relation WHERE predicate_id IN ({_predicates("instrument")})
    UNION ALL SELECT funding_instrument_id, number FROM paid WHERE funding_instrument_id IS NOT NULL)
UNION ALL
SELECT 'grant', currency, number FROM paid WHERE kind = 'grant'
UNION ALL
SELECT 'active', y.year, p.number FROM v_period p JOIN v_period_year y ON y.first = p.first AND y.last = p.last
UNION ALL
SELECT 'active', CASE WHEN t.end_latest IS NULL THEN 'open-end' ELSE 'open-start' END, e.number
FROM timeframe t JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id
WHERE t.end_latest IS NULL OR t.start_earliest IS NULL;
"""
INDEX = """
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

_REST = _PERIODS + _FACETS + INDEX
RULE = """
CREATE TABLE search_rule (folding INTEGER PRIMARY KEY) STRICT;
"""

SEARCHES_1 = {
    1: _VIEW.format(name="v_search") + _REST,
    2: _VIEW.format(name="v_search_text") + PLAIN_VIEW + _REST + RULE,
}
"""The SQL that creates the search tables of version 1, by the number of the rule by which words are folded."""
