"""Where links lead: to a heading of the document, or to the web, whole and without what only ends the sentence."""

import pytest

from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Columns,
    Document,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.document.link_places import (
    anchor_key,
    anchors_of,
    headings_of,
    is_web_address,
    place_in,
    with_web_links,
)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        ("See (https://example.org/a).", ["https://example.org/a"]),
        ("https://en.wikipedia.org/wiki/Frontex_(agency)", ["https://en.wikipedia.org/wiki/Frontex_(agency)"]),
        ("(see https://example.org/a_(b)_c, too)", ["https://example.org/a_(b)_c"]),
        ("(see https://example.org/a_(b))", ["https://example.org/a_(b)"]),
        ("https://example.org/a(b", ["https://example.org/a(b"]),
        ("http://one.org and http://two.org!", ["http://one.org", "http://two.org"]),
        ("http://. and coop:country/NE", []),
    ],
)
def test_an_address_is_a_link_without_what_ends_the_sentence(text: str, addresses: list[str]) -> None:
    line = with_web_links(Text(text))
    assert [part.address for part in line if isinstance(part, Link)] == addresses
    assert "".join(part.text for part in line) == text
    assert all(is_web_address(address) for address in addresses)


@pytest.mark.parametrize("text", ["(" * 20_000, "(a)" * 10_000 + "(", "a.," * 10_000, "(" * 9_000 + ")" * 9_000])
def test_long_addresses_take_no_longer_than_their_length(text: str) -> None:
    assert len(with_web_links(Text(f"https://{text}"))) <= 2


def test_the_texts_around_addresses_keep_their_style_and_none_is_empty() -> None:
    link = Link("https://a.org", "https://a.org")
    assert with_web_links(Text("See https://a.org!", STRONG)) == (Text("See ", STRONG), link, Text("!", STRONG))
    assert with_web_links(Text("https://a.org", STRONG)) == (link,)
    assert with_web_links(Text("https://a.org now", SOFT)) == (link, Text(" now", SOFT))
    assert with_web_links(Text("none", SOFT)) == (Text("none", SOFT),)


@pytest.mark.parametrize("text", ["", "see https://a.org", "https://a.org.", "ftp://a.org", "coop:country/NE"])
def test_what_is_more_or_less_than_a_web_address_is_none(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize(
    ("anchor", "key"),
    [("country/NE", "country-NE"), ("goals", "goals"), ("a/ b_ç9", "a-b-9"), ("a-/b", "a--b"), ("", "")],
)
def test_the_key_of_an_anchor_has_only_letters_digits_and_hyphens(anchor: str, key: str) -> None:
    assert anchor_key(anchor) == key


def test_headings_within_columns_and_tables_are_among_those_of_a_document() -> None:
    one, two, three, four = (Heading(2, (Text(name),), f"a/{name}") for name in ("one", "two", "three", "four"))
    without = Heading(1, (Text("title"),))
    table = Table(("h",), (Row((((Text("cell"),),),)), Row((((Text("cell"),),),), (Paragraph((Text("p"),)), three))))
    blocks = (without, one, Columns((two,), (table,)), four)
    assert list(headings_of(blocks)) == [without, one, two, three, four]
    assert anchors_of(Document("T", "coop:t", blocks)) == {"a-one", "a-two", "a-three", "a-four"}


ANCHORS = frozenset({"goals", "country-NE", "country-NE-goals", "country-ML"})


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("#goals", "goals"),
        ("#names", ""),
        ("coop:brief#goals", "goals"),
        ("coop:brief", ""),
        ("", ""),
        ("coop:country/NE", "country-NE"),
        ("coop:country/NE#goals", "country-NE-goals"),
        ("coop:country/NE#names", "country-NE"),
        ("coop:country/ML#goals", "country-ML"),
        ("coop:country/TD", ""),
        ("coop:country/TD#goals", ""),
        ("#country/NE", "country-NE"),
        ("https://coop:country/NE", ""),
    ],
)
def test_an_address_leads_to_a_heading_of_the_document_if_it_has_it(address: str, place: str) -> None:
    assert place_in("coop:brief", ANCHORS, address) == place


def test_the_document_itself_is_no_heading_of_its_own() -> None:
    assert place_in("coop:country/NE", ANCHORS, "coop:country/NE") == ""
    assert place_in("coop:country/NE", ANCHORS, "coop:country/NE#goals") == "goals"
