"""A base for controllers that write files in the background: shows progress, lets the user cancel, shows faults."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.widgets.shell.work_bar import WorkBar
from coopviewer.workspace.long_work import LongWork


class ExportController(QObject):
    """Shows the progress of one service in the status bar, where the user can cancel it, and shows why it failed.

    A subclass asks what to write, starts the service, and connects the service's signal of the result to a method of
    its own. That method first calls ``end``.
    """

    def __init__(self, context: AppContext, service: LongWork) -> None:
        """Start without work; ``service`` becomes a child of the controller, and is cancelled as the window closes."""
        super().__init__(context.window)
        self._context, self._window = context, context.window
        service.setParent(self)
        service.progressed.connect(self._show_progress)
        service.cancelled.connect(self._say_cancelled)
        service.failed.connect(self._say_failed)
        self._window.closing.connect(service.stop)
        self.work = WorkBar(self._window)
        """The progress of work that takes long, in the status bar."""
        self.work.cancelled.connect(service.cancel)
        self._window.status_bar.add_at_end(self.work)

    def doing(self) -> str:
        """Return the words for the status bar during the work, as "Saving the list"; subclasses must override it."""
        raise NotImplementedError

    def nothing_written(self) -> str:
        """Return the sentence for the status bar after the work was cancelled: that nothing was written."""
        return self.tr("Cancelled: nothing was written.")

    def show_begun(self) -> None:
        """Show in the status bar that the work has begun."""
        self._window.show_status(f"{self.doing()}…")

    def end(self, said: str) -> None:
        """Hide the progress, and show in the status bar how the work ended; an empty text clears it."""
        self.work.end()
        self._window.show_status(said)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self.work.show_progress(self.doing(), done, total)

    @Slot()
    def _say_cancelled(self) -> None:
        self.end(self.nothing_written())

    @Slot(object)
    def _say_failed(self, fault: EnvironmentFault) -> None:
        self.end("")
        self._window.show_fault(fault)
