"""Every kind of block, wherever a page may have it, through every writer of documents: no text of it is lost."""

import io
import re
from collections.abc import Callable
from html import unescape
from typing import get_args

import pytest
from pypdf import PdfReader

from coopviewer import paths
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.documents.docx import write_docx
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
    Line,
    Link,
    Locator,
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
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.paper_layout import set_for_paper
from coopviewer.rendering.document.plain_text import write_linked_markdown, write_markdown, write_spoken, write_text
from coopviewer.rendering.document.shortening import shorten
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.widgets.export.block_pictures import block_pictures
from coopviewer.widgets.export.paper import write_pdf
from tests.bare_english import RIGHT_TO_LEFT
from tests.exchange.documents.docx_files import part, text_of

pytestmark = pytest.mark.usefixtures("qapp")


def line(text: str) -> Line:
    return (Text(text),)


YEARS = StripYears(2017, 2021, ("2019-05-01", "2019-05-31"), "2019-06-01")
MAP = Locator(("FRA",), ("BEL", "ITA"), (line("qmap1"), line("qmap2")))
SPANS = (Span(line("qspan1"), "2017/2018", line("qspan2"), line("qspan3")), Span(line("qspan4"), "", (), ()))
ROW = Row(((line("qcell1"), line("qcell2")), (line("qcell3"),)), (Paragraph(line("qdetail")),))
BLOCKS: tuple[Block, ...] = (
    Heading(3, (Text("qhead1 "), Link("qhead2", "coop:country/FR")), "goals"),
    Paragraph((Text("qtext "), Field("f1", "qfield "), Link("qlink", "coop:country/FR", "f2"), Text(" qsoft", "soft"))),
    *(Paragraph(line(f"qis{role}"), role) for role in ("eyebrow", "lead", "names", "note", "entry", "boxed", "own")),
    KeyFacts((KeyFact("qlabel1", (line("qvalue1"), line("qvalue2"))), KeyFact("qlabel2", (line("qvalue3"),)))),
    KeyFacts((KeyFact("qlabel3", (line("qvalue4"), line("qvalue5"))),), 1),
    Items((line("qitem1"), line("qitem2"))),
    Items((line("qitem3"), line("qitem4")), ordered=True, first=3),
    RunIn((line("qrun1"), line("qrun2"))),
    Table(("qfirst", "qhead2"), (ROW,)),
    Table(("qfirst", "qhead4"), (Row((((Link("qcell4", "coop:country/FR"),),), (line("qcell5"),))), ROW)),
    Bar("2017/2018", "qbar"),
    Strip(("qhead5", "qhead6", "qhead7"), SPANS, YEARS),
    MAP,
    Columns((Paragraph(line("qmain")),), (Paragraph(line("qside")), MAP)),
    Footnotes((Footnote(1, (line("qnote1"), line("qnote2"))), Footnote(2, (line("qnote3"),)))),
    Contents((ContentsLine(2, "qcontents1", "a"), ContentsLine(3, "qcontents2", "b"))),
    PageBreak(),
)


def beside_text(block: Block) -> Block:
    return Columns((Paragraph(line("qmain")),), (Paragraph(line("qside")), block))


PLACES: dict[str, Callable[[Block], Block]] = {
    "page": lambda block: block,
    "first column": lambda block: Columns((block,), (Paragraph(line("qside")),)),
    "second column": beside_text,
    "beside a map": lambda block: Columns((block,), (MAP,)),
    "a column in a column": lambda block: Columns((beside_text(block),), (MAP,)),
    "under a row of a long table": lambda block: Table(("qfirst", "qhead2"), (ROW._replace(detail=(block,)), ROW)),
    "under the only row": lambda block: Table(("qfirst", "qhead2"), (ROW._replace(detail=(beside_text(block),)),)),
}


def seen(html: str) -> str:
    """Return what a reader of HTML finds: its text, and the words in place of pictures."""
    body = html[html.index("<body") :]
    return unescape(re.sub(r"<[^>]*>", "|", re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r"\1", body)))


def docx_text(document: Document) -> str:
    return text_of(part(write_docx(document, "An edition", ENGLISH)))


