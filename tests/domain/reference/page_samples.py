"""Pages and facts for the tests of the domain."""

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Amount, Fact, Relation, Statement
from coopviewer.domain.reference.pages import EntryPage, EntryRecord, RelationGroup
from coopviewer.domain.reference.sources import Lookup, Predicate
from coopviewer.domain.reference.vocabulary import AmountKind, Basis, EntryKind, StatementKind

EDITION = Edition("e-1", "urn:x", "The reference", "P", "2019-01-01", "2019-12-31", Basis.STATED, "", "", "")
FUNDS = Predicate("funded-by", "is funded by", "funds", ("project",), ("organisation",))


def entry_ref(entry_id: str, title: str) -> EntryRef:
    return EntryRef(entry_id, EntryKind(entry_id.partition("/")[0]), title, title.casefold())


def statement(fact_id: str, kind: StatementKind = StatementKind.GOAL, ordinal: int = 1, text: str = "") -> Statement:
    entry_id = "/".join(fact_id.split("/")[:2])
    return Statement(id=fact_id, entry_id=entry_id, basis=Basis.STATED, kind=kind, ordinal=ordinal, text=text)


def relation(fact_id: str, object_id: str, predicate: Predicate = FUNDS) -> Relation:
    entry_id = "/".join(fact_id.split("/")[:2])
    return Relation(
        id=fact_id, entry_id=entry_id, basis=Basis.STATED, predicate_id=predicate.id, object_id=object_id, ordinal=1
    )


def amount(fact_id: str) -> Amount:
    entry_id = "/".join(fact_id.split("/")[:2])
    return Amount(
        id=fact_id, entry_id=entry_id, basis=Basis.STATED, kind=AmountKind.GRANT, minor_units=1, currency="EUR",
        as_given="1 cent",
    )  # fmt: skip


def record(
    ref: EntryRef, *facts: Fact, groups: tuple[RelationGroup, ...] = (), paid: tuple[Amount, ...] = ()
) -> EntryRecord:
    return EntryRecord(ref, None, facts, groups, paid)


def entry_page(
    entry_id: str, title: str, *facts: Fact, refs: tuple[EntryRef, ...] = (), former_ids: tuple[str, ...] = ()
) -> EntryPage:
    lookup = Lookup({ref.id: ref for ref in refs}, {}, {}, ())
    return EntryPage(record(entry_ref(entry_id, title), *facts), {}, (), {}, lookup, former_ids)
