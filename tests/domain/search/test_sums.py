"""Sums of money in words of a query: the form in which they are stored, and what a typed number may mean."""

from itertools import pairwise

import pytest

from coopviewer.domain.search.query import SearchTerm
from coopviewer.domain.search.sums import sum_key, sum_keys


@pytest.mark.parametrize(
    ("minor_units", "decimals", "key"),
    [
        *((12050, 2, "c120.5"), (-12050, 2, "c120.5"), (12000, 2, "c120"), (12005, 2, "c120.05")),
        *((5, 0, "a5"), (1_000_000, 0, "g1000000"), (7, 2, "a0.07"), (0, 2, "a0"), (123456, 4, "b12.3456")),
    ],
)
def test_a_sum_is_stored_without_sign_and_zeros(minor_units: int, decimals: int, key: str) -> None:
    assert sum_key(minor_units, decimals) == key


def test_keys_of_larger_sums_come_later() -> None:
    keys = [sum_key(each, 2) for each in (0, 7, 99, 100, 950, 1_000, 99_999, 100_000, 10**9, 10**14)]
    assert all(one < other for one, other in pairwise(keys))


@pytest.mark.parametrize(
    ("typed", "sums"),
    [
        ("4000", [(4_000, 0)]),
        ("4.000", [(4_000, 0)]),  # four alone would be a short number
        ("4,500", [(4_500, 0), (45, 1)]),
        ("1.234.567", [(1_234_567, 0), (1_234_567, 3)]),
        ("123,456.78", [(12_345_678, 2)]),
        ("120.50", [(1_205, 1)]),
        ("0.07", [(7, 2)]),
        ("00120.5", [(1_205, 1)]),
        ("1.0000", []),
        *(
            ("999", []),
            ("12", []),
            ("1e6", []),
            ("4,", []),
            ("--4000", []),
            ("-4000", [(4_000, 0)]),
            ("\u0664\u0660\u0660\u0660", []),
        ),
    ],
)
def test_a_number_that_is_typed_means_the_sums_that_it_may_be(typed: str, sums: list[tuple[int, int]]) -> None:
    assert sum_keys(SearchTerm(typed)) == tuple(sum_key(*each) for each in sums)
