"""Checks that each region is a top region or below one, and each country of curated files in a region (*in-region*)."""

from collections import defaultdict
from collections.abc import Iterator

from coopviewer.authoring.examination import IN_REGION, Examination
from coopviewer.domain.faults import Fault, phrase
from coopviewer.domain.reference.vocabulary import EntryKind


def check(examination: Examination) -> Iterator[Fault]:
    """Yield a fault for each region that no top region leads to, and for each country that is in no region.

    A top region is one that is in no other. A country in a region with this fault is not reported, nor is any imported
    country, since UN M49 leaves some out. Entries that were read only in part are not reported, and count as reached.
    Other kinds of entries need no region: without one they are shown under *Across regions*.
    """
    parents: dict[str, list[str]] = defaultdict(list)
    for relation in examination.relations:
        if relation.predicate_id == IN_REGION:
            parents[relation.subject_id].append(relation.object_id)
    reached = _reached_regions(examination, parents)
    for entry in examination.dataset.entries:
        if entry.id in examination.partly_read:
            continue
        if entry.kind is EntryKind.REGION and entry.id not in reached:
            found = phrase("no path to it from a top region")
            yield examination.fault(
                entry,
                "",
                found,
                phrase("an {relation} relation that leads to a region without one", relation=IN_REGION),
            )
        if entry.kind is EntryKind.COUNTRY and not parents[entry.id] and not examination.is_imported:
            yield examination.fault(
                entry,
                "",
                phrase("no {relation} relation", relation=IN_REGION),
                phrase("a region that the country belongs to"),
            )


def _reached_regions(examination: Examination, parents: dict[str, list[str]]) -> set[str]:
    children: dict[str, list[str]] = defaultdict(list)
    for child, above in parents.items():
        for region in above:
            children[region].append(child)
    unreadable = [*examination.unreadable, *examination.partly_read]
    tops = [
        entry.id for entry in examination.dataset.entries if entry.kind is EntryKind.REGION and not parents[entry.id]
    ]
    reached: set[str] = set()
    pending = [*tops, *unreadable]
    while pending:
        region = pending.pop()
        if region not in reached:
            reached.add(region)
            pending.extend(children[region])
    return reached
