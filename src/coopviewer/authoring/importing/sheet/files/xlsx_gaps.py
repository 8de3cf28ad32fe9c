"""Reads what the library for workbooks leaves out of XLSX: errors, formulas without a kept value, formats of cells."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from xml.sax.saxutils import unescape

from coopviewer.authoring.importing.sheet.files.cell_formats import CellFormats, Formats, formats_of
from coopviewer.authoring.importing.sheet.files.xls_formats import BUILT_IN

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_RELATION_OF_SHEET = re.compile(rb"\b\w+:id=[\"']([^\"']*)[\"']")
_ID, _TARGET = re.compile(rb"\bId=[\"']([^\"']*)[\"']"), re.compile(rb"\bTarget=[\"']([^\"']*)[\"']")
_CELL = re.compile(rb"<((?:\w+:)?)c\s([^>]*)(?<!/)>(.*?)</\1c>", re.DOTALL)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,4})(\d{1,9})[\"']")
_IS_ERROR = re.compile(rb"\bt=[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)</")
_IS_TEXT, _HAS_VALUE = re.compile(rb"\bt=[\"']str[\"']"), re.compile(rb"<(?:\w+:)?v[\s/>]")
_FORMAT, _XF = re.compile(rb"<(?:\w+:)?numFmt\s([^>]*)>"), re.compile(rb"<(?:\w+:)?xf\s([^>]*)>")
_FORMAT_ID = re.compile(rb"\bnumFmtId=[\"'](\d{1,9})[\"']")
_CODE = re.compile(rb"\bformatCode=([\"'])(.*?)\1", re.DOTALL)
_CELL_FORMATS = re.compile(rb"<((?:\w+:)?)cellXfs\b.*?</\1cellXfs>", re.DOTALL)
_STYLE, _IS_NO_NUMBER = re.compile(rb"\bs=[\"'](\d{1,9})[\"']"), re.compile(rb"\bt=[\"'](?!n[\"'])")
_MARKS = re.compile(rb"<(?:\w+:)?f[\s>/]|\bt=[\"']e[\"']")
_BLOCK = 1 << 20
_LONGEST = 1 << 16  # bytes of a cell that ends in the next block
_MOST_BYTES = 8 << 20
_LONGEST_TEXT = 1_000  # characters of a formula
Cells = dict[tuple[int, int], str]
"""Texts of cells, by row and column of the sheet, both from 0."""
Styles = Mapping[bytes, CellFormats]
"""How cells of a style show their value (as a percentage, with a currency), by the style's index in the workbook.

