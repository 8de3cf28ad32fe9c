"""Writes a document as a self-contained web page: one HTML file, without scripts and external resources.

Links become text, apart from source marks and the table of contents: pages of entries are not in the file, and few
readers could open a ``coop:`` link. The addresses are in ``data-address`` attributes, for programs.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from coopviewer import __version__
from coopviewer.domain.language import Translate
from coopviewer.domain.text.markup import escape, in_order
from coopviewer.rendering.document.clean_text import isolated, web_text
from coopviewer.rendering.document.document import (
    FOOT,
    Bar,
    Block,
    Columns,
    Contents,
    Document,
    Field,
    Fold,
    Footnotes,
    Heading,
    Inline,
    Items,
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
    Strip,
    Table,
    Text,
)
from coopviewer.rendering.document.locator_drawing import LIGHT_LOCATOR, draw_locator
from coopviewer.rendering.document.strip_drawing import AXIS
from coopviewer.rendering.document.web_style import content_policy, web_style_sheet, wide_class
from coopviewer.rendering.document.web_timeframe import strip_row_drawing, timeframe_drawing
from coopviewer.rendering.document.world_outlines import read_world

_NO_ANCHOR = re.compile(r"[^A-Za-z0-9-]+")


def write_web_page(document: Document, tr: Translate, world: Path | None = None) -> str:
    """Return a document, laid out with all folds open, as a web page; its own words are in the language of ``tr``.

    ``world`` is the file of the shapes for small maps; None: only the words of maps are written. Raises OSError or
    ValueError if a map must be drawn and the file cannot be read.
    """
    return "".join(web_page_parts(document, tr, world))


def web_page_parts(document: Document, tr: Translate, world: Path | None = None) -> Iterator[str]:
    """Yield the web page of ``write_web_page`` in parts, so that a very long one is never in memory as a whole.

    ``world`` is the file of shapes for maps, None: maps are words. Raises OSError or ValueError if it cannot be read.
    """
    return _Writer(tr, world).page(document)


class _Writer:
    """Writes one page; holds the ids given to headings so far, and the number of uses of each mark."""

    def __init__(self, tr: Translate, world: Path | None) -> None:
        self._tr, self._world = tr, world
        self._names: set[str] = set()
        self._places: dict[int, int] = {}  # number of uses of each mark so far
        self._bars = 0

    def page(self, document: Document) -> Iterator[str]:
        direction = "rtl" if self._tr.is_right_to_left else "ltr"
        title_at = next((at for at, b in enumerate(document.blocks) if isinstance(b, Heading) and b.level == 1), -1)
        head, rest = document.blocks[: title_at + 1], document.blocks[title_at + 1 :]
        foot = tuple(takewhile(_is_foot, reversed(rest)))[::-1]
        style = web_style_sheet()
        yield (
            f'<!DOCTYPE html>\n<html lang="{escape(self._tr.code)}" dir="{direction}">\n'
            '<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{content_policy(style)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="generator" content="coopviewer {__version__}">\n'
            f"<title>{web_text(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<header>\n"
        )
        yield from self._blocks(head)
        yield "</header>\n<main>\n"
        yield from self._sections(rest[: len(rest) - len(foot)])
        yield "</main>\n<footer>\n"
        yield from self._blocks(foot)
        yield "</footer>\n</body>\n</html>\n"

    def _sections(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Yield each second-level heading, with the blocks up to the next one, as a section element."""
        starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
        ends = [*starts[1:], len(blocks)]
        yield from self._blocks(blocks[: starts[0] if starts else None])
        for start, end in zip(starts, ends, strict=False):
            yield from self._section(blocks[start:end])

    def _section(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        heading, *rest = blocks
        assert isinstance(heading, Heading)
        name = self._name(heading.anchor)
        role = ' role="doc-endnotes"' if any(isinstance(block, Footnotes) for block in rest) else ""
        title = f'<h2 id="{name}">{self._line(heading.line)}</h2>'
        yield f'<section aria-labelledby="{name}"{role}>\n{title}\n'
        yield from self._blocks(rest)
        yield "</section>\n"

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self._parts(block)
            yield "\n"

    def _parts(self, block: Block) -> Iterator[str]:
        if isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Footnotes):
            yield from self._footnotes(block)
        else:
            yield self._block(block)

    def _block(self, block: Block) -> str:
        if isinstance(block, Bar | Strip | Locator | Columns | Contents | PageBreak):
            return self._further_block(block)
        match block:
            case Heading():
                name = f' id="{self._name(block.anchor)}"' if block.anchor else ""
                return f"<h{block.level}{name}>{self._line(block.line)}</h{block.level}>"
            case Paragraph():
                role = f' class="{block.role}"' if block.role and block.role != FOOT else ""
                return f"<p{role}>{self._line(block.line)}</p>"
            case KeyFacts():
                return self._key_facts(block)
            case Items():
                tag = "ol" if block.ordered else "ul"
                start = f' start="{block.first}"' if block.first > 1 else ""
                return f"<{tag}{start}>{self._each(block.lines, '<li>{}</li>')}</{tag}>"
            case RunIn():
                return f'<ul class="flow">{self._each(block.lines, "<li>{}</li>")}</ul>'
            case Table() | Footnotes():
                return "".join(self._parts(block))

    def _further_block(self, block: Bar | Strip | Locator | Columns | Contents | PageBreak) -> str:
        match block:
            case Bar():
                self._bars += 1
                return timeframe_drawing(block, f"timeframe_{self._bars}")
            case Strip():
                return self._strip(block)
            case Locator():
                return self._locator(block)
            case Columns(main, side):
                is_map = all(isinstance(each, Locator) for each in side)  # which is beside what it is about
                form = '<div class="beside"><div>{}</div>{}</div>' if is_map else "{}{}"
                return form.format("".join(self._blocks(main)), "".join(self._blocks(side)))
            case Contents():
                return self._contents(block)
            case PageBreak():
                return '<hr class="page">'

    def _each(self, lines: tuple[Line, ...], form: str) -> str:
        before, after = form.split("{}")
        return "".join(f"{before}{self._line(line)}{after}" for line in lines)

    def _key_facts(self, block: KeyFacts) -> str:
        facts = (
            f"<div><dt>{web_text(fact.label)}</dt>{self._each(fact.lines, '<dd>{}</dd>')}</div>" for fact in block.facts
        )
        return f'<dl class="{"two" if block.columns > 1 else "one"}">{"".join(facts)}</dl>'

    def _table(self, table: Table) -> Iterator[str]:
        links = table.links or ("",) * len(table.headers)
        titles = [
            Link(text, address) if address else Text(text) for text, address in zip(table.headers, links, strict=True)
        ]
        head = "".join(f'<th scope="col">{self._inline(title)}</th>' for title in titles)
        yield f"<table{wide_class(len(table.headers))}><thead><tr>{head}</tr></thead>\n<tbody>\n"
        yield from (f"{self._row(row, table.headers)}\n" for row in table.rows)
        yield "</tbody></table>"

    def _row(self, row: Row, headers: tuple[str, ...]) -> str:
        labelled = zip(headers, row.cells, strict=True)
        cells = "".join(
            f'<td data-label="{web_text(header)}">{self._each(cell, "<div>{}</div>")}</td>' for header, cell in labelled
        )
        if row.detail is None:
            return f"<tr>{cells}</tr>"
        detail = f'<tr class="detail"><td colspan="{len(headers)}">{"".join(self._blocks(row.detail))}</td></tr>'
        return f'<tr class="opens">{cells}</tr>\n{detail}'

    def _strip(self, strip: Strip) -> str:
        """Return timeframes as a table, with a drawing above the words of each."""
        titles, frames, values = map(web_text, strip.headers)
        head = f'<th scope="col">{titles}</th><th scope="col">{frames}</th><th scope="col">{values}</th>'
        rows = []
        for span in strip.spans:
            self._bars += 1
            drawing = strip_row_drawing(span.edtf, strip, f"span_{self._bars}") if span.edtf else ""
            rows.append(
                f'<tr><td data-label="{titles}">{self._line(span.title)}</td>'
                f'<td data-label="{frames}">{drawing}<div>{self._line(span.words)}</div></td>'
                f'<td data-label="{values}">{self._line(span.value)}</td></tr>'
            )
        axis = f"<tr><td></td><td>{strip_row_drawing(AXIS, strip, '')}</td><td></td></tr>"
        body = "\n".join(rows)
        return f'<table class="strip"><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n{axis}\n</tbody></table>'

    def _contents(self, block: Contents) -> str:
        """Return the lines as links; their headings come later in the page, and their anchors are valid ids."""
        lines = "".join(
            f'<li class="level-{line.level}"><a href="#{_id(line.anchor)}">{self._apart(line.text)}</a></li>'
            for line in block.lines
        )
        return f'<nav aria-label="{web_text(self._tr("Contents"))}"><ul class="contents">{lines}</ul></nav>'

    def _locator(self, block: Locator) -> str:
        """Return a small map above its words; the words alone without a file of shapes."""
        drawing = "" if self._world is None else draw_locator(block, read_world(self._world), 1.0, LIGHT_LOCATOR)
        words = self._each(block.lines, "<div>{}</div>")
        return f'<figure class="locator">{drawing}<figcaption class="soft">{words}</figcaption></figure>'

    def _footnotes(self, block: Footnotes) -> Iterator[str]:
        yield '<ol class="notes">\n'
        for note in block.notes:
            lines = self._each(note.lines, "<div>{}</div>")
            yield f'<li id="note_{note.number}" value="{note.number}">{lines}{self._back_links(note.number)}</li>\n'
        yield "</ol>"

    def _back_links(self, number: int) -> str:
        places = self._places.get(number, 0)
        label = self._tr("Back to place {place} of {places} that names source {number}")
        return "".join(
            f'<a class="back" role="doc-backlink" href="#note_{number}_{place}" '
            f'aria-label="{web_text(label.format(place=place, places=places, number=number))}">'
            f"↩{f'<sup>{place}</sup>' if places > 1 else ''}</a>"
            for place in range(1, places + 1)
        )

    def _line(self, line: Line) -> str:
        return "".join(map(self._inline, line))

    def _inline(self, part: Inline) -> str:
        match part:
            case Mark():
                return self._mark(part.number)
            case Link():
                return f'<span class="entry" data-address="{web_text(part.address)}">{self._apart(part.text)}</span>'
            case Text() if part.style:
                return f'<span class="{part.style}">{self._words(part.text)}</span>'
            case Field():
                return self._apart(part.text)
            case ShowAll() | PartAnchor():
                return ""  # works in a window only
            case Text() | Fold():
                return self._words(part.text)

    def _words(self, text: str) -> str:
        """Return text in which a number keeps its mark at the side where it is, also from right to left."""
        form = '<bdi dir="ltr">{}</bdi>' if self._tr.is_right_to_left else "{}"
        return in_order(text, form, lambda part: web_text(part, isolated))

    def _apart(self, text: str) -> str:
        """Return data isolated, so that it keeps the direction of its own script."""
        return f"<bdi>{web_text(text)}</bdi>" if self._tr.is_right_to_left else web_text(text, isolated)

    def _mark(self, number: int) -> str:
        place = self._places[number] = self._places.get(number, 0) + 1
        label = web_text(self._tr("Source {number}").format(number=number))
        return (
            f'<sup><a id="note_{number}_{place}" href="#note_{number}" role="doc-noteref" aria-label="{label}">'
            f"{number}</a></sup>"
        )

    def _name(self, anchor: str) -> str:
        """Return an id that no other heading has; unlike ids of notes and drawings, it contains no underscore."""
        wanted = name = _id(anchor)
        number = 1
        while name in self._names:
            number += 1
            name = f"{wanted}-{number}"
        self._names.add(name)
        return name


def _id(anchor: str) -> str:
    return _NO_ANCHOR.sub("-", anchor).lstrip("-0123456789") or "part"


def _is_foot(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == FOOT
