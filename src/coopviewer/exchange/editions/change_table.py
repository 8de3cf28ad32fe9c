"""Changes between two editions as a table: a row for each change of an entry itself, and of a field of a fact."""

from collections.abc import Iterable, Iterator

from coopviewer.domain.editions.changes import EditionNames, EntryChanges, FactChange
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.fact_fields import kind_of
from coopviewer.domain.reference.facts import Amount, Fact
from coopviewer.domain.reference.money import decimals
from coopviewer.domain.reference.published_facts import Flow
from coopviewer.exchange.tables.table import DataTable, TableField
from coopviewer.rendering.document.document import Field, Line, Link, Text
from coopviewer.rendering.editions.change_words import entry_change_word, fact_change_word, field_word, slot_word
from coopviewer.rendering.editions.fact_lines import FactLines

_NAMES = ("entry", "title", "change", "about", "kind", "fact", "former_fact", "field", "before", "after", "mine")
Part = tuple[Iterable[EntryChanges], EditionNames]


def change_table(parts: Iterable[Part], tr: Translate, *, for_programs: bool = False) -> DataTable:
    """Return changes as a table: a row for each change of an entry itself, and for each field of a fact that differs.

    A change that concerns a fact as a whole, such as a new fact, is one row. ``parts`` are pairs of some changed
    entries and the names that sentences about these need; they are read only once. ``for_programs``: kinds and fields
    are named as in the database rather than in words.
    """
    fields = tuple(TableField(name, title, meaning) for name, (title, meaning) in zip(_NAMES, _titles(tr), strict=True))
    return DataTable("changes", tr("What changed"), fields, _rows(parts, tr, for_programs=for_programs))


def _titles(tr: Translate) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Entry"), tr("The id of the entry, in the new edition if it lists it.")),
        (tr("Title"), tr("The title of the entry.")),
        (tr("Change"), tr("What changed of the entry or the fact.")),
        (tr("About"), tr("What the change is about.")),
        (tr("Kind"), tr("The kind of the fact; empty for a change of the entry itself.")),
        (tr("Fact"), tr("The id of the fact in the new edition; empty if it lacks it.")),
        (tr("Former fact"), tr("The id of the fact in the old edition; empty if it lacks it.")),
        (tr("Field"), tr("The field of the fact that differs; empty for a fact as a whole.")),
        (tr("Before"), tr("What the old edition says.")),
        (tr("After"), tr("What the new edition says.")),
        (tr("Yours"), tr("Whether you annotated or bookmarked the entry, or a kept search finds it.")),
    )


def _rows(parts: Iterable[Part], tr: Translate, *, for_programs: bool) -> Iterator[tuple[str, ...]]:
    yes, no = ("true", "false") if for_programs else (tr("yes"), tr("no"))
    for entries, names in parts:
        lines = FactLines(names, tr)
        for each in entries:
            head = (each.ref.id, each.ref.title)
            mine = yes if each.is_mine else no
            for kind in each.kinds:
                word = str(kind) if for_programs else entry_change_word(kind, tr)
                before, after = (ref.id if ref else "" for ref in (each.old, each.new))
                if kind == "retitled":
                    before, after = (ref.title if ref else "" for ref in (each.old, each.new))
                yield (*head, word, "", "", "", "", "", before, after, mine)
            for change in each.facts:
                about = (
                    (str(change.kind), change.slot.name.lower(), kind_of(change.fact))
                    if for_programs
                    else (fact_change_word(change.kind, tr), slot_word(change.slot, tr), lines.label(change.fact))
                )
                ids = (change.new.id if change.new else "", change.old.id if change.old else "")
                for field, before, after in _fields(change, lines):
                    named = field if for_programs or not field else field_word(field, tr)
                    yield (*head, *about, *ids, named, before, after, mine)


def _fields(change: FactChange, lines: FactLines) -> Iterator[tuple[str, str, str]]:
    """Yield name, old and new value of each field that differs; for a fact as a whole one row with an empty name."""
    if not change.columns or change.old is None or change.new is None:
        before, after = (_plain(lines.content(fact)) if fact else "" for fact in (change.old, change.new))
        yield "", before, after
        return
    for column in change.columns:
        yield column, _value(change.old, column), _value(change.new, column)


def _value(fact: Fact, column: str) -> str:
    """Return a field's value as text: money as a plain decimal, the parts of a list joined."""
    value = getattr(fact, column, None)
    if column == "minor_units" and isinstance(fact, Flow | Amount):
        digits = fact.decimals if isinstance(fact, Flow) else decimals(fact.currency)
        whole, rest = divmod(abs(int(value or 0)), 10**digits)
        sign = "-" if int(value or 0) < 0 else ""
        return f"{sign}{whole}" + (f".{rest:0{digits}d}" if digits else "")
    if column == "citations":
        return "; ".join(sorted({each.source_id for each in fact.citations}))
    if isinstance(value, tuple):
        return "; ".join(": ".join(str(each) for each in part if each) for part in value)
    return "" if value is None else str(value)


def _plain(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text | Field | Link))
