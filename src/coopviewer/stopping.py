"""Handles Ctrl+C while the program loads its modules, and while it ends: at most one line, and no traceback.

An exception raised there would be printed with a traceback, or be lost inside the import system. Nothing is open yet
that would have to be removed, or all has been. This module is imported first, and imports what Python itself has
loaded.
"""

import _signal  # type: ignore[import-not-found]  # the core of signal, which as a whole makes enumerations
import os

_STATUS = 130  # as shells report a program that Ctrl+C has ended


class StopsAtOnce:
    """Lets Ctrl+C end the program from ``begin`` to ``end``, or ignores it; before and after, it is an exception.

    ``words`` is the line that is printed, without its end; the exit status is 130. Nothing is changed where Ctrl+C is
    ignored or handled in another way, or on another thread than the main one, which receives no signals.
    """

    def __init__(self, words: str) -> None:
        """Set the line to print; nothing changes until ``begin``."""
        self.words = words
        self._is_begun = False

    def begin(self) -> None:
        """Let Ctrl+C end the program from now on, until ``end``; only if Python's own handler is in place."""
        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            try:
                _signal.signal(_signal.SIGINT, self._end_program)
            except ValueError:  # not the main thread
                return
            self._is_begun = True

    def end(self) -> None:
        """Make Ctrl+C an exception again, if ``begin`` or ``ignore`` changed it."""
        if self._is_begun:
            self._is_begun = False
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)

    def ignore(self) -> None:
        """Ignore Ctrl+C until ``end``, as once the work is done and the exit status is decided.

        A key that is held down sends it again and again, also while the program says that it was stopped.
        """
        if _signal.getsignal(_signal.SIGINT) in (_signal.default_int_handler, self._end_program):
            try:
                _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
            except ValueError:  # not the main thread
                return
            self._is_begun = True

    def _end_program(self, _number: int, _frame: object) -> None:
        try:
            os.write(2, f"{self.words}{os.linesep}".encode())
        finally:  # also where standard error is closed
            os._exit(_STATUS)


loading = StopsAtOnce("Stopped.")
"""For the loading of modules: ``__main__`` calls ``begin`` and sets ``words``, and a verb calls ``end`` once loaded."""
