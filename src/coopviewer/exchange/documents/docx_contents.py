"""The table of contents: a field that word processors renew, filled in, and an estimate of the pages."""

from collections.abc import Callable, Iterator, Mapping
from math import ceil

from coopviewer.domain.language import Translate
from coopviewer.exchange.documents.docx_lines import Bookmarks
from coopviewer.exchange.documents.docx_text import bare_run, field, run
from coopviewer.rendering.document.document import (
    Block,
    Contents,
    ContentsLine,
    Document,
    Field,
    Footnotes,
    Heading,
    KeyFacts,
    Line,
    Link,
    Mark,
    PageBreak,
    Row,
    Table,
    Text,
    lines_of,
    single_blocks,
)
from coopviewer.rendering.document.link_places import anchor_key

_PAGE = 700.0  # points of text on a page
_LINE, _SMALL = 14.0, 11.5  # points
_SIGNS, _SMALL_SIGNS = 98, 118  # in a line as wide as the page
_ABOVE = {1: 20.0, 2: 24.0, 3: 14.0}  # points above and below a heading, beside its line


def contents_xml(
    contents: Contents,
    bookmarks: Bookmarks,
    pages: Mapping[str, int],
    paragraph: Callable[[str, str], str],
    tr: Translate,
) -> str:
    """Return the table of contents as paragraphs that form one field; empty if no heading of it is in the document.

    ``pages`` are the estimated pages of headings by their anchors; ``paragraph`` makes a paragraph of runs and a style.
    """
    lines = [line for line in contents.lines if bookmarks.name_of(anchor_key(line.anchor))]
    if not lines:
        return ""
    levels = [line.level for line in lines]
    begin = (
        bare_run('<w:fldChar w:fldCharType="begin"/>')
        + bare_run(
            f'<w:instrText xml:space="preserve"> TOC \\o "{min(levels)}-{max(levels)}" \\h \\z \\u </w:instrText>'
        )
        + bare_run('<w:fldChar w:fldCharType="separate"/>')
    )
    end = bare_run('<w:fldChar w:fldCharType="end"/>')
    written = []
    for at, line in enumerate(lines):
        content = _line(line, bookmarks, pages, right_to_left=tr.is_right_to_left)
        before, after = begin if not at else "", end if at == len(lines) - 1 else ""
        written.append(paragraph(before + content + after, f"TOC{line.level}"))
    return "".join(written)


def _line(line: ContentsLine, bookmarks: Bookmarks, pages: Mapping[str, int], *, right_to_left: bool) -> str:
    key = anchor_key(line.anchor)
    name = bookmarks.name_of(key)
    number = field(f"PAGEREF {name} \\h", str(pages.get(key, 1)))
    text = run(line.text, right_to_left=right_to_left)
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{text}{bare_run("<w:tab/>")}{number}</w:hyperlink>'


def estimated_pages(document: Document) -> dict[str, int]:
    """Return on which page each heading with an anchor probably is; a word processor corrects it when it counts."""
    notes = {note.number: note.lines for b in document.blocks if isinstance(b, Footnotes) for note in b.notes}
    pages: dict[str, int] = {}
    at, breaks = 0.0, False
    for block in single_blocks(document.blocks):
        if isinstance(block, PageBreak):
            breaks = True
            continue
        if breaks:
            at, breaks = ceil(at / _PAGE) * _PAGE, False
        if isinstance(block, Heading) and block.anchor:
            pages[anchor_key(block.anchor)] = int(at / _PAGE) + 1
        if not isinstance(block, Footnotes):
            at += _height(block) + sum(_note_height(notes.pop(number, ())) for number in _marks(block))
    return pages


def _marks(block: Block) -> Iterator[int]:
    yield from (part.number for line in lines_of(block) for part in line if isinstance(part, Mark))


def _note_height(lines: tuple[Line, ...]) -> float:
    return _SMALL * ceil(sum(map(_length, lines)) / _SMALL_SIGNS)


def _height(block: Block) -> float:
    match block:
        case Heading(level, line, _):
            return _ABOVE.get(level, 12.0) + _LINE * ceil(_length(line) / _SIGNS)
        case KeyFacts(facts, _):
            return sum(_LINE * max(sum(ceil(_length(line) / (_SIGNS * 0.76)) for line in f.lines), 1) for f in facts)
        case Table(headers, rows, widths, _):
            shares = [int(width.rstrip("%") or 0) / 100 or 1 / len(headers) for width in widths or ("",) * len(headers)]
            return 2 * _LINE + sum(_row_height(row, shares) for row in rows)
    return sum(5.0 + _LINE * max(ceil(_length(line) / _SIGNS), 1) for line in lines_of(block))


def _row_height(row: Row, shares: list[float]) -> float:
    cells = (
        sum(max(ceil(_length(line) / (_SMALL_SIGNS * share)), 1) for line in cell)
        for cell, share in zip(row.cells, shares, strict=False)
    )
    return 6.0 + _SMALL * max(cells, default=1) + sum(map(_height, row.detail or ()))


def _length(line: Line) -> int:
    return sum(len(part.text) for part in line if isinstance(part, Text | Field | Link))
