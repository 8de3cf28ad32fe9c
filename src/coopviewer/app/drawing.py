"""Draws the window into a picture, without a screen."""

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEventLoop,
    QIODevice,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    SignalInstance,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.exchange.files import save_file
from coopviewer.standard_output import confirm, print_error

_PATIENCE = 5000  # milliseconds that a picture waits for what it shows


def draw_window(start: Start, target: Path) -> int:
    """Draw the window with its first page into a PNG file instead of showing it; return the exit status, 0.

    An existing file is replaced. The user's settings do not affect the picture, since the window uses an empty folder
    for its files. The process must have no QApplication yet. Raises EnvironmentFault if the reference cannot be opened
    or the picture cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(without_noise)
    save_file(target, _as_png(picture_of(make_application(start.tr), start)))
    confirm(start.tr("The window was drawn into {path}.").format(path=target))
    return 0


def picture_of(application: QApplication, start: Start) -> QPixmap:
    """Return a picture of a window with its first page; it uses an empty folder for its files.

    An annotations file that ``start`` names is opened all the same. Search results, the annotations of the page, and
    the bookmarks and notes on home are waited for, each at most 5 seconds. Raises EnvironmentFault if the reference
    cannot be opened.
    """
    with tempfile.TemporaryDirectory() as empty:
        composition = Composition(application, start._replace(folder=Path(empty)))
        try:
            _show_all(composition)
            application.sendPostedEvents()
            return composition.window.grab()
        finally:
            composition.stop()


def _as_png(picture: QPixmap) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    buffer.close()
    return bytes(content.data())


def _show_all(composition: Composition) -> None:
    """Show the window with its first page, and wait until search results and annotations are shown."""
    composition.window.show()
    composition.show_first_page()
    address = composition.reading.address
    if address is not None and address.is_search:
        search = composition.search.controller.search_service
        _wait_for(search.counted, search.failed)
    composition.begin_annotations()
    file = composition.annotations_on_demand.file
    if file is not None:
        _wait_for(file.badges.shown, file.services.file_session.failed)
        if address is not None and address.is_home and composition.reading.home.own is None:
            _wait_for(composition.reading.page_updated)  # with bookmarks and notes, or that they cannot be read


def _wait_for(*signals: SignalInstance) -> None:
    """Wait until one of the signals is emitted, at most 5 seconds."""
    loop = QEventLoop()
    for signal in signals:
        signal.connect(loop.quit)
    QTimer.singleShot(_PATIENCE, loop.quit)
    loop.exec()


def without_noise(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Print a message of Qt to standard error, but not the one on ``propagateSizeHints``, of each offscreen window."""
    if "propagateSizeHints" not in message:
        print_error(message)
