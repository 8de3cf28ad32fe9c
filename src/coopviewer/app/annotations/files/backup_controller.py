"""Controller of automatic backups: the daily backup of the annotations file, renewed when the window closes."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.backups import OpenFile

_FIRST_AFTER = 20_000  # milliseconds; the copy of a large file would delay the first page
_EVERY = 1_800_000  # milliseconds; a window may stay open for days


class BackupController(QObject):
    """Requests the daily backup of the open annotations file 20 seconds after opening, and again every half hour.

    A file that has no backup at all is backed up after its first change. When the window closes, ``finish`` has the
    backup of the day renewed. After a daily backup, what was in the bin for 90 days is deleted, unless something still
    needs it.
    """

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Make backups of every annotations file that is opened from now on."""
        super().__init__(context.window)
        self._services = services
        self._is_changed = False
        self._path: Path | None = None
        self.looking_after = QTimer(self)
        self.looking_after.timeout.connect(self._look_after)
        services.file_session.opened.connect(self._begin)
        services.writer.annotations_changed.connect(self._note_change)

    def finish(self) -> None:
        """Have the backup of the day renewed in the background if annotations were changed since the file opened.

        If nothing was changed since the last backup, that one stays.
        """
        if self._is_changed:
            self._services.backups.look_after(renew=True)

    @Slot(object)
    def _begin(self, file: OpenFile) -> None:
        if file.path != self._path:
            self._path, self._is_changed = file.path, False
        self.looking_after.start(_FIRST_AFTER)

    @Slot()
    def _look_after(self) -> None:
        self._services.backups.look_after()
        self.looking_after.start(_EVERY)

    @Slot()
    def _note_change(self) -> None:
        """After the first change of a file, have a backup made if there is none yet: later it may be too late."""
        if not self._is_changed:
            self._is_changed = True
            self._services.backups.begin()
