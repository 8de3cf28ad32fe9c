"""Addresses: ``coop:country/NE``, ``coop:project/afic#goals``, ``coop:source/…``, ``coop:home``, ``coop:search?q=``."""

import re
from dataclasses import dataclass

SCHEME = "coop:"
HOME = "home"
SEARCH = "search"
LONGEST_QUERY = 20_000  # characters; a longer one is no address
_ASKS = "?q="
_ID = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9-]*", re.ASCII)
_FRAGMENT = re.compile(r"[A-Za-z0-9/_.-]*", re.ASCII)
_UNQUOTED = "-_.~:/,"  # stays readable in a query; what else means something in an address is written as %XX


@dataclass(frozen=True, slots=True)
class Address:
    """What to open: ``target`` is an entry's or a source's id, ``home``, or ``search``.

    ``fragment`` is a place in the page, ``query`` what is searched for; both are empty for all others.
    """

    target: str
    fragment: str = ""
    query: str = ""

    @property
    def is_home(self) -> bool:
        """Whether this is the first page."""
        return self.target == HOME

    @property
    def is_source(self) -> bool:
        """Whether this is the page of a source rather than of an entry."""
        return self.target.startswith("source/")

    @property
    def is_search(self) -> bool:
        """Whether this is what a search finds, rather than a page."""
        return self.target == SEARCH

    def __str__(self) -> str:
        if self.is_search:
            from urllib.parse import quote  # deferred: nothing is searched at the start

            return f"{SCHEME}{SEARCH}{_ASKS}{quote(self.query, safe=_UNQUOTED, errors='replace')}"
        return f"{SCHEME}{self.target}" + (f"#{self.fragment}" if self.fragment else "")


def search_address(query: str) -> Address:
    """Give the address of what a query finds."""
    return Address(SEARCH, query=query)


def is_entry_id(text: str) -> bool:
    """Tell whether the text has the form ``kind/slug`` of an id."""
    return _ID.fullmatch(text) is not None


def parse_address(text: str) -> Address:
    """Read an address, with or without ``coop:`` in front.

    Raises ValueError where the text is no address; it need not exist in any database.
    """
    rest = text.removeprefix(SCHEME)
    if rest.startswith(SEARCH + _ASKS):
        from urllib.parse import unquote  # deferred: nothing is searched at the start

        query = unquote(rest.removeprefix(SEARCH + _ASKS))
        if len(query) > LONGEST_QUERY:
            raise ValueError("a query of this length is no address")
        return search_address(query)
    target, _, fragment = rest.partition("#")
    if not (target == HOME or is_entry_id(target)) or _FRAGMENT.fullmatch(fragment) is None:
        raise ValueError(f"not an address: {text!r}")
    return Address(target, fragment)


HOME_ADDRESS = Address(HOME)
