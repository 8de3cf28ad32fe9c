"""A flat button whose text is cut with an ellipsis if the button is too narrow for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

_LEAST_CHARACTERS = 8  # the minimum width, in average character widths


class ElidedButton(QPushButton):
    """``text`` is the whole text, as screen readers read it out; ``drawn_text`` the part that fits."""

    def __init__(self, parent: QWidget) -> None:
        """Start without text."""
        super().__init__(parent)
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def drawn_text(self) -> str:
        """The text as it is drawn at the current width."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self._elided(option)

    def _elided(self, option: QStyleOptionButton) -> str:
        width = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        mnemonic = Qt.TextFlag.TextShowMnemonic.value
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width, mnemonic)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), _LEAST_CHARACTERS * self.fontMetrics().averageCharWidth()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._elided(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
