"""Addresses within plain text: those of this program (``coop:…``), and of the web."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coopviewer.domain.browsing.addresses import SCHEME, Address, parse_address

_ANY = re.compile(r"\b(?:coop:|https?://)[^\s<>\"“”«»]+", re.IGNORECASE)
_TRAILING = ".,;:!?'’…\u060c\u061b\u061f"  # the last three as Arabic writes comma, semicolon and question mark
LONGEST = 2_048
"""Code points of the longest address, with what may end its sentence; browsers take little more."""
_PAIRS = {")": "(", "]": "[", "}": "{"}


class LiveAddress(NamedTuple):
    """An address from ``start`` up to ``end`` of a text, in code points; ``inside`` is None for one of the web."""

    start: int
    end: int
    text: str
    inside: Address | None


def addresses_in(text: str) -> Iterator[LiveAddress]:
    """Give the addresses of a text in order, none over LONGEST; punctuation that ends a sentence is not part of one."""
    for match in _ANY.finditer(text):
        if match.end() - match.start() > LONGEST:
            continue
        found = _trimmed(match.group())
        if not found.lower().startswith(SCHEME):
            if len(found) > found.index("//") + 2:
                yield LiveAddress(match.start(), match.start() + len(found), found, None)
            continue
        try:
            inside = parse_address(SCHEME + found[len(SCHEME) :])
        except ValueError:
            continue  # words that only look like an address
        yield LiveAddress(match.start(), match.start() + len(found), found, inside)


def _trimmed(found: str) -> str:
    """Leave out what ends the sentence: its marks, and brackets that were not opened within the address."""
    unopened = {closing: found.count(closing) - found.count(opening) for closing, opening in _PAIRS.items()}
    end = len(found)
    while end and (found[end - 1] in _TRAILING or unopened.get(found[end - 1], 0) > 0):
        end -= 1
        if found[end] in unopened:
            unopened[found[end]] -= 1
    return found[:end]
