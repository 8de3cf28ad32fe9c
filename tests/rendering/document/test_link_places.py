"""The addresses of web pages in a text are links, whole and without what only ends the sentence."""

import pytest

from coopviewer.rendering.document.document import Link, Text
from coopviewer.rendering.document.link_places import is_web_address, with_web_links


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
