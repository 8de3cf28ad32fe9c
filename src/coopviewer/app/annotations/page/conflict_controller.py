"""Controller of conflicts: annotations of which another version waits for the user's decision."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QToolButton

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import kind_of
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.browsing.addresses import annotations_address
from coopviewer.models.language import language
from coopviewer.workspace.annotations.versions import CHANGE_VERSIONS, ask_conflicting
from coopviewer.workspace.annotations.writing import MOST_TOLD


class ConflictController(QObject):
    """Knows the annotations of the open reference with another version that waits, and shows their number.

    Such a version came by an import or from a team, and says something else: the user has to decide about it.
    """

    conflicts_changed = Signal(object)
    """The uuids (a frozenset) of the annotations with a version that waits for a decision have changed."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Look up which annotations have another version that waits: once a file of them is open, and after changes."""
        super().__init__(context.window)
        self._services, self._reading, self._window = services, context.reading, context.window
        self.uuids: frozenset[str] = frozenset()
        """The uuids of the annotations in conflict, as ``ask_conflicting`` returned them last."""
        self.button: QToolButton | None = None
        """The number of conflicts in the status bar, which leads to them; None before there was one."""
        services.file_session.opened.connect(self._ask)
        context.reading.reference_opened.connect(self._ask)
        services.writer.annotations_changed.connect(self._follow)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        if self._services.file_session.file is not None:
            ask_conflicting(self._services.file_session, self._take)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if (
            kind_of(change.label) in CHANGE_VERSIONS
            or len(change.uuids) > MOST_TOLD
            or not self.uuids.isdisjoint(change.uuids)
        ):
            self._ask()

    def _take(self, uuids: frozenset[str]) -> None:
        if uuids == self.uuids:
            return
        self.uuids = uuids
        if self.button is None:
            self.button = self._make_button()
        words = language().plural("⚠ {n} conflict", "⚠ {n} conflicts", len(uuids))
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setVisible(bool(uuids))
        self.conflicts_changed.emit(uuids)

    def _make_button(self) -> QToolButton:
        button = QToolButton(self._window)
        button.setAutoRaise(True)
        tip = self.tr("Annotations with two versions: compare them under To review, and choose")
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(self._open)
        self._window.status_bar.add_at_end(button)
        return button

    @Slot()
    def _open(self) -> None:
        self._reading.open(annotations_address(str(AnnotationQuery(view=View.REVIEW))))
