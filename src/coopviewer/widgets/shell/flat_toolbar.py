"""A toolbar on the plain ground of the window. Not by a style sheet: what has one does not follow colours and fonts."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QToolBar


class FlatToolBar(QToolBar):
    """Draws nothing of its own: the window's ground shows through."""

    # Qt's names

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave out the style's frame and shading. Not by fillRect(): it makes the enumerations of Qt."""
