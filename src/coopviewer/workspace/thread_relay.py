"""Post: how a thread tells the window something, whatever becomes of the window meanwhile."""

import atexit
from threading import Event, Lock

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance, Slot

_TELLING = Lock()
_ENDED = Event()


class SignalRelay(QObject):
    """Holds the signals that a thread emits for an object of the window's thread; those who use it name them.

    It stays until the application goes. A signal of an object that goes with its window would be torn down under the
    thread that emits it, and so would one that the thread lets go of last: either crashes the program. An object
    connects its own slots here, and what is told after it has gone is lost quietly. There is one for each object, not
    one for each job, since none is let go of.
    """

    _broke = Signal(object)

    def __init__(self) -> None:
        """Belong to the thread this is made on, which has to be the receiver's."""
        super().__init__(QCoreApplication.instance())
        self._broke.connect(self._raise)

    def send(self, signal: SignalInstance, *words: object) -> None:
        """Emit one of these signals; nothing happens once the program ends, whose threads may outlive its posts."""
        with _TELLING:
            if not _ENDED.is_set():
                signal.emit(*words)

    def send_defect(self, defect: BaseException) -> None:
        """Have a defect raised again on the window's thread, where it is told and logged."""
        self.send(self._broke, defect)

    @Slot(object)
    def _raise(self, defect: BaseException) -> None:
        raise defect


@atexit.register  # which comes before PySide6's own, that deletes the application: it was registered earlier
def _end() -> None:
    with _TELLING:
        _ENDED.set()
