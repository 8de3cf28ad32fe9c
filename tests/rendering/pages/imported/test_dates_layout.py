"""The dates and the status of an activity: as published, by its dates, in a list, in a brief, and what is lacking."""

from collections.abc import Iterable
from datetime import date

import pytest

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import Milestone, MilestoneKind
from coopviewer.rendering.document.document import SOFT, Bar, Field, Heading, KeyFacts, Link, Mark, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.dates_layout import (
    brief_timeline,
    date_lines,
    dates_blocks,
    milestone_line,
    named_code,
    published_status,
    status_lines,
)
from tests.activity_values import OTHER, WELL, cited_at, coded, milestone
from tests.reference_values import ref, timeframe
from tests.rendering.imported_samples import activity, cell, facts_in, lines, page_of, project, rows, unread
from tests.rendering.reference_samples import TODAY, only, words

STATUS = "classification/ActivityStatus"
TABLE = {WELL: {STATUS: ("State",), "milestone/end": ()}}


def status(*facts: Fact, slots: Iterable[str] = (), in_list: bool = False, **more: object) -> list[str]:
    context = activity(*facts, parts={"slots": frozenset(slots), "project_slots": frozenset(slots), **more})
    return lines(status_lines(context, context.record, in_list=in_list))


def dates(*facts: Fact, slots: Iterable[str] = (), **more: object) -> list[str]:
    context = activity(*facts, parts={"project_slots": frozenset(slots), **more})
    return lines(date_lines(context, context.record))


def test_of_several_published_statuses_the_preferred_one_comes_first() -> None:
    first, second = coded("ActivityStatus", "2"), coded("ActivityStatus", "4", id=f"{WELL}/class/status@2")
    scope = coded("ActivityScope", "4")
    assert published_status(project(WELL, scope, first, second)) == (first, second)
    chosen = coded("ActivityStatus", "3", preferred="It is later.")
    assert published_status(project(WELL, first, second, chosen)) == (chosen, first, second)
    assert published_status(project(WELL, scope)) == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("C01", "Project-type interventions (C01)"),
        ("", "Project-type interventions"),
        ("Grants", "Project-type interventions (Grants)"),
    ],
)
def test_the_words_of_the_source_follow_those_of_a_code(given: str, said: str) -> None:
    fact = coded("AidType/1", "C01", as_given=given)
    assert words(named_code(activity(fact), fact)) == said


def test_the_words_of_the_source_are_not_repeated() -> None:
    fact = coded("AidType/1", "C01", as_given="Project-type interventions")
    assert named_code(activity(fact), fact) == (Field(fact.id, "Project-type interventions"),)


@pytest.mark.parametrize(
    ("code", "given", "said"),
    [
        ("2", "2", "Implementation, published"),
        ("2", "", "Implementation, published"),
        ("2", "Implementation", "Implementation, as stated"),
        ("77", "77", "not recognised: 77, as stated"),
        ("77", "Half done", "not recognised: 77, as stated"),
    ],
)
def test_a_status_says_whether_its_words_are_those_of_the_source(code: str, given: str, said: str) -> None:
    assert status(coded("ActivityStatus", code, as_given=given)) == [said]


def test_a_missing_status_is_said_only_where_others_have_one() -> None:
    assert status() == []
    assert status(slots=[STATUS]) == ["No status is published."]
    assert status(coded("ActivityStatus", "2"), slots=[STATUS]) == ["Implementation, published"]


def test_of_a_table_a_missing_status_names_its_column() -> None:
    assert status(slots=[STATUS], columns=TABLE) == ["nothing stated under “State”"]
    assert status(slots=[STATUS], columns={WELL: {STATUS: ()}}) == []
    assert status(slots=[STATUS], columns={OTHER: {STATUS: ()}}) == ["No status is published."]


