"""Reads a file as a table; its content, not its name, says whether it is text, XLSX, XLS or ODS."""

import os
from collections.abc import Callable
from pathlib import Path

from coopviewer.authoring.importing.files.documents import is_xml, reading
from coopviewer.authoring.importing.sheet.files import text_tables, workbooks
from coopviewer.authoring.importing.sheet.files.tables import SheetTable, nothing
from coopviewer.authoring.importing.sheet.files.text_tables import read_text_table, unmarked_utf_16
from coopviewer.authoring.importing.sheet.files.workbooks import OLE, is_workbook, read_workbook
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import SheetChoice
from coopviewer.file_kinds import full_path

_HEAD = 512
_NOT_TABLES = (
    b"\x1f\x8b",
    b"SQLite format 3\x00",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"%PDF",
    b"\x28\xb5\x2f\xfd",
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOKS = (b"xl/", b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis", b"_rels/.rels", b"docProps/")
_ZIP = b"PK"
_OF_TEXT = bytes(code for code in range(256) if code >= 32 or code in b"\t\n\x0b\x0c\r")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_JSON = (b"{", b"[{", b"[\n")


def is_table(path: Path) -> bool:
    """Return whether a file seems to be a table: an office document, or text that does not look like XML or JSON.

    Its content counts, not its name; any office document will do, such as a letter. False for an empty file. Raises
    EnvironmentFault if the file cannot be read.
    """
    with reading(full_path(path)) as file:
        head = file.read(_HEAD)
        if head.startswith(_ZIP):
            return any(mark in head for mark in _WORKBOOKS) or is_workbook(file)
    if head.startswith(OLE):
        return True
    if not head.strip(b"\x00 \t\r\n") or head.startswith(_NOT_TABLES) or is_xml(head):
        return False
    return (
        head.startswith(_UTF_16)
        or unmarked_utf_16(head) is not None
        or not (head.translate(None, _OF_TEXT) or head.lstrip(_BLANK).startswith(_JSON))
    )


def check_table(path: Path) -> None:
    """Raise EnvironmentFault unless a file seems to be a table (``is_table``); the fault says why it is none."""
    if is_table(path):
        return
    with reading(full_path(path)) as file:
        is_document = is_xml(file.read(_HEAD))
    if is_document:
        raise EnvironmentFault("import.is-iati", path=path)
    read_table(path, SheetChoice())
    raise EnvironmentFault("import.not-xml", path=path)


def read_table(path: Path, choice: SheetChoice, check: Callable[[], None] = nothing) -> tuple[SheetTable, bytes]:
    """Return the table in a file, and the bytes of the file; ``choice`` has the user's sheet, encoding and separator.

    ``check`` is called again and again, and may raise to end the work. Raises EnvironmentFault if the file cannot be
    read, is empty, is XML, is neither text nor a workbook, or is too large: more than 256 MiB of text, a workbook of
    more than 128 MiB, or over 1,048,576 rows, 1,000 columns or 10,000,000 cells. Other text, even JSON, is read as a
    table.
    """
    path = full_path(path)
    with reading(path) as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(_HEAD)
        is_book = head.startswith((_ZIP, OLE))
        most = workbooks.MOST_BYTES if is_book else text_tables.MOST_BYTES
        if size > most:
            raise EnvironmentFault("import.sheet-too-big", path=path, most=most >> 20)
        content = head + file.read(most - len(head) + 1)
    if not content.strip(b"\x00 \t\r\n"):
        raise EnvironmentFault("import.empty", path=path)
    if is_book:
        return read_workbook(content, path, choice.sheet, check), content
    if content.startswith(_NOT_TABLES) or is_xml(head):
        raise EnvironmentFault("import.sheet-not-text", path=path)
    return read_text_table(content, path, choice.encoding, choice.separator, check), content
