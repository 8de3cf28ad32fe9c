"""Very long texts and lists are shown in parts: every word is in one of them, and a page stays short."""

import pytest

from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.text.cutting import LONGEST_TEXT
from coopviewer.rendering.document.document import (
    MOST_CELLS,
    MOST_LINES,
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
    Mark,
    Paragraph,
    PartAnchor,
    Row,
    Span,
    Strip,
    StripYears,
    Table,
    Text,
    lines_of,
)
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.shortening import (
    parts_of,
    shorten,
    with_part,
)
from coopviewer.rendering.pages.layout import may_be_too_long

TR = Translate()
WORDS = "The programme supports the border guards of partner countries. "
LONG = WORDS * 2_000  # 126,000 characters


def short(*blocks: Block, shown: frozenset[str] = frozenset(), title: str = "Wells") -> Document:
    document = Document(title, "coop:theme/wells", blocks)
    shortened = shorten(document, parts_of(shown), TR)
    assert shortened == document or may_be_too_long(document)
    return shortened


def lines(document: Document) -> list[Line]:
    return [line for block in document.blocks for line in lines_of(block)]


def fields(document: Document) -> list[Field]:
    return [part for line in lines(document) for part in line if isinstance(part, Field)]


def link(document: Document, name: str) -> str | None:
    found = (part.address for line in lines(document) for part in line if isinstance(part, Link) and part.text == name)
    return next(found, None)


def test_what_is_short_is_unchanged() -> None:
    blocks = (Heading(1, (Text("Wells"),)), Paragraph((Field("a", WORDS * 10), Mark(1))))
    assert short(*blocks) == Document("Wells", "coop:theme/wells", blocks)


@pytest.mark.parametrize(
    "text", [LONG, "x" * 100_000, "\u00e9e\u0301" * 40_000, "\u6c34" * 60_000], ids=["words", "x", "marks", "cjk"]
)
def test_the_parts_of_a_text_are_the_text_in_order(text: str) -> None:
    shown, read = frozenset[str](), ""
    for _ in range(100):
        document = short(Paragraph((Field("a", text),)), shown=shown)
        (field,) = fields(document)
        assert field.full_text == text
        assert field.start == len(read)
        assert len(field.text) <= LONGEST_TEXT
        assert not field.text.startswith("\u0301")
        read += field.text
        if (target := link(document, "Next part")) is None:
            break
        shown = with_part(shown, target)
    assert read == text


def test_a_text_is_cut_between_words_and_says_which_part_is_shown() -> None:
    document = short(Paragraph((Field("a", LONG),)))
    assert fields(document)[0].text.endswith(" ")
    words = "".join(part.text for part in lines(document)[0] if isinstance(part, Text))
    assert f"Characters 1 to {len(fields(document)[0].text):,} of 126,000 are shown" in words
    assert link(document, "Previous part") is None


def test_one_goes_back_to_the_part_before() -> None:
    first = short(Paragraph((Field("a", LONG),)))
    second = short(Paragraph((Field("a", LONG),)), shown=frozenset({link(first, "Next part") or ""}))
    again = short(Paragraph((Field("a", LONG),)), shown=frozenset({link(second, "Previous part") or ""}))
    assert fields(again)[0].start == 0


def test_a_page_of_many_long_texts_stays_short() -> None:
    document = short(*(Paragraph((Field(f"f{number}", LONG),), "lead") for number in range(30)))
    assert sum(len(field.text) for field in fields(document)) < 80_000


def test_one_text_alone_is_shown_from_elsewhere_than_its_beginning() -> None:
    shown = with_part(with_part(frozenset({"project/afic"}), "part:20000:a"), "part:30000:b")
    assert shown == {"project/afic", "part:30000:b"}
    assert with_part(frozenset({"part:200:list"}), "part:30000:b") == {"part:200:list", "part:30000:b"}


def test_the_parts_of_a_list_are_its_lines_with_their_numbers() -> None:
    block = Items(tuple((Field(f"f{n}", f"goal {n}"),) for n in range(3_000)), ordered=True)
    document = short(block)
    assert len(fields(document)) == MOST_LINES
    target = link(document, "Next part")
    assert target is not None
    following = short(block, shown=frozenset({target}))
    assert fields(following)[0].text == f"goal {MOST_LINES}"
    (items,) = [each for each in following.blocks if isinstance(each, Items)]
    assert items.first == MOST_LINES + 1


@pytest.mark.parametrize(
    "block",
    [
        [Paragraph((Field(f"f{n}", WORDS),)) for n in range(3_000)],
        [KeyFacts(tuple(KeyFact("Figure", ((Field(f"f{n}", WORDS),),)) for n in range(3_000)))],
        [KeyFacts((KeyFact("Name", tuple((Field(f"f{n}", WORDS),) for n in range(3_000))),))],
        [Paragraph(tuple(Field(f"f{n}", WORDS) for n in range(3_000)))],
        [Table(("What",), (Row((tuple((Field(f"f{n}", WORDS),) for n in range(3_000)),)),))],
        [Table(("What",), (Row((((Text("x"),),),), (Items(tuple((Field(f"f{n}", WORDS),) for n in range(3_000))),)),))],
    ],
    ids=["paragraphs", "key facts", "lines", "one line", "cell", "details"],
)
def test_every_kind_of_list_is_shown_in_parts(block: list[Block]) -> None:
    document = short(*block)
    assert 0 < len(fields(document)) < 1_500
    assert link(document, "Next part") is not None
    assert len(write_html(document)) < 200_000


