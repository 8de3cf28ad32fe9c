"""Controller of saving a page as PDF, DOCX, HTML, Markdown or text, each with the same content and its sources."""

from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from coopviewer import paths
from coopviewer.app.context import AppContext
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.exchange.documents.docx_pictures import Picture
from coopviewer.exchange.documents.docx_template import read_template
from coopviewer.exchange.file_names import file_name_for
from coopviewer.models.language import language
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.pages.layout import imprint_of, lay_out_whole
from coopviewer.widgets.export.block_pictures import block_pictures
from coopviewer.widgets.export.paper import PaperLook, PaperPages, Sheet, write_pdf
from coopviewer.widgets.export.save_dialog import SaveDialog, documents_folder
from coopviewer.workspace.file_saving import FileSaving


class PageKind(StrEnum):
    """A format in which a page is saved; the value is the file name extension, without the dot."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "md"
    TEXT = "txt"

    def words(self, tr: Translate) -> str:
        """Return the format's filter for a file dialog, such as ``PDF (*.pdf)``."""
        name = {
            PageKind.PDF: tr("PDF"),
            PageKind.DOCX: tr("Word document"),
            PageKind.HTML: tr("Web page, stands alone"),
            PageKind.MARKDOWN: tr("Markdown"),
            PageKind.TEXT: tr("Text"),
        }[self]
        return f"{name} (*.{self})"


def kind_of(path: str, chosen: PageKind) -> PageKind:
    """Return the format of a file, given its path, by its extension.

    If no format has this extension, ``chosen`` is returned.
    """
    ending = Path(path).suffix.removeprefix(".").lower()
    return PageKind(ending) if ending in list(PageKind) else chosen


def make_content(
    kind: PageKind, document: Document, edition: Edition, family: str, template: Path, tr: Translate
) -> bytes:
    """Return a document as the content of a file in the format ``kind``, text as UTF-8.

    May run on the window's thread, or on that of a BackgroundQueue with ``lays_out_text``. PDF and DOCX name
    ``edition`` at the foot of pages. ``family`` is the font of PDF and pictures, ``template`` the path of the document
    whose styles DOCX takes; it may be missing. Raises EnvironmentFault if the template cannot be used.
    """
    if kind is PageKind.PDF:
        return write_pdf(document, imprint_of(edition, tr), family, tr, paths.world_map())
    if kind is PageKind.DOCX:
        drawn = block_pictures(document, family, tr, paths.world_map())
        pictures = {block: Picture(*picture) for block, picture in drawn.items()}
        return write_docx(document, imprint_of(edition, tr), tr, read_template(template), pictures)
    if kind is PageKind.HTML:
        return write_web_page(document, tr, paths.world_map()).encode()
    return (write_markdown(document) if kind is PageKind.MARKDOWN else write_text(document)).encode()


def short_imprint(edition: Edition, tr: Translate) -> str:
    """Return the line in the footer of a sheet of paper: ``Frontex and non-EU countries, edition frontex-2021.1``."""
    return tr("{edition}, edition {id}").format(edition=edition.title, id=edition.id)


class PageExportController(QObject):
    """Saves the open page as a file, and lays it out for paper; suggests the folder and the format used last.

    They are remembered until the window closes.
    """

    def __init__(self, context: AppContext) -> None:
        """Suggest PDF and the user's documents folder at first."""
        super().__init__(context.window)
        self._reading, self._window, self._today = context.reading, context.window, context.today
        self._template = context.files.template
        self._folder: Path | None = None
        self._kind: PageKind | None = None
        self._chosen: Document | None = None

    @cached_property
    def file_saving(self) -> FileSaving:
        """The service that writes the files, created on first use."""
        file_saving = FileSaving(self)
        file_saving.saved.connect(self._say_saved)
        file_saving.failed.connect(self._window.show_fault)
        self._window.closing.connect(file_saving.finish)
        return file_saving

    def save(self, path: Path, kind: PageKind, document: Document | None = None) -> None:
        """Start saving a document at ``path`` in the format ``kind``; None: the open page.

        An existing file is replaced. ``file_saving`` reports the result. Raises AssertionError if ``document`` is None
        and no page is open.
        """
        self._folder, self._kind = path.parent, kind
        make = partial(
            make_content,
            kind,
            document or self.document(),
            self._reading.reference.edition,
            self._family(),
            self._template,
            language(),
        )
        self.file_saving.save(path, make)

    def pages_for(self, sheet: Sheet) -> PaperPages:
        """Return the open page's sheets of paper, not laid out yet: the caller does that in parts.

        Raises AssertionError if no page is open.
        """
        return self.pages_of(self.document(), sheet)

    def pages_of(self, document: Document, sheet: Sheet) -> PaperPages:
        """Return a document's sheets of paper, not laid out yet: the caller does that in parts."""
        imprint = short_imprint(self._reading.reference.edition, language())
        return PaperPages(document, imprint, sheet, PaperLook(self._family(), language(), paths.world_map()))

    def document(self) -> Document:
        """Return the open page as a document for export, with everything unfolded.

        The user's bookmarks and notes on home are left out. Raises AssertionError if no page is open.
        """
        assert self._reading.open_page is not None
        return lay_out_whole(self._reading.open_page[0], self._reading.reference.edition, self._today(), language())

    def _family(self) -> str:
        return self._window.font().family()

    def choose_file(self) -> None:
        """Ask where to save the page that is open now, with everything unfolded, and start saving it; returns at once.

        Nothing happens if no page is open.
        """
        if self._reading.open_page is None:
            return
        title = self._reading.open_page[0].title
        self._chosen = self.document()  # another page may be open by the time a name is chosen
        dialog = SaveDialog(self.tr("Save page as"), [kind.words(language()) for kind in PageKind], self._window)
        dialog.suggest(
            self._folder or documents_folder(), file_name_for(title), (self._kind or PageKind.PDF).words(language())
        )
        dialog.chosen.connect(self._save_as)
        dialog.open()

    @Slot(str, int)
    def _save_as(self, path: str, place: int) -> None:
        self.save(Path(path), kind_of(path, list(PageKind)[place]), self._chosen)

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        self._window.show_status(self.tr("The page is saved as {path}.").format(path=path))
