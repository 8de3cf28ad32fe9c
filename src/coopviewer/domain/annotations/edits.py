"""Edits that can be applied to many annotations in one step."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, clean_tag, sorted_tags


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
        """Return the name of the step for the menu; ``count`` is the number of annotations."""
        one = count == 1
        them = "an annotation" if one else f"{count:,} annotations"
        quoted = f"“{self.value}”"
        match self.kind:
            case EditKind.SET_STATUS:
                return f"Set the status of {them}" if self.value else f"Take the status off {them}"
            case EditKind.SET_COLOUR:
                return f"Set the colour of {them}" if self.value else f"Take the colour off {them}"
            case EditKind.SET_BODY:
                return "Edit a note"
            case EditKind.SET_TAGS:
                return f"Edit the tags of {them}"
            case EditKind.ADD_TAG:
                return f"Add the tag {quoted} to {them}"
            case EditKind.REMOVE_TAG:
                return f"Take the tag {quoted} off {them}"
            case EditKind.MOVE_TO_BIN:
                return f"Move {them} to the bin"
            case EditKind.RESTORE:
                return f"Restore {them} from the bin"


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
    """Return the name of renaming, merging or deleting tags, for the menu; ``to`` is the new name, None: deleted."""
    if to is None:
        return f"Delete the tag “{names[0]}”" if len(names) == 1 else f"Delete {len(names):,} tags"
    if len(names) == 1:
        return f"Rename the tag “{names[0]}”"
    return f"Merge {len(names):,} tags into “{to}”"


def written_label(before: Annotation | None, now: Annotation) -> str:
    """Return the name of a change in an editor, for the menu; ``before`` is None for a new annotation."""
    if now.body != (before.body if before else ""):
        return "Write a note" if before is None or before.revision == 0 else "Edit a note"
    for label, old, new in (
        ("Set a status", before and before.status, now.status),
        ("Tag", before.tags if before else (), now.tags),
        ("Set a colour", before and before.colour, now.colour),
        ("Link to an entry", before and before.target_entry_id, now.target_entry_id),
    ):
        if old != new:
            return label
    return "Edit a note"
