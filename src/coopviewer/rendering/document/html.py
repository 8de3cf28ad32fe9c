"""Writes a document as HTML in the subset that Qt's rich text supports; all text from data is escaped.

Qt supports no padding on paragraphs, no percent or em font sizes and no ``:nth-child``, hence the unusual style sheet.
"""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple, TypeVar

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    Anchor,
    Bar,
    Block,
    Document,
    Field,
    Flow,
    Fold,
    Footnotes,
    Heading,
    Inline,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Mark,
    Paragraph,
    Row,
    ShowAll,
    Table,
    Text,
)

_Cell = TypeVar("_Cell")
_ISOLATE, _END = "\u2068", "\u2069"  # around text whose direction is that of its first letter
# Qt would start a paragraph at these characters, or remove them; replaced one by one, so that offsets in the text hold.
_KEPT_ONE = str.maketrans({"\n": "\u2028", "\r": " ", "\u2029": "\u2028", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"})


class PageStyle(NamedTuple):
    """The parameters of the style sheet.

    Colours as ``#rrggbb``, size of plain text in pixels, line height in percent of the text's height, and whether the
    page is read from right to left.
    """

    text: str
    soft: str
    link: str
    line: str
    note: str
    size: int
    line_height: int = 140
    right_to_left: bool = False


def style_sheet(look: PageStyle) -> str:
    """Return the style sheet for the screen."""
    size = look.size
    large = round(size * 1.35)
    start, end = ("right", "left") if look.right_to_left else ("left", "right")
    return f"""
        body {{ color: {look.text}; font-size: {size}px; }}
        p, li, td, th {{ line-height: {look.line_height}%; }}
        p {{ margin-top: 0px; margin-bottom: {size // 2}px; }}
        a {{ color: {look.link}; text-decoration: none; }}
        h1 {{ font-size: {size * 2 - 2}px; font-weight: 600; margin-top: 2px; margin-bottom: {size // 2}px; }}
        h2 {{ font-size: {large}px; font-weight: 600; margin-top: {size * 2}px; margin-bottom: {size - 4}px; }}
        h3 {{ font-size: {size}px; font-weight: 600; margin-top: {size}px; margin-bottom: {size // 4}px; }}
        .eyebrow {{ color: {look.soft}; margin-bottom: 0px; }}
        .soft, .label {{ color: {look.soft}; }}
        .basis {{ color: {look.soft}; font-size: {size - 1}px; font-weight: 400; }}
        .strong {{ font-weight: 600; }}
        .lead {{ font-size: {size + 1}px; margin-bottom: {size}px; }}
        .note {{ color: {look.soft}; }}
        .names {{ margin-bottom: {size}px; }}
        .mark {{ color: {look.soft}; font-size: {size}px; }}
        .bar {{ line-height: 100%; margin-bottom: 0px; }}
        .fold {{ color: {look.link}; }}
        ol, ul {{ margin-top: 0px; margin-bottom: {size // 2}px; -qt-list-indent: 1; }}
        li {{ margin-bottom: {size // 3}px; }}
        table {{ margin-top: {size // 2}px; margin-bottom: {size // 2}px; }}
        td, th {{ padding-{end}: {size * 2}px; padding-bottom: {size // 2}px; padding-top: 2px; }}
        th {{ color: {look.soft}; font-weight: 400; text-align: {start}; border-bottom: 1px solid {look.line}; }}
        td.row {{ border-bottom: 1px solid {look.line}; padding-top: {size // 2}px; }}
        .foot {{ font-size: {size - 1}px; }}
    """


class _Pen(NamedTuple):
    """Options of writing a page; each written text of a fact is appended to ``fields``, None: facts are not marked."""

    narrow: bool = False
    fields: list[Field] | None = None
    right_to_left: bool = False

    def in_order(self, cells: Iterable[_Cell]) -> Iterable[_Cell]:
        """Return the cells of a row from left to right, since Qt does not mirror tables."""
        return reversed(tuple(cells)) if self.right_to_left else cells

    def apart(self, written: str) -> str:
        """Return data isolated, so that it keeps the direction of its own script."""
        return f"{_ISOLATE}{written}{_END}" if self.right_to_left else written


def write_html(
    document: Document, *, narrow: bool = False, fields: list[Field] | None = None, right_to_left: bool = False
) -> str:
    """Return the body of a page as HTML; ``narrow``: columns are stacked.

    ``right_to_left`` is the direction of the interface; texts of the reference keep the direction of their script.

    Each text of a fact is appended to ``fields`` in the order of the page. Its position there, counted from 1, is its
    serial: the ``title`` of its characters, by which a widget finds them. The serial of a source mark is negative, and
    the text of its field is empty.
    """
    pen = _Pen(narrow, fields, right_to_left)
    direction = ' dir="rtl"' if right_to_left else ""
    return f"<body{direction}>" + "".join(_block(block, pen) for block in document.blocks) + "</body>"


def list_target(part: ShowAll) -> str:
    """Return the link target that opens a full list; see document/link_schemes.py."""
    return f"{schemes.LIST}{'out' if part.outgoing else 'in'}:{part.predicate_id}"


def _block(block: Block, pen: _Pen) -> str:
    match block:
        case Heading(level, line, anchor):
            name = f'<a name="{escape(anchor)}"></a>' if anchor else ""
            return f"<h{level}>{name}{_line(line, pen)}</h{level}>"
        case Paragraph(line, role):
            return f'<p class="{role}">{_line(line, pen)}</p>'
        case KeyFacts(facts, columns):
            return _key_facts(facts, 1 if pen.narrow else columns, pen)
        case Items(lines, ordered, first):
            tag = "ol" if ordered else "ul"
            start = f' start="{first}"' if first > 1 else ""
            return f"<{tag}{start}>" + "".join(f"<li>{_line(line, pen)}</li>" for line in lines) + f"</{tag}>"
        case Flow(lines):
            # gaps wide enough to see where a name ends
            return '<p class="flow">' + "&nbsp;&nbsp;&nbsp; ".join(_line(line, pen) for line in lines) + "</p>"
        case Table(headers, rows, widths):
            return _stacked(headers, rows, pen) if pen.narrow else _table(headers, rows, widths, pen)
        case Bar(edtf, _):
            return f'<p class="bar"><img src="{schemes.BAR}{escape(edtf)}"></p>'
        case Footnotes():
            return _footnotes(block, pen)


def _line(line: Line, pen: _Pen) -> str:
    return "".join(_inline(part, pen) for part in line)


def _inline(part: Inline, pen: _Pen) -> str:
    match part:
        case Text(text, style):
            return f'<span class="{style}">{escape(text)}</span>' if style else escape(text)
        case Link(text, address, fact_id, whole):
            shown = _field(Field(fact_id, text, 0, whole), pen) if fact_id else pen.apart(escape(text))
            return f'<a href="{escape(address)}">{shown}{"…" if whole else ""}</a>'
        case Fold(text, key, unfolded):
            sign = "▾" if unfolded else "▸"
            return f'<a class="fold" href="{schemes.FOLD}{escape(key)}">{sign}&nbsp;{escape(text)}</a>'
        case ShowAll():
            return f'<a href="{escape(list_target(part))}">{escape(part.text)}</a>'
        case Mark(number, fact_id):
            title = "" if pen.fields is None else f' title="-{_serial(Field(fact_id, ""), pen.fields)}"'
            return f'<a class="mark" href="{schemes.MARK}{number}"{title}><sup>&nbsp;{number}</sup></a>'
        case Field():
            return _field(part, pen)
        case Anchor(name):
            return f'<a name="{escape(name)}"></a>'


def _field(field: Field, pen: _Pen) -> str:
    """Return a fact's text as HTML; if marked, white space is kept, and each character is one character in Qt too."""
    if pen.fields is None:
        return pen.apart(escape(field.text))
    serial, text = _serial(field, pen.fields), escape(field.text.translate(_KEPT_ONE))
    return pen.apart(f'<span title="{serial}" style="white-space:pre-wrap">{text}</span>')


def _serial(field: Field, fields: list[Field]) -> int:
    fields.append(field)
    return len(fields)


def _key_facts(facts: tuple[KeyFact, ...], columns: int, pen: _Pen) -> str:
    rows = []
    for start in range(0, len(facts), columns):
        row = facts[start : start + columns]
        missing = columns - len(row) if pen.right_to_left and len(facts) > columns else 0
        gap = f'<td colspan="{2 * missing}"></td>' if missing else ""
        rows.append(f"<tr>{gap}{''.join(_key_fact(fact, pen) for fact in pen.in_order(row))}</tr>")
    return f'<table cellspacing="0">{"".join(rows)}</table>'


def _key_fact(fact: KeyFact, pen: _Pen) -> str:
    cells = (f'<td class="label">{escape(fact.label)}</td>', f"<td>{_lines(fact.lines, pen)}</td>")
    return "".join(pen.in_order(cells))


def _lines(lines: tuple[Line, ...], pen: _Pen) -> str:
    return "<br>".join(_line(line, pen) for line in lines)


def _table(headers: tuple[str, ...], rows: tuple[Row, ...], widths: tuple[str, ...], pen: _Pen) -> str:
    sized = pen.in_order(zip(headers, widths or ("",) * len(headers), strict=True))
    head = "".join(f'<th width="{width}">{escape(header)}</th>' for header, width in sized)
    body = "".join(_row(row, len(headers), pen) for row in rows)
    return f'<table cellspacing="0" width="100%"><thead><tr>{head}</tr></thead>{body}</table>'


def _stacked(headers: tuple[str, ...], rows: tuple[Row, ...], pen: _Pen) -> str:
    """Return the rows of a table one below the other, each cell with its heading, where columns would be too narrow."""
    written = []
    for row in rows:
        named = zip(headers, row.cells, strict=True)
        written.append("<hr>" + _key_facts(tuple(KeyFact(header, cell) for header, cell in named), 1, pen))
        written += [_block(block, pen) for block in row.detail or ()]
    return "".join(written)


def _row(row: Row, columns: int, pen: _Pen) -> str:
    css = "" if row.detail else ' class="row"'
    cells = "".join(f"<td{css}>{_lines(cell, pen)}</td>" for cell in pen.in_order(row.cells))
    if row.detail is None:
        return f"<tr>{cells}</tr>"
    detail = "".join(_block(block, pen) for block in row.detail)
    return f'<tr>{cells}</tr><tr><td class="row" colspan="{columns}">{detail}</td></tr>'


def _footnotes(block: Footnotes, pen: _Pen) -> str:
    rows = []
    for number, lines in block.notes:
        label = f'<td class="label"><a name="source-{number}"></a>{number}</td>'
        cells = "".join(pen.in_order((label, f"<td>{_lines(lines, pen)}</td>")))
        rows.append(f'<tr class="foot">{cells}</tr>')
    return f'<table cellspacing="0">{"".join(rows)}</table>'
