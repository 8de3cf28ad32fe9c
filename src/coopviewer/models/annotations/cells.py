"""What stands in the cells of a table of annotations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from html import escape
from typing import NamedTuple

from PySide6.QtGui import QIcon, QPixmap

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation
from coopviewer.domain.annotations.edits import EditKind
from coopviewer.domain.reference.vocabulary import EntryKind

_LONGEST = 300  # code points of a text in a row; the tool tip shows more
_LONGEST_TIP = 1500
ELLIPSIS = "…"
_KINDS = {str(kind): kind for kind in EntryKind}


class AnnotationColumn(IntEnum):
    """The columns, in order."""

    ENTRY = 0
    QUOTATION = 1
    NOTE = 2
    TAGS = 3
    COLOUR = 4
    STATUS = 5
    AUTHOR = 6
    CHANGED = 7


EDITS: Mapping[int, EditKind] = {
    AnnotationColumn.NOTE: EditKind.SET_BODY,
    AnnotationColumn.TAGS: EditKind.SET_TAGS,
    AnnotationColumn.COLOUR: EditKind.SET_COLOUR,
    AnnotationColumn.STATUS: EditKind.SET_STATUS,
}
"""The columns that can be edited, and what an edit of each does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """The words of the table: headers in the order of the columns, and how values are named.

    ``unsaved`` stands before the text of a note that could not be written.
    """

    headers: Sequence[str]
    status: Callable[[AnnotationStatus], str]
    colour: Callable[[Colour], str]
    motivation: Callable[[Motivation], str]
    moment: Callable[[datetime], str]
    unsaved: str
    icon: Callable[[EntryKind | None], QIcon]


class ShownCell(NamedTuple):
    """What is drawn of a cell: its text, a picture before it, None: without one, and whether it is drawn softly."""

    text: str
    picture: QIcon | QPixmap | None
    is_soft: bool


class AnnotationCells:
    """Writes the cells of annotations; ``titles`` are those of their entries, by id, as they become known.

    ``unsaved`` are texts of notes that could not be written, by the uuids of their annotations.
    """

    def __init__(self, words: TableWords) -> None:
        """Know no titles yet."""
        self.words = words
        self.titles: dict[str, str] = {}
        self.unsaved: dict[str, str] = {}

    def shown(self, annotation: Annotation, column: int) -> str:
        """Give what a cell shows, in one line."""
        match column:
            case AnnotationColumn.ENTRY:
                return self._title(annotation.entry_id)
            case AnnotationColumn.QUOTATION:
                return f"“{_line(annotation.quotation)}”" if annotation.quotation else ""
            case AnnotationColumn.NOTE:
                return self._note(annotation)
            case AnnotationColumn.TAGS:
                return ", ".join(annotation.tags)
            case AnnotationColumn.COLOUR:
                return self.words.colour(annotation.colour) if annotation.colour else ""
            case AnnotationColumn.STATUS:
                return self.words.status(annotation.status) if annotation.status else ""
            case AnnotationColumn.AUTHOR:
                return _line(annotation.creator.name)
        return self.words.moment(annotation.modified)

    def all_shown(self, column: int) -> tuple[str, ...]:
        """Give all that a column of few values can show, and of moments some that are as wide as any; else nothing."""
        match column:
            case AnnotationColumn.COLOUR:
                return tuple(map(self.words.colour, Colour))
            case AnnotationColumn.STATUS:
                return tuple(map(self.words.status, AnnotationStatus))
            case AnnotationColumn.CHANGED:
                return tuple(self.words.moment(datetime(2028, month, 28, 12, tzinfo=UTC)) for month in range(1, 13))
        return ()

    def tip(self, annotation: Annotation, column: int) -> str:
        """Give the tool tip of a cell, as HTML; empty: none."""
        if column == AnnotationColumn.NOTE:
            text = self.unsaved.get(annotation.uuid, annotation.body) or self.words.motivation(annotation.motivation)
        elif column == AnnotationColumn.QUOTATION:
            text = annotation.quotation
        else:
            text = self.shown(annotation, column)
        # escaped: what begins like markup would be taken for it
        return f'<p style="white-space: pre-wrap">{escape(_cut(text, _LONGEST_TIP))}</p>' if text else ""

    def edited(self, annotation: Annotation, column: int) -> str | None:
        """Give what the editor of a cell begins with; None where it has none."""
        match column:
            case AnnotationColumn.NOTE:
                return self.unsaved.get(annotation.uuid, annotation.body)
            case AnnotationColumn.TAGS:
                return ", ".join(annotation.tags)
            case AnnotationColumn.COLOUR:
                return str(annotation.colour or "")
            case AnnotationColumn.STATUS:
                return str(annotation.status or "")
        return None

    def is_unsaid(self, annotation: Annotation, column: int) -> bool:
        """Tell whether a cell names what an annotation is, for want of words of its own."""
        return column == AnnotationColumn.NOTE and not annotation.body and annotation.uuid not in self.unsaved

    def icon(self, annotation: Annotation) -> QIcon:
        """Give the icon of the kind of its entry."""
        return self.words.icon(_KINDS.get(annotation.entry_id.partition("/")[0]))

    def _note(self, annotation: Annotation) -> str:
        unsaved = self.unsaved.get(annotation.uuid)
        if unsaved is not None:
            return f"{self.words.unsaved} {_line(unsaved)}"
        said = _line(annotation.body)
        if annotation.target_entry_id is not None:
            return f"→ {self._title(annotation.target_entry_id)}" + (f": {said}" if said else "")
        return said or ("" if annotation.quotation else self.words.motivation(annotation.motivation))

    def _title(self, entry_id: str) -> str:
        return _line(self.titles.get(entry_id, entry_id))


def _line(text: str) -> str:
    """Write a text in one line, cut where it is long."""
    return _cut(" ".join(text[: 4 * _LONGEST].split()), _LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}{ELLIPSIS}"
