"""The annotations file: which one, under whose name, looked after, and nothing lost when it cannot be written."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.widgets.annotations.files.closing_question import ClosingQuestion
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.widgets.shell.actions import ActionId

_LONGEST_NAME = 200
_UNTIL_LOOKED_AFTER = 20_000  # milliseconds
_BETWEEN_LOOKS = 1_800_000  # milliseconds
_MOMENT = 0.3  # seconds in which a disk usually has what was typed


class AnnotationFileController(QObject):
    """Joins the actions about the file to keeping, and holds on to what could not be saved."""

    def __init__(self, context: AppContext, services: AnnotationServices, pane: AnnotationPane, usual: Path) -> None:
        """Join from now on; ``usual`` is the file that is opened where no other was chosen."""
        super().__init__(context.window)
        window = context.window
        self._services, self._window, self._pane = services, window, pane
        self._settings, self._usual = context.settings, usual
        self._unsaved: dict[str, Annotation] = {}
        self._given_up = self._was_chosen = self._closes_later = False
        # later, so that a large file is not copied while one waits for its first page
        self.looking_after = QTimer(self)
        self.looking_after.timeout.connect(self._look_after)
        self._is_changed = False
        services.writer.annotations_changed.connect(self._note_change)
        self.dialog: QFileDialog | QInputDialog | None = None
        self.question: ClosingQuestion | None = None
        actions = window.actions_by_id
        actions[ActionId.ANNOTATION_FILE].triggered.connect(self._choose_file)
        actions[ActionId.YOUR_NAME].triggered.connect(self._ask_name)
        services.file_session.opened.connect(self._take_file)
        services.writer.saved.connect(self._forget)
        services.writer.not_saved.connect(self._hold)
        pane.save_elsewhere_wanted.connect(self._choose_place)
        pane.delete_wanted.connect(self._drop)
        window.may_close = self._may_close

    @Slot(object)
    def _take_file(self, file: OpenFile) -> None:
        """Write what could not be saved before, keep to this file from now on, and look after it."""
        if self._was_chosen:
            usual = file.path == self._usual.expanduser().resolve()
            self._settings.change(annotations_file="" if usual else str(file.path))
        if file.sentence:
            self._window.show_status(file.sentence)
        self.looking_after.start(_UNTIL_LOOKED_AFTER)
        self._try_again()

    @Slot()
    def _look_after(self) -> None:
        """Look after the file now, and again now and then: a window may stay open for days."""
        self._services.backups.look_after()
        self.looking_after.start(_BETWEEN_LOOKS)

    @Slot()
    def _note_change(self) -> None:
        self._is_changed = True

    def finish(self) -> None:
        """Put what was written since into the backup of the day, as the last thing."""
        if self._is_changed:
            self._services.backups.look_after(renew=True)

    def _try_again(self) -> None:
        """Write what could not be saved before; each is an operation of its own."""
        for annotation in tuple(self._unsaved.values()):
            self._services.writer.leave_editor()
            self._services.writer.type_into(self.tr("Write a note"), annotation)
        if self._unsaved:
            self._services.writer.leave_editor()

    @Slot(str)
    def _forget(self, uuid: str) -> None:
        """Forget what was saved; what else was not may well be now."""
        if self._unsaved.pop(uuid, None) is not None:
            self._try_again()

    @Slot(object)
    def _drop(self, uuids: tuple[str, ...]) -> None:
        """Forget what the person deleted without its ever having been saved."""
        for uuid in uuids:
            self._unsaved.pop(uuid, None)

    @Slot(object, str)
    def _hold(self, annotation: Annotation, _sentence: str) -> None:
        self._unsaved[annotation.uuid] = annotation

    @Slot()
    def _choose_file(self) -> None:
        """Ask for a file: one that is there is opened, another name makes one."""
        self._pane.finish()
        dialog = self._file_dialog(self.tr("Annotation file: open one, or name a new one"))
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("&Open"))
        dialog.fileSelected.connect(self._open)
        dialog.open()

    @Slot(str)
    def _open(self, path: str) -> None:
        self._was_chosen = True
        self._pane.finish()
        self._services.file_session.open(Path(path))

    @Slot()
    def _choose_place(self) -> None:
        """Ask where to put all annotations, with what could not be saved, and go on there."""
        dialog = self._file_dialog(self.tr("Save all annotations in another file, and go on there"))
        dialog.fileSelected.connect(self._copy)
        dialog.open()

    @Slot(str)
    def _copy(self, path: str) -> None:
        self._was_chosen = True
        self._services.backups.copy(Path(path), self._services.file_session.open)

    def _file_dialog(self, title: str) -> QFileDialog:
        file = self._services.file_session.file
        dialog = QFileDialog(self._window, title, str(file.path.parent if file else self._usual.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Annotations (*.db)"))
        dialog.setDefaultSuffix("db")
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        return dialog

    @Slot()
    def _ask_name(self) -> None:
        file = self._services.file_session.file
        if file is None or file.read_only:
            self._window.show_status(self.tr("Your name stands in the annotations file, which cannot be written now."))
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Your name"))
        dialog.setLabelText(self.tr("Name under which you write annotations, also on those that you have written:"))
        dialog.setTextValue(file.person.name)
        dialog.textValueSelected.connect(self._name_person)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    @Slot(str)
    def _name_person(self, name: str) -> None:
        cleaned = " ".join(name.split())[:_LONGEST_NAME]
        if cleaned:
            self._services.file_session.name_person(cleaned)

    def _may_close(self) -> bool:
        """Write what is typed, and ask where that cannot be: nothing is lost without a word."""
        if self._given_up:
            return True
        self._pane.finish()
        self._try_again()
        if not self._services.file_session.wait(_MOMENT):
            self._close_later()
            return False
        if not self._unsaved:
            return True
        question = ClosingQuestion(self._window)
        question.save_elsewhere_wanted.connect(self._choose_place)
        question.close_wanted.connect(self._close)
        question.open()
        self.question = question
        return False

    def _close_later(self) -> None:
        """Close once what is under way is done, such as a large import; the window answers meanwhile."""
        self._window.show_status(self.tr("Saving. The window closes when that is done."))
        if not self._closes_later:
            self._closes_later = True
            self._services.file_session.put(_nothing, self._close_now, failed=self._close_now, defect=self._close_now)

    def _close_now(self, _answer: object) -> None:
        self._closes_later = False
        self._window.close()

    def give_up(self) -> None:
        """Let the window close, whatever could not be saved."""
        self._given_up = True

    @Slot()
    def _close(self) -> None:
        self.give_up()
        self._window.close()


def _nothing(_job: object) -> None:
    """Be done after all that was asked before."""
