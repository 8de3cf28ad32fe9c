"""Shortens a document for the screen: very long texts and lists are shown in parts, since Qt lays out a page at once.

Exports, *Read as plain text* and copying a whole page use the document as it is.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import groupby
from typing import NamedTuple, TypeVar

from coopviewer.domain.language import Translate
from coopviewer.domain.text.cutting import LONGEST_TEXT, cut_at
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    BRIEF,
    MOST_LINES,
    MOST_LONG_TEXT,
    SOFT,
    Bar,
    Block,
    Columns,
    Document,
    Field,
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
    PartAnchor,
    Row,
    RunIn,
    Span,
    Strip,
    Table,
    Text,
    lines_of,
)

_LIST = "list"  # the key of the first long list of a page
_MOST_PARTS = 1_000  # parts of one line, such as names
_MOST_OF_PAGE, _FEWEST = 320, 20  # lines of the lists of a page that is cut, and of one of them in any case
_Item = TypeVar("_Item")

Parts = Mapping[str, int]
"""Where the shown part of a long text (in code points) or list (in items) begins, by its key; at 0 if not in here."""


class _Part(NamedTuple):
    """The shown part of the text or list ``key``, of ``total``; ``before`` is the beginning of the part before it."""

    key: str
    before: int
    start: int
    end: int
    total: int


def shorten(document: Document, parts: Parts, tr: Translate) -> Document:
    """Return a document in which very long texts and lists are cut to one part; most documents are not changed.

    ``parts`` says where the shown part of a text or list begins, if not at the start. A part has at most 20,000 code
    points, or 200 items, and less if the page is long; links after it lead to the previous and next part. Headings,
    labels and links are cut at 1,000 code points. If a list or text is cut, notes without a shown mark are left out.
    """
    shortener = _Shortener(parts, tr, is_long=_size(document) > MOST_LONG_TEXT)
    return document._replace(title=brief(document.title), blocks=tuple(shortener.blocks(document.blocks)))


def part_target(key: str, start: int) -> str:
    """Return the target ``part:START:KEY`` of the part of text or list ``key`` from code point or item ``start`` on."""
    return f"{schemes.PART}{start}:{key}"


def part_anchor(key: str) -> str:
    """Return the anchor where the shown part of the text or list ``key`` begins: ``list~2`` → ``part-list~2``."""
    return f"part-{key}"


def parts_of(targets: Iterable[str]) -> dict[str, int]:
    """Return where parts begin, by key, ignoring other targets: ``["part:20000:list~2"]`` → ``{"list~2": 20000}``."""
    found = (each.removeprefix(schemes.PART).partition(":") for each in targets if each.startswith(schemes.PART))
    return {key: int(start) for start, _, key in found if start.isdecimal()}


def with_part(targets: Set[str], target: str) -> frozenset[str]:
    """Return ``targets``, a ``Visit.unfolded``, with ``target`` added, which shows a part: ``part:20000:list~2``.

    It replaces the one with the same key. Keys of folds (``project/afic``) stay, and targets of other lists (``list``,
    ``list~3``) too; those of other texts are left out: these show their first part again, to keep the page short.
    """
    (key, _), *_ = parts_of([target]).items()
    others = {
        part_target(*each)
        for each in parts_of(targets).items()
        if each[0].partition("~")[0] == _LIST and each[0] != key
    }
    return frozenset({each for each in targets if not each.startswith(schemes.PART)} | others | {target})


def brief(text: str, most: int = BRIEF) -> str:
    """Return a text; if over ``most`` (1,000) code points, its beginning, cut between words if possible, and ``…``."""
    return text if len(text) <= most else f"{text[: cut_at(text, most)].rstrip()}…"


def _anchor(part: _Part) -> PartAnchor:
    return PartAnchor(part_anchor(part.key))


def _anchored(lines: tuple[Line, ...], part: _Part | None) -> tuple[Line, ...]:
    """Return lines with the anchor of their part at the beginning; None: unchanged, since they are the whole list."""
    return ((_anchor(part), *lines[0]), *lines[1:]) if part else lines


def _size(item: object) -> int:
    """Return the number of characters in a part of a document."""
    return len(item) if isinstance(item, str) else sum(map(_size, item)) if isinstance(item, tuple) else 0


def _end_of(items: Sequence[object], start: int, most: int) -> int:
    """Return the end of the part of a list that begins at ``start``: at most ``most`` items, fewer if they are long."""
    size = 0
    for at in range(start, min(start + most, len(items))):
        size += min(_size(items[at]), BRIEF)
        if size > MOST_LONG_TEXT:
            return max(at, start + 1)
    return min(start + most, len(items))


class _Shortener:
    """One pass over a document, in reading order."""

    def __init__(self, parts: Parts, tr: Translate, *, is_long: bool) -> None:
        self._parts, self._tr, self._is_long = parts, tr, is_long
        self._left, self._lines_left = MOST_LONG_TEXT, _MOST_OF_PAGE
        self._keys: dict[str, int] = {}
        self._has_cut = False

    def blocks(self, blocks: Sequence[Block]) -> list[Block]:
        """Return blocks shortened; many paragraphs of a kind count as a list. Only notes of shown marks are kept."""
        found: list[Block] = []
        for (kind, _), grouped in groupby(blocks, lambda block: (type(block), getattr(block, "role", ""))):
            run = tuple(grouped)
            shown, part = self._list(run) if kind in (Paragraph, Bar) else (run, None)
            written = [new for block in shown for new in self._block(block)]
            if part and isinstance(first := written[0], Paragraph):
                written[0] = first._replace(line=(_anchor(part), *first.line))
            found += [*written, *self._after(part)]
        inlines = (each for block in found for line in lines_of(block) for each in line)
        numbers = {each.number for each in inlines if isinstance(each, Mark)}
        return [self._notes(block, numbers) if isinstance(block, Footnotes) else block for block in found]

    def _block(self, block: Block) -> Iterable[Block]:
        match block:
            case Heading():
                return (block._replace(line=tuple(map(self._brief, block.line))),)
            case Paragraph():
                return (block._replace(line=self._line(block.line)),)
            case KeyFacts():
                facts, part = self._list(block.facts)
                labelled = [KeyFact(brief(fact.label), self._lines(fact.lines)) for fact in facts]
                if part:
                    labelled[0] = KeyFact(labelled[0].label, _anchored(labelled[0].lines, part))
                return (block._replace(facts=tuple(labelled)), *self._after(part))
            case Items():
                lines, part = self._list(block.lines)
                first = block.first + (part.start if part else 0)
                written = _anchored(tuple(map(self._line, lines)), part)
                return (block._replace(lines=written, first=first), *self._after(part))
            case RunIn():
                return (RunIn(tuple(map(self._line, block.lines))),)
            case Table():
                return self._table(block)
            case Strip():
                spans, part = self._list(block.spans)
                return (block._replace(spans=tuple(map(self._span, spans))), *self._after(part))
            case Columns():
                return (Columns(tuple(self.blocks(block.main)), tuple(self.blocks(block.side))),)
        return (block,)

    def _table(self, table: Table) -> Iterable[Block]:
        cells = max(len(table.headers), 1)
        if len(table.rows) > table.most_rows:
            shown, part = self._list(table.rows, table.most_rows, cells)
        else:
            shown, part = table.rows, None
            self._lines_left = max(self._lines_left - len(shown) * cells, 0)
        rows = tuple(map(self._row, shown))
        if part:
            rows = (Row((_anchored(rows[0].cells[0], part), *rows[0].cells[1:]), rows[0].detail), *rows[1:])
        return (Table(tuple(map(brief, table.headers)), rows, *table[2:]), *self._after(part))

    def _span(self, span: Span) -> Span:
        return Span(self._line(span.title), span.edtf, self._line(span.words), self._line(span.value))

    def _row(self, row: Row) -> Row:
        detail = None if row.detail is None else tuple(new for block in row.detail for new in self._block(block))
        return Row(tuple(map(self._lines, row.cells)), detail)

    def _notes(self, block: Footnotes, numbers: Set[int]) -> Footnotes:
        notes = tuple(note for note in block.notes if note.number in numbers) if self._has_cut else block.notes
        return Footnotes(tuple(note._replace(lines=self._lines(note.lines)) for note in notes))

    def _lines(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        shown, part = self._window(lines)
        return (*_anchored(tuple(map(self._line, shown)), part), *((self._of_list(part),) if part else ()))

    def _line(self, line: Line) -> Line:
        shown, part = self._window(line, _MOST_PARTS)
        written = tuple(piece for each in shown for piece in self._inline(each))
        return (_anchor(part), *written, Text(" "), *self._of_list(part)) if part else written

    def _inline(self, inline: Inline) -> Line:
        if isinstance(inline, Link):
            return (self._brief(inline),)
        if not isinstance(inline, Text | Field) or len(inline.text) <= BRIEF:
            return (inline,)
        part, text = self._part_of(inline), inline.text
        self._left -= part.end - part.start
        if part.end - part.start == part.total:
            return (inline,)
        self._has_cut = True
        cut = text[part.start : part.end]
        shown = inline._replace(text=cut) if isinstance(inline, Text) else Field(inline.fact_id, cut, part.start, text)
        before = (Text("… ", SOFT),) if part.start else ()
        return (_anchor(part), *before, shown, *self._of_text(part))

    def _part_of(self, inline: Text | Field) -> _Part:
        text, key = inline.text, self._key(inline.fact_id if isinstance(inline, Field) else "text")
        most = LONGEST_TEXT if key in self._parts else max(min(self._left, LONGEST_TEXT), BRIEF)
        start = min(self._parts.get(key, 0), len(text) - 1)
        end = len(text) if len(text) <= start + most else max(cut_at(text, start + most), start + 1)
        before = cut_at(text, start - LONGEST_TEXT) if start > LONGEST_TEXT else 0
        return _Part(key, before, start, end, len(text))

    def _brief(self, inline: Inline) -> Inline:
        """Return a part of a heading, or a link, with at most the beginning of a long text."""
        if not isinstance(inline, Text | Field | Link) or len(inline.text) <= BRIEF:
            return inline
        if isinstance(inline, Text):
            return inline._replace(text=brief(inline.text))
        return inline._replace(text=brief(inline.text)[:-1], whole=inline.text)

    def _list(
        self, items: tuple[_Item, ...], most: int = MOST_LINES, cells: int = 1
    ) -> tuple[tuple[_Item, ...], _Part | None]:
        """Return the shown items of a list, fewer if much is shown before, and their part, None for the whole list.

        ``cells`` is how many cells each item has.
        """
        if self._is_long or self._has_cut:
            most = min(most, max(self._lines_left // cells, _FEWEST))
        shown, part = self._window(items, most)
        self._lines_left = max(self._lines_left - len(shown) * cells, 0)
        return shown, part

    def _window(self, items: tuple[_Item, ...], most: int = MOST_LINES) -> tuple[tuple[_Item, ...], _Part | None]:
        """Return the shown items of a list, at most ``most``, and the part that they are, None for the whole list."""
        if _end_of(items, 0, most) == len(items):
            return items, None
        self._has_cut = True
        key = self._key(_LIST)
        start = min(self._parts.get(key, 0), len(items) - 1)
        end = _end_of(items, start, most)
        return items[start:end], _Part(key, max(start - most, 0), start, end, len(items))

    def _key(self, name: str) -> str:
        """Return the key of a text or list: its name, followed by a number from the second of that name on."""
        self._keys[name] = self._keys.get(name, 0) + 1
        return name if self._keys[name] == 1 else f"{name}~{self._keys[name]}"

    def _after(self, part: _Part | None) -> tuple[Block, ...]:
        return (Paragraph(self._of_list(part)),) if part else ()

    def _of_text(self, part: _Part) -> Line:
        tr = self._tr
        words = tr("Characters {first} to {last} of {total} are shown; Read as plain text has all of them.")
        return (Text(" … ", SOFT), Text(self._filled(words, part), SOFT), *self._steps(part))

    def _of_list(self, part: _Part) -> Line:
        tr = self._tr
        words = tr("Items {first} to {last} of {total} are shown; Read as plain text has all of them.")
        return (Text(self._filled(words, part), SOFT), *self._steps(part))

    def _filled(self, words: str, part: _Part) -> str:
        number = self._tr.number
        return words.format(first=number(part.start + 1), last=number(part.end), total=number(part.total))

    def _steps(self, part: _Part) -> Line:
        tr = self._tr
        line: Line = ()
        if part.start:
            line = (*line, Text(" · ", SOFT), Link(tr("Previous part"), part_target(part.key, part.before)))
        if part.end < part.total:
            line = (*line, Text(" · ", SOFT), Link(tr("Next part"), part_target(part.key, part.end)))
        return line
