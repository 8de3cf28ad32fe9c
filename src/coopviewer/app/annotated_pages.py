"""What of an open page annotations are about: its entry, the facts it shows, and the names on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from coopviewer.domain.annotation_drafts import AnnotatedPage
from coopviewer.domain.annotations import Person
from coopviewer.domain.page_facts import facts_of
from coopviewer.domain.pages import EntryPage, Page, SourcePage


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """The id that a page is annotated by, empty for home, and the ids of the facts that it was read with.

    ``former_ids`` are those under which earlier editions knew the entry: what was said of it then belongs to it.
    """

    entry_id: str
    fact_ids: frozenset[str]
    former_ids: tuple[str, ...] = ()

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """All ids that annotations of the page may have."""
        return (self.entry_id, *self.former_ids) if self.entry_id else ()

    def concerns(self, entry_id: str, fact_id: str | None) -> bool:
        """Tell whether an annotation of an entry, on a fact or on none, belongs beside the page."""
        return entry_id in self.entry_ids or fact_id in self.fact_ids


def shown_facts(page: Page) -> ShownFacts:
    """Say what of a page can be annotated."""
    former_ids = page.former_ids if isinstance(page, EntryPage) else ()
    return ShownFacts(_entry_id(page), frozenset(fact.id for fact in facts_of(page)), former_ids)


def annotated_page(
    page: Page, dataset: str, person: Person, others: Mapping[str, str] | None = None
) -> AnnotatedPage | None:
    """Give a page as annotations see it; None for home. ``others`` are titles of entries that it does not name."""
    entry_id = _entry_id(page)
    if not entry_id:
        return None
    titles = {ref.id: ref.title for ref in page.lookup.refs.values()} | dict(others or {})
    return AnnotatedPage(dataset, entry_id, page.title, person, titles)


def _entry_id(page: Page) -> str:
    if isinstance(page, EntryPage):
        return page.record.ref.id
    return page.source.id if isinstance(page, SourcePage) else ""
