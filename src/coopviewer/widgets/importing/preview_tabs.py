"""The preview of XML files to import, in four tabs: what is in them, samples, XML elements, and notes so far."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QTextBrowser, QWidget

from coopviewer.domain.imports.previews import ImportPreview
from coopviewer.models.language import language
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.screen_style import style_sheet
from coopviewer.rendering.imports.preview_layout import (
    lay_out_contents,
    lay_out_elements,
    lay_out_notes,
    lay_out_samples,
)
from coopviewer.widgets.common.theme import DrawingOptions
from coopviewer.widgets.page.page_drawing import page_style

_MARGIN = 8  # pixels
_NARROW = 38  # times the size of the text; a narrower text has its tables row by row


class PreviewText(QTextBrowser):
    """A document to be read and copied; it opens no links."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.document().setDocumentMargin(_MARGIN)

    def show_document(self, document: Document, options: DrawingOptions) -> None:
        """Show a document from its beginning, in place of the one before."""
        narrow = self.width() < _NARROW * options.size
        self.setAccessibleName(document.title)
        self.document().setDefaultStyleSheet(style_sheet(page_style(options)._replace(line_height=120)))
        self.setHtml(write_html(document, narrow=narrow, right_to_left=options.tr.is_right_to_left))


class PreviewTabs(QTabWidget):
    """Shows a preview of XML files to import in four tabs; each tab of a preview is drawn when it is first shown."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.texts = [PreviewText(self) for _ in range(4)]
        for text, title in zip(self.texts, self._titles(0), strict=True):
            self.addTab(text, title)
        self.setAccessibleName(self.tr("Preview"))
        self._preview: ImportPreview | None = None
        self._options: DrawingOptions | None = None
        self._drawn: set[int] = set()
        self.currentChanged.connect(self._draw)

    def show_preview(self, preview: ImportPreview, options: DrawingOptions) -> None:
        """Show what is in the previewed files, in place of an earlier preview."""
        self._preview, self._options = preview, options
        for place, title in enumerate(self._titles(sum(preview.note_counts.values()))):
            self.setTabText(place, title)
        self._drawn.clear()
        self._draw(self.currentIndex())

    def clear_preview(self) -> None:
        """Show nothing; the tabs stay, without a number of notes."""
        self._preview = None
        self._drawn.clear()
        for place, title in enumerate(self._titles(0)):
            self.setTabText(place, title)
        for text in self.texts:
            text.clear()

    def _titles(self, notes: int) -> Sequence[str]:
        so_far = self.tr("&Notes so far")
        counted = self.tr("&Notes so far ({count})").format(count=language().number(notes)) if notes else so_far
        return (self.tr("&What is in it"), self.tr("Sa&mples"), self.tr("&Elements"), counted)

    def _draw(self, place: int) -> None:
        if self._preview is None or self._options is None or place in self._drawn:
            return
        self._drawn.add(place)
        lay_out = (lay_out_contents, lay_out_samples, lay_out_elements, lay_out_notes)[place]
        self.texts[place].show_document(lay_out(self._preview, language()), self._options)
