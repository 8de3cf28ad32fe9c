"""The actions of a window, created from their table."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from coopviewer.domain.language import Translate
from coopviewer.widgets.common.icons import Icons
from coopviewer.widgets.shell.actions import ActionId, action_specs

_WITH_ICON = (ActionId.BACK, ActionId.FORWARD, ActionId.HOME, ActionId.BOOKMARK, ActionId.SEARCH_HELP)


def make_actions(owner: QWidget, tr: Translate) -> dict[ActionId, QAction]:
    """Create the actions of a window, without icons, as children of ``owner``, and return them by their ids."""
    actions = {}
    for key, spec in action_specs(tr).items():
        action = QAction(spec.text, owner)
        action.setObjectName(key)
        action.setCheckable(spec.checkable)
        keys = QKeySequence(spec.shortcut)
        # since setShortcut() creates all enumerations of the Qt namespace
        action.setShortcuts([keys, QKeySequence(spec.also)] if spec.also else [keys])
        action.setToolTip(f"{spec.tooltip} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        actions[key] = action
    return actions


def set_icons(actions: dict[ActionId, QAction], icons: Icons) -> None:
    """Set the icons of the actions that have one; the icon's file is named like the action's id.

    Raises OSError if the file of one cannot be read.
    """
    for key in _WITH_ICON:
        actions[key].setIcon(icons.icon(key))
