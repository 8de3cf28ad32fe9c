"""Controller of the review queue: writes the user's decisions on uncertain anchors to the annotations file."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.browser.review_controller import ReviewController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.anchoring.placement import attach, keep_as_orphan
from coopviewer.domain.anchoring.review import Review
from coopviewer.domain.annotations.annotation import Annotation, utc_now
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.annotations.versions.conflicts import Conflict, Decision
from coopviewer.domain.annotations.versions.earlier import OtherVersion, keep_version
from coopviewer.domain.browsing.addresses import Address, annotations_address, changes_address
from coopviewer.domain.reference.fact_texts import entry_of_fact
from coopviewer.models.annotations.review_list import Reviewed
from coopviewer.widgets.annotations.browser.browser import AnnotationBrowser
from coopviewer.widgets.annotations.review.queue import ReviewQueue
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace.annotations.versions import OtherVersions, request_decisions

if TYPE_CHECKING:
    from coopviewer.app.editions.known_editions import KnownEditions


class ReviewQueueController(QObject):
    """Shows the annotations that need a decision in the review view of the browser, and writes the decisions."""

    def __init__(
        self, context: AppContext, services: AnnotationServices, review: ReviewController, browser: AnnotationBrowser
    ) -> None:
        """Add the review view to the browser, and follow ``review``, which finds annotations that need a decision."""
        super().__init__(browser)
        self._services, self._reading, self._window = services, context.reading, context.window
        self._context = context
        self._review, self._browser = review, browser
        self.queue = ReviewQueue(browser)
        self.queue.accept_wanted.connect(self._accept)
        self.queue.keep_wanted.connect(self._keep)
        self.queue.page_wanted.connect(self._open)
        self.queue.changes_wanted.connect(self._open_changes)
        self.queue.leave_wanted.connect(context.reading.leave_list)
        self.queue.decided.connect(self._decide)
        browser.set_review(self.queue)
        self.queue.bin_wanted.connect(self._bin)
        self._titles = context.titles
        self._versions = OtherVersions(services.file_session, self._show)
        services.file_session.opened.connect(self._ask_versions)
        context.reading.reference_opened.connect(self._ask_versions)
        review.reviewed_changed.connect(self._show)
        services.writer.annotations_changed.connect(self._remove)
        self._show()
        self._ask_versions()

    def show_waiting(self) -> None:
        """Show the queue again if it has an annotation to decide about besides the one that was just decided.

        To be called while ``ReviewController.waiting`` still counts the decided one. Only annotations whose passage is
        uncertain count, not those of which an import or a team brought another version.
        """
        if self._review.waiting > 1:
            self._reading.open(annotations_address(str(AnnotationQuery(view=View.REVIEW))))

    @Slot()
    def _show(self) -> None:
        """Show what needs a decision: uncertain passages, and other versions of annotations.

        After another reference or file was opened only the versions are known at first.
        """
        reviewed, versions = self._review.reviewed, self._versions
        file = self._services.file_session.file
        self.queue.set_owner(file.person if file is not None else None)
        self.queue.set_writable(file is not None and not file.read_only)
        titles = self._titles.titles(sorted({each.annotation.entry_id for each in versions.waiting}))
        named = (replace(each, title=titles.get(each.title, each.title)) for each in versions.waiting)
        total = self._review.waiting + versions.total
        self.queue.show_reviews((*(reviewed.queue if reviewed is not None else ()), *named), total)
        self._browser.header.show_review_count(total)

    @Slot()
    def _ask_versions(self) -> None:
        if self._services.file_session.file is not None:
            self._versions.ask()

    @Slot(object)
    def _remove(self, change: Change) -> None:
        """Remove what was decided or deleted from the queue."""
        self.queue.remove(change.uuids)
        self._versions.follow(change)

    @Slot(object)
    def _accept(self, reviews: tuple[Review, ...]) -> None:
        at, edition = utc_now(), self._reading.reference.edition
        places = {each.annotation.uuid: each.suggestion.selector for each in reviews if each.suggestion is not None}

        def accepted(now: Annotation) -> Annotation:
            place = places[now.uuid]
            return attach(now, place, edition, at, entry_id=entry_of_fact(place.fact_id))

        self._services.writer.edit(operation("accept-place"), tuple(places), accepted)

    @Slot(object)
    def _keep(self, reviews: tuple[Reviewed, ...]) -> None:
        at, edition = utc_now(), self._reading.reference.edition
        versions = frozenset(each.annotation.uuid for each in reviews if isinstance(each, OtherVersion))
        uuids = tuple(review.annotation.uuid for review in reviews)
        label = operation("keep-version" if versions else "keep-orphan")

        def kept(now: Annotation) -> Annotation:
            return keep_version(now, at) if now.uuid in versions else keep_as_orphan(now, edition, at)

        self._services.writer.edit(label, uuids, kept)

    @Slot(object, object)
    def _decide(self, conflicts: tuple[Conflict, ...], decisions: tuple[Decision, ...]) -> None:
        request_decisions(self._services.file_session, self._services.writer, conflicts, decisions)

    @Slot(object)
    def _bin(self, uuids: tuple[str, ...]) -> None:
        edit, at = AnnotationEdit(EditKind.MOVE_TO_BIN), utc_now()
        self._services.writer.edit(edit.label(len(uuids)), uuids, lambda each: edit.apply(each, at))

    @Slot(object)
    def _open(self, review: Reviewed) -> None:
        self._reading.open(Address(review.annotation.entry_id))
        self._window.focus_page()

    @Slot(object)
    def _open_changes(self, review: Review) -> None:
        """Show what changed of the annotated entry since the edition that this one was last compared with.

        If it never was, the user is asked for that edition.
        """
        made: type[KnownEditions] = load("known_editions")
        view = made(self._context).last_view
        if view is None:
            self._window.actions_by_id[ActionId.COMPARE_EDITIONS].trigger()
            return
        self._reading.open(changes_address(str(view._replace(entry=review.annotation.entry_id))))
        self._window.focus_page()
