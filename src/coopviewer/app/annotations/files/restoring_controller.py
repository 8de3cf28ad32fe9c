"""Controller of the restore dialog: lists the backups, shows what restoring one would change, and restores it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.backups import Backup, Difference
from coopviewer.widgets.annotations.files.restore_dialog import RestoreDialog


class RestoringController(QObject):
    """Shows in a dialog the backups and what restoring one would change, and restores the one that the user chooses."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Create the dialog; ``open`` shows it."""
        super().__init__(context.window)
        self._services, self._names, self._window = services, context.titles, context.window
        self._path = context.annotations_path
        self.dialog = RestoreDialog(context.window)
        self.dialog.backup_chosen.connect(self._compare)
        self.dialog.restore_wanted.connect(self._restore)
        self.dialog.finished.connect(context.window.focus_page)
        services.file_session.opened.connect(self.dialog.close)  # what it shows may be another file's

    def open(self) -> None:
        """Show the dialog; the backups of the open annotations file are read in the background.

        If no file could be opened, they are those of the file that cannot be opened.
        """
        file = self._services.file_session.file
        self.dialog.set_writable(file is None or not file.read_only)
        self.dialog.set_replaces(file is None)
        self.dialog.open_over()
        if file is None:
            self._services.backups.list_backups_of(self._path(), self.dialog.show_backups)
        else:
            self._services.backups.list_backups(self.dialog.show_backups)

    @Slot(object)
    def _compare(self, backup: Backup) -> None:
        self._services.backups.compare(backup.path, partial(self._show, backup.path))

    def _show(self, path: Path, difference: Difference) -> None:
        titles = self._names.titles({each.entry_id for each in difference.examples})
        self.dialog.show_difference(path, difference, titles)

    @Slot(object, bool)
    def _restore(self, backup: Backup, keeps_others: bool) -> None:
        if self._services.file_session.file is None:
            self._services.backups.replace(self._path(), backup.path, self._report_replaced)
        else:
            self._services.backups.restore(backup.path, self._tell, keeps_others=keeps_others)

    def _report_replaced(self, kept: Path | None) -> None:
        self.dialog.close()
        words = self.tr("The backup was restored. The file that could not be opened is kept as {path}.")
        self._window.show_status(words.format(path=kept) if kept else self.tr("The backup was restored."))

    def _tell(self) -> None:
        self.dialog.close()
        self._window.show_status(self.tr("The backup was restored. Edit > Undo takes that back."))
