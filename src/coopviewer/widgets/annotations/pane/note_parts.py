"""Parts of the editor of annotations: its text, the choice of a status, the addresses that the text holds."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QFont, QPalette, QTextCursor
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from coopviewer.domain.annotations.annotation import AnnotationStatus
from coopviewer.domain.browsing.addresses_in_text import AddressInText
from coopviewer.domain.text.lengths import shorten
from coopviewer.rendering.words.annotation_words import status_sign, status_word
from coopviewer.widgets.annotations.pane.note_text import NoteText
from coopviewer.widgets.common.flow_layout import FlowLayout

_LEAST_LINES = 4
_MOST_ADDRESSES, _LONGEST = 5, 34  # shown, and characters of each


class NoteField(NoteText):
    """Plain text of any length; Tab leads on, as in a form."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.set_writable(True)
        self.setAccessibleName(self.tr("Note"))

    def set_writable(self, writable: bool) -> None:
        """Let the text be changed, or only be read and copied."""
        self.setReadOnly(not writable)
        self.setPlaceholderText(self.tr("Write a note. It is saved as you type.") if writable else "")

    def take_text(self, text: str) -> None:
        """Show another text, the cursor as near as possible to where it was."""
        if text == self.text():
            return
        place = self.textCursor().position()
        self.show_text(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def to_end(self) -> None:
        """Put the cursor after the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _height_of(self, lines: int) -> int:
        return lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 2

    # Qt's names

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(_LEAST_LINES + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height_of(_LEAST_LINES))


class StatusChoice(QComboBox):
    """No status or one of the four; ``chosen`` says that the person chose."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Start without a status."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Status"))
        self.setToolTip(self.tr("Status"))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(self.tr("No status"))
        for status in AnnotationStatus:
            self.addItem(f"{status_sign(status)} {status_word(status, self.tr)}")
        self.activated.connect(self.chosen)

    @property
    def status(self) -> AnnotationStatus | None:
        """The status that is chosen, None for none."""
        row = self.currentIndex()
        return list(AnnotationStatus)[row - 1] if row > 0 else None

    def set_status(self, status: AnnotationStatus | None) -> None:
        """Choose one, silently."""
        self.setCurrentIndex(list(AnnotationStatus).index(status) + 1 if status else 0)


def as_link(button: QPushButton) -> None:
    """Let a flat button look like what it is, a way to another page."""
    font = QFont(button.font())
    font.setUnderline(True)
    button.setFont(font)
    colours = QPalette()
    colours.setColor(QPalette.ColorRole.ButtonText, colours.color(QPalette.ColorRole.Link))
    button.setPalette(colours)


class AddressRow(QWidget):
    """A button for each of the first addresses in a text."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Start without addresses."""
        super().__init__(parent)
        self._controller = FlowLayout(self, 4)
        self._controller.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[str, ...] = ()
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_addresses(self, addresses: Sequence[AddressInText]) -> None:
        """Show these, each once, in place of those before."""
        texts = tuple(dict.fromkeys(each.text for each in addresses))[:_MOST_ADDRESSES]
        if texts == self._shown:
            return
        for button in self.buttons:
            self._controller.removeWidget(button)
            button.deleteLater()
        self._shown = texts
        self.buttons = [self._button(text) for text in texts]
        self.setVisible(bool(texts))
        self.updateGeometry()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(shorten(text, _LONGEST).replace("&", "&&"), self)
        button.setFlat(True)
        as_link(button)
        button.setToolTip(text)
        button.setAccessibleName(self.tr("Open {address}").format(address=text))
        button.clicked.connect(self._choose)
        self._controller.addWidget(button)
        button.show()
        return button

    @Slot()
    def _choose(self) -> None:
        for button, text in zip(self.buttons, self._shown, strict=True):
            if button is self.sender():
                self.chosen.emit(text)
                return

    # Qt's names

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for button in self.buttons:
                as_link(button)
