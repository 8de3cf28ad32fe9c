"""The rows of a comparison that only imported activities have: their values, by which cells are compared."""

from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import ComparePage
from coopviewer.domain.reference.published_facts import PublishedValue
from coopviewer.rendering.pages.compare_table import CompareCell
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.compare_parts import differing_aspects, gap_cell, imported_aspects
from tests.activity_values import LATER, OTHER, WELL, coded, milestone
from tests.reference_values import amount, timeframe
from tests.rendering.imported_samples import activity, cell, lines, page_of, project, total, unread
from tests.rendering.reference_samples import lookup

NIGER = "country/NE"
STATUS, DATES, GRANT, SUMS = "Status", "Dates", "Grant", "Sums"


def compared(*contexts: Context) -> ComparePage:
    return ComparePage(tuple(each.page for each in contexts), lookup(()))


def labels(*contexts: Context) -> list[str]:
    return [each.label for each in imported_aspects(compared(*contexts), ENGLISH)]


def read(label: str, *facts: Fact, **more: Any) -> CompareCell:
    """Return the cell of an activity in a row; beside an activity with a grant."""
    context = activity(*facts, **more)
    other = page_of(project(OTHER, amount(OTHER, 5)))
    (aspect,) = [each for each in imported_aspects(compared(context, other), ENGLISH) if each.label == label]
    return aspect.read(context)


def said(cell_: CompareCell) -> list[str]:
    return lines(cell_.lines)


def test_only_activities_of_an_import_have_rows_of_their_own() -> None:
    assert labels(activity(), activity()) == [STATUS, DATES, SUMS]
    assert labels(page_of(project(NIGER)), page_of(project("country/ML"))) == []
    assert labels(page_of(project(NIGER)), activity()) == [STATUS, DATES, SUMS]
    curated = activity()
    curated.page = curated.page._replace(imported=None)
    assert labels(curated) == []


@pytest.mark.parametrize("fact", [amount(WELL, 5), cell("grant", "Grant", "much")])
def test_grants_are_compared_if_any_of_the_activities_states_one(fact: Fact) -> None:
    expected = [STATUS, DATES, GRANT, SUMS]
    assert labels(activity(), activity(fact)) == expected
    assert labels(activity(fact), activity()) == expected


def test_sums_are_headed_by_year_if_any_activity_has_a_year() -> None:
    dated = activity(parts={"totals": {WELL: (total("2019", 100),)}})
    assert labels(activity(), dated)[-1] == "Sums by year"


def test_statuses_are_compared_by_their_codes() -> None:
    one = read(STATUS, coded("ActivityStatus", "2"), coded("ActivityScope", "4"))
    assert (said(one), one.value) == (["Implementation, published"], frozenset(["2"]))
    same = read(STATUS, coded("ActivityStatus", "2", as_given="Implementation"))
    assert same.value == one.value


def test_without_a_status_the_dates_alone_state_none() -> None:
    none = read(STATUS)
    assert (said(none), none.value) == (["not stated in the source"], None)
    dated = read(STATUS, milestone("start-actual", "2019"))
    assert said(dated) == ["By its dates on 23 November 2026: begun, no end stated"]
    assert dated.value is None
    unreadable = read(STATUS, unread(1, "activity-status", ("/@code", "x")))
    assert said(unreadable) == ["not read: code “x”"]
    assert unreadable.value == ((PublishedValue("activity-status/@code", "x"),),)


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ((milestone("start-actual", "2019"),), ("2019/", "")),
        ((milestone("start-planned", "2019"), milestone("end", "2020")), ("/2020", "2019/")),
        ((timeframe(WELL, "2019"), timeframe(WELL, "2020")), frozenset(["2019", "2020"])),
        ((timeframe(WELL, "2019"), milestone("start-planned", "2020")), ("", "2020/")),
        ((), None),
        ((milestone("signed", "2019"),), None),
    ],
)
def test_dates_are_compared_by_what_is_actual_and_planned(facts: tuple[Fact, ...], value: object) -> None:
    assert read(DATES, *facts).value == value


def test_dates_that_are_lacking_are_quoted_or_not_stated() -> None:
    assert said(read(DATES)) == ["not stated in the source"]
    assert said(read(DATES, milestone("start-actual", "2019"))) == ["from 2019 (actual), end not stated"]
    soon = read(DATES, unread(1, "activity-date", ("/@iso-date", "soon")))
    assert said(soon) == ["not read: “soon”"]
    assert soon.value == ((PublishedValue("activity-date/@iso-date", "soon"),),)


def test_grants_are_compared_by_their_sums() -> None:
    granted = read(GRANT, amount(WELL, 5), amount(WELL, 6))
    assert said(granted) == ["5 euros", "EUR 5", "6 euros", "EUR 6"]
    assert granted.value == frozenset([(500, "EUR"), (600, "EUR")])
    none = read(GRANT)
    assert (said(none), none.value) == (["not stated in the source"], None)
    much = read(GRANT, cell("grant", "Grant", "much"))
    assert said(much) == ["not read: “much” under “Grant”"]


def test_sums_are_compared_by_their_totals() -> None:
    totals = (total("", 100),)
    dated = read(SUMS, parts={"totals": {WELL: totals}})
    assert (said(dated), dated.value) == (["Disbursement, without a year: EUR 1"], totals)
    none = read(SUMS)
    assert (said(none), none.value) == (["not stated in the source"], None)
    other = read(SUMS, parts={"totals": {OTHER: totals}})
    assert other.value is None


def test_sums_that_could_not_be_read_are_quoted_without_the_grant() -> None:
    much = read(SUMS, cell("budget", "Sum", "much"), cell("grant", "Grant", "some", number=2))
    assert said(much) == ["not read as a sum: “much” under “Sum”"]
    assert much.value == ((PublishedValue("Sum", "much"),),)


def test_the_cell_of_a_gap_has_its_lines_or_says_what_is_lacking() -> None:
    context = activity(unread(1, "sector", ("/@code", "x")))
    quoted = gap_cell(context, "relation/in-sector")
    assert (said(quoted), quoted.value) == (["not read: code “x”"], ((PublishedValue("sector/@code", "x"),),))
    own = gap_cell(context, "relation/in-sector", quoted.lines * 2)
    assert said(own) == ["not read: code “x”"] * 2
    assert gap_cell(context, "flow").value is None


def test_a_row_of_differing_sources_is_there_if_those_of_any_entry_differ() -> None:
    first = milestone("start-actual", "2019-01-01", preferred="It is later.")
    second = milestone("start-actual", "2018-01-01", id=f"{WELL}/milestone/start-actual@2", citations=LATER)
    differ, agree = activity(first, second), page_of(project(OTHER))
    assert list(differing_aspects(compared(agree, agree), ENGLISH)) == []
    for pages in ((differ, agree), (agree, differ)):
        (aspect,) = differing_aspects(compared(*pages), ENGLISH)
        assert aspect.label == "Sources differ"
        found = aspect.read(differ)
        assert said(found) == [
            "Actual start",
            "2019-01-01 · 1 January 2019 · wells-2020 date not known",
            "2018-01-01 · 1 January 2018 · wells-2021 date not known",
        ]
        assert found.value == found.lines
        none = aspect.read(agree)
        assert (said(none), none.value) == (["none"], None)
