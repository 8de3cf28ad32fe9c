"""Reading the home page: its numbers are those of the reference, and of the overviews that they lead to."""

import sqlite3
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import HOME_ADDRESS
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import parse_overview_query
from coopviewer.domain.reference.facts import Amount, TimeframeFact
from coopviewer.domain.reference.pages import AnswerKind, HomePage
from coopviewer.domain.reference.vocabulary import ExtentValue
from coopviewer.rendering.overviews.coverage_rows import GridRow, lay_out_coverage
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from tests.reference_values import dataset, extent, ref, relation, timeframe

ARRANGEMENT, BENEFICIARY = "has-working-arrangement-with", "has-beneficiary"


@pytest.fixture(scope="module")
def home() -> HomePage:
    return read(paths.reference_file())


def read(path: Path) -> HomePage:
    store = ReferenceStore(path)
    try:
        page = store.page(HOME_ADDRESS)
    finally:
        store.close()
    assert isinstance(page, HomePage)
    return page


def rows_of(path: Path, where: str) -> int:
    """Count the countries that the coverage shows for the filter of an answer."""
    reader = OverviewReader(path)
    try:
        coverage = reader.coverage()
    finally:
        reader.close()
    view = lay_out_coverage(coverage, parse_overview_query("coverage", f"group=none&where={where}"), None, ENGLISH)
    return sum(isinstance(line, GridRow) for line in view.lines)


def test_the_answers_are_those_of_plain_sql(home: HomePage) -> None:
    connection = sqlite3.connect(paths.reference_file())

    def countries(predicate: str) -> set[str]:
        query = "SELECT object_id FROM relation WHERE predicate_id = ? AND object_id LIKE 'country/%'"
        return {row[0] for row in connection.execute(query, (predicate,))}

    arrangements, projects, cells = map(countries, (ARRANGEMENT, BENEFICIARY, "has-risk-analysis-cell-in"))
    connection.close()
    assert {answer.kind: answer.total for answer in home.answers} == {
        AnswerKind.ARRANGEMENT: len(arrangements),
        AnswerKind.ARRANGEMENT_AND_PROJECT: len(arrangements & projects),
        AnswerKind.ARRANGEMENT_ONLY: len(arrangements - projects),
        AnswerKind.PROJECT_ONLY: len(projects - arrangements),
        AnswerKind.CELL: len(cells),
    }
    assert (len(arrangements), len(arrangements - projects), len(cells)) == (18, 3, 6)


def test_each_answer_leads_to_as_many_rows_of_the_coverage(home: HomePage) -> None:
    assert home.answers
    for answer in home.answers:
        assert rows_of(paths.reference_file(), answer.where) == answer.total


def test_where_the_list_is_open_the_answer_leads_to_what_is_not_stated(tmp_path: Path) -> None:
    path = tmp_path / "open.db"
    write_reference(
        dataset(
            relation("organisation/o", ARRANGEMENT, "country/AA"),
            extent("organisation/o", ARRANGEMENT, ExtentValue.OPEN),
            relation("project/p", BENEFICIARY, "country/BB"),
            entries=[ref("country/CC", "Gamma")],
        ),
        path,
    )
    answers = {answer.kind: answer for answer in read(path).answers}
    only = answers[AnswerKind.PROJECT_ONLY]
    assert (only.total, only.where) == (1, "arrangement:not-stated,projects:listed")
    for answer in answers.values():
        assert rows_of(path, answer.where) == answer.total


def test_every_project_is_read_with_its_timeframe_and_its_grant_in_the_order_of_their_beginning(home: HomePage) -> None:
    begins = [[fact.edtf[:4] for fact in each.of_type(TimeframeFact)] for each in home.projects]
    assert begins == [["2014"], ["2017"], ["2018"], ["2019"]]
    assert [len(each.of_type(Amount)) for each in home.projects] == [1, 1, 1, 1]
    for each in home.projects:
        for fact in each.facts:
            assert all(citation.source_id in home.lookup.sources for citation in fact.citations)


def test_of_many_projects_none_is_read(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    write_reference(dataset(*(timeframe(f"project/p{n}", "2017/2018") for n in range(13))), path)
    assert read(path).projects == ()


def test_the_note_on_the_sum_that_does_not_add_up_is_foremost(home: HomePage) -> None:
    first = next(note for note in home.notes if note.id == home.foremost[0])
    assert first.text.startswith("The figures do not add up to one another.")


def test_regions_within_another_are_counted_apart(home: HomePage) -> None:
    assert (len(home.regions), home.inner_regions) == (6, 3)
