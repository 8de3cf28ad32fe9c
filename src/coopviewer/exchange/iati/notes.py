"""Collects what is noted while projects are written as IATI."""

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.exchange.iati.choices import IatiNote


class NoteCollector:
    """The notes on the projects written so far; notes of one code on one project are one, with all different values."""

    def __init__(self) -> None:
        """Start without notes, about no project."""
        self._values: dict[tuple[str, str, str], dict[str, None]] = {}
        self._entry_id, self._title = "", ""

    @property
    def notes(self) -> tuple[IatiNote, ...]:
        """All notes so far, in the order in which each was first added."""
        return tuple(IatiNote(what, title, tuple(values), id) for (what, id, title), values in self._values.items())

    def begin(self, ref: EntryRef) -> None:
        """Take the notes added from now on as notes on this project."""
        self._entry_id, self._title = ref.id, ref.title

    def add(self, what: str, value: str = "") -> None:
        """Add a note on the project of the last ``begin``, by its code; before any, the note is on the file as a whole.

        If it has a note of this code, ``value`` (unless empty) is added to that one.
        """
        self._add((what, self._entry_id, self._title), value)

    def add_on_file(self, what: str, value: str) -> None:
        """Add a note on the file as a whole, or its value to the one of that code; an empty value is not added."""
        self._add((what, "", ""), value)

    def _add(self, key: tuple[str, str, str], value: str) -> None:
        values = self._values.setdefault(key, {})
        if value:
            values[value] = None
