"""Finds addresses in plain text: those of this program (``coop:…``) and of the web (``http://``, ``https://``)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coopviewer.domain.browsing.addresses import SCHEME, Address, parse_address

_ANY = re.compile(r"\b(coop:|https?://)[^\s<>\"“”«»]+", re.IGNORECASE)
_TRAILING = ".,;:!?'’…\u060c\u061b\u061f"  # the last three are the Arabic comma, semicolon and question mark
LONGEST = 2_048
"""Code points of the longest address, with the punctuation after it; browsers accept little more."""
_PAIRS = {")": "(", "]": "[", "}": "{"}


class AddressInText(NamedTuple):
    """An address that was found in a text, from ``start`` up to ``end`` (exclusive), counted in code points.

    ``text`` is how it is written there. ``address`` is the address if it is one of this program (``coop:…``), None if
    it is one of the web.
    """

    start: int
    end: int
    text: str
    address: Address | None


def addresses_in(text: str) -> Iterator[AddressInText]:
    """Yield the addresses of a text in order, without the punctuation that ends a sentence.

    Addresses of more than 2,048 characters (LONGEST), and those with ``coop:`` that ``parse_address`` refuses, are left
    out.
    """
    for match in _ANY.finditer(text):
        if match.end() - match.start() > LONGEST:
            continue
        found, scheme = _trimmed(match.group()), match.group(1)
        if len(found) <= len(scheme):
            continue  # nothing but the end of a sentence follows
        if scheme.lower() != SCHEME:
            yield AddressInText(match.start(), match.start() + len(found), found, None)
            continue
        try:
            address = parse_address(SCHEME + found[len(SCHEME) :])
        except ValueError:
            continue  # text that only looks like an address
        yield AddressInText(match.start(), match.start() + len(found), found, address)


def _trimmed(found: str) -> str:
    """Remove the end of the sentence: its punctuation, and closing brackets that are not opened within the address."""
    unopened = {closing: found.count(closing) - found.count(opening) for closing, opening in _PAIRS.items()}
    end = len(found)
    while end and (found[end - 1] in _TRAILING or unopened.get(found[end - 1], 0) > 0):
        end -= 1
        if found[end] in unopened:
            unopened[found[end]] -= 1
    return found[:end]
