"""The timeline of activities whose dates could not be read: it does not say that they are not stated."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import TimelineGroup
from coopviewer.rendering.overviews.timeline_rows import BarRow
from coopviewer.rendering.overviews.timeline_view import TimelineView, lay_out_timeline
from coopviewer.storage.overviews.beginning import read_beginning
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.opening import open_reference
from coopviewer.storage.reference.store import ReferenceStore
from tests.authoring.importing.imports import imported, titled, written

TODAY = date(2020, 1, 1)
DATES = {
    "start": '<activity-date type="1" iso-date="soon"/>',
    "no type": '<activity-date iso-date="soon"/>',
    "end": '<activity-date type="2" iso-date="2019-01-01"/><activity-date type="3" iso-date="later"/>',
    "end alone": '<activity-date type="4" iso-date="later"/>',
    "no date": "",
    "start and words": '<activity-date type="2" iso-date="2019-01-01"><narrative>as agreed</narrative></activity-date>',
}
UNREAD = "stated in a form that cannot be read"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unread")
    country = '<recipient-country code="NE"/>'
    parts = [titled(f"XM-{n}", title, country, dates) for n, (title, dates) in enumerate(DATES.items())]
    imported(folder / "out.db", written(folder / "a.xml", *parts))
    return folder / "out.db"


@pytest.fixture(scope="module")
def view(path: Path) -> TimelineView:
    query = OverviewQuery(kind=OverviewKind.TIMELINE, group=TimelineGroup.NONE, year=2019)
    with closing(OverviewReader(path)) as reader, closing(ReferenceStore(path)) as store:
        timeline = reader.timeline(TimelineGroup.NONE, TODAY)
        return lay_out_timeline(timeline, query, None, store.edition, TODAY, ENGLISH)


def bars(view: TimelineView) -> dict[str, BarRow]:
    return {row.ref.title: row for row in view.rows if isinstance(row, BarRow)}


def test_a_bar_says_which_dates_could_not_be_read(view: TimelineView) -> None:
    assert {title: row.label for title, row in bars(view).items()} == {
        **dict.fromkeys(("start", "no type", "end alone"), UNREAD),
        "end": "from 1 January 2019, end not known",
        "no date": "not stated in the source",
        "start and words": "from 1 January 2019, end not stated",
    }


def test_dates_that_could_not_be_read_do_not_leave_a_year_unstated(view: TimelineView) -> None:
    unread = "not known whether active in 2019: its dates could not be read"
    assert {title: row.note for title, row in bars(view).items()} == {
        **dict.fromkeys(("start", "no type", "end alone"), unread),
        **dict.fromkeys(("end", "start and words"), "surely active in 2019"),
        "no date": "not stated whether active in 2019",
    }


def test_the_table_says_which_dates_could_not_be_read(path: Path) -> None:
    query = OverviewQuery(kind=OverviewKind.TIMELINE, group=TimelineGroup.NONE)
    with closing(OverviewReader(path)) as reader, closing(ReferenceStore(path)) as store:
        timeline = reader.timeline(TimelineGroup.NONE, TODAY)
        table = lay_out_timeline(timeline, query, None, store.edition, TODAY, ENGLISH).table
    none = "not stated in the source"
    assert table.headers[1:5] == ("Timeframe as given", "Begins", "Ends", "Status")
    cells = {row.cells[0]: row.cells[1:5] for row in table.rows}
    assert cells["start"] == (UNREAD, "not read", none, "not read")
    assert cells["no type"] == (UNREAD, "not read", "not read", "not read")
    assert cells["end alone"] == (UNREAD, none, "not read", "not read")
    assert cells["end"][:3] == ("from “2019-01-01”, end not known", "1 January 2019", "not read")
    assert cells["start and words"][2] == none
    assert cells["no date"] == (none,) * 4


def test_the_beginning_of_a_long_timeline_says_so_too(path: Path) -> None:
    with closing(open_reference(path)) as connection:
        timeline = read_beginning(connection, many=1)
    assert timeline is not None
    assert len(timeline.unread.any) == 4
