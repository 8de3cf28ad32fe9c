"""Signals that end the program, held back while work is done that must not be interrupted just anywhere.

Python runs the handler of a signal between two steps of whatever function is under way. An exception that a handler
raises is lost where SQLite has called that function, and leaves files behind where it comes between the creation of a
folder and the note that it has to be removed. The first signal that is held back is sent again once the block is left.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_ENDING = [number for name in _NAMES if (number := getattr(signal, name, None)) is not None]


@contextmanager
def held_signals() -> Iterator[list[int]]:
    """Hold back the signals that end the program while the block runs, and yield the list of those received so far.

    The first of them is sent again at the end of the block. Signals that are ignored or end the program at once are not
    held back. Other threads than the main one receive none, so that nothing is held back there.
    """
    received: list[int] = []
    if current_thread() is not main_thread():
        yield received
        return

    def hold(number: int, _frame: object) -> None:
        received.append(number)

    handlers = {number: signal.getsignal(number) for number in _ENDING}
    held = {number: handler for number, handler in handlers.items() if callable(handler)}
    try:
        for number in held:
            signal.signal(number, hold)
        yield received
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
        if received:
            signal.raise_signal(received[0])
