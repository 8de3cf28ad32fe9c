"""Tags a PDF file that Qt wrote: what is a heading, a paragraph, an item of a list, a figure, in reading order.

Qt writes pages without structure. So each block is painted within a clip of its own that begins left of the sheet, at a
place that says which block it is; the clip hides nothing. Here these clips are found in the content of each page, and
the marks of the structure are written around what follows each of them.
"""

import re
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from coopviewer.rendering.pdf.pdf_file import PdfFile, UnexpectedPdf, text_string

CLIP_LEFT = 1_000
"""Dots left of the sheet at which the clip of block 0 begins; the clip of the next one begins one dot further left."""
_CLIP = re.compile(rb"(?:^|\n)-(\d+)(?:\.0+)? -?[\d.]+ m\n(?:-?[\d.]+ -?[\d.]+ l\n)+(?:h\n)?W\*? n\n")
_SHOWN = re.compile(rb"\b(?:Tj|TJ|Do|f\*?|S|B\*?|b\*?|s|sh)\n")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
ARTIFACT = "Artifact"


class TaggedBlock(NamedTuple):
    """A block: its role (``H1`` to ``H6``, ``P``, ``LI``, ``Figure`` or ARTIFACT), and its text or a figure's words.

    ``words`` is that text as a whole, since Qt leaves out the space where a line ends.
    """

    role: str
    words: str = ""


def add_tags(file: PdfFile, blocks: Sequence[TaggedBlock]) -> int:
    """Add the structure (tags) of a file and return the object number of its root.

    ``blocks`` are the painted blocks in order. Each was painted within a clip that begins ``CLIP_LEFT + i`` dots left
    of the sheet, where ``i`` is the index of the block. Raises UnexpectedPdf if the pages do not have such clips; the
    file is partly changed then.
    """
    pages = _pages(file)
    marked: dict[int, list[tuple[int, int]]] = {}
    owners = [_mark_page(file, page, place, blocks, marked) for place, page in enumerate(pages)]
    root, document = file.reserve(), file.reserve()
    children, elements = _elements(file, document, blocks, marked)
    file.replace(document, _element(b"Document", root, b"[%s]" % _references(children)))
    tree = file.reserve()
    entries = (
        b"%d [%s]" % (place, _references([elements[block] for block in owner])) for place, owner in enumerate(owners)
    )
    file.replace(tree, b"<< /Nums [%s] >>" % b" ".join(entries))
    file.replace(
        root,
        b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>"
        % (document, tree, len(pages)),
    )
    return root


def _pages(file: PdfFile) -> list[int]:
    pages = _KIDS.search(file.get(file.reference(file.get(file.root), b"Pages")))
    found = [int(number) for number in _REFERENCE.findall(pages[1])] if pages else []
    if not found or any(b"/Type /Page\n" not in file.get(number) for number in found):
        raise UnexpectedPdf("pages")
    return found


def _mark_page(
    file: PdfFile, page: int, place: int, blocks: Sequence[TaggedBlock], marked: dict[int, list[tuple[int, int]]]
) -> list[int]:
    """Write marks into a page's content; return the indexes of its blocks by the numbers of their marks, from 0.

    ``page`` is the page's object, ``place`` its index. ``marked`` gets page and mark of each block, by the block's
    index.
    """
    dictionary = file.get(page)
    contents = file.reference(dictionary, b"Contents")
    content = file.stream(contents)
    clips = list(_CLIP.finditer(content))
    if not clips or _SHOWN.search(content, 0, clips[0].start() + 1):  # with the line end that the clip begins with
        raise UnexpectedPdf(f"content of page {place + 1}")
    parts, owners = [content[: clips[0].start()]], list[int]()
    for clip, end in zip(clips, [*(each.start() for each in clips[1:]), len(content)], strict=True):
        number = int(clip[1]) - CLIP_LEFT
        if not 0 <= number < len(blocks):
            raise UnexpectedPdf(f"block {number}")
        begin = b"/Artifact BMC\n"
        if blocks[number].role != ARTIFACT:
            begin = b"/%s << /MCID %d >> BDC\n" % (_tag(blocks[number].role), len(owners))
            marked.setdefault(number, []).append((page, len(owners)))
            owners.append(number)
        parts += [clip[0], begin, content[clip.end() : end], b"\nEMC"]
    file.replace(contents, _compressed(b"".join(parts) + b"\n"))
    file.replace(page, dictionary[:-2] + b"/StructParents %d\n/Tabs /S\n>>" % place)
    return owners


def _tag(role: str) -> bytes:
    return b"LBody" if role == "LI" else role.encode()


def _compressed(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<<\n/Length %d\n/Filter /FlateDecode\n>>\nstream\n%s\nendstream" % (len(packed), packed)


def _elements(
    file: PdfFile, document: int, blocks: Sequence[TaggedBlock], marked: dict[int, list[tuple[int, int]]]
) -> tuple[list[int], dict[int, int]]:
    """Add a structure element for each marked block, under the object ``document``.

    Returns the numbers of the elements right below it, and those of the blocks' own elements by index of the block.
    """
    children: list[int] = []
    elements: dict[int, int] = {}
    items: list[int] = []
    above = 0
    for number in sorted(marked):
        role, words = blocks[number]
        told = b" /%s %s" % (b"Alt" if role == "Figure" else b"ActualText", text_string(words))
        if role != "LI":
            _close_list(file, above, document, items)
            children.append(file.reserve())
            file.replace(children[-1], _element(role.encode(), document, _content(marked[number]), told))
            elements[number] = children[-1]
            continue
        if not items:
            above = file.reserve()
            children.append(above)
        item, elements[number] = file.reserve(), file.reserve()
        items.append(item)
        file.replace(item, _element(b"LI", above, b"[%d 0 R]" % elements[number]))
        file.replace(elements[number], _element(b"LBody", item, _content(marked[number]), told))
    _close_list(file, above, document, items)
    return children, elements


def _close_list(file: PdfFile, number: int, document: int, items: list[int]) -> None:
    if items:
        file.replace(number, _element(b"L", document, b"[%s]" % _references(items)))
        items.clear()


def _element(role: bytes, parent: int, content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Type /StructElem /S /%s /P %d 0 R /K %s%s >>" % (role, parent, content, more)


def _content(places: list[tuple[int, int]]) -> bytes:
    return b"[%s]" % b" ".join(b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % place for place in places)


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
