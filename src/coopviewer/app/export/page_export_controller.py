"""A page is saved as PDF, HTML, Markdown or text: the same content in each, with its sources."""

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Slot

from coopviewer.app.context import AppContext
from coopviewer.exchange.files import file_name_for
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.widgets.export.paper import PaperPages, Sheet, write_pdf
from coopviewer.widgets.export.save_dialog import SaveDialog
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


def make_content(kind: PageKind, document: Document, imprint: str, family: str, tr: Callable[[str], str]) -> bytes:
    """Make the file's content; ``imprint`` and the font's ``family`` are for PDF. Not bound to the window's thread."""
    if kind is PageKind.PDF:
        return write_pdf(document, imprint, family, tr)
    if kind is PageKind.HTML:
        return write_web_page(document, tr).encode()
    return (write_markdown(document) if kind is PageKind.MARKDOWN else write_text(document)).encode()


class PageExportController(QObject):
    """Saves the page that is open, and lays it out for paper; remembers folder and kind until the window closes."""

    def __init__(self, context: AppContext) -> None:
        """Start without a folder and a kind to suggest."""
        super().__init__(context.window)
        self._reading, self._window, self._today = context.reading, context.window, context.today
        self._folder: Path | None = None
        self._kind: PageKind | None = None
        self._chosen: Document | None = None

    @cached_property
    def file_saving(self) -> FileSaving:
        """What writes the files; made when it is first asked for."""
        file_saving = FileSaving(self)
        file_saving.saved.connect(self._say_saved)
        file_saving.failed.connect(self._window.show_error)
        self._window.closing.connect(file_saving.finish)
        return file_saving

    def save(self, path: Path, kind: PageKind, document: Document | None = None) -> None:
        """Save a page, the open one where none is given; its end is told by ``saving``."""
        self._folder, self._kind = path.parent, kind
        make = partial(make_content, kind, document or self.document(), self._imprint(), self._family(), self.tr)
        self.file_saving.save(path, make)

    def pages_for(self, sheet: Sheet) -> PaperPages:
        """Set the open page on paper; nothing is laid out yet."""
        return self.pages_of(self.document(), sheet)

    def pages_of(self, document: Document, sheet: Sheet) -> PaperPages:
        """Set a page on paper; nothing is laid out yet."""
        return PaperPages(document, self._imprint(), sheet, self._family(), self.tr)

    def document(self) -> Document:
        """Lay out the page that is open as it is exported; there must be one."""
        assert self._reading.open_page is not None
        return lay_out_whole(self._reading.open_page[0], self._reading.edition, self._today(), self.tr)

    def _imprint(self) -> str:
        edition = self._reading.edition
        return self.tr("{edition}, edition {id}").format(edition=edition.title, id=edition.id)

    def _family(self) -> str:
        return self._window.font().family()

    def choose_file(self) -> None:
        """Ask where to save the open page, and save it there."""
        if self._reading.open_page is None:
            return
        title = self._reading.open_page[0].title
        self._chosen = self.document()  # another page may be open by the time a name is chosen
        dialog = SaveDialog(self.tr("Save page as"), [kind.words(self.tr) for kind in PageKind], self._window)
        dialog.suggest(self._folder or _documents(), file_name_for(title), (self._kind or PageKind.PDF).words(self.tr))
        dialog.chosen.connect(self._save_as)
        dialog.open()

    @Slot(str, int)
    def _save_as(self, path: str, place: int) -> None:
        self.save(Path(path), kind_of(path, list(PageKind)[place]), self._chosen)

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        self._window.show_status(self.tr("The page is saved as {path}.").format(path=path))


def _documents() -> Path:
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()
