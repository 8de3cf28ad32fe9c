"""Controller of the navigator: its grouping, its filter, and the other locations of the open entry."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.navigator.outline_controller import place_words
from coopviewer.domain.reference.outline import Grouping
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace.outline import MOST_PATHS

if TYPE_CHECKING:
    from coopviewer.domain.reference.filtered_outline import FilteredOutline


class GroupingController(QObject):
    """Connects the navigator's grouping, filter and menu of other locations to the outline service."""

    def __init__(self, context: AppContext) -> None:
        """Connect navigator, service and actions."""
        super().__init__(context.window)
        outline_service, reading, window = context.outline_service, context.reading, context.window
        self._outline_service, self._reading, self._settings = outline_service, reading, context.settings
        self._navigator, self._panes = window.navigator, window.panes
        self._navigator.grouping_chosen.connect(outline_service.group_by)
        self._navigator.filter_edited.connect(outline_service.filter)
        self._navigator.locations_button.titles_wanted.connect(self._name_places)
        outline_service.groupings_offered.connect(self._navigator.offer_groupings)
        outline_service.grouping_changed.connect(self._regroup)
        outline_service.filter_changed.connect(self._show_filtered)
        reading.page_opened.connect(self._follow_page)
        reading.reference_opened.connect(self._navigator.reset)
        actions = window.actions_by_id
        actions[ActionId.BY_REGION].triggered.connect(self._by_region)
        actions[ActionId.BY_COOPERATION].triggered.connect(self._by_cooperation)
        actions[ActionId.BY_PARTNER].triggered.connect(self._by_partner)
        actions[ActionId.FILTER].triggered.connect(self._filter)

    @Slot(object)
    def _regroup(self, grouping: Grouping) -> None:
        self._settings.change(grouping=grouping)
        self._navigator.show_grouping(grouping)
        self._follow_page()

    @Slot(object)
    def _show_filtered(self, left: "FilteredOutline | None") -> None:
        self._navigator.show_filtered(left)
        self._follow_page()

    @Slot()
    def _follow_page(self) -> None:
        """Select the row of the open entry in the navigator, unless it is current already."""
        address = self._reading.address
        if address is not None:
            self._navigator.sync_to_path(self._outline_service.path_to(address.target))
            self._navigator.locations_button.show_paths(self._outline_service.paths_to(address.target), MOST_PATHS)
        self._navigator.show_if_empty()

    @Slot()
    def _name_places(self) -> None:
        paths = self._navigator.locations_button.paths
        titles = self._outline_service.titles(tuple({place for path in paths for place in path}))
        above = {path: " › ".join(titles.get(place) or place_words(place) for place in path[:-1]) for path in paths}
        self._navigator.locations_button.fill_menu(
            {path: text or self.tr("At the top") for path, text in above.items()}
        )

    @Slot()
    def _by_region(self) -> None:
        self._group_by(Grouping.REGIONS)

    @Slot()
    def _by_cooperation(self) -> None:
        self._group_by(Grouping.COOPERATION)

    @Slot()
    def _by_partner(self) -> None:
        self._group_by(Grouping.PARTNERS)

    def _group_by(self, grouping: Grouping) -> None:
        self._panes.show_pane(self._panes.navigator)
        self._outline_service.group_by(grouping)

    @Slot()
    def _filter(self) -> None:
        self._panes.show_pane(self._panes.navigator)
        self._navigator.focus_filter()
