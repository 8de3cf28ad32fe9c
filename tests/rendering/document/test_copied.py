"""What is copied, as text and as HTML, read back by a parser of HTML and split at its tabs."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from justhtml import JustHTML

from coopviewer.rendering.document.copied import (
    Copied,
    CopiedParagraph,
    CopiedTable,
    CopiedText,
    copied_rows,
    may_be_formula,
    with_citation,
    write_copied,
)

CELLS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=20)


def plain(text: str) -> CopiedParagraph:
    return CopiedParagraph(((CopiedText(text),),))


def parsed(copied: Copied) -> JustHTML:
    return JustHTML(copied.html, strict=True, sanitize=False)


def grid(copied: Copied) -> list[list[str]]:
    rows = parsed(copied).query("tr")
    return [[cell.to_text(separator="").strip() for cell in row.query("td, th")] for row in rows]


def test_rows_are_a_table_with_headings_and_links() -> None:
    copied = copied_rows(
        ("Title", "Kind"),
        [[CopiedText("Niger", "coop:country/NE"), CopiedText("Country")], [CopiedText("Mali"), CopiedText("Country")]],
    )
    assert copied.text == "Title\tKind\nNiger\tCountry\nMali\tCountry"
    assert grid(copied) == [["Title", "Kind"], ["Niger", "Country"], ["Mali", "Country"]]
    (link,) = parsed(copied).query("a")
    assert link.attrs["href"] == "coop:country/NE"


def test_a_single_row_has_no_headings() -> None:
    assert copied_rows(("Title", "Kind"), [[CopiedText("a"), CopiedText("b")]]).text == "a\tb"


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "mark:3", "fold:x", "data:text/html,x"]
)
def test_only_addresses_of_entries_and_of_the_web_are_links(target: str) -> None:
    for address, count in ((target, 0), ("coop:home", 1), ("https://a.example", 1)):
        copied = write_copied([CopiedParagraph(((CopiedText("x", address),),))])
        assert len(parsed(copied).query("a")) == count


def test_a_cell_stays_one_cell_whatever_is_in_it() -> None:
    lines = ((CopiedText("one\ttwo"),), (CopiedText("three\nfour"),))
    copied = write_copied([CopiedTable(((lines, ((CopiedText("b"),),)),))])
    assert copied.text == "one two · three four\tb"
    assert len(parsed(copied).query("td")) == 2


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-cmd|' /C calc'!A0", "@x", "  =1", "\uff1d1+1", "- a list"])
def test_what_looks_like_a_formula_is_copied_as_text(text: str) -> None:
    copied = copied_rows((), [[CopiedText(text), CopiedText("b")]])
    assert copied.text.startswith("'")
    cell = parsed(copied).query("td")[0]
    assert cell.attrs["sdnum"] == "1033;0;@"
    assert "mso-number-format" in (cell.attrs["style"] or "")
    assert cell.to_text().strip() == text.strip()


@pytest.mark.parametrize("text", ["-5", "+3.2", "-1,000 %", "a=b", "", "2017- 2023", "– not listed"])
def test_numbers_and_words_are_no_formulas(text: str) -> None:
    assert not may_be_formula(text)


def test_items_that_follow_each_other_are_one_list() -> None:
    item = CopiedParagraph(((CopiedText("i"),),), list_tag="ul")
    numbered = item._replace(list_tag="ol")
    tree = parsed(write_copied([item, item, plain("p"), item, numbered]))
    assert [len(each.query("li")) for each in tree.query("ul, ol")] == [2, 1, 1]


def test_a_citation_stands_behind_what_is_copied() -> None:
    copied = with_citation(write_copied([plain("a < b")]), "Wells & more")
    assert copied.text == "a < b\n\nWells & more"
    assert [each.to_text() for each in parsed(copied).query("p")] == ["a < b", "Wells & more"]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
@example([["'=", "''+1"]])
def test_any_cells_come_back_from_both_formats(rows: list[list[str]]) -> None:
    copied = copied_rows((), [[CopiedText(cell) for cell in row] for row in rows])
    wanted = [[" ".join(cell.split()) for cell in row] for row in rows]
    text = [
        [cell.removeprefix("'") if may_be_formula(cell.lstrip("'")) else cell for cell in line.split("\t")]
        for line in copied.text.split("\n")
    ]
    assert text == wanted
    assert [[" ".join(cell.split()) for cell in row] for row in grid(copied)] == wanted


@pytest.mark.parametrize(
    ("headers", "rows", "first"),
    [
        (("Title",), (("Niger",), ("Mali",)), "Niger"),
        (("Title", "Code"), (("Niger", "NE"),), "Niger\tNE"),
        (("Title", "Code"), (("Niger", "NE"), ("Mali", "ML")), "Title\tCode"),
    ],
)
def test_only_several_rows_of_several_columns_have_headings(
    headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...], first: str
) -> None:
    copied = copied_rows(headers, [[CopiedText(cell) for cell in row] for row in rows])
    assert copied.text.splitlines()[0] == first
    assert ("<th" in copied.html) is (first == "Title\tCode")


def test_a_cell_alone_in_its_row_is_as_wide_as_the_table() -> None:
    def cell(text: str) -> tuple[tuple[CopiedText, ...], ...]:
        return ((CopiedText(text),),)

    rows = ((cell("a"), cell("b"), cell("c")), (cell("below"),), (cell("d"), cell("e")))
    cells = parsed(write_copied([CopiedTable(rows)])).query("td")
    assert [each.attrs.get("colspan") for each in cells] == [None, None, None, "3", None, None]
    assert "colspan" not in write_copied([CopiedTable(((cell("a"),), (cell("b"),)))]).html
    assert write_copied([CopiedTable(())]).text == ""


def test_labels_and_values_have_a_line_each_if_that_is_asked() -> None:
    row = (((CopiedText("Grant"),),), ((CopiedText("4 "), CopiedText("euros")), (CopiedText("=1"),)))
    assert write_copied([CopiedTable((row,), as_lines=True)]).text == "Grant\n4 euros\n=1"
    assert write_copied([CopiedTable((row,))]).text == "Grant\t4 euros · =1"


def test_the_first_row_of_a_headed_table_alone_is_of_headings() -> None:
    rows = tuple(((((CopiedText(text, strong=True),),)),) for text in "ab")
    headed, plain_rows = (parsed(write_copied([CopiedTable(rows, headed)])) for headed in (True, False))
    assert [len(headed.query(tag)) for tag in ("th", "td", "strong")] == [1, 1, 1]
    assert [len(plain_rows.query(tag)) for tag in ("th", "td", "strong")] == [0, 2, 2]


def test_paragraphs_are_headings_of_their_level_or_plain() -> None:
    heading = CopiedParagraph(((CopiedText("Goals", strong=True),),), level=2)
    lines = CopiedParagraph(((CopiedText("a\nb\tc", strong=True),), (CopiedText("d"),)))
    html = write_copied([heading, lines]).html
    assert "<body><h2>Goals</h2><p><strong>a<br>b c</strong><br>d</p></body>" in html
    assert write_copied([heading, lines]).text == "Goals\na\nb\tc\nd"


def test_an_empty_paragraph_is_an_empty_line_of_text_alone() -> None:
    copied = write_copied([plain("a"), CopiedParagraph(((),)), plain("b")])
    assert copied.text == "a\n\nb"
    assert copied.html.count("<p>") == 2


def test_columns_run_from_right_to_left_if_the_interface_does() -> None:
    table = CopiedTable(((((CopiedText("a"),),),),))
    assert 'dir="rtl"' in write_copied([table], right_to_left=True).html
    assert "dir=" not in write_copied([table]).html


@pytest.mark.parametrize(
    ("text", "is_formula"),
    [
        *((sign + "a", True) for sign in "=+-@\uff1d\uff0b\uff0d\uff20"),
        *((f" {sign}a", True) for sign in "=@"),
        *(("a=b", False), ("+5", False), ("-1.5%", False), ("- 5", False), ("--5", True), ("-5a", True), ("-", True)),
    ],
)
def test_only_what_begins_as_a_formula_and_is_no_number_may_be_one(text: str, is_formula: bool) -> None:
    assert may_be_formula(text) is is_formula