def test_the_notes_are_those_of_the_marks_that_are_shown() -> None:
    goals = Items(tuple((Field(f"f{n}", "goal"), Mark(n + 1)) for n in range(1_000)))
    notes = Footnotes(tuple(Footnote(n + 1, ((Text("Stated"),),)) for n in range(1_000)))
    document = short(goals, notes)
    (shown,) = [each for each in document.blocks if isinstance(each, Footnotes)]
    assert [note.number for note in shown.notes] == list(range(1, MOST_LINES + 1))


@pytest.mark.parametrize(
    "block",
    [
        Heading(1, (Text(LONG),)),
        Paragraph((Link(LONG, "coop:theme/wells", "f"),)),
        KeyFacts((KeyFact(LONG, ((Text("1"),),)),)),
        Table((LONG,), ()),
        Footnotes((Footnote(1, ((Text(LONG),),)),)),
    ],
    ids=["title", "link", "label", "header", "note"],
)
def test_a_long_title_label_or_note_is_cut_with_a_sign(block: Block) -> None:
    html = write_html(short(block, title=LONG))
    assert len(html) < 25_000
    assert "…" in html
    assert len(short(block, title=LONG).title) < 1_100


def test_strips_and_columns_are_short_as_well() -> None:
    link, field = (Link(LONG, "coop:project/x"),), (Field("f", LONG),)
    years = StripYears(2020, 2026, ("2026-01-01", "2026-02-01"), "2026-03-01")
    strip = Strip(("Project", "Timeframe", "Grant"), (Span(link, "2020", field, field),) * 1_000, years)
    for block in (strip, Columns((Paragraph(link), strip), (Paragraph(field),))):
        shortened = short(block)
        assert sum(len(part.text) for line in lines(shortened) for part in line if hasattr(part, "text")) < 400_000
        assert write_html(shortened)


def test_a_table_of_many_rows_is_shown_in_parts() -> None:
    rows = tuple(Row((((Text(f"row {number}"),),),)) for number in range(450))
    document = Document("t", "coop:project/t", (Table(("Row",), rows),))
    first, after = shorten(document, {}, ENGLISH).blocks
    assert isinstance(first, Table)
    assert len(first.rows) == MOST_LINES
    assert isinstance(after, Paragraph)
    second, _ = shorten(document, {"list": MOST_LINES}, ENGLISH).blocks
    assert isinstance(second, Table)
    assert second.rows[1] == rows[MOST_LINES + 1]


def test_a_table_shows_the_fewer_rows_at_once_the_more_columns_it_has() -> None:
    rows = tuple(Row(tuple(((Text(f"{number}"),),) for _ in range(4))) for number in range(MOST_CELLS // 4 + 1))
    table = Table(("a", "b", "c", "d"), rows)
    shown, after = short(table).blocks
    assert isinstance(shown, Table)
    assert len(shown.rows) == MOST_CELLS // 4
    assert isinstance(after, Paragraph)
    assert short(table._replace(rows=rows[1:])).blocks == (table._replace(rows=rows[1:]),)


def test_of_many_long_lists_the_later_ones_show_less() -> None:
    lists = [Items(tuple((Text(f"{name} {number}"),) for number in range(300))) for name in "abcdef"]
    blocks = [block for name, each in zip("abcdef", lists, strict=True) for block in (Heading(2, (Text(name),)), each)]
    shown = [len(block.lines) for block in short(*blocks).blocks if isinstance(block, Items)]
    assert shown == [200, 120, 20, 20, 20, 20]
    key = "list~4"
    following = short(*blocks, shown=frozenset({f"part:20:{key}"})).blocks
    (first, *_) = [block for block in following if isinstance(block, Items)][3].lines
    assert first[-1] == Text("d 20")


def test_the_first_row_of_a_part_of_a_table_has_all_its_cells() -> None:
    rows = tuple(Row(tuple(((Text(f"{name}{n}"),),) for name in "abc")) for n in range(500))
    document = shorten(Document("", "", (Table(("a", "b", "c"), rows),)), {}, ENGLISH)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [len(row.cells) for row in table.rows] == [3] * len(table.rows)
    assert table.rows[1] == rows[1]


def test_the_link_to_a_part_of_a_table_leads_to_its_first_row() -> None:
    rows = tuple(Row(tuple(((Text(f"{name}{n}"),),) for name in "abc")) for n in range(500))
    document = Document("", "", (Table(("a", "b", "c"), rows),))
    first = shorten(document, {}, ENGLISH).blocks[0]
    assert isinstance(first, Table)
    start = len(first.rows)
    (second,) = [block for block in shorten(document, {"list": start}, ENGLISH).blocks if isinstance(block, Table)]
    assert [isinstance(part, PartAnchor) for part in second.rows[0].cells[0][0]] == [True, False]
    assert second.rows[0].cells[0][0][1:] == rows[start].cells[0][0]
    assert second.rows[0].cells[1:] == rows[start].cells[1:]
    assert second.rows[1:3] == rows[start + 1 : start + 3]


def test_a_part_beyond_the_end_of_a_list_is_its_last_item() -> None:
    items = Items(tuple((Text(f"{n}"),) for n in range(300)))
    (shown,) = [
        block
        for block in shorten(Document("", "", (items,)), {"list": 9_999}, ENGLISH).blocks
        if isinstance(block, Items)
    ]
    assert [line[-1] for line in shown.lines] == [Text("299")]
