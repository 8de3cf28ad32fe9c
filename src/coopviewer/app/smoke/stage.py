"""The stage of the self-test: the window with all its parts, and waiting for its signals."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from coopviewer.app.composition import Composition
from coopviewer.domain.errors import EnvironmentFault

_PATIENCE = 30_000  # milliseconds that one thing may take


class Stage:
    """What a step acts on: the window with all its parts, and the folder that is written into."""

    def __init__(self, composition: Composition, folder: Path, own: Path) -> None:
        """Write pictures into ``folder``; ``own`` is where the window keeps its files."""
        self.composition, self.folder, self.own = composition, folder, own

    def wait(
        self,
        signal: SignalInstance,
        begin: Callable[[], object] | None = None,
        failure: SignalInstance | None = None,
    ) -> None:
        """Begin something and go on once it is told; raises EnvironmentFault where it failed or took too long.

        ``begin`` None: it has begun already.
        """
        heard: list[str] = []
        loop = QEventLoop()
        patience = QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(loop.quit)

        def take(*_facts: object) -> None:
            heard.append("")
            loop.quit()

        def fail(sentence: str) -> None:
            heard.append(sentence)
            loop.quit()

        signal.connect(take)
        if failure is not None:
            failure.connect(fail)
        if begin is not None:
            begin()
        if not heard:
            patience.start(_PATIENCE)
            loop.exec()
        signal.disconnect(take)
        if failure is not None:
            failure.disconnect(fail)
        if not heard or heard[0]:
            raise EnvironmentFault(heard[0] if heard else f"It had not happened after {_PATIENCE // 1000} seconds.")

    def draw(self, name: str, widget: QWidget | None = None) -> str:
        """Draw the window, or another one, into a picture; gives its name.

        Raises EnvironmentFault where it cannot be written.
        """
        target = self.folder / f"{name}.png"
        QGuiApplication.sendPostedEvents()
        if not (widget or self.composition.window).grab().save(str(target), "PNG"):
            raise EnvironmentFault(f"The picture {target} could not be written.")
        return target.name
