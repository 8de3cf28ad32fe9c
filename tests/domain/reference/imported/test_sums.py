"""Sums of flows as facts of a page: which flows are in one, and what it cites."""

from typing import Any

from coopviewer.domain.reference.imported.sums import FlowSum, flow_sum
from coopviewer.domain.reference.published_facts import Flow
from tests.activity_values import FIRST, SECOND, WELL, cited_at, flow
from tests.rendering.imported_samples import total


def paid(number: int, source: str = FIRST, **more: Any) -> Flow:
    return flow(f"t-{number}", 100, **{"citations": cited_at(number, f"transaction {number}", source), **more})


def cites(found: FlowSum | None) -> list[tuple[str, int | None]]:
    assert found is not None
    return [(each.source_id, each.line) for each in found.citations]


def test_a_sum_of_few_citations_has_them_all() -> None:
    same = [paid(1), paid(2), paid(3, citations=paid(1).citations), paid(4, citations=paid(1).citations)]
    assert cites(flow_sum(WELL, total("2019", 400, 4), same)) == [(FIRST, 1), (FIRST, 2)]


def test_a_sum_of_many_citations_has_the_documents() -> None:
    flows = [*(paid(each) for each in range(1, 5)), paid(5, source=SECOND)]
    assert cites(flow_sum(WELL, total("2019", 500, 5), flows)) == [(FIRST, None), (SECOND, None)]


def test_a_sum_of_flows_that_were_not_all_read_has_the_documents_of_those_that_were() -> None:
    assert cites(flow_sum(WELL, total("2019", 300, 3), [paid(1), paid(2)])) == [(FIRST, None)]
    assert cites(flow_sum(WELL, total("2011", 300, 3), [paid(1), paid(2)])) == [(FIRST, None)]
    assert flow_sum(WELL, total("2019", 300, 3), []) is None
