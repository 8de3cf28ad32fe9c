"""What a citation says of a fact, a selection, a page, a search or an edition, in no format yet."""

import re
from dataclasses import dataclass, replace
from datetime import date

from coopviewer.domain.reference.editions import Edition

LONGEST_VALUE = 1_000
"""The most characters of a cited value; a longer one is cut and ends with an ellipsis."""
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source as a citation names it.

    ``title`` has the version in brackets, if there is one. ``publisher`` and ``url`` are empty if they are not known.
    ``places`` are the cited passages, each as section and locator (``Africa, paragraph 3``), or in an imported file as
    line or cell (``cell B7``); empty if the source is cited as a whole.
    """

    title: str
    publisher: str = ""
    url: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One thing that is cited: an edition, a page, a fact, a selected text or a search.

    ``title`` is the title of its page, such as ``Search: niger``; empty for the edition as a whole. Of a fact or
    selected text, ``section`` is the heading above it on the page, ``value`` its text, and ``basis`` the word for how
    it is known, such as *inferred*, empty if the source states it; otherwise all three are empty. ``accessed`` is the
    day on which it was cited, ``address`` leads back to it.
    ``legal_notes`` are the notes for countries with a mark (``Kosovo*``) that the title or the value names; each begins
    with the country's name.
    """

    title: str
    edition: Edition
    accessed: date
    address: str
    section: str = ""
    value: str = ""
    basis: str = ""
    sources: tuple[CitedSource, ...] = ()
    legal_notes: tuple[str, ...] = ()

    def without_value(self) -> "Cited":
        """Return the cited thing without its value, for a citation that is shown beside the value."""
        return replace(self, value="")

    @property
    def key(self) -> str:
        """A key for programs that manage references, made of address and edition: ``country-NE-small-1``.

        Each run of signs other than letters and digits of ASCII becomes one hyphen.
        """
        words = _NOT_IN_KEY.sub("-", f"{self.address.partition(':')[2]} {self.edition.id}")
        return words.strip("-")


def distinct_keys(cited: tuple[Cited, ...]) -> tuple[str, ...]:
    """Return the keys of some cited things, in order, made different from each other.

    A key that has occurred before gets the first free number behind it, from ``-2`` on. Capitals and small letters
    count as the same.
    """
    taken: set[str] = set()
    keys = []
    for each in cited:
        key, number = each.key, 1
        while key.lower() in taken:
            number += 1
            key = f"{each.key}-{number}"
        taken.add(key.lower())
        keys.append(key)
    return tuple(keys)


def on_one_line(text: str) -> str:
    """Return a text on one line: white space and unprintable signs become single spaces, with none at its ends."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
