"""Annotations as W3C Web Annotation JSON-LD, export and import; https://www.w3.org/TR/annotation-model/.

A file is an AnnotationCollection with one embedded page, one annotation per line, as the model recommends for sets.
``docs/annotation-exchange.md`` describes how each field is written.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from coopviewer.domain.annotations.annotation import Anchor, Annotation, Person, clean_text, utc_now
from coopviewer.domain.annotations.exchange import EntryNames, ReadAnnotations
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.domain.digests import uuid_of_name
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Progress, no_progress, report_progress
from coopviewer.domain.text.terminal import safe_json
from coopviewer.exchange.annotations.reading import read_items
from coopviewer.exchange.annotations.version_fields import version_fields
from coopviewer.exchange.annotations.vocabulary import OWN_CONTEXT, UUID, W3C_CONTEXT, ImportLocation, iri_of
from coopviewer.exchange.files import read_bounded

_MOST_VALUES = (
    8_000_000  # about: those of a file of this program have more than 20 bytes each, of which 100 million fit
)
MOST_BYTES = 100_000_000  # of an imported or exported file; 50,000 annotations take about 65 million
MOST_AT_ONCE = 20_000_000  # code points that are parsed at once, which blocks all other threads for a second
_MILLION = 1_000_000
_NEXT, _END = b",\n", b"]}}"  # the end of an annotation's line; the end of the list, its page and the collection
_BEGINNING = '"items": ['  # the beginning of the list


def jsonld_lines(
    annotations: Iterable[Annotation],
    names: EntryNames | None = None,
    progress: Progress = no_progress,
    sender: Person | None = None,
    versions: Mapping[str, Sequence[Version]] | None = None,
) -> list[bytes]:
    """Return annotations, in their order, as the lines of one JSON-LD file, each in UTF-8 with its line feed.

    Equal annotations result in equal lines. The first and the last line are those of the collection. ``names`` has the
    titles of the annotated entries, which are written as labels for human readers; None: no labels. ``sender`` is the
    owner of the annotations file: an import takes this person for the maker of versions that name none; None: no name
    is written. ``versions`` has the versions of an annotation by its uuid: first the one that is the annotation as it
    is, then others, which are written inside it. An annotation that is not in ``versions`` is written without fields of
    versions. Raises EnvironmentFault if the file would be too long to be imported again: over 100 million bytes.
    """
    named = names or EntryNames()
    given = tuple(annotations)
    made = versions or {}
    lines = [
        f"{_dumped(_with_versions(each, made.get(each.uuid, ()), named))},\n".encode()
        for each in report_progress(given, progress, len(given))
    ]
    envelope = _dumped(_collection(given, sender)).encode()
    if lines:
        lines[-1] = lines[-1].removesuffix(_NEXT) + b"\n"
        lines = [envelope.removesuffix(_END) + b"\n", *lines, _END + b"\n"]
    else:
        lines = [envelope + b"\n"]
    if sum(map(len, lines)) > MOST_BYTES:
        raise EnvironmentFault("exchange.too-many-bytes", count=len(given), millions=MOST_BYTES // _MILLION)
    return lines


def read_jsonld(path: Path, progress: Progress = no_progress, *, pipes: bool = False) -> ReadAnnotations:
    """Read the annotations in a file that follows the W3C's annotation model; what cannot be imported is in the result.

    ``pipes``: the file may be a pipe, as on the command line. Raises EnvironmentFault if the file cannot be read, is no
    file of annotations, or is over a limit of ``from_jsonld``.
    """
    content = read_bounded(path, MOST_BYTES, "choose-jsonld", pipes=pipes)
    return from_jsonld(content, name=str(path), progress=progress)


def from_jsonld(
    content: bytes, now: datetime | None = None, *, name: str = "", progress: Progress = no_progress
) -> ReadAnnotations:
    """Read annotations from the content of a file that follows the W3C's annotation model, whichever tool wrote it.

    ``now`` (UTC) is used for times that the file does not have; None: the present time. Single annotations that cannot
    be imported are reported in the result. Raises EnvironmentFault, about the file ``name``, if it is no file of
    annotations, or has over 100 million bytes (MOST_BYTES), about 8 million values or 500,000 annotations
    (MOST_ANNOTATIONS). At most 20 million code points (MOST_AT_ONCE) may be in one annotation of a file that this
    program wrote, or in the whole of any other file.
    """
    if len(content) > MOST_BYTES:
        raise EnvironmentFault("exchange.too-long", name=name, millions=MOST_BYTES // _MILLION)
    if sum(content.count(mark) for mark in (b",", b"[", b"{")) > _MOST_VALUES:  # before they take memory and time
        raise EnvironmentFault("exchange.too-many-values", name=name, most=_MOST_VALUES)
    maker = _ObjectMaker()
    try:
        document = _parsed(content, name, lambda _, total: progress(0, total), maker)
    except UnicodeDecodeError:
        raise EnvironmentFault("exchange.not-utf8", name=name) from None
    except (ValueError, RecursionError):
        raise EnvironmentFault("exchange.not-json", name=name) from None
    return read_items(document, now or utc_now(), name, progress, maker.doubled)


class _ObjectMaker:
    """Makes the objects of a JSON text; ``doubled`` has the keys that one had twice, by ``id()`` of the object."""

    def __init__(self) -> None:
        self.doubled: dict[int, tuple[str, ...]] = {}
        self._objects: list[dict[str, Any]] = []  # kept, so that no other object gets the id of one

    def made(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object made of pairs, as JSON parsers do; of a key that is there twice, the last value.

        A key with the value null is left out, since JSON-LD takes it for one that is not there.
        """
        found = dict(pairs)
        if None in found.values():
            found = {key: value for key, value in found.items() if value is not None}
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            if twice := tuple(key for key, count in counts.items() if count > 1):
                self.doubled[id(found)] = twice
                self._objects.append(found)
        return found


