"""The one excepthook: writes a defect to the log, shows the user where the log is, and keeps the window open."""

import errno
import os
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from coopviewer import __version__
from coopviewer.app.on_demand import load
from coopviewer.file_kinds import NotAFile, is_plain_file
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.private_folders import make_private_folder
from coopviewer.widgets.shell.main_window import MainWindow

_LONGEST = 2000  # characters of a line in the log: an error may quote all of a file


def catch_defects(window: MainWindow, log: Path) -> None:
    """From now on, log exceptions that nothing caught, and show the user where the log is; Ctrl+C closes the window.

    ``log`` is the path of the log; if it cannot be written, exceptions are printed to the standard error instead.
    """
    messages = _Messages(window)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, window.close)  # Ctrl+C before the window listens to signals, or on Windows
            return
        tr = language()
        text = "".join(traceback.format_exception(kind, error, trace))
        try:
            where = write_log(log, text)
        except OSError:
            load("print_error")(*text.splitlines())
            messages.show_soon(
                tr("Something went wrong that should not have, and it could not be written to the log either.")
            )
            return
        words = tr("Something went wrong that should not have. What happened is written in {path}.")
        messages.show_soon(words.format(path=where))

    sys.excepthook = hook


class _Messages(QObject):
    """Shows messages on the window's thread once Qt is done with what it is doing.

    A defect may be met while a widget is painted, or on a thread that lays out text: a window that is opened then
    ends the process.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[str] = []

    def show_soon(self, message: str) -> None:
        """Show a message in an error dialog soon; while one waits to be shown, the same one is not shown twice."""
        if message not in self._waiting:
            self._waiting.append(message)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    # Qt overrides

    @guarded
    def customEvent(self, event: QEvent) -> None:
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self._window.show_error(message)


def write_log(path: Path, text: str) -> Path:
    """Append a text, such as a defect, with the present time to the log at ``path``; return ``path``.

    A missing log is created, with its folder, so that only its owner can read it. Raises OSError if that fails, or
    if ``path`` is no ordinary file.
    """
    make_private_folder(path.parent)
    if not is_plain_file(path):  # a pipe would be waited for
        raise NotAFile(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    path.touch(mode=0o600, exist_ok=True)
    with path.open("a", encoding="utf-8", errors="backslashreplace") as log:  # a path may have bytes that are no text
        log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} coopviewer {__version__}\n{text}\n")
    return path


class InvalidFiles:
    """Logs which of the user's own files, or values in them, are invalid and so count as absent; each file once."""

    def __init__(self, log: Path) -> None:
        """Start with no file logged; ``log`` is the path of the log."""
        self._log = log
        self._known: set[Path] = set()

    def report(self, path: Path, error: Exception) -> None:
        """Log that a file, or a value in it, is invalid, once for each file; a failure to log is ignored."""
        if path in self._known:
            return
        self._known.add(path)
        with suppress(OSError):
            write_log(
                self._log, f"{path} is invalid, so it counts as absent: {type(error).__name__}: {error}"[:_LONGEST]
            )
