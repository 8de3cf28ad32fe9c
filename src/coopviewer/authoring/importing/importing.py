"""Importing files of activities: two passes over them, and a new reference put in place at the end."""

from collections.abc import Callable, Sequence
from pathlib import Path

import coopviewer
from coopviewer.authoring.importing.directory import EntryDirectory
from coopviewer.authoring.importing.editions import edition_of
from coopviewer.authoring.importing.files.documents import XmlDocument, file_digest, find_documents, source_ids
from coopviewer.authoring.importing.first_pass import FirstPass, ScannedDocument, day_of
from coopviewer.authoring.importing.occurrences import shared_entries
from coopviewer.authoring.importing.progress import ImportProgress, ImportStage
from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.authoring.importing.second_pass import SecondPass
from coopviewer.authoring.importing.sheet.files.reading import is_table
from coopviewer.authoring.importing.sheet.importing import run_sheets
from coopviewer.authoring.importing.standards import StandardFolders, Standards
from coopviewer.authoring.importing.steps import FORMAT, steps_of
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.requests import ImportOutcome, ImportRequest
from coopviewer.domain.reference.imports import ImportedFile, ImportSeverity
from coopviewer.domain.reference.sources import Source
from coopviewer.file_kinds import FileKind, full_path, kind_of
from coopviewer.storage.building.reference_file import ReferenceFile
from coopviewer.storage.reference.opening import open_reference

_SOURCE_NOTE = "A file that was imported."


def run_import(
    request: ImportRequest,
    folders: StandardFolders,
    on_progress: Callable[[int, int], None],
    is_cancelled: Callable[[], bool],
) -> ImportOutcome:
    """Import files of activities, or tables, into a new reference, which replaces ``request.target`` in one step.

    ``folders`` are the folders of the bundled standards. ``on_progress`` is called with the bytes done and the bytes in
    all; once all are done the reference is completed, which takes about a quarter of the time. Of files with the same
    bytes one is imported. Raises EnvironmentFault

    - if a file cannot be read, or is not well-formed and ``request.keep_partial`` is False;
    - if only some of the files are tables, or if there is no activity or project in them;
    - if the columns of tables leave a question open, or no column has titles or identifiers;
    - if the target cannot be written, is one of the files, or is a file that is neither empty nor a reference.

    Raises Cancelled soon after ``is_cancelled`` returns True. Whenever it raises, no unfinished file is left behind.
    """
    _check_target(request)
    if are_tables(request.files):
        return run_sheets(request, folders, on_progress, is_cancelled)
    progress = ImportProgress(on_progress, is_cancelled)
    with ReferenceFile(full_path(request.target)) as reference:
        report = ImportReporter(reference.add_note)
        first_pass = _first_pass(request, report, progress)
        edition = edition_of(request, first_pass)
        standards = Standards(folders)
        directory = EntryDirectory(standards, first_pass.organisations, frozenset(first_pass.first))
        second_pass = SecondPass(reference, directory, report, shared_entries(first_pass))
        _write(reference, first_pass, second_pass, steps_of(request, edition), progress)
        second_pass.write_entries(standards, progress.check)
        progress.end()
        reference.finish(edition, is_cancelled)
    return ImportOutcome(
        target=request.target,
        title=edition.title,
        dataset=edition.dataset,
        edition=edition.id,
        names=tuple(each.document.name for each in first_pass.documents),
        activities=second_pass.activities,
        entries=second_pass.entries,
        facts=second_pass.facts,
        notes=report.severities,
        kinds=dict(report.kinds),
        first_notes=tuple(report.first),
        broken=tuple(each.document.name for each in first_pass.documents if each.is_broken),
    )


def are_tables(files: Sequence[Path]) -> bool:
    """Return whether the files are tables: False if none of them is one, and for no files.

    Raises EnvironmentFault if some are and others are not, or if one cannot be read.
    """
    found = [is_table(path) for path in files]
    if any(found) and not all(found):
        raise EnvironmentFault("import.mixed-files", path=files[found.index(False)], table=files[found.index(True)])
    return any(found)


def _first_pass(request: ImportRequest, report: ImportReporter, progress: ImportProgress) -> FirstPass:
    documents = _documents(request.files, report, progress)
    progress.begin(documents)
    first_pass = FirstPass(keep_partial=request.keep_partial)
    for document in documents:
        first_pass.scan(document, progress.reading(document, ImportStage.FIRST_PASS))
    if not first_pass.first:
        raise EnvironmentFault("import.no-activities", file=documents[0].name)
    return first_pass


def _check_target(request: ImportRequest) -> None:
    """Raise EnvironmentFault if the target is one of the files to import, or exists and is no reference."""
    target = full_path(request.target)
    if target in map(full_path, request.files):
        raise EnvironmentFault("import.target-is-source", path=target)
    try:
        if kind_of(target) is not FileKind.FILE or not target.stat().st_size:
            return
        open_reference(target).close()
    except OSError as error:
        raise EnvironmentFault("reference.not-written", path=target, error=error) from error
    except EnvironmentFault as fault:
        raise EnvironmentFault("import.target-is-other", path=target) from fault


def _documents(files: Sequence[Path], report: ImportReporter, progress: ImportProgress) -> list[XmlDocument]:
    """Return the XML documents in some files; a file that is there twice is left out with a note."""
    seen: dict[str, Path] = {}
    found: list[XmlDocument] = []
    for path in files:
        documents, left_out = find_documents([path])
        report.begin_file(path.name)
        twin = seen.setdefault(file_digest(full_path(path), progress.check).sha256, path)
        if twin is not path:
            report.note(ImportSeverity.KEPT, "same-file", path.name, twin.name, line=None)
            continue
        for each in left_out:
            report.note(ImportSeverity.REFUSED, "no-xml", each.found, each.name, line=None)
        found += documents
    return found


def _write(
    reference: ReferenceFile, first_pass: FirstPass, second_pass: SecondPass, steps: str, progress: ImportProgress
) -> None:
    """Write sources and activities; ``steps`` are the import's choices as JSON."""
    ids = source_ids(each.document.name for each in first_pass.documents)
    for number, (source_id, scanned) in enumerate(zip(ids, first_pass.documents, strict=True), start=1):
        reference.add_source(_source(source_id, scanned))
        reference.add_import(_imported_file(number, source_id, scanned, steps, progress))
        on_read = progress.reading(scanned.document, ImportStage.SECOND_PASS)
        second_pass.read(scanned, source_id, on_read, progress.check)


def _source(source_id: str, scanned: ScannedDocument) -> Source:
    return Source(
        id=source_id,
        title=scanned.document.name,
        publisher=", ".join(scanned.publishers) or None,
        url_basis=_SOURCE_NOTE,
        version=day_of(scanned.head.generated or "") if scanned.head is not None else None,
        sha256=scanned.digest.sha256,
        size=scanned.digest.size,
    )


def _imported_file(
    number: int, source_id: str, scanned: ScannedDocument, steps: str, progress: ImportProgress
) -> ImportedFile:
    document, head = scanned.document, scanned.head
    digest = file_digest(document.path, progress.check) if document.is_packed else scanned.digest
    return ImportedFile(
        ordinal=number,
        source_id=source_id,
        name=document.name,
        size=digest.size,
        sha256=digest.sha256,
        format=FORMAT,
        version=head.version if head is not None else None,
        generated=head.generated if head is not None else None,
        program=coopviewer.__version__,
        mapping=steps,
    )
