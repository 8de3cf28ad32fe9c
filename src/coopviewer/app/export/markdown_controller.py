"""Controller of *Export as Markdown folder*: asks for the folder, writes it in the background, reports the result."""

from pathlib import Path

from PySide6.QtCore import Slot

from coopviewer.app.context import AppContext
from coopviewer.app.export.export_controller import ExportController
from coopviewer.exchange.markdown_folder.renewal import Renewal, renewal_report
from coopviewer.file_kinds import full_path
from coopviewer.models.language import language
from coopviewer.widgets.common.dialogs import TextDialog
from coopviewer.widgets.export.folder_dialog import FolderDialog
from coopviewer.workspace.markdown_export import MarkdownExport, MarkdownRun


class MarkdownController(ExportController):
    """Asks for a folder, and writes all entries into it as Markdown.

    The settings keep the folder, and whether the user's notes are written too.
    """

    def __init__(self, context: AppContext) -> None:
        """Write nothing yet; ``ask`` asks the user for the folder."""
        self.service = MarkdownExport()
        super().__init__(context, self.service)
        self.service.renewed.connect(self._say_renewed)
        self.dialog: FolderDialog | None = None
        self.report: TextDialog | None = None

    def ask(self) -> None:
        """Ask for the folder, then start writing it; returns at once.

        If one is being written, the status bar says so instead.
        """
        if self.service.is_busy:
            self._window.show_status(self.tr("A folder is being written. Wait until this is done, or cancel it."))
            return
        now = self._context.settings.current
        self.dialog = FolderDialog(now.markdown_folder, self._window, with_notes=now.markdown_notes)
        self.dialog.export_wanted.connect(self.renew)
        self.dialog.open()

    @Slot(str, bool)
    def renew(self, folder: str, with_notes: bool) -> None:
        """Start writing all entries into a folder, or renewing them there; ``service`` reports the result.

        ``folder`` is a path. ``with_notes``: the user's notes are written too, if an annotations file is open. Both are
        kept in the settings. To be called only while no folder is being written (see ``LongWork.begin``).
        """
        path = full_path(Path(folder))
        self._context.settings.change(markdown_folder=str(path), markdown_notes=with_notes)
        annotations = self._context.annotations_file() if with_notes else None
        run = MarkdownRun(path, self._context.reference.path, annotations, self._context.today())
        self.show_begun()
        self.service.renew(run, language())

    def doing(self) -> str:
        """Return the words for the status bar while a folder is being written: "Writing Markdown pages"."""
        return self.tr("Writing Markdown pages")

    def nothing_written(self) -> str:
        """Return the sentence for the status bar after writing was cancelled: the pages written so far are whole."""
        return self.tr("Cancelled. The pages written so far are whole; the next export renews the rest.")

    @Slot(object, object)
    def _say_renewed(self, folder: Path, done: Renewal) -> None:
        said, of_pages = renewal_report(done, folder, language())
        self.end(said)
        if of_pages:
            self.report = TextDialog(self._window)
            self.report.show_text(self.tr("Export as Markdown folder"), f"{said}\n\n{of_pages}")
