"""The preview of what will be printed, and the printing itself. Imported when something is printed, not before."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QLabel, QWidget

from coopviewer.widgets.export.paper import MARGINS, PaperPages, Sheet

_SERVER = "CUPS_SERVER"
_SOCKET = "/run/cups/cups.sock"
_OWN = (Path("/etc/cups/client.conf"), Path("~/.cups/client.conf"))


def ask_this_machine() -> None:
    """Let CUPS be asked through its socket, before Qt loads its printing.

    Without that CUPS' library tries 127.0.0.1 where the socket is missing. What the person wrote into a
    ``client.conf``, such as the name of a print server, holds.
    """
    if sys.platform == "linux" and not any(_is_file(path) for path in _OWN):
        os.environ.setdefault(_SERVER, _SOCKET)


def _is_file(path: Path) -> bool:
    try:
        return path.expanduser().is_file()
    except (OSError, RuntimeError):  # a folder that may not be looked into, or nobody's home is known
        return False


def make_printer(title: str) -> QPrinter:
    """Make the printer a person has, with our margins; where there is none it stands for a file (PDF)."""
    ask_this_machine()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    return printer


def printer_names() -> tuple[str, ...]:
    """Return the names of the printers that this system knows."""
    ask_this_machine()
    return tuple(QPrinterInfo.availablePrinterNames())


def sheet_of(printer: QPrinter) -> Sheet:
    """Say how large a printer's sheet is within its margins, and how fine it prints."""
    area = printer.pageLayout().paintRectPixels(printer.resolution())
    return Sheet(printer.resolution(), area.width(), area.height())


class PrintPreview(QPrintPreviewDialog):
    """Shows the pages as they will be printed; its own button prints them."""

    def __init__(self, printer: QPrinter, pages_for: Callable[[Sheet], PaperPages], parent: QWidget) -> None:
        """Show what ``pages_for`` gives for the printer's sheet; it is asked again when the sheet changes."""
        super().__init__(printer, parent)
        self._printer = printer  # the dialog does not keep it
        self._pages_for = pages_for
        self._pages: tuple[Sheet, PaperPages] | None = None
        self.paintRequested.connect(self._paint)
        if not printer_names():
            notice = QLabel(
                self.tr("No printer is set up on this system. You can print into a PDF file, or save the page as one."),
                self,
            )
            notice.setMargin(8)
            notice.setWordWrap(True)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(notice)

    def use(self, sheet: Sheet, pages: PaperPages) -> None:
        """Show these pages as long as the sheet is the one they are for."""
        self._pages = (sheet, pages)

    def lay_out_part(self) -> bool:
        """Lay out the next part of the pages; tells whether there is more to do before they can be shown."""
        return self._pages is not None and self._pages[1].lay_out_part()

    @Slot(QPrinter)
    def _paint(self, printer: QPrinter) -> None:
        sheet = sheet_of(printer)
        if self._pages is None or self._pages[0] != sheet:
            self._pages = (sheet, self._pages_for(sheet))
        self._pages[1].lay_out()
        paint_pages(printer, self._pages[1])


def paint_pages(printer: QPrinter, pages: PaperPages) -> None:
    """Print the pages that are wanted, in the order and as often as they are."""
    first = min(max(printer.fromPage(), 1), pages.count)
    last = min(printer.toPage() or pages.count, pages.count)
    numbers = list(range(first, last + 1))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    if not printer.supportsMultipleCopies():
        numbers *= printer.copyCount()
    painter = QPainter(printer)
    for place, number in enumerate(numbers):
        if place:
            printer.newPage()
        pages.paint(painter, number)
    painter.end()
