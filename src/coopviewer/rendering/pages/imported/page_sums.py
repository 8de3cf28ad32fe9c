"""The sums of flows that a page shows, as facts that are found by their ids."""

from collections.abc import Iterator

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.sums import FlowSum, flow_sum
from coopviewer.domain.reference.pages import ComparePage, EntryPage, Page, find_fact
from coopviewer.domain.reference.published_facts import Flow


def flows_of_entry(page: EntryPage, entry_id: str) -> tuple[Flow, ...]:
    """Return the flows of money that were read of an entry: the page's own one, or one that the page lists.

    Of a listed one these may be only some; empty if the page does not list it.
    """
    record = page.record if entry_id == page.record.ref.id else page.related.get(entry_id)
    return record.of_type(Flow) if record is not None else ()


def find_cited(page: Page, fact_id: str) -> Fact | None:
    """Return the fact or the sum of flows with an id, as texts and source marks of a page name them; else None."""
    return find_fact(page, fact_id) or next((each for each in sums_of(page) if each.id == fact_id), None)


def sums_of(page: Page) -> Iterator[FlowSum]:
    """Yield the sums of flows that a page has, of its own entry and of those that it lists; a sum may come twice."""
    if isinstance(page, ComparePage):
        for each in page.pages:
            yield from sums_of(each)
    elif isinstance(page, EntryPage) and page.imported is not None:
        for entry_id, totals in page.imported.totals.items():
            flows = flows_of_entry(page, entry_id)
            yield from (found for total in totals if (found := flow_sum(entry_id, total, flows)) is not None)
