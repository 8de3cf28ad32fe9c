"""Tables as XLSX: a sheet for the table, a sheet for its data dictionary, and no formula anywhere."""

import re
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellStringTuple, Worksheet

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import Translate
from coopviewer.exchange.files import fault_of
from coopviewer.exchange.tables.csv_file import is_formula_like, needs_guard
from coopviewer.exchange.tables.dictionary import dictionary_of
from coopviewer.exchange.tables.table import DataTable, FieldKind, RowCounter, is_day, is_number

LONGEST_CELL = 32_767
"""UTF-16 units that a cell of a spreadsheet may have."""
MOST_ROWS = 1_048_576
"""Rows of a sheet, its headings included."""
_ELLIPSIS = "…"
_AT_ONCE = 256 * 1024  # bytes of a part
_LONGEST_NAME = 31
_RESERVED = "history"  # by Excel, for a sheet of its own
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_PLAIN = re.compile(r"(?!\s)[^\x00-\x1f<>&_\ufffe\uffff]*(?<!\s)")  # what needs no escape, and no mark for its blanks
_letters = lru_cache(maxsize=1024)(xl_col_to_name)
_is_plain = _PLAIN.fullmatch
_WIDTHS = (8, 40)  # characters: the narrowest and the widest column
_HEADING_HEIGHT = 32  # points: two lines
_ARROW = 5  # characters: the space of the arrow that filters, and of bold type
_SAMPLE = 50  # rows by which the widths are chosen
_NUMERIC = (FieldKind.INTEGER, FieldKind.NUMBER)
_FIRST_DAY = "1900-03-01"  # spreadsheets count a day before it that never was, and some have none before 1900
_MOST_DECIMALS = 10  # one more than any currency has
_LONGEST_NUMBER = 15  # digits that a spreadsheet keeps


class _Sheet(Worksheet):
    """A sheet that never takes a text for markup, and writes plain texts in half the time.

    XlsxWriter writes a text in ``<r>…</r>`` as it is, since its own rich strings look so: such a text could bring any
    element into the sheet, a formula too.
    """

    fh: Any

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.__class__ is CellStringTuple and cell.format is None and _is_plain(cell.string):
            self.fh.write(f'<c r="{_letters(col)}{row + 1}" t="inlineStr"><is><t>{cell.string}</t></is></c>')
        else:
            super()._write_cell(row, col, cell)

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        self._xml_inline_string(string, True, attributes)


def xlsx_parts(table: DataTable, tally: RowCounter, today: date, tr: Translate) -> Iterator[bytes]:
    """Yield a table as an XLSX file, in parts; the first comes once all rows are read, which ``tally`` counts.

    In columns of numbers and of days, numbers of up to 15 characters and days from 1 March 1900 on are written as such;
    all else is text. Cells over 32,767 UTF-16 units are cut, and ``tally`` counts them too. ``today`` is the day in the
    file's properties. Rows go through a file in the system's temporary folder, and are never in memory together. Raises
    EnvironmentFault if there are more than 1,048,575 rows, or no space for that file, and what reading the rows raises.
    """
    with ExitStack() as files:
        try:
            folder = files.enter_context(tempfile.TemporaryDirectory(prefix="coopviewer-", ignore_cleanup_errors=True))
            target = files.enter_context(tempfile.TemporaryFile())
            _write(target, folder, table, tally, today, tr)
        except (OSError, FileCreateError) as error:  # the second one has an OSError of its own as its argument
            cause = error if isinstance(error, OSError) else next(iter(error.args), None)
            fault = cause if isinstance(cause, OSError) else OSError(str(error))
            raise fault_of(Path(tempfile.tempdir or "/tmp"), fault) from error
        target.seek(0)
        while part := target.read(_AT_ONCE):
            yield part


