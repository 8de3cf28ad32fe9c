"""Controller of printing: lays the page out between events, shows a preview, then prints."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.export.page_export_controller import PageExportController
from coopviewer.rendering.document.document import Document
from coopviewer.widgets.export.print_preview import PrintPreview, make_printer, printer_names, sheet_of


class PrintController(QObject):
    """Shows a print preview of the open page or of another document, one at a time, from which the user prints."""

    def __init__(self, context: AppContext, page_export: PageExportController) -> None:
        """Lay out pages by ``page_export``; ``open`` shows the preview."""
        super().__init__(context.window)
        self._reading, self._window, self._page_export = context.reading, context.window, page_export
        self.preview: PrintPreview | None = None
        """The preview; None if none is open or being laid out."""
        self._parts: QTimer | None = None
        self._window.closing.connect(self._stop)

    def printers(self) -> tuple[str, ...]:
        """Return the names of the system's printers; empty if there are none."""
        return printer_names()

    def open(self, document: Document | None = None) -> None:
        """Show the print preview of a document, None: of the open page, once it is laid out; returns at once.

        Nothing happens without a document or an open page, or while a preview is open or being laid out.
        """
        if (document is None and self._reading.open_page is None) or self.preview is not None:
            return
        document = document or self._page_export.document()
        printer = make_printer(document.title)
        pages_for = partial(self._page_export.pages_of, document)
        self.preview = PrintPreview(printer, pages_for, self._window)
        self.preview.finished.connect(self._forget_preview)
        self.preview.set_pages(sheet_of(printer), pages_for(sheet_of(printer)))
        self._window.show_status(self.tr("The pages are being laid out."))
        self._begin_parts()

    def _begin_parts(self) -> None:
        self._parts = QTimer(self)  # without an interval: between what else there is to do
        self._parts.timeout.connect(self._lay_out_part)
        self._parts.start()

    @Slot()
    def _lay_out_part(self) -> None:
        """Lay out the next part, and show the preview after the last one.

        Nothing happens once the preview is gone or complete.
        """
        if self.preview is None or self._parts is None:
            return
        self._parts.stop()  # so that an error in one of the parts is reported once
        if self.preview.lay_out_part():
            self._parts.start()
            return
        self._parts.deleteLater()
        self._parts = None
        self._window.show_status("")
        self.preview.open()

    @Slot()
    def _stop(self) -> None:
        """Lay out no further part, since the window is being closed: the preview would be opened without it."""
        if self._parts is not None:
            self._parts.stop()

    @Slot()
    def _forget_preview(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None
