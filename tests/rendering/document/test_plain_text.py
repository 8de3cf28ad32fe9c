"""A document as plain text, as Markdown, and as it is read aloud: the same content in three manners."""

import pytest

from coopviewer.rendering.document.document import (
    STRONG,
    Bar,
    Block,
    Columns,
    Contents,
    ContentsLine,
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
    Paragraph,
    Row,
    RunIn,
    Span,
    Strip,
    StripYears,
    Table,
    Text,
)
from coopviewer.rendering.document.plain_text import write_linked_markdown, write_markdown, write_spoken, write_text


def line(text: str) -> Line:
    return (Text(text),)


def document(*blocks: Block) -> Document:
    return Document("T", "coop:theme/t", blocks)


def test_the_title_is_underlined_twice_a_section_once_and_lower_headings_not_at_all() -> None:
    page = document(
        Heading(1, line("Niger")), Heading(2, line("Goals")), Heading(3, line("P38")), Heading(4, line("x"))
    )
    assert write_text(page) == "Niger\n=====\n\nGoals\n-----\n\nP38\n\nx\n"
    assert write_markdown(page) == "# Niger\n\n## Goals\n\n### P38\n\n#### x\n"
    assert write_spoken(page) == "Niger\n\nGoals\n\nP38\n\nx\n"


def test_marks_name_their_footnotes_but_are_not_read_aloud() -> None:
    page = document(Paragraph((Text("A goal"), Mark(3))), Footnotes((Footnote(3, (line("Stated"), line("A source"))),)))
    assert write_text(page) == "A goal [3]\n\n[3] Stated · A source\n"
    assert write_markdown(page) == "A goal[^3]\n\n[^3]: Stated · A source\n"
    assert write_spoken(page) == "A goal\n\nStated · A source\n"


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Items((line("a"), line("b"))), "- a\n- b\n"),
        (Items((line("a"), line("b")), ordered=True), "1. a\n2. b\n"),
        (Items((line("a"), line("b")), ordered=True, first=11), "11. a\n12. b\n"),
        (RunIn((line("a"), line("b"))), "a; b\n"),
        (
            KeyFacts((KeyFact("Grant", (line("4 million"), line("EUR"))), KeyFact("x", (line("y"),)))),
            "- Grant: 4 million · EUR\n- x: y\n",
        ),
        (Paragraph((Field("f", "one"), Text(" "), Link("two", "coop:x"))), "one two\n"),
    ],
)
def test_a_block_is_written_line_by_line(block: Block, text: str) -> None:
    assert write_text(document(block)) == text


def test_a_row_of_a_table_is_an_item_with_its_details_indented_beneath() -> None:
    row = Row(
        ((line("AFIC"),), (line("2017"), (Fold("Goals", "k", True),))), (Items((line("a"), line("b")), ordered=True),)
    )
    table = Table(("Project", "Timeframe"), (row, Row(((line("x"),), (line("y"),)))))
    assert write_text(document(table)) == (
        "- Project: AFIC; Timeframe: 2017\n  1. a\n  2. b\n- Project: x; Timeframe: y\n"
    )


def test_a_timeframe_that_is_drawn_leaves_no_empty_line() -> None:
    assert write_text(document(Paragraph(line("a")), Bar("2017", "2017"), Paragraph(line("b")))) == "a\n\nb\n"


def test_markdown_tells_strong_words_and_keeps_what_data_says_as_it_is() -> None:
    page = document(Paragraph((Text("Stated", STRONG), Text(". *a* [b](c) #1 | `x` <i>"))))
    assert write_markdown(page) == "**Stated**. \\*a\\* \\[b\\](c) \\#1 \\| \\`x\\` \\<i\\>\n"
    assert write_text(page) == "Stated. *a* [b](c) #1 | `x` <i>\n"


def test_what_steers_a_terminal_is_left_out_and_a_hard_space_is_a_space() -> None:
    assert write_text(document(Paragraph(line("a\x1b[31m\u00a0b\u202e")))) == "a[31m b\n"


def test_a_strip_is_a_list_of_its_rows_without_what_is_empty() -> None:
    spans = (Span(line("Wells"), "2017", line("in 2017"), line("4 euros")), Span((), "2019", line("in 2019"), ()))
    strip = Strip(("Project", "Timeframe", "Grant"), spans, StripYears(2017, 2019, None, "2019-01-01"))
    assert write_text(document(strip)) == (
        "- Project: Wells; Timeframe: in 2017; Grant: 4 euros\n- Timeframe: in 2019\n"
    )


def test_of_a_small_map_only_the_first_line_is_written() -> None:
    assert write_text(document(Locator(("NER",), (), (line("Map: Niger."), line("Boundaries."))))) == "Map: Niger.\n"
    assert write_text(document(Locator(("NER",), (), ()), Paragraph(line("a")))) == "a\n"


def test_columns_are_one_below_the_other_and_what_is_empty_leaves_no_line() -> None:
    columns = Columns((Paragraph(line("a")), Bar("2017", "2017")), (Paragraph(line("b")),))
    assert write_text(document(columns, Paragraph(line("c")))) == "a\n\nb\n\nc\n"


def test_an_annotation_has_a_sign_before_it_that_is_not_read_aloud() -> None:
    page = document(Paragraph(line("mine"), "own"), Paragraph(line("theirs"), "note"))
    assert write_text(page) == "| mine\n\ntheirs\n"
    assert write_markdown(page) == "> mine\n\ntheirs\n"
    assert write_spoken(page) == "mine\n\ntheirs\n"


def test_a_cell_without_words_is_left_out_of_its_row() -> None:
    table = Table(("Project", "Timeframe", "Grant"), (Row(((line("Wells"),), (), (line("4 euros"),))),))
    assert write_text(document(table)) == "- Project: Wells; Grant: 4 euros\n"


@pytest.mark.parametrize(
    ("text", "style", "written"),
    [
        ("gone", "gone", "a~~gone~~b"),
        (" gone ", "gone", "a ~~gone~~ b"),
        ("new ", "added", "a**new** b"),
        ("  ", "added", "a  b"),
    ],
)
def test_markdown_puts_signs_around_words_and_not_around_blanks(text: str, style: str, written: str) -> None:
    assert write_markdown(document(Paragraph((Text("a"), Text(text, style), Text("b"))))) == f"{written}\n"


def test_linked_markdown_has_the_links_that_lead_somewhere() -> None:
    page = document(
        Paragraph((Link("Niger", "coop:country/NE"), Text(" "), Link("[Mali]", "coop:country/ML"), Mark(2))),
        Footnotes((Footnote(2, (line("Stated"),)),)),
    )
    written = write_linked_markdown(page, lambda address: "NE.md" if address.endswith("NE") else "")
    assert written == "[Niger](NE.md) \\[Mali\\][^source-2]\n\n[^source-2]: Stated\n"


def test_line_ends_in_a_text_are_blanks() -> None:
    assert write_text(document(Paragraph(line("a\nb\u2028c")))) == "a b c\n"


def test_the_first_level_of_contents_is_not_indented() -> None:
    contents = Contents((ContentsLine(2, "a", "a"), ContentsLine(3, "b", "b"), ContentsLine(2, "c", "c")))
    assert write_text(document(contents)) == "- a\n  - b\n- c\n"
