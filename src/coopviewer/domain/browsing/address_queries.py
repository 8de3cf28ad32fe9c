"""The queries of addresses in their one form; loaded with the first such address, since nearly all pages have none."""

from coopviewer.domain.annotations.query import parse_annotation_query
from coopviewer.domain.editions.view import parse_changes_view
from coopviewer.domain.overviews.query import parse_overview_query


def canonical_query(target: str, query: str) -> str:
    """Return the query of an address with this target in its one form; what is invalid in it is left out.

    Raises ValueError if the query is not possible for this target, and for targets other than ``annotations``,
    ``changes``, ``compare`` and the overviews.
    """
    if target == "annotations":
        return str(parse_annotation_query(query))
    if target == "changes":
        return str(parse_changes_view(query))
    parsed = parse_overview_query(target, query)
    if target == "compare" and not parsed.entries:
        raise ValueError("a comparison needs entries")
    return str(parsed)
