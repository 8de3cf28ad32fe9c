"""Writes a document as plain text or Markdown: its words, without drawings and the remarks on these.

Source marks are ``[3]``, in Markdown ``[^3]``; the footnotes at the end have the same numbers.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from coopviewer.rendering.document.clean_text import clean
from coopviewer.rendering.document.document import (
    Bar,
    Block,
    Columns,
    Contents,
    Document,
    Field,
    Fold,
    Footnotes,
    Heading,
    Items,
    KeyFacts,
    Line,
    Link,
    Locator,
    Mark,
    PageBreak,
    Paragraph,
    RunIn,
    Span,
    Strip,
    Table,
    Text,
)
from coopviewer.rendering.document.markdown import escape_inline, escape_start

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class _Manner(NamedTuple):
    """How the formats differ: how text and the beginning of a line are escaped, and how each part is written.

    ``strong`` is the sign around bold text, ``item`` that before an item of a list, and ``own`` that before a line of
    the user's own words. ``gone`` and ``added`` are the signs before and after words that an earlier text had, and that
    are new. ``target`` returns what a link to an address leads to, empty if only its text stays; None: of all links
    only the text stays.
    """

    escape: Callable[[str], str]
    heading: Callable[[int, str], str]
    mark: Callable[[int], str]
    footnote: Callable[[int, str], str]
    strong: str
    item: str = "- "
    own: str = ""
    gone: tuple[str, str] = ("[-", "-]")
    added: tuple[str, str] = ("{+", "+}")
    begin: Callable[[str], str] = str
    target: Callable[[str], str] | None = None


def write_text(document: Document) -> str:
    """Return a document as plain text: each paragraph, item of a list and row of a table is one line.

    There is an empty line between blocks. Headings of levels 1 and 2 are underlined; each paragraph of an annotation
    begins with ``| ``. A row is ``- Project: AFIC; Status: ended``, with the names of the columns; its details are on
    indented lines below. Line ends within a text become blanks; other control characters, except tabs, are left out.
    Links are text.
    """
    return _write(document, _Manner(_clean, _text_heading, " [{}]".format, "[{}] {}".format, "", own="| "))


def write_spoken(document: Document) -> str:
    """Return a document as plain text to be read aloud line by line, without signs that would be read out too.

    Left out are source marks, underlines, bullets of lists, numbers of footnotes, and the ``|`` before annotations.
    """
    return _write(document, _Manner(_clean, _bare_heading, _no_mark, _bare_footnote, "", ""))


def write_markdown(document: Document) -> str:
    """Return a document as Markdown with footnotes; Markdown syntax in data is escaped. Of links only the text is kept.

    A table is a list whose items name the heading of each cell.
    """
    return _write(document, _MARKDOWN)


def write_linked_markdown(document: Document, target: Callable[[str], str]) -> str:
    """Return a document as Markdown with links; ``target`` returns the target of a link by its address.

    For ``coop:country/NE`` it may return ``NE.md``. This is written unchanged, so it must be escaped for Markdown; if
    it is empty, only the link's text stays. Footnotes are named ``source-1`` and so on, so that they do not clash with
    those of other text in the same file.
    """
    mark, note = "[^source-{}]".format, "[^source-{}]: {}".format
    return _write(document, _MARKDOWN._replace(mark=mark, footnote=note, target=target))


def _clean(text: str) -> str:
    """Return a text as part of one line: a line feed in a title must not look like the next line of the page."""
    return clean(_LINE_ENDS.sub(" ", text)).replace("\u00a0", " ")


def _escaped(text: str) -> str:
    return escape_inline(_clean(text))


def _text_heading(level: int, text: str) -> str:
    sign = {1: "=", 2: "-"}.get(level, "")
    return f"{text}\n{sign * len(text)}" if sign else text


def _bare_heading(_level: int, text: str) -> str:
    return text


def _no_mark(_number: int) -> str:
    return ""


def _bare_footnote(_number: int, text: str) -> str:
    return text


def _markdown_heading(level: int, text: str) -> str:
    return f"{'#' * level} {text}"


_MARKDOWN = _Manner(
    _escaped,
    _markdown_heading,
    "[^{}]".format,
    "[^{}]: {}".format,
    "**",
    own="> ",
    gone=("~~", "~~"),
    added=("**", "**"),
    begin=escape_start,
)


def _write(document: Document, manner: _Manner) -> str:
    parts = [text for block in document.blocks if (text := _block(block, manner))]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, manner: _Manner) -> str:
    if isinstance(block, Bar | Strip | Locator | Columns | Contents | PageBreak):
        return _further_block(block, manner)
    match block:
        case Heading(level, line, _):
            return manner.heading(level, _line(line, manner))
        case Paragraph(line, role):
            return (manner.own if role == "own" else "") + _line(line, manner)
        case KeyFacts(facts, _):
            return "\n".join(
                f"{manner.item}{manner.begin(manner.escape(f.label))}: {_lines(f.lines, manner)}" for f in facts
            )
        case Items(lines, ordered, first):
            signs = (f"{place}. " if ordered else manner.item for place in range(first, first + len(lines)))
            return "\n".join(f"{sign}{_line(line, manner)}" for sign, line in zip(signs, lines, strict=True))
        case RunIn(lines):
            return "; ".join(_line(line, manner) for line in lines)
        case Table():
            return _table(block, manner)
        case Footnotes(notes):
            separator = "\n"
            return separator.join(manner.footnote(note.number, _lines(note.lines, manner)) for note in notes)


def _further_block(block: Bar | Strip | Locator | Columns | Contents | PageBreak, manner: _Manner) -> str:
    match block:
        case PageBreak():
            return ""
        case Contents():
            return _contents(block, manner)
        case Bar():
            return ""  # the key facts contain its text
        case Strip(headers, spans, _):
            return "\n".join(_span(headers, span, manner) for span in spans)
        case Locator(_, _, lines):
            return _line(lines[0], manner) if lines else ""  # the others are about the drawing
        case Columns(main, side):
            return "\n\n".join(text for each in (*main, *side) if (text := _block(each, manner)))


def _contents(block: Contents, manner: _Manner) -> str:
    """Return the lines of a table of contents as a list, each further level in a list within it."""
    top = min((line.level for line in block.lines), default=0)
    indents = ("  " * (line.level - top) for line in block.lines)
    items = (manner.item + manner.begin(manner.escape(line.text)) for line in block.lines)
    return "\n".join(indent + item for indent, item in zip(indents, items, strict=True))


def _table(table: Table, manner: _Manner) -> str:
    """Return each row as a list item with labelled cells: a table in plain text would be wider than a screen."""
    rows = []
    for row in table.rows:
        named = zip(table.headers, row.cells, strict=True)
        written = ((head, _lines(cell, manner)) for head, cell in named)
        cells = "; ".join(f"{manner.escape(head)}: {text}" for head, text in written if text)
        rows.append(manner.item + manner.begin(cells))
        for block in row.detail or ():
            rows.append("\n".join(f"  {line}" for line in _block(block, manner).split("\n")))
    return "\n".join(rows)


def _span(headers: tuple[str, str, str], span: Span, manner: _Manner) -> str:
    """Return a timeframe as a list item with labelled parts, as a row of a table."""
    parts = zip(headers, (span.title, span.words, span.value), strict=True)
    cells = "; ".join(f"{manner.escape(head)}: {_line(part, manner)}" for head, part in parts if part)
    return manner.item + manner.begin(cells)


def _lines(lines: tuple[Line, ...], manner: _Manner) -> str:
    shown = (line for line in lines if not any(isinstance(part, Fold) for part in line))
    return " · ".join(_line(line, manner) for line in shown)


def _line(line: Line, manner: _Manner) -> str:
    written = []
    for part in line:
        match part:
            case Mark(number):
                written.append(manner.mark(number))
            case Text(text, "strong") if manner.strong:
                written.append(f"{manner.strong}{manner.escape(text)}{manner.strong}")
            case Text(text, "gone"):
                written.append(_between(manner.gone, text, manner))
            case Text(text, "added"):
                written.append(_between(manner.added, text, manner))
            case Link(text, address) if manner.target is not None and (target := manner.target(address)):
                written.append(f"[{manner.escape(text)}]({target})")
            case Text(text, _) | Link(text, _) | Fold(text, _, _) | Field(_, text):
                written.append(manner.escape(text))
    return manner.begin("".join(written).strip())


def _between(signs: tuple[str, str], text: str, manner: _Manner) -> str:
    """Return words between signs; white space at their ends stays outside, where Markdown needs it."""
    words = text.strip()
    if not words:
        return manner.escape(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{manner.escape(before)}{signs[0]}{manner.escape(words)}{signs[1]}{manner.escape(after)}"
