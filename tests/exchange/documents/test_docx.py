"""A document as DOCX, read back with the standard library's parser and with python-docx."""

import time
from io import BytesIO
from typing import get_args

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.exchange.documents.docx_pictures import Picture
from coopviewer.exchange.documents.docx_tables import column_widths
from coopviewer.rendering.document.document import (
    Bar,
    Block,
    Columns,
    Contents,
    ContentsLine,
    Document,
    Field,
    Footnote,
    Footnotes,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Link,
    Locator,
    Mark,
    PageBreak,
    Paragraph,
    Row,
    RunIn,
    Span,
    Strip,
    StripYears,
    Table,
    Text,
)
from tests.bare_english import RIGHT_TO_LEFT
from tests.exchange.documents.docx_files import (
    IMPRINT,
    R,
    W,
    footnotes,
    instructions,
    line,
    names,
    noted,
    notes,
    paragraphs,
    part,
    text_of,
    value,
    written,
)

STRIP = Strip(
    ("Project", "Timeframe", "Grant"),
    (Span(line("strip title"), "2017/2020", line("2017 to 2020"), line("strip value")),),
    StripYears(2017, 2026, ("2019-02-01", "2021-12-31"), "2026-11-29"),
)
SAMPLES: dict[type, tuple[Block, str]] = {
    Heading: (Heading(2, line("a heading")), "a heading"),
    Paragraph: (Paragraph(line("a paragraph")), "a paragraph"),
    KeyFacts: (KeyFacts((KeyFact("a label", (line("a value"), line("explained"))),)), "a labela valueexplained"),
    Items: (Items((line("an item"), line("another"))), "an itemanother"),
    RunIn: (RunIn((line("one"), line("two"))), "one · two"),
    Table: (
        Table(("a", "b"), (Row(((line("c"),), (line("d"), line("e"))), (Paragraph(line("detail")),)),)),
        "abcdedetail",
    ),
    Bar: (Bar("2017/2019", "2017 to 2019"), "201720182019"),
    Strip: (STRIP, "ProjectTimeframeGrantstrip title2017 to 2020strip value"),
    Columns: (Columns((Paragraph(line("main")),), (Paragraph(line("side")),)), "mainside"),
    Locator: (Locator(("NER",), (), (line("Niger is shown."),)), ""),
    Footnotes: (notes("a source that no mark names"), "1. a source that no mark names"),
    Contents: (Contents((ContentsLine(2, "Goals", "goals"),)), ""),
    PageBreak: (PageBreak(), ""),
}


def test_every_kind_of_block_is_written() -> None:
    assert set(SAMPLES) == set(get_args(Block))
    for block, text in SAMPLES.values():
        body = part(written(block, Paragraph(line("END"))))
        assert text_of(body) == f"Niger{text}END", block


def test_a_mark_is_a_footnote_and_a_further_mark_of_the_same_note_refers_to_it() -> None:
    content = written(
        Paragraph(noted("first", 1)),
        Paragraph((*noted("second", 2, 1), Text("."))),
        Heading(2, line("Sources"), "sources"),
        notes("Source A", "Source B"),
    )
    assert [text for _, text in paragraphs(content)] == ["Niger", "first[1]", "second[2]\u202f1."]
    assert footnotes(content) == ["Source A", "Source B"]
    assert instructions(content) == ["NOTEREF _Note1 \\f \\h"]
    (bookmark,) = [b for b in part(content).iter(f"{W}bookmarkStart") if b.get(f"{W}name") == "_Note1"]
    assert bookmark is not None


def test_notes_are_in_the_order_of_their_first_marks_and_keep_the_word_for_those_without() -> None:
    content = written(
        Paragraph(noted("b", 2)), Paragraph(noted("a", 1)), Heading(2, line("Sources"), "sources"), notes("A", "B", "C")
    )
    assert footnotes(content) == ["B", "A"]
    assert [text for _, text in paragraphs(content)] == ["Niger", "b[1]", "a[2]", "Sources", "3. C"]


def test_a_mark_without_a_note_is_its_number() -> None:
    content = written(Paragraph(noted("a", 4)))
    assert [text for _, text in paragraphs(content)] == ["Niger", "a4"]
    assert footnotes(content) == []


def test_a_note_has_its_first_line_run_in_and_the_others_below() -> None:
    note = Footnote(1, (line("Stated"), line("A, paragraph 1"), line("A, paragraph 2")))
    content = written(Paragraph(noted("a", 1)), Footnotes((note,)))
    assert footnotes(content) == ["Stated. A, paragraph 1\nA, paragraph 2"]


