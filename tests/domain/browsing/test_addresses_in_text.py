"""Addresses in plain text, without the punctuation around them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.browsing.addresses_in_text import LONGEST, addresses_in

EGYPT = "https://example.org/\u0645\u0635\u0631"
CASES = [
    ("see coop:country/NE.", [("coop:country/NE", Address("country/NE"))]),
    ("(coop:project/afic#goals), then", [("coop:project/afic#goals", Address("project/afic", "goals"))]),
    ("coop:home and coop:nothing/", [("coop:home", Address("home"))]),
    ("https://example.org/a_(b)?c=d#e!", [("https://example.org/a_(b)?c=d#e", None)]),
    ("(see https://example.org/a_(b)), or", [("https://example.org/a_(b)", None)]),
    ("https://example.org/[a](b){c}).]", [("https://example.org/[a](b){c}", None)]),
    ("\u201chttp://example.org\u201d, or", [("http://example.org", None)]),
    (f"\u0645\u0631\u062d\u0628\u0627 {EGYPT}\u061f", [(EGYPT, None)]),
    ("https:// or https://. and xcoop:home or coop:", []),
    ("\U0001f6b0 HTTPS://EXAMPLE.ORG", [("HTTPS://EXAMPLE.ORG", None)]),
    ("javascript:alert(1) file:///etc/passwd", []),
    ("coop:. and see coop:), then COOP:?! or coop:\u060c", []),
    ("https:// https://: http://]) coop:: coop:home", [("coop:home", Address("home"))]),
    ("", []),
    ("https://x", [("https://x", None)]),
    ("http://).", []),
    ("coop:home) and (coop:home", [("coop:home", Address("home")), ("coop:home", Address("home"))]),
    ("https://x/a)b", [("https://x/a)b", None)]),
    ("https://x/(a))b).", [("https://x/(a))b", None)]),
    ("https://x/(a))))", [("https://x/(a)", None)]),
    ("https://x/a)]}.).", [("https://x/a", None)]),
    ("https://x/((a)", [("https://x/((a)", None)]),
    ("COOP:country/NE", [("COOP:country/NE", Address("country/NE"))]),
    ("https://x/a\u2018b’, «https://y»", [("https://x/a\u2018b", None), ("https://y", None)]),
    ("see coop:search?q=a%20b!", [("coop:search?q=a%20b", Address("search", query="a b"))]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_addresses_are_found(text: str, expected: list[tuple[str, Address | None]]) -> None:
    found = list(addresses_in(text))
    assert [(each.text, each.address) for each in found] == expected
    assert all(text[each.start : each.end] == each.text for each in found)


# pieces of which a user's note may consist while it is typed
_PIECES = [
    "coop:",
    "COOP:",
    "http://",
    "https:",
    "//",
    "country/NE",
    "home",
    "search?q=%",
    "brief?",
    "x",
    " ",
    *".,:!?'()[]{}#&=\u060c",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map("".join))
@example("coop:.")
@example("see coop:)")
def test_of_any_text_the_addresses_are_found(text: str) -> None:
    end = 0
    for each in addresses_in(text):
        assert end <= each.start < each.end
        assert text[each.start : each.end] == each.text
        assert (each.address is None) == each.text.lower().startswith("http")
        end = each.end


@pytest.mark.parametrize("tail", [")", "]}", "(", "()", ".", "a", "coop:"])
def test_hostile_texts_are_scanned_in_linear_time(tail: str) -> None:
    """Each text is as long as the longest imported note.

    Counting brackets again for each bracket would take minutes.
    """
    list(addresses_in("https://x/" + tail * (500_000 // len(tail))))
    list(addresses_in("coop:country/" + tail * (500_000 // len(tail))))


def test_an_address_is_limited_in_length() -> None:
    longest = "https://x/".ljust(LONGEST, "a")
    assert [each.text for each in addresses_in(f"{longest} {longest}a coop:home")] == [longest, "coop:home"]
