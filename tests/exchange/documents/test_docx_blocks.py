"""The blocks of a document in a DOCX file: their styles, and how wide what is beside each other is."""

from xml.etree import ElementTree as ET

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.exchange.documents.docx_blocks import BlockParts, BlockWriter
from coopviewer.exchange.documents.docx_lines import Bookmarks, LineWriter
from coopviewer.exchange.documents.docx_pictures import Picture, picture_xml
from coopviewer.exchange.documents.docx_text import NAMESPACES
from coopviewer.rendering.document.document import (
    FOOT,
    Bar,
    Block,
    Columns,
    Contents,
    ContentsLine,
    Document,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Locator,
    PageBreak,
    Paragraph,
    Row,
    Span,
    Strip,
    StripYears,
    Table,
    Text,
)
from tests.bare_english import RIGHT_TO_LEFT
from tests.exchange.documents.docx_files import (
    IMPRINT,
    W,
    instructions,
    line,
    paragraphs,
    part,
    text_of,
    value,
    written,
)

PNG = b"\x89PNG\r\n\x1a\n"
FACTS = KeyFacts((KeyFact("Codes", (line("NE"), line("NER"))), KeyFact("Capital", ())))
MAP = Locator(("NER",), (), (line("Niger is shown."),))


def widths(content: bytes) -> list[list[int]]:
    """Return the widths of the columns of each table, the outer table first."""
    return [
        [int(each.get(f"{W}w", "")) for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        for table in part(content).iter(f"{W}tbl")
    ]


@pytest.mark.parametrize(
    ("role", "style"),
    [
        *(("eyebrow", "CoopEyebrow"), ("lead", "CoopLead"), ("soft", "CoopSoft"), ("names", "CoopNames")),
        *(("note", "CoopLegal"), ("age", "CoopAge"), ("entry", "CoopEntry"), ("boxed", "CoopBox"), ("own", "CoopOwn")),
        *(("cover", "CoopCover"), ("cover-line", "CoopCoverLine"), (FOOT, "CoopImprint"), ("", ""), ("other", "")),
    ],
)
def test_a_paragraph_has_the_style_of_its_role(role: str, style: str) -> None:
    assert paragraphs(written(Paragraph(line("x"), role)))[1] == (style, "x")


def test_labels_of_key_facts_are_beside_their_values() -> None:
    (table,) = part(written(FACTS)).iter(f"{W}tbl")
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows == [["Codes", "NENER"], ["Capital", ""]]
    assert [value(each, "pStyle") for each in table.iter(f"{W}p")] == [
        *("CoopLabel", "CoopValue", "CoopValue", "CoopLabel", "CoopValue"),
    ]
    assert value(table, "tblStyle") == "CoopKeyFacts"


def test_labels_have_two_fifths_of_a_narrow_column_and_a_fixed_width_in_a_wide_one() -> None:
    assert widths(written(FACTS)) == [[2_300, 9_638 - 2_300]]
    columns = Columns((Paragraph(line("main")),), (FACTS,))
    assert widths(written(columns)) == widths(written(FACTS))
    narrow = Table(("a", "b"), (Row((), (FACTS,)),))
    assert widths(written(narrow))[1] == [2_300, 9_638 - 300 - 2_300]
    deep = KeyFacts((KeyFact("Codes", (line("NE"),)),))
    beside = Columns((deep,), (MAP,))
    content = write_docx(
        Document("T", "coop:x", (beside,)), IMPRINT, ENGLISH, pictures={MAP: Picture(PNG, 360, 240, "map")}
    )
    outer, inner = widths(content)
    assert (sum(outer), outer[0]) == (9_638, 9_638 * 66 // 100)
    assert (sum(inner), inner[0]) == (outer[0] - 240, 2_300)


def narrow(width: int) -> list[int]:
    """Return the widths of key facts on a page whose text has a width, as a template may have it."""
    bookmarks = Bookmarks("coop:x", frozenset())
    lines = LineWriter(bookmarks, frozenset(), {}, "rIdLink", ENGLISH)
    xml = BlockWriter(lines, BlockParts(bookmarks, {}, {}), ENGLISH, width=width).blocks((FACTS,))
    return [int(each.get(f"{W}w", "")) for each in ET.fromstring(f"<x {NAMESPACES}>{xml}</x>").iter(f"{W}gridCol")]


@pytest.mark.parametrize(
    ("width", "columns"), [(5_000, [2_000, 3_000]), (5_750, [2_300, 3_450]), (5_755, [2_300, 3_455]), (101, [40, 61])]
)
def test_on_a_narrow_page_labels_have_two_fifths_of_it(width: int, columns: list[int]) -> None:
    assert narrow(width) == columns


def test_a_map_beside_its_list_is_as_wide_as_its_column() -> None:
    columns = Columns((Paragraph(line("main")),), (MAP,))
    content = write_docx(
        Document("T", "coop:x", (columns,)), IMPRINT, ENGLISH, pictures={MAP: Picture(PNG, 200, 100, "map", 0.34)}
    )
    (outer,) = widths(content)
    (extent,) = [each for each in part(content).iter() if each.tag.endswith("}extent")]
    shown = int(extent.get("cx", "")) / 635
    assert outer[1] - 2 < shown <= outer[1]
    assert (value(part(content), "tblStyle"), value(part(content), "tblLook")) == ("CoopKeyFacts", "0080")


@pytest.mark.parametrize(
    ("picture", "width", "extent"),
    [
        (Picture(PNG, 400, 100, ""), 1_000, (635_000, 158_750)),
        (Picture(PNG, 400, 100, "", 0.5), 1_000, (317_500, 79_375)),
        (Picture(PNG, 100, 400, ""), 10, (6_350, 25_400)),
        (Picture(PNG, 1, 3, ""), 10, (6_350, 19_050)),
        (Picture(PNG, 0, 3, ""), 10, (6_350, 19_050)),
    ],
)
def test_a_picture_keeps_its_proportions(picture: Picture, width: int, extent: tuple[int, int]) -> None:
    read = ET.fromstring(f"<x {NAMESPACES}>{picture_xml(picture, 7, 3, width)}</x>")
    found = [each for each in read.iter() if each.tag.rpartition("}")[2] in ("extent", "ext")]
    assert [(int(each.get("cx", "")), int(each.get("cy", ""))) for each in found] == [extent] * 2
    named = [(each.get("id"), each.get("name")) for each in read.iter() if each.get("name")]
    assert named == [("7", "Picture 7"), ("7", "picture3.png")]


@pytest.mark.parametrize(
    ("block", "is_beside"),
    [
        (Columns((Paragraph(line("a")),), (MAP,)), True),
        (Columns((Paragraph(line("a")),), (MAP, Paragraph(line("b")))), False),
        (Columns((Paragraph(line("a")),), (Paragraph(line("b")),)), False),
        (Columns((Paragraph(line("a")),), ()), False),
        (Columns((Paragraph(line("a")),), (MAP, Locator((), (), ()))), False),
    ],
)
def test_only_maps_with_a_picture_are_beside_what_they_are_about(block: Columns, is_beside: bool) -> None:
    pictures: dict[Block, Picture] = {MAP: Picture(PNG, 360, 240, "map")}
    content = write_docx(Document("T", "coop:x", (block,)), IMPRINT, ENGLISH, pictures=pictures)
    assert (part(content).find(f".//{W}tbl") is not None) is is_beside


def test_a_table_has_its_headings_in_the_first_row_and_details_across_all_columns() -> None:
    detail = (Paragraph(line("more")), KeyFacts((KeyFact("Codes", (line("NE"),)),)))
    rows = (Row(((line("1"),), ()), detail), Row(((line("2"),), (line("3"), line("4"))), ()))
    (table, *_) = part(written(Table(("a", "b"), rows, ("25%", "")))).iter(f"{W}tbl")
    found = [
        [(text_of(cell), value(cell, "gridSpan")) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")
    ]
    assert found == [
        *([("a", ""), ("b", "")], [("1", ""), ("", "")], [("moreCodesNE", "2")], [("2", ""), ("34", "")]),
    ]
    assert widths(written(Table(("a", "b"), rows, ("25%", ""))))[0] == [9_638 // 4, 9_638 * 3 // 4]
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
    assert heads == [True, False, False, False]
    kept = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr")]
    assert kept == [True, True, False, True], "only what may be long is split between pages"


def test_what_has_nothing_to_show_is_not_there() -> None:
    content = written(KeyFacts(()), Items(()), Strip(("a", "b", "c"), (), StripYears(2017, 2020, None, "2026-11-29")))
    assert [text for _, text in paragraphs(content)] == ["Niger", "a", "b", "c", ""]
    assert widths(content) == [[int(9_638 * share / 100) for share in (36, 34, 30)]]


def test_a_strip_says_in_a_table_what_its_drawing_shows() -> None:
    spans = (Span(line("A"), "2017", line("in 2017"), line("5 euros")), Span((), "2019", line("in 2019"), ()))
    strip = Strip(("Project", "Time", "Grant"), spans, StripYears(2017, 2020, None, "2026-11-29"))
    (table,) = part(written(strip)).iter(f"{W}tbl")
    assert [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")] == [
        *(["Project", "Time", "Grant"], ["A", "in 2017", "5 euros"], ["", "in 2019", ""]),
    ]


def test_a_page_break_is_before_the_next_paragraph_whatever_it_is() -> None:
    content = written(
        PageBreak(), PageBreak(), Items((line("a"), line("b"))), PageBreak(), Bar("2017", "x"), PageBreak()
    )
    broken = [text_of(each) for each in part(content).iter(f"{W}p") if each.find(f".//{W}pageBreakBefore") is not None]
    assert broken[0] == "a"
    assert "b" not in broken


@pytest.mark.parametrize(
    ("levels", "said"), [((2,), '"2-2"'), ((2, 3), '"2-3"'), ((3, 2, 4), '"2-4"'), ((1, 6), '"1-6"')]
)
def test_contents_span_the_levels_of_their_lines_and_are_one_field(levels: tuple[int, ...], said: str) -> None:
    lines = tuple(ContentsLine(level, f"H{at}", f"h{at}") for at, level in enumerate(levels))
    headings = (Heading(level, line(f"H{at}"), f"h{at}") for at, level in enumerate(levels))
    content = written(Contents(lines), *headings)
    assert instructions(content) == [f"TOC \\o {said} \\h \\z \\u"]
    own = [each for each in part(content).iter(f"{W}p") if value(each, "pStyle").startswith("TOC")]
    assert [value(each, "pStyle") for each in own] == [f"TOC{level}" for level in levels]
    kinds = [[char.get(f"{W}fldCharType") for char in each.iter(f"{W}fldChar")] for each in own]
    assert [kind for several in kinds for kind in several] == ["begin", "separate", "end"]
    assert kinds[0][:2] == ["begin", "separate"]
    assert kinds[-1][-1] == "end"


def test_items_and_paragraphs_run_where_their_first_letter_says_and_else_as_the_language() -> None:
    blocks = (Items((line("شاد"), line("Niger"))), Paragraph(line("شاد")), Paragraph((Text("12"),)))
    for tr, turned in ((ENGLISH, [True, False, True, False]), (RIGHT_TO_LEFT, [True] * 4)):
        found = list(part(written(*blocks, tr=tr)).iter(f"{W}p"))[1:]
        assert [each.find(f"{W}pPr/{W}bidi") is not None for each in found] == turned
