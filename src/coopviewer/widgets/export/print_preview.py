"""The print preview, and printing itself."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QPageLayout, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QLabel, QWidget

from coopviewer.file_kinds import full_path
from coopviewer.widgets.export.paper import MARGINS, PaperPages, Sheet

_SERVER = "CUPS_SERVER"
_SOCKET = "/run/cups/cups.sock"
_CLIENT_CONFIGS = (Path("/etc/cups/client.conf"), Path("~/.cups/client.conf"))


def use_local_cups_socket() -> None:
    """Have the CUPS library use only the local socket, on Linux; call this before the first QPrinter is created.

    With that, or with the first use of QPrinterInfo, Qt loads its printing support. The environment variable
    CUPS_SERVER is set; else the library connects to 127.0.0.1 if the socket is missing. A ``client.conf`` of the user
    or the system, with the name of a print server for example, takes precedence, and so does CUPS_SERVER if it is set
    already.
    """
    if sys.platform == "linux" and not any(_is_file(path) for path in _CLIENT_CONFIGS):
        os.environ.setdefault(_SERVER, _SOCKET)


def _is_file(path: Path) -> bool:
    return os.path.isfile(full_path(path))  # noqa: PTH113  (pathlib raises for a folder without permission)


def make_printer(title: str) -> QPrinter:
    """Return the user's default printer; without any printer, one that writes a PDF file.

    That file has no name yet: the dialog by which the user prints from a PrintPreview asks for it. The margins are
    20 mm left and right, 18 mm above and 14 mm below (``MARGINS``). ``title`` is the name of what is printed, as a
    queue of the system shows it.
    """
    use_local_cups_socket()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    return printer


def printer_names() -> tuple[str, ...]:
    """Return the names of the system's printers; empty if there is none."""
    use_local_cups_socket()
    return tuple(QPrinterInfo.availablePrinterNames())


def sheet_of(printer: QPrinter) -> Sheet:
    """Return the resolution of a printer, and the size of its printable area in dots."""
    area = printer.pageLayout().paintRectPixels(printer.resolution())
    return Sheet(printer.resolution(), area.width(), area.height())


class PrintPreview(QPrintPreviewDialog):
    """Shows the pages as they will be printed, with a button that prints them."""

    def __init__(self, printer: QPrinter, pages_for: Callable[[Sheet], PaperPages], parent: QWidget) -> None:
        """Show the pages that ``pages_for`` returns for the printer's sheet (its printable area and resolution).

        ``pages_for`` is called whenever there are no pages for the present sheet: when the user chooses another one,
        and at first, unless ``set_pages`` was called before with pages for it. It may return
        pages that are not laid out yet: this dialog does that.
        """
        super().__init__(printer, parent)
        self._printer = printer  # since the dialog itself does not keep it alive
        self._pages_for = pages_for
        self._pages: tuple[Sheet, PaperPages] | None = None
        self._timer = QTimer(self)  # without an interval: lays out pages for another sheet between events
        self._timer.timeout.connect(self._lay_out_more)
        self.paintRequested.connect(self._paint)
        if not printer_names():
            notice = QLabel(
                self.tr("No printer is set up on this system. You can print to a PDF file, or save the page as PDF."),
                self,
            )
            notice.setMargin(8)
            notice.setWordWrap(True)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(notice)

    def set_pages(self, sheet: Sheet, pages: PaperPages) -> None:
        """Use these pages if ``sheet`` is the printer's sheet; if not, ``pages_for`` is called for other pages."""
        self._pages = (sheet, pages)

    def lay_out_part(self) -> bool:
        """Lay out the next part of the pages, which takes some milliseconds; return False once all are laid out.

        The pages are those passed to ``set_pages``, or, if another sheet was chosen later, those that ``pages_for``
        returned for it. False also if there are no pages yet. True: there may be further parts.
        """
        return self._pages is not None and self._pages[1].lay_out_part()

    @Slot(QPrinter)
    def _paint(self, printer: QPrinter) -> None:
        sheet = sheet_of(printer)
        if self._pages is None or self._pages[0] != sheet:
            self._pages = (sheet, self._pages_for(sheet))
        if self._pages[1].count or not _is_for_screen(printer):
            self._timer.stop()
            self._pages[1].lay_out()
            paint_pages(printer, self._pages[1])
            return
        with QPainter(printer) as painter:
            painter.drawText(0, painter.fontMetrics().height(), self.tr("The pages are being laid out."))
        self._timer.start()

    @Slot()
    def _lay_out_more(self) -> None:
        if not self.lay_out_part():
            self._timer.stop()
            shown = self.findChild(QPrintPreviewWidget)
            assert isinstance(shown, QPrintPreviewWidget)
            shown.updatePreview()


def _is_for_screen(printer: QPrinter) -> bool:
    """Return whether a printer records what is painted for a preview, instead of printing it."""
    engine = printer.paintEngine()
    return engine is not None and engine.type() == QPaintEngine.Type.Picture


def paint_pages(printer: QPrinter, pages: PaperPages) -> None:
    """Print the page range that the printer is set to, in its page order and number of copies.

    All parts of ``pages`` must be laid out.
    """
    first = min(max(printer.fromPage(), 1), pages.count)
    last = min(printer.toPage() or pages.count, pages.count)
    numbers = list(range(first, last + 1))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    if not printer.supportsMultipleCopies():
        numbers *= printer.copyCount()
    with QPainter(printer) as painter:
        for index, number in enumerate(numbers):
            if index:
                printer.newPage()
            pages.paint(painter, number)
