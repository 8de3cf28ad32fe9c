"""Entries: anything a person can open, and the codes of countries."""

import re
from dataclasses import dataclass

from coopviewer.domain.reference.vocabulary import CodeStatus, EntryKind

_ID = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9-]*", re.ASCII)


def is_entry_id(text: str) -> bool:
    """Tell whether the text has the form ``kind/slug`` of an id."""
    return _ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry as a list or a link shows it.

    ``title`` carries the country's marker already (``Kosovo*``); ``marker`` is that sign alone, None for the rest.
    """

    id: str
    kind: EntryKind
    title: str
    sort_title: str
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """Codes of a country.

    ``alpha3`` and ``m49`` are None where no standard assigns one; coordinates are WGS 84 degrees, None where the
    reference gives no place. ``marker`` is the sign that its name always carries, None for nearly all.
    """

    entry_id: str
    alpha2: str
    alpha3: str | None
    m49: str | None
    code_status: CodeStatus
    latitude: float | None = None
    longitude: float | None = None
    marker: str | None = None
