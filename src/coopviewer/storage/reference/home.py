"""Reading the home page: the numbers of entries by kind, projects, data notes, and answers.

An answer is a number of countries, such as the number of those with a working arrangement.
"""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.facts import Amount, Fact, Statement, TimeframeFact
from coopviewer.domain.reference.pages import LIST_LIMIT, Answer, AnswerKind, EntryRecord, HomePage
from coopviewer.domain.reference.vocabulary import EntryKind, ExtentValue
from coopviewer.storage.reference import facts as reference_facts
from coopviewer.storage.reference import outline as reference_outline
from coopviewer.storage.reference import rows
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref

if TYPE_CHECKING:
    from coopviewer.domain.reference.imported.imported_pages import ImportSummary

MOST_PROJECTS = 12  # drawn on the home page
_MOST_COUNTRIES = 2_000  # of which the answers are counted: a millisecond for some hundreds
ARRANGEMENT, BENEFICIARY, CELL = "has-working-arrangement-with", "has-beneficiary", "has-risk-analysis-cell-in"
# of a statement s with its fact f: a note on sums, of an entry with a total, that cites passages of a total and a grant
IS_ON_SUMS = """
    s.kind = 'data-note' AND EXISTS (
        SELECT 1 FROM fact g JOIN amount t ON t.fact_id = g.id
        WHERE g.entry_id = f.entry_id AND t.kind = 'portfolio-total') AND 2 = (
        SELECT count(DISTINCT a.kind) FROM citation c JOIN citation d ON d.passage_id = c.passage_id
        JOIN amount a ON a.fact_id = d.fact_id WHERE c.fact_id = s.fact_id)
"""
_FOREMOST = f"""
    SELECT s.fact_id FROM statement s JOIN fact f ON f.id = s.fact_id WHERE {IS_ON_SUMS}
    ORDER BY f.entry_id NOT GLOB 'theme/*', s.fact_id
"""
_PROJECTS = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.kind = 'project' ORDER BY e.number"
_OF_COUNTRY = "EXISTS (SELECT 1 FROM relation r WHERE r.object_id = e.id AND r.predicate_id = '{}' {})"
_OF_PROJECTS = "AND r.subject_number BETWEEN :first AND :last"
_ANSWERS = f"""
    SELECT coalesce(sum(a), 0), coalesce(sum(a AND p), 0), coalesce(sum(a AND NOT p), 0), coalesce(sum(p AND NOT a), 0)
    FROM (SELECT {_OF_COUNTRY.format(ARRANGEMENT, "")} a, {_OF_COUNTRY.format(BENEFICIARY, _OF_PROJECTS)} p
        FROM entry e WHERE e.kind = 'country')
"""
_CELLS = """
    SELECT r.subject_id, count(DISTINCT r.object_id) FROM entry e
    JOIN relation r ON r.object_id = e.id AND r.predicate_id = ?
    WHERE e.kind = 'country' GROUP BY r.subject_id
"""
_EXTENTS = "SELECT value FROM extent WHERE predicate_id = ?"


