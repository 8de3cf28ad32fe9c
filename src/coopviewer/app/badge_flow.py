"""Badges: the navigator says beside each entry how many annotations it has."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotation_doors import AnnotationDoors
from coopviewer.domain.annotation_files import OpenFile
from coopviewer.domain.annotation_lists import Change
from coopviewer.models.outline_model import OutlineModel


class BadgeFlow(QObject):
    """Joins the counts of annotations to the rows of the navigator."""

    def __init__(self, doors: AnnotationDoors, outline: OutlineModel) -> None:
        """Join from now on; the counts are asked for when a file is open."""
        super().__init__(outline)
        self._doors, self._outline = doors, outline
        doors.keeping.opened.connect(self._ask)
        doors.listing.counts_listed.connect(self._show)
        doors.annotating.annotations_changed.connect(self._follow)

    @Slot(object)
    def _ask(self, _file: OpenFile) -> None:
        self._doors.listing.ask_counts()

    @Slot(object)
    def _show(self, counts: Mapping[str, int]) -> None:
        self._outline.set_badges(counts)

    @Slot(object, object)
    def _follow(self, change: Change, _now: object) -> None:
        for entry_id, count in change.counts.items():
            self._outline.set_badge(entry_id, count)
