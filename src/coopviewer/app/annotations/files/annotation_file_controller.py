"""Controller of the annotations file: opening, the owner's name, and unsaved text if a write fails."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog

from coopviewer.app.annotations.files.rescue_controller import RescueController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import full_path
from coopviewer.widgets.annotations.files.closing_question import ClosingQuestion
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.widgets.shell.actions import ActionId

_LONGEST_NAME = 200
_MOMENT = 0.3  # seconds in which a disk usually has what was typed


class AnnotationFileController(QObject):
    """Lets the user choose the annotations file and name its owner, and keeps typed annotations that were not saved.

    Before the window closes, what is being typed is saved; if that is impossible, the user is asked what to do.
    """

    def __init__(
        self,
        context: AppContext,
        services: AnnotationServices,
        pane: AnnotationPane,
        usual: Path,
        rescue: RescueController,
    ) -> None:
        """Connect the actions on the annotations file; ``usual`` is the path of the default annotations file.

        These are the actions that choose another file and name its owner.
        """
        super().__init__(context.window)
        window = context.window
        self._services, self._window, self._pane = services, window, pane
        self._settings, self._usual = context.settings, usual
        self._rescue = rescue
        self._unsaved: dict[str, Annotation] = {}
        self._given_up = self._was_chosen = self._closes_later = False
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
        if services.file_session.file is not None:
            self._take_file(services.file_session.file)

    @Slot(object)
    def _take_file(self, file: OpenFile) -> None:
        """Store the path of the opened file in the settings, if the user chose the file.

        In any case write the drafts that could not be saved before into it.
        """
        if self._was_chosen:
            usual = file.path == full_path(self._usual)
            self._settings.change(annotations_file="" if usual else str(file.path))
        self._try_again()

    def _try_again(self) -> None:
        """Write the drafts that could not be saved before, each as one operation."""
        for annotation in tuple(self._unsaved.values()):
            self._services.writer.leave_editor()
            self._services.writer.type_into(operation("write-note"), annotation)
        if self._unsaved:
            self._services.writer.leave_editor()

    @Slot(str)
    def _forget(self, uuid: str) -> None:
        """Drop a draft that is saved, and try the other drafts again."""
        if self._unsaved.pop(uuid, None) is not None:
            self._try_again()

    @Slot(object)
    def _drop(self, uuids: tuple[str, ...]) -> None:
        """Drop the draft of an annotation that was deleted before it was saved."""
        for uuid in uuids:
            self._unsaved.pop(uuid, None)

    @Slot(object, object)
    def _hold(self, annotation: Annotation, _fault: EnvironmentFault) -> None:
        self._unsaved[annotation.uuid] = annotation

    @Slot()
    def _choose_file(self) -> None:
        """Ask for a file: an existing one is opened, a new name creates one."""
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
        """Ask for a new file; all annotations are copied into it, and it is opened instead, with the unsaved drafts."""
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
            self._window.show_status(
                self.tr("Your name is stored in the annotations file, which cannot be written now.")
            )
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
        """Have what is being typed written; return whether the window may close now.

        False: writing takes longer, and the window closes afterwards; or it failed, and a dialog asks the user; or the
        file is being rescued, and the window stays open.
        """
        if self._given_up:
            return True
        self._pane.finish()
        self._try_again()
        self._rescue.check()
        if not self._services.file_session.wait(_MOMENT):
            self._close_later()
            return False
        if self._rescue.is_running:  # its result is to be read first
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
        """Close the window once running work, such as a large import, is done; returns at once."""
        self._window.show_status(self.tr("Saving. The window closes when that is done."))
        if not self._closes_later:
            self._closes_later = True
            self._services.file_session.put(_nothing, self._close_now, failed=self._close_now, defect=self._close_now)

    def _close_now(self, _answer: object) -> None:
        self._closes_later = False
        self._window.close()

    def save_at_once(self) -> None:
        """Write all annotations that were typed and not saved yet; return when that is done, or after 20 seconds.

        What cannot be written is saved in a new file beside the open one, together with what the open one holds; if
        this fails too, it is lost. The window can then be closed without a question.
        """
        self._pane.finish()
        self._try_again()
        for save in (self._rescue.check, self._rescue.save_drafts):
            save()
            self._services.file_session.wait()
        self.give_up()

    def give_up(self) -> None:
        """Let the window close without a question from now on; annotations that could not be saved are lost then."""
        self._given_up = True

    @Slot()
    def _close(self) -> None:
        self.give_up()
        self._window.close()


def _nothing(_job: object) -> None:
    """Do nothing: when this job is answered, all jobs before it are done."""
