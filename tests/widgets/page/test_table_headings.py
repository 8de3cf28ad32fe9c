"""The headings of a table are above their columns, whichever way the text runs."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextDocument, QTextTable

from coopviewer.rendering.document.document import Document, Row, Table, Text
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.paper_style import paper_style_sheet
from coopviewer.rendering.document.screen_style import PageStyle, style_sheet


def table(*texts: str) -> Document:
    """Return a table of two columns, with its headings and one row."""
    cells = tuple(((Text(text),),) for text in texts[2:])
    return Document("t", "", (Table(texts[:2], (Row(cells),), ("60%", "40%")),))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("sheet", [style_sheet, paper_style_sheet], ids=["screen", "paper"])
@pytest.mark.parametrize(
    ("texts", "is_rtl"),
    [(("One", "Two", "a long cell", "another"), False), (("אחד", "שתים", "תא ארוך מאוד", "אחר"), True)],
)
def test_a_heading_begins_where_its_cells_begin(
    texts: tuple[str, ...], is_rtl: bool, sheet: Callable[[PageStyle], str]
) -> None:
    document = QTextDocument()
    look = PageStyle("#000000", "#111111", "#222222", "#333333", "#444444", 13, right_to_left=is_rtl)
    document.setDefaultStyleSheet(sheet(look))
    document.setHtml(write_html(table(*texts), right_to_left=is_rtl))
    document.setTextWidth(600)
    drawn = next(frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable))
    for column in range(2):
        begins = []
        for row in range(2):
            block = drawn.cellAt(row, column).firstCursorPosition().block()
            top = document.documentLayout().blockBoundingRect(block).topLeft()
            line = block.layout().lineAt(0).naturalTextRect().translated(top)
            begins.append(line.right() if is_rtl else line.left())
        assert begins[0] == pytest.approx(begins[1], abs=2)
