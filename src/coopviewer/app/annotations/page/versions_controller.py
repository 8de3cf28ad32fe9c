"""Controller of the versions of an annotation: its history, which are kept private, and those that overtake typing."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.annotations.annotation import Annotation, new_uuid, utc_now
from coopviewer.domain.annotations.drafts import apply_draft
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.annotations.versions.conflicts import taken_back
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.workspace.annotations.versions import History, ask_history

if TYPE_CHECKING:
    from coopviewer.widgets.annotations.review.history_dialog import HistoryDialog


class VersionsController(QObject):
    """Shows the history of an annotation, restores former versions of it, and marks annotations as private.

    A private annotation is not sent to a team; what was sent before stays there. If an import or a colleague changes an
    annotation while the user types into it, the typed text becomes a note of its own.
    """

    def __init__(self, context: AppContext, services: AnnotationServices, pane: AnnotationPane) -> None:
        """Show the history of an annotation, or keep it private, when the user chooses so in the menu of its card."""
        super().__init__(context.window)
        self._services, self._window, self._pane = services, context.window, pane
        self.history: HistoryDialog | None = None
        """The dialog that was opened last; None before the first."""
        pane.cards.only_mine_wanted.connect(self._set_only_mine)
        services.writer.overtaken.connect(self._keep_apart)
        pane.cards.history_wanted.connect(self._ask_history)

    @Slot(object, bool)
    def _set_only_mine(self, uuids: tuple[str, ...], wanted: bool) -> None:
        edit, at = AnnotationEdit(EditKind.SET_ONLY_MINE, "1" if wanted else None), utc_now()
        self._services.writer.edit(edit.label(len(uuids)), uuids, lambda each: edit.apply(each, at))

    @Slot(object)
    def _keep_apart(self, draft: Annotation) -> None:
        """Keep what the user was typing as a note of its own, since others have changed the annotation."""
        editor, file = self._pane.editor, self._services.file_session.file
        if file is None:
            return
        at = utc_now()
        is_open = editor.uuid == draft.uuid
        text = apply_draft(draft, editor.draft, at) if is_open else draft
        apart = replace(text, uuid=new_uuid(), revision=1, creator=file.person, created=at, changed_by=None)
        self._services.writer.leave_editor()
        self._services.writer.perform(operation("write-note"), (apart,))
        if is_open:
            editor.show_instead(apart)
        self._window.show_status(
            self.tr(
                "This annotation was changed by an import or a colleague while you were writing. "
                "Your text is a note beside it now."
            )
        )

    @Slot(str)
    def _ask_history(self, uuid: str) -> None:
        self._pane.finish()  # what is being typed is compared too
        ask_history(self._services.file_session, uuid, self._show_history)

    def _show_history(self, found: History) -> None:
        now, versions = found
        if now is None:
            return  # it was deleted meanwhile
        made: type[HistoryDialog] = load("annotation_history")
        writable = self._services.why_read_only is None
        dialog = self.history = made(now, versions, writable=writable, parent=self._window)
        dialog.take_back_wanted.connect(partial(self._take_back, now.uuid))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_back(self, uuid: str, version: Version) -> None:
        at = utc_now()
        self._services.writer.edit(operation("take-back"), (uuid,), lambda now: taken_back(now, version, at))
