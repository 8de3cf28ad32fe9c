"""The search tables, which are derived from all others and created after them; ``docs/schema.md`` describes them.

Those of this module are for schema version 2. Files of version 1 have their own, in ``tables_1.py``.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import PolicyMarker, PublishedStatus, RoleName, StatusGap
from coopviewer.domain.text.folding import FOLDING
from coopviewer.storage.search.conditions import FACTS_OF, SPAN
from coopviewer.storage.search.tables_1 import (
    ANY_APOSTROPHE,
    INDEX,
    PLAIN_VIEW,
    RULE,
    SEARCHES_1,
    related,
    without_apostrophes,
)

FACET_PREDICATES = {
    "partner": (
        *("project-partner", "managed-by", "implemented-by"),
        *("accountable-to", "extended-by", "takes-part-in"),
    ),
    "funder": ("funded-by",),
    "instrument": ("financed-under",),
    "sector": ("in-sector", "concerns"),
    "reporter": ("reported-by",),
}
"""For each of these facets, the predicates by which a project or other entry names its partners, funders and so on."""
ROLE_PREDICATES: Mapping[RoleName, tuple[str, ...]] = {
    RoleName.FUNDING: ("funded-by",),
    RoleName.ACCOUNTABLE: ("accountable-to",),
    RoleName.EXTENDING: ("extended-by",),
    RoleName.IMPLEMENTING: ("implemented-by",),
    RoleName.PARTNER: ("project-partner",),
    RoleName.MANAGING: ("managed-by",),
    RoleName.REPORTING: ("reported-by",),
    RoleName.OTHER: ("takes-part-in",),
}
"""For each role, the predicates by which a project names the organisations that have the role in it."""
STATUS_CODES: Mapping[str, PublishedStatus] = dict(zip("123456", PublishedStatus, strict=True))
"""The published status of each code of the IATI list ActivityStatus."""
MARKER_CODES: Mapping[str, PolicyMarker] = {str(code): marker for code, marker in enumerate(PolicyMarker, 1)}
"""The marker of each code of the IATI list PolicyMarker, in the vocabulary of the OECD DAC."""
PAID_TYPES = ("3", "4")
"""The codes of the IATI list TransactionType for money that was disbursed or spent."""
_NOT_TARGETED = "0"
_FIRST_YEAR, _LAST_YEAR = "1900", "2100"  # an end such as 9999-12-31 would be thousands of years of one entry

_KEYED = {0: "title", 1: "name", 2: "code", 3: "amount", 4: "start"}
TITLE_KEY, NAME_KEY, CODE_KEY, AMOUNT_KEY, START_KEY = _KEYED
_KEYS_1 = "CHECK (field BETWEEN 0 AND 2)"
_INDEX_2 = INDEX.replace(_KEYS_1, "CHECK (field BETWEEN 0 AND 4)")


def quoted_list(keys: Iterable[str]) -> str:
    """Return keys as an SQL list without brackets, ``'a', 'b'``; they must not contain apostrophes."""
    return ", ".join(f"'{key}'" for key in keys)


def _cases(column: str, words: Mapping[str, str]) -> str:
    return f"CASE {column} " + " ".join(f"WHEN '{code}' THEN '{word}'" for code, word in words.items()) + " END"


_FURTHER: Mapping[str, tuple[str, ...]] = {
    "identifier": ("value",),
    "classification": ("label",),
    "result": ("title", "description"),
    "indicator": ("title", "baseline"),
    "indicator_period": ("target", "actual", "comment"),
    "place": ("name", "description"),
    "flow": ("text", "reference"),
    "document": ("title",),
    "mention": ("ref",),
    "published_value": ("value",),
}
"""The columns whose texts are searched beside names and statements, by table, in the order of the index."""


def filled_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Return which tables of further texts, such as ``place`` (not ``name``), have rows; only for schema version 2."""
    return frozenset(each for each in _FURTHER if connection.execute(f"SELECT 1 FROM {each} LIMIT 1").fetchone())


