"""Handles Ctrl+C while the program loads its modules, and while it ends: at most one line, and no traceback.

KeyboardInterrupt would be printed with a traceback in these times, or be lost inside the import system. While modules
are loaded, Ctrl+C therefore ends the process at once: nothing has been begun that would have to be removed. Once the
exit status of a verb is decided, Ctrl+C is ignored. This module is imported first, and imports only what Python itself
has loaded.
"""

import _signal  # type: ignore[import-not-found]  # the core of signal, which as a whole makes enumerations
import os

_STATUS = 130  # as shells report a program that Ctrl+C has ended


class StopsAtOnce:
    """Between ``begin`` and ``end``, Ctrl+C ends the program at once; otherwise it raises KeyboardInterrupt as usual.

    ``words`` is the line that is printed then, without a line feed; the exit status is 130. After ``ignore``, Ctrl+C
    does nothing until ``end``. All this does nothing where Ctrl+C is ignored already or handled in another way, and on
    threads other than the main one, which receive no signals.
    """

    def __init__(self, words: str) -> None:
        """Set the line to print; nothing changes until ``begin``."""
        self.words = words
        self._is_begun = False

    def begin(self) -> None:
        """Let Ctrl+C end the program from now on, until ``end``; no effect if a handler other than Python's is set."""
        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            try:
                _signal.signal(_signal.SIGINT, self._end_program)
            except ValueError:  # not the main thread
                return
            self._is_begun = True

    def end(self) -> None:
        """Let Ctrl+C raise KeyboardInterrupt again, if ``begin`` or ``ignore`` changed that."""
        if self._is_begun:
            self._is_begun = False
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)

    def ignore(self) -> None:
        """Ignore Ctrl+C until ``end``; for when the work is done and the exit status is decided.

        A key that is held down sends Ctrl+C again and again, also while the program says that it was stopped.
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
"""What Ctrl+C does while modules are loaded: ``__main__`` calls ``begin`` and sets ``words``, a verb calls ``end``."""
