"""Makes a PDF file that Qt wrote easier to move in: its language, bookmarks, and numbers of pages.

Qt writes a destination with a name for each anchor of a page, and the links to them; bookmarks use the same names.
"""

import logging
from collections.abc import Sequence

from coopviewer.rendering.document.paper_links import HeadingPlace
from coopviewer.rendering.pdf.pdf_file import PdfFile, UnexpectedPdf, text_string
from coopviewer.rendering.pdf.tagging import TaggedBlock, add_tags

_LOG = logging.getLogger(__name__)
_OPEN_LEVEL = 1  # headings of this level show those below them


def completed(content: bytes, bookmarks: Sequence[HeadingPlace], blocks: Sequence[TaggedBlock], language: str) -> bytes:
    """Return the PDF file ``content``, which Qt wrote, with bookmarks, language, page labels (1, 2, 3…) and tags added.

    If Qt wrote it otherwise than expected, the tags or all additions are left out, which is logged. ``bookmarks`` are
    the headings in order, of which those without text are left out. ``language`` is a BCP 47 tag. ``blocks`` are the
    painted blocks in reading order; each becomes a tag, unless its role is ARTIFACT. Empty: no tags are added.
    """
    for tagged in (blocks, ()):
        try:
            file = PdfFile(content)
            _complete_catalog(file, _outline(file, bookmarks), add_tags(file, tagged) if tagged else 0, language)
        except UnexpectedPdf as error:
            missing = "tags" if tagged else "bookmarks"
            _LOG.warning("A PDF file is without %s, since Qt wrote it otherwise: %s", missing, error)
        else:
            return file.written()
    return content


def _outline(file: PdfFile, bookmarks: Sequence[HeadingPlace]) -> int:
    """Add bookmarks to the headings that have a text; return the object number of their root, 0 if there are none."""
    shown = [bookmark for bookmark in bookmarks if bookmark.text]
    if not shown:
        return 0
    root = file.reserve()
    numbers = [file.reserve() for _ in shown]
    above = _parents(shown)
    children: dict[int, list[int]] = {}
    for at, parent in enumerate(above):
        children.setdefault(parent, []).append(at)
    for at, bookmark in enumerate(shown):
        beside = children[above[at]]
        place = beside.index(at)
        entries = [
            b"/Title %s" % text_string(bookmark.text),
            b"/Parent %d 0 R" % (root if above[at] < 0 else numbers[above[at]]),
            b"/Dest %s" % text_string(bookmark.name),
        ]
        entries += [b"/Prev %d 0 R" % numbers[beside[place - 1]]] if place else []
        entries += [b"/Next %d 0 R" % numbers[beside[place + 1]]] if place + 1 < len(beside) else []
        if below := children.get(at):
            count = len(below) if bookmark.level <= _OPEN_LEVEL else -len(below)
            entries.append(b"/First %d 0 R\n/Last %d 0 R\n/Count %d" % (numbers[below[0]], numbers[below[-1]], count))
        file.replace(numbers[at], b"<<\n" + b"\n".join(entries) + b"\n>>")
    visible = sum(1 + len(children.get(at, ())) * (shown[at].level <= _OPEN_LEVEL) for at in children[-1])
    ends = numbers[children[-1][0]], numbers[children[-1][-1]], visible
    file.replace(root, b"<<\n/Type /Outlines\n/First %d 0 R\n/Last %d 0 R\n/Count %d\n>>" % ends)
    return root


def _parents(bookmarks: Sequence[HeadingPlace]) -> list[int]:
    """Return for each bookmark the index of the one above it in the tree, -1 at the top."""
    found: list[int] = []
    path: list[int] = []
    for at, bookmark in enumerate(bookmarks):
        while path and bookmarks[path[-1]].level >= bookmark.level:
            path.pop()
        found.append(path[-1] if path else -1)
        path.append(at)
    return found


def _complete_catalog(file: PdfFile, outline: int, structure: int, language: str) -> None:
    catalog = file.get(file.root)
    if not catalog.endswith(b">>") or b"/Lang" in catalog or b"/Outlines" in catalog:
        raise UnexpectedPdf("catalog")
    entries = [
        b"/Lang (%s)" % language.encode("ascii"),
        b"/ViewerPreferences << /DisplayDocTitle true >>",
        b"/PageLabels << /Nums [0 << /S /D >>] >>",
        *([b"/Outlines %d 0 R" % outline] if outline else []),
        *([b"/MarkInfo << /Marked true >>\n/StructTreeRoot %d 0 R" % structure] if structure else []),
    ]
    file.replace(file.root, catalog[:-2] + b"\n".join(entries) + b"\n>>")
