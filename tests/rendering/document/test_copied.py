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
