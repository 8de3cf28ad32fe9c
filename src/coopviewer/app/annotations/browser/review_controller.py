"""Another edition is open: where each annotation stands now, and what the person decides of those that are not sure."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coopviewer.app.annotations.browser.browser_door import BrowsingDoor
from coopviewer.app.annotations.page.page_annotations_controller import PageAnnotationsController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.domain.annotations.annotation import Anchor, Annotation, utc_now
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.browsing.addresses import Address, annotations_address
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.annotations.reanchoring import Reanchoring, annotations_to_look_at
from coopviewer.workspace.annotations.writing import MOST_TOLD
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from coopviewer.domain.anchoring.review import Review, Reviewed
    from coopviewer.widgets.annotations.browser.browser import AnnotationBrowser
    from coopviewer.widgets.annotations.review.queue import ReviewQueue

_QUIET = 700  # milliseconds after which what was changed is looked at again


class ReviewController(QObject):
    """Joins reanchoring to the annotations file, and the review queue to both."""

    attach_wanted = Signal(object)
    """The annotation of a Review is to stand where the person will select words."""

    def __init__(
        self,
        doors: AnnotationServices,
        reading: ReadingService,
        window: MainWindow,
        controller: PageAnnotationsController,
        browsing: BrowsingDoor,
    ) -> None:
        """Look as soon as a file is open, and again when another reference or file is."""
        super().__init__(window)
        self._doors, self._reading, self._window, self._controller = doors, reading, window, controller
        self._reviewed: Reviewed | None = None
        self.queue: ReviewQueue | None = None
        self._browser: AnnotationBrowser | None = None
        self._asked: set[str] = set()  # the uuids of all that the person was ever asked about
        self._told = (0, 0)  # how many were to be decided, and without their entry, when the person was last told
        self._path: Path | None = None
        self._moved = False  # whether anchors were added since the page was shown
        self.reanchoring = Reanchoring(self)
        self.reanchoring.rows_found.connect(self._add)
        self.reanchoring.looked_through.connect(self._take)
        self.reanchoring.failed.connect(window.show_error)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self.look)
        reading.reference_opened.connect(self._begin_anew)
        doors.file_session.opened.connect(self._use_file)
        doors.writer.annotations_changed.connect(self._follow)
        browsing.browser_made.connect(self._furnish)
        window.closing.connect(self.reanchoring.stop)

    @Slot(object)
    def _use_file(self, file: OpenFile) -> None:
        if file.path != self._path:
            self._path = file.path
            self._begin_anew()
        self._quiet.start()

    @property
    def waiting(self) -> int:
        """How many annotations wait for the person's decision."""
        return self._reviewed.asked if self._reviewed is not None else 0

    @Slot()
    def look(self) -> None:
        """Look where the annotations stand in the edition that is open."""
        file = self._doors.file_session.file
        if file is not None:
            edition = self._reading.edition
            annotations = annotations_to_look_at(file.path, edition.dataset, edition.content_sha256)
            self.reanchoring.look_through(self._reading.path, annotations, file.total)

    @Slot(object)
    def _add(self, rows: Mapping[str, Anchor]) -> None:
        file = self._doors.file_session.file
        if file is not None and not file.read_only:
            self._doors.writer.add_anchors(rows)
            self._moved = True

    @Slot(object)
    def _take(self, reviewed: "Reviewed") -> None:
        """Show what came of it, and tell of what waits for the person."""
        if reviewed.edition != self._reading.edition:
            return  # another reference was opened meanwhile, and is looked into next
        self._reviewed = reviewed
        self._asked |= {review.annotation.uuid for review in reviewed.queue}
        if self._moved:
            self._moved = False
            self._controller.look_again()  # asked for after the anchors were written
        asked, gone = reviewed.asked, reviewed.without_entry
        if (asked, gone) > self._told:
            self._window.show_status(" ".join(filter(None, (self._asked_words(asked), self._gone_words(gone)))))
        self._told = asked, gone
        self._show_queue()

    def _asked_words(self, count: int) -> str:
        if not count:
            return ""
        words = self.tr("1 annotation waits") if count == 1 else self.tr("{0} annotations wait").format(f"{count:,}")
        return self.tr("{0} for your review: Annotate, All annotations, To review.").format(words)

    def _gone_words(self, count: int) -> str:
        if not count:
            return ""
        words = self.tr("1 entry") if count == 1 else self.tr("{0} entries").format(f"{count:,}")
        return self.tr("Annotations stand on {0} that this edition lacks; All annotations lists them.").format(words)

    @Slot(object)
    def _furnish(self, browser: "AnnotationBrowser") -> None:
        """Put the queue into the browser."""
        from coopviewer.widgets.annotations.review.queue import (
            ReviewQueue,  # deferred, here and below: comes with its first use
        )

        self._browser = browser
        queue = self.queue = ReviewQueue(browser)
        queue.accepted.connect(self._accept)
        queue.kept.connect(self._keep)
        queue.attach_wanted.connect(self.attach_wanted)
        queue.page_wanted.connect(self._open)
        queue.left.connect(self._reading.leave_list)
        browser.set_review(queue)
        self._show_queue()

    def _show_queue(self) -> None:
        if self.queue is None or self._browser is None or self._reviewed is None:
            return
        file = self._doors.file_session.file
        self.queue.set_writable(file is not None and not file.read_only)
        self.queue.show_reviews(self._reviewed.queue, self._reviewed.asked)
        self._browser.head.show_review_count(self._reviewed.asked)

    @Slot(object)
    def _accept(self, reviews: "tuple[Review, ...]") -> None:
        from coopviewer.domain.anchoring.placement import attach
        from coopviewer.domain.reference.fact_texts import entry_of_fact

        at, edition = utc_now(), self._reading.edition
        places = {each.annotation.uuid: each.suggestion.selector for each in reviews if each.suggestion is not None}

        def accepted(now: Annotation) -> Annotation:
            place = places[now.uuid]
            return attach(now, place, edition, at, entry_id=entry_of_fact(place.fact_id))

        self._doors.writer.change(self.tr("Accept where an annotation stands"), tuple(places), accepted)

    @Slot(object)
    def _keep(self, reviews: "tuple[Review, ...]") -> None:
        from coopviewer.domain.anchoring.placement import keep_as_orphan

        at, edition = utc_now(), self._reading.edition
        uuids = tuple(review.annotation.uuid for review in reviews)
        label = self.tr("Keep an annotation without a place")
        self._doors.writer.change(label, uuids, lambda now: keep_as_orphan(now, edition, at))

    @Slot()
    def _begin_anew(self) -> None:
        """Forget what came of another reference or file: none of it may be decided upon here."""
        self.reanchoring.give_up()
        self._reviewed, self._told = None, (0, 0)
        self._asked.clear()
        if self.queue is not None:
            self.queue.show_reviews((), 0)

    @Slot(object, object)
    def _follow(self, change: Change, now: tuple[Annotation, ...]) -> None:
        """Take what is decided out of the queue; look again at what was decided, undone or taken in."""
        if self.queue is not None:
            self.queue.remove(change.uuids)
        here = self._reading.edition.content_sha256
        taken_in = len(change.uuids) > MOST_TOLD
        if taken_in or not self._asked.isdisjoint(change.uuids) or any(_is_from_elsewhere(each, here) for each in now):
            self._quiet.start()

    @Slot(object)
    def _open(self, review: "Review") -> None:
        self._reading.open(Address(review.annotation.entry_id))
        self._window.focus_page()

    def show(self) -> None:
        """Show what waits."""
        from coopviewer.domain.annotations.query import AnnotationQuery, View

        self._reading.open(annotations_address(str(AnnotationQuery(view=View.REVIEW))))


def _is_from_elsewhere(annotation: Annotation, edition_sha256: str) -> bool:
    """Tell whether an annotation was last found in another edition."""
    return annotation.anchor is not None and annotation.anchor.edition_sha256 != edition_sha256
