"""Explains to a curator what is wrong in a file that is not TOML, or in an id, and finds the lines of a file's rows."""

import re
from typing import NamedTuple

from coopviewer.authoring.places import LinePlace, PlacedTable
from coopviewer.domain.faults import phrase

_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_HEADING = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_CURLY = "".join(map(chr, (0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB, 0x2018, 0x2019, 0x201A, 0x201B, 0x2039, 0x203A)))
SPACES = {
    "\u00a0": phrase("a no-break space"),
    "\u202f": phrase("a narrow no-break space"),
    "\u2007": phrase("a figure space"),
    "\u3000": phrase("a wide space"),
    "\u200b": phrase("an invisible space"),
    "\ufeff": phrase("a byte order mark within the text"),
}
DASHES = "".join(map(chr, (*range(0x2010, 0x2016), 0x2212)))
"""Hyphens, dashes and the minus sign that are no plain hyphen."""


class Mistake(NamedTuple):
    """Where a mistake is (``line 3`` or ``line 3, column 5``), what was found there, and what is expected instead."""

    where: str
    found: str
    expected: str


def mistake_in(text: str, message: str) -> Mistake:
    """Return the mistake in a text that ``tomllib`` refused with a message, in words that a curator understands.

    The lines of ``text`` must end with line feeds alone.
    """
    match, lines = _WHERE.search(message), text.split("\n")
    reason = _WHERE.sub("", message)
    if match is None or match[1] is None:
        number = _open_line(lines)
        found, expected = _in_line(lines[number - 1], len(lines[number - 1]), reason)
        return Mistake(f"line {number}", found, expected)
    number, column = int(match[1]), int(match[2])
    found, expected = _in_line(lines[number - 1] if number <= len(lines) else "", column, reason)
    return Mistake(f"line {number}, column {column}", found, expected)


def with_lines(table: dict[str, object], text: str, file: str) -> dict[str, object]:
    """Return a copy of a TOML file's top table in which the rows under ``[[name]]`` are PlacedTable, with their lines.

    ``text`` is what the table was read from, with line feeds alone at the ends of lines; ``file`` is the file's name.
    If not as many headings ``[[name]]`` are found as there are rows, these stay as they are.
    """
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _HEADING.match(line):
            lines.setdefault(match[1], []).append(number)
    placed = dict(table)
    for name, rows in table.items():
        found = lines.get(name, [])
        if isinstance(rows, list) and len(rows) == len(found) and all(isinstance(row, dict) for row in rows):
            placed[name] = [PlacedTable(row, LinePlace(file, line)) for row, line in zip(rows, found, strict=True)]
    return placed


def _open_line(lines: list[str]) -> int:
    """Return the number of the line in which a text begins that does not end; the last one with an odd quote."""
    odd = [number for number, line in enumerate(lines, start=1) if line.count('"') % 2]
    return odd[-1] if odd else len(lines)


def _in_line(line: str, column: int, reason: str) -> tuple[str, str]:
    """Return what was found at a column (from 1) of a line, and what is expected."""
    here = line[column - 1 : column]
    if here in SPACES:
        return SPACES[here], phrase("an ordinary space, or nothing; retype the line in a text editor")
    if any(each in line for each in _CURLY) and (here in _CURLY or _is_unended(reason)):
        return (
            phrase("curly quotes ({quotes})", quotes=" ".join(dict.fromkeys(each for each in line if each in _CURLY))),
            phrase('straight double quotes ("); word processors make others, a text editor does not'),
        )
    if here and here in DASHES:
        return phrase("a dash ({dash})", dash=here), phrase("a plain hyphen (-)")
    return _by_reason(line, here, reason)


def _is_unended(reason: str) -> bool:
    return reason.startswith(("Illegal character", "Unterminated"))


def _by_reason(line: str, here: str, reason: str) -> tuple[str, str]:
    stripped = line.strip()
    key = match[1] if (match := _KEY.match(line)) else ""
    if _is_unended(reason) and '"' in line:
        return phrase("a text without its closing quote"), phrase('a straight double quote (") at the end of the text')
    if stripped.startswith("[") and "=" not in stripped:
        return (
            phrase("brackets that are not right here ({line})", line=stripped),
            phrase("[[entry]] for a new entry and [[entry.statement]] for a fact of it: two brackets on either side"),
        )
    if reason.startswith("Cannot overwrite") and key:
        return (
            phrase("the key {key} a second time", key=key),
            phrase("each key once; a new entry begins with [[entry]], a new fact with such as [[entry.name]]"),
        )
    if reason.startswith("Expected '='") and here == ":":
        return phrase("a colon after a key"), phrase("an equals sign (=)")
    if reason.startswith("Unclosed array"):
        if here == ";":
            return phrase("a semicolon in a list"), phrase("a comma between the texts of the list")
        return phrase("a list without its closing bracket"), phrase('a list such as ["P01", "P02"]')
    if reason.startswith("Unescaped"):
        return phrase("a backslash in a text"), phrase("two backslashes (\\\\) for one")
    if reason.startswith("Expected newline") and line.count('"') > 2:
        return phrase("a quote within a text"), phrase('\\" for a quote within a text')
    if reason.startswith("Invalid value") and here.isalpha() and key:
        return phrase("a text without quotes"), phrase('the text in straight double quotes, as in {key} = "…"', key=key)
    return phrase("invalid TOML ({reason})", reason=reason), phrase("valid TOML")


def foreign_in(identifier: str) -> str | None:
    """Return what an id must have instead of its first wrong dash or space, as words for a message; None: all is right.

    An id may have plain hyphens, but no other dashes, and no white space. For ``a–b`` the words are ``a plain hyphen
    (-) instead of –``.
    """
    for each in identifier:
        if each in DASHES:
            return phrase("a plain hyphen (-) instead of {dash}", dash=each)
        if each in SPACES:
            return phrase("an id without {space}", space=SPACES[each])
        if each.isspace():
            return phrase("an id without tabs and spaces")
    return None
