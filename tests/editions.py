"""Small editions as tests compare them: two files of facts, and what a comparison finds in them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from coopviewer.domain.editions.changes import EntryChanges, FactChangeKind, Mine
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact, Quantity
from coopviewer.domain.reference.published_facts import PublishedField, PublishedValue
from coopviewer.domain.reference.sources import Redirect
from coopviewer.domain.reference.vocabulary import Comparator
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.editions.comparison import EditionComparison
from tests.activity_values import ENTRIES, WELL, coded, flow, imported_dataset, made, milestone, related
from tests.reference_values import ref, statement, timeframe

NOTHING = Mine()
LABELS = ("has beneficiary", "xm", "sum 1", "activities of the funding agency", "wells")
"""English in the two editions of ``write_two_editions`` that is data."""
_GOAL = statement(WELL, "Ένα δύο τρία", id=f"{WELL}/goal/1")
_DATES = {"id": "project/b/timeframe/1"}


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


def write_two_editions(folder: Path) -> tuple[Path, Path]:
    """Write two editions that differ in every way that sentences tell, with texts in Greek."""
    both = (coded("PolicyMarker/1", "1"), quantity(5), related("has-beneficiary", "country/NE", share=600_000))
    old = write_edition(
        folder / "old.db",
        *both,
        _GOAL,
        milestone("end-planned", "2021-12"),
        coded("ActivityStatus", "2"),
        flow("t-1", 400_000_000, as_given="1"),
        timeframe("project/b", "2018/2021", "1", **_DATES),
        made(PublishedField, "published/1", label="Νησί", ordinal=1, values=(PublishedValue("άλφα", "βήτα"),)),
        statement("project/c", "Γέφυρα", id="project/c/goal/1"),
        statement("project/d", "Δάσος"),
        entries=[ref(WELL, "Πηγάδι"), ref("project/c", "Γέφυρα"), ref("project/d", "Δάσος"), ref("project/b", "Βουνό")],
    )
    new = write_edition(
        folder / "new.db",
        both[0],
        quantity(8),
        replace(both[2], share=650_000),
        replace(_GOAL, text="Ένα πέντε τρία"),
        milestone("end-planned", "2022-06"),
        coded("ActivityStatus", "4"),
        flow("t-1", 450_000_000, as_given="1"),
        timeframe("project/b", "2018/..", "1", **_DATES),
        made(PublishedField, "published/1", label="Νησί", ordinal=1, values=(PublishedValue("άλφα", "γάμα"),)),
        statement("project/c-2", "Γέφυρα", id="project/c-2/goal/7"),
        statement("project/e", "Έργο"),
        entries=[
            ref(WELL, "Πηγάδια"),
            ref("project/c-2", "Γέφυρα"),
            ref("project/e", "Έργο"),
            ref("project/b", "Βουνό"),
        ],
        redirects=[("project/c", "project/c-2")],
        edition="wells.2",
    )
    return old, new


def quantity(number: int) -> Quantity:
    """Make a number of things."""
    fields = {"measure": "Μέτρο", "comparator": Comparator.EXACTLY, "as_given": "1"}
    return made(Quantity, "figure/1", value=number, **fields)


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
