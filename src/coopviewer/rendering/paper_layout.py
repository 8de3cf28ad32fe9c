"""A document as it is set on paper: what stands side by side on the screen stands one below the other.

Whatever reads a PDF as text or aloud goes by where lines stand; columns of several lines would reach it mixed up.
"""

from collections.abc import Iterator

from coopviewer.rendering.document import SOFT, Block, Document, Heading, KeyFact, KeyFacts, Line, Row, Table, Text


def set_for_paper(document: Document) -> Document:
    """Set each row of a table as a small heading with the other cells as labelled lines, and key facts in one column."""
    return document._replace(blocks=tuple(_blocks(document.blocks)))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from _row(row, block.headers)
        elif isinstance(block, KeyFacts):
            yield block._replace(columns=1)
        else:
            yield block


def _row(row: Row, headers: tuple[str, ...]) -> Iterator[Block]:
    yield Heading(4, _joined(row.cells[0]))
    facts = (KeyFact(header, (_joined(cell),)) for header, cell in zip(headers[1:], row.cells[1:], strict=True))
    yield KeyFacts(tuple(facts), columns=1)
    yield from row.detail or ()


def _joined(lines: tuple[Line, ...]) -> Line:
    joined: Line = ()
    for line in lines:
        joined = (*joined, Text(" · ", SOFT), *line) if joined else line
    return joined
