"""Addresses are read strictly and written back the same."""

import pytest

from coopviewer.domain.addresses import HOME_ADDRESS, Address, parse_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("coop:country/NE", Address("country/NE")),
        ("country/NE", Address("country/NE")),
        ("coop:project/afic#goals", Address("project/afic", "goals")),
        ("coop:source/frontex-other-partners", Address("source/frontex-other-partners")),
        ("coop:home", HOME_ADDRESS),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert parse_address(text) == address
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "coop:", "coop:country", "country/", "/NE", "coop:Country/NE", "coop:country/../NE", "http://x/y"),
        *("coop:country/NE NG", "coop:country/NE#<b>", "coop:country/%4E", "coop:country/نيجر", "file:///etc/passwd"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_address(text)
