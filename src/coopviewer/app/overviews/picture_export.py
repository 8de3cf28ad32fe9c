"""Saving an overview: its picture as PNG or SVG, its table as CSV."""

from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Slot

from coopviewer.app.context import AppContext
from coopviewer.domain.language import Translate
from coopviewer.exchange.file_names import file_name_for
from coopviewer.exchange.tables.csv_file import write_csv
from coopviewer.models.language import language
from coopviewer.rendering.overviews.table import OverviewTable
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.overviews.canvas import Canvas
from coopviewer.widgets.overviews.picture_file import PictureTexts, draw_picture
from coopviewer.workspace.file_saving import FileSaving


class OverviewFileKind(StrEnum):
    """A format in which an overview is saved; the value is the file name extension, without the dot."""

    PNG = "png"
    SVG = "svg"
    CSV = "csv"

    def words(self, tr: Translate) -> str:
        """Return the format's filter for a file dialog, such as ``Table, CSV (*.csv)``."""
        name = {
            OverviewFileKind.PNG: tr("Picture, PNG"),
            OverviewFileKind.SVG: tr("Picture, SVG"),
            OverviewFileKind.CSV: tr("Table, CSV"),
        }[self]
        return f"{name} (*.{self})"


class PictureExport(QObject):
    """Asks for a file, and saves an overview in it: its picture or its table."""

    def __init__(self, context: AppContext) -> None:
        """Suggest the user's documents folder at first."""
        super().__init__(context.window)
        self._context = context
        self._folder: Path | None = None
        self._chosen: tuple[Canvas, OverviewTable, str, str, tuple[str, ...]] | None = None

    @cached_property
    def file_saving(self) -> FileSaving:
        """The service that writes the files, created on first use."""
        saving = FileSaving(self)
        saving.saved.connect(self._say_saved)
        saving.failed.connect(self._context.window.show_fault)
        self._context.window.closing.connect(saving.finish)
        return saving

    def choose_file(self, canvas: Canvas, table: OverviewTable, title: str, notes: tuple[str, ...] = ()) -> None:
        """Ask where to save an overview, and save it there; returns at once.

        ``canvas`` is drawn as the picture, and must be a copy of the shown one (``Canvas.copy_for_file``). ``title`` is
        the suggested file name and the title in an SVG. ``notes`` are the sentences under the picture; a line that
        names the edition is added below them.
        """
        self._chosen = (canvas, table, title, self._imprint(), notes)
        kinds = [kind.words(language()) for kind in OverviewFileKind]
        dialog = SaveDialog(self.tr("Export as"), kinds, self._context.window)
        folder = self._folder or Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        dialog.suggest(folder, file_name_for(title), kinds[0])
        dialog.chosen.connect(self._save_as)
        dialog.open()

    def save(self, path: Path, kind: OverviewFileKind) -> None:
        """Start saving the overview passed to ``choose_file`` last: its table if ``kind`` is CSV, else its picture.

        The picture is drawn at once. The signals of the service ``file_saving`` report the result. An existing file is
        replaced. Raises AssertionError if ``choose_file`` was not called before.
        """
        assert self._chosen is not None
        canvas, table, title, imprint, notes = self._chosen
        self._folder = path.parent
        if kind is OverviewFileKind.CSV:
            self.file_saving.save(path, partial(write_csv, table.headers, [row.cells for row in table.rows]))
            return
        texts = PictureTexts(title, imprint, (*notes, imprint))
        content = draw_picture(canvas, "png" if kind is OverviewFileKind.PNG else "svg", texts)
        self.file_saving.save(path, lambda: content)

    def _imprint(self) -> str:
        edition = self._context.reference.edition
        return self.tr("{edition}, edition {id}").format(edition=edition.title, id=edition.id)

    @Slot(str, int)
    def _save_as(self, path: str, place: int) -> None:
        ending = Path(path).suffix.removeprefix(".").lower()
        kinds = list(OverviewFileKind)
        self.save(Path(path), OverviewFileKind(ending) if ending in kinds else kinds[place])

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        self._context.window.show_status(self.tr("The overview is saved as {path}.").format(path=path))
