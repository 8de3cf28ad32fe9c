"""The report after an import: what was written, and its notes by kind with file, line and sentence."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.words.import_words import kind_sentence, note_line, note_sentence, severity_word
from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.common.quiet_table import QuietTable
from coopviewer.widgets.common.quiet_wheel import QuietComboBox

_SIZE = QSize(900, 560)
_SHARES = (4, 2, 4, 11)  # how the columns share the width
_MOST_SHARE = 0.92  # of the parent's width and height that the dialog takes at most
_ORDER = (ImportSeverity.REFUSED, ImportSeverity.KEPT, ImportSeverity.MENDED)
NoteKinds = Mapping[tuple[ImportSeverity, str], int]


class ImportReportDialog(QDialog):
    """Shows the notes of an import, all or of one kind.

    It requests them by ``notes_wanted`` and gets them by ``show_notes``. Emitting a signal does not close it; it is
    deleted when the user closes it.
    """

    notes_wanted = Signal(object)
    """The user wants to see the notes of a kind (severity and code); None: of all kinds."""
    save_wanted = Signal()
    """The user wants to save all notes as text."""
    entry_wanted = Signal(str)
    """The user wants to see the entry that a note is about (its id)."""
    page_wanted = Signal()
    """The user wants to see the page about this import."""
    former_wanted = Signal()
    """The user wants to open the reference again that was open before the import."""

    def __init__(self, sentence: str, kinds: NoteKinds, parent: QWidget) -> None:
        """Show ``sentence``, which says what was imported; ``kinds`` has the number of notes by severity and code."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import finished"))
        self.setAccessibleDescription(sentence)
        self._kinds = sorted(kinds, key=lambda kind: (_ORDER.index(kind[0]), -kinds[kind], kind[1]))
        self._total, self._counts = sum(kinds.values()), kinds
        self.message = QLabel(sentence, self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)  # a title must not become markup
        self.message.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        self.message.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.kinds = QuietComboBox(self)
        self.model = TextTableModel((self.tr("File"), self.tr("Line or row"), self.tr("Outcome"), self.tr("Note")))
        self.table = QuietTable(self.model, self.tr("Notes of the import"), self)
        self.model.setParent(self)
        self.table.let_select_rows()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the whole note is below
        self.table.activated.connect(self._open_entry)
        self.whole = QLabel(self)
        self.whole.setTextFormat(Qt.TextFormat.PlainText)
        self.whole.setWordWrap(True)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self._lay_out()
        self._fill_kinds()
        self._frame = FocusFrame(self)

    def open_over(self, size: QSize) -> None:
        """Show the report and return at once; if there are notes, emit ``notes_wanted`` for all kinds.

        ``size`` is that of the window behind it, in pixels. With notes, the report has 900 by 560 pixels, but at most
        92 % of the window's width and height; without notes it is as large as its text.
        """
        if self._total:
            self.resize(_SIZE.boundedTo(size * _MOST_SHARE))
        self.show()
        self.table.share_width(_SHARES)
        if self._total:
            self.notes_wanted.emit(None)

    def show_notes(self, notes: Sequence[ImportNote]) -> None:
        """Show notes of the chosen kind in place of the previous ones.

        If they are fewer than the import has of that kind, a hint says so: *The first 500 of 900 notes are listed.*
        """
        tr = language()
        self.model.set_rows(
            [
                TextRow(
                    (
                        note.file,
                        "" if note.line is None else tr.number(note.line),
                        severity_word(note.severity, tr),
                        note_sentence(note, tr),
                    ),
                    note,
                )
                for note in notes
            ]
        )
        self.whole.clear()
        wanted = self._count(self.kinds.currentIndex())
        self.hint.setVisible(len(notes) < wanted)
        if len(notes) < wanted:
            sentence = self.tr("The first {shown} of {count} notes are listed. A saved report has all of them.")
            self.hint.setText(sentence.format(shown=tr.number(len(notes)), count=tr.number(wanted)))
            announce(self, self.hint.text())

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Kind"), self)
        label.setBuddy(self.kinds)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.kinds, 1)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        self.former = self._button(buttons, self.tr("&Open the former reference"))
        self.former.clicked.connect(self.former_wanted)
        self.page = self._button(buttons, self.tr("&About this import"))
        self.page.clicked.connect(self.page_wanted)
        self.save = self._button(buttons, self.tr("&Save as text…"))
        self.save.clicked.connect(self.save_wanted)
        column = QVBoxLayout(self)
        column.addWidget(self.message)
        column.addLayout(line)
        for part in (self.table, self.whole, self.hint, buttons):
            column.addWidget(part)
        for noted in (label, self.kinds, self.table, self.save):
            noted.setVisible(bool(self._total))
        self.hint.hide()
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _button(self, buttons: QDialogButtonBox, text: str) -> QPushButton:
        button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        return button

    def _fill_kinds(self) -> None:
        tr = language()
        self.kinds.addItem(self.tr("All kinds ({count})").format(count=tr.number(self._total)))
        for severity, what in self._kinds:
            said = self.tr("{kind}: {severity} ({count})").format(
                kind=kind_sentence(what, severity, tr),
                severity=severity_word(severity, tr),
                count=tr.number(self._counts[severity, what]),
            )
            self.kinds.addItem(said)
        self.kinds.currentIndexChanged.connect(self._choose)

    def _count(self, place: int) -> int:
        return self._counts[self._kinds[place - 1]] if place > 0 else self._total

    @Slot(QModelIndex)
    def _show_whole(self, index: QModelIndex) -> None:
        """Show the note of a row in full, since a row may have no room for it."""
        note = index.data(Role.VALUE) if index.isValid() else None
        if note is None:
            self.whole.clear()
            return
        line = note_line(note, language())
        hint = self.tr("Enter opens the entry.") if note.entry_id is not None else ""
        self.whole.setText(f"{line} {hint}".strip())

    @Slot(QModelIndex)
    def _open_entry(self, index: QModelIndex) -> None:
        note = index.data(Role.VALUE)
        if note is not None and note.entry_id is not None:
            self.entry_wanted.emit(note.entry_id)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.notes_wanted.emit(self._kinds[place - 1] if place > 0 else None)
