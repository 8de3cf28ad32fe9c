"""The header of the annotation pane: its title, the number of annotations, a message and a hint."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coopviewer.models.language import language


class PaneHeader(QWidget):
    """Shows a title with the number of annotations, and below it a message on why nothing can be written, and a hint.

    Message and hint are hidden while there is none.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start without a number, a message and a hint."""
        super().__init__(parent)
        self.title = QLabel(self.tr("Annotations"), self)
        self.count = QLabel(self)
        self.message = self._label(QPalette.ColorRole.WindowText)
        self.hint = self._label(QPalette.ColorRole.PlaceholderText)
        bold = QFont(self.title.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(bold)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        line = QHBoxLayout()
        line.setContentsMargins(12, 10, 12, 4)
        line.setSpacing(8)
        line.addWidget(self.title)
        line.addWidget(self.count)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.message)
        column.addWidget(self.hint)

    def show_message(self, text: str) -> None:
        """Show a message; an empty text hides the one that is shown."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.message.setAccessibleName(text)
        # so that keys typed to write find this message, and nothing else
        self.message.setFocusPolicy(Qt.FocusPolicy.StrongFocus if text else Qt.FocusPolicy.NoFocus)

    def show_count(self, count: int, *, has_page: bool, complete: bool) -> bool:
        """Show how many annotations a page has; if none, a hint on what to do; return whether there is a hint.

        ``has_page``: the open page can have annotations. If not, the hint says which pages can.
        ``complete``: all annotations of the page were counted. If not, no number is shown, and no hint that there
            are none.
        """
        self.count.setText(language().number(count) if has_page and complete else "")
        hint = ""
        if not has_page:
            hint = self.tr("Open an entry or a source to see its annotations and to write a note.")
        elif not count and complete:
            hint = self.tr("No annotations yet. Select text in the page to highlight it, or write a note below.")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        return bool(hint)

    def _label(self, role: QPalette.ColorRole) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        label.setWordWrap(True)
        label.setContentsMargins(12, 4, 12, 4)
        label.setForegroundRole(role)
        label.hide()
        return label
