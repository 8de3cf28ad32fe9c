"""A document laid out for paper: one line of text after the other, nothing side by side.

Programs that extract or read aloud the text of a PDF follow the positions on the sheet and would mix up columns and
labels. So a label is on the same line as its text, and a row of a table is a small heading with labelled lines.
"""

from collections.abc import Iterator

from coopviewer.rendering.document.clean_text import is_right_to_left
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Bar,
    Block,
    Document,
    Field,
    Flow,
    Footnotes,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Mark,
    PageBreak,
    Paragraph,
    PartAnchor,
    Row,
    Strip,
    Table,
    Text,
    single_blocks,
)

BREAK = "\v"
"""Line break within an item; a writer of the document replaces it by the format's own."""
NOTE = "source-"
"""Begins the name of the anchor at a note; its number follows."""
_LEFT_TO_RIGHT_MARK = "\u200e"
_PART = 10  # minimum of blocks in a part; maximum of footnotes in a list
_LOWEST = 6  # the lowest level of heading that HTML and PDF have


def set_for_paper(document: Document) -> Document:
    """Return the document with tables and key facts as lines, and footnotes as a numbered list."""
    return document._replace(blocks=tuple(_blocks(document.blocks)))


def parts_of(document: Document) -> Iterator[Document]:
    """Yield a document in parts, each small enough to be laid out quickly; no part ends with a heading.

    A page break is the first block of a part.
    """
    part: list[Block] = []
    for block in document.blocks:
        long = isinstance(block, Heading) and len(part) >= _PART and not isinstance(part[-1], Heading)
        if long or (isinstance(block, PageBreak) and part) or (isinstance(block, Items) and block.first > 1):
            yield document._replace(blocks=tuple(part))
            part = []
        part.append(block)
    yield document._replace(blocks=tuple(part))


def _blocks(blocks: tuple[Block, ...], level: int = 1) -> Iterator[Block]:
    """Yield blocks for paper; ``level`` is that of the heading above, so that no heading skips a level."""
    for block in single_blocks(blocks):
        if isinstance(block, Table):
            yield from _table(block, _below(level))
        elif isinstance(block, Strip):
            yield from _strip(block, _below(level))
        elif isinstance(block, KeyFacts):
            yield from (_fact(fact) for fact in block.facts)
        elif isinstance(block, Footnotes):
            yield from _notes(block)
        elif isinstance(block, Flow):
            yield Paragraph(_joined(block.lines, " · "))
        else:
            level = block.level if isinstance(block, Heading) else level
            yield block


def _below(level: int) -> int:
    return min(level + 1, _LOWEST)


def _table(table: Table, level: int) -> Iterator[Block]:
    """Yield a heading and lines for each row, or lines alone for a single row that is about nothing in particular."""
    if len(table.rows) == 1 and not any(isinstance(p, Link | Field) for line in table.rows[0].cells[0] for p in line):
        yield from (_fact(KeyFact(*cell)) for cell in zip(table.headers, table.rows[0].cells, strict=True))
        yield from _blocks(table.rows[0].detail or (), level)
        return
    for row in table.rows:
        yield from _row(row, table.headers, level)


def _row(row: Row, headers: tuple[str, ...], level: int) -> Iterator[Block]:
    yield Heading(level, _joined(row.cells[0], " · "))
    for header, cell in zip(headers[1:], row.cells[1:], strict=True):
        yield _fact(KeyFact(header, cell))
    yield from _blocks(row.detail or (), level)


def _strip(strip: Strip, level: int) -> Iterator[Block]:
    """Yield each timeframe with its title and value as lines, and its drawing below them."""
    _, frames, values = strip.headers
    for span in strip.spans:
        if span.title:
            yield Heading(level, span.title)
        yield _fact(KeyFact(frames, (span.words,)))
        if span.value:
            yield _fact(KeyFact(values, (span.value,)))
        if span.edtf:
            yield Bar(span.edtf, "")


def _fact(fact: KeyFact) -> Paragraph:
    return Paragraph((Text(f"{fact.label}: ", "label"), *_kept_apart(_joined(fact.lines, " · "))), "fact")


def _kept_apart(line: Line) -> Line:
    """Add a left-to-right mark after right-to-left text, so that it does not change the position of the source mark."""
    return tuple(
        part._replace(text=part.text + _LEFT_TO_RIGHT_MARK)
        if isinstance(part, Text) and is_right_to_left(part.text)
        else part
        for part in line
    )


def _notes(block: Footnotes) -> Iterator[Items]:
    for at in range(0, len(block.notes), _PART):
        notes = block.notes[at : at + _PART]
        lines = tuple((PartAnchor(f"{NOTE}{note.number}"), *_small(_joined(note.lines, BREAK))) for note in notes)
        yield Items(lines, ordered=True, first=notes[0].number)


def _small(line: Line) -> Line:
    """Return a line in the size of footnotes; links become text, as everywhere on paper; marks are removed."""
    small = {STRONG: "small-strong", SOFT: "small-soft"}
    parts = (part for part in line if not isinstance(part, Mark | PartAnchor))
    return tuple(Text(part.text, small.get(getattr(part, "style", ""), "small")) for part in parts)


def _joined(lines: tuple[Line, ...], by: str) -> Line:
    joined: Line = ()
    for line in lines:
        joined = (*joined, Text(by, SOFT), *line) if joined else line
    return joined
