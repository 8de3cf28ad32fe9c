"""The number formats of cells in XLS files, which the library for workbooks leaves out.

XLS files are OLE files with a stream of records. Anything unexpected ends the reading: the cells are then read by their
values alone.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.files.cell_formats import CellFormats, Formats, formats_of

BUILT_IN = {9: "0%", 10: "0.00%", 17: "mmm-yy"}
"""The codes, by number, of formats that every workbook has and that show a percentage, or the month of a day."""
_STREAMS = ("workbook", "book")
_SECTOR, _ENTRY, _SMALL = 512, 128, 4096
_FREE = 0xFFFFFFFA  # from here on numbers of sectors mean something else, such as the end
_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _FORMULA, _SEVERAL = 0x0203, 0x027E, 0x0006, 0x00BD
_VERSION_8 = 0x0600


def xls_formats(content: bytes, number: int) -> Formats:
    """Return the formats of those cells of a sheet that show more than a number, or only the month or year of a day.

    They are by row and column, both from 0. ``number`` is the index of the sheet in the workbook, from 0. Empty if the
    file is not as expected.
    """
    try:
        stream = _Ole(content).stream()
        return _cells(stream, number) if stream else {}
    except (struct.error, IndexError, ValueError, UnicodeError):
        return {}


class _Ole:
    """The streams of an OLE file, in sectors that are chained by a table."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift: int = struct.unpack_from("<H", content, 30)[0]
        self._size: int = 1 << min(shift, 16)
        first, count = struct.unpack_from("<II", content, 68)
        tables = list(struct.unpack_from("<109I", content, 76))
        per_sector = self._size // 4
        for _ in range(min(count, len(content) // self._size)):
            *more, first = struct.unpack_from(f"<{per_sector}I", content, self._place(first))
            tables += more
        self._next: list[int] = []
        for table in tables:
            if table < _FREE:
                self._next += struct.unpack_from(f"<{per_sector}I", content, self._place(table))

    def stream(self) -> bytes:
        """Return the stream of the workbook; empty if there is none."""
        (first,) = struct.unpack_from("<I", self._content, 48)
        folder = self._chain(first)
        entries = [folder[place : place + _ENTRY] for place in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
        for entry in entries:
            (length,) = struct.unpack_from("<H", entry, 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le")
            if name.casefold() in _STREAMS:
                start, size = struct.unpack_from("<II", entry, 116)
                return (self._chain(start) if size >= _SMALL else self._small(start, entries[0]))[:size]
        return b""

    def _small(self, start: int, root: bytes) -> bytes:
        (table,) = struct.unpack_from("<I", self._content, 60)
        chained = self._chain(table)
        following = struct.unpack(f"<{len(chained) // 4}I", chained)
        whole = self._chain(struct.unpack_from("<I", root, 116)[0])
        found = b""
        while start < _FREE and len(found) < _SMALL:
            found += whole[start * 64 : start * 64 + 64]
            start = following[start]
        return found

    def _place(self, sector: int) -> int:
        return _SECTOR + sector * self._size if self._size == _SECTOR else (sector + 1) * self._size

    def _chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _FREE and len(parts) <= len(self._next):
            parts.append(self._content[self._place(sector) : self._place(sector) + self._size])
            sector = self._next[sector]
        return b"".join(parts)


class _Globals(NamedTuple):
    """What a workbook says before its sheets: formats by number, the format of each style, and where sheets begin."""

    codes: dict[int, str]
    styles: list[int]
    sheets: list[int]


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of each record from a place to the end of the part that begins there."""
    depth = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1 or kind == _BOF:
            yield kind, stream[place + 4 : place + 4 + size]
        if depth <= 0:
            return
        place += 4 + size


def _globals(stream: bytes) -> _Globals:
    found = _Globals(dict(BUILT_IN), [], [])
    is_8 = True
    for kind, data in _records(stream, 0):
        if kind == _BOF:
            is_8 = struct.unpack_from("<H", data)[0] == _VERSION_8
        elif kind == _SHEET:
            found.sheets.append(struct.unpack_from("<I", data)[0])
        elif kind == _XF:
            found.styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _FORMAT:
            found.codes[struct.unpack_from("<H", data)[0]] = _code(data, is_8=is_8)
    return found


def _code(data: bytes, *, is_8: bool) -> str:
    if not is_8:
        return data[3 : 3 + data[2]].decode("cp1252", "replace")
    (length,) = struct.unpack_from("<H", data, 2)
    return data[5 : 5 + 2 * length].decode("utf-16-le") if data[4] & 1 else data[5 : 5 + length].decode("latin-1")


def _cells(stream: bytes, number: int) -> Formats:
    known = _globals(stream)
    shown = [formats_of(known.codes.get(style, "")) for style in known.styles]
    found: dict[tuple[int, int], CellFormats] = {}
    if number >= len(known.sheets) or not any(shown):
        return found
    for kind, data in _records(stream, known.sheets[number]):
        if kind in (_NUMBER, _RK, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", data)
            styles = [style]
        elif kind == _SEVERAL:
            row, column = struct.unpack_from("<HH", data)
            styles = [struct.unpack_from("<H", data, place)[0] for place in range(4, len(data) - 2, 6)]
        else:
            continue
        for place, style in enumerate(styles, start=column):
            form = shown[style] if style < len(shown) else None
            if form is not None:
                found[row, place] = form
    return found
