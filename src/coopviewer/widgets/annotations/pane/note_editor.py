"""The editor of one annotation, or of a note that is yet to be: what is typed is told as a draft, and never lost."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from coopviewer.domain.annotations.annotation import Annotation, Motivation
from coopviewer.domain.annotations.drafts import AnnotatedPage, Draft, apply_draft, draft_of, new_note
from coopviewer.domain.browsing.addresses_in_text import addresses_in
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.text.lengths import shorten
from coopviewer.widgets.annotations.pane.note_form import NoteForm

_QUIET = 500  # milliseconds without a key, after which what was typed is told
_LONGEST_QUOTATION = 60


class NoteEditor(NoteForm):
    """Tells drafts: after a pause, at each choice, and when the keyboard leaves."""

    typed = Signal(object)
    """The Annotation as it is written now."""
    left = Signal()
    """The person has gone on elsewhere: what was typed belongs together."""
    abandoned = Signal(str)
    """An annotation (its uuid) that was only begun, with revision 0, is left without anything said in it."""
    delete_wanted = Signal(object)
    """The uuids (a tuple) of what is to go into the bin."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget) -> None:
        """Start without a page; ``now`` gives the time in UTC."""
        super().__init__(parent)
        self._now = now
        self._page: AnnotatedPage | None = None
        self._read_only = False
        self._base: Annotation | None = None  # what is edited, as it was when one began; None: a note yet to be
        self._written: Annotation | None = None  # what was told last of it
        self._told = Draft()  # what the fields held when they were filled or told
        self._awaited: list[Draft] = []  # told, and not yet come back as an annotation
        self._target: tuple[str, str] = ("", "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.emit_edit)
        self.field.textChanged.connect(self._begin_waiting)
        self.tags.edited.connect(self.emit_edit)
        self.colours.chosen.connect(self.emit_edit)
        self.statuses.chosen.connect(self.emit_edit)
        self.entry.picked.connect(self._link)
        self.new_button.clicked.connect(self.begin_new)
        self.bin_button.clicked.connect(self._delete)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_keyboard)
        self._fill(None)

    @property
    def uuid(self) -> str:
        """The annotation that is being edited, empty for a note yet to be."""
        return self._base.uuid if self._base is not None else ""

    @property
    def draft(self) -> Draft:
        """What the fields hold now."""
        return Draft(
            self.field.text(), self.tags.tags, self.colours.colour, self.statuses.status, self._target[0] or None
        )

    @property
    def has_fault(self) -> bool:
        """Whether what is in the fields could not be saved: they are kept as they are until it is."""
        return self.state.is_fault

    def set_page(self, page: AnnotatedPage | None) -> None:
        """Write about this page from now on; what could not be saved stays in the fields."""
        same = page is not None and self._page is not None and page.entry_id == self._page.entry_id
        if not same:
            self._finish()
        self._page = page
        if not same and not self.has_fault:
            self._fill(None)
        self._allow()

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be written, as where another program holds the file; or let it again."""
        self._read_only = read_only
        self._allow()

    def edit(self, annotation: Annotation) -> bool:
        """Edit an annotation; False where what is in the fields could not be saved and therefore stays."""
        if annotation.uuid != self.uuid:
            self._finish()
            if self.has_fault:
                return False
            self._fill(annotation)
            self.field.to_end()
        return True

    @Slot()
    def begin_new(self) -> None:
        """Begin a note on the entry of the page."""
        self._finish()
        if not self.has_fault:
            self._fill(None)
        self.take_keyboard()

    def take(self, annotation: Annotation) -> None:
        """Hear of an annotation as it is now: what one is typing stays, all else is shown."""
        if annotation.uuid != self.uuid:
            return
        now = draft_of(annotation)
        if now in self._awaited:
            del self._awaited[: self._awaited.index(now) + 1]
        elif self._written is None and self.draft == self._told:  # nothing is under way: the next revision is from this
            self._base = annotation
            if now != self._told:
                self._show_draft(now)
        elif now != self._told and self.draft == self._told:
            self._base = self._written = annotation
            self._show_draft(now)
        elif now != self._told:
            self._base = annotation

    def withdraw(self, uuid: str) -> None:
        """Hear that an annotation is no longer there: what one is typing stays, and is written anew."""
        if uuid == self.uuid and self.draft == self._told and not self.has_fault:
            self._fill(None)

    def show_saved(self, uuid: str) -> None:
        """Say that what was told of an annotation is on the disk."""
        if uuid == self.uuid and self.draft == self._told:
            self._awaited.clear()
            self.state.say_saved()

    def show_not_saved(self, annotation: Annotation, sentence: str) -> None:
        """Say why an annotation could not be saved, and bring it back where one has gone on elsewhere."""
        at_rest = self.draft == self._told and not self._awaited
        if annotation.uuid != self.uuid and not self.has_fault and at_rest:
            self._fill(annotation)
            self._base = self._written = annotation
        self.state.say_not_saved(sentence)

    def offer_entries(self, refs: Sequence[EntryRef]) -> None:
        """Offer these entries for a link."""
        self.entry.offer_entries(refs)

    @Slot()
    def emit_edit(self) -> None:
        """Tell what the fields hold, if it differs from what was told before."""
        self._timer.stop()
        draft = self.draft
        if draft == self._told or self._read_only:
            return
        if self._base is None:
            if draft.is_blank or self._page is None:
                return
            self._base = new_note(self._page, self._now())
            self._name()
        self._told = draft
        self._awaited.append(draft)
        self._written = apply_draft(self._base, draft, self._now())
        self.addresses.show_addresses(tuple(addresses_in(draft.body)))
        self.state.say_saving()
        self.typed.emit(self._written)

    def _finish(self) -> None:
        """Tell what is left to be told, and that it is done with; an empty note that was begun here goes."""
        self.tags.field.finish()
        self.emit_edit()
        if self._base is None:
            return
        if self._written is None:
            self._abandon(self._base)
            return
        begun_here = self._base.revision == 0
        self._base, self._written = self._written, None
        self.left.emit()
        if begun_here and self._told.is_blank and not self.has_fault:
            self.delete_wanted.emit((self._base.uuid,))
            self._fill(None)

    def _abandon(self, base: Annotation) -> None:
        """Let go of what was only begun: it was never written."""
        if base.revision == 0 and not self.has_fault:
            self._fill(None)
            self.abandoned.emit(base.uuid)

    def _fill(self, annotation: Annotation | None) -> None:
        self._timer.stop()
        self._base, self._written = annotation, None
        self._awaited = []
        self.state.clear()
        self._show_draft(Draft() if annotation is None else draft_of(annotation))
        self._name()
        self._allow()

    def _show_draft(self, draft: Draft) -> None:
        self.field.take_text(draft.body)
        self._timer.stop()
        self.tags.set_tags(draft.tags)
        self.tags.field.clear()
        self.colours.set_colour(draft.colour)
        self.statuses.set_status(draft.status)
        target = draft.target_entry_id or ""
        self._target = target, self._page.title_of(target) if self._page and target else target
        self.entry.show_target(*self._target)
        self.addresses.show_addresses(tuple(addresses_in(draft.body)))
        self._told = self.draft

    def _name(self) -> None:
        """Say above the fields what is being written."""
        base = self._base
        if base is None:
            words = self.tr("New note")
        elif base.quotation:
            words = self.tr("On “{quotation}”").format(quotation=shorten(base.quotation, _LONGEST_QUOTATION))
        elif base.motivation is Motivation.BOOKMARKING:
            words = self.tr("Bookmark")
        elif self._page is not None and base.creator.uuid != self._page.person.uuid:
            words = self.tr("Note by {name}").format(name=base.creator.name)
        else:
            words = self.tr("Your note")
        self.name_it(words, begun=base is not None)

    def _allow(self) -> None:
        self.set_writable((self._page is not None or self.has_fault) and not self._read_only)

    @Slot()
    def _begin_waiting(self) -> None:
        if not self._read_only:
            self._timer.start()

    @Slot(str, str)
    def _link(self, entry_id: str, title: str) -> None:
        self._target = entry_id, title
        self.emit_edit()

    @Slot()
    def _delete(self) -> None:
        uuid = self.uuid
        self._fill(None)
        self.take_keyboard()
        if uuid:
            self.delete_wanted.emit((uuid,))

    @Slot(QWidget, QWidget)
    def _follow_keyboard(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is None or not self.isAncestorOf(before) or (now is not None and self.isAncestorOf(now)):
            return
        if now is None:  # another program has the keyboard, or a list over the window
            self.emit_edit()
        else:
            self._finish()
