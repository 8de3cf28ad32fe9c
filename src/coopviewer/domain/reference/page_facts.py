"""The facts that a page was read with, wherever in it they stand."""

from collections.abc import Iterator

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import EntryPage, EntryRecord, HomePage, Page


def facts_of(page: Page) -> Iterator[Fact]:
    """Give every fact of a page; one that stands in it twice may be given twice."""
    if isinstance(page, EntryPage):
        for record in (page.record, *page.related.values()):
            yield from _facts_of_record(record)
        yield from page.extents
    elif isinstance(page, HomePage):
        yield from page.notes
    else:
        yield from (citing.fact for several in page.citing.values() for citing in several)
    yield from page.lookup.legal_notes


def find_fact(page: Page, fact_id: str) -> Fact | None:
    """Find a fact of a page by its id; None where the page was read without it."""
    return next((fact for fact in facts_of(page) if fact.id == fact_id), None)


def _facts_of_record(record: EntryRecord) -> Iterator[Fact]:
    yield from record.facts
    for group in record.groups:
        yield from group.relations
    yield from record.paid
