"""Lists of the window as files: CSV, a spreadsheet, or JSON."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.domain.progress import Progress
from coopviewer.exchange.files import save_parts
from coopviewer.exchange.tables.csv_file import csv_parts
from coopviewer.exchange.tables.json_rows import json_parts
from coopviewer.exchange.tables.table import DataTable, RowCounter, TableForm, Written, number_places
from coopviewer.exchange.tables.xlsx_file import xlsx_parts


class ListedTable(NamedTuple):
    """The same list twice: as a table for CSV and spreadsheets, and as records for JSON.

    Both read the same rows, so only one of the two can be written, and only once.
    """

    table: DataTable
    records: Iterable[Mapping[str, object]]


def save_list(
    path: Path, form: TableForm, listed: ListedTable, today: date, tr: Translate, progress: Progress
) -> Written:
    """Write a list into a file, and return how many rows were written, and how many cells had to be cut.

    Only a spreadsheet has cells that are too long and are cut; ``today`` is the day in its properties. A symbolic link
    at ``path`` is followed, a pipe or device written to. ``progress`` is called at least once for each row, with the
    number of rows written so far and the number of all rows. If the latter is not known, or all rows are written, one
    more than the former is passed in its place, so that the two are never equal. If ``progress`` raises, no file is
    written. Raises EnvironmentFault if the file cannot be written, or if a sheet cannot have so many rows, and whatever
    reading the rows raises; an old file is then unchanged.
    """
    table = listed.table
    tally = RowCounter(table)
    if form is TableForm.JSON:
        parts = json_parts(_counted(listed.records, tally, table.total, progress))
    else:
        metered = table._replace(rows=_metered(table, progress))
        if form is TableForm.XLSX:
            parts = xlsx_parts(metered, tally, today, tr)
        else:
            headers = [field.title for field in table.fields]
            parts = csv_parts(headers, tally.count(metered.rows), numbers=number_places(table))
    save_parts(path, _watched(parts, tally, table.total, progress))
    return Written(tally.rows, tally.cut)


def _metered(table: DataTable, progress: Progress) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(table.rows):
        progress(number, table.total or number + 1)
        yield tuple(row)


def _counted(
    records: Iterable[Mapping[str, object]], tally: RowCounter, total: int | None, progress: Progress
) -> Iterator[Mapping[str, object]]:
    for record in records:
        progress(tally.rows, total or tally.rows + 1)
        tally.rows += 1
        yield record


def _watched(parts: Iterator[bytes], tally: RowCounter, total: int | None, progress: Progress) -> Iterator[bytes]:
    for part in parts:
        progress(tally.rows, max(total or 0, tally.rows + 1))  # never all of them: the meter reports that every time
        yield part
