"""Controller of badges: numbers of annotations beside entries in the navigator and the search results."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.lists import Change
from coopviewer.models.outline_model import OutlineModel

if TYPE_CHECKING:
    from coopviewer.models.hits_model import HitsModel


class BadgeController(QObject):
    """Connects the counts of annotations to the models that show entries."""

    shown = Signal()
    """The counts of all entries were read, and are shown."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Request the counts as soon as a file is open."""
        super().__init__(context.window)
        self._services = services
        self._counts: dict[str, int] = {}
        self._models: list[OutlineModel | HitsModel] = [context.outline]
        services.file_session.opened.connect(self._ask)
        services.writer.annotations_changed.connect(self._follow)

    @Slot(object)
    def show_in(self, model: "OutlineModel | HitsModel") -> None:
        """Show the badges in another model too."""
        self._models.append(model)
        model.set_badges(self._counts)

    @Slot(object)
    def _ask(self, _file: OpenFile) -> None:
        self._services.queries.ask_counts(self._show)

    def _show(self, counts: Mapping[str, int]) -> None:
        self._counts = dict(counts)
        for model in self._models:
            model.set_badges(counts)
        self.shown.emit()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        others = change.datasets - {self._services.file_session.dataset}
        if others:  # entries of another reference, maybe with the same ids
            self._services.queries.ask_counts(self._show)
            return
        self._counts |= change.counts
        for model in self._models:
            for entry_id, count in change.counts.items():
                model.set_badge(entry_id, count)
