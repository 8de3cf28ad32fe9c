"""Accessibility: every control of the window and its dialogs has a name, a role and its states."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address, search_address
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens
from tests.journeys.conftest import opens as opens

Role, Name = QAccessible.Role, QAccessible.Text.Name
# roles that group others and take no keyboard input: they need no name
GROUPING = {Role.Client, Role.Pane, Role.Splitter, Role.Grip, Role.Separator, Role.LayeredPane, Role.Border}
CONTROLS = {
    *(Role.Button, Role.ButtonMenu, Role.CheckBox, Role.EditableText, Role.MenuItem, Role.PageTab, Role.PageTabList),
    *(Role.Tree, Role.TreeItem, Role.Table, Role.Cell, Role.ColumnHeader, Role.Dialog, Role.Window, Role.MenuBar),
}


def with_descendants(interface: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """Yield an interface and all its descendants; of tables and trees only the first rows."""
    yield interface
    if depth > 12:
        return
    for number in range(min(interface.childCount(), 40)):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from with_descendants(child, depth + 1)


def interfaces_of(widget: QWidget) -> list[QAccessibleInterface]:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return list(with_descendants(interface))


def description_of(interface: QAccessibleInterface) -> str:
    return f"{interface.role().name} {interface.object()!r}"


def unnamed_controls(widget: QWidget) -> list[str]:
    """Return descriptions of the visible controls without a name."""
    return [
        description_of(each)
        for each in interfaces_of(widget)
        if not each.state().invisible and each.role() in CONTROLS and not each.text(Name).strip()
    ]


def open_all(composition: Composition) -> list[QWidget]:
    """Open every bar and dialog, and return the windows that are then open."""
    for key in (ActionId.FIND, ActionId.KEYS, ActionId.LINKS, ActionId.PLAIN_TEXT):
        composition.window.actions_by_id[key].trigger()
    made = composition.menu
    assert made.keys is not None
    assert made.links is not None
    assert made.plain_text is not None
    return [composition.window, made.keys.dialog, made.links.dialog, made.plain_text.dialog]


def test_every_control_of_window_and_dialogs_has_a_name(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    for window in open_all(composition):
        assert unnamed_controls(window) == []


def test_every_focusable_widget_has_a_name_and_a_role(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    for window in open_all(composition):
        takers = [each for each in window.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        seen = [each for each in takers if each.isVisible() and each.focusProxy() is None]
        assert seen
        for widget in seen:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(Name).strip(), f"{widget!r} has no name"
            assert interface.role() not in GROUPING | {Role.NoRole}, f"{widget!r} has no role"
            assert interface.state().focusable, f"{widget!r} does not say that it takes the keyboard"


def test_search_results_and_the_card_of_a_fact_have_names(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    composition.window.actions_by_id[ActionId.SOURCE_OF_FACT].trigger()
    assert unnamed_controls(composition.window) == []
    composition.reading.open(search_address("kind:project border"))
    controller = composition.search.controller
    with qtbot.waitSignal(controller.search_service.counted):
        controller.look_for("kind:project border")
    assert unnamed_controls(composition.window) == []
    takers = [each for each in controller.pane.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for widget in takers:
        if widget.isVisible():
            assert QAccessible.queryAccessibleInterface(widget).text(Name).strip(), f"{widget!r} has no name"
    facets = QAccessible.queryAccessibleInterface(controller.pane.facets)
    assert facets.text(Name) == "Filter the results"


def test_every_control_is_in_the_accessibility_tree(opens: Opens) -> None:
    """Every control that the user can operate has a role in which the other tests require a name."""
    composition = opens(Address("project/afic"))
    kinds = (QAbstractButton, QLineEdit, QTabBar)
    for window in open_all(composition):
        found = {each.object() for each in interfaces_of(window)}
        for kind in kinds:
            missed = [each for each in window.findChildren(kind) if each.isVisible() and each.window() is window]
            # Qt leaves the buttons inside a row of tabs out of the tree; Ctrl+W closes a tab
            missed = [each for each in missed if not isinstance(each.parent(), QTabBar)]
            assert [(each, each.parent()) for each in missed if each not in found] == []


def test_the_parts_of_the_window_have_their_roles(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    page, tree, tabs = composition.page, composition.navigator.tree, composition.window.tabs
    expected = [
        (tree, Role.Tree, "Navigator: entries by region"),
        (tabs, Role.PageTabList, "Strengthening the Africa-Frontex"),
        (composition.window, Role.Window, ""),
    ]
    for widget, role, name in expected:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.role() == role
        assert interface.text(Name).startswith(name)
    assert QAccessible.queryAccessibleInterface(page).text(Name).startswith("Strengthening the Africa-Frontex")


def test_actions_have_enabled_and_checked_states(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    composition.window.actions_by_id[ActionId.DARK].trigger()
    items: dict[str, QAccessibleInterface] = {}
    menus = [action.menu() for action in composition.window.menuBar().actions()]
    for menu in menus:
        items |= {each.text(Name): each for each in interfaces_of(menu) if each.role() == Role.MenuItem}  # type: ignore[arg-type]
    assert {action.text().replace("&", "") for action in composition.window.actions_by_id.values()} <= items.keys()
    assert items["Back"].state().disabled
    assert not items["Home"].state().disabled
    assert items["Dark"].state().checkable
    assert items["Dark"].state().checked
    assert not items["Light"].state().checked


def test_the_plain_text_of_a_page_is_accessible_without_source_numbers(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    composition.window.actions_by_id[ActionId.PLAIN_TEXT].trigger()
    assert "plain_text" in vars(composition.menu)
    interface = QAccessible.queryAccessibleInterface(composition.menu.plain_text.dialog.text)
    assert interface.role() == Role.EditableText
    assert interface.state().readOnly
    text = interface.textInterface()
    assert text is not None
    read = text.text(0, text.characterCount())
    assert "\nTimeframe: 2017- 2023 · 2017 to 2023, known to the year\n" in read


@pytest.mark.parametrize("dark", [False, True])
def test_every_scroll_area_has_a_name_in_either_theme(opens: Opens, dark: bool) -> None:
    composition = opens(Address("country/NE"), dark=dark)
    for area in composition.window.findChildren(QAbstractScrollArea):
        if area.isVisible():
            assert QAccessible.queryAccessibleInterface(area).text(Name)
