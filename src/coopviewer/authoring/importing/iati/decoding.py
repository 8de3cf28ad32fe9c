"""The bytes of an XML file decoded to text.

The encoding is the one that the first bytes show (a byte order mark, or UTF-16 without one), else the one that the XML
declaration names if that can be used, else UTF-8. Bytes that are not of that encoding are read as windows-1252.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator

from coopviewer.domain.errors import EnvironmentFault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""", re.ASCII)
_LATE_DECLARATION = re.compile(r"(\s+)(<\?xml\s[^>]{0,200}\?>)")
_TEXTS = re.compile(
    r"(windows|cp|iso|latin|koi8|gb|big5|euc|shift|sjis|mac|tis|hz)[\w.:-]*|utf-?8|us-ascii|ascii", re.IGNORECASE
)
_ESCAPED = re.compile("[\udc80-\udcff]+")
_WINDOWS_1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
_HEAD = 400  # bytes in which the declaration is looked for

Noting = Callable[[str, str, str, int], object]
"""A function that is called with the code of a note, the text found, what it became, and its line, from 1."""


def decoded(blocks: Iterable[bytes], file: str, note: Noting) -> Iterator[str]:
    """Yield the text of a file in parts, without a byte order mark and with its own line ends.

    ``file`` is the file's name for faults. ``note`` is called for a declared encoding that cannot be used; for an XML
    declaration after white space (blanks take the place of the declaration); and once for each line with bytes that are
    not of the encoding. Those bytes are read as windows-1252. Raises EnvironmentFault if that is impossible too, as
    where a file in UTF-16 or UTF-32 ends in the middle of a character.
    """
    blocks = iter(blocks)
    head = b""
    for block in blocks:
        head += block
        if len(head) >= _HEAD:
            break
    encoding, start = _encoding(head, note)
    reader = _Reader(encoding, file, note)
    yield _begun(reader.text(head[start:]), note)
    for block in blocks:
        yield reader.text(block)
    yield reader.text(b"", final=True)


def _begun(text: str, note: Noting) -> str:
    """Return the beginning of a file with blanks in place of an XML declaration that is not at its very start.

    So lines and ranges stay the same.
    """
    found = _LATE_DECLARATION.match(text)
    if found is None:
        return text
    note("late-declaration", found[2], "", 1 + found[1].count("\n"))
    return found[1] + "".join(each if each in "\r\n" else " " for each in found[2]) + text[found.end() :]


def _encoding(head: bytes, note: Noting) -> tuple[str, int]:
    """Return the encoding of a file that begins with these bytes, and the length of its byte order mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    for begin, encoding in _WITHOUT_MARK:
        if head.startswith(begin):
            return encoding, 0
    declared = _DECLARED.match(head[:_HEAD])
    name = declared[1].decode() if declared else "utf-8"
    if _TEXTS.fullmatch(name) is not None:
        try:
            found = codecs.lookup(name).name
        except LookupError:
            pass
        else:
            return ("utf-8" if found == "ascii" else found), 0
    note("encoding-declared", name, "utf-8", 1)
    return "utf-8", 0


class _Reader:
    """Decodes blocks one after another."""

    def __init__(self, encoding: str, file: str, note: Noting) -> None:
        self._note = note
        self._file = file
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
        self._line = 1
        self._noted = 0

    def text(self, block: bytes, *, final: bool = False) -> str:
        try:
            text = self._decoder.decode(block, final)
        except UnicodeDecodeError as error:
            raise EnvironmentFault(
                "import.encoding", file=self._file, line=self._line, encoding=self._encoding
            ) from error
        if not text.isascii() and _ESCAPED.search(text):
            text = self._mended(text)
        self._line += text.count("\n")
        return text

    def _mended(self, text: str) -> str:
        """Return the text with the bytes that could not be decoded read as windows-1252, and note their lines."""
        line, seen = self._line, 0
        for found in _ESCAPED.finditer(text):
            line += text.count("\n", seen, found.start())
            seen = found.start()
            if line != self._noted:
                wrong = found[0].encode(errors="surrogateescape").hex(" ").upper()
                self._note("encoding", wrong, found[0].translate(_WINDOWS_1252), line)
                self._noted = line
        return text.translate(_WINDOWS_1252)
