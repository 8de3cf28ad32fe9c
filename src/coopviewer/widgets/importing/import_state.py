"""The line of an import's state: why files cannot be imported, what is being done, or how it ended."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStyle, QWidget

from coopviewer.widgets.common.interaction import announce


class ImportStateLine(QWidget):
    """Shows one sentence, after a warning sign if the sentence says what is wrong; hidden while there is none.

    Its height only grows until ``release``, so that what is below does not move away under the mouse.
    Its button ``partial`` (*Import what comes before the fault*) is hidden until the owner shows it.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._sign = QLabel(self)
        height = 2 * self.fontMetrics().height()
        icon = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        self._sign.setPixmap(icon.pixmap(height, height))
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        self.text.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.partial = QPushButton(self.tr("Import what &comes before the fault"), self)
        self.partial.setAutoDefault(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._sign)
        line.addWidget(self.text, 1)
        line.addWidget(self.partial)
        self.partial.hide()
        self.show_sentence("")

    def show_sentence(self, sentence: str, *, warns: bool = False) -> None:
        """Show a sentence, bold and with a sign if it says what is wrong (``warns``); an empty one hides this widget.

        Screen readers read the sentence out, even if it was shown before, unless the dialog is hidden.
        """
        if self.isVisible():
            self._keep_height(self.height())
        self.text.setText(sentence)
        self._sign.setVisible(warns)
        bold = self.text.font()
        bold.setBold(warns)
        self.text.setFont(bold)
        self.text.setFocusPolicy(Qt.FocusPolicy.TabFocus if warns else Qt.FocusPolicy.NoFocus)
        self.setVisible(bool(sentence))
        if sentence and self.isVisible():
            announce(self, sentence)

    def release(self) -> None:
        """Take only the height that the sentence needs, none without one; without this call it only grows."""
        self.setMinimumHeight(0)
        self._keep_height(0)

    def _keep_height(self, height: int) -> None:
        self.setMinimumHeight(max(self.minimumHeight(), height))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(self.minimumHeight() > 0)
        self.setSizePolicy(policy)
