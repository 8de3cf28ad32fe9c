"""A page as HTML with a style sheet in the theme's colours, for the text browser.

Imported when the first page is shown, since the first window is painted without it.
"""

from collections.abc import Set
from datetime import date
from typing import NamedTuple

from coopviewer.domain.reference.pages import Page
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import Field
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.screen_style import PageStyle, style_sheet
from coopviewer.rendering.pages.layout import lay_out_for_screen
from coopviewer.widgets.common.theme import DrawingOptions


class DrawnPage(NamedTuple):
    """A drawn page: its title as plain text, a style sheet, HTML, and the fields in it, in the order of serials.

    ``is_cut``: a long text or list is shown in part.
    """

    title: str
    style_sheet: str
    html: str
    fields: list[Field]
    is_cut: bool


def draw_page(page: Page, today: date, unfolded: Set[str], options: DrawingOptions) -> DrawnPage:
    """Draw a page with statuses as of ``today``; ``unfolded`` are the entries whose details are shown in place."""
    document = lay_out_for_screen(page, today, unfolded, options.tr)
    fields: list[Field] = []
    html = write_html(document, narrow=options.narrow, fields=fields, right_to_left=options.tr.is_right_to_left)
    is_cut = f'href="{schemes.PART}' in html
    return DrawnPage(document.title, style_sheet(page_style(options)), html, fields, is_cut)


def page_style(options: DrawingOptions) -> PageStyle:
    """Return the values that the style sheet is written with."""
    theme = options.theme
    return PageStyle(
        text=theme.text,
        soft=theme.soft,
        link=theme.accent,
        line=theme.line,
        note=theme.window,
        size=options.size,
        line_height=120 if options.compact else 140,
        right_to_left=options.tr.is_right_to_left,
        age=theme.band_text,
    )
