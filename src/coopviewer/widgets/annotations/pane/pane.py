"""The annotation pane beside the page: cards in the order of the text, and the editor below them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import Annotation, utc_now
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.domain.browsing.addresses import SCHEME, parse_address
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.models.annotations.page_list import AnnotationList
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_card_words import card_words, related_words, spoken_card
from coopviewer.widgets.annotations.pane.cards import AnnotationCards
from coopviewer.widgets.annotations.pane.note_editor import NoteEditor
from coopviewer.widgets.annotations.pane.pane_header import PaneHeader
from coopviewer.widgets.common.interaction import focus_by_key

_LEAST_WIDTH = 16  # times the height of a line


class AnnotationPane(QWidget):
    """Shows cards of one page's annotations above an editor; emits what the user writes and does, stores nothing."""

    typed = Signal(object)
    """The Annotation as edited so far: after a pause or a second of typing, a choice, or a loss of the focus."""
    editor_left = Signal()
    """The user left the editor, or it is about to show other content: the drafts until now become one step to undo."""
    abandoned = Signal(str)
    """The uuid of a new annotation that the user left without writing anything."""
    card_chosen = Signal(str)
    """The uuid of the annotation whose card the user selected, once the editor shows it; empty: all were deselected."""
    selection_changed = Signal(str)
    """The uuid in the editor, whose card is selected; empty for a new note. It may be the same as before."""
    delete_wanted = Signal(object)
    """The uuids (a tuple) of the annotations that the user wants to move to the bin, or of a new note emptied again."""
    address_chosen = Signal(object)
    """The Address of a link that the user clicked, on a card or in the editor."""
    web_address_chosen = Signal(str)
    """The web address in a note that the user clicked, to be opened after a confirmation."""
    entries_wanted = Signal(str)
    """The text typed to find the entry to link to; the entries found are to be passed to ``editor.offer_entries``."""
    save_elsewhere_wanted = Signal()
    """The user wants to save all annotations to another file."""
    leave_wanted = Signal()
    """The user pressed Esc to return to the page."""

    def __init__(self, now: Callable[[], datetime] = utc_now, parent: QWidget | None = None) -> None:
        """Start without a page; ``now`` returns the current time in UTC."""
        super().__init__(parent)
        self._page: AnnotatedPage | None = None
        self._complete = True
        self.annotations = AnnotationList(self._accessible_text, self, self._related_text)
        self.header = PaneHeader(self)
        self.title, self.count = self.header.title, self.header.count
        self.message, self.hint = self.header.message, self.header.hint
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
        """Show the annotations of a page; ``page`` None: the open page cannot have annotations.

        ``positions`` maps uuids to where their highlights begin in the page (UTF-16 units). ``complete`` False: the
        page has more, a call with all follows, and no count is shown until then. If the page before was another one,
        ``typed`` emits the editor's last draft, and the editor is emptied unless a draft could not be saved.
        """
        is_same_page = page is not None and self._page is not None and page.entry_id == self._page.entry_id
        self._page, self._complete = page, complete
        self.annotations.set_own(page.entry_ids if page is not None else ())
        self.cards.set_page(page)
        if is_same_page:
            self.annotations.update(annotations, positions or {})
        else:
            self.annotations.restart(annotations, positions)
        self.editor.set_page(page)
        if is_same_page and (current := self.annotations.get(self.editor.uuid)) is not None:
            self.editor.update_annotation(current)
        self._follow_form()
        self._show_count()

    def put(self, annotation: Annotation, position: int | None) -> None:
        """Add or update one annotation; remove it instead if it is in the bin.

        ``position`` is where its highlight begins in the page (UTF-16 units), None if it has none.
        """
        self.annotations.put(annotation, position)
        if annotation.is_deleted:
            self.remove(annotation.uuid)
            return
        self.editor.update_annotation(annotation)
        if annotation.uuid == self.editor.uuid:
            self._follow_form()

    def remove(self, uuid: str) -> None:
        """Remove an annotation from the cards, if it is there, and from the editor, unless that has unsaved text of it.

        If the editor becomes empty while the cards have the keyboard focus, it shows the annotation of the next card.
        """
        self.annotations.remove(uuid)
        following = self.cards.current if self.cards.hasFocus() else None  # the next card, which the list has selected
        self.editor.remove_annotation(uuid)
        if following is not None and not self.editor.uuid:
            self.editor.edit(following)
        self._follow_form()

    def show_annotation(self, uuid: str) -> bool:
        """Show an annotation in the editor, select its card and scroll to it; return False if the pane lacks it.

        While the editor keeps unsaved text of another one, that one's card is selected; False if that one has no card.
        """
        annotation = self.annotations.get(uuid)
        if annotation is None:
            return False
        self.editor.edit(annotation)
        return self.cards.show_card(self.editor.uuid)

    def edit(self, uuid: str, *, tags: bool = False) -> None:
        """Edit an annotation, with the keyboard focus in its note, or with ``tags`` in the line for its tags.

        Nothing happens if it is not in the list, or if the editor keeps unsaved text of another one.
        """
        annotation = self.annotations.get(uuid)
        if annotation is None or not self.editor.edit(annotation):
            return
        self._follow_form()
        if tags:
            self.editor.focus_tags()
        else:
            self.editor.take_focus()

    @Slot()
    def write_note(self) -> None:
        """Start a new note on the page's entry, or keep the text that could not be saved; focus the note's text."""
        self.editor.start_new()

    def write_link(self) -> None:
        """Start a new note as ``write_note`` does, but focus the line where the user types the entry to link to."""
        self.editor.start_new()
        self.editor.entry.start_typing()

    def take_focus(self) -> None:
        """Focus the cards, with one selected; else the message why nothing can be written; else the note, if shown."""
        if self.cards.isVisible() and self.annotations.rowCount():
            if not self.cards.selected and (first := self.annotations.at(0)) is not None:
                self.show_annotation(first.uuid)
            elif not self.cards.selected:
                self.cards.setCurrentIndex(self.annotations.index(0))  # the heading of those of related entries
            focus_by_key(self.cards)
        elif self.header.message.text():
            self.focus_message()
        elif not self.editor.isHidden():  # as it is beside a page that cannot have notes
            self.editor.take_focus()

    def focus_message(self) -> None:
        """Move the keyboard focus to the message that says why nothing can be written."""
        focus_by_key(self.header.message)

    def set_tags(self, names: Sequence[str]) -> None:
        """Set the tags offered for completion, in this order."""
        self.editor.tags.field.set_names(names)

    def set_read_only(self, message: str) -> None:
        """Set that nothing can be written, and show a message on why; an empty message allows writing again."""
        self.header.show_message(message)
        self.cards.set_read_only(bool(message))
        self.editor.set_read_only(bool(message))

    def show_saved(self, uuid: str) -> None:
        """Show that an annotation's typed text is saved, unless the editor has another annotation or newer text."""
        self.editor.show_saved(uuid)

    def show_not_saved(self, annotation: Annotation, message: str) -> None:
        """Show why an annotation could not be saved, and the annotation, unless other text in the editor is unsaved."""
        self.editor.show_not_saved(annotation, message)

    def finish(self) -> None:
        """Enter a tag being typed, and call ``emit_draft`` of the editor; ``editor_left`` is not emitted."""
        self.editor.tags.field.finish()
        self.editor.emit_draft()

    @Slot(str)
    def _choose(self, uuid: str) -> None:
        """Show the annotation of a selected card; if the form could not be saved, select the form's card instead."""
        annotation = self.annotations.get(uuid)
        if annotation is None:
            self.editor.show_new()
        else:
            self.editor.edit(annotation)
        self._follow_form()
        if self.editor.uuid == uuid:
            self.card_chosen.emit(uuid)

    @Slot()
    def _follow_form(self) -> None:
        """Select the card of the annotation that the form shows, unless it is one of several selected ones."""
        uuid, selected = self.editor.uuid, self.cards.selected
        if uuid not in selected and (uuid or selected):
            self.cards.show_card(uuid)
        self.selection_changed.emit(uuid)

    @Slot(bool)
    def _fold(self, folded: bool) -> None:
        shown = self.annotations.get(self.editor.uuid)
        self.annotations.set_folded(folded)
        if folded and shown is not None and self._page is not None and shown.entry_id not in self._page.entry_ids:
            self.editor.show_new()  # since its card is folded

    def _related_text(self, count: int, folded: bool | None) -> str:
        return related_words(count, folded, language())

    def _accessible_text(self, annotation: Annotation) -> str:
        if self._page is None:
            return annotation.body
        return spoken_card(annotation, card_words(annotation, self._page, language()), language())

    @Slot()
    def _show_count(self) -> None:
        has_page = self._page is not None
        is_hint = self.header.show_count(self.annotations.count, has_page=has_page, complete=self._complete)
        self.cards.setVisible(not is_hint)
        self.editor.setVisible(has_page or self.editor.has_fault)

    @Slot(str)
    def _open_target(self, target: str) -> None:
        if not target.lower().startswith(SCHEME) and not is_entry_id(target):
            self.web_address_chosen.emit(target)
            return
        try:
            self.address_chosen.emit(parse_address(target))
        except ValueError:
            return  # an invalid address

    def _set_minimum_width(self) -> None:
        self.setMinimumWidth(_LEAST_WIDTH * self.fontMetrics().height())

    def _lay_out(self) -> None:
        upper = QWidget(self)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
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
        self.cards.card_chosen.connect(self._choose)
        self.cards.fold_wanted.connect(self._fold)
        self.editor.shown.connect(self._follow_form)
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

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_minimum_width()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)
