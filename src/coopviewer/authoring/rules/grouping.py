"""Grouping: every entry can be reached in the outline, which goes down from top regions by *in-region*."""

from collections import defaultdict
from collections.abc import Iterator

from coopviewer.authoring.examination import IN_REGION, Examination
from coopviewer.domain.faults import Fault
from coopviewer.domain.reference.vocabulary import EntryKind


def check(examination: Examination) -> Iterator[Fault]:
    """Find the regions and countries that nothing leads down to.

    Other entries without a region stand under *Across regions*; those within an unreached region are not told again.
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
            found = "no way down to it from a top region"
            yield examination.fault(entry, "", found, f"an {IN_REGION} relation that leads to a region without one")
        if entry.kind is EntryKind.COUNTRY and not parents[entry.id]:
            yield examination.fault(entry, "", f"no {IN_REGION} relation", "a region that the country stands under")


def _reached_regions(examination: Examination, parents: dict[str, list[str]]) -> set[str]:
    children: dict[str, list[str]] = defaultdict(list)
    for child, above in parents.items():
        for region in above:
            children[region].append(child)
    unsure = [*examination.unreadable, *examination.partly_read]
    tops = [
        entry.id for entry in examination.dataset.entries if entry.kind is EntryKind.REGION and not parents[entry.id]
    ]
    reached: set[str] = set()
    waiting = [*tops, *unsure]
    while waiting:
        region = waiting.pop()
        if region not in reached:
            reached.add(region)
            waiting.extend(children[region])
    return reached