def test_the_header_has_the_title_and_the_footer_edition_as_of_and_page() -> None:
    content = written()
    assert text_of(part(content, "word/header1.xml")) == "Niger"
    footer = part(content, "word/footer1.xml")
    assert text_of(footer) == f"{IMPRINT}\tpage 1 of 1"
    assert [(each.text or "").strip() for each in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_headings_have_the_styles_of_their_levels_and_the_first_row_of_a_table_is_its_head() -> None:
    content = written(Heading(2, line("two")), Heading(3, line("three")), SAMPLES[Table][0])
    assert [style for style, _ in paragraphs(content)][:3] == ["Heading1", "Heading2", "Heading3"]
    (table,) = part(content).iter(f"{W}tbl")
    heads = [row.find(f".//{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
    assert heads == [True, False, False]
    for row in table.iter(f"{W}tr"):
        assert all(list(cell)[-1].tag == f"{W}p" for cell in row.iter(f"{W}tc")), "a cell ends with a paragraph"


def test_each_cell_is_as_wide_as_the_columns_that_it_covers() -> None:
    row_with_detail = Row(((line("1"),), (line("2"),), (line("3"),)), (Paragraph(line("detail")),))
    wide = Table(("a", "b", "c"), (row_with_detail,), widths=("20%", "30%", "50%"))
    for block in (wide, Bar("2017/2020", "words")):
        (table,) = part(written(block)).iter(f"{W}tbl")
        columns = [int(each.get(f"{W}w", "0")) for each in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            left = list(columns)
            for cell in row.iter(f"{W}tc"):
                covered = [left.pop(0) for _ in range(int(value(cell, "gridSpan") or 1))]
                assert int(cell.find(f".//{W}tcW").get(f"{W}w")) == sum(covered)  # type: ignore[union-attr,arg-type]
            assert left == []


@pytest.mark.parametrize(
    ("shares", "widths"),
    [
        (("40%", "", ""), (4_000, 3_000, 3_000)),  # the others share what is left
        (("90%", "", ""), (9_000, 500, 500)),
        (("96%", "", ""), (9_056, 471, 471)),  # of 106 %, since each has at least 5 %
        (("60%", ""), (6_000, 4_000)),
        (("", ""), (5_000, 5_000)),
        (("50%", "150%"), (2_500, 7_500)),
    ],
)
def test_columns_without_a_width_share_what_the_others_leave(shares: tuple[str, ...], widths: tuple[int, ...]) -> None:
    assert column_widths(shares, 10_000) == widths


def test_ordered_lists_begin_anew_and_with_their_first_number() -> None:
    content = written(
        Items((line("a"),), ordered=True), Items((line("b"),), ordered=True, first=4), Items((line("c"),))
    )
    used = [value(each, "numId") for each in part(content).iter(f"{W}p") if value(each, "numId")]
    assert len(set(used)) == 3
    begins = {
        each.get(f"{W}numId"): value(each, "startOverride")
        for each in part(content, "word/numbering.xml").iter(f"{W}num")
    }
    assert [begins[number] for number in used] == ["1", "4", ""]


def test_links_lead_into_the_document_or_to_the_web_and_are_text_elsewhere() -> None:
    content = written(
        Paragraph((Link("goals", "coop:country/NE#goals"), Text(" "), Link("Mali", "coop:country/ML"))),
        Paragraph((Link("away", "coop:project/afic"), Text(" see https://example.org/a?b=1&c=2."), Link("js", "js:x"))),
        Heading(2, line("Goals"), "goals"),
        Heading(2, line("Mali"), "country/ML"),
    )
    links = list(part(content).iter(f"{W}hyperlink"))
    targets = {
        each.get(f"{W}name"): text_of(paragraph)
        for paragraph in part(content).iter(f"{W}p")
        for each in paragraph.iter(f"{W}bookmarkStart")
    }
    assert [(text_of(each), targets.get(each.get(f"{W}anchor"))) for each in links] == [
        ("goals", "Goals"),
        ("Mali", "Mali"),
        ("https://example.org/a?b=1&c=2", None),
    ]
    related = {each.get("Id"): each for each in part(content, "word/_rels/document.xml.rels")}
    web = related[links[2].get(f"{R}id")]
    assert (web.get("Target"), web.get("TargetMode")) == ("https://example.org/a?b=1&c=2", "External")
    assert paragraphs(content)[2][1] == "away see https://example.org/a?b=1&c=2.js"


def test_a_link_in_a_note_is_related_to_the_part_with_the_notes() -> None:
    content = written(Paragraph(noted("a", 1)), notes("See https://example.org/x"))
    (link,) = part(content, "word/footnotes.xml").iter(f"{W}hyperlink")
    related = {each.get("Id"): each.get("Target") for each in part(content, "word/_rels/footnotes.xml.rels")}
    assert related[link.get(f"{R}id")] == "https://example.org/x"


def test_the_contents_are_a_field_filled_in_with_links_to_the_headings() -> None:
    contents = Contents(
        (ContentsLine(2, "Mali", "country-ML"), ContentsLine(3, "Goals", "goals"), ContentsLine(2, "x", "y"))
    )
    content = written(
        contents, PageBreak(), Heading(2, line("Mali"), "country-ML"), PageBreak(), Heading(3, line("Goals"), "goals")
    )
    assert [each for each in paragraphs(content) if each[0].startswith("TOC")] == [
        ("TOC2", "Mali"),
        ("TOC3", "Goals"),
    ]
    (toc,) = instructions(content)
    assert toc == 'TOC \\o "2-3" \\h \\z \\u'
    bookmarks = {each.get(f"{W}name") for each in part(content).iter(f"{W}bookmarkStart")}
    assert {each.get(f"{W}anchor") for each in part(content).iter(f"{W}hyperlink")} == bookmarks
    kinds = [each.get(f"{W}fldCharType") for each in part(content).iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 1
    breaks = [text_of(each) for each in part(content).iter(f"{W}p") if each.find(f".//{W}pageBreakBefore") is not None]
    assert breaks == ["Mali", "Goals"]


def test_no_two_bookmarks_have_one_name_or_number() -> None:
    headings = (Heading(2, line("A"), "same"), Heading(2, line("B"), "same"), Heading(2, noted("C", 1), "other"))
    content = written(*headings, Paragraph(noted("d", 1, 2)), notes("A", "B"))
    for name in (f"{W}name", f"{W}id"):
        found = [each.get(name) for each in part(content).iter(f"{W}bookmarkStart")]
        assert len(found) == len(set(found)) == 4


def test_words_of_the_user_have_a_style_of_their_own() -> None:
    assert paragraphs(written(Paragraph(line("Ask again."), "own")))[1] == ("CoopOwn", "Ask again.")


def test_a_picture_is_shown_with_its_words_and_beside_the_table() -> None:
    picture = Picture(b"\x89PNG\r\n\x1a\n", 400, 100, 'bars & "years"')
    document = Document("T", "coop:theme/t", (STRIP,))
    content = write_docx(document, IMPRINT, ENGLISH, pictures={STRIP: picture})
    (drawn,) = [each for each in part(content).iter() if each.tag.endswith("}docPr")]
    assert drawn.get("descr") == 'bars & "years"'
    assert "word/media/picture1.png" in names(content)
    assert "strip title" in text_of(part(content))


def test_a_map_is_beside_what_it_is_about() -> None:
    locator = Locator(("NER",), (), (line("Niger is shown."),))
    columns = Columns((Paragraph(noted("a fact", 1)), KeyFacts((KeyFact("Codes", (line("NE"),)),))), (locator,))
    document = Document("T", "coop:theme/t", (columns, notes("A")))
    picture = Picture(b"\x89PNG\r\n\x1a\n", 360, 240, "Niger is shown.", 0.5)
    content = write_docx(document, IMPRINT, ENGLISH, pictures={locator: picture})
    outer = next(part(content).iter(f"{W}tbl"))
    assert [text_of(cell) for cell in outer.find(f"{W}tr").findall(f"{W}tc")] == ["a fact[1]CodesNE", "Niger is shown."]
    assert footnotes(content) == ["A"]
    assert text_of(part(write_docx(document, IMPRINT, ENGLISH))) == "a fact[1]CodesNE"


def test_equal_pictures_are_one_file_and_have_numbers_of_their_own() -> None:
    pictures = {STRIP: Picture(b"\x89PNG\r\n\x1a\n", 400, 100, "bars")}
    document = Document("T", "coop:theme/t", (STRIP, Heading(2, line("again")), STRIP))
    content = write_docx(document, IMPRINT, ENGLISH, pictures=pictures)
    assert [name for name in names(content) if "media" in name] == ["word/media/picture1.png"]
    assert [each.get("id") for each in part(content).iter() if each.tag.endswith("}docPr")] == ["1", "2"]


def test_the_words_of_a_map_are_left_out_with_it() -> None:
    block = SAMPLES[Locator][0]
    picture = Picture(b"\x89PNG\r\n\x1a\n", 360, 240, "Niger is shown.", 0.5)
    document = Document("T", "coop:theme/t", (block,))
    with_it = write_docx(document, IMPRINT, ENGLISH, pictures={block: picture})
    assert text_of(part(with_it)) == "Niger is shown."
    assert text_of(part(write_docx(document, IMPRINT, ENGLISH))) == ""


def test_the_words_of_a_timeframe_are_the_alternative_text_of_its_drawing() -> None:
    (table,) = part(written(Bar("2017/2020", "from 2017 & on"))).iter(f"{W}tbl")
    assert value(table, "tblDescription") == "from 2017 & on"
    fills = [value_of_fill(cell) for cell in next(table.iter(f"{W}tr")).iter(f"{W}tc")]
    assert "0B57A4" in fills
    assert "B9D0E8" in fills


def value_of_fill(cell: object) -> str:
    shade = cell.find(f".//{W}shd")  # type: ignore[attr-defined]
    return "" if shade is None else shade.get(f"{W}fill")


@pytest.mark.parametrize("edtf", ["2017/2019", "2017-05", "../2020", "2017/..", "1900/2020", "0001/9999", "2017-05-03"])
def test_a_timeframe_of_any_length_is_a_table_of_the_texts_width(edtf: str) -> None:
    (table,) = part(written(Bar(edtf, "words"))).iter(f"{W}tbl")
    widths = [int(each.get(f"{W}w", "0")) for each in table.iter(f"{W}gridCol")]
    assert min(widths) > 0
    assert 9_500 < sum(widths) <= 9_638
    assert len(widths) <= 63, "word processors have no more columns"
    for row in table.iter(f"{W}tr"):
        assert sum(int(value(cell, "gridSpan") or 1) for cell in row.iter(f"{W}tc")) == len(widths)


def test_the_same_document_gives_the_same_bytes() -> None:
    first = written(*(block for block, _ in SAMPLES.values()))
    time.sleep(0)
    assert first == written(*(block for block, _ in SAMPLES.values()))


HOSTILE = "a\x00b\x1f]]>&amp;<w:t>\ud800\ufffe\u202e\x0b\r\nc\td\u2028e"


def test_characters_that_no_file_may_have_are_left_out_and_markup_is_text() -> None:
    content = written(
        Paragraph((Field("f", HOSTILE), Link(HOSTILE, "coop:x/y"), Mark(1))),
        KeyFacts((KeyFact(HOSTILE, (line(HOSTILE),)),)),
        Bar("2017", HOSTILE),
        notes(HOSTILE),
        title=HOSTILE,
    )
    for name in names(content):
        if name.endswith((".xml", ".rels")):
            part(content, name)
    assert "ab]]>&amp;<w:t>\n\nc d\ne" in text_of(part(content))
    assert footnotes(content) == ["ab]]>&amp;<w:t>\n\nc d\ne"]


@given(st.text())
def test_every_text_comes_back_as_it_is_but_for_what_xml_cannot_have(text: str) -> None:
    content = written(Paragraph((Text("<"), Field("f", text), Text(">"))))
    shown = paragraphs(content)[1][1].removeprefix("<").removesuffix(">").removesuffix("\u200e")
    assert [sign for sign in shown if sign.isprintable() and sign != " "] == [
        sign for sign in text if sign.isprintable() and sign != " "
    ]


def test_letters_from_right_to_left_are_runs_of_their_own() -> None:
    content = written(Paragraph((Text("The name النيجر (Niger), ended."), Mark(1)), ""), notes("مصدر"))
    runs = [
        (text_of(each), each.find(f"{W}rPr/{W}rtl") is not None)
        for each in list(part(content).iter(f"{W}p"))[1].iter(f"{W}r")
    ]
    assert runs == [("The name ", False), ("النيجر", True), (" (Niger), ended.", False), ("[1]", False)]


def test_a_name_from_right_to_left_does_not_turn_the_number_after_it() -> None:
    content = written(Paragraph((Field("f", "النيجر"), Text(" 12"))))
    assert paragraphs(content)[1][1] == "النيجر\u200e 12"


def test_an_own_note_in_arabic_is_a_paragraph_from_right_to_left() -> None:
    turned = [
        each.find(f"{W}pPr/{W}bidi") is not None
        for each in part(written(Paragraph(line("ملاحظة عن Niger"), "own"), Paragraph(line("plain")))).iter(f"{W}p")
    ]
    assert turned == [False, True, False]


def test_in_a_language_from_right_to_left_everything_is_turned_but_facts() -> None:
    content = written(
        *(block for block, _ in SAMPLES.values()), Paragraph((Text("[שלום]."), Field("f", "Ended."))), tr=RIGHT_TO_LEFT
    )
    body = part(content)
    for paragraph in body.iter(f"{W}p"):
        style = value(paragraph, "pStyle")
        assert paragraph.find(f"{W}pPr/{W}bidi") is not None or style in ("CoopGap", "CoopCell")
    assert body.find(f".//{W}sectPr/{W}bidi") is not None
    runs = [(text_of(r), r.find(f"{W}rPr/{W}rtl") is not None) for r in list(body.iter(f"{W}p"))[-1].iter(f"{W}r")]
    assert runs == [("[שלום].", True), ("\u200eEnded.\u200e", False)]
    tables = [table for table in body.iter(f"{W}tbl") if value(table, "tblStyle") == "CoopTable"]
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in tables)
    assert text_of(part(content, "word/footer1.xml")).startswith(IMPRINT)


def test_python_docx_reads_headings_tables_notes_and_properties() -> None:
    content = written(Heading(2, line("Goals"), "goals"), SAMPLES[Table][0], Paragraph(noted("a", 1)), notes("A"))
    read = docx.Document(BytesIO(content))
    assert [(p.style.name, p.text) for p in read.paragraphs if p.text] == [
        ("Heading 1", "Niger"),
        ("Heading 2", "Goals"),
        ("Normal", "a"),
    ]
    assert [cell.text for cell in read.tables[0].rows[0].cells] == ["a", "b"]
    assert (read.core_properties.title, read.core_properties.language) == ("Niger", "en")
    assert read.sections[0].header.paragraphs[0].text == "Niger"


@pytest.mark.parametrize("count", [5_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_many_notes_are_written_in_time_that_grows_with_their_number(count: int) -> None:
    lines = tuple(noted("a fact", number) for number in range(1, count + 1))
    begin = time.process_time()
    content = written(Items(lines), Footnotes(tuple(Footnote(n, (line("A"),)) for n in range(1, count + 1))))
    assert time.process_time() - begin < count / 4_000
    assert len(footnotes(content)) == count


@pytest.mark.parametrize(
    ("blocks", "shown"),
    [
        ((Heading(2, line("A")),), ["A"]),
        ((Heading(2, line("A")), Heading(3, line("B"))), ["A", "B"]),
        ((Paragraph(noted("a", 1)), Heading(2, line("Sources")), notes("x")), ["a[1]"]),
        ((Paragraph(noted("a", 1)), Heading(2, line("Sources")), notes("x", "y")), ["a[1]", "Sources", "2. y"]),
        ((Heading(2, line("Sources")), Paragraph(noted("a", 1)), notes("x")), ["Sources", "a[1]"]),
        ((Heading(2, line("A")), Heading(2, line("Sources")), notes("x"), Paragraph(noted("a", 1))), ["A", "a[1]"]),
        ((Paragraph(noted("a", 1)), notes("x"), Heading(2, line("B"))), ["a[1]", "B"]),
        ((Paragraph(noted("a", 1)), Heading(2, line("Sources")), notes("x"), Heading(2, line("B"))), ["a[1]", "B"]),
    ],
)
def test_a_heading_goes_only_with_the_notes_that_were_all_below_it(blocks: tuple[Block, ...], shown: list[str]) -> None:
    assert [text for _, text in paragraphs(written(*blocks))] == ["Niger", *shown]


def test_columns_within_columns_are_all_one_below_the_other() -> None:
    inner = Columns((Paragraph(line("b")),), (Paragraph(line("c")),))
    content = written(Columns((Paragraph(line("a")), inner), (Paragraph(line("d")),)), Paragraph(line("e")))
    assert [text for _, text in paragraphs(content)] == ["Niger", "a", "b", "c", "d", "e"]


def test_links_of_the_body_and_of_notes_are_each_related_to_their_own_part() -> None:
    content = written(
        Paragraph((*noted("a", 1), Link("x", "https://body.example"))),
        notes("https://note.example https://body.example"),
    )
    for name, targets in (
        ("document", ["https://body.example"]),
        ("footnotes", ["https://note.example", "https://body.example"]),
    ):
        related = part(content, f"word/_rels/{name}.xml.rels")
        assert [each.get("Target") for each in related if each.get("TargetMode") == "External"] == targets
