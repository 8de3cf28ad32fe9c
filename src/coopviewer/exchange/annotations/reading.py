"""Read annotations from an untrusted JSON-LD document, as leniently as the W3C's annotation model allows.

An annotation that breaks the rules of the model is left out; one of which something cannot be kept is imported without
it. Both are reported.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from coopviewer.domain.annotations.annotation import (
    Annotation,
    AnnotationStatus,
    Colour,
    Motivation,
    Person,
    clean_text,
    sorted_tags,
)
from coopviewer.domain.annotations.exchange import ItemLoss, Loss, ReadAnnotations
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.domain.digests import uuid_of_name
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Progress, no_progress, report_progress
from coopviewer.domain.text.measures import shorten
from coopviewer.exchange.annotations.bodies import Bodies, read_bodies
from coopviewer.exchange.annotations.jsonld_values import (
    LONGEST_NAME,
    MOST_LISTED,
    Refused,
    as_list,
    first_value,
    iri_in,
    moment,
    terms_in,
    text,
    types_of,
    uuid_of,
    whole_number,
)
from coopviewer.exchange.annotations.other_fields import doubled_in, fields_not_taken, plain_fields
from coopviewer.exchange.annotations.targets import Term, choose_target, read_anchor, read_later_anchors
from coopviewer.exchange.annotations.version_fields import read_version
from coopviewer.exchange.annotations.vocabulary import NAMESPACE

MOST_ANNOTATIONS = 500_000
MOST_ITEMS = 200  # annotations whose losses are listed one by one
_LISTS = ("items", "@graph", "rows")
_LONGEST_ID = 80  # code points
_UNKNOWN_AUTHOR = Person(uuid_of_name(f"{NAMESPACE}unknown"), "")


def read_items(
    document: Any,
    now: datetime,
    name: str,
    progress: Progress = no_progress,
    doubled: Mapping[int, Sequence[str]] | None = None,
) -> ReadAnnotations:
    """Read the annotations of a parsed document: a collection, a page of one, a list, or a single annotation.

    ``now`` is used for times that are missing. ``doubled`` has the keys that an object of the document has twice, by
    the object's ``id()``; None: such keys are not reported. The document is emptied while it is read. What could not be
    imported is counted in the result by kind, and told one by one: for the file itself, if it loses something, and for
    the first annotations that do, at most 200 in all (MOST_ITEMS). ``progress`` receives the numbers of annotations
    read and of all. Raises EnvironmentFault, which names the file ``name``, if the document is none of these, or has
    more than 500,000 annotations (MOST_ANNOTATIONS).
    """
    counted: Counter[Loss] = Counter()
    annotations: list[Annotation] = []
    versions: list[Version] = []
    lost: list[ItemLoss] = []
    affected = 0
    sender = _sender(document)
    items = _items(document, counted)
    if items is None:
        raise EnvironmentFault("exchange.no-annotations", name=name)
    if len(items) > MOST_ANNOTATIONS:
        raise EnvironmentFault("exchange.too-many", name=name, most=MOST_ANNOTATIONS)
    if doubled and document is not items and (keys := _doubled_around(document, doubled)):
        counted[Loss.DOUBLE_KEYS] += 1
        lost.append(ItemLoss(0, "", (Loss.DOUBLE_KEYS,), keys=keys))
    for number, item in enumerate(report_progress(items, progress, len(items)), 1):
        losses: set[Loss] = set()
        keys = doubled_in(item, doubled) if doubled else ()
        fields: tuple[str, ...] = ()
        try:
            annotation, fields = _read(item, now, losses)
            found = _versions(item, annotation, now)
            versions += found
            annotations += [] if found else [annotation]
        except Refused as refused:
            losses = {refused.loss}
        except RecursionError:
            losses = {Loss.NOT_UNDERSTOOD}
        losses |= {Loss.DOUBLE_KEYS} if keys else set()
        counted.update(losses)
        affected += bool(losses)
        if losses and len(lost) < MOST_ITEMS:
            lost.append(ItemLoss(number, _id(item), tuple(each for each in Loss if each in losses), fields, keys))
        if isinstance(item, dict):
            item.clear()  # one by one, since freeing all at once would block all other threads
    return ReadAnnotations(tuple(annotations), dict(counted), sender, tuple(lost), tuple(versions), affected)


def _versions(record: dict[str, Any], annotation: Annotation, now: datetime) -> list[Version]:
    """Return the version of a record's annotation, and the other versions in the record.

    Empty if the record says no version that fits the annotation.
    """
    version = read_version(record, annotation)
    if version is None:
        return []
    found = [version]
    for other in as_list(record.get("otherVersion")):
        with suppress(Refused):  # what cannot be read of another version takes nothing from this one
            said, _ = _read(other, now, set())
            read = read_version(other, said) if said.uuid == annotation.uuid else None
            found += [read] if read is not None else []
    return found


def _doubled_around(document: dict[str, Any], doubled: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """Return the keys that are twice in a collection's own record and in those of its pages."""
    if "target" in document:
        return ()
    names: list[str] = []
    for page in _pages(document, Counter()):
        names += doubled.get(id(page), ())
        around = [value for key, value in page.items() if key not in (*_LISTS, "first", "next", "last")]
        names += doubled_in(around, doubled)
    return tuple(dict.fromkeys(names))


