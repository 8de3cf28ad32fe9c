"""A PDF file as Qt writes it: objects are read at their places, and the file is written anew with some changed."""

import re
import zlib
from itertools import pairwise

from coopviewer.rendering.document.clean_text import clean

_LAST = 2_000  # bytes at the end of a file in which its trailer is
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_ENTRY = 20  # bytes
_END = b"endobj"
_MEANT = re.compile(rb"[()\\]")


def text_string(text: str) -> bytes:
    """Return a text as a string of a PDF file, in parentheses: in ASCII, or else in UTF-16 with a byte order mark.

    What ``clean`` removes is left out, such as control characters other than tab and line feed.
    """
    safe = clean(text)
    written = safe.encode() if safe.isascii() else f"\ufeff{safe}".encode("utf-16-be")
    return b"(%s)" % _MEANT.sub(rb"\\\g<0>", written).replace(b"\r", b"\\r").replace(b"\n", b"\\n")


class UnexpectedPdf(Exception):
    """A PDF file is not written as Qt writes it; caught by ``navigation.completed``, never shown to the user."""


class PdfFile:
    """A PDF file's objects by their numbers; changed or added ones are kept until ``written`` returns the new file."""

    def __init__(self, content: bytes) -> None:
        """Read the table of objects of a file, ``content``. Raises UnexpectedPdf if it is not as Qt writes it."""
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
        """Return the content of an object between ``obj`` and ``endobj``, or what ``replace`` set.

        A stream is returned as it is packed; ``stream`` unpacks it. Raises UnexpectedPdf if the file has no such
        object.
        """
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

    def stream(self, number: int) -> bytes:
        """Return the unpacked content of a stream as it was in the file, whatever ``replace`` has set.

        Raises UnexpectedPdf if the object is no stream, not compressed (FlateDecode), or damaged.
        """
        start = self._offsets[number] if 0 < number < len(self._offsets) else len(self._content)
        head = re.compile(rb"%d 0 obj\n<<(.*?)>>\nstream\n" % number, re.DOTALL).match(self._content, start)
        if head is None or b"/Filter /FlateDecode" not in head[1]:
            raise UnexpectedPdf(f"stream {number}")
        length = self.get(self.reference(head[1], b"Length"))
        try:
            end = head.end() + int(length)
            content = zlib.decompress(self._content[head.end() : end])
        except (ValueError, zlib.error) as error:
            raise UnexpectedPdf(f"stream {number}") from error
        if not self._content.startswith((b"endstream", b"\nendstream"), end):
            raise UnexpectedPdf(f"stream {number}")
        return content

    def replace(self, number: int, content: bytes) -> None:
        """Set the content of an object, existing or new, in the file that ``written`` returns."""
        self._changed[number] = content

    def reserve(self) -> int:
        """Return the number of a new object; its content must be set with ``replace`` before ``written`` is called."""
        self._next += 1
        return self._next - 1

    def reference(self, content: bytes, key: bytes) -> int:
        """Return the number of the object that the value of ``key`` (without ``/``) in a dictionary refers to.

        ``content`` is the dictionary's text. Raises UnexpectedPdf if there is no such reference.
        """
        found = re.search(rb"/%s (\d+) 0 R" % key, content)
        if found is None:
            raise UnexpectedPdf(key.decode())
        return int(found[1])

    def written(self) -> bytes:
        """Return the file with its changes; all other objects are copied byte by byte."""
        starts = sorted({*self._offsets[1:], self._start})
        first, *_ = starts
        ends = dict(pairwise(starts))
        parts, at, places = [self._content[:first]], first, {}
        for number in range(1, self._next):
            if number in self._changed:
                parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, self._changed[number]))
            else:
                start = self._offsets[number]
                parts.append(self._content[start : ends[start]])
            places[number] = at
            at += len(parts[-1])
        table = b"".join(b"%010d 00000 n \n" % places[number] for number in range(1, self._next))
        end = b"trailer\n<<\n/Size %d\n%s\n>>\nstartxref\n%d\n%%%%EOF\n" % (self._next, self._trailer, at)
        return b"".join((*parts, b"xref\n0 %d\n0000000000 65535 f \n" % self._next, table, end))

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
        if not all(re.fullmatch(rb"\d{10} \d{5} n[ \r]\n", entry) for entry in entries[1:]):
            raise UnexpectedPdf("table")
        return [int(entry[:10]) for entry in entries]
