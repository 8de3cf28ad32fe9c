"""What the overviews say of countries, columns and dates: nothing is called missing that only could not be read."""

from collections.abc import Callable
from enum import StrEnum

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import (
    CellState,
    ColumnChoice,
    ColumnKind,
    CoverageColumn,
    ProjectCounts,
    UnstatedProjects,
)
from coopviewer.domain.overviews.timeline import TimelineGroup, YearActivity
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.spans import MilestoneSpan, StoredMilestone, span_of
from coopviewer.domain.reference.timeframes import DatesStatus, TimeframeStatus
from coopviewer.rendering.words import overview_words as words
from tests.reference_values import ref

WELLS, ROADS = ref("project/wells", "Wells for Niger"), ref("project/roads", "Roads")


@pytest.mark.parametrize("is_unread", [True, False])
@pytest.mark.parametrize(
    ("state", "said"),
    [
        (CellState.LISTED, "listed"),
        (CellState.NOT_LISTED, "not listed"),
        (CellState.NOT_STATED, "not stated"),
        (CellState.NOT_LOOKED_AT, "not looked at"),
    ],
)
def test_only_what_a_list_may_yet_mean_is_not_read(state: CellState, said: str, is_unread: bool) -> None:
    if is_unread and state in (CellState.NOT_STATED, CellState.NOT_LOOKED_AT):
        said = "not read"
    assert words.state_word(state, ENGLISH, is_unread=is_unread) == said
    assert words.cell_heading(state, ENGLISH, is_unread=is_unread) == said.capitalize()


def test_the_legend_has_another_sign_and_sentence_for_each_state() -> None:
    for said in (map(words.cell_glyph, CellState), (words.cell_sentence(each, ENGLISH) for each in CellState)):
        assert len(set(said)) == len(CellState)
    for state in CellState:
        assert words.cell_sentence(state, ENGLISH).startswith(words.cell_word(state, ENGLISH))


@pytest.mark.parametrize(
    ("word", "values"),
    [
        (words.grouping_words, TimelineGroup),
        (words.rest_title, TimelineGroup),
        (words.choice_word, ColumnChoice),
        (words.choice_heading, ColumnChoice),
    ],
)
def test_each_grouping_and_choice_is_told_from_the_others(word: Callable[..., str], values: type[StrEnum]) -> None:
    assert len({word(each, ENGLISH) for each in values}) == len(values)
    assert words.rest_title(TimelineGroup.NONE, ENGLISH) == ""


def test_the_activity_of_a_project_names_the_year() -> None:
    said = {words.activity_words(each, 2019, ENGLISH) for each in YearActivity}
    assert len(said) == len(YearActivity)
    assert all("2019" in each for each in said)


def test_countries_are_counted_alone_or_of_all() -> None:
    assert words.countries_words(1, 1, ENGLISH) == "1 country"
    assert words.countries_words(49, 49, ENGLISH) == "49 countries"
    assert words.countries_words(12, 49, ENGLISH) == "12 of 49 countries"
    assert words.countries_words(0, 1_234, ENGLISH) == "0 of 1,234 countries"


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (2, "For Wells for Niger and Roads no country is named"),
        (3, "For Wells for Niger, Roads, and 1 more project no country is named"),
        (4, "For Wells for Niger, Roads, and 2 more projects no country is named"),
    ],
)
def test_projects_without_a_country_are_named_or_counted(total: int, said: str) -> None:
    assert said in words.unstated_words(UnstatedProjects((WELLS, ROADS), total), ENGLISH)
    assert words.uncounted_words(UnstatedProjects((WELLS, ROADS), total), ENGLISH).startswith(f"{total} projects are")


def test_dates_that_could_not_be_read_are_quoted_after_the_others() -> None:
    assert words.unread_dates_words("2020", (), ENGLISH) == "2020"
    assert words.unread_dates_words("2020", ("spring",), ENGLISH) == "2020; not read: “spring”"
    assert words.unread_dates_words("", ("spring", "Q9"), ENGLISH) == "not read: “spring”, “Q9”"


