"""Buttons in the toolbar for the side panes that are not beside the page: each opens its pane over the page."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QToolButton

from coopviewer.widgets.common.icons import Icons
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.side_panes import SidePane, SidePanes

_ROOM_FOR_NAMES = 36  # heights of a line that a toolbar with the names of panes is wide at least


class PaneButtons(QObject):
    """Shows a button in the toolbar for each side pane that is not beside the page.

    The navigator's is the first in the toolbar, that of the annotations the last.
    """

    def __init__(self, bar: QToolBar, actions: Mapping[ActionId, QAction], panes: SidePanes, icons: Icons) -> None:
        """Show a button for each pane not beside the page; call ``fit`` when a pane or the toolbar's width changes."""
        super().__init__(bar)
        self._bar, self._actions, self._panes, self._icons = bar, actions, panes, icons
        self.fit()

    def set_icons(self, icons: Icons) -> None:
        """Set the icons of the buttons; raises OSError if the file of one cannot be read."""
        self._icons = icons
        self.fit()

    def fit(self) -> None:
        """Show a button for each pane that is not beside the page now, with its name if the toolbar is wide enough."""
        for key, pane in self._panes.by_action.items():
            action = self._actions[key]
            if pane.is_docked:
                self._bar.removeAction(action)
                continue
            action.setIcon(self._icons.icon(key))
            if action not in self._bar.actions():
                self._insert(action, pane)
            button = self._bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                styles = Qt.ToolButtonStyle
                has_room = self._bar.width() >= _ROOM_FOR_NAMES * self._bar.fontMetrics().height()
                style = styles.ToolButtonTextBesideIcon if has_room else styles.ToolButtonIconOnly
                button.setToolButtonStyle(style)
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _insert(self, action: QAction, pane: SidePane) -> None:
        if pane is self._panes.navigator:
            self._bar.insertAction(self._bar.actions()[0], action)
        else:
            self._bar.addAction(action)
