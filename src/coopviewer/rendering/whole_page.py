"""Any page as a document: the one place that knows which layout serves which page."""

from collections.abc import Set
from datetime import date

from coopviewer.domain.editions import Edition
from coopviewer.domain.pages import EntryPage, HomePage, Page
from coopviewer.rendering.document import SOFT, Document, Paragraph, Text
from coopviewer.rendering.entry_layout import lay_out_entry
from coopviewer.rendering.overview_layout import as_of_words, lay_out_home, lay_out_source
from coopviewer.rendering.wording import Translate


def lay_out(page: Page, today: date, unfolded: Set[str], tr: Translate) -> Document:
    """Lay out a page as it reads on ``today``; ``unfolded`` are the entries whose details are shown in place."""
    if isinstance(page, EntryPage):
        return lay_out_entry(page, today, unfolded, tr)
    return lay_out_home(page, unfolded, tr) if isinstance(page, HomePage) else lay_out_source(page, tr)


def lay_out_whole(page: Page, edition: Edition, today: date, tr: Translate) -> Document:
    """Lay out a page to be taken away: everything unfolded, and at its end where it comes from."""
    unfolded: set[str] = set()
    if isinstance(page, EntryPage):
        unfolded |= page.related.keys()
    elif isinstance(page, HomePage):
        unfolded |= {note.entry_id for note in page.notes}
    document = lay_out(page, today, unfolded, tr)
    where = tr("{edition}, edition {id}, as of {as_of}. {address}").format(
        edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr), address=document.address
    )
    foot = (Paragraph((Text(where),), SOFT), Paragraph((Text(edition.disclaimer),), SOFT))
    return document._replace(blocks=(*document.blocks, *foot))
