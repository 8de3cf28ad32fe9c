"""What stands in place of a fact that is lacking: what could not be read of it, or that nothing is stated."""

from typing import Any

import pytest

from coopviewer.domain.reference.published_facts import PublishedField
from coopviewer.rendering.document.document import SOFT, Mark, Text
from coopviewer.rendering.pages.imported.gap_lines import cell_lines, gap, unread_lines, unread_sums
from tests.activity_values import OTHER, WELL, coded, made, related
from tests.rendering.imported_samples import activity, cell, lines, page_of, project, unread

SECTOR = "relation/in-sector"
ELSEWHERE = "stated in a form that cannot be read; see Other published fields"
START = (("/@type", "2"), ("/@iso-date", "soon"))


def told(slot: str, *fields: PublishedField, **more: Any) -> list[str]:
    context = activity(*fields, **more)
    return lines(unread_lines(context, slot, context.record))


def test_a_fact_that_is_lacking_is_quoted_or_else_not_stated() -> None:
    assert lines(gap(activity(), SECTOR)) == ["not stated in the source"]
    assert lines(gap(activity(unread(1, "sector", ("/@code", "x"))), SECTOR)) == ["not read: code “x”"]
    assert lines(gap(activity(unread(1, "sector", ("/@code", "x"))), "flow")) == ["not stated in the source"]


def test_the_gap_of_a_listed_project_is_its_own() -> None:
    listed = project(OTHER, unread(1, "sector", ("/@code", "x"), entry_id=OTHER))
    context = page_of(project(WELL), listed, parts={"columns": {OTHER: {"flow": ("Sum",)}}})
    assert lines(gap(context, SECTOR, listed)) == ["not read: code “x”"]
    assert lines(gap(context, SECTOR)) == ["not stated in the source"]
    assert lines(gap(context, "flow", listed)) == ["nothing stated under “Sum”"]


def test_each_element_has_a_line_with_its_mark_in_the_order_of_the_source() -> None:
    second, first = unread(2, "sector", ("/@code", "b")), unread(1, "sector", ("/@code", "a"))
    context = activity(second, first)
    assert unread_lines(context, SECTOR, context.record) == (
        (Text("not read: code “a”", SOFT), Mark(1, first.id)),
        (Text("not read: code “b”", SOFT), Mark(2, second.id)),
    )


@pytest.mark.parametrize(
    ("empty", "full", "said"),
    [
        (1, 0, [ELSEWHERE]),
        (2, 0, [ELSEWHERE]),
        (1, 1, ["not read: code “x”", ELSEWHERE]),
        (2, 2, ["not read: code “x”", "not read: code “x”", ELSEWHERE]),
        (0, 2, ["not read: code “x”", "not read: code “x”"]),
    ],
)
def test_elements_without_a_text_have_one_line_together(empty: int, full: int, said: list[str]) -> None:
    fields = [unread(each, "sector", ("/@code", "" if each <= empty else "x")) for each in range(1, empty + full + 1)]
    assert told(SECTOR, *fields) == said


def test_elements_of_a_listed_project_without_a_text_are_on_its_page() -> None:
    listed = project(OTHER, unread(1, "sector", ("/@code", ""), entry_id=OTHER))
    context = page_of(project(WELL), listed)
    assert lines(unread_lines(context, SECTOR, listed)) == ["stated, but not read: see its page"]


def test_an_element_of_which_a_part_was_read_is_not_quoted() -> None:
    read = related("in-sector", "theme/dac-1", place="sector 1")
    assert told(SECTOR, unread(1, "sector", ("/@code", "x")), read) == []  # type: ignore[arg-type]


def test_dates_sums_and_cells_are_told_each_in_its_words() -> None:
    assert told("milestone", unread(1, "activity-date", *START)) == ["not read: “soon”"]
    assert told("milestone/start-actual", unread(1, "activity-date", *START)) == ["not read: “soon”"]
    assert told("milestone/end-actual", unread(1, "activity-date", *START)) == []
    assert told("milestone", unread(1, "activity-date", ("/@type", "2"))) == ["not read: “2”"]
    assert told("flow", unread(1, "budget", ("/value", "much"))) == ["Budget: not read as a sum: “much”"]
    assert told("flow", cell("budget", "Sum", "much")) == ["not read: “much” under “Sum”"]
    assert told("flow", cell("start", "Begins", "soon")) == []


def test_cells_come_before_dates_and_dates_before_other_elements() -> None:
    fields = (
        unread(1, "activity-date", ("/@type", "2")),
        unread(2, "activity-date", *START),
        cell("start", "Begins", "later", number=3),
    )
    assert told("milestone", *fields) == ["not read: “later” under “Begins”", "not read: “soon”", "not read: “2”"]


def test_cells_of_the_named_columns_alone_are_quoted() -> None:
    start, end = cell("start", "Begins", "soon"), cell("end", "Ends", "later", number=2)
    context = activity(start, end, unread(3, "sector", ("/@code", "x")))
    assert cell_lines(context, ["start"]) == ((Text("not read: “soon” under “Begins”", SOFT), Mark(1, start.id)),)
    assert lines(cell_lines(context, ["start", "end"])) == [
        "not read: “soon” under “Begins”",
        "not read: “later” under “Ends”",
    ]
    assert cell_lines(context, ["status"]) == ()


def test_a_cell_without_a_value_is_quoted_as_empty() -> None:
    empty = made(PublishedField, "unread-start/1", label="Begins", ordinal=1, values=())
    assert lines(cell_lines(activity(empty), ["start"])) == ["not read: “” under “Begins”"]


def test_sums_that_could_not_be_read_are_quoted_cells_first() -> None:
    fields = (
        unread(2, "budget", ("/value", "more")),
        unread(1, "transaction", ("/value", "much")),
        unread(3, "sector", ("/@code", "x")),
        cell("grant", "Grant", "some"),
        cell("start", "Begins", "soon", number=2),
        coded("Currency", "USD"),
    )
    context = activity(*fields)
    assert lines(unread_sums(context, WELL)) == [
        "not read as a sum: “some” under “Grant”",
        "Transaction, USD: not read as a sum: “much”",
        "Budget, USD: not read as a sum: “more”",
    ]
    assert all(isinstance(line[-1], Mark) for line in unread_sums(context, WELL))
    assert lines(unread_sums(context, WELL, ()))[0] == "Transaction, USD: not read as a sum: “much”"


def test_the_sums_of_a_listed_project_are_its_own() -> None:
    listed = project(OTHER, cell("budget", "Sum", "much", OTHER))
    context = page_of(project(WELL, cell("budget", "Sum", "more")), listed)
    assert lines(unread_sums(context, OTHER)) == ["not read as a sum: “much” under “Sum”"]
    assert lines(unread_sums(context, WELL)) == ["not read as a sum: “more” under “Sum”"]
    assert lines(unread_sums(context, "project/unknown")) == []
