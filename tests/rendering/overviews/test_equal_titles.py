"""Projects of the same title are told apart in the timeline, in its table, and in the timeline of a brief."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.domain.briefs.request import BriefOptions, BriefRequest, BriefSection
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import parse_overview_query
from coopviewer.domain.overviews.timeline import Timeline, TimelineGroup
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.overviews.timeline_rows import BarRow, TimelineRows
from coopviewer.rendering.overviews.timeline_table import timeline_table
from coopviewer.rendering.words.overview_words import column_title
from coopviewer.storage.overviews.beginning import read_beginning
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.opening import open_reference
from tests.authoring.importing.imports import imported, titled, written

TODAY = date(2026, 11, 30)
QUERY = parse_overview_query("timeline", "group=none")
COUNCILS = ["Councils · XM-1-A", "Councils · XM-1-B"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("titles")
    activities = [
        titled(name, title, '<recipient-country code="KE"/>', '<activity-date type="2" iso-date="2020-01-01"/>')
        for name, title in (("XM-1-A", "Councils"), ("XM-1-B", "Councils"), ("XM-1-C", "Wells"))
    ]
    imported(folder / "a.db", written(folder / "a.xml", *activities))
    return folder / "a.db"


def rows_of(timeline: Timeline) -> TimelineRows:
    return TimelineRows(timeline, QUERY, None, TODAY, ENGLISH)


def test_the_table_of_the_timeline_has_the_identifier(path: Path) -> None:
    with closing(OverviewReader(path, None)) as reader:
        rows = rows_of(reader.timeline(TimelineGroup.NONE, TODAY, lambda: False))
    table = timeline_table(rows, QUERY, TODAY, ENGLISH)
    assert [row.cells[0] for row in table.rows] == [*COUNCILS, "Wells"]
    assert [row.title for row in rows if isinstance(row, BarRow)] == [*COUNCILS, "Wells"]


def test_the_first_projects_of_many_have_it_too(path: Path) -> None:
    with closing(open_reference(path)) as connection:
        timeline = read_beginning(connection, many=1)
    assert timeline is not None
    assert [row.title for row in rows_of(timeline) if isinstance(row, BarRow)] == [*COUNCILS, "Wells"]


def test_the_timeline_of_a_brief_has_the_identifier(path: Path) -> None:
    options = BriefOptions(sections=frozenset({BriefSection.TIMELINE}))
    with closing(BriefReader(path)) as reader:
        content = reader.read(BriefRequest(entries=("country/KE",), options=options))
    text = write_text(lay_out_brief(content, TODAY, ENGLISH))
    for title in COUNCILS:
        assert f"- Project: {title}; Dates:" in text
    assert "- Project: Wells; Dates:" in text


def test_headings_and_contents_of_a_brief_tell_them_apart(path: Path) -> None:
    entries = ("project/xm-1-a", "project/xm-1-b", "project/xm-1-c", "country/KE")
    with closing(BriefReader(path)) as reader:
        content = reader.read(BriefRequest(entries=entries))
    text = write_text(lay_out_brief(content, TODAY, ENGLISH))
    assert all(text.count(f"\n{title}\n") == 1 for title in COUNCILS)
    assert all(text.count(f"- {title}\n") == 1 for title in COUNCILS)
    assert "- Wells\n" in text
    assert all(f"- List: {title}; What it says" in text for title in COUNCILS)


def test_the_columns_of_the_coverage_tell_them_apart(path: Path) -> None:
    with closing(OverviewReader(path, None)) as reader:
        columns = reader.coverage(lambda: False).columns
    titles = [column_title(each, ENGLISH)[0] for each in columns]
    assert [each for each in titles if each.startswith("Councils")] == COUNCILS
