"""Fields of an annotation that are neither in the W3C's annotation model nor written by this program.

Those in which Hypothesis writes text, tags, author and time of change are understood. The names of the others, if they
have content, are reported as not imported, except those that say nothing more, such as ``links``.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coopviewer.exchange.annotations.jsonld_values import MOST_LISTED

_TAKEN = frozenset(
    (
        *("@context", "id", "@id", "type", "@type", "target", "body", "bodyValue", "motivation", "creator", "created"),
        *("modified", "generated", "revision", "colour", "status", "deleted", "laterAnchor"),
        *("version", "replaces", "earlier", "changedBy", "plain", "otherVersion"),
        *("label", "generator", "uri", "links"),  # they say nothing more, or only which program made the record
    )
)
_PLAIN = ("text", "tags", "user", "user_info", "updated")
_MOST_NAMED = 12  # fields of one record that are named
_LONGEST = 40  # code points of a name


def plain_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what Hypothesis writes in fields of its own (text, tags, user, updated) as fields of the W3C's model.

    A field that the record has in the W3C's form already is left out, so the result may be empty.
    https://h.readthedocs.io/en/latest/api-reference/
    """
    found: dict[str, Any] = {}
    if "body" not in record and "bodyValue" not in record:
        tags = record.get("tags")
        bodies = [{"value": record["text"]}] if isinstance(record.get("text"), str) and record["text"] else []
        if isinstance(tags, list):
            bodies += [{"purpose": "tagging", "value": tag} for tag in tags if isinstance(tag, str)]
        if bodies:
            found["body"] = bodies
    user = record.get("user")
    if "creator" not in record and isinstance(user, str) and user:
        info = record.get("user_info")
        name = info.get("display_name") if isinstance(info, dict) else None
        shown = name if isinstance(name, str) and name else user.removeprefix("acct:")
        found["creator"] = {"id": user, "name": shown}
    if "modified" not in record and isinstance(record.get("updated"), str):
        found["modified"] = record["updated"]
    return found


def fields_not_taken(record: Mapping[str, Any], plain: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of a record's fields that have content but are not wholly imported: at most the first twelve.

    A name is cut after 40 characters. ``plain`` is what ``plain_fields`` returned for the record, so that the fields
    used there count as imported.
    """
    taken = set(_TAKEN)
    if "body" in plain:
        tags = record.get("tags")
        taken |= {"text"} if isinstance(record.get("text"), str) else set()
        taken |= {"tags"} if isinstance(tags, list) and all(isinstance(tag, str | None) for tag in tags) else set()
    if "creator" in plain:
        taken |= {"user", "user_info"}
    if "modified" in plain:
        taken.add("updated")
    names = [name for name, value in record.items() if name not in taken and value not in (None, "", [], {}, False)]
    return _shown(names)


def doubled_in(record: Any, doubled: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """Return the keys that are twice in one JSON object, of all objects in a record.

    At most twelve are returned, each once and cut after 40 characters; only the first 1,000 values in the record are
    searched. ``doubled`` has the doubled keys of each object of the file, found when it was parsed, by the object's
    ``id()``.
    """
    return _shown([name for each in _objects(record) for name in doubled.get(id(each), ())])


def _objects(record: Any) -> Iterator[dict[str, Any]]:
    pending, seen = [record], 0
    while pending and seen < MOST_LISTED:
        each = pending.pop()
        seen += 1
        if isinstance(each, dict):
            yield each
            pending += each.values()
        elif isinstance(each, list):
            pending += each


def _shown(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name[:_LONGEST] for name in dict.fromkeys(names))[:_MOST_NAMED]
