"""Searches, outlines and lists of two references are exactly what is recorded of them."""

import pytest

from tests.storage.recorded.views import HERE, VIEWS, recorded, text_of


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_read_is_what_is_recorded(name: str) -> None:
    text = recorded(name).read_text(encoding="utf-8")
    assert text_of(name).rstrip().splitlines() == text.rstrip().splitlines()


def test_each_recorded_text_is_that_of_a_view() -> None:
    assert {each.stem for each in HERE.glob("*.txt")} == set(VIEWS)
