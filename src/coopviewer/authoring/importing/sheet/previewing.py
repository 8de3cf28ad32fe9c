"""Previews of tables while the user decides what their columns are: each table is read once, and kept meanwhile."""

from collections.abc import Callable, Sequence
from pathlib import Path

from coopviewer.authoring.importing.sheet.mappings import mapping_key, read_mapping
from coopviewer.authoring.importing.sheet.preview import SheetSession
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview, SheetQuestion
from coopviewer.file_kinds import full_path

_Key = tuple[Path, int, int, SheetChoice]


class TablePreviewer:
    """Previews some tables that are imported together by one mapping; used by one thread at a time.

    The tables of the last preview are kept, and read again only if their files or the choice changed.
    """

    def __init__(self, folders: StandardFolders, kept: Path) -> None:
        """Take the folders of the standards, and the folder in which mappings are kept by headings."""
        self._folders, self._kept = folders, kept
        self._sessions: dict[_Key, SheetSession] = {}

    def preview(
        self,
        files: Sequence[Path],
        choice: SheetChoice,
        mapping: SheetMapping | None,
        is_cancelled: Callable[[], bool],
    ) -> SheetPreview:
        """Return what an import makes of tables: what was read of the first one, and what is asked about any.

        ``mapping`` None: the one kept for these headings, else guessed. Columns that it does not have are guessed, and
        named by ``new_columns``. Raises EnvironmentFault if a file cannot be read, or asks about a column that the
        first one lacks, and Cancelled once ``is_cancelled`` returns True.
        """
        first, *others = self._opened(files, choice, is_cancelled)
        guessed = first.guessed(is_cancelled)
        known = mapping or kept_mapping(self._kept, guessed)
        whole, new = (guessed, ()) if known is None else _completed(known, guessed)
        found = first.preview(whole, is_cancelled)._replace(is_known=known is not None, new_columns=new)
        for path, other in zip(files[1:], others, strict=True):
            further = other.preview(_completed(whole, other.guessed(is_cancelled))[0], is_cancelled)
            found = _joined(found, further, path)
        return found

    def forget(self) -> None:
        """Keep no table any longer."""
        self._sessions.clear()

    def _opened(
        self, files: Sequence[Path], choice: SheetChoice, is_cancelled: Callable[[], bool]
    ) -> list[SheetSession]:
        keys = [_key(path, choice) for path in files]
        self._sessions = {key: session for key, session in self._sessions.items() if key in keys}
        for key in keys:
            if key not in self._sessions:
                self._sessions[key] = SheetSession(key[0], self._folders, is_cancelled, choice)
        return [self._sessions[key] for key in keys]


def kept_mapping(folder: Path, guessed: SheetMapping) -> SheetMapping | None:
    """Return the mapping that was kept for the headings of ``guessed``; None if there is none that can be read."""
    path = kept_file(folder, guessed)
    try:
        return read_mapping(path) if path.is_file() else None
    except (EnvironmentFault, OSError):
        return None  # it is guessed again, as for a table that was never read


def kept_file(folder: Path, mapping: SheetMapping) -> Path:
    """Return the file in which the mapping for some headings is kept, whatever their order."""
    return folder / f"{mapping_key(column.heading for column in mapping.columns)}.toml"


def _key(path: Path, choice: SheetChoice) -> _Key:
    try:
        status = full_path(path).stat()
    except OSError:  # reading the file reports it
        return path, 0, 0, choice
    return path, status.st_mtime_ns, status.st_size, choice


def _completed(known: SheetMapping, guessed: SheetMapping) -> tuple[SheetMapping, tuple[str, ...]]:
    """Return a mapping for the columns of ``guessed``, as ``known`` where it has them, and the headings of the rest."""
    columns = {(each.heading, each.number): each for each in known.columns}
    new = tuple(each.heading for each in guessed.columns if (each.heading, each.number) not in columns)
    headings = {each.heading for each in guessed.columns}
    return (
        SheetMapping(
            tuple(columns.get((each.heading, each.number), each) for each in guessed.columns),
            known.group_by if known.group_by in headings else None,
        ),
        new,
    )


def _joined(first: SheetPreview, other: SheetPreview, path: Path) -> SheetPreview:
    """Return a preview with the questions and projects of another table, whose columns are those of the first one."""
    places = {(each.heading, each.number): place for place, each in enumerate(first.mapping.columns)}
    asked = {(each.column, each.kind) for each in first.questions}
    questions: list[SheetQuestion] = list(first.questions)
    for question in other.questions:
        column = other.mapping.columns[question.column]
        place = places.get((column.heading, column.number))
        if place is None:
            raise EnvironmentFault("import.tables-differ", path=path, first=first.read.file, column=column.heading)
        if (place, question.kind) not in asked:
            questions.append(question._replace(column=place, file=other.read.file))
    return first._replace(questions=tuple(questions), projects=first.projects + other.projects)
