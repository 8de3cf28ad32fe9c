"""Addresses: ``coop:country/NE``, ``coop:project/afic#goals``, ``coop:source/…``, ``coop:home``."""

import re
from dataclasses import dataclass

SCHEME = "coop:"
HOME = "home"
_ID = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9-]*", re.ASCII)
_FRAGMENT = re.compile(r"[A-Za-z0-9/_.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """What to open: ``target`` is an entry's or a source's id, or ``home``; ``fragment`` is a place in the page."""

    target: str
    fragment: str = ""

    @property
    def is_home(self) -> bool:
        """Whether this is the first page."""
        return self.target == HOME

    @property
    def is_source(self) -> bool:
        """Whether this is the page of a source rather than of an entry."""
        return self.target.startswith("source/")

    def __str__(self) -> str:
        return f"{SCHEME}{self.target}" + (f"#{self.fragment}" if self.fragment else "")


def is_entry_id(text: str) -> bool:
    """Tell whether the text has the form ``kind/slug`` of an id."""
    return _ID.fullmatch(text) is not None


def parse_address(text: str) -> Address:
    """Read an address, with or without ``coop:`` in front.

    Raises ValueError where the text is no address; it need not exist in any database.
    """
    target, _, fragment = text.removeprefix(SCHEME).partition("#")
    if not (target == HOME or is_entry_id(target)) or _FRAGMENT.fullmatch(fragment) is None:
        raise ValueError(f"not an address: {text!r}")
    return Address(target, fragment)


HOME_ADDRESS = Address(HOME)
