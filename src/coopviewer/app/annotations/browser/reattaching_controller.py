"""Controller of reattaching: the user selects a new passage for an annotation whose passage is uncertain or gone."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.browser.review_queue_controller import ReviewQueueController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.anchoring.placement import attach
from coopviewer.domain.anchoring.review import Review
from coopviewer.domain.annotations.annotation import utc_now
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.text.measures import shorten
from coopviewer.widgets.annotations.page.attach_bar import AttachBar
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights

_LONGEST = 120  # characters of the quotation that is shown


class ReattachingController(QObject):
    """Asks, in a bar under the page, for a new passage for an annotation whose passage is uncertain or gone.

    The user selects the passage in the page, and it becomes that of the annotation. Then the review queue is shown
    again if other passages wait there; if the user cancels, the page stays.
    """

    def __init__(
        self,
        context: AppContext,
        services: AnnotationServices,
        highlights: PageHighlights,
        queue: ReviewQueueController,
    ) -> None:
        """Put the bar with *Attach here* and *Cancel* under the page; it is hidden until ``ask`` shows it."""
        super().__init__(context.window)
        self._services, self._reading, self._window = services, context.reading, context.window
        self._highlights, self._queue = highlights, queue
        self._asked: Review | None = None
        self.bar = AttachBar()
        self._window.page_side.add_bar(self.bar)
        self.bar.attach_chosen.connect(self._attach)
        self.bar.cancelled.connect(self._give_up)
        self._window.page.selectionChanged.connect(self._look)
        self._reading.reference_opened.connect(self._forget)
        services.file_session.opened.connect(self._forget)

    def ask(self, review: Review) -> None:
        """Show the page of an annotation that waits for a review, and under it a bar that asks for the new passage.

        ``review`` is the annotation with what is known of its text. The keyboard focus moves to the page; the method
        returns at once.
        """
        self._asked = review
        self._reading.open(Address(review.annotation.entry_id))
        quotation = shorten(review.quotation, _LONGEST)
        self.bar.show_request(self.tr("Select in the page where “{quotation}” is now.").format(quotation=quotation))
        self._window.focus_page()

    @Slot()
    def _look(self) -> None:
        if self.bar.isVisible():
            self.bar.set_attach_enabled(selected=bool(self._highlights.selectors()))

    @Slot()
    def _attach(self) -> None:
        """Anchor the annotation to the first selected passage, and return to the review queue.

        Nothing happens if no passage is selected.
        """
        selected = self._highlights.selectors()
        if self._asked is None or not selected:
            return
        fact = self._highlights.fact(selected[0].fact_id)
        entry_id = fact.entry_id if fact is not None else None
        edition = self._reading.reference.edition
        place, at = selected[0], utc_now()
        self._services.writer.edit(
            operation("reattach"),
            (self._asked.annotation.uuid,),
            lambda now: attach(now, place, edition, at, entry_id=entry_id),
        )
        self._give_up()
        self._queue.show_waiting()

    @Slot()
    def _forget(self) -> None:
        """Stop asking, since another reference or annotations file was opened."""
        self._asked = None
        self.bar.hide()

    @Slot()
    def _give_up(self) -> None:
        self._asked = None
        self.bar.hide()
        self._window.focus_page()
