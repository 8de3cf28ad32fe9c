"""Money in whole minor units."""

from pathlib import Path

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.money import decimals, format_amount, format_flow, is_currency, parse_minor_units
from tools.generate_names import with_decimals

ROOT = Path(__file__).parents[3]


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
        ("1000000", "VND", 1_000_000, "VND 1,000,000"),
        ("0.5", "KWD", 500, "KWD 0.500"),
        ("1.2345", "CLF", 12345, "CLF 1.2345"),
        ("2.5", "XDR", 250, "XDR 2.50"),
        ("1", "XAU", 100, "XAU 1"),
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


@pytest.mark.parametrize(
    ("units", "digits", "currency", "written"),
    [
        (-12050, 2, "EUR", "EUR -120.50"),
        (-5, 2, "EUR", "EUR -0.05"),
        (-100, 2, "EUR", "EUR -1"),
        (123456789, 9, "XDR", "XDR 0.123456789"),
        (1234567, 0, "JPY", "JPY 1,234,567"),
        (150, 2, "JPY", "JPY 1.50"),
        (-1, 3, "", "-0.001"),
    ],
)
def test_a_flow_has_decimals_of_its_own(units: int, digits: int, currency: str, written: str) -> None:
    assert format_flow(units, digits, currency, ENGLISH) == written


def test_a_negative_amount_keeps_its_sign_and_its_decimals() -> None:
    assert format_amount(-12050, "EUR", ENGLISH) == "EUR -120.50"


def test_the_generator_writes_the_decimals_and_nothing_else() -> None:
    path = ROOT / "src/coopviewer/domain/reference/money.py"
    text = path.read_text(encoding="utf-8")
    written = with_decimals(text)
    assert with_decimals(written) == written
    assert written.partition("_BY_DECIMALS")[0] == text.partition("_BY_DECIMALS")[0]
    assert '    3: "BHD ' in written
    assert written.partition("# end of what is written")[2] == text.partition("# end of what is written")[2]
    assert {currency: decimals(currency) for currency in ("EUR", "XDR", "XAU", "UGX", "BHD", "UYW")} == {
        "EUR": 2,
        "XDR": 2,
        "XAU": 2,
        "UGX": 0,
        "BHD": 3,
        "UYW": 4,
    }


def test_a_currency_is_three_capitals() -> None:
    assert is_currency("EUR")
    assert not any(map(is_currency, ("eur", "EU", "EURO", "€", "")))
