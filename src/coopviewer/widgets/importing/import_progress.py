"""The progress of an import: a bar, and words on how far it is and how much time is left, renewed every second."""

import time

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from coopviewer.models.language import language
from coopviewer.rendering.words.import_preview_words import progress_words

_PARTS, _SECOND = 1000, 1000  # of the bar; milliseconds


class ImportProgressBar(QProgressBar):
    """A bar that is shown from ``begin`` to ``end``; its owner shows as text the words that ``said`` emits."""

    said = Signal(str)
    """How far the import is, in words; emitted at each ``show_progress`` and, after the first one, every second."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(self.tr("Progress of the import"))
        self._began, self._done, self._total, self._elapsed = 0.0, 0, 0, 0.0
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._say)
        self.hide()

    def begin(self) -> None:
        """Show that an import has begun, with a busy bar until the first ``show_progress``."""
        self._began, self._total = time.monotonic(), 0
        self.setRange(0, 0)
        self.show()
        self._clock.start(_SECOND)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` bytes are read, and emit ``said`` with that in words.

        Nothing is emitted before ``begin``, after ``end``, or if ``total`` is 0. Once all bytes are read, the bar is
        busy without an end, since the work that follows is not counted.
        """
        self._done, self._total, self._elapsed = done, total, time.monotonic() - self._began
        self.setRange(0, _PARTS if done < total else 0)  # what follows the last byte is not counted
        self.setValue(_PARTS * done // total if total else 0)
        self._say()

    def end(self) -> None:
        """Hide the bar, and do not emit ``said`` before the next ``begin``."""
        self._clock.stop()
        self.hide()

    @Slot()
    def _say(self) -> None:
        if self._total and self._clock.isActive():
            since = time.monotonic() - self._began - self._elapsed
            words = progress_words(self._done, self._total, self._elapsed, since, language())
            self.setAccessibleDescription(words)
            self.said.emit(words)
