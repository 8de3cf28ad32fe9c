"""The annotations beside pages: what a page needs is created together, lists and dialogs on first use."""

from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.files.annotation_file_controller import AnnotationFileController
from coopviewer.app.annotations.files.file_feature import AnnotationFileFeature
from coopviewer.app.annotations.page.conflict_controller import ConflictController
from coopviewer.app.annotations.page.marking_controller import MarkingController
from coopviewer.app.annotations.page.note_links_controller import NoteLinksController
from coopviewer.app.annotations.page.page_annotations_controller import PageAnnotationsController
from coopviewer.app.annotations.page.versions_controller import VersionsController
from coopviewer.app.context import AppContext
from coopviewer.app.launch.turns import Turns
from coopviewer.app.on_demand import LIST_PARTS, load
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.lists import with_former
from coopviewer.domain.annotations.query import AnnotationQuery, View, parse_annotation_query
from coopviewer.domain.browsing.addresses import annotations_address
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.annotations.page.selection_bar import SelectionBar
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from coopviewer.app.annotations.browser.browser_controller import BrowserController
    from coopviewer.app.annotations.browser.reattaching_controller import ReattachingController
    from coopviewer.app.annotations.browser.review_queue_controller import ReviewQueueController
    from coopviewer.app.annotations.browser.tags_controller import TagsController
    from coopviewer.app.annotations.files.restoring_controller import RestoringController
    from coopviewer.app.annotations.files.transfer_controller import TransferController
    from coopviewer.domain.anchoring.review import Review

_UNTIL_LISTED = 6000  # milliseconds: by then a start has come to rest


