"""The blocks of a document (headings, paragraphs, tables and so on) as paragraphs and tables of a DOCX file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.exchange.documents.docx_contents import contents_xml
from coopviewer.exchange.documents.docx_lines import Bookmarks, LineWriter
from coopviewer.exchange.documents.docx_pictures import Picture, picture_xml
from coopviewer.exchange.documents.docx_tables import DocxCell, column_widths, gap_xml, table_xml
from coopviewer.exchange.documents.docx_text import begins_right_to_left, run
from coopviewer.exchange.documents.docx_timeframe import timeframe_xml
from coopviewer.rendering.document.document import (
    FOOT,
    Bar,
    Block,
    Columns,
    Contents,
    Field,
    Footnotes,
    Heading,
    Items,
    KeyFacts,
    Line,
    Link,
    Locator,
    PageBreak,
    Paragraph,
    Row,
    RunIn,
    Strip,
    Table,
    Text,
)
from coopviewer.rendering.document.link_places import anchor_key

_ROLES = {
    "eyebrow": "CoopEyebrow",
    "lead": "CoopLead",
    "soft": "CoopSoft",
    "names": "CoopNames",
    "note": "CoopLegal",
    "age": "CoopAge",
    "entry": "CoopEntry",
    "boxed": "CoopBox",
    "own": "CoopOwn",
    "cover": "CoopCover",
    "cover-line": "CoopCoverLine",
    FOOT: "CoopImprint",
}
"""The style of each role of a paragraph; others have the style of plain text."""
TEXT_WIDTH = 9638
"""Width of the text on a page without a template, in twentieths of a point."""
_MAIN, _GUTTER = 66, 240  # percent of the width beside a small map, and the space between in twentieths of a point
_LABELS = 2_300  # twentieths of a point for the labels of key facts, unless the width is small


class Numbering(NamedTuple):
    """A numbered list of a DOCX file: the id that its paragraphs name, and the number of its first item."""

    id: int
    first: int


class BlockParts(NamedTuple):
    """What the writer of blocks needs besides the blocks: bookmarks of headings, styles, and drawings.

    ``ids`` maps ids of the program's own styles to the ids that these styles have in the file, where they differ.
    ``pictures`` has the drawings of those blocks that have one.
    """

    bookmarks: Bookmarks
    ids: Mapping[str, str]
    pictures: Mapping[Block, Picture]


class BlockWriter:
    """Writes the blocks of a document's body as XML, and keeps which numbered lists and pictures it has written."""

    def __init__(
        self, lines: LineWriter, parts: BlockParts, tr: Translate, *, first_list: int = 1, width: int = TEXT_WIDTH
    ) -> None:
        """Start without lists and pictures.

        ``lines`` writes the texts of blocks. ``first_list`` is the id for the list with bullets; numbered lists get the
        ids after it. ``width`` is the width of the text in twentieths of a point.
        """
        self._lines = lines
        self._bookmarks, self._ids, self._pictures = parts
        self._tr = tr
        self._bullets = first_list
        self._width = width
        self._breaks = False
        self.numberings: list[Numbering] = []
        """The numbered lists so far, in the order of the document."""
        self.images: dict[Picture, int] = {}
        """The numbers of the files of the pictures, counted from 1; equal pictures are one file."""
        self._shown = 0  # pictures so far

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """Return blocks as XML of paragraphs and tables; add their lists to ``numberings``, pictures to ``images``."""
        return "".join(self._block(block, self._width) for block in blocks)

    def paragraph(self, content: str, style: str = "", more: str = "", *, right_to_left: bool | None = None) -> str:
        """Return a paragraph as XML; it begins a new page if a PageBreak came before it.

        ``content`` is the XML of its runs, which are pieces of text with one look. ``style`` is the id of one of the
        program's own styles, empty: plain text. ``more`` is the XML of further properties, which must be ones that the
        schema places after page breaks and before ``bidi``. ``right_to_left`` is the direction of the paragraph, None:
        the direction of the document.
        """
        turned = self._tr.is_right_to_left if right_to_left is None else right_to_left
        named = f'<w:pStyle w:val="{self._ids.get(style, style)}"/>' if style else ""
        breaks = "<w:pageBreakBefore/>" if self._breaks else ""
        self._breaks = False
        properties = f"{named}{breaks}{more}{'<w:bidi/>' if turned else ''}"
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"

    def _block(self, block: Block, width: int) -> str:
        match block:
            case Heading(level, line, anchor):
                name = self._bookmarks.name_of(anchor_key(anchor)) if anchor else ""
                return self.paragraph(self._bookmarks.around(self._lines.line(line), name), f"Heading{level}")
            case Paragraph(line, role):
                turned = begins_right_to_left(_words(line)) or self._tr.is_right_to_left
                return self.paragraph(self._lines.line(line), _ROLES.get(role, ""), right_to_left=turned)
            case Items():
                return self._items(block)
            case RunIn(lines):
                return self.paragraph(self._lines.line(_joined(lines)))
            case PageBreak():
                self._breaks = True
                return ""
            case Contents():
                return contents_xml(block, self._bookmarks, self.paragraph, self._tr)
            case Columns():
                return self._columns(block, width)
        return self._table_block(block, width)

    def _table_block(self, block: KeyFacts | Table | Strip | Bar | Locator | Footnotes, width: int) -> str:
        picture = self._picture(block, width) if isinstance(block, Strip | Bar | Locator) else ""
        match block:
            case KeyFacts():
                return self._key_facts(block, width)
            case Table():
                return self._table(block, width)
            case Strip(headers, spans, _):
                rows = tuple(Row(((span.title,), (span.words,), (span.value,))) for span in spans)
                return picture + self._table(Table(headers, rows, ("36%", "34%", "30%")), width)
            case Bar():
                return picture or timeframe_xml(block, width, self._ids)
            case Locator(_, _, lines):
                if not picture:
                    return ""  # words about a map that is not there would mislead
                return picture + "".join(self.paragraph(self._lines.line(line), "CoopSoft") for line in lines)
            case Footnotes(notes):
                told = ((Text(f"{note.number}. "), *_joined(note.lines)) for note in notes)
                return "".join(self.paragraph(self._lines.line(line)) for line in told)

    def _columns(self, block: Columns, width: int) -> str:
        """Return a small map beside the block that it belongs to; other columns one below the other."""
        if not is_beside_map(block, self._pictures):
            return "".join(self._block(each, width) for each in (*block.main, *block.side))
        widths = (width * _MAIN // 100, width - width * _MAIN // 100)
        main = "".join(self._block(each, widths[0] - _GUTTER) for each in block.main)
        side = "".join(self._block(each, int(widths[1] / self._pictures[each].share)) for each in block.side)
        return self._framed([(DocxCell(main), DocxCell(side))], widths, "CoopKeyFacts", headed=False)

    def _picture(self, block: Block, width: int) -> str:
        picture = self._pictures.get(block)
        if picture is None:
            return ""
        file = self.images.setdefault(picture, len(self.images) + 1)
        self._shown += 1
        return self.paragraph(picture_xml(picture, self._shown, file, width), "CoopPicture")

    def _items(self, block: Items) -> str:
        number = self._bullets
        if block.ordered:
            number += len(self.numberings) + 1
            self.numberings.append(Numbering(number, block.first))
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        return "".join(
            self.paragraph(
                self._lines.line(line),
                "CoopList",
                listed,
                right_to_left=begins_right_to_left(_words(line)) or self._tr.is_right_to_left,
            )
            for line in block.lines
        )

    def _cell_lines(self, lines: tuple[Line, ...], style: str) -> str:
        return "".join(self.paragraph(self._lines.line(line), style) for line in lines) or self.paragraph("", style)

    def _key_facts(self, block: KeyFacts, width: int) -> str:
        rows = []
        for label, lines in block.facts:
            named = self.paragraph(run(label, right_to_left=self._tr.is_right_to_left), "CoopLabel")
            rows.append((DocxCell(named), DocxCell(self._cell_lines(lines, "CoopValue"))))
        labels = min(_LABELS, width * 2 // 5)
        return self._framed(rows, (labels, width - labels), "CoopKeyFacts", headed=False)

    def _table(self, table: Table, width: int) -> str:
        widths = column_widths(table.widths or ("",) * len(table.headers), width)
        links = table.links or ("",) * len(table.headers)
        titles = (Link(text, link) if link else Text(text) for text, link in zip(table.headers, links, strict=True))
        rows = [tuple(DocxCell(self.paragraph(self._lines.line((title,)), "CoopCellHead")) for title in titles)]
        for row in table.rows:
            rows += self._row(row, widths)
        return self._framed(rows, widths, "CoopTable", headed=True)

    def _row(self, row: Row, widths: tuple[int, ...]) -> Iterator[tuple[DocxCell, ...]]:
        yield tuple(DocxCell(self._cell_lines(cell, "CoopCell")) for cell in row.cells)
        if row.detail:
            detail = "".join(self._block(block, sum(widths) - 300) for block in row.detail)
            yield (DocxCell(detail, span=len(widths), is_detail=True),)

    def _framed(
        self, rows: Sequence[tuple[DocxCell, ...]], widths: tuple[int, ...], style: str, *, headed: bool
    ) -> str:
        if not rows:
            return ""
        written = table_xml(
            rows, widths, self._ids.get(style, style), headed=headed, right_to_left=self._tr.is_right_to_left
        )
        return written + gap_xml(self._ids)


def is_beside_map(block: Columns, pictures: Mapping[Block, Picture]) -> bool:
    """Return whether the second of two columns consists of small maps alone, each of which has one of ``pictures``."""
    return bool(block.side) and all(isinstance(each, Locator) and each in pictures for each in block.side)


def _words(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text | Field | Link))


def _joined(lines: tuple[Line, ...]) -> Line:
    joined: Line = ()
    for line in lines:
        joined = (*joined, Text(" · "), *line) if joined else line
    return joined
