"""The service that previews tables in the background while the user decides what their columns are."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview
from coopviewer.domain.progress import Cancelled
from coopviewer.exchange.files import save_parts
from coopviewer.workspace.background import BackgroundQueue, Job

Preview = Callable[[tuple[Path, ...], SheetChoice, SheetMapping | None, Callable[[], bool]], SheetPreview]


class TableWork(NamedTuple):
    """The functions that do the work; they are called on a thread, where they load modules that are slow to load.

        ``are_tables`` returns whether all files are tables; it raises EnvironmentFault if only some are.
        ``preview`` returns what an import makes of tables. It receives the files, how they are read, a mapping (what
            each column is) or None, and a function that returns whether to end; it raises Cancelled if that returns
            True.
        ``forget`` drops the tables that ``preview`` has kept in memory.
        ``mapping_text`` returns a mapping as TOML.
        ``read_mapping`` reads a mapping from a TOML file.
        ``write_template`` writes a table to fill in: XLSX if the file's name ends so, else CSV. An existing file is
            replaced.

    Those that read or write files may raise EnvironmentFault.
    """

    are_tables: Callable[[tuple[Path, ...]], bool]
    preview: Preview
    forget: Callable[[], None]
    mapping_text: Callable[[SheetMapping], str]
    read_mapping: Callable[[Path], SheetMapping]
    write_template: Callable[[Path], None]


class TablePreviews(QObject):
    """Previews tables, and reads and writes mappings and templates; calls return at once, signals have the results."""

    previewed = Signal(object)
    """What an import makes of the tables that were asked for last (SheetPreview)."""
    no_tables = Signal(object)
    """The files that were asked for last are no tables (a tuple of Path)."""
    not_previewed = Signal(object)
    """The tables that were asked for last cannot be imported as asked (EnvironmentFault)."""
    mapping_read = Signal(object)
    """A mapping was read from a file (SheetMapping)."""
    saved = Signal(object)
    """A mapping or a template was saved at a Path."""
    not_saved = Signal(object)
    """A mapping could not be read, or it or a template could not be saved (EnvironmentFault)."""

    def __init__(self, work: TableWork, parent: QObject) -> None:
        """Start without a preview; ``work`` has the functions that read and write tables and mappings."""
        super().__init__(parent)
        self._work = work
        self._previews: BackgroundQueue[None] = BackgroundQueue("table preview", self)
        self._files: BackgroundQueue[None] = BackgroundQueue("table files", self)
        self._files.failed.connect(self.not_saved)

    def preview(self, files: tuple[Path, ...], choice: SheetChoice, mapping: SheetMapping | None) -> None:
        """Preview what an import makes of tables; a preview under way is given up, and emits nothing.

        ``choice`` is how the files are read, such as which sheet. ``mapping`` says what each column is; None: the
        mapping kept from an earlier import of such tables is used, or else it is guessed. ``previewed``, ``no_tables``
        or ``not_previewed`` is emitted at the end.
        """
        self._previews.give_up()
        self._previews.put(
            partial(_preview, self._work, files, choice, mapping),
            partial(self._end, files),
            failed=self.not_previewed.emit,
            defect=self.not_previewed.emit,
        )

    def give_up(self) -> None:
        """Cancel the preview, of which nothing more is emitted, and let go of the tables that were read for it."""
        self._previews.give_up()
        self._previews.put(partial(_forget, self._work))

    def read_mapping(self, path: Path) -> None:
        """Read a mapping from a TOML file; ``mapping_read`` is emitted at the end, or ``not_saved`` if that fails."""
        self._files.put(lambda _job: self._work.read_mapping(path), self.mapping_read.emit)

    def save_mapping(self, path: Path, mapping: SheetMapping) -> None:
        """Save a mapping as TOML, replacing an existing file; ``saved`` or ``not_saved`` is emitted at the end."""
        self._files.put(partial(_save_mapping, self._work, path, mapping), self.saved.emit)

    def save_template(self, path: Path) -> None:
        """Save a table to fill in, replacing an existing file: XLSX if its name ends so, else CSV.

        ``saved`` or ``not_saved`` is emitted at the end.
        """
        self._files.put(partial(_save_template, self._work, path), self.saved.emit)

    def _end(self, files: tuple[Path, ...], found: SheetPreview | None) -> None:
        if found is None:
            self.no_tables.emit(files)
        else:
            self.previewed.emit(found)


# On the thread


def _preview(
    work: TableWork, files: tuple[Path, ...], choice: SheetChoice, mapping: SheetMapping | None, job: Job[None]
) -> SheetPreview | None:
    if not work.are_tables(files):
        return None
    found = work.preview(files, choice, mapping, job.is_cancelled)
    if job.is_cancelled():
        raise Cancelled
    return found


def _forget(work: TableWork, _job: Job[None]) -> None:
    work.forget()


def _save_mapping(work: TableWork, path: Path, mapping: SheetMapping, _job: Job[None]) -> Path:
    save_parts(path, (work.mapping_text(mapping).encode(),))
    return path


def _save_template(work: TableWork, path: Path, _job: Job[None]) -> Path:
    work.write_template(path)
    return path
