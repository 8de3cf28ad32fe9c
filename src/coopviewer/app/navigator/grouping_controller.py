"""Controller of the navigator: its grouping, its filter, and the menu of the rows in which the open entry occurs."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.navigator.outline_controller import place_words
from coopviewer.domain.reference.outline import Grouping
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace.outline import MOST_PATHS

if TYPE_CHECKING:
    from coopviewer.domain.reference.filtered_outline import FilteredOutline

_ACTIONS = {
    Grouping.REGIONS: ActionId.BY_REGION,
    Grouping.COOPERATION: ActionId.BY_COOPERATION,
    Grouping.PARTNERS: ActionId.BY_PARTNER,
    Grouping.SECTORS: ActionId.BY_SECTOR,
    Grouping.ORGANISATIONS: ActionId.BY_ORGANISATION,
    Grouping.STATUS: ActionId.BY_STATUS,
}


class GroupingController(QObject):
    """Connects the navigator's grouping, its filter and its menu of locations to the outline service.

    The locations are the rows of the navigator in which the open entry occurs, the one shown included; the menu has at
    most 50 (MOST_PATHS) of them.
    """

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
        outline_service.groupings_offered.connect(self._enable)
        outline_service.grouping_changed.connect(self._regroup)
        outline_service.filter_changed.connect(self._show_filtered)
        reading.page_opened.connect(self._follow_page)
        reading.reference_opened.connect(self._navigator.reset)
        actions = window.actions_by_id
        self._by_grouping = {grouping: actions[action] for grouping, action in _ACTIONS.items()}
        for grouping, action in self._by_grouping.items():
            action.triggered.connect(partial(self._group_by, grouping))
        self._enable(outline_service.groupings)
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

    @Slot(object)
    def _enable(self, groupings: Sequence[Grouping]) -> None:
        """Let only those actions be chosen whose grouping the open reference has."""
        for grouping, action in self._by_grouping.items():
            action.setEnabled(grouping in groupings)

    def _group_by(self, grouping: Grouping, *_: bool) -> None:
        self._panes.show_pane(self._panes.navigator)
        self._outline_service.group_by(grouping)

    @Slot()
    def _filter(self) -> None:
        self._panes.show_pane(self._panes.navigator)
        self._navigator.focus_filter()
