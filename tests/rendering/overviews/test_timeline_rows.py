"""The timeline: headings and projects, what is dimmed, its bars and days, and the table that says the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import Timeline, TimelineGrant, TimelineRecord, TimelineSection
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.spans import StoredMilestone
from coopviewer.domain.reference.timeframes import TimeframeStatus, parse_timeframe
from coopviewer.rendering.overviews.table import OverviewTable
from coopviewer.rendering.overviews.timeline_rows import BarRow, GroupRow, TimelineBar, TimelineRows, bar_of_milestones
from coopviewer.rendering.overviews.timeline_table import timeline_table
from coopviewer.rendering.overviews.timeline_view import TimelineView, lay_out_timeline
from tests.reference_values import EDITION, ref, statement

TODAY = date(2022, 6, 15)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def of_timeframe(name: str, edtf: str, as_given: str = "") -> TimelineRecord:
    """Make a project with a timeframe."""
    start, end = parse_timeframe(edtf)
    return TimelineRecord(
        *(0, start.earliest.isoformat() if start else "", 1, f"{name}/timeframe", f"project/{name}", name, name),
        *(edtf, start.latest.isoformat() if start else None, end.earliest.isoformat() if end else None),
        *(end.latest.isoformat() if end else None, as_given or edtf),
    )


def of_milestones(name: str, milestones: str, *bounds: str, given: str | None = None) -> TimelineRecord:
    """Make a project with milestones; ``bounds`` are its earliest and latest start and its earliest and latest end."""
    start, *others = bounds
    record = TimelineRecord(0, start, 1, f"{name}/m", f"project/{name}", name, name, None, *others, None)
    return record._replace(milestones=milestones, given=given)


def without_dates(name: str) -> TimelineRecord:
    return TimelineRecord(1, "", 1, None, f"project/{name}", name, name, None, None, None, None, None)


def timeline(*records: TimelineRecord, sections: Sequence[TimelineSection] | None = None, **more: Any) -> Timeline:
    """Make a timeline; without sections it has one without a heading."""
    alone = (TimelineSection(None, None, range(len(records)), len(records)),)
    return Timeline(records, tuple(sections or alone), more.pop("total", len(records)), **more)


def query(**more: Any) -> OverviewQuery:
    return OverviewQuery(kind=OverviewKind.TIMELINE, **{"group": "none", **more})


def rows_of(given: Timeline, allowed: Sequence[str] | None = None, **more: Any) -> TimelineRows:
    ids = None if allowed is None else frozenset(f"project/{name}" for name in allowed)
    return TimelineRows(given, query(**more), ids, TODAY, ENGLISH)


def only_row(record: TimelineRecord, more: Mapping[str, Any] | None = None, year: int | None = None) -> BarRow:
    (row,) = rows_of(timeline(record, **(more or {})), year=year)
    assert isinstance(row, BarRow)
    return row


OLD, NOW, LATER = of_timeframe("Old", "2010/2012"), of_timeframe("Now", "2020-03/2023"), of_timeframe("Later", "2030")


@pytest.mark.parametrize(
    ("edtf", "bar"),
    [
        (
            "2019-02/2023",
            TimelineBar(day("2019-02-01"), day("2019-02-28"), day("2023-01-01"), day("2023-12-31"), False),
        ),
        ("2019", TimelineBar(day("2019-01-01"), day("2019-12-31"), day("2019-12-31"), day("2019-12-31"), False)),
        ("2019/..", TimelineBar(day("2019-01-01"), day("2019-12-31"), TODAY.toordinal(), None, False)),
        ("2030/..", TimelineBar(day("2030-01-01"), day("2030-12-31"), day("2030-12-31"), None, True)),
        ("../2030", TimelineBar(None, day("2030-01-01"), day("2030-01-01"), day("2030-12-31"), False)),
        (
            "2022-06-15/2023",
            TimelineBar(TODAY.toordinal(), TODAY.toordinal(), day("2023-01-01"), day("2023-12-31"), False),
        ),
        (
            "2022-06-16/2023",
            TimelineBar(day("2022-06-16"), day("2022-06-16"), day("2023-01-01"), day("2023-12-31"), True),
        ),
    ],
)
def test_the_bar_of_a_timeframe_has_the_days_that_its_dates_surely_and_possibly_include(
    edtf: str, bar: TimelineBar
) -> None:
    assert only_row(of_timeframe("A", edtf)).bar == bar


def milestones(**days: str) -> list[StoredMilestone]:
    return [StoredMilestone("", kind.replace("_", "-"), edtf, edtf) for kind, edtf in days.items()]


@pytest.mark.parametrize(
    ("days", "bar"),
    [
        (
            {"start_actual": "2017-03", "end_actual": "2019"},
            TimelineBar(day("2017-03-01"), day("2017-03-31"), day("2019-01-01"), day("2019-12-31"), False),
        ),
        (
            {"start_actual": "2017", "end_actual": "2017"},
            TimelineBar(day("2017-01-01"), day("2017-12-31"), day("2017-12-31"), day("2017-12-31"), False),
        ),
        (
            {"start_planned": "2017-03", "end_planned": "2019"},
            TimelineBar(day("2017-03-01"), day("2017-03-31"), day("2019-01-01"), day("2019-12-31"), True),
        ),
        (
            {"start": "2017-03", "end_planned": "2019"},
            TimelineBar(
                *(day("2017-03-01"), day("2017-03-31"), day("2017-03-31"), day("2017-03-31"), False),
                *((None, day("2019-12-31")), True, False),
            ),
        ),
        (
            {"start_planned": "2016", "start_actual": "2017-03", "end_planned": "2019", "end_actual": "2020-05"},
            TimelineBar(
                *(day("2017-03-01"), day("2017-03-31"), day("2020-05-01"), day("2020-05-31"), False),
                (day("2016-01-01"), day("2019-12-31")),
            ),
        ),
        (
            {"start_planned": "2016", "end": "2020-05"},
            TimelineBar(
                *(day("2020-05-01"), day("2020-05-31"), day("2020-05-31"), day("2020-05-31"), False),
                *((day("2016-01-01"), None), False, True),
            ),
        ),
        (
            {"start_actual": "2022-06-16"},
            TimelineBar(*[day("2022-06-16")] * 4, True, None, True, False),
        ),
        ({"start_actual": "2022-06-15"}, TimelineBar(*[TODAY.toordinal()] * 4, False, None, True, False)),
        ({"end_actual": "2030-01-01"}, TimelineBar(*[day("2030-01-01")] * 4, False, None, False, True)),
        ({}, None),
        ({"other": "2020"}, None),
    ],
)
def test_the_bar_of_milestones_has_the_actual_days_and_around_them_the_planned_ones(
    days: dict[str, str], bar: TimelineBar | None
) -> None:
    assert bar_of_milestones(milestones(**days), TODAY) == bar


@pytest.mark.parametrize(
    ("bar", "extent"),
    [
        (TimelineBar(10, 12, 20, 22, False), (10, 22)),
        (TimelineBar(10, 12, 20, 22, False, (5, 30)), (5, 30)),
        (TimelineBar(10, 12, 20, 22, False, (11, 21)), (10, 22)),
        (TimelineBar(10, 12, 20, 22, False, (None, 30)), (10, 30)),
        (TimelineBar(10, 12, 20, 22, False, (5, None)), (5, 22)),
        (TimelineBar(None, 12, 12, 22, False, (5, 30)), (None, 22)),
        (TimelineBar(10, 12, 20, None, False, (5, 30)), (10, None)),
    ],
)
def test_a_bar_reaches_over_its_own_and_its_planned_days(
    bar: TimelineBar, extent: tuple[int | None, int | None]
) -> None:
    assert bar.extent == extent


AFRICA = ref("region/africa", "Africa")
SECTIONS = (
    TimelineSection(AFRICA, None, (0, 2), 2),
    TimelineSection(ref("region/asia", "Asia"), None, (), 0),
    TimelineSection(None, None, (1,), 1),
)


def titles(rows: TimelineRows) -> list[str | None]:
    return [None if row is None else row.title for row in rows]


def test_the_rows_are_each_section_with_its_heading() -> None:
    rows = rows_of(timeline(OLD, NOW, LATER, sections=SECTIONS), group="region")
    assert titles(rows) == ["Africa", "Old", "Later", "Asia", "Without a region", "Now"]
    assert len(rows) == 6
    assert rows.starts == (0, 3, 4, 6)
    assert [rows[0], rows[-2]] == [GroupRow("Africa", "2", AFRICA), GroupRow("Without a region", "1", None)]
    assert [row.title for row in rows[1:3] if row] == ["Old", "Later"]
    last = rows[-1]
    assert last is not None
    assert last.title == "Now"
    with pytest.raises(IndexError):
        rows[6]


def test_without_groups_there_is_no_heading() -> None:
    assert titles(rows_of(timeline(OLD, NOW))) == ["Old", "Now"]
    assert titles(rows_of(timeline())) == []


def test_what_is_not_yet_read_has_rows_too() -> None:
    sections = (TimelineSection(AFRICA, None, (0,), 3), TimelineSection(None, None, (1,), 2))
    rows = rows_of(timeline(OLD, NOW, sections=sections, total=5), group="region")
    assert titles(rows) == ["Africa", "Old", None, None, "Without a region", "Now", None]
    assert [row and row.total for row in rows.headings] == ["3", "2"]


@pytest.mark.parametrize(
    ("section", "title"),
    [
        (TimelineSection(None, TimeframeStatus.UNDER_WAY, (0,), 1), "under way"),
        (TimelineSection(None, None, (0,), 1, "implementation"), "Implementation, published"),
        (TimelineSection(None, None, (0,), 1), "Without dates"),
    ],
)
def test_the_heading_of_a_status_is_its_word(section: TimelineSection, title: str) -> None:
    heading = rows_of(timeline(OLD, sections=[section]), group="status")[0]
    assert heading == GroupRow(title, "1", None)


def test_a_heading_says_of_how_many_projects_some_are_dimmed() -> None:
    rows = rows_of(timeline(OLD, NOW, LATER, sections=SECTIONS), ["Old", "Now"], group="region")
    assert [row.total for row in rows if isinstance(row, GroupRow)] == ["1 of 2", "0", "1"]
    assert [row.is_dimmed for row in rows if isinstance(row, BarRow)] == [False, True, False]


@pytest.mark.parametrize(
    ("year", "dimmed"),
    [
        (None, [False, False, False]),
        (2012, [False, True, True]),
        (2019, [True, True, True]),
        (2020, [True, False, True]),
        (2030, [True, True, False]),
    ],
)
def test_a_chosen_year_dims_what_was_not_active_in_it(year: int | None, dimmed: list[bool]) -> None:
    rows = rows_of(timeline(OLD, NOW, LATER), year=year)
    assert [row.is_dimmed for row in rows if isinstance(row, BarRow)] == dimmed
    assert list(rows.shown_places((0, 1, 2))) == [place for place in range(3) if not dimmed[place]]


def test_the_search_and_the_year_together_dim_the_rest() -> None:
    rows = rows_of(timeline(OLD, NOW, of_timeframe("New", "2020/2021")), ["Old", "New"], year=2020)
    assert [row.is_dimmed for row in rows if isinstance(row, BarRow)] == [True, True, False]
    assert list(rows.shown_places((2, 1, 0))) == [2]


@pytest.mark.parametrize(
    ("year", "note"),
    [
        (None, ""),
        (2021, "surely active in 2021"),
        (2023, "surely active in 2023"),
        (2019, "not active in 2019"),
    ],
)
def test_a_row_says_whether_the_project_was_active_in_the_chosen_year(year: int | None, note: str) -> None:
    assert only_row(NOW, year=year).note == note


def test_of_a_project_without_readable_dates_it_is_not_known_whether_it_was_active() -> None:
    unread = {"unread": {"project/A": {"milestone/start": ["spring"]}}}
    assert only_row(without_dates("A"), unread, 2020).note.startswith("not known whether active in 2020")
    assert only_row(without_dates("A"), None, 2020).note == "not stated whether active in 2020"


def test_the_label_of_a_row_is_its_dates_in_words() -> None:
    assert only_row(of_timeframe("A", "2020/2023", "2020 - 2023")).label == "2020 - 2023 · known to the year"
    started = of_milestones("A", "start-actual=2017-01", "2017-01-01", "2017-01-31", "2017-01-01", "2017-01-31")
    assert only_row(started).label == "from January 2017, end not stated"
    both = of_milestones("A", "start=2017 end-planned=2020", "2017-01-01", "2017-12-31", "2020-01-01", "2020-12-31")
    assert only_row(both).label == "2017 to 2020 (planned)"
    assert only_row(without_dates("A")).label == "not stated in the source"


def test_the_label_names_what_could_not_be_read() -> None:
    started = of_milestones("A", "start-actual=2017", "2017-01-01", "2017-12-31", "2017-01-01", "2017-12-31")
    unread = {"unread": {"project/A": {"milestone/end": ["spring"]}}}
    assert only_row(started, unread).label == "from 2017, end not known; not read: “spring”"
    of_start = {"unread": {"project/A": {"milestone/start": ["spring"]}}}
    assert only_row(started, of_start).label == "from 2017, end not stated"
    assert only_row(without_dates("A"), of_start).label == "not read: “spring”"
    textless: dict[str, Any] = {"unread": {"project/A": {"milestone/start": []}}}
    assert only_row(without_dates("A"), textless).label == "stated in a form that cannot be read"


def test_a_row_has_the_short_name_the_fact_and_the_grants_of_its_project() -> None:
    grants = {"project/A": (TimelineGrant(400_000, "EUR", "4,000 euros"), TimelineGrant(100, "USD", "a dollar"))}
    row = only_row(of_timeframe("A", "2020"), {"grants": grants, "acronyms": {"project/A": "AA"}})
    assert (row.title, row.fact_id) == ("AA", "A/timeframe")
    assert row.grants == "EUR 4,000, USD 1"
    assert row.grants_as_given == "“4,000 euros”, “a dollar”"
    plain = only_row(without_dates("A"), {"hints": {"project/A": "XM-1"}})
    assert (plain.title, plain.fact_id, plain.bar, plain.grants, plain.grants_as_given) == (
        "A · XM-1",
        "",
        None,
        "",
        "",
    )


def test_the_number_of_projects_says_what_limits_it() -> None:
    given = timeline(OLD, NOW, LATER)
    assert rows_of(timeline(OLD)).count_words() == "1 project"
    assert rows_of(given).count_words() == "3 projects"
    assert rows_of(given, ["Old", "Now"]).count_words() == "2 of 3 projects"
    partly = timeline(OLD, sections=[TimelineSection(None, None, (0,), 7)], total=7)
    assert rows_of(partly).count_words() == "7 projects, being read"
    vague = of_timeframe("Vague", "2020/2021-06")
    assert rows_of(timeline(OLD, NOW, vague), year=2020).count_words() == "2 of 3 projects: 2 surely, 0 possibly"


def test_the_number_of_a_year_tells_sure_from_possible() -> None:
    begun = of_milestones("A", "start=2020-06-01 end=2022", "2020-06-01", "2020-06-01", "2022-01-01", "2022-12-31")
    open_start = TimelineRecord(
        *(0, "2019-05-01", 1, "f", "project/B", "B", "B", "2019-05/2020"),
        *("2021-05-31", "2020-01-01", "2020-12-31", "2019 to 2020"),
    )
    rows = rows_of(timeline(begun, open_start, OLD), year=2020)
    assert rows.count_words() == "2 of 3 projects: 1 surely, 1 possibly"
    assert rows_of(timeline(begun, open_start, OLD), ["B"], year=2020).count_words() == (
        "1 of 3 projects: 0 surely, 1 possibly"
    )


def test_the_notes_say_how_bars_and_years_are_meant() -> None:
    note = statement("project/Old", "Two sums.")
    given = timeline(OLD, days=("2010-01-01", "2012-12-31"), notes=(note,), notes_on=(ref("project/Old"),))
    assert [(heading, entry) for heading, _, entry in rows_of(given, year=2011).notes()] == [
        ("How bars are drawn", ""),
        ("Data note", "project/Old"),
        ("How “active in 2011” counts", ""),
    ]
    assert list(rows_of(timeline(without_dates("A"))).notes()) == []


def table_of(given: Timeline, allowed: Sequence[str] | None = None, **more: Any) -> OverviewTable:
    return timeline_table(rows_of(given, allowed, **more), query(**more), TODAY, ENGLISH)


def column(table: OverviewTable, header: str) -> list[str]:
    return [row.cells[table.headers.index(header)] for row in table.rows]


def test_the_table_has_a_row_for_each_project_that_is_not_dimmed() -> None:
    table = table_of(timeline(OLD, NOW, LATER), ["Old", "Later"])
    assert table.headers == ("Project", "Timeframe as given", "Begins", "Ends", "Status")
    assert table.sorts == ("title", "", "starts", "ends", "")
    assert [row.cells for row in table.rows] == [
        ("Old", "2010/2012", "2010", "2012", "ended"),
        ("Later", "2030", "2030", "2030", "not begun"),
    ]
    assert [(row.ref and row.ref.id, row.fact_id) for row in table.rows] == [
        ("project/Old", "Old/timeframe"),
        ("project/Later", "Later/timeframe"),
    ]


def test_the_table_has_columns_for_group_year_and_grants_where_there_are_any() -> None:
    grants = {"project/Now": (TimelineGrant(100, "EUR", "a euro"),)}
    given = timeline(OLD, NOW, LATER, sections=SECTIONS, grants=grants)
    table = table_of(given, group="region", year=2021)
    assert table.headers == (
        *("Project", "Group", "Timeframe as given", "Begins", "Ends", "Status", "Active in 2021"),
        *("Grants", "Grants as given"),
    )
    assert table.sorts == ("title", "", "", "starts", "ends", "", "", "", "")
    assert [row.cells for row in table.rows] == [
        (
            *("Now", "Without a region", "2020-03/2023", "March 2020", "2023", "under way"),
            *("surely active in 2021", "EUR 1", "“a euro”"),
        )
    ]
    none = table_of(given, group="region")
    assert column(none, "Project") == ["Old", "Later", "Now"]
    assert column(none, "Group") == ["Africa", "Africa", "Without a region"]
    assert column(none, "Grants") == ["not stated in the source", "not stated in the source", "EUR 1"]
    assert column(none, "Grants as given")[0] == "not stated in the source"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Old", "Later", "Now", "Undated"]),
        ("title", ["Later", "Now", "Old", "Undated"]),
        ("-title", ["Undated", "Old", "Now", "Later"]),
        ("starts", ["Old", "Now", "Later", "Undated"]),
        ("-starts", ["Later", "Now", "Old", "Undated"]),
        ("ends", ["Old", "Now", "Later", "Undated"]),
        ("-ends", ["Later", "Now", "Old", "Undated"]),
        ("status", ["Old", "Later", "Now", "Undated"]),
    ],
)
def test_the_table_is_sorted_over_all_groups_and_what_is_not_stated_is_last(sort: str, order: list[str]) -> None:
    sections = (TimelineSection(AFRICA, None, (0, 2), 2), TimelineSection(None, None, (1, 3), 2))
    table = table_of(timeline(OLD, NOW, LATER, without_dates("Undated"), sections=sections), group="region", sort=sort)
    assert column(table, "Project") == order
    groups = dict(zip(column(table, "Project"), column(table, "Group"), strict=True))
    assert groups == {"Old": "Africa", "Later": "Africa", "Now": "Without a region", "Undated": "Without a region"}


def ends_of(record: TimelineRecord, **unread: Sequence[str]) -> tuple[str, str, str, str]:
    """Return the cells on the dates of a project: as given, start, end and status."""
    slots = {f"milestone/{end.replace('_', '-')}": texts for end, texts in unread.items()}
    (row,) = table_of(timeline(record, unread={record.id: slots} if slots else {})).rows
    return row.cells[1:5]  # type: ignore[return-value]


def test_the_table_says_which_dates_are_open_and_which_are_not_stated() -> None:
    assert ends_of(of_timeframe("A", "2019/..")) == ("2019/..", "2019", "open", "under way")
    assert ends_of(of_timeframe("A", "../2019")) == ("../2019", "open", "2019", "ended")
    assert ends_of(without_dates("A")) == (
        *("not stated in the source", "not stated in the source"),
        *("not stated in the source", "not stated in the source"),
    )


def test_the_table_says_which_dates_were_not_read() -> None:
    assert ends_of(without_dates("A"), start=["spring"]) == (
        *("not read: “spring”", "not read"),
        *("not stated in the source", "not read"),
    )
    started = of_milestones("A", "start-actual=2017", "2017-01-01", "2017-12-31", "2017-01-01", "2017-12-31")
    assert ends_of(started) == (
        *("from “2017”, end not stated", "2017"),
        *("not stated in the source", "begun, no end stated"),
    )
    assert ends_of(started, end=["spring"]) == (
        *("from “2017”, end not known; not read: “spring”", "2017"),
        *("not read", "begun, end not known"),
    )
    of_table = of_milestones("A", "start=2017", "2017-01-01", "2017-12-31", "2017-01-01", "2017-12-31")
    assert ends_of(of_table)[1:3] == ("2017", "not known")
    assert ends_of(of_table, end=["spring"])[1:3] == ("2017", "not read")


def view_of(given: Timeline, edition: Edition = EDITION, **more: Any) -> TimelineView:
    return lay_out_timeline(given, query(**more), None, edition, TODAY, ENGLISH)


UNDATED_EDITION = EDITION._replace(as_of_earliest=None, as_of_latest=None)


@pytest.mark.parametrize(
    ("edition", "days", "first", "last"),
    [
        (EDITION, None, "2019-01-01", "2022-12-31"),
        (EDITION, ("2010-05-01", "2012-12-31"), "2010-01-01", "2022-12-31"),
        (EDITION, ("2021-05-01", "2030-02-01"), "2019-01-01", "2030-12-31"),
        (UNDATED_EDITION, None, "2022-01-01", "2022-12-31"),
        (UNDATED_EDITION, ("2022-06-16", "2023-01-01"), "2022-01-01", "2023-12-31"),
    ],
)
def test_the_years_drawn_include_all_dates_the_edition_and_today(
    edition: Edition, days: tuple[str, str] | None, first: str, last: str
) -> None:
    view = view_of(timeline(OLD, days=days), edition)
    assert (view.first, view.last, view.today) == (day(first), day(last), TODAY.toordinal())


def test_the_days_of_which_the_edition_speaks_are_marked_if_they_are_known() -> None:
    assert view_of(timeline(OLD)).as_of == (day("2019-02-01"), day("2021-12-31"))
    assert view_of(timeline(OLD), UNDATED_EDITION).as_of is None


def test_a_timeline_without_projects_says_so() -> None:
    assert view_of(timeline()).frame.hint == "This reference has no projects."
    assert view_of(timeline(OLD)).frame.hint == ""


def test_the_view_knows_whether_all_is_read_and_whether_there_are_grants() -> None:
    whole = view_of(timeline(OLD, grants={"project/Old": ()}), year=2011)
    assert (whole.is_complete, whole.has_grants, whole.year) == (True, True, 2011)
    partly = view_of(timeline(OLD, sections=[TimelineSection(None, None, (0,), 2)], total=2))
    assert (partly.is_complete, partly.has_grants, partly.year) == (False, False, None)
