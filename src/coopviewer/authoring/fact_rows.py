"""Turns the rows of curated files that state facts into domain facts; there is one reader for each kind of row."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from coopviewer.authoring.row import LARGEST_INTEGER, SourceRow
from coopviewer.domain.faults import display_value, phrase
from coopviewer.domain.reference import facts
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.money import decimals, is_currency, parse_minor_units
from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    CitationRole,
    Comparator,
    ExtentValue,
    NameKind,
    StatementKind,
)

_CITATION = phrase("a passage such as P47, optionally with context or footnote after it")

_ROLES = {"": CitationRole.STATES} | {str(role): role for role in CitationRole}


class _Common(TypedDict):
    id: str
    entry_id: str
    basis: Basis
    citations: tuple[Citation, ...]
    note: str | None
    preferred: str | None


@dataclass(slots=True)
class FactReading:
    """What readers of fact rows share over the whole folder.

    ``counted`` has the last ordinal given in each list, which may be spread over several files. Its keys are pairs: the
    id of an entry (for passages, of a source), and the name of the list, such as a kind of statement. ``cited`` are
    the ids of passages that any row cites. ``unreadable`` are the ids of facts in rows with faults, ``partly_read`` the
    ids of the entries of these facts: thus one fault does not cause others.
    """

    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    cited: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    partly_read: set[str] = field(default_factory=set)

    def count(self, entry_id: str, of: str) -> int:
        """Return the next ordinal, from 1, in the list ``of`` (a kind of statement) of entry or source ``entry_id``."""
        self.counted[entry_id, of] += 1
        return self.counted[entry_id, of]

    def citations(self, row: SourceRow, source_id: str | None) -> tuple[Citation, ...]:
        """Return the citations in a row, from its key ``cites``, and add their passages to ``cited``.

        Without that key there are none. ``source_id`` is the id of the source named at the head of the file, whose
        passages can be cited by a short id, such as ``P47``; None if no source is named there. An invalid citation is
        left out, and is a fault of the row.
        """
        found = tuple(c for text in row.texts("cites") if (c := _citation(row, text, source_id)))
        self.cited.update(c.passage_id for c in found if c.passage_id is not None)
        return found


def _citation(row: SourceRow, text: str, source_id: str | None) -> Citation | None:
    target, _, role_word = text.partition(" ")
    role = _ROLES.get(role_word)
    if not target or role is None:
        row.fault("cites", display_value(text), _CITATION)
        return None
    if target.startswith("source/"):
        return Citation(target, None, role)
    if "/" in target:
        return Citation("source/" + target.partition("/")[0], target, role)
    if source_id is None:
        row.fault(
            "cites",
            phrase("{text} in a file without source", text=display_value(text)),
            phrase('a line such as source = "source/…" at its head'),
        )
        return None
    return Citation(source_id, f"{source_id.removeprefix('source/')}/{target}", role)


def read_facts(entry_row: SourceRow, entry_id: str, source_id: str | None, reading: FactReading) -> Iterator[Fact]:
    """Yield the facts in the row of an entry, one kind after another; rows with faults are reported and left out.

    ``source_id`` is the source named at the head of the file, None if there is none. ``reading`` is shared by the whole
    folder, and notes what the rows cite and which could not be read.
    """
    for key_of_array, reader in _READERS.items():
        for row in entry_row.rows(key_of_array):
            key = row.text("key")
            if key:
                row.where = f"{entry_id}/{key}"
            common = _Common(
                id=f"{entry_id}/{key}",
                entry_id=entry_id,
                basis=row.word("basis", Basis),
                citations=reading.citations(row, source_id),
                note=row.optional_text("note"),
                preferred=row.optional_text("preferred"),
            )
            found = reader(row, common, reading, source_id)
            if row.finish():
                yield from found
            else:
                reading.unreadable.update(fact.id for fact in found)
                reading.partly_read.add(entry_id)


_Reader = Callable[[SourceRow, _Common, FactReading, str | None], list[Fact]]


def _name(row: SourceRow, common: _Common, _reading: FactReading, _source: str | None) -> list[Fact]:
    return [facts.Name(**common, text=row.text("text"), language=row.text("language"), kind=row.word("kind", NameKind))]


def _statement(row: SourceRow, common: _Common, reading: FactReading, _source: str | None) -> list[Fact]:
    kind = row.word("kind", StatementKind)
    ordinal = reading.count(common["entry_id"], kind)
    language = row.optional_text("language")
    text = row.text("text")
    return [facts.Statement(**common, kind=kind, ordinal=ordinal, text=text, language=language or "en")]


def _timeframe(row: SourceRow, common: _Common, _reading: FactReading, _source: str | None) -> list[Fact]:
    return [facts.TimeframeFact(**common, edtf=row.text("edtf"), as_given=row.text("as_given"))]


def _amount(row: SourceRow, common: _Common, _reading: FactReading, _source: str | None) -> list[Fact]:
    currency = row.text("currency")

    def minor_units(value: str) -> int:
        found = parse_minor_units(value, currency)
        if found > LARGEST_INTEGER:
            raise ValueError(value)
        return found

    of = currency if is_currency(currency) else phrase("the currency")
    expected = phrase(
        'an amount of {of} in digits, such as "3400000", with at most {decimals} decimals',
        of=of,
        decimals=decimals(currency),
    )
    return [
        facts.Amount(
            **common,
            kind=row.word("kind", AmountKind),
            minor_units=row.read("value", minor_units, expected, 0),
            currency=currency,
            as_given=row.text("as_given"),
            funder_id=row.optional_text("funder"),
            funding_instrument_id=row.optional_text("funding_instrument"),
        )
    ]


def _quantity(row: SourceRow, common: _Common, _reading: FactReading, _source: str | None) -> list[Fact]:
    return [
        facts.Quantity(
            **common,
            measure=row.text("measure"),
            comparator=row.word("comparator", Comparator),
            value=row.integer("value"),
            as_given=row.text("as_given"),
        )
    ]


def _document(row: SourceRow, common: _Common, _reading: FactReading, _source: str | None) -> list[Fact]:
    return [
        facts.DocumentFact(
            **common,
            about=row.text("about"),
            title=row.optional_text("title"),
            language=row.optional_text("language"),
            url=row.optional_text("url"),
        )
    ]


def _extent(row: SourceRow, common: _Common, _reading: FactReading, _source: str | None) -> list[Fact]:
    kind = row.word("statement_kind", StatementKind) if row.has("statement_kind") else None
    value = row.word("value", ExtentValue)
    return [facts.Extent(**common, value=value, predicate_id=row.optional_text("predicate"), statement_kind=kind)]


def _relation(row: SourceRow, common: _Common, reading: FactReading, source_id: str | None) -> list[Fact]:
    predicate_id = row.text("predicate")
    if row.has("to") == row.has("to_each"):
        row.fault(
            "to",
            phrase("both to and to_each") if row.has("to") else phrase("neither to nor to_each"),
            phrase("exactly one of the two"),
        )
        return []
    if row.has("to"):
        return [_one_relation(row, common, predicate_id, reading)]
    found: list[Fact] = []
    for each in row.rows("to_each", needed=True):
        # the row's own keys are added to the common ones
        slug = each.optional_text("slug") or each.text("to").rpartition("/")[2]
        each.where = f"{common['id']}/{slug}" if slug else each.where
        own = common.copy()
        own["id"] = f"{common['id']}/{slug}"
        own["citations"] = common["citations"] + reading.citations(each, source_id)
        own["note"] = each.optional_text("note") or common["note"]
        relation = _one_relation(each, own, predicate_id, reading)
        if each.finish():
            found.append(relation)
        else:
            reading.unreadable.add(relation.id)
            reading.partly_read.add(relation.entry_id)
    return found


def _one_relation(row: SourceRow, common: _Common, predicate_id: str, reading: FactReading) -> facts.Relation:
    return facts.Relation(
        **common,
        predicate_id=predicate_id,
        object_id=row.text("to"),
        ordinal=reading.count(common["entry_id"], predicate_id),
        as_given=row.optional_text("as_given"),
        edtf=row.optional_text("edtf"),
    )


_READERS: dict[str, _Reader] = {
    "name": _name,
    "relation": _relation,
    "statement": _statement,
    "timeframe": _timeframe,
    "amount": _amount,
    "quantity": _quantity,
    "document": _document,
    "extent": _extent,
}
