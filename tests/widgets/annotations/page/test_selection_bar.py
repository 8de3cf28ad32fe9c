"""The bar beside what is selected: there when one has finished selecting, never over it, gone when it is not wanted."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Colour, Selector
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.annotations.page.selection_bar import SelectionBar
from coopviewer.widgets.page.page_view import PageView
from tests.widgets.conftest import Shows

GOAL = "share the challenges they have in common"


class ReadingService:
    """A page in a window with another field, and what its selection bar tells."""

    def __init__(self, page: PageView, qtbot: QtBot, size: tuple[int, int]) -> None:
        self.window, self.page = QWidget(), page
        self.window.resize(*size)
        self.elsewhere = QLineEdit(self.window)
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        layout.addWidget(self.elsewhere)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        page.setFocus()
        self.bar = SelectionBar(self.window, page, PageHighlights(page))
        self.told: list[tuple[Any, ...]] = []
        self.bar.highlight_wanted.connect(lambda on, colour: self.told.append(("highlight", words(on), colour)))
        self.bar.note_wanted.connect(lambda on: self.told.append(("note", words(on))))
        self.bar.tag_wanted.connect(lambda on: self.told.append(("tag", words(on))))

    def drag_over(self, text: str, qtbot: QtBot) -> None:
        """Select words with the mouse, as a person does."""
        cursor = self.page.document().find(text)
        assert not cursor.isNull()
        self.page.setTextCursor(QTextCursor(cursor))
        self.page.ensureCursorVisible()
        view, ends = self.page.viewport(), (cursor.selectionStart(), cursor.selectionEnd())
        start, end = (self.point_at(position) for position in ends)
        cursor.clearSelection()
        self.page.setTextCursor(cursor)
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(view, end)
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
        assert self.page.textCursor().selectedText() == text

    def point_at(self, position: int) -> QPoint:
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(position)
        return self.page.cursorRect(cursor).center()

    def rectangle(self) -> QRect:
        """Give where the selected words stand in the window."""
        cursor = self.page.textCursor()
        ends = [self.point_at(position) for position in (cursor.selectionStart(), cursor.selectionEnd())]
        return QRect(*ends).translated(self.page.viewport().mapTo(self.window, QPoint(0, 0)))


def words(selectors: tuple[Selector, ...]) -> list[str]:
    return [each.exact for each in selectors]


@pytest.fixture
def reading(shows: Shows, qtbot: QtBot) -> ReadingService:
    return ReadingService(shows("project/afic"), qtbot, (900, 600))


def test_the_bar_comes_when_the_mouse_is_let_go_and_offers_three_things(reading: ReadingService, qtbot: QtBot) -> None:
    reading.drag_over(GOAL, qtbot)
    bar = reading.bar
    assert bar.isVisible()
    assert not bar.geometry().intersects(reading.rectangle())
    assert reading.window.rect().contains(bar.geometry())
    qtbot.mouseClick(bar.highlight_button, Qt.MouseButton.LeftButton)
    assert reading.told == [("highlight", [GOAL], Colour.YELLOW)]
    assert not bar.isVisible()
    for button, name in ((bar.note_button, "note"), (bar.tag_button, "tag")):
        assert not reading.page.textCursor().hasSelection(), "so that the highlight is seen"
        reading.drag_over(GOAL, qtbot)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert reading.told[-1] == (name, [GOAL])


def test_the_colour_chosen_last_is_used_next(reading: ReadingService, qtbot: QtBot) -> None:
    reading.drag_over(GOAL, qtbot)
    qtbot.mouseClick(reading.bar.colours.buttons[Colour.PINK], Qt.MouseButton.LeftButton)
    reading.drag_over(GOAL, qtbot)
    reading.bar.highlight()
    assert [each[2] for each in reading.told] == [Colour.PINK, Colour.PINK]


def test_esc_closes_the_bar_and_leaves_the_keyboard_in_the_page(reading: ReadingService, qtbot: QtBot) -> None:
    reading.drag_over(GOAL, qtbot)
    reading.bar.take_focus()
    assert reading.bar.highlight_button.hasFocus()
    qtbot.keyClick(reading.bar.highlight_button, Qt.Key.Key_Escape)
    assert not reading.bar.isVisible()
    assert reading.page.hasFocus()
    assert reading.page.textCursor().hasSelection()


@pytest.mark.parametrize("what", ["click", "scroll", "redraw", "leave", "other words"])
def test_the_bar_goes_when_it_is_not_wanted_any_more(reading: ReadingService, qtbot: QtBot, what: str) -> None:
    reading.drag_over(GOAL, qtbot)
    assert reading.page.suppresses_tips, "the card of a fact would stand in its place"
    if what == "click":
        qtbot.mouseClick(reading.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    elif what == "scroll":
        bar = reading.page.verticalScrollBar()
        bar.setValue(bar.value() + 40)
    elif what == "redraw":
        reading.page.redraw()
    elif what == "leave":
        reading.elsewhere.setFocus()
    else:
        reading.page.setTextCursor(reading.page.document().find("networks"))
    assert not reading.bar.isVisible()
    assert not reading.page.suppresses_tips


def test_words_that_a_program_selects_bring_no_bar(reading: ReadingService) -> None:
    reading.page.setTextCursor(reading.page.document().find(GOAL))
    assert not reading.bar.isVisible()


def test_words_selected_by_keyboard_bring_it(reading: ReadingService, qtbot: QtBot) -> None:
    reading.page.setTextCursor(reading.page.document().find(GOAL))
    qtbot.keyClick(reading.page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert reading.bar.isVisible()


def test_beside_all_facts_one_can_note_but_not_highlight(reading: ReadingService, qtbot: QtBot) -> None:
    reading.drag_over("Goals", qtbot)
    bar = reading.bar
    assert not bar.highlight_button.isEnabled()
    assert not bar.colours.isEnabled()
    qtbot.mouseClick(bar.note_button, Qt.MouseButton.LeftButton)
    assert reading.told == [("note", [])]


def test_nothing_is_offered_where_nothing_can_be_written(reading: ReadingService, qtbot: QtBot) -> None:
    reading.drag_over(GOAL, qtbot)
    reading.bar.set_writable(False)
    assert not reading.bar.isVisible()
    reading.bar.offer()
    assert not reading.bar.isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", [(340, 200), (900, 600)])
def test_the_bar_is_always_within_the_window_and_never_over_the_words(
    shows: Shows, qtbot: QtBot, size: tuple[int, int], direction: Qt.LayoutDirection
) -> None:
    reading = ReadingService(shows("project/afic"), qtbot, size)
    reading.window.setLayoutDirection(direction)
    for text in ("acronym", "challenges", "human trafficking", "Ghana"):
        reading.page.setTextCursor(reading.page.document().find(text))
        reading.page.ensureCursorVisible()
        reading.bar.offer()
        assert reading.bar.isVisible()
        assert reading.window.rect().contains(reading.bar.geometry())
        assert not reading.bar.geometry().intersects(reading.rectangle())
