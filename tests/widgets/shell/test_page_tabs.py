"""The tab bar shows the tabs that it is given, and emits only what the user does."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopviewer.domain.browsing.tabs import TabRow
from coopviewer.widgets.shell.page_tabs import PageTabs


@pytest.fixture
def tabs(qtbot: QtBot) -> PageTabs:
    tabs = PageTabs()
    qtbot.addWidget(tabs)
    tabs.show_row(TabRow(((1, "Niger"), (2, "Chad"), (3, "Mali")), 3))
    return tabs


@pytest.mark.parametrize(
    "row",
    [
        TabRow(((1, "Niger"), (2, "Chad")), 1),  # the last one closed, and another one than the next shown
        TabRow(((7, "Kenya"), (8, "Ghana")), 7),  # the tabs of another reference
        TabRow(((9, "Home"),), 9),
        TabRow(((2, "Chad"), (3, "Mali")), 2),
        TabRow(((4, "Togo"), (1, "Niger"), (2, "Chad"), (3, "Mali")), 4),
        TabRow((), 0),
    ],
)
def test_other_tabs_are_shown_without_a_signal(tabs: PageTabs, row: TabRow) -> None:
    emitted: list[object] = []
    tabs.tab_chosen.connect(emitted.append)
    tabs.tab_close_wanted.connect(emitted.append)
    tabs.tab_moved.connect(lambda *moved: emitted.append(moved))
    tabs.show_row(row)
    assert emitted == []
    assert [tabs.tabText(index) for index in range(tabs.count())] == [title for _, title in row.titles]
    assert [serial for serial, _ in row.titles][tabs.currentIndex() : tabs.currentIndex() + 1] == (
        [row.current] if row.titles else []
    )


def test_the_serial_of_a_tab_is_emitted_when_the_user_chooses_it(tabs: PageTabs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabs.tab_chosen) as chosen:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert chosen.args == [2]
