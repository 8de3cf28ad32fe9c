"""Faults in curated files and the values they quote."""

from datetime import date, time

import pytest

from coopviewer.domain.faults import Fault, display_value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "nothing"),
        ("", '""'),
        ("Niger", '"Niger"'),
        ('a "quoted" word\n', '"a \\"quoted\\" word\\n"'),
        ("Côte d’Ivoire", '"Côte d’Ivoire"'),
        (True, "true"),
        (False, "false"),
        (1, "1"),
        (2.5, "2.5"),
        (date(2019, 7, 1), "2019-07-01 without quotes"),
        (time(12, 30), "12:30:00 without quotes"),
        ([1, 2], "a list"),
        ({"a": 1}, "a table"),
    ],
)
def test_a_value_is_quoted_as_its_file_writes_it(value: object, written: str) -> None:
    assert display_value(value) == written


def test_a_text_is_quoted_up_to_eighty_characters() -> None:
    assert display_value("x" * 80) == f'"{"x" * 80}"'
    assert display_value("x" * 81) == f'"{"x" * 79}…"'


def test_a_fault_is_one_line() -> None:
    fault = Fault("places.toml", "country/NE", "nothing", "a name")
    assert str(fault) == "places.toml: country/NE: found nothing; expected a name"