@pytest.mark.parametrize("status", DatesStatus)
def test_a_date_that_could_not_be_read_is_not_called_not_stated(status: DatesStatus) -> None:
    read = words.dates_status_words(status, ENGLISH, is_unread=False)
    unread = words.dates_status_words(status, ENGLISH, is_unread=True)
    assert "known" not in read
    assert (read == unread) is ("stated" not in read)
    assert "stated" not in unread


def column(
    kind: ColumnKind, entry: EntryRef | None = None, absent: CellState = CellState.NOT_LISTED, **more: str
) -> CoverageColumn:
    return CoverageColumn(more.pop("key", "x"), kind, entry, {}, absent, **more)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (column(ColumnKind.ARRANGEMENT), ("Working arrangement", "")),
        (column(ColumnKind.NOTES), ("My notes on the country", "")),
        (column(ColumnKind.CELL, WELLS), ("Risk analysis cell", "Wells for Niger")),
        (column(ColumnKind.CELL, WELLS, acronym="WN"), ("Risk analysis cell", "WN")),
        (column(ColumnKind.NETWORK, ref("network/afic", "Africa community")), ("Africa community", "")),
        (column(ColumnKind.NETWORK, ROADS, CellState.NOT_STATED, acronym="R"), ("R", "members not stated")),
        (column(ColumnKind.PROJECT, WELLS, years="2017–2023"), ("Wells for Niger", "2017–2023")),
        (column(ColumnKind.PROJECT, WELLS, CellState.NOT_STATED, years="2017"), (WELLS.title, "countries not stated")),
        (column(ColumnKind.COUNT, WELLS, key="sector:x"), ("Wells for Niger", "")),
        (column(ColumnKind.COUNT, label="2019", key="year:2019"), ("2019", "")),
        (column(ColumnKind.COUNT, key="projects"), ("Projects", "")),
        (column(ColumnKind.COUNT, key="year:none"), ("Without a start", "")),
        (column(ColumnKind.COUNT, key="sector:none"), ("Without a sector", "")),
        (column(ColumnKind.COUNT, key="status:none"), ("Without a status", "")),
        (column(ColumnKind.COUNT, key="status:pipeline"), ("Pipeline or identification, published", "")),
        (column(ColumnKind.COUNT, key="status:9"), ("9", "")),
        (column(ColumnKind.COUNT, key=f"status:{TimeframeStatus.ENDED}"), ("ended", "")),
    ],
)
def test_a_column_has_a_title_and_what_is_not_known_of_it(given: CoverageColumn, title: tuple[str, str]) -> None:
    assert words.column_title(given, ENGLISH) == title


def test_countries_that_could_not_be_read_are_not_called_not_stated() -> None:
    unread = column(ColumnKind.PROJECT, WELLS, CellState.NOT_STATED)._replace(is_unread=True)
    assert words.column_title(unread, ENGLISH) == ("Wells for Niger", "countries not read")


def test_the_tip_of_a_column_has_the_whole_title() -> None:
    project = column(ColumnKind.PROJECT, WELLS, acronym="WN", years="2017–2023")
    assert words.column_tip(project, ENGLISH) == "Wells for Niger, 2017–2023"
    assert words.column_tip(project._replace(years=""), ENGLISH) == "Wells for Niger"
    assert words.column_tip(project._replace(kind=ColumnKind.CELL), ENGLISH) == "Risk analysis cell: Wells for Niger"
    counted = column(ColumnKind.COUNT, key="year:none")._replace(counts=ProjectCounts({}, -1))
    assert words.column_tip(counted, ENGLISH) == "Without a start"


def span(*milestones: tuple[str, str]) -> MilestoneSpan:
    found = span_of(StoredMilestone("", kind, edtf, f"about {edtf}") for kind, edtf in milestones)
    assert found is not None
    return found


def test_projects_that_are_in_no_row_are_counted() -> None:
    one, two = (words.uncounted_words(UnstatedProjects(total=total), ENGLISH) for total in (1, 2))
    assert one.startswith("1 project is not counted: no country is named for it,")
    assert two.startswith("2 projects are not counted: no country is named for them,")


