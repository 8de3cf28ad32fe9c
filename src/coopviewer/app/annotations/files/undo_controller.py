"""Controller of undo and redo: their menu texts name the operation, and a button offers to undo a deletion."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.edits import EditKind
from coopviewer.domain.annotations.lists import Change, Steps
from coopviewer.domain.annotations.operations import read_operation
from coopviewer.exchange.state.references_file import read_references
from coopviewer.models.language import language
from coopviewer.rendering.words.operation_words import StepPlace, deleted_words, operation_words, step_words
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.undo_offer import UndoOffer

_OFFERED = (EditKind.MOVE_TO_BIN, "remove-bookmark")  # kinds of operations that are undone by the button too


class UndoController(QObject):
    """Undoes and redoes changes of annotations, and names in the menu what would be undone or redone."""

    step_begun = Signal()
    """An operation is about to be undone or redone; text that is being typed must be written first."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Connect the actions; each is disabled while the open file has no operation to undo or redo."""
        super().__init__(context.window)
        window = context.window
        self._context, self._session = context, services.file_session
        self._writer, self._window = services.writer, window
        self._steps = Steps()
        self._stepping, self._is_redone = "", False  # what is said once a step is done
        self._place: StepPlace | None = None  # None: the step is not done yet
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
        if self._stepping and self._place is not None:  # else steps were only read, as when another file is opened
            said = step_words(self._stepping, self._place, language(), is_redone=self._is_redone)
            self._window.show_status(said)
            self._stepping, self._place = "", None
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
        if self._stepping:
            self._place = self._place_of(change)
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
        self._stepping, self._is_redone, self._place = self._steps.undo, False, None
        self._writer.step(-1)

    @Slot()
    def _step_ahead(self) -> None:
        self.step_begun.emit()
        self._stepping, self._is_redone, self._place = self._steps.redo, True, None
        self._writer.step(1)

    def _place_of(self, change: Change) -> StepPlace:
        """Return what a step was about, by its entries, and which reference if that is not the open one.

        All references have one undo list, that of the annotations file.
        """
        elsewhere = change.datasets - {self._session.dataset}
        is_elsewhere = bool(elsewhere) and self._session.dataset not in change.datasets
        ids = tuple(change.counts)
        named = language().plural("{n} entry", "{n} entries", len(ids)) if ids else ""
        if len(ids) == 1:
            titles = {} if is_elsewhere else self._context.titles.titles(ids)
            named = titles.get(ids[0], ids[0])
        if not is_elsewhere:
            return StepPlace(named)
        known = read_references(self._context.files.references, self._context.report_invalid).references
        titled = {each.dataset: each.title for each in reversed(known)}
        return StepPlace(named, language().listed(sorted(titled.get(each) or each for each in elsewhere)))
