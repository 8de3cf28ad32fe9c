"""The editor of an existing or a new annotation: it emits drafts while the user types, and keeps text not saved yet."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.drafts import AnnotatedPage, Draft, apply_draft, draft_of, new_note
from coopviewer.domain.browsing.addresses_in_text import addresses_in
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.text.measures import shorten
from coopviewer.models.language import language
from coopviewer.models.roles import LONGEST_TIP, plain_tip
from coopviewer.rendering.words.annotation_card_words import editor_heading
from coopviewer.widgets.annotations.pane.note_form import NoteForm
from coopviewer.widgets.common.pause_timer import PauseTimer

PAUSE, LIMIT = 500, 1000
"""A draft is emitted PAUSE milliseconds after the last change, at the latest LIMIT milliseconds after the first."""


class NoteEditor(NoteForm):
    """Edits an annotation in fields, and emits drafts of it by ``typed``; it stores nothing.

    A draft is emitted after a pause in typing, a choice or a loss of focus, and each second while the user types. Once
    a draft is stored, pass it to ``update_annotation``: until then no other change of the annotation replaces what is
    in the fields.
    """

    typed = Signal(object)
    """The Annotation with the current content of the fields."""
    editing_ended = Signal()
    """The user left the editor, or it is about to show other content: the drafts until now become one step to undo."""
    abandoned = Signal(str)
    """The uuid of a new annotation (revision 0) that the user left without writing anything."""
    delete_wanted = Signal(object)
    """The uuids (a tuple) of annotations to move to the bin: the user pressed the button or left a new note emptied."""
    shown = Signal(str)
    """The uuid in the fields (empty: a new note), after they were filled, perhaps as before, or a note got its uuid."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget) -> None:
        """Start without a page; ``now`` returns the current time in UTC."""
        super().__init__(parent)
        self._now = now
        self._page: AnnotatedPage | None = None
        self._read_only = False
        self._base: Annotation | None = None  # the annotation as it was before editing; None for a new note
        self._written: Annotation | None = None  # the annotation as it was last emitted
        self.seen: Annotation | None = None
        """The annotation as the fields showed it before the user changed them; None for a new note."""
        self._emitted = Draft()  # the fields when they were last filled or emitted
        self._unconfirmed: list[Draft] = []  # emitted drafts that have not come back as an annotation
        self._target: tuple[str, str] = ("", "")
        self._timer = PauseTimer(PAUSE, LIMIT, self)
        self._timer.due.connect(self.emit_draft)
        self.field.edited.connect(self._start_timer)
        self.field.part_changed.connect(self._show_addresses)
        self.tags.edited.connect(self.emit_draft)
        self.colours.chosen.connect(self.emit_draft)
        self.statuses.chosen.connect(self.emit_draft)
        self.private.clicked.connect(self.emit_draft)
        self.entry.picked.connect(self._link)
        self.new_button.clicked.connect(self.start_new)
        self.bin_button.clicked.connect(self._delete)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        self._fill(None)

    @property
    def uuid(self) -> str:
        """The uuid of the edited annotation, empty for a new note until its first draft is emitted."""
        return self._base.uuid if self._base is not None else ""

    @property
    def draft(self) -> Draft:
        """The current content of the fields."""
        chosen = self.colours.colour, self.statuses.status, self._target[0] or None, self.private.isChecked()
        return Draft(self.field.text(), self.tags.tags, *chosen)

    @property
    def has_fault(self) -> bool:
        """Whether a draft could not be saved; while so, ``edit``, ``show_new`` and ``set_page`` keep the fields."""
        return self.state.is_fault

    def set_page(self, page: AnnotatedPage | None) -> None:
        """Set the page that new notes are on; None: the open page cannot have notes.

        If the page changes, a last draft is emitted, and the fields are emptied unless a draft could not be saved.
        """
        is_same_page = page is not None and self._page is not None and page.entry_id == self._page.entry_id
        if not is_same_page:
            self._finish_editing()
        self._page = page
        if not is_same_page and not self.has_fault:
            self._fill(None)
        self._update_writable()

    def set_read_only(self, read_only: bool) -> None:
        """Set whether the file cannot be written; then the fields are locked, and ``emit_draft`` emits nothing."""
        self._read_only = read_only
        self._update_writable()

    def edit(self, annotation: Annotation) -> bool:
        """Emit changes in the fields (``typed``), then show an annotation, cursor at the end; nothing if shown already.

        Return whether the fields show it now. False: what is in the fields could not be saved, so they are kept.
        """
        if annotation.uuid != self.uuid:
            self._finish_editing()
            if self.has_fault:
                return False
            self._fill(annotation)
            self.field.move_to_end()
        return True

    @Slot()
    def start_new(self) -> None:
        """Show empty fields for a new note, as ``show_new`` does, and move the keyboard focus to the note."""
        self.show_new()
        self.take_focus()

    def show_new(self) -> None:
        """Emit changes in the fields (``typed``), and show empty ones for a new note.

        Fields that could not be saved stay as they are. Afterwards ``has_fault`` says whether they stayed.
        """
        self._finish_editing()
        if not self.has_fault:
            self._fill(None)

    def update_annotation(self, annotation: Annotation) -> None:
        """Take a stored state of the annotation, and show it if the fields have no changes that are not stored yet.

        Otherwise the fields stay; the next draft is based on this state, unless the state is that of a draft which was
        emitted here. Nothing happens if the fields are of another annotation.
        """
        if annotation.uuid != self.uuid:
            return
        current = draft_of(annotation)
        is_own = current in self._unconfirmed
        at_rest = self.draft == self._emitted and (is_own or not self._unconfirmed)
        if at_rest:
            self.seen = annotation
        if is_own:
            del self._unconfirmed[: self._unconfirmed.index(current) + 1]
        elif at_rest and self._written is None:  # no edit in progress: the next one is based on this
            self._base = annotation
            if current != self._emitted:
                self._show_draft(current)
        elif at_rest and current != self._emitted:
            self._base = self._written = annotation
            self._show_draft(current)
        elif current != self._emitted:
            self._base = annotation

    def show_instead(self, annotation: Annotation) -> None:
        """Show an annotation in which the caller has stored what was typed; no draft of the former one is emitted."""
        self._fill(annotation)

    def remove_annotation(self, uuid: str) -> None:
        """Empty the fields if they show the removed annotation and all that was typed is saved; otherwise keep them."""
        if uuid == self.uuid and self.draft == self._emitted and not self._unconfirmed and not self.has_fault:
            self._fill(None)

    def show_saved(self, uuid: str) -> None:
        """Show that the last draft of the annotation with a uuid is saved, in place of a message that it could not be.

        Nothing happens if the fields show another annotation, or changed after that draft.
        """
        if uuid == self.uuid and self.draft == self._emitted:
            self._unconfirmed.clear()
            self.state.show_saved()

    def show_not_saved(self, annotation: Annotation, message: str) -> None:
        """Show why an annotation could not be saved, even if the fields show another one by now.

        If all text of that other one is saved, the fields show the unsaved annotation again.
        """
        at_rest = self.draft == self._emitted and not self._unconfirmed
        if annotation.uuid != self.uuid and not self.has_fault and at_rest:
            self._fill(annotation)
            self._base = self._written = annotation
        self.state.show_not_saved(message)

    def offer_entries(self, refs: Sequence[EntryRef]) -> None:
        """Show these entries as completions in the line in which the user types what entry to link to."""
        self.entry.offer_entries(refs)

    @Slot()
    def emit_draft(self) -> None:
        """Emit ``typed`` if the fields differ from the last draft; not for a read-only file or a blank new note."""
        self._timer.stop()
        draft = self.draft
        if draft == self._emitted or self._read_only:
            return
        if self._base is None:
            if draft.is_blank or self._page is None:
                return
            self._base = new_note(self._page, self._now())
            self._show_heading()
            self.shown.emit(self.uuid)
        self._emitted = draft
        self._unconfirmed.append(draft)
        self._written = apply_draft(self._base, draft, self._now())
        self._show_addresses()
        self.state.show_saving()
        self.typed.emit(self._written)

    def _finish_editing(self) -> None:
        """Emit the last draft and the end of editing; delete a note that was started here and emptied again."""
        self.tags.field.finish()
        self.emit_draft()
        if self._base is None:
            return
        if self._written is None:
            self._abandon(self._base)
            return
        is_new = self._base.revision == 0
        self._base, self._written = self._written, None
        self.editing_ended.emit()
        if is_new and self._emitted.is_blank and not self.has_fault:
            self.delete_wanted.emit((self._base.uuid,))
            self._fill(None)

    def _abandon(self, base: Annotation) -> None:
        """Discard ``base`` if it is a new annotation in which nothing was written, and emit ``abandoned``."""
        if base.revision == 0 and not self.has_fault:
            self._fill(None)
            self.abandoned.emit(base.uuid)

    def _fill(self, annotation: Annotation | None) -> None:
        self._timer.stop()
        self._base, self._written, self.seen = annotation, None, annotation
        self._unconfirmed = []
        self.state.clear()
        self._show_draft(Draft() if annotation is None else draft_of(annotation))
        self._show_heading()
        self._update_writable()
        self.shown.emit(self.uuid)

    def _show_draft(self, draft: Draft) -> None:
        self.field.replace_text(draft.body)
        self._timer.stop()
        self.tags.set_tags(draft.tags)
        self.tags.field.clear()
        self.colours.set_colour(draft.colour)
        self.statuses.set_status(draft.status)
        self.private.setChecked(draft.only_mine)
        target = draft.target_entry_id or ""
        self._target = target, self._page.title_of(target) if self._page and target else target
        self.entry.show_target(*self._target)
        self._show_addresses()
        self._emitted = self.draft

    @Slot()
    def _show_addresses(self) -> None:
        """Show buttons for the addresses in the note; of a long note, only for those in the shown part."""
        self.addresses.show_addresses(tuple(addresses_in(self.field.shown_text)))

    def _show_heading(self) -> None:
        """Show above the fields what is being edited."""
        base = self._base
        heading = editor_heading(base, self._page, language())
        self.set_heading(heading, exists=base is not None)
        quotation = shorten(base.quotation, LONGEST_TIP) if base is not None else ""
        self.title.setToolTip(plain_tip(quotation))  # more of a long one

    def _update_writable(self) -> None:
        self.set_writable((self._page is not None or self.has_fault) and not self._read_only)

    @Slot()
    def _start_timer(self) -> None:
        if not self._read_only:
            self._timer.start()

    @Slot(str, str)
    def _link(self, entry_id: str, title: str) -> None:
        self._target = entry_id, title
        self.emit_draft()

    @Slot()
    def _delete(self) -> None:
        uuid = self.uuid
        self._fill(None)
        self.take_focus()
        if uuid:
            self.delete_wanted.emit((uuid,))

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, previous: QWidget | None, current: QWidget | None) -> None:
        if previous is None or not self.isAncestorOf(previous) or (current is not None and self.isAncestorOf(current)):
            return
        if current is None:  # the focus is in another program, or in a popup
            self.emit_draft()
        else:
            self._finish_editing()
