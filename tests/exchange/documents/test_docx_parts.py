"""The small parts of a DOCX file: footnotes, lists, header and footer, settings and properties."""

from xml.etree import ElementTree as ET

import pytest

from coopviewer import __version__
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.documents import docx_parts as parts
from coopviewer.exchange.documents.docx_blocks import Numbering
from coopviewer.exchange.documents.docx_text import NAMESPACES
from coopviewer.rendering.document.document import Footnote, Footnotes, Line, Link, Paragraph, Text
from tests.bare_english import RIGHT_TO_LEFT
from tests.exchange.documents.docx_files import W, footnotes, line, noted, part, text_of, value, written

NONE = f"<w:numbering {NAMESPACES}></w:numbering>"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((), ""),
        ((line("Stated"),), "Stated"),
        ((line("Stated"), line("A")), "Stated. A"),
        ((line("Stated."), line("A")), "Stated. A"),
        ((line("Stated"), line("A"), line("B")), "Stated. A\nB"),
        (((), line("A")), ". A"),
        (((Text("See "), Link("x.", "coop:y")), line("A")), "See x. A"),
    ],
)
def test_the_first_two_lines_of_a_note_are_one_sentence_after_the_other(lines: tuple[Line, ...], text: str) -> None:
    assert footnotes(written(Paragraph(noted("a", 1)), Footnotes((Footnote(1, lines),)))) == [text]


@pytest.mark.parametrize(
    ("part", "first"),
    [
        (None, 1),
        (NONE, 1),
        ('<w:num w:numId="1"/>', 2),
        ('<w:num w:numId="3"/><w:abstractNum w:abstractNumId="7"/>', 8),
        ('<w:num w:numId="12"/><w:abstractNum w:abstractNumId="7"/>', 13),
        ('<w:num w:numId="123456789"/>', 123_456_790),
        ('<w:num w:numId="1234567890"/>', 1),
    ],
)
def test_our_lists_have_ids_above_all_of_a_template(part: str | None, first: int) -> None:
    assert parts.first_free_list(part) == first


def numbered(part: str | None, *numberings: Numbering) -> list[tuple[str, str]]:
    """Return the looks of lists, then the lists, with the look that each has and the number at which it begins."""
    found = []
    for each in ET.fromstring(parts.numbering_part(numberings, part)):
        kind = each.tag.removeprefix(W)
        look = value(each, "abstractNumId")
        begin = value(each, "startOverride")
        own = each.get(f"{W}numId") or each.get(f"{W}abstractNumId") or ""
        found.append((f"{kind} {own}".strip(), f"{look} {begin}".strip()))
    return found


def test_a_file_without_a_template_has_bullets_and_numbers_that_begin_anew() -> None:
    assert numbered(None, Numbering(2, 1), Numbering(3, 5)) == [
        *(("abstractNum 1", ""), ("abstractNum 2", ""), ("num 1", "1"), ("num 2", "2 1"), ("num 3", "2 5")),
    ]
    assert numbered(None) == [("abstractNum 1", ""), ("abstractNum 2", ""), ("num 1", "1")]


@pytest.mark.parametrize(
    ("own", "order"),
    [
        ("", ["abstractNum 1", "abstractNum 2", "num 1", "num 2"]),
        (
            '<w:abstractNum w:abstractNumId="4"/><w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>',
            ["abstractNum 4", "abstractNum 5", "abstractNum 6", "num 4", "num 5", "num 6"],
        ),
        ('<w:abstractNum w:abstractNumId="4"/>', ["abstractNum 4", "abstractNum 5", "abstractNum 6", "num 5", "num 6"]),
        (
            '<w:num w:numId="4"/><w:numIdMacAtCleanup w:val="9"/>',
            ["abstractNum 5", "abstractNum 6", "num 4", "num 5", "num 6", "numIdMacAtCleanup"],
        ),
        (
            '<w:abstractNum w:abstractNumId="4"/><w:numIdMacAtCleanup w:val="9"/>',
            ["abstractNum 4", "abstractNum 5", "abstractNum 6", "num 5", "num 6", "numIdMacAtCleanup"],
        ),
    ],
)
def test_our_lists_stand_among_those_of_a_template_where_the_schema_wants_them(own: str, order: list[str]) -> None:
    part = f"<w:numbering {NAMESPACES}>{own}</w:numbering>"
    assert [name for name, _ in numbered(part, Numbering(parts.first_free_list(part) + 1, 1))] == order


