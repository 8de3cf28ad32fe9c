"""The first window listens: a later start's address is opened in it, in a tab of its own."""

from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.launch.single_instance import listen, take
from coopviewer.domain.browsing.addresses import parse_address


class InstanceController(QObject):
    """Joins the socket of later starts to reading."""

    def __init__(self, context: AppContext, path: Path) -> None:
        """Listen at a socket from now on, where the system lets us."""
        super().__init__(context.window)
        self._path, self._reading, self._window = path, context.reading, context.window
        self._server = listen(path)
        if self._server is not None:
            self._notifier = QSocketNotifier(self._server.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._hear)
            self._window.closing.connect(self.stop)

    @property
    def listens(self) -> bool:
        """Whether this is the window that later starts are handed to."""
        return self._server is not None

    @Slot()
    def stop(self) -> None:
        """Listen no longer."""
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
