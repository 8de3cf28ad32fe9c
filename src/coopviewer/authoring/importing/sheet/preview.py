"""What an import of a table will make of it: what was read, what each column is, and three projects."""

from collections.abc import Callable
from pathlib import Path

from coopviewer.authoring.importing.directory import EntryDirectory
from coopviewer.authoring.importing.organisations import Organisations
from coopviewer.authoring.importing.samples import sample_of
from coopviewer.authoring.importing.sheet.columns import shown
from coopviewer.authoring.importing.sheet.facts.converters import Converter
from coopviewer.authoring.importing.sheet.facts.projects import Projects
from coopviewer.authoring.importing.sheet.opened import SheetOpener, dataset_of_sheet, title_of_sheet
from coopviewer.authoring.importing.sheet.values.sectors import Sectors
from coopviewer.authoring.importing.standards import StandardFolders, Standards
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.facts import Citation

_SAMPLES = 3


def preview_sheet(
    path: Path,
    folders: StandardFolders,
    is_cancelled: Callable[[], bool],
    *,
    mapping: SheetMapping | None = None,
    choice: SheetChoice = SheetChoice(),  # noqa: B008 - a value that never changes
) -> SheetPreview:
    """Read a table and what its columns are; ``mapping`` None: guessed from headings and values.

    Columns that ``mapping`` does not have are kept as other fields. Raises EnvironmentFault if the file is no table
    that can be read, and Cancelled once ``is_cancelled`` returns True.
    """

    def check() -> None:
        if is_cancelled():
            raise Cancelled

    standards = Standards(folders)
    sheet = SheetOpener(folders, standards).open(path, choice, mapping, check)
    directory = EntryDirectory(standards, Organisations(), frozenset())
    converter = Converter(directory, Sectors(standards))
    projects = Projects(sheet.table, sheet.layout, sheet.columns)
    groups = projects.groups()
    samples = []
    for group in groups[:_SAMPLES]:
        directory.begin(Citation("source/file", "file/R1"), "")
        made, _, _ = projects.convert(group, "source/file", converter)
        samples.append(sample_of(made.entry, made.facts, standards))
    return SheetPreview(
        sheet.described(),
        sheet.columns.mapping,
        tuple(map(shown, sheet.columns.columns)),
        sheet.columns.questions,
        tuple(samples),
        len(groups),
        title_of_sheet(sheet),
        dataset_of_sheet(sheet),
    )
