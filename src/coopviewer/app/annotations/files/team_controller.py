"""Controller of the team folder: joins and leaves a team, and reports what arrives. Created on first use."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import utc_now
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.edits import EditKind
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import read_operation
from coopviewer.domain.annotations.team.team import (
    DAYS_UNTIL_TOLD,
    JoinablePlace,
    Membership,
    TeamContent,
    TeamStatus,
    Waiting,
    one_of_each,
)
from coopviewer.domain.annotations.versions.plan import ImportCounts
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.state.references_file import with_title
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_file_words import overruled_lines
from coopviewer.rendering.words.teams.team_words import (
    known_words,
    left_words,
    place_words,
    received_words,
    unreadable_words,
)
from coopviewer.widgets.annotations.files.team_dialog import TeamDialog
from coopviewer.workspace.annotations.team import TeamService


class TeamController(QObject):
    """Connects the dialog of the team folder to the service that shares annotations in the background."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Create the service; nothing is shared before ``use`` is called with an open file."""
        super().__init__(context.window)
        self._services, self._window, self._titles = services, context.window, context.titles
        self._references = context.files.references
        self.service = TeamService(services.file_session, services.writer)
        services.writer.annotations_changed.connect(self._look_at_change)
        self.service.received.connect(self._tell_received)
        self.service.synchronised.connect(self._tell_synchronised)
        self.service.not_reached.connect(self._tell_fault)
        self.service.joined.connect(self._tell_joined)
        self.service.choice_changed.connect(self._ask_status)
        self.service.left.connect(self._tell_left)
        self.service.failed.connect(self._tell_failed)
        self._fault: EnvironmentFault | None = None  # that was told last, since when nothing was sent
        self._has_warned = False
        self._known = ""  # what was told last of annotations that the team has
        self._content: TeamContent | None = None
        self.dialog: TeamDialog | None = None
        self.places: QFileDialog | None = None

    def use(self, file: OpenFile) -> None:
        """Begin to share the open file if it takes part in a team and can be written; otherwise stop sharing."""
        if file.in_team and not file.read_only:
            self.service.begin()
        else:
            self.service.stop()

    def open(self) -> None:
        """Show the dialog; if no annotations file is open, or it cannot be written, the status bar says so instead."""
        file = self._services.file_session.file
        if file is not None and file.read_only and file.in_team:
            self._window.show_status(
                self.tr(
                    "This window only reads the annotations file: the window that writes it shares it with the team."
                )
            )
            return
        if file is None or file.read_only:
            self._window.show_status(
                self.tr("No team can be joined: the annotations file is not open, or cannot be written.")
            )
            return
        dialog = self.dialog = TeamDialog(self._window, file.person.name)
        dialog.place_wanted.connect(self._choose_place)
        dialog.place_changed.connect(self._ask_place)
        dialog.choice_changed.connect(self._ask_waiting)
        dialog.join_wanted.connect(self._join)
        dialog.choice_wanted.connect(self._choose)
        dialog.leave_wanted.connect(self.service.leave)
        dialog.synchronise_wanted.connect(self.service.synchronise)
        dialog.finished.connect(self._forget_dialog)
        self._ask_status()
        dialog.open()

    def finish(self) -> None:
        """Request that changes not yet sent to the team are sent, since the window is being closed; returns at once.

        What cannot be sent is sent at the next start.
        """
        self.service.finish()

    @Slot()
    def _forget_dialog(self) -> None:
        self.dialog = None

    @Slot()
    def _ask_status(self) -> None:
        if self.dialog is not None:
            self.service.ask_status(partial(self._show_status_of, self.dialog))

    def _show_status_of(self, dialog: TeamDialog, status: TeamStatus) -> None:
        if dialog is self.dialog:
            titles = self._titles.titles({each.annotation.entry_id for each in status.waiting.unsendable})
            dialog.show_team(status, self._content if status.membership is not None else None, titles)
            if self._fault is not None and status.membership is not None:
                dialog.show_fault(self._words_of(self._fault))
            if status.membership is None:
                self._ask_waiting(dialog.chosen_tags())

    @Slot()
    def _choose_place(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Choose the team folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take_place)
        dialog.finished.connect(dialog.deleteLater)
        self.places = dialog
        dialog.open()

    @Slot(str)
    def _take_place(self, path: str) -> None:
        if self.dialog is not None:
            self.dialog.set_place(path)

    @Slot(str)
    def _ask_place(self, path: str) -> None:
        self.service.ask_place(Path(path), partial(self._show_place, path), partial(self._show_no_place, path))

    def _show_place(self, path: str, found: JoinablePlace) -> None:
        if self.dialog is not None:
            self.dialog.show_place(path, place_words(found, Path(path).name or "team", language()))

    def _show_no_place(self, path: str, fault: EnvironmentFault) -> None:
        if self.dialog is not None:
            self.dialog.show_place(path, self._words_of(fault))

    @Slot(object)
    def _ask_waiting(self, tags: tuple[str, ...] | None) -> None:
        if self.dialog is not None:
            self.service.ask_waiting(tags, partial(self._show_waiting, self.dialog, tags))

    def _show_waiting(self, dialog: TeamDialog, tags: tuple[str, ...] | None, waiting: Waiting) -> None:
        if dialog is self.dialog:
            refused = (each.annotation for each in waiting.unsendable)
            titles = self._titles.titles({each.entry_id for each in (*waiting.first, *refused)})
            dialog.show_waiting(tags, waiting, titles)

    @Slot(str, object, str)
    def _join(self, place: str, tags: tuple[str, ...] | None, name: str) -> None:
        file = self._services.file_session.file
        if file is not None and file.person.name != name:
            self._services.file_session.name_person(name)
        self.service.join(Path(place), tags)

    @Slot(object)
    def _choose(self, tags: tuple[str, ...] | None) -> None:
        self.service.choose(tags)

    @Slot(object)
    def _tell_joined(self, membership: Membership) -> None:
        self._content = self._fault = None
        words = self.tr("You share annotations with the team “{name}” from now on.")
        self._window.show_status(words.format(name=membership.name))
        self._ask_status()

    @Slot(bool)
    def _tell_left(self, is_told: bool) -> None:
        self._content = self._fault = None
        self._window.show_status(left_words(language(), is_told=is_told))
        self._ask_status()

    @Slot(object)
    def _tell_failed(self, fault: EnvironmentFault) -> None:
        if self.dialog is not None:
            self.dialog.show_fault(self._words_of(fault))
        else:
            self._window.show_fault(fault)

    def _words_of(self, fault: EnvironmentFault) -> str:
        return self._window.words_of(with_title(fault, self._references))

    @Slot(object, object)
    def _tell_received(self, change: Change, counts: ImportCounts) -> None:
        _, values = read_operation(change.label) or ("", {})
        names, count = str(values.get("names", "")), values.get("count")
        words = overruled_lines(counts, language())
        if change.operation and isinstance(count, int) and names:
            words = (received_words(count, names.split("\n"), language()), *words)
        if words:
            self._window.show_status(" ".join(words))

    @Slot(object)
    def _look_at_change(self, change: Change) -> None:
        """Have the user told if annotations that the team has became only the user's."""
        kind, _ = read_operation(change.label) or ("", {})
        if self._known and self._window.statusBar().currentMessage() == self._known:
            self._window.show_status("")  # it may be no longer so
        if kind == EditKind.SET_ONLY_MINE and self.service.is_active and any(each.only_mine for each in change.now):
            self.service.ask_known(change.uuids, self._tell_known)

    def _tell_known(self, count: int) -> None:
        if count:
            self._known = known_words(count, language())
            self._window.show_status(self._known)

    @Slot(object)
    def _tell_synchronised(self, content: TeamContent) -> None:
        if self._fault is not None:
            self._fault = None
            self._window.show_status(self.tr("The team folder can be used again; everything has been sent."))
        file = self._services.file_session.file
        own = file.person.uuid if file is not None else ""
        self._content = replace(content, colleagues=one_of_each(content.colleagues, own))
        self._ask_status()
        if content.unreadable and not self._has_warned:
            self.service.ask_status(self._warn_of_unreadable)

    def _warn_of_unreadable(self, status: TeamStatus) -> None:
        """Report once that segments cannot be read; before a day has passed they may only be on their way."""
        before = utc_now() - timedelta(days=DAYS_UNTIL_TOLD)
        old = sum(at <= before for at in status.unreadable.values())
        if old and not self._has_warned:
            self._has_warned = True
            self._window.show_status(unreadable_words(old, language()))

    @Slot(object)
    def _tell_fault(self, fault: EnvironmentFault) -> None:
        """Report a fault once, calmly: it is tried again every minute."""
        is_news = self._fault is None or self._fault.code != fault.code
        self._fault = fault
        if is_news:
            self._window.show_status(self._words_of(fault))
        if self.dialog is not None:
            self.dialog.show_fault(self._words_of(fault))
