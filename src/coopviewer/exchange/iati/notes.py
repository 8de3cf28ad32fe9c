"""Collects what is noted while projects are written as IATI."""

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.exchange.iati.choices import IatiNote


class NoteCollector:
    """Collects notes on projects while the projects are written as IATI.

    A note has a code, such as ``no-sector``. If the same code is noted several times on one project, this is one note
    with all the different values.
    """

    def __init__(self) -> None:
        """Start without notes; those added before ``begin`` is called are on the file as a whole."""
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
        """Add a note with the code ``what`` on the project that ``begin`` named last; before any, on the whole file.

        If the project has a note of this code already, only ``value`` is added to that note. If ``value`` is empty, a
        new note has no value, and a note that is there stays as it is.
        """
        self._add((what, self._entry_id, self._title), value)

    def add_on_file(self, what: str, value: str) -> None:
        """Add a note with the code ``what`` on the file as a whole, not on a project.

        If the file has a note of this code already, only ``value`` is added to that note. If ``value`` is empty, a new
        note has no value, and a note that is there stays as it is.
        """
        self._add((what, "", ""), value)

    def _add(self, key: tuple[str, str, str], value: str) -> None:
        values = self._values.setdefault(key, {})
        if value:
            values[value] = None
