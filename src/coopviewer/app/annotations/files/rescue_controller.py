"""Controller of rescues: if the open annotations file is damaged, what can still be read is saved in a new file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import full_path
from coopviewer.storage.annotations.file.faults import is_damage

if TYPE_CHECKING:
    from coopviewer.storage.annotations.rescue import Rescued


class RescueController(QObject):
    """If the open file is damaged, saves what can still be read in a new file beside it, and opens the new one.

    It does so without asking, as soon as a fault says that the file is damaged. Drafts (annotations that could not be
    written) are saved in the new file too.
    """

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Watch the faults of the open annotations file from now on; damage starts a rescue."""
        super().__init__(context.window)
        self._services, self._window = services, context.window
        self._settings, self._usual = context.settings, context.files.annotations
        self._drafts: dict[str, Annotation] = {}
        self._failed_for: Path | None = None  # the file that could not be rescued
        self.is_running = False
        """Whether a rescue is in progress; the window stays open until its result is shown."""
        services.file_session.failed.connect(self._consider)
        services.writer.not_saved.connect(self._hold)
        services.writer.saved.connect(self._drop)

    def handles(self, fault: EnvironmentFault) -> bool:
        """Return whether ``fault`` is damage of the open file, so that this controller rescues the file.

        If True, the result of the rescue is reported here, and nobody else needs to show the fault. False also if no
        file is open, or if a rescue of this file has failed before.
        """
        file = self._services.file_session.file
        return is_damage(fault) and file is not None and file.path != self._failed_for

    def check(self) -> None:
        """Have the open file checked for damage in the background; if it is damaged, it is rescued.

        It is not rescued if that failed before. Nothing happens if no file is open.
        """
        if self._services.file_session.file is not None:
            self._services.backups.check()

    def save_drafts(self) -> None:
        """Rescue the open file, damaged or not, if there are drafts that could not be written.

        To be called when the program is about to end. Nothing happens while a rescue is running.
        """
        if self._drafts and not self.is_running:
            self._start()

    @Slot(object, object)
    def _hold(self, annotation: Annotation, fault: EnvironmentFault) -> None:
        self._drafts[annotation.uuid] = annotation
        self._consider(fault)

    @Slot(str)
    def _drop(self, uuid: str) -> None:
        self._drafts.pop(uuid, None)

    @Slot(object)
    def _consider(self, fault: EnvironmentFault) -> None:
        if self.handles(fault) and not self.is_running:
            self._start()

    def _start(self) -> None:
        self.is_running = True
        self._services.backups.rescue(tuple(self._drafts.values()), self._finish, self._fail)

    def _finish(self, damaged: Path, rescued: "Rescued") -> None:
        """Report a rescue, and store that the new file, which is open now, is opened at the next start."""
        self.is_running = False
        chosen = self._settings.current.annotations_file
        if damaged == full_path(Path(chosen) if chosen else self._usual):
            self._settings.change(annotations_file=str(rescued.path))
        code = "annotations.rescued" if rescued.is_whole else "annotations.rescued-in-part"
        self._window.show_fault(EnvironmentFault(code, path=damaged, rescued=rescued.path))

    def _fail(self, fault: EnvironmentFault) -> None:
        file = self._services.file_session.file
        self.is_running = False
        self._failed_for = file.path if file is not None else None
        self._window.show_fault(EnvironmentFault("annotations.not-rescued", path=self._failed_for, reason=fault))
