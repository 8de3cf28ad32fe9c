"""The references that the user has opened, latest first, for the list of references and for *Open recent*."""

from datetime import date
from typing import NamedTuple

BUNDLED = ""
"""The path of the bundled reference, whose place may differ at each start."""
MOST_REFERENCES = 100
"""The most references that are kept in the list, without the bundled one."""


class KnownReference(NamedTuple):
    """A reference that the user has opened, or the bundled one even if it was never opened.

    ``path`` is its full path, BUNDLED for the bundled one; ``edition`` is the id of its edition. ``as_of`` has the
    earliest and the latest day (ISO 8601) whose state of affairs the content may describe; None: not known. ``opened``
    is the moment at which it was last opened (ISO 8601, UTC); empty: never. ``dataset`` is the URN that it shares with
    its other editions; empty: it was not noted.
    """

    path: str
    title: str
    publisher: str = ""
    edition: str = ""
    as_of: tuple[str, str] | None = None
    opened: str = ""
    dataset: str = ""

    @property
    def is_bundled(self) -> bool:
        """Whether this is the bundled reference, which stays in the list."""
        return self.path == BUNDLED

    @property
    def as_of_days(self) -> tuple[date, date] | None:
        """The two days of ``as_of``, the earliest and the latest, as dates; None if ``as_of`` is None.

        Raises ValueError if they are no dates, as in a file that was changed by hand.
        """
        return (date.fromisoformat(self.as_of[0]), date.fromisoformat(self.as_of[1])) if self.as_of else None


class ListedReference(NamedTuple):
    """A known reference with the path of its file, ``place``, which is also a path for the bundled one.

    ``exists`` is False if the file was looked for and is not there.
    """

    reference: KnownReference
    place: str
    exists: bool


class KnownReferences(NamedTuple):
    """The known references, the one opened last first; each path occurs once."""

    references: tuple[KnownReference, ...] = ()

    def title_of(self, dataset: str) -> str:
        """Return the title of a dataset, as its edition that was opened last has it; empty if no edition is known."""
        return next((each.title for each in self.references if dataset and each.dataset == dataset), "")

    def with_opened(self, opened: KnownReference) -> "KnownReferences":
        """Return the list with a reference that was opened, sorted by last opening, the latest first.

        Of more than 100 (MOST_REFERENCES), the bundled one not counted, those opened longest ago are left out. If the
        list has a later time of opening for its path, as from another window, that time is kept.
        """
        before = next((each.opened for each in self.references if each.path == opened.path), "")
        others = [each for each in self.references if each.path != opened.path]
        every = [opened._replace(opened=max(before, opened.opened)), *others]
        every.sort(key=lambda each: each.opened, reverse=True)
        oldest_kept = [each for each in every if not each.is_bundled][MOST_REFERENCES - 1 : MOST_REFERENCES]
        last = every.index(oldest_kept[0]) if oldest_kept else len(every)
        return KnownReferences(tuple(each for at, each in enumerate(every) if at <= last or each.is_bundled))

    def without(self, path: str) -> "KnownReferences":
        """Return the list without the reference at ``path``; an equal list if that is the bundled one, or not in it."""
        return KnownReferences(tuple(each for each in self.references if each.is_bundled or each.path != path))
