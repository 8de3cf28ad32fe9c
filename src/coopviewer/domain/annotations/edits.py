"""Edits that can be applied to many annotations in one step, their labels, and tags as one text."""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from coopviewer.domain.annotations.annotation import (
    Annotation,
    AnnotationStatus,
    Colour,
    distinct_tags,
    is_cut_tag,
    sorted_tags,
    tag_key,
)
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.values import value

# patterns are compiled when they are used first
_OPEN = r'(?:^|,)[\s#]*"(?:[^"]|"")*$'
_QUOTED = r'"((?:[^"]|"")*)"'
_TAG = r'((?:[\s#]*"(?:[^"]|"")*"\s*(?=,|$))|[^,]*)(?:,|$)'


class EditKind(StrEnum):
    """The kind of an edit; RESTORE takes an annotation out of the bin."""

    SET_STATUS = "set-status"
    SET_COLOUR = "set-colour"
    SET_BODY = "set-body"
    SET_TAGS = "set-tags"
    ADD_TAG = "add-tag"
    REMOVE_TAG = "remove-tag"
    SET_ONLY_MINE = "set-only-mine"
    MOVE_TO_BIN = "move-to-bin"
    RESTORE = "restore"


@value(frozen=True, slots=True)
class AnnotationEdit:
    """One edit of annotations, such as setting their status.

    What ``value`` is depends on the kind: for a status or colour, a value of AnnotationStatus or Colour, None to clear
    it; for a note, its text; for tags, the tags as one text that ``join_tags`` writes; for SET_ONLY_MINE any text means
    yes, None means no. For moving into the bin and out of it, it is None.
    """

    kind: EditKind
    value: str | None = None

    def apply(self, annotation: Annotation, at: datetime) -> Annotation:
        """Return the edited annotation as its next revision, or the same object where nothing would change.

        ``at`` is the time of the change. Raises ValueError for a status or colour that is none of the enumeration.
        """
        changes = self._changes(annotation, at)
        wanted = {name: value for name, value in changes.items() if getattr(annotation, name) != value}
        return annotation.changed(at, **wanted) if wanted else annotation

    def _changes(self, annotation: Annotation, at: datetime) -> dict[str, object]:
        value = self.value or ""
        match self.kind:
            case EditKind.SET_STATUS:
                return {"status": AnnotationStatus(value) if value else None}
            case EditKind.SET_COLOUR:
                return {"colour": Colour(value) if value else None}
            case EditKind.SET_BODY:
                return {"body": value}
            case EditKind.SET_TAGS:
                return {"tags": sorted_tags(split_tags(value))}
            case EditKind.ADD_TAG:
                return {"tags": sorted_tags(with_tags(annotation.tags, value))}
            case EditKind.REMOVE_TAG:
                removed = set(map(tag_key, split_tags(value)))
                return {"tags": tuple(tag for tag in annotation.tags if tag_key(tag) not in removed)}
            case EditKind.SET_ONLY_MINE:
                return {"only_mine": bool(value)}
            case EditKind.MOVE_TO_BIN:
                return {"deleted_at": annotation.deleted_at or at}
            case EditKind.RESTORE:
                return {"deleted_at": None}

    def label(self, count: int) -> str:
        """Return the label by which the journal names this edit, as JSON: ``{"kind": "set-status", "count": 3}``.

        ``count`` is the number of annotations that are edited. The label has the tags that are added or removed, as in
        ``{"kind": "add-tag", "tag": "Niger, grants", "count": 3}``, but no other value of an edit. If a status,
        a colour or *only mine* is cleared, the kind is ``remove-status``, ``remove-colour`` or ``remove-only-mine``.
        The label of a note's edit is ``{"kind": "edit-note"}``.
        """
        match self.kind:
            case EditKind.SET_BODY:
                return operation("edit-note")
            case EditKind.SET_STATUS | EditKind.SET_COLOUR | EditKind.SET_ONLY_MINE if not self.value:
                return operation(self.kind.replace("set", "remove"), count=count)
            case EditKind.ADD_TAG | EditKind.REMOVE_TAG:
                return operation(self.kind, tag=", ".join(split_tags(self.value or "")), count=count)
        return operation(self.kind, count=count)


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a text, separated by commas, each as it is stored.

    Of tags that differ only in case the first is taken. Blank tags are left out. A tag in quotation marks may hold
    commas; two quotation marks within it stand for one.
    """
    return distinct_tags(_unquoted(text[start:end]) for start, end in tag_ranges(text))


def join_tags(tags: Iterable[str]) -> str:
    """Return tags, each as it is stored, as one text such as ``sea, "land, air"``, which ``split_tags`` reads back."""
    return ", ".join(map(quoted_tag, tags))


def quoted_tag(tag: str) -> str:
    """Return a tag as ``split_tags`` reads it: in quotation marks if it holds a comma or begins with such a mark.

    Quotation marks within these are doubled: ``a "b", c`` becomes ``"a ""b"", c"``.
    """
    return '"' + tag.replace('"', '""') + '"' if "," in tag or tag.startswith('"') else tag


def has_cut_tag(text: str) -> bool:
    """Return whether one of a text's tags, parted by commas, is too long to be stored whole: over 200 code points."""
    return any(is_cut_tag(_unquoted(text[start:end])) for start, end in tag_ranges(text))


