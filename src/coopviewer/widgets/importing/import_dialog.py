"""The dialog of an import: the files, their preview, the title and path of the new reference, and the progress."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coopviewer.domain.imports.previews import ImportPreview
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.words.sheets.sheet_question_words import table_state
from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.interaction import dropped_files
from coopviewer.widgets.common.theme import DrawingOptions
from coopviewer.widgets.importing.file_list import FileList
from coopviewer.widgets.importing.import_progress import ImportProgressBar
from coopviewer.widgets.importing.import_questions import files_hint, newer_files_hint
from coopviewer.widgets.importing.import_state import ImportStateLine
from coopviewer.widgets.importing.preview_tabs import PreviewTabs
from coopviewer.widgets.importing.sheets.sheet_tabs import SheetTabs
from coopviewer.widgets.importing.target_fields import TargetFields

_SIZE = QSize(860, 760)
_USUAL_TEXT = 19  # pixels; the height of a line from which on the dialog grows with the text
_RUNNING_WIDTH = 560  # pixels
_NO_STEPS = ImportRequest((), Path())
_MOST_SHARE = 0.94  # of the parent's width and height that the dialog takes at most


class ImportDialog(QDialog):
    """Asks for files, shows what they hold, then the progress; it imports nothing itself, but emits what is wanted."""

    files_chosen = Signal(object)
    """The files to be previewed, in their order (a tuple of Path); empty if all were removed."""
    import_wanted = Signal(object)
    """The user wants this import (ImportRequest); its title is None if the suggested one was kept."""
    place_wanted = Signal()
    """The user wants to choose where the reference is saved."""
    table_wanted = Signal(object, object)
    """The user wants a preview of tables, read by a SheetChoice, with a SheetMapping (None: columns are recognised)."""
    cancel_wanted = Signal()
    """The user wants to end the running import without any effect."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden and without files; the parent window can be used while the dialog is open."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._steps = _NO_STEPS
        self._is_running = self._ready = self._is_table = self._is_shown = False
        self._full_size, self._usual_title = _SIZE, ""
        self._make_parts()
        self._lay_out()
        self._connect()
        self._frame = FocusFrame(self)
        growth = max(self.fontMetrics().height() / _USUAL_TEXT, 1.0)
        self.resize((_SIZE * growth).boundedTo(parent.size() * _MOST_SHARE))
        self.clear()

    def clear(self) -> None:
        """Remove the files and all that was filled in or shown; if there were files, ``files_chosen`` is emitted."""
        self._steps, self._ready = _NO_STEPS, False
        self.setWindowTitle(self.tr("Import data"))
        self.hint.setText(files_hint())
        self.fields.clear_fields()
        self.files.clear_files()
        self.show_reading()
        self._set_running(running=False)

    def keep_steps(self, steps: ImportRequest) -> None:
        """Take options, dataset and title from an earlier import, to import newer files; call ``clear`` before."""
        self._steps = steps
        self.title.setText(steps.title or "")
        self.setWindowTitle(self.tr("Import again"))
        self.hint.setText(newer_files_hint(is_table=steps.mapping is not None, keeps_title=bool(steps.title)))

    def take_focus(self) -> None:
        """Move the keyboard focus to the button that adds files, or to the tabs of the preview if there are files."""
        tabs = self.sheets if self._is_table else self.tabs
        (tabs.tabBar() if self.files.files else self.add).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def is_running(self) -> bool:
        """Whether an import was begun by ``begin`` that neither ``end`` nor ``clear`` has ended."""
        return self._is_running

    def show_preview(self, preview: ImportPreview, options: DrawingOptions, suggested: Path) -> None:
        """Show what the files hold, and suggest title and path; *Import* is disabled if the preview has a fault."""
        self._is_shown = bool(preview.activities)
        if preview.activities:
            self.tabs.show_preview(preview, options)
        self.fields.suggest(preview.title, str(suggested))
        self.partial.setVisible(preview.fault is not None and preview.may_keep_partial)
        self._ready = preview.fault is None
        if self._ready:
            self.said.show_sentence("")
        self._enable()

    def show_table(self, preview: SheetPreview, options: DrawingOptions, suggested: Path) -> None:
        """Show ``preview``; suggest its title, and ``suggested`` as path; *Import* is off while a choice is missing."""
        self._is_shown = True
        self._show_kind(is_table=True)
        self.sheets.show_preview(preview, options)
        self.fields.suggest(preview.title, str(suggested))
        state = table_state(preview, language(), self.sheets.missing)
        self._ready = not state
        self.said.show_sentence(state)
        self._enable()

    def show_fault(self, sentence: str) -> None:
        """Show a sentence on why the files cannot be imported, or only in part.

        Whether *Import* is enabled does not depend on it. The tabs of the preview are hidden if they are empty.
        """
        self.said.show_sentence(sentence, warns=True)
        if not self._is_shown:
            self.tabs.hide()
            self.sheets.hide()
        self._enable()

    def show_reading(self) -> None:
        """Remove the preview of the former files, disable *Import*, and say that the new files, if any, are read."""
        self._is_shown = False
        self.said.release()
        self.tabs.clear_preview()
        self.sheets.clear_preview(self._steps.choice, self._steps.mapping)
        self._show_kind(is_table=self._steps.mapping is not None)
        self.partial.hide()
        self._wait(self.tr("Reading the beginning of the files…") if self.files.files else "")

    def begin(self) -> None:
        """Make the dialog small and show in it that the import runs, with the keyboard focus on *Cancel*."""
        self.bar.begin()
        self._usual_title = self.windowTitle()
        self.setWindowTitle(self.tr("Importing “{title}”…").format(title=self.title.text().strip()))
        self.said.show_sentence(self.windowTitle())
        self._set_running(running=True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setFocus()

    def end(self, sentence: str, *, warns: bool = False) -> None:
        """Show that the import has ended; ``sentence`` says why no reference was made, and is empty after a success."""
        self.bar.end()
        self.setWindowTitle(self._usual_title)
        self._set_running(running=False)
        self.said.show_sentence(sentence, warns=warns)

    def _make_parts(self) -> None:
        self.files = FileList(self)
        self.add = self._button(self.tr("&Add files…"))
        self.remove = self._button(self.tr("&Remove"))
        self.tabs, self.sheets = PreviewTabs(self), SheetTabs(self)
        self.template = self._button(self.tr("Save a tem&plate…"))
        self.fields = TargetFields(self)
        self.title, self.target, self.browse = self.fields.title, self.fields.target, self.fields.browse
        self.said = ImportStateLine(self)
        self.state, self.partial = self.said.text, self.said.partial
        self.bar = ImportProgressBar(self)
        self.bar.said.connect(self.state.setText)
        self.buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.import_button = self.buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_button.setDefault(True)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setBuddy(self.files)
        beside = QVBoxLayout()
        beside.addWidget(self.add)
        beside.addWidget(self.remove)
        beside.addWidget(self.template)
        beside.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(self.files, 1)
        top.addLayout(beside)
        self.asking = QWidget(self), QWidget(self)
        """What is asked before the import; hidden while it runs, so that the window behind can be used."""
        upper, lower = (QVBoxLayout(each) for each in self.asking)
        upper.addWidget(self.hint)
        upper.addLayout(top)
        lower.addWidget(self.tabs, 1)
        lower.addWidget(self.sheets, 1)
        lower.addStretch(0)
        lower.addWidget(self.fields)
        column = QVBoxLayout(self)
        column.addWidget(self.asking[0])
        column.addWidget(self.said)  # beneath the files, which it is about
        column.addWidget(self.asking[1], 1)
        column.addWidget(self.bar)
        upper.setContentsMargins(0, 0, 0, 0)
        lower.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.buttons)
        self.files.fit_rows()

    def _connect(self) -> None:
        self.files.files_changed.connect(self._take_files)
        self.files.selectionModel().selectionChanged.connect(self._enable)
        self.add.clicked.connect(self.files.choose)
        self.remove.clicked.connect(self.files.remove_selected)
        self.browse.clicked.connect(self.place_wanted)
        self.sheets.wanted.connect(self._want_table)
        self.title.textChanged.connect(self._enable)
        self.target.textChanged.connect(self._enable)
        self.import_button.clicked.connect(self._import)
        self.partial.clicked.connect(self._import_part)
        self.buttons.rejected.connect(self._leave)

    def _show_kind(self, *, is_table: bool) -> None:
        self._is_table = is_table
        self.tabs.setVisible(not is_table)
        self.sheets.setVisible(is_table)

    def _wait(self, sentence: str) -> None:
        self._ready = False
        self.said.show_sentence(sentence)
        self._enable()

    @Slot(object, object)
    def _want_table(self, choice: SheetChoice, mapping: SheetMapping | None) -> None:
        self._wait(self.tr("Reading the table…"))
        self.table_wanted.emit(choice, mapping)

    def _set_running(self, *, running: bool) -> None:
        if running and not self._is_running:
            self._full_size = self.size()
        was_running, self._is_running = self._is_running, running
        for part in self.asking:
            part.setVisible(not running)
        self.import_button.setVisible(not running)
        self.partial.setVisible(self.partial.isVisible() and not running)
        if running:
            self.resize(min(self._full_size.width(), _RUNNING_WIDTH), 0)  # as high as it must be
        elif was_running:
            self.resize(self._full_size)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        """Enable each button for which what it needs is there, and disable the others."""
        free = self.fields.are_filled and bool(self.files.files) and not self._is_running
        self.import_button.setEnabled(free and self._ready)
        self.partial.setEnabled(free)
        self.remove.setEnabled(bool(self.files.selectedIndexes()) and not self._is_running)

    @Slot()
    def _take_files(self) -> None:
        self.show_reading()
        self.files_chosen.emit(self.files.files)

    @Slot()
    def _import(self) -> None:
        self._want(keep_partial=False)

    @Slot()
    def _import_part(self) -> None:
        self._want(keep_partial=True)

    def _want(self, *, keep_partial: bool) -> None:
        title = self.title.text().strip()
        request = self._steps._replace(
            files=self.files.files,
            target=Path(self.target.text().strip()),
            title=None if title == self.fields.suggested_title else title,  # formed anew when newer files are imported
            keep_partial=keep_partial or self._steps.keep_partial,
        )
        if self._is_table:
            request = request._replace(choice=self.sheets.choice, mapping=self.sheets.mapping)
        self.import_wanted.emit(request)

    @Slot()
    def _leave(self) -> None:
        self.reject()

    # Qt overrides

    @guarded
    def reject(self) -> None:
        """Request that the import is cancelled (``cancel_wanted``), or close the dialog if none is running."""
        if self._is_running:
            self.cancel_wanted.emit()
        else:
            super().reject()

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()) and not self._is_running:
            event.acceptProposedAction()

    @guarded
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files.add(dropped_files(event.mimeData()))
