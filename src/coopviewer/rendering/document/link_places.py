"""Where the links of a PDF file or a Word document lead: to a heading within it, to the web, or nowhere."""

import re
from collections.abc import Iterator

from coopviewer.rendering.document.document import Block, Document, Heading, Line, Link, Row, Table, Text, single_blocks

_IN_BRACKETS = r"\([^\s<>\"\u00a0()]*\)"  # of an address, such as those of Wikipedia; other brackets end it
_WEB = re.compile(rf"https?://(?>{_IN_BRACKETS}|[^\s<>\"\u00a0)])*(?:{_IN_BRACKETS}|[^\s<>\"\u00a0.,;:!?()\[\]{{}}’”])")
_NO_ANCHOR = re.compile(r"[^A-Za-z0-9-]+")
_SCHEME = re.compile(r"\Acoop:")


def anchors_of(document: Document) -> frozenset[str]:
    """Return the anchors of the headings of a document, in the form for HTML: ``country-NE`` for ``country/NE``."""
    return frozenset(anchor_key(heading.anchor) for heading in headings_of(document.blocks) if heading.anchor)


def headings_of(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Yield the headings of blocks in reading order, including those in the details of table rows."""
    for block in single_blocks(blocks):
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Table):
            yield from _headings_of_rows(block.rows)


def _headings_of_rows(rows: tuple[Row, ...]) -> Iterator[Heading]:
    for row in rows:
        yield from headings_of(row.detail or ())


def anchor_key(anchor: str) -> str:
    """Return an anchor with a hyphen in place of each run of signs other than ASCII letters, digits and hyphens.

    ``country-NE`` for ``country/NE``.
    """
    return _NO_ANCHOR.sub("-", anchor)


def place_in(document_address: str, anchors: frozenset[str], address: str) -> str:
    """Return the anchor of the heading in a document to which ``address`` leads; empty if it leads to none.

    ``#goals``, and the document's own address with ``#goals``, lead to ``goals``. In a brief ``coop:country/NE`` leads
    to ``country-NE``, and with ``#goals`` to ``country-NE-goals``, or to ``country-NE`` if there is no such heading.
    ``anchors`` are all anchors of the document, as ``anchors_of`` returns them; ``document_address`` is its own
    address.
    """
    target, _, fragment = address.partition("#")
    entry = anchor_key(_SCHEME.sub("", target))
    fragment = anchor_key(fragment)
    is_own = target in ("", document_address)
    wanted = (fragment if is_own else "", f"{entry}-{fragment}" if fragment else "", "" if is_own else entry)
    return next((name for name in wanted if name in anchors), "")


def is_web_address(address: str) -> bool:
    """Return whether a text is, as a whole, an address that begins ``http://`` or ``https://``."""
    return _WEB.fullmatch(address) is not None


def with_web_links(part: Text) -> Line:
    """Return a text as a line in which ``http://`` and ``https://`` addresses are links; the rest keeps its style."""
    found: list[Text | Link] = []
    at = 0
    for match in _WEB.finditer(part.text):
        found += [Text(part.text[at : match.start()], part.style), Link(match[0], match[0])]
        at = match.end()
    found.append(Text(part.text[at:], part.style))
    return tuple(each for each in found if each.text)
