"""Values of a JSON-LD file that anyone may have written: each as what it should be, or the annotation is refused."""

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
_MOST_NUMBER = 2**53 - 1  # the largest up to which every JSON reader counts exactly
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_WRAPPERS = ("Composite", "List", "Independents", "Choice")


class Refused(Exception):
    """An annotation cannot be taken; ``loss`` says why."""

    def __init__(self, loss: Loss = Loss.NOT_UNDERSTOOD) -> None:
        super().__init__(loss)
        self.loss = loss


def many(value: Any) -> list[Any]:
    """Give one value or several as a list, none as an empty one; raises Refused for more than are taken."""
    if value is None:
        return []
    listed = value if isinstance(value, list) else [value]
    if len(listed) > MOST_LISTED:
        raise Refused(Loss.TOO_LONG)
    return listed


def one(value: Any) -> Any:
    """Give the first of several values, None for none; a value with its type or language beside it gives the value."""
    if isinstance(value, list):
        value = next(iter(many(value)), None)
    return value["@value"] if isinstance(value, dict) and "@value" in value else value


def text(value: Any, most: int = MOST_TEXT) -> str:
    """Give a text as it is kept; raises Refused where it is none, or has more than ``most`` code points."""
    found = one(value)
    if not isinstance(found, str):
        raise Refused
    if len(found) > most:
        raise Refused(Loss.TOO_LONG)
    return clean_text(found)


def whole_number(value: Any, least: int = 0) -> int:
    """Give a number that counts; raises Refused where it is none, or out of bounds."""
    found = one(value)
    if isinstance(found, bool) or not isinstance(found, int | float) or not least <= found <= _MOST_NUMBER:
        raise Refused
    if found != int(found):
        raise Refused
    return int(found)


def share(value: Any) -> float:
    """Give a number from 0 to 1; raises Refused where it is none."""
    found = one(value)
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
        raise Refused
    return float(found)


def moment(value: Any) -> datetime:
    """Give a moment in UTC, to the millisecond; without a time zone it counts as UTC. Raises Refused."""
    written = text(value)
    try:
        found = datetime.fromisoformat(written)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter: beyond the years 1 to 9999
        raise Refused from None
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def uuid_of(iri: str) -> str:
    """Give the uuid that an IRI names, else one made of the IRI; raises Refused for ``urn:uuid:`` and no uuid."""
    if iri[: len(UUID_PREFIX)].lower() != UUID_PREFIX:
        return str(uuid5(NAMESPACE_URL, clean_text(iri)))
    named = iri[len(UUID_PREFIX) :]
    if _UUID.fullmatch(named) is None:
        raise Refused
    return str(UUID(named))


def iri_in(value: Any) -> str | None:
    """Give the IRI of a resource, written as it is or as an object's id; None where there is none."""
    found = one(value)
    if isinstance(found, dict):
        found = one(found.get("id", found.get("@id")))
    return text(found) if isinstance(found, str) else None


def words_in(value: Any) -> list[str]:
    """Give words of the W3C's vocabulary, without the prefix that some tools write before them."""
    words = [each for item in many(value) if (each := iri_in(item)) is not None]
    return [word.removeprefix(OA).removeprefix("oa:") for word in words]


def types_of(node: dict[str, Any]) -> list[str]:
    """Give the types of an object."""
    return words_in(node.get("type", node.get("@type")))


def unwrapped(value: Any) -> list[Any]:
    """Give bodies or targets, those in sets one by one; of a choice the first, which the model says is preferred."""
    found: list[Any] = []
    waiting = many(value)[::-1]
    while waiting:
        each = waiting.pop()
        kinds = types_of(each) if isinstance(each, dict) else []
        if any(kind in _WRAPPERS for kind in kinds):
            inner = many(each.get("items", each.get("item")))
            waiting += inner[:1] if "Choice" in kinds else inner[::-1]
        else:
            found.append(each)
        if len(found) + len(waiting) > MOST_LISTED:
            raise Refused(Loss.TOO_LONG)
    return found
