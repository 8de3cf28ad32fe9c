"""The styles of a document, each with its id, its name in word processors, and its definition."""

import re
from typing import NamedTuple

from coopviewer.exchange.documents.docx_text import DECLARATION, NAMESPACES, escaped

_TEXT, _SOFT, _ACCENT, _LINE, _OWN, _OWN_PAGE, _BOX = (
    "1A1F29",
    "5B6472",
    "0B57A4",
    "D8DBE0",
    "9D174D",
    "F9F5F7",
    "F4ECD8",
)
_HEADINGS = {1: (40, 0, 120), 2: (28, 340, 100), 3: (23, 240, 60), 4: (21, 200, 40), 5: (21, 160, 40), 6: (21, 160, 40)}
_STYLE_ID = re.compile(r'w:styleId="([^"]+)"')


class Style(NamedTuple):
    """A style of a DOCX file, such as that of a heading, with its id and its name in word processors.

    ``kind`` is ``paragraph``, ``character`` or ``table``. ``definition`` is the XML that follows the name.
    """

    kind: str
    id: str
    name: str
    definition: str


def styles() -> tuple[Style, ...]:
    """Return all styles of the program's own, in the order in which a DOCX file lists them."""
    return (*_basic(), *_headings(), *_paragraphs(), *_notes(), *_characters(), *_tables())


def styles_part(language: str) -> str:
    """Return the part of a DOCX file with all styles, as XML.

    ``language`` is the language of the document's texts, a BCP 47 tag.
    """
    default = (
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>'
        f'<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{escaped(language)}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    )
    paragraph = '<w:spacing w:after="100" w:line="264" w:lineRule="auto"/>'
    written = "".join(map(style_xml, styles()))
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{default}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>{written}</w:styles>"
    )


def style_xml(style: Style) -> str:
    """Return a style as an XML element; one that word processors do not know (``Coop…``) is marked as custom."""
    default = ' w:default="1"' if style.id in ("Normal", "TableNormal") else ""
    custom = ' w:customStyle="1"' if style.id.startswith("Coop") else ""
    return (
        f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{style.definition}</w:style>'
    )


