"""The bar beside a selection: shown when the user has finished selecting, never over the selection, then hidden."""

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


class PageWithBar:
    """A page in a window with another field, and a selection bar whose signals are recorded."""

    def __init__(self, page: PageView, qtbot: QtBot, size: tuple[int, int]) -> None:
        self.window, self.page = QWidget(), page
        self.window.resize(*size)
        self.other_field = QLineEdit(self.window)
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        layout.addWidget(self.other_field)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        page.setFocus()
        self.bar = SelectionBar(self.window, page, PageHighlights(page))
        self.signals: list[tuple[Any, ...]] = []
        self.bar.highlight_wanted.connect(lambda on, colour: self.signals.append(("highlight", quotations(on), colour)))
        self.bar.note_wanted.connect(lambda on: self.signals.append(("note", quotations(on))))
        self.bar.tag_wanted.connect(lambda on: self.signals.append(("tag", quotations(on))))

    def drag_over(self, text: str, qtbot: QtBot) -> None:
        """Select a text with the mouse, as a user does."""
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
        """Return the rectangle of the selected text in the window."""
        cursor = self.page.textCursor()
        ends = [self.point_at(position) for position in (cursor.selectionStart(), cursor.selectionEnd())]
        return QRect(*ends).translated(self.page.viewport().mapTo(self.window, QPoint(0, 0)))


def quotations(selectors: tuple[Selector, ...]) -> list[str]:
    return [each.exact for each in selectors]


@pytest.fixture
def shown(shows: Shows, qtbot: QtBot) -> PageWithBar:
    return PageWithBar(shows("project/afic"), qtbot, (900, 600))


def test_the_bar_is_shown_when_the_mouse_is_released_and_has_three_actions(shown: PageWithBar, qtbot: QtBot) -> None:
    shown.drag_over(GOAL, qtbot)
    bar = shown.bar
    assert bar.isVisible()
    assert not bar.geometry().intersects(shown.rectangle())
    assert shown.window.rect().contains(bar.geometry())
    qtbot.mouseClick(bar.highlight_button, Qt.MouseButton.LeftButton)
    assert shown.signals == [("highlight", [GOAL], Colour.YELLOW)]
    assert not bar.isVisible()
    for button, name in ((bar.note_button, "note"), (bar.tag_button, "tag")):
        assert not shown.page.textCursor().hasSelection(), "so that the highlight is visible"
        shown.drag_over(GOAL, qtbot)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert shown.signals[-1] == (name, [GOAL])


def test_the_last_chosen_colour_is_used_next(shown: PageWithBar, qtbot: QtBot) -> None:
    shown.drag_over(GOAL, qtbot)
    qtbot.mouseClick(shown.bar.colours.buttons[Colour.PINK], Qt.MouseButton.LeftButton)
    shown.drag_over(GOAL, qtbot)
    shown.bar.highlight()
    assert [each[2] for each in shown.signals] == [Colour.PINK, Colour.PINK]


def test_esc_closes_the_bar_and_moves_the_focus_to_the_page(shown: PageWithBar, qtbot: QtBot) -> None:
    shown.drag_over(GOAL, qtbot)
    shown.bar.take_focus()
    assert shown.bar.highlight_button.hasFocus()
    qtbot.keyClick(shown.bar.highlight_button, Qt.Key.Key_Escape)
    assert not shown.bar.isVisible()
    assert shown.page.hasFocus()
    assert shown.page.textCursor().hasSelection()


@pytest.mark.parametrize("action", ["click", "scroll", "redraw", "leave", "other words"])
def test_the_bar_is_hidden_when_the_user_does_something_else(shown: PageWithBar, qtbot: QtBot, action: str) -> None:
    shown.drag_over(GOAL, qtbot)
    assert shown.page.suppresses_tips, "so that the card of a fact does not cover the bar"
    if action == "click":
        qtbot.mouseClick(shown.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    elif action == "scroll":
        bar = shown.page.verticalScrollBar()
        bar.setValue(bar.value() + 40)
    elif action == "redraw":
        shown.page.redraw()
    elif action == "leave":
        shown.other_field.setFocus()
    else:
        shown.page.setTextCursor(shown.page.document().find("networks"))
    assert not shown.bar.isVisible()
    assert not shown.page.suppresses_tips


def test_a_selection_by_the_program_does_not_show_the_bar(shown: PageWithBar) -> None:
    shown.page.setTextCursor(shown.page.document().find(GOAL))
    assert not shown.bar.isVisible()


def test_a_selection_by_keyboard_shows_the_bar(shown: PageWithBar, qtbot: QtBot) -> None:
    shown.page.setTextCursor(shown.page.document().find(GOAL))
    qtbot.keyClick(shown.page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert shown.bar.isVisible()


def test_text_outside_of_facts_can_be_noted_but_not_highlighted(shown: PageWithBar, qtbot: QtBot) -> None:
    shown.drag_over("Goals", qtbot)
    bar = shown.bar
    assert not bar.highlight_button.isEnabled()
    assert not bar.colours.isEnabled()
    qtbot.mouseClick(bar.note_button, Qt.MouseButton.LeftButton)
    assert shown.signals == [("note", [])]


def test_the_bar_is_not_shown_if_annotations_cannot_be_written(shown: PageWithBar, qtbot: QtBot) -> None:
    shown.drag_over(GOAL, qtbot)
    shown.bar.set_writable(False)
    assert not shown.bar.isVisible()
    shown.bar.show_for_selection()
    assert not shown.bar.isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", [(340, 200), (900, 600)])
def test_the_bar_is_always_inside_the_window_and_never_over_the_selection(
    shows: Shows, qtbot: QtBot, size: tuple[int, int], direction: Qt.LayoutDirection
) -> None:
    shown = PageWithBar(shows("project/afic"), qtbot, size)
    shown.window.setLayoutDirection(direction)
    for text in ("acronym", "challenges", "human trafficking", "Ghana"):
        shown.page.setTextCursor(shown.page.document().find(text))
        shown.page.ensureCursorVisible()
        shown.bar.show_for_selection()
        assert shown.bar.isVisible()
        assert shown.window.rect().contains(shown.bar.geometry())
        assert not shown.bar.geometry().intersects(shown.rectangle())


def test_a_click_on_a_link_does_not_show_the_bar(shown: PageWithBar, qtbot: QtBot) -> None:
    page = shown.page
    source = next(at for at in range(page.document().characterCount()) if address_at(page, at).startswith("mark:"))
    cursor = QTextCursor(page.document())
    cursor.setPosition(source)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()
    point = page.cursorRect(cursor).center() + QPoint(2, 0)
    assert page.anchorAt(point)
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert page.textCursor().hasSelection()  # Qt selects the link
    assert not shown.bar.isVisible()
    page.offer_selection()
    assert not shown.bar.isVisible()


def address_at(page: PageView, position: int) -> str:
    """Return the address of the link whose text has the character after a position; empty if there is none."""
    cursor = QTextCursor(page.document())
    cursor.setPosition(position)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return cursor.charFormat().anchorHref()
