"""The parts of an open page that annotations can refer to: its entry, its facts, and the titles on it."""

from collections.abc import Mapping

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.domain.annotations.lists import PageFacts
from coopviewer.domain.reference.pages import EntryPage, Page, SourcePage, facts_of


def page_facts(page: Page) -> PageFacts:
    """Return the ids of a page that annotations can refer to."""
    former_ids = page.former_ids if isinstance(page, EntryPage) else ()
    return PageFacts(_entry_id(page), frozenset(fact.id for fact in facts_of(page)), former_ids)


def annotated_page(
    page: Page, dataset: str, person: Person, others: Mapping[str, str] | None = None
) -> AnnotatedPage | None:
    """Return a page as annotations see it, None for home.

    ``others`` are titles of entries that the page does not name.
    """
    entry_id = _entry_id(page)
    if not entry_id:
        return None
    titles = {ref.id: ref.title for ref in page.lookup.refs.values()} | dict(others or {})
    return AnnotatedPage(dataset, entry_id, page.title, person, titles)


def _entry_id(page: Page) -> str:
    if isinstance(page, EntryPage):
        return page.record.ref.id
    return page.source.id if isinstance(page, SourcePage) else ""
