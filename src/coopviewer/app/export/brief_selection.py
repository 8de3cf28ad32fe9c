"""Which brief *Make a brief* makes: the one about what the window shows."""

from coopviewer.domain.annotations.annotation import Motivation
from coopviewer.domain.annotations.query import parse_annotation_query
from coopviewer.domain.briefs.request import BriefRequest, parse_brief_request
from coopviewer.domain.browsing.addresses import Address, compared_ids
from coopviewer.domain.editions.view import parse_changes_view
from coopviewer.domain.overviews.query import parse_overview_query
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import Facet, quoted
from coopviewer.domain.search.syntax import parse_query


def request_of(address: Address) -> BriefRequest | None:
    """Return the request for the brief about what an address shows.

    None for a source, the page about an import, and the changes of all entries. For the home page it is about the
    bookmarked entries, for a region about the region and its countries, for a brief it is its own request. For a list
    of annotations it is about the entries with its tags, else the bookmarked ones if it lists only bookmarks, else the
    entries that it is limited to, else all with notes. For an overview it is about what its filters select: countries,
    on the timeline projects; for a map of a region it is about the region and its countries.
    """
    if address.is_search:
        return BriefRequest(query=address.query)
    if address.is_annotations:
        return _of_annotations(address.query)
    if address.is_overview:
        return _of_overview(address)
    if address.is_brief:
        return parse_brief_request(address.query)
    if address.is_changes:
        entry = parse_changes_view(address.query).entry
        return request_on(entry) if entry else None
    if address.is_comparison:
        return BriefRequest(entries=compared_ids(address))
    if address.is_home:
        return BriefRequest(bookmarks=True)
    return None if address.is_source or address.is_import else request_on(address.target)


def request_on(entry_id: str) -> BriefRequest:
    """Return the request for the brief about one entry, by its id; for a region, about its countries too."""
    if entry_id.startswith(f"{EntryKind.REGION}/"):
        return BriefRequest(region=entry_id)
    return BriefRequest(entries=(entry_id,))


def _of_annotations(text: str) -> BriefRequest:
    """Return the request for the brief about a list of annotations, given the query of the list's address.

    It is about the entries with its tags, its entries, the bookmarks, or all entries with notes.
    """
    query = parse_annotation_query(text)
    if len(query.tags) == 1:
        return BriefRequest(tag=query.tags[0])
    if query.tags:
        values = ",".join(map(quoted, query.tags))
        return BriefRequest(query=f"tag:{values}")
    if query.motivations == (Motivation.BOOKMARKING,):
        return BriefRequest(bookmarks=True)
    return BriefRequest(entries=query.entries) if query.entries else BriefRequest(query="has:note")


def _of_overview(address: Address) -> BriefRequest:
    query = parse_overview_query(address.target, address.query)
    if query.where:
        return BriefRequest(query=query.filter, where=query.where)
    if query.region:
        return BriefRequest(region=query.region)
    kind = EntryKind.PROJECT if address.target == "timeline" else EntryKind.COUNTRY
    return BriefRequest(query=_limited(query.filter, kind))


def _limited(text: str, kind: EntryKind) -> str:
    """Return the text of a query, limited to a kind: without other ones that it asks for, which an overview lacks."""
    asked = dict.fromkeys(each.value for each in parse_query(text).query.of_facet(Facet.KIND) if not each.excluded)
    if not asked:
        return f"{text} kind:{kind}".strip()
    others = ",".join(each for each in asked if each != kind)
    return f"{text} -kind:{others}" if others else text
