"""Journeys in small windows and with large text: what gives way, what is opened over the page, and how one returns."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOption, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address
from coopviewer.models.roles import Role
from coopviewer.widgets.common.icons import icon_size, text_scale
from coopviewer.widgets.shell import main_window
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import AFIC, Opens
from tests.journeys.desk import Desk, Sits
from tests.journeys.test_working_together import change, conflicts, file_of, with_a_conflict


class Screen:
    """A screen with as much room as is left beside the panels of a desktop."""

    def __init__(self, room: QSize) -> None:
        self._room = room

    def availableSize(self) -> QSize:  # noqa: N802 - Qt's name
        return self._room


@pytest.mark.parametrize(
    ("rooms", "is_maximised"),
    [
        ([QSize(1440, 900)], True),
        ([QSize(1024, 768)], True),
        ([QSize(960, 540)], True),  # 1920 × 1080 at 200 %
        ([QSize(1366, 728)], True),
        ([QSize(1920, 1040)], False),
        ([QSize(2560, 1400)], False),
        ([QSize(2560, 1400), QSize(1280, 700)], True),  # it may open on either
    ],
)
def test_the_first_window_leaves_room_for_its_frame(
    opens: Opens, monkeypatch: pytest.MonkeyPatch, rooms: list[QSize], is_maximised: bool
) -> None:
    monkeypatch.setattr(main_window, "_VIRTUAL_SCREENS", ())
    monkeypatch.setattr(main_window.QGuiApplication, "screens", lambda: [Screen(room) for room in rooms])
    window = opens().window
    assert all(window.width() < room.width() and window.height() < room.height() for room in rooms)
    window.show_first()
    assert window.isMaximized() is is_maximised


def enlarge(composition: Composition, times: int = 9) -> None:
    """Enlarge the text by key; nine times are 200 % of the usual nine points."""
    for _ in range(times):
        QTest.keySequence(composition.window, "Ctrl+=")
    QApplication.sendPostedEvents()  # with which Qt hands the font on


def at_200_percent(desk: Desk, size: QSize) -> None:
    desk.composition.settle()
    desk.window.resize(size)
    enlarge(desk.composition)


def button(composition: Composition, key: ActionId) -> QToolButton:
    """Return an action's button in the toolbar."""
    bar, action = composition.window.toolbar, composition.window.actions_by_id[key]
    found = bar.widgetForAction(action)
    assert isinstance(found, QToolButton), key
    assert bar.rect().contains(found.geometry())
    return found


def press_button(qtbot: QtBot, composition: Composition, key: ActionId) -> None:
    qtbot.mouseClick(button(composition, key), Qt.MouseButton.LeftButton)


def test_the_page_has_the_width_at_200_percent_and_the_navigator_lies_over_it(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    at_200_percent(desk, QSize(1024, 768))
    composition, panes = desk.composition, desk.window.panes
    assert desk.page.width() > 1020
    press_button(qtbot, composition, ActionId.SHOW_NAVIGATOR)
    tree = composition.navigator.tree
    assert panes.is_over_page(panes.navigator)
    assert desk.window.focusWidget() is tree
    assert tree.visualRect(tree.currentIndex()).isValid()
    row = tree.indexBelow(tree.currentIndex())
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(row).center())
    assert desk.page.title == row.data(Role.REF).title  # the page that was chosen is seen
    assert not panes.is_shown(panes.navigator)
    assert desk.window.focusWidget() is desk.page


