"""Which of two editions of a reference is the earlier one, and how that is known."""

import re
from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.reference.editions import Edition

_NUMBERED = re.compile(r"(?P<head>|.*?[-._ ])(?P<numbers>\d{1,4}(?:[.-]\d{1,4}){0,3})", re.ASCII | re.DOTALL)


class OrderBasis(StrEnum):
    """By what it is known which of two editions is the later one, the surest first.

    CHOSEN: the user said it. STEPS: one is an import that repeats the import of the other. AS_OF: the days whose state
    of affairs they describe. ISSUED: the days or numbers in their ids. FILE: the times at which their files were
    written. UNKNOWN: it is not known.
    """

    CHOSEN = "chosen"
    STEPS = "steps"
    AS_OF = "as-of"
    ISSUED = "issued"
    FILE = "file"
    UNKNOWN = "unknown"


class EditionOrder(NamedTuple):
    """Whether one edition is later than another, and by what that is known.

    ``is_later`` is None if it is not known.
    """

    is_later: bool | None
    basis: OrderBasis


class PlacedEdition(NamedTuple):
    """An edition with what is known of its place among the other editions of its dataset.

    If it was imported by repeating earlier imports with the same choices, ``after`` are the ids of the editions
    that the earlier imports made, the latest last. ``modified`` is when its file was written (nanoseconds since 1970);
    None: not known.
    """

    edition: Edition
    after: tuple[str, ...] = ()
    modified: int | None = None


def order_of(one: PlacedEdition, other: PlacedEdition) -> EditionOrder:
    """Return whether ``one`` is a later edition than ``other``, by the first sign that is known of both and differs.

    ``basis`` is the sign; without any it is UNKNOWN, and ``is_later`` None. The signs are, in this order: one of them
    is an import that repeats the import of the other (``after``); the days whose state of affairs they describe; the
    days or numbers at the end of their ids, if what comes before is equal (``2021-03-01``); the times at which their
    files were written.
    """
    found = _by_steps(one, other)
    if found is not None:
        return EditionOrder(found, OrderBasis.STEPS)
    days = [None if (as_of := each.edition.as_of) is None else as_of[::-1] for each in (one, other)]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return EditionOrder(days[0] > days[1], OrderBasis.AS_OF)
    found = _by_number(one.edition.id, other.edition.id)
    if found is not None:
        return EditionOrder(found, OrderBasis.ISSUED)
    if one.modified is not None and other.modified is not None and one.modified != other.modified:
        return EditionOrder(one.modified > other.modified, OrderBasis.FILE)
    return EditionOrder(None, OrderBasis.UNKNOWN)


def is_turned(order: EditionOrder) -> bool:
    """Return whether the edition that was taken for the earlier one is the later one.

    False if only the times of the files say so, or nothing does. ``order`` is ``order_of(old, new)``, where ``old`` is
    the edition that was taken for the earlier one.
    """
    return bool(order.is_later) and order.basis is not OrderBasis.FILE


def _by_steps(one: PlacedEdition, other: PlacedEdition) -> bool | None:
    first, second = one.edition.id, other.edition.id
    if first == second or (first in other.after) == (second in one.after):
        return None
    return second in one.after


def _by_number(one: str, other: str) -> bool | None:
    """Compare ids such as 2021-03-01, reference-2021.1 or 2; None if they differ in anything but their numbers."""
    found = [_NUMBERED.fullmatch(each) for each in (one, other)]
    if found[0] is None or found[1] is None or found[0]["head"] != found[1]["head"]:
        return None
    first, second = (tuple(map(int, re.split("[.-]", each["numbers"]))) for each in found if each is not None)
    return first > second if len(first) == len(second) and first != second else None
