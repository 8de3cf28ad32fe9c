"""The way to exporting and importing annotations: it comes with its first use."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from coopviewer.app.annotations.files.transfer_controller import TransferController


class TransferringDoor(QObject):
    """Makes the flow when something is exported or imported."""

    def __init__(
        self, doors: AnnotationServices, reading: ReadingService, window: MainWindow, today: Callable[[], date]
    ) -> None:
        """Join the actions from now on."""
        super().__init__(window)
        self._doors, self._reading, self._window, self._today = doors, reading, window, today
        self._controller: TransferController | None = None
        actions = window.actions_by_id
        actions[ActionId.EXPORT_ANNOTATIONS].triggered.connect(self._export_all)
        actions[ActionId.IMPORT_ANNOTATIONS].triggered.connect(self._import)

    @property
    def controller(self) -> "TransferController":
        """The flow of exporting and importing."""
        if self._controller is None:
            from coopviewer.app.annotations.files.transfer_controller import (
                TransferController,  # deferred: comes with its first use
            )

            self._controller = TransferController(self._doors, self._reading, self._window, self._today)
        return self._controller

    def stop(self) -> None:
        """Let what is under way end, since the window is being closed."""
        if self._controller is not None:
            self._controller.cancel()

    @Slot(object)
    def export(self, selected: tuple[str, ...]) -> None:
        """Export annotations that are selected in a list."""
        self.controller.export(selected)

    @Slot()
    def _export_all(self) -> None:
        self.controller.export()

    @Slot()
    def _import(self) -> None:
        self.controller.import_file()
