"""docs/schema.md describes what is there, and its queries run."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from coopviewer.domain.reference.timeframes import TimeframeStatus, parse_timeframe
from coopviewer.storage.files.application_ids import REFERENCE_ID
from coopviewer.storage.reference.schema import SCHEMA_VERSION, TABLES
from coopviewer.storage.reference.schema.views import VIEWS
from coopviewer.storage.search.tables import SEARCH

ROOT = Path(__file__).parents[3]
DESCRIBED, QUERIES = (ROOT / "docs/schema.md").read_text(encoding="utf-8").split("## Eight queries")
METADATA = (ROOT / "data/metadata.yaml").read_text(encoding="utf-8")
SECTIONS = QUERIES.split("\n### ")[1:]
TITLES = [section.partition("\n")[0] for section in SECTIONS]


def sql_of(section: str) -> str:
    return section.split("```sql\n")[1].split("```")[0].strip()


def example_of(section: str) -> dict[str, str]:
    return dict(re.findall(r"`:(\w+)` = `([^`]+)`", section))


def described_columns() -> dict[str, list[str]]:
    sections = re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", DESCRIBED, re.S | re.M)
    return {name: re.findall(r"^\| `(\w+)` \|", text, re.M) for name, text in sections}


@pytest.fixture(scope="module")
def reference() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{ROOT / 'data/coop.db'}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def test_every_table_view_and_column_is_described_in_its_order() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES + SEARCH + VIEWS)
        query = "SELECT name FROM pragma_table_list WHERE type <> 'shadow' AND name NOT LIKE 'sqlite_%'"
        names = [name for (name,) in connection.execute(query)]
        columns = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}
    assert described_columns() == columns


def test_every_table_view_and_column_is_described_for_datasette() -> None:
    tables = re.findall(r"^      (\w+):\n(.*?)(?=^      \w|^    queries)", METADATA, re.S | re.M)
    assert {name: re.findall(r"^          (\w+): ", text, re.M) for name, text in tables} == described_columns()


def test_the_descriptions_for_datasette_are_those_of_the_document() -> None:
    sections = re.findall(r"^### `\w+`\n\n(.*?)\n\n(.*?)(?=^##|\Z)", DESCRIBED, re.S | re.M)
    expected = [text for summary, table in sections for text in (summary, *_meanings(table))]
    expected += [
        text for section in SECTIONS for text in (section.split("\n")[0].partition(". ")[2], *_remark(section))
    ]
    listed = METADATA.partition("    tables:\n")[2]
    given = re.findall(r'^ {8,10}\w+: "(.*)"$', listed, re.M)
    assert given == [text.replace("`", "") for text in expected]


def _meanings(table: str) -> Iterator[str]:
    for _, meaning, _, null in re.findall(r"^\| `(\w+)` \| (.*?) \|( (.*?) \|)?$", table, re.M):
        yield meaning if null in ("", "never") else f"{meaning}; NULL: {null}"


def _remark(section: str) -> list[str]:
    return [each for each in [section.partition("\n")[2].partition("```")[0].strip()] if each]


def test_the_marks_of_the_file_are_described() -> None:
    assert f"| `PRAGMA application_id` | {REFERENCE_ID} " in DESCRIBED
    assert f"| `PRAGMA user_version` | {SCHEMA_VERSION}, " in DESCRIBED


def test_there_are_eight_queries() -> None:
    assert [title.partition(".")[0] for title in TITLES] == list("12345678")


@pytest.mark.parametrize("section", SECTIONS, ids=TITLES)
def test_a_query_runs_and_finds_something(section: str, reference: sqlite3.Connection) -> None:
    assert reference.execute(sql_of(section), example_of(section)).fetchall()


@pytest.mark.parametrize("section", SECTIONS, ids=TITLES)
def test_a_query_is_there_for_datasette_too(section: str) -> None:
    indented = "\n".join(f"          {line}" for line in sql_of(section).removesuffix(";").splitlines())
    assert indented in METADATA


def test_countries_with_a_working_arrangement_but_no_project(reference: sqlite3.Connection) -> None:
    found = reference.execute(sql_of(SECTIONS[0])).fetchall()
    assert [row[0] for row in found] == ["country/CA", "country/RU", "country/US"]


def test_the_sum_of_the_grants_stands_beside_the_stated_total(reference: sqlite3.Connection) -> None:
    found = reference.execute(sql_of(SECTIONS[2])).fetchall()
    assert len(found) == 5
    assert {row[-2:] for row in found} == {(15_900_000.0, 14_000_000.0)}


def test_every_passage_nobody_cites_is_one_that_need_not_be(reference: sqlite3.Connection) -> None:
    kinds = {row[1] for row in reference.execute(sql_of(SECTIONS[3]))}
    assert kinds <= {"heading", "label", "chrome"}


def test_projects_running_on_a_day_are_those_that_the_domain_says(reference: sqlite3.Connection) -> None:
    timeframes = dict(reference.execute("SELECT project_id, timeframe FROM v_project"))
    words = {TimeframeStatus.UNDER_WAY: "under way", TimeframeStatus.UNCERTAIN: "uncertain"}
    for days in range(0, 4000, 13):
        day = date(2013, 12, 25) + timedelta(days)
        found = {row[0]: row[3] for row in reference.execute(sql_of(SECTIONS[4]), {"day": day.isoformat()})}
        status = {project: parse_timeframe(edtf).status_on(day) for project, edtf in timeframes.items()}
        assert found == {project: words[each] for project, each in status.items() if each in words}


def test_a_name_in_another_language_leads_to_the_country(reference: sqlite3.Connection) -> None:
    found = {row[0] for row in reference.execute(sql_of(SECTIONS[5]), {"name": "Bielorrusia"})}
    assert found == {"country/BY"}
