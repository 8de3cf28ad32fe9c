"""Every height of the timeline belongs to one row, whatever sections there are and whatever has been read."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import OverviewKind, parse_overview_query
from coopviewer.domain.overviews.timeline import Timeline, TimelineRecord, TimelineSection
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import Basis, EntryKind
from coopviewer.rendering.overviews.timeline_rows import BarRow, GroupRow
from coopviewer.rendering.overviews.timeline_view import lay_out_timeline
from coopviewer.widgets.overviews.timeline_geometry import TimelineGeometry

EDITION = Edition("e", "urn:e", "Edition", "nobody", "2020-01-01", "2020-12-31", Basis.EDITORIAL, None, "", "")
REGION = EntryRef("region/r", EntryKind.REGION, "Region", "Region")


def record(number: int) -> TimelineRecord:
    days = ("2017-12-31", "2019-01-01", "2019-12-31")
    text = f"Project {number}"
    return TimelineRecord(
        0, "2017-01-01", number, f"f{number}", f"project/p{number}", text, text, "2017/2019", *days, "2017- 2019"
    )


def placed(*sizes: tuple[int, int], query: str = "") -> TimelineGeometry:
    """Place sections, each with a number of projects and how many of them have been read; the last has no region."""
    sections, start = [], 0
    for at, (total, read) in enumerate(sizes):
        ref = None if at == len(sizes) - 1 else REGION
        sections.append(TimelineSection(ref, None, range(start, start + read), total))
        start += read
    timeline = Timeline(tuple(map(record, range(start))), tuple(sections), start, ("2017-01-01", "2019-12-31"))
    asked = parse_overview_query(OverviewKind.TIMELINE, query)
    geometry = TimelineGeometry()
    geometry.view = lay_out_timeline(timeline, asked, None, EDITION, date(2026, 1, 1), ENGLISH)
    geometry.place(16, 900)
    return geometry


@pytest.mark.parametrize("query", ["", "group=none"])
@pytest.mark.parametrize("sizes", [[(3, 3)], [(2, 2), (1, 1), (4, 4)], [(5, 2), (3, 0), (2, 0)], [(0, 0)]])
def test_rows_follow_each_other_without_a_gap(sizes: list[tuple[int, int]], query: str) -> None:
    geometry = placed(*sizes, query=query)
    geometry.offset = QPoint(0, 0)
    top = geometry.sizes.head
    for index in range(len(geometry.rows)):
        assert geometry.top_of(index) == top
        row = geometry.rows[index]
        height = geometry.sizes.group_row if isinstance(row, GroupRow) else geometry.sizes.bar_row
        assert geometry.height_of(index) == height
        for y in (top, top + height - 1):
            found = [each.number for each in geometry.rows_in(y, y)]
            assert found == ([] if row is None else [index])
        top += height
    assert geometry.height == top - geometry.sizes.head
    assert list(geometry.rows_in(top, top + 5_000)) == []


def test_what_has_not_been_read_has_its_place_and_no_row() -> None:
    part, whole = placed((5, 2), (3, 0), (2, 0)), placed((5, 5), (3, 3), (2, 2))
    assert part.height == whole.height
    assert [isinstance(row, GroupRow) for row in part.rows] == [isinstance(row, GroupRow) for row in whole.rows]
    assert sum(isinstance(row, BarRow) for row in part.rows) == 2
    assert sum(row is None for row in part.rows) == 8


def test_scrolled_rows_are_found_where_they_are_drawn() -> None:
    geometry = placed((40, 40), (30, 30), (20, 20))
    geometry.offset = QPoint(0, 777)
    for each in geometry.rows_in(geometry.sizes.head, 900):
        assert each.top == geometry.top_of(each.number)
        assert each.number in [found.number for found in geometry.rows_in(each.top + 1, each.top + 1)]
