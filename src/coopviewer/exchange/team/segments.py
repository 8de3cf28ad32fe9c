"""Writes and reads segments of a team folder: gzip of JSON lines, with a version (one state of one annotation) on each.

A line has the version's id, the state of the annotation (``domain/annotations/versions/states.py``), and everything
else that the id is a hash of; a reader computes the id again, and refuses the segment if it differs. States are written
rather than W3C annotations, since a hash needs exact content.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from coopviewer.domain.annotations.annotation import Person, clean_text
from coopviewer.domain.annotations.team.team import Packed, is_replica
from coopviewer.domain.annotations.versions.states import (
    LONGEST_NOTE,
    MOST_ANCHORS,
    MOST_TAGS,
    annotation_of_untrusted,
    state_text,
)
from coopviewer.domain.annotations.versions.version import Version, is_version_id, make_version

MOST_LINES = 5_000
MOST_BYTES = 4_000_000
"""The most bytes of a segment's file."""
MOST_UNPACKED = 64 << 20
LONGEST_LINE = 1 << 20
MOST_EARLIER = 5_000
"""The most ids of earlier versions on one line."""
_LONGEST_NAME = 200
_LEVEL = 4  # of gzip: nearly as small as 9, in a fifth of the time
_RAW_AT_ONCE = 24 << 20  # bytes of lines that are packed together; more are rarely under MOST_BYTES


