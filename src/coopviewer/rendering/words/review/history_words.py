"""Texts of the history of an annotation: its former versions, each with who made it and when."""

from datetime import tzinfo

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.domain.language import Translate
from coopviewer.domain.text.measures import shorten
from coopviewer.rendering.words.age_words import moment_words
from coopviewer.rendering.words.review.conflict_words import state_words

_LONGEST = 80  # code points of a note in a list
_LONGEST_SAME = 30  # code points at the beginning that a note may have in common with another one
_BEFORE = 12  # code points that are shown before a difference


def version_row(version: Version, tr: Translate, zone: tzinfo | None = None, *, beside: str = "") -> str:
    """Return a version in one line: when it was made, by whom, and how its note (or else its quotation) begins.

    The time is in the time zone ``zone``; None: that of the system. A version that deletes the annotation says so at
    the end. At most 80 code points of the note are shown. ``beside`` is the note of another version: if the first 30
    code points or more are the same in both, the shown part begins shortly before the first difference.
    """
    annotation = version.annotation
    note = _from_difference(" ".join((annotation.body or annotation.quotation).split()), " ".join(beside.split()))
    note = shorten(note, _LONGEST)
    parts = (
        moment_words(annotation.modified, tr, zone),
        author_words(version.by, tr),
        tr("“{words}”").format(words=note) if note else "",
        tr("deleted") if annotation.is_deleted else "",
    )
    line = " · ".join(part for part in parts if part)
    return f"\u2068{line}\u2069"  # isolated, so that its day stays in front in a list from right to left


def _from_difference(text: str, other: str) -> str:
    differ = (place for place, (one, two) in enumerate(zip(text, other, strict=False)) if one != two)
    same = next(differ, min(len(text), len(other)))
    if same < _LONGEST_SAME or text == other:
        return text
    start = text.rfind(" ", 0, same - _BEFORE) + 1
    return f"…{text[start:]}" if start else text


def author_words(person: Person, tr: Translate) -> str:
    """Return the name of a person, or that it is not known."""
    return person.name or tr("unknown author")


def state_line(annotation: Annotation, by: Person, tr: Translate, zone: tzinfo | None = None) -> str:
    """Return one line on a version of an annotation: who made it, when, if it is deleted, status, colour, link, tags.

    ``by`` is who made it. The time is in the time zone ``zone``; None: that of the system.
    """
    parts = (author_words(by, tr), moment_words(annotation.modified, tr, zone), *state_words(annotation, tr))
    return " · ".join(part for part in parts if part)


def no_history_words(tr: Translate) -> str:
    """Return the sentence that an annotation has no former version."""
    return tr("This annotation has no former version. Each change of it makes one.")