def test_of_a_listed_project_of_a_table_a_missing_status_names_no_column() -> None:
    listed = project(OTHER)
    parts = {"slots": frozenset([STATUS]), "project_slots": frozenset([STATUS])}
    columns = {**TABLE, OTHER: {STATUS: ("State",)}}
    context = page_of(project(WELL), listed, parts={**parts, "columns": columns})
    assert lines(status_lines(context, listed)) == ["No status is published."]


def test_a_status_that_could_not_be_read_is_quoted() -> None:
    said = ["not read: code “x”"]
    element = unread(1, "activity-status", ("/@code", "x"))
    assert status(element) == said
    assert status(element, slots=[STATUS]) == said
    assert status(element, coded("ActivityStatus", "2")) == ["Implementation, published"]
    assert status(cell("status", "State", "so so")) == ["not read: “so so” under “State”"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (("actual", "2019-03-15"), None, "begun, no end stated"),
        (("actual", "2019-03-15"), ("actual", "2020-12-31"), "ended"),
        (("actual", "2019-03-15"), ("planned", "2020-12-31"), "planned end passed, no actual end stated"),
        (("planned", "2030-01-01"), None, "not begun"),
    ],
)
def test_the_status_by_the_dates_is_that_of_the_day(
    start: tuple[str, str], end: tuple[str, str] | None, said: str
) -> None:
    facts = [milestone(f"{name}-{each[0]}", each[1]) for name, each in (("start", start), ("end", end)) if each]
    assert status(*facts) == [f"By its dates on 23 November 2026: {said}"]
    assert status(*facts, in_list=True) == [f"by its dates: {said}"]


def test_an_end_that_could_not_be_read_is_not_called_unstated() -> None:
    begun = milestone("start-actual", "2019-03-15")
    assert status(begun, unread(9, "activity-date", ("/@type", "4"), ("/@iso-date", "soon"))) == [
        "By its dates on 23 November 2026: begun, end not known"
    ]
    assert status(begun, unread(9, "activity-date", ("/@type", "2"), ("/@iso-date", "soon"))) == [
        "By its dates on 23 November 2026: begun, no end stated"
    ]


def test_without_start_and_end_the_timeframe_tells_the_status() -> None:
    assert status(timeframe(WELL, "2019/2020")) == ["By its dates on 23 November 2026: ended"]
    assert status(timeframe(WELL, "2019/2020"), timeframe(WELL, "2030/2031")) == [
        "By its dates on 23 November 2026: ended"
    ]
    assert status(timeframe(WELL, "2019/2020"), milestone("start-planned", "2030-01-01")) == [
        "By its dates on 23 November 2026: not begun"
    ]
    assert status(timeframe(WELL, "2019/2020"), milestone("other", "2030-01-01")) == [
        "By its dates on 23 November 2026: ended"
    ]


@pytest.mark.parametrize(
    ("code", "facts", "is_against"),
    [
        ("2", (timeframe(WELL, "2019/2020"),), True),
        ("4", (timeframe(WELL, "2019/2020"),), False),
        ("2", (milestone("end-actual", "2020-01-01"),), True),
        ("2", (milestone("end-planned", "2020-01-01"),), False),
        ("4", (milestone("end-actual", "2020-01-01"),), False),
        ("2", (), False),
    ],
)
def test_dates_that_contradict_the_published_status_are_said(
    code: str, facts: tuple[Fact, ...], is_against: bool
) -> None:
    said = status(coded("ActivityStatus", code), *facts)
    assert (said[-1] == "The published status and the dates differ.") is is_against
    assert len(said) == 1 + bool(facts) + is_against