A cell names its style by this index, from 0; the keys are its digits in bytes: ``b"7"``.
"""


def has_gaps(block: bytes) -> bool:
    """Return whether ``block``, some bytes of a sheet's XML, has any formula, or a cell with an error.

    The library for workbooks leaves out errors, and formulas whose value is not kept. A tag that ``block`` has only in
    part may be missed.
    """
    return _MARKS.search(block) is not None


def cells_without_value(archive: zipfile.ZipFile, number: int) -> Cells:
    """Return the cells of a sheet with an error, or with a formula whose value is not kept: their texts by their place.

    A place is the index of the row and that of the column, both from 0: ``{(1, 2): "#REF!"}`` for the cell C2. The text
    is the error, or the formula, which begins with ``=``. A formula that only refers to the formula of another cell,
    and one whose kept value is an empty text, are left out. ``number`` is the index of the sheet in the workbook, from
    0. Empty if the workbook does not say which part of the file the sheet is.
    """
    part = _part_of(archive, number)
    if part is None:
        return {}
    found: Cells = {}
    for content in _whole_cells(archive, part):
        for _, attributes, inside in _CELL.findall(content):
            text = _text(attributes, inside)
            if text is not None and (place := _PLACE.search(attributes)):
                found[int(place[2]) - 1, _column(place[1])] = text
    return found


def shown_styles(archive: zipfile.ZipFile) -> Styles:
    """Return the number formats of those styles by which cells show more than a number, or less than the whole day.

    Such a style shows 0.2 as ``20 %``, 500 as ``€500``, 7 as ``007``, 5000 as ``5`` (in thousands), or a day as its
    month. A key is the index of the style in the workbook, from 0, as digits in bytes: ``b"7"``. Left out are styles
    that show the whole day, or only the number, even if it is rounded or written ``5,000``, and those whose format is
    not understood (``formats_of``).
    """
    content = _read(archive, "xl/styles.xml")
    codes = {str(number).encode(): code for number, code in BUILT_IN.items()}
    for attributes in _FORMAT.findall(content):
        own, code = _FORMAT_ID.search(attributes), _CODE.search(attributes)
        if own and code:
            codes[own[1]] = _decoded(code[2])
    styles = _CELL_FORMATS.search(content)
    used = [_FORMAT_ID.search(attributes) for attributes in _XF.findall(styles[0])] if styles else []
    found = ((str(place).encode(), formats_of(codes.get(own[1], ""))) for place, own in enumerate(used) if own)
    return {style: formats for style, formats in found if formats is not None}


def formatted_cells(archive: zipfile.ZipFile, number: int, styles: Styles) -> Formats:
    """Return the number formats of those cells of a sheet that hold a number and have one of ``styles``.

    They are by row and column, both from 0. ``styles`` is what ``shown_styles`` returned for the workbook. ``number``
    is the index of the sheet in the workbook, from 0. Empty if the file of the sheet is not found in ``archive``.
    """
    part = _part_of(archive, number)
    found: dict[tuple[int, int], CellFormats] = {}
    for content in _whole_cells(archive, part) if part is not None else ():
        for _, attributes, inside in _CELL.findall(content):
            style = _STYLE.search(attributes)
            if style and style[1] in styles and _VALUE.search(inside) and not _IS_NO_NUMBER.search(attributes):
                place = _PLACE.search(attributes)
                if place:
                    found[int(place[2]) - 1, _column(place[1])] = styles[style[1]]
    return found


def _text(attributes: bytes, inside: bytes) -> str | None:
    value = _VALUE.search(inside)
    if _IS_ERROR.search(attributes):
        return _decoded(value[1]) if value else "#ERROR"
    has_value = value or (_IS_TEXT.search(attributes) and _HAS_VALUE.search(inside))  # which may be an empty text
    formula = None if has_value else _FORMULA.search(inside)
    return f"={_decoded(formula[1])}"[:_LONGEST_TEXT] if formula else None


def _decoded(text: bytes) -> str:
    return unescape(text.decode(errors="replace"), {"&quot;": '"', "&apos;": "'"})


def _column(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - ord("A") + 1
    return number - 1


def _part_of(archive: zipfile.ZipFile, number: int) -> str | None:
    sheets = _SHEET.findall(_read(archive, "xl/workbook.xml"))
    relation = _RELATION_OF_SHEET.search(sheets[number]) if number < len(sheets) else None
    for attributes in _RELATION.findall(_read(archive, "xl/_rels/workbook.xml.rels")) if relation else ():
        own, target = _ID.search(attributes), _TARGET.search(attributes)
        if own and target and relation and own[1] == relation[1]:
            path = PurePosixPath("/xl", target[1].decode(errors="replace")).as_posix().removeprefix("/")
            return path if path in archive.namelist() else None
    return None


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    if part not in archive.namelist():
        return b""
    with archive.open(part) as member:
        return member.read(_MOST_BYTES)


def _whole_cells(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the content of a part in blocks that end after a cell."""
    rest = b""
    with archive.open(part) as member:
        while block := member.read(_BLOCK):
            content = rest + block
            end = max(content.rfind(b"</c>"), content.rfind(b":c>")) + 4
            yield content[:end]
            rest = content[end:][-_LONGEST:]
    yield rest
