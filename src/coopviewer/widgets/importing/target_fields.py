"""The fields for the title of a reference that is imported, and for the file that it is saved as."""

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget


class TargetFields(QWidget):
    """Asks for the title of the reference to be made, and the path of its file.

    A further suggestion replaces the one before, but no text that the user typed.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._suggested = ("", "")
        self.title, self.target = QLineEdit(self), QLineEdit(self)
        self.browse = QPushButton(self.tr("&Browse…"), self)
        self.browse.setAutoDefault(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for row, (text, field) in enumerate(((self.tr("&Title"), self.title), (self.tr("&Save as"), self.target))):
            label = QLabel(text, self)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.browse, 1, 2)

    @property
    def suggested_title(self) -> str:
        """The title that was suggested last; empty if none was."""
        return self._suggested[0]

    @property
    def are_filled(self) -> bool:
        """Whether there are a title and a path, neither of them blank."""
        return bool(self.title.text().strip() and self.target.text().strip())

    def clear_fields(self) -> None:
        """Empty both fields, and forget the last suggestion: ``suggested_title`` is empty afterwards."""
        self._suggested = ("", "")
        self.title.clear()
        self.target.clear()

    def suggest(self, title: str, path: str) -> None:
        """Fill in title and path, except a field whose text is neither empty nor the last suggestion."""
        before = self._suggested
        if self.title.text() in ("", before[0]):
            self.title.setText(title)
        if self.target.text() in ("", before[1]):
            self.target.setText(path)
        self._suggested = (title, path)
