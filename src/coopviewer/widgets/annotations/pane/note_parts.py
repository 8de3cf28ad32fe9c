"""Parts of the note editor: the field for the note, the choice of a status, and buttons for addresses (links) in it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from coopviewer.domain.annotations.annotation import AnnotationStatus
from coopviewer.domain.browsing.addresses_in_text import AddressInText
from coopviewer.domain.text.measures import shorten
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import plain_tip
from coopviewer.rendering.words.annotation_words import status_sign, status_word
from coopviewer.widgets.annotations.pane.note_text import NoteText
from coopviewer.widgets.common.flow_layout import FlowLayout
from coopviewer.widgets.common.quiet_wheel import QuietComboBox

_LEAST_LINES = 4
_MOST_ADDRESSES, _LONGEST = 5, 34  # buttons shown, and characters of each


class NoteField(NoteText):
    """The field for the note, at least four lines high."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.set_writable(True)
        self.setAccessibleName(self.tr("Note"))

    def set_writable(self, writable: bool) -> None:
        """Set whether the text can be changed, or only read and copied."""
        self.setReadOnly(not writable)
        self.setPlaceholderText(self.tr("Write a note. It is saved as you type.") if writable else "")

    def replace_text(self, text: str) -> None:
        """Show another text and emit ``edited``; the cursor stays at its offset, or goes to the end of a shorter text.

        Nothing happens if it is the same text.
        """
        if text == self.text():
            return
        self.show_text(text, min(self.offset, len(text)))

    def _height_of(self, lines: int) -> int:
        return lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 2

    # Qt overrides

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(_LEAST_LINES + 1) + self.viewportMargins().bottom())

    @guarded
    def minimumSizeHint(self) -> QSize:
        height = self._height_of(_LEAST_LINES) + self.viewportMargins().bottom()
        return QSize(super().minimumSizeHint().width(), height)


class StatusChoice(QuietComboBox):
    """A drop-down list of *No status* and the four statuses of annotations."""

    chosen = Signal()
    """The user chose a status or none, perhaps the same as before."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a status."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Status"))
        self.setToolTip(self.tr("Status"))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(self.tr("No status"))
        for status in AnnotationStatus:
            self.addItem(f"{status_sign(status)} {status_word(status, language())}")
        self.activated.connect(self.chosen)

    @property
    def status(self) -> AnnotationStatus | None:
        """The chosen status, None for none."""
        row = self.currentIndex()
        return list(AnnotationStatus)[row - 1] if row > 0 else None

    def set_status(self, status: AnnotationStatus | None) -> None:
        """Choose a status, or none for None, without emitting ``chosen``."""
        self.setCurrentIndex(list(AnnotationStatus).index(status) + 1 if status else 0)


def style_as_link(button: QPushButton) -> None:
    """Draw a flat button as a link, in the colours of the present theme; call this again when the theme changes."""
    font = QFont(button.font())
    font.setUnderline(True)
    button.setFont(font)
    colours = QPalette()
    colours.setColor(QPalette.ColorRole.ButtonText, colours.color(QPalette.ColorRole.Link))
    button.setPalette(colours)


class AddressRow(QWidget):
    """Buttons for the first five addresses in a note; hidden if there are none."""

    chosen = Signal(str)
    """The whole address that the user clicked, as it is written in the note, even if its button shows it shortened."""

    def __init__(self, parent: QWidget) -> None:
        """Start without addresses."""
        super().__init__(parent)
        self._layout = FlowLayout(self, 4)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[str, ...] = ()
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_addresses(self, addresses: Sequence[AddressInText]) -> None:
        """Show a button for each of the first five different addresses, in place of the previous ones; hide for none.

        An address of more than 34 characters is shortened on its button; the tool tip has all of it.
        """
        texts = tuple(dict.fromkeys(each.text for each in addresses))[:_MOST_ADDRESSES]
        if texts == self._shown:
            return
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._shown = texts
        self.buttons = [self._button(text) for text in texts]
        self.setVisible(bool(texts))
        self.updateGeometry()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(shorten(text, _LONGEST).replace("&", "&&"), self)
        button.setFlat(True)
        style_as_link(button)
        button.setToolTip(plain_tip(text))
        button.setAccessibleName(self.tr("Open {address}").format(address=text))
        button.clicked.connect(self._choose)
        self._layout.addWidget(button)
        button.show()
        return button

    @Slot()
    def _choose(self) -> None:
        for button, text in zip(self.buttons, self._shown, strict=True):
            if button is self.sender():
                self.chosen.emit(text)
                return

    # Qt overrides

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for button in self.buttons:
                style_as_link(button)
