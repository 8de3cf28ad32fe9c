"""What is selected in a text, cells of tables included. Imported when something selected is used."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument, QTextFragment

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.page.field_index import fragments_within


def selected_ranges(cursor: QTextCursor) -> list[tuple[int, int]]:
    """Give where each selected stretch begins and ends: one, or in a table one a selected cell, row by row.

    Between the ends of a selection of cells there are others that are not selected.
    """
    table = cursor.currentTable()
    if table is None or not cursor.hasComplexSelection():
        return [(cursor.selectionStart(), cursor.selectionEnd())]
    cells: Sequence[int] = cursor.selectedTableCells()  # type: ignore[assignment]  # PySide6 gives what Qt fills in
    first_row, rows, first_column, columns = cells
    found: dict[tuple[int, int], None] = {}
    for row in range(first_row, first_row + rows):
        for column in range(first_column, first_column + columns):
            cell = table.cellAt(row, column)
            found[cell.firstCursorPosition().position(), cell.lastCursorPosition().position()] = None
    return list(found)


def text_between(document: QTextDocument, start: int, end: int) -> str:
    """Give the text without source marks: ``2017 – 2023`` must never become ``2017 – 20231``."""
    lines = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        lines.append("".join(_visible_part(fragment, start, end) for fragment in fragments_within(block)))
        block = block.next()
    return "\n".join(lines).replace("\u2028", "\n").replace("\u00a0", " ")


def _visible_part(fragment: QTextFragment, start: int, end: int) -> str:
    """Give the part of a fragment within a selection, empty for a source mark or a picture.

    Positions count UTF-16 units, as Qt does.
    """
    if fragment.charFormat().anchorHref().startswith(schemes.MARK) or fragment.charFormat().isImageFormat():
        return ""
    first = max(start - fragment.position(), 0)
    last = min(end - fragment.position(), fragment.length())
    if first >= last:
        return ""
    return fragment.text().encode("utf-16-le")[first * 2 : last * 2].decode("utf-16-le", "ignore")
