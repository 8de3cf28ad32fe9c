"""Money in whole minor units."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.money import format_amount, is_currency, parse_minor_units


@pytest.mark.parametrize(
    ("value", "currency", "units", "written"),
    [
        ("3400000", "EUR", 340_000_000, "EUR 3,400,000"),
        ("0.5", "EUR", 50, "EUR 0.50"),
        ("12.34", "EUR", 1234, "EUR 12.34"),
        ("1000", "JPY", 1000, "JPY 1,000"),
        ("1.5", "TND", 1500, "TND 1.500"),
        ("0", "EUR", 0, "EUR 0"),
        ("0.05", "EUR", 5, "EUR 0.05"),
        ("1.234", "JOD", 1234, "JOD 1.234"),
        ("7", "XAF", 7, "XAF 7"),
        ("1000000", "XOF", 1_000_000, "XOF 1,000,000"),
        ("12", "ISK", 12, "ISK 12"),
        ("3.001", "LYD", 3001, "LYD 3.001"),
        ("5", "KRW", 5, "KRW 5"),
        ("5", "DJF", 5, "DJF 5"),
        ("5", "GNF", 5, "GNF 5"),
        ("19.9", "CHF", 1990, "CHF 19.90"),
    ],
)
def test_an_amount_is_parsed_and_formatted_without_loss(value: str, currency: str, units: int, written: str) -> None:
    assert parse_minor_units(value, currency) == units
    assert format_amount(units, currency, ENGLISH) == written


@pytest.mark.parametrize("value", ["", "3,4", "1e6", "-1", "1.234", ".5", "4 million", "٤"])
def test_an_invalid_amount_of_money_is_rejected(value: str) -> None:
    with pytest.raises(ValueError):
        parse_minor_units(value, "EUR")


@pytest.mark.parametrize(("value", "currency"), [("1.0", "JPY"), ("1.5", "XOF"), ("1.2345", "TND"), ("0.001", "EUR")])
def test_an_amount_with_more_decimals_than_its_currency_is_rejected(value: str, currency: str) -> None:
    with pytest.raises(ValueError):
        parse_minor_units(value, currency)


def test_a_currency_is_three_capitals() -> None:
    assert is_currency("EUR")
    assert not any(map(is_currency, ("eur", "EU", "EURO", "€", "")))
