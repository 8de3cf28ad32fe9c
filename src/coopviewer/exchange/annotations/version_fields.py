"""The fields of an annotation in a file that say which version it is, and which versions it replaces."""

from collections.abc import Mapping
from typing import Any

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.version import Version, is_version_id, make_version
from coopviewer.exchange.annotations.jsonld_values import LONGEST_NAME, Refused, text, uuid_of
from coopviewer.exchange.annotations.vocabulary import UUID

MOST_EARLIER = 1_000
"""The most ids of earlier versions, and of replaced ones, that a record names; one with more says no version."""


def version_fields(version: Version) -> dict[str, Any]:
    """Return a version as fields of its annotation's record; empty lists, and ``plain`` if it is false, are left out.

    Of its earlier versions the first MOST_EARLIER are named.
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
    """Return the version of an annotation that a record says; None if it says none that fits its content.

    The content may have been changed by another program, which left the fields of the version as they were.
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
