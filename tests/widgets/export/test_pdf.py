"""A PDF file: language, title, bookmarks, labels of pages, and links that lead somewhere."""

import io
import logging
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination
from pytestqt.qtbot import QtBot

from coopviewer.domain.language import ENGLISH
from coopviewer.paths import world_map
from coopviewer.rendering.document.document import (
    Bar,
    Block,
    Contents,
    ContentsLine,
    Document,
    Footnote,
    Footnotes,
    Heading,
    Items,
    Link,
    Mark,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.pdf.navigation import completed
from coopviewer.widgets.export.paper import PaperLook, PaperPages, Sheet, paint_pdf, write_pdf

pytestmark = pytest.mark.usefixtures("qapp")


def line(text: str) -> tuple[Text]:
    return (Text(text),)


BLOCKS: tuple[Block, ...] = (
    Heading(1, line("Ñiger (brief)")),
    Contents((ContentsLine(2, "Mali", "country-ML"), ContentsLine(2, "Sources", "sources"))),
    Paragraph((Text("See "), Link("Mali", "coop:country/ML"), Text(", "), Link("AFIC", "coop:project/afic"), Mark(1))),
    Paragraph(line("At https://example.org/a?b=1.")),
    PageBreak(),
    Heading(2, line("Mali"), "country-ML"),
    Table(("Project", "Grant"), (Row(((line("One"),), (line("1 euro"),))), Row(((line("Two"),), (line("2 euro"),))))),
    Heading(2, (Text("Sources"), Mark(2)), "sources"),
    Footnotes((Footnote(1, (line("First"),)), Footnote(2, (line("Second"),)))),
)
DOCUMENT = Document("Ñiger (brief)", "coop:brief", BLOCKS)


def read(document: Document = DOCUMENT) -> PdfReader:
    return PdfReader(io.BytesIO(write_pdf(document, "An edition", "DejaVu Sans", ENGLISH)), strict=True)


def bookmarks(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Return level, title and page of each bookmark in order."""
    found: list[tuple[int, str, int]] = []

    def walk(items: list[object], level: int) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item, level + 1)
            else:
                assert isinstance(item, Destination)
                found.append((level, str(item.title), (reader.get_destination_page_number(item) or 0) + 1))

    walk(reader.outline, 1)
    return found


def links(reader: PdfReader) -> list[tuple[int, str]]:
    """Return the page of each link and where it leads: page and height in points, or a web address."""
    found = []
    for number, page in enumerate(reader.pages, start=1):
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            if "/Dest" in link:
                target = reader.named_destinations[str(link["/Dest"])]
                page_number = (reader.get_destination_page_number(target) or 0) + 1
                found.append((number, f"{page_number}:{round(float(target.top or 0))}"))
            else:
                found.append((number, str(link.get("/A", {}).get("/URI", "nowhere"))))
    return found


def test_bookmarks_are_the_headings_with_their_levels_and_pages() -> None:
    assert bookmarks(read()) == [
        (1, "Ñiger (brief)", 1),
        (2, "Mali", 2),
        (3, "One", 2),
        (3, "Two", 2),
        (2, "Sources", 2),
    ]


def test_bookmarks_lead_to_places_in_reading_order() -> None:
    tops = [(page, -top) for page, top in places(read())]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)


def places(reader: PdfReader) -> list[tuple[int, float]]:
    flat = [item for item in flattened(reader.outline) if isinstance(item, Destination)]
    return [((reader.get_destination_page_number(item) or 0) + 1, float(item.top or 0)) for item in flat]


def flattened(items: list[object]) -> list[object]:
    return [each for item in items for each in (flattened(item) if isinstance(item, list) else [item])]


def test_links_lead_to_headings_notes_and_the_web_and_to_nothing_outside_the_file() -> None:
    reader = read()
    (title, mali, _, _, sources), notes = places(reader), reader.named_destinations
    assert title[0] == 1
    note = {name: f"2:{round(float(notes[name].top or 0))}" for name in ("source-1", "source-2")}
    assert links(reader) == [
        (1, f"2:{round(mali[1])}"),
        (1, f"2:{round(sources[1])}"),
        (1, f"2:{round(mali[1])}"),
        (1, note["source-1"]),
        (1, "https://example.org/a?b=1"),
        (2, note["source-2"]),
    ]


def test_only_lines_of_the_contents_have_the_number_of_their_page() -> None:
    linked = Paragraph((Link("Mali", "coop:country/ML"),))
    reader = read(DOCUMENT._replace(blocks=(*BLOCKS[:4], linked, *BLOCKS[4:], linked)))
    numbered = [re.findall(r"^[12]$", page.extract_text(), re.MULTILINE) for page in reader.pages]
    assert numbered == [["2", "2"], []]


def test_language_title_and_numbers_of_pages_are_in_the_file() -> None:
    reader = read()
    root = reader.root_object
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.page_labels == ["1", "2"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Ñiger (brief)"
    assert reader.xmp_metadata is not None


def test_a_document_without_anything_to_lead_to_is_written_too() -> None:
    reader = read(Document("T", "coop:theme/t", (Paragraph(line("text")),)))
    assert reader.outline == []
    assert reader.root_object["/Lang"] == "en"


@pytest.mark.parametrize(
    "alter",
    [
        lambda content: content.replace(b"xref\n0 ", b"xref\n1 "),
        lambda content: content.replace(b"/Root ", b"/Roof "),
        lambda content: content.replace(b"\n3 0 obj\n", b"\n3 0 OBJ\n"),
        lambda content: content.replace(b"/Type /Catalog\n", b"/Type /Catalog\n/Lang (fr)\n"),
        lambda content: content[:-20],
        lambda content: b"",
    ],
)
def test_a_file_that_qt_writes_otherwise_stays_as_it_is_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture, alter: Callable[[bytes], bytes]
) -> None:
    painted, pages = paint_pdf(DOCUMENT, "An edition", "DejaVu Sans", ENGLISH)
    altered = alter(painted)
    assert altered != painted
    with caplog.at_level(logging.WARNING):
        assert completed(altered, pages.headings, pages.tagged_blocks(), "en") == altered
    assert "without tags" in caplog.text
    assert "without bookmarks" in caplog.text


def test_the_counts_of_bookmarks_are_those_that_are_shown(qtbot: QtBot) -> None:
    root = read().root_object["/Outlines"]
    assert (root["/Count"], root["/First"]["/Count"], root["/First"]["/First"]["/Count"]) == (3, 2, -2)
    assert all(a["/Next"] == b for a, b in pairwise([root["/First"]["/First"], root["/First"]["/Last"]]))


def test_lists_stay_lists() -> None:
    reader = read(Document("T", "coop:theme/t", (Items((line("a"), line("b")), ordered=True),)))
    assert "1." in reader.pages[0].extract_text()


LONG = (
    "Frontex and non-EU countries, edition frontex-2021.1, as of one day between 1 February 2019 and 31 December 2021"
)


@pytest.mark.parametrize("imprint", ["An edition", LONG])
def test_the_foot_of_a_page_has_room_for_title_edition_and_number(imprint: str) -> None:
    title = "A brief on several countries and regions " * 3
    painted = write_pdf(Document(title, "coop:brief", BLOCKS), imprint, "DejaVu Sans", ENGLISH)
    foot = PdfReader(io.BytesIO(painted)).pages[0].extract_text().replace("\t", " ").rpartition("example.org")[2]
    assert "A brief on several" in foot, "of a long title the beginning is shown"
    assert imprint in foot
    assert "page 1 of 2" in foot


@pytest.mark.parametrize("number", [9, 10, 11, 31, 54])
def test_the_notes_are_the_same_distance_apart(number: int) -> None:
    notes = Footnotes(tuple(Footnote(each, (line(f"Place {each}"),)) for each in range(1, number + 1)))
    look = PaperLook("DejaVu Sans", ENGLISH, world_map())
    pages = PaperPages(Document("Notes", "", (Paragraph(line("Notes")), notes)), "", Sheet(600, 4000, 6000), look)
    pages.lay_out()
    tops = [top for top, _ in pages._spans][1:]
    assert len(tops) == number
    apart = [after - before for before, after in pairwise(tops)]
    assert max(apart) - min(apart) <= 2, "dots, by rounding"


@pytest.mark.parametrize("edtf", ["2021/2020", "soon"])
def test_a_picture_that_cannot_be_drawn_makes_no_pdf(qtbot: QtBot, edtf: str) -> None:
    document = Document("One", "coop:project/one", (Bar(edtf, "dates"), Bar("2020/2021", "right")))
    with qtbot.capture_exceptions(), pytest.raises(ValueError):
        write_pdf(document, "An edition", "DejaVu Sans", ENGLISH)
