"""Under which heading of a page a fact stands."""

from collections.abc import Iterator

from coopviewer.rendering.document.document import (
    Block,
    Document,
    Field,
    Heading,
    Inline,
    Link,
    Mark,
    Text,
    lines_of,
)


def heading_over(document: Document, fact_id: str) -> Heading | None:
    """Give the heading that is nearest above the first place of a fact; None: it stands above all but the title."""
    nearest: Heading | None = None
    for block in document.blocks:
        if isinstance(block, Heading) and block.level > 1:
            nearest = block
        if any(_shows(part, fact_id) for part in _parts(block)):
            return nearest
    return None


def heading_words(heading: Heading) -> str:
    """Give a heading as plain text, without its count and marks."""
    return "".join(part.text for part in heading.line if isinstance(part, Text) and not part.style)


def _shows(part: Inline, fact_id: str) -> bool:
    return isinstance(part, Field | Link | Mark) and part.fact_id == fact_id


def _parts(block: Block) -> Iterator[Inline]:
    for line in lines_of(block):
        yield from line
