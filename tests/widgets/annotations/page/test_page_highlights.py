"""Highlights stand where their words are, below what is found, and can be clicked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import AnchorStatus, Annotation, Colour
from coopviewer.widgets.annotations.page.highlight_look import look_of
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.common.theme import DARK, LIGHT, Theme
from coopviewer.widgets.page.find_bar import FindBar
from coopviewer.widgets.page.page_view import PageView
from tests.annotated import annotation
from tests.widgets.conftest import Shows

GOAL = "share the challenges they have in common"


def select(page: PageView, words: str) -> None:
    cursor = page.document().find(words)
    assert not cursor.isNull(), words
    page.setTextCursor(cursor)


def on(highlights: PageHighlights, page: PageView, words: str, uuid: str = "a", **more: object) -> Annotation:
    select(page, words)
    (selector,) = highlights.selected()
    return annotation(uuid, on=selector, colour=Colour.GREEN, **more)


def marked(page: PageView) -> list[str]:
    return [mark.cursor.selectedText() for mark in page.extraSelections()]  # type: ignore[attr-defined]


def point_of(page: PageView, words: str) -> QPoint:
    """Give a point within the first letter of some words."""
    cursor = page.document().find(words)
    cursor.setPosition(cursor.selectionStart())
    place = page.cursorRect(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    return QPoint((place.x() + page.cursorRect(cursor).x()) // 2, place.center().y())


@pytest.fixture
def page(shows: Shows) -> PageView:
    return shows("project/afic")


@pytest.fixture
def highlights(page: PageView) -> PageHighlights:
    return PageHighlights(page)


def test_a_highlight_is_drawn_with_its_ground_and_its_line(page: PageView, highlights: PageHighlights) -> None:
    highlights.show_annotations([on(highlights, page, GOAL)])
    (mark,) = page.extraSelections()
    look = look_of(Colour.GREEN, dark=False)
    assert mark.cursor.selectedText() == GOAL  # type: ignore[attr-defined]
    assert mark.format.background().color() == QColor(look.ground)  # type: ignore[attr-defined]
    assert mark.format.underlineStyle() is look.underline  # type: ignore[attr-defined]


def test_what_is_in_the_bin_an_orphan_or_on_no_passage_is_not_drawn(page: PageView, highlights: PageHighlights) -> None:
    one = on(highlights, page, GOAL)
    orphan = replace(one, uuid="o", anchors=(replace(one.anchors[0], status=AnchorStatus.ORPHAN),))
    highlights.show_annotations([replace(one, deleted_at=one.created), orphan, annotation("n", "on the entry")])
    assert marked(page) == []
    assert highlights.places == {}


def test_highlights_come_back_when_the_page_is_drawn_anew(page: PageView, highlights: PageHighlights) -> None:
    highlights.show_annotations([on(highlights, page, GOAL)])
    page.set_theme(DARK)
    (mark,) = page.extraSelections()
    assert mark.cursor.selectedText() == GOAL  # type: ignore[attr-defined]
    ground = mark.format.background().color()  # type: ignore[attr-defined]
    assert ground == QColor(look_of(Colour.GREEN, dark=True).ground)


def test_found_words_and_highlights_live_together_with_what_is_found_on_top(
    page: PageView, highlights: PageHighlights, qtbot: QtBot
) -> None:
    bar = FindBar(page)
    qtbot.addWidget(bar)
    highlights.show_annotations([on(highlights, page, GOAL)])
    page.setTextCursor(page.document().find("nothing selected"))
    bar.show()
    bar.field.setText("challenges")
    bar.refresh()
    assert marked(page) == [GOAL, "challenges"]
    highlights.choose("a")
    assert marked(page) == [GOAL, GOAL, "challenges"]
    bar.close_bar()
    assert marked(page) == [GOAL, GOAL]
    highlights.show_annotations([])
    assert marked(page) == []


def test_a_click_on_a_highlight_chooses_it_and_of_several_the_next(
    page: PageView, highlights: PageHighlights, qtbot: QtBot
) -> None:
    wide, narrow = on(highlights, page, GOAL, "wide"), on(highlights, page, "challenges", "narrow")
    highlights.show_annotations([wide, narrow])
    page.setTextCursor(page.document().find("nothing selected"))
    told: list[str] = []
    highlights.highlight_chosen.connect(told.append)
    highlights.scroll_to("wide")
    for _ in range(2):
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point_of(page, "challenges"))
    assert told == ["narrow", "wide"]
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point_of(page, "and thereby help"))
    assert len(told) == 2


def test_an_annotation_that_is_out_of_sight_is_brought_into_view(page: PageView, highlights: PageHighlights) -> None:
    one = on(highlights, page, "The sharing of more than 250 reports")
    page.verticalScrollBar().setValue(0)
    page.resize(900, 200)
    highlights.show_annotations([one])
    assert highlights.scroll_to("a")
    cursor = page.document().find("The sharing of more than 250 reports")
    assert page.viewport().rect().contains(page.cursorRect(cursor))
    assert not highlights.scroll_to("never there")


def test_places_follow_the_order_of_the_page(page: PageView, highlights: PageHighlights) -> None:
    late, early = on(highlights, page, "250 reports", "late"), on(highlights, page, GOAL, "early")
    highlights.show_annotations([late, early])
    assert sorted(highlights.places, key=highlights.places.__getitem__) == ["early", "late"]


def test_a_fact_of_another_entry_is_selected_as_its_own(shows: Shows) -> None:
    page = shows("country/NE")
    page.unfold("project/afic")
    highlights = PageHighlights(page)
    select(page, GOAL)
    (selector,) = highlights.selected()
    fact = highlights.fact(selector.fact_id)
    assert fact is not None
    assert fact.entry_id == "project/afic"


def test_keys_with_shift_select_from_where_the_cursor_stands(page: PageView, qtbot: QtBot) -> None:
    told: list[None] = []
    page.passage_selected.connect(lambda: told.append(None))
    page.setFocus()
    select(page, GOAL)
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert page.textCursor().selectedText() == "share the challenges they have "
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.textCursor().selectedText() == "share the challenges they have i"
    assert len(told) == 3, "each time Shift is let go"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("colour", [*Colour, None])
def test_text_on_a_highlight_can_be_read(theme: Theme, colour: Colour | None) -> None:
    look = look_of(colour, dark=theme.dark)
    assert min(contrast(text, look.ground) for text in (theme.text, theme.soft, theme.accent)) >= 4.5
    assert contrast(theme.text, look.strong) >= 4.5
    assert min(contrast(look.line, ground) for ground in (theme.page, look.ground, look.strong)) >= 3


def test_colours_are_told_by_their_lines_too() -> None:
    assert len({look_of(colour, dark=False).underline for colour in Colour}) == len(Colour)