@pytest.mark.parametrize("section", ["<w:sectPr/>", "<w:sectPr />", "<w:sectPr></w:sectPr>"])
def test_references_come_first_in_an_empty_section(section: str) -> None:
    read = ET.fromstring(parts.with_references(section, "<w:headerReference/>"))
    assert (read.tag, [each.tag for each in read]) == (f"{W}sectPr", [f"{W}headerReference"])


def test_references_come_before_all_others_of_a_section_and_its_attributes_stay() -> None:
    section = '<ns0:sectPr xmlns:ns0="urn:x" ns0:rsid="1"><ns0:pgSz ns0:w="5"/><ns0:pgMar/></ns0:sectPr>'
    read = ET.fromstring(parts.with_references(section, "<w:headerReference/><w:footerReference/>"))
    assert (read.tag, read.attrib) == ("{urn:x}sectPr", {"{urn:x}rsid": "1"})
    assert [each.tag for each in read] == [
        *(f"{W}headerReference", f"{W}footerReference", "{urn:x}pgSz", "{urn:x}pgMar"),
    ]


@pytest.mark.parametrize(("numbered_too", "text"), [(True, "Edition 1\tpage 1 of 1"), (False, "Edition 1")])
def test_the_line_of_a_footer_has_the_number_of_the_page_only_if_it_is_wanted(numbered_too: bool, text: str) -> None:
    written_line = parts.footer_line("Edition 1", "Fuss", ENGLISH, numbered=numbered_too)
    read = ET.fromstring(f"<x {NAMESPACES}>{written_line}</x>")
    assert (text_of(read), value(read, "pStyle")) == (text, "Fuss")
    fields = [(each.text or "").strip() for each in read.iter(f"{W}instrText")]
    assert fields == (["PAGE", "NUMPAGES"] if numbered_too else [])


def test_header_and_footer_run_from_right_to_left_in_such_a_language() -> None:
    for tr, is_turned in ((ENGLISH, False), (RIGHT_TO_LEFT, True)):
        for xml in (parts.header_part("Niger & Mali", "Kopf", tr), parts.footer_part("Edition 1", "Fuss", tr)):
            (paragraph,) = ET.fromstring(xml).iter(f"{W}p")
            assert (paragraph.find(f"{W}pPr/{W}bidi") is not None) is is_turned
    assert text_of(ET.fromstring(parts.header_part("Niger & Mali", "Kopf", ENGLISH))) == "Niger & Mali"


def test_properties_name_title_edition_language_and_program() -> None:
    core = ET.fromstring(parts.core_part("A & B", "Edition <1>", "en-GB"))
    assert [(each.tag.rpartition("}")[2], each.text) for each in core] == [
        *(("title", "A & B"), ("description", "Edition <1>"), ("language", "en-GB")),
    ]
    assert "".join(ET.fromstring(parts.application_part()).itertext()) == f"coopviewer {__version__}"


def test_settings_name_the_separators_that_the_footnotes_have() -> None:
    named = [each.get(f"{W}id") for each in ET.fromstring(parts.settings_part()).iter(f"{W}footnote")]
    content = written(Paragraph(noted("a", 1)), Footnotes((Footnote(1, (line("A"),)),)))
    with_kind = {
        each.get(f"{W}id"): each.get(f"{W}type") for each in part(content, "word/footnotes.xml").iter(f"{W}footnote")
    }
    assert named == ["-1", "0"]
    assert with_kind == {"-1": "separator", "0": "continuationSeparator", "1": None}
