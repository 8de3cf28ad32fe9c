"""Importing tables: their rows become projects of a new reference."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import coopviewer
from coopviewer.authoring.importing.directory import EntryDirectory
from coopviewer.authoring.importing.files.documents import source_ids
from coopviewer.authoring.importing.iati.keys import short_hash
from coopviewer.authoring.importing.organisations import Organisations
from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.authoring.importing.second_pass import SecondPass
from coopviewer.authoring.importing.shares import odd_sums
from coopviewer.authoring.importing.sheet.facts.converters import Converter
from coopviewer.authoring.importing.sheet.facts.projects import Group, Projects
from coopviewer.authoring.importing.sheet.facts.read_cells import CellNote
from coopviewer.authoring.importing.sheet.kept_steps import sheet_steps
from coopviewer.authoring.importing.sheet.opened import (
    OpenedSheet,
    SheetOpener,
    dataset_of_sheet,
    has_titles,
    sheet_opener,
    title_of_sheet,
)
from coopviewer.authoring.importing.sheet.table_notes import note_table
from coopviewer.authoring.importing.sheet.values.sectors import Sectors
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.requests import ImportOutcome, ImportRequest
from coopviewer.domain.imports.sheets import ColumnMapping, QuestionKind, SheetMapping
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.imports import ImportedFile, ImportSeverity
from coopviewer.domain.reference.sources import Source
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.file_kinds import full_path
from coopviewer.storage.building.reference_file import ReferenceFile

_REPORTED_EACH = 50  # projects
_READING = 0.25  # of the time: reading tables and what their columns are
_SOURCE_NOTE = "A table that was imported."
_UNKNOWN = "A table does not state as of when it is."
_LICENCE = "The facts are those of the imported tables, under the terms of their publishers."
_DISCLAIMER = (
    "Imported; the report of the import lists what was mended. "
    "coopviewer is not affiliated with the publishers of the tables."
)
_QUESTIONS = {  # the fault that tells what the user has to decide about a column
    QuestionKind.DECIMAL_SIGN: "import.ask-decimal-sign",
    QuestionKind.DAY_ORDER: "import.ask-day-order",
    QuestionKind.CENTURY: "import.ask-century",
    QuestionKind.CURRENCY: "import.ask-currency",
    QuestionKind.SHARE_UNIT: "import.ask-share-unit",
    QuestionKind.SUM_UNIT: "import.ask-sum-unit",
}


def run_sheets(
    request: ImportRequest,
    folders: StandardFolders,
    on_progress: Callable[[int, int], None],
    is_cancelled: Callable[[], bool],
) -> ImportOutcome:
    """Import tables, one in each file, into a new reference; ``run_import`` calls this once it has checked the target.

    ``folders`` are the folders of the bundled standards. ``on_progress`` is called with the bytes done and the bytes in
    all. Of files with the same bytes one is imported. Raises OSError if a file is missing; EnvironmentFault if a file
    cannot be read, a table leaves a question open, has no projects, or has neither a column of titles nor one of
    identifiers, or the target cannot be written; and Cancelled soon after ``is_cancelled`` returns True.
    """

    def check() -> None:
        if is_cancelled():
            raise Cancelled

    opener = sheet_opener(folders)
    standards = opener.standards
    total = sum(full_path(path).stat().st_size for path in request.files)
    on_progress(0, total)
    sheets = _open(request, opener, check)
    on_progress(round(total * _READING), total)
    dataset = request.dataset or dataset_of_sheet(sheets[0])
    title = request.title or ", ".join(map(title_of_sheet, sheets))
    edition = _edition(sheets, dataset, title)
    headings = zip(source_ids(each.name for each in sheets), (_headings(each) for each in sheets), strict=True)
    steps = sheet_steps(request, edition, _kept_mapping(request.mapping, sheets), dict(headings))
    with ReferenceFile(full_path(request.target)) as reference:
        report = ImportReporter(reference.add_note)
        directory = EntryDirectory(standards, Organisations(), frozenset())
        writer = SecondPass(reference, directory, report, {})
        making = _Making(
            reference, writer, report, Converter(directory, Sectors(standards)), _Progress(check, on_progress, total)
        )
        making.write(sheets, steps, request.mapping)
        writer.write_entries(standards, check)
        on_progress(total, total)
        reference.finish(edition, is_cancelled)
    return ImportOutcome(
        target=request.target,
        title=edition.title,
        dataset=edition.dataset,
        edition=edition.id,
        names=tuple(each.name for each in sheets),
        activities=writer.activities,
        entries=writer.entries,
        facts=writer.facts,
        notes=report.severities,
        kinds=dict(report.kinds),
        first_notes=tuple(report.first),
        is_of_tables=True,
    )


def _open(request: ImportRequest, opener: SheetOpener, check: Callable[[], None]) -> list[OpenedSheet]:
    sheets: list[OpenedSheet] = []
    seen: set[str] = set()
    for path in request.files:
        sheet = opener.open(Path(path), request.choice, check).columns(request.mapping, check)
        if sheet.columns.questions:
            question = sheet.columns.questions[0]
            raise EnvironmentFault(
                _QUESTIONS[question.kind],
                file=sheet.name,
                column=question.heading,
                samples=", ".join(question.samples[:3]),
            )
        if not has_titles(sheet):
            raise EnvironmentFault("import.sheet-no-name", file=sheet.name, column=sheet.layout.headings[0])
        if sheet.sha256 not in seen:
            sheets.append(sheet)
            seen.add(sheet.sha256)
    return sheets


def _headings(sheet: OpenedSheet) -> frozenset[str]:
    return frozenset(column.evidence.mapping.heading for column in sheet.columns.columns)


def _kept_mapping(wanted: SheetMapping | None, sheets: Sequence[OpenedSheet]) -> SheetMapping:
    """Return the mapping to keep for later imports: of all columns of all tables, then of those only in ``wanted``.

    What the cells of a column showed, such as the decimal sign, is kept too, unless two tables differ: the next table
    may be read as well as this one without showing it.
    """
    columns: dict[tuple[str, int], ColumnMapping] = {}
    for column in (each for sheet in sheets for each in sheet.columns.columns):
        plain, shown = column.evidence.mapping, column.evidence.resolved
        agreed = columns.setdefault((plain.heading, plain.number), shown)
        if agreed != shown:
            columns[plain.heading, plain.number] = plain
    for each in wanted.columns if wanted is not None else ():  # a column that this table lacks may come back
        columns.setdefault((each.heading, each.number), each)
    return SheetMapping(tuple(columns.values()), wanted.group_by if wanted is not None else None)


def _edition(sheets: Sequence[OpenedSheet], dataset: str, title: str) -> Edition:
    return Edition(
        id=short_hash(*(sheet.sha256 for sheet in sheets)),
        dataset=dataset,
        title=title,
        publisher=", ".join(sheet.name for sheet in sheets),
        as_of_earliest=None,
        as_of_latest=None,
        as_of_basis=Basis.STATED,
        as_of_note=_UNKNOWN,
        licence_note=_LICENCE,
        disclaimer=_DISCLAIMER,
    )


def _source(source_id: str, sheet: OpenedSheet) -> Source:
    return Source(
        id=source_id, title=sheet.name, url_basis=_SOURCE_NOTE, sha256=sheet.sha256, size=sheet.size, publisher=None
    )


def _imported(number: int, source_id: str, sheet: OpenedSheet, steps: str) -> ImportedFile:
    return ImportedFile(
        ordinal=number,
        source_id=source_id,
        name=sheet.name,
        size=sheet.size,
        sha256=sheet.sha256,
        format=sheet.table.format,
        version=None,
        generated=None,
        program=coopviewer.__version__,
        mapping=steps,
    )


class _Progress(NamedTuple):
    """What is called while projects are written; ``check`` raises Cancelled, ``total`` are the bytes of all files."""

    check: Callable[[], None]
    report: Callable[[int, int], None]
    total: int


class _Making:
    """Writes the projects of tables into a new reference."""

    def __init__(
        self,
        reference: ReferenceFile,
        writer: SecondPass,
        report: ImportReporter,
        converter: Converter,
        progress: "_Progress",
    ) -> None:
        self._reference = reference
        self._writer = writer
        self._report = report
        self._converter = converter
        self._progress = progress
        self._done = progress.total * _READING
        self._taken: dict[str, tuple[str | None, str]] = {}

    def write(self, sheets: Sequence[OpenedSheet], steps: str, wanted: SheetMapping | None) -> None:
        """Write tables, each with its source; ``steps`` are the import's choices as JSON, ``wanted`` its mapping."""
        ids = source_ids(each.name for each in sheets)
        everywhere = {(each.heading, each.number) for sheet in sheets for each in sheet.columns.mapping.columns}
        for number, (source_id, sheet) in enumerate(zip(ids, sheets, strict=True), start=1):
            self._reference.add_source(_source(source_id, sheet))
            self._reference.add_import(_imported(number, source_id, sheet, steps))
            self._writer.begin_source(source_id, sheet.name)
            note_table(sheet, wanted, everywhere, self._report)
            self._write_rows(sheet, source_id)

    def _write_rows(self, sheet: OpenedSheet, source_id: str) -> None:
        projects = Projects(sheet.table, sheet.layout, sheet.columns, self._progress.check)
        groups = projects.groups()
        share = sheet.size * (1 - _READING) / len(groups)
        for number, found in enumerate(groups):
            if not number % _REPORTED_EACH:
                self._progress.check()
                self._progress.report(round(self._done + share * number), self._progress.total)
            self._write_project(projects, _own(found, self._taken), source_id)
        self._done += share * len(groups)

    def _write_project(self, projects: Projects, group: Group, source_id: str) -> None:
        line = projects.number(group.rows[0])
        citation = Citation(source_id, projects.passage_id(group.rows[0], source_id), line=line)
        self._converter.directory.begin(citation, "")
        made, others, notes = projects.convert(group, source_id, self._converter)
        for passage in others:
            self._reference.add_passage(passage)
        for each in (*_row_notes(projects, group, line), *notes):
            self._report.note(each.severity, each.what, each.found, each.done, line=each.line, entry_id=made.entry.id)
        for odd in odd_sums(made.facts):
            kept = ImportSeverity.KEPT
            self._report.note(kept, odd.what, odd.total, odd.of, line=odd.line, entry_id=made.entry.id)
        self._writer.put(made)


def _row_notes(projects: Projects, group: Group, line: int) -> Iterator[CellNote]:
    """Yield notes on rows that say the same as another row, or share its name; ``line`` is that of the project."""
    name = group.identifier or group.title
    if group.is_second:
        what = "row-same-identifier" if group.identifier else "row-same-title"
        yield CellNote(ImportSeverity.KEPT, what, name, group.entry_id, line)
    for place in group.same:
        yield CellNote(ImportSeverity.MENDED, "row-twice", name, str(line), projects.number(place))


def _own(group: Group, taken: dict[str, tuple[str | None, str]]) -> Group:
    """Return a project with an id that is not in ``taken``, to which it is added with its name (``Group.named``)."""
    entry_id, number, is_second = group.entry_id, 2, group.is_second
    while (name := taken.get(entry_id)) is not None:
        is_second = is_second or name == group.named
        entry_id = f"{group.entry_id}-{number}"
        number += 1
    taken[entry_id] = group.named
    return group._replace(entry_id=entry_id, is_second=is_second)
