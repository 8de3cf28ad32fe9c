"""Controller of later starts: the address of a later start is opened in a new tab of the window that is running."""

from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.launch.single_instance import listen, take
from coopviewer.domain.browsing.addresses import parse_address


class InstanceController(QObject):
    """Connects the socket of later starts to the reading service."""

    def __init__(self, context: AppContext, path: Path) -> None:
        """Listen at a socket from now on, if that is possible."""
        super().__init__(context.window)
        self._path, self._reading, self._window = path, context.reading, context.window
        self._server = listen(path)
        if self._server is not None:
            self._notifier = QSocketNotifier(self._server.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._hear)
            self._window.closing.connect(self.stop)

    @property
    def listens(self) -> bool:
        """Whether later starts are handed to this window."""
        return self._server is not None

    @Slot()
    def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._notifier.setEnabled(False)
            self._server.close()
            self._server = None
            self._path.unlink(missing_ok=True)

    @Slot()
    def _hear(self) -> None:
        said = take(self._server) if self._server is not None else None
        if said is None:
            return
        self._window.come_to_front()
        if said:
            try:
                address = parse_address(said)
            except ValueError:
                return
            self._window.page.leave()
            self._reading.open_in_new_tab(address)
