"""A toolbar on the plain ground of the window. Not by a style sheet: what has one does not follow colours and fonts."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolBar


class FlatToolBar(QToolBar):
    """Draws its ground and nothing else."""

    # Qt's names

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
        painter.end()
