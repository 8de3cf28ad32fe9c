"""What an import will find: the first activities of some files, read and converted but not written."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic

from coopviewer.authoring.importing.directory import EntryDirectory
from coopviewer.authoring.importing.editions import dataset_of, publishers, title_of_names
from coopviewer.authoring.importing.files.documents import XmlDocument, find_documents
from coopviewer.authoring.importing.first_pass import name_of
from coopviewer.authoring.importing.iati.activities import activity_facts
from coopviewer.authoring.importing.iati.parties import parties_of
from coopviewer.authoring.importing.iati.reader import read_activities
from coopviewer.authoring.importing.iati.records import ActivityRecord, FileHead
from coopviewer.authoring.importing.organisations import Organisations
from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.authoring.importing.samples import label_of, sample_of
from coopviewer.authoring.importing.standards import StandardFolders, Standards
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.previews import (
    ImportPreview,
    PreviewCount,
    PreviewedElement,
    PreviewedFile,
    PreviewSample,
)
from coopviewer.domain.imports.unread import place_of, unread_among
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.facts import Citation, Fact, Name, Relation, Statement
from coopviewer.domain.reference.published_facts import Flow, Milestone, PublishedField
from coopviewer.storage.building.dataset_rows import FACT_TABLES

MOST_ACTIVITIES = 2_000
MOST_SECONDS = 3.0
_SAMPLES = 3
_NOTES = 100
_SIZE_OF_FACT = 750  # bytes of a reference, its search index included
_TIMES_LONGER = 2.8  # an import than reading and converting alone
_NOT_WELL_FORMED = "import.not-well-formed"


def preview_import(
    files: Sequence[Path],
    folders: StandardFolders,
    is_cancelled: Callable[[], bool],
    *,
    most: int = MOST_ACTIVITIES,
    seconds: float = MOST_SECONDS,
) -> ImportPreview:
    """Read the first activities of some files and say what an import would make of them; nothing is written.

    ``folders`` are the folders of the bundled standards. At most ``most`` (2,000) activities are read, but at least one
    of each file, for about ``seconds`` (3) in all; both are divided among the files. Raises EnvironmentFault if
    ``find_documents`` refuses a file, as one that is missing or no XML, and Cancelled once ``is_cancelled`` returns
    True. A later fault ends the reading of its file only; the first such fault is part of the preview.
    """
    documents, _ = find_documents(files)
    preview = _Preview(Standards(folders), is_cancelled)
    for place, document in enumerate(documents):
        left = len(documents) - place
        until = monotonic() + (seconds - preview.seconds) / left
        preview.read(document, preview.activities + max((most - preview.activities) // left, 1), until)
    return preview.result(sum(document.size for document in documents))


class _Preview:
    """Collects what the activities of documents hold."""

    def __init__(self, standards: Standards, is_cancelled: Callable[[], bool]) -> None:
        self._standards = standards
        self._is_cancelled = is_cancelled
        self._report = ImportReporter()
        self._organisations = Organisations()
        self._directory = EntryDirectory(standards, self._organisations, frozenset())
        self._files: list[PreviewedFile] = []
        self._bytes = 0
        self._is_whole = True
        self._fault: EnvironmentFault | None = None
        self._keeps_partial = False
        self._reporters: dict[str | None, Counter[str]] = {}
        self._versions: Counter[str] = Counter()
        self._elements: Counter[str] = Counter()
        self._becomes: dict[str, Counter[str]] = {}
        self._counts: dict[str, Counter[str]] = {"country": Counter(), "currency": Counter(), "language": Counter()}
        self._unread: Counter[tuple[str, str]] = Counter()  # codes and names of countries that are in no list
        self._years: set[str] = set()
        self._samples: list[PreviewSample] = []
        self._facts = 0
        self.activities = 0
        self.seconds = 0.0

    def read(self, document: XmlDocument, most: int, until: float) -> None:
        """Read a document until ``most`` activities are read of all documents, or ``monotonic()`` is past ``until``."""
        begun, read = monotonic(), 0
        version = generated = None

        def on_read(number: int) -> None:
            nonlocal read
            read = number
            self._check()

        self._report.begin_file(document.name)
        try:
            for part in read_activities(document.blocks(on_read), document.name, self._report):
                if isinstance(part, FileHead):
                    version, generated = part.version, part.generated
                    continue
                self._take(part, document.name)
                if self.activities >= most or monotonic() > until:
                    self._is_whole = False
                    break
        except EnvironmentFault as fault:
            if self._fault is None:
                self._fault = fault
                self._keeps_partial = fault.code == _NOT_WELL_FORMED and self._has_activities(document)
        self._bytes += read
        self._files.append(PreviewedFile(document.name, document.size, version, generated))
        self._versions[version or ""] += 1
        self.seconds += monotonic() - begun

    def _check(self) -> None:
        if self._is_cancelled():
            raise Cancelled

    def _has_activities(self, document: XmlDocument) -> bool:
        """Return whether a document that is not well-formed has an activity before its fault."""
        blocks = document.blocks(lambda _: self._check())
        parts = read_activities(blocks, document.name, ImportReporter(), keep_partial=True)
        return any(isinstance(part, ActivityRecord) for part in parts)

    def _take(self, record: ActivityRecord, name: str) -> None:
        """Count what an activity holds."""
        self.activities += 1
        self._elements.update({child.name for child in record.element.children})
        for party in parties_of(record):
            if party.element == "reporting-org":
                self._reporters.setdefault(party.ref, Counter())[name_of(party)] += 1
        self._directory.begin_activity(
            record, Citation("source/file", f"file/A{record.number}", line=record.first_line)
        )
        made = activity_facts(record, "source/file", self._directory, self._report)
        self._facts += len(made.facts)
        found: dict[str, set[str]] = {kind: set() for kind in self._counts}
        for fact in made.facts:
            self._count(fact, found)
        for kind, codes in found.items():
            self._counts[kind].update(codes)
        self._unread.update(set(_unread_countries(made.facts)))
        if len(self._samples) < _SAMPLES:
            self._samples.append(sample_of(made.entry, made.facts, self._standards))

    def _count(self, fact: Fact, found: dict[str, set[str]]) -> None:
        """Count a fact under its element, and the country, currency, language or year that it states."""
        for citation in fact.citations:
            element = (citation.place or "").partition(" ")[0]
            self._becomes.setdefault(element, Counter())[FACT_TABLES[type(fact)].name] += 1
        match fact:
            case Relation() if fact.object_id.startswith("country/"):
                found["country"].add(fact.object_id.partition("/")[2])
            case Flow():
                found["currency"].add(fact.currency)
                self._years.update(day[:4] for day in (fact.day, fact.period_start, fact.period_end) if day)
            case Milestone():
                self._years.add(fact.edtf[:4])
            case Name() | Statement():
                found["language"].add(fact.language)

    def result(self, size: int) -> ImportPreview:
        """Return the preview; ``size`` is that of all documents in bytes, for the estimates."""
        share = max(size, 1) / max(self._bytes, 1) if not self._is_whole else 1.0
        names = publishers(self._reporters)
        years = sorted(int(year) for year in self._years if year.isdecimal())
        named = {ref or max(found): found for ref, found in self._reporters.items()}
        return ImportPreview(
            files=tuple(self._files),
            title=title_of_names(names, [file.name for file in self._files]),
            dataset=dataset_of(self._reporters, names),
            publishers=tuple(
                PreviewCount(code, found.most_common(1)[0][0], found.total())
                for code, found in sorted(named.items(), key=lambda each: -each[1].total())
            ),
            activities=self.activities,
            is_whole=self._is_whole and self._fault is None,
            versions=tuple(PreviewCount(code, code, number) for code, number in _ordered(self._versions)),
            countries=self._named("country", lambda code: label_of(f"country/{code}", self._standards)),
            unread_countries=tuple(
                PreviewCount(code, name, number)
                for (code, name), number in sorted(self._unread.items(), key=lambda each: (-each[1], each[0]))
            ),
            currencies=self._named("currency", str),
            languages=self._named("language", str),
            years=(years[0], years[-1]) if years else None,
            samples=tuple(self._samples),
            elements=tuple(
                PreviewedElement(name, number, tuple(kind for kind, _ in _ordered(self._becomes.get(name, Counter()))))
                for name, number in _ordered(self._elements)
            ),
            notes=tuple(self._report.first[:_NOTES]),
            note_counts=self._report.severities,
            expected_activities=round(self.activities * share),
            expected_size=round(self._facts * share * _SIZE_OF_FACT),
            expected_seconds=self.seconds * share * _TIMES_LONGER,
            fault=self._fault,
            may_keep_partial=self._keeps_partial,
        )

    def _named(self, kind: str, label: Callable[[str], str]) -> tuple[PreviewCount, ...]:
        return tuple(PreviewCount(code, label(code), number) for code, number in _ordered(self._counts[kind]))


def _unread_countries(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Yield code and name of each country or region that an activity names, but that could not be read.

    Where it has only one of them, this is used for both.
    """
    fields = [fact for fact in facts if isinstance(fact, PublishedField)]
    places = {place_of(each) for fact in facts if not isinstance(fact, PublishedField) for each in fact.citations}
    for field in unread_among(fields, places, "relation/has-beneficiary") if fields else ():
        values = {each.path: each.value for each in field.values}
        code = values.get(f"{field.label}/@code", "")
        name = values.get(f"{field.label}/narrative", "") or values.get(field.label, "")
        if code or name:
            yield code or name, name or code


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return codes with their numbers, the most frequent first, equal ones in the order of the codes."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
