"""What was read last is kept, and read anew for another question."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.domain.overviews.coverage import ColumnChoice
from coopviewer.domain.overviews.timeline import TimelineGroup
from coopviewer.storage.overviews.reader import OverviewReader
from tests.storage.overviews.many_projects import write_many_projects

DAY, LATER = date(2024, 6, 1), date(2027, 6, 1)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[OverviewReader]:
    write_many_projects(tmp_path / "many.db", 60, random.Random(3))
    with closing(OverviewReader(tmp_path / "many.db")) as opened:
        yield opened


def test_another_choice_of_columns_is_read_anew(reader: OverviewReader) -> None:
    years = reader.coverage(choice=ColumnChoice.YEAR, today=DAY)
    sectors = reader.coverage(choice=ColumnChoice.SECTOR, today=DAY)
    assert (years.choice, sectors.choice) == (ColumnChoice.YEAR, ColumnChoice.SECTOR)
    assert {column.key for column in years.columns} != {column.key for column in sectors.columns}
    assert reader.coverage(choice=ColumnChoice.SECTOR, today=DAY) == sectors


def test_statuses_are_counted_anew_on_another_day(reader: OverviewReader) -> None:
    before = reader.coverage(choice=ColumnChoice.STATUS, today=DAY)
    after = reader.coverage(choice=ColumnChoice.STATUS, today=LATER)
    assert before.columns != after.columns
    assert reader.coverage(choice=ColumnChoice.STATUS, today=DAY) == before


def test_another_grouping_and_another_day_of_the_timeline_are_read_anew(reader: OverviewReader) -> None:
    grouped = {group: reader.timeline(group, DAY) for group in (TimelineGroup.STATUS, TimelineGroup.NONE)}
    assert len(grouped[TimelineGroup.NONE].sections) == 1 < len(grouped[TimelineGroup.STATUS].sections)
    today, later = reader.timeline(TimelineGroup.STATUS, DAY), reader.timeline(TimelineGroup.STATUS, LATER)
    assert [section[1:] for section in today.sections] != [section[1:] for section in later.sections]
    assert reader.timeline(TimelineGroup.STATUS, LATER) is later


def test_what_has_been_read_as_a_whole_has_no_beginning(reader: OverviewReader) -> None:
    assert reader.timeline(TimelineGroup.REGION, DAY).is_complete
    assert reader.beginning(DAY) is None
