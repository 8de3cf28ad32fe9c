"""Rewriting the queries of addresses, so that equal queries have equal texts.

The module is loaded with the first address whose query it rewrites, since nearly all addresses of pages have none.
Queries of searches and briefs are not rewritten.
"""

from coopviewer.domain.annotations.query import parse_annotation_query
from coopviewer.domain.editions.view import parse_changes_view
from coopviewer.domain.overviews.query import parse_overview_query


def canonical_query(target: str, query: str) -> str:
    """Return the query of an address in its canonical form, so that queries that mean the same have the same text.

    ``target`` is ``annotations``, ``changes``, ``compare``, ``coverage``, ``timeline`` or ``map``. Parts of the query
    that are invalid or unknown are left out. Raises ValueError for any other target, or if the query as a whole is
    invalid, such as that of a comparison without entries.
    """
    if target == "annotations":
        return str(parse_annotation_query(query))
    if target == "changes":
        return str(parse_changes_view(query))
    parsed = parse_overview_query(target, query)
    if target == "compare" and not parsed.entries:
        raise ValueError("a comparison needs entries")
    return str(parsed)
