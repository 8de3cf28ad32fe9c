"""A page as it is cited: title, sources, edition and as-of, and the address that leads back to it."""

from coopviewer.domain.editions import Edition
from coopviewer.domain.pages import HomePage, Page
from coopviewer.rendering.overview_layout import as_of_words
from coopviewer.rendering.wording import Translate


def cite_page(page: Page, address: str, edition: Edition, tr: Translate) -> str:
    """Write the citation of a page as one line of plain text; home cites the edition alone."""
    parts = [] if isinstance(page, HomePage) else [page.title]
    parts.append(
        tr("{edition}, edition {id}, as of {as_of}").format(
            edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr)
        )
    )
    passages = page.lookup.passages.values()
    cited = sorted({page.lookup.sources[passage.source_id].title for passage in passages})
    if cited:
        parts.append(tr("Source: {titles}").format(titles="; ".join(cited)))
    parts.append(address)
    return ". ".join(parts)
