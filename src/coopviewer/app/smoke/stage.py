"""The stage of the self-test: the window with all its parts, and waiting for its signals."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from coopviewer.app.composition import Composition

_PATIENCE = 30_000  # milliseconds that one thing may take


class StepFailed(Exception):
    """A step of the self-test found a problem; the message describes it to developers."""


class Stage:
    """What a step of the self-test acts on: a window with all its parts, and the folder for its pictures."""

    def __init__(self, composition: Composition, folder: Path, own: Path) -> None:
        """Hold the window's parts (``composition``), the ``folder`` in which ``draw`` saves pictures, and ``own``.

        ``own`` is the temporary folder that has the window's files. The three are attributes of the same names.
        """
        self.composition, self.folder, self.own = composition, folder, own

    def wait(
        self,
        signal: SignalInstance,
        begin: Callable[[], object] | None = None,
        failure: SignalInstance | None = None,
    ) -> None:
        """Call ``begin``, and wait for ``signal``, at most 30 seconds.

        Raises StepFailed if ``failure`` is emitted, or if it takes too long. ``begin`` None: the work was started
        before. ``failure`` None: there is no such signal.
        """
        heard: list[str] = []
        loop = QEventLoop()
        patience = QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(loop.quit)

        def take(*_facts: object) -> None:
            heard.append("")
            loop.quit()

        def fail(fault: object) -> None:
            heard.append(str(fault))
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
            raise StepFailed(heard[0] if heard else f"It had not happened after {_PATIENCE // 1000} seconds.")

    def draw(self, name: str, widget: QWidget | None = None) -> str:
        """Draw a widget (None: the window) into a PNG file in the folder, and return the file's name.

        For the name ``cite`` that is ``cite.png``. Raises StepFailed if it cannot be written.
        """
        target = self.folder / f"{name}.png"
        QGuiApplication.sendPostedEvents()
        if not (widget or self.composition.window).grab().save(str(target), "PNG"):
            raise StepFailed(f"The picture {target} could not be written.")
        return target.name
