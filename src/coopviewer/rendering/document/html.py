"""Writes a document as HTML in the subset that Qt's rich text supports; all text from data is escaped."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from coopviewer.domain.text.markup import escape, in_order
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    Bar,
    Block,
    Columns,
    Contents,
    ContentsLine,
    Document,
    Field,
    Fold,
    Footnotes,
    Heading,
    Inline,
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
    ShowAll,
    Span,
    Strip,
    StripYears,
    Table,
    Text,
)
from coopviewer.rendering.document.strip_drawing import AXIS, HEAD, picture_name

_Cell = TypeVar("_Cell")
_ISOLATE, _END = "\u2068", "\u2069"  # around text whose direction is that of its first letter
# Qt would start a paragraph at these characters, or remove them; replaced one by one, so that offsets in the text hold.
_KEPT_ONE = str.maketrans({"\n": "\u2028", "\r": " ", "\u2029": "\u2028", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"})


class _Pen(NamedTuple):
    """Options of writing a page, as of ``write_html``; each text of a fact is appended to ``fields``.

    ``share`` is the width of the column that is written, as a fraction of the page's.
    """

    narrow: bool = False
    fields: list[Field] | None = None
    right_to_left: bool = False
    share: float = 1.0  # of the page's width, that of the column that is written
    on_paper: bool = False

    def in_order(self, cells: Iterable[_Cell]) -> Iterable[_Cell]:
        """Return the cells of a row from left to right, since Qt does not mirror tables."""
        return reversed(tuple(cells)) if self.right_to_left else cells

    def apart(self, written: str) -> str:
        """Return data isolated, so that it keeps the direction of its own script."""
        return f"{_ISOLATE}{written}{_END}" if self.right_to_left else written


def write_html(
    document: Document,
    *,
    narrow: bool = False,
    fields: list[Field] | None = None,
    right_to_left: bool = False,
    on_paper: bool = False,
) -> str:
    """Return a document as HTML without head; ``narrow``: columns, and the cells of tables, are below each other.

    ``right_to_left`` is the direction of the interface; texts of the reference keep the direction of their script. With
    ``on_paper`` the timeframes of a Strip are written in words too, and the widths of labels, and of a small map beside
    other content, are percentages of the sheet.

    ``fields``, if given, is a list to which the texts of facts and the source marks are appended in the order of
    writing, so that a widget can find a fact on the page: the text that is third in the list has ``title="3"`` in the
    HTML. A source mark that is fourth has ``title="-4"``, and its item in the list has an empty text.
    """
    pen = _Pen(narrow, fields, right_to_left, on_paper=on_paper)
    direction = ' dir="rtl"' if right_to_left else ""
    return f"<body{direction}>" + "".join(_block(block, pen) for block in document.blocks) + "</body>"


def list_target(part: ShowAll) -> str:
    """Return the target of a link to a full list: ``list:out:has-beneficiary``, ``list:in:…`` of incoming relations."""
    return f"{schemes.LIST}{'out' if part.outgoing else 'in'}:{part.predicate_id}"


def _block(block: Block, pen: _Pen) -> str:
    if isinstance(block, Bar | Strip | Locator | Columns | Contents | PageBreak):
        return _further_block(block, pen)
    match block:
        case Heading(level, line, anchor):
            name = f'<a name="{escape(anchor)}"></a>' if anchor else ""
            return f"<h{level}>{name}{_line(line, pen)}</h{level}>"
        case Paragraph(line, role):
            return _paragraph(_line(line, pen), role)
        case KeyFacts(facts, columns):
            return _key_facts(facts, 1 if pen.narrow else columns, pen)
        case Items(lines, ordered, first):
            tag = "ol" if ordered else "ul"
            start = f' start="{first}"' if first > 1 else ""
            return f"<{tag}{start}>" + "".join(f"<li>{_line(line, pen)}</li>" for line in lines) + f"</{tag}>"
        case RunIn(lines):
            # gaps wide enough to see where a name ends
            return '<p class="flow">' + "&nbsp;&nbsp;&nbsp; ".join(_line(line, pen) for line in lines) + "</p>"
        case Table(headers, rows, _, _):
            return _stacked(headers, rows, pen) if pen.narrow else _table(block, pen)
        case Footnotes():
            return _footnotes(block, pen)


def _paragraph(written: str, role: str) -> str:
    if role == "own":
        return f'<table class="own" cellspacing="0" width="100%"><tr><td>{written}</td></tr></table>'
    if role == "boxed":
        return f'<table class="box" cellspacing="0" width="100%"><tr><td>{written}</td></tr></table>'
    return f'<p class="{role}">{written}</p>'


def _contents_line(line: ContentsLine, pen: _Pen) -> str:
    return f'<p class="contents-{line.level}"><a href="#{escape(line.anchor)}">{pen.apart(escape(line.text))}</a></p>'


def _further_block(block: Bar | Strip | Locator | Columns | Contents | PageBreak, pen: _Pen) -> str:
    match block:
        case Bar(edtf, _, planned):
            pair = f"{edtf};{planned}" if planned else edtf
            return f'<p class="bar"><img src="{schemes.BAR}{escape(pair)}"></p>'
        case Strip(headers, spans, years):
            return _strip(headers, spans, years, pen)
        case Locator(named, around, lines):
            picture = f"{schemes.LOCATOR}{','.join(named)};{','.join(around)}"
            words = "".join(f'<p class="locator">{_line(line, pen)}</p>' for line in lines)
            width = f' width="{round(pen.share * 100)}"' if pen.on_paper and pen.share < 1 else ""
            return f'<p class="picture"><img src="{escape(picture)}"{width}></p>{words}'
        case Columns(main, side):
            return _columns(main, side, pen)
        case Contents(lines):
            return "".join(_contents_line(line, pen) for line in lines)
        case PageBreak():
            return "<hr>"


def _line(line: Line, pen: _Pen) -> str:
    return "".join(_inline(part, pen) for part in line)


def _inline(part: Inline, pen: _Pen) -> str:
    match part:
        case Text(text, style):
            written = in_order(text, f"{_ISOLATE}{{}}{_END}") if pen.right_to_left else escape(text)
            return f'<span class="{style}">{written}</span>' if style else written
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
        case PartAnchor(name):
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
    css = ' class="facts" width="100%"' if pen.on_paper else ""
    return f'<table{css} cellspacing="0">{"".join(rows)}</table>'


def _key_fact(fact: KeyFact, pen: _Pen) -> str:
    width = f' width="{round(_LABELS / pen.share)}%"' if pen.on_paper else ""
    cells = (f'<td class="label"{width}>{escape(fact.label)}</td>', f"<td>{_lines(fact.lines, pen)}</td>")
    return "".join(pen.in_order(cells))


def _lines(lines: tuple[Line, ...], pen: _Pen) -> str:
    return "<br>".join(_line(line, pen) for line in lines)


def _table(table: Table, pen: _Pen) -> str:
    headers, rows, widths, links = table
    titles = [escape(header) for header in headers]
    for place, address in enumerate(links):
        titles[place] = f'<a href="{escape(address)}">{pen.apart(titles[place])}</a>' if address else titles[place]
    sized = pen.in_order(zip(titles, widths or ("",) * len(headers), strict=True))
    head = "".join(f'<th width="{width}">{title}</th>' for title, width in sized)
    body = "".join(_row(row, len(headers), pen) for row in rows)
    css = ' class="titled"' if links else ""
    return f'<table{css} cellspacing="0" width="100%"><thead><tr>{head}</tr></thead>{body}</table>'


def _stacked(headers: tuple[str, ...], rows: tuple[Row, ...], pen: _Pen) -> str:
    """Return the rows of a table one below the other, each cell with its heading, where columns would be too narrow."""
    written = []
    for row in rows:
        named = ((header, cell) for header, cell in zip(headers, row.cells, strict=True) if any(cell))
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


_LABELS = 26  # percent of the width of key facts on paper
_STRIP = (26, 42, 32)  # percent of the width of a strip: titles, bars, values
_SLIM_STRIP = (34, 34, 32)  # of one beside another column, where titles would be broken within a word
_MAIN, _SIDE = 68, 32  # percent of the width of a page in two columns


def _strip(headers: tuple[str, str, str], spans: tuple[Span, ...], years: StripYears, pen: _Pen) -> str:
    """Return timeframes as a table with a picture in each row; the last row is a picture of the years."""
    columns = _SLIM_STRIP if pen.share < 1 and not pen.on_paper else _STRIP
    share = pen.share * (columns[1] - 2) / 100
    widths = pen.in_order(columns)
    last = " · ".join(headers[1:]) if pen.on_paper else headers[2]
    labels = pen.in_order((escape(headers[0]), _picture(HEAD, years, share, headers[1]), escape(last)))
    head = "".join(f'<th width="{width}%">{label}</th>' for width, label in zip(widths, labels, strict=True))
    rows = []
    for span in spans:
        bar = _picture(span.edtf, years, share, _plain(span.words)) if span.edtf else _line(span.words, pen)
        beside = _line(span.value, pen)
        if pen.on_paper and span.edtf:  # where nobody can point at the bar
            beside = " · ".join(filter(None, (_line(span.words, pen), beside)))
        cells = pen.in_order((_line(span.title, pen), bar, beside))
        rows.append("<tr>" + "".join(f'<td class="span">{cell}</td>' for cell in cells) + "</tr>")
    foot = "".join(f"<td>{cell}</td>" for cell in ("", _picture(AXIS, years, share), ""))
    body = f"<thead><tr>{head}</tr></thead>{''.join(rows)}<tr>{foot}</tr>"
    return f'<table class="strip" cellspacing="0" width="100%">{body}</table>'


def _picture(edtf: str, years: StripYears, share: float, words: str = "") -> str:
    """Return an image that the page's widget draws; ``words`` say the same, and are copied in its place."""
    alt = f' alt="{escape(words)}"' if words else ""
    return f'<img src="{escape(picture_name(edtf, years, share))}"{alt}>'


def _plain(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text | Field | Link))


def _columns(main: "tuple[Block, ...]", side: "tuple[Block, ...]", pen: _Pen) -> str:
    if pen.narrow:
        return "".join(_block(block, pen) for block in (*main, *side))
    wide = pen._replace(share=pen.share * _MAIN / 100)
    slim = pen._replace(share=pen.share * _SIDE / 100, narrow=True)
    left = f'<td class="column" width="{_MAIN}%">{"".join(_block(block, wide) for block in main)}</td>'
    right = f'<td width="{_SIDE}%">{"".join(_block(block, slim) for block in side)}</td>'
    cells = "".join(pen.in_order((left, right)))
    return f'<table class="columns" cellspacing="0" width="100%"><tr>{cells}</tr></table>'


def _footnotes(block: Footnotes, pen: _Pen) -> str:
    rows = []
    for number, lines in block.notes:
        label = f'<td class="label"><a name="source-{number}"></a>{number}</td>'
        cells = "".join(pen.in_order((label, f"<td>{_lines(lines, pen)}</td>")))
        rows.append(f'<tr class="foot">{cells}</tr>')
    return f'<table cellspacing="0">{"".join(rows)}</table>'
