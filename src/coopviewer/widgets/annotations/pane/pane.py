"""The annotation pane beside the page: cards in the order of the text, and the editor below them."""

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
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_card_words import card_words, spoken_card
from coopviewer.widgets.annotations.pane.cards import AnnotationCards
from coopviewer.widgets.annotations.pane.note_editor import NoteEditor
from coopviewer.widgets.common.interaction import focus_by_key

_LEAST_WIDTH = 16  # times the height of a line


class AnnotationPane(QWidget):
    """Shows the annotations of one page, and emits what the user writes and does."""

    typed = Signal(object)
    """The Annotation with the current draft: after a pause, at each choice, and when the keyboard focus leaves."""
    editor_left = Signal()
    """The user has left the editor; the drafts until now belong to one operation."""
    abandoned = Signal(str)
    """The uuid of a new annotation that the user left without writing anything."""
    card_chosen = Signal(str)
    """The uuid of the annotation whose card the user selected."""
    delete_wanted = Signal(object)
    """The uuids (a tuple) of the annotations that the user wants to move to the bin."""
    address_chosen = Signal(object)
    """The Address that the user opened, in a note or as the target of a link."""
    web_address_chosen = Signal(str)
    """The web address in a note that the user clicked, to be opened after a confirmation."""
    entries_wanted = Signal(str)
    """The text typed to find the entry of a link; ``editor.offer_entries`` answers."""
    save_elsewhere_wanted = Signal()
    """The user wants to save all annotations to another file."""
    leave_wanted = Signal()
    """The user pressed Esc to return to the page."""

    def __init__(self, now: Callable[[], datetime] = utc_now, parent: QWidget | None = None) -> None:
        """Start without a page; ``now`` returns the current time in UTC."""
        super().__init__(parent)
        self._page: AnnotatedPage | None = None
        self._complete = True
        self.annotations = AnnotationList(self._accessible_text, self)
        self.title = QLabel(self.tr("Annotations"), self)
        self.count = QLabel(self)
        self.message = self._label(QPalette.ColorRole.WindowText)
        self.hint = self._label(QPalette.ColorRole.PlaceholderText)
        self.cards = AnnotationCards(self.annotations, self)
        self.editor = NoteEditor(now, self)
        self._set_minimum_width()
        self._lay_out()
        self._connect()
        self.show_page(None)

    def show_page(
        self,
        page: AnnotatedPage | None,
        annotations: Iterable[Annotation] = (),
        positions: Mapping[str, int] | None = None,
        *,
        complete: bool = True,
    ) -> None:
        """Show the annotations of a page; ``positions`` maps their uuids to positions in its text.

        If it is the same page as before, only the cards that differ change. ``page`` is None if the open page cannot
        have annotations. ``complete``: these are all annotations of the page; otherwise another call follows, and no
        count is shown until then.
        """
        is_same_page = page is not None and self._page is not None and page.entry_id == self._page.entry_id
        self._page, self._complete = page, complete
        self.cards.set_page(page)
        if is_same_page:
            self.annotations.update(annotations, positions or {})
        else:
            self.annotations.restart(annotations, positions)
        self.editor.set_page(page)
        if is_same_page and (current := self.annotations.get(self.editor.uuid)) is not None:
            self.editor.update_annotation(current)
        self._show_count()

    def put(self, annotation: Annotation, position: int | None) -> None:
        """Add or update one annotation; ``position`` is its position in the text, None if it is on no passage."""
        self.annotations.put(annotation, position)
        if annotation.is_deleted:
            self.editor.remove_annotation(annotation.uuid)
        else:
            self.editor.update_annotation(annotation)

    def remove(self, uuid: str) -> None:
        """Remove an annotation that no longer exists."""
        self.annotations.remove(uuid)
        self.editor.remove_annotation(uuid)

    def show_annotation(self, uuid: str) -> bool:
        """Select a card and scroll to it, without emitting signals; return whether it is in the list."""
        return self.cards.show_card(uuid)

    def edit(self, uuid: str, *, tags: bool = False) -> None:
        """Edit an annotation, with the keyboard focus in its note, or in the line for its tags."""
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
        """Start a new note on the entry of the page."""
        self.editor.start_new()

    def write_link(self) -> None:
        """Start a link from the entry of the page to another entry."""
        self.editor.start_new()
        self.editor.entry.start_typing()

    def take_focus(self) -> None:
        """Move the keyboard focus to the cards, or to the editor if there are none."""
        if self.cards.isVisible() and self.annotations.rowCount():
            if not self.cards.selected:
                self.cards.show_card(self.annotations.annotations[0].uuid)
            focus_by_key(self.cards)
        else:
            self.editor.take_focus()

    def set_tags(self, names: Sequence[str]) -> None:
        """Set the tags offered for completion, the most used first."""
        self.editor.tags.field.set_names(names)

    def set_read_only(self, message: str) -> None:
        """Set that nothing can be written, and show a message on why; an empty message allows writing again."""
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.cards.set_read_only(bool(message))
        self.editor.set_read_only(bool(message))

    def show_saved(self, uuid: str) -> None:
        """Show that the typed text of an annotation is saved."""
        self.editor.show_saved(uuid)

    def show_not_saved(self, annotation: Annotation, message: str) -> None:
        """Show why a typed text could not be saved; it stays in the editor, or is shown there again."""
        self.editor.show_not_saved(annotation, message)

    def finish(self) -> None:
        """Emit what has been typed since the last draft, as before the window closes."""
        self.editor.tags.field.finish()
        self.editor.emit_draft()

    def _accessible_text(self, annotation: Annotation) -> str:
        if self._page is None:
            return annotation.body
        return spoken_card(annotation, card_words(annotation, self._page, language()), language())

    @Slot()
    def _show_count(self) -> None:
        count = self.annotations.count
        self.count.setText(language().number(count) if self._page is not None and self._complete else "")
        if self._page is None:
            hint = self.tr("Open an entry or a source to see its annotations and to write a note.")
        elif not count and self._complete:
            hint = self.tr("No annotations yet. Select text in the page to highlight it, or write a note below.")
        else:
            hint = ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.cards.setVisible(not hint)
        self.editor.setVisible(self._page is not None or self.editor.has_fault)

    @Slot(str)
    def _open_target(self, target: str) -> None:
        if not target.lower().startswith(SCHEME) and not is_entry_id(target):
            self.web_address_chosen.emit(target)
            return
        try:
            self.address_chosen.emit(parse_address(target))
        except ValueError:
            return  # an invalid address

    def _label(self, role: QPalette.ColorRole) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        label.setWordWrap(True)
        label.setContentsMargins(12, 4, 12, 4)
        label.setForegroundRole(role)
        label.hide()
        return label

    def _set_minimum_width(self) -> None:
        self.setMinimumWidth(_LEAST_WIDTH * self.fontMetrics().height())

    def _lay_out(self) -> None:
        bold = QFont(self.title.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(bold)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        header = QHBoxLayout()
        header.setContentsMargins(12, 10, 12, 4)
        header.setSpacing(8)
        header.addWidget(self.title)
        header.addWidget(self.count)
        header.addStretch(1)
        upper = QWidget(self)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
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
        for changed in (self.annotations.rowsInserted, self.annotations.rowsRemoved, self.annotations.modelReset):
            changed.connect(self._show_count)
        self.cards.card_chosen.connect(self.card_chosen)
        self.cards.edit_wanted.connect(self.edit)
        self.cards.delete_wanted.connect(self.delete_wanted)
        self.cards.target_chosen.connect(self._open_target)
        self.cards.leave_wanted.connect(self.leave_wanted)
        self.editor.typed.connect(self.typed)
        self.editor.editing_ended.connect(self.editor_left)
        self.editor.abandoned.connect(self.abandoned)
        self.editor.delete_wanted.connect(self.delete_wanted)
        self.editor.target_chosen.connect(self._open_target)
        self.editor.entry.entries_wanted.connect(self.entries_wanted)
        self.editor.state.save_elsewhere_wanted.connect(self.save_elsewhere_wanted)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_minimum_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)
