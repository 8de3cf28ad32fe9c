"""Relay signals from a worker thread to the UI; safe even if the receiving window is destroyed first."""

import atexit
from threading import Event, Lock

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance, Slot

_SENDING = Lock()
_ENDED = Event()


class SignalRelay(QObject):
    """Holds the signals that a thread emits for an object of the window's thread; a subclass names them.

    A relay exists until the application ends. If it were destroyed with the window, or by the thread that drops the
    last reference to it, the thread could emit a destroyed signal, which crashes the program. The receiver connects its
    own slots to the relay, and Qt drops signals for a receiver that was destroyed. There is one relay for each queue,
    not one for each job, since relays are never destroyed.
    """

    _broke = Signal(object)

    def __init__(self) -> None:
        """Create a relay; to be called on the window's thread, since defects are raised on the thread that does so."""
        super().__init__(QCoreApplication.instance())
        self._broke.connect(self._raise)

    def send(self, signal: SignalInstance, *words: object) -> None:
        """Emit one of the relay's signals with ``words`` as its arguments; may be called on any thread.

        Nothing happens once the program ends, whose threads may outlive its relays.
        """
        with _SENDING:
            if not _ENDED.is_set():
                signal.emit(*words)

    def send_defect(self, defect: BaseException) -> None:
        """Raise a defect again on the window's thread, where it is logged and shown; may be called on any thread."""
        self.send(self._broke, defect)

    @Slot(object)
    def _raise(self, defect: BaseException) -> None:
        raise defect


@atexit.register  # runs before PySide6's own function, which was registered earlier and deletes the application
def _end() -> None:
    with _SENDING:
        _ENDED.set()
