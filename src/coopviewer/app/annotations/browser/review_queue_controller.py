"""Controller of the review queue: writes the user's decisions on uncertain anchors to the annotations file."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.browser.review_controller import ReviewController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.anchoring.placement import attach, keep_as_orphan
from coopviewer.domain.anchoring.review import Review
from coopviewer.domain.annotations.annotation import Annotation, utc_now
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.browsing.addresses import Address, annotations_address
from coopviewer.domain.reference.fact_texts import entry_of_fact
from coopviewer.widgets.annotations.browser.browser import AnnotationBrowser
from coopviewer.widgets.annotations.review.queue import ReviewQueue


class ReviewQueueController(QObject):
    """Connects the queue in the browser to the review and to the annotations file. Created with the browser."""

    def __init__(
        self, context: AppContext, services: AnnotationServices, review: ReviewController, browser: AnnotationBrowser
    ) -> None:
        """Add the queue to the browser."""
        super().__init__(browser)
        self._services, self._reading, self._window = services, context.reading, context.window
        self._review, self._browser = review, browser
        self.queue = ReviewQueue(browser)
        self.queue.accept_wanted.connect(self._accept)
        self.queue.keep_wanted.connect(self._keep)
        self.queue.page_wanted.connect(self._open)
        self.queue.leave_wanted.connect(context.reading.leave_list)
        browser.set_review(self.queue)
        review.reviewed_changed.connect(self._show)
        services.writer.annotations_changed.connect(self._remove)
        self._show()

    def show_waiting(self) -> None:
        """Show the queue if annotations other than those just decided still need a decision."""
        if self._review.waiting > 1:
            self._reading.open(annotations_address(str(AnnotationQuery(view=View.REVIEW))))

    @Slot()
    def _show(self) -> None:
        """Show the reviews that need a decision; none if another reference or file was opened."""
        reviewed = self._review.reviewed
        if reviewed is None:
            self.queue.show_reviews((), 0)
            self._browser.header.show_review_count(0)
            return
        file = self._services.file_session.file
        self.queue.set_writable(file is not None and not file.read_only)
        self.queue.show_reviews(reviewed.queue, reviewed.undecided)
        self._browser.header.show_review_count(reviewed.undecided)

    @Slot(object)
    def _remove(self, change: Change) -> None:
        """Remove decided reviews from the queue."""
        self.queue.remove(change.uuids)

    @Slot(object)
    def _accept(self, reviews: tuple[Review, ...]) -> None:
        at, edition = utc_now(), self._reading.edition
        places = {each.annotation.uuid: each.suggestion.selector for each in reviews if each.suggestion is not None}

        def accepted(now: Annotation) -> Annotation:
            place = places[now.uuid]
            return attach(now, place, edition, at, entry_id=entry_of_fact(place.fact_id))

        self._services.writer.edit(operation("accept-place"), tuple(places), accepted)

    @Slot(object)
    def _keep(self, reviews: tuple[Review, ...]) -> None:
        at, edition = utc_now(), self._reading.edition
        uuids = tuple(review.annotation.uuid for review in reviews)
        label = operation("keep-orphan")
        self._services.writer.edit(label, uuids, lambda now: keep_as_orphan(now, edition, at))

    @Slot(object)
    def _open(self, review: Review) -> None:
        self._reading.open(Address(review.annotation.entry_id))
        self._window.focus_page()
