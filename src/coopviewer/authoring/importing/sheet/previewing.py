"""Previews of tables while the user decides what their columns are: each table is read once, and kept meanwhile."""

from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path

from coopviewer.authoring.importing.sheet.mappings import mapping_key, read_mapping
from coopviewer.authoring.importing.sheet.preview import SheetSession
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import ColumnMapping, SheetChoice, SheetColumn, SheetMapping, SheetPreview
from coopviewer.file_kinds import full_path

_WITHOUT_HEADINGS = ("import.sheet-no-headings", "import.sheet-one-column")
_MOST_UNREAD = 100  # cells that are shown
_Key = tuple[Path, int, int, SheetChoice]


class TablePreviewer:
    """Previews some tables that are imported together by one mapping; used by one thread at a time.

    The tables of the last preview are kept. A table is read again if its file changed, if another SheetChoice is given,
    and after ``forget``.
    """

    def __init__(self, folders: StandardFolders, kept: Path) -> None:
        """Take the folders of the standards, and the folder ``kept``, which has the user's mappings by headings."""
        self._folders, self._kept = folders, kept
        self._sessions: dict[_Key, SheetSession] = {}
        self._assumed: dict[_Key, int] = {}

    def preview(
        self,
        files: Sequence[Path],
        choice: SheetChoice,
        mapping: SheetMapping | None,
        is_cancelled: Callable[[], bool],
    ) -> SheetPreview:
        """Return what an import makes of one or more tables: the columns and projects of all, and questions to users.

        ``mapping`` None: the mapping that was kept for the headings of these tables is used, or else all columns are
        guessed. Columns that a mapping lacks are guessed, and named by ``new_columns``. In a single table without
        headings the first row that is not empty is taken as the headings. Raises EnvironmentFault if a file is no table
        that can be read, and Cancelled once ``is_cancelled`` returns True.
        """
        row = self._assumed_row(files, choice, is_cancelled)
        if row is not None:
            choice = choice._replace(heading_rows=(row, row))
        tables = self._opened(files, choice, is_cancelled)
        guessed = _united([table.guessed(is_cancelled) for table in tables])
        known = mapping or kept_mapping(self._kept, guessed)
        whole, new, missing = (guessed, (), ()) if known is None else _completed(known, guessed)
        previews = [table.preview(whole, is_cancelled) for table in tables]
        return reduce(_joined, previews)._replace(
            is_known=mapping is None and known is not None,
            new_columns=new,
            missing_columns=missing,
            is_heading_assumed=row is not None,
        )

    def forget(self) -> None:
        """Forget the tables that were kept; the next preview reads its files again."""
        self._sessions.clear()
        self._assumed.clear()

    def _assumed_row(self, files: Sequence[Path], choice: SheetChoice, is_cancelled: Callable[[], bool]) -> int | None:
        """Return the row that is taken for the headings of a single table without any; None if it has headings."""
        key = _key(files[0], choice)
        if len(files) > 1 or key not in self._assumed:
            self._assumed.clear()
            try:
                self._opened(files, choice, is_cancelled)
            except EnvironmentFault as fault:
                if fault.code not in _WITHOUT_HEADINGS or len(files) > 1:
                    raise
                self._assumed[key] = int(str(fault.values["row"]))
        return self._assumed.get(key)

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
    """Return the path of the file that keeps the mapping for the headings of ``mapping``, in any order of them.

    The file need not exist.
    """
    return folder / f"{mapping_key(column.heading for column in mapping.columns)}.toml"


def _key(path: Path, choice: SheetChoice) -> _Key:
    try:
        status = full_path(path).stat()
    except OSError:  # reading the file reports it
        return path, 0, 0, choice
    return path, status.st_mtime_ns, status.st_size, choice


def _united(mappings: Sequence[SheetMapping]) -> SheetMapping:
    """Return one mapping for the columns of several tables; a column that two of them have is as in the first."""
    columns: dict[tuple[str, int], ColumnMapping] = {}
    for column in (each for mapping in mappings for each in mapping.columns):
        columns.setdefault((column.heading, column.number), column)
    return SheetMapping(tuple(columns.values()), mappings[0].group_by)


def _completed(known: SheetMapping, guessed: SheetMapping) -> tuple[SheetMapping, tuple[str, ...], tuple[str, ...]]:
    """Return a mapping for the columns of ``guessed``, as ``known`` where it has them.

    Then the headings that only ``guessed`` has, and those that only ``known`` has.
    """
    columns = {(each.heading, each.number): each for each in known.columns}
    here = {(each.heading, each.number) for each in guessed.columns}
    new = tuple(each.heading for each in guessed.columns if (each.heading, each.number) not in columns)
    missing = tuple(heading for heading, number in columns if (heading, number) not in here)
    headings = {each.heading for each in guessed.columns}
    return (
        SheetMapping(
            tuple(columns.get((each.heading, each.number), each) for each in guessed.columns),
            known.group_by if known.group_by in headings else None,
        ),
        new,
        missing,
    )


def _joined(first: SheetPreview, other: SheetPreview) -> SheetPreview:
    """Return a preview of tables with the columns, questions and projects of one more table."""
    places = {(each.heading, each.number): place for place, each in enumerate(first.mapping.columns)}
    mappings, columns = list(first.mapping.columns), list(first.columns)
    for mapping, column in zip(other.mapping.columns, other.columns, strict=True):
        place = places.get((mapping.heading, mapping.number))
        if place is None:
            places[mapping.heading, mapping.number] = len(columns)
            mappings.append(mapping)
            columns.append(column._replace(file=other.read.file))
        else:
            columns[place] = _counted(columns[place], column, other.read.file)
    asked = {(each.column, each.kind) for each in first.questions}
    questions = list(first.questions)
    for question in other.questions:
        mapping = other.mapping.columns[question.column]
        place = places[mapping.heading, mapping.number]
        if (place, question.kind) not in asked:
            questions.append(question._replace(column=place, file=other.read.file))
    return first._replace(
        mapping=first.mapping._replace(columns=tuple(mappings)),
        columns=tuple(columns),
        questions=tuple(questions),
        projects=first.projects + other.projects,
        title=f"{first.title}, {other.title}",  # as the import forms it
        others=(*first.others, other.read),
    )


def _counted(column: SheetColumn, other: SheetColumn, file: str) -> SheetColumn:
    """Return a column with the cells of the same column of another table, whose places are named with its file."""
    unread = (*column.unread_cells, *(cell._replace(place=f"{file} {cell.place}") for cell in other.unread_cells))
    return column._replace(
        samples=column.samples or other.samples,
        read=column.read + other.read,
        unread=column.unread + other.unread,
        empty=column.empty + other.empty,
        unread_cells=unread[:_MOST_UNREAD],
    )
