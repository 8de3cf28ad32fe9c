"""Reading what pages of imported entries show besides facts: labels of codes, totals of money, sums of an organisation.

An id that an entry had formerly finds nothing.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from coopviewer.domain.imports.sheets import DATES, MONEY, SheetSlot
from coopviewer.domain.imports.unread import LISTED_ELEMENTS
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.imported_pages import FlowTotal, ImportedParts, NamingFlows
from coopviewer.domain.reference.pages import LIST_LIMIT
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference import fact_rows
from coopviewer.storage.reference import facts as reference_facts
from coopviewer.storage.reference.imports import published_rows
from coopviewer.storage.reference.imports.columns import read_columns

_TOTALS = (
    "SELECT entry_id, kind, type, currency, year, minor_units, decimals, flows FROM flow_total "
    "WHERE entry_id IN ({}) ORDER BY entry_id, kind, type, currency, year"
)
_MOST_FLOWS, _MOST_SEARCHED = 150, 5_000  # of the projects of a list: cited one by one, searched for all sources
_EVERY_FLOW = "SELECT id FROM fact WHERE entry_id IN ({}) AND kind = 'flow'"
_FLOW_OF_EACH_SOURCE = (
    "SELECT min(f.id) FROM fact f CROSS JOIN citation c ON c.fact_id = f.id "
    "WHERE f.entry_id IN ({}) AND f.kind = 'flow' GROUP BY f.entry_id, c.source_id"
)
_WITH_MENDED = (
    "SELECT DISTINCT entry_id FROM import_note WHERE entry_id IN ({}) AND severity = 'mended' AND what = 'sum'"
)
_MENDED_FLOW = (
    "SELECT f.id FROM fact f CROSS JOIN flow t ON t.fact_id = f.id WHERE f.entry_id IN ({}) AND f.kind = 'flow' "
    "AND substr(t.as_given, 1, length(t.as_given) - 4) GLOB '*[^-0-9.]*' LIMIT 150"  # without the currency
)
_ONE_FLOW = "SELECT min(id) FROM fact WHERE entry_id IN ({}) AND kind = 'flow' GROUP BY entry_id"
# a sum may name the same organisation twice; each part is read from an index in which it is sorted as here
_COUNT_NAMING = """
    SELECT (SELECT count(*) FROM flow WHERE from_id = :id) + (SELECT count(*) FROM flow WHERE to_id = :id)
        - (SELECT count(*) FROM flow WHERE to_id = :id AND from_id = :id)
"""
_NAMING = """
    SELECT * FROM (SELECT fact_id FROM flow WHERE from_id = :id ORDER BY fact_id LIMIT :limit)
    UNION SELECT * FROM (SELECT fact_id FROM flow WHERE to_id = :id ORDER BY fact_id LIMIT :limit)
    ORDER BY 1 LIMIT :limit
