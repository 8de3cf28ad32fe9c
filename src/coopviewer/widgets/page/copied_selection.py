"""The selection of a page as paragraphs and tables, to be copied; tables that only place their content are dissolved.

A page has tables of several kinds (rendering/document/html.py): those with a heading over each column are copied as
tables; those of labels and values as tables without headings; of all others only the content is copied.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrame,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableCell,
)

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.copied import (
    Copied,
    CopiedBlock,
    CopiedLine,
    CopiedParagraph,
    CopiedTable,
    CopiedText,
    write_copied,
)
from coopviewer.widgets.common.copied_rows import mime_data_of
from coopviewer.widgets.page.field_index import fragments_within
from coopviewer.widgets.page.selection import selected_ranges, visible_part

_LEFT_OUT = ("\u2068", "\u2069", "\ufffc")  # isolates, and the place of a picture
_GAP = "\u00a0\u00a0\u00a0 "  # between the names of a paragraph of names
_FOLD_SIGNS = "▸▾ "
_STRONG = QFont.Weight.DemiBold
_HEADING_LEVELS = range(1, 7)


def selection_data(cursor: QTextCursor, *, mirrored: bool) -> QMimeData:
    """Return the selection as the QMimeData that Qt puts on the clipboard: as text and as HTML.

    ``mirrored``: the page reads from right to left. Without a selection the text and the body of the HTML are empty.
    """
    return mime_data_of(copied_selection(cursor, mirrored=mirrored))


def copied_selection(cursor: QTextCursor, *, mirrored: bool) -> Copied:
    """Return the selection as text and as HTML; without a selection the text and the body of the HTML are empty.

    ``mirrored``: the page reads from right to left.
    """
    return write_copied(selected_blocks(cursor, mirrored=mirrored), right_to_left=mirrored)


def selected_blocks(cursor: QTextCursor, *, mirrored: bool) -> tuple[CopiedBlock, ...]:
    """Return the selected paragraphs and tables, in the order of the document.

    Without a selection, the paragraph at the text cursor is returned, with no text. A table that only places its
    content, or of which fewer than two cells are selected, is returned as the paragraphs and tables in it. Source marks
    are left out. ``mirrored``: the page reads from right to left, so the cells of each row are taken in reverse order.
    """
    ranges = sorted(selected_ranges(cursor))
    reader = _Reader(cursor.document(), ranges, mirrored)
    return tuple(reader.blocks(cursor.document().rootFrame()))


class _Reader:
    def __init__(self, document: QTextDocument, ranges: Sequence[tuple[int, int]], mirrored: bool) -> None:
        self._document, self._ranges, self._mirrored = document, ranges, mirrored
        self._ends = [end for _, end in ranges]

    def blocks(self, frame: QTextFrame | QTextTableCell) -> Iterator[CopiedBlock]:
        """Yield the selected paragraphs and tables in a frame or a cell."""
        iterator = frame.begin()
        while not iterator.atEnd():
            block, inner = iterator.currentBlock(), iterator.currentFrame()
            if block.isValid():
                yield from self._paragraph(block)
            elif self._touches(inner.firstPosition(), inner.lastPosition()):
                yield from self._table(inner) if isinstance(inner, QTextTable) else self.blocks(inner)
            iterator += 1

    def _table(self, table: QTextTable) -> Iterator[CopiedBlock]:
        cells = self._selected_cells(table)
        if len(cells) < 2 or not _is_table(table):
            for row in cells_by_row(cells, self._mirrored):
                for cell in row:
                    yield from self.blocks(cell)
            return
        headed = table.format().headerRowCount() > 0
        rows = [tuple(self._cell(cell) for cell in row) for row in cells_by_row(cells, self._mirrored)]
        if not headed:
            rows = [row[at : at + 2] for row in rows for at in range(0, len(row), 2)]
        has_head = headed and cells[0].row() == 0
        alone = len(self._ranges) > 1  # single cells are selected, and nothing beside them
        yield CopiedTable(tuple(row for row in rows if any(map(any, row))), has_head, as_lines=not headed and not alone)

    def _selected_cells(self, table: QTextTable) -> list[QTextTableCell]:
        cells = (table.cellAt(row, column) for row in range(table.rows()) for column in range(table.columns()))
        found: dict[int, QTextTableCell] = {}  # a cell that spans several columns is returned for each of them
        for cell in cells:
            if self._touches(cell.firstPosition(), cell.lastPosition()):
                found.setdefault(cell.firstPosition(), cell)
        return list(found.values())

    def _cell(self, cell: QTextTableCell) -> tuple[CopiedLine, ...]:
        lines: list[CopiedLine] = []
        for block in self.blocks(cell):
            if isinstance(block, CopiedParagraph):
                lines += block.lines
            else:
                lines += (line for row in block.rows for inner in row for line in inner)
        return tuple(line for line in lines if line and not any(part.address.startswith(schemes.FOLD) for part in line))

    def _paragraph(self, block: QTextBlock) -> Iterator[CopiedParagraph]:
        start, end = block.position(), block.position() + block.length() - 1
        if not self._touches(start, end):
            return
        parts = [part for fragment in fragments_within(block) for part in self._parts(fragment)]
        level = block.blockFormat().headingLevel()
        listed = block.textList()
        tag = "" if listed is None else "ol" if listed.format().style() == QTextListFormat.Style.ListDecimal else "ul"
        yield CopiedParagraph(tuple(_lines(parts)), level if level in _HEADING_LEVELS else 0, tag)

    def _parts(self, fragment: QTextFragment) -> Iterator[CopiedText]:
        form = fragment.charFormat()
        for start, end in self._within(fragment.position(), fragment.position() + fragment.length()):
            if form.isImageFormat():
                yield CopiedText(str(form.property(QTextFormat.Property.ImageAltText) or ""))
                return
            text = visible_part(fragment, start, end).replace(_GAP, "; ").replace("\u00a0", " ")
            for sign in _LEFT_OUT:
                text = text.replace(sign, "")
            if form.anchorHref().startswith(schemes.FOLD):
                text = text.lstrip(_FOLD_SIGNS)
            if text:
                yield CopiedText(text, form.anchorHref(), form.fontWeight() >= _STRONG)

    def _within(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return the selected ranges that overlap a range of document positions (end excluded)."""
        first = bisect_right(self._ends, start)
        found = []
        for each in self._ranges[first:]:
            if each[0] >= end:
                break
            found.append(each)
        return found

    def _touches(self, start: int, end: int) -> bool:
        """Return whether anything between two document positions is selected.

        An empty paragraph within a selection counts.
        """
        first = bisect_right(self._ends, start - 1)
        return first < len(self._ranges) and self._ranges[first][0] <= end and self._ranges[first][1] >= start


def cells_by_row(cells: Sequence[QTextTableCell], mirrored: bool) -> Iterator[list[QTextTableCell]]:
    """Yield the cells of each row as a list, in reading order; the rows are in the order of ``cells``.

    ``mirrored``: the reading order of a row is the reverse of that in ``cells``.
    """
    rows: dict[int, list[QTextTableCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row(), []).append(cell)
    for row in rows.values():
        yield row[::-1] if mirrored else row


def _is_table(table: QTextTable) -> bool:
    """Return whether a table holds data, and does not only place its content.

    Data are rows under headings, or labels and values.
    """
    form = table.format()
    placed = form.width().type() == QTextLength.Type.PercentageLength
    return form.headerRowCount() > 0 or not placed


def _lines(parts: Sequence[CopiedText]) -> Iterator[CopiedLine]:
    """Yield the lines of a paragraph, split at the line breaks (U+2028) in its text."""
    line: list[CopiedText] = []
    for part in parts:
        first, *others = part.text.split("\u2028")
        line.append(part._replace(text=first))
        for other in others:
            yield tuple(each for each in line if each.text)
            line = [part._replace(text=other)]
    yield tuple(each for each in line if each.text)