def _parsed(content: bytes, name: str, progress: Progress, maker: _ObjectMaker) -> Any:
    """Parse a document; one of this program is parsed by line, since parsing all at once blocks all other threads."""
    if content.endswith((b"\n" + _END, b"\n" + _END + b"\n")):
        with suppress(ValueError, LookupError, TypeError):
            return _parsed_by_line(content, name, progress, maker)
    return _parsed_at_once(content.decode("utf-8-sig"), name, maker)


def _parsed_by_line(content: bytes, name: str, progress: Progress, maker: _ObjectMaker) -> Any:
    """Parse a document that this program wrote, one annotation a line.

    Raises ValueError, LookupError or TypeError if it is another one, or is damaged.
    """
    lines = BytesIO(content)
    first = lines.readline().decode("utf-8-sig").removesuffix("\n")
    if not first.endswith(_BEGINNING):
        raise ValueError("not a list of items")
    document = _parsed_at_once(first + _END.decode(), name, maker)
    items: list[Any] = []
    expects_another = True
    for line in report_progress(lines, progress, content.count(b"\n") - 2):
        if line.removesuffix(b"\n") == _END:
            break
        if not expects_another:
            raise ValueError("no comma before the annotation")
        expects_another = line.endswith(_NEXT)
        items.append(_parsed_at_once(line.removesuffix(_NEXT).decode(), name, maker))
    if lines.read(1) or (expects_another and items):
        raise ValueError("text after the end, or a comma without an annotation after it")
    document["first"]["items"] = items
    return document


