"""The kinds of files that a page can be saved as, and what each holds."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopviewer.rendering.document.document import Document


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
        from coopviewer.widgets.export.pdf import write_pdf  # deferred, as all here: only what is saved is loaded

        return write_pdf(document, imprint, family, tr)
    if kind is PageKind.HTML:
        from coopviewer.rendering.document.web_page import write_web_page

        return write_web_page(document, tr).encode()
    from coopviewer.rendering.document.plain_text import write_markdown, write_text

    return (write_markdown(document) if kind is PageKind.MARKDOWN else write_text(document)).encode()
