"""What of a page's text stands between two places, as it is copied. Imported when something is first copied."""

from PySide6.QtGui import QTextDocument, QTextFragment

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.page.field_index import fragments_within


def text_between(document: QTextDocument, start: int, end: int) -> str:
    """Give the text without source marks: ``2017 – 2023`` must never become ``2017 – 20231``."""
    lines = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        lines.append("".join(_visible_part(fragment, start, end) for fragment in fragments_within(block)))
        block = block.next()
    return "\n".join(lines).replace("\u2028", "\n").replace("\u00a0", " ")


def _visible_part(fragment: QTextFragment, start: int, end: int) -> str:
    """Give the part of a fragment within a selection, empty for a source mark or a picture.

    Positions count UTF-16 units, as Qt does.
    """
    if fragment.charFormat().anchorHref().startswith(schemes.MARK) or fragment.charFormat().isImageFormat():
        return ""
    first = max(start - fragment.position(), 0)
    last = min(end - fragment.position(), fragment.length())
    if first >= last:
        return ""
    return fragment.text().encode("utf-16-le")[first * 2 : last * 2].decode("utf-16-le", "ignore")
