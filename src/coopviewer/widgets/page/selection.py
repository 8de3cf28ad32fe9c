"""What is selected in a text, cells of tables included. Imported when something selected is used."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor


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
