"""A document as it is set on paper: one line after the other, in parts that are laid out in a moment."""

import pytest

from coopviewer.rendering.document.document import (
    STRONG,
    Bar,
    Block,
    Columns,
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
    Mark,
    Paragraph,
    PartAnchor,
    Row,
    RunIn,
    Span,
    Strip,
    StripYears,
    Table,
    Text,
)
from coopviewer.rendering.document.paper_layout import BREAK, parts_of, set_for_paper


def line(text: str) -> Line:
    return (Text(text),)


def on_paper(*blocks: Block) -> tuple[Block, ...]:
    return set_for_paper(Document("T", "coop:theme/t", blocks)).blocks


def words(line: Line) -> str:
    return "".join(part.text for part in line if not isinstance(part, Mark | PartAnchor))


def sizes(*blocks: Block) -> list[int]:
    """Return how many blocks each part of a document has; the parts together are all of it."""
    parts = list(parts_of(Document("T", "coop:theme/t", blocks)))
    assert tuple(block for part in parts for block in part.blocks) == blocks
    assert {(part.title, part.address) for part in parts} == {("T", "coop:theme/t")}
    return [len(part.blocks) for part in parts]


NAME = Link("AFIC", "coop:project/afic")
PARAGRAPH, HEADING = Paragraph(line("p")), Heading(2, line("h"))


def test_a_row_of_a_table_is_a_heading_with_labelled_lines() -> None:
    row = Row((((NAME,), line("a network")), (line("2017"), line("known to the year"))), (Paragraph(line("goal")),))
    heading, fact, detail = on_paper(Table(("Project", "Timeframe"), (row,)))
    assert isinstance(heading, Heading)
    assert isinstance(fact, Paragraph)
    assert words(heading.line) == "AFIC · a network"
    assert words(fact.line) == "Timeframe: 2017 · known to the year"
    assert detail == Paragraph(line("goal"))


@pytest.mark.parametrize(
    ("above", "below"), [((), 2), ((1,), 2), ((1, 2), 3), ((1, 2, 3), 4), ((1, 2, 3, 2), 3), ((6,), 6)]
)
def test_the_heading_of_a_row_is_one_level_below_the_heading_above_it(above: tuple[int, ...], below: int) -> None:
    block = Table(("Project",), (Row((((NAME,),),)),))
    headings = [h for h in on_paper(*(Heading(at, line("h")) for at in above), block) if isinstance(h, Heading)]
    assert [heading.level for heading in headings] == [*above, below]


def test_a_strip_stays_and_short_labels_are_beside_their_texts() -> None:
    strip = Strip(("", "", ""), (Span(line("AFIC"), "", line("2017"), ()),), StripYears(2017, 2026, ("", ""), ""))
    facts = KeyFacts((KeyFact("Codes", (line("NE"), line("562"))),), columns=1)
    kept, beside = on_paper(strip, facts)
    assert kept == strip
    assert isinstance(beside, KeyFacts)
    assert words(beside.facts[0].lines[0]) == "NE · 562"
    (below,) = on_paper(KeyFacts((KeyFact("A label that is too long for this", (line("NE"),)),), columns=1))
    assert isinstance(below, Paragraph)


def test_each_note_of_the_user_is_one_box() -> None:
    head = (Text("Own note", STRONG), Text(" · me"))
    blocks = [Paragraph(each, "own") for each in (head, line("one"), line("two"), head, line("three"))]
    first, second, after = on_paper(*blocks, PARAGRAPH)
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (words(first.line), first.role) == (f"Own note · me{BREAK}one{BREAK}two", "own")
    assert words(second.line) == f"Own note · me{BREAK}three"
    assert after == PARAGRAPH