def test_one_of_several_statuses_may_contradict_the_dates() -> None:
    both = [coded("ActivityStatus", "4"), coded("ActivityStatus", "2", id=f"{WELL}/class/status@2")]
    assert status(*both, milestone("end-actual", "2020-01-01"))[-1] == "The published status and the dates differ."


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            (milestone("start-actual", "2019-03-15"), milestone("end-planned", "2020-12-31")),
            ["15 March 2019 (actual) to 31 December 2020 (planned)"],
        ),
        ((milestone("start-actual", "2019-03-15"),), ["from 15 March 2019 (actual), end not stated"]),
        ((milestone("end-actual", "2019-03-15"),), ["until 15 March 2019 (actual), start not stated"]),
        ((milestone("start", "2019"),), ["from 2019, end not known"]),
        ((timeframe(WELL, "2019/2020", "from 2019 to 2020"),), ["from 2019 to 2020 · known to the year"]),
        ((milestone("other", "2019-03-15"), milestone("signed", "2018-01-01")), ["2019-03-15 · 15 March 2019"]),
        ((timeframe(WELL, "2019", "2019"), milestone("other", "2018-01-01")), ["2019 · known to the year"]),
        (
            (milestone("start-actual", "2018-01-01"), timeframe(WELL, "2019")),
            ["from 1 January 2018 (actual), end not stated"],
        ),
        ((unread(1, "activity-date", ("/@type", "1"), ("/@iso-date", "soon")),), ["not read: “soon”"]),
        ((), [""]),
    ],
)
def test_the_dates_of_an_activity_are_on_one_line(facts: tuple[Fact, ...], said: list[str]) -> None:
    assert dates(*facts) == said


@pytest.mark.parametrize("slot", ["milestone/start-actual", "timeframe"])
def test_missing_dates_are_said_where_others_have_some(slot: str) -> None:
    assert dates(slots=[slot]) == ["not stated in the source"]
    assert dates(slots=["flow/budget"]) == [""]


def test_of_a_table_missing_dates_name_their_columns() -> None:
    both = {"milestone": ("Start", "End"), "timeframe": ("Start", "End")}
    assert dates(slots=["milestone/other"], columns={WELL: both}) == ["nothing stated under “Start”, “End”"]
    assert dates(slots=["milestone/other"], columns={WELL: {"milestone": (), "timeframe": ()}}) == [""]


def test_a_table_without_a_column_for_the_end_lacks_none() -> None:
    start, end = milestone("start", "2019"), milestone("end", "2020")
    without = {WELL: {"milestone/start": ("Start",), "milestone/end": ()}}
    assert dates(start, columns=without) == ["from 2019"]
    assert dates(start, end, columns=without) == ["2019 to 2020"]
    assert dates(end, columns={WELL: {"milestone/start": (), "milestone/end": ("End",)}}) == ["until 2020"]


def test_an_end_that_could_not_be_read_follows_the_start() -> None:
    start = milestone("start-actual", "2019-03-15")
    end = unread(9, "activity-date", ("/@type", "4"), ("/@iso-date", "soon"))
    assert dates(start, end) == ["from 15 March 2019 (actual), end not known", "not read: “soon”"]
    both = dates(start, milestone("end-planned", "2020-12-31"), end)
    assert both == ["15 March 2019 (actual) to 31 December 2020 (planned)"]


def test_the_dates_have_one_mark_that_of_the_start_or_else_of_the_end() -> None:
    start = milestone("start-actual", "2019-03-15")
    end = milestone("end-actual", "2020-03-15", citations=cited_at(15, "activity-date 2"))
    for facts, marked in (((start, end), start), ((end,), end)):
        context = activity(*facts)
        (line,) = date_lines(context, context.record)
        assert [part for part in line if isinstance(part, Mark)] == [Mark(1, marked.id)]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2019-03-15", "2020-12-31", []),
        ("15.3.2019", "2020-12-31", ["as given: “15.3.2019”"]),
        ("15.3.2019", "31.12.20", ["as given: “15.3.2019”, “31.12.20”"]),
        ("15 march 2019", "New Year's Eve", []),
    ],
)
def test_dates_in_another_form_are_quoted_below(start: str, end: str, said: list[str]) -> None:
    facts = (
        milestone("start-actual", "2019-03-15", as_given=start),
        milestone("end-actual", "2020-12-31", as_given=end),
    )
    assert dates(*facts) == ["15 March 2019 (actual) to 31 December 2020 (actual)", *said]
    assert len(dates(*facts, columns={WELL: {}})) == 1


