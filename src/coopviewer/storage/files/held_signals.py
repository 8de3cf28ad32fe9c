"""Holding back the signals that end the program, such as Ctrl+C, while a step of work must not be interrupted.

The handler of a signal may raise an exception between any two steps of Python. Inside a function that SQLite calls,
such an exception is lost. Just after a folder was created, it comes too early: the code that removes the folder does
not know of it yet.
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

    These are SIGINT, SIGTERM and SIGHUP, as far as the program has a handler for them. The first one received is sent
    again at the end of the block, the others are dropped. On other threads than the main one, which receive no signals,
    nothing is held back and the list stays empty.
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
