"""The timeline of an imported table: its own texts, and nothing drawn as planned that no column calls so."""

from contextlib import closing
from datetime import date

import pytest

from coopviewer.commands.import_data import main
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import TimelineGroup
from coopviewer.rendering.overviews.timeline_rows import BarRow, TimelineBar
from coopviewer.rendering.overviews.timeline_view import TimelineView, lay_out_timeline
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore

TODAY = date(2026, 11, 30)
HEADINGS = "Title;Country;Start date;End date;Planned start;Actual end"
ROWS = """\
start alone;Mali;03/02/2017;;;
end alone;Mali;spring 2017;31.12.2019;;
future start;Mali;2030-05-01;;;
plain and planned start;Mali;03/02/2018;;01/02/2018;
plain start, actual end;Mali;03/02/2018;;;14/12/2020
planned alone;Mali;;;01/02/2018;
planned start, plain end;Mali;;14/12/2020;01/02/2018;
"""


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> TimelineView:
    folder = tmp_path_factory.mktemp("table")
    table, path = folder / "projects.csv", folder / "projects.db"
    table.write_text(f"{HEADINGS}\n{ROWS}", encoding="utf-8")
    assert main(["sheet", str(table), "-o", str(path), "--day-order", "day-first", "--quiet"]) == 0
    query = OverviewQuery(kind=OverviewKind.TIMELINE, group=TimelineGroup.NONE)
    with closing(OverviewReader(path)) as reader, closing(ReferenceStore(path)) as store:
        timeline = reader.timeline(TimelineGroup.NONE, TODAY)
        return lay_out_timeline(timeline, query, None, store.edition, TODAY, ENGLISH)


def days(*parts: int) -> int:
    return date(*parts).toordinal()


def bars(view: TimelineView) -> dict[str, TimelineBar]:
    return {row.ref.title: row.bar for row in view.rows if isinstance(row, BarRow) and row.bar is not None}


def test_only_days_that_are_called_planned_or_are_ahead_are_drawn_as_an_outline(view: TimelineView) -> None:
    assert {title: bar.is_outlined for title, bar in bars(view).items()} == {
        "start alone": False,
        "end alone": False,
        "future start": True,  # which has not begun
        "plain and planned start": False,
        "plain start, actual end": False,
        "planned alone": True,
        "planned start, plain end": False,
    }


@pytest.mark.parametrize(
    ("title", "drawn", "planned"),
    [
        ("start alone", (days(2017, 2, 3), days(2017, 2, 3)), None),
        ("plain and planned start", (days(2018, 2, 3), days(2018, 2, 3)), (days(2018, 2, 1), None)),
        ("plain start, actual end", (days(2018, 2, 3), days(2020, 12, 14)), None),
        ("planned alone", (days(2018, 2, 1), days(2018, 2, 1)), None),
        ("planned start, plain end", (days(2020, 12, 14), days(2020, 12, 14)), (days(2018, 2, 1), None)),
    ],
)
def test_a_bar_has_the_days_that_pages_draw_as_actual(
    view: TimelineView, title: str, drawn: tuple[int, int], planned: tuple[int, int | None] | None
) -> None:
    bar = bars(view)[title]
    assert ((bar.first, bar.last), bar.planned) == (drawn, planned)


def test_a_bar_has_no_edge_where_a_date_is_missing(view: TimelineView) -> None:
    assert {title: (bar.has_start, bar.has_end) for title, bar in bars(view).items()} == {
        "start alone": (True, False),
        "end alone": (False, True),
        "future start": (True, False),
        "plain and planned start": (True, False),
        "plain start, actual end": (True, True),
        "planned alone": (True, False),
        "planned start, plain end": (False, True),
    }


def test_the_table_has_the_texts_of_the_source_and_says_which_date_it_lacks(view: TimelineView) -> None:
    assert view.table.headers[1] == "Timeframe as given"
    assert {row.cells[0]: row.cells[1] for row in view.table.rows} == {
        "start alone": "from “03/02/2017”, end not known",
        "end alone": "to “31.12.2019”, start not known; not read: “spring 2017”",
        "future start": "from “2030-05-01”, end not known",
        "plain and planned start": "from “03/02/2018”, end not known",
        "plain start, actual end": "03/02/2018 – 14/12/2020",
        "planned alone": "from “01/02/2018”, end not stated",
        "planned start, plain end": "01/02/2018 – 14/12/2020",
    }


def test_a_cell_that_could_not_be_read_is_told_from_one_that_may_be(view: TimelineView) -> None:
    cells = {row.cells[0]: row.cells[2:4] for row in view.table.rows}
    assert cells["end alone"] == ("not read", "31 December 2019")
    assert cells["start alone"] == ("3 February 2017", "not known")
