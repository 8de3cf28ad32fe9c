"""Controller of the status bar and of the notes in the window's title: open reference and annotations file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer import paths
from coopviewer.app.context import AppContext
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.file_kinds import full_path
from coopviewer.models.language import language
from coopviewer.rendering.words.reference_words import as_of_status, count_of_kind

if TYPE_CHECKING:
    from coopviewer.domain.annotations.backups import OpenFile

_COUNTED = (EntryKind.COUNTRY, EntryKind.PROJECT, EntryKind.NETWORK)


class StatusController(QObject):
    """Shows the open reference with its numbers of entries, and the annotations file, in the status bar.

    Counted are countries, projects and networks.

    The window's title has the path of the reference unless it is the bundled one, the path of the annotations file
    unless it is the default one, and says if annotations are read-only.
    """

    def __init__(self, context: AppContext) -> None:
        """Show the open reference, now and whenever it changes."""
        super().__init__(context.window)
        self._reading, self._outline_service, self._window = context.reading, context.outline_service, context.window
        self._usual_annotations = context.files.annotations
        self._kept = self._kept_in(context.annotations_path())
        self._reading.reference_opened.connect(self._show)
        self._show()

    @Slot(object)
    def show_file(self, file: "OpenFile") -> None:
        """Show the path of the open annotations file, and whether it is read-only."""
        if file.read_only:
            self._kept = self.tr("annotations read only, in {path}").format(path=short_path(file.path))
        else:
            self._kept = self._kept_in(file.path)
        usual = file.path == full_path(self._usual_annotations)
        notes = ("" if usual else short_path(file.path), self.tr("annotations read only") if file.read_only else "")
        self._window.title_line.note(annotations=" · ".join(filter(None, notes)))
        self._show()

    def _kept_in(self, path: Path) -> str:
        return self.tr("annotations in {path}").format(path=short_path(path))

    @Slot()
    def _show(self) -> None:
        edition, tr = self._reading.reference.edition, language()
        found = self._outline_service.counts()
        counts = tr.listed(count_of_kind(kind, found[kind], tr) for kind in _COUNTED if kind in found)
        parts = (edition.title, as_of_status(edition, tr), counts or tr("no entries"), self._kept, tr("no network"))
        self._window.status_bar.label.set_whole_text(" · ".join(filter(None, parts)))
        usual = full_path(self._reading.reference.path) == full_path(paths.reference_file())
        self._window.title_line.note(reference="" if usual else short_path(self._reading.reference.path))


def short_path(path: Path) -> str:
    """Return a path for display, with ``~`` for the user's home folder; a path elsewhere is unchanged."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # elsewhere, or nobody's home is known
        return str(path)