class BadSegment(Exception):
    """A segment is refused; ``reason`` is a code such as ``damaged``, for which ``rendering.words`` has words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def line_of(version: Version, replica: str) -> bytes | None:
    """Return a version (one state of one annotation) as a line of a segment that the replica ``replica`` writes.

    None if every reader would refuse the line, for instance since it is too long.
    """
    line = _line(version, replica) if _refused_for(version) is None else b""
    return line if 0 < len(line) <= LONGEST_LINE else None


def refusal_of(version: Version) -> str | None:
    """Return the code of a reason why a version (one state of one annotation) can be shared with nobody; None: it can.

    Every program that reads a team folder would refuse it, such as for ``many-tags``. ``rendering.words`` has words for
    the code.
    """
    return _refused_for(version) or ("long" if len(_line(version, version.by.uuid)) > LONGEST_LINE else None)


def _line(version: Version, replica: str) -> bytes:
    fields: dict[str, Any] = {
        "version": version.id,
        "replaces": list(version.replaces),
        "earlier": list(version.earlier[:MOST_EARLIER]),
        "changedBy": {"uuid": version.by.uuid, "name": clean_text(version.by.name)[:_LONGEST_NAME]},
        "creatorName": clean_text(version.annotation.creator.name)[:_LONGEST_NAME],
        "plain": version.is_plain,
        "replica": replica,
    }
    head = state_text({key: value for key, value in fields.items() if value not in ([], False)})
    return f'{head[:-1]},"state":{version.state}}}\n'.encode()  # its text is hashed: it is not written anew


def _refused_for(version: Version) -> str | None:
    """Return why no reader would take a version, whatever the length of its line; None: nothing else prevents it."""
    annotation = version.annotation
    if not all(map(is_replica, {annotation.uuid, annotation.creator.uuid, version.by.uuid})):
        return "no-uuid"
    if len(annotation.tags) > MOST_TAGS:
        return "many-tags"
    if len(annotation.anchors) > MOST_ANCHORS:
        return "many-anchors"
    if len(version.state) > LONGEST_NOTE:
        try:
            annotation_of_untrusted(json.loads(version.state), lambda uuid: Person(uuid, ""))
        except ValueError:
            return "long-text"
    return None


def pack(versions: Iterable[Version], replica: str) -> Iterator[Packed]:
    """Yield segments with the versions, in their order; each has at most 5,000 versions.

    Packed by gzip, each has at most 4,000,000 bytes (MOST_BYTES). ``replica`` is the replica (annotations file) that
    sends them. A version that every reader would refuse, such as one of over 1 MiB, is left out.
    """
    lines: list[bytes] = []
    listed: list[Version] = []
    size = 0
    for version in versions:
        line = line_of(version, replica)
        if line is None:
            continue
        if lines and (len(lines) == MOST_LINES or size + len(line) > _RAW_AT_ONCE):
            yield from _packed(lines, listed)
            lines, listed, size = [], [], 0
        lines.append(line)
        listed.append(version)
        size += len(line)
    if lines:
        yield from _packed(lines, listed)


def _packed(lines: Sequence[bytes], versions: Sequence[Version]) -> Iterator[Packed]:
    content = gzip.compress(b"".join(lines), _LEVEL, mtime=0)
    if len(content) <= MOST_BYTES or len(lines) == 1:
        yield Packed(content, hashlib.sha256(content).digest(), tuple(versions))
        return
    half = len(lines) // 2
    yield from _packed(lines[:half], versions[:half])
    yield from _packed(lines[half:], versions[half:])


def unpack(content: bytes, replica: str, dataset: str) -> tuple[Version, ...]:
    """Return the versions in a segment, in the order of its lines, each once; there is at least one.

    Raises BadSegment unless every line is valid, within the limits of this module, written by the replica ``replica``,
    and about the dataset ``dataset``.
    """
    if len(content) > MOST_BYTES:
        raise BadSegment("too-large")
    found: dict[str, Version] = {}
    for line in _lines(content):
        version = version_of_line(line, replica, dataset)
        found[version.id] = version
    if not found:
        raise BadSegment("empty")
    return tuple(found.values())


def _lines(content: bytes) -> Iterator[bytes]:
    """Yield the lines of a packed file; never reads more than the bounds allow, whatever it unpacks to."""
    unpacked = lines = 0
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            while line := file.readline(LONGEST_LINE + 1):
                unpacked, lines = unpacked + len(line), lines + 1
                if len(line) > LONGEST_LINE or unpacked > MOST_UNPACKED or lines > MOST_LINES:
                    raise BadSegment("too-large")
                if not line.endswith(b"\n"):
                    raise BadSegment("damaged")
                yield line
    except (OSError, EOFError, zlib.error) as error:
        raise BadSegment("damaged") from error


def version_of_line(line: bytes, replica: str, dataset: str) -> Version:
    """Return the version on a line of a segment.

    ``line`` is JSON in UTF-8, with or without its line feed. Raises BadSegment if it is invalid, or was not written by
    the replica ``replica`` about the dataset ``dataset``.
    """
    try:
        record = json.loads(line.decode())
        if not isinstance(record, dict):
            raise ValueError("not an object")
        if record["replica"] != replica:
            raise BadSegment("foreign")
        version = _read(record, is_short=len(line) <= LONGEST_NOTE)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadSegment("not-understood") from error
    if version.id != record.get("version"):
        raise BadSegment("altered")
    if version.annotation.dataset != dataset:
        raise BadSegment("foreign")
    return version


def _read(record: Mapping[str, Any], *, is_short: bool) -> Version:
    by = _person(record["changedBy"]["uuid"], record["changedBy"]["name"])
    creator = record.get("creatorName", "")
    annotation = annotation_of_untrusted(record["state"], lambda uuid: _person(uuid, creator), is_short=is_short)
    if not is_replica(annotation.uuid):
        raise ValueError("not a uuid")
    replaces, earlier = _ids(record.get("replaces", [])), _ids(record.get("earlier", []))
    return make_version(
        annotation, by, replaces, earlier, is_plain=record.get("plain") is True, state=state_text(record["state"])
    )


def _ids(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_EARLIER or not all(map(is_version_id, value)):
        raise ValueError("not ids of versions")
    return tuple(value)


@lru_cache(maxsize=256)  # a team is written by a few
def _person(uuid: Any, name: Any) -> Person:
    if not isinstance(uuid, str) or not is_replica(uuid):
        raise ValueError("not a person")
    if not isinstance(name, str) or len(name) > _LONGEST_NAME or clean_text(name) != name:
        raise ValueError("not a name")
    return Person(uuid, name)
