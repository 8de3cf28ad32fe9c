"""Signals that ask the program to end: at logging out what was typed is saved first, Ctrl+C closes the window."""

import _signal as signal  # type: ignore[import-not-found]  # the core of signal, which as a whole makes enumerations
import os
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Slot

from coopviewer.widgets.shell.main_window import MainWindow

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")  # Windows has no SIGHUP, and tells a window itself that the session ends


class EndSignals(QObject):
    """Closes the window without a question, and ends the program, after SIGTERM or SIGHUP, as at logging out.

    After Ctrl+C the window closes as by its own button, with a question if something cannot be saved.

    Python calls signal handlers only while it executes Python code, which it does not do while nothing happens in the
    window. The number of a signal is therefore also written into a pipe, which Qt's event loop watches.
    """

    def __init__(self, window: MainWindow, save: Callable[[], None]) -> None:
        """Handle SIGTERM, SIGHUP and SIGINT (Ctrl+C) from now on, except those that the process ignores.

        To be called on the main thread of a POSIX system. ``save`` saves everything without questions, so that the
        window can close.
        """
        super().__init__(window)
        self._window, self._save = window, save
        self._previous: dict[int, object] = {}
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._wakeup = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for name in _NAMES:
            number = getattr(signal, name, None)
            # one that is ignored stays so: the program was started to outlive its terminal
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:
                self._previous[number] = signal.signal(number, _do_nothing)

    def stop(self) -> None:
        """Restore the handlers that the signals had before; to be called once."""
        self._notifier.setEnabled(False)
        try:
            signal.set_wakeup_fd(self._wakeup)
        except OSError:  # the pipe of another window in this process, which has ended since
            signal.set_wakeup_fd(-1)
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        self._previous.clear()
        os.close(self._read)
        os.close(self._write)

    @Slot()
    def _hear(self) -> None:
        heard = self._previous.keys() & set(os.read(self._read, 100))
        if heard == {signal.SIGINT}:
            self._window.close()
        elif heard:
            self._save()
            self._window.close()
            QCoreApplication.exit(0)  # also where a dialog is open


def _do_nothing(_number: int, _frame: object) -> None:
    """Handle a signal by doing nothing: without a handler in Python, its number is not written into the pipe."""