class AnnotationFeature(QObject):
    """Owns what a page with annotations needs: the pane, the highlights in the page, and the controllers."""

    def __init__(self, context: AppContext, file: AnnotationFileFeature, usual: Path) -> None:
        """Create and connect what an annotated page needs; ``usual`` is the path of the default annotations file."""
        super().__init__(context.window)
        self._context, self._file = context, file
        window = context.window
        services = self.services = file.services
        self.review, self.badges = file.review, file.badges
        self.pane = AnnotationPane()
        window.annotation_side.show_pane(self.pane)
        self.highlights = PageHighlights(window.page)
        self.bar = SelectionBar(window, window.page, self.highlights)
        self.page_annotations = PageAnnotationsController(context, services, self.pane, self.highlights)
        self.conflicts = ConflictController(context, services)
        self.conflicts.conflicts_changed.connect(self.page_annotations.show_conflicts)
        self.marking = MarkingController(context, services, self.page_annotations, self.pane, self.bar)
        self.versions = VersionsController(context, services, self.pane)
        self.note_links = NoteLinksController(context, self.pane)
        self.files = AnnotationFileController(context, services, self.pane, usual, file.rescue)
        self._sought = ("", "")  # the entry and the uuid of an annotation that was chosen, until its page is listed
        self._connect()
        self._take_up()

    def _connect(self) -> None:
        reading, window = self._context.reading, self._context.window
        reading.annotations_opened.connect(self._open_list)
        self.page_annotations.listed.connect(self._seek)
        self._file.undo.step_begun.connect(self._finish_editing)
        self.review.anchors_added.connect(self.page_annotations.look_again)
        actions = window.actions_by_id
        actions[ActionId.TO_ANNOTATIONS].triggered.connect(self._go_to_pane)
        actions[ActionId.ALL_ANNOTATIONS].triggered.connect(self._open_all)
        actions[ActionId.TAGS].triggered.connect(self._show_tags)
        actions[ActionId.RESTORE_ANNOTATIONS].triggered.connect(self._show_backups)
        actions[ActionId.TEAM_FOLDER].triggered.connect(self._show_team)
        actions[ActionId.SAVE_LIST].triggered.connect(self._save_list)
        actions[ActionId.EXPORT_ANNOTATIONS].triggered.connect(self._export_all)
        actions[ActionId.IMPORT_ANNOTATIONS].triggered.connect(self._import)

    def _take_up(self) -> None:
        """Show what happened before the feature was created: a fault of the file, or a list that was opened."""
        file_session = self.services.file_session
        file_session.opened.connect(self._load_list_later)
        if file_session.file is not None:
            self._load_list_later()
        if self._file.fault is not None:
            self.page_annotations.say_closed(self._file.fault)
        address = self._context.reading.address
        if address is not None and address.is_annotations:
            self._open_list(address.query)

    @cached_property
    def browser(self) -> "BrowserController":
        """The controller of the annotation browser, created on first use."""
        made: type[BrowserController] = load("annotation_browser")
        browser = made(self._context, self.services)
        browser.opened.connect(self._remember)
        browser.browser.tags_wanted.connect(self._show_tags)
        browser.browser.export_wanted.connect(self._export)
        return browser

    @cached_property
    def review_queue(self) -> "ReviewQueueController":
        """The controller of the review queue, which is a view of the annotation browser, created on first use."""
        made: type[ReviewQueueController] = load("review_queue")
        controller = made(self._context, self.services, self.review, self.browser.browser)
        controller.queue.attach_wanted.connect(self._reattach)
        return controller

    def review_of(self, entry_id: str) -> str:
        """Return the address of the review queue if an annotation on an entry waits in it, else an empty text.

        Only the first 1,000 annotations in the queue (MOST_QUEUED) are looked at.
        """
        reviewed, same = self.review.reviewed, with_former([entry_id], self._context.reference.former_ids)
        if reviewed is None or all(each.annotation.entry_id not in same for each in reviewed.queue):
            return ""
        return str(annotations_address(str(AnnotationQuery(view=View.REVIEW))))

    @cached_property
    def reattaching(self) -> "ReattachingController":
        """The controller that asks for a new passage for an annotation in the review queue, created on first use."""
        made: type[ReattachingController] = load("reattaching")
        return made(self._context, self.services, self.highlights, self.review_queue)

    @cached_property
    def tags(self) -> "TagsController":
        """The controller of the dialog of all tags, created on first use."""
        made: type[TagsController] = load("tags")
        return made(self._context, self.services)

    @cached_property
    def restoring(self) -> "RestoringController":
        """The controller of the dialog of backups, created on first use."""
        made: type[RestoringController] = load("restoring")
        return made(self._context, self.services)

    @cached_property
    def transfers(self) -> "TransferController":
        """The controller of exporting and importing annotations, created on first use."""
        made: type[TransferController] = load("annotation_transfer")
        return made(self._context, self.services)

    def save_at_once(self) -> None:
        """Save what is being typed, wait for that, and let the window be closed without a question afterwards.

        It waits for at most 20 seconds. What cannot be written is saved in a new file beside the open one; if this
        fails too, it is lost.
        """
        self._finish_editing()
        self.files.save_at_once()

    def stop(self) -> None:
        """Cancel a running export or import, and request that what has been typed is written; returns at once."""
        if "transfers" in vars(self):
            self.transfers.cancel()
        self._finish_editing()

    @Slot()
    def _finish_editing(self) -> None:
        self.pane.finish()
        if "browser" in vars(self):
            self.browser.browser.view.finish_editing()

    @Slot()
    def _go_to_pane(self) -> None:
        self._context.window.panes.show_pane(self._context.window.panes.annotations)
        self.pane.take_focus()

    @Slot(str)
    def _open_list(self, query: str) -> None:
        self.review_queue  # noqa: B018 - the browser has its queue before it is shown
        self.browser.show(query)

    @Slot()
    def _load_list_later(self) -> None:
        """Import the modules of the list some seconds after a file is open, so that it is shown at once."""
        self.services.file_session.opened.disconnect(self._load_list_later)
        Turns([partial(import_module, part) for part in LIST_PARTS], self, _UNTIL_LISTED)

    @Slot()
    def _open_all(self) -> None:
        self._context.reading.open(annotations_address())

    @Slot(object)
    def _remember(self, annotation: Annotation) -> None:
        self._sought = (annotation.entry_id, annotation.uuid)

    @Slot(str)
    def _seek(self, entry_id: str) -> None:
        """Select the annotation that was chosen in the list, once the annotations of its entry's page are shown."""
        sought, uuid = self._sought
        if sought and sought == entry_id:
            self._sought = ("", "")
            self.pane.show_annotation(uuid)
            self.highlights.scroll_to(uuid)

    @Slot(object)
    def _reattach(self, review: "Review") -> None:
        self.reattaching.ask(review)

    @Slot()
    def _show_tags(self) -> None:
        self.tags.open()

    @Slot()
    def _show_backups(self) -> None:
        self.restoring.open()

    @Slot()
    def _show_team(self) -> None:
        self._file.team.open()

    @Slot(object)
    def _export(self, selected: tuple[str, ...]) -> None:
        self.transfers.export(selected)

    @Slot()
    def _export_all(self) -> None:
        self.transfers.export()

    @Slot()
    def _save_list(self) -> None:
        address = self._context.reading.address
        if address is not None and address.is_annotations:
            self.transfers.save_list(parse_annotation_query(address.query))

    @Slot()
    def _import(self) -> None:
        self.transfers.import_file()
