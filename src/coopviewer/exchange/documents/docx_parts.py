"""The small parts of a DOCX file: footnotes, lists, header, footer, settings and properties."""

import re
from collections.abc import Iterable, Mapping

from coopviewer import __version__
from coopviewer.domain.language import Translate
from coopviewer.exchange.documents.docx_blocks import Numbering
from coopviewer.exchange.documents.docx_lines import LineWriter
from coopviewer.exchange.documents.docx_text import DECLARATION, NAMESPACES, RunLook, bare_run, escaped, field, run
from coopviewer.rendering.document.document import Footnote, Line, Text

_SEPARATOR = '<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{}/></w:r></w:p>'
_LIST_NUMBER = re.compile(r'w:(?:abstractNumId|numId)="(\d{1,9})"')  # Word counts no further
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def footnotes_part(notes: Iterable[Footnote], lines: LineWriter, ids: Mapping[str, str], tr: Translate) -> str:
    """Return the part of a DOCX file that holds the footnotes, as XML; their ids are 1, 2 and so on.

    ``notes`` must be in the order of their first marks. ``lines`` writes the lines of each note, of which the first
    two are joined into one. ``ids`` maps ids of the program's own styles to those in the file.
    """
    turned = "<w:bidi/>" if tr.is_right_to_left else ""
    style = f'<w:pStyle w:val="{ids.get("FootnoteText", "FootnoteText")}"/>{turned}'
    sign = bare_run("<w:footnoteRef/>", RunLook(ids.get("FootnoteReference", "FootnoteReference")))
    separators = (
        f'<w:footnote w:type="separator" w:id="-1">{_SEPARATOR.format("separator")}</w:footnote>'
        f'<w:footnote w:type="continuationSeparator" w:id="0">{_SEPARATOR.format("continuationSeparator")}</w:footnote>'
    )
    written = [separators]
    for place, note in enumerate(notes, start=1):
        content = bare_run("<w:br/>").join(lines.line(line) for line in _run_in(note.lines))
        written.append(
            f'<w:footnote w:id="{place}"><w:p><w:pPr>{style}</w:pPr>{sign}{run(" ")}{content}</w:p></w:footnote>'
        )
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{''.join(written)}</w:footnotes>"


def _lists(numberings: Iterable[Numbering], first: int) -> tuple[str, str]:
    """Return the XML of the looks of lists, and of the lists; ``first`` is the id of the list with bullets."""
    looks = (
        f'<w:abstractNum w:abstractNumId="{first}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="340" w:hanging="280"/></w:pPr></w:lvl></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="{first + 1}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="440" w:hanging="440"/></w:pPr></w:lvl></w:abstractNum>'
    )
    lists = f'<w:num w:numId="{first}"><w:abstractNumId w:val="{first}"/></w:num>' + "".join(
        f'<w:num w:numId="{each.id}"><w:abstractNumId w:val="{first + 1}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{each.first}"/></w:lvlOverride></w:num>'
        for each in numberings
    )
    return looks, lists


def _run_in(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a note with the first two on one line, since the first is often a single word."""
    if len(lines) < 2:
        return lines
    first, second, *rest = lines
    end = "" if first and getattr(first[-1], "text", "").endswith(".") else "."
    return ((*first, Text(f"{end} "), *second), *rest)


def first_free_list(part: str | None) -> int:
    """Return the smallest id above all ids of lists in a template; 1 without a template's lists.

    ``part`` is the XML of these lists, None: the template has none, or there is no template.
    """
    return max(map(int, _LIST_NUMBER.findall(part or "")), default=0) + 1


def numbering_part(numberings: Iterable[Numbering], part: str | None) -> str:
    """Return the part of a DOCX file that holds the lists, as XML.

    ``part`` is the template's part, to which our lists are added; None: there are only ours. The list with bullets has
    the id ``first_free_list(part)``; ``numberings`` are the numbered lists, whose ids must be greater.
    """
    looks, lists = _lists(numberings, first_free_list(part))
    if part is None:
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{looks}{lists}</w:numbering>"
    end = part.rindex("</w:numbering>")
    end = part.find("<w:numIdMacAtCleanup") if "<w:numIdMacAtCleanup" in part else end
    at = part.find("<w:num ") if "<w:num " in part else end  # looks come before all lists
    return part[:at] + looks + part[at:end] + lists + part[end:]


def with_references(section: str, references: str) -> str:
    """Return the XML of a template's section with the elements ``references`` before all others in it.

    ``references`` is XML that names our own header and footer, such as ``<w:headerReference …/>``.
    """
    begin = re.match(r"<([^\s>/]+)[^>]*?(/?)>", section)
    assert begin is not None
    added = f"<{begin[1]} {NAMESPACES}" + section[len(begin[1]) + 1 : begin.end()].rstrip("/>")
    if begin[2]:
        return f"{added}>{references}</{begin[1]}>"
    return f"{added}>{references}{section[begin.end() :]}"


def header_part(title: str, style: str, tr: Translate) -> str:
    """Return the part of a DOCX file with the header of every page, as XML: the document's title.

    ``style`` is the id of the paragraph's style.
    """
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{_paragraph(run(title), style, tr)}</w:hdr>"


def footer_part(imprint: str, style: str, tr: Translate) -> str:
    """Return the part of a DOCX file with the footer of every page, as XML.

    The footer has ``imprint`` (edition and as-of day), the page's number and the count of pages; ``style`` is the id of
    its paragraph's style.
    """
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{footer_line(imprint, style, tr)}</w:ftr>"


def footer_line(imprint: str, style: str, tr: Translate, *, numbered: bool = True) -> str:
    """Return the footer's paragraph as XML: ``imprint`` and, if ``numbered``, the page's number and the count of pages.

    ``imprint`` names edition and as-of day; ``style`` is the id of the paragraph's style.
    """
    content = run(imprint, right_to_left=tr.is_right_to_left)
    if numbered:
        content += bare_run("<w:tab/>") + _page_words(tr)
    return _paragraph(content, style, tr)


def settings_part() -> str:
    """Return the part of a DOCX file with the settings, as XML.

    They name the separators above footnotes, and a mode in which Word opens the file without converting it.
    """
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        f"</w:footnotePr><w:compat>{mode}</w:compat></w:settings>"
    )


def core_part(title: str, imprint: str, language: str) -> str:
    """Return the part of a DOCX file with the document's properties, as XML.

    They are the title, ``imprint`` (edition and as-of day) as description, and the language (a BCP 47 tag).
    """
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:description>{escaped(imprint)}</dc:description>"
        f"<dc:language>{escaped(language)}</dc:language></cp:coreProperties>"
    )


def application_part() -> str:
    """Return the part of a DOCX file with the name and the version of this program, as XML."""
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{schema}"><Application>coopviewer {__version__}</Application></Properties>'


def _paragraph(content: str, style: str, tr: Translate) -> str:
    turned = "<w:bidi/>" if tr.is_right_to_left else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{turned}</w:pPr>{content}</w:p>'


def _page_words(tr: Translate) -> str:
    """Return the words for number and count of pages, both as fields."""
    words = tr("page {number} of {count}").replace("{number}", "\x00PAGE\x00").replace("{count}", "\x00NUMPAGES\x00")
    return "".join(
        field(part, "1") if place % 2 else run(part, right_to_left=tr.is_right_to_left)
        for place, part in enumerate(words.split("\x00"))
    )