def is_open_tag(text: str) -> bool:
    """Return whether the last tag of a text begins with a quotation mark and has not ended, as while it is typed."""
    return re.search(_OPEN, text) is not None


def tag_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges between the commas that part tags, half-open, in code points; some may be empty."""
    return [match.span(1) for match in re.finditer(_TAG, text)]


def _unquoted(part: str) -> str:
    stripped = part.strip().lstrip("#").lstrip()
    match = re.fullmatch(_QUOTED, stripped)
    return match[1].replace('""', '"') if match else part


def with_tags(tags: tuple[str, ...], more: str) -> tuple[str, ...]:
    """Return ``tags``, followed by the tags in the text ``more``, which are separated by commas.

    A tag that ``tags`` has already keeps the spelling it has there.
    """
    return distinct_tags((*tags, *split_tags(more)))


def retag_label(names: tuple[str, ...], to: str | None) -> str:
    """Return the label by which the journal names a renaming, merging or deleting of tags, as JSON.

    ``names`` are the tags that are renamed, merged or deleted, at least one; ``to`` is the new name, None: they are
    deleted. The label depends on both:

        deleted: ``{"kind": "delete-tags", "tag": "visa", "count": 2}``, with the first name and the number of names
        one renamed: ``{"kind": "rename-tag", "tag": "visa", "to": "visas"}``
        several merged: ``{"kind": "merge-tags", "to": "visas", "count": 2}``
    """
    if to is None:
        return operation("delete-tags", tag=names[0], count=len(names))
    if len(names) == 1:
        return operation("rename-tag", tag=names[0], to=to)
    return operation("merge-tags", to=to, count=len(names))


def written_label(before: Annotation | None, now: Annotation) -> str:
    """Return the label by which the journal names a change in an editor, such as ``{"kind": "tag"}``.

    Of note, status, tags, colour, link and ``only_mine``, in this order, it names the first that differs; the note if
    none does. ``before`` None: a new annotation.
    """
    if now.body != (before.body if before else ""):
        return operation("write-note" if before is None or before.revision == 0 else "edit-note")
    for kind, old, new in (
        ("give-status", before and before.status, now.status),
        ("tag", before.tags if before else (), now.tags),
        ("give-colour", before and before.colour, now.colour),
        ("link", before and before.target_entry_id, now.target_entry_id),
        (
            EditKind.SET_ONLY_MINE if now.only_mine else "remove-only-mine",
            bool(before and before.only_mine),
            now.only_mine,
        ),
    ):
        if old != new:
            return operation(kind)
    return operation("edit-note")
