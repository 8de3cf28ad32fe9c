"""Between a fact's text and the page that shows it: from anchors to places, and from what is selected to anchors.

Anchors count code points of the text that the reference holds; places are Qt's, in UTF-16 units of the document. A
field whose shown words are derived (``€ 4,000,000``) stands for the whole of its fact's own text.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Selector, select
from coopviewer.domain.reference.fact_texts import texts_of
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.text.lengths import utf16_length
from coopviewer.rendering.document.document import Field
from coopviewer.widgets.page.field_index import FieldIndex, Run


class Stretch(NamedTuple):
    """Characters of the document from ``start`` up to ``end``."""

    start: int
    end: int


def stretches_of(index: FieldIndex, selector: Selector, texts: Mapping[str, str], other_end: str = "") -> list[Stretch]:
    """Find every place of the page where the words of a selector are shown, in the order of the page.

    ``texts`` are those of its fact in the open edition. None are given where they do not hold the quotation at the
    selector's place: a wrong mark would be worse than none. ``other_end`` is the title of the entry from which a
    relation is seen at its other end: its words are of the object, and do not stand there.
    """
    text = texts.get(selector.field)
    if text is None or text[selector.start : selector.end] != selector.exact or not selector.exact:
        return []
    first, last = utf16_length(text[: selector.start]), utf16_length(text[: selector.end])
    found: list[Stretch] = []
    for field, runs in index.shown(selector.fact_id):
        if field.text == text:
            found += _clipped(runs, first, last)
        elif field.text not in (*texts.values(), other_end):
            found += _clipped(runs, 0, utf16_length(field.text))
    return sorted(found)


def selectors_within(
    index: FieldIndex,
    start: int,
    end: int,
    fact_of: Callable[[str], Fact | None],
    titles: Mapping[str, str] | None = None,
) -> tuple[Selector, ...]:
    """Give the words of facts between two places of the page, in its order, each field clipped, white space trimmed.

    Empty where no fact with a text of its own is among them: what is said then stands on the entry. ``titles`` are
    those of entries by id: where a relation is shown by its subject's, its own words, the object's, are not there.
    """
    found: dict[Selector, None] = {}
    for field, first, last in _fields_within(index, start, end):
        fact = fact_of(field.fact_id)
        selector = None if fact is None else _selector(field, first, last, fact, titles or {})
        if selector is not None:
            found[selector] = None
    return tuple(found)


def _selector(field: Field, first: int, last: int, fact: Fact, titles: Mapping[str, str]) -> Selector | None:
    texts = texts_of(fact)
    column = next((key for key, text in texts.items() if text == field.text), None)
    if column is None and isinstance(fact, Relation) and titles.get(fact.subject_id) == field.text:
        return None
    if column is None:  # derived: the whole of the fact's own text
        column, text = next(iter(texts.items()), ("", ""))
        first, last = 0, len(text)
    text = texts.get(column, "")
    first += len(text[first:last]) - len(text[first:last].lstrip())
    last -= len(text[first:last]) - len(text[first:last].rstrip())
    return select(text, first, last, fact_id=fact.id, field=column) if first < last else None


def _fields_within(index: FieldIndex, start: int, end: int) -> Iterator[tuple[Field, int, int]]:
    """Give each field between two places with where its part begins and ends, in code points of its shown text."""
    parts: dict[int, tuple[Field, int, int]] = {}
    for run in index.runs_within(start, end):
        from_there = index.offset_at(max(start, run.position))
        up_to = index.offset_at(min(end, run.end) - 1)
        if from_there is None or up_to is None:
            continue
        field, first, _ = parts.get(run.serial, (*from_there, 0))
        parts[run.serial] = (field, first, up_to[1] + 1)
    yield from parts.values()


def _clipped(runs: list[Run], first: int, last: int) -> list[Stretch]:
    """Give where the UTF-16 units from ``first`` up to ``last`` of a field stand."""
    found: list[Stretch] = []
    for run in runs:
        start = run.position + max(first - run.offset, 0)
        end = min(run.position + last - run.offset, run.end)
        if start >= end:
            continue
        if found and found[-1].end == start:
            start = found.pop().start
        found.append(Stretch(start, end))
    return found
