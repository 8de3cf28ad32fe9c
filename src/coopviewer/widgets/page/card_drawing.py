"""A fact's card as its widget takes it: laid out, and written as HTML in the colours and size of the page."""

from coopviewer.domain.reference.pages import Page
from coopviewer.rendering.document.html import style_sheet, write_html
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.fact_card import Attachments, lay_out_card
from coopviewer.widgets.page.fact_card import CardContent
from coopviewer.widgets.page.fact_locations import PointedFact
from coopviewer.widgets.page.page_drawing import Manner, look_of


def draw_card(page: Page, fact: PointedFact, attached: Attachments, manner: Manner) -> CardContent | None:
    """Draw the card of a fact; None where the page was read without it."""
    document = lay_out_card(page, fact.fact_id, attached, manner.tr, with_alike=fact.is_mark)
    if document is None:
        return None
    sheet = style_sheet(look_of(manner)._replace(line_height=120))
    return CardContent(document.title, sheet, write_html(document, narrow=True), write_text(document), manner.size)
