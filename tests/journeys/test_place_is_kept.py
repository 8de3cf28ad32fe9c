"""What is at the top of the page, and what is selected, stays when the page is drawn anew."""

from collections.abc import Callable
from math import ceil

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.widgets.page.page_place import place_at, position_of
from coopviewer.widgets.page.page_view import PageView
from tests.journeys.conftest import AFIC, Opens

LONG = (AFIC, Address("country/NE"))
Change = Callable[[Composition], object]


def keys(*presses: str) -> Change:
    """Press keys in the window, and let Qt hand on what they change."""

    def press(composition: Composition) -> None:
        for each in presses:
            QTest.keySequence(composition.window, each)
            QApplication.sendPostedEvents()

    return press


def widths(*sizes: int) -> Change:
    def resize(composition: Composition) -> None:
        for width in sizes:
            composition.window.resize(width, 700)

    return resize


CHANGES = {
    "larger": keys("Ctrl++"),
    "much larger": keys(*["Ctrl+="] * 8),
    "smaller": keys("Ctrl+-", "Ctrl+-"),
    "normal again": keys("Ctrl++", "Ctrl++", "Ctrl+0"),
    "compact": keys("Ctrl+Alt+C"),
    "dark": keys("Ctrl+Alt+2"),
    "dark and light": keys("Ctrl+Alt+2", "Ctrl+Alt+1"),
    "narrow": widths(760),
    "dragged narrower and wider": widths(*range(1440, 700, -67), *range(700, 1500, 71)),
    "without the panes": keys("Ctrl+Alt+B", "Ctrl+Alt+A"),
}


def top_line(page: PageView) -> str:
    """Return the text of the first line in view and of the rest of its block; a picture is a character."""
    cursor = page.cursorForPosition(QPoint(0, 0))
    # beside a higher cell Qt finds the last block of the one that ended above the view
    while page.cursorRect(cursor).bottom() <= 0 and cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
        pass
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    return cursor.block().text()[cursor.positionInBlock() :]


def scroll_to(page: PageView, share: float) -> None:
    page.document().size()  # so that all of it is laid out
    bar = page.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))


@pytest.mark.parametrize("shares", [(0.3, 0.7), pytest.param((0.6,), marks=pytest.mark.slow)])
@pytest.mark.parametrize("change", list(CHANGES))
def test_the_line_at_the_top_stays(opens: Opens, change: str, shares: tuple[float, ...]) -> None:
    composition = opens()
    composition.settle()
    composition.window.resize(1440, 700)
    page = composition.page
    for address in LONG:
        composition.reading.open(address)
        page.unfold(SOURCES)
        for share in shares:
            scroll_to(page, share)
            before = top_line(page)
            CHANGES[change](composition)
            after = top_line(page)
            assert before.startswith(after) or after.startswith(before) or before in after or after in before, address
            composition.window.resize(1440, 700)
            keys("Ctrl+0", "Ctrl+Alt+1")(composition)


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_selection_stays(opens: Opens, change: str) -> None:
    composition = opens(AFIC)
    composition.window.resize(1440, 700)
    page = composition.page
    words = "investigations that break up criminal networks"
    page.setTextCursor(page.document().find(words))
    scroll_to(page, 0.2)
    CHANGES[change](composition)
    assert page.textCursor().selectedText() == words


def test_the_top_of_a_page_stays_the_top(opens: Opens) -> None:
    composition = opens(AFIC)
    for change in CHANGES.values():
        change(composition)
        assert composition.page.verticalScrollBar().value() == 0


def test_one_returns_to_the_same_line_after_the_text_grew(opens: Opens) -> None:
    composition = opens(AFIC)
    page = composition.page
    scroll_to(page, 0.5)
    before = top_line(page)
    composition.reading.open_in_new_tab(Address("country/NE"))
    keys(*["Ctrl++"] * 6)(composition)
    composition.window.resize(1000, 700)
    QTest.keySequence(composition.window, "Ctrl+Shift+Tab")
    assert page.title.startswith("Strengthening")
    after = top_line(page)
    assert before in after or after in before


def test_growing_and_shrinking_many_times_does_not_drift(opens: Opens) -> None:
    composition = opens(Address("organisation/frontex"))
    page = composition.page
    for share in (0.4, 0.42, 0.44, 0.46):  # to a line with text, whatever is above it
        scroll_to(page, share)
        if top_line(page):
            break
    before, value = top_line(page), page.verticalScrollBar().value()
    for _ in range(5):
        keys("Ctrl++", "Ctrl++", "Ctrl+-", "Ctrl+-")(composition)
    assert top_line(page) == before
    assert abs(page.verticalScrollBar().value() - value) < 2 * page.fontMetrics().height()  # about a line of the page


def test_details_unfold_below_without_moving_what_is_above(opens: Opens) -> None:
    composition = opens(Address("country/NE"))
    composition.window.resize(1100, 500)
    page = composition.page
    scroll_to(page, 0.2)
    before = top_line(page)
    page.unfold("project/afic")
    assert top_line(page) == before


def test_a_place_is_found_in_the_same_document(opens: Opens) -> None:
    document = opens(Address("country/NE")).page.document()
    for position in range(0, document.characterCount() - 1, 7):
        if document.findBlock(position).text():
            assert position_of(document, place_at(document, position)) == position


@pytest.mark.parametrize("change", ["compact", "narrow", "larger"])
def test_the_line_at_the_top_stays_among_many_short_rows(opens: Opens, change: str) -> None:
    composition = opens(Address("organisation/frontex"))
    composition.settle()
    composition.window.resize(1440, 700)
    page = composition.page
    page.unfold(SOURCES)
    scroll_to(page, 0.9)
    before = top_line(page)
    assert before
    CHANGES[change](composition)
    page.finish_layout()
    assert top_line(page) == before
    assert page.verticalScrollBar().maximum() == ceil(page.document().size().height()) - page.viewport().height()


def test_a_page_is_as_long_as_before_once_the_text_has_its_size_again(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("organisation/frontex"))
    composition.window.resize(1440, 700)
    composition.settle()
    page = composition.page
    page.finish_layout()
    before = ceil(page.document().size().height())
    keys("Ctrl++", "Ctrl++", "Ctrl+-", "Ctrl+-")(composition)
    composition.settle()
    page.finish_layout()
    assert ceil(page.document().size().height()) == before
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() + page.viewport().height() == before)


def test_lines_of_an_english_page_begin_at_the_left_in_a_mirrored_window(qapp: QApplication, opens: Opens) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        composition = opens(Address("country/NE"))
        composition.window.resize(1440, 700)
        composition.page.finish_layout()
        shown = composition.page.document()
        blocks = [shown.begin(), shown.find("Open coverage").block()]
        assert [block.blockFormat().leftMargin() for block in blocks] == [0, 0]
        assert all(block.blockFormat().rightMargin() > 0 for block in blocks)
    finally:
        qapp.setLayoutDirection(before)
