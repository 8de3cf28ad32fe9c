"""A document, such as a page, independent of its format: blocks such as headings, with lines of texts and links."""

from collections.abc import Iterator
from typing import NamedTuple  # not dataclasses: a page creates hundreds, and the classes are created at every start

SOFT, BASIS, STRONG = "soft", "basis", "strong"
GONE, ADDED = "gone", "added"  # words of an earlier text, and of a later one
FOOT = "foot"
BRIEF = 1_000  # characters up to which a text is never shown in part
MOST_LINES = 200  # of one list that the screen shows at once
MOST_CELLS = 200  # of one table that the screen shows at once: Qt lays out a table as a whole
MOST_LONG_TEXT = 40_000  # characters of a list, or of the texts of a page, from which on the screen shows less of them


class Text(NamedTuple):
    """A piece of text, of the interface or of a fact; ``style`` is empty, or a name such as SOFT or STRONG."""

    text: str
    style: str = ""


class Link(NamedTuple):
    """A link; ``address`` may be a command to the window such as ``fold:…``.

    ``fact_id`` is the fact that the text of the link states, or empty. ``whole`` is the complete text if ``text`` is
    only its beginning, else empty.
    """

    text: str
    address: str
    fact_id: str = ""
    whole: str = ""


class Fold(NamedTuple):
    """A control to show or hide one part of the page; ``key`` names the part, ``unfolded``: it is shown now."""

    text: str
    key: str
    unfolded: bool


class ShowAll(NamedTuple):
    """A control to show all of a shortened list of relations; ``outgoing``: the page's entry is their subject."""

    text: str
    predicate_id: str
    outgoing: bool


class Mark(NamedTuple):
    """A source mark: the raised number of a footnote, behind a fact; ``fact_id`` is the id of that fact, or empty."""

    number: int
    fact_id: str = ""


class Field(NamedTuple):
    """A fact's text; if it is only a part, it begins at the code point ``start`` of ``whole``, the complete text."""

    fact_id: str
    text: str
    start: int = 0
    whole: str = ""

    @property
    def full_text(self) -> str:
        """The complete text, of which ``text`` may be a part."""
        return self.whole or self.text


class PartAnchor(NamedTuple):
    """An invisible link target: the start of the shown part of a long text or list; on paper, a heading or footnote."""

    name: str


Inline = Text | Link | Fold | ShowAll | Mark | Field | PartAnchor
Line = tuple[Inline, ...]


class Heading(NamedTuple):
    """A heading; level 1 is the page's title. ``anchor`` names it in links (``#goals``), empty: no link leads to it."""

    level: int
    line: Line
    anchor: str = ""


class Paragraph(NamedTuple):
    """A paragraph; ``role`` is empty or one of these.

    ``eyebrow`` (above the title), ``lead`` (introduces), ``soft`` (a remark), ``names`` (other names), ``note`` (such
    as a legal note), ``age`` (of the content), ``entry`` (of a list), ``boxed`` (such as a data note), ``own`` (of an
    annotation), ``cover`` and ``cover-line`` (of a title page), ``foot``; on paper also ``fact``, ``locator``.
    """

    line: Line
    role: str = ""


class KeyFact(NamedTuple):
    """A fact with a label: the first line is a value, each further line another value, or explains the line above."""

    label: str
    lines: tuple[Line, ...]


class KeyFacts(NamedTuple):
    """Labelled facts in a grid of ``columns``."""

    facts: tuple[KeyFact, ...]
    columns: int = 2


class Items(NamedTuple):
    """A list; ``ordered``: its items are numbered, from ``first`` on. Each line is an item."""

    lines: tuple[Line, ...]
    ordered: bool = False
    first: int = 1


class RunIn(NamedTuple):
    """Short texts, such as the names of countries, one after the other in one paragraph."""

    lines: tuple[Line, ...]


class Row(NamedTuple):
    """A row of a table; a cell has any number of lines. ``detail`` are blocks shown under the row, or None."""

    cells: tuple[tuple[Line, ...], ...]
    detail: "tuple[Block, ...] | None" = None


