"""Controller of imports: asks for files, previews them, imports them, opens the result, and reports.

The open reference stays open until the import is done.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox

from coopviewer.app.context import AppContext
from coopviewer.app.importing.table_controller import SUFFIX, TableController, new_file
from coopviewer.app.importing.table_work import keep_mapping, standard_folders
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.addresses import IMPORT_ADDRESS, Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.previews import ImportPreview
from coopviewer.domain.imports.requests import ImportOutcome, ImportRequest
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.reference.imports import ImportNote
from coopviewer.exchange.file_names import file_name_for
from coopviewer.file_kinds import exists, full_path
from coopviewer.models.language import language
from coopviewer.rendering.words.import_words import outcome_words, place_words
from coopviewer.widgets.export.save_dialog import SaveDialog, documents_folder
from coopviewer.widgets.importing.import_dialog import ImportDialog
from coopviewer.widgets.importing.import_questions import ask_about_data, ask_to_replace
from coopviewer.workspace.importing.imports import Importer, ImportService, NoteKind

if TYPE_CHECKING:
    from coopviewer.widgets.importing.import_report_dialog import ImportReportDialog


class ImportController(QObject):
    """Previews files and imports them as a new reference, which is then opened; one import at a time."""

    def __init__(self, context: AppContext) -> None:
        """Import nothing yet; ``open`` shows the dialog in which files are chosen."""
        super().__init__(context.window)
        self._context, self._window, self._reading = context, context.window, context.reading
        kept = context.files.mappings
        self.service = ImportService(Importer(_preview, partial(_run, kept), _steps), self)
        self.tables = TableController(context, kept)
        self.tables.service.no_tables.connect(self.service.preview)
        self.service.previewed.connect(self._show_preview)
        self.service.not_previewed.connect(self._show_fault)
        self.service.imported.connect(self._finish)
        self.service.cancelled.connect(self._say_cancelled)
        self.service.failed.connect(self._say_failed)
        self.service.report_saved.connect(self._say_saved)
        self.service.report_failed.connect(self._window.show_fault)
        self._window.closing.connect(self.service.stop)
        self._confirmed = Path()  # a file that the user agreed to replace
        self.question: QMessageBox | None = None
        self.save_dialog: SaveDialog | None = None
        self.report: ImportReportDialog | None = None

    @cached_property
    def dialog(self) -> ImportDialog:
        """The dialog in which files are chosen and imported, created on first use."""
        dialog = ImportDialog(self._window)
        dialog.files_chosen.connect(self._preview)
        dialog.place_wanted.connect(self._choose_place)
        dialog.import_wanted.connect(self._check)
        dialog.cancel_wanted.connect(self.service.cancel)
        dialog.rejected.connect(self._give_up_preview)
        self.tables.take_dialog(dialog)
        dialog.finished.connect(self._window.focus_page)
        self.service.progressed.connect(dialog.bar.show_progress)
        return dialog

    def open(self, files: Iterable[Path] = ()) -> None:
        """Show the dialog in front, with the keyboard focus, and add ``files`` to those in it.

        A dialog that was hidden is emptied before. While an import runs, no file is added, and the status bar says that
        one is running.
        """
        dialog = self.dialog
        if dialog.is_running:
            self._window.show_status(self.tr("An import is running. Wait until it is done, or cancel it."))
        else:
            if not dialog.isVisible():
                dialog.clear()
            dialog.files.add(files)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        dialog.take_focus()

    def open_again(self) -> None:
        """Show the import dialog for newer editions of the files from which the open reference was imported.

        The title and the dataset of the open reference are kept. What was chosen at the earlier import is read in the
        background first; a fault is shown if the open reference was not made by an import. While an import runs, the
        dialog only comes to the front.
        """
        if self.dialog.is_running:
            self.open()
        else:
            self.service.ask_steps(self._reading.reference.path, self._open_with)

    def _open_with(self, steps: ImportRequest) -> None:
        self.dialog.clear()
        self.open()
        self.dialog.keep_steps(steps)

    def offer(self, fault: EnvironmentFault) -> None:
        """Say in a dialog that a file is data and no reference, and ask whether to import it; returns at once.

        ``fault`` names the file, in its value ``path``.
        """
        self.question = ask_about_data(self._window, self._window.words_of(fault))
        path = Path(str(fault.values["path"]))
        self.question.accepted.connect(lambda: self.open((path,)))

    @Slot(object)
    def _preview(self, files: tuple[Path, ...]) -> None:
        self.service.give_up_preview()
        if files:
            self.tables.preview_files(files)
        else:
            self.tables.service.give_up()

    @Slot()
    def _give_up_preview(self) -> None:
        self.service.give_up_preview()
        self.tables.service.give_up()

    @Slot(object)
    def _show_preview(self, preview: ImportPreview) -> None:
        options = self._window.page.drawing_options
        self.dialog.show_preview(preview, options, new_file(documents_folder(), preview.title))
        if preview.fault is not None:
            self.dialog.show_fault(self._window.words_of(preview.fault))

    @Slot(object)
    def _show_fault(self, fault: EnvironmentFault) -> None:
        self.dialog.show_fault(self._window.words_of(fault))

    @Slot()
    def _choose_place(self) -> None:
        title = self.dialog.title.text().strip() or self.tr("imported")
        target = self.dialog.target.text().strip()
        kind = self.tr("References (*.db)")
        self.save_dialog = SaveDialog(self.tr("Save the imported reference as"), [kind], self.dialog)
        folder = full_path(Path(target)).parent if target else documents_folder()
        self.save_dialog.suggest(folder, Path(target).stem if target else file_name_for(title), kind)
        self.save_dialog.chosen.connect(self._take_place)
        self.save_dialog.open()

    @Slot(str)
    def _take_place(self, path: str) -> None:
        self._confirmed = Path(path)  # the save dialog has asked
        self.dialog.target.setText(path)

    @Slot(object)
    def _check(self, request: ImportRequest) -> None:
        """Import what was asked for, but first ask before a file is replaced.

        A file that is open as the reference is refused in the dialog.
        """
        target = full_path(request.target)
        if not target.suffix:
            target = target.with_name(target.name + SUFFIX)
        request = request._replace(target=target)
        if target == full_path(self._reading.reference.path):
            self.dialog.show_fault(self.tr("This file is open as the reference. Save the new one under another name."))
        elif exists(target) and target != self._confirmed:
            self.question = ask_to_replace(self.dialog, target)
            self.question.accepted.connect(lambda: self._run(request))
        else:
            self._run(request)

    def _run(self, request: ImportRequest) -> None:
        self._confirmed = Path()
        self.tables.service.give_up()
        self.dialog.begin()
        self.service.run(request)

    @Slot(object)
    def _finish(self, outcome: ImportOutcome) -> None:
        self.dialog.end("")
        self.dialog.close()
        former = self._reading.reference.path
        self._open_edition(outcome)
        said = outcome_words(outcome, language())
        self._window.show_status(said)
        made: type[ImportReportDialog] = load("import_report")
        report = made(f"{said}\n{place_words(outcome.target, language())}", outcome.kinds, self._window)
        report.former.setVisible(former != self._reading.reference.path)
        report.former_wanted.connect(lambda: self._open_former(former))
        report.notes_wanted.connect(lambda kind: self._read_notes(outcome.target, kind))
        report.save_wanted.connect(lambda: self._choose_report_file(outcome, said))
        report.page_wanted.connect(self._open_page)
        report.entry_wanted.connect(self._open_entry)
        report.finished.connect(self._forget_report)
        report.finished.connect(self._window.focus_page)
        self.report = report
        report.open_over(self._window.size())

    def _open_edition(self, outcome: ImportOutcome) -> None:
        """Open the imported reference; if it is an edition of the dataset that was open, at the entry that was open."""
        place, dataset = self._reading.address, self._reading.reference.edition.dataset
        self._reading.open_reference(str(outcome.target))
        is_edition = outcome.dataset == dataset and self._reading.reference.path == outcome.target
        if is_edition and place is not None and is_entry_id(place.target) and self._has(place.target):
            self._reading.open(place)

    def _has(self, entry_id: str) -> bool:
        try:
            return bool(self._reading.reference.store.known({entry_id}))
        except EnvironmentFault:  # opening the page reports it
            return True

    def _read_notes(self, reference: Path, kind: NoteKind | None) -> None:
        self.service.ask_notes(reference, kind, self._show_notes)

    def _show_notes(self, notes: tuple[ImportNote, ...]) -> None:
        if self.report is not None:
            self.report.show_notes(notes)

    def _choose_report_file(self, outcome: ImportOutcome, heading: str) -> None:
        kind = self.tr("Text (*.txt)")
        self.save_dialog = SaveDialog(self.tr("Save the report as"), [kind], self._window)
        self.save_dialog.suggest(outcome.target.parent, f"{outcome.target.stem}-{self.tr('report')}", kind)
        self.save_dialog.chosen.connect(
            lambda path: self.service.save_report(Path(path), outcome.target, heading, language())
        )
        self.save_dialog.open()

    @Slot()
    def _open_page(self) -> None:
        self._reading.open(IMPORT_ADDRESS)
        if self.report is not None:
            self.report.close()

    def _open_former(self, path: Path) -> None:
        self._reading.open_reference(str(path))
        if self.report is not None:
            self.report.close()

    @Slot()
    def _forget_report(self) -> None:
        self.report = None

    @Slot(str)
    def _open_entry(self, entry_id: str) -> None:
        self._reading.open(Address(entry_id))

    @Slot()
    def _say_cancelled(self) -> None:
        self.dialog.end(self.tr("Cancelled: nothing was written."))

    @Slot(object)
    def _say_failed(self, fault: EnvironmentFault) -> None:
        self.dialog.end(self._window.words_of(fault), warns=True)

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        self._window.show_status(self.tr("The report is saved as {path}.").format(path=path))


# On the thread


def _preview(files: tuple[Path, ...], is_cancelled: Callable[[], bool]) -> ImportPreview:
    return cast("ImportPreview", load("preview_import")(files, standard_folders(), is_cancelled))


def _run(
    kept: Path, request: ImportRequest, on_progress: Callable[[int, int], None], is_cancelled: Callable[[], bool]
) -> ImportOutcome:
    outcome = cast("ImportOutcome", load("run_import")(request, standard_folders(), on_progress, is_cancelled))
    if request.mapping is not None:
        keep_mapping(kept, request.mapping)
    return outcome


def _steps(reference: Path) -> ImportRequest:
    return cast("ImportRequest", load("import_steps")(reference, (), Path()))
