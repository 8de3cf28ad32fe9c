"""Controller of export and import of annotations: dialogs, background work, reports."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.exchange import ExportFormat, ExportSelection
from coopviewer.domain.annotations.import_choice import AnnotationsPreview, ImportChoice
from coopviewer.domain.annotations.lists import TagCount
from coopviewer.domain.annotations.query import AnnotationQuery
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.text.measures import shorten
from coopviewer.exchange.tables.table import TableForm
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_file_words import (
    conflict_words,
    exported_words,
    file_kind,
    import_words,
)
from coopviewer.rendering.words.annotation_item_words import item_words
from coopviewer.rendering.words.list_words import form_words
from coopviewer.rendering.words.review.annotation_loss_words import loss_words
from coopviewer.widgets.annotations.files.export_dialog import ExportDialog
from coopviewer.widgets.annotations.files.import_preview import ImportPreviewDialog
from coopviewer.widgets.annotations.files.import_report import AnnotationImportReport
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.shell.work_bar import WorkBar
from coopviewer.workspace.annotations.import_export import AnnotationTransfer, Imported

_LONGEST_NAME = 60  # characters


class TransferController(QObject):
    """Asks what to export or import and where, has it done in the background, and reports the result."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Start without work; ``export``, ``save_list`` and ``import_file`` start it."""
        super().__init__(context.window)
        window = context.window
        self._services, self._reference, self._window, self._today = services, context.reference, window, context.today
        self._titles = context.titles
        self._asked: frozenset[str] | None = None  # what was selected when it was last asked what to export
        self._wanted: tuple[ExportSelection, ExportFormat] | None = None
        self.transfer = AnnotationTransfer(services.file_session, services.writer)
        self.transfer.exported.connect(self._tell_export)
        self.transfer.imported.connect(self._tell_import)
        self.transfer.previewed.connect(self._show_preview)
        self.transfer.failed.connect(self._tell_fault)
        self.transfer.progressed.connect(self._show_progress)
        self.transfer.cancelled.connect(self._tell_cancelled)
        self.work = WorkBar(window)
        """The progress of a long transfer, in the status bar."""
        self.work.cancelled.connect(self.transfer.cancel)
        window.status_bar.add_at_end(self.work)
        self._listed = AnnotationQuery()  # the list that it was asked to save last
        self._doing = ""  # what is under way, as a sentence without its end
        self.dialog: ExportDialog | SaveDialog | QFileDialog | None = None
        self.preview: ImportPreviewDialog | None = None
        self.report: AnnotationImportReport | None = None

    def export(self, selected: tuple[str, ...] = ()) -> None:
        """Ask which annotations to export and where, and export them; returns at once.

        ``selected`` are the uuids of the annotations that are selected in a list: the dialog offers first to export
        only these. If it is empty, it does not offer that. If no file is open, or another transfer is running, the
        status bar says so instead.
        """
        if self._services.file_session.file is None:
            self._window.show_status(self.tr("No annotations file is open. Open one with File > Annotation file."))
            return
        if self._is_busy():
            return
        self._asked = frozenset(selected)
        self._services.queries.ask_tags(partial(self._open_export, self._asked))

    def save_list(self, query: AnnotationQuery) -> None:
        """Ask where to save the annotations that a query finds as a table, and save them there; returns at once.

        Nothing happens if no annotations file is open; if another transfer is running, the status bar says so instead.
        """
        if self._services.file_session.file is None or self._is_busy():
            return
        self._listed = query
        kinds = [form_words(form, language()) for form in TableForm]
        dialog = SaveDialog(self.tr("Save list as"), kinds, self._window)
        dialog.suggest(Path.home(), self.tr("annotations"), kinds[0])
        dialog.chosen.connect(self._save_list)
        self.dialog = dialog
        dialog.open()

    @Slot(str, int)
    def _save_list(self, path: str, place: int) -> None:
        ending, forms = Path(path).suffix.removeprefix(".").lower(), list(TableForm)
        form = TableForm(ending) if ending in forms else forms[place]
        query = self._listed
        asked = (query.to_filter(self._services.file_session.dataset), query.regions)
        self._begin(self.tr("Saving the list"))
        self.transfer.export_table(Path(path), form, asked, self._reference.path, self._today(), language())

    def import_file(self) -> None:
        """Ask for a file, show what it would bring, and import what the user chooses of that; returns at once.

        A file that brings nothing is reported without a question. If the annotations file cannot be written, or another
        transfer is running, the status bar says so instead.
        """
        file = self._services.file_session.file
        if file is None or file.read_only:
            self._window.show_status(self.tr("Nothing can be taken in: the annotations file cannot be written now."))
            return
        if self._is_busy():
            return
        kinds = self.tr("Annotations as linked data (*.jsonld *.json);;All files (*)")
        dialog = QFileDialog(self._window, self.tr("Import annotations"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._preview)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _open_export(self, selected: frozenset[str], tags: tuple[TagCount, ...]) -> None:
        if selected is not self._asked:
            return  # it was asked once more meanwhile
        self._asked = None
        session = self._services.file_session
        if session.file is None:
            return
        self.dialog = dialog = ExportDialog(session.dataset, tags, selected, self._today(), self._window)
        dialog.set_name(session.file.person.name, can_rename=not session.file.read_only)
        dialog.name_chosen.connect(session.name_person)
        dialog.export_wanted.connect(self._ask_where)
        dialog.open()

    @Slot(object, object)
    def _ask_where(self, selection: ExportSelection, form: ExportFormat) -> None:
        self._wanted = selection, form
        kind = file_kind(form, language())
        dialog = SaveDialog(self.tr("Export annotations"), [kind], self._window)
        dialog.suggest(Path.home(), self.tr("annotations"), kind)
        dialog.chosen.connect(self._export)
        self.dialog = dialog
        dialog.open()

    @Slot(str, int)
    def _export(self, path: str, _kind: int) -> None:
        if self._wanted is not None:
            selection, form = self._wanted
            self._begin(self.tr("Exporting annotations"))
            self.transfer.export(Path(path), form, selection, self._reference.path, language())

    @Slot(str)
    def _preview(self, path: str) -> None:
        self._begin(self.tr("Reading {name}").format(name=Path(path).name))
        self.transfer.preview_file(Path(path))

    @Slot(object, object)
    def _show_preview(self, path: Path, preview: AnnotationsPreview) -> None:
        """Show what an import would bring; if that is nothing, only the report."""
        self.work.end()
        self._window.show_status("")
        if not preview.brings_anything:
            self._import(str(path))
            return
        titles = self._titles.titles(preview.entry_ids)
        name = shorten(path.name, _LONGEST_NAME)
        self.preview = ImportPreviewDialog(name, preview, titles, self._window)
        self.preview.import_wanted.connect(partial(self._import, str(path)))
        self.preview.open()

    def _import(self, path: str, choice: ImportChoice | None = None) -> None:
        self._begin(self.tr("Importing {name}").format(name=Path(path).name))
        self.transfer.import_file(Path(path), choice)

    def cancel(self) -> None:
        """Cancel a running export or import, since the window is being closed; nothing happens if none is running."""
        self.transfer.cancel()

    def _is_busy(self) -> bool:
        if self.transfer.is_busy:
            self._window.show_status(
                self.tr("Annotations are being exported or imported. Wait until this is done, or cancel it.")
            )
        return self.transfer.is_busy

    def _begin(self, doing: str) -> None:
        self._doing = doing
        self._window.show_status(f"{doing}…")

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        far = f": {language().percent(100 * done // total)}" if done < total else "…"  # what follows cannot be counted
        self._window.statusBar().showMessage(f"{self._doing}{far}")
        self.work.show_progress(self._doing, done, total)

    @Slot()
    def _tell_cancelled(self) -> None:
        self.work.end()
        self._window.show_status(self.tr("Cancelled: nothing was written."))

    @Slot(object, int, int)
    def _tell_export(self, path: Path, count: int, deletions: int) -> None:
        self.work.end()
        words, is_written = exported_words(count, path, language(), deletions), bool(count or deletions)
        self._window.show_status(words if is_written else "")
        if not is_written:
            self._window.show_error(words)

    @Slot(object)
    def _tell_import(self, done: Imported) -> None:
        self.work.end()
        self._window.show_status("")
        name = shorten(
            done.path.name, _LONGEST_NAME
        )  # a long name has no blanks to wrap at, and would widen the report
        sentence = f"{name}: {import_words(done.counts, language())}"
        titles = self._titles.titles(done.conflicts)
        lines = conflict_words([titles.get(each, each) for each in done.conflicts], language())
        lines += loss_words(done.losses, language())
        items = item_words(done.items, language())
        self.report = AnnotationImportReport(sentence, lines, items, self._window, undoable=done.change is not None)
        self.report.undo_wanted.connect(self._undo)
        self.report.open()

    @Slot()
    def _undo(self) -> None:
        self._services.writer.step(-1)

    @Slot(object)
    def _tell_fault(self, fault: EnvironmentFault) -> None:
        self.work.end()
        self._window.show_status("")
        self._window.show_fault(fault)
