"""Builds activities from the events of the XML parser expat; refuses those that are too large or too deeply nested."""

import re
from hashlib import sha256
from unicodedata import normalize
from xml.parsers import expat

from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.records import ActivityRecord, FileHead, Report
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.imports import ImportSeverity

MOST_DEPTH = 64
MOST_ATTRIBUTES = 1000
LONGEST_TEXT = 4 * 2**20
LONGEST_ATTRIBUTE = 2**20
MOST_ELEMENTS = 150_000
"""The most elements in one activity; as many may be between two activities."""
LONGEST_RECORD = 12 * 2**20
"""The most bytes of one activity in UTF-8; as many may be between two activities."""
_ACTIVITY = "iati-activity"
_ROOT = "iati-activities"
_ORGANISATIONS = "iati-organisations"
_ABOVE = ("version", "generated-datetime")  # attributes of the root that FileHead has


class BrokenOff(Exception):
    """The file is not well-formed: ``fault`` is the one to raise, ``line`` where parsing ended, from 1."""

    def __init__(self, fault: EnvironmentFault, line: int) -> None:
        super().__init__(line)
        self.fault = fault
        self.line = line


class _Text:
    """The bytes of the file that are still needed; ``start`` is their offset in the file.

    ``before`` is the number of code points before them.
    """

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.start = 0  # offset of the first byte in the file
        self.before = 0  # code points before it

    def drop(self, end: int) -> None:
        """Drop the bytes before an offset."""
        gone = self.bytes[: end - self.start]
        self.before += len(gone.decode())
        del self.bytes[: end - self.start]
        self.start = end

    def end_of_tag(self, at: int, *, is_empty: bool) -> int:
        """Return the offset behind the tag that ends an element; ``at`` is expat's offset of that event.

        For an empty-element tag that is its end, for other elements the beginning of the end tag.
        """
        place = at - self.start
        if is_empty and self.bytes[place - 2 : place] == b"/>":
            return at
        return self.start + self.bytes.index(b">", place) + 1


def _collapsed(text: str) -> str:
    """Return a text with white space collapsed; of a long one no list of words is made, which takes much memory."""
    if len(text) < LONGEST_ATTRIBUTE:
        return " ".join(text.split())
    return re.sub(r"\s+", " ", text).strip()


