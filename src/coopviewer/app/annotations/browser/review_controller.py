"""Controller of re-anchoring: finds annotations in the open edition and reports how many need a decision."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import Anchor, Annotation
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.lists import Change, ToReanchor
from coopviewer.models.language import language
from coopviewer.workspace.annotations.reanchoring import Reanchoring, annotations_to_look_at
from coopviewer.workspace.annotations.writing import MOST_TOLD

if TYPE_CHECKING:
    from coopviewer.domain.anchoring.review import ReanchoringResult

_QUIET = 700  # milliseconds after which what was changed is looked at again


class ReviewController(QObject):
    """Searches the open edition for annotated passages; what the user has to decide about is then in ``reviewed``."""

    reviewed_changed = Signal()
    """``reviewed``, the result of the last search for annotated passages, was set, perhaps to None once more."""
    anchors_added = Signal()
    """Annotated passages were found at other positions; queries return the annotations with these from now on."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Search for annotated passages once an annotations file is open, and again for another file or reference."""
        super().__init__(context.window)
        reading, window = context.reading, context.window
        self._titles = context.titles
        self._services, self._reference, self._window = services, context.reference, window
        self.reviewed: ReanchoringResult | None = None
        """The result of the last pass; None before the first, if there was nothing to re-anchor, and after another
        reference or file was opened."""
        self._asked: set[str] = set()  # uuids of the annotations that the user was ever asked about
        self._told = (0, 0)  # the last reported numbers: to be decided, and without their entry
        self._path: Path | None = None
        self._moved = False  # whether anchors were added since the page was shown
        self.reanchoring = Reanchoring(self)
        self.reanchoring.rows_found.connect(self._add)
        self.reanchoring.looked_through.connect(self._take)
        self.reanchoring.failed.connect(window.show_fault)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self.look)
        reading.reference_opened.connect(self._begin_anew)
        services.file_session.opened.connect(self._use_file)
        services.writer.annotations_changed.connect(self._follow)
        window.closing.connect(self.reanchoring.stop)

    @Slot(object)
    def _use_file(self, file: OpenFile) -> None:
        if file.path != self._path:
            self._path = file.path
            self._begin_anew()
        self._quiet.start()

    @property
    def waiting(self) -> int:
        """The number of annotations whose passage needs the user's decision; 0 while ``reviewed`` is None."""
        return self.reviewed.undecided if self.reviewed is not None else 0

    @Slot()
    def look(self) -> None:
        """Search the open edition for annotated passages, in the background, if an annotations file is open.

        The attribute ``reviewed`` is then set to the result and ``reviewed_changed`` emitted. The result is None if
        nothing had to be searched for, which is usual when an edition is opened again.
        """
        edition = self._reference.edition.content_sha256
        self._services.queries.ask_to_reanchor(edition, partial(self._look_for, edition))

    def _look_for(self, edition_sha256: str, to_reanchor: ToReanchor) -> None:
        file = self._services.file_session.file
        if file is None or edition_sha256 != self._reference.edition.content_sha256:
            return  # another reference was opened meanwhile, and is asked about next
        if not to_reanchor.on_passages and self._titles.has_all(to_reanchor.entry_ids):
            self.reanchoring.give_up()
            self._take(None)
        else:
            self.reanchoring.look_through(self._reference.path, partial(annotations_to_look_at, file.path))

    @Slot(object)
    def _add(self, rows: Mapping[str, Anchor]) -> None:
        file = self._services.file_session.file
        if file is not None and not file.read_only:
            self._services.writer.add_anchors(rows)
            self._moved = True

    @Slot(object)
    def _take(self, reviewed: "ReanchoringResult | None") -> None:
        """Take the result of a pass, and say in the status bar how many annotations need a decision.

        The result is None if nothing had to be searched for.
        """
        if reviewed is None:
            self.reviewed, self._told = None, (0, 0)
            self.reviewed_changed.emit()
            return
        if reviewed.edition != self._reference.edition:
            return  # another reference was opened meanwhile, and is looked into next
        self.reviewed = reviewed
        self._asked |= {review.annotation.uuid for review in reviewed.queue}
        if self._moved:
            self._moved = False
            self.anchors_added.emit()
        asked, gone = reviewed.undecided, reviewed.without_entry
        if (asked, gone) > self._told:
            self._window.show_status(" ".join(filter(None, (self._asked_words(asked), self._gone_words(gone)))))
        self._told = asked, gone
        self.reviewed_changed.emit()

    def _asked_words(self, count: int) -> str:
        if not count:
            return ""
        return language().plural(
            "{n} annotation waits for your review: Annotate > All annotations > To review.",
            "{n} annotations wait for your review: Annotate > All annotations > To review.",
            count,
        )

    def _gone_words(self, count: int) -> str:
        if not count:
            return ""
        return language().plural(
            "{n} entry with annotations is not in this edition. See Annotate > All annotations.",
            "{n} entries with annotations are not in this edition. See Annotate > All annotations.",
            count,
        )

    @Slot()
    def _begin_anew(self) -> None:
        """Drop the reviews of another reference or file, which may not be decided here."""
        self.reanchoring.give_up()
        self.reviewed, self._told = None, (0, 0)
        self._asked.clear()
        self.reviewed_changed.emit()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        """Search again soon if a change is about annotations that the user was asked about, or ones of another edition.

        The same after very many changes at once, as by an import, since they are not told one by one.
        """
        here = self._reference.edition.content_sha256
        taken_in = len(change.uuids) > MOST_TOLD
        if (
            taken_in
            or not self._asked.isdisjoint(change.uuids)
            or any(_is_from_elsewhere(each, here) for each in change.now)
        ):
            self._quiet.start()


def _is_from_elsewhere(annotation: Annotation, edition_sha256: str) -> bool:
    """Return whether an annotation was last found in another edition."""
    return annotation.anchor is not None and annotation.anchor.edition_sha256 != edition_sha256
