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
    brief,
    part_anchor,
    part_target,
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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 1_000, "x" * 1_000),
        ("x" * 1_001, f"{'x' * 1_000}…"),
        (f"{'x' * 990} {'y' * 20}", f"{'x' * 990}…"),
    ],
)
def test_a_brief_text_has_at_most_a_thousand_characters_and_a_sign(text: str, shown: str) -> None:
    assert brief(text) == shown
    assert brief("one two", 4) == "one…"
    assert brief("one two", 7) == "one two"


def test_targets_and_keys_of_parts_lead_to_each_other() -> None:
    assert part_target("list~2", 200) == "part:200:list~2"
    assert part_anchor("list~2") == "part-list~2"
    targets = ["part:200:list~2", "part:0:project/a/goal:x", "project/afic", "part:x:list", "part:-1:list"]
    assert parts_of(targets) == {"list~2": 200, "project/a/goal:x": 0}


def test_another_part_of_a_list_takes_the_place_of_the_one_shown() -> None:
    shown = frozenset({"fold", "part:200:list", "part:200:list~2", "part:9:a"})
    assert with_part(shown, "part:400:list") == {"fold", "part:400:list", "part:200:list~2"}
    assert with_part(frozenset(), "part:400:list") == {"part:400:list"}


def steps(document: Document) -> list[tuple[str, str]]:
    """Return the links to other parts, each with its target."""
    return [(part.text, part.address) for line in lines(document) for part in line if isinstance(part, Link)]


@pytest.mark.parametrize(("length", "links"), [(20_000, []), (20_001, [("Next part", "part:20000:a")])])
def test_a_text_of_up_to_twenty_thousand_characters_is_whole(length: int, links: list[tuple[str, str]]) -> None:
    assert steps(short(Paragraph((Field("a", "x" * length),)))) == links


def test_a_text_of_a_thousand_characters_is_whole_however_much_is_shown_before() -> None:
    before = [Heading(2, (Text("h"),)), Paragraph((Field("a", "x" * 20_000),), "lead")] * 2
    whole, cut = (short(*before, Paragraph((Field("b", "x" * n),))) for n in (1_000, 1_001))
    assert fields(whole)[-1].text == "x" * 1_000
    assert (fields(cut)[-1].text, steps(cut)) == ("x" * 1_000, [("Next part", "part:1000:b")])
    asked = short(*before, Paragraph((Field("b", "x" * 1_001),)), shown=frozenset({"part:0:b"}))
    assert fields(asked)[-1].text == "x" * 1_001


def test_a_part_says_where_it_begins_and_ends_and_leads_to_both_its_neighbours() -> None:
    (line,) = lines(short(Paragraph((Field("a", "x" * 50_000),)), shown=frozenset({"part:25000:a"})))
    anchor, before, field, after, told, *_ = line
    assert anchor == PartAnchor("part-a")
    assert [part.text for part in (before, after, told) if isinstance(part, Text)] == [
        *("… ", " … "),
        "Characters 25,001 to 45,000 of 50,000 are shown; Read as plain text has all of them.",
    ]
    assert field == Field("a", "x" * 20_000, 25_000, "x" * 50_000)
    links = [part.address for part in line if isinstance(part, Link)]
    assert links == ["part:5000:a", "part:45000:a"]


@pytest.mark.parametrize(
    ("start", "links"),
    [
        (20_000, [("Previous part", "part:0:a"), ("Next part", "part:40000:a")]),
        (19_999, [("Previous part", "part:0:a"), ("Next part", "part:39999:a")]),
        (30_000, [("Previous part", "part:10000:a")]),
        (99_999, [("Previous part", "part:29999:a")]),
    ],
)
def test_the_first_and_the_last_part_lead_one_way(start: int, links: list[tuple[str, str]]) -> None:
    document = short(Paragraph((Field("a", "x" * 50_000),)), shown=frozenset({f"part:{start}:a"}))
    assert steps(document) == links


def items(number: int, length: int = 1) -> Items:
    return Items(tuple((Text("x" * length),) for _ in range(number)))


@pytest.mark.parametrize(("number", "links"), [(200, []), (201, [("Next part", "part:200:list")])])
def test_a_list_of_up_to_two_hundred_lines_is_whole(number: int, links: list[tuple[str, str]]) -> None:
    document = short(items(number))
    assert steps(document) == links
    assert len(lines(document)[:-1] if links else lines(document)) == min(number, 200)


def test_the_part_of_a_list_says_which_lines_it_has() -> None:
    document = short(items(500), shown=frozenset({"part:200:list"}))
    shown, after = document.blocks
    assert isinstance(shown, Items)
    assert isinstance(after, Paragraph)
    assert (len(shown.lines), shown.first) == (200, 201)
    assert after.line[0] == Text("Items 201 to 400 of 500 are shown; Read as plain text has all of them.", "soft")
    assert steps(document) == [("Previous part", "part:0:list"), ("Next part", "part:400:list")]
    back = short(items(500), shown=frozenset({"part:100:list"}))
    assert steps(back) == [("Previous part", "part:0:list"), ("Next part", "part:300:list")]


def test_a_list_of_long_lines_has_fewer_of_them() -> None:
    document = short(items(41, 1_000))
    (shown,) = [block for block in document.blocks if isinstance(block, Items)]
    assert len(shown.lines) == 40  # of 40,000 characters
    assert steps(document) == [("Next part", "part:40:list")]
    assert short(items(40, 1_000)).blocks == (items(40, 1_000),)


def test_texts_lists_and_paragraphs_are_numbered_in_the_order_of_the_page() -> None:
    long = Field("a", "x" * 20_001)
    brief_one = Paragraph((Field("a", "x" * 1_000),), "lead")  # which is no long text
    document = short(
        brief_one, items(201), Paragraph((long,)), Heading(2, (Text("h"),)), items(201), Paragraph((long,))
    )
    assert [target for _, target in steps(document)] == [
        *("part:200:list", "part:20000:a", "part:118:list~2", "part:20000:a~2"),
    ]


def test_notes_are_all_kept_if_nothing_is_cut() -> None:
    notes = Footnotes((Footnote(1, ((Text("Stated"),),)), Footnote(2, ((Text("Inferred"),),))))
    paragraph = Paragraph((Field("a", "x"), Mark(1)))
    assert short(paragraph, notes).blocks == (paragraph, notes)
    (*_, kept) = short(items(201), paragraph, notes).blocks
    assert kept == Footnotes(notes.notes[:1])
