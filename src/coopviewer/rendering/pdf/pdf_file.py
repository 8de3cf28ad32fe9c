"""A PDF file as Qt writes it: objects are read at their places, and new versions of them are appended.

The bytes that Qt wrote stay as they are; PDF calls this an incremental update.
"""

import re

_LAST = 2_000  # bytes at the end of a file in which its trailer is
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_ENTRY = 20  # bytes
_END = b"endobj"


class UnexpectedPdf(Exception):
    """A PDF file is not written as Qt writes it."""


class PdfFile:
    """Objects by their numbers; those changed or added are kept until the file is written anew."""

    def __init__(self, content: bytes) -> None:
        """Read the table of objects. Raises UnexpectedPdf."""
        self._content = content
        self._start, count = self._table_of(content)
        trailer = _TRAILER.search(content, max(len(content) - _LAST, 0))
        root = _ROOT.search(trailer[1]) if trailer else None
        if trailer is None or root is None:
            raise UnexpectedPdf("trailer")
        self._trailer = re.sub(rb"/Size \d+\s*", b"", trailer[1]).strip()
        self._offsets = self._read_offsets(count)
        self._changed: dict[int, bytes] = {}
        self._next = count
        self.root = int(root[1])
        """The number of the catalog."""

    def get(self, number: int) -> bytes:
        """Return an object without the words around it; a stream's content must not be read this way."""
        if number in self._changed:
            return self._changed[number]
        if not 0 < number < len(self._offsets):
            raise UnexpectedPdf(f"object {number}")
        head = b"%d 0 obj" % number
        start = self._offsets[number]
        end = self._content.find(_END, start)
        if not self._content.startswith(head, start) or end < 0:
            raise UnexpectedPdf(f"object {number}")
        return self._content[start + len(head) : end].strip()

    def replace(self, number: int, content: bytes) -> None:
        """Change an object."""
        self._changed[number] = content

    def reserve(self) -> int:
        """Return the number of a new object, which must be added with ``replace``."""
        self._next += 1
        return self._next - 1

    def written(self) -> bytes:
        """Return the file with its changes at the end."""
        parts, at, places = [self._content, b"\n"], len(self._content) + 1, {}
        for number, content in sorted(self._changed.items()):
            places[number] = at
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
            at += len(parts[-1])
        table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
        end = b"trailer\n<<\n/Size %d\n/Prev %d\n%s\n>>\nstartxref\n%d\n%%%%EOF\n"
        return b"".join((*parts, b"xref\n", table, end % (self._next, self._start, self._trailer, at)))

    def _table_of(self, content: bytes) -> tuple[int, int]:
        start = _START.search(content, max(len(content) - _LAST, 0))
        table = _TABLE.match(content, int(start[1])) if start else None
        if start is None or table is None or not content.startswith(b"%PDF-1."):
            raise UnexpectedPdf("table")
        return int(start[1]), int(table[1])

    def _read_offsets(self, count: int) -> list[int]:
        table = _TABLE.match(self._content, self._start)
        assert table is not None
        lines = self._content[table.end() : table.end() + count * _ENTRY]
        entries = [lines[at : at + _ENTRY] for at in range(0, count * _ENTRY, _ENTRY)]
        if not all(re.fullmatch(rb"\d{10} \d{5} [nf][ \r]\n", entry) for entry in entries):
            raise UnexpectedPdf("table")
        return [int(entry[:10]) for entry in entries]
