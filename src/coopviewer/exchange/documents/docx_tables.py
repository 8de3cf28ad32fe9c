"""Writes tables in WordprocessingML, the XML of DOCX files."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class DocxCell(NamedTuple):
    """A cell of a table in a DOCX file.

    ``content`` is the XML of its paragraphs, ``span`` the number of columns that it covers. ``is_detail``: it shows
    details of the row above. ``fill`` is the colour of its background as six hexadecimal digits, empty: none.
    """

    content: str
    span: int = 1
    is_detail: bool = False
    fill: str = ""


def column_widths(shares: Sequence[str], width: int) -> tuple[int, ...]:
    """Return the widths of columns in twentieths of a point, which are together ``width``, apart from rounding down.

    ``shares`` are whole percentages (``40%``) or empty. Columns with an empty share divide what is left of 100 %
    equally, at least 5 % each; then all are scaled.
    """
    given = [int(share.rstrip("%")) if share.rstrip("%").isdecimal() else 0 for share in shares]
    rest = [at for at, share in enumerate(given) if not share]
    left = max(100 - sum(given), 5 * len(rest))
    percent = [share or left / max(len(rest), 1) for share in given]
    return tuple(int(width * share / sum(percent)) for share in percent)


def table_xml(
    rows: Sequence[tuple[DocxCell, ...]],
    widths: Sequence[int],
    style: str,
    *,
    headed: bool,
    right_to_left: bool,
    description: str = "",
    height: int = 0,
) -> str:
    """Return a table as XML; ``headed``: the first row has the headings, and is repeated on each page.

    ``widths`` are the widths of its columns, and ``height`` the exact height of every row (0: as high as its content),
    in twentieths of a point. ``style`` is the id of the table's style. ``description`` is the alternative text, escaped
    for XML.
    """
    turned = "<w:bidiVisual/>" if right_to_left else ""
    described = f'<w:tblDescription w:val="{description}"/>' if description else ""
    look = (
        f'<w:tblLook w:val="{"0020" if headed else "0080"}" w:firstRow="{int(headed)}" w:lastRow="0" '
        f'w:firstColumn="{int(not headed)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    written = "".join(_row(row, widths, is_head=headed and not at, height=height) for at, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{described}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>'
    )


def gap_xml(ids: Mapping[str, str]) -> str:
    """Return a small empty paragraph to follow a table, since Word would merge it with a table after it.

    ``ids`` maps ids of the program's own styles to those in the file.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{ids.get("CoopGap", "CoopGap")}"/></w:pPr></w:p>'


def _row(cells: tuple[DocxCell, ...], widths: Sequence[int], *, is_head: bool, height: int) -> str:
    is_detail = any(cell.is_detail for cell in cells)
    properties = "" if is_detail else "<w:cantSplit/>"
    properties += f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
    properties += "<w:tblHeader/>" if is_head else ""
    written, at = [], 0
    for cell in cells:
        written.append(_cell(cell, sum(widths[at : at + cell.span])))
        at += cell.span
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(written)}</w:tr>"


def _cell(cell: DocxCell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    borders = '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>' if cell.is_detail else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    indent = '<w:tcMar><w:left w:w="300" w:type="dxa"/></w:tcMar>' if cell.is_detail else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{borders}{fill}{indent}</w:tcPr>{cell.content}</w:tc>'
    )