def test_the_navigator_over_the_page_by_keyboard(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    at_200_percent(desk, QSize(900, 600))
    panes, window = desk.window.panes, desk.window
    QTest.keySequence(window, "F6")
    assert window.focusWidget() is desk.composition.navigator.tree
    qtbot.keyClick(desk.composition.navigator.tree, Qt.Key.Key_Escape)
    assert not panes.is_shown(panes.navigator)
    assert window.focusWidget() is desk.page
    qtbot.keyClick(desk.page, Qt.Key.Key_Escape)
    assert not panes.is_shown(panes.navigator)  # it does not open uninvited
    for keys in ("Ctrl+Alt+B", "Ctrl+Alt+B"):
        before = panes.is_over_page(panes.navigator)
        QTest.keySequence(window, keys)
        assert panes.is_over_page(panes.navigator) is not before
    QTest.keySequence(window, "Ctrl+Shift+F")
    assert panes.is_over_page(panes.navigator)
    qtbot.keyClicks(desk.composition.navigator.field, "nigeria")
    qtbot.keyClick(desk.composition.navigator.field, Qt.Key.Key_Return)
    assert desk.page.title == "Nigeria"
    assert window.focusWidget() is desk.page


@pytest.mark.parametrize("key", [ActionId.SHOW_NAVIGATOR, ActionId.SHOW_ANNOTATIONS])
def test_hiding_a_pane_over_the_page_gives_the_keyboard_back_to_the_page(
    sits: Sits, qtbot: QtBot, key: ActionId
) -> None:
    desk = sits()
    at_200_percent(desk, QSize(900, 600))
    pane, frame = desk.window.panes.by_action[key], desk.composition.focus_frame
    for _ in range(2):
        press_button(qtbot, desk.composition, key)
        assert pane.widget.isAncestorOf(desk.window.focusWidget())
        assert frame.pane is desk.window.focusWidget()
        assert desk.window.children()[-1] is frame  # not under what covers the page
        press_button(qtbot, desk.composition, key)
        assert desk.window.focusWidget() is frame.pane is desk.page


def test_the_keyboard_stays_in_a_pane_that_goes_back_beside_the_page(sits: Sits) -> None:
    desk = sits()
    at_200_percent(desk, QSize(900, 600))
    tree, frame = desk.composition.navigator.tree, desk.composition.focus_frame
    QTest.keySequence(desk.window, "F6")
    desk.window.resize(2600, 900)
    assert desk.window.panes.navigator.is_docked
    assert desk.window.focusWidget() is frame.pane is tree


@pytest.mark.parametrize("key", [ActionId.ALL_ANNOTATIONS, ActionId.MAP, ActionId.HOME])
@pytest.mark.parametrize("width", [900, 2600])
def test_the_keyboard_does_not_go_to_a_note_that_is_not_shown(
    sits: Sits, qtbot: QtBot, key: ActionId, width: int
) -> None:
    desk = sits()
    at_200_percent(desk, QSize(width, 900))
    panes = desk.window.panes
    desk.window.actions_by_id[key].trigger()
    QTest.keySequence(desk.window, "Shift+F7")
    assert panes.is_shown(panes.annotations)
    focused = desk.window.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    if panes.is_over_page(panes.annotations):
        assert focused is panes.overlay.close_button
        qtbot.keyClick(focused, Qt.Key.Key_Escape)
        assert not panes.is_shown(panes.annotations)


def test_the_keyboard_goes_to_the_page_when_the_button_that_closes_a_pane_goes(sits: Sits) -> None:
    desk = sits()
    at_200_percent(desk, QSize(900, 600))
    panes = desk.window.panes
    QTest.keySequence(desk.window, "F6")
    panes.overlay.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.window.resize(2600, 900)
    assert panes.navigator.is_docked
    assert desk.window.focusWidget() is desk.page


def test_a_note_is_written_over_the_page_in_a_narrow_window(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    at_200_percent(desk, QSize(1024, 768))
    panes, window = desk.window.panes, desk.window
    desk.select("4 million euros")
    QTest.keySequence(window, "Ctrl+Shift+N")
    assert panes.is_over_page(panes.annotations)
    assert window.focusWidget() is desk.pane.editor.field
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("Was it spent in full?")
    qtbot.keyClick(desk.pane.editor.field, Qt.Key.Key_Escape)
    assert not panes.is_shown(panes.annotations)
    assert window.focusWidget() is desk.page
    press_button(qtbot, desk.composition, ActionId.SHOW_ANNOTATIONS)
    assert desk.cards == ["Was it spent in full?"]
    assert desk.pane.isVisible()
    assert window.rect().contains(QRect(desk.pane.mapTo(window, QPoint(0, 0)), desk.pane.size()))
    QTest.keySequence(window, "Ctrl+K")
    assert not panes.is_shown(panes.annotations)


def test_a_click_on_a_highlight_shows_its_card_in_a_narrow_window(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    at_200_percent(desk, QSize(1024, 768))
    desk.select("4 million euros")
    desk.do(ActionId.HIGHLIGHT)
    cursor = desk.page.document().find("4 million euros")
    cursor.setPosition(cursor.selectionStart() + 3)
    point = desk.page.cursorRect(cursor).center()
    desk.page.setTextCursor(cursor)
    qtbot.mouseClick(desk.page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert desk.pane.isVisible()
    assert desk.pane.cards.selected == (desk.annotations[0].uuid,)
    qtbot.keyClick(desk.window.panes.overlay.close_button, Qt.Key.Key_Escape)
    assert not desk.pane.isVisible()


def test_panes_are_beside_the_page_again_once_there_is_space(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.composition.settle()
    panes = desk.window.panes
    wide = panes.widths
    desk.window.resize(600, 600)
    QTest.keySequence(desk.window, "F6")
    desk.window.resize(1440, 900)
    assert panes.navigator.is_docked
    assert panes.annotations.is_docked
    assert panes.widths == wide
    assert [panes.widget(0), panes.widget(2)] == [desk.composition.navigator, desk.window.annotation_side]
    action = desk.window.actions_by_id[ActionId.SHOW_NAVIGATOR]
    assert desk.window.toolbar.widgetForAction(action) is None
    assert action.isChecked()


def test_a_navigator_that_was_hidden_is_hidden_at_the_next_start(opens: Opens) -> None:
    composition = opens()
    QTest.keySequence(composition.window, "Ctrl+Alt+B")
    assert not composition.navigator.isVisible()
    composition.window.close()
    again = opens()
    assert not again.navigator.isVisible()
    QTest.keySequence(again.window, "F6")
    assert again.navigator.isVisible()
    assert again.window.focusWidget() is again.navigator.tree


def test_icons_grow_with_the_text_and_shrink_again(opens: Opens) -> None:
    composition = opens(AFIC)
    usual = icon_size()
    tree_usual = composition.navigator.tree.iconSize()
    enlarge(composition)
    assert text_scale() > 1.7
    assert icon_size().width() >= 1.7 * usual.width()
    assert composition.window.toolbar.iconSize() == icon_size()
    assert composition.navigator.tree.iconSize().width() >= 1.7 * tree_usual.width()
    icon = composition.window.actions_by_id[ActionId.HOME].icon()
    assert icon.actualSize(QSize(100, 100)) == icon_size()
    QTest.keySequence(composition.window, "Ctrl+0")
    assert composition.window.toolbar.iconSize() == usual
    assert composition.navigator.tree.iconSize() == tree_usual


def test_the_status_bar_says_where_it_is_cut(opens: Opens, qapp: QApplication) -> None:
    window = opens().window
    window.resize(900, 600)
    enlarge_window = window.statusBar()
    qapp.sendPostedEvents()
    assert window.status_bar.label.whole_text.endswith("no network")
    label = enlarge_window.label  # type: ignore[attr-defined]  # of our own status bar
    assert label.text() == window.status_bar.label.whole_text or label.text().endswith("…")
    window.resize(500, 600)
    qapp.sendPostedEvents()
    assert label.text().endswith("…")
    assert label.toolTip() == window.status_bar.label.whole_text


@pytest.mark.parametrize("size", [QSize(1024, 768), QSize(900, 600)])
def test_nothing_of_the_window_lies_outside_it_at_200_percent(sits: Sits, size: QSize) -> None:
    desk = sits(Address("country/NE"))
    at_200_percent(desk, size)
    window = desk.window
    assert window.size() == size
    for part in (window.page, window.search, window.statusBar(), window.tabs):
        assert window.rect().contains(QRect(part.mapTo(window, QPoint(0, 0)), part.size())), part
    for key in (ActionId.BACK, ActionId.HOME, ActionId.SEARCH_HELP, ActionId.BOOKMARK, ActionId.SHOW_ANNOTATIONS):
        if key is not ActionId.SEARCH_HELP:
            button(desk.composition, key)
    assert window.search.width() > 6 * window.fontMetrics().height()
    assert window.page.horizontalScrollBar().maximum() == 0


def test_check_boxes_and_arrows_grow_with_the_text_and_shrink_again(opens: Opens, qapp: QApplication) -> None:
    composition = opens(AFIC)
    tree = composition.navigator.tree
    metrics = (QStyle.PixelMetric.PM_IndicatorWidth, QStyle.PixelMetric.PM_ExclusiveIndicatorHeight)
    usual = [tree.style().pixelMetric(metric, None, tree) for metric in metrics]
    arrow = dark_pixels(composition)
    enlarge(composition)
    large = [tree.style().pixelMetric(metric, None, tree) for metric in metrics]
    assert all(now > 1.7 * before for now, before in zip(large, usual, strict=True))
    assert dark_pixels(composition) > 2 * arrow
    assert qapp.style().pixelMetric(QStyle.PixelMetric.PM_LineEditIconSize) <= 32  # not enlarged twice
    QTest.keySequence(composition.window, "Ctrl+0")
    assert [tree.style().pixelMetric(metric, None, tree) for metric in metrics] == usual
    assert dark_pixels(composition) == arrow


def dark_pixels(composition: Composition) -> int:
    """Return how many pixels the arrow of a row of the navigator has."""
    image, option = QImage(60, 60, QImage.Format.Format_RGB32), QStyleOption()
    image.fill(Qt.GlobalColor.white)
    option.rect, option.state = image.rect(), QStyle.StateFlag.State_Children
    painter = QPainter(image)
    tree = composition.navigator.tree
    tree.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorBranch, option, painter, tree)
    painter.end()
    return sum(image.pixelColor(x, y).lightness() < 200 for x in range(60) for y in range(60))


def test_back_is_an_entry_of_the_menu_and_a_list_of_its_button(opens: Opens) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open(AFIC)
    action = composition.window.actions_by_id[ActionId.BACK]
    assert action.menu() is None
    assert button(composition, ActionId.BACK).menu() is not None
    action.trigger()
    assert composition.page.title == "Niger"


def test_the_frame_of_the_focus_moves_with_the_panes_around_it(opens: Opens) -> None:
    composition = opens(AFIC)
    composition.settle()
    tree = composition.navigator.tree
    QTest.keySequence(composition.window, "F6")
    composition.navigator.match_label.setMinimumHeight(80)
    composition.window.resize(1300, 800)
    QApplication.sendPostedEvents()
    frame = composition.focus_frame
    assert frame.geometry() == QRect(tree.mapTo(composition.window, QPoint(0, 0)), tree.size())


def test_no_scroll_bar_for_a_pixel_that_was_rounded_up(opens: Opens) -> None:
    composition = opens(Address("country/AL"))
    page = composition.page
    bar = page.horizontalScrollBar()
    rounded = []
    for width in (545, 782, 783, 795, 900):
        page.resize(width, 700)
        rounded.append(bar.maximum())
        assert not bar.isVisible(), width
    assert any(rounded)
    composition.reading.open(AFIC)
    page.resize(200, 700)  # its picture of a timeframe is wider
    assert bar.maximum() > 2
    assert bar.isVisible()
    page.resize(900, 700)
    assert not bar.isVisible()


def seen(widget: QWidget) -> bool:
    """Return whether all of a widget is in view, whatever scrolls around it."""
    around, is_seen = widget.parentWidget(), widget.isVisible()
    while is_seen and around is not None:
        is_seen = around.rect().contains(QRect(widget.mapTo(around, QPoint(0, 0)), widget.size()))
        around = around.parentWidget()
    return is_seen


@pytest.mark.parametrize("size", [QSize(900, 600), QSize(1024, 768), QSize(1300, 600)])
def test_both_versions_of_a_conflict_are_read_and_chosen_at_200_percent(
    sits: Sits, tmp_path: Path, qtbot: QtBot, size: QSize
) -> None:
    desk, _ = with_a_conflict(sits, tmp_path)
    desk.window.resize(size)
    desk.composition.appearance.set_text_step(9)
    QApplication.sendPostedEvents()
    conflicts(desk)
    queue, window = desk.feature.review_queue.queue, desk.window
    buttons = [each for each in queue.findChildren(QPushButton) if each.isVisible()]
    assert [each.text() for each in buttons] == ["&Keep mine", "T&ake Marie’s", "Keep b&oth"]
    line = queue.fontMetrics().lineSpacing()
    assert line > 25
    for side in (queue.sheet.old, queue.sheet.new):
        qtbot.waitUntil(lambda parts=side.parts: all(map(seen, parts)))
        assert side.text.viewport().height() >= 3 * line
    assert queue.sheet.old.text.y() == queue.sheet.new.text.y()  # beside each other
    assert all(map(seen, buttons))
    assert queue.list.height() >= queue.list.sizeHintForRow(1)
    queue.list.setFocus()
    reached = []
    for _ in range(5):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(window.focusWidget())
    assert reached == [queue.sheet.old.text, queue.sheet.new.text, *buttons]
    with qtbot.waitSignal(queue.decided):
        QTest.keyClick(buttons[2], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not queue.reviews.reviews)
    assert seen(queue.message)  # nothing waits any more
    assert window.rect().contains(QRect(queue.mapTo(window, QPoint(0, 0)), queue.size()))


def test_the_history_of_an_annotation_fits_into_a_small_window_at_200_percent(
    sits: Sits, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = sits(annotations=file_of(tmp_path, "Zoë"))
    desk.write("First thought.")
    for number in range(9):
        change(desk, f"Another thought, {number}.")
    desk.window.resize(900, 600)
    desk.composition.appearance.set_text_step(9)
    QApplication.sendPostedEvents()
    desk.pane.show_annotation(desk.annotations[0].uuid)
    desk.pane.cards.make_menu().history_wanted.emit()
    qtbot.waitUntil(lambda: desk.feature.versions.history is not None)
    dialog = desk.feature.versions.history
    assert dialog is not None
    for part in (*dialog.sheet.old.parts, *dialog.sheet.new.parts, dialog.take_button):
        qtbot.waitUntil(lambda part=part: seen(part))
    assert dialog.width() <= 900
    assert dialog.height() <= 600
    line = dialog.fontMetrics().lineSpacing()
    assert dialog.sheet.old.text.height() >= 3 * line
    assert dialog.list.height() >= 2 * line
    dialog.reject()
