"""Taking a page away: printed, or saved as PDF, HTML, Markdown or text; the same content, with its sources."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer

    from coopviewer.rendering.document.document import Document
    from coopviewer.widgets.export.paper import PaperPages, Sheet
    from coopviewer.widgets.export.print_preview import PrintPreview
    from coopviewer.workspace.file_saving import FileSaving


class PageKind(StrEnum):
    """A kind of file; the value is its ending."""

    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "md"
    TEXT = "txt"

    def words(self, tr: Callable[[str], str]) -> str:
        """Name the kind as a file dialog lists it."""
        name = {
            PageKind.PDF: tr("PDF"),
            PageKind.HTML: tr("Web page, stands alone"),
            PageKind.MARKDOWN: tr("Markdown"),
            PageKind.TEXT: tr("Text"),
        }[self]
        return f"{name} (*.{self})"


def kind_of(path: str, chosen: PageKind) -> PageKind:
    """Tell a file's kind by its ending; where that says nothing, the one that was chosen."""
    ending = Path(path).suffix.removeprefix(".").lower()
    return PageKind(ending) if ending in list(PageKind) else chosen


def make_content(kind: PageKind, document: "Document", imprint: str, family: str, tr: Callable[[str], str]) -> bytes:
    """Make the file's content; ``imprint`` and the font's ``family`` are for PDF. Not bound to the window's thread."""
    if kind is PageKind.PDF:
        from coopviewer.widgets.export.paper import write_pdf  # deferred, as all here: only what is saved is loaded

        return write_pdf(document, imprint, family, tr)
    if kind is PageKind.HTML:
        from coopviewer.rendering.document.web_page import write_web_page

        return write_web_page(document, tr).encode()
    from coopviewer.rendering.document.plain_text import write_markdown, write_text

    return (write_markdown(document) if kind is PageKind.MARKDOWN else write_text(document)).encode()


class PageExportController(QObject):
    """Prints and saves the page that is open; remembers folder and kind until the window closes."""

    def __init__(self, reading: ReadingService, window: MainWindow, today: Callable[[], date]) -> None:
        """Take pages of ``reading``; ``today`` says on which day statuses are derived."""
        super().__init__(window)
        self._today = today
        self._reading = reading
        self._window = window
        self._folder: Path | None = None
        self._kind: PageKind | None = None
        self._file_saving: FileSaving | None = None
        self._chosen: Document | None = None
        self._preview: PrintPreview | None = None
        self._parts: QTimer | None = None

    @property
    def file_saving(self) -> "FileSaving":
        """What writes the files; made when it is first asked for."""
        if self._file_saving is None:
            from coopviewer.workspace.file_saving import (
                FileSaving,  # deferred, as all here: nothing is taken away at the start
            )

            self._file_saving = FileSaving(self)
            self._file_saving.saved.connect(self._say_saved)
            self._file_saving.failed.connect(self._window.show_error)
            self._window.closing.connect(self._file_saving.finish)
        return self._file_saving

    def save(self, path: Path, kind: "PageKind", document: "Document | None" = None) -> None:
        """Save a page, the open one where none is given; its end is told by ``saving``."""
        self._folder, self._kind = path.parent, kind
        make = partial(make_content, kind, document or self._document(), self._imprint(), self._family(), self.tr)
        self.file_saving.save(path, make)

    def pages_for(self, sheet: "Sheet") -> "PaperPages":
        """Set the open page on paper; nothing is laid out yet."""
        return _pages_for(self._document(), self._imprint(), self._family(), self.tr, sheet)

    def _document(self) -> "Document":
        from coopviewer.rendering.pages.layout import lay_out_whole

        assert self._reading.open_page is not None
        return lay_out_whole(self._reading.open_page[0], self._reading.edition, self._today(), self.tr)

    def _imprint(self) -> str:
        edition = self._reading.edition
        return self.tr("{edition}, edition {id}").format(edition=edition.title, id=edition.id)

    def _family(self) -> str:
        return self._window.font().family()

    def choose_file(self) -> None:
        """Ask where to save the open page, and save it there."""
        from coopviewer.exchange.files import name_for
        from coopviewer.widgets.export.save_dialog import SaveDialog

        if self._reading.open_page is None:
            return
        title = self._reading.open_page[0].title
        self._chosen = self._document()  # another page may be open by the time a name is chosen
        dialog = SaveDialog(self.tr("Save page as"), [kind.words(self.tr) for kind in PageKind], self._window)
        dialog.suggest(self._folder or _documents(), name_for(title), (self._kind or PageKind.PDF).words(self.tr))
        dialog.chosen.connect(self._save_as)
        dialog.open()

    @Slot(str, int)
    def _save_as(self, path: str, place: int) -> None:

        self.save(Path(path), kind_of(path, list(PageKind)[place]), self._chosen)

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        self._window.show_status(self.tr("The page is saved as {path}.").format(path=path))

    def print(self) -> None:
        """Show the open page as it will be printed, once it is laid out."""
        from coopviewer.widgets.export.print_preview import PrintPreview, make_printer, sheet_of

        if self._reading.open_page is None or self._preview is not None:
            return
        document = self._document()
        printer = make_printer(document.title)
        pages_for = partial(_pages_for, document, self._imprint(), self._family(), self.tr)
        self._preview = PrintPreview(printer, pages_for, self._window)
        self._preview.finished.connect(self._forget_preview)
        self._preview.use(sheet_of(printer), pages_for(sheet_of(printer)))
        self._window.show_status(self.tr("The pages are being laid out."))
        self._begin_parts()

    def _begin_parts(self) -> None:
        from PySide6.QtCore import QTimer

        self._parts = QTimer(self)  # without an interval: between what else there is to do
        self._parts.timeout.connect(self._lay_out_part)
        self._parts.start()

    @Slot()
    def _lay_out_part(self) -> None:
        """Lay out a part between what else the window does, and show the pages once that was the last one."""
        if self._preview is None or self._parts is None:
            return
        self._parts.stop()  # what goes wrong with a part is told once
        if self._preview.lay_out_part():
            self._parts.start()
            return
        self._parts.deleteLater()
        self._parts = None
        self._window.show_status("")
        self._preview.open()

    @Slot()
    def _forget_preview(self) -> None:
        if self._preview is not None:
            self._preview.deleteLater()
            self._preview = None


def _documents() -> Path:
    from PySide6.QtCore import QStandardPaths

    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()


def _pages_for(
    document: "Document", imprint: str, family: str, tr: Callable[[str], str], sheet: "Sheet"
) -> "PaperPages":
    from coopviewer.widgets.export.paper import PaperPages

    return PaperPages(document, imprint, sheet, family, tr)
