"""Every action of the window in one table: its text, shortcut, tooltip and icon."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from coopviewer.widgets.icons import Icons

_Key = QKeySequence.StandardKey


class ActionId(StrEnum):
    """The actions; the value is the object name, by which tests and translators find them."""

    BACK = "back"
    FORWARD = "forward"
    HOME = "home"
    OPEN_REFERENCE = "open-reference"
    QUIT = "quit"
    COPY = "copy"
    TO_TREE = "to-tree"
    TO_PAGE = "to-page"
    ABOUT = "about"


class ActionSpec(NamedTuple):
    """What an action is called and how it is reached; ``shortcut`` is a standard key or a text such as ``Alt+Home``."""

    text: str
    shortcut: QKeySequence.StandardKey | str
    tooltip: str
    icon: str = ""


def action_specs(tr: Callable[[str], str]) -> dict[ActionId, ActionSpec]:
    """Give the table of all actions."""
    return {
        ActionId.BACK: ActionSpec(tr("&Back"), "Alt+Left", tr("Go back to the page before"), "back"),
        ActionId.FORWARD: ActionSpec(tr("&Forward"), "Alt+Right", tr("Go forward again"), "forward"),
        ActionId.HOME: ActionSpec(tr("&Home"), "Alt+Home", tr("Show what this reference is"), "home"),
        ActionId.OPEN_REFERENCE: ActionSpec(
            tr("&Open reference…"), _Key.Open, tr("Open another reference, a file such as coop.db")
        ),
        ActionId.QUIT: ActionSpec(tr("&Quit"), "Ctrl+Q", tr("Close coopviewer")),
        ActionId.COPY: ActionSpec(tr("&Copy"), _Key.Copy, tr("Copy the selected text, without source numbers")),
        ActionId.TO_TREE: ActionSpec(tr("Go to the &navigator"), "F6", tr("Move the keyboard to the navigator")),
        ActionId.TO_PAGE: ActionSpec(tr("Go to the &page"), "F7", tr("Move the keyboard to the page")),
        ActionId.ABOUT: ActionSpec(tr("&About coopviewer"), "Shift+F1", tr("Versions, files and licences")),
    }


def make_actions(owner: QWidget, tr: Callable[[str], str]) -> dict[ActionId, QAction]:
    """Make the actions of a window; they belong to ``owner``."""
    made = {}
    for key, spec in action_specs(tr).items():
        action = QAction(spec.text, owner)
        action.setObjectName(key)
        keys = QKeySequence(spec.shortcut)
        action.setShortcuts([keys])  # setShortcut() makes all enumerations of the Qt namespace: docs/performance.md
        action.setToolTip(f"{spec.tooltip} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        action.setStatusTip(spec.tooltip)
        made[key] = action
    return made


def set_icons(actions: dict[ActionId, QAction], icons: Icons, tr: Callable[[str], str]) -> None:
    """Draw the icons of those actions that have one."""
    for key, spec in action_specs(tr).items():
        if spec.icon:
            actions[key].setIcon(icons.icon(spec.icon))
