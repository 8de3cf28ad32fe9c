"""What is shown instead of a page: overviews, briefs and changes; each controller is created on first use."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.app.overviews.controller import OverviewController, OverviewParts
from coopviewer.domain.browsing.addresses import Address
from coopviewer.workspace.overviews import OverviewService

if TYPE_CHECKING:
    from coopviewer.app.editions.changes_controller import ChangesController
    from coopviewer.app.editions.editions_controller import EditionsController
    from coopviewer.app.export.brief_controller import BriefController
    from coopviewer.app.overviews.coverage_controller import CoverageController
    from coopviewer.app.overviews.map_controller import MapController
    from coopviewer.app.overviews.timeline_controller import TimelineController
    from coopviewer.rendering.pages.fact_card import Attachments


class OverviewFeature(QObject):
    """Shows the overview, the brief, or the changes of an address instead of a page.

    Each one's controller is created on first use.
    """

    passage_wanted = Signal(object)
    """The user wants to see a Passage in the attached document of its source."""

    def __init__(self, context: AppContext, attachments: "Callable[[], Attachments]") -> None:
        """Follow what the reading service opens; ``attachments`` returns the attached documents, by source id."""
        super().__init__(context.window)
        self._context = context
        self._created: dict[str, OverviewController] = {}
        self.service = OverviewService(context.reference.path, context.annotations_file, self)
        self._parts = OverviewParts(context, self.service, attachments)
        self.service.failed.connect(context.window.show_fault)
        reading = context.reading
        reading.reference_opened.connect(self._use_reference)
        reading.page_opened.connect(self._hide)
        reading.search_opened.connect(self._give_back)
        context.window.closing.connect(self.service.stop)

    @cached_property
    def brief(self) -> "BriefController":
        """The controller of briefs, which are shown instead of a page as overviews are, created on first use."""
        made: type[BriefController] = load("brief")
        return made(self._context)

    @cached_property
    def coverage(self) -> "CoverageController":
        """The controller of the coverage, created on first use."""
        made: type[CoverageController] = load("coverage")
        return made(self._parts)

    @cached_property
    def editions(self) -> "EditionsController":
        """The controller that compares the open reference with other editions, created on first use."""
        made: type[EditionsController] = load("editions")
        return made(self._context)

    @cached_property
    def map(self) -> "MapController":
        """The controller of the map, created on first use."""
        made: type[MapController] = load("map")
        return made(self._parts)

    @cached_property
    def timeline(self) -> "TimelineController":
        """The controller of the timeline, created on first use."""
        made: type[TimelineController] = load("timeline")
        return made(self._parts)

    def controller(self, name: str) -> OverviewController:
        """Return the controller of an overview, ``coverage``, ``timeline`` or ``map``; created on first use.

        Raises KeyError for any other name.
        """
        makers: dict[str, Callable[[], OverviewController]] = {
            "coverage": lambda: self.coverage,
            "timeline": lambda: self.timeline,
            "map": lambda: self.map,
        }
        if name not in self._created:
            self._created[name] = makers[name]()
            self._created[name].passage_wanted.connect(self.passage_wanted)
        return self._created[name]

    def show(self, address: Address) -> None:
        """Show an overview, the brief or changes in place of the page; ``address`` must be that of one of them.

        The keyboard focus moves to it, unless it was shown already. The annotation pane beside the page is hidden
        meanwhile.
        """
        window = self._context.window
        controller: OverviewController | BriefController | ChangesController
        if address.is_changes:
            controller = self.editions.changes
        else:
            controller = self.brief if address.is_brief else self.controller(address.target)
        came = not controller.pane.isVisible()
        window.page.leave()
        controller.show(address.query)
        window.page_side.show_pane(controller.pane)
        window.panes.set_suppressed(window.panes.annotations, True)
        if came:
            controller.pane.focus_content()

    def choose_file(self, address: Address) -> None:
        """Ask where to save the open brief, if ``address`` is that of a brief, or else the page of changes.

        Returns at once.
        """
        (self.brief if address.is_brief else self.editions.changes).choose_file()

    def show_source(self) -> None:
        """Show the source of the current item of the overview that is shown, or hide its card.

        Nothing happens if no overview is shown, or no item of it is current.
        """
        for controller in self._created.values():
            if controller.pane.isVisible():
                controller.show_source()

    @Slot()
    def _hide(self) -> None:
        panes: list[QWidget] = [controller.pane for controller in self._created.values()]
        panes += [self.brief.pane] if "brief" in vars(self) else []
        panes += [self.editions.changes.pane] if "editions" in vars(self) and self.editions.has_pane else []
        if any(pane.isVisible() for pane in panes):
            self._context.window.page_side.show_pane(None)
        self._give_back()

    @Slot()
    def _give_back(self) -> None:
        self._context.window.panes.set_suppressed(self._context.window.panes.annotations, False)

    @Slot()
    def _use_reference(self) -> None:
        self.service.use(self._context.reference.path)