def docx_text_with_pictures(document: Document) -> str:
    pictures = block_pictures(document, "DejaVu Sans", ENGLISH, paths.world_map())
    return text_of(part(write_docx(document, "An edition", ENGLISH, pictures=pictures)))


def pdf_text(document: Document) -> str:
    pdf = write_pdf(document, "An edition", "DejaVu Sans", ENGLISH, paths.world_map())
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(" ".join(pages).split())  # pypdf finds spaces between some letters


WRITERS: dict[str, Callable[[Document], str]] = {
    "window": lambda document: seen(write_html(shorten(document, {}, ENGLISH))),
    "narrow window": lambda document: seen(write_html(document, narrow=True)),
    "window from right to left": lambda document: seen(write_html(document, right_to_left=True)),
    "paper": lambda document: seen(write_html(set_for_paper(document), on_paper=True)),
    "web page": lambda document: seen(write_web_page(document, ENGLISH, paths.world_map())),
    "web page without maps": lambda document: seen(write_web_page(document, ENGLISH)),
    "web page from right to left": lambda document: seen(write_web_page(document, RIGHT_TO_LEFT)),
    "text": write_text,
    "spoken": write_spoken,
    "Markdown": write_markdown,
    "linked Markdown": lambda document: write_linked_markdown(document, lambda address: f"<{address}>"),
    "Word": docx_text,
}
WORD = re.compile(r"q[a-z]+[0-9]*")


# what is left out on purpose: the words of a bar, which key facts say too; what is only about a map that is not drawn;
# on paper, the heading of a column whose cells have become headings
BAR, MAP_WORDS = {"qbar"}, {"qmap1", "qmap2"}
LEFT_OUT = {
    **{name: BAR for name in WRITERS if "window" in name},
    **{name: {*BAR, "qmap2"} for name in ("text", "spoken", "Markdown", "linked Markdown")},
    "paper": {*BAR, "qfirst"},
    "Word": {*BAR, *MAP_WORDS},
}


def words_of(*blocks: Block) -> set[str]:
    """Return the words in blocks of these tests, all of which begin with q; none is a part of another."""
    return set(WORD.findall(repr(blocks)))


def document_of(*blocks: Block) -> Document:
    headings = (Heading(2, line("A"), "a"), Heading(3, line("B"), "b"))
    return Document("Brief", "coop:brief", (Heading(1, line("Brief")), *blocks, *headings))


def test_the_samples_have_every_kind_of_block() -> None:
    assert {type(block) for block in BLOCKS} == set(get_args(Block))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("writer", WRITERS)
def test_no_text_of_a_block_is_lost(writer: str, place: str) -> None:
    for block in BLOCKS:
        written = WRITERS[writer](document_of(PLACES[place](block)))
        missing = {word for word in words_of(PLACES[place](block)) if word not in written}
        assert missing <= LEFT_OUT.get(writer, set()), block
        assert " object at 0x" not in written


@pytest.mark.parametrize("place", [name for name in PLACES if not name.startswith("under")])  # where no page has maps
def test_no_text_of_a_block_is_lost_in_a_word_file_with_pictures(place: str) -> None:
    blocks = tuple(PLACES[place](block) for block in BLOCKS)
    written = docx_text_with_pictures(document_of(*blocks))
    assert {word for word in words_of(*blocks) if word not in written} <= BAR


def test_no_page_of_a_pdf_file_has_hidden_text_of_the_page_before() -> None:
    document = document_of(*BLOCKS, *BLOCKS)  # on several sheets
    laid_out = re.sub("<[^>]*>", "|", write_html(set_for_paper(document), on_paper=True))  # without words of pictures
    written = pdf_text(document)
    assert "page2of" in written
    words = words_of(*BLOCKS)
    assert {word: written.count(word) for word in words} == {word: laid_out.count(word) for word in words}


@pytest.mark.parametrize("place", PLACES)
def test_no_text_of_a_block_is_lost_in_a_pdf_file(place: str) -> None:
    blocks = tuple(PLACES[place](block) for block in BLOCKS)
    written = pdf_text(document_of(*blocks))
    assert {word for word in words_of(*blocks) if word not in written} <= LEFT_OUT["paper"]
