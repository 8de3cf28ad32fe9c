"""The one excepthook: writes a defect to the log, shows the user where the log is, and keeps the window open."""

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from coopviewer import __version__
from coopviewer.models.language import language
from coopviewer.private_folders import make_private_folder
from coopviewer.widgets.shell.main_window import MainWindow


def catch_defects(window: MainWindow, log: Path) -> None:
    """Log unhandled exceptions from now on, and show them in the window."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        tr = language()
        tr = language()
        text = "".join(traceback.format_exception(kind, error, trace))
        try:
            where = write_log(log, text)
        except OSError:
            sys.stderr.write(text)
            window.show_error(
                tr("Something went wrong that should not have, and it could not be written to the log either.")
            )
            return
        words = tr("Something went wrong that should not have. What happened is written in {path}.")
        window.show_error(words.format(path=where))

    sys.excepthook = hook


def write_log(path: Path, text: str) -> Path:
    """Append a defect to the log, which only its owner can read, and return the log's path. Raises OSError."""
    make_private_folder(path.parent)
    path.touch(mode=0o600, exist_ok=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} coopviewer {__version__}\n{text}\n")
    return path
