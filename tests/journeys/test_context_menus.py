"""Context menus: what the right button, or the menu key, offers on the page, in the navigator, the tabs and lists."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address, search_address
from coopviewer.domain.search.answer import SearchHit
from coopviewer.models.roles import Role
from tests.journeys.conftest import AFIC, Opens
from tests.journeys.desk import Sits

REASONS = QContextMenuEvent.Reason


@pytest.fixture(autouse=True)
def menus_are_closed() -> Iterator[None]:
    yield
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def menu_at(widget: QWidget, point: QPoint | None = None) -> QMenu:
    """Ask for the context menu at a point, or by key, and return it."""
    reason = REASONS.Keyboard if point is None else REASONS.Mouse
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    at = point or target.rect().center()
    QApplication.sendEvent(target, QContextMenuEvent(reason, at, target.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def names(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "").removesuffix("…") for action in menu.actions() if not action.isSeparator()]


def choose(qtbot: QtBot, menu: QMenu, name: str) -> None:
    """Click an entry of a menu."""
    action = next(each for each in menu.actions() if each.text().replace("&", "").removesuffix("…") == name)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def message_of(composition: Composition) -> str:
    return composition.window.statusBar().currentMessage()


def point_of(composition: Composition, words: str) -> QPoint:
    """Return the point in the page at which words begin, after scrolling there."""
    page = composition.page
    found = page.document().find(words)
    assert not found.isNull()
    found.setPosition(found.selectionStart() + 1)
    page.setTextCursor(found)
    return page.cursorRect(found).center()


def test_a_fact_is_highlighted_from_its_menu(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    menu = menu_at(desk.page, point_of(desk.composition, "4 million euros"))
    assert names(menu)[:3] == ["Highlight", "Note", "Tag"]
    assert desk.page.textCursor().selectedText() == "4 million euros"
    with qtbot.waitSignal(desk.writer.annotations_changed):
        choose(qtbot, menu, "Highlight")
    assert desk.cards == ["4 million euros"]


def test_the_selection_is_kept_and_annotated_from_the_menu(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.select("criminal networks")
    menu = menu_at(desk.page, desk.page.cursorRect().center() - QPoint(20, 0))
    assert desk.page.textCursor().selectedText() == "criminal networks"
    choose(qtbot, menu, "Note")
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("Which?")
    assert [each.quotation for each in desk.annotations] == ["criminal networks"]


def test_where_a_fact_is_written_is_shown_from_the_menu(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(AFIC)
    choose(qtbot, menu_at(composition.page, point_of(composition, "4 million euros")), "Source of this fact")
    card = composition.menu.provenance.card
    assert card.isVisible()
    card.reject()
    choose(qtbot, menu_at(composition.page, point_of(composition, "criminal networks")), "Copy citation")
    assert ", Goals." in clipboard()
    assert message_of(composition) == "The citation of this fact is copied."
    choose(qtbot, menu_at(composition.page, point_of(composition, "4 million euros")), "Copy")
    assert clipboard() == "4 million euros"


def test_a_link_opens_in_a_new_tab_and_its_address_is_copied(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(AFIC)
    menu = menu_at(composition.page, point_of(composition, "European Union"))
    assert names(menu)[:3] == ["Open", "Open in a new tab", "Copy the link's address"]
    choose(qtbot, menu, "Copy the link's address")
    assert clipboard() == "coop:organisation/european-union"
    assert message_of(composition) == "The address coop:organisation/european-union is copied."
    choose(qtbot, menu_at(composition.page, point_of(composition, "European Union")), "Open in a new tab")
    assert composition.page.title == "European Union"
    assert composition.window.tabs.count() == 2


def test_the_menu_of_the_page_by_key(opens: Opens) -> None:
    composition = opens(AFIC)
    point_of(composition, "4 million euros")
    menu = menu_at(composition.page)
    assert "Source of this fact" in names(menu)


def test_a_heading_offers_a_note_on_the_entry(opens: Opens) -> None:
    composition = opens(AFIC)
    offered = names(menu_at(composition.page, point_of(composition, "Goals")))
    assert offered[:3] == ["Note", "Tag", "Bookmark"]
    assert "Highlight" not in offered
    assert "Source of this fact" not in offered


def test_a_row_of_the_navigator_opens_in_a_new_tab(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    tree = composition.navigator.tree
    row = tree.indexBelow(tree.currentIndex())
    title = row.data(Role.REF).title
    point = tree.visualRect(row).center()
    choose(qtbot, menu_at(tree, point), "Copy the entry's address")
    assert clipboard() == f"coop:{row.data(Role.REF).id}"
    assert message_of(composition) == f"The address {clipboard()} is copied."
    assert composition.page.title == "Niger"
    choose(qtbot, menu_at(tree, point), "Open in a new tab")
    assert composition.page.title == title
    assert composition.window.tabs.count() == 2


def test_a_row_is_expanded_by_the_menu_key(opens: Opens, qtbot: QtBot) -> None:
    tree = opens(Address("region/africa")).navigator.tree
    was_open = tree.isExpanded(tree.currentIndex())
    choose(qtbot, menu_at(tree), "Collapse" if was_open else "Expand")
    assert tree.isExpanded(tree.currentIndex()) is not was_open


def test_tabs_are_duplicated_and_closed_from_their_menu(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    tabs = composition.window.tabs
    choose(qtbot, menu_at(tabs, tabs.tabRect(0).center()), "Duplicate this tab")
    composition.reading.open_in_new_tab(AFIC)
    assert tabs.count() == 3
    choose(qtbot, menu_at(tabs, tabs.tabRect(1).center()), "Copy the page's address")
    assert clipboard() == "coop:country/NE"
    assert message_of(composition) == "The address coop:country/NE is copied."
    choose(qtbot, menu_at(tabs, tabs.tabRect(2).center()), "Close this tab")
    assert tabs.count() == 2
    choose(qtbot, menu_at(tabs), "Close the other tabs")
    assert tabs.count() == 1
    choose(qtbot, menu_at(tabs, tabs.tabRect(0).center()), "Reopen tab")
    assert tabs.count() == 2


def test_a_result_opens_in_a_new_tab(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.reading.open(search_address("niger"))
    controller = composition.search.controller
    with qtbot.waitSignal(controller.search_service.counted):
        pass
    choose(qtbot, menu_at(controller.pane.list), "Open in a new tab")
    assert composition.page.title == "Niger"
    assert composition.window.tabs.count() == 2


def test_a_card_shows_its_place_and_is_copied(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.select("4 million euros")
    desk.window.actions_by_id["note"].trigger()
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("Spent?")
    cards = desk.pane.cards
    cards.show_card(desk.annotations[0].uuid)
    desk.page.verticalScrollBar().setValue(desk.page.verticalScrollBar().maximum())
    menu = menu_at(cards, cards.visualRect(cards.currentIndex()).center())
    assert names(menu) == ["Show in the page", "Copy the text", "History", "Edit", "Only mine", "Move to the bin"]
    choose(qtbot, menu, "Show in the page")
    assert desk.page.verticalScrollBar().value() < desk.page.verticalScrollBar().maximum()
    choose(qtbot, menu_at(cards, cards.visualRect(cards.currentIndex()).center()), "Copy the text")
    assert clipboard() == "4 million euros\nSpent?"


def test_the_address_of_a_result_is_copied(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(AFIC)
    composition.search.controller.look_for("niger")
    hits = composition.search.controller.pane.list
    qtbot.waitUntil(lambda: isinstance(hits.currentIndex().data(Role.VALUE), SearchHit))
    choose(qtbot, menu_at(hits, hits.visualRect(hits.currentIndex()).center()), "Copy the entry's address")
    assert clipboard() == f"coop:{hits.currentIndex().data(Role.VALUE).ref.id}"
    assert message_of(composition) == f"The address {clipboard()} is copied."
