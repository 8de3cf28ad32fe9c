"""The bar below a note of which only a part is shown: which part it is, and buttons for those before and after it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from coopviewer.models.language import language


class PartBar(QWidget):
    """Says which characters of a long text are shown, with buttons for the parts before and after it.

    The bar only shows this: the text field has to connect the buttons and show the other part.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start hidden; the text field shows the bar while only a part of its text is shown."""
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        arrows = (Qt.ArrowType.LeftArrow, Qt.ArrowType.RightArrow)
        before, after = arrows[::-1] if self.isRightToLeft() else arrows
        self.previous = self._button(self.tr("Previous part"), before)
        self.next = self._button(self.tr("Next part"), after)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 2, 2, 2)
        line.setSpacing(2)
        line.addWidget(self.label, 1)
        line.addWidget(self.previous)
        line.addWidget(self.next)
        self.hide()

    def show_part(self, start: int, end: int, total: int) -> None:
        """Say which characters of a text are shown: ``0, 4000, 9000`` is *Characters 1 to 4,000 of 9,000*.

        ``start`` and ``end`` (excluded) are offsets in code points, ``total`` is the length of the text. Each button is
        enabled if there is a part on its side.
        """
        number = language().number
        words = self.tr("Characters {first} to {last} of {total}")
        self.label.setText(words.format(first=number(start + 1), last=number(end), total=number(total)))
        self.label.setAccessibleName(self.label.text())
        self.previous.setEnabled(start > 0)
        self.next.setEnabled(end < total)

    def _button(self, text: str, arrow: Qt.ArrowType) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
