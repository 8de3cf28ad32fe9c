"""Sums of flows that are cited as a whole: which flows are in a sum, and the sum as a fact."""

from collections.abc import Iterable

from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.imported.imported_pages import FlowTotal
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.domain.values import value

MOST_MARKS = 3
"""How many source marks a sum has at most; the sources of more are cited as documents."""


@value(frozen=True, slots=True, kw_only=True)
class FlowSum(Fact):
    """The sum of several flows of an entry, as a page shows it; no reference stores it.

    ``citations`` are those of all its flows if they have at most three (MOST_MARKS), else the documents that state
    them, without places in them.
    """

    total: FlowTotal


def flow_sum(entry_id: str, total: FlowTotal, flows: Iterable[Flow]) -> FlowSum | None:
    """Return the sum that a total of an entry is, with the sources of its flows; None if none is known.

    ``flows`` are those of the entry that were read. If none of the total's was, the documents are those of the others.
    """
    read = tuple(flows)
    own = flows_in(total, read)
    stated = own or read
    cited = tuple(dict.fromkeys(citation for each in stated for citation in each.citations))
    if not cited:
        return None
    if len(own) != total.flows or len({each.citations for each in own}) > MOST_MARKS:
        cited = tuple(Citation(source_id, None) for source_id in dict.fromkeys(each.source_id for each in cited))
    id_ = f"{entry_id}/sum/{total.kind}/{total.type}/{total.currency}/{total.year}"
    return FlowSum(id=id_, entry_id=entry_id, basis=stated[0].basis, citations=cited, total=total)


def flows_in(total: FlowTotal, flows: Iterable[Flow]) -> tuple[Flow, ...]:
    """Return those flows of an entry that are added to a total of it, by kind, type, currency and year."""
    return tuple(each for each in flows if _key_of(each) == (total.kind, total.type, total.currency, total.year))


def _key_of(flow: Flow) -> tuple[FlowKind, str, str, str]:
    """Return by what flows are added; the other version of a flow, on which files differ, is not added."""
    year = "" if "@" in flow.id else (flow.day or flow.period_start or "")[:4]
    return (flow.kind, flow.type or "", flow.currency if "@" not in flow.id else "", year)
