"""The first pass over the files of an import: which activities there are, who reports them, which occur repeatedly."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from coopviewer.authoring.importing.files.documents import Digest, XmlDocument
from coopviewer.authoring.importing.iati.activities import entry_id_of, last_updated
from coopviewer.authoring.importing.iati.parties import ROLE_ELEMENTS, Party, parties_of
from coopviewer.authoring.importing.iati.reader import read_activities
from coopviewer.authoring.importing.iati.records import ActivityRecord, FileHead
from coopviewer.authoring.importing.organisations import Organisations
from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.domain.reference.imports import ImportSeverity

_REPORTER = "reporting-org"
_DAY = 10  # characters of a date


class ScannedDocument(NamedTuple):
    """What the first pass found of one XML document.

    ``head`` describes its root element, None if the document breaks off before it. ``activities`` is the number of
    activities in it. ``digest`` has size and hash of the unpacked XML. ``publishers`` are the organisations that report
    the activities, by name, or by identifier if they have no name. ``is_broken``: the document is not well-formed, and
    only the activities before the fault are imported.
    """

    document: XmlDocument
    head: FileHead | None
    activities: int
    digest: Digest
    publishers: tuple[str, ...]
    is_broken: bool


class Occurrence(NamedTuple):
    """An activity in a document: the document's index among those scanned, the activity's number in it, its first line.

    The index counts from 0, number and line from 1. ``updated`` is when the activity was last updated, as given,
    or else when the file was generated; empty if neither is known.
    """

    document: int
    number: int
    line: int
    updated: str


class FirstPass:
    """Finds out, from all files of an import, which activities there are, who reports them, and which occur twice.

    Call ``scan`` for each document; its findings are added to ``documents``, ``first``, ``reporters``, ``days`` and
    ``organisations``. Activities themselves are not kept: memory grows with their number and with the organisations
    that they name, not with their texts.
    """

    def __init__(self, *, keep_partial: bool) -> None:
        """Start empty; ``keep_partial`` decides about a document that is not well-formed.

        If True it is read up to its fault, otherwise it is refused.
        """
        self._keep_partial = keep_partial
        self._several: dict[str, list[Occurrence]] = {}
        self.documents: list[ScannedDocument] = []
        self.organisations = Organisations()
        self.first: dict[str, Occurrence] = {}
        """The first occurrence of each activity by the id of its entry."""
        self.reporters: dict[str | None, Counter[str]] = {}
        """The names of those who report activities, with their numbers, by their references; None: without one."""
        self.days: tuple[str, str] | None = None
        """The earliest and the latest day on which an activity was last updated, None if no file says it."""

    def scan(self, document: XmlDocument, on_read: Callable[[int], None]) -> None:
        """Read a document and add its findings to the attributes of this object.

        ``on_read`` is called with the number of bytes read so far; what it raises ends the pass. Raises
        EnvironmentFault if the document cannot be read, is refused by ``read_activities`` (it has, say, a document
        type declaration), or is not well-formed and ``keep_partial`` is False.
        """
        digest = Digest()
        blocks = digest.passing(document.blocks(on_read))
        quiet = ImportReporter()
        head, activities = None, 0
        publishers: dict[str, None] = {}
        for part in read_activities(blocks, document.name, quiet, keep_partial=self._keep_partial):
            if isinstance(part, FileHead):
                head = part
            else:
                activities += 1
                self._take(part, head)
                publishers |= dict.fromkeys(self._take_parties(part))
        for _ in blocks:  # what follows a fault belongs to the hash
            pass
        is_broken = ImportSeverity.REFUSED in quiet.severities
        self.documents.append(ScannedDocument(document, head, activities, digest, tuple(publishers), is_broken))

    def several(self) -> Iterator[tuple[str, list[Occurrence]]]:
        """Yield each activity that occurs more than once: its entry's id, and its occurrences in the order of files.

        The activities come in the order in which their second occurrences were read.
        """
        yield from self._several.items()

    def _take(self, record: ActivityRecord, head: FileHead | None) -> None:
        updated = last_updated(record) or ""
        day = day_of(updated)
        if day is not None:
            earliest, latest = self.days or (day, day)
            self.days = min(earliest, day), max(latest, day)
        if not updated and head is not None:
            updated = head.generated or ""
        entry_id = entry_id_of(record)
        found = Occurrence(len(self.documents), record.number, record.first_line, updated)
        first = self.first.setdefault(entry_id, found)
        if first is not found:
            self._several.setdefault(entry_id, [first]).append(found)

    def _take_parties(self, record: ActivityRecord) -> Iterator[str]:
        """Prepare the entries of the organisations that an activity names, and yield the names of its reporters."""
        for party in parties_of(record):
            has_role = party.element in ROLE_ELEMENTS
            self.organisations.prepare(party.ref, party.names, party.type, party.line, has_role=has_role)
            if party.element == _REPORTER:
                name = name_of(party)
                self.reporters.setdefault(party.ref, Counter())[name] += 1
                yield name


def day_of(text: str) -> str | None:
    """Return the day with which a text begins: ``2019-03-01`` of ``2019-03-01T10:00``.

    None if its first ten characters are no day of the calendar, as in ``2019-03`` and ``2019-13-45``.
    """
    try:
        return date.fromisoformat(text[:_DAY]).isoformat()
    except ValueError:
        return None


def name_of(party: Party) -> str:
    """Return the first of an organisation's names that differs from its identifier (``ref``), else the identifier.

    Empty if the organisation has neither name nor identifier.
    """
    names = (name.text for name in party.names if name.text != party.ref)
    return next(names, party.ref or "")
