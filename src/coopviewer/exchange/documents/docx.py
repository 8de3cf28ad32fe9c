"""Writes a document as a file of a word processor (DOCX), with real footnotes.

The parts are written here rather than by a library: python-docx has no footnotes, and would bring lxml along.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.exchange.documents import docx_parts as parts
from coopviewer.exchange.documents.docx_blocks import TEXT_WIDTH, BlockParts, BlockWriter, is_beside_map
from coopviewer.exchange.documents.docx_lines import Bookmarks, LineWriter
from coopviewer.exchange.documents.docx_package import MAIN, NOTES, Package, PackageRelation
from coopviewer.exchange.documents.docx_pictures import Picture, picture_id
from coopviewer.exchange.documents.docx_styles import styles_part, with_missing_styles
from coopviewer.exchange.documents.docx_template import Part, Template
from coopviewer.exchange.documents.docx_text import DECLARATION, NAMESPACES
from coopviewer.rendering.document.document import (
    Block,
    Columns,
    Document,
    Footnotes,
    Heading,
    Mark,
    lines_of,
)
from coopviewer.rendering.document.link_places import anchors_of

_PAGE_NUMBER = re.compile(r'[\s">]PAGE\b')  # the field
_HEADER = '<w:headerReference w:type="default" r:id="rIdHeader"/>'
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1134" w:bottom="1134" w:left="1134" '
    'w:header="624" w:footer="567" w:gutter="0"/>'
)


class _Frame(NamedTuple):
    """What all pages share: title, imprint (edition and as-of day), the template, and the styles.

    ``template`` None: our own headers, footers and section. ``ids`` are the style ids of the file by our own.
    """

    title: str
    imprint: str
    template: Template | None
    ids: Mapping[str, str]
    tr: Translate


def write_docx(
    document: Document,
    imprint: str,
    tr: Translate,
    template: Template | None = None,
    pictures: Mapping[Block, Picture] | None = None,
) -> bytes:
    """Return the DOCX file of a document, with ``imprint`` (edition and as-of day) in its footer.

    ``template`` is another document that lends its styles, headers and footers; None: the program's own are used. The
    imprint is added to each footer of the template. If it has no footer, or none for a first page unlike the others,
    the program's own is used there. ``pictures`` are drawings of blocks, shown above the words of the block; that
    of a timeframe is shown without words. Without its picture a map is left out, and a timeframe is drawn as a table of
    shaded cells. Of two columns the second is put below the first, or beside it if it has only small maps with
    pictures. Source marks become footnotes; a second mark of the same note becomes a reference to the first.
    """
    document = document._replace(blocks=tuple(_below_each_other(document.blocks, pictures or {})))
    package = Package()
    styles, ids = styles_part(tr.code), dict[str, str]()
    if template is not None:
        styles, ids = with_missing_styles(template.styles, template.style_ids)
    package.add("word/styles.xml", styles, "styles")
    frame = _Frame(document.title, imprint, template, ids, tr)
    body = _body(document, frame, pictures or {}, package)
    section = _section(frame, package)
    package.add(
        MAIN, f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>", "document"
    )
    package.add("word/settings.xml", parts.settings_part(), "settings")
    package.add("docProps/core.xml", parts.core_part(document.title, imprint, tr.code), "core-properties")
    package.add("docProps/app.xml", parts.application_part(), "extended-properties")
    return package.packed()


def _body(document: Document, frame: _Frame, pictures: Mapping[Block, Picture], package: Package) -> str:
    """Return the body; its notes, lists, pictures and links are added to the package."""
    template, ids, tr = frame.template, frame.ids, frame.tr
    notes = {note.number: note for b in document.blocks if isinstance(b, Footnotes) for note in b.notes}
    bookmarks = Bookmarks(document.address, anchors_of(document))
    lines = LineWriter(bookmarks, _marked(document) & notes.keys(), ids, "rIdLink", tr)
    blocks = BlockWriter(
        lines,
        BlockParts(bookmarks, ids, pictures),
        tr,
        first_list=parts.first_free_list(template.numbering if template else None),
        width=(template.text_width if template else 0) or TEXT_WIDTH,
    )
    body = blocks.blocks(tuple(_without_notes(document)))
    note_lines = LineWriter(bookmarks, frozenset(), ids, "rIdLink", tr)
    noted = parts.footnotes_part([notes[number] for number in lines.notes], note_lines, ids, tr)
    package.add(NOTES, noted, "footnotes")
    numbering = parts.numbering_part(blocks.numberings, template.numbering if template else None)
    package.add("word/numbering.xml", numbering, "numbering")
    for source, writer in ((MAIN, lines), (NOTES, note_lines)):
        links = writer.links.items()
        package.relate(source, *(PackageRelation(id, "hyperlink", address, is_external=True) for address, id in links))
    for picture, number in blocks.images.items():
        package.add_media(f"word/media/picture{number}.png", picture.png)
        package.relate(MAIN, PackageRelation(picture_id(number), "image", f"media/picture{number}.png"))
    return body


def _below_each_other(blocks: tuple[Block, ...], pictures: Mapping[Block, Picture]) -> Iterator[Block]:
    """Yield blocks with the second of two columns below the first, except a map beside its list."""
    for block in blocks:
        if isinstance(block, Columns) and not is_beside_map(block, pictures):
            yield from _below_each_other((*block.main, *block.side), pictures)
        else:
            yield block


def _marked(document: Document) -> frozenset[int]:
    """Return the numbers of the footnotes that have a mark in the text."""
    shown = (block for block in document.blocks if not isinstance(block, Footnotes))
    return frozenset(
        part.number for block in shown for line in lines_of(block) for part in line if isinstance(part, Mark)
    )


def _without_notes(document: Document) -> Iterator[Block]:
    """Yield the blocks without the notes that become footnotes, and without a heading that had only these below it."""
    marked = _marked(document)
    heading: Heading | None = None
    for block in document.blocks:
        if isinstance(block, Footnotes):
            block = Footnotes(tuple(note for note in block.notes if note.number not in marked))
            if not block.notes:
                heading = None
                continue
        if heading is not None:
            yield heading
        heading = block if isinstance(block, Heading) else None
        if heading is None:
            yield block
    if heading is not None:
        yield heading


def _section(frame: _Frame, package: Package) -> str:
    """Return the section's XML; its header and footer, and what they need of the template, are added to the package."""
    template, ids, tr = frame.template, frame.ids, frame.tr
    lent = list(template.parts.items()) if template else []
    if template and template.theme:
        package.add("word/theme/theme1.xml", template.theme, "theme")
    for id, part in lent:
        _add_lent(id, part, frame, package)
    references = ""
    if all(part.kind != "header" for _, part in lent):
        package.add(
            "word/header1.xml", parts.header_part(frame.title, ids.get("Header", "Header"), tr), "header", "rIdHeader"
        )
        references += _HEADER
    lent_footers = sum(part.kind == "footer" for _, part in lent)
    for number, kind in enumerate(template.without_footer if template else ("default",), start=lent_footers + 1):
        footer = parts.footer_part(frame.imprint, ids.get("Footer", "Footer"), tr)
        package.add(f"word/footer{number}.xml", footer, "footer", f"rIdFooter{number}")
        references += f'<w:footerReference w:type="{kind}" r:id="rIdFooter{number}"/>'
    turned = "<w:bidi/>" if tr.is_right_to_left else ""
    if template is None:
        return f"<w:sectPr {NAMESPACES}>{references}{_PAGE}{turned}</w:sectPr>"
    return parts.with_references(template.section, references)


def _add_lent(id: str, part: Part, frame: _Frame, package: Package) -> None:
    """Add a header or footer of the template; a footer also gets edition, as-of day and the number of the page."""
    content = part.content
    if part.kind == "footer":
        numbered = _PAGE_NUMBER.search(content) is None
        line = parts.footer_line(frame.imprint, frame.ids.get("Footer", "Footer"), frame.tr, numbered=numbered)
        at = content.rindex("</w:ftr>")
        content = content[:at] + line + content[at:]
    package.add(part.name, content, part.kind, id)
    package.relate(part.name, *part.relations)
    for name, picture in part.media:
        package.add_media(name, picture)
