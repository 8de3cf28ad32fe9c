"""What an import does with each annotation of a file."""

from dataclasses import dataclass
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import does with each annotation of a file: ``new``, ``newer`` and ``conflicts`` are stored.

    ``new`` were not in the user's file. ``newer`` replace the annotation in the user's file. ``conflicts`` say
    something else than the annotation in the user's file, and neither replaces the other: both are kept, and the user
    has to decide. ``same`` are in the user's file already. ``older`` are former states and overruled deletions; at most
    the history keeps them.

    The other three repeat annotations of these parts: ``elsewhere`` are the stored ones that belong to another
    reference than the open one, ``revived`` those that were in the user's bin and are out of it now, and ``undeleted``
    those of ``older`` that were deleted in the imported file and stay in the user's, since an edit counts before a
    deletion. If the file has several versions of an annotation, each version is listed in the part that applies to it.
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
        """The annotations of the imported file that are stored: new ones, then newer ones, then conflicts."""
        return self.new + self.newer + self.conflicts

    @property
    def counts(self) -> "ImportCounts":
        """The length of each part; an annotation of which the file has several versions may count several times."""
        return ImportCounts(*(len(getattr(self, name)) for name in ImportCounts._fields))

    @property
    def counts_of_annotations(self) -> "ImportCounts":
        """The length of each part, with each annotation counted once, even if several versions of it came.

        An annotation whose versions are in several parts is counted in the first of new, conflicts, newer, same and
        older. The numbers for elsewhere, revived and undeleted are not reduced in this way.
        """
        counted: set[str] = set()
        numbers: dict[str, int] = {}
        for name in ("new", "conflicts", "newer", "same", "older"):
            uuids = {each.uuid for each in getattr(self, name)} - counted
            numbers[name] = len(uuids)
            counted |= uuids
        return self.counts._replace(**numbers)


class ImportCounts(NamedTuple):
    """How many annotations, or versions of them, are in each part of an ImportPlan.

    Each field is the number of the part with the same name.
    """

    new: int = 0
    newer: int = 0
    same: int = 0
    older: int = 0
    conflicts: int = 0
    elsewhere: int = 0
    revived: int = 0
    undeleted: int = 0
