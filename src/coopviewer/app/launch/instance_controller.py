"""Controller of later starts: their addresses are opened in this window, each in a tab of its own.

A later start is a run of the program while this window is open; it names no reference file and has no ``--fresh``.
"""

import _socket
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.launch.single_instance import listen, read_address
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.workspace.background import BackgroundQueue, Job

_MOST_AT_ONCE = 8  # later starts whose address is awaited; a further one opens a window of its own


class InstanceController(QObject):
    """Listens for later starts of the program, brings this window to the front, and opens their addresses in new tabs.

    A later start without an address, or with an invalid one, only brings the window to the front. While eight later
    starts are connected and have not sent their address yet, a ninth is turned away: it opens a window of its own.
    """

    def __init__(self, context: AppContext, path: Path) -> None:
        """Listen at the socket ``path`` from now on.

        ``listens`` is False if the system or another window prevents it.
        """
        super().__init__(context.window)
        self._reading, self._window = context.reading, context.window
        self._waiting = 0
        self._queue: BackgroundQueue[None] = BackgroundQueue("later-start", self)
        self._listener = listen(path)
        if self._listener is not None:
            self._notifier = QSocketNotifier(self._listener.server.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._accept)
            self._window.closing.connect(self.stop)

    @property
    def listens(self) -> bool:
        """Whether this is the window that later starts are sent to."""
        return self._listener is not None

    @Slot()
    def stop(self) -> None:
        """Stop listening; nothing happens if this window does not listen."""
        if self._listener is not None:
            self._notifier.setEnabled(False)
            self._listener.close()
            self._listener = None

    @Slot()
    def _accept(self) -> None:
        """Have a background thread read what a later start sends, since that may take long or send nothing."""
        client = self._listener.accept() if self._listener is not None else None
        if client is None:
            return
        if self._waiting >= _MOST_AT_ONCE:
            client.close()
            return
        self._waiting += 1
        self._queue.put(partial(_read, client), self._open, defect=self._open)
        self._queue.end()  # the next one has a thread of its own

    def _open(self, said: object) -> None:
        self._waiting -= 1
        if not isinstance(said, str) or self._listener is None:
            return
        self._window.come_to_front()
        if said:
            try:
                address = parse_address(said)
            except ValueError:
                return
            self._window.page.leave()
            self._reading.open_in_new_tab(address)


def _read(client: _socket.socket, _job: Job[None]) -> str | None:
    return read_address(client)
