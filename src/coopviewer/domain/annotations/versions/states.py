"""Conversion of annotations to states, and back: records of plain values, from which versions get their ids.

``docs/annotation-exchange.md`` lists the keys of a state.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from coopviewer.domain.annotations.annotation import (
    CONTEXT,
    Anchor,
    AnchorStatus,
    Annotation,
    AnnotationStatus,
    Colour,
    Decider,
    Motivation,
    Person,
    Selector,
    clean_text,
    sorted_tags,
)
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.text.compact_json import json_encoder

State = Mapping[str, Any]
"""A record of texts, numbers, lists and records, as JSON has them; it has only keys that have a value."""
PersonOf = Callable[[str], Person]
"""Returns the person with a uuid."""

LONGEST_NOTE = 500_000  # code points of a text in a state of somebody else; one's own notes have any length
MOST_TAGS = 100
MOST_ANCHORS = 1_000
_MOST_NUMBER = 2**53 - 1  # the largest integer that every JSON reader represents exactly
# compiled when it is used first
_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
_encode = json_encoder(sort_keys=True)
_TIMES = ("created", "modified", "deleted")
_KEYS = frozenset(
    (
        *("uuid", "revision", "dataset", "entry", "target", "motivation", "body", "colour", "status", "creator"),
        *_TIMES,
        *("tags", "anchors"),
    )
)
_Term = TypeVar("_Term", bound=StrEnum)


def state_of(annotation: Annotation) -> State:
    """Return the state of an annotation: what is the same of it in every file that stores it.

    Left out are names of persons, ``changed_by`` and ``only_mine``. Of its anchors the state has the first and those
    that a person decided on; others that the program found are left out, since each file finds them itself.
    """
    first, *later = annotation.anchors or (None,)
    by_person = [each for each in later if each.decided_by is Decider.PERSON]
    anchors = [_anchor_state(each) for each in (first, *by_person) if each is not None]
    state = {
        "uuid": annotation.uuid,
        "revision": annotation.revision,
        "dataset": clean_text(annotation.dataset),
        "entry": annotation.entry_id,
        "target": annotation.target_entry_id,
        "motivation": str(annotation.motivation),
        "body": clean_text(annotation.body),
        "colour": annotation.colour and str(annotation.colour),
        "status": annotation.status and str(annotation.status),
        "creator": annotation.creator.uuid,
        "created": time_of_state(annotation.created),
        "modified": time_of_state(annotation.modified),
        "deleted": annotation.deleted_at and time_of_state(annotation.deleted_at),
        "tags": list(sorted_tags(tuple(map(clean_text, annotation.tags)))),
        "anchors": anchors,
    }
    return {key: value for key, value in state.items() if value or value == 0}


def state_text(state: State) -> str:
    """Return a state as JSON on one line, keys sorted, without blanks: equal states result in equal texts."""
    return _encode(state)


def annotation_of_state(state: Any, person_of: PersonOf) -> Annotation:
    """Return the annotation that a state describes; ``person_of`` is called with the uuid of its author.

    A key that the state leaves out means the field's default value; keys that are not known are ignored. Raises
    ValueError if a value without default is missing, if a value is invalid, such as an unknown colour, or if there are
    more than 100 tags (MOST_TAGS) or 1,000 anchors (MOST_ANCHORS).
    """
    try:
        return _read(state, person_of)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"not the state of an annotation: {error!r}") from error


def annotation_of_untrusted(state: Any, person_of: PersonOf, *, is_short: bool = False) -> Annotation:
    """Return the annotation that a state in a file of somebody else describes, checked more strictly than one's own.

    ``person_of`` is called with the uuid of its author. Raises ValueError where ``annotation_of_state`` does, if a text
    has more than 500,000 code points (LONGEST_NOTE), or if the state is not exactly what ``state_of`` would write, as
    with an unknown key. ``is_short``: the caller knows that no text is too long, so that this is not checked.
    """
    if not is_short and _has_long_text(state):
        raise ValueError("a text is too long")
    annotation = annotation_of_state(state, person_of)
    if not _is_as_written(state, annotation):  # an unknown key, or a value in another form
        raise ValueError("not the state of an annotation in the form in which it is written")
    return annotation


def _is_as_written(state: State, annotation: Annotation) -> bool:
    """Return whether the state from which an annotation was read is exactly that which ``state_of`` returns for it.

    What reading it has made sure of is not made anew: ids, terms, numbers and times have only one form.
    """
    tags = [*sorted_tags(map(clean_text, annotation.tags))]
    if state.keys() <= _KEYS and all(state.values()) and tags == state.get("tags", []) and not annotation.anchors:
        return not any("T24" in state.get(key, "") for key in _TIMES) and all(
            clean_text(text) == text for text in (annotation.dataset, annotation.body)
        )
    return state_of(annotation) == state


def time_of_state(moment: datetime) -> str:
    """Return a moment in the form that states use: ISO 8601 in UTC with milliseconds, ``2024-05-01T08:30:00.000Z``."""
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds')[:-6]}Z"  # without +00:00


def _read(state: Any, person_of: PersonOf) -> Annotation:
    target = state.get("target")
    motivation = _term(Motivation, state["motivation"])
    if (target is not None) != (motivation is Motivation.LINKING):
        raise ValueError("a link has a target, and nothing else has one")
    colour, status, deleted = state.get("colour"), state.get("status"), state.get("deleted")
    tags, anchors = state.get("tags", []), state.get("anchors", [])
    if len(tags) > MOST_TAGS or len(anchors) > MOST_ANCHORS:
        raise ValueError("too many tags or anchors")
    return Annotation(
        uuid=_filled(state["uuid"]),
        revision=_whole(state["revision"], 1),
        dataset=_filled(state["dataset"]),
        entry_id=_entry(state["entry"]),
        target_entry_id=None if target is None else _entry(target),
        motivation=motivation,
        body=_text(state.get("body", "")),
        colour=None if colour is None else _term(Colour, colour),
        status=None if status is None else _term(AnnotationStatus, status),
        creator=person_of(_filled(state["creator"])),
        created=_moment(state["created"]),
        modified=_moment(state["modified"]),
        deleted_at=None if deleted is None else _moment(deleted),
        tags=tuple(_text(each) for each in tags),
        anchors=tuple(_anchor(each) for each in anchors),
    )


def _anchor_state(anchor: Anchor) -> State:
    selector = anchor.selector
    return {
        "fact": clean_text(selector.fact_id),
        "field": clean_text(selector.field),
        "start": selector.start,
        "end": selector.end,
        "exact": clean_text(selector.exact),
        "prefix": clean_text(selector.prefix),
        "suffix": clean_text(selector.suffix),
        "edition": clean_text(anchor.edition),
        "editionSha256": clean_text(anchor.edition_sha256),
        "found": str(anchor.status),
        "score": float(anchor.score),
        "decidedBy": str(anchor.decided_by),
    }


def _anchor(state: Any) -> Anchor:
    start, end, score = _whole(state["start"], 0), _whole(state["end"], 0), state["score"]
    if end < start or not isinstance(score, float) or not 0 <= score <= 1:
        raise ValueError("not an anchor")
    selector = Selector(
        fact_id=_filled(state["fact"]),
        field=_text(state["field"]),
        start=start,
        end=end,
        exact=_text(state["exact"]),
        prefix=_text(state["prefix"])[-CONTEXT:],
        suffix=_text(state["suffix"])[:CONTEXT],
    )
    edition, sha256 = _text(state["edition"]), _text(state["editionSha256"])
    return Anchor(
        selector=selector,
        edition=edition,
        edition_sha256=sha256,
        status=_term(AnchorStatus, state["found"]),
        score=score,
        decided_by=_term(Decider, state["decidedBy"]),
    )


def _has_long_text(value: Any) -> bool:
    """Return whether a value is a text that is too long, or a list or record with one in it."""
    if isinstance(value, str):
        return len(value) > LONGEST_NOTE
    if isinstance(value, dict):
        return any(map(_has_long_text, value.values()))
    return isinstance(value, list) and any(map(_has_long_text, value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _filled(value: Any) -> str:
    if not _text(value):
        raise ValueError("an empty text")
    return str(value)


def _entry(value: Any) -> str:
    if not is_entry_id(_text(value)):
        raise ValueError("not the id of an entry")
    return str(value)


def _whole(value: Any, least: int) -> int:
    if type(value) is not int or not least <= value <= _MOST_NUMBER:
        raise ValueError("not a whole number in its range")
    return value


def _moment(value: Any) -> datetime:
    if re.fullmatch(_TIME, _text(value)) is None:
        raise ValueError("not a time")
    return datetime.fromisoformat(value)


def _term(kind: type[_Term], value: Any) -> _Term:
    return kind(_text(value))
