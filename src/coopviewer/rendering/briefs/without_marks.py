"""Removes the source marks of a document, for briefs that list their sources instead of numbering them."""

from collections.abc import Iterable, Iterator
from typing import Any

from coopviewer.rendering.document.document import Block, Mark


def without_marks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the same blocks without source marks; the words about the basis of a fact stay."""
    yield from map(_without, blocks)


def _without(part: Any) -> Any:
    """Return a block, a line or any part of them without marks; all of them are tuples."""
    if not isinstance(part, tuple):
        return part
    kept = [_without(each) for each in part if not isinstance(each, Mark)]
    return type(part)(*kept) if hasattr(part, "_fields") else tuple(kept)
