"""The lists that a page shows, as they can be saved."""

from collections.abc import Iterator

from coopviewer.app.export.wanted_lists import PageList
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.pages import EntryPage, ListKey, RelationGroup
from coopviewer.domain.reference.vocabulary import EntryKind


def lists_of(page: EntryPage, least: int, tr: Translate) -> Iterator[PageList]:
    """Yield the lists of a page that have at least ``least`` entries.

    All projects of an entry are one list, in whichever roles it has in them, and come first. On the page of a project
    each list of relations is one of its own.
    """
    groups = [group for group in page.record.groups if group.relations]
    is_project = page.record.ref.kind is EntryKind.PROJECT
    of_projects = [
        group for group in groups if not is_project and not group.outgoing and _other_ends(group) <= page.related.keys()
    ]
    if of_projects and len(frozenset().union(*map(_other_ends, of_projects))) >= least:
        title = tr("{entry}: {list}").format(entry=page.title, list=tr("projects"))
        yield PageList(title, tuple(_key(page, group) for group in of_projects))
    for group in groups:
        if group not in of_projects and group.total >= least:
            label = group.predicate.label if group.outgoing else group.predicate.inverse_label
            title = tr("{entry}: {list}").format(entry=page.title, list=label)
            yield PageList(title, (_key(page, group),))


def _other_ends(group: RelationGroup) -> frozenset[str]:
    return frozenset(map(group.other_end, group.relations))


def _key(page: EntryPage, group: RelationGroup) -> ListKey:
    return ListKey(page.record.ref.id, group.predicate.id, group.outgoing)
