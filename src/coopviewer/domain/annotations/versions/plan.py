"""What an import does with each annotation of a file."""

from dataclasses import dataclass
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import does with each annotation of a file: ``new``, ``newer`` and ``conflicts`` are stored.

    ``newer`` replace what is stored. ``conflicts`` say something else than what is stored, and neither replaces the
    other: both are kept, and the user has to decide. ``same`` are stored already; ``older`` are former states and
    deletions that do not count, which at most the history keeps. ``elsewhere`` are those of ``stored`` that belong to
    another reference than the open one. ``revived`` were in the bin here and are no longer; ``undeleted`` are those of
    ``older`` that the file deletes and that stay here, since an edit counts before a deletion. If several versions of
    an annotation came, each is in the part of its own outcome.
    """

    new: tuple[Annotation, ...] = ()
    newer: tuple[Annotation, ...] = ()
    same: tuple[Annotation, ...] = ()
    older: tuple[Annotation, ...] = ()
    conflicts: tuple[Annotation, ...] = ()
    elsewhere: tuple[Annotation, ...] = ()
    revived: tuple[Annotation, ...] = ()
    undeleted: tuple[Annotation, ...] = ()

    @property
    def stored(self) -> tuple[Annotation, ...]:
        """The annotations of which something is stored: new ones, then newer ones, then conflicts."""
        return self.new + self.newer + self.conflicts

    @property
    def counts(self) -> "ImportCounts":
        """The number of versions in each part of the plan; see ``counts_of_annotations``."""
        return ImportCounts(*(len(getattr(self, name)) for name in ImportCounts._fields))

    @property
    def counts_of_annotations(self) -> "ImportCounts":
        """The ``counts`` where several versions of an annotation came: each annotation counts once.

        Of its outcomes the first of new, conflict, newer, same and older counts. The other numbers are of versions.
        """
        counted: set[str] = set()
        numbers: dict[str, int] = {}
        for name in ("new", "conflicts", "newer", "same", "older"):
            uuids = {each.uuid for each in getattr(self, name)} - counted
            numbers[name] = len(uuids)
            counted |= uuids
        return self.counts._replace(**numbers)


class ImportCounts(NamedTuple):
    """How many annotations, or versions, an import stores and leaves out; the fields are those of ImportPlan."""

    new: int = 0
    newer: int = 0
    same: int = 0
    older: int = 0
    conflicts: int = 0
    elsewhere: int = 0
    revived: int = 0
    undeleted: int = 0
