"""Texts, icons and tool tips of the cells in a table of annotations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtGui import QIcon, QPixmap

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation
from coopviewer.domain.annotations.edits import EditKind, join_tags
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.text.markup import escape
from coopviewer.models.roles import LONGEST_TIP

_LONGEST = 300  # code points of a text in a cell; the tool tip shows more
ELLIPSIS = "…"
_KINDS = {str(kind): kind for kind in EntryKind}


class AnnotationColumn(IntEnum):
    """The columns of the table of annotations, in the order in which they are shown."""

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
"""The columns that can be edited, each with the kind of edit that it makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLabels:
    """The labels of the table of annotations: its headers in the order of the columns, and functions that name values.

    ``unsaved`` is put before a note, or before tags, that could not be saved. ``icon`` returns the icon of a kind of
    entry; it takes None for an unknown kind.
    """

    headers: Sequence[str]
    status: Callable[[AnnotationStatus], str]
    colour: Callable[[Colour], str]
    motivation: Callable[[Motivation], str]
    moment: Callable[[datetime], str]
    unsaved: str
    icon: Callable[[EntryKind | None], QIcon]


class ShownCell(NamedTuple):
    """What is drawn in a cell: its text, the picture before it (None for no picture), and the colour of the text.

    ``is_soft``: the text is drawn in the theme's ``soft`` colour, which is for secondary text.
    """

    text: str
    picture: QIcon | QPixmap | None
    is_soft: bool


