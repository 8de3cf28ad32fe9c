"""Pages, overviews, briefs and files say exactly what is recorded of them, word for word and in the same order."""

import pytest

from tests.rendering.recorded.views import HERE, VIEWS, recorded


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_shown_is_what_is_recorded(name: str) -> None:
    text = recorded(name).read_text(encoding="utf-8")
    assert VIEWS[name]().rstrip().splitlines() == text.rstrip().splitlines()


def test_each_recorded_text_is_that_of_a_view() -> None:
    assert {each.stem for each in HERE.glob("*.txt")} == set(VIEWS)
