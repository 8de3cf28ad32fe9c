"""Reads tables in text files: parted by commas, semicolons, tabs, bars or a chosen sign, in any usual encoding."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from coopviewer.authoring.importing.sheet.files.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Row,
    SheetTable,
    check_bounds,
    checked,
    nothing,
)
from coopviewer.domain.errors import EnvironmentFault

MOST_BYTES = 256 << 20
SEPARATORS = ",;\t|"
_SAMPLE = 50  # rows by which the separator is told
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HINT = "sep="
_MARKED = re.compile(r"'(?:[=+\-@]|[\d.,:/ -]*\Z)", re.ASCII)
_ESCAPED, _DOUBLED = re.compile(r'\\"(?=[^\s,;|"])'), re.compile(r'[^\s,;|]""')
_LEAST_NOUGHTS = 0.4  # of the first bytes, in every other place, that show UTF-16 without a mark
_END = "\x00end"  # a row after the last one: it is missing where a quotation mark is still open
_CONTROLS = frozenset(map(chr, (*range(9), 11, *range(14, 32)))) - {"\x0b"}


def read_text_table(
    content: bytes,
    path: Path,
    encoding: str | None = None,
    separator: str | None = None,
    check: Callable[[], None] = nothing,
) -> SheetTable:
    """Read a text file as a table; if ``encoding`` or ``separator`` is None it is found out from the content.

    A first line such as ``sep=;`` names the separator, if the caller names none, and is no row. An apostrophe by which
    spreadsheets mark figures or a formula as text is left out. ``check`` is called again and again, and may raise
    to end the work. Raises EnvironmentFault, which names ``path``, if the content is no text, or not in the given
    ``encoding``, has a quotation mark that stays open or a cell of over 100,000 characters, or is larger than
    ``check_bounds`` allows.
    """
    text, found, is_guessed = _decoded(content, path, encoding)
    if _CONTROLS.intersection(text[:4096]) or "\x00" in text:
        raise EnvironmentFault("import.sheet-not-text", path=path)
    skipped = 0
    first, _, rest = text.partition("\n")
    hint = first.strip()
    if hint.lower().startswith(_HINT) and is_separator(hint[len(_HINT) :]):
        separator, text, skipped = separator or hint[-1], rest, 1
    if _ESCAPED.search(text) and not _DOUBLED.search(text):  # as some databases write it
        text = text.replace('\\"', '""')
    separator = separator or _separator(text)
    table = SheetTable("csv", _rows(text, separator, path, check), first_row=1 + skipped)
    table.encoding, table.separator, table.is_guessed_encoding = found, separator, is_guessed
    return table


def is_separator(text: str) -> bool:
    """Return whether a text is one character that can part the cells of a text file: a tab, a blank or a visible one.

    A quotation mark is none, since it encloses cells.
    """
    return len(text) == 1 and text != '"' and (text.isprintable() or text == "\t")


def _decoded(content: bytes, path: Path, encoding: str | None) -> tuple[str, str, bool]:
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None) or unmarked_utf_16(content)
    for name in (encoding, marked, "utf-8") if encoding else filter(None, (marked, "utf-8")):
        try:
            return content.decode(name or "utf-8").replace("\r\n", "\n").replace("\r", "\n"), name or "utf-8", False
        except LookupError as error:
            raise EnvironmentFault("import.sheet-encoding", path=path, encoding=name) from error
        except UnicodeError as error:
            if name == encoding:
                raise EnvironmentFault("import.sheet-encoding", path=path, encoding=name) from error
    if content.count(0):
        raise EnvironmentFault("import.sheet-not-text", path=path)
    try:
        text, found = content.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        text, found = content.decode("latin-1"), "iso-8859-1"
    return text.replace("\r\n", "\n").replace("\r", "\n"), found, True


def unmarked_utf_16(content: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` for a text in UTF-16 without a byte order mark, by its first bytes.

    None for any other text, and for one in UTF-16 whose letters are mostly not Latin, since its bytes do not show it.
    """
    head = content[:512]
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[1 - place :: 2].count(0) == 0 and head[place::2].count(0) > _LEAST_NOUGHTS * len(head) / 2 > 1:
            return name
    return None


def _separator(text: str) -> str:
    """Return the separator that parts most of the first rows, most of them into the same number of cells."""
    best, chosen = (0, 0, 0), ","
    for each in SEPARATORS:
        try:
            widths = Counter(len(row) for row in islice(_reader(text[:100_000], each), _SAMPLE) if row)
        except csv.Error:  # a cell without end; reading the whole reports it
            continue
        several = [(rows, width) for width, rows in widths.items() if width > 1]
        if not several:
            continue
        rows, width = max(several)
        score = sum(number for number, _ in several), rows * min(width, 4), width
        if score > best:
            best, chosen = score, each
    return chosen


def _unmarked(cell: str) -> str:
    """Return a cell without the apostrophe by which spreadsheets mark figures and signs as text."""
    return cell[1:] if cell[:1] == "'" and _MARKED.match(cell) else cell


def _reader(text: str, separator: str) -> "csv._reader":  # type: ignore[name-defined]
    # not splitlines(): a line separator of Unicode, or a form feed, inside of a cell ends no row
    return csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=False)


def _rows(text: str, separator: str, path: Path, check: Callable[[], None]) -> list[Row]:
    rows: list[Row] = []
    cells = widest = 0
    is_ended, is_marked = False, "'" in text
    try:
        whole = f"{text}\n{_END}" if not text.endswith("\n") else f"{text}{_END}"
        for row in checked(_reader(whole, separator), check):
            is_ended = row == [_END]
            if is_ended:
                break
            widest = max(widest, len(row))
            cells += len(row)
            if widest > MOST_COLUMNS or not len(rows) % 1000:
                check_bounds(len(rows), max(widest, cells // max(len(rows), 1)), path.name)
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise EnvironmentFault("import.sheet-long-cell", path=path, row=len(rows) + 1, most=LONGEST_CELL)
            rows.append(list(map(_unmarked, row)) if is_marked else row)
        if rows and not is_ended:
            raise EnvironmentFault("import.sheet-open-quote", path=path, row=len(rows))
    except csv.Error as error:
        raise EnvironmentFault("import.sheet-long-cell", path=path, row=len(rows) + 1, most=LONGEST_CELL) from error
    return rows
