"""The tags of a PDF file: every block has one, in reading order, and pages look as they do without tags."""

import io
import logging
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from coopviewer import paths
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.rendering.document.document import (
    Bar,
    Block,
    Document,
    Footnote,
    Footnotes,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Locator,
    Mark,
    Paragraph,
    Row,
    Span,
    Strip,
    StripYears,
    Table,
    Text,
)
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.rendering.pdf.navigation import completed
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.export.paper import PaperPages, paint_pdf, write_pdf
from tests.bare_english import RIGHT_TO_LEFT

pytestmark = pytest.mark.usefixtures("qapp")
TARGETS = (
    "country/NE",
    "country/XK",
    "project/afic",
    "home",
    "organisation/frontex",
    "coop:compare?a=country/RS&b=country/MD",
)
LONG = "A sentence that is long enough to need more than one line, so that the words at its end would be joined. " * 3


def line(text: str) -> tuple[Text]:
    return (Text(text),)


BLOCKS: tuple[Block, ...] = (
    Heading(1, line("Title")),
    Paragraph(line(LONG)),
    Paragraph(line("My own (words)\\ النيجر"), "own"),
    Bar("2017/2019", "from 2017 to 2019"),
    Heading(2, line("List")),
    Items((line("one"), (Text("two"), Mark(1))), ordered=True),
    Paragraph(line("between")),
    Items((line("three"),)),
    Bar("2017/2019", ""),
    Locator((), (), (line("Nothing is shown."),)),
    Footnotes((Footnote(1, (line("A note"),)),)),
)
DOCUMENT = Document("Title", "coop:theme/t", BLOCKS)


def read(document: Document = DOCUMENT, tr: Translate = ENGLISH) -> PdfReader:
    return PdfReader(io.BytesIO(write_pdf(document, "An edition", "DejaVu Sans", tr, paths.world_map())), strict=True)


def laid_out(target: str) -> Document:
    store = ReferenceStore(paths.reference_file())
    document = lay_out_whole(store.page(parse_address(target)), store.edition, date(2026, 11, 23), ENGLISH)
    store.close()
    return document


def elements(reader: PdfReader) -> Iterator[tuple[str, str, DictionaryObject]]:
    """Yield role, text and dictionary of each element in reading order."""

    def walk(element: DictionaryObject) -> Iterator[tuple[str, str, DictionaryObject]]:
        kind = element["/S"].removeprefix("/")
        yield kind, str(element.get("/ActualText", element.get("/Alt", ""))), element
        for child in element["/K"]:
            if child.get_object().get("/Type") == "/StructElem":
                assert child.get_object()["/P"].get_object() == element
                yield from walk(child.get_object())

    return walk(reader.root_object["/StructTreeRoot"]["/K"].get_object())


def marks(page: PageObject) -> list[int]:
    """Return the numbers of the marks in the content of a page, which must be balanced and not nested."""
    content = page.get_contents().get_data()
    found = re.findall(rb"(?:/\w+ << /MCID (\d+) >> BDC|/Artifact (BMC)|(EMC))\n", content)
    assert [bool(end) for _, _, end in found] == [False, True] * (len(found) // 2)
    return [int(number) for number, _, _ in found if number]


def test_blocks_are_tagged_in_reading_order_with_their_text() -> None:
    found = [(role, text) for role, text, _ in elements(read())]
    assert found == [
        ("Document", ""),
        ("H1", "Title"),
        ("P", LONG.strip()),
        ("P", "My own (words)\\ النيجر"),
        ("Figure", "from 2017 to 2019"),
        ("H2", "List"),
        ("L", ""),
        *(("LI", ""), ("LBody", "one"), ("LI", ""), ("LBody", "two 1")),
        ("P", "between"),
        *(("L", ""), ("LI", ""), ("LBody", "three")),
        ("Figure", "Nothing is shown."),
        ("P", "Nothing is shown."),
        *(("L", ""), ("LI", ""), ("LBody", "A note")),
    ]


def test_facts_and_tables_are_read_row_by_row_with_their_labels() -> None:
    facts = KeyFacts((KeyFact("Codes", (line("NE"), line("NER"))), KeyFact("Grant", (line("4 million"),))), columns=1)
    single = Table(("Arrangement", "Network"), (Row(((line("not listed"),), (line("listed"),))),))
    years = StripYears(2017, 2026, ("2019-02-01", "2021-12-31"), "2026-11-29")
    strip = Strip(("Project", "Timeframe", "Grant"), (Span(line("AFIC"), "2017", line("in 2017"), line("4")),), years)
    found = [text for role, text, _ in elements(read(Document("T", "coop:x/y", (facts, single, strip)))) if text]
    read_aloud = " ".join(re.sub(r"[:;·]", "", " ".join(found)).split())
    assert read_aloud == (
        "Codes NE NER Grant 4 million Arrangement not listed Network listed Project AFIC Timeframe Grant in 2017 4"
    )
    for words in ("Codes: NE", "Arrangement: not listed; Network: listed", "AFIC; "):
        assert words in "; ".join(found)


@pytest.mark.parametrize("target", TARGETS)
def test_every_text_has_a_mark_and_every_mark_an_element(target: str) -> None:
    document = laid_out(target)
    reader = read(document)
    assert reader.root_object["/MarkInfo"]["/Marked"].value is True
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    owned: dict[tuple[int, int], DictionaryObject] = {}
    for role, text, element in elements(reader):
        if role not in ("Document", "L", "LI"):
            assert text, role
            for mark in element["/K"]:
                owned[pages[mark.raw_get("/Pg").idnum], mark["/MCID"]] = element
    tree = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(tree[::2], tree[1::2], strict=True))
    for number, page in enumerate(reader.pages):
        of_page: ArrayObject = parents[page["/StructParents"]]
        assert marks(page) == list(range(len(of_page)))
        assert [each.get_object() for each in of_page] == [owned.pop((number, mark)) for mark in marks(page)]
    assert not owned
    levels = [int(role[1]) for role, _, _ in elements(reader) if re.fullmatch("H[1-6]", role)]
    assert levels[0] == 1
    assert all(level <= above + 1 for above, level in pairwise(levels))


