"""Of any tree of elements, every attribute and every text is found again among facts and published values."""

from xml.sax.saxutils import quoteattr

from hypothesis import HealthCheck, given, settings

from tests.authoring.importing.iati.oracle import lost
from tests.authoring.importing.iati.reading import KnownEntries, ReadFile
from tests.authoring.importing.iati.trees import OWN, Tree, activities


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(activities(), OWN)
def test_of_any_tree_every_value_is_found_again(nodes: list[Tree], own: dict[str, str]) -> None:
    count = [0]
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in own.items())
    file = (
        f'<iati-activities xmlns:x="http://x" version="2.03"><iati-activity{attributes}>'
        f"{''.join(node.written(count) for node in nodes)}</iati-activity></iati-activities>"
    )
    read = ReadFile(file, KnownEntries(activities=("KNOWN-1",)))
    assert lost(file, read) == []
    ids = [fact.id for fact in read.activities[0].facts]
    assert len(set(ids)) == len(ids)
    assert all(len(fact.id) <= len(fact.entry_id) + 41 for fact in read.activities[0].facts)
