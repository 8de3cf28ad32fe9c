"""The controls that show and open the side panes: ticks in the menu, and buttons in the toolbar.

The buttons are created once there is a pane that is not beside the page, after the first page is shown.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from coopviewer.widgets.common.icons import Icons
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.side_panes import SidePanes
from coopviewer.widgets.shell.tool_bar import ToolBar

if TYPE_CHECKING:
    from coopviewer.widgets.shell.pane_buttons import PaneButtons


class PaneControls(QObject):
    """Keeps the ticks of menu items, and the buttons of the toolbar, up to date with which side panes are shown."""

    def __init__(self, bar: ToolBar, actions: Mapping[ActionId, QAction], panes: SidePanes) -> None:
        """Follow the panes, and tick their items among the window's ``actions``; create no buttons before ``begin``."""
        super().__init__(bar)
        self._bar, self._actions, self._panes = bar, actions, panes
        self._icons: Icons | None = None
        self._has_begun = False
        self.buttons: PaneButtons | None = None
        """The buttons; None until ``fit`` creates them."""
        panes.changed.connect(self.tick)
        panes.changed.connect(self.fit)

    def set_icons(self, icons: Icons) -> None:
        """Set the icons of the buttons, also of those created later; before this is called none are created.

        Raises OSError if the file of one cannot be read.
        """
        self._icons = icons
        if self.buttons is not None:
            self.buttons.set_icons(icons)

    @Slot()
    def begin(self) -> None:
        """Let buttons be created from now on, those needed now at once; to be called when the first page is shown."""
        self._has_begun = True
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Create the buttons if at least one pane is not beside the page; if they exist already, update them.

        They are created only after both ``begin`` and ``set_icons`` were called.
        """
        is_needed = not all(pane.is_docked for pane in self._panes.by_action.values())
        if self.buttons is not None:
            self.buttons.fit()
        elif self._has_begun and is_needed and self._icons is not None:
            from coopviewer.widgets.shell.pane_buttons import PaneButtons

            self.buttons = PaneButtons(self._bar, self._actions, self._panes, self._icons)

    @Slot()
    def tick(self) -> None:
        """Check the menu's actions of those panes that are shown, and uncheck the others."""
        for key, pane in self._panes.by_action.items():
            self._actions[key].setChecked(self._panes.is_shown(pane))
