"""Controller of *Export as Markdown folder*: asks for the folder, writes it in the background, reports the result."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.markdown_folder.renewal import Renewal, renewal_report
from coopviewer.file_kinds import full_path
from coopviewer.models.language import language
from coopviewer.widgets.common.dialogs import TextDialog
from coopviewer.widgets.export.folder_dialog import FolderDialog
from coopviewer.widgets.shell.work_bar import WorkBar
from coopviewer.workspace.markdown_export import MarkdownExport, MarkdownRun


class MarkdownController(QObject):
    """Asks for a folder, and writes all entries in it as Markdown; remembers folder and whether notes are written."""

    def __init__(self, context: AppContext) -> None:
        """Start without work."""
        super().__init__(context.window)
        self._context, self._window = context, context.window
        self.service = MarkdownExport(self)
        self.service.renewed.connect(self._say_renewed)
        self.service.progressed.connect(self._show_progress)
        self.service.cancelled.connect(self._say_cancelled)
        self.service.failed.connect(self._say_failed)
        self._window.closing.connect(self.service.cancel)
        self.work = WorkBar(self._window)
        self.work.cancelled.connect(self.service.cancel)
        self._window.status_bar.add_at_end(self.work)
        self.dialog: FolderDialog | None = None
        self.report: TextDialog | None = None

    def ask(self) -> None:
        """Ask for the folder, then write it; if one is being written, the status bar says so instead."""
        if self.service.is_busy:
            self._window.show_status(self.tr("A folder is being written. Wait until this is done, or cancel it."))
            return
        now = self._context.settings.current
        self.dialog = FolderDialog(now.markdown_folder, self._window, with_notes=now.markdown_notes)
        self.dialog.export_wanted.connect(self.renew)
        self.dialog.open()

    @Slot(str, bool)
    def renew(self, folder: str, with_notes: bool) -> None:
        """Start writing a folder, or renewing it, and remember both arguments; ``service`` reports the result."""
        path = full_path(Path(folder))
        self._context.settings.change(markdown_folder=str(path), markdown_notes=with_notes)
        annotations = self._context.annotations_file() if with_notes else None
        run = MarkdownRun(path, self._context.reading.path, annotations, self._context.today())
        self._window.show_status(f"{self._doing()}…")
        self.service.renew(run, language())

    def _doing(self) -> str:
        return self.tr("Writing Markdown pages")

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self.work.show_progress(self._doing(), done, total)

    @Slot(object, object)
    def _say_renewed(self, folder: Path, done: Renewal) -> None:
        self.work.end()
        said, of_pages = renewal_report(done, folder, language())
        self._window.show_status(said)
        if of_pages:
            self.report = TextDialog(self._window)
            self.report.show_text(self.tr("Export as Markdown folder"), f"{said}\n\n{of_pages}")

    @Slot()
    def _say_cancelled(self) -> None:
        self.work.end()
        self._window.show_status(
            self.tr("Cancelled. The pages written so far are whole; the next export renews the rest.")
        )

    @Slot(object)
    def _say_failed(self, fault: EnvironmentFault) -> None:
        self.work.end()
        self._window.show_status("")
        self._window.show_fault(fault)
