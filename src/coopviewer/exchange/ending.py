"""The signals that end a program, while it writes files. Apart from files.py: no launch of a window needs them."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SIGNALLED = 128  # by which shells raise the number of a signal that ended a program


@contextmanager
def ends_tidily() -> Iterator[None]:
    """Make SIGTERM and SIGHUP raise SystemExit inside the block, so that files that were begun are removed.

    The exit status is that of a program which the signal ended. A signal that is ignored, as under nohup, stays so, and
    so does one with another handler. To be called on the main thread only.
    """

    def end(number: int, _frame: object) -> None:
        raise SystemExit(_SIGNALLED + number)

    found = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]
    caught = [number for number in found if signal.getsignal(number) is signal.SIG_DFL]
    for number in caught:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)
