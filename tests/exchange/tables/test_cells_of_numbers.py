"""Which cells and columns of a table are numbers, as programs read them."""

import pytest

from coopviewer.exchange.tables.table import is_number


@pytest.mark.parametrize("text", ["0", "4000000.00", "-1500.00", "0.5", "12"])
def test_a_plain_decimal_number_is_a_number(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text", [".5", "5.", ".", "-", "", "1.2.3", "1,000", "1e3", "+1", "--1", "\u0661", "NaN", " 1"]
)
def test_anything_else_is_a_text(text: str) -> None:
    assert not is_number(text)
