"""The middle of the annotation browser: the table, a message on why it is empty, or the review."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_list_words import Surroundings, empty_words


class AnnotationStack(QStackedWidget):
    """Shows one of three: the table of annotations, a message in its place where it is empty, or the review queue."""

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
    def focus_target(self) -> QWidget | None:
        """The table or the review, which can take the keyboard focus; None if a message is shown."""
        shown = self.currentWidget()
        return shown if shown is not self.empty else None

    def set_review(self, review: QWidget) -> None:
        """Set the widget that is shown for annotations to review."""
        self._review = review
        self.addWidget(review)

    def show_for(self, query: AnnotationQuery, around: Surroundings, *, empty: bool) -> None:
        """Show the review if the query asks for it, a message if the list is ``empty``, or else the table.

        The message says why: no annotation passes the filters, the bin is empty, all annotations are in the bin, or
        there are none. The last two are told apart by ``around``, which names authors only if there are annotations.
        For the review, a message is shown before ``set_review`` was called.
        """
        if query.view is View.REVIEW:
            if self._review is None:
                self.empty.setText(self.tr("There is nothing to review."))
            self.setCurrentWidget(self._review or self.empty)
        elif empty:
            self.empty.setText(empty_words(query, around, language()))
            self.setCurrentWidget(self.empty)
        else:
            self.setCurrentWidget(self._table)
