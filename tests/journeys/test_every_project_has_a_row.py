"""Every imported project is under each grouping, and in each filter by status, also with a status that is no code."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.commands.import_data import main as import_data
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.outline import ROOT, Grouping
from coopviewer.domain.search.query import Facet, SearchQuery
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.rendering.words.facet_words import heading_word
from coopviewer.rendering.words.import_words import note_line
from coopviewer.storage.building.import_reading import read_import_notes
from coopviewer.storage.reference.opening import open_reference
from coopviewer.storage.reference.outline import read_children, read_groupings, read_path
from coopviewer.storage.reference.outline_branch import read_branch
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.store import ReferenceSearch
from tests.authoring.importing.imports import imported, titled, written

TODAY = date(2026, 11, 30)
STATUS = '<activity-status code="{}"/>'
SECTOR = '<sector vocabulary="1" code="{}"/>'
BY_VALUE = {
    "implementation": ["project/xx-running"],
    "not-recognised": ["project/xx-nine", "project/xx-said"],
    "not-stated": ["project/xx-silent"],
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("statuses")
    activities = (
        titled("XX-RUNNING", "Running", STATUS.format(2), SECTOR.format("14031")),
        titled("XX-NINE", "Nine", STATUS.format(9), SECTOR.format("99999")),
        titled("XX-SAID", "Said", "<activity-status><narrative>half way</narrative></activity-status>"),
        titled("XX-SILENT", "Silent"),
    )
    imported(folder / "out.db", written(folder / "a.xml", *activities))
    return folder / "out.db"


def test_the_rows_of_the_status_are_all_projects(path: Path) -> None:
    with closing(open_reference(path)) as connection:
        rows = read_children(connection, Grouping.STATUS, ROOT, 0, 100)
        assert {row.key: row.count for row in rows} == {f"status/{each}": len(ids) for each, ids in BY_VALUE.items()}
        for value, ids in BY_VALUE.items():
            assert [row.key for row in read_children(connection, Grouping.STATUS, f"status/{value}", 0, 9)] == ids
            assert read_path(connection, Grouping.STATUS, ids[0]) == (f"status/{value}", ids[0])
            assert heading_word(f"status/{value}", ENGLISH) != f"status/{value}"


@pytest.mark.parametrize("grouping", [Grouping.REGIONS, Grouping.SECTORS, Grouping.ORGANISATIONS, Grouping.STATUS])
def test_no_project_is_missing_in_a_grouping(path: Path, grouping: Grouping) -> None:
    with closing(open_reference(path)) as connection:
        if grouping in read_groupings(connection):
            found = {ref.id for ref in read_branch(connection, grouping, ROOT)}
            assert {each for several in BY_VALUE.values() for each in several} <= found


@pytest.mark.parametrize("value", BY_VALUE)
def test_a_filter_finds_what_the_row_has(path: Path, value: str) -> None:
    with closing(ReferenceSearch(path, clock=lambda: 0.0, today=lambda: TODAY)) as search:
        hits = search.search(parse_query(f"kind:project status:{value}")).hits
        counted = next(each for each in search.facets(SearchQuery()) if each.facet is Facet.STATUS)
    assert sorted(hit.ref.id for hit in hits) == BY_VALUE[value]
    assert {each.value: each.count for each in counted.values}[value] == len(BY_VALUE[value])


def test_a_project_of_a_table_without_an_organisation_has_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Ref;Title;Country;Reporter\n1;Wells;Niger;Agency\n2;Roads;Mali;\n", encoding="utf-8"
    )
    assert import_data(["sheet", str(tmp_path / "a.csv"), "-o", str(tmp_path / "a.db"), "--quiet"]) == 0
    with closing(open_reference(tmp_path / "a.db")) as connection:
        rows = read_children(connection, Grouping.ORGANISATIONS, ROOT, 0, 100)
        assert {row.key: row.count for row in rows} == {"role/reporting": 1, "role/nobody": 1}
        below = read_children(connection, Grouping.ORGANISATIONS, "role/nobody", 0, 100)
        assert [row.key for row in below] == ["project/2"]
        assert read_path(connection, Grouping.ORGANISATIONS, "project/2") == ("role/nobody", "project/2")
        assert read_path(connection, Grouping.ORGANISATIONS, "project/1")[0] == "role/reporting"
        assert heading_word("role/nobody", ENGLISH) == "Projects without an organisation"


DATED = {
    "PLANNED": (("1", "2019-01-01"), ("3", "2020-12-31")),
    "ACTUAL": (("2", "2019-01-01"), ("3", "2020-12-31"), ("4", "2021-06-30")),
    "LATER": (("1", "2019-01-01"), ("3", "2030-12-31")),
    "COARSE": (("3", "2026"),),
    "BEGUN": (("2", "2019-01-01"),),
}


def test_what_pages_call_a_planned_end_passed_can_be_searched_for(tmp_path: Path) -> None:
    date_of = '<activity-date type="{}" iso-date="{}"/>'
    activities = [titled(name, name, *(date_of.format(*each) for each in dates)) for name, dates in DATED.items()]
    imported(tmp_path / "out.db", written(tmp_path / "a.xml", *activities))
    with closing(ReferenceSearch(tmp_path / "out.db", clock=lambda: 0.0, today=lambda: TODAY)) as search:
        found = {
            value: sorted(hit.ref.title for hit in search.search(parse_query(f"kind:project {value}")).hits)
            for value in ("status:end-passed", "-status:end-passed status:ended", 'status:"planned end passed"')
        }
    assert list(found.values()) == [["PLANNED"], ["ACTUAL"], ["PLANNED"]]
    with closing(ReferenceStore(tmp_path / "out.db")) as store:
        for name in DATED:
            page = write_text(lay_out(store.page(Address(f"project/{name.lower()}")), TODAY, frozenset(), ENGLISH))
            assert ("planned end passed" in page) is (name == "PLANNED")


def test_a_file_of_an_earlier_import_has_one_row_for_both(path: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.db"
    earlier.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(earlier)) as connection, connection:
        connection.execute(
            "DELETE FROM search_facet WHERE value_id IN (SELECT id FROM search_value WHERE value GLOB 'not-*')"
        )
        connection.execute("DELETE FROM search_value WHERE value GLOB 'not-*'")
    with closing(open_reference(earlier)) as connection:
        rows = read_children(connection, Grouping.STATUS, ROOT, 0, 100)
        assert {row.key: row.count for row in rows} == {"status/implementation": 1, "status/none": 3}


def test_codes_that_are_in_no_list_are_noted(path: Path) -> None:
    lines = [note_line(note, ENGLISH) for note in read_import_notes(path) if note.what == "list-code"]
    assert [line.partition(": ")[2] for line in lines] == [
        "“9” is no code of the list ActivityStatus that is known; it is kept as given.",
        "“99999” is no code of the list Sector that is known; it is kept as given.",
    ]
