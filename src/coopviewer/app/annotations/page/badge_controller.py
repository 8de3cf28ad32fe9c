"""Controller of badges: numbers of annotations beside entries in the navigator and the search results."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.lists import Change, count_by_present_id, with_former
from coopviewer.models.outline_model import OutlineModel

if TYPE_CHECKING:
    from coopviewer.models.hits_model import HitsModel


class BadgeController(QObject):
    """Shows the number of annotations of each entry, its badge, in the navigator and in the search results.

    Counting 50,000 annotations would take some 10 ms of a start. At first, therefore, only the annotations of the
    entries in the navigator are counted; all are counted once the navigator gets more rows, or search results are
    shown.
    """

    shown = Signal()
    """The counts of all listed entries were read, and are shown."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Show badges once an annotations file is open, and update them after each change of annotations."""
        super().__init__(context.window)
        self._services, self._outline, self._reference = services, context.outline, context.reference
        self._counts: dict[str, int] = {}
        self._models: list[OutlineModel | HitsModel] = [context.outline]
        self._are_all_asked = False
        services.file_session.opened.connect(self._ask)
        services.writer.annotations_changed.connect(self._follow)
        context.reference.replaced.connect(self._show_again)
        for more in (context.outline.rowsInserted, context.outline.modelReset):
            more.connect(self._count_others)

    @Slot(object)
    def show_in(self, model: "OutlineModel | HitsModel") -> None:
        """Show the badges in another model too, now and whenever they change."""
        self._models.append(model)
        model.set_badges(count_by_present_id(self._counts, self._reference.former_ids))
        self._count_others()

    @Slot(object)
    def _ask(self, _file: OpenFile) -> None:
        self._are_all_asked = len(self._models) > 1
        listed = with_former(self._outline.entry_ids, self._reference.former_ids)
        self._services.queries.ask_counts(self._show, None if self._are_all_asked else listed)

    @Slot()
    def _count_others(self) -> None:
        if not self._are_all_asked and self._services.file_session.file is not None:
            self._are_all_asked = True
            self._services.queries.ask_counts(self._show)

    def _show(self, counts: Mapping[str, int]) -> None:
        self._counts = dict(counts)
        self._show_again()
        self.shown.emit()

    @Slot()
    def _show_again(self) -> None:
        """Show the counts by the ids that the open edition has for the entries."""
        counts = count_by_present_id(self._counts, self._reference.former_ids)
        for model in self._models:
            model.set_badges(counts)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        others = change.datasets - {self._services.file_session.dataset}
        if others:  # entries of another reference, maybe with the same ids
            self._are_all_asked = True
            self._services.queries.ask_counts(self._show)
            return
        self._counts |= change.counts
        former = self._reference.former_ids
        changed = with_former(change.counts, former)
        counts = count_by_present_id({each: self._counts.get(each, 0) for each in changed}, former)
        for model in self._models:
            for entry_id, count in counts.items():
                model.set_badge(entry_id, count)
