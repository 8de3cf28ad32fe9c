"""A small PDF file as Qt writes them, read, changed and written anew; whatever is unlike Qt's is refused."""

import re
import zlib
from collections.abc import Mapping

import pytest

from coopviewer.rendering.document.paper_links import HeadingPlace
from coopviewer.rendering.pdf.navigation import completed
from coopviewer.rendering.pdf.pdf_file import PdfFile, UnexpectedPdf, text_string
from coopviewer.rendering.pdf.tagging import ARTIFACT, CLIP_LEFT, TaggedBlock

CATALOG = b"<<\n/Type /Catalog\n/Pages 2 0 R\n>>"


def stream(content: bytes, length: int) -> bytes:
    packed = zlib.compress(content)
    return b"<<\n/Length %d 0 R\n/Filter /FlateDecode\n>>\nstream\n%s\nendstream" % (length, packed)


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """Write objects as Qt does: each at its place, then their table, and the trailer."""
    content, places = b"%PDF-1.4\n", []
    for number, each in objects.items():
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer\n<<\n/Size %d\n/Info 1 0 R\n/Root 1 0 R\n>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, end)


def of_page(content: bytes) -> bytes:
    """Return a file of one page with a content."""
    packed = stream(content, 5)
    length = len(packed.split(b"stream\n", 1)[1]) - len(b"\nendstream")
    pages = {2: b"<<\n/Type /Pages\n/Kids [3 0 R]\n>>", 3: b"<<\n/Type /Page\n/Contents 4 0 R\n>>"}
    return pdf({1: CATALOG, **pages, 4: packed, 5: b"%d" % length})


CLIP = b"-%d 5 m\n-3 5 l\n-3 9 l\nh\nW n\n"
PAGE = of_page(
    b"q\n"
    + CLIP % CLIP_LEFT
    + b"(a) Tj\n"
    + CLIP % (CLIP_LEFT + 1)
    + b"(b) Tj\n"
    + CLIP % (CLIP_LEFT + 2)
    + b"(c) Tj\n"
)


def test_objects_are_read_by_their_numbers_and_others_refused() -> None:
    file = PdfFile(PAGE)
    assert file.root == 1
    assert file.get(1) == CATALOG
    assert file.get(5).isdigit()
    assert file.stream(4).startswith(b"q\n-1000 5 m\n")
    assert file.reference(file.get(3), b"Contents") == 4
    for number in (0, 6, -1):
        with pytest.raises(UnexpectedPdf):
            file.get(number)
        with pytest.raises(UnexpectedPdf):
            file.stream(number)
    with pytest.raises(UnexpectedPdf):
        file.reference(file.get(3), b"Parent")
    with pytest.raises(UnexpectedPdf):
        file.stream(5)


def test_a_file_with_changes_is_read_as_one_that_was_written_so() -> None:
    file = PdfFile(PAGE)
    assert PdfFile(file.written()).written() == file.written()
    assert [file.reserve(), file.reserve()] == [6, 7]
    file.replace(6, b"<< /New 1 >>")
    file.replace(7, b"(x)")
    file.replace(3, b"<< /Type /Page\n>>")
    again = PdfFile(file.written())
    assert [again.get(number) for number in (1, 3, 6, 7)] == [CATALOG, b"<< /Type /Page\n>>", b"<< /New 1 >>", b"(x)"]
    assert again.stream(4) == PdfFile(PAGE).stream(4)
    assert b"/Size 8\n" in file.written()
    assert file.get(6) == b"<< /New 1 >>"


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        PAGE[:-8],
        PAGE + b"more",
        PAGE.replace(b"%PDF-1", b"%PDF-2"),
        PAGE.replace(b"/Root 1", b"/Boot 1"),
        PAGE.replace(b"trailer", b"trailor"),
        PAGE.replace(b"00000 n", b"00000 x"),
        PAGE.replace(b"xref\n0 6", b"xref\n1 6"),
    ],
)
def test_a_file_that_is_unlike_those_of_qt_is_refused(wrong: bytes) -> None:
    with pytest.raises(UnexpectedPdf):
        PdfFile(wrong)


