"""Re-attaching: an annotation whose words are gone is put where the person selects them in the page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.browser.review_controller import ReviewController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.domain.annotations.annotation import utc_now
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.text.lengths import shortened
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from coopviewer.domain.anchoring.review import Review
    from coopviewer.widgets.annotations.page.attach_bar import AttachBar

_LONGEST = 120  # characters of the quotation that is shown


class ReattachingController(QObject):
    """Shows the page, asks for the words in a line under it, and goes back to the review."""

    def __init__(
        self,
        doors: AnnotationServices,
        reading: ReadingService,
        window: MainWindow,
        highlights: PageHighlights,
        review: ReviewController,
    ) -> None:
        """Join from now on; the line comes with its first use."""
        super().__init__(window)
        self._doors, self._reading, self._window = doors, reading, window
        self._highlights, self._review = highlights, review
        self._asked: Review | None = None
        self._bar: AttachBar | None = None
        review.attach_wanted.connect(self._ask)
        reading.reference_opened.connect(self._forget)
        doors.file_session.opened.connect(self._forget)

    @property
    def bar(self) -> "AttachBar":
        """The line under the page."""
        if self._bar is None:
            from coopviewer.widgets.annotations.page.attach_bar import (
                AttachBar,  # deferred, here and below: comes with its first use
            )

            self._bar = AttachBar()
            self._window.page_side.put_under_page(self._bar)
            self._bar.attach_chosen.connect(self._attach)
            self._bar.given_up.connect(self._give_up)
            self._window.page.selectionChanged.connect(self._look)
        return self._bar

    @Slot(object)
    def _ask(self, review: "Review") -> None:
        self._asked = review
        self._reading.open(Address(review.annotation.entry_id))
        quotation = shortened(review.quotation, _LONGEST)
        self.bar.ask(self.tr("Select in the page where “{quotation}” stands now.").format(quotation=quotation))
        self._window.focus_page()

    @Slot()
    def _look(self) -> None:
        if self.bar.isVisible():
            self.bar.allow(selected=bool(self._highlights.selected()))

    @Slot()
    def _attach(self) -> None:
        """Put the annotation on the first passage that is selected, and show what still waits."""
        from coopviewer.domain.anchoring.placement import attach

        selected = self._highlights.selected()
        if self._asked is None or not selected:
            return
        fact = self._highlights.fact(selected[0].fact_id)
        entry_id = fact.entry_id if fact is not None else None
        edition = self._reading.edition
        place, at = selected[0], utc_now()
        self._doors.writer.change(
            self.tr("Re-attach an annotation"),
            (self._asked.annotation.uuid,),
            lambda now: attach(now, place, edition, at, entry_id=entry_id),
        )
        self._give_up()
        if self._review.waiting > 1:
            self._review.show()

    @Slot()
    def _forget(self) -> None:
        """Ask no more: another reference or file is open."""
        self._asked = None
        if self._bar is not None:
            self._bar.hide()

    @Slot()
    def _give_up(self) -> None:
        self._asked = None
        self.bar.hide()
        self._window.focus_page()
