"""Content that is copied for other programs: paragraphs and tables as HTML, and as text with tabs between cells.

The HTML has structure and links, and no colours, sizes or source marks, so that it takes the look of the text into
which it is pasted. Spreadsheets compute a cell that begins like a formula: in HTML such a cell is marked as text, and
in the tab-separated text an apostrophe is written before it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.text.markup import escape
from coopviewer.rendering.document.clean_text import clean

_FORMULA = re.compile(r"\A\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")  # full-width signs too
_NUMBER = re.compile(r"\A[+-]?[\d.,\u00a0 ]+%?\Z")
_WEB = re.compile(r"\Ahttps?://", re.IGNORECASE)
_LINE_IN_CELL = " · "
# for Excel, and for LibreOffice
_TEXT_CELL = ' style="mso-number-format:\'\\@\'" sdnum="1033;0;@"'


class CopiedText(NamedTuple):
    """A piece of text, in bold if ``strong``; ``address`` is what it links to, empty for none.

    Only ``coop:`` and web addresses become links in HTML; plain text has no links.
    """

    text: str
    address: str = ""
    strong: bool = False


CopiedLine = tuple[CopiedText, ...]


class CopiedParagraph(NamedTuple):
    """A paragraph of lines that is copied.

    ``level`` is its level if it is a heading, else 0. ``list_tag`` is ``ul`` or ``ol`` if it is an item of a list, else
    empty.
    """

    lines: tuple[CopiedLine, ...]
    level: int = 0
    list_tag: str = ""


class CopiedTable(NamedTuple):
    """A table that is copied; a cell has one or more lines. ``headed``: the first row has the names of the columns.

    In plain text a row becomes one line with tabs between its cells, and `` · `` between the lines of a cell.
    ``as_lines``: instead, plain text has each line of a cell on a line of its own, as for a list of labels and values.
    """

    rows: tuple[tuple[tuple[CopiedLine, ...], ...], ...]
    headed: bool = False
    as_lines: bool = False


CopiedBlock = CopiedParagraph | CopiedTable


class Copied(NamedTuple):
    """The same content as plain text and as HTML."""

    text: str
    html: str


def write_copied(blocks: Sequence[CopiedBlock], *, right_to_left: bool = False) -> Copied:
    """Return blocks as plain text and as HTML; ``right_to_left``: the columns of tables run from right to left."""
    return Copied("\n".join(map(_text, blocks)), _page("".join(_html_parts(blocks, right_to_left))))


def copied_rows(headers: Sequence[str], rows: Iterable[Sequence[CopiedText]]) -> Copied:
    """Return rows of a list as a table, as plain text and as HTML.

    The first line is ``headers`` if there is more than one row and more than one column; else they are left out.
    """
    cells = tuple(tuple(((cell,),) for cell in row) for row in rows)
    headed = len(cells) > 1 and len(headers) > 1
    head = (tuple(((CopiedText(name),),) for name in headers),) if headed else ()
    return write_copied((CopiedTable((*head, *cells), headed),))


def with_citation(copied: Copied, citation: str) -> Copied:
    """Return copied content with a citation (one line of plain text) as a paragraph after it."""
    html = copied.html.replace("</body>", f"<p>{escape(clean(citation))}</p></body>")
    return Copied(f"{copied.text}\n\n{citation}", html)


def may_be_formula(text: str) -> bool:
    """Return whether a spreadsheet may take a text for a formula, such as ``=A1``; False for plain numbers (``-5``)."""
    return _FORMULA.match(text) is not None and _NUMBER.match(text) is None


def _text(block: CopiedBlock) -> str:
    if isinstance(block, CopiedParagraph):
        return "\n".join(map(_line_text, block.lines))
    if block.as_lines:
        return "\n".join(_line_text(line) for row in block.rows for cell in row for line in cell)
    return "\n".join("\t".join(map(_cell_text, row)) for row in block.rows)


def _cell_text(cell: tuple[CopiedLine, ...]) -> str:
    text = _joined(cell)
    return f"'{text}" if may_be_formula(text.lstrip("'")) else text  # a text's own apostrophe must not be taken for it


def _joined(cell: tuple[CopiedLine, ...]) -> str:
    """Return a cell on one line without tabs, which would begin the next cell."""
    return _LINE_IN_CELL.join(filter(None, (" ".join(_line_text(line).split()) for line in cell)))


def _line_text(line: CopiedLine) -> str:
    return "".join(part.text for part in line)


def _html_parts(blocks: Sequence[CopiedBlock], right_to_left: bool) -> Iterable[str]:
    """Yield blocks as HTML; items that follow each other are one list."""
    open_list = ""
    for block in blocks:
        list_tag = block.list_tag if isinstance(block, CopiedParagraph) else ""
        if list_tag != open_list:
            yield f"</{open_list}>" if open_list else ""
            yield f"<{list_tag}>" if list_tag else ""
            open_list = list_tag
        if isinstance(block, CopiedTable):
            yield _table(block, right_to_left)
        elif any(block.lines):  # an empty one is the space around a table of the page
            yield _paragraph(block)
    yield f"</{open_list}>" if open_list else ""


def _paragraph(block: CopiedParagraph) -> str:
    tag = "li" if block.list_tag else f"h{block.level}" if block.level else "p"
    return f"<{tag}>{_lines(block.lines, plain=bool(block.level))}</{tag}>"


def _table(table: CopiedTable, right_to_left: bool) -> str:
    direction = ' dir="rtl"' if right_to_left else ""
    width = max((len(row) for row in table.rows), default=0)
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.headed and not number else "td"
        span = f' colspan="{width}"' if len(row) == 1 < width else ""
        rows.append("<tr>" + "".join(_cell(cell, tag, span) for cell in row) + "</tr>")
    return f'<table border="1" cellspacing="0" cellpadding="4"{direction}>{"".join(rows)}</table>'


def _cell(cell: tuple[CopiedLine, ...], tag: str, span: str) -> str:
    marked = _TEXT_CELL if may_be_formula(_joined(cell)) else ""
    return f"<{tag}{span}{marked}>{_lines(cell, plain=tag == 'th')}</{tag}>"


def _lines(lines: tuple[CopiedLine, ...], *, plain: bool = False) -> str:
    return "<br>".join("".join(_part(part, plain=plain) for part in line) for line in lines)


def _part(part: CopiedText, *, plain: bool) -> str:
    text = escape(clean(part.text)).replace("\n", "<br>").replace("\t", " ")
    if part.strong and not plain:
        text = f"<strong>{text}</strong>"
    leads_out = part.address.startswith(SCHEME) or _WEB.match(part.address)
    return f'<a href="{escape(part.address)}">{text}</a>' if leads_out else text


def _page(body: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
