"""Values of an untrusted JSON-LD file, each checked and converted; an invalid value refuses the annotation."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from coopviewer.domain.annotations.annotation import clean_text
from coopviewer.domain.annotations.exchange import Loss
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
    """Return one or several values as a list, empty for None; raises Refused for more than an import accepts."""
    if value is None:
        return []
    listed = value if isinstance(value, list) else [value]
    if len(listed) > MOST_LISTED:
        raise Refused(Loss.TOO_LONG)
    return listed


def first_value(value: Any) -> Any:
    """Return a value, of a list the first, of ``{"@value": …}`` what is in it; None for None or an empty list.

    Raises Refused for a list of more than an import accepts.
    """
    if isinstance(value, list):
        value = next(iter(as_list(value)), None)
    return value["@value"] if isinstance(value, dict) and "@value" in value else value


def text(value: Any, most: int = MOST_TEXT) -> str:
    """Return a text, as ``first_value`` finds it, cleaned as it is stored.

    Raises Refused for any other value, None too, and for a text of more than ``most`` code points.
    """
    found = first_value(value)
    if not isinstance(found, str):
        raise Refused
    if len(found) > most:
        raise Refused(Loss.TOO_LONG)
    return clean_text(found)


def whole_number(value: Any, least: int = 0) -> int:
    """Return a whole number, as ``first_value`` finds it, from ``least`` to 2**53 - 1; ``2.0`` is one too.

    Raises Refused for any other value.
    """
    found = first_value(value)
    if isinstance(found, bool) or not isinstance(found, int | float) or not least <= found <= _MOST_NUMBER:
        raise Refused
    if found != int(found):
        raise Refused
    return int(found)


def fraction(value: Any) -> float:
    """Return a number from 0 to 1, as ``first_value`` finds it; raises Refused for any other value."""
    found = first_value(value)
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
        raise Refused
    return float(found)


def moment(value: Any) -> datetime:
    """Return a time (ISO 8601) in UTC, cut to the millisecond; a time without a time zone is taken as UTC.

    The time is as ``first_value`` finds it; raises Refused for any other value.
    """
    written = text(value)
    try:
        found = datetime.fromisoformat(written)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter: beyond the years 1 to 9999
        raise Refused from None
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def uuid_of(iri: str) -> str:
    """Return the uuid in ``urn:uuid:…``; of any other IRI, a uuid derived from it, the same every time.

    Raises Refused for ``urn:uuid:`` without a valid uuid.
    """
    if iri[: len(UUID_PREFIX)].lower() != UUID_PREFIX:
        return str(uuid5(NAMESPACE_URL, clean_text(iri)))
    named = iri[len(UUID_PREFIX) :]
    if _UUID.fullmatch(named) is None:
        raise Refused
    return str(UUID(named))


def iri_in(value: Any) -> str | None:
    """Return the IRI of a resource, given as text or as an object with an ``id``; None if there is none.

    Of several resources the first counts. Any text is returned: whether it is an IRI is not checked. Raises Refused
    for a longer list or text than an import accepts.
    """
    found = first_value(value)
    if isinstance(found, dict):
        found = first_value(found.get("id", found.get("@id")))
    return text(found) if isinstance(found, str) else None


def terms_in(value: Any) -> list[str]:
    """Return the terms in one or several values, in their order, without the prefix of the W3C's vocabulary.

    Values that are neither texts nor objects with an ``id`` are left out. Raises Refused for a list or a text longer
    than an import accepts.
    """
    words = [each for item in as_list(value) if (each := iri_in(item)) is not None]
    return [word.removeprefix(OA).removeprefix("oa:") for word in words]


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the types of a JSON-LD object, as ``terms_in`` does; empty if it states none."""
    return terms_in(node.get("type", node.get("@type")))


def unwrapped(value: Any) -> list[Any]:
    """Return bodies or targets in their order, with sets expanded; of a choice only the first, which the model prefers.

    Raises Refused for more than an import accepts.
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
