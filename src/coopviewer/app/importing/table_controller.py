"""Controller of the tables in the dialog of imports: their preview, templates, and files that say what columns are."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.importing.table_work import make_table_work
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview
from coopviewer.exchange.file_names import file_name_for
from coopviewer.file_kinds import exists
from coopviewer.models.language import language
from coopviewer.widgets.common.interaction import announce, choose_file
from coopviewer.widgets.export.save_dialog import SaveDialog, documents_folder
from coopviewer.widgets.importing.import_dialog import ImportDialog
from coopviewer.workspace.importing.table_previews import TablePreviews

SUFFIX = ".db"
"""The file name extension that a new reference gets, with the dot."""
_MOST_NUMBERED = 999  # names that are tried for a new file


class TableController(QObject):
    """Previews tables in the dialog of imports as the user decides what their columns are."""

    def __init__(self, context: AppContext, kept: Path) -> None:
        """Start without a dialog; ``kept`` is the folder of mappings: files that say what each column of a table is."""
        super().__init__(context.window)
        self._window = context.window
        self._dialog: ImportDialog | None = None
        self.save_dialog: SaveDialog | None = None
        self.service = TablePreviews(make_table_work(kept, language()), self)
        self.service.previewed.connect(self._show_preview)
        self.service.not_previewed.connect(self._show_fault)
        self.service.saved.connect(self._say_saved)
        self.service.not_saved.connect(self._window.show_fault)

    def take_dialog(self, dialog: ImportDialog) -> None:
        """Act on what the user does in the dialog from now on, and show previews in it; to be called once."""
        self._dialog = dialog
        dialog.table_wanted.connect(self._preview)
        dialog.template.clicked.connect(self._choose_template_file)
        columns = dialog.sheets.columns
        columns.load_wanted.connect(self._choose_mapping)
        columns.save_wanted.connect(self._choose_mapping_file)
        self.service.mapping_read.connect(dialog.sheets.want)

    def preview_files(self, files: tuple[Path, ...]) -> None:
        """Preview files as tables, with the columns as chosen in the dialog; nothing happens without a dialog.

        If the files are no tables, ``service`` emits ``no_tables``.
        """
        if self._dialog is not None:
            self.service.preview(files, self._dialog.sheets.choice, self._dialog.sheets.mapping)

    @Slot(object, object)
    def _preview(self, choice: SheetChoice, mapping: SheetMapping | None) -> None:
        if self._dialog is not None:
            self.service.preview(self._dialog.files.files, choice, mapping)

    @Slot(object)
    def _show_preview(self, preview: SheetPreview) -> None:
        if self._dialog is not None:
            suggested = new_file(documents_folder(), preview.title)
            self._dialog.show_table(preview, self._window.page.drawing_options, suggested)

    @Slot(object)
    def _show_fault(self, fault: EnvironmentFault) -> None:
        if self._dialog is not None:
            self._dialog.show_fault(self._window.words_of(fault))

    @Slot()
    def _choose_template_file(self) -> None:
        kinds = [self.tr("Spreadsheets (*.xlsx)"), self.tr("Tables as text (*.csv)")]
        self._ask_file(self.tr("Save a table to fill in as"), self.tr("projects"), kinds, self.service.save_template)

    @Slot()
    def _choose_mapping_file(self) -> None:
        mapping = self._dialog.sheets.mapping if self._dialog is not None else None
        if mapping is not None:
            kinds = [self.tr("What columns are (*.toml)")]
            save = partial(self._save_mapping, mapping)
            self._ask_file(self.tr("Save what the columns are as"), self.tr("columns"), kinds, save)

    def _save_mapping(self, mapping: SheetMapping, path: Path) -> None:
        self.service.save_mapping(path, mapping)

    @Slot()
    def _choose_mapping(self) -> None:
        if self._dialog is None:
            return
        path = choose_file(self._dialog, self.tr("Load what the columns are"), self.tr("What columns are (*.toml)"))
        if path:
            self.service.read_mapping(Path(path))

    def _ask_file(self, title: str, name: str, kinds: list[str], save: Callable[[Path], object]) -> None:
        self.save_dialog = SaveDialog(title, kinds, self._dialog or self._window)
        self.save_dialog.suggest(documents_folder(), name, kinds[0])
        self.save_dialog.chosen.connect(lambda path: save(Path(path)))
        self.save_dialog.open()

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        said = self.tr("{path} is saved.").format(path=path)
        self._window.show_status(said)
        announce(self._dialog or self._window, said)


def new_file(folder: Path, title: str) -> Path:
    """Return the path for a new reference in a folder, named by a title: one at which there is no file yet.

    If ``mali.db`` exists it is ``mali-2.db``, and so on. If all names up to the number 999 are taken, it is
    ``mali.db``.
    """
    name = file_name_for(title)
    tried = (folder / f"{name}{f'-{number}' if number > 1 else ''}{SUFFIX}" for number in range(1, _MOST_NUMBERED + 1))
    return next((path for path in tried if not exists(path)), folder / f"{name}{SUFFIX}")
