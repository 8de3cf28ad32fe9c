"""A document laid out for paper: one line of text after the other, and little side by side.

Programs that extract or read aloud the text of a PDF follow the positions on the sheet and would mix up columns and
labels. So a label is on the same line as its text, and most rows of tables become a small heading with labelled lines.
A small map stays beside the block that it belongs to, and a drawn timeframe beside its words.
"""

from collections.abc import Iterator

from coopviewer.rendering.document.clean_text import is_right_to_left
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Block,
    Columns,
    Document,
    Field,
    Footnotes,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Locator,
    Mark,
    PageBreak,
    Paragraph,
    PartAnchor,
    Row,
    RunIn,
    Table,
    Text,
)

BREAK = "\v"
"""Line break within a paragraph; each format writes its own in its place."""
NOTE = "source-"
"""Begins the names of the anchors of footnotes: ``source-3``."""
_LEFT_TO_RIGHT_MARK = "\u200e"
_OWN = "own"
_LONGEST_LABEL = 22  # characters of a label that is beside its text, so that it is one line
_PART = 10  # minimum of blocks in a part; maximum of footnotes in a list
_LOWEST = 6  # the lowest level of heading that HTML and PDF have


def set_for_paper(document: Document) -> Document:
    """Return the document as it is laid out on paper, with little side by side.

    Key facts that are in pairs or have long labels become lines (``Grant: EUR 1``). Each row of a table becomes a
    heading and such lines; a table of one row stays a table if its first cell has no link and no fact. The items of a
    RunIn become one line, the paragraphs of an annotation one paragraph, and footnotes numbered lists. Columns are put
    one below the other, except a small map beside other blocks.
    """
    return document._replace(blocks=tuple(_blocks(document.blocks)))


def parts_of(document: Document) -> Iterator[Document]:
    """Yield a document in parts, to be laid out one by one: a heading begins a new part once a part has ten blocks.

    It does not if another heading is directly before it. A page break begins a new part, however short the part before
    is, and so does a numbered list that does not begin with 1. A document without blocks is one part.
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
    for block in _with_whole_notes(blocks):
        if isinstance(block, Columns):
            yield from _columns(block, level)
        elif isinstance(block, Table):
            yield from _table(block, _below(level))
        elif isinstance(block, KeyFacts):
            yield from _facts(block)
        elif isinstance(block, Footnotes):
            yield from _notes(block)
        elif isinstance(block, RunIn):
            yield Paragraph(_joined(block.lines, " · "))
        else:
            level = block.level if isinstance(block, Heading) else level
            yield block


def _with_whole_notes(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks with each of the user's notes as one paragraph; a note begins where a paragraph begins bold."""
    note: Paragraph | None = None
    for block in blocks:
        is_own = isinstance(block, Paragraph) and block.role == _OWN
        if note is not None and isinstance(block, Paragraph) and is_own and not _is_strong(block.line):
            note = note._replace(line=(*note.line, Text(BREAK), *block.line))
            continue
        if note is not None:
            yield note
        note = block if isinstance(block, Paragraph) and is_own else None
        if note is None:
            yield block
    if note is not None:
        yield note


def _is_strong(line: Line) -> bool:
    return bool(line) and getattr(line[0], "style", "") == STRONG


def _below(level: int) -> int:
    return min(level + 1, _LOWEST)


def _columns(columns: Columns, level: int) -> Iterator[Block]:
    """Yield a small map beside the block that it belongs to; other columns one below the other."""
    main, side = columns.main, columns.side
    if len(side) != 1 or not isinstance(side[0], Locator):
        yield from _blocks((*main, *side), level)
        return
    if main and isinstance(main[0], Heading):
        yield main[0]
        main = main[1:]
    yield Columns(tuple(_blocks(main, level)), (side[0]._replace(lines=()),))
    yield Paragraph(_joined(side[0].lines, " "), "locator")  # not beside it, where its lines would be mixed up


def _facts(block: KeyFacts) -> Iterator[Block]:
    """Yield key facts in one column with short labels as a table, one line of text for each; others as lines."""
    if block.columns > 1 or any(len(fact.label) > _LONGEST_LABEL for fact in block.facts):
        yield from (_fact(fact) for fact in block.facts)
    elif block.facts:
        facts = (fact._replace(lines=(_kept_apart(_joined(fact.lines, " · ")),)) for fact in block.facts)
        yield block._replace(facts=tuple(facts))


def _table(table: Table, level: int) -> Iterator[Block]:
    """Yield a table of one row unchanged, unless the row begins with a link or a fact; else lines for each row."""
    if len(table.rows) == 1 and not any(isinstance(p, Link | Field) for line in table.rows[0].cells[0] for p in line):
        yield table._replace(links=(), rows=(table.rows[0]._replace(detail=None),))
        yield from _blocks(table.rows[0].detail or (), level)
        return
    for row in table.rows:
        yield from _row(row, table.headers, level)


def _row(row: Row, headers: tuple[str, ...], level: int) -> Iterator[Block]:
    yield Heading(level, _joined(row.cells[0], " · "))
    for header, cell in zip(headers[1:], row.cells[1:], strict=True):
        if any(cell):
            yield _fact(KeyFact(header, cell))
    yield from _blocks(row.detail or (), level)


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
