"""Controller of the user guide, which is read from the program's own file."""

from PySide6.QtCore import QObject, Signal

from coopviewer import paths
from coopviewer.app.context import AppContext
from coopviewer.widgets.shell.guide_dialog import GuideDialog


class GuideController(QObject):
    """Shows the user guide in a window of its own, which is created on first use."""

    keys_wanted = Signal()
    """The user wants to see the list of all keys and actions."""

    def __init__(self, context: AppContext) -> None:
        """Start without the guide."""
        super().__init__(context.window)
        self._window = context.window
        self.dialog: GuideDialog | None = None

    def open(self) -> None:
        """Show the guide, or an error if its file is missing."""
        if self.dialog is None:
            file = paths.guide_file()
            try:
                text = file.read_text(encoding="utf-8")
            except OSError:
                sentence = self.tr("The user guide {path} is missing. Install coopviewer again to have it.")
                self._window.show_error(sentence.format(path=file))
                return
            self.dialog = GuideDialog(text, file.parent / "images", self._window)
            self.dialog.keys_wanted.connect(self.keys_wanted)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