def with_missing_styles(part: str, ids_by_name: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the XML of a template's styles, with those of the program's own that it lacks, and a map of ids.

    ``part`` is the XML of the template's styles, ``ids_by_name`` has their ids by their names in lower case. Styles are
    matched by name, since word processors translate the ids of built-in styles, but never their names in a file.
    *Normal* is never added, nor is a style whose id another style of the template has: that other one is used instead.
    The map has an id for each of the program's own styles: for ``Heading1``, the id that the template has for the style
    of that name, such as ``berschrift1``; ``Heading1`` itself if the template has no style of that name.
    """
    ids = {style.id: ids_by_name.get(style.name.lower(), style.id) for style in styles()}
    taken = set(_STYLE_ID.findall(part))
    missing = [style for style in styles() if style.name.lower() not in ids_by_name and style.id not in taken]
    added = "".join(
        re.sub(r'(<w:(?:basedOn|next) w:val=")([^"]+)"', lambda found: f'{found[1]}{ids[found[2]]}"', style_xml(style))
        for style in (each for each in missing if each.id != "Normal")
    )
    at = part.rindex("</w:styles>")
    return part[:at] + added + part[at:], ids


def _style(
    id: str, name: str, paragraph: str = "", letters: str = "", *, based: str = "Normal", more: str = ""
) -> Style:
    based_on = f'<w:basedOn w:val="{based}"/>' if based and id != "Normal" else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return Style(
        "paragraph",
        id,
        name,
        f"{based_on}{more}<w:qFormat/>{properties}" + (f"<w:rPr>{letters}</w:rPr>" if letters else ""),
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _basic() -> tuple[Style, ...]:
    return (
        _style("Normal", "Normal", letters=_colour(_TEXT)),
        Style(
            "table",
            "TableNormal",
            "Normal Table",
            '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" '
            'w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr>",
        ),
        _style("Header", "header", _tab(), _colour(_SOFT) + _size(17)),
        _style("Footer", "footer", _ruled("top", 6) + _tab(), _colour(_SOFT) + _size(17)),
        *(
            _style(
                f"TOC{level}",
                f"toc {level}",
                f'{_tab(dots=True)}<w:spacing w:after="40"/><w:ind w:left="{max(level - 2, 0) * 320}"/>',
            )
            for level in range(1, 7)
        ),
    )


def _tab(*, dots: bool = False) -> str:
    leader = ' w:leader="dot"' if dots else ""
    return f'<w:tabs><w:tab w:val="right"{leader} w:pos="9638"/></w:tabs>'


def _ruled(side: str, space: int) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="{_LINE}"/></w:pBdr>'


def _headings() -> tuple[Style, ...]:
    return tuple(
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}" w:line="240" '
            f'w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>',
            f"<w:b/><w:bCs/>{_size(size)}",
            more='<w:next w:val="Normal"/>',
        )
        for level, (size, before, after) in _HEADINGS.items()
    )


def _paragraphs() -> tuple[Style, ...]:
    own = (
        f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{_OWN}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_OWN_PAGE}"/><w:ind w:left="200" w:right="120"/>'
    )
    box = f'<w:shd w:val="clear" w:color="auto" w:fill="{_BOX}"/><w:ind w:left="80" w:right="80"/>'
    return (
        _style("CoopEyebrow", "Line above title", '<w:keepNext/><w:spacing w:after="20"/>', _colour(_SOFT)),
        _style("CoopLead", "Summary", '<w:spacing w:after="200"/>', _size(23)),
        _style("CoopSoft", "Remark", "", _colour(_SOFT)),
        _style("CoopNames", "Other names", '<w:spacing w:after="200"/>'),
        _style("CoopLegal", "Legal note", "", _colour(_SOFT) + _size(19)),
        _style("CoopAge", "Age of content", "", _colour(_SOFT)),
        _style("CoopEntry", "Entry in a list", '<w:spacing w:after="40"/>'),
        _style("CoopBox", "Boxed text", box),
        _style("CoopOwn", "Own notes", own),
        _style("CoopCover", "Cover", '<w:keepNext/><w:spacing w:before="2400" w:after="60"/>', _colour(_SOFT)),
        _style("CoopCoverLine", "Line on cover", '<w:spacing w:after="60"/>'),
        _style("CoopImprint", "Imprint", '<w:spacing w:before="120"/>', _colour(_SOFT) + _size(18)),
        _style("CoopList", "Items", '<w:spacing w:after="70"/>'),
        _style("CoopLabel", "Key fact label", '<w:spacing w:after="20"/>', _colour(_SOFT)),
        _style("CoopValue", "Key fact", '<w:spacing w:after="20"/>'),
        _style("CoopCell", "Table text", '<w:spacing w:after="20" w:line="252" w:lineRule="auto"/>', _size(18)),
        _style("CoopCellHead", "Table heading", '<w:keepNext/><w:spacing w:after="20"/>', _colour(_SOFT) + _size(18)),
        _style("CoopPicture", "Picture", '<w:keepLines/><w:spacing w:before="80" w:after="80"/>'),
        _style("CoopGap", "Space after table", '<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>', _size(8)),
    )


def _notes() -> tuple[Style, ...]:
    return (
        _style("FootnoteText", "footnote text", '<w:spacing w:after="30" w:line="240" w:lineRule="auto"/>', _size(17)),
        Style(
            "character", "FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        ),
    )


def _characters() -> tuple[Style, ...]:
    return (
        Style("character", "Hyperlink", "Hyperlink", f'<w:rPr>{_colour(_ACCENT)}<w:u w:val="single"/></w:rPr>'),
        Style("character", "CoopSoftText", "Remark in text", f"<w:rPr>{_colour(_SOFT)}</w:rPr>"),
        Style("character", "CoopBasis", "Basis", f"<w:rPr><w:i/><w:iCs/>{_colour(_SOFT)}</w:rPr>"),
        Style("character", "CoopStrong", "Emphasis of the reference", "<w:rPr><w:b/><w:bCs/></w:rPr>"),
        Style("character", "CoopGone", "Words that are gone", f"<w:rPr><w:strike/>{_colour(_SOFT)}</w:rPr>"),
        Style("character", "CoopAdded", "Words that are new", '<w:rPr><w:b/><w:bCs/><w:u w:val="single"/></w:rPr>'),
    )


def _tables() -> tuple[Style, ...]:
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"'
    margins = (
        '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="{0}" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
    )
    lines = f"<w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
    return (
        Style(
            "table",
            "CoopTable",
            "Reference table",
            f'<w:basedOn w:val="TableNormal"/><w:tblPr>{lines}{margins.format(50)}</w:tblPr>',
        ),
        Style(
            "table",
            "CoopKeyFacts",
            "Key facts table",
            f'<w:basedOn w:val="TableNormal"/><w:tblPr>{margins.format(20)}</w:tblPr>',
        ),
    )
