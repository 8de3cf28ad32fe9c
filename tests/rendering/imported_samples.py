"""Pages of activities that are made up fact by fact, as an import of IATI files or of tables has them."""

from collections.abc import Iterable, Mapping
from typing import Any

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.imported.imported_pages import FlowTotal, ImportedParts
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import FlowKind, Mention, PublishedField, PublishedValue
from coopviewer.rendering.document.document import Block, Heading, KeyFacts, Line, Row, Table
from coopviewer.rendering.pages.context import Context
from tests.activity_values import LABELS, WELL, made
from tests.reference_values import predicate
from tests.rendering.reference_samples import TODAY, entry_page, group, record, words

PARTS = ImportedParts(frozenset(), frozenset(), {}, {}, {})
WORDS = {(scheme, code): {language: label} for scheme, code, language, label in LABELS if language == "en"}


def project(entry: EntryRef | str, *facts: Fact) -> EntryRecord:
    """Make a project of an import with its facts; relations are grouped by predicate."""
    by_predicate: dict[str, list[Relation]] = {}
    for fact in facts:
        if isinstance(fact, Relation):
            by_predicate.setdefault(fact.predicate_id, []).append(fact)
    groups = [group(*several) for several in by_predicate.values()]
    return record(entry, *(fact for fact in facts if not isinstance(fact, Relation)), groups=groups)


def page_of(
    own: EntryRecord,
    *related: EntryRecord,
    parts: Mapping[str, Any] | None = None,
    unfolded: Iterable[str] = (),
    **more: Any,
) -> Context:
    """Start the page of an entry of an import; ``parts`` are fields of ImportedParts, ``more`` goes to the page."""
    named = [fact.predicate_id for fact in own.facts if isinstance(fact, Mention)]
    more.setdefault("predicates", [predicate(each) for each in named])
    page = entry_page(own, *related, **more)
    imported = PARTS._replace(labels=WORDS, **(parts or {}))
    return Context(page._replace(imported=imported), TODAY, frozenset(unfolded), ENGLISH)


def activity(*facts: Fact, **more: Any) -> Context:
    """Start the page of an activity with these facts; ``more`` is as for ``page_of``."""
    return page_of(project(WELL, *facts), **more)


def unread(number: int, label: str, *values: tuple[str, str], key: str = "", **more: Any) -> PublishedField:
    """Make an element that became no fact, from its paths below ``label`` and their texts; ``key``: as of a cell."""
    found = tuple(PublishedValue(f"{label}{path}", text) for path, text in values)
    fields = {"place": f"{label} {number}", "label": label, "ordinal": number, "values": found}
    return made(PublishedField, f"published/{number}", **{**fields, **more})


def cell(slot: str, heading: str, text: str, entry_id: str = WELL, number: int = 1) -> PublishedField:
    """Make a cell of a table that could not be read as what its column holds."""
    values = (PublishedValue(heading, text),)
    return made(
        PublishedField,
        f"unread-{slot}/{number}",
        entry_id,
        place=f"X{number}",
        label=heading,
        ordinal=number,
        values=values,
    )


def total(year: str, units: int, flows: int = 1, **more: Any) -> FlowTotal:
    """Make a sum of disbursements in euro cents."""
    return FlowTotal(FlowKind.TRANSACTION, "3", "EUR", year, units, 2, flows)._replace(**more)


def lines(found: Iterable[Line]) -> list[str]:
    """Return the words of lines without source marks."""
    return [words(line) for line in found]


def facts_in(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """Return the words of all labelled facts by label."""
    return {fact.label: lines(fact.lines) for block in blocks if isinstance(block, KeyFacts) for fact in block.facts}


def titles(blocks: Iterable[Block]) -> list[str]:
    """Return the words of all headings."""
    return [words(block.line) for block in blocks if isinstance(block, Heading)]


def cells(row: Row) -> list[list[str]]:
    """Return the words of each line of each cell."""
    return [lines(each) for each in row.cells]


def rows(blocks: Iterable[Block]) -> list[list[list[str]]]:
    """Return the cells of all rows of tables, line by line."""
    return [cells(row) for block in blocks if isinstance(block, Table) for row in block.rows]