def texts_of_entries(tables: Collection[str] = tuple(_FURTHER)) -> str:
    """Return an SQL query with one row for each entry: the texts by which it is found, not folded yet.

    Its columns are number, entry_id, title, names (also without apostrophes), summary, goals and statements. Of
    projects and organisations, statements also has the texts of ``tables``, such as results and places; leave out empty
    tables.
    """
    further = [(table, column) for table, columns in _FURTHER.items() if table in tables for column in columns]
    joined = "".join(
        f" UNION ALL SELECT t.{column} FROM {table} t WHERE {FACTS_OF} AND t.{column} IS NOT NULL"
        for table, column in further
    )
    others = _statements("t.kind NOT IN ('summary', 'goal')")
    every = f"SELECT text FROM ({others}){joined}"
    some = f"CASE WHEN e.kind IN ('project', 'organisation') THEN {_joined(every)} ELSE {_joined(others)} END"
    return f"""
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
    {_joined(f"SELECT t.text FROM name t WHERE {FACTS_OF} ORDER BY t.fact_id")} AS names,
    {_joined(_statements("t.kind = 'summary'"))} AS summary,
    {_joined(_statements("t.kind = 'goal'"))} AS goals,
    {some if further else _joined(others)} AS statements
FROM entry e)"""


def _statements(condition: str) -> str:
    return f"SELECT t.text FROM statement t WHERE {FACTS_OF} AND {condition} ORDER BY t.kind, t.ordinal"


def _joined(texts: str) -> str:
    return f"(SELECT group_concat(text, char(10)) FROM ({texts}))"


_VIEW = f"\nCREATE VIEW v_search_text AS{texts_of_entries()};\n"

_PERIODS = f"""
CREATE VIEW v_span AS
SELECT e.number, {SPAN}
FROM entry e CROSS JOIN milestone t ON {FACTS_OF}
WHERE e.kind = 'project' GROUP BY e.number;

CREATE VIEW v_period AS
SELECT
    e.number,
    substr(coalesce(t.start_earliest, t.end_earliest), 1, 4) AS first,
    substr(coalesce(t.end_latest, '9999'), 1, 4) AS last
FROM timeframe t JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id
UNION ALL
SELECT number, max('{_FIRST_YEAR}', min(first, last, '{_LAST_YEAR}')),
    min('{_LAST_YEAR}', max(first, last, '{_FIRST_YEAR}'))
FROM (SELECT number, substr(coalesce(start_earliest, end_earliest), 1, 4) AS first,
    substr(coalesce(end_latest, start_latest), 1, 4) AS last FROM v_span)
WHERE first IS NOT NULL;

CREATE VIEW v_period_year AS
WITH RECURSIVE period (first, last) AS MATERIALIZED (SELECT DISTINCT first, last FROM v_period), years (year, last) AS (
    SELECT CAST(min(first) AS INTEGER), CAST(max(CASE last WHEN '9999' THEN max(first, (
        SELECT coalesce(max(start_latest), '') FROM timeframe)) ELSE last END) AS INTEGER)
    FROM period
    UNION ALL SELECT year + 1, last FROM years WHERE year < last
), period_year (first, last, year) AS MATERIALIZED (
    SELECT p.first, p.last, printf('%04d', y.year) FROM period p
    CROSS JOIN years y WHERE printf('%04d', y.year) BETWEEN p.first AND p.last
) SELECT first, last, year FROM period_year;
"""


def _by_predicate(facet: str, kind: EntryKind = EntryKind.ORGANISATION) -> str:
    return (
        f"SELECT '{facet}', object_id, subject_number FROM relation "
        f"WHERE predicate_id IN ({quoted_list(FACET_PREDICATES[facet])}) AND object_id GLOB '{kind}/*'"
    )