def test_a_small_map_is_beside_what_it_is_about_and_its_words_are_below() -> None:
    locator = Locator(("NER",), (), (line("Map: Niger."), line("Boundaries.")))
    heading, beside, note = on_paper(Columns((Heading(3, line("Countries")), RunIn((line("Niger"),))), (locator,)))
    assert heading == Heading(3, line("Countries"))
    assert isinstance(beside, Columns)
    assert beside.side == (locator._replace(lines=()),)
    assert isinstance(note, Paragraph)
    assert words(note.line) == "Map: Niger. Boundaries."
    assert on_paper(Columns((PARAGRAPH,), (PARAGRAPH,))) == (PARAGRAPH, PARAGRAPH)


def test_labels_run_into_their_lines_and_short_things_into_one() -> None:
    fact, flow = on_paper(
        KeyFacts((KeyFact("Grant", (line("4 million"), line("EUR"))),)), RunIn((line("a"), line("b")))
    )
    assert isinstance(fact, Paragraph)
    assert isinstance(flow, Paragraph)
    assert words(fact.line) == "Grant: 4 million · EUR"
    assert words(flow.line) == "a · b"


def test_what_is_lines_already_stays() -> None:
    blocks = (HEADING, PARAGRAPH, Items((line("a"),), ordered=True), Bar("2017/2018", "2017 to 2018"))
    assert on_paper(*blocks) == blocks


def test_a_name_from_right_to_left_does_not_turn_what_follows_it() -> None:
    (fact,) = on_paper(KeyFacts((KeyFact("Names", ((Text("كوسوفو"), Field("f", "كوسوفو"), Text("Kosovo")),)),)))
    assert isinstance(fact, Paragraph)
    assert [part.text for part in fact.line[1:]] == ["كوسوفو\u200e", "كوسوفو", "Kosovo"]


def footnotes(count: int) -> Footnotes:
    return Footnotes(
        tuple(
            Footnote(number, ((Text("Stated", STRONG), Mark(9)), line(f"source {number}")))
            for number in range(1, count + 1)
        )
    )


def test_footnotes_are_numbered_lists_of_at_most_ten_that_go_on_counting() -> None:
    lists = on_paper(footnotes(21))
    assert all(isinstance(block, Items) and block.ordered for block in lists)
    assert [(block.first, len(block.lines)) for block in lists if isinstance(block, Items)] == [
        (1, 10),
        (11, 10),
        (21, 1),
    ]
    assert len(on_paper(footnotes(10))) == 1
    assert on_paper(footnotes(0)) == ()


def test_a_footnote_is_one_small_line_without_marks() -> None:
    (block,) = on_paper(footnotes(1))
    assert isinstance(block, Items)
    assert words(block.lines[0]) == f"Stated{BREAK}source 1"
    assert not any(isinstance(part, Mark) for part in block.lines[0])
    assert {part.style for part in block.lines[0] if isinstance(part, Text)} == {"small-strong", "small-soft", "small"}


def test_a_short_document_is_one_part() -> None:
    assert sizes() == [0]
    assert sizes(PARAGRAPH, HEADING, PARAGRAPH) == [3]


def test_a_part_ends_before_a_heading_once_it_has_ten_blocks() -> None:
    assert sizes(*[PARAGRAPH] * 9, HEADING, PARAGRAPH) == [11]
    assert sizes(*[PARAGRAPH] * 10, HEADING, PARAGRAPH) == [10, 2]
    assert sizes(*[PARAGRAPH] * 30) == [30]  # no heading before which to end
    assert sizes(*([HEADING] + [PARAGRAPH] * 9) * 3) == [10, 10, 10]


def test_no_part_ends_with_a_heading() -> None:
    assert sizes(*[PARAGRAPH] * 9, HEADING, HEADING, PARAGRAPH) == [12]
    assert sizes(*[PARAGRAPH] * 10, HEADING, HEADING, PARAGRAPH) == [10, 3]


def test_each_further_list_of_footnotes_is_a_part_of_its_own() -> None:
    lists = on_paper(footnotes(25))
    assert sizes(PARAGRAPH, *lists) == [2, 1, 1]
    assert sizes(PARAGRAPH, Items((line("a"),), ordered=True, first=2)) == [1, 1]
    assert sizes(PARAGRAPH, Items((line("a"),), ordered=True), Items((line("a"),))) == [3]
