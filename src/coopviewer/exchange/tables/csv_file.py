"""Writes and reads tables as CSV (RFC 4180) in UTF-8; a byte order mark tells spreadsheet programs the encoding."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from coopviewer.domain.language import Translate
from coopviewer.exchange.tables.table import is_number

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width ones count too
_GUARD = "'"
_may_need_guard = re.compile(f"(?:^|\x00) *[{re.escape(''.join(_FORMULA_SIGNS))}']").search  # in the cells of a row
_MARK = "\ufeff"
_AT_ONCE = 64 * 1024  # characters of a part


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str]], *, for_programs: bool = False) -> bytes:
    """Return a table as the bytes of a CSV file in UTF-8 with a byte order mark and CR LF, the headers first.

    A cell that a spreadsheet may take for a formula, or that begins with an apostrophe, gets an apostrophe in front,
    unless the file is ``for_programs``.
    """
    return b"".join(csv_parts(headers, rows, for_programs=for_programs))


def csv_parts(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    for_programs: bool = False,
    marked: bool = True,
    numbers: Collection[int] = (),
) -> Iterator[bytes]:
    """Yield a table as CSV, the headers in the first line, in UTF-8 with CR LF, in parts of some 64,000 characters.

    A spreadsheet would run a text such as ``=1+1``, so a cell that begins like a formula gets an apostrophe in front;
    so does a cell that begins with an apostrophe, to tell the two apart. Headers get none, and neither do negative
    numbers in the columns ``numbers`` (indexes from 0). ``for_programs``: all cells are written unchanged. ``marked``:
    the file begins with a byte order mark.
    """
    target = io.StringIO(newline="")
    target.write(_MARK if marked else "")
    writer = csv.writer(target)
    writer.writerow(headers)
    for row in rows:
        writer.writerow(row if for_programs or not needs_guard(row) else _guarded_row(row, numbers))
        if target.tell() >= _AT_ONCE:
            yield _taken(target)
    yield _taken(target)


def _guarded_row(row: Sequence[str], numbers: Collection[int]) -> list[str]:
    return [text if place in numbers and is_number(text) else guarded(text) for place, text in enumerate(row)]


def _taken(target: io.StringIO) -> bytes:
    text = target.getvalue()
    target.seek(0)
    target.truncate()
    return text.encode("utf-8", "replace")


def needs_guard(row: Iterable[str]) -> bool:
    """Return False if surely no cell of a row needs an apostrophe in front (``guarded``); True if one may."""
    return _may_need_guard("\x00".join(row)) is not None


def guarded(text: str) -> str:
    """Put an apostrophe before a cell's text if it is like a formula (``=A1``, ``-5``) or starts with an apostrophe."""
    return f"{_GUARD}{text}" if is_formula_like(text) or text.startswith(_GUARD) else text


def is_formula_like(text: str) -> bool:
    """Return whether a spreadsheet may take a text for a formula, blanks before it ignored; True for ``-5`` too."""
    return text.lstrip(" ").startswith(_FORMULA_SIGNS)


def unguarded(text: str) -> str:
    """Return a cell's text without the apostrophe that ``guarded`` put in front; a text without one is unchanged."""
    return text[1:] if text.startswith(_GUARD) and guarded(text[1:]) == text else text


def read_csv(content: bytes, *, for_programs: bool = False) -> Iterator[list[str]]:
    """Yield the rows of a CSV file that ``csv_parts`` wrote, headings first.

    Apostrophes that were put in front of cells are removed; with ``for_programs`` the file was written without them,
    and cells are returned unchanged. A byte order mark is skipped. Raises ValueError, while rows are taken, if the
    content is not in UTF-8, or no CSV.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(content)))  # for the whole process: never lowered
    try:
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
            yield row if for_programs else [unguarded(cell) for cell in row]
    except csv.Error as error:
        raise ValueError(str(error)) from error


def guard_words(tr: Translate) -> str:
    """Return sentences for readers of a CSV file: which texts have an apostrophe in front, and how to do without."""
    return tr(
        "A text that begins with = + - @, a tab or a carriage return, or with an apostrophe, carries an apostrophe in "
        "front of it in the CSV file, so that a spreadsheet does not run it. Remove that one apostrophe to have the "
        "text again, or export for programs."
    )
