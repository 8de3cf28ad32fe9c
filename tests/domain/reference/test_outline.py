"""Headings of the navigator, and the rows that are expanded while it is filtered."""

import pytest

from coopviewer.domain.reference.filtered_outline import MOST_OPENED, FilteredOutline
from coopviewer.domain.reference.outline import (
    NO_ROLE,
    NO_STATUS,
    ROOT,
    OutlineNode,
    is_unplaced,
    kind_of_heading,
    of_kind,
    of_role,
    of_status,
    unplaced,
    value_of_heading,
)
from coopviewer.domain.reference.vocabulary import EntryKind


@pytest.mark.parametrize("kind", EntryKind)
def test_a_heading_key_has_its_kind(kind: EntryKind) -> None:
    assert kind_of_heading(of_kind(kind)) is kind_of_heading(unplaced(kind)) is kind
    assert is_unplaced(unplaced(kind))
    assert not is_unplaced(of_kind(kind))
    assert of_kind(kind) != unplaced(kind)


@pytest.mark.parametrize("place", [ROOT, "country/NE", "across", "arrangements"])
def test_other_keys_have_no_kind(place: str) -> None:
    assert kind_of_heading(place) is None
    assert not is_unplaced(place)


def test_the_number_of_a_heading_is_0_by_default() -> None:
    assert OutlineNode("across", None, None, True).number == 0


def filtered(below: dict[str, tuple[str, ...]], *matches: str, deep: bool = True) -> FilteredOutline:
    return FilteredOutline("x", ("x",), frozenset(matches), below, {}, True, deep)


def test_a_filtered_outline_is_deep_by_default() -> None:
    assert FilteredOutline("", (), frozenset(), {"a": ("b",)}, {}, True).has_children("a", top=False)


def test_only_rows_with_remaining_children_have_children() -> None:
    outline = filtered({ROOT: ("a",), "a": ("b",)}, "b")
    assert outline.has_children("a", top=True)
    assert outline.has_children("a", top=False)
    assert not outline.has_children("b", top=True)
    shallow = filtered({ROOT: ("a",), "a": ("b",), "b": ("c",)}, "c", deep=False)
    assert shallow.has_children("a", top=True)
    assert not shallow.has_children("b", top=False)


def test_rows_above_a_match_are_expanded_from_the_top() -> None:
    outline = filtered({ROOT: ("a", "z"), "a": ("b",), "b": ("c",)}, "c")
    assert outline.paths_to_open() == (("a",), ("a", "b"))


def test_a_match_at_the_top_expands_no_row() -> None:
    assert filtered({ROOT: ("a", "b")}, "a", "b").paths_to_open() == ()
    assert filtered({}, "a").paths_to_open() == ()


def test_a_match_with_matches_below_it_is_expanded() -> None:
    assert filtered({ROOT: ("a",), "a": ("b",)}, "a", "b").paths_to_open() == (("a",),)
    assert filtered({ROOT: ("a",), "a": ("b",)}, "a").paths_to_open() == ()


def test_a_match_with_several_rows_is_shown_nearest_to_the_top() -> None:
    deep_first = filtered({ROOT: ("a", "b"), "a": ("c",), "c": ("m",), "b": ("m",)}, "m")
    assert deep_first.paths_to_open() == (("b",),)
    alike = filtered({ROOT: ("a", "b"), "a": ("m",), "b": ("m",)}, "m")
    assert alike.paths_to_open() == (("a",),)


def test_a_circular_outline_is_not_followed_forever() -> None:
    assert filtered({ROOT: ("a",), "a": ("b",), "b": ("a", "m")}, "m").paths_to_open() == (("a",), ("a", "b"))


def test_a_shallow_outline_expands_only_rows_at_the_top() -> None:
    below = {ROOT: ("a",), "a": ("b", "m"), "b": ("n",)}
    assert filtered(below, "m", "n", deep=False).paths_to_open() == (("a",),)
    assert filtered(below, "m", "n").paths_to_open() == (("a",), ("a", "b"))


def test_further_matches_of_a_long_result_stay_collapsed() -> None:
    regions = [f"r{number}" for number in range(MOST_OPENED + 20)]
    below = {ROOT: tuple(regions), **{region: (f"{region}/m",) for region in regions}}
    opened = filtered(below, *(f"{region}/m" for region in regions)).paths_to_open()
    assert opened == tuple((region,) for region in regions[:MOST_OPENED])


def test_a_region_with_more_matches_than_fit_is_expanded_and_the_next_is_not() -> None:
    many = tuple(f"m{number}" for number in range(MOST_OPENED + 20))
    below = {ROOT: ("a", "b"), "a": many, "b": ("n",)}
    assert filtered(below, *many, "n").paths_to_open() == (("a",),)


def test_a_heading_of_a_role_or_a_status_has_its_value() -> None:
    assert value_of_heading(of_role("funding")) == ("role", "funding")
    assert value_of_heading(of_status("implementation")) == ("status", "implementation")


@pytest.mark.parametrize("key", [NO_ROLE, NO_STATUS, ROOT, "country/NE", "roles", of_kind(EntryKind.PROJECT)])
def test_other_headings_are_of_no_value(key: str) -> None:
    assert value_of_heading(key) is None
