"""Which of two editions of a reference is the earlier one, and how that is known."""

import re
from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.reference.editions import Edition

_NUMBERED = re.compile(r"(?P<head>|.*?[-._ ])(?P<numbers>\d{1,4}(?:[.-]\d{1,4}){0,3})", re.ASCII | re.DOTALL)


class OrderBasis(StrEnum):
    """How the order of two editions is known, the surest first.

    CHOSEN: the user said it. STEPS: one repeats the import of the other. AS_OF: by the days that their content
    describes. ISSUED: by the days or numbers in their ids. FILE: by the times of their files. UNKNOWN: it is not known.
    """

    CHOSEN = "chosen"
    STEPS = "steps"
    AS_OF = "as-of"
    ISSUED = "issued"
    FILE = "file"
    UNKNOWN = "unknown"


class EditionOrder(NamedTuple):
    """Whether one edition is later than another, and how that is known; None: it is not known."""

    is_later: bool | None
    basis: OrderBasis


class PlacedEdition(NamedTuple):
    """An edition with what is known of its place among the others of its dataset.

    ``after`` are the ids of the editions whose import it repeats (see ImportRequest), the latest last.
    ``modified`` is when its file was written (nanoseconds since 1970); None: not known.
    """

    edition: Edition
    after: tuple[str, ...] = ()
    modified: int | None = None


def order_of(one: PlacedEdition, other: PlacedEdition) -> EditionOrder:
    """Return whether ``one`` is later than ``other``: by the first of these that differs and is known of both.

    These are: that one repeats the import of the other (``after``), the days that their content describes, the days or
    numbers at the end of their ids, if the ids are the same before these, and the times of their files.
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
    """Return whether the edition taken for the earlier one is the later one, and more than file times says so.

    ``order`` is what ``order_of`` returns for the two, the one taken for the earlier first.
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
