"""Entries: everything that the user can open, and the codes of countries."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from coopviewer.domain.reference.vocabulary import CodeStatus, EntryKind

# patterns that the first window hardly needs are compiled by ``re`` when they are first used
_SHORT = r"\(([A-Z][^()]{1,14})\)(,[^(),]{1,20})?\Z"  # as in "… (IPA II), Phase II"
_ID = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9-]*", re.ASCII)


_IN_BRACKETS = r"\((?=[^()]*[A-Z][^()]*[A-Z])([^()]{2,12})\)(.{0,12})$"


def acronym_in(title: str) -> str:
    """Return the acronym in brackets towards the end of a title, with the text behind it; empty if there is none.

    ``… (IPA II) Phase 2`` results in ``IPA II Phase 2``. An acronym has 2 to 12 characters, at least two of them
    capitals (A to Z); the text behind it has at most 12 characters. Of several the first counts.
    """
    found = re.search(_IN_BRACKETS, title)
    return found[1] + found[2] if found is not None else ""


def is_entry_id(text: str) -> bool:
    """Return whether the text has the form of an id of an entry or a source, ``kind/slug``; it need not exist."""
    return _ID.fullmatch(text) is not None


class EntryRef(NamedTuple):
    """An entry as a list or a link shows it.

    ``title`` has the country's marker already (``Kosovo*``); ``marker`` is that character alone, None for all others.
    Lists are sorted by ``sort_title``. ``hint`` tells entries with the same title apart, such as an identifier; None:
    the title is enough.
    """

    id: str
    kind: EntryKind
    title: str
    sort_title: str
    marker: str | None = None
    hint: str | None = None

    @property
    def full_title(self) -> str:
        """The title, followed by the hint if there is one: ``Title · hint``."""
        return f"{self.title} · {self.hint}" if self.hint else self.title


class CountryCodes(NamedTuple):
    """Codes of a country.

    ``alpha3`` and ``m49`` are None if no standard assigns one; coordinates are WGS 84 degrees, None if the reference
    has none. ``marker`` is the character behind its name, as ``*`` in ``Kosovo*``; None for nearly all.
    """

    entry_id: str
    alpha2: str
    alpha3: str | None
    m49: str | None
    code_status: CodeStatus
    latitude: float | None = None
    longitude: float | None = None
    marker: str | None = None


_SHAPES = {"XK": "XKX"}
"""The keys of the shapes of countries that have no alpha-3 code."""


def shape_key(code: str) -> str:
    """Return the key of a country's shape on the map: ``NER`` for ``NER``, and ``XKX`` for ``XK``.

    ``code`` is the country's alpha-3 code, or its alpha-2 code if it has no alpha-3 code. Any code but ``XK`` is
    returned as it is; no shape has another alpha-2 code as its key.
    """
    return _SHAPES.get(code, code)


class Location(NamedTuple):
    """The countries on the map where an entry is. Both fields map the id of a country to its code.

    ``named`` are the members of a network, the beneficiaries of a project, or the countries in a region at any depth.
    ``around`` are, if a network or project names none, the countries of the regions that it is in. Codes are alpha-3,
    or alpha-2 for a country without an alpha-3 code.
    """

    named: Mapping[str, str]
    around: Mapping[str, str]


def short_title(title: str) -> str:
    """Return the short name in brackets that ends a title; the whole title if there is none.

    A last part after a comma is added: ``… (IPA II), Phase II`` results in ``IPA II, Phase II``. A short name begins
    with a capital (A to Z) and has 2 to 15 characters; the part after the comma has at most 20 with its space. If
    either is longer, the whole title is returned.
    """
    found = re.search(_SHORT, title)
    return "".join(filter(None, found.groups())) if found and found.start() else title
