"""Titles of entries that the open edition lacks, read from other editions of its dataset among the known references."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Slot

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.state.references_file import read_references
from coopviewer.file_kinds import full_path
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.background import BackgroundQueue, Job


class FormerEntry(NamedTuple):
    """An entry as another edition lists it.

    ``title``: its title there.
    ``edition``: the id of that edition.
    ``place``: the file of that edition.
    """

    title: str
    edition: str
    place: Path


class FormerTitles(QObject):
    """Looks up titles of entries that the open edition no longer lists, in the other known editions of its dataset.

    ``found`` has a FormerEntry (title, edition and file) for each entry that was found so far, by the entry's id;
    ``ask`` adds to it. The editions are read on a thread; every call but ``stop`` returns at once.
    """

    def __init__(self, references: Path, bundled: Path, parent: QObject) -> None:
        """Look in the references that the file ``references`` lists; ``bundled`` is the path of the bundled one."""
        super().__init__(parent)
        self._references, self._bundled = references, bundled
        self._queue: BackgroundQueue[None] = BackgroundQueue("former titles", self)
        self.found: dict[str, FormerEntry] = {}
        self._asked: set[str] = set()

    def ask(self, opened: Path, dataset: str, ids: Iterable[str], answered: Callable[[], object]) -> None:
        """Look for entries by their ids in the other known editions; if any is found, add it to ``found``.

        Once all were looked for, and if any was found, ``answered`` is called on the window's thread.
        Entries that were looked for since the last ``forget`` are not looked for again. ``opened`` is the open
        reference, an edition of ``dataset``; its file is not searched. If several editions have an entry, the edition
        that the user opened last counts. Editions that cannot be read are passed over.
        """
        wanted = frozenset(ids) - self._asked
        if wanted:
            self._asked |= wanted
            work = partial(_find, self._references, self._bundled, opened, dataset, wanted)
            self._queue.put(work, partial(self._take, answered), failed=_say_nothing)

    @Slot()
    def forget(self) -> None:
        """Forget all that was found and asked for, as when another reference is opened; give up a running search."""
        self._queue.give_up()
        self._asked, self.found = set(), {}

    @Slot()
    def stop(self) -> None:
        """Cancel all reading, as before the window closes; it waits for at most 10 seconds."""
        self.forget()
        self._queue.finish()

    def _take(self, answered: Callable[[], object], found: Mapping[str, FormerEntry]) -> None:
        self._queue.end()
        if found:
            self.found |= found
            answered()


def _say_nothing(_fault: EnvironmentFault) -> None:
    """Show ids where no other edition can be read."""


# On the thread


def _find(
    references: Path, bundled: Path, opened: Path, dataset: str, ids: frozenset[str], job: Job[None]
) -> dict[str, FormerEntry]:
    """Return the entries with some ids as the editions that were opened last list them."""
    found: dict[str, FormerEntry] = {}
    for known in read_references(references).references:
        place = bundled if known.is_bundled else Path(known.path)
        left = ids - found.keys()
        if not left or job.is_cancelled():
            break
        if known.dataset != dataset or full_path(place) == full_path(opened):
            continue
        try:
            with closing(ReferenceStore(place)) as store:
                titles = store.titles(sorted(left))
        except EnvironmentFault:  # gone, or no reference any more: another edition may know them
            continue
        found |= {each: FormerEntry(title, known.edition, place) for each, title in titles.items()}
    return found
