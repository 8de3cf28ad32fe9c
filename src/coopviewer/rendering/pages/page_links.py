"""The links of a page as a list with names, since Qt's QTextBrowser does not report them to a screen reader."""

from typing import NamedTuple

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    SOFT,
    Document,
    Field,
    Fold,
    Heading,
    Inline,
    Link,
    ShowAll,
    Text,
    lines_of,
    single_blocks,
)
from coopviewer.rendering.document.html import list_target
from coopviewer.rendering.words.reference_words import kind_word


class PageLink(NamedTuple):
    """A link, fold or shortened list of a page.

        ``name``: its text
        ``heading``: the heading above it; above the first section, the page's title
        ``leads_to``: words for what it opens, such as *Country* or *unfolds in place*

    ``target`` is an address (``coop:``) or a target of document/link_schemes.py.
    """

    name: str
    heading: str
    leads_to: str
    target: str


def page_links(document: Document, tr: Translate) -> tuple[PageLink, ...]:
    """Return the links of a page in reading order; folds and *Show all* are among them, source marks are not."""
    heading = document.title
    found = []
    for block in single_blocks(document.blocks):
        if isinstance(block, Heading) and block.level > 1:
            heading = "".join(_words(part) for part in block.line).strip()
        for line in lines_of(block):
            found += [link for part in line if (link := _link(part, heading, tr)) is not None]
    return tuple(found)


def _words(part: Inline) -> str:
    """Return the text of a heading's part; empty for counts and marks."""
    return part.text if isinstance(part, Field) or (isinstance(part, Text) and part.style != SOFT) else ""


def _link(part: object, heading: str, tr: Translate) -> PageLink | None:
    match part:
        case Link(text, address) if address.startswith(schemes.PART):
            return PageLink(text, heading, tr("part of a long text or list"), address)
        case Link(text, address) if address.startswith(schemes.REFERENCE):
            return PageLink(text, heading, tr("another reference"), address)
        case Link(text, address):
            return PageLink(text, heading, _kind_of(address, tr), address)
        case Fold(text, key, unfolded):
            does = tr("folds in place") if unfolded else tr("unfolds in place")
            return PageLink(text, heading, does, schemes.FOLD + key)
        case ShowAll():
            return PageLink(part.text, heading, tr("list of all"), list_target(part))
    return None


def _kind_of(address: str, tr: Translate) -> str:
    kind = address.removeprefix(SCHEME).partition("?")[0].partition("/")[0]
    if kind in set(EntryKind):
        return kind_word(EntryKind(kind), tr)
    others = {
        "source": tr("Source"),
        "import": tr("Import"),
        "search": tr("Search"),
        "annotations": tr("Annotations"),
        "coverage": tr("Coverage"),
        "timeline": tr("Timeline"),
        "map": tr("Map"),
        "compare": tr("Comparison"),
    }
    return others.get(kind, tr("Home"))
