"""The toolbar: back, forward and home, the search field with its help, and the bookmark."""

from collections.abc import Mapping

from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolBar, QToolButton, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.icons import icon_size
from coopviewer.widgets.search.search_field import SearchField
from coopviewer.widgets.shell.actions import ActionId


class ToolBar(QToolBar):
    """Shows Back, Forward and Home, the search field with its help, and the bookmark; without frame and background."""

    def __init__(self, actions: Mapping[ActionId, QAction], search: SearchField, parent: QWidget) -> None:
        """Arrange the search field, and buttons for those of a window's ``actions`` that belong in the toolbar."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Toolbar"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(icon_size())
        for key in (ActionId.BACK, ActionId.FORWARD, ActionId.HOME):
            self.addAction(actions[key])
        self._actions = actions
        self._help_button = QToolButton()
        self._help_button.setAutoRaise(True)
        self._help_button.setDefaultAction(actions[ActionId.SEARCH_HELP])
        self.addWidget(_search_part(search, self._help_button))
        self.addAction(actions[ActionId.BOOKMARK])

    def set_history_menu(self, key: ActionId, menu: QMenu) -> None:
        """Show a menu when the button of the action ``key`` is pressed and held.

        Nothing happens if the action has no button.
        """
        button = self.widgetForAction(self._actions[key])
        if isinstance(button, QToolButton):
            button.setMenu(menu)  # not the action's, which would be a submenu wherever a menu shows it
            button.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)

    def fit_icons(self) -> None:
        """Draw the icons in the size that belongs to the current size of text."""
        self.setIconSize(icon_size())
        self._help_button.setIconSize(icon_size())

    # Qt overrides

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing: the style would draw a frame and a background; even ``fillRect`` would slow down the launch."""


def _search_part(search: SearchField, help_button: QToolButton) -> QWidget:
    """Return the field with the button of its help, in the middle of the space between the other buttons."""
    part = QWidget()
    layout = QHBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    layout.addWidget(search, 4)
    layout.addWidget(help_button)
    layout.addStretch(1)
    return part
