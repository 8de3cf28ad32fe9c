"""The review queue: annotations whose text has changed, each with the old words beside the new, and what can be done.

It takes values and says what the person decides; the flow that joins it does it, and takes away what is decided.
Imported when used.
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QPushButton, QSplitter, QVBoxLayout, QWidget

from coopviewer.domain.anchoring.review import Review
from coopviewer.models.annotations.review_list import ReviewList
from coopviewer.models.roles import Role
from coopviewer.rendering.words.review_words import count_sentence, happened_words
from coopviewer.widgets.annotations.review.delegate import ReviewDelegate
from coopviewer.widgets.annotations.review.sheet import ReviewSheet
from coopviewer.widgets.common.flow_layout import FlowLayout

_SHARES = [3000, 2500]  # of the height: the list, and the sheet beneath it
_MARGIN = 12


class ReviewQueue(QWidget):
    """Shows reviews; several can be chosen at once, to be accepted or kept in one step."""

    accepted = Signal(object)
    """Reviews (a tuple) whose suggestions are right: each annotation is to stand there."""
    attach_wanted = Signal(object)
    """The annotation of a Review is to stand on a passage that the person will select in the page."""
    kept = Signal(object)
    """Reviews (a tuple) whose annotations are to stay without a place in this edition."""
    page_wanted = Signal(object)
    """The page of a Review's annotation is to be shown."""
    leave_wanted = Signal()
    """Esc was pressed: the person returns to where they were."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to review."""
        super().__init__(parent)
        self.reviews = ReviewList(self._happened, self)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.list = _List(self.reviews, self)
        self.list.setItemDelegate(ReviewDelegate(self._happened, self))
        self.sheet = ReviewSheet(self)
        self.accept = self._button(self.tr("A&ccept"), self.tr("It stands there now (Ctrl+Enter)"), self._accept)
        self.attach = self._button(
            self.tr("Re-a&ttach…"), self.tr("Select in the page where it stands now"), self._attach
        )
        self.keep = self._button(
            self.tr("&Keep"), self.tr("Keep it without a place in this edition; it stays on the entry"), self._keep
        )
        self._asked = 0
        self._writable = True
        self._arrange()
        self._connect()
        self._tell()

    def show_reviews(self, reviews: Sequence[Review], asked: int) -> None:
        """Show what waits for the person; ``asked`` counts those that are not listed yet too."""
        chosen = [review.annotation.uuid for review in self.chosen]
        self._asked = asked
        self.reviews.show_reviews(reviews)
        rows = [row for uuid in chosen if (row := self.reviews.row_of(uuid)) is not None]
        self._choose(rows[0] if rows else 0)
        self._tell()

    def remove(self, uuids: Collection[str]) -> None:
        """Take away annotations that are decided, or gone; the next one is shown."""
        row = min((index.row() for index in self.list.selectedIndexes()), default=0)
        before = self.reviews.rowCount()
        self.reviews.remove(uuids)
        self._asked -= before - self.reviews.rowCount()
        if not self.list.selectedIndexes():
            self._choose(min(row, self.reviews.rowCount() - 1))
        self._tell()

    def set_writable(self, writable: bool) -> None:
        """Say whether the annotations file can be written."""
        self._writable = writable
        self._allow()

    @property
    def chosen(self) -> tuple[Review, ...]:
        """The reviews chosen in the list, in its order."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return tuple(self.reviews.reviews[row] for row in rows)

    def _happened(self, review: Review) -> str:
        return happened_words(review, self.tr)

    def _button(self, text: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(act)
        return button

    def _arrange(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        lower = QWidget(self)
        beneath = QVBoxLayout(lower)
        beneath.setContentsMargins(0, _MARGIN // 2, 0, 0)
        buttons = QWidget(lower)
        controller = FlowLayout(buttons, 8)
        for button in (self.accept, self.attach, self.keep):
            controller.addWidget(button)
        beneath.addWidget(self.sheet, 1)
        beneath.addWidget(buttons)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(lower)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes(_SHARES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self.message, 1)
        layout.addWidget(self._splitter, 1000)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(self._follow)
        self.list.activated.connect(self._show_page)
        self.list.leave_wanted.connect(self.leave_wanted)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._accept)

    def _choose(self, row: int) -> None:
        if row >= 0:
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.reviews.index(row), select)
        self._follow()

    def _tell(self) -> None:
        """Say how many wait, and show the list only where there are any."""
        count = self.reviews.rowCount()
        message = count_sentence(count, max(self._asked, count), self.tr)
        if message != self.message.text():
            self.message.setText(message)
            if self.isVisible():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, message))
        self._splitter.setVisible(count > 0)
        centre, leading = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignLeading
        self.message.setAlignment(leading if count else centre)
        self.message.setForegroundRole(QPalette.ColorRole.WindowText if count else QPalette.ColorRole.PlaceholderText)
        self._allow()

    def _allow(self) -> None:
        chosen = self.chosen
        self.accept.setEnabled(self._writable and any(review.suggestion for review in chosen))
        self.attach.setEnabled(self._writable and len(chosen) == 1)
        self.keep.setEnabled(self._writable and bool(chosen))

    @Slot()
    def _follow(self) -> None:
        chosen = self.chosen
        current = self.list.currentIndex().data(Role.VALUE)
        self.sheet.show_review(current if current in chosen else chosen[0] if chosen else None)
        self._allow()

    @Slot()
    def _accept(self) -> None:
        suggested = tuple(review for review in self.chosen if review.suggestion)
        if suggested and self._writable:
            self.accepted.emit(suggested)

    @Slot()
    def _attach(self) -> None:
        self.attach_wanted.emit(self.chosen[0])

    @Slot()
    def _keep(self) -> None:
        self.kept.emit(self.chosen)

    @Slot(QModelIndex)
    def _show_page(self, index: QModelIndex) -> None:
        self.page_wanted.emit(index.data(Role.VALUE))


class _List(QListView):
    """Enter shows the page of an annotation, Esc leads back."""

    leave_wanted = Signal()

    def __init__(self, reviews: ReviewList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(reviews)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Annotations to review"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)
