"""What a list of annotations can be narrowed to, by what it is, and how many it holds."""

from datetime import date
from typing import Any

import pytest

from coopviewer.domain.annotations.annotation import (
    DAYS_IN_BIN,
    AnnotationStatus,
    Colour,
    Motivation,
    Person,
)
from coopviewer.domain.annotations.lists import Choice, ChoiceGroup, Order, TagCount
from coopviewer.domain.annotations.query import AnnotationQuery, Narrowing, View
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.words.annotation_list_words import (
    BETWEEN,
    CHANGED,
    RECENT,
    Surroundings,
    chips,
    choice_groups,
    count_words,
    empty_words,
    first_day,
    narrowing_word,
    order_word,
    toggle,
)
from coopviewer.rendering.words.annotation_words import colour_word

TODAY = date(2026, 3, 5)
ANYTHING = AnnotationQuery()
NARROWED = AnnotationQuery(text="wells")


def around(**more: Any) -> Surroundings:
    return Surroundings(today=TODAY, **more)


def group(key: str, query: AnnotationQuery = ANYTHING, **more: Any) -> ChoiceGroup | None:
    return next((each for each in choice_groups(query, around(**more), ENGLISH) if each.key == key), None)


def chosen(group: ChoiceGroup | None) -> list[str]:
    assert group is not None
    return [choice.value for choice in group.choices if choice.chosen]


@pytest.mark.parametrize(
    ("recent", "first"),
    [
        ("today", TODAY),
        ("week", date(2026, 2, 27)),  # seven days, today among them
        ("month", date(2026, 2, 4)),  # thirty days
        ("year", date(2026, 1, 1)),
    ],
)
def test_recent_days_begin_so_that_today_is_the_last_of_them(recent: str, first: date) -> None:
    assert first_day(recent, TODAY) == first


def test_what_is_chosen_is_ticked() -> None:
    query = AnnotationQuery(colours=(Colour.GREEN,), statuses=(AnnotationStatus.VERIFIED,))
    assert chosen(group("colour", query)) == ["green"]
    assert chosen(group("status", query)) == ["verified"]
    assert chosen(group("motivation", query)) == []


def test_a_field_with_a_single_value_is_left_out_unless_that_is_chosen() -> None:
    one, two = Person("p1", "Marie"), Person("p2", "Jan")
    assert group("author", people=()) is None
    assert group("author", people=(one,)) is None
    assert group("author", people=(one, two)) is not None
    assert chosen(group("author", AnnotationQuery(authors=("p1",)), people=(one,))) == ["p1"]


def test_tags_are_listed_even_where_there_is_one_with_their_counts() -> None:
    assert group("tag") is None
    assert group("tag", tags=(TagCount("wells", 3),)) == ChoiceGroup(
        "tag", narrowing_word(Narrowing.TAG, ENGLISH), (Choice("wells", "wells", False, 3),)
    )


def test_only_tags_are_counted() -> None:
    found = group("colour", tags=(TagCount("green", 7),))
    assert found is not None
    assert {choice.total for choice in found.choices} == {None}


def test_of_many_tags_a_dozen_are_listed_and_those_that_are_chosen() -> None:
    tags = tuple(TagCount(f"t{number:02}", 100 - number) for number in range(20))
    found = group("tag", AnnotationQuery(tags=("t18", "gone")), tags=tags)
    assert found is not None
    assert [choice.value for choice in found.choices] == [*(f"t{number:02}" for number in range(12)), "t18", "gone"]
    assert [choice.total for choice in found.choices][-2:] == [82, None]
    assert chosen(found) == ["t18", "gone"]


def test_people_and_regions_are_called_by_name_or_by_id_where_the_name_is_not_known() -> None:
    africa = EntryRef("region/africa", EntryKind.REGION, "Africa", "africa")
    query = AnnotationQuery(regions=("region/africa", "region/gone"), authors=("p1",))
    found = chips(query, around(regions=(africa,), people=(Person("p1", "Marie"),)), ENGLISH)
    assert [chip.label.partition(": ")[2] for chip in found] == ["Africa", "region/gone", "Marie"]


def test_each_chip_takes_away_what_it_names() -> None:
    query = AnnotationQuery(colours=(Colour.GREEN, Colour.BLUE), tags=("a",), since=TODAY)
    found = chips(query, around(), ENGLISH)
    assert [chip.label.partition(": ")[2] for chip in found[:3]] == [
        "a",
        colour_word(Colour.GREEN, ENGLISH),
        colour_word(Colour.BLUE, ENGLISH),
    ]
    assert [chip.without for chip in found] == [
        AnnotationQuery(colours=(Colour.GREEN, Colour.BLUE), since=TODAY),
        AnnotationQuery(colours=(Colour.BLUE,), tags=("a",), since=TODAY),
        AnnotationQuery(colours=(Colour.GREEN,), tags=("a",), since=TODAY),
        AnnotationQuery(colours=(Colour.GREEN, Colour.BLUE), tags=("a",)),
    ]


