"""References made up for one test, to be searched."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.search.store import ReferenceSearch
from tests.reference_values import dataset

MadeOf = Callable[..., ReferenceSearch]


@pytest.fixture
def made_of(tmp_path: Path) -> Iterator[MadeOf]:
    """Return what writes a reference of some facts and entries, and opens it to be searched."""
    opened: list[ReferenceSearch] = []

    def make(*facts: Fact, entries: Iterable[EntryRef | str] = ()) -> ReferenceSearch:
        path = tmp_path / f"{len(opened)}.db"
        write_reference(dataset(*facts, entries=entries), path)
        opened.append(ReferenceSearch(path))
        return opened[-1]

    yield make
    for search in opened:
        search.close()
