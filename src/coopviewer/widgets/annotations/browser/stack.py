"""What the annotation browser shows in its middle: the table, why it is empty, or the review. Imported when used."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.rendering.words.annotation_list_words import Surroundings, empty_words


class AnnotationStack(QStackedWidget):
    """Shows one of them at a time."""

    def __init__(self, table: QWidget, parent: QWidget) -> None:
        """Start with the table."""
        super().__init__(parent)
        self._table = table
        self._review: QWidget | None = None
        self.empty = QLabel(self)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.empty.setMargin(40)
        self.addWidget(table)
        self.addWidget(self.empty)

    @property
    def to_focus(self) -> QWidget | None:
        """What can take the keyboard now; None: there is only a sentence."""
        shown = self.currentWidget()
        return shown if shown is not self.empty else None

    def set_review(self, review: QWidget) -> None:
        """Take in what is shown where annotations are to be reviewed."""
        self._review = review
        self.addWidget(review)

    def show_for(self, query: AnnotationQuery, around: Surroundings, *, empty: bool) -> None:
        """Show what a query asks for; ``empty``: it is known that nothing fits it."""
        if query.view is View.REVIEW:
            if self._review is None:
                self.empty.setText(self.tr("There is nothing to review."))
            self.setCurrentWidget(self._review or self.empty)
        elif empty:
            self.empty.setText(empty_words(query, around, self.tr))
            self.setCurrentWidget(self.empty)
        else:
            self.setCurrentWidget(self._table)
