"""A page as a document: headings, lists and tables of short lines, before any format is chosen.

These are named tuples, not dataclasses: a page makes hundreds of them, and their classes are made at every start.
"""

from collections.abc import Iterator
from typing import NamedTuple

SOFT = "soft"
BASIS = "basis"
STRONG = "strong"
FOOT = "foot"


class Text(NamedTuple):
    """Words of the interface or of a fact; ``style`` is empty, SOFT, STRONG, or BASIS (why a fact is held so)."""

    text: str
    style: str = ""


class Link(NamedTuple):
    """A way to another page: ``address`` is a ``coop:`` address; ``fact_id`` names the fact that it shows, if any."""

    text: str
    address: str
    fact_id: str = ""


class Fold(NamedTuple):
    """A control that unfolds or folds what belongs to ``key``, in place."""

    text: str
    key: str
    unfolded: bool


class ShowAll(NamedTuple):
    """A control that opens a list that is cut here; ``outgoing``: the page's entry is the subject of its relations."""

    text: str
    predicate_id: str
    outgoing: bool


class Mark(NamedTuple):
    """The number of a footnote that says where a fact is written; left out of copied and spoken text.

    ``fact_id`` names the fact that it stands beside, the first one where several share it.
    """

    number: int
    fact_id: str = ""


class Field(NamedTuple):
    """The text of a fact, exactly as the database holds it."""

    fact_id: str
    text: str


Inline = Text | Link | Fold | ShowAll | Mark | Field
Line = tuple[Inline, ...]


class Heading(NamedTuple):
    """A heading: level 1 is the page's title; ``anchor`` is its place in an address, may be empty."""

    level: int
    line: Line
    anchor: str = ""


class Paragraph(NamedTuple):
    """A paragraph; ``role`` is empty, ``eyebrow`` (above the title), ``lead``, ``soft``, ``names``, ``note``, FOOT."""

    line: Line
    role: str = ""


class KeyFact(NamedTuple):
    """One labelled fact: the first line is the value, further ones explain it."""

    label: str
    lines: tuple[Line, ...]


class KeyFacts(NamedTuple):
    """Labelled facts, drawn as a grid of ``columns``."""

    facts: tuple[KeyFact, ...]
    columns: int = 2


class Items(NamedTuple):
    """A list, numbered or not; ``first`` is the number of its first line."""

    lines: tuple[Line, ...]
    ordered: bool = False
    first: int = 1


class Flow(NamedTuple):
    """Short things set one after the other, such as countries."""

    lines: tuple[Line, ...]


class Row(NamedTuple):
    """A table's row; each cell is several lines; ``detail`` unfolds beneath it, None: folded or nothing there."""

    cells: tuple[tuple[Line, ...], ...]
    detail: "tuple[Block, ...] | None" = None


class Table(NamedTuple):
    """A table with a heading for each column; ``widths`` share out its width (``40%``), empty: as the text needs."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[str, ...] = ()


class Bar(NamedTuple):
    """A timeframe drawn with its precision; ``edtf`` is an EDTF interval, ``text`` says the same in words."""

    edtf: str
    text: str


class Footnote(NamedTuple):
    """What a mark's number stands for."""

    number: int
    lines: tuple[Line, ...]


class Footnotes(NamedTuple):
    """All footnotes of the page, in the order of their numbers."""

    notes: tuple[Footnote, ...]


Block = Heading | Paragraph | KeyFacts | Items | Flow | Table | Bar | Footnotes


class Document(NamedTuple):
    """A whole page; ``title`` is plain text, for the window and for files."""

    title: str
    address: str
    blocks: tuple[Block, ...]


def lines_of(block: Block) -> Iterator[Line]:
    """Return the lines of a block in reading order; a bar has none."""
    match block:
        case Heading(_, line, _) | Paragraph(line, _):
            yield line
        case KeyFacts(facts, _):
            yield from (line for fact in facts for line in fact.lines)
        case Items(lines, _) | Flow(lines):
            yield from lines
        case Table(_, rows, _):
            for row in rows:
                yield from (line for cell in row.cells for line in cell)
                yield from (line for detail in row.detail or () for line in lines_of(detail))
        case Footnotes(notes):
            yield from (line for note in notes for line in note.lines)
