"""How each block of a document is written in a web page that stands alone."""

import pytest
from justhtml import JustHTML

from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.document.document import (
    FOOT,
    Bar,
    Block,
    Document,
    Fold,
    Footnote,
    Footnotes,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Mark,
    Paragraph,
    Row,
    ShowAll,
    Table,
    Text,
)
from coopviewer.rendering.document.web_page import write_web_page


def line(text: str) -> Line:
    return (Text(text),)


def page(*blocks: Block) -> JustHTML:
    return JustHTML(write_web_page(Document("T", "coop:theme/t", blocks), ENGLISH), strict=True, sanitize=False)


def texts(tree: JustHTML, selector: str) -> list[str]:
    return [" ".join(element.to_text().split()) for element in tree.query(selector)]


TITLE = Heading(1, line("Title"))


def test_the_title_and_what_is_above_it_are_the_header_and_what_is_below_it_is_not() -> None:
    tree = page(Paragraph(line("Country"), "eyebrow"), TITLE, Paragraph(line("Lead"), "lead"))
    assert texts(tree, "header > *") == ["Country", "Title"]
    assert texts(tree, "main > *") == ["Lead"]


def test_a_document_without_a_title_is_all_in_the_main_part() -> None:
    tree = page(Heading(2, line("Goals"), "goals"), Paragraph(line("a")), Paragraph(line("b")))
    assert texts(tree, "header > *") == []
    assert texts(tree, "main section > *") == ["Goals", "a", "b"]


def test_each_heading_of_the_second_level_begins_a_section() -> None:
    goals = (Heading(2, line("Goals"), "goals"), Paragraph(line("a")), Heading(3, line("More")), Paragraph(line("b")))
    tree = page(TITLE, Paragraph(line("Lead")), *goals, Heading(2, line("Names"), "names"), Paragraph(line("c")))
    assert texts(tree, "main > p") == ["Lead"]
    assert texts(tree, "section") == ["Goals a More b", "Names c"]
    assert texts(tree, "section > h3") == ["More"]
    assert [section.attrs["aria-labelledby"] for section in tree.query("section")] == ["goals", "names"]


def test_the_section_with_the_footnotes_is_told_as_such() -> None:
    notes = Footnotes((Footnote(1, (line("Stated"),)),))
    tree = page(TITLE, Heading(2, line("Goals"), "goals"), Heading(2, line("Sources"), "sources"), notes)
    assert [section.attrs.get("role") for section in tree.query("section")] == [None, "doc-endnotes"]


def test_the_last_paragraphs_are_the_footer_and_carry_no_class() -> None:
    tree = page(
        TITLE,
        Paragraph(line("a"), "soft"),
        Paragraph(line("b")),
        Paragraph(line("c"), FOOT),
        Paragraph(line("d"), FOOT),
    )
    assert texts(tree, "footer > p") == ["c", "d"]
    assert texts(tree, "main > p") == ["a", "b"]
    assert [p.attrs.get("class") for p in tree.query("p")] == ["soft", None, None, None]


def test_a_paragraph_of_the_foot_that_something_follows_stays_where_it_is() -> None:
    tree = page(TITLE, Paragraph(line("a"), FOOT), Paragraph(line("b")))
    assert texts(tree, "main > p") == ["a", "b"]
    assert texts(tree, "footer > p") == []


def test_headings_that_share_an_anchor_have_ids_of_their_own() -> None:
    tree = page(TITLE, *(Heading(2, line("x"), anchor) for anchor in ("goals", "goals", "goals", "goals-2", "")))
    ids = [heading.attrs["id"] for heading in tree.query("h2")]
    assert ids[:3] == ["goals", "goals-2", "goals-3"]
    assert len(set(ids)) == 5


def test_a_list_is_numbered_from_its_first_number_and_one_with_bullets_is_not_numbered() -> None:
    lines = (line("a"), line("b"))
    tree = page(TITLE, Items(lines), Items(lines, ordered=True), Items(lines, ordered=True, first=2))
    assert [element.attrs for element in tree.query("main ul")] == [{}]
    assert [element.attrs.get("start") for element in tree.query("main ol")] == [None, "2"]
    assert texts(tree, "li") == ["a", "b"] * 3


@pytest.mark.parametrize(("columns", "css"), [(1, "one"), (2, "two")])
def test_key_facts_stand_in_one_or_two_columns(columns: int, css: str) -> None:
    tree = page(TITLE, KeyFacts((KeyFact("Grant", (line("4 million"), line("EUR"))),), columns))
    assert [element.attrs["class"] for element in tree.query("dl")] == [css]
    assert (texts(tree, "dt"), texts(tree, "dd")) == (["Grant"], ["4 million", "EUR"])


def test_details_of_a_row_stand_beneath_all_its_cells() -> None:
    rows = (Row(((line("a"),), (line("b"),)), (Paragraph(line("detail")),)), Row(((line("c"),), (line("d"),))))
    tree = page(TITLE, Table(("What", "When"), rows))
    assert texts(tree, "tbody tr") == ["a b", "detail", "c d"]
    assert [row.attrs.get("class") for row in tree.query("tbody tr")] == ["opens", "detail", None]
    assert tree.query("tr.detail td")[0].attrs["colspan"] == "2"
    assert [cell.attrs.get("data-label") for cell in tree.query("tbody td")] == ["What", "When", None, "What", "When"]


def test_each_drawing_of_a_page_has_a_name_of_its_own() -> None:
    tree = page(TITLE, Bar("2017", "a"), Bar("2018", "b"))
    assert len({title.attrs["id"] for title in tree.query("svg title")}) == 2


def test_a_footnote_leads_back_to_each_place_that_names_it() -> None:
    notes = Footnotes(tuple(Footnote(number, (line(f"note {number}"),)) for number in (1, 2, 3)))
    tree = page(TITLE, Paragraph((Mark(1), Mark(2), Mark(1))), notes)
    back = {item.attrs["id"]: [a.attrs["href"] for a in item.query("a")] for item in tree.query("ol.notes li")}
    assert back == {"note_1": ["#note_1_1", "#note_1_2"], "note_2": ["#note_2_1"], "note_3": []}
    assert texts(tree, "a.back sup") == ["1", "2"]  # numbered only where there are several
    assert [mark.attrs["id"] for mark in tree.query("p a")] == ["note_1_1", "note_2_1", "note_1_2"]


def test_what_only_a_window_can_do_is_left_out_and_what_folds_is_words() -> None:
    tree = page(TITLE, Paragraph((Text("a "), ShowAll("Show all", "funds", True), Fold("Goals", "k", False))))
    assert texts(tree, "main p") == ["a Goals"]
    assert not tree.query("main a")
