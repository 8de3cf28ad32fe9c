"""Relay signals from a worker thread to the UI; safe even if the receiving window is destroyed first."""

import atexit
from threading import Event, Lock

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance, Slot

_SENDING = Lock()
_ENDED = Event()


class SignalRelay(QObject):
    """Holds the signals that a thread emits for an object of the window's thread; a subclass names them.

    A relay stays until the application goes. A signal of an object that goes with its window would be torn down under
    the thread that emits it, and so would one that the thread lets go of last: either crashes the program. The receiver
    connects its own slots to the relay, and Qt drops what is sent after the receiver has gone. There is one relay for
    each queue, not one for each job, since none is let go of.
    """

    _broke = Signal(object)

    def __init__(self) -> None:
        """Belongs to the thread that creates it, which must be the receiver's."""
        super().__init__(QCoreApplication.instance())
        self._broke.connect(self._raise)

    def send(self, signal: SignalInstance, *words: object) -> None:
        """Emit one of these signals; nothing happens once the program ends, whose threads may outlive its relays."""
        with _SENDING:
            if not _ENDED.is_set():
                signal.emit(*words)

    def send_defect(self, defect: BaseException) -> None:
        """Raise a defect again on the window's thread, where it is logged and shown."""
        self.send(self._broke, defect)

    @Slot(object)
    def _raise(self, defect: BaseException) -> None:
        raise defect


@atexit.register  # which comes before PySide6's own, that deletes the application: it was registered earlier
def _end() -> None:
    with _SENDING:
        _ENDED.set()