def _parsed_at_once(text: str, name: str, maker: _ObjectMaker) -> Any:
    if len(text) > MOST_AT_ONCE:
        raise EnvironmentFault("exchange.too-long-at-once", name=name, millions=MOST_AT_ONCE // _MILLION)
    return json.loads(text, parse_constant=_refuse, object_pairs_hook=maker.made)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _dumped(record: Mapping[str, Any]) -> str:
    """Return a record as one line; surrogates, which no file can have, are replaced."""
    return safe_json(clean_text(json.dumps(record, ensure_ascii=False)))


def _person(person: Person) -> dict[str, str]:
    return {"id": f"{UUID}{person.uuid}", "type": "Person", "name": person.name}


def _collection(annotations: tuple[Annotation, ...], sender: Person | None) -> dict[str, Any]:
    key = "\n".join(f"{each.uuid} {each.revision}" for each in annotations)
    page = f"{UUID}{uuid_of_name(f'page {key}')}"
    record: dict[str, Any] = {
        "@context": [W3C_CONTEXT, dict(OWN_CONTEXT)],
        "id": f"{UUID}{uuid_of_name(key)}",
        "type": "AnnotationCollection",
        "label": "Annotations",
        "generator": {"type": "Software", "name": "coopviewer"},
        "total": len(annotations),
    }
    if sender is not None:
        record["creator"] = _person(sender)
    if annotations:  # a page must not be empty
        record |= {"last": page, "first": {"id": page, "type": "AnnotationPage", "startIndex": 0, "items": []}}
    return record


def _with_versions(annotation: Annotation, versions: Sequence[Version], names: EntryNames) -> dict[str, Any]:
    """Return the record of an annotation, with its version, and with the records of its other versions in it."""
    record = _annotation(annotation, names)
    if versions:
        record |= version_fields(versions[0])
        others = [_annotation(each.annotation, names) | version_fields(each) for each in versions[1:]]
        record |= {"otherVersion": others} if others else {}
    return record


def _annotation(annotation: Annotation, names: EntryNames) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": f"{UUID}{annotation.uuid}",
        "type": "Annotation",
        "motivation": str(annotation.motivation),
        "creator": _person(annotation.creator),
        "created": _time(annotation.created),
        "modified": _time(annotation.modified),
        "revision": annotation.revision,
    }
    if annotation.colour is not None:
        record["colour"] = str(annotation.colour)
    if annotation.status is not None:
        record["status"] = str(annotation.status)
    if annotation.deleted_at is not None:
        record["deleted"] = _time(annotation.deleted_at)
    if bodies := _bodies(annotation):
        record["body"] = bodies
    record["target"] = _target(annotation, names)
    if annotation.anchors[1:]:
        record["laterAnchor"] = [_anchored(annotation, anchor) for anchor in annotation.anchors[1:]]
    return record


def _bodies(annotation: Annotation) -> list[dict[str, Any]]:
    bodies = []
    if annotation.body:
        bodies.append(
            {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": annotation.body}
        )
    if annotation.target_entry_id is not None:
        source = iri_of(ImportLocation(annotation.dataset, annotation.target_entry_id))
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": source})
    return bodies + [
        {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": tag} for tag in annotation.tags
    ]


def _target(annotation: Annotation, names: EntryNames) -> dict[str, Any]:
    if annotation.anchors:
        record = _anchored(annotation, annotation.anchors[0])
    else:
        source = iri_of(ImportLocation(annotation.dataset, annotation.entry_id))
        record = {"type": "SpecificResource", "source": source}
    title = names.title(annotation.dataset, annotation.entry_id)
    return record | {"label": title} if title else record


def _anchored(annotation: Annotation, anchor: Anchor) -> dict[str, Any]:
    selector = anchor.selector
    text = (selector.fact_id, selector.field)
    return {
        "type": "SpecificResource",
        "source": iri_of(ImportLocation(annotation.dataset, annotation.entry_id, text)),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
            },
            {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
        ],
        "state": {"type": "EditionState", "edition": anchor.edition, "editionSha256": anchor.edition_sha256},
        "anchorStatus": str(anchor.status),
        "score": float(anchor.score),
        "decidedBy": str(anchor.decided_by),
    }


def _time(moment: datetime) -> str:
    """Return a time as xsd:dateTime in UTC, with Z as the model requires."""
    in_utc = moment.astimezone(UTC)
    precision = "microseconds" if in_utc.microsecond % 1000 else "milliseconds"
    return in_utc.isoformat(timespec=precision).replace("+00:00", "Z")
