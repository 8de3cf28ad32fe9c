"""The table of contents: a field, filled in with links to the headings.

It is written without page numbers, since only the word processor counts pages, and a wrong number is worse than none.
The word processor adds them when the user updates the field (F9 in Word).
"""

from collections.abc import Callable

from coopviewer.domain.language import Translate
from coopviewer.exchange.documents.docx_lines import Bookmarks
from coopviewer.exchange.documents.docx_text import bare_run, run
from coopviewer.rendering.document.document import Contents, ContentsLine
from coopviewer.rendering.document.link_places import anchor_key


def contents_xml(contents: Contents, bookmarks: Bookmarks, paragraph: Callable[[str, str], str], tr: Translate) -> str:
    """Return the table of contents of a document as XML: one field with a paragraph for each line, without a title.

    Lines whose heading is not in the document are left out; the result is empty if none is left. ``paragraph`` is
    called with the XML of a paragraph's content and the id of one of the program's own styles (``TOC1``), and returns
    the XML of the paragraph.
    """
    lines = [line for line in contents.lines if bookmarks.name_of(anchor_key(line.anchor))]
    if not lines:
        return ""
    levels = [line.level for line in lines]
    begin = (
        bare_run('<w:fldChar w:fldCharType="begin"/>')
        + bare_run(
            f'<w:instrText xml:space="preserve"> TOC \\o "{min(levels)}-{max(levels)}" \\h \\z \\u </w:instrText>'
        )
        + bare_run('<w:fldChar w:fldCharType="separate"/>')
    )
    end = bare_run('<w:fldChar w:fldCharType="end"/>')
    written = []
    for at, line in enumerate(lines):
        content = _line(line, bookmarks, right_to_left=tr.is_right_to_left)
        before, after = begin if not at else "", end if at == len(lines) - 1 else ""
        written.append(paragraph(before + content + after, f"TOC{line.level}"))
    return "".join(written)


def _line(line: ContentsLine, bookmarks: Bookmarks, *, right_to_left: bool) -> str:
    name = bookmarks.name_of(anchor_key(line.anchor))
    text = run(line.text, right_to_left=right_to_left)
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{text}</w:hyperlink>'