def test_a_list_that_is_not_narrowed_has_no_chips() -> None:
    assert chips(ANYTHING, around(), ENGLISH) == ()
    assert chips(NARROWED, around(), ENGLISH) == ()  # the words stand in their own field


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 1, 2), None, ["2 January 2026"]),
        (None, date(2026, 3, 4), ["4 March 2026"]),
        (date(2026, 1, 2), date(2026, 3, 4), ["2 January 2026", "4 March 2026"]),
        (date(2026, 1, 2), date(2026, 1, 2), ["2 January 2026"]),
    ],
)
def test_a_chip_names_the_days_between_which_annotations_were_changed(
    since: date | None, until: date | None, days: list[str]
) -> None:
    (chip,) = chips(AnnotationQuery(since=since, until=until), around(), ENGLISH)
    places = [chip.label.index(day) for day in days]
    assert places == sorted(places)
    assert chip.label.count("2026") == len(days)
    assert chip.label == " ".join(chip.label.split())  # no gap where there is no day
    assert chip.without == ANYTHING


def test_days_from_on_and_up_to_are_said_differently() -> None:
    queries = (AnnotationQuery(since=TODAY), AnnotationQuery(until=TODAY), AnnotationQuery(since=TODAY, until=TODAY))
    assert len({chips(query, around(), ENGLISH)[0].label for query in queries}) == 3


@pytest.mark.parametrize("recent", RECENT)
def test_recent_days_are_ticked_where_they_are_what_is_asked_for(recent: str) -> None:
    query = AnnotationQuery(since=first_day(recent, TODAY))
    assert chosen(group(CHANGED, query)) == [recent]


@pytest.mark.parametrize(
    "query",
    [
        AnnotationQuery(since=date(2020, 1, 1)),
        AnnotationQuery(until=TODAY),
        AnnotationQuery(since=TODAY, until=TODAY),
        AnnotationQuery(since=date(2020, 1, 1), until=date(2020, 2, 1)),
    ],
)
def test_other_days_are_ticked_as_those_between_two(query: AnnotationQuery) -> None:
    assert chosen(group(CHANGED, query)) == [BETWEEN]


def test_without_days_none_are_ticked() -> None:
    assert chosen(group(CHANGED, NARROWED)) == []


def test_ticking_a_value_adds_it_and_ticking_it_again_takes_it_away() -> None:
    once = toggle(ANYTHING, "motivation", "linking", TODAY)
    assert once == AnnotationQuery(motivations=(Motivation.LINKING,))
    assert toggle(once, "motivation", "linking", TODAY) == ANYTHING


def test_ticking_days_replaces_those_that_were_asked_for() -> None:
    week = AnnotationQuery(since=first_day("week", TODAY))
    assert toggle(ANYTHING, CHANGED, "week", TODAY) == week
    assert toggle(AnnotationQuery(since=date(2020, 1, 1), until=TODAY), CHANGED, "week", TODAY) == week
    assert toggle(week, CHANGED, "week", TODAY) == ANYTHING
    until = AnnotationQuery(since=week.since, until=TODAY)
    assert toggle(until, CHANGED, "week", TODAY) == week


def test_days_between_two_have_to_be_asked_for() -> None:
    assert toggle(ANYTHING, CHANGED, BETWEEN, TODAY) is None


@pytest.mark.parametrize("query", [ANYTHING, NARROWED, AnnotationQuery(view=View.BIN)])
def test_a_list_says_how_many_it_holds_and_tells_one_from_several(query: AnnotationQuery) -> None:
    one, two, many = (count_words(total, query, ENGLISH) for total in (1, 2, 12_345))
    assert "12,345" in many
    assert one != two.replace("2", "1", 1)
    assert two == count_words(3, query, ENGLISH).replace("3", "2", 1)


def test_how_long_annotations_are_kept_is_said_of_the_bin_alone() -> None:
    assert str(DAYS_IN_BIN) in count_words(1, AnnotationQuery(view=View.BIN), ENGLISH)
    assert str(DAYS_IN_BIN) not in count_words(1, ANYTHING, ENGLISH)
    assert "bin" in count_words(1, AnnotationQuery(view=View.BIN), ENGLISH).partition(".")[0]
    assert "bin" not in count_words(1, ANYTHING, ENGLISH)


def test_a_narrowed_list_says_that_it_is() -> None:
    whole, narrowed = count_words(2, ANYTHING, ENGLISH), count_words(2, NARROWED, ENGLISH)
    assert narrowed.startswith(whole)
    assert len(narrowed) > len(whole)


def test_an_empty_list_says_why_it_is_empty() -> None:
    bin_ = AnnotationQuery(view=View.BIN)
    marie = around(people=(Person("p1", "Marie"),))
    never, all_deleted = empty_words(ANYTHING, around(), ENGLISH), empty_words(ANYTHING, marie, ENGLISH)
    empty_bin, nothing_fits = empty_words(bin_, marie, ENGLISH), empty_words(NARROWED, marie, ENGLISH)
    assert len({never, all_deleted, empty_bin, nothing_fits}) == 4
    assert ["bin" in said.lower() for said in (never, all_deleted, empty_bin)] == [False, True, True]
    assert empty_words(bin_, around(), ENGLISH) == empty_bin
    assert (
        empty_words(NARROWED, around(), ENGLISH)
        == empty_words(AnnotationQuery(view=View.BIN, text="x"), marie, ENGLISH)
        == nothing_fits
    )


def test_each_order_and_each_field_has_a_name() -> None:
    assert len({order_word(order, ENGLISH) for order in Order}) == len(Order)
    assert len({narrowing_word(narrowing, ENGLISH) for narrowing in Narrowing}) == len(Narrowing)
