"""A window in a process of its own in which a note is typed without a pause; made to be ended from outside."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from coopviewer import paths
from coopviewer.app import window
from coopviewer.app.composition import Composition, Start
from coopviewer.domain.browsing.addresses import Address

EVERY = 20  # milliseconds between two keys


class TypedInto(Composition):
    """A window into which a note is typed once all is at rest; a line for each key, with its time."""

    def deferred_work(self) -> tuple[Callable[[], object], ...]:
        return (*super().deferred_work(), self.begin_typing)

    def begin_typing(self) -> None:
        self._typed = 0
        self._keys = QTimer(self.window)
        self._keys.timeout.connect(self._type)
        self._keys.start(EVERY)

    def _type(self) -> None:
        feature = self.annotations
        if feature is None or not feature.page_annotations.complete:
            return
        if not self._typed:
            feature.pane.write_note()
        QTest.keyClick(feature.pane.editor.field, chr(ord("a") + self._typed % 26))
        self._typed += 1
        print(self._typed, time.monotonic(), flush=True)


if __name__ == "__main__":
    for name in ("SIGHUP", "SIGINT"):  # ignored, and inherited so, if the tests run under nohup or in the background
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    window.Composition = TypedInto  # type: ignore[misc]  # what run_window makes
    start = Start(paths.reference_file(), Address("project/afic"), folder=Path(sys.argv[1]))
    sys.exit(window.run_window(start))
