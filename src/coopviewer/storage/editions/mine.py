"""What the user works with in a reference: annotated entries and facts, and the results of saved searches."""

from collections.abc import Iterable
from pathlib import Path

from coopviewer.domain.editions.changes import Mine
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.annotations.of_entries import annotated_ids
from coopviewer.storage.editions.sides import IsCancelled
from coopviewer.storage.search.personal_search import PersonalSearch


def read_mine(
    references: Iterable[Path],
    dataset: str,
    annotations: Path | None,
    queries: Iterable[str],
    is_cancelled: IsCancelled,
) -> Mine:
    """Return what the user works with: entries and facts with an annotation, and entries that saved searches find.

        ``references``: the files that are searched: both editions, since a result may be listed in one of them only.
        ``dataset``: the URN of the reference; annotations on others do not count, nor do those in the bin.
        ``annotations``: the user's annotations file; None: there is none.
        ``queries``: the texts of saved searches; one that cannot be parsed finds nothing.

    Raises EnvironmentFault if a file cannot be read, and Cancelled once ``is_cancelled`` returns True.
    """
    entries, facts = (frozenset(), frozenset()) if annotations is None else annotated_ids(annotations, dataset)
    parsed = [found for query in queries if (found := parse_query(query)).query and not found.faults]
    found_by: set[str] = set()
    for reference in references if parsed else ():
        search = PersonalSearch(reference, annotations)
        try:
            for each in parsed:
                found_by |= search.matching(each.query, is_cancelled)
        finally:
            search.close()
    return Mine(entries | found_by, facts)