class Table(NamedTuple):
    """A table; ``widths`` (``30%``) and ``links`` (addresses, ``""``: none) have one for each header, or are empty."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def most_rows(self) -> int:
        """How many rows the screen shows at once (200 cells): 66 for 3 headers; a longer table is shown in parts."""
        return min(MOST_CELLS // max(len(self.headers), 1), MOST_LINES)


class Bar(NamedTuple):
    """A timeframe drawn as a bar that shows its precision; ``text`` says its dates in words.

    ``edtf`` is ``2017/2023``, ``2017/`` (end not stated) or ``2017/..`` (open end). ``planned`` has planned dates in
    the same form, drawn as an outline; empty if there are none. Beside planned dates ``edtf`` may be empty, and an end
    is never open in either.
    """

    edtf: str
    text: str
    planned: str = ""


class StripYears(NamedTuple):
    """The scale for the bars of a strip: the years from ``first`` to ``last``, both included.

    ``as_of`` are the earliest and latest day that the edition may speak of, None: not known. Days are in ISO 8601.
    """

    first: int
    last: int
    as_of: tuple[str, str] | None
    today: str


class Span(NamedTuple):
    """A row of a strip: title, timeframe in EDTF (empty if none is stated), the same in words, and grants in words."""

    title: Line  # this and ``value`` are empty beside a further timeframe of the same project
    edtf: str
    words: Line
    value: Line


class Strip(NamedTuple):
    """Timeframes drawn below each other on one scale, with three ``headers``: over titles, timeframes and values."""

    headers: tuple[str, str, str]
    spans: tuple[Span, ...]
    years: StripYears


class Locator(NamedTuple):
    """A small map; ``named`` countries are filled, those ``around`` are in view too; ``lines`` explain the map.

    Countries are named by the keys of their shapes: the alpha-3 code, and ``XKX`` for ``XK``, which has none.
    """

    named: tuple[str, ...]
    around: tuple[str, ...]
    lines: tuple[Line, ...]


class Columns(NamedTuple):
    """Two columns of blocks; a narrow page stacks them, and exports do so unless one of the two is a small map."""

    main: "tuple[Block, ...]"
    side: "tuple[Block, ...]"


class Footnote(NamedTuple):
    """A footnote: the number of its source mark, and the sources of the facts with that mark."""

    number: int
    lines: tuple[Line, ...]


class Footnotes(NamedTuple):
    """All footnotes of the page, ordered by number."""

    notes: tuple[Footnote, ...]


class ContentsLine(NamedTuple):
    """A line of a table of contents: level (``Heading.level``), text and anchor of the heading that it names."""

    level: int
    text: str
    anchor: str


class Contents(NamedTuple):
    """A table of contents; its lines are in the order of the headings."""

    lines: tuple[ContentsLine, ...]


class PageBreak(NamedTuple):
    """The end of a sheet: paper, Word documents and printed web pages begin a new page here; text shows nothing."""


Picture = Bar | Strip | Locator
Block = Heading | Paragraph | KeyFacts | Items | RunIn | Table | Picture | Columns | Footnotes | Contents | PageBreak


class Document(NamedTuple):
    """A page, brief, card or preview; ``title`` is plain text, ``address`` is where it is (``coop:…``), or empty."""

    title: str
    address: str
    blocks: tuple[Block, ...]


def filled(sentence: str, line: Line, style: str = "") -> Line:
    """Return a sentence as a line in which ``line`` takes the place of ``{}``; ``style`` is the style of the rest."""
    before, _, after = sentence.partition("{}")
    return (*((Text(before, style),) if before else ()), *line, *((Text(after, style),) if after else ()))


def in_one_column(document: Document) -> Document:
    """Return the document with the blocks of two columns one after the other, those of the main column first."""
    return document._replace(blocks=tuple(single_blocks(document.blocks)))


def single_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks in reading order; two columns are replaced by the blocks within them."""
    for block in blocks:
        if isinstance(block, Columns):
            yield from single_blocks((*block.main, *block.side))
        else:
            yield block


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines of a block in reading order, without labels of key facts and table headers that are no links."""
    match block:
        case Heading(_, line, _) | Paragraph(line, _):
            yield line
        case KeyFacts(facts, _):
            yield from (line for fact in facts for line in fact.lines)
        case Items(lines, _) | RunIn(lines) | Locator(_, _, lines):
            yield from lines
        case Table(headers, rows, _, links):
            yield from ((Link(text, address),) for text, address in zip(headers, links, strict=False) if address)
            yield from (line for row in rows for line in _lines_of_row(row))
        case Strip(_, spans, _):
            for span in spans:
                yield from (span.title, span.words, span.value)
        case Columns(main, side):
            yield from (line for each in (*main, *side) for line in lines_of(each))
        case Footnotes(notes):
            yield from (line for note in notes for line in note.lines)
        case Contents(lines):
            yield from ((Text(text),) for _, text, _ in lines)


def _lines_of_row(row: Row) -> Iterator[Line]:
    yield from (line for cell in row.cells for line in cell)
    yield from (line for detail in row.detail or () for line in lines_of(detail))
