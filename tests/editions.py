"""Small editions as tests compare them: two files of facts, and what a comparison finds in them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from coopviewer.domain.editions.changes import EntryChanges, FactChangeKind, Mine
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.sources import Redirect
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.editions.comparison import EditionComparison
from tests.activity_values import ENTRIES, imported_dataset

NOTHING = Mine()


def write_edition(
    path: Path,
    *facts: Fact,
    entries: Iterable[EntryRef] = ENTRIES,
    redirects: Iterable[tuple[str, str]] = (),
    edition: str = "wells.1",
) -> Path:
    """Write an edition of facts; ``redirects`` are pairs of a former and a present id."""
    data = imported_dataset(facts, entries)
    led = tuple(Redirect(old, new, edition) for old, new in redirects)
    write_reference(replace(data, redirects=led, edition=data.edition._replace(id=edition)), path)
    return path


@contextmanager
def compared(old: Path, new: Path, mine: Mine = NOTHING) -> Iterator[EditionComparison]:
    """Compare two files as a whole."""
    with EditionComparison(old, new) as comparison:
        comparison.begin(mine)
        comparison.compare(also=FactChangeKind)
        yield comparison


def changes(old: Path, new: Path, mine: Mine = NOTHING) -> tuple[EntryChanges, ...]:
    """Return what changed between two files, without what has no content: sources and order."""
    with EditionComparison(old, new) as comparison:
        comparison.begin(mine)
        comparison.compare()
        return comparison.entries()


def facts_of(found: Sequence[EntryChanges]) -> list[tuple[str, str]]:
    """Return kind and id of each fact that changed."""
    return [(str(change.kind), change.fact.id) for each in found for change in each.facts]
