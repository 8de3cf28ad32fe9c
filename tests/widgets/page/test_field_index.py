"""The field index finds every character of every fact in the page that shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from coopviewer.rendering.document.document import (
    Document,
    Field,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Mark,
    Paragraph,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.document.html import write_html
from coopviewer.widgets.page.field_index import FieldIndex

NASTY = [
    *("plain", "two  spaces", "  at both ends ", "tab\there", "line\nends\r\nof\rall\u2028kinds\u2029here", "\n", " "),
    *(
        "e\u0301 and \u00e9",
        "\U0001f6b0 \U0001f1ea\U0001f1fa \U0001f469\u200d\U0001f680",
        "\u0645\u0631\u062d\u0628\u0627 12",
        "Kosovo*",
    ),
    *(
        "<b>&amp;\"quoted\" 'x'</b>",
        "\x00\x01\x1f\x7f\x85\x0b\x0c",
        "\ufdd0\ufdd1\ufffc\ufffe\uffff\ufeff\u200b\u00ad",
        "\u202eabc\u202c",
    ),
    *("\u00a0\u00a0x\u00a0", "-3", "title", "\U0010ffff", "\u0301", "a" * 3000),
]


def lay_out(texts: list[str]) -> Document:
    """Return a document with the texts in all kinds of blocks, each between other texts."""
    fields = [Field(f"fact/{number}", text) for number, text in enumerate(texts)]
    blocks = []
    for number, field in enumerate(fields):
        line: Line = (Text("Before "), field, Text(" basis", "basis"), Mark(number + 1, field.fact_id))
        link: Line = (field, Link(field.text, "coop:home", field.fact_id), field)
        blocks += [
            Heading(2, line, "x"),
            Paragraph(link, "lead"),
            KeyFacts((KeyFact("Label", (line, link)), KeyFact("Label", (link,)))),
            Items((line, (field,), link), ordered=True),
            Table(("A", "B"), (Row(((line,), (link, (field,))), (Items((line,)),)),)),
        ]
    return Document("Page", "coop:home", tuple(blocks))


def index_of(document: Document, *, narrow: bool = False) -> tuple[FieldIndex, QTextDocument, list[Field]]:
    fields: list[Field] = []
    shown = QTextDocument()
    shown.setHtml(write_html(document, narrow=narrow, fields=fields))
    return FieldIndex(shown, fields), shown, fields


def check_every_character(texts: list[str], *, narrow: bool) -> None:
    index, shown, fields = index_of(lay_out(texts), narrow=narrow)
    assert index.missing == []
    for run in index.runs:
        if run.is_mark:
            assert index.offset_at(run.position) is None
            continue
        text = fields[run.serial - 1].text
        for position in range(run.position, run.end):
            field_offset = index.offset_at(position)
            assert field_offset is not None
            assert field_offset[0] is fields[run.serial - 1]
            shown_character, expected = shown.characterAt(position), text[field_offset[1]]
            if ord(expected) < 0x10000 and shown_character != expected:
                assert expected in "\n\r\u2029\ufdd0\ufdd1"  # which Qt takes for a paragraph break, or drops
    covered = {position for run in index.runs for position in range(run.position, run.end)}
    assert all(index.run_at(position) is None for position in set(range(shown.characterCount())) - covered)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("narrow", [False, True])
def test_every_character_of_a_nasty_text_is_found(qapp: QApplication, text: str, narrow: bool) -> None:
    check_every_character([text], narrow=narrow)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), min_size=1, max_size=3))
def test_every_character_of_any_text_is_found(qapp: QApplication, texts: list[str]) -> None:
    check_every_character(texts, narrow=False)


def test_offsets_count_code_points(qapp: QApplication) -> None:
    index, _, _ = index_of(Document("", "", (Paragraph((Field("f", "\U0001f6b0e\u0301x"),)),)))
    offsets = [field_offset[1] for position in range(5) if (field_offset := index.offset_at(position))]
    assert offsets == [0, 0, 1, 2, 3]  # both halves of the emoji are its one character


def test_the_index_of_a_page_without_fields_is_empty(qapp: QApplication) -> None:
    index, _, _ = index_of(Document("", "", (Paragraph((Text("words"),)),)))
    assert list(index.runs) == []
    assert index.run_near(0) is None


def test_facts_are_stepped_through_in_reading_order_and_from_last_to_first(qapp: QApplication) -> None:
    line: Line = (Text("0123 "), Field("a", "A"), Text(" "), Mark(1, "a"), Text(" "), Field("b", "BB"), Mark(2, "c"))
    index, _, _ = index_of(Document("", "", (Paragraph(line),)))

    def fact_near(position: int, step: int) -> str:
        run = index.run_near(position, step)
        assert run is not None
        return index.fact_of(run)

    first, second, alone = (
        run.position
        for run in index.runs
        if index.fact_of(run) in "abc" and (not run.is_mark or index.fact_of(run) == "c")
    )
    assert [fact_near(position, 0) for position in (0, first, first + 1, second, second + 1)] == [
        "a",
        "a",
        "b",
        "b",
        "b",
    ]
    assert [fact_near(position, 1) for position in (0, first, second, alone)] == ["a", "b", "c", "a"]
    assert [fact_near(position, -1) for position in (0, first, second, alone)] == ["c", "c", "a", "b"]
    mark = next(run for run in index.runs if run.is_mark and index.fact_of(run) == "a")
    assert fact_near(mark.position, 0) == "a"
