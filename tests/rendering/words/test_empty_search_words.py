"""Why a search finds nothing, in words: each reason has its own sentence."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.search.answer import EmptyReason
from coopviewer.domain.search.query import ListedState, SearchFilter
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.words.faults.empty_search_words import reason_words
from tests.reference_values import ref

IOM = (ref("organisation/iom", "IOM"),)
TWO = (ref("project/a", "Wells"), ref("project/b", "Pumps"))
AGAIN = "Import its files again, with File > Import again… or coopviewer import --again."
EARLIER = "are not found by their year in this reference, which an earlier coopviewer imported."


def part(text: str) -> SearchFilter:
    (found,) = parse_query(text).query.filters
    return found


def said(text: str, state: ListedState = ListedState.NOT_LISTED, **more: object) -> str:
    return reason_words(EmptyReason(state, part(text), **more), ENGLISH)  # type: ignore[arg-type]


def test_filters_that_find_something_only_by_themselves_are_said_to() -> None:
    words = reason_words(EmptyReason(ListedState.NOT_LISTED), ENGLISH)
    assert words == "Each filter finds entries by itself, but no entry meets all of them."


def test_a_filter_that_finds_nothing_is_named() -> None:
    assert said("sector:health") == "Nothing is listed for sector:health."


@pytest.mark.parametrize(
    ("state", "begin"),
    [
        (ListedState.NOT_LISTED, "The list of countries is complete, and names none: "),
        (ListedState.NOT_STATED, "Which countries belong to it is not stated in the source: "),
        (ListedState.NOT_LOOKED_AT, "Which countries belong to it was not looked at: "),
    ],
)
def test_entries_whose_countries_are_not_known_are_named(state: ListedState, begin: str) -> None:
    assert said("project:wells", state, refs=TWO) == f"{begin}Wells, Pumps."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ListedState.NOT_LISTED, "The list of working arrangements is complete: other countries are not listed."),
        (ListedState.NOT_STATED, "The list of working arrangements may not be complete: others are not stated."),
        (ListedState.NOT_LOOKED_AT, "The reference lists no working arrangement: it was not looked at."),
    ],
)
def test_how_far_the_list_of_working_arrangements_goes_is_said(state: ListedState, words: str) -> None:
    assert said("arrangement:listed", state) == words


@pytest.mark.parametrize(("count", "sums"), [(1, "Sums of 1 activity name"), (1_200, "Sums of 1,200 activities name")])
def test_an_organisation_that_only_sums_name_is_said_to_be_found_on_its_page(count: int, sums: str) -> None:
    funder = said("funder:IOM", refs=IOM, naming=count)
    assert funder == (
        "Nothing is listed for funder:IOM, which finds activities by their funding organisations. "
        f"{sums} IOM as payer: they are listed on the page of IOM."
    )
    partner = said("partner:IOM", refs=IOM, naming=count)
    assert partner == (
        "Nothing is listed for partner:IOM, which finds activities by the organisations that take part. "
        f"{sums} IOM as payer or receiver: they are listed on the page of IOM."
    )


@pytest.mark.parametrize(
    ("text", "years", "words"),
    [
        ("paid:2015", None, "No payment with a year is listed."),
        ("budget:2015", None, "No budget with a year is listed."),
        ("paid:2015", ("2017", "2019"), "all payments with a year are of 2017 to 2019."),
        ("budget:2015", ("2017", "2017"), "all budgets with a year are of 2017."),
    ],
)
def test_no_money_of_a_year_is_answered_by_the_years_that_have_some(
    text: str, years: tuple[str, str] | None, words: str
) -> None:
    begin = "" if years is None else f"Nothing is listed for {text}: "
    assert said(text, years=years) == begin + words


def test_a_reference_that_cannot_be_searched_by_years_of_money_is_to_be_imported_again() -> None:
    years = ("2017", "2019")
    assert said("paid:2018", is_unread=True, years=years) == f"Payments {EARLIER} {AGAIN}"
    assert said("budget:2018", is_unread=True) == f"Budgets {EARLIER} {AGAIN}"
