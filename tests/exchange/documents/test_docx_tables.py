"""Tables of a DOCX file: which rows repeat or stay whole, how wide cells are, and what a cell of details looks like."""

from xml.etree import ElementTree as ET

import pytest

from coopviewer.exchange.documents.docx_tables import DocxCell, column_widths, gap_xml, table_xml
from coopviewer.exchange.documents.docx_text import NAMESPACES
from tests.exchange.documents.docx_files import W, value

P = "<w:p/>"


def read(xml: str) -> ET.Element:
    return ET.fromstring(f"<x {NAMESPACES}>{xml}</x>")[0]


def table(*rows: tuple[DocxCell, ...], headed: bool = False, turned: bool = False, **more: str | int) -> ET.Element:
    return read(table_xml(rows, (10, 20, 30), "T", headed=headed, right_to_left=turned, **more))  # type: ignore[arg-type]


def test_a_table_has_a_width_for_each_column_and_each_cell_that_of_those_it_covers() -> None:
    found = table((DocxCell(P), DocxCell(P, span=2)), (DocxCell(P, span=3),), (DocxCell(P),) * 3)
    assert found.find(f"{W}tblPr/{W}tblW").get(f"{W}w") == "60"  # type: ignore[union-attr]
    assert [each.get(f"{W}w") for each in found.iter(f"{W}gridCol")] == ["10", "20", "30"]
    rows = [
        [(each.find(f".//{W}tcW").get(f"{W}w"), value(each, "gridSpan")) for each in row.iter(f"{W}tc")]  # type: ignore[union-attr]
        for row in found.iter(f"{W}tr")
    ]
    assert rows == [[("10", ""), ("50", "2")], [("60", "3")], [("10", ""), ("20", ""), ("30", "")]]


@pytest.mark.parametrize(("headed", "look"), [(True, ("0020", "1", "0")), (False, ("0080", "0", "1"))])
def test_the_first_row_or_the_first_column_has_the_headings(headed: bool, look: tuple[str, str, str]) -> None:
    found = table((DocxCell(P),), (DocxCell(P),), headed=headed)
    (said,) = found.iter(f"{W}tblLook")
    assert tuple(said.get(f"{W}{name}") for name in ("val", "firstRow", "firstColumn")) == look
    heads = [each.find(f"{W}trPr/{W}tblHeader") is not None for each in found.iter(f"{W}tr")]
    assert heads == [headed, False]


def test_a_row_with_details_may_be_split_between_pages_and_is_indented_without_a_line_above() -> None:
    found = table((DocxCell(P), DocxCell(P)), (DocxCell(P, span=3, is_detail=True),), (DocxCell(P), DocxCell(P)))
    for row, is_detail in zip(found.iter(f"{W}tr"), (False, True, False), strict=True):
        assert (row.find(f"{W}trPr/{W}cantSplit") is None) is is_detail
        assert (row.find(f"{W}trPr") is None) is is_detail
        for name in ("tcBorders", "tcMar"):
            assert (row.find(f".//{W}{name}") is not None) is is_detail


@pytest.mark.parametrize(("height", "said"), [(0, None), (260, "260")])
def test_rows_are_as_high_as_their_content_unless_a_height_is_given(height: int, said: str | None) -> None:
    found = table((DocxCell(P),), (DocxCell(P),), height=height)
    heights = [each.find(f"{W}trPr/{W}trHeight") for each in found.iter(f"{W}tr")]
    assert [None if each is None else each.get(f"{W}val") for each in heights] == [said] * 2


def test_a_table_runs_from_right_to_left_and_has_a_description_only_if_so_chosen() -> None:
    plain, full = table((DocxCell(P),)), table((DocxCell(P, fill="AABBCC"),), turned=True, description="a &amp; b")
    assert [each.find(f"{W}tblPr/{W}bidiVisual") is not None for each in (plain, full)] == [False, True]
    assert [value(each, "tblDescription") for each in (plain, full)] == ["", "a & b"]
    assert [each.find(f".//{W}shd") is not None for each in (plain, full)] == [False, True]
    assert full.find(f".//{W}shd").get(f"{W}fill") == "AABBCC"  # type: ignore[union-attr]


def test_a_gap_has_the_style_of_the_file() -> None:
    assert [value(read(gap_xml(ids)), "pStyle") for ids in ({}, {"CoopGap": "Luecke"})] == ["CoopGap", "Luecke"]


@pytest.mark.parametrize(
    ("shares", "widths"),
    [
        ((), ()),
        (("40%", "60%"), (400, 600)),
        (("10%", "10%"), (500, 500)),
        (("33%", "", ""), (330, 335, 335)),
        (("x", "50%"), (500, 500)),
        (("100%", ""), (952, 47)),
        (("90%", ""), (900, 100)),
        (("95%", ""), (950, 50)),
        (("96%", ""), (950, 49)),
    ],
)
def test_columns_fill_the_width_by_their_shares(shares: tuple[str, ...], widths: tuple[int, ...]) -> None:
    assert column_widths(shares, 1_000) == widths
