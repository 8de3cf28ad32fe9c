"""Export and import of annotations: which are exported, what was read from a file, and what is lost of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.version import Version

_OPEN = "coop"  # what stands for a dataset in an address of the program


class ExportFormat(StrEnum):
    """A format of exported annotations; the value is its name on the command line."""

    JSONLD = "jsonld"
    TEXT = "text"
    MARKDOWN = "markdown"

    @property
    def extension(self) -> str:
        """The extension of its files' names, without the dot."""
        return {ExportFormat.JSONLD: "jsonld", ExportFormat.TEXT: "txt", ExportFormat.MARKDOWN: "md"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSelection:
    """Which annotations are exported: those that fit all fields that are set; for a set, any of its members fits.

    ``dataset`` is the reference they belong to, None: any reference. ``uuids`` and ``entry_ids`` None: any annotation
    or entry. ``since`` and ``until`` bound the time of the last change (in UTC, ``until`` itself excluded).
    ``with_bin``: annotations in the bin are exported too. ``with_deletions``: whatever else is selected, annotations in
    the bin that other files have are exported as deletions, for all references, so that the other files delete them
    too.
    """

    dataset: str | None = None
    uuids: frozenset[str] | None = None
    tags: frozenset[str] = frozenset()
    entry_ids: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    with_bin: bool = False
    with_deletions: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether the selection has all annotations outside the bin, of all references."""
        return self == ExportSelection(with_bin=self.with_bin, with_deletions=self.with_deletions)


def export_counts(annotations: Sequence[Annotation], selection: ExportSelection) -> tuple[int, int]:
    """Return how many of ``annotations`` are exported as annotations, and how many as deletions.

    ``annotations`` are all that ``selection`` has. Those in the bin are exported as annotations if
    ``selection.with_bin`` is set, else as deletions.
    """
    deletions = 0 if selection.with_bin else sum(each.is_deleted for each in annotations)
    return len(annotations) - deletions, deletions


@dataclass(frozen=True, slots=True)
class EntryNames:
    """The titles of entries by id, in the reference whose URN is ``dataset``.

    ``legal_notes`` maps the title of each marked country, such as ``Kosovo*``, to the note that its mark stands for.
    """

    dataset: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    legal_notes: Mapping[str, str] = field(default_factory=dict)

    def title(self, dataset: str, entry_id: str) -> str:
        """Return the title of an entry of a dataset on one line; empty where it is not known, as in other datasets."""
        return " ".join(self.titles.get(entry_id, "").split()) if dataset == self.dataset else ""


class Loss(StrEnum):
    """Why an import leaves out an annotation, or imports it changed: each member says which, and why or how."""

    NOT_UNDERSTOOD = "not-understood"
    """Left out: not an annotation, or one whose values break the rules of the model."""
    ABOUT_SOMETHING_ELSE = "about-something-else"
    """Left out: its target is no entry of any reference."""
    TOO_LONG = "too-long"
    """Left out: too long, such as a tag of over 200 code points, a text of over 500,000, a list of over 1,000 items."""
    NOT_IN_FILE = "not-in-file"
    """Left out: the file refers to further annotations that are not in it."""
    FURTHER_TARGETS = "further-targets"
    """Imported with its first target only."""
    OTHER_MOTIVATION = "other-motivation"
    """Imported with the nearest motivation."""
    UNKNOWN_WORD = "unknown-word"
    """Imported without a colour or status that this version does not know."""
    QUOTATION_IN_TEXT = "quotation-in-text"
    """Imported on the entry as a whole: the file does not say which text is quoted, so its note has the quotation."""
    NO_PLACE = "no-place"
    """Imported as an orphan: the position or the edition of its quotation is missing or wrong."""
    NO_QUOTATION = "no-quotation"
    """Imported on the entry as a whole: the file names a text, or a position in it, but does not quote it."""
    OTHER_BODY = "other-body"
    """Imported without a body that is neither text nor an address."""
    MARKUP = "markup"
    """Imported with HTML markup in its note."""
    NO_AUTHOR = "no-author"
    """Imported with an author without a name."""
    OTHER_FIELDS = "other-fields"
    """Imported without fields that this program does not have."""
    DOUBLE_KEYS = "double-keys"
    """Imported with the last value of a key that an object has twice: JSON does not say which of the two counts.

    The object may also be one around the annotations, or an annotation that is left out for another reason.
    """

    @property
    def leaves_out(self) -> bool:
        """Whether the annotation as a whole is not imported."""
        return self in (Loss.NOT_UNDERSTOOD, Loss.ABOUT_SOMETHING_ELSE, Loss.TOO_LONG, Loss.NOT_IN_FILE)


class ItemLoss(NamedTuple):
    """What was lost of one annotation of a file: ``fields`` were not imported, ``keys`` are JSON keys it has twice.

    ``number`` is the position of the annotation in the file, from 1; 0: the keys are twice in the file around the
    annotations. ``id`` is empty if the file states none for the annotation.
    """

    number: int
    id: str
    losses: tuple[Loss, ...]
    fields: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAnnotations:
    """The annotations read from a file, in its order; ``losses`` is the number of annotations affected by each loss.

    A loss of the file itself counts as one. ``versions`` are annotations that say which versions they replace, as this
    program exports them; ``annotations`` are all others, from older files and other tools. ``sender`` is the owner of
    the annotations file that was exported, None if the file does not say. ``items`` are at most 200: first the loss of
    the file itself, if an object around the annotations has a key twice; then one for each annotation that lost
    something. ``affected`` is how many annotations of the file lost something.
    """

    annotations: tuple[Annotation, ...]
    losses: Mapping[Loss, int] = field(default_factory=dict)
    sender: Person | None = None
    items: tuple[ItemLoss, ...] = ()
    versions: tuple[Version, ...] = ()
    affected: int = 0

    def on_dataset(self, dataset: str) -> "ReadAnnotations":
        """Return what was read, with ``dataset`` as the dataset of annotations that name none.

        Other tools write such annotations on an address as the program copies it, such as ``coop:country/NE``, which
        names an entry of whichever reference is open.
        """
        placed = (replace(each, dataset=dataset) if each.dataset == _OPEN else each for each in self.annotations)
        return replace(self, annotations=tuple(placed))

    @property
    def all(self) -> tuple[Annotation, ...]:
        """All annotations of the file: those of ``versions`` first, then ``annotations``.

        An annotation of which the file has several versions is in it several times.
        """
        return (*(each.annotation for each in self.versions), *self.annotations)
