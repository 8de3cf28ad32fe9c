"""What is selected in a laid-out page, as paragraphs and tables."""

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from coopviewer.rendering.document.copied import CopiedParagraph, CopiedTable
from coopviewer.rendering.document.document import (
    Block,
    Columns,
    Document,
    Field,
    Fold,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Mark,
    Paragraph,
    Row,
    RunIn,
    Table,
)
from coopviewer.rendering.document.html import write_html
from coopviewer.widgets.page.copied_selection import copied_selection, selected_blocks

pytestmark = pytest.mark.usefixtures("qapp")


def line(text: str) -> Line:
    return (Field("f", text), Mark(3, "f"))


def cells(*texts: str) -> tuple[tuple[Line, ...], ...]:
    return tuple((line(text),) for text in texts)


def whole(*blocks: Block, right_to_left: bool = False, narrow: bool = False) -> QTextCursor:
    """Lay blocks out as a page, and select all of it."""
    document = QTextDocument()
    page = Document("T", "coop:home", blocks)
    document.setHtml(write_html(page, fields=[], right_to_left=right_to_left, narrow=narrow))
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.document_of = document  # type: ignore[attr-defined]  # else the document is deleted
    return cursor


def text_of(cursor: QTextCursor, *, mirrored: bool = False) -> str:
    return copied_selection(cursor, mirrored=mirrored).text.strip("\n")


TABLE = Table(("A", "B", "C"), (Row(cells("1", "2", "3")), Row(cells("4", "5", "6"))))
FACTS = KeyFacts((KeyFact("k", (line("v"),)), KeyFact("l", (line("w"), line("x"))), KeyFact("m", (line("y"),))), 2)


@pytest.mark.parametrize("right_to_left", [False, True])
def test_cells_are_in_the_order_in_which_they_are_read(right_to_left: bool) -> None:
    cursor = whole(TABLE, right_to_left=right_to_left)
    assert text_of(cursor, mirrored=right_to_left) == "A\tB\tC\n1\t2\t3\n4\t5\t6"
    html = copied_selection(cursor, mirrored=right_to_left).html
    assert ('dir="rtl"' in html) is right_to_left


@pytest.mark.parametrize("right_to_left", [False, True])
def test_labelled_values_are_rows_of_two_cells_and_lines_of_text(right_to_left: bool) -> None:
    cursor = whole(FACTS, right_to_left=right_to_left)
    tables = [block for block in selected_blocks(cursor, mirrored=right_to_left) if isinstance(block, CopiedTable)]
    rows = [[" ".join(part.text for each in cell for part in each) for cell in row] for row in tables[0].rows]
    assert rows == [["k", "v"], ["l", "w x"], ["m", "y"]]
    assert text_of(cursor, mirrored=right_to_left) == "k\nv\nl\nw\nx\nm\ny"


def test_what_only_places_content_is_no_table() -> None:
    cursor = whole(
        Columns((Heading(2, line("Left")), TABLE), (Paragraph(line("Right")),)), Paragraph(line("b"), "boxed")
    )
    blocks = selected_blocks(cursor, mirrored=False)
    assert [block.headed for block in blocks if isinstance(block, CopiedTable)] == [True]
    assert [word for word in text_of(cursor).split() if word.isalpha() and len(word) > 1] == ["Left", "Right"]


def test_details_under_a_row_are_one_cell_as_wide_as_the_table() -> None:
    table = Table(("A", "B"), (Row(cells("1", "2"), (Items((line("first"), line("second"))),)),))
    assert text_of(whole(table)) == "A\tB\n1\t2\nfirst · second"
    assert '<td colspan="2">first<br>second</td>' in copied_selection(whole(table), mirrored=False).html


def test_controls_of_the_page_are_not_copied_with_a_table_and_their_signs_nowhere() -> None:
    fold = (Fold("Goals (3)", "project/x", False),)
    table = Table(("A", "B"), (Row(((line("1"), fold), (line("2"),))),))
    assert text_of(whole(table, Paragraph(fold))) == "A\tB\n1\t2\n\nGoals (3)"


def test_headings_lists_and_links_keep_their_structure() -> None:
    cursor = whole(
        Heading(2, line("Title")),
        Items((line("a"), line("b")), ordered=True),
        Paragraph((Link("Niger", "coop:country/NE", "f"),)),
        RunIn((line("x y"), line("z"))),
    )
    html = copied_selection(cursor, mirrored=False).html
    assert "<h2>Title</h2><ol><li>a</li><li>b</li></ol>" in html
    assert '<p><a href="coop:country/NE">Niger</a></p><p>x y; z</p>' in html


def test_stacked_rows_of_a_narrow_page_are_labelled_values() -> None:
    blocks = selected_blocks(whole(TABLE, narrow=True), mirrored=False)
    tables = [block for block in blocks if isinstance(block, CopiedTable)]
    assert [len(table.rows) for table in tables] == [3, 3]
    assert all(len(row) == 2 for table in tables for row in table.rows)


def test_a_part_of_a_paragraph_is_copied_to_the_letter(qtbot: QtBot) -> None:
    cursor = whole(Paragraph(line("a 😀 b")))
    begin = cursor.document().find("😀").selectionStart()
    cursor.setPosition(begin)
    cursor.setPosition(begin + 3, QTextCursor.MoveMode.KeepAnchor)
    (block,) = selected_blocks(cursor, mirrored=False)
    assert isinstance(block, CopiedParagraph)
    assert text_of(cursor) == "😀 "