def read_home(connection: sqlite3.Connection, edition: Edition) -> HomePage:
    """Read the home page of a reference, without what is the user's own there.

        ``projects``: all, if the reference is curated and has at most 12 (MOST_PROJECTS); else empty.
        ``answers``: how many countries have a working arrangement, are in projects' lists, or have a risk analysis
            cell; empty if there are more than 2,000 countries.
        ``notes``: all data notes; of an imported reference the first 200 (LIST_LIMIT).

    Of a damaged file LookupError, ValueError or sqlite3.Error is raised.
    """
    is_imported = rows.is_imported(connection)
    condition = "t.kind = 'data-note' ORDER BY f.entry_id, t.ordinal LIMIT ?"  # as in its partial index
    most = LIST_LIMIT if is_imported else -1  # an import may have thousands
    facts = reference_facts.read_facts(connection, "statement", condition, (most,))
    notes = tuple(fact for fact in facts if isinstance(fact, Statement))
    counts = reference_outline.count_entries(connection)
    draws = counts.get(EntryKind.PROJECT, 0) <= MOST_PROJECTS and not is_imported
    projects = _projects(connection) if draws else ()
    refs = reference_facts.read_refs(connection, {note.entry_id for note in notes})
    reference_facts.need({note.entry_id for note in notes}, refs.keys())
    cited = [*notes, *(fact for project in projects for fact in project.facts)]
    return HomePage(
        edition,
        counts,
        reference_outline.read_top_regions(connection, LIST_LIMIT),
        notes,
        reference_facts.read_lookup(connection, cited, refs | {each.ref.id: each.ref for each in projects}),
        inner_regions=_inner_regions(connection),
        projects=projects,
        foremost=() if is_imported else tuple(row[0] for row in connection.execute(_FOREMOST)),
        answers=tuple(_answers(connection)) if counts.get(EntryKind.COUNTRY, 0) <= _MOST_COUNTRIES else (),
        imported=_import(connection) if is_imported else None,
    )


def _import(connection: sqlite3.Connection) -> "ImportSummary":
    from coopviewer.storage.reference.imports.import_page import read_summary

    return read_summary(connection)


def _projects(connection: sqlite3.Connection) -> tuple[EntryRecord, ...]:
    """Read all projects with their timeframes and grants, those that begin first before the others."""
    refs = [entry_ref(row) for row in connection.execute(_PROJECTS)]
    found: dict[str, list[Fact]] = {ref.id: [] for ref in refs}
    of_projects = "f.entry_id GLOB 'project/*'"
    for fact in (
        *reference_facts.read_facts(connection, "timeframe", f"{of_projects} ORDER BY f.id", ()),
        *reference_facts.read_facts(connection, "amount", f"{of_projects} AND t.kind = 'grant' ORDER BY f.id", ()),
    ):
        if isinstance(fact, TimeframeFact | Amount):
            found[fact.entry_id].append(fact)
    records = [EntryRecord(ref, None, tuple(found[ref.id]), ()) for ref in refs]
    return tuple(sorted(records, key=lambda each: min((f.edtf for f in each.of_type(TimeframeFact)), default="~")))


def _inner_regions(connection: sqlite3.Connection) -> int:
    query = "SELECT count(*) FROM entry WHERE kind = 'region' AND placed"
    return int(connection.execute(query).fetchone()[0])


def _answers(connection: sqlite3.Connection) -> Iterator[Answer]:
    """Yield the answers of the home page: how many countries certain lists name; none if no list names a country."""
    first, last = reference_outline.read_span(connection, EntryKind.PROJECT)
    row = connection.execute(_ANSWERS, {"first": first, "last": last}).fetchone()
    all_arrangements, both, arrangement_only, project_only = row
    values = {ExtentValue(value) for (value,) in connection.execute(_EXTENTS, (ARRANGEMENT,))}
    complete = values and values <= {ExtentValue.COMPLETE, ExtentValue.NONE}
    is_known = complete and not rows.has_list_of_unknown_extent(connection, ARRANGEMENT)
    without = "not-listed" if is_known else "not-stated"
    if all_arrangements:
        yield Answer(AnswerKind.ARRANGEMENT, all_arrangements, "arrangement:listed")
        yield Answer(AnswerKind.ARRANGEMENT_AND_PROJECT, both, "arrangement:listed,projects:listed")
        yield Answer(AnswerKind.ARRANGEMENT_ONLY, arrangement_only, "arrangement:listed,projects:not-listed")
        yield Answer(AnswerKind.PROJECT_ONLY, project_only, f"arrangement:{without},projects:listed")
    cells = connection.execute(_CELLS, (CELL,)).fetchall()
    if len(cells) == 1:
        subject_id, count = cells[0]
        yield Answer(AnswerKind.CELL, count, f"cell:{subject_id}:listed")
