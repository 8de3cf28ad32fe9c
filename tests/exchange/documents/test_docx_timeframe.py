"""A timeframe as a table of shaded cells: which years are named, and which cells are sure, possible or neither."""

from xml.etree import ElementTree as ET

import pytest

from coopviewer.exchange.documents.docx_text import NAMESPACES
from coopviewer.exchange.documents.docx_timeframe import timeframe_xml
from coopviewer.rendering.document.document import Bar
from tests.exchange.documents.docx_files import W, text_of, value

SURE, POSSIBLE, NONE = "0B57A4", "B9D0E8", ""


def drawn(edtf: str, planned: str = "", width: int = 3_652) -> list[list[tuple[str, int, str]]]:
    """Return the cells of each row: colour, width in twentieths of a point, and text.

    Four years without and with a leap day have 1,461 days; at this width a day has two and a half units.
    """
    xml = timeframe_xml(Bar(edtf, "words", planned), width, {})
    read = ET.fromstring(f"<x {NAMESPACES}>{xml}</x>")
    rows = []
    for row in read.iter(f"{W}tr"):
        cells = []
        for cell in row.iter(f"{W}tc"):
            shade = cell.find(f".//{W}shd")
            fill = "" if shade is None else shade.get(f"{W}fill", "")
            cells.append((fill, int(cell.find(f".//{W}tcW").get(f"{W}w", "")), text_of(cell)))  # type: ignore[union-attr]
        rows.append(cells)
    return rows


def shares(row: list[tuple[str, int, str]]) -> list[tuple[str, float]]:
    """Return colours with the part of the width that each has, neighbours of one colour together."""
    width, found = sum(each[1] for each in row), []
    for fill, wide, _ in row:
        if found and found[-1][0] == fill:
            found[-1] = fill, found[-1][1] + wide
        else:
            found.append((fill, wide))
    return [(fill, round(wide / width, 2)) for fill, wide in found]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2017-01-01/2020-12-31", [(SURE, 1.0)]),
        ("2017-01-01/2018-12-31", [(SURE, 1.0)]),
        ("2017/2020", [(POSSIBLE, 0.25), (SURE, 0.5), (POSSIBLE, 0.25)]),
        ("2017-07/2020-12-31", [(NONE, 0.12), (POSSIBLE, 0.02), (SURE, 0.86)]),
        ("2017-01-01/2020-06-30", [(SURE, 0.87), (NONE, 0.13)]),
        ("2017-01-01/..", [(SURE, 0.33), (POSSIBLE, 0.67)]),
        ("../2020-12-31", [(POSSIBLE, 0.67), (SURE, 0.33)]),
    ],
)
def test_what_a_timeframe_covers_for_certain_is_darker_than_what_it_may_cover(
    edtf: str, expected: list[tuple[str, float]]
) -> None:
    bar, _ = drawn(edtf)
    assert shares(bar) == expected


def test_planned_dates_are_a_lighter_row_above_the_actual_ones() -> None:
    planned, actual, years = drawn("2018-01-01/2019-12-31", "2017-01-01/2020-12-31")
    assert shares(planned) == [(POSSIBLE, 1.0)]
    assert shares(actual) == [(NONE, 0.25), (SURE, 0.5), (NONE, 0.25)]
    assert [text for _, _, text in years] == ["2017", "2018", "2019", "2020"]
    assert len(drawn("", "2017-01-01/2020-12-31")) == 2


def test_each_year_is_named_where_it_begins_and_all_rows_are_as_wide() -> None:
    bar, years = drawn("2017-01-01/2020-06-30")
    assert [(text, round(width / 3_652, 2)) for _, width, text in years] == [
        *(("2017", 0.25), ("2018", 0.25), ("2019", 0.25), ("2020", 0.25)),
    ]
    assert sum(width for _, width, _ in bar) == sum(width for _, width, _ in years) == 3_652


@pytest.mark.parametrize("width", [100, 1_000, 9_638])
@pytest.mark.parametrize("edtf", ["1901/2020", "2017-01-01/2017-01-02", "1951-05-05/2000"])
def test_no_column_is_narrower_than_a_fiftieth_of_the_text(edtf: str, width: int) -> None:
    bar, _ = drawn(edtf, width=width)
    assert len(bar) <= 50
    assert min(wide for _, wide, _ in bar) >= width // 50
    assert sum(wide for _, wide, _ in bar) >= width - width // 50


def test_the_words_are_the_alternative_text_and_styles_have_the_ids_of_the_file() -> None:
    xml = timeframe_xml(Bar("2017", "a & <b>"), 1_000, {"CoopKeyFacts": "K", "CoopCell": "C", "CoopGap": "G"})
    read = ET.fromstring(f"<x {NAMESPACES}>{xml}</x>")
    assert (value(read, "tblDescription"), value(read, "tblStyle")) == ("a & <b>", "K")
    assert [value(each, "pStyle") for each in read.iter(f"{W}p")][-1] == "G"
    assert {value(each, "pStyle") for each in read.iter(f"{W}p")} == {"C", "G"}
    heights = {(value(each, "trHeight"), value(each, "cantSplit")) for each in read.iter(f"{W}trPr")}
    assert heights == {("260", "")}


@pytest.mark.parametrize(("begin", "cells"), [("08", [(NONE, 7), (SURE, 357)]), ("06", [(SURE, 364)])])
def test_a_fiftieth_of_the_width_is_the_least_that_is_seen(begin: str, cells: list[tuple[str, int]]) -> None:
    bar, _ = drawn(f"2017-01-{begin}/2017-12-31", width=365)
    assert [(fill, width) for fill, width, _ in bar] == cells
