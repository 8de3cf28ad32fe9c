"""Entries are compared from the navigator by Ctrl+click, and from a page by the name of another entry."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, parse_address
from coopviewer.models.roles import Role
from coopviewer.widgets.search.compare_dialog import CompareDialog
from coopviewer.widgets.shell.actions import ActionId

Opens = Callable[..., Composition]
BALKANS, PARTNERSHIP = "region/western-balkans", "region/eastern-partnership"
SERBIA, MOLDOVA = (BALKANS, "country/RS"), (PARTNERSHIP, "country/MD")


def row(window: Composition, path: tuple[str, ...]) -> QModelIndex:
    """Find a row of the navigator, in view."""
    tree = window.navigator.tree
    index = tree.row_at(path)
    assert index.isValid()
    tree.expand(index.parent())
    tree.scrollTo(index)
    return index


def ctrl_click(window: Composition, path: tuple[str, ...]) -> None:
    tree = window.navigator.tree
    centre = tree.visualRect(row(window, path)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, centre)


def marked(window: Composition) -> set[str]:
    return {index.data(Role.REF).id for index in window.navigator.tree.selectionModel().selectedRows()}


def status(window: Composition) -> str:
    return window.window.statusBar().currentMessage()


def test_two_ctrl_clicks_from_home_compare_two_countries(opens: Opens) -> None:
    window = opens()
    ctrl_click(window, SERBIA)
    assert window.reading.address == HOME_ADDRESS
    assert marked(window) == {"country/RS"}
    assert "Serbia is marked." in status(window)
    ctrl_click(window, MOLDOVA)
    assert window.reading.address == parse_address("coop:compare?a=country/RS&b=country/MD")
    assert window.page.title == "Serbia and Moldova"
    assert window.window.tabs.tabText(0) == "Serbia and Moldova"
    assert marked(window) == {"country/RS", "country/MD"}


def test_a_ctrl_click_adds_to_the_open_entry_and_takes_out_again(opens: Opens) -> None:
    window = opens(Address("country/RS"))
    ctrl_click(window, MOLDOVA)
    ctrl_click(window, (BALKANS, "country/AL"))
    assert str(window.reading.address) == "coop:compare?a=country/RS&b=country/MD&c=country/AL"
    ctrl_click(window, MOLDOVA)
    assert str(window.reading.address) == "coop:compare?a=country/RS&b=country/AL"
    ctrl_click(window, SERBIA)
    assert window.reading.address == Address("country/AL")


def test_entries_of_different_kinds_are_refused_with_a_sentence(opens: Opens) -> None:
    window = opens(Address("country/RS"))
    ctrl_click(window, (PARTNERSHIP, "project/eap-ibm"))
    assert window.reading.address == Address("country/RS")
    assert status(window) == (
        "Only entries of one kind can be compared. Serbia is one of the countries, EaP one of the projects."
    )


def test_a_fifth_entry_is_refused_with_a_sentence(opens: Opens) -> None:
    window = opens(parse_address("coop:compare?a=country/RS&b=country/MD&c=country/AL&d=country/UA"))
    before = window.reading.address
    ctrl_click(window, (PARTNERSHIP, "country/GE"))
    assert window.reading.address == before
    assert "At most four entries" in status(window)


def test_ctrl_and_space_marks_the_current_row(opens: Opens) -> None:
    window = opens()
    tree = window.navigator.tree
    for path in (SERBIA, MOLDOVA):
        tree.setCurrentIndex(row(window, path))
        QTest.keyClick(tree, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert str(window.reading.address) == "coop:compare?a=country/RS&b=country/MD"


def dialog_of(window: Composition) -> CompareDialog:
    (dialog,) = (each for each in window.window.findChildren(CompareDialog) if each.isVisible())
    return dialog


def test_from_a_page_the_other_entry_is_asked_for_by_name(opens: Opens, qtbot: QtBot) -> None:
    window = opens(Address("country/RS"))
    window.window.actions_by_id[ActionId.COMPARE].trigger()
    picker = dialog_of(window).picker
    QTest.keyClicks(picker.field, "Moldova")
    qtbot.waitUntil(lambda: "Moldova" in picker.offered_titles)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(window.reading.address) == "coop:compare?a=country/RS&b=country/MD")
    assert window.page.title == "Serbia and Moldova"


def test_the_line_for_the_name_is_as_wide_as_its_dialog(opens: Opens, qtbot: QtBot) -> None:
    window = opens(Address("country/RS"))
    window.window.actions_by_id[ActionId.COMPARE].trigger()
    dialog = dialog_of(window)
    qtbot.waitUntil(lambda: dialog.picker.field.width() > 0.9 * dialog.picker.width())
    assert dialog.picker.width() > 0.9 * dialog.width()


def test_the_dialog_says_why_an_entry_of_another_kind_cannot_be_compared(opens: Opens, qtbot: QtBot) -> None:
    window = opens(Address("country/RS"))
    window.window.actions_by_id[ActionId.COMPARE].trigger()
    dialog = dialog_of(window)
    QTest.keyClicks(dialog.picker.field, "EU4BorderSecurity")
    qtbot.waitUntil(lambda: "EU4BorderSecurity" in dialog.picker.offered_titles)
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.message.text()))
    assert "Only entries of one kind can be compared." in dialog.message.text()
    assert dialog.picker.field.isVisible()
    QTest.keyClicks(dialog.picker.field, "M")
    assert dialog.message.text() == ""  # it was about the name before
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.window.findChildren(CompareDialog))
    assert window.reading.address == Address("country/RS")


@pytest.mark.parametrize("address", [HOME_ADDRESS, Address("source/frontex-other-partners")])
def test_without_an_entry_there_is_nothing_to_compare(opens: Opens, address: Address) -> None:
    window = opens(address)
    window.window.actions_by_id[ActionId.COMPARE].trigger()
    assert "Open an entry first" in status(window)
