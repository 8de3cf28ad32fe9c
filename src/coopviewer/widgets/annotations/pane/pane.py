"""The pane of annotations beside the page: cards in the order of the text, and beneath them the editor."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import Annotation, utc_now
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.domain.browsing.addresses import SCHEME, parse_address
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.models.annotations.page_list import AnnotationList
from coopviewer.rendering.words.annotation_card_words import card_words, spoken_card
from coopviewer.widgets.annotations.pane.cards import AnnotationCards
from coopviewer.widgets.annotations.pane.note_editor import NoteEditor
from coopviewer.widgets.common.dialogs import focus_by_key

_LEAST_WIDTH = 16  # times the height of a line


class AnnotationPane(QWidget):
    """Shows the annotations of one page, and tells what the person writes and does; it knows no store."""

    typed = Signal(object)
    """An Annotation as it is being written: after a pause, at each choice, when the keyboard leaves."""
    editor_left = Signal()
    """The person has gone on elsewhere: what was typed until now belongs together."""
    abandoned = Signal(str)
    """An annotation (its uuid) that was only begun is given up: it was never written."""
    chosen = Signal(str)
    """The uuid of the card that the person went to."""
    deleted = Signal(object)
    """The uuids (a tuple) of what the person moves to the bin."""
    address_chosen = Signal(object)
    """An Address in a note, or that of the entry which a link leads to."""
    web_address_chosen = Signal(str)
    """An address of the web in a note: to be opened once the person has confirmed."""
    entries_wanted = Signal(str)
    """What was typed to find the entry that a link leads to; ``editor.offer_entries`` answers."""
    save_elsewhere_wanted = Signal()
    leave_wanted = Signal()
    """The person is done here and returns to the page."""

    def __init__(self, now: Callable[[], datetime] = utc_now, parent: QWidget | None = None) -> None:
        """Start without a page; ``now`` gives the time in UTC."""
        super().__init__(parent)
        self._page: AnnotatedPage | None = None
        self._complete = True
        self.annotations = AnnotationList(self._spoken, self)
        self.title = QLabel(self.tr("Annotations"), self)
        self.count = QLabel(self)
        self.message = self._label(QPalette.ColorRole.WindowText)
        self.hint = self._label(QPalette.ColorRole.PlaceholderText)
        self.cards = AnnotationCards(self.annotations, self)
        self.editor = NoteEditor(now, self)
        self._keep_width()
        self._arrange()
        self._connect()
        self.show_page(None)

    def show_page(
        self,
        page: AnnotatedPage | None,
        annotations: Iterable[Annotation] = (),
        places: Mapping[str, int] | None = None,
        *,
        complete: bool = True,
    ) -> None:
        """Show the annotations of a page, ``places`` being where in its text they stand, by uuid.

        The same page once more touches only the cards that differ. None: what is open has no annotations of its own.
        ``complete``: these are all; otherwise more are on their way, and how many there are is not told yet.
        """
        same = page is not None and self._page is not None and page.entry_id == self._page.entry_id
        self._page, self._complete = page, complete
        self.cards.set_page(page)
        if same:
            self.annotations.update(annotations, places or {})
        else:
            self.annotations.restart(annotations, places)
        self.editor.set_page(page)
        if same and (now := self.annotations.get(self.editor.uuid)) is not None:
            self.editor.take(now)
        self._tell_count()

    def put(self, annotation: Annotation, place: int | None) -> None:
        """Show one annotation as it is now; ``place`` None: on no passage of the page."""
        self.annotations.put(annotation, place)
        if annotation.is_deleted:
            self.editor.withdraw(annotation.uuid)
        else:
            self.editor.take(annotation)

    def remove(self, uuid: str) -> None:
        """Take away one annotation that is no longer there."""
        self.annotations.remove(uuid)
        self.editor.withdraw(uuid)

    def show_annotation(self, uuid: str) -> bool:
        """Select a card and bring it into view, silently; tells whether it is there."""
        return self.cards.show_card(uuid)

    def edit(self, uuid: str, *, tags: bool = False) -> None:
        """Edit an annotation with the keyboard in its text, or in the line for its tags."""
        annotation = self.annotations.get(uuid)
        if annotation is None or not self.editor.edit(annotation):
            return
        self.cards.show_card(uuid)
        if tags:
            self.editor.focus_tags()
        else:
            self.editor.take_focus()

    @Slot()
    def write_note(self) -> None:
        """Begin a note on the entry of the page."""
        self.editor.begin_new()

    def write_link(self) -> None:
        """Begin a link from the entry of the page to another one."""
        self.editor.begin_new()
        self.editor.entry.begin()

    def take_focus(self) -> None:
        """Take the keyboard: to the cards, or where there are none to the editor."""
        if self.cards.isVisible() and self.annotations.rowCount():
            if not self.cards.selected:
                self.cards.show_card(self.annotations.annotations[0].uuid)
            focus_by_key(self.cards)
        else:
            self.editor.take_focus()

    def set_tags(self, names: Sequence[str]) -> None:
        """Complete tags from these, the most used first."""
        self.editor.tags.field.set_names(names)

    def set_read_only(self, message: str) -> None:
        """Let nothing be written, and say why; an empty sentence: let it be written again."""
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.cards.set_read_only(bool(message))
        self.editor.set_read_only(bool(message))

    def show_saved(self, uuid: str) -> None:
        """Say that what was typed into an annotation is on the disk."""
        self.editor.show_saved(uuid)

    def show_not_saved(self, annotation: Annotation, message: str) -> None:
        """Say why what was typed could not be saved; it stays in the editor, or comes back to it."""
        self.editor.show_not_saved(annotation, message)

    def finish(self) -> None:
        """Tell what is left to be told, as before the window closes."""
        self.editor.tags.field.finish()
        self.editor.emit_edit()

    def _spoken(self, annotation: Annotation) -> str:
        if self._page is None:
            return annotation.body
        return spoken_card(annotation, card_words(annotation, self._page, self.tr), self.tr)

    @Slot()
    def _tell_count(self) -> None:
        count = self.annotations.count
        self.count.setText(f"{count:,}" if self._page is not None and self._complete else "")
        if self._page is None:
            hint = self.tr("Open an entry or a source to see its annotations and to write a note.")
        elif not count and self._complete:
            hint = self.tr("No annotations yet. Select words in the page to highlight them, or write a note below.")
        else:
            hint = ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.cards.setVisible(not hint)
        self.editor.setVisible(self._page is not None or self.editor.has_fault)

    @Slot(str)
    def _follow(self, target: str) -> None:
        if not target.lower().startswith(SCHEME) and not is_entry_id(target):
            self.web_address_chosen.emit(target)
            return
        try:
            self.address_chosen.emit(parse_address(target))
        except ValueError:
            return  # an address that leads nowhere

    def _label(self, role: QPalette.ColorRole) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        label.setWordWrap(True)
        label.setContentsMargins(12, 4, 12, 4)
        label.setForegroundRole(role)
        label.hide()
        return label

    def _keep_width(self) -> None:
        self.setMinimumWidth(_LEAST_WIDTH * self.fontMetrics().height())

    def _arrange(self) -> None:
        bold = QFont(self.title.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(bold)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 4)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        upper = QWidget(self)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self.hint)
        column.addWidget(self.cards, 1)
        column.addStretch(0)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(upper)
        parts.addWidget(self.editor)
        parts.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)

    def _connect(self) -> None:
        for told in (self.annotations.rowsInserted, self.annotations.rowsRemoved, self.annotations.modelReset):
            told.connect(self._tell_count)
        self.cards.chosen.connect(self.chosen)
        self.cards.edit_wanted.connect(self.edit)
        self.cards.delete_wanted.connect(self.deleted)
        self.cards.target_chosen.connect(self._follow)
        self.cards.leave_wanted.connect(self.leave_wanted)
        self.editor.typed.connect(self.typed)
        self.editor.editing_ended.connect(self.editor_left)
        self.editor.abandoned.connect(self.abandoned)
        self.editor.delete_wanted.connect(self.deleted)
        self.editor.target_chosen.connect(self._follow)
        self.editor.entry.entries_wanted.connect(self.entries_wanted)
        self.editor.state.save_elsewhere_wanted.connect(self.save_elsewhere_wanted)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)
