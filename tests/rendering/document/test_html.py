"""A document as the HTML that the window shows: what stands beside what, and where a link leads."""

import re

import pytest

from coopviewer.rendering.document.document import (
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
    Mark,
    Paragraph,
    Row,
    RunIn,
    ShowAll,
    Table,
    Text,
    lines_of,
)
from coopviewer.rendering.document.html import list_target, write_html


def line(text: str) -> Line:
    return (Text(text),)


def html_of(*blocks: object, narrow: bool = False, right_to_left: bool = False) -> str:
    document = Document("T", "coop:theme/t", blocks)  # type: ignore[arg-type]
    return write_html(document, narrow=narrow, right_to_left=right_to_left)


def rows_of(html: str) -> list[list[str]]:
    """Return the words of each cell of each table row."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in rows]


FACTS = tuple(KeyFact(name, (line(value),)) for name, value in (("a", "1"), ("b", "2"), ("c", "3")))
TABLE = Table(
    ("What", "When"),
    (
        Row(((line("one"),), (line("2017"), line("known")))),
        Row(((line("two"),), (line("2018"),)), (Paragraph(line("unfolded")),)),
    ),
)


def test_key_facts_stand_two_in_a_row_unless_said_otherwise() -> None:
    assert rows_of(html_of(KeyFacts(FACTS))) == [["a", "1", "b", "2"], ["c", "3"]]
    assert rows_of(html_of(KeyFacts(FACTS, columns=1))) == [["a", "1"], ["b", "2"], ["c", "3"]]
    assert rows_of(html_of(KeyFacts(FACTS, columns=3))) == [["a", "1", "b", "2", "c", "3"]]


def test_on_a_narrow_page_key_facts_stand_one_below_the_other() -> None:
    assert rows_of(html_of(KeyFacts(FACTS), narrow=True)) == [["a", "1"], ["b", "2"], ["c", "3"]]


def test_a_table_has_its_headings_above_its_rows_and_details_beneath_theirs() -> None:
    html = html_of(TABLE)
    assert rows_of(html) == [["What", "When"], ["one", "2017known"], ["two", "2018"], ["unfolded"]]
    assert '<td class="row" colspan="2">' in html
    assert '<td class="row">one</td>' in html  # which has a line below it
    assert "<td>two</td>" in html  # whose line is below what it unfolds


def test_a_table_shares_out_its_width_where_it_says_how() -> None:
    assert re.findall(r'width="([^"]*)">', html_of(TABLE._replace(widths=("30%", "70%")))) == ["100%", "30%", "70%"]
    assert re.findall(r'width="([^"]*)">', html_of(TABLE)) == ["100%", "", ""]


def test_on_a_narrow_page_each_cell_of_a_table_stands_beside_its_heading() -> None:
    html = html_of(TABLE, narrow=True)
    assert rows_of(html) == [["What", "one"], ["When", "2017known"], ["What", "two"], ["When", "2018"]]
    assert html.count("<hr>") == 2
    assert html.index("two") < html.index('<p class="">unfolded</p>')


def test_a_list_is_numbered_from_its_first_number_and_one_with_bullets_is_not_numbered() -> None:
    lines = (line("a"), line("b"))
    assert html_of(Items(lines)) == "<body><ul><li>a</li><li>b</li></ul></body>"
    assert html_of(Items(lines, ordered=True)) == "<body><ol><li>a</li><li>b</li></ol></body>"
    assert '<ol start="2">' in html_of(Items(lines, ordered=True, first=2))
    assert '<ol start="11">' in html_of(Items(lines, ordered=True, first=11))


def test_a_heading_is_named_where_it_has_an_anchor() -> None:
    assert html_of(Heading(2, line("Goals"), "goals")) == '<body><h2><a name="goals"></a>Goals</h2></body>'
    assert html_of(Heading(3, line("a & b"))) == "<body><h3>a &amp; b</h3></body>"


def test_fields_are_numbered_in_the_order_of_the_page_and_marks_negatively() -> None:
    fields: list[Field] = []
    first, second = Field("f/1", "one"), Link("Niger", "coop:country/NE", "f/2")
    html = write_html(
        Document("T", "coop:t", (Paragraph((first, Mark(1, "f/1"), second, Link("x", "coop:y"))),)), fields=fields
    )
    assert re.findall(r'title="([^"]*)"', html) == ["1", "-2", "3"]
    assert fields == [first, Field("f/1", ""), Field("f/2", "Niger")]


def test_without_a_list_for_fields_no_text_is_numbered() -> None:
    assert "title=" not in html_of(Paragraph((Field("f", "one"), Mark(1, "f"), Link("n", "coop:x", "f"))))


@pytest.mark.parametrize(("text", "shown"), [("a\nb", "a\u2028b"), ("a\r\nb", "a \u2028b"), ("\u2029", "\u2028")])
def test_a_fact_keeps_its_length_where_qt_would_begin_a_paragraph(text: str, shown: str) -> None:
    html = write_html(Document("T", "coop:t", (Paragraph((Field("f", text),)),)), fields=[])
    assert f">{shown}</span>" in html


def test_a_footnote_is_where_its_mark_leads() -> None:
    notes = Footnotes((Footnote(1, (line("Stated"), line("A source"))), Footnote(2, (line("Inferred"),))))
    html = html_of(Paragraph((Mark(2),)), notes)
    assert 'href="mark:2"' in html
    assert '<a name="source-2"></a>2' in html
    assert rows_of(html) == [["1", "StatedA source"], ["2", "Inferred"]]


def test_a_cut_list_leads_to_the_side_of_its_relations() -> None:
    assert list_target(ShowAll("all", "funds", True)) == "list:out:funds"
    assert list_target(ShowAll("all", "funds", False)) == "list:in:funds"


def test_the_lines_of_blocks_are_given_in_reading_order() -> None:
    a, b, c = line("a"), line("b"), line("c")
    table = Table(("h",), (Row(((a,),), (Paragraph(b),)), Row(((c,),))))
    for block in (table, KeyFacts((KeyFact("k", (a, b)), KeyFact("l", (c,)))), Items((a, b, c)), RunIn((a, b, c))):
        assert list(lines_of(block)) == [a, b, c]
    assert list(lines_of(Footnotes((Footnote(1, (a, b)), Footnote(2, (c,)))))) == [a, b, c]
    assert list(lines_of(Heading(2, a))) == [a]


def test_a_page_is_right_to_left_if_the_interface_is() -> None:
    assert html_of(Paragraph(line("a")), right_to_left=True).startswith('<body dir="rtl">')
    assert html_of(Paragraph(line("a"))).startswith("<body>")


def test_cells_are_mirrored_from_right_to_left() -> None:
    assert rows_of(html_of(KeyFacts(FACTS[:2]), right_to_left=True)) == [["2", "b", "1", "a"]]
    assert rows_of(html_of(TABLE, right_to_left=True))[:2] == [["When", "What"], ["2017known", "one"]]
    notes = Footnotes((Footnote(1, (line("The source"),)),))
    assert rows_of(html_of(notes, right_to_left=True)) == [["The source", "1"]]


def test_a_short_last_row_of_key_facts_is_on_the_right_from_right_to_left() -> None:
    html = html_of(KeyFacts(FACTS), right_to_left=True)
    assert rows_of(html) == [["2", "b", "1", "a"], ["", "3", "c"]]
    assert html.count('<td colspan="2"></td>') == 1


def test_data_keeps_its_own_direction_from_right_to_left() -> None:
    parts = (Text("Title: "), Field("fact", "Niger"), Link("Chad", "coop:country/TD"))
    html = html_of(Paragraph(parts), right_to_left=True)
    isolated = re.findall("\u2068(.*?)\u2069", html)
    assert [re.sub(r"<[^>]+>", "", each) for each in isolated] == ["Niger", "Chad"]
    assert "\u2068" not in html_of(Paragraph(parts))
