"""A document as the HTML that the window shows: what stands beside what, and where a link leads."""

import re

import pytest

from coopviewer.rendering.document.document import (
    Bar,
    Columns,
    Document,
    Field,
    Fold,
    Footnote,
    Footnotes,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Locator,
    Mark,
    PageBreak,
    Paragraph,
    Row,
    RunIn,
    ShowAll,
    Span,
    Strip,
    StripYears,
    Table,
    Text,
    lines_of,
)
from coopviewer.rendering.document.html import list_target, write_html


def line(text: str) -> Line:
    return (Text(text),)


def html_of(*blocks: object, narrow: bool = False, right_to_left: bool = False, on_paper: bool = False) -> str:
    document = Document("T", "coop:theme/t", blocks)  # type: ignore[arg-type]
    return write_html(document, narrow=narrow, right_to_left=right_to_left, on_paper=on_paper)


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


YEARS = StripYears(2017, 2020, None, "2019-01-01")
STRIP = Strip(
    ("Project", "Timeframe", "Grant"),
    (Span(line("Wells"), "2017/2018", line("in 2017"), line("4 euros")), Span(line("Roads"), "", line("none"), ())),
    YEARS,
)


def pictures(html: str) -> list[tuple[str, str]]:
    """Return what each picture of a strip shows, and its width as a part of the page."""
    return [(edtf, share) for edtf, share in re.findall(r'<img src="strip:([^;]*);[^"]*;([^;"]*)"', html)]


def test_a_strip_has_a_picture_for_each_timeframe_between_its_names_and_its_years() -> None:
    html = html_of(STRIP)
    assert pictures(html) == [("head", "0.400"), ("2017/2018", "0.400"), ("axis", "0.400")]
    assert rows_of(html) == [["Project", "", "Grant"], ["Wells", "", "4 euros"], ["Roads", "none", ""], ["", "", ""]]
    assert re.findall(r'alt="([^"]*)"', html) == ["Timeframe", "in 2017"]
    assert re.findall(r'<th width="([^"]*)">', html) == ["26%", "42%", "32%"]


def test_a_strip_on_paper_says_its_timeframes_in_words_too() -> None:
    rows = rows_of(html_of(STRIP, on_paper=True))
    assert rows[:3] == [["Project", "", "Timeframe · Grant"], ["Wells", "", "in 2017 · 4 euros"], ["Roads", "none", ""]]
    unpaid = STRIP._replace(spans=(STRIP.spans[0]._replace(value=()),))
    assert rows_of(html_of(unpaid, on_paper=True))[1] == ["Wells", "", "in 2017"]


def test_a_strip_beside_another_column_has_more_room_for_its_titles_but_on_paper() -> None:
    columns = Columns((STRIP,), (Paragraph(line("x")),))
    screen, paper = html_of(columns), html_of(columns, on_paper=True)
    assert re.findall(r'<th width="([^"]*)">', screen) == ["34%", "34%", "32%"]
    assert re.findall(r'<th width="([^"]*)">', paper) == ["26%", "42%", "32%"]
    assert pictures(screen)[0][1] == f"{0.68 * 0.32:.3f}"
    assert pictures(paper)[0][1] == f"{0.68 * 0.40:.3f}"


def test_a_strip_is_mirrored_from_right_to_left() -> None:
    html = html_of(STRIP, right_to_left=True)
    assert rows_of(html)[0] == ["Grant", "", "Project"]
    assert [row[-1] for row in rows_of(html)[1:]] == ["Wells", "Roads", ""]
    assert re.findall(r'<th width="([^"]*)">', html) == ["32%", "42%", "26%"]


def test_two_columns_are_side_by_side_and_the_second_is_narrow() -> None:
    columns = Columns((KeyFacts(FACTS[:2]),), (KeyFacts(FACTS[:2]),))
    html = html_of(columns)
    assert re.findall(r'<td (?:class="column" )?width="([^"]*)">', html) == ["68%", "32%"]
    left, right = html.split('<td width="32%">')
    assert (left.count("<tr>"), right.count("<tr>")) == (2, 2)  # two facts in a row, and below each other
    mirrored = html_of(columns, right_to_left=True)
    assert re.findall(r'<td (?:class="column" )?width="([^"]*)">', mirrored) == ["32%", "68%"]
    assert "width=" not in html_of(columns, narrow=True)


def test_on_paper_labels_and_maps_have_a_part_of_the_sheet() -> None:
    facts, locator = KeyFacts(FACTS[:1]), Locator(("NER",), ("TCD", "MLI"), (line("Map."),))
    alone, beside = html_of(facts, on_paper=True), html_of(Columns((facts,), (locator,)), on_paper=True)
    assert '<td class="label" width="26%">' in alone
    assert '<td class="label" width="38%">' in beside  # the same width in a narrower column
    assert '<img src="locator:NER;TCD,MLI" width="32">' in beside
    assert '<img src="locator:NER;TCD,MLI">' in html_of(locator, on_paper=True)
    assert '<img src="locator:NER;TCD,MLI">' in html_of(Columns((facts,), (locator,)))
    assert '<td class="label">' in html_of(facts)


def test_a_bar_is_a_picture_of_its_dates() -> None:
    assert html_of(Bar("2017/2018", "in words")) == '<body><p class="bar"><img src="timeframe:2017/2018"></p></body>'
    assert 'src="timeframe:2017/;2016/2018"' in html_of(Bar("2017/", "in words", "2016/2018"))


def test_what_folds_and_where_a_page_ends_can_be_seen() -> None:
    folds = Paragraph((Fold("Goals", "a/b", False), Fold("Goals", "a/b", True)))
    assert re.findall(r'href="fold:a/b">([^<]*)<', html_of(folds)) == ["▸&nbsp;Goals", "▾&nbsp;Goals"]
    assert html_of(PageBreak()) == "<body><hr></body>"


def test_a_link_to_a_part_of_a_title_has_a_sign_that_there_is_more() -> None:
    assert html_of(Paragraph((Link("Nige", "coop:a", whole="Niger"),))).count("Nige…") == 1
    assert "…" not in html_of(Paragraph((Link("Niger", "coop:a"),)))


def test_a_heading_of_a_table_is_a_link_where_it_has_an_address() -> None:
    html = html_of(TABLE._replace(links=("", "coop:project/a")))
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', html) == [("coop:project/a", "When")]
    assert '<table class="titled"' in html
    assert "titled" not in html_of(TABLE)


def test_on_a_narrow_page_an_empty_cell_has_no_heading() -> None:
    table = Table(("a", "b"), (Row(((line("x"),), ())), Row(((), (line("y"),)))))
    assert rows_of(html_of(table, narrow=True)) == [["a", "x"], ["b", "y"]]
