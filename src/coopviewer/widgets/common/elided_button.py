"""A flat button whose text ends with an ellipsis where there is no room for all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

_LEAST = 8  # characters' widths


class ElidedButton(QPushButton):
    """``text`` is the whole, as those hear it who do not see; ``drawn`` what there is room for."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a text."""
        super().__init__(parent)
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def drawn(self) -> str:
        """The text as it is drawn at this width."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self._elided(option)

    def _elided(self, option: QStyleOptionButton) -> str:
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        mnemonic = Qt.TextFlag.TextShowMnemonic.value
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room, mnemonic)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        wanted = super().sizeHint()
        return QSize(min(wanted.width(), _LEAST * self.fontMetrics().averageCharWidth()), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._elided(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
