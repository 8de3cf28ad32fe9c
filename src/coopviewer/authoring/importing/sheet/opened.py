"""A table that was opened from a file: its headings, its rows, and what each of its columns is."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.columns import ColumnMaker, ReadColumns
from coopviewer.authoring.importing.sheet.files.reading import read_table
from coopviewer.authoring.importing.sheet.files.tables import SheetTable, text_of
from coopviewer.authoring.importing.sheet.layout import Layout, lay_out
from coopviewer.authoring.importing.sheet.mappings import mapping_key
from coopviewer.authoring.importing.sheet.values.places import Places
from coopviewer.authoring.importing.sheet.values.words import SheetWords, read_words
from coopviewer.authoring.importing.standards import StandardFolders, Standards
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetRead, SheetSlot
from coopviewer.domain.text.terminal import printable_line

_FIRST_ROWS = 20
_LONGEST = 200  # characters of a cell among the first rows
_DATASET = "urn:coopviewer:dataset:sheet:"


class OpenedSheet(NamedTuple):
    """A table whose columns were read by one mapping.

    ``name`` is the file's name without its folder, ``size`` and ``sha256`` are those of the file. ``table`` has the
    cells, ``layout`` says which rows are headings and projects, and ``columns`` are the columns with what their cells
    showed.
    """

    name: str
    size: int
    sha256: str
    table: SheetTable
    layout: Layout
    columns: ReadColumns

    def described(self) -> SheetRead:
        """Return what was read, for the import dialog, with the first twenty rows; cells are cut to 200 characters.

        Titles and headings count among the twenty; headings that are further down are left out.
        """
        table, layout, first = self.table, self.layout, self.table.first_row
        width = len(layout.headings)
        rows = tuple(
            tuple(text_of(row[place])[:_LONGEST] if place < len(row) else "" for place in range(width))
            for row in table.rows[:_FIRST_ROWS]
        )
        return SheetRead(
            self.name,
            self.size,
            table.format,
            table.encoding,
            table.separator,
            table.sheet,
            table.sheets,
            (layout.heading_rows[0] + first, layout.heading_rows[1] + first),
            rows,
            len(layout.rows),
            tuple(place + first for place in layout.left_out),
            first,
            tuple(map(table.letter, range(width))),
        )

    def left_out_texts(self) -> Iterable[tuple[int, str]]:
        """Yield the number in the file, from 1, and the text of each row that is left out, since it is no project.

        They are in the order of the rows. A text is that of the cells that are not empty, joined by bars:
        ``Total | 1200``.
        """
        return map(self._text, self.layout.left_out)

    def doubtful_texts(self) -> Iterable[tuple[int, str]]:
        """Yield each doubtful row, in their order: its number in the file, from 1, and its text.

        Such a row is taken for a project, but may be a heading or a total. Its text is that of its cells that are not
        empty, joined by bars: ``Total | 1200``.
        """
        return map(self._text, sorted(self.layout.doubtful))

    def _text(self, place: int) -> tuple[int, str]:
        return self.table.first_row + place, " | ".join(filter(None, map(text_of, self.table.rows[place])))


class SheetOpener:
    """Opens tables, and keeps what is needed to read them: the words of headings, and the names of countries."""

    def __init__(self, folders: StandardFolders, standards: Standards) -> None:
        self.standards = standards
        self.words: SheetWords = read_words(folders.resources)
        self.places = Places(standards, self.words.countries)

    def open(self, path: Path, choice: SheetChoice, check: Callable[[], None]) -> "SheetReading":
        """Read a file as a table, with the sheet, encoding, separator and heading rows that ``choice`` names.

        Raises EnvironmentFault if the file cannot be read as a table. ``check`` is called again and again, and may
        raise.
        """
        name = printable_line(path.name).strip() or "file"
        table, content = read_table(path, choice, check)
        layout = lay_out(table, self.words, name, choice.heading_rows, check)
        maker = ColumnMaker(table, layout, self.words, self.places, check)
        return SheetReading(name, len(content), sha256(content).hexdigest(), table, layout, maker)


class SheetReading(NamedTuple):
    """A table that was read, whose columns can then be read by one mapping after another.

    ``name`` is the file's name without its folder, ``size`` and ``sha256`` are those of the file. ``table`` has the
    cells, ``layout`` says which rows are headings and projects, and ``maker`` reads the columns.
    """

    name: str
    size: int
    sha256: str
    table: SheetTable
    layout: Layout
    maker: ColumnMaker

    def columns(self, mapping: SheetMapping | None, check: Callable[[], None]) -> OpenedSheet:
        """Return the table with its columns read as ``mapping`` says.

        Columns that the mapping lacks are guessed; all columns are if it is None. ``check`` is called again and again,
        and may raise to end the work.
        """
        self.maker.check = check
        return OpenedSheet(*self[:5], self.maker.read(mapping))


@lru_cache(maxsize=2)
def sheet_opener(folders: StandardFolders) -> SheetOpener:
    """Return the opener of tables that uses the standards in ``folders``.

    It is kept for further calls with the same folders, since reading the standards takes a while. Raises OSError if
    a file in them cannot be read.
    """
    return SheetOpener(folders, Standards(folders))


def dataset_of_sheet(sheet: OpenedSheet) -> str:
    """Return the URN of a table's dataset: ``urn:coopviewer:dataset:sheet:`` and a short hash of its headings.

    A later table with the same headings gets the same URN, and so becomes another edition of the dataset. The order of
    headings does not count, nor do their case, accents and punctuation.
    """
    return f"{_DATASET}{mapping_key(sheet.layout.headings)}"


def title_of_sheet(sheet: OpenedSheet) -> str:
    """Return the title of a reference for which the user chose none: the file's name without its ending.

    If the workbook has several sheets, the sheet's name follows: ``budget: Projects 2024``.
    """
    stem = sheet.name.rpartition(".")[0] or sheet.name
    return f"{stem}: {sheet.table.sheet}" if len(sheet.table.sheets) > 1 else stem


def has_titles(sheet: OpenedSheet) -> bool:
    """Return whether a column has the titles of projects, or their identifiers, which serve as titles if need be."""
    slots = {each.slot for each in sheet.columns.mapping.columns}
    return bool(slots & {SheetSlot.TITLE, SheetSlot.IDENTIFIER})