_ROLES = _cases("predicate_id", {each: role for role, several in ROLE_PREDICATES.items() for each in several})
_ROLE_PREDICATES = quoted_list(each for several in ROLE_PREDICATES.values() for each in several)
# fields that have a status in a form that could not be read: in words, or in a cell of a table
_UNREAD_STATUS = "(t.label = 'activity-status' OR t.fact_id GLOB '*/unread-status/*')"
_BUT_YEARS = f"""
WITH paid AS MATERIALIZED (
    SELECT a.kind, a.currency, a.funder_id, a.funding_instrument_id, e.number
    FROM amount a CROSS JOIN fact f ON f.id = a.fact_id CROSS JOIN entry e ON e.id = f.entry_id),
placed AS MATERIALIZED (
    WITH RECURSIVE within (id, number, region_id) AS (
        SELECT id, number, id FROM entry WHERE kind = 'region'
        UNION
        SELECT subject_id, subject_number, object_id FROM relation WHERE predicate_id = 'in-region'
        UNION
        SELECT w.id, w.number, r.object_id FROM within w JOIN relation r ON r.subject_id = w.region_id
            AND r.predicate_id = 'in-region'
    ) SELECT id, number, region_id FROM within)
SELECT 'kind' AS facet, e.kind AS value, e.number FROM entry e
UNION ALL
SELECT 'basis', b.basis, e.number FROM (SELECT DISTINCT basis, entry_id FROM fact NOT INDEXED) b
JOIN entry e ON e.id = b.entry_id
UNION ALL
SELECT 'region', region_id, number FROM placed
UNION ALL
SELECT 'region', p.region_id, r.subject_number FROM placed p CROSS JOIN relation r
ON r.object_id = p.id AND r.predicate_id = 'has-beneficiary'
UNION ALL
SELECT 'area', object_id, subject_number FROM relation
WHERE predicate_id = 'in-region' AND subject_id GLOB 'project/*'
UNION ALL
SELECT 'area', area, number FROM (
    SELECT object_id AS area, subject_number AS number, subject_id AS id FROM relation
    WHERE predicate_id = 'has-beneficiary' AND object_id GLOB 'region/*'
    UNION ALL
    SELECT w.object_id, r.subject_number, r.subject_id FROM entry c CROSS JOIN relation w
    ON w.subject_id = c.id AND w.predicate_id = 'in-region' CROSS JOIN relation r
    ON r.object_id = c.id AND r.predicate_id = 'has-beneficiary' WHERE c.kind = 'country')
WHERE id GLOB 'project/*' AND NOT EXISTS (
    SELECT 1 FROM relation own WHERE own.subject_id = id AND own.predicate_id = 'in-region')
UNION ALL
SELECT 'country', value, number FROM ({related("country")})
UNION ALL
SELECT 'network', value, number FROM ({related("network")})
UNION ALL
{_by_predicate("partner")}
UNION ALL
{_by_predicate("sector", EntryKind.THEME)}
UNION ALL
{_by_predicate("reporter")}
UNION ALL
SELECT 'sector', id, number FROM entry WHERE kind = 'theme'
UNION ALL
SELECT 'role', {_ROLES}, subject_number FROM relation WHERE predicate_id IN ({_ROLE_PREDICATES})
UNION ALL
SELECT 'role', {_ROLES}, object_number FROM relation WHERE predicate_id IN ({_ROLE_PREDICATES})
UNION ALL
SELECT 'funder', value, number FROM (
    SELECT object_id AS value, subject_number AS number FROM relation
    WHERE predicate_id IN ({quoted_list(FACET_PREDICATES["funder"])})
    UNION ALL SELECT funder_id, number FROM paid WHERE funder_id IS NOT NULL)
UNION ALL
SELECT 'instrument', value, number FROM (
    SELECT object_id AS value, subject_number AS number
    FROM relation WHERE predicate_id IN ({quoted_list(FACET_PREDICATES["instrument"])})
    UNION ALL SELECT funding_instrument_id, number FROM paid WHERE funding_instrument_id IS NOT NULL)
UNION ALL
SELECT 'currency', currency, number FROM paid
UNION ALL
SELECT DISTINCT 'currency', t.currency, e.number FROM entry e CROSS JOIN flow t ON {FACTS_OF}
WHERE e.kind = 'project'
UNION ALL
SELECT t.kind, substr(coalesce(t.day, t.period_start), 1, 4), e.number FROM (
    SELECT CASE kind WHEN 'budget' THEN 'budget' ELSE 'paid' END AS kind, fact_id, day, period_start FROM flow
    WHERE kind = 'budget' OR kind = 'transaction' AND type IN ({quoted_list(PAID_TYPES)})) t
JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id
WHERE e.kind = 'project' AND coalesce(t.day, t.period_start) IS NOT NULL
UNION ALL
SELECT 'status', {_cases("t.code", STATUS_CODES)}, e.number FROM entry e CROSS JOIN classification t ON {FACTS_OF}
WHERE e.kind = 'project' AND t.scheme = 'ActivityStatus' AND t.code IN ({quoted_list(STATUS_CODES)})
UNION ALL
SELECT 'marker', {_cases("t.code", MARKER_CODES)}, e.number FROM entry e CROSS JOIN classification t ON {FACTS_OF}
WHERE e.kind = 'project' AND t.scheme IN ('PolicyMarker', 'PolicyMarker/1') AND t.code IN ({quoted_list(MARKER_CODES)})
    AND coalesce(t.significance, '') <> '{_NOT_TARGETED}'
"""
_YEARS = """UNION ALL
SELECT 'active', y.year, p.number FROM v_period p JOIN v_period_year y ON y.first = p.first AND y.last = p.last
"""
_OPEN_ENDS = """UNION ALL
SELECT 'active', CASE WHEN t.end_latest IS NULL THEN 'open-end' ELSE 'open-start' END, e.number
FROM timeframe t JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id
WHERE t.end_latest IS NULL OR t.start_earliest IS NULL
"""
# not in the view, which is the same in all files of this version
_STATUS_GAPS = f"""UNION ALL
SELECT 'status', CASE
    WHEN EXISTS (SELECT 1 FROM classification t WHERE {FACTS_OF} AND t.scheme = 'ActivityStatus')
    OR EXISTS (SELECT 1 FROM published_field t WHERE {FACTS_OF} AND {_UNREAD_STATUS})
    THEN '{StatusGap.NOT_RECOGNISED}' ELSE '{StatusGap.NOT_STATED}' END, e.number
FROM entry e WHERE e.kind = 'project' AND (EXISTS (SELECT 1 FROM classification t WHERE t.scheme = 'ActivityStatus')
    OR EXISTS (SELECT 1 FROM published_field t WHERE {_UNREAD_STATUS}))
AND NOT EXISTS (SELECT 1 FROM classification t WHERE {FACTS_OF} AND t.scheme = 'ActivityStatus'
    AND t.code IN ({quoted_list(STATUS_CODES)}))
"""
_FACETS = f"\nCREATE VIEW v_facet AS{_BUT_YEARS}{_YEARS}{_OPEN_ENDS.rstrip()};\n"
FACETS_BUT_YEARS = _BUT_YEARS + _OPEN_ENDS + _STATUS_GAPS
"""The SQL of the view ``v_facet`` without years, which are most of its rows, and with the values of StatusGap."""

PROJECT_SETS = """
CREATE TABLE search_projects (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    projects BLOB NOT NULL,
    PRIMARY KEY (kind, value)
) STRICT;
"""
SEARCH = _VIEW + PLAIN_VIEW + _PERIODS + _FACETS + _INDEX_2 + RULE + PROJECT_SETS
SEARCHED = ("search_key", "search_word", "search_value", "search_facet", "search_entry")
DERIVED = (*SEARCHED, "search_projects")
"""The search tables filled from others, without those of full text; older references lack ``search_projects``."""


def searches_of(schema: int, rule: int) -> str:
    """Return the SQL that creates the search tables, for a schema version (1, 2) and a rule of folding words (1, 2)."""
    return SEARCHES_1[rule] if schema == 1 or rule != FOLDING else SEARCH


def key_of(words: Iterable[str]) -> str:
    """Return folded words as one key, joined by spaces, by which the table ``search_key`` finds whole names."""
    return " ".join(words)
