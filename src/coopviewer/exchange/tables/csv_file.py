"""Tables as CSV (RFC 4180), in UTF-8 with a byte order mark, by which spreadsheets know the encoding."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width ones count too
_GUARD = "'"


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str]], *, for_programs: bool = False) -> bytes:
    """Return a table as CSV.

    A spreadsheet runs text that begins like a formula, so such a cell gets an apostrophe in front; ``for_programs``:
    cells are written unchanged.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(headers)
    if for_programs:
        writer.writerows(rows)
    else:
        writer.writerows([guarded(cell) for cell in row] for row in rows)
    return "\ufeff".encode() + target.getvalue().encode("utf-8", "replace")


def guarded(text: str) -> str:
    """Return a cell's text with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"{_GUARD}{text}" if text.lstrip(" ").startswith(_FORMULA_SIGNS) or text.startswith(_GUARD) else text


def unguarded(text: str) -> str:
    """Return a cell's text as it was before ``guarded``."""
    return text[1:] if text.startswith(_GUARD) and guarded(text[1:]) == text else text
