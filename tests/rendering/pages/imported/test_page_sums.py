"""Sums of flows on a page: the flows that were read of an entry, and how a sum is found by its id."""

from coopviewer.domain.reference.pages import ComparePage
from coopviewer.rendering.pages.imported.page_sums import find_cited, flows_of_entry, sums_of
from tests.activity_values import OTHER, WELL, flow
from tests.reference_values import amount
from tests.rendering.imported_samples import page_of, project, total


def test_the_flows_of_an_entry_are_those_of_its_own_record() -> None:
    mine, other = flow("t-1", 100), flow("t-2", 200, entry_id=OTHER)
    page = page_of(project(WELL, mine, amount(WELL, 5)), project(OTHER, other)).page
    assert flows_of_entry(page, WELL) == (mine,)
    assert flows_of_entry(page, OTHER) == (other,)
    assert flows_of_entry(page, "project/unknown") == ()


def test_sums_are_found_by_their_ids_beside_facts_and_on_comparisons() -> None:
    flows, other = (
        [flow(f"t-{each}", 100) for each in range(1, 6)],
        flow("t-9", 100, entry_id=OTHER, id=f"{OTHER}/flow/t-9"),
    )
    totals = {WELL: (total("2019", 500, 5), total("2020", 100)), OTHER: (total("2019", 100),)}
    page = page_of(project(WELL, *flows), project(OTHER, other), parts={"totals": totals}).page
    found = list(sums_of(page))
    assert [(each.entry_id, each.total) for each in found] == [(key, one) for key in totals for one in totals[key]]
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert find_cited(page, each.id) == each
        assert find_cited(ComparePage((page, page), page.lookup), each.id) == each
    assert find_cited(page, flows[0].id) == flows[0]
    assert find_cited(page, f"{WELL}/sum/unknown") is None
