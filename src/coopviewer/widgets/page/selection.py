"""Functions on the selection of a text: its positions, its text, and its facts; cells of tables are included."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument, QTextFragment

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.page.field_index import FieldIndex, fragments_within

# as one would type it; what keeps a fact in its own direction on a page is not its text
_AS_TYPED = str.maketrans({"\u2028": "\n", "\u00a0": " ", "\u2068": None, "\u2069": None})


def selected_ranges(cursor: QTextCursor) -> list[tuple[int, int]]:
    """Return the start and end of the selection as one pair, or a pair for each selected table cell, row by row.

    Without a selection, start and end are equal. Positions count UTF-16 units, the end excluded. Cells have separate
    ranges because other cells between the first and the last one may not be selected.
    """
    table = cursor.currentTable()
    if table is None or not cursor.hasComplexSelection():
        return [(cursor.selectionStart(), cursor.selectionEnd())]
    cells: Sequence[int] = cursor.selectedTableCells()  # type: ignore[assignment]  # PySide6 returns Qt's output arguments
    first_row, rows, first_column, columns = cells
    ranges: dict[tuple[int, int], None] = {}
    for row in range(first_row, first_row + rows):
        for column in range(first_column, first_column + columns):
            cell = table.cellAt(row, column)
            ranges[cell.firstCursorPosition().position(), cell.lastCursorPosition().position()] = None
    return list(ranges)


def selected_text(cursor: QTextCursor) -> str:
    """Return the selected text without source marks, a line for each paragraph; empty without a selection.

    Each table cell begins a line. Images are left out; line breaks within a paragraph become line ends, no-break spaces
    become spaces.
    """
    return "\n".join(text_between(cursor.document(), start, end) for start, end in selected_ranges(cursor))


def facts_in(cursor: QTextCursor, facts: FieldIndex) -> list[str]:
    """Return the ids of the facts of which text or a source mark is selected, each once, in the order of the document.

    Without a selection it is the fact inside whose text or source mark the text cursor is, if any. A cursor at the
    beginning or the end of a text is not inside it.
    """
    found: dict[str, None] = {}
    for start, end in selected_ranges(cursor):
        for run in facts.runs:
            if run.position < end and run.end > start:
                found[facts.fact_of(run)] = None
    return list(found)


def text_between(document: QTextDocument, start: int, end: int) -> str:
    """Return the text between two document positions (UTF-16 units) without source marks, a line for each paragraph.

    ``2017 – 2023`` must not become ``2017 – 20231``. Images are left out too; line breaks within a paragraph become
    line ends, no-break spaces become spaces.
    """
    lines = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        lines.append("".join(visible_part(fragment, start, end) for fragment in fragments_within(block)))
        block = block.next()
    return "\n".join(lines).translate(_AS_TYPED)


def visible_part(fragment: QTextFragment, start: int, end: int) -> str:
    """Return the characters of a fragment between two document positions, empty for a source mark or an image.

    Positions count UTF-16 units, as Qt does; what is outside the fragment is ignored.
    """
    if fragment.charFormat().anchorHref().startswith(schemes.MARK) or fragment.charFormat().isImageFormat():
        return ""
    first = max(start - fragment.position(), 0)
    last = min(end - fragment.position(), fragment.length())
    if first >= last:
        return ""
    if not first and last == fragment.length():
        return fragment.text()  # nearly always, and of a long page this takes half of the time
    return fragment.text().encode("utf-16-le")[first * 2 : last * 2].decode("utf-16-le", "ignore")