class ActivityParser:
    """Builds activities from the text of a file: call ``feed`` with each part, then ``finish``.

    After each ``feed``, and after ``finish``, call ``heads`` for the file's head, and ``records`` for the activities
    that it completed. An activity also carries the elements that stand outside all activities between the one before
    and itself (``ActivityRecord.around``).
    """

    def __init__(self, file: str, report: Report) -> None:
        self._file = file
        self._report = report
        self._text = _Text()
        self._fed = 0
        self._heads: list[FileHead] = []
        self._records: list[ActivityRecord] = []
        self._stack: list[Element] = []
        self._head: FileHead | None = None
        self._loose: Element | None = None  # takes text outside activities
        self._prefix = ""  # of the standard's own elements, as the file has it
        self._number = 0
        self._count = 0
        self._start = 0  # offset at which the activity begins, or the one before it ends
        self._first_line = 0
        self._inside = 0  # depth of the activity that is read, 0 outside
        self._checks_attributes = False
        self.around: list[Element] = []
        self._expat = self._make()

    def _make(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 2**16
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def heads(self) -> list[FileHead]:
        """Return the head of the file as a list of one at the first call after it was parsed; otherwise empty."""
        found, self._heads = self._heads, []
        return found

    def records(self) -> list[ActivityRecord]:
        """Return the activities that were completed since the last call, in order; empty if there are none."""
        found, self._records = self._records, []
        return found

    def feed(self, text: str) -> None:
        """Parse the next part of the file.

        Raises EnvironmentFault if something exceeds a bound of this module, such as an activity of over 12 MiB
        (LONGEST_RECORD) or elements nested more than 64 deep (MOST_DEPTH), and if the file has a document type
        declaration or an element ``iati-organisations``. Raises BrokenOff if it is not well-formed.
        """
        block = text.encode()
        self._text.bytes += block
        self._fed += len(block)
        waiting = self._fed - max(self._expat.CurrentByteIndex, 0)
        self._checks_attributes = waiting > LONGEST_ATTRIBUTE
        if waiting > LONGEST_TEXT:
            raise self._refused("import.long-tag", most=LONGEST_TEXT)
        self._parse(block, final=False)
        if not self._inside:
            self._text.drop(max(self._expat.CurrentByteIndex, self._text.start))
        if self._fed - self._start > LONGEST_RECORD:
            raise self._refused("import.large-activity", most=LONGEST_RECORD)

    def finish(self) -> None:
        """Parse the end of the file; call it once, after the last ``feed``.

        Raises EnvironmentFault if the file is no file of activities, or for what ``feed`` refuses; and BrokenOff if it
        ends too early or is not well-formed.
        """
        self._parse(b"", final=True)
        if self._head is None:
            root = self.around[0].name if self.around else ""
            raise EnvironmentFault("import.not-iati", file=self._file, root=root)

    def _parse(self, block: bytes, *, final: bool) -> None:
        try:
            self._expat.Parse(block, final)
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code) or str(error)
            fault = EnvironmentFault("import.not-well-formed", file=self._file, line=error.lineno, error=words)
            raise BrokenOff(fault, error.lineno) from error

    def _refused(self, code: str, **values: object) -> EnvironmentFault:
        return EnvironmentFault(code, file=self._file, line=self._expat.CurrentLineNumber, **values)

    def _too_long(self, element: Element) -> EnvironmentFault:
        return EnvironmentFault("import.long-text", file=self._file, line=element.line, most=LONGEST_TEXT)

    def _doctype(self, *_: object) -> None:
        raise self._refused("import.doctype")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        if len(attributes) > MOST_ATTRIBUTES:
            raise self._refused("import.many-attributes", most=MOST_ATTRIBUTES)
        if self._checks_attributes and any(len(value) > LONGEST_ATTRIBUTE for value in attributes.values()):
            raise self._refused("import.long-attribute", most=LONGEST_ATTRIBUTE)
        if len(stack) >= MOST_DEPTH:
            raise self._refused("import.too-deep", most=MOST_DEPTH)
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise self._refused("import.many-elements", most=MOST_ELEMENTS)
        if self._prefix:
            name = name.removeprefix(self._prefix)
        element = Element(name, attributes, self._expat.CurrentLineNumber)
        if self._inside:
            stack[-1].children.append(element)
        elif name == _ACTIVITY:
            self._begin_activity(element)
        else:
            self._begin_outside(element)
        stack.append(element)

    def _begin_activity(self, element: Element) -> None:
        if self._head is None:
            self._begin_file(element)
        self._inside = len(self._stack) + 1
        self._count = 0
        self._first_line = element.line
        self._start = self._expat.CurrentByteIndex
        self._text.drop(self._start)

    def _begin_outside(self, element: Element) -> None:
        prefix, colon, local = element.name.rpartition(":")
        if local == _ROOT and self._head is None:
            if colon:
                self._prefix = prefix + colon
                self._report.note(ImportSeverity.MENDED, "prefix", element.name, local, line=element.line)
                element.name = element.place = local
            self._begin_file(element)
        elif element.name == _ORGANISATIONS:
            raise self._refused("import.organisations")
        if self._stack:
            element.name = element.place = f"{self._stack[-1].name}/{element.name}"
        self.around.append(element)
        self._loose = element

    def _begin_file(self, element: Element) -> None:
        self._head = FileHead(
            self._file, element.name, element.get("version"), element.get("generated-datetime"), element.line
        )
        self._heads.append(self._head)
        if self._head.version is None:
            self._report.note(ImportSeverity.MENDED, "no-version", "", "", line=element.line)
        if element.name == _ROOT:
            element.used(*_ABOVE)

    def _end(self, _: str) -> None:
        element = self._stack.pop()
        if not self._inside:
            self._loose = None
        elif len(self._stack) < self._inside:
            self._end_activity(element)

    def _end_activity(self, element: Element) -> None:
        is_empty = not element.children and not element.text
        end = self._text.end_of_tag(self._expat.CurrentByteIndex, is_empty=is_empty)
        content = self._text.bytes[: end - self._text.start].decode()
        start = self._text.before
        self._number += 1
        words = _collapsed(normalize("NFC", content))
        self._records.append(
            ActivityRecord(
                self._file,
                self._number,
                element,
                self._first_line,
                self._expat.CurrentLineNumber,
                start,
                start + len(content),
                sha256(words.encode(errors="replace")).hexdigest(),
                self._head.version if self._head else None,
                self.around,
            )
        )
        self.around = []
        self._loose = None
        self._inside = 0
        self._count = 0
        self._text.drop(end)
        self._start = end

    def _characters(self, data: str) -> None:
        if not self._inside:
            self._characters_outside(data)
            return
        element = self._stack[-1]
        if element.children:
            element = element.children[-1]
            if element.tail or not data.isspace():
                element.tail += data
                if len(element.tail) > LONGEST_TEXT:
                    raise self._too_long(element)
        elif element.text or not data.isspace():
            element.text += data
            if len(element.text) > LONGEST_TEXT:
                raise self._too_long(element)

    def _characters_outside(self, data: str) -> None:
        if self._loose is None:
            if data.isspace():
                return
            self._loose = Element(self._stack[-1].name, {}, self._expat.CurrentLineNumber)
            self.around.append(self._loose)
        self._loose.text += data
        if len(self._loose.text) > LONGEST_TEXT:
            raise self._too_long(self._loose)