class _Target:
    """A file into which an archive is written; after ``is_given_up`` is set, it accepts writes and stores nothing.

    XlsxWriter leaves its archive open where writing fails; when that is collected as garbage, it writes again.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.is_given_up = file, False
        self._place = 0

    def write(self, content: bytes) -> int:
        self._place += len(content)
        return len(content) if self.is_given_up else self._file.write(content)

    def seek(self, place: int) -> int:
        self._place = place if self.is_given_up else self._file.seek(place)
        return self._place

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        if not self.is_given_up:
            self._file.flush()


def _write(file: IO[bytes], folder: str, table: DataTable, tally: RowCounter, today: date, tr: Translate) -> None:
    target = _Target(file)
    book = Workbook(cast("IO[bytes]", target), {"constant_memory": True, "tmpdir": folder})
    book.use_zip64()
    sheets = []
    try:
        created = datetime(today.year, today.month, today.day, tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"title": table.title, "created": created, "comments": _comment(table)})
        styles = _Styles(book)
        names = _sheet_names(table.title, tr("Data dictionary"))
        sheets.append(book.add_worksheet(names[0], worksheet_class=_Sheet))
        _fill(sheets[0], table, tally, styles, wrapped=False)
        dictionary = dictionary_of((table,), tr, tallies=(tally,))
        sheets.append(book.add_worksheet(names[1], worksheet_class=_Sheet))
        _fill(sheets[1], dictionary, RowCounter(dictionary), styles, wrapped=True)
        if tr.is_right_to_left:
            for sheet in sheets:
                sheet.right_to_left()
        book.close()
    finally:
        target.is_given_up = True
        for sheet in sheets:
            sheet._opt_close()  # else its file stays open where writing was cancelled


class _Styles:
    def __init__(self, book: Workbook) -> None:
        top = {"valign": "top"}
        self.heading = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, **top})
        self.quoted = book.add_format({"quote_prefix": True})
        self.wrapped = book.add_format({"text_wrap": True, **top})
        self.integer = book.add_format({"num_format": "0"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        decimals = (f".{'0' * places}" if places else "" for places in range(_MOST_DECIMALS))
        self._numbers = [book.add_format({"num_format": f"#,##0{each}"}) for each in decimals]

    def number(self, text: str) -> Format:
        """Return the format of a decimal number that shows as many decimals as its text has, at most 9."""
        return self._numbers[min(len(text.partition(".")[2]), _MOST_DECIMALS - 1)]


def _heading_width(title: str) -> int:
    """Return the width in characters in which a heading has at most two lines."""
    words, widest = title[: 2 * _WIDTHS[1]], _WIDTHS[1]
    longest = max((len(word) for word in words.split()), default=0)
    fits = (width for width in range(max(longest, 1), widest) if len(textwrap.wrap(words, width)) <= 2)
    return next(fits, widest) + _ARROW


def _fill(sheet: Worksheet, table: DataTable, tally: RowCounter, styles: _Styles, *, wrapped: bool) -> None:
    rows = iter(tally.count(table.rows))
    sample = [row for _, row in zip(range(_SAMPLE), rows, strict=False)]
    for place, field in enumerate(table.fields):
        longest = max((len(row[place]) for row in sample), default=0)
        width = min(max(longest + 2, _heading_width(field.title), _WIDTHS[0] + 2), _WIDTHS[1])
        sheet.set_column(place, place, width, styles.wrapped if wrapped else None)
    has_titles = len(table.fields) > 1 and table.fields[1].name == "title"
    sheet.freeze_panes(1, 0 if wrapped else 1 + has_titles)  # what says which row it is
    sheet.set_row(0, _HEADING_HEIGHT)
    for place, field in enumerate(table.fields):
        sheet.write_string(0, place, _fitting(field.title, tally), styles.heading)
    number = 0
    for several in (sample, rows):
        for row in several:
            number += 1
            if number >= MOST_ROWS:
                raise EnvironmentFault("table.too-many-rows", most=MOST_ROWS - 1)
            _write_row(sheet, number, row, table, tally, styles)
    sheet.autofilter(0, 0, number, len(table.fields) - 1)


def _write_row(
    sheet: Worksheet, number: int, row: Sequence[str], table: DataTable, tally: RowCounter, styles: _Styles
) -> None:
    like_formulas = needs_guard(row)
    for place, text in enumerate(row):
        if not text:
            continue
        kind = table.fields[place].kind
        if kind is FieldKind.DATE and is_day(text) and text >= _FIRST_DAY:
            sheet.write_datetime(number, place, datetime.fromisoformat(text), styles.day)
        elif kind in _NUMERIC and is_number(text) and len(text) <= _LONGEST_NUMBER:
            style = styles.integer if kind is FieldKind.INTEGER else styles.number(text)
            sheet.write_number(number, place, float(text) if "." in text else int(text), style)
        elif like_formulas and is_formula_like(text):
            sheet.write_string(number, place, _fitting(text, tally), styles.quoted)
        else:
            sheet.write_string(number, place, _fitting(text, tally))


def _fitting(text: str, tally: RowCounter) -> str:
    """Return a text that a cell can hold, cut if it is too long, which ``tally`` counts, and without surrogates."""
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_CELL:
        tally.cut += 1
        cut = text.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST_CELL - 1)]
        text = cut.decode("utf-16-le", "ignore") + _ELLIPSIS
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _sheet_names(title: str, other: str) -> tuple[str, str]:
    """Return two different names that sheets may have, for a title and for the dictionary."""
    first, second = _sheet_name(title) or "1", _sheet_name(other) or "2"
    taken = first.casefold() in (second.casefold(), _RESERVED)
    return (f"{first[: _LONGEST_NAME // 2]} 1", second) if taken else (first, second)


def _sheet_name(title: str) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in title.translate(_FORBIDDEN))
    most = _LONGEST_NAME if max(shown, default=" ") <= "\uffff" else _LONGEST_NAME // 2  # it counts UTF-16 units
    return " ".join(shown.split()).strip("' ")[:most].rstrip("' ")


def _comment(table: DataTable) -> str:
    return "\n".join(f"{label}: {text}" for label, text in table.about)[:1000]