def _id(item: Any) -> str:
    """Return the id by which a report names a record, shortened; empty if it has none."""
    found = item.get("id", item.get("@id")) if isinstance(item, dict) else None
    return shorten(" ".join(clean_text(found).split()), _LONGEST_ID) if isinstance(found, str) else ""


def _sender(document: Any) -> Person | None:
    """Return who exported a collection; None if it does not say, or not in a way that can be read."""
    if not isinstance(document, dict) or "target" in document or "creator" not in document:
        return None
    with suppress(Refused):
        sender = _creator(document["creator"], set())
        return sender if sender != _UNKNOWN_AUTHOR else None
    return None


def _items(document: Any, counted: Counter[Loss]) -> list[Any] | None:
    """Return the annotations of a document, as records; None if it cannot have any. What is missing is counted."""
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
    """Yield a collection's own record and those of its pages that are in the file; others are counted as lost."""
    yield document
    following = document.get("first", document.get("next"))
    for _ in range(MOST_LISTED):
        if not isinstance(following, dict):
            break
        yield following
        following = following.get("next")
    if following is not None:
        counted[Loss.NOT_IN_FILE] = 1


def _read(record: Any, now: datetime, losses: set[Loss]) -> tuple[Annotation, tuple[str, ...]]:
    """Return the annotation of a record, and the names of the fields that were not taken. Raises Refused."""
    if not isinstance(record, dict) or "target" not in record:
        raise Refused
    if (kinds := types_of(record)) and "Annotation" not in kinds:
        raise Refused
    uuid, plain = _uuid(record), plain_fields(record)
    not_taken = fields_not_taken(record, plain)
    if not_taken:
        losses.add(Loss.OTHER_FIELDS)
    record = {**record, **plain}
    location, target = choose_target(record["target"], losses)
    anchor, quoted = read_anchor(location, target, losses)
    bodies = read_bodies(record, location.dataset, losses)
    if quoted:
        bodies.texts.insert(0, f"“{quoted}”")
    later = read_later_anchors(record.get("laterAnchor"))
    created, modified = _times(record, now)
    motivation = _motivation(record, bodies, anchor is not None, losses)
    annotation = Annotation(
        uuid=uuid,
        revision=whole_number(record.get("revision", 1), 1),
        dataset=location.dataset,
        entry_id=location.entry_id,
        motivation=motivation,
        creator=_creator(record.get("creator"), losses),
        created=created,
        modified=modified,
        body=bodies.note(),
        colour=_own_term(Colour, record.get("colour"), losses),
        status=_own_term(AnnotationStatus, record.get("status"), losses),
        target_entry_id=bodies.target_entry_id,
        tags=sorted_tags(bodies.tags),
        deleted_at=moment(record["deleted"]) if "deleted" in record else None,
        anchors=((anchor,) if anchor is not None else ()) + later,
    )
    return annotation, not_taken


def _uuid(record: dict[str, Any]) -> str:
    """Return the uuid in an annotation's id, or derived from that id.

    Without an id, it is derived from the content, so that importing the file again finds the same annotation.
    """
    iri = iri_in(record)
    return uuid_of(iri if iri is not None else f"{NAMESPACE}{json.dumps(record, sort_keys=True)}")


def _times(record: dict[str, Any], now: datetime) -> tuple[datetime, datetime]:
    given = {key: moment(record[key]) for key in ("created", "modified", "generated") if key in record}
    created = given.get("created") or given.get("modified") or given.get("generated") or now
    return created, given.get("modified", created)


def _creator(value: Any, losses: set[Loss]) -> Person:
    creator, iri = first_value(value), iri_in(value)
    if creator is None:
        losses.add(Loss.NO_AUTHOR)
        return _UNKNOWN_AUTHOR
    named = creator if isinstance(creator, dict) else {}
    name = next((text(named[key]) for key in ("name", "nickname") if key in named), None)
    if name is None and iri is None:
        raise Refused
    shown = text(name if name is not None else str(iri).removeprefix("acct:"), LONGEST_NAME)
    return Person(uuid_of(iri if iri is not None else f"{NAMESPACE}{shown}"), shown)


def _motivation(record: dict[str, Any], bodies: Bodies, quotes: bool, losses: set[Loss]) -> Motivation:
    """Return the motivation that the file states, or the nearest one that this program has, which is noted as a loss.

    An annotation that links to an entry is a link, and no other is.
    """
    given = terms_in(record.get("motivation"))
    if bodies.target_entry_id is not None:
        motivation = Motivation.LINKING
    else:
        own = (term for term in given if term in list(Motivation) and term != Motivation.LINKING)
        motivation = Motivation(next(own, None) or _nearest(bodies, quotes))
    if given and motivation not in given:
        losses.add(Loss.OTHER_MOTIVATION)
    return motivation


def _nearest(bodies: Bodies, quotes: bool) -> Motivation:
    if any(bodies.texts):
        return Motivation.COMMENTING
    return Motivation.HIGHLIGHTING if quotes else Motivation.BOOKMARKING


def _own_term(kind: type[Term], value: Any, losses: set[Loss]) -> Term | None:
    """Return a colour or a status; None if there is none, or if this version of the program does not know it."""
    if value is None:
        return None
    written = text(value)
    if written in list(kind):
        return kind(written)
    losses.add(Loss.UNKNOWN_WORD)
    return None
