"""The review queue: annotations whose passage has changed or is lost, and annotations of which there are two versions.

It only emits what the user decides. The controller acts on it, and removes the decided reviews.
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coopviewer.domain.anchoring.review import Review
from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.versions.conflicts import Conflict, Decision, sides_of
from coopviewer.domain.annotations.versions.earlier import OtherVersion
from coopviewer.models.annotations.review_list import Reviewed, ReviewList
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.rendering.words.review import conflict_words as wording
from coopviewer.rendering.words.review.review_words import count_sentence, happened_words, version_words
from coopviewer.widgets.annotations.review.delegate import ReviewDelegate
from coopviewer.widgets.annotations.review.list_view import ReviewListView
from coopviewer.widgets.annotations.review.sheet import ReviewSheet
from coopviewer.widgets.annotations.review.split import ReviewSplit
from coopviewer.widgets.common.interaction import announce


class ReviewQueue(QWidget):
    """Shows annotations to review, of which several can be selected and decided at once; only emits the decisions.

    The controller acts on a decision, and takes the reviews off the list by ``remove``. There are three kinds of
    reviews:

        Review: the passage of the annotation was changed or not found in the open edition.
        OtherVersion: another author wrote something else into the annotation.
        Conflict: two versions of the annotation contradict each other, the one that is shown and another.
    """

    accept_wanted = Signal(object)
    """Those of the selected reviews (a tuple) that have a suggested passage, which the user accepts."""
    attach_wanted = Signal(object)
    """The Review whose annotation the user wants to attach to a passage selected in the page."""
    keep_wanted = Signal(object)
    """The selected reviews (a tuple of Review and OtherVersion) whose annotations the user keeps.

    A Review's annotation is kept on the entry, without a passage in this edition; an OtherVersion is kept beside the
    user's own version. Selected conflicts are not in it: for them ``decided`` is emitted.
    """
    bin_wanted = Signal(object)
    """The uuids (a tuple) of the other versions that the user moves to the bin."""
    decided = Signal(object, object)
    """The user decided about conflicts: a tuple of Conflicts, and a tuple with the Decision for each, in that order."""
    page_wanted = Signal(object)
    """The review (Review, OtherVersion or Conflict) whose page the user wants to see."""
    changes_wanted = Signal(object)
    """The Review whose entry's changes between the editions the user wants to see."""
    leave_wanted = Signal()
    """The user pressed Esc to return to the previous page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without reviews."""
        super().__init__(parent)
        self.reviews = ReviewList(self._describe, wording.heading_words(language()), self)
        self.list = ReviewListView(self.reviews, self)
        self.list.setItemDelegate(ReviewDelegate(self._describe, self))
        self.sheet = ReviewSheet(self)
        self.accept_button = self._button(
            self.tr("A&ccept"), self.tr("Accept the suggested passage (Ctrl+Enter)"), self._accept
        )
        self.attach_button = self._button(
            self.tr("Re-a&ttach…"), self.tr("Select the new passage in the page"), self._attach
        )
        self.keep_button = self._button(self.tr("&Keep"), "", self._keep)
        self.bin_button = self._button(
            self.tr("Move to the &bin"), self.tr("Move the other version to the bin; yours stays"), self._bin
        )
        self.take_button = self._button("", "", self._take)
        self.both_button = self._button(self.tr("Keep b&oth"), "", self._both)
        self.changes_button = self._button(
            self.tr("&What changed…"), self.tr("Show what changed of this entry"), self._show_changes
        )
        self._total = 0
        self._writable = True
        self._lay_out()
        self._connect()
        self._show_count()

    def set_owner(self, owner: Person | None) -> None:
        """Set the owner of the annotations file, whose versions are called the user's own; None: no file is open.

        What is on the screen changes only when it is drawn again.
        """
        self.sheet.owner = owner

    def show_reviews(self, reviews: Sequence[Reviewed], total: int) -> None:
        """Show these reviews; ``total`` is the number of all reviews, including those not listed yet.

        One review is selected: of those selected before, the first whose annotation (by its uuid) is among ``reviews``,
        or else the first review of the list.
        """
        selected = [review.annotation.uuid for review in self.selected]
        self._total = total
        self.reviews.show_reviews(reviews)
        rows = [row for uuid in selected if (row := self.reviews.row_of(uuid)) is not None]
        self._select_row(rows[0] if rows else self._first_row(0))
        self._show_count()

    def remove(self, uuids: Collection[str]) -> None:
        """Remove the reviews of the annotations with these uuids; the total falls by the number of removed reviews.

        If no review is selected then, the one after the removed ones is selected, or the last one.
        """
        row = min((index.row() for index in self.list.selectedIndexes()), default=0)
        before = len(self.reviews.reviews)
        self.reviews.remove(uuids)
        self._total -= before - len(self.reviews.reviews)
        if not self.list.selectedIndexes():
            self._select_row(self._first_row(min(row, self.reviews.rowCount() - 1)))
        self._show_count()

    def set_writable(self, writable: bool) -> None:
        """Set whether the annotations file can be written, and thus whether reviews can be decided."""
        self._writable = writable
        self._update_buttons()

    @property
    def selected(self) -> tuple[Reviewed, ...]:
        """The reviews selected in the list, in its order; empty if none is selected."""
        indexes = sorted(self.list.selectedIndexes(), key=QModelIndex.row)
        return tuple(review for index in indexes if not isinstance(review := index.data(Role.VALUE), str))

    def _first_row(self, row: int) -> int:
        """Return a row, or the next one if it is that of a heading; -1 if there is none."""
        if row >= 0 and isinstance(self.reviews.index(row).data(Role.VALUE), str):
            row += 1
        return row if row < self.reviews.rowCount() else -1

    def _describe(self, review: Reviewed) -> str:
        if isinstance(review, Conflict):
            return wording.conflict_words(sides_of(review, self.sheet.owner), language())
        if isinstance(review, OtherVersion):
            return version_words(review, language())
        return happened_words(review, language())

    def _button(self, text: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        buttons = (
            self.accept_button,
            self.attach_button,
            self.keep_button,
            self.take_button,
            self.both_button,
            self.bin_button,
            self.changes_button,
        )
        self._split = ReviewSplit(self.list, self.sheet, buttons, self)
        self.message = self._split.message
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(self._show_selected)
        self.list.activated.connect(self._show_page)
        self.list.leave_wanted.connect(self.leave_wanted)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._accept)

    def _select_row(self, row: int) -> None:
        if row >= 0:
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.reviews.index(row), select)
        self._show_selected()

    def _show_count(self) -> None:
        """Show the number of reviews, and the list only if there are some."""
        count = len(self.reviews.reviews)
        versions = sum(isinstance(each, OtherVersion | Conflict) for each in self.reviews.reviews)
        message = count_sentence(count, max(self._total, count), language(), versions)
        is_new = message != self.message.text()
        self._split.show_message(message, is_empty=not count)
        if is_new and self.isVisible():
            announce(self.list, message)
        self._update_buttons()

    def _update_buttons(self) -> None:
        selected = self.selected
        self.accept_button.setEnabled(self._writable and any(review.suggestion for review in selected))
        self.attach_button.setEnabled(self._writable and len(selected) == 1 and isinstance(selected[0], Review))
        self.keep_button.setEnabled(self._writable and bool(selected))
        self.changes_button.setEnabled(len(selected) == 1 and isinstance(selected[0], Review))
        are_versions = bool(selected) and all(isinstance(each, OtherVersion) for each in selected)
        for button in (self.accept_button, self.attach_button, self.changes_button):
            button.setVisible(any(isinstance(each, Review) for each in self.reviews.reviews))
        self.bin_button.setVisible(any(isinstance(each, OtherVersion) for each in self.reviews.reviews))
        self.bin_button.setEnabled(self._writable and are_versions)
        are_conflicts = bool(selected) and all(isinstance(each, Conflict) for each in selected)
        for button in (self.take_button, self.both_button):
            button.setVisible(any(isinstance(each, Conflict) for each in self.reviews.reviews))
            button.setEnabled(self._writable and are_conflicts)
        self._name_buttons(are_versions=are_versions, are_conflicts=are_conflicts)

    def _name_buttons(self, *, are_versions: bool, are_conflicts: bool) -> None:
        """Say on the buttons what they do with what is selected: of conflicts, whose version stays."""
        sides, tr = self._sides(), language()
        if are_conflicts:
            words, tips = wording.choice_words(sides, tr), wording.choice_tips(sides, tr)
        else:
            words = self.tr("&Keep"), self.take_button.text()
            tips = wording.keep_tip(are_versions=are_versions, are_mixed=bool(sides), tr=tr), "", ""
        for button, text in zip((self.keep_button, self.take_button), words, strict=True):
            button.setText(text)
        for button, tip in zip((self.keep_button, self.take_button, self.both_button), tips, strict=True):
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)

    @Slot()
    def _show_selected(self) -> None:
        selected = self.selected
        current = self.list.currentIndex().data(Role.VALUE)
        self.sheet.show_review(current if current in selected else selected[0] if selected else None)
        self._update_buttons()

    @Slot()
    def _accept(self) -> None:
        suggested = tuple(review for review in self.selected if review.suggestion)
        if suggested and self._writable:
            self.accept_wanted.emit(suggested)

    @Slot()
    def _attach(self) -> None:
        self.attach_wanted.emit(self.selected[0])

    @Slot()
    def _keep(self) -> None:
        conflicts = self._conflicts()
        others = tuple(each for each in self.selected if each not in conflicts)
        if conflicts and others:  # the button does not say whose version stays: none that is shown is replaced
            self.decided.emit(conflicts, (Decision.KEEP,) * len(conflicts))
        elif conflicts:
            self._decide(0)
        if others:
            self.keep_wanted.emit(others)

    @Slot()
    def _take(self) -> None:
        self._decide(1)

    @Slot()
    def _both(self) -> None:
        conflicts = self._conflicts()
        self.decided.emit(conflicts, (Decision.BOTH,) * len(conflicts))

    def _decide(self, side: int) -> None:
        """Decide for the state that the first (0) or the second (1) button keeps of each selected conflict."""
        self.decided.emit(self._conflicts(), tuple(sides[side].decision for sides in self._sides()))

    def _sides(self) -> list[wording.Sides]:
        return wording.in_button_order([sides_of(each, self.sheet.owner) for each in self._conflicts()])

    def _conflicts(self) -> tuple[Conflict, ...]:
        return tuple(each for each in self.selected if isinstance(each, Conflict))

    @Slot()
    def _bin(self) -> None:
        self.bin_wanted.emit(tuple(review.annotation.uuid for review in self.selected))

    @Slot()
    def _show_changes(self) -> None:
        self.changes_wanted.emit(self.selected[0])

    @Slot(QModelIndex)
    def _show_page(self, index: QModelIndex) -> None:
        if not isinstance(index.data(Role.VALUE), str):
            self.page_wanted.emit(index.data(Role.VALUE))
