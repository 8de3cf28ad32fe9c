"""Where pages may end: between the rows of a table, and between the lines of a box that is higher than a page."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QTextDocument

from coopviewer.widgets.export.paper_breaks import paginate, unbreakable_spans

pytestmark = pytest.mark.usefixtures("qapp")
BOX = '<table width="100%"><tr><td>{}</td></tr></table>'


def text_of(html: str) -> QTextDocument:
    text = QTextDocument()
    text.setDocumentMargin(0)
    text.setTextWidth(400)
    text.setHtml(html)
    return text


def test_a_box_that_is_higher_than_a_page_is_divided_and_nothing_is_below_a_page() -> None:
    text = text_of(f"<p>before</p>{BOX.format('long ' * 3000)}<p>after</p>")
    spans = list(unbreakable_spans(text, 0, 300, 2))
    pages = paginate(spans, 300)
    assert len(pages) > 5
    assert all(bottom - top <= 300 for top, bottom in pages)
    assert pages[-1][1] >= text.size().height() - 30


def test_the_cells_of_a_row_and_the_heading_above_it_stay_together() -> None:
    rows = "".join(f"<tr><td>label {number}</td><td>one<br>two</td></tr>" for number in range(3))
    text = text_of(f"<h2>Facts</h2><table><thead><tr><th>a</th><th>b</th></tr></thead>{rows}</table>")
    spans = list(unbreakable_spans(text, 0, 1000, 1))
    assert len(spans) == 3, "heading, head and first row are one part, and each further row is one"
    assert spans[0][0] == 0
    assert all(before[0] < after[0] for before, after in pairwise(spans))


def test_the_empty_block_behind_a_table_at_the_end_makes_no_page() -> None:
    text = text_of(f"<p>before</p>{BOX.format('a note')}")
    spans = list(unbreakable_spans(text, 0, 1000, 1))
    assert len(spans) == 2
    assert paginate(spans, 1000, [text.size().height()]) == [(0.0, spans[-1][1])]
