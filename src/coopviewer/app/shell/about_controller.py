"""*About coopviewer*: versions, files and licences, and from there the licences of all parts."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox

from coopviewer import paths
from coopviewer.app.shell.about import about_text
from coopviewer.widgets.common.dialogs import open_box
from coopviewer.widgets.common.text_dialog import TextDialog
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import Reading


class AboutFlow(QObject):
    """Shows what the program is, and whose work it is made of."""

    def __init__(
        self, reading: Reading, window: MainWindow, annotations: Callable[[], Path | None], folder: Path | None
    ) -> None:
        """Show nothing yet; ``annotations`` gives the annotations file that is open, None where none is.

        ``folder`` holds all other files of the person's; None: they lie where the system has them.
        """
        super().__init__(window)
        self._folder = folder
        self._reading, self._window, self._annotations = reading, window, annotations
        self.licences: TextDialog | None = None
        """The licences; None before they were first shown."""

    def open(self) -> None:
        """Show the box until it is closed."""
        text = about_text(self._reading, self._annotations(), self._folder, self.tr)
        box = open_box(self._window, self.tr("About coopviewer"), text, warns=False)
        button = box.addButton(self.tr("&Licences"), QMessageBox.ButtonRole.ActionRole)
        button.clicked.connect(self._show_licences)
        ok = box.button(QMessageBox.StandardButton.Ok)
        box.setEscapeButton(ok)
        box.setDefaultButton(QMessageBox.StandardButton.Ok)

    @Slot()
    def _show_licences(self) -> None:
        notice = paths.licences_folder() / "NOTICE.txt"
        try:
            text = notice.read_text(encoding="utf-8")
        except OSError:
            sentence = self.tr("The file {path} is missing. Install coopviewer again to have it.")
            self._window.tell(sentence.format(path=notice))
            return
        if self.licences is None:
            self.licences = TextDialog(self._window)
            self.licences.finished.connect(self._window.focus_page)
        self.licences.show_text(self.tr("Licences"), text)
