"""The notes under an overview, which scroll where there is little space."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from coopviewer.widgets.common.text_direction import at_the_side_of

_PREFERRED_LINES = 2  # of the notes; what else is under the picture makes way for them, the picture only for one


class Frame(Protocol):
    """The texts around an overview, as rendering lays them out."""

    @property
    def title(self) -> str:
        """The heading of the overview."""

    @property
    def subtitle(self) -> str:
        """The line under the heading, which says what the overview shows."""

    @property
    def total(self) -> str:
        """The text on how many entries are shown, such as *40 projects, being read*."""

    @property
    def hint(self) -> str:
        """Why the picture has no entries, and what to do; empty if it has some."""

    @property
    def notes(self) -> tuple[tuple[str, str, str], ...]:
        """Paragraphs under the picture: heading, text, and the id of the entry that the text is about.

        Heading and id may be empty.
        """


class ScrolledNotes(QScrollArea):
    """Shows why an overview is empty, and its notes; hidden if there is neither."""

    def __init__(self, parent: QWidget) -> None:
        """Start without notes."""
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Notes"))
        self.hide()

    def show_frame(self, frame: Frame) -> None:
        """Show why an overview is empty, if it is, and its notes, in place of the previous ones."""
        parts = [f"{heading}: {text}" if heading else text for heading, text, _ in frame.notes]
        texts = tuple(filter(None, (frame.hint, *parts)))
        self.label.setText(at_the_side_of(texts, right_to_left=self.isRightToLeft()))
        self.setVisible(bool(self.label.text()))

    def share_height(self, others: Sequence[tuple[QWidget, int]], width: int, height: int) -> None:
        """Divide ``height`` pixels among other widgets and these notes, for a pane ``width`` pixels wide.

        ``others`` has each widget with the height that it needs, the most important first. A widget is shown if there
        is height for it and for two lines of notes (for one if the notes have only one); otherwise it is hidden. The
        notes get what remains: not more than they need, and at least one line if there are any.
        """
        wanted = self.label.heightForWidth(width) if self.label.text() else 0
        line = self.fontMetrics().height()
        preferred = min(wanted, _PREFERRED_LINES * line)
        for widget, needed in others:
            fits = height - preferred >= needed
            widget.setVisible(fits)
            height -= needed if fits else 0
        self.setFixedHeight(min(wanted, max(height, line)))
