"""The sentences that say why there is no page to save, to print or to read as plain text; loaded on first use."""

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import Translate


def no_page_words(address: Address | None, tr: Translate) -> str:
    """Return the sentence that there is no page at an address, and what to do instead.

    ``address`` is that of a brief, of changes, of an overview, of a list of annotations, or of a search; None, and any
    other address, are treated like a search.
    """
    if address is not None and address.is_brief:
        return tr("A brief is saved as a file first. Choose Save as in it.")
    if address is not None and address.is_changes:
        return tr("The changes are read as a page of their own. Save them with File > Save page as.")
    if address is not None and address.is_overview:
        return tr(
            "An overview has no page of its own. Open one of its entries, or save its rows with File > Save list as."
        )
    if address is not None and address.is_annotations:
        return tr(
            "A list of annotations has no page of its own. Open an entry, or save the list with File > Save list as."
        )
    return tr("A search has no page of its own. Open a result, or save the results with File > Save list as.")