def test_texts_are_escaped_and_beyond_ascii_in_utf_16() -> None:
    assert text_string("a (b) \\ c") == b"(a \\(b\\) \\\\ c)"
    assert text_string("é") == b"(\xfe\xff\x00\xe9)"


HEADINGS = [
    *(HeadingPlace(1, "One", "a"), HeadingPlace(2, "Two", "b"), HeadingPlace(3, "Three", "c")),
    *(
        HeadingPlace(2, "", "d"),
        HeadingPlace(2, "Four", "e"),
        HeadingPlace(1, "Five", "f"),
        HeadingPlace(3, "Six", "g"),
    ),
]


def test_bookmarks_are_a_tree_by_their_levels() -> None:
    file = PdfFile(completed(PAGE, HEADINGS, (), "en"))
    root = file.reference(file.get(file.root), b"Outlines")
    assert b"/Lang (en)" in file.get(file.root)
    assert b"/StructTreeRoot" not in file.get(file.root)

    def tree(number: int) -> list[tuple[str, list[object], int]]:
        found, last = [], 0
        at = file.reference(file.get(number), b"First") if b"/First" in file.get(number) else 0
        while at:
            entry = file.get(at)
            title = re.search(rb"/Title \((.*?)\)", entry)
            count = re.search(rb"/Count (-?\d+)", entry)
            assert title is not None
            assert file.reference(entry, b"Parent") == number
            assert (file.reference(entry, b"Prev") if last else 0) == last
            found.append((title[1].decode(), tree(at), int(count[1]) if count else 0))
            last, at = at, file.reference(entry, b"Next") if b"/Next" in entry else 0
        if found:
            assert file.reference(file.get(number), b"Last") == last
        return found  # type: ignore[return-value]

    assert tree(root) == [
        ("One", [("Two", [("Three", [], 0)], -1), ("Four", [], 0)], 2),
        ("Five", [("Six", [], 0)], 1),
    ]
    assert b"/Count 5\n" in file.get(root)
    assert b"/Outlines" not in PdfFile(completed(PAGE, HEADINGS[3:4], (), "en")).get(1)


def test_each_block_is_marked_with_its_role_in_reading_order() -> None:
    blocks = [TaggedBlock("H1", "A"), TaggedBlock(ARTIFACT), TaggedBlock("LI", "C")]
    file = PdfFile(completed(PAGE, (), blocks, "en"))
    catalog, page = file.get(1), file.get(3)
    assert b"/MarkInfo << /Marked true >>" in catalog
    assert b"/StructParents 0\n/Tabs /S" in page
    content = zlib.decompress(file.get(4).split(b"stream\n", 1)[1].removesuffix(b"\nendstream"))
    marks = re.findall(rb"/(\w+) (?:<< /MCID (\d+) >> BDC|BMC)\n(\(\w\)) Tj\n+EMC", content)
    assert marks == [(b"H1", b"0", b"(a)"), (b"Artifact", b"", b"(b)"), (b"LBody", b"1", b"(c)")]
    structure = file.get(file.reference(catalog, b"StructTreeRoot"))
    document = file.get(file.reference(structure, b"K"))
    assert b"/ParentTreeNextKey 1" in structure
    assert document.count(b" 0 R") >= 3  # two elements and the root


@pytest.mark.parametrize("blocks", [[TaggedBlock("P")], [TaggedBlock("P")] * 2])
def test_content_of_a_block_that_is_unknown_has_no_tags_but_bookmarks(
    blocks: list[TaggedBlock], caplog: pytest.LogCaptureFixture
) -> None:
    file = PdfFile(completed(PAGE, HEADINGS, blocks, "en"))
    assert b"/StructTreeRoot" not in file.get(1)
    assert b"/Outlines" in file.get(1)
    assert "without tags" in caplog.text


def test_a_file_that_cannot_be_read_stays_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    assert completed(b"no PDF", HEADINGS, (), "en") == b"no PDF"
    assert "without bookmarks" in caplog.text
