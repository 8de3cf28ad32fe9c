"""The second pass over the files of an import: each activity becomes an entry with its facts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from coopviewer.authoring.importing.directory import EntryDirectory
from coopviewer.authoring.importing.files.documents import Digest
from coopviewer.authoring.importing.first_pass import ScannedDocument
from coopviewer.authoring.importing.iati.activities import ActivityFacts, activity_facts, identifier_of
from coopviewer.authoring.importing.iati.reader import read_activities
from coopviewer.authoring.importing.iati.records import ActivityRecord, FileHead
from coopviewer.authoring.importing.labels import UsedCodes
from coopviewer.authoring.importing.merging import Rank, add_beside, with_ids_of_equal
from coopviewer.authoring.importing.occurrences import SharedEntry
from coopviewer.authoring.importing.organisations import OrganisationEntry
from coopviewer.authoring.importing.predicates import united
from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.authoring.importing.shares import odd_sums
from coopviewer.authoring.importing.standards import Standards
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.building.reference_file import ReferenceFile

SharedEntries = Mapping[tuple[int, int], SharedEntry]


class SecondPass:
    """Writes the activities of documents, and in the end the entries that they name, into a new reference.

    ``activities``, ``entries`` and ``facts`` say how many were written so far. For an activity that occurs in two
    documents, ``activities`` counts two and ``entries`` one.
    """

    def __init__(
        self, reference: ReferenceFile, directory: EntryDirectory, report: ImportReporter, shared: SharedEntries
    ) -> None:
        """Write into ``reference``, with notes to ``report``; ``directory`` finds the entries that activities name.

        ``shared`` has the entries of activities that occur more than once, by the index of the document and the number
        of the activity in it, from 1 (``shared_entries``).
        """
        self._reference = reference
        self._directory = directory
        self._report = report
        self._shared = shared
        self._names: dict[str, str] = {}  # of the documents, by the ids of their sources, in the order of reading
        self._places: dict[str, int] = {}  # of the documents in that order
        self._about_others: set[str] = set()
        self._standard_sources: set[str] = set()
        self._added: set[str] = set()
        self._described: dict[str, EntryRef] = {}
        self._predicates: dict[Predicate, None] = {}  # in the order of the files
        self._codes = UsedCodes()
        self.activities = self.entries = self.facts = 0

    def read(
        self, scanned: ScannedDocument, source_id: str, on_read: Callable[[int], None], check: Callable[[], None]
    ) -> None:
        """Write the activities of the next document; its source must have been added to the reference before.

        ``on_read`` is called with the number of bytes of the document's file read so far (packed, if it is), ``check``
        before each activity; an exception from either ends the pass. Raises EnvironmentFault if the document cannot be
        read, or has changed since the first pass.
        """
        document, digest = scanned.document, Digest()
        place = self.begin_source(source_id, document.name)
        blocks = digest.passing(document.blocks(on_read))
        for part in read_activities(blocks, document.name, self._report, keep_partial=scanned.is_broken):
            if not isinstance(part, FileHead):
                check()
                self._write(part, place, source_id)
        for _ in blocks:
            pass
        if digest.sha256 != scanned.digest.sha256:
            raise EnvironmentFault("import.changed", path=document.path)

    def begin_source(self, source_id: str, name: str) -> int:
        """Prepare for the activities of a source, read from the file ``name``; return the index of the source, from 0.

        Notes on the import that are taken from now on name this file.
        """
        self._places[source_id] = len(self._places)
        self._names[source_id] = name
        self._report.begin_file(name)
        return self._places[source_id]

    def put(self, made: ActivityFacts) -> None:
        """Write an activity that occurs once: its entry, its passage and its facts."""
        self._take(made)
        self._add_entry(made.entry)
        self._add_own(made.entry, made.facts)

    def write_entries(self, standards: Standards, check: Callable[[], None]) -> None:
        """Write the countries, regions, sectors and organisations that activities name; call it after all activities.

        Written too are the standards that these entries cite as sources, the names of codes, the kinds of relation, and
        entries that only a file exported by this program describes. Organisations that have the same name are noted.
        ``check`` is called again and again, and may raise to end the work.
        """
        for each in self._directory.code_entries():
            check()
            self._add_entry(each.entry)
            if each.country is not None:
                self._reference.add_country(each.country)
            self._add_facts(each.facts)
            self._standard_sources |= {citation.source_id for fact in each.facts for citation in fact.citations}
        self._write_organisations(check)
        self._write_described()
        for source_id in sorted(self._standard_sources - self._names.keys()):
            self._reference.add_source(standards.source(source_id))
        for label in self._codes.labels(standards):
            self._reference.add_label(label)

    def _write(self, record: ActivityRecord, place: int, source_id: str) -> None:
        shared = self._shared.get((place, record.number))
        identifier = identifier_of(record)
        passage_id = f"{source_id.removeprefix('source/')}/A{record.number}"
        self._directory.begin_activity(record, Citation(source_id, passage_id, line=record.first_line))
        made = activity_facts(
            record, source_id, self._directory, self._report, entry_id=None if shared is None else shared.entry_id
        )
        if shared is None:
            self.put(made)
        else:
            self._take(made)
        for odd in odd_sums(made.facts):
            self._report.note(ImportSeverity.KEPT, odd.what, odd.total, odd.of, line=odd.line, entry_id=made.entry.id)
        if shared is not None:
            self._add_shared(made.entry, made.facts, shared, place)
            self._note_shared(shared, place, identifier or made.entry.title, record.first_line)

    def _take(self, made: ActivityFacts) -> None:
        self._reference.add_passage(made.passage)
        self._codes.add(made.facts)
        self._described.update((each.id, each) for each in made.described)
        self._predicates.update(dict.fromkeys(made.predicates))
        self.activities += 1

    def _add_own(self, entry: EntryRef, facts: Iterable[Fact]) -> None:
        for fact in facts:
            if fact.entry_id != entry.id:
                self._about_others.add(fact.id)
            if fact.id in self._about_others:
                self._add_beside(fact, self._later_first)
            else:
                self._reference.add_fact(fact)
                self.facts += 1

    def _add_shared(self, entry: EntryRef, facts: Iterable[Fact], shared: SharedEntry, place: int) -> None:
        if shared.rank(place) == 0:
            self._add_entry(entry)
        numbers = {each.document: number for number, each in enumerate(shared.occurrences)}
        most = len(numbers)
        for fact in with_ids_of_equal(self._reference, facts):
            if fact.entry_id != entry.id:
                self._about_others.add(fact.id)
            self._add_beside(fact, lambda source_id: numbers.get(self._places[source_id], most))

    def _add_beside(self, fact: Fact, rank: Rank) -> None:
        self.facts += add_beside(self._reference, fact, rank)

    def _later_first(self, source_id: str) -> int:
        return -self._places[source_id]

    def _note_shared(self, shared: SharedEntry, place: int, found: str, line: int) -> None:
        """Note that an activity, named ``found``, at ``line``, occurs more than once, and which entry it became."""
        entry_id = shared.entry_id
        if shared.is_second:
            self._report.note(ImportSeverity.KEPT, "activity-twice", found, entry_id, line=line, entry_id=entry_id)
        if shared.rank(place) > 0:
            self._report.note(ImportSeverity.KEPT, "same-activity", found, shared.latest, line=line, entry_id=entry_id)

    def _write_organisations(self, check: Callable[[], None]) -> None:
        same: defaultdict[str, list[OrganisationEntry]] = defaultdict(list)
        for each in self._directory.organisation_entries():
            check()
            self._add_entry(each.entry)
            self._add_facts(each.facts)
            self._codes.add(each.facts)
            same[each.name].append(each._replace(facts=()))
        for _, several in sorted(same.items()):
            if len(several) > 1:
                self._note_same_name([each.entry for each in several], [each.citation for each in several])

    def _note_same_name(self, entries: list[EntryRef], citations: list[Citation]) -> None:
        for entry, citation in zip(entries, citations, strict=True):
            others = ", ".join(other.id for other in entries if other is not entry)
            self._report.begin_file(self._names[citation.source_id])
            self._report.note(
                ImportSeverity.KEPT, "same-name", entry.title, others, line=citation.line, entry_id=entry.id
            )

    def _write_described(self) -> None:
        """Write the kinds of relation, and the entries that only files exported by this program describe."""
        for entry in self._described.values():
            if entry.kind is not EntryKind.PROJECT and entry.id not in self._added:
                self._add_entry(entry)
        for predicate in united(self._predicates):
            self._reference.add_predicate(predicate)

    def _add_entry(self, entry: EntryRef) -> None:
        if entry.kind is not EntryKind.PROJECT:  # of which there may be very many, each added once
            self._added.add(entry.id)
        self._reference.add_entry(entry)
        self.entries += 1

    def _add_facts(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            self._reference.add_fact(fact)
            self.facts += 1
