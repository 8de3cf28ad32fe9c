"""Ends a program after Ctrl+C, SIGTERM or SIGHUP in such a way that the files it has begun are removed.

Not in ``files.py``, since no window needs this to start.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

_HELD_DOWN = 2.0  # seconds in which further Ctrl+C are those of a key that is held down, or of impatience
_SIGNALLED = 128  # by which shells raise the number of a signal that ended a program


@contextmanager
def ends_tidily() -> Iterator[None]:
    """Make SIGTERM and SIGHUP raise SystemExit inside the block, so that files that were begun are removed.

    The exit status is the one that shells report for a program which the signal ended: 143 for SIGTERM. The first
    Ctrl+C raises KeyboardInterrupt as usual; further ones are ignored until none has come for two seconds, since files
    are removed meanwhile. If a signal is ignored already, as under nohup, or has another handler, nothing changes for
    it. To be called on the main thread only.
    """
    pressed = 0.0

    def end(number: int, _frame: object) -> None:
        raise SystemExit(_SIGNALLED + number)

    def interrupt(_number: int, _frame: object) -> None:
        nonlocal pressed
        before, pressed = pressed, time.monotonic()
        if not before or pressed - before > _HELD_DOWN:
            raise KeyboardInterrupt

    found = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]
    caught = [number for number in found if signal.getsignal(number) is signal.SIG_DFL]
    for number in caught:
        signal.signal(number, end)
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_usual:
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)
        if is_usual:
            signal.signal(signal.SIGINT, signal.default_int_handler)
