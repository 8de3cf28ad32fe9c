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


def of_pages(*contents: bytes) -> bytes:
    """Return a file of pages with these contents; the first page is object 3, its content 4, and its length 5."""
    objects, kids = {}, []
    for number, content in zip(range(3, 1_000, 3), contents, strict=False):
        packed = stream(content, number + 2)
        length = len(packed.split(b"stream\n", 1)[1]) - len(b"\nendstream")
        page = b"<<\n/Type /Page\n/Contents %d 0 R\n>>" % (number + 1)
        objects |= {number: page, number + 1: packed, number + 2: b"%d" % length}
        kids.append(b"%d 0 R" % number)
    return pdf({1: CATALOG, 2: b"<<\n/Type /Pages\n/Kids [%s]\n>>" % b" ".join(kids), **objects})


CLIP = b"-%d 5 m\n-3 5 l\n-3 9 l\nh\nW n\n"
PAGE = of_pages(
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
        PAGE.replace(b"00000 n", b"00000 x", 1),
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
    assert page == b"<<\n/Type /Page\n/Contents 4 0 R\n/StructParents 0\n/Tabs /S\n>>"
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


def test_texts_have_no_line_ends_or_control_characters_of_their_own() -> None:
    assert text_string("a\nb\tc\x00d") == b"(a\\nb\tcd)"
    assert text_string("") == b"()"
    assert text_string("\u010a") == b"(\xfe\xff\x01\\n)"  # whose second byte is a line feed


def without_length(length: bytes) -> bytes:
    """Return a file whose content has another length than it says, as long as the true one in digits."""
    true = PdfFile(PAGE).get(5)
    assert len(true) == len(length)
    return PAGE.replace(b"5 0 obj\n" + true, b"5 0 obj\n" + length)


def test_a_stream_is_read_only_whole_and_packed_as_it_is_expected() -> None:
    length = int(PdfFile(PAGE).get(5))
    assert PdfFile(without_length(b"%d" % length)).stream(4).startswith(b"q\n")
    damaged = bytearray(PAGE)
    damaged[PAGE.index(b"stream\n") + 20] ^= 0xFF
    for wrong in (
        without_length(b"%d" % (length - 1)),
        without_length(b"%d" % (length + 2)),
        without_length(b"x" * len(b"%d" % length)),
        PAGE.replace(b"/FlateDecode", b"/PlaceDecode"),
        bytes(damaged),
        PAGE.replace(b"endstream", b"endscream"),
    ):
        with pytest.raises(UnexpectedPdf, match="stream 4"):
            PdfFile(wrong).stream(4)


def test_a_length_may_end_with_the_line_before_the_end_of_the_stream() -> None:
    length = int(PdfFile(PAGE).get(5))
    assert PdfFile(without_length(b"%d" % (length + 1))).stream(4) == PdfFile(PAGE).stream(4)


def test_an_object_that_is_not_at_its_place_is_refused() -> None:
    moved = PdfFile(PAGE.replace(b"3 0 obj", b"9 0 obj"))
    assert moved.get(1) == CATALOG
    with pytest.raises(UnexpectedPdf, match="object 3"):
        moved.get(3)


def test_the_entries_of_the_trailer_are_kept_and_the_places_are_true() -> None:
    file = PdfFile(PAGE)
    file.replace(1, CATALOG + b" " * 100)
    written = file.written()
    assert b"trailer\n<<\n/Size 6\n/Info 1 0 R\n/Root 1 0 R\n>>\nstartxref\n" in written
    assert written.startswith(b"%PDF-1.4\n1 0 obj\n")
    assert int(re.findall(rb"startxref\n(\d+)", written)[0]) == written.index(b"xref\n0 6")
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", written)]
    assert places == [written.index(b"%d 0 obj\n" % number) for number in range(1, 6)]


def test_deeper_bookmarks_are_closed_until_the_user_opens_them() -> None:
    levels = [HeadingPlace(level, f"h{place}", f"a{place}") for place, level in enumerate((1, 2, 3, 3, 2, 1))]
    file = PdfFile(completed(PAGE, levels, (), "en"))
    entries = {
        title[1].decode(): content
        for number in range(6, 13)
        if (title := re.search(rb"/Title \((\w+)\)", content := file.get(number)))
    }
    counts = {title: re.findall(rb"/Count (-?\d+)", content) for title, content in entries.items()}
    assert counts == {"h0": [b"2"], "h1": [b"-2"], "h2": [], "h3": [], "h4": [], "h5": []}
    assert {title: (b"/Prev" in each, b"/Next" in each) for title, each in entries.items()} == {
        "h0": (False, True),
        "h1": (False, True),
        "h2": (False, True),
        "h3": (True, False),
        "h4": (True, False),
        "h5": (True, False),
    }
    assert b"/Dest (a3)" in entries["h3"]
    assert b"/Count 4\n" in file.get(file.reference(file.get(1), b"Outlines"))


@pytest.mark.parametrize("more", [b"/Lang (de)\n>>", b"/Outlines 2 0 R\n>>", b">> "[:1]])
def test_a_file_with_a_catalog_of_another_form_stays_as_it_is(more: bytes, caplog: pytest.LogCaptureFixture) -> None:
    packed = {2: b"<<\n/Type /Pages\n/Kids []\n>>"}
    content = pdf({1: CATALOG[:-2] + more, **packed})
    assert completed(content, HEADINGS, (), "en") == content
    assert "without bookmarks" in caplog.text


def test_the_catalog_says_language_title_and_page_numbers() -> None:
    catalog = PdfFile(completed(PAGE, (), (), "pt-BR")).get(1)
    for entry in (b"/Type /Catalog", b"/Lang (pt-BR)", b"/DisplayDocTitle true", b"/PageLabels << /Nums [0 << /S /D"):
        assert entry in catalog
    assert b"/MarkInfo" not in catalog


def marked(content: bytes, *blocks: int) -> bytes:
    """Return the content of a page that begins with something and paints blocks, each a line of text."""
    return content + b"".join(CLIP % (CLIP_LEFT + block) + b"(t%d) Tj\n" % block for block in blocks)


def elements_of(file: PdfFile, number: int) -> tuple[str, str, list[object]]:
    """Return an element of the structure: its role, its words, and the elements or marks below it."""
    content = file.get(number)
    role = re.search(rb"/S /(\w+)", content)
    words = re.search(rb"/(?:ActualText|Alt) \((.*?)\)", content)
    kids = content[content.index(b"/K [") : content.index(b"]")]
    marks = [(int(page), int(mark)) for page, mark in re.findall(rb"/Pg (\d+) 0 R /MCID (\d+)", kids)]
    assert role is not None
    below = [] if marks else [elements_of(file, int(each)) for each in re.findall(rb"(\d+) 0 R", kids)]
    return role[1].decode(), words[1].decode() if words else "", [*marks, *below]


def structure_of(content: bytes, *blocks: TaggedBlock) -> tuple[PdfFile, bytes, list[object]]:
    """Tag a file; return it, the root of its structure, and the elements of the document."""
    file = PdfFile(completed(content, (), blocks, "en"))
    root = file.get(file.reference(file.get(1), b"StructTreeRoot"))
    role, _, elements = elements_of(file, file.reference(root, b"K"))
    assert role == "Document"
    return file, root, elements


def test_items_beside_each_other_are_one_list_and_a_figure_has_its_words() -> None:
    roles = ("LI", "LI", "P", "LI", "Figure")
    blocks = [TaggedBlock(role, f"w{place}") for place, role in enumerate(roles)]
    _, _, elements = structure_of(of_pages(marked(b"q\n", *range(5))), *blocks)
    assert elements == [
        ("L", "", [("LI", "", [("LBody", "w0", [(3, 0)])]), ("LI", "", [("LBody", "w1", [(3, 1)])])]),
        ("P", "w2", [(3, 2)]),
        ("L", "", [("LI", "", [("LBody", "w3", [(3, 3)])])]),
        ("Figure", "w4", [(3, 4)]),
    ]


def test_a_figure_has_other_words_than_texts() -> None:
    file, root, _ = structure_of(of_pages(marked(b"q\n", 0, 1)), TaggedBlock("P", "text"), TaggedBlock("Figure", "map"))
    document = file.get(file.reference(root, b"K"))
    text, figure = (file.get(int(each)) for each in re.findall(rb"(\d+) 0 R", document.partition(b"/K")[2]))
    assert b"/ActualText (text)" in text
    assert b"/Alt (map)" in figure
    assert b"/ActualText" not in figure


def test_a_block_that_goes_on_on_the_next_page_has_marks_on_both() -> None:
    content = of_pages(marked(b"q\n", 0, 1), marked(b"q\n", 1, 2))
    file, root, elements = structure_of(content, TaggedBlock("P", "a"), TaggedBlock("P", "b"), TaggedBlock("P", "c"))
    assert elements == [("P", "a", [(3, 0)]), ("P", "b", [(3, 1), (6, 0)]), ("P", "c", [(6, 1)])]
    assert [b"/StructParents %d\n" % place in file.get(3 + 3 * place) for place in (0, 1)] == [True, True]
    assert b"/ParentTreeNextKey 2" in root
    tree = file.get(file.reference(root, b"ParentTree"))
    document = file.get(file.reference(root, b"K"))
    a, b, c = (each.decode() for each in re.findall(rb"(\d+) 0 R", document.partition(b"/K")[2]))
    assert tree.decode() == f"<< /Nums [0 [{a} 0 R {b} 0 R] 1 [{b} 0 R {c} 0 R]] >>"


@pytest.mark.parametrize("first", [b"(before) Tj\n", b"0 0 9 9 re\nf\n", b"/Im1 Do\n"])
def test_content_before_the_first_block_leaves_a_file_without_tags(
    first: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file = PdfFile(completed(of_pages(marked(b"q\n", 0), marked(first, 0)), (), [TaggedBlock("P")], "en"))
    assert b"/StructTreeRoot" not in file.get(1)
    assert "content of page 2" in caplog.text


def test_a_page_without_blocks_leaves_a_file_without_tags(caplog: pytest.LogCaptureFixture) -> None:
    file = PdfFile(completed(of_pages(b"q\n"), (), [TaggedBlock("P")], "en"))
    assert b"/StructTreeRoot" not in file.get(1)
    assert "content of page 1" in caplog.text


def test_a_block_before_the_first_leaves_a_file_without_tags(caplog: pytest.LogCaptureFixture) -> None:
    file = PdfFile(completed(of_pages(marked(b"q\n", -1)), (), [TaggedBlock("P")], "en"))
    assert b"/StructTreeRoot" not in file.get(1)
    assert "block -1" in caplog.text


@pytest.mark.parametrize(
    "pages", [b"<<\n/Type /Pages\n>>", b"<<\n/Type /Pages\n/Kids []\n>>", b"<<\n/Type /Pages\n/Kids [1 0 R]\n>>"]
)
def test_a_file_without_pages_has_no_tags(pages: bytes, caplog: pytest.LogCaptureFixture) -> None:
    file = PdfFile(completed(pdf({1: CATALOG, 2: pages}), (), [TaggedBlock("P")], "en"))
    assert b"/Lang (en)" in file.get(1)
    assert "without tags, since Qt wrote it otherwise: pages" in caplog.text
