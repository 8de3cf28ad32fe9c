"""The timeline of activities whose dates could not be read: it does not say that they are not stated."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.listing import ListColumn
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import TimelineGroup
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.tables.entry_table import entry_texts
from coopviewer.rendering.overviews.timeline_rows import BarRow
from coopviewer.rendering.overviews.timeline_view import TimelineView, lay_out_timeline
from coopviewer.rendering.words.list_words import list_cell_value
from coopviewer.storage.overviews.beginning import read_beginning
from coopviewer.storage.overviews.list_source import ListSource
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.opening import open_reference
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.overviews.timeline_canvas import TimelineCanvas
from tests.authoring.importing.imports import imported, titled, written

TODAY = date(2020, 1, 1)
DATES = {
    "start": '<activity-date type="1" iso-date="soon"/>',
    "no type": '<activity-date iso-date="soon"/>',
    "end": '<activity-date type="2" iso-date="2019-01-01"/><activity-date type="3" iso-date="later"/>',
    "end alone": '<activity-date type="4" iso-date="later"/>',
    "planned end": """<activity-date type="2" iso-date="2015-02-01"/><activity-date type="3" iso-date="2018-12-31"/>
        <activity-date type="4" iso-date="end of spring 2019"/>""",
    "planned start": """<activity-date type="1" iso-date="2019-01-01"/><activity-date type="3" iso-date="2030"/>
        <activity-date type="2" iso-date="n/a"/>""",
    "both": '<activity-date type="2" iso-date="soon"/><activity-date type="4" iso-date="later"/>',
    "no text": '<activity-date type="2" iso-date="2019-01-01"/><activity-date type="4" iso-date=""/>',
    "other kind": '<activity-date type="2" iso-date="2019-01-01"/><activity-date iso-date="soon"/>',
    "no date": "",
    "start and words": '<activity-date type="2" iso-date="2019-01-01"><narrative>as agreed</narrative></activity-date>',
}


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


def test_a_bar_quotes_dates_that_could_not_be_read(view: TimelineView) -> None:
    assert {title: row.label for title, row in bars(view).items()} == {
        "start": "not read: “soon”",
        "no type": "not read: “soon”",
        "end": "from 1 January 2019, end not known; not read: “later”",
        "end alone": "not read: “later”",
        "planned end": "1 February 2015 to 31 December 2018 (planned); not read: “end of spring 2019”",
        "planned start": "1 January 2019 (planned) to 2030 (planned); not read: “n/a”",
        "both": "not read: “soon”, “later”",
        "no text": "from 1 January 2019, end not known",
        "other kind": "from 1 January 2019, end not known; not read: “soon”",
        "no date": "not stated in the source",
        "start and words": "from 1 January 2019, end not stated",
    }


def test_the_tip_of_a_bar_quotes_them_too(qtbot: QtBot, view: TimelineView) -> None:
    canvas = TimelineCanvas()
    qtbot.addWidget(canvas)
    canvas.show_view(view)
    tips = [canvas.tip_of(place) for place in range(len(view.rows))]
    assert any("end not known; not read: “later”" in tip for tip in tips)


def test_dates_that_could_not_be_read_do_not_leave_a_year_unstated(view: TimelineView) -> None:
    unread = "not known whether active in 2019: its dates could not be read"
    notes = {title: row.note for title, row in bars(view).items()}
    assert {title for title, note in notes.items() if note == unread} == {"start", "no type", "end alone", "both"}
    assert notes["end"] == notes["start and words"] == "surely active in 2019"
    assert notes["no date"] == "not stated whether active in 2019"


def test_the_table_quotes_dates_that_could_not_be_read_and_calls_none_unstated(path: Path) -> None:
    query = OverviewQuery(kind=OverviewKind.TIMELINE, group=TimelineGroup.NONE)
    with closing(OverviewReader(path)) as reader, closing(ReferenceStore(path)) as store:
        timeline = reader.timeline(TimelineGroup.NONE, TODAY)
        table = lay_out_timeline(timeline, query, None, store.edition, TODAY, ENGLISH).table
    none = "not stated in the source"
    assert table.headers[1:5] == ("Timeframe as given", "Begins", "Ends", "Status")
    cells = {row.cells[0]: row.cells[1:5] for row in table.rows}
    assert cells["start"] == ("not read: “soon”", "not read", none, "not read")
    assert cells["no type"] == ("not read: “soon”", "not read", "not read", "not read")
    assert cells["end alone"] == ("not read: “later”", none, "not read", "not read")
    begins = "1 January 2019"
    given = "from “2019-01-01”, end not known"
    assert cells["end"] == (f"{given}; not read: “later”", begins, "not read", "begun, end not known")
    assert cells["no text"] == (given, begins, "not read", "begun, end not known")
    assert cells["planned end"][0] == "2015-02-01 – 2018-12-31; not read: “end of spring 2019”"
    assert cells["planned end"][3] == "planned end passed, actual dates not all known"
    assert cells["planned start"][3] == "within the planned dates, actual dates not all known"
    assert cells["start and words"][2:] == (none, "begun, no end stated")
    assert cells["no date"] == (none,) * 4


def test_the_status_in_a_list_calls_no_date_unstated_that_could_not_be_read(path: Path) -> None:
    columns = (ListColumn.TITLE, ListColumn.STATUS)
    with closing(ListSource(path, TODAY)) as source:
        rows = [*source.rows(source.of_kinds([EntryKind.PROJECT]), columns)]
    statuses = dict(entry_texts(rows, columns, ENGLISH))
    assert statuses["end"] == "begun, end not known"
    assert statuses["planned end"] == "planned end passed, actual dates not all known"
    assert statuses["start and words"] == "begun, no end stated"
    assert statuses["both"] == "not read"
    assert {row.cells[0].texts[0]: list_cell_value(row.cells[1]) for row in rows}["end"] == "begun"


def test_the_beginning_of_a_long_timeline_says_so_too(path: Path) -> None:
    with closing(open_reference(path)) as connection:
        timeline = read_beginning(connection, many=1)
    assert timeline is not None
    assert len(timeline.unread) == 9
