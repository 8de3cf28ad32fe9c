"""Imports of files of activities and of tables make exactly what is recorded of them, fact by fact and note by note."""

import pytest

from tests.authoring.importing.recorded.views import HERE, VIEWS, recorded, text_of


@pytest.mark.parametrize("name", VIEWS)
def test_what_files_become_is_what_is_recorded(name: str) -> None:
    text = recorded(name).read_text(encoding="utf-8")
    assert text_of(name).rstrip().splitlines() == text.rstrip().splitlines()


def test_each_recorded_text_is_that_of_a_view() -> None:
    assert {each.stem for each in HERE.glob("*.txt")} == set(VIEWS)