class AnnotationCells:
    """Writes the texts of cells; a ``column`` is a number of AnnotationColumn.

    ``titles`` maps the ids of entries to their titles, as far as they are known. ``unsaved`` maps the uuids of
    annotations to the texts of their notes that could not be saved, ``unsaved_tags`` to such tags, as one line.
    """

    def __init__(self, labels: TableLabels) -> None:
        """Start without titles of entries, and without notes and tags that could not be saved."""
        self.labels = labels
        self.titles: dict[str, str] = {}
        self.unsaved: dict[str, str] = {}
        self.unsaved_tags: dict[str, str] = {}

    def display_text(self, annotation: Annotation, column: int) -> str:
        """Return the text that a cell shows, as one line; empty if it has none.

        Titles, quotations, notes and authors are cut at 300 code points each, tags are not. An entry that is not in
        ``titles`` is shown by its id. ``labels.unsaved`` is shown before unsaved tags and an unsaved note. A saved
        note on a link to another entry is followed by an arrow and the title of that entry. An annotation without note,
        link and quotation is shown in the column of notes by its kind.
        """
        match column:
            case AnnotationColumn.ENTRY:
                return self._title(annotation.entry_id)
            case AnnotationColumn.QUOTATION:
                return f"“{_one_line(annotation.quotation)}”" if annotation.quotation else ""
            case AnnotationColumn.NOTE:
                return self._note(annotation)
            case AnnotationColumn.TAGS if annotation.uuid in self.unsaved_tags:
                return f"{self.labels.unsaved} {self.unsaved_tags[annotation.uuid]}"
            case AnnotationColumn.TAGS:
                return join_tags(annotation.tags)
            case AnnotationColumn.COLOUR:
                return self.labels.colour(annotation.colour) if annotation.colour else ""
            case AnnotationColumn.STATUS:
                return self.labels.status(annotation.status) if annotation.status else ""
            case AnnotationColumn.AUTHOR:
                return _one_line(annotation.creator.name)
        return self.labels.moment(annotation.modified)

    def whole_text(self, annotation: Annotation, column: int) -> str:
        """Return the text of a cell in full, to be copied: a cell shows only the beginning of a long one.

        A quotation is without quotation marks, an unsaved note without ``labels.unsaved``; unsaved tags are as they are
        shown. Empty if the cell has no text, or if its note was emptied and that could not be saved.
        """
        match column:
            case AnnotationColumn.ENTRY:
                return self.titles.get(annotation.entry_id, annotation.entry_id)
            case AnnotationColumn.QUOTATION:
                return annotation.quotation
            case AnnotationColumn.NOTE:
                return self._whole_note(annotation)
            case AnnotationColumn.AUTHOR:
                return annotation.creator.name
        return self.display_text(annotation, column)

    def sample_texts(self, column: int) -> tuple[str, ...]:
        """Return texts by which the width of a column can be measured; empty for a column of free text.

        For colour and status these are all texts the column can show, for dates one of each month.
        """
        match column:
            case AnnotationColumn.COLOUR:
                return tuple(map(self.labels.colour, Colour))
            case AnnotationColumn.STATUS:
                return tuple(map(self.labels.status, AnnotationStatus))
            case AnnotationColumn.CHANGED:
                return tuple(self.labels.moment(datetime(2028, month, 28, 12, tzinfo=UTC)) for month in range(1, 13))
        return ()

    def tip(self, annotation: Annotation, column: int) -> str:
        """Return the tool tip of a cell as HTML, its text cut at 1,500 characters (LONGEST_TIP); empty for none.

        In the column of notes it has the whole note and the title of the linked entry, or without both the kind of
        annotation; in that of quotations the whole quotation. In other columns it has what the cell shows.
        """
        if column == AnnotationColumn.NOTE:
            text = self.unsaved.get(annotation.uuid, annotation.body)
            if annotation.target_entry_id is not None:
                text = f"{text}\n→ {self._title(annotation.target_entry_id)}".lstrip("\n")
            text = text or self.labels.motivation(annotation.motivation)
        elif column == AnnotationColumn.QUOTATION:
            text = annotation.quotation
        else:
            text = self.display_text(annotation, column)
        # escaped, since Qt would take a text that begins like markup for markup
        return f'<p style="white-space: pre-wrap">{escape(_cut(text, LONGEST_TIP))}</p>' if text else ""

    def editor_text(self, annotation: Annotation, column: int) -> str | None:
        """Return the text that the editor of a cell starts with; None for a column that cannot be edited.

        For a note or tags that could not be saved it is the unsaved text, for colour and status the stored value, empty
        without one, rather than the word that is shown for it.
        """
        match column:
            case AnnotationColumn.NOTE:
                return self.unsaved.get(annotation.uuid, annotation.body)
            case AnnotationColumn.TAGS:
                return self.unsaved_tags.get(annotation.uuid, join_tags(annotation.tags))
            case AnnotationColumn.COLOUR:
                return str(annotation.colour or "")
            case AnnotationColumn.STATUS:
                return str(annotation.status or "")
        return None

    def is_placeholder(self, annotation: Annotation, column: int) -> bool:
        """Return whether a note's cell has no text of the user, so that it only names a kind or a link, or is empty.

        False for all other columns, and for a note that could not be saved.
        """
        return column == AnnotationColumn.NOTE and not annotation.body and annotation.uuid not in self.unsaved

    def icon(self, annotation: Annotation) -> QIcon:
        """Return the icon for the kind in the id of the annotation's entry, ``country`` in ``country/NE``.

        If the id begins with no known kind, return ``labels.icon(None)``.
        """
        return self.labels.icon(_KINDS.get(annotation.entry_id.partition("/")[0]))

    def _note(self, annotation: Annotation) -> str:
        unsaved = self.unsaved.get(annotation.uuid)
        if unsaved is not None:
            return f"{self.labels.unsaved} {_one_line(unsaved)}"
        body = _one_line(annotation.body)
        if annotation.target_entry_id is not None:
            # the words of the note first: a long title would leave no room for them
            return f"{body} → {self._title(annotation.target_entry_id)}".lstrip()
        return body or ("" if annotation.quotation else self.labels.motivation(annotation.motivation))

    def _whole_note(self, annotation: Annotation) -> str:
        text = self.unsaved.get(annotation.uuid, annotation.body)
        if annotation.target_entry_id is not None:
            return f"{text} → {self.titles.get(annotation.target_entry_id, annotation.target_entry_id)}".lstrip()
        return text if text or annotation.uuid in self.unsaved else self._note(annotation)

    def _title(self, entry_id: str) -> str:
        return _one_line(self.titles.get(entry_id, entry_id))


def _one_line(text: str) -> str:
    """Return a text as one line, its white space collapsed, cut with an ellipsis where it is long."""
    return _cut(" ".join(text[: 4 * _LONGEST].split()), _LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}{ELLIPSIS}"
