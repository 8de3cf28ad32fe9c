"""The list of the review queue."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from coopviewer.models.annotations.review_list import ReviewList
from coopviewer.models.guard import guarded


class ReviewListView(QListView):
    """The list of reviews, several of which can be selected; Enter emits ``activated``."""

    leave_wanted = Signal()
    """The user pressed Esc."""

    def __init__(self, reviews: ReviewList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(reviews)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Annotations to review"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)
