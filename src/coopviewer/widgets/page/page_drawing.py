"""A page as the text browser takes it: laid out, written as HTML, with a style sheet in the theme's colours.

Imported when the first page is shown, not before: the window stands without it.
"""

from collections.abc import Set
from datetime import date
from typing import NamedTuple

from coopviewer.domain.reference.pages import Page
from coopviewer.rendering.document.document import Field
from coopviewer.rendering.document.html import PageStyle, style_sheet, write_html
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.widgets.common.theme import Manner


class DrawnPage(NamedTuple):
    """A page ready to be set: plain title, style sheet, HTML, and the fields that the HTML marks, in order."""

    title: str
    style_sheet: str
    html: str
    fields: list[Field]


def draw_page(page: Page, today: date, unfolded: Set[str], manner: Manner) -> DrawnPage:
    """Draw a page as it reads on ``today``; ``unfolded`` are the entries whose details are shown in place."""
    document = lay_out(page, today, unfolded, manner.tr)
    fields: list[Field] = []
    html = write_html(document, narrow=manner.narrow, fields=fields)
    return DrawnPage(document.title, style_sheet(look_of(manner)), html, fields)


def look_of(manner: Manner) -> PageStyle:
    """Give what the style sheet needs to know."""
    theme = manner.theme
    return PageStyle(
        text=theme.text,
        soft=theme.soft,
        link=theme.accent,
        line=theme.line,
        note=theme.window,
        size=manner.size,
        line_height=120 if manner.compact else 140,
    )
