"""A line that is too wide keeps its marks, if these are what was looked for."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from coopviewer.widgets.common.marked_text import MarkedLine

TITLE = "Eastern Partnership Integrated Border Management Capacity Building Project (EaP)"
ACRONYM = (TITLE.index("EaP"), TITLE.index("EaP") + 3)
WORD = (0, 7)


def line(*marks: tuple[int, int], keeps_marks: bool = True, text: str = TITLE) -> MarkedLine:
    font = QFont()
    return MarkedLine(text, marks, font, QFontMetrics(font), keeps_marks=keeps_marks)


@pytest.mark.parametrize("width", [120, 200, 300, 400])
@pytest.mark.parametrize("marks", [(ACRONYM,), (WORD, ACRONYM)])
def test_a_mark_at_the_end_of_a_long_line_is_seen(qtbot: QtBot, width: int, marks: tuple[tuple[int, int], ...]) -> None:
    shown, moved = line(*marks).fitted(width)
    assert shown.endswith("(EaP)")
    assert "…" in shown
    assert [shown[start:end] for start, end in moved][-1] == "EaP"
    assert QFontMetrics(QFont()).horizontalAdvance(shown) <= width


def test_a_line_with_room_is_as_it_is(qtbot: QtBot) -> None:
    assert line(WORD, ACRONYM).fitted(5_000) == (TITLE, [WORD, ACRONYM])


def test_a_line_is_cut_at_its_end_if_its_marks_are_in_front(qtbot: QtBot) -> None:
    for marked in (line(WORD), line(ACRONYM, keeps_marks=False)):
        shown, _ = marked.fitted(200)
        assert shown.startswith("Eastern")
        assert shown.endswith("…")


def test_a_mark_in_a_word_wider_than_the_line_is_cut(qtbot: QtBot) -> None:
    shown, marks = line((12, 60), text="short " + "x" * 80).fitted(100)
    assert all(0 <= start < end <= len(shown) for start, end in marks)
