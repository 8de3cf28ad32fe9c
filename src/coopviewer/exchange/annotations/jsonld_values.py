"""Values of an untrusted JSON-LD file, each checked and converted.

JSON-LD allows one value, a list of values, or ``{"@value": …}`` in most places; where one value is needed, the
functions take the first. For an invalid value most of them raise Refused: the whole annotation is then not imported.
"""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from coopviewer.domain.annotations.annotation import clean_text
from coopviewer.domain.annotations.exchange import Loss
from coopviewer.domain.digests import uuid_of_name
from coopviewer.exchange.annotations.vocabulary import OA
from coopviewer.exchange.annotations.vocabulary import UUID as UUID_PREFIX

MOST_TEXT = 500_000  # code points of one text, and of a note
LONGEST_NAME = 200  # code points of an author's name
MOST_TAGS = 100  # of one annotation
MOST_LISTED = 1_000  # bodies, targets or anchors of one annotation
_MOST_NUMBER = 2**53 - 1  # the largest integer that every JSON reader represents exactly
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_WRAPPERS = ("Composite", "List", "Independents", "Choice")


class Refused(Exception):
    """An annotation of a file cannot be imported; ``loss`` is the reason, which the import reports."""

    def __init__(self, loss: Loss = Loss.NOT_UNDERSTOOD) -> None:
        super().__init__(loss)
        self.loss = loss


def as_list(value: Any) -> list[Any]:
    """Return a value as a list: that of a list's items, an empty one for None, else the value as the only item.

    Items that are None are left out, as in JSON-LD. Raises Refused for a list of more than 1,000 items (MOST_LISTED).
    """
    listed = value if isinstance(value, list) else [value]
    if len(listed) > MOST_LISTED:
        raise Refused(Loss.TOO_LONG)
    return [each for each in listed if each is not None]


def first_value(value: Any) -> Any:
    """Return the single value meant: the first of a list, and what is inside ``{"@value": …}``.

    Items that are None do not count. None for None or an empty list. Raises Refused for a list of more than 1,000 items
    (MOST_LISTED).
    """
    if isinstance(value, list):
        value = next(iter(as_list(value)), None)
    return value["@value"] if isinstance(value, dict) and "@value" in value else value


def text(value: Any, most: int = MOST_TEXT) -> str:
    """Return a value as a text, in which NUL and lone surrogates are replaced by U+FFFD.

    Of a list of at most 1,000 items the first is taken, of ``{"@value": …}`` what is in it. Raises Refused for any
    other value, None included, and for a text of more than ``most`` code points (500,000 by default).
    """
    found = first_value(value)
    if not isinstance(found, str):
        raise Refused
    if len(found) > most:
        raise Refused(Loss.TOO_LONG)
    return clean_text(found)


def texts(value: Any, most: int = MOST_TEXT) -> list[str]:
    """Return a value as texts: each of a list of at most 1,000, or the value itself. Raises Refused as ``text``."""
    return [text(each, most) for each in as_list(value)]


def whole_number(value: Any, least: int = 0) -> int:
    """Return a value as a whole number from ``least`` to 2**53 - 1; ``2.0`` is accepted as 2, a text is not.

    Of a list of at most 1,000 items the first is taken, of ``{"@value": …}`` what is in it. Raises Refused for any
    other value.
    """
    found = first_value(value)
    if isinstance(found, bool) or not isinstance(found, int | float) or not least <= found <= _MOST_NUMBER:
        raise Refused
    if found != int(found):
        raise Refused
    return int(found)


def fraction(value: Any) -> float:
    """Return a value that is a number from 0 to 1, as a float.

    Of a list of at most 1,000 items the first is taken, of ``{"@value": …}`` what is in it. Raises Refused for any
    other value.
    """
    found = first_value(value)
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
        raise Refused
    return float(found)


def moment(value: Any) -> datetime:
    """Return an ISO 8601 text as a time in UTC, cut to the millisecond; without a time zone it is read as UTC.

    Of a list of at most 1,000 items the first is taken, of ``{"@value": …}`` what is in it. Raises Refused for any
    other value.
    """
    written = text(value)
    try:
        found = datetime.fromisoformat(written)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter: beyond the years 1 to 9999
        raise Refused from None
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def uuid_of(iri: str) -> str:
    """Return the uuid that an IRI stands for: the one in ``urn:uuid:…``, or else one computed from the IRI.

    Computed uuids are the same every time. Raises Refused for ``urn:uuid:`` without a valid uuid.
    """
    if iri[: len(UUID_PREFIX)].lower() != UUID_PREFIX:
        return uuid_of_name(clean_text(iri))
    named = iri[len(UUID_PREFIX) :]
    if _UUID.fullmatch(named) is None:
        raise Refused
    return str(UUID(named))


def iri_in(value: Any) -> str | None:
    """Return the IRI of a resource, written as a text or as an object with an ``id``; None if there is none.

    Of several resources in a list the first is taken. Whether the text is an IRI is not checked. Raises Refused for a
    list of more than 1,000 items, or a text of more than 500,000 code points.
    """
    found = first_value(value)
    if isinstance(found, dict):
        found = first_value(found.get("id", found.get("@id")))
    return text(found) if isinstance(found, str) else None


def terms_in(value: Any) -> list[str]:
    """Return the names of the vocabulary in a value or a list of values: ``tagging`` for ``oa:tagging``.

    The prefix of the W3C's vocabulary is removed, and the order stays. Each name may be a text or an object with an
    ``id``; other values are left out. Raises Refused for a list of more than 1,000 items, or a text of more
    than 500,000 code points.
    """
    words = [each for item in as_list(value) if (each := iri_in(item)) is not None]
    return [word.removeprefix(OA).removeprefix("oa:") for word in words]


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the types of a JSON-LD object, without the prefix of the W3C's vocabulary; empty if it states none.

    Raises Refused for a list of more than 1,000 items, or a text of more than 500,000 code points.
    """
    return terms_in(node.get("type", node.get("@type")))


def unwrapped(value: Any) -> list[Any]:
    """Return the bodies or targets in a value, in their order, also those inside the W3C's sets and lists of them.

    Of a Choice, which offers several for one purpose, only the first is returned, since that is the default. Raises
    Refused for more than 1,000 (MOST_LISTED).
    """
    found: list[Any] = []
    pending = as_list(value)[::-1]
    while pending:
        each = pending.pop()
        kinds = types_of(each) if isinstance(each, dict) else []
        if any(kind in _WRAPPERS for kind in kinds):
            inner = as_list(each.get("items", each.get("item")))
            pending += inner[:1] if "Choice" in kinds else inner[::-1]
        else:
            found.append(each)
        if len(found) + len(pending) > MOST_LISTED:
            raise Refused(Loss.TOO_LONG)
    return found
