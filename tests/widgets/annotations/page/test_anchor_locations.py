"""Anchors count code points of the fact's text; the page counts UTF-16 units, shows a fact twice, and derives words."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from coopviewer.domain.annotations.annotation import Selector, select
from coopviewer.domain.reference.facts import Amount, Fact, Statement
from coopviewer.domain.reference.vocabulary import AmountKind, Basis, StatementKind
from coopviewer.rendering.document.document import Document, Field, Items, KeyFact, KeyFacts, Mark, Paragraph, Text
from coopviewer.rendering.document.html import write_html
from coopviewer.widgets.annotations.page.anchor_locations import selectors_within, stretches_of
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


def twice(fact: Statement) -> tuple[FieldIndex, QTextDocument]:
    line = (Text("Before: "), Field(fact.id, fact.text), Mark(1, fact.id), Text(" after"))
    return shown(Paragraph(line), Items((line, (Text("other"),))))


def words_at(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def only(fact: Fact) -> Callable[[str], Fact | None]:
    return lambda key: fact if key == fact.id else None


@pytest.mark.parametrize("text", TEXTS)
def test_every_stretch_of_a_text_is_found_in_every_place_that_shows_it(qapp: QApplication, text: str) -> None:
    fact = statement(text)
    index, document = twice(fact)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            selector = select(text, start, end, fact_id=fact.id, field="text")
            places = stretches_of(index, selector, {"text": text})
            assert [words_at(document, *place) for place in places] == [text[start:end]] * 2
            for place in places:
                back = selectors_within(index, *place, only(fact))
                trimmed = text[start:end].strip()
                assert [each.exact for each in back] == ([trimmed] if trimmed else [])
                assert all(text[each.start : each.end] == each.exact for each in back)


def test_words_that_do_not_stand_there_are_not_marked(qapp: QApplication) -> None:
    fact = statement("some words")
    index, _ = twice(fact)
    wrong = Selector(fact_id=fact.id, field="text", start=0, end=4, exact="Some")
    assert stretches_of(index, wrong, {"text": fact.text}) == []
    assert stretches_of(index, wrong, {}) == []
    assert stretches_of(index, select("some words", 0, 4, fact_id="else", field="text"), {"text": "some words"}) == []


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


def test_a_derived_field_stands_for_the_whole_of_its_facts_own_text(qapp: QApplication) -> None:
    fact, index, document = grant()
    selector = select(fact.as_given, 2, 9, fact_id=fact.id, field="as_given")
    places = stretches_of(index, selector, {"as_given": fact.as_given})
    assert [words_at(document, *place) for place in places] == ["million", "€ 4,000,000"]
    derived = places[1]
    (back,) = selectors_within(index, derived.start + 3, derived.start + 5, only(fact))
    assert (back.exact, back.field, back.start) == ("4 million euros", "as_given", 0)


def test_a_selection_over_several_facts_is_clipped_in_each_and_leaves_marks_out(qapp: QApplication) -> None:
    first, second = statement("first goal", "goal/1"), statement("second goal", "goal/2")
    lines = tuple((Field(fact.id, fact.text), Mark(at, fact.id)) for at, fact in enumerate((first, second), 1))
    index, document = shown(Paragraph((Text("Goals"),)), Items(lines))
    start = document.find("first").selectionEnd() + 1
    end = document.find("second").selectionEnd()
    facts = {fact.id: fact for fact in (first, second)}
    found = selectors_within(index, start, end, facts.get)
    assert [(each.fact_id, each.exact, each.prefix) for each in found] == [
        ("goal/1", "goal", "first "),
        ("goal/2", "second", ""),
    ]


def test_beside_all_facts_nothing_is_selected(qapp: QApplication) -> None:
    fact = statement("words")
    index, document = twice(fact)
    start = document.find("Before").selectionStart()
    assert selectors_within(index, start, start + 6, only(fact)) == ()
    whole = (0, document.characterCount() - 1)
    assert [each.exact for each in selectors_within(index, *whole, only(fact))] == ["words"], "once, though shown twice"
    assert selectors_within(index, *whole, lambda _: None) == ()