def labelled(*facts: Fact, slots: Iterable[str] = (), **more: object) -> dict[str, list[str]]:
    return facts_in(dates_blocks(activity(*facts, parts={"slots": frozenset(slots), **more})))


def test_without_milestones_there_is_no_section_of_dates() -> None:
    assert dates_blocks(activity(timeframe(WELL, "2019"))) == []


def test_the_dates_have_labels_in_the_order_of_an_activity() -> None:
    kinds = [each for each in MilestoneKind if each is not MilestoneKind.OTHER]
    found = labelled(milestone("other", "2018-01-01"), *(milestone(each, "2019-01-01") for each in reversed(kinds)))
    assert list(found) == [
        *("Planned start", "Actual start", "Planned end", "Actual end", "Start", "End", "Adopted", "Signed"),
        "Other date",
    ]
    assert found["Other date"] == ["2018-01-01 · 1 January 2018"]


@pytest.mark.parametrize("kind", ["start-planned", "start-actual", "end-planned", "end-actual"])
def test_a_start_or_end_that_others_have_is_not_stated(kind: str) -> None:
    signed = milestone("signed", "2018-01-01")
    label = {"start-planned": "Planned start", "start-actual": "Actual start", "end-planned": "Planned end"}
    assert labelled(signed, slots=[f"milestone/{kind}"]) == {
        label.get(kind, "Actual end"): ["not stated in the source"],
        "Signed": ["2018-01-01 · 1 January 2018"],
    }
    assert list(labelled(signed)) == ["Signed"]


@pytest.mark.parametrize("kind", ["start", "end", "adopted", "signed", "other"])
def test_other_dates_are_never_missed(kind: str) -> None:
    found = labelled(milestone("start-actual", "2018-01-01"), slots=[f"milestone/{kind}"])
    assert list(found) == ["Actual start"]


def test_a_cell_of_the_start_that_could_not_be_read_is_quoted_beside_the_end() -> None:
    found = labelled(cell("start", "Begins", "soon"), milestone("end", "2020"))
    assert found == {"Start": ["not read: “soon” under “Begins”"], "End": ["2020"]}


def test_both_values_of_a_kind_of_date_are_under_one_label() -> None:
    other = milestone("start-actual", "2019-04-01", id=f"{WELL}/milestone/start-actual@2")
    found = labelled(milestone("start-actual", "2019-03-15"), other)
    assert found == {"Actual start": ["2019-03-15 · 15 March 2019", "2019-04-01 · 1 April 2019"]}


@pytest.mark.parametrize(
    ("facts", "bars"),
    [
        ((milestone("signed", "2018-01-01"),), []),
        (
            (milestone("start-planned", "2019-01-01"),),
            [Bar("", "from 1 January 2019 (planned), end not stated", "2019-01-01/")],
        ),
        (
            (milestone("start-actual", "2019-01-01"),),
            [Bar("2019-01-01/", "from 1 January 2019 (actual), end not stated")],
        ),
        ((milestone("start", "2019"), milestone("end", "2020")), [Bar("2019/2020", "2019 to 2020")]),
        ((milestone("start", "2020-05"), milestone("end", "2020")), [Bar("2020-05/2020", "May 2020 to 2020")]),
        ((milestone("start", "2020"), milestone("end", "2019")), []),  # which no source can mean
        ((milestone("start-actual", "2021-05-01"), milestone("end-actual", "2020-05-01")), []),
        (
            (milestone("start", "2020"), milestone("end", "2020-03-01")),
            [Bar("2020/2020-03-01", "2020 to 1 March 2020")],
        ),
    ],
)
def test_starts_and_ends_are_drawn_as_a_bar(facts: tuple[Milestone, ...], bars: list[Bar]) -> None:
    found = dates_blocks(activity(*facts))
    assert found[0] == Heading(2, (Text("Dates"),), "dates")
    assert [block for block in found if isinstance(block, Bar)] == bars
    assert isinstance(found[-1], KeyFacts)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2019-03-15", "2019-03-15 · 15 March 2019"),
        ("", "15 March 2019"),
        ("15 March 2019", "15 March 2019"),
        ("15.3.19", "15.3.19 · 15 March 2019"),
    ],
)
def test_a_date_is_as_given_and_then_in_words_if_these_differ(given: str, said: str) -> None:
    fact = milestone("signed", "2019-03-15", as_given=given)
    line = milestone_line(activity(fact), fact)
    assert words(line) == said
    assert line[-1] == Mark(1, fact.id)
    assert any(isinstance(part, Field) for part in line) is bool(given)