"""
_NAMING_SCANNED = "SELECT fact_id FROM flow WHERE from_id = :id OR to_id = :id ORDER BY fact_id"
_IS_INDEXED = "SELECT count(*) = 2 FROM sqlite_schema WHERE name IN ('flow_by_payer', 'flow_by_receiver')"
_MOST_COUNTED = 5_000  # sums whose activities are counted
_COUNT_ACTIVITIES = "SELECT count(DISTINCT entry_id) FROM fact WHERE id IN (SELECT value FROM json_each(?))"
_MOST_STEPS = 20  # the tables of one import share their steps
_LISTED_SLOTS = (*MONEY, *DATES, SheetSlot.STATUS)
_LISTED = {
    "milestone": "1",
    "classification": "t.scheme IN ('ActivityStatus', 'Currency')",
}
"""Of related projects: the tables of published facts that lists show, and a condition on their rows."""


def read_parts(
    connection: sqlite3.Connection, entry_id: str, projects: Iterable[str], naming: NamingFlows
) -> ImportedParts:
    """Read what the page of an imported entry shows besides its facts, such as labels of codes and totals of money.

    ``projects`` are the ids of the projects that the page lists. ``naming`` is what ``read_naming`` returned for the
    entry; it becomes part of the result as it is. Raises ValueError for a kind of flow that this version does not know.
    """
    projects = list(projects)
    kind = entry_id.partition("/")[0]
    labels: dict[tuple[str, str], dict[str, str]] = {}
    for code_list, code, language, label in connection.execute("SELECT list, code, language, label FROM code_label"):
        labels.setdefault((code_list, code), {})[language] = label
    generated = connection.execute("SELECT source_id, generated FROM import WHERE generated IS NOT NULL")
    own = _slots(connection, kind)
    return ImportedParts(
        own,
        own if kind == EntryKind.PROJECT else _slots(connection, EntryKind.PROJECT),
        labels,
        read_totals(connection, [entry_id, *projects]),
        {source_id: str(day) for source_id, day in generated},
        read_columns(connection, [entry_id, *projects]),
        naming,
    )


def read_naming(connection: sqlite3.Connection, entry_id: str) -> NamingFlows:
    """Read the flows (payments, budgets) of activities that name an organisation as payer or receiver.

    The first 200 (LIST_LIMIT) by fact id are read, and all are counted. For an entry that is no organisation there are
    none. Raises ValueError for a value that this version does not know.
    """
    if not entry_id.startswith(f"{EntryKind.ORGANISATION}/"):
        return NamingFlows()
    ids, total = _ids_naming(connection, entry_id)
    activities = None
    if total <= _MOST_COUNTED:
        (activities,) = connection.execute(_COUNT_ACTIVITIES, (json.dumps(ids),)).fetchone()
    flows = read_published(connection, ids[:LIST_LIMIT], ("flow",)) if ids else []
    return NamingFlows(tuple(each for each in flows if isinstance(each, Flow)), total, activities)


def _ids_naming(connection: sqlite3.Connection, entry_id: str) -> tuple[list[str], int]:
    """Return the ids, sorted, of the flows that name an organisation, at most _MOST_COUNTED, and how many there are."""
    named = {"id": entry_id, "limit": _MOST_COUNTED}
    if not connection.execute(_IS_INDEXED).fetchone()[0]:  # an older reference
        found = [row[0] for row in connection.execute(_NAMING_SCANNED, named)]
        return found[:_MOST_COUNTED], len(found)
    (total,) = connection.execute(_COUNT_NAMING, named).fetchone()
    return [row[0] for row in connection.execute(_NAMING, named)] if total else [], total


def read_totals(connection: sqlite3.Connection, entry_ids: Sequence[str]) -> dict[str, tuple[FlowTotal, ...]]:
    """Read the totals of the flows (payments, budgets) of each entry, by its id; entries without flows are left out.

    The totals of an entry are sorted by kind, type, currency and year. Raises ValueError for an unknown kind of flow.
    """
    found: dict[str, list[FlowTotal]] = {}
    for entry_id, kind, *row in connection.execute(_TOTALS.format(",".join("?" * len(entry_ids))), list(entry_ids)):
        found.setdefault(entry_id, []).append(FlowTotal(FlowKind(kind), *row))
    return {entry_id: tuple(totals) for entry_id, totals in found.items()}


def read_listed_facts(connection: sqlite3.Connection, project_ids: Iterable[str]) -> dict[str, list[Fact]]:
    """Read the facts of projects that lists of projects show, by project id; projects without any are left out.

    These are dates, statuses, default currencies and amounts; fields with a sum, date or status that could not be read;
    and flows, whose sources are cited beside the totals. Facts of one kind are in the order of fact ids. Raises
    ValueError for a value that this version does not know.

    Not all flows are read. The projects are sorted by their number of flows, the fewest first, and these numbers added
    up: of the projects within the first 150 flows all flows are read, of further ones within the first 5,000 one flow
    of each source, of each other project one flow. Of projects whose flows are not all read, flows with a mended sum
    are read too, at most 150 together.
    """
    wanted = tuple(sorted(project_ids))
    among = f"f.entry_id IN ({','.join('?' * len(wanted))})"
    facts: list[Fact] = []
    for table in ("timeframe", "amount"):
        facts += reference_facts.read_facts(connection, table, f"{among} ORDER BY f.id", wanted)
    for table, condition in _LISTED.items():
        facts += _published(connection, table, f"{among} AND f.kind = '{table}' AND {condition} ORDER BY f.id", wanted)
    facts += read_published(connection, _flows_cited(connection, wanted), ("flow",))
    labels = sorted(_gap_labels(connection))
    condition = f"{among} AND f.kind = 'published_field' AND t.label IN ({','.join('?' * len(labels))}) ORDER BY f.id"
    facts += _published(connection, "published_field", condition, (*wanted, *labels))
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.entry_id, []).append(fact)
    return found


def _flows_cited(connection: sqlite3.Connection, project_ids: Sequence[str]) -> list[str]:
    """Return the ids of the flows whose sources a list cites: all of projects with few, else one of each source.

    The projects with the fewest flows come first, until there are _MOST_FLOWS; then until there are _MOST_SEARCHED.
    Of the projects after these it is one flow, since the page must not wait. Flows whose sum was mended are among them
    too, since lists quote it as given.
    """
    among = ",".join("?" * len(project_ids))
    counted = connection.execute(
        f"SELECT entry_id, sum(flows) FROM flow_total WHERE entry_id IN ({among}) GROUP BY entry_id ORDER BY 2, 1",
        list(project_ids),
    ).fetchall()
    totals = list(accumulate(flows for _, flows in counted))
    few, some = bisect_right(totals, _MOST_FLOWS), bisect_right(totals, _MOST_SEARCHED)
    projects = [entry_id for entry_id, _ in counted]
    parts = ((projects[:few], _EVERY_FLOW), (projects[few:some], _FLOW_OF_EACH_SOURCE), (projects[some:], _ONE_FLOW))
    ids = [id_ for entry_ids, query in parts for id_ in _ids(connection, query, entry_ids)]
    mended = _ids(connection, _MENDED_FLOW, _ids(connection, _WITH_MENDED, projects[few:]))
    return list(dict.fromkeys((*ids, *mended)))


def _ids(connection: sqlite3.Connection, query: str, among: Sequence[str]) -> list[str]:
    """Return the ids that a query finds for some entries."""
    return [row[0] for row in connection.execute(query.format(",".join("?" * len(among))), list(among))]


def _gap_labels(connection: sqlite3.Connection) -> set[str]:
    """Return the labels of fields that may hold a sum, a date or a status: elements, and headings of tables.

    Steps of a form that is not known name no headings.
    """
    found = {*LISTED_ELEMENTS}
    for (steps,) in connection.execute("SELECT DISTINCT mapping FROM import LIMIT ?", (_MOST_STEPS,)):
        try:
            columns = [(each["slot"], str(each["heading"])) for each in json.loads(steps)["mapping"]["column"]]
        except (ValueError, LookupError, TypeError, RecursionError):
            continue
        found.update(heading for slot, heading in columns if slot in _LISTED_SLOTS)
    return found


def _slots(connection: sqlite3.Connection, kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute("SELECT slot FROM slot WHERE entry_kind = ?", (kind,)))


def _published(connection: sqlite3.Connection, table: str, condition: str, values: tuple[str, ...]) -> list[Fact]:
    columns = published_rows.PUBLISHED_TABLES[table][0]
    query = (
        f"SELECT {fact_rows.BASE_COLUMNS}, {columns} FROM fact f JOIN {table} t ON t.fact_id = f.id WHERE {condition}"
    )
    found = connection.execute(query, values).fetchall()
    ids = tuple(row[0] for row in found)
    where = f"fact_id IN ({','.join('?' * len(ids))})"
    citations = fact_rows.citations(connection, where, ids)
    return published_rows.facts_of_rows(connection, table, found, citations, where, ids)


def read_published(
    connection: sqlite3.Connection, fact_ids: Sequence[str], tables: Iterable[str] = published_rows.PUBLISHED_TABLES
) -> list[Fact]:
    """Read facts by id, of the kinds that only imported references have; ids of other facts are left out.

    They are in the order of ``tables`` (keys of PUBLISHED_TABLES, which limit the kinds of facts), then of their ids.
    Raises ValueError for a value that this version does not know.
    """
    among = f"f.id IN ({','.join('?' * len(fact_ids))}) ORDER BY f.id"
    return [fact for table in tables for fact in _published(connection, table, among, tuple(fact_ids))]
