"""Edits that can be applied to many annotations in one step."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, clean_tag, sorted_tags
from coopviewer.domain.annotations.operations import operation


class EditKind(StrEnum):
    """The kind of an edit."""

    SET_STATUS = "set-status"
    SET_COLOUR = "set-colour"
    SET_BODY = "set-body"
    SET_TAGS = "set-tags"
    ADD_TAG = "add-tag"
    REMOVE_TAG = "remove-tag"
    MOVE_TO_BIN = "move-to-bin"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class AnnotationEdit:
    """One edit.

    ``value`` is a value of AnnotationStatus or Colour, None to clear it; the text of a note; a tag; or several tags,
    separated by commas. It is None for moving to and restoring from the bin.
    """

    kind: EditKind
    value: str | None = None

    def apply(self, annotation: Annotation, at: datetime) -> Annotation:
        """Return the edited annotation as its next revision, or the same object where nothing would change."""
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
                removed = {value.casefold(), *(tag.casefold() for tag in split_tags(value))}
                return {"tags": tuple(tag for tag in annotation.tags if tag.casefold() not in removed)}
            case EditKind.MOVE_TO_BIN:
                return {"deleted_at": annotation.deleted_at or at}
            case EditKind.RESTORE:
                return {"deleted_at": None}

    def label(self, count: int) -> str:
        """Return the label of the operation for the journal; ``count`` is the number of annotations."""
        match self.kind:
            case EditKind.SET_BODY:
                return operation("edit-note")
            case EditKind.SET_STATUS | EditKind.SET_COLOUR if not self.value:
                return operation(self.kind.replace("set", "remove"), count=count)
            case EditKind.ADD_TAG | EditKind.REMOVE_TAG:
                return operation(self.kind, tag=self.value, count=count)
        return operation(self.kind, count=count)


def split_tags(text: str) -> tuple[str, ...]:
    """Return tags separated by commas, each as it is stored, in the given order.

    Of tags that differ only in case the first is returned.
    """
    found: dict[str, str] = {}
    for part in text.split(","):
        tag = clean_tag(part)
        if tag:
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def with_tags(tags: tuple[str, ...], more: str) -> tuple[str, ...]:
    """Return tags with more of them, separated by commas; one that is there in another case stays as it is."""
    known = {tag.casefold() for tag in tags}
    return (*tags, *(tag for tag in split_tags(more) if tag.casefold() not in known))


def retag_label(names: tuple[str, ...], to: str | None) -> str:
    """Return the label of renaming, merging or deleting tags for the journal; ``to`` is the new name, None: deleted."""
    if to is None:
        return operation("delete-tags", tag=names[0], count=len(names))
    if len(names) == 1:
        return operation("rename-tag", tag=names[0], to=to)
    return operation("merge-tags", to=to, count=len(names))


def written_label(before: Annotation | None, now: Annotation) -> str:
    """Return the label of a change in an editor for the journal; ``before`` is None for a new annotation."""
    if now.body != (before.body if before else ""):
        return operation("write-note" if before is None or before.revision == 0 else "edit-note")
    for kind, old, new in (
        ("give-status", before and before.status, now.status),
        ("tag", before.tags if before else (), now.tags),
        ("give-colour", before and before.colour, now.colour),
        ("link", before and before.target_entry_id, now.target_entry_id),
    ):
        if old != new:
            return operation(kind)
    return operation("edit-note")
