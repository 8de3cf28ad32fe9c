"""The answer to a search as a record for other programs, of values that JSON can represent."""

from collections.abc import Sequence
from typing import Any

from coopviewer.domain.language import Translate
from coopviewer.domain.search.answer import FacetCounts, Ranges, SearchAnswer, SearchHit
from coopviewer.domain.search.query import Facet
from coopviewer.domain.search.syntax import QueryFault
from coopviewer.rendering.words.faults.empty_search_words import reason_words
from coopviewer.rendering.words.faults.query_fault_words import fault_words
from coopviewer.rendering.words.search_words import unknown_words


def search_record(answer: SearchAnswer, facets: Sequence[FacetCounts], tr: Translate) -> dict[str, Any]:
    """Return the answer to a search as a record for JSON; its messages are in the language of ``tr``.

    Most keys are named like fields of ``SearchAnswer``, which explains them; its ``hits`` are the ``results``. A key
    that ends in ``_places`` has ranges of matched characters: pairs of start and end (exclusive) in code points.
    ``facets`` has the counts of each facet by its name. A result has no key for what is not known of it. ``period`` is
    the query that a year alone stands for, ``active:2019``; ``meant`` is the same, and for the name of a country or
    region alone ``kind:project country:Kenya``. ``more``: there are further results, which are not in the record.
    ``faults`` has faults in the query's syntax first, then values that a facet does not know.
    """
    return {
        "query": str(answer.query),
        "results": [_hit(hit) for hit in answer.hits],
        "own": [_hit(hit) for hit in answer.own],
        "period": str(answer.meant) if answer.meant is not None and answer.meant.of_facet(Facet.ACTIVE) else None,
        "meant": None if answer.meant is None else str(answer.meant),
        "why": [
            {"state": each.state, "filter": str(each.part or ""), "message": reason_words(each, tr)}
            for each in answer.why
        ],
        "more": answer.more,
        "complete": answer.complete,
        "did_you_mean": [
            {"query": str(each.query), "text": each.text, "id": each.ref.id} for each in answer.did_you_mean
        ],
        "nearest": [{"id": ref.id, "kind": ref.kind, "title": ref.title} for ref in answer.nearest],
        "facets": {counts.facet: _values(counts) for counts in facets},
        "faults": [
            *(_fault(fault, tr) for fault in answer.faults),
            *(
                {"facet": each.facet, "found": each.value, "message": unknown_words(each, tr)}
                for each in answer.unknown
            ),
        ],
    }


def _hit(hit: SearchHit) -> dict[str, Any]:
    match = hit.match
    record: dict[str, Any] = {
        "id": hit.ref.id,
        "kind": hit.ref.kind,
        "title": hit.ref.title,
        "matched_field": match.field,
        "matched_text": match.text,
        "matched_places": _ranges(match.ranges),
        "whole": match.whole,
        "snippet": hit.snippet.text,
        "snippet_places": _ranges(hit.snippet.ranges),
    }
    optional = {
        "fact_id": match.fact_id,
        "language": match.language,
        "name_kind": match.name_kind,
        "statement_kind": match.statement_kind,
    }
    record |= {key: value for key, value in optional.items() if value is not None}
    if hit.activity is not None:
        record[hit.activity.facet] = {"certainty": hit.activity.certainty, "timeframe": hit.activity.edtf}
    if hit.through:
        record["through"] = [{"id": ref.id, "title": ref.title} for ref in hit.through]
    if hit.sector is not None:
        record["sector"] = {
            "id": hit.sector.sector.id,
            "code": hit.sector.code,
            "category": hit.sector.category,
            "category_label": hit.sector.label,
        }
    return record


def _ranges(ranges: Ranges) -> list[list[int]]:
    return [list(each) for each in ranges]


def _values(counts: FacetCounts) -> list[dict[str, Any]]:
    return [
        {
            "value": each.value,
            "title": each.ref.title if each.ref else each.value,
            "count": each.count,
            "more": each.more,
            "chosen": each.chosen,
        }
        for each in counts.values
    ]


def _fault(fault: QueryFault, tr: Translate) -> dict[str, Any]:
    return {
        "kind": fault.kind,
        "position": fault.position,
        "length": fault.length,
        "found": fault.found,
        "suggestion": fault.suggestion,
        "message": fault_words(fault, tr),
    }