def test_a_preferred_date_says_why() -> None:
    fact = milestone("signed", "2019-03-15", preferred="The contract says so.")
    assert milestone_line(activity(fact), fact)[-1] == Text(" (preferred: The contract says so.)", SOFT)


def listed(*records: object) -> Context:
    context = page_of(project("country/NE"), *records)  # type: ignore[arg-type]
    assert context.today == TODAY == date(2026, 11, 23)
    return context


def test_the_timeline_of_one_project_is_a_bar_and_a_line() -> None:
    one = project(WELL, milestone("start-actual", "2019-01-01"))
    heading, bar, line = brief_timeline(listed(one), [one])
    assert heading == Heading(2, (Text("Timeline"),), "timeline")
    assert isinstance(bar, Bar)
    assert words(line.line) == "from 1 January 2019 (actual), end not stated"  # type: ignore[union-attr]
    signed = project(WELL, milestone("other", "2019-01-01"))
    assert len(brief_timeline(listed(signed), [signed])) == 2


def test_the_timeline_of_several_projects_is_a_table() -> None:
    one = project(ref(WELL, "Wells")._replace(hint="XM-1"), milestone("start-actual", "2019-01-01"))
    two = project(ref(OTHER, "Roads"))
    found = brief_timeline(listed(one, two), [one, two])
    assert only(Table, found).headers == ("Project", "Dates")
    assert rows(found) == [
        [["Wells", "XM-1"], ["from 1 January 2019 (actual), end not stated"]],
        [["Roads"], [""]],
    ]
    assert only(Table, found).rows[0].cells[0][0] == (Link("Wells", f"coop:{WELL}"),)


@pytest.mark.parametrize(
    ("kinds", "planned", "bars"),
    [
        (("start-actual", "end-actual"), (), []),
        (("start", "end"), (), []),
        (("start-planned", "end-planned"), (), []),
        (("start-actual", "end-actual"), ("start-planned",), [("", "2018-01-01/")]),
        (("start", "end"), ("start-planned", "end-planned"), [("", "2018-01-01/2018-01-01")]),
    ],
)
def test_dates_in_the_wrong_order_are_told_and_not_drawn(
    kinds: tuple[str, str], planned: tuple[str, ...], bars: list[tuple[str, str]]
) -> None:
    wrong = [milestone(kind, day) for kind, day in zip(kinds, ("2021-05-01", "2020-05-01"), strict=True)]
    right = [milestone(kind, "2018-01-01") for kind in planned]
    found = dates_blocks(activity(*wrong, *right))
    assert [(block.edtf, block.planned) for block in found if isinstance(block, Bar)] == bars
    told = facts_in(found)
    assert ["2021-05-01 · 1 May 2021"] in told.values()
    assert ["2020-05-01 · 1 May 2020"] in told.values()
    context = activity(*wrong)
    assert not [block for block in brief_timeline(context, [context.record]) if isinstance(block, Bar)]