@pytest.mark.parametrize(
    ("milestones", "said"),
    [
        (
            (("start-actual", "2017-05-01"), ("end-planned", "2019-06-30")),
            "1 May 2017 to 30 June 2019 (planned)",
        ),
        ((("start-planned", "2017"), ("end-actual", "2019")), "2017 (planned) to 2019"),
        ((("start-actual", "2017"),), "from 2017, end not stated"),
        ((("end-planned", "2019"),), "to 2019 (planned), start not stated"),
        ((("start", "2017"),), "from 2017, end not known"),  # a table may state it in a form that was not read
        ((("end", "2019"),), "to 2019, start not known"),
    ],
)
def test_from_when_to_when_an_activity_runs_is_said_with_what_is_missing(
    milestones: tuple[tuple[str, str], ...], said: str
) -> None:
    assert words.span_words(span(*milestones), ENGLISH) == said


def test_a_day_that_could_not_be_read_is_not_known_instead_of_not_stated() -> None:
    start, end = span(("start-actual", "2017")), span(("end-actual", "2019"))
    both = span(("start-actual", "2017"), ("end-actual", "2019"))
    assert words.span_words(start, ENGLISH, is_unread=True) == "from 2017, end not known"
    assert words.span_words(end, ENGLISH, is_unread=True) == "to 2019, start not known"
    assert words.span_words(both, ENGLISH, is_unread=True) == "2017 to 2019"
    assert words.span_as_given(start, ENGLISH, is_unread=True) == "from “about 2017”, end not known"
    assert words.span_as_given(end, ENGLISH, is_unread=True) == "to “about 2019”, start not known"


@pytest.mark.parametrize(
    ("milestones", "said"),
    [
        ((("start-actual", "2017"), ("end-actual", "2019")), "about 2017 – about 2019"),
        ((("start-actual", "2017"), ("end-actual", "2017")), "about 2017"),
        ((("start-actual", "2017"),), "from “about 2017”, end not stated"),
        ((("end-actual", "2019"),), "to “about 2019”, start not stated"),
        ((("start", "2017"),), "from “about 2017”, end not known"),
    ],
)
def test_the_texts_of_the_source_are_quoted_where_an_end_is_missing(
    milestones: tuple[tuple[str, str], ...], said: str
) -> None:
    assert words.span_as_given(span(*milestones), ENGLISH) == said


def test_different_dates_of_one_end_are_all_said_each_once() -> None:
    stated = span(
        ("start-planned", "2017"), ("start-planned", "2018"), ("start-planned", "2017"), ("end-actual", "2020")
    )
    assert words.milestone_words(stated, "start", ENGLISH) == "2017 or 2018 (planned)"
    assert words.milestone_words(stated, "end", ENGLISH) == "2020"
    assert words.milestone_words(span(("end-planned", "2020")), "start", ENGLISH) == ""
    assert words.milestone_words(span(("end-planned", "2020")), "end", ENGLISH) == "2020 (planned)"


@pytest.mark.parametrize(
    ("listing", "said"),
    [
        (column(ColumnKind.NETWORK, ROADS, CellState.NOT_STATED, label="x"), ""),
        (column(ColumnKind.PROJECT, ROADS, CellState.NOT_LOOKED_AT, years="2017"), "2017"),
    ],
)
def test_a_list_that_names_a_country_is_stated_however_far_it_goes(listing: CoverageColumn, said: str) -> None:
    assert words.column_title(listing._replace(facts={"country/NE": "fact"}), ENGLISH) == ("Roads", said)


@pytest.mark.parametrize("key", ["year:ended", "role:closed"])
def test_only_a_status_is_called_by_the_name_of_one(key: str) -> None:
    assert words.column_title(column(ColumnKind.COUNT, key=key, label="as labelled"), ENGLISH) == ("as labelled", "")


def test_only_a_project_has_years_in_its_tip() -> None:
    assert words.column_tip(column(ColumnKind.NETWORK, ROADS, years="2017"), ENGLISH) == "Roads"
    assert words.column_tip(column(ColumnKind.NETWORK, label="Networks"), ENGLISH) == "Networks"
