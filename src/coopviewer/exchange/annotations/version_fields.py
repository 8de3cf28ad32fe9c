"""Writes and reads the fields of an annotation in a file that say which version it is, and which ones it replaces."""

from collections.abc import Mapping
from typing import Any

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.version import Version, is_version_id, make_version
from coopviewer.exchange.annotations.jsonld_values import LONGEST_NAME, Refused, text, uuid_of
from coopviewer.exchange.annotations.vocabulary import UUID

MOST_EARLIER = 1_000
"""The most version ids that each of the fields ``replaces`` and ``earlier`` may have; a record with more counts as one
without a version."""


def version_fields(version: Version) -> dict[str, Any]:
    """Return the fields that say, in the record of an annotation, which version it is.

    They are ``version`` (its id), ``replaces`` and ``earlier`` (lists of ids), ``changedBy`` (a person) and ``plain``.
    Empty lists, and ``plain`` if it is false, are left out. Of the versions replaced earlier only the first
    1,000 ids (MOST_EARLIER) are written.
    """
    fields: dict[str, Any] = {
        "version": version.id,
        "replaces": list(version.replaces),
        "earlier": list(version.earlier[:MOST_EARLIER]),
        "changedBy": {"id": f"{UUID}{version.by.uuid}", "type": "Person", "name": version.by.name},
        "plain": version.is_plain,
    }
    return {key: value for key, value in fields.items() if value not in ([], False)}


def read_version(record: Mapping[str, Any], annotation: Annotation) -> Version | None:
    """Return the version that a record says its annotation is; None if it says none, or one that cannot be right.

    The id of a version is computed from the annotation's content. It does not fit any more if another program changed
    the annotation and left the fields of the version as they were.
    """
    if "version" not in record:
        return None
    replaces, earlier = (_ids(record.get(key, [])) for key in ("replaces", "earlier"))
    by = _person(record.get("changedBy"))
    if replaces is None or earlier is None or by is None:
        return None
    made = make_version(annotation, by, replaces, earlier, is_plain=record.get("plain") is True)
    return made if made.id == record["version"] else None


def _ids(value: Any) -> tuple[str, ...] | None:
    """Return the ids of versions in a value; None if it is no list of ids."""
    if not isinstance(value, list) or len(value) > MOST_EARLIER or not all(map(is_version_id, value)):
        return None
    return tuple(value)


def _person(value: Any) -> Person | None:
    """Return the person in a value, if it is as this program writes one; else None."""
    if not isinstance(value, dict) or not isinstance(value.get("id"), str) or not value["id"].startswith(UUID):
        return None
    try:
        return Person(uuid_of(value["id"]), text(value.get("name", ""), LONGEST_NAME))
    except Refused:
        return None
