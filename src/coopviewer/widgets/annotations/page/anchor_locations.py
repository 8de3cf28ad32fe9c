"""Conversion between selectors (positions in a fact's text) and ranges of the page that shows the fact.

Selectors count code points of the text in the reference, ranges count UTF-16 units of Qt's document. Where the page
shows a text derived from the fact, such as ``€ 4,000,000``, any part of it stands for the whole of the fact's own text.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Selector, select
from coopviewer.domain.reference.fact_texts import TITLE_COLUMNS, texts_of, texts_with_titles
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.text.measures import utf16_length
from coopviewer.rendering.document.document import Field
from coopviewer.widgets.page.field_index import FieldIndex, Run


class DocumentRange(NamedTuple):
    """A range of the document from ``start`` up to and without ``end``, in UTF-16 units."""

    start: int
    end: int


def ranges_of(index: FieldIndex, selector: Selector, texts: Mapping[str, str]) -> list[DocumentRange]:
    """Return the ranges of the page that show the quotation of a selector, in the order of the page.

    ``texts`` maps the names of fields to the texts that the selector's fact has there in the open edition. For a
    relation it must also have the titles of its two entries (``texts_with_titles``), since a page may show a title
    instead of the relation's own text.

    Where the page shows a text derived from the fact, such as ``€ 4,000,000``, all of that text is returned. Empty if
    ``texts`` does not have the quotation at the selector's position, or if the page does not show it.
    """
    text = texts.get(selector.field)
    if text is None or text[selector.start : selector.end] != selector.exact or not selector.exact:
        return []
    first, last = utf16_length(text[: selector.start]), utf16_length(text[: selector.end])
    ranges: list[DocumentRange] = []
    for field, runs in index.fields_of(selector.fact_id):
        if field.full_text == text:
            shown = utf16_length(text[: field.start])
            ranges += _ranges_of_units(runs, max(first - shown, 0), last - shown)
        elif selector.field not in TITLE_COLUMNS and field.full_text not in texts.values():
            ranges += _ranges_of_units(runs, 0, utf16_length(field.text))
    return sorted(ranges)


def selectors_in_range(
    index: FieldIndex,
    start: int,
    end: int,
    fact_of: Callable[[str], Fact | None],
    titles: Mapping[str, str] | None = None,
) -> tuple[Selector, ...]:
    """Return a selector for each text of a fact in a range of the page, in the order of the page, none of them twice.

    A selector quotes the part that is in the range, without the white space around it; of a derived text, such as ``€
    4,000,000``, the whole of the fact's own text. Empty if the range has no text of a fact.

        ``start``, ``end`` (excluded): the range, in UTF-16 units.
        ``fact_of``: returns a fact by its id, None if it is unknown.
        ``titles``: the titles of entries by their ids; needed for relations, of which a page shows titles.
    """
    found: dict[Selector, None] = {}
    for field, first, last in _fields_within(index, start, end):
        fact = fact_of(field.fact_id)
        selector = None if fact is None else _selector(field, first, last, fact, titles or {})
        if selector is not None:
            found[selector] = None
    return tuple(found)


def _selector(field: Field, first: int, last: int, fact: Fact, titles: Mapping[str, str]) -> Selector | None:
    texts = texts_with_titles(fact, titles)
    column = next((key for key, text in texts.items() if text == field.full_text), None)
    if column is None:  # derived: the whole of the fact's own text
        column, text = next(iter(texts_of(fact).items()), ("", ""))
        first, last = 0, len(text)
    else:
        first, last = field.start + first, field.start + last
    text = texts.get(column, "")
    first += len(text[first:last]) - len(text[first:last].lstrip())
    last -= len(text[first:last]) - len(text[first:last].rstrip())
    return select(text, first, last, fact_id=fact.id, field=column) if first < last else None


def _fields_within(index: FieldIndex, start: int, end: int) -> Iterator[tuple[Field, int, int]]:
    """Yield each field in a range, with the start and end of its part in code points of its shown text."""
    parts: dict[int, tuple[Field, int, int]] = {}
    for run in index.runs_within(start, end):
        first_offset = index.offset_at(max(start, run.position))
        last_offset = index.offset_at(min(end, run.end) - 1)
        if first_offset is None or last_offset is None:
            continue
        field, first, _ = parts.get(run.serial, (*first_offset, 0))
        parts[run.serial] = (field, first, last_offset[1] + 1)
    yield from parts.values()


def _ranges_of_units(runs: list[Run], first: int, last: int) -> list[DocumentRange]:
    """Return the ranges of the document that show the UTF-16 units from ``first`` up to ``last`` of a field."""
    ranges: list[DocumentRange] = []
    for run in runs:
        start = run.position + max(first - run.offset, 0)
        end = min(run.position + last - run.offset, run.end)
        if start >= end:
            continue
        if ranges and ranges[-1].end == start:
            start = ranges.pop().start
        ranges.append(DocumentRange(start, end))
    return ranges
