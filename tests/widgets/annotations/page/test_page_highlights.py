"""Highlights in the page: where they are drawn, below the matches of a search, and clicking them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import AnchorStatus, Annotation, Colour
from coopviewer.widgets.annotations.page.highlight_style import highlight_style
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.common.theme import DARK, LIGHT, Theme
from coopviewer.widgets.page.find_bar import FindBar
from coopviewer.widgets.page.page_view import PageView
from tests.annotated import annotation
from tests.widgets.conftest import Shows

GOAL = "share the challenges they have in common"


def select(page: PageView, text: str) -> None:
    cursor = page.document().find(text)
    assert not cursor.isNull(), text
    page.setTextCursor(cursor)


def highlight_on(highlights: PageHighlights, page: PageView, text: str, uuid: str = "a", **more: object) -> Annotation:
    select(page, text)
    (selector,) = highlights.selectors()
    return annotation(uuid, on=selector, colour=Colour.GREEN, **more)


def marked_texts(page: PageView) -> list[str]:
    return [mark.cursor.selectedText() for mark in page.extraSelections()]  # type: ignore[attr-defined]


def point_of(page: PageView, text: str) -> QPoint:
    """Return a point of the viewport in the first letter of a text."""
    cursor = page.document().find(text)
    cursor.setPosition(cursor.selectionStart())
    rectangle = page.cursorRect(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    return QPoint((rectangle.x() + page.cursorRect(cursor).x()) // 2, rectangle.center().y())


@pytest.fixture
def page(shows: Shows) -> PageView:
    return shows("project/afic")


@pytest.fixture
def highlights(page: PageView) -> PageHighlights:
    return PageHighlights(page)


def test_a_highlight_is_drawn_with_its_background_and_underline(page: PageView, highlights: PageHighlights) -> None:
    highlights.show_annotations([highlight_on(highlights, page, GOAL)])
    (mark,) = page.extraSelections()
    style = highlight_style(Colour.GREEN, dark=False)
    assert mark.cursor.selectedText() == GOAL  # type: ignore[attr-defined]
    assert mark.format.background().color() == QColor(style.background)  # type: ignore[attr-defined]
    assert mark.format.underlineStyle() is style.underline  # type: ignore[attr-defined]


def test_annotations_in_the_bin_orphans_and_those_on_no_passage_are_not_drawn(
    page: PageView, highlights: PageHighlights
) -> None:
    one = highlight_on(highlights, page, GOAL)
    orphan = replace(one, uuid="o", anchors=(replace(one.anchors[0], status=AnchorStatus.ORPHAN),))
    highlights.show_annotations([replace(one, deleted_at=one.created), orphan, annotation("n", "on the entry")])
    assert marked_texts(page) == []
    assert highlights.positions == {}


def test_highlights_are_drawn_again_with_the_page(page: PageView, highlights: PageHighlights) -> None:
    highlights.show_annotations([highlight_on(highlights, page, GOAL)])
    page.set_theme(DARK)
    (mark,) = page.extraSelections()
    assert mark.cursor.selectedText() == GOAL  # type: ignore[attr-defined]
    background = mark.format.background().color()  # type: ignore[attr-defined]
    assert background == QColor(highlight_style(Colour.GREEN, dark=True).background)


def test_matches_are_drawn_over_highlights(page: PageView, highlights: PageHighlights, qtbot: QtBot) -> None:
    bar = FindBar(page)
    qtbot.addWidget(bar)
    highlights.show_annotations([highlight_on(highlights, page, GOAL)])
    page.setTextCursor(page.document().find("nothing selected"))
    bar.show()
    bar.field.setText("challenges")
    bar.refresh()
    assert marked_texts(page) == [GOAL, "challenges"]
    highlights.select("a")
    assert marked_texts(page) == [GOAL, GOAL, "challenges"]
    bar.close_bar()
    assert marked_texts(page) == [GOAL, GOAL]
    highlights.show_annotations([])
    assert marked_texts(page) == []


def test_a_click_selects_a_highlight_and_of_several_the_next_one(
    page: PageView, highlights: PageHighlights, qtbot: QtBot
) -> None:
    wide, narrow = highlight_on(highlights, page, GOAL, "wide"), highlight_on(highlights, page, "challenges", "narrow")
    highlights.show_annotations([wide, narrow])
    page.setTextCursor(page.document().find("nothing selected"))
    selected_uuids: list[str] = []
    highlights.highlight_chosen.connect(selected_uuids.append)
    highlights.scroll_to("wide")
    for _ in range(2):
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point_of(page, "challenges"))
    assert selected_uuids == ["narrow", "wide"]
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point_of(page, "and thereby help"))
    assert len(selected_uuids) == 2


def test_the_page_scrolls_to_an_annotation_that_is_not_visible(page: PageView, highlights: PageHighlights) -> None:
    one = highlight_on(highlights, page, "The sharing of more than 250 reports")
    page.verticalScrollBar().setValue(0)
    page.resize(900, 200)
    highlights.show_annotations([one])
    assert highlights.scroll_to("a")
    cursor = page.document().find("The sharing of more than 250 reports")
    assert page.viewport().rect().contains(page.cursorRect(cursor))
    assert not highlights.scroll_to("never there")


def test_positions_follow_the_order_of_the_page(page: PageView, highlights: PageHighlights) -> None:
    late, early = highlight_on(highlights, page, "250 reports", "late"), highlight_on(highlights, page, GOAL, "early")
    highlights.show_annotations([late, early])
    assert sorted(highlights.positions, key=highlights.positions.__getitem__) == ["early", "late"]


def test_selected_text_of_an_unfolded_entry_belongs_to_that_entrys_fact(shows: Shows) -> None:
    page = shows("country/NE")
    page.unfold("project/afic")
    highlights = PageHighlights(page)
    select(page, GOAL)
    (selector,) = highlights.selectors()
    fact = highlights.fact(selector.fact_id)
    assert fact is not None
    assert fact.entry_id == "project/afic"


def test_shift_with_movement_keys_extends_the_selection_from_the_cursor(page: PageView, qtbot: QtBot) -> None:
    signals: list[None] = []
    page.passage_selected.connect(lambda: signals.append(None))
    page.setFocus()
    select(page, GOAL)
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert page.textCursor().selectedText() == "share the challenges they have "
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.textCursor().selectedText() == "share the challenges they have i"
    assert len(signals) == 3, "each time Shift is released"


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("colour", [*Colour, None])
def test_text_on_a_highlight_has_enough_contrast(theme: Theme, colour: Colour | None) -> None:
    style = highlight_style(colour, dark=theme.dark)
    assert min(contrast(text, style.background) for text in (theme.text, theme.soft, theme.accent)) >= 4.5
    assert contrast(theme.text, style.strong) >= 4.5
    assert min(contrast(style.line, background) for background in (theme.page, style.background, style.strong)) >= 3


def test_highlight_colours_have_different_underlines() -> None:
    assert len({highlight_style(colour, dark=False).underline for colour in Colour}) == len(Colour)
