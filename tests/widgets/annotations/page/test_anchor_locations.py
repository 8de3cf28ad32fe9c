"""Conversion between selectors (code points of a fact's text) and ranges of the page (UTF-16 units)."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from coopviewer.domain.annotations.annotation import Selector, select
from coopviewer.domain.reference.facts import Amount, Fact, Statement
from coopviewer.domain.reference.vocabulary import AmountKind, Basis, StatementKind
from coopviewer.rendering.document.document import Document, Field, Items, KeyFact, KeyFacts, Mark, Paragraph, Text
from coopviewer.rendering.document.html import write_html
from coopviewer.widgets.annotations.page.anchor_locations import ranges_of, selectors_in_range
from coopviewer.widgets.page.field_index import FieldIndex

TEXTS = [
    "plain words",
    "🚰 water 👩‍🚀 and 🇪🇺",
    "e\u0301te\u0301 and \u00e9t\u00e9",
    "مرحبا بالعالم 12 🚰 نص",
    "two  spaces, <b>&amp;</b>",
    "\U0010ffffx",
]


def statement(text: str, key: str = "goal/1") -> Statement:
    return Statement(id=key, entry_id="e", basis=Basis.STATED, kind=StatementKind.GOAL, ordinal=1, text=text)


def shown(*blocks: object) -> tuple[FieldIndex, QTextDocument]:
    fields: list[Field] = []
    document = QTextDocument()
    document.setHtml(write_html(Document("", "", blocks), fields=fields))  # type: ignore[arg-type]
    index = FieldIndex(document, fields)
    assert index.missing == []
    return index, document


def shown_twice(fact: Statement) -> tuple[FieldIndex, QTextDocument]:
    line = (Text("Before: "), Field(fact.id, fact.text), Mark(1, fact.id), Text(" after"))
    return shown(Paragraph(line), Items((line, (Text("other"),))))


def text_at(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def only(fact: Fact) -> Callable[[str], Fact | None]:
    return lambda key: fact if key == fact.id else None


@pytest.mark.parametrize("text", TEXTS)
def test_every_range_of_a_text_is_found_in_every_field_that_shows_it(qapp: QApplication, text: str) -> None:
    fact = statement(text)
    index, document = shown_twice(fact)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            selector = select(text, start, end, fact_id=fact.id, field="text")
            ranges = ranges_of(index, selector, {"text": text})
            assert [text_at(document, *document_range) for document_range in ranges] == [text[start:end]] * 2
            for document_range in ranges:
                selectors = selectors_in_range(index, *document_range, only(fact))
                trimmed = text[start:end].strip()
                assert [each.exact for each in selectors] == ([trimmed] if trimmed else [])
                assert all(text[each.start : each.end] == each.exact for each in selectors)


def test_a_quotation_that_the_text_does_not_have_is_not_found(qapp: QApplication) -> None:
    fact = statement("some words")
    index, _ = shown_twice(fact)
    wrong = Selector(fact_id=fact.id, field="text", start=0, end=4, exact="Some")
    assert ranges_of(index, wrong, {"text": fact.text}) == []
    assert ranges_of(index, wrong, {}) == []
    assert ranges_of(index, select("some words", 0, 4, fact_id="else", field="text"), {"text": "some words"}) == []


def grant() -> tuple[Amount, FieldIndex, QTextDocument]:
    fact = Amount(
        id="e/grant",
        entry_id="e",
        basis=Basis.STATED,
        kind=AmountKind.GRANT,
        minor_units=1,
        currency="EUR",
        as_given="4 million euros",
    )
    given, derived = (Field(fact.id, "4 million euros"),), (Field(fact.id, "€ 4,000,000"), Mark(5, fact.id))
    return fact, *shown(KeyFacts((KeyFact("Grant", (given, derived)),)))


def test_a_derived_field_corresponds_to_the_whole_text_of_its_fact(qapp: QApplication) -> None:
    fact, index, document = grant()
    selector = select(fact.as_given, 2, 9, fact_id=fact.id, field="as_given")
    ranges = ranges_of(index, selector, {"as_given": fact.as_given})
    assert [text_at(document, *document_range) for document_range in ranges] == ["million", "€ 4,000,000"]
    derived = ranges[1]
    (derived_selector,) = selectors_in_range(index, derived.start + 3, derived.start + 5, only(fact))
    assert (derived_selector.exact, derived_selector.field, derived_selector.start) == (
        "4 million euros",
        "as_given",
        0,
    )


def test_a_selection_over_several_facts_has_a_selector_for_each_without_source_marks(qapp: QApplication) -> None:
    first, second = statement("first goal", "goal/1"), statement("second goal", "goal/2")
    lines = tuple((Field(fact.id, fact.text), Mark(number, fact.id)) for number, fact in enumerate((first, second), 1))
    index, document = shown(Paragraph((Text("Goals"),)), Items(lines))
    start = document.find("first").selectionEnd() + 1
    end = document.find("second").selectionEnd()
    facts = {fact.id: fact for fact in (first, second)}
    found = selectors_in_range(index, start, end, facts.get)
    assert [(each.fact_id, each.exact, each.prefix) for each in found] == [
        ("goal/1", "goal", "first "),
        ("goal/2", "second", ""),
    ]


def test_a_selection_outside_of_facts_has_no_selectors(qapp: QApplication) -> None:
    fact = statement("words")
    index, document = shown_twice(fact)
    start = document.find("Before").selectionStart()
    assert selectors_in_range(index, start, start + 6, only(fact)) == ()
    whole_document = (0, document.characterCount() - 1)
    selectors = selectors_in_range(index, *whole_document, only(fact))
    assert [each.exact for each in selectors] == ["words"], "once, although the fact is shown twice"
    assert selectors_in_range(index, *whole_document, lambda _: None) == ()
