"""Where links lead on paper that is a PDF file: to its headings and to the web; all others become text."""

from typing import Any, NamedTuple

from coopviewer.rendering.document.document import (
    Block,
    Contents,
    Document,
    Field,
    Heading,
    Inline,
    Items,
    Line,
    Link,
    Paragraph,
    PartAnchor,
    Text,
)
from coopviewer.rendering.document.link_places import anchor_key, is_web_address, place_in, with_web_links


class HeadingPlace(NamedTuple):
    """A heading: its level, its text without source marks, and the name of its new anchor, such as ``heading-3``."""

    level: int
    text: str
    name: str


def link_for_paper(paper: Document) -> tuple[Document, tuple[HeadingPlace, ...]]:
    """Return ``paper``, a result of ``set_for_paper``, with links that work in a PDF file, and a list of its headings.

    Each heading gets an anchor; headings within tables and columns do not, and are not in the list. Links lead to these
    anchors or to the web; all other links become text. Web addresses become links, except in the texts of facts. Source
    marks stay as they are.
    """
    headings: list[HeadingPlace] = []
    names: dict[str, str] = {}
    for block in paper.blocks:
        if isinstance(block, Heading):
            headings.append(HeadingPlace(block.level, _words(block.line), f"heading-{len(headings) + 1}"))
            if block.anchor:
                names.setdefault(anchor_key(block.anchor), headings[-1].name)
    linker = _Linker(paper.address, names)
    places = iter(headings)
    blocks = (linker.block(block, next(places).name if isinstance(block, Heading) else "") for block in paper.blocks)
    return paper._replace(blocks=tuple(blocks)), tuple(headings)


class _Linker:
    """Replaces the links of one document; ``names`` has the names of the headings' new anchors, by their old ones."""

    def __init__(self, address: str, names: dict[str, str]) -> None:
        self._address, self._names, self._anchors = address, names, frozenset(names)

    def block(self, block: Block, name: str) -> Block:
        match block:
            case Heading():
                return block._replace(line=(PartAnchor(name), *self._line(block.line)), anchor="")
            case Paragraph():
                return block._replace(line=self._line(block.line))
            case Items():
                return block._replace(lines=tuple(map(self._line, block.lines)))
            case Contents(lines):
                named = (line._replace(anchor=self._names.get(anchor_key(line.anchor), line.anchor)) for line in lines)
                return Contents(tuple(named))
        linked: Block = self._any(block)
        return linked

    def _any(self, part: Any) -> Any:
        """Return a table, key facts or any part of them with its links replaced; all of them are tuples."""
        if not isinstance(part, tuple):
            return part
        if hasattr(part, "_fields"):
            return type(part)(*map(self._any, part))
        parts = ((self._parts(each) if isinstance(each, Text | Link) else (self._any(each),)) for each in part)
        return tuple(new for several in parts for new in several)

    def _line(self, line: Line) -> Line:
        return tuple(new for part in line for new in self._parts(part))

    def _parts(self, part: Inline) -> Line:
        if isinstance(part, Text):
            return with_web_links(part)
        if not isinstance(part, Link) or is_web_address(part.address):
            return (part,)
        text = f"{part.text}{'…' if part.whole else ''}"
        anchor = place_in(self._address, self._anchors, part.address)
        return (Link(text, f"#{self._names[anchor]}") if anchor else Field(part.fact_id, text),)


def _words(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text | Field | Link)).strip()