def shown(page: PageObject) -> list[bytes]:
    """Return the glyphs and the fills and lines of a page in their order."""
    return re.findall(rb"<[0-9A-F]+> Tj|\n(?:f\*?|S|B\*?|Do|sh)\n", page.get_contents().get_data())


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_painted_twice_or_left_out(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = laid_out(target)
    tagged = read(document)
    monkeypatch.setattr(PaperPages, "paint_apart", PaperPages.paint)
    painted, _ = paint_pdf(document, "An edition", "DejaVu Sans", ENGLISH, paths.world_map())
    for one, other in zip(PdfReader(io.BytesIO(painted)).pages, tagged.pages, strict=True):
        assert shown(one) == shown(other)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm of poppler-utils is not installed here")
@pytest.mark.parametrize("target", [*TARGETS, "", "rtl"])
def test_pages_look_the_same_to_the_pixel(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, tr = laid_out(target) if "/" in target or target == "home" else DOCUMENT, ENGLISH
    tr = RIGHT_TO_LEFT if target == "rtl" else ENGLISH
    pictures = []
    for name in ("tagged", "painted"):
        content = write_pdf(document, "An edition", "DejaVu Sans", tr, paths.world_map())
        (tmp_path / f"{name}.pdf").write_bytes(content)
        subprocess.run(["pdftoppm", "-r", "100", tmp_path / f"{name}.pdf", tmp_path / name], check=True)
        pictures.append([path.read_bytes() for path in sorted(tmp_path.glob(f"{name}*.ppm"))])
        monkeypatch.setattr(PaperPages, "paint_apart", PaperPages.paint)
        monkeypatch.setattr("coopviewer.widgets.export.paper.completed", lambda content, *_: content)
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) > 0


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed here")
@pytest.mark.parametrize("target", TARGETS)
def test_an_independent_program_finds_no_fault(target: str, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(
        write_pdf(laid_out(target), "An edition", "DejaVu Sans", ENGLISH, paths.world_map())
    )
    subprocess.run(["qpdf", "--check", tmp_path / "page.pdf"], check=True)
    if shutil.which("pdffonts") is not None:
        fonts = subprocess.run(["pdffonts", tmp_path / "page.pdf"], check=True, capture_output=True, text=True).stdout
        rows = fonts.splitlines()[2:]
        assert rows
        assert all(re.search(r" yes (?:yes|no ) (?:yes|no )", row) for row in rows), "fonts are embedded"


@pytest.mark.parametrize(
    "alter",
    [
        lambda file: file.replace(b"/FlateDecode", b"/FlateDECODE"),
        lambda file: file.replace(b"/Type /Page\n", b"/Type /Pago\n"),
        lambda file: file.replace(b"\nendstream", b"\nendstreaM"),
    ],
)
def test_a_file_that_cannot_be_tagged_still_has_bookmarks(
    caplog: pytest.LogCaptureFixture, alter: Callable[[bytes], bytes]
) -> None:
    painted, pages = paint_pdf(DOCUMENT, "An edition", "DejaVu Sans", ENGLISH)
    altered = alter(painted)
    assert altered != painted
    with caplog.at_level(logging.WARNING):
        content = completed(altered, pages.headings, pages.tagged_blocks(), "en")
    assert "without tags" in caplog.text
    assert "without bookmarks" not in caplog.text
    assert b"/Outlines" in content
    assert b"/StructTreeRoot" not in content


def test_a_block_that_is_not_known_leaves_the_file_untagged(caplog: pytest.LogCaptureFixture) -> None:
    painted, pages = paint_pdf(DOCUMENT, "An edition", "DejaVu Sans", ENGLISH)
    with caplog.at_level(logging.WARNING):
        content = completed(painted, pages.headings, pages.tagged_blocks()[:-1], "en")
    assert b"/StructTreeRoot" not in content
    assert "without tags" in caplog.text
