"""What an import of a table will make of it: what was read, what each column is, and at most three projects."""

from collections.abc import Callable
from pathlib import Path

from coopviewer.authoring.importing.directory import EntryDirectory
from coopviewer.authoring.importing.organisations import Organisations
from coopviewer.authoring.importing.samples import sample_of
from coopviewer.authoring.importing.sheet.columns import shown
from coopviewer.authoring.importing.sheet.facts.converters import Converter
from coopviewer.authoring.importing.sheet.facts.projects import Group, Projects
from coopviewer.authoring.importing.sheet.opened import dataset_of_sheet, sheet_opener, title_of_sheet
from coopviewer.authoring.importing.sheet.values.sectors import Sectors
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.imports.previews import PreviewSample
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.facts import Citation

_SAMPLES = 3
_NOTHING_CHOSEN = SheetChoice()


def preview_sheet(
    path: Path,
    folders: StandardFolders,
    is_cancelled: Callable[[], bool],
    *,
    mapping: SheetMapping | None = None,
    choice: SheetChoice = _NOTHING_CHOSEN,
) -> SheetPreview:
    """Return what an import would make of a table; ``mapping`` is what its columns are, None: guessed.

    Columns that ``mapping`` does not have are guessed. ``choice`` says which sheet, encoding, separator or heading
    rows to use. Raises EnvironmentFault if the file is no table that can be read, and Cancelled once ``is_cancelled``
    returns True.
    """
    return SheetSession(path, folders, is_cancelled, choice).preview(mapping, is_cancelled)


class SheetSession:
    """A table that was read once, to be previewed with one mapping after another.

    Only columns whose mapping changed are read again.
    """

    def __init__(
        self,
        path: Path,
        folders: StandardFolders,
        is_cancelled: Callable[[], bool],
        choice: SheetChoice = _NOTHING_CHOSEN,
    ) -> None:
        """Read a table with the sheet, encoding, separator and heading rows that ``choice`` names.

        Raises EnvironmentFault if the file is no table that can be read, and Cancelled once ``is_cancelled`` returns
        True.
        """
        self._opener = sheet_opener(folders)
        self._reading = self._opener.open(path, choice, _checking(is_cancelled))

    def guessed(self, is_cancelled: Callable[[], bool]) -> SheetMapping:
        """Return what the columns are by their headings and values, without what the user says.

        A column whose values do not confirm its heading has the slot OTHER: it is to be kept as published fields.
        Raises Cancelled once ``is_cancelled`` returns True.
        """
        return self._reading.columns(None, _checking(is_cancelled)).columns.mapping

    def preview(self, mapping: SheetMapping | None, is_cancelled: Callable[[], bool]) -> SheetPreview:
        """Return what an import with a mapping would make of the table.

        ``mapping`` None: each column is what its heading and its values say. In the preview ``is_known`` is True if a
        mapping was given; ``new_columns`` and ``missing_columns`` are left empty. Raises Cancelled once
        ``is_cancelled`` returns True.
        """
        sheet = self._reading.columns(mapping, _checking(is_cancelled))
        projects = Projects(sheet.table, sheet.layout, sheet.columns, _checking(is_cancelled))
        groups = projects.groups()
        return SheetPreview(
            sheet.described(),
            sheet.columns.mapping,
            tuple(map(shown, sheet.columns.columns)),
            sheet.columns.questions,
            tuple(self._sample(projects, group) for group in groups[:_SAMPLES]),
            len(groups),
            title_of_sheet(sheet),
            dataset_of_sheet(sheet),
            mapping is not None,
        )

    def _sample(self, projects: Projects, group: Group) -> PreviewSample:
        standards = self._opener.standards
        directory = EntryDirectory(standards, Organisations(), frozenset())
        directory.begin(Citation("source/file", "file/R1"), "")
        made, _, _ = projects.convert(group, "source/file", Converter(directory, Sectors(standards)))
        return sample_of(made.entry, made.facts, standards)


def _checking(is_cancelled: Callable[[], bool]) -> Callable[[], None]:
    def check() -> None:
        if is_cancelled():
            raise Cancelled

    return check
