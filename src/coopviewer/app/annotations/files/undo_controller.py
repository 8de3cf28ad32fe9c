"""Controller of undo and redo: their menu texts name the operation, and a button offers to undo a deletion."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.edits import EditKind
from coopviewer.domain.annotations.lists import Change, Steps
from coopviewer.domain.annotations.operations import read_operation
from coopviewer.models.language import language
from coopviewer.rendering.words.operation_words import deleted_words, operation_words
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.undo_offer import UndoOffer

_OFFERED = (EditKind.MOVE_TO_BIN, "remove-bookmark")  # kinds of operations that are undone by the button too


class UndoController(QObject):
    """Undoes and redoes changes of annotations, and names in the menu what would be undone or redone."""

    step_begun = Signal()
    """An operation is about to be undone or redone; text that is being typed must be written first."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Connect the actions, disabled until a file is open."""
        super().__init__(context.window)
        window = context.window
        self._writer, self._window = services.writer, window
        self._steps, self._stepping = Steps(), ""  # what is said once a step is done
        self._undo = window.actions_by_id[ActionId.UNDO]
        self._redo = window.actions_by_id[ActionId.REDO]
        self._plain = {action: action.text() for action in (self._undo, self._redo)}
        self._undo.triggered.connect(self._step_back)
        self._redo.triggered.connect(self._step_ahead)
        self.offer = UndoOffer(window)
        self.offer.undo_wanted.connect(self._step_back)
        window.status_bar.add_at_end(self.offer)
        services.writer.annotations_changed.connect(self._offer)
        services.file_session.opened.connect(self.offer.withdraw)
        services.file_session.steps_changed.connect(self._name)
        self._name(Steps())

    @Slot(object)
    def _name(self, steps: Steps) -> None:
        if self._stepping:
            self._window.show_status(self._stepping)
            self._stepping = ""
        self._steps = steps
        self._show(self._undo, steps.undo)
        self._show(self._redo, steps.redo)

    def _show(self, action: QAction, operation: str) -> None:
        action.setEnabled(bool(operation))
        plain = self._plain[action]
        words = operation_words(operation, language()).replace("&", "&&")
        action.setText(self.tr("{action}: {operation}").format(action=plain, operation=words) if operation else plain)

    @Slot(object)
    def _offer(self, change: Change) -> None:
        """After a deletion say what was moved to the bin, and show the button that undoes it.

        Hide the button otherwise.
        """
        read = read_operation(change.label)
        if read is None or read[0] not in _OFFERED or self._stepping:
            self.offer.withdraw()
            return
        if read[0] == EditKind.MOVE_TO_BIN:
            self._window.show_status(deleted_words(change, language()))
        self.offer.offer(operation_words(change.label, language()))

    @Slot()
    def _step_back(self) -> None:
        self.step_begun.emit()  # what was typed last is the step to be taken back
        undone = operation_words(self._steps.undo, language())
        self._stepping = self.tr("Undone: {operation}").format(operation=undone)
        self._writer.step(-1)

    @Slot()
    def _step_ahead(self) -> None:
        self.step_begun.emit()
        self._stepping = self.tr("Done again: {operation}").format(
            operation=operation_words(self._steps.redo, language())
        )
        self._writer.step(1)
