"""The annotations file of one window: opening it, counts in the navigator, backups, undo, and re-anchoring.

It is loaded without the annotation pane and the highlights, which app/annotations/feature.py has.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.browser.review_controller import ReviewController
from coopviewer.app.annotations.files.backup_controller import BackupController
from coopviewer.app.annotations.files.rescue_controller import RescueController
from coopviewer.app.annotations.files.undo_controller import UndoController
from coopviewer.app.annotations.page.badge_controller import BadgeController
from coopviewer.app.annotations.page.own_controller import OwnController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition

if TYPE_CHECKING:
    from coopviewer.app.annotations.files.team_controller import TeamController


class AnnotationFileFeature(QObject):
    """Owns the services on the annotations file, and the controllers that work without the annotation pane."""

    def __init__(self, context: AppContext) -> None:
        """Create the services and controllers, ``team`` only on first use; no file is open before ``open_file``."""
        super().__init__(context.window)
        self._context = context
        self._was_asked = False
        self.services = AnnotationServices(context.reference.edition.dataset, self)
        self.badges = BadgeController(context, self.services)
        self.own = OwnController(context, self.services)
        self.backups = BackupController(context, self.services)
        self.rescue = RescueController(context, self.services)
        self.undo = UndoController(context, self.services)
        self.review = ReviewController(context, self.services)
        context.reading.reference_opened.connect(self._use_reference)
        self.services.file_session.failed.connect(self._show_fault)
        self.services.file_session.opened.connect(self._show_notice)
        self.services.file_session.damage_found.connect(context.window.show_fault)

    @cached_property
    def team(self) -> "TeamController":
        """The controller of the team folder, created on first use: for a file that is in a team, or for the dialog."""
        made: type[TeamController] = load("team")
        return made(self._context, self.services)

    @property
    def fault(self) -> EnvironmentFault | None:
        """Why no annotations file is open; None if one is open, or before opening was tried."""
        return self.services.fault

    def open_file(self, path: Path, *, chosen: bool) -> None:
        """Have the annotations file opened in the background; a second call does nothing.

        The file is created if it is missing, unless it was ``chosen`` by the user earlier: then a missing file is a
        fault.
        """
        if self._was_asked:
            return
        self._was_asked = True
        if chosen:
            self.services.file_session.open_existing(path)
        else:
            self.services.file_session.open(path)

    def stop(self) -> None:
        """End re-anchoring, renew the day's backup, send to the team what was not sent yet, and close the file.

        The backup is renewed only if annotations were changed. Waits at most 5 seconds until re-anchoring has ended,
        then at most 10 until the rest is done. If the time is too short, the process ends all the same: the day's
        backup then stays as it was, and what was not sent is sent after the next start. What the user wrote was saved
        before the window closed, unless the user chose to close it all the same.
        """
        self.review.reanchoring.stop()
        self.backups.finish()
        if "team" in vars(self):
            self.team.finish()
        self.services.file_session.finish()

    @Slot(object)
    def _use_reference(self, edition: Edition) -> None:
        self.services.file_session.use(edition.dataset)

    @Slot(object)
    def _show_fault(self, fault: EnvironmentFault) -> None:
        if self.services.file_session.file is None:
            self.services.fault = fault
        if not self.rescue.handles(fault):
            self._context.window.show_fault(fault)

    @Slot(object)
    def _show_notice(self, file: OpenFile) -> None:
        self.services.fault = None
        if file.in_team or "team" in vars(self):
            self.team.use(file)
        if file.notice is not None:
            self._context.window.show_status(self._context.window.words_of(file.notice))
