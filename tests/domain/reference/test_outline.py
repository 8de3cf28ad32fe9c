"""Headings of the navigator, and what of it is opened while it is filtered."""

import pytest

from coopviewer.domain.reference.filtered_outline import MOST_OPENED, FilteredOutline
from coopviewer.domain.reference.outline import ROOT, OutlineNode, is_unplaced, kind_of_heading, of_kind, unplaced
from coopviewer.domain.reference.vocabulary import EntryKind


@pytest.mark.parametrize("kind", EntryKind)
def test_a_heading_says_which_kind_it_gathers(kind: EntryKind) -> None:
    assert kind_of_heading(of_kind(kind)) is kind_of_heading(unplaced(kind)) is kind
    assert is_unplaced(unplaced(kind))
    assert not is_unplaced(of_kind(kind))
    assert of_kind(kind) != unplaced(kind)


@pytest.mark.parametrize("place", [ROOT, "country/NE", "across", "arrangements"])
def test_other_places_gather_no_kind(place: str) -> None:
    assert kind_of_heading(place) is None
    assert not is_unplaced(place)


def test_rows_after_a_heading_are_asked_for_from_the_first_on() -> None:
    assert OutlineNode("across", None, None, True).number == 0


def filtered(below: dict[str, tuple[str, ...]], *matches: str, deep: bool = True) -> FilteredOutline:
    return FilteredOutline("x", ("x",), frozenset(matches), below, {}, True, deep)


def test_a_filtered_outline_goes_all_the_way_down_unless_it_says_otherwise() -> None:
    assert FilteredOutline("", (), frozenset(), {"a": ("b",)}, {}, True).opens("a", top=False)


def test_only_what_has_something_left_under_it_opens() -> None:
    outline = filtered({ROOT: ("a",), "a": ("b",)}, "b")
    assert outline.opens("a", top=True)
    assert outline.opens("a", top=False)
    assert not outline.opens("b", top=True)
    shallow = filtered({ROOT: ("a",), "a": ("b",), "b": ("c",)}, "c", deep=False)
    assert shallow.opens("a", top=True)
    assert not shallow.opens("b", top=False)


def test_what_stands_above_a_match_is_opened_from_the_top_down() -> None:
    outline = filtered({ROOT: ("a", "z"), "a": ("b",), "b": ("c",)}, "c")
    assert outline.paths_to_open() == (("a",), ("a", "b"))


def test_a_match_at_the_top_opens_nothing() -> None:
    assert filtered({ROOT: ("a", "b")}, "a", "b").paths_to_open() == ()
    assert filtered({}, "a").paths_to_open() == ()


def test_a_match_that_has_others_below_is_opened_to_show_them() -> None:
    assert filtered({ROOT: ("a",), "a": ("b",)}, "a", "b").paths_to_open() == (("a",),)
    assert filtered({ROOT: ("a",), "a": ("b",)}, "a").paths_to_open() == ()


def test_a_match_in_several_places_is_shown_where_it_is_nearest_to_the_top() -> None:
    deep_first = filtered({ROOT: ("a", "b"), "a": ("c",), "c": ("m",), "b": ("m",)}, "m")
    assert deep_first.paths_to_open() == (("b",),)
    alike = filtered({ROOT: ("a", "b"), "a": ("m",), "b": ("m",)}, "m")
    assert alike.paths_to_open() == (("a",),)


def test_a_place_that_stands_under_itself_is_not_followed_for_ever() -> None:
    assert filtered({ROOT: ("a",), "a": ("b",), "b": ("a", "m")}, "m").paths_to_open() == (("a",), ("a", "b"))


def test_where_only_the_top_has_something_under_it_nothing_below_is_opened() -> None:
    below = {ROOT: ("a",), "a": ("b", "m"), "b": ("n",)}
    assert filtered(below, "m", "n", deep=False).paths_to_open() == (("a",),)
    assert filtered(below, "m", "n").paths_to_open() == (("a",), ("a", "b"))


def test_a_long_answer_stays_closed_further_down() -> None:
    regions = [f"r{number}" for number in range(MOST_OPENED + 20)]
    below = {ROOT: tuple(regions), **{region: (f"{region}/m",) for region in regions}}
    opened = filtered(below, *(f"{region}/m" for region in regions)).paths_to_open()
    assert opened == tuple((region,) for region in regions[:MOST_OPENED])


def test_a_region_with_more_matches_than_fit_is_opened_whole_and_the_next_one_not() -> None:
    many = tuple(f"m{number}" for number in range(MOST_OPENED + 20))
    below = {ROOT: ("a", "b"), "a": many, "b": ("n",)}
    assert filtered(below, *many, "n").paths_to_open() == (("a",),)
