"""Annotations read from a JSON-LD document that anyone may have written: leniently where the model is."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from coopviewer.domain.annotations.annotation import (
    Annotation,
    AnnotationStatus,
    Colour,
    Motivation,
    Person,
    sorted_tags,
)
from coopviewer.domain.annotations.exchange import Loss, ReadAnnotations
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Progress, metered, no_progress
from coopviewer.exchange.annotations.bodies import Bodies, read_bodies
from coopviewer.exchange.annotations.jsonld_values import (
    LONGEST_NAME,
    MOST_LISTED,
    Refused,
    iri_in,
    moment,
    one,
    text,
    types_of,
    uuid_of,
    whole_number,
    words_in,
)
from coopviewer.exchange.annotations.targets import Word, choose_target, read_anchor, read_later_anchors
from coopviewer.exchange.annotations.vocabulary import NAMESPACE

MOST_ANNOTATIONS = 500_000
_LISTS = ("items", "@graph")
_NO_ONE = Person(str(uuid5(NAMESPACE_URL, f"{NAMESPACE}unknown")), "")


def read_items(document: Any, now: datetime, name: str, progress: Progress = no_progress) -> ReadAnnotations:
    """Read the annotations of a document: a collection, a page of one, a list, or a single annotation.

    ``now`` stands for times that are not given. The document is used up. Raises EnvironmentFault, about ``name``, where
    it is none of these.
    """
    counted: Counter[Loss] = Counter()
    annotations = []
    items = _items(document, counted)
    if items is None:
        raise EnvironmentFault(
            f"{name} holds no annotations that follow the Web Annotation Data Model. "
            "Choose a file that coopviewer or another tool for annotations exported as JSON-LD."
        )
    if len(items) > MOST_ANNOTATIONS:
        raise EnvironmentFault(f"{name} holds more than {MOST_ANNOTATIONS:,} annotations. Split it first.")
    for item in metered(items, progress, len(items)):
        losses: set[Loss] = set()
        try:
            annotations.append(_read(item, now, losses))
        except Refused as refused:
            losses = {refused.loss}
        except RecursionError:
            losses = {Loss.NOT_UNDERSTOOD}
        counted.update(losses)
        if isinstance(item, dict):
            item.clear()  # bit by bit, since letting go of all at once keeps all other threads waiting
    return ReadAnnotations(tuple(annotations), dict(counted))


def _items(document: Any, counted: Counter[Loss]) -> list[Any] | None:
    """List the members of a document; None: it is nothing that could have any."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    if "target" in document:
        return [document]
    if not {*_LISTS, "first", "total"} & document.keys():
        return None
    items: list[Any] = []
    for page in _pages(document, counted):
        listed = [page[key] for key in _LISTS if key in page]
        items += [each for value in listed for each in (value if isinstance(value, list) else [value])]
    total = document.get("total")
    if isinstance(total, int) and total > len(items):
        counted[Loss.NOT_IN_FILE] = 1
    return items


def _pages(document: dict[str, Any], counted: Counter[Loss]) -> Iterator[dict[str, Any]]:
    """Give the collection's own record and its pages, as far as they are in the file."""
    yield document
    following = document.get("first", document.get("next"))
    for _ in range(MOST_LISTED):
        if not isinstance(following, dict):
            break
        yield following
        following = following.get("next")
    if following is not None:
        counted[Loss.NOT_IN_FILE] = 1


def _read(record: Any, now: datetime, losses: set[Loss]) -> Annotation:
    if not isinstance(record, dict) or "target" not in record:
        raise Refused
    if (kinds := types_of(record)) and "Annotation" not in kinds:
        raise Refused
    place, target = choose_target(record["target"], losses)
    anchor, quoted = read_anchor(place, target, losses)
    bodies = read_bodies(record, place.dataset, losses)
    if quoted:
        bodies.texts.insert(0, f"“{quoted}”")
    later = read_later_anchors(record.get("laterAnchor"))
    created, modified = _times(record, now)
    motivation = _motivation(record, bodies, anchor is not None, losses)
    return Annotation(
        uuid=_uuid(record),
        revision=whole_number(record.get("revision", 1), 1),
        dataset=place.dataset,
        entry_id=place.entry_id,
        motivation=motivation,
        creator=_creator(record.get("creator"), losses),
        created=created,
        modified=modified,
        body=bodies.note(),
        colour=_own_word(Colour, record.get("colour"), losses),
        status=_own_word(AnnotationStatus, record.get("status"), losses),
        target_entry_id=bodies.target_entry_id,
        tags=sorted_tags(bodies.tags),
        deleted_at=moment(record["deleted"]) if "deleted" in record else None,
        anchors=((anchor,) if anchor is not None else ()) + later,
    )


def _uuid(record: dict[str, Any]) -> str:
    """Give an annotation's uuid; one without an id gets one from its content, so that it is known the next time."""
    iri = iri_in(record)
    return uuid_of(iri if iri is not None else f"{NAMESPACE}{json.dumps(record, sort_keys=True)}")


def _times(record: dict[str, Any], now: datetime) -> tuple[datetime, datetime]:
    given = {key: moment(record[key]) for key in ("created", "modified", "generated") if key in record}
    created = given.get("created") or given.get("modified") or given.get("generated") or now
    return created, given.get("modified", created)


def _creator(value: Any, losses: set[Loss]) -> Person:
    creator, iri = one(value), iri_in(value)
    if creator is None:
        losses.add(Loss.NO_AUTHOR)
        return _NO_ONE
    named = creator if isinstance(creator, dict) else {}
    name = next((text(named[key]) for key in ("name", "nickname") if key in named), None)
    if name is None and iri is None:
        raise Refused
    shown = text(name if name is not None else str(iri).removeprefix("acct:"), LONGEST_NAME)
    return Person(uuid_of(iri if iri is not None else f"{NAMESPACE}{shown}"), shown)


def _motivation(record: dict[str, Any], bodies: Bodies, quotes: bool, losses: set[Loss]) -> Motivation:
    """Give the motivation, the nearest where it is none of ours: a link has a far end, and nothing else has one."""
    given = words_in(record.get("motivation"))
    if bodies.target_entry_id is not None:
        fitting = Motivation.LINKING
    else:
        ours = (word for word in given if word in list(Motivation) and word != Motivation.LINKING)
        fitting = Motivation(next(ours, None) or _nearest(bodies, quotes))
    if given and fitting not in given:
        losses.add(Loss.OTHER_MOTIVATION)
    return fitting


def _nearest(bodies: Bodies, quotes: bool) -> Motivation:
    if any(bodies.texts):
        return Motivation.COMMENTING
    return Motivation.HIGHLIGHTING if quotes else Motivation.BOOKMARKING


def _own_word(kind: type[Word], value: Any, losses: set[Loss]) -> Word | None:
    """Read a colour or a status; None where there is none, or one that this version does not know."""
    if value is None:
        return None
    written = text(value)
    if written in list(kind):
        return kind(written)
    losses.add(Loss.UNKNOWN_WORD)
    return None
