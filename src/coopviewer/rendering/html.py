"""A document as HTML in the subset that Qt's rich text shows; everything that comes from data is escaped.

Qt knows no padding on paragraphs, no percent or em font sizes, no ``:nth-child``: what looks odd here is for it.
"""

from html import escape
from typing import NamedTuple

from coopviewer.rendering import schemes
from coopviewer.rendering.document import (
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


class Look(NamedTuple):
    """What the style sheet needs to know.

    Colours as ``#rrggbb``, the size of plain text in pixels, the height of a line in percent of its text.
    """

    text: str
    soft: str
    link: str
    line: str
    note: str
    size: int
    line_height: int = 140


def style_sheet(look: Look) -> str:
    """Write the style sheet of the screen."""
    size = look.size
    large = round(size * 1.35)
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
        td, th {{ padding-right: {size * 2}px; padding-bottom: {size // 2}px; padding-top: 2px; }}
        th {{ color: {look.soft}; font-weight: 400; text-align: left; border-bottom: 1px solid {look.line}; }}
        td.row {{ border-bottom: 1px solid {look.line}; padding-top: {size // 2}px; }}
        .foot {{ font-size: {size - 1}px; }}
    """


def write_html(document: Document, *, narrow: bool = False) -> str:
    """Write the body of a page; ``narrow``: columns are set one below the other."""
    return "<body>" + "".join(_block(block, narrow) for block in document.blocks) + "</body>"


def list_target(part: ShowAll) -> str:
    """Write where the control of a cut list leads, as rendering/schemes.py says."""
    return f"{schemes.LIST}{'out' if part.outgoing else 'in'}:{part.predicate_id}"


def _block(block: Block, narrow: bool = False) -> str:
    match block:
        case Heading(level, line, anchor):
            name = f'<a name="{escape(anchor)}"></a>' if anchor else ""
            return f"<h{level}>{name}{_line(line)}</h{level}>"
        case Paragraph(line, role):
            return f'<p class="{role}">{_line(line)}</p>'
        case KeyFacts(facts, columns):
            return _key_facts(facts, 1 if narrow else columns)
        case Items(lines, ordered, first):
            tag = "ol" if ordered else "ul"
            start = f' start="{first}"' if first > 1 else ""
            return f"<{tag}{start}>" + "".join(f"<li>{_line(line)}</li>" for line in lines) + f"</{tag}>"
        case Flow(lines):
            # the gaps are wide enough to tell where one name ends and the next begins
            return '<p class="flow">' + "&nbsp;&nbsp;&nbsp; ".join(_line(line) for line in lines) + "</p>"
        case Table(headers, rows, widths):
            return _stacked(headers, rows) if narrow else _table(headers, rows, widths)
        case Bar(edtf, _):
            return f'<p class="bar"><img src="{schemes.BAR}{escape(edtf)}"></p>'
        case Footnotes():
            return _footnotes(block)


def _line(line: Line) -> str:
    return "".join(_inline(part) for part in line)


def _inline(part: Inline) -> str:
    match part:
        case Text(text, style):
            return f'<span class="{style}">{escape(text)}</span>' if style else escape(text)
        case Link(text, address):
            return f'<a href="{escape(address)}">{escape(text)}</a>'
        case Fold(text, key, unfolded):
            sign = "▾" if unfolded else "▸"
            return f'<a class="fold" href="{schemes.FOLD}{escape(key)}">{sign}&nbsp;{escape(text)}</a>'
        case ShowAll():
            return f'<a href="{escape(list_target(part))}">{escape(part.text)}</a>'
        case Mark(number):
            return f'<a class="mark" href="{schemes.MARK}{number}"><sup>&nbsp;{number}</sup></a>'
        case Field(_, text):
            return escape(text)


def _key_facts(facts: tuple[KeyFact, ...], columns: int) -> str:
    rows = []
    for start in range(0, len(facts), columns):
        cells = [
            f'<td class="label">{escape(fact.label)}</td><td>{_lines(fact.lines)}</td>'
            for fact in facts[start : start + columns]
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table cellspacing="0">{"".join(rows)}</table>'


def _lines(lines: tuple[Line, ...]) -> str:
    return "<br>".join(_line(line) for line in lines)


def _table(headers: tuple[str, ...], rows: tuple[Row, ...], widths: tuple[str, ...]) -> str:
    sized = zip(headers, widths or ("",) * len(headers), strict=True)
    head = "".join(f'<th width="{width}">{escape(header)}</th>' for header, width in sized)
    body = "".join(_row(row, len(headers)) for row in rows)
    return f'<table cellspacing="0" width="100%"><thead><tr>{head}</tr></thead>{body}</table>'


def _stacked(headers: tuple[str, ...], rows: tuple[Row, ...]) -> str:
    """Write a table's rows one below the other, each cell with its heading, where columns would break words."""
    written = []
    for row in rows:
        named = zip(headers, row.cells, strict=True)
        written.append("<hr>" + _key_facts(tuple(KeyFact(header, cell) for header, cell in named), 1))
        written += [_block(block, narrow=True) for block in row.detail or ()]
    return "".join(written)


def _row(row: Row, columns: int) -> str:
    css = "" if row.detail else ' class="row"'
    cells = "".join(f"<td{css}>{_lines(cell)}</td>" for cell in row.cells)
    if row.detail is None:
        return f"<tr>{cells}</tr>"
    detail = "".join(_block(block) for block in row.detail)
    return f'<tr>{cells}</tr><tr><td class="row" colspan="{columns}">{detail}</td></tr>'


def _footnotes(block: Footnotes) -> str:
    rows = []
    for number, lines in block.notes:
        name = f'<a name="source-{number}"></a>'
        rows.append(f'<tr class="foot"><td class="label">{name}{number}</td><td>{_lines(lines)}</td></tr>')
    return f'<table cellspacing="0">{"".join(rows)}</table>'
