"""Addresses of entries and of texts of their facts, as other programs read and write them."""

import pytest

from coopviewer.exchange.annotations.vocabulary import ImportLocation, iri_of, location_of

NIGER = ImportLocation("urn:d", "country/NE")
TEXT = ImportLocation("urn:d", "country/NE", ("country/NE/goal/1", "text"))


@pytest.mark.parametrize(
    ("location", "iri"),
    [
        (NIGER, "urn:d:country/NE"),
        (TEXT, "urn:d:country/NE#fact=country/NE/goal/1&field=text"),
        (ImportLocation("urn:a#b?%é", "country/NE"), "urn:a%23b%3F%25%C3%A9:country/NE"),
        (
            ImportLocation("urn:d", "country/NE", ("a&field=b#c", "d/e&f")),
            "urn:d:country/NE#fact=a%26field%3Db%23c&field=d%2Fe%26f",
        ),
        (ImportLocation("coop", "country/NE"), "coop:country/NE"),
    ],
)
def test_an_address_names_an_entry_or_a_text_and_is_read_again(location: ImportLocation, iri: str) -> None:
    assert iri_of(location) == iri
    assert location_of(iri) == location


@pytest.mark.parametrize(
    "fragment",
    [
        *("goals", "fact=", "fact=a", "field=text", "fact=a&field=", "fact=&field=text", "x=a&field=text"),
        "Fact=a&field=text",
    ],
)
def test_another_fragment_means_the_entry_as_a_whole(fragment: str) -> None:
    assert location_of(f"urn:d:country/NE#{fragment}") == NIGER


@pytest.mark.parametrize(
    "iri", ["", "country/NE", ":country/NE", "urn:d:", "urn:d:NE", "urn:d:country/", "https://example.org/country/NE"]
)
def test_other_addresses_name_no_entry(iri: str) -> None:
    assert location_of(iri) is None
