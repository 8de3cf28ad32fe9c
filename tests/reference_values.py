"""Values of a reference as tests make them: entries, facts, sources and passages, with what does not matter filled in.

Entries, sources and passages that facts name need not be made: their titles follow from their ids.
"""

from collections.abc import Iterable
from typing import Any

from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import (
    Amount,
    Citation,
    Extent,
    Fact,
    Name,
    Relation,
    Statement,
    TimeframeFact,
)
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source
from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    CodeStatus,
    EntryKind,
    ExtentValue,
    NameKind,
    PassageKind,
    StatementKind,
)

EDITION = Edition(
    id="wells.1",
    dataset="urn:wells",
    title="Wells",
    publisher="A publisher",
    as_of_earliest="2019-02-01",
    as_of_latest="2021-12-31",
    as_of_basis=Basis.INFERRED,
    as_of_note="Between two dates.",
    licence_note="Free.",
    disclaimer="Made up.",
)


def cited(place: str = "leaflet/P1") -> tuple[Citation, ...]:
    """Cite a passage, or a whole source where the place names none."""
    source, _, passage = place.partition("/")
    return (Citation(f"source/{source}", place if passage else None),)


def ref(entry_id: str, title: str = "", marker: str | None = None) -> EntryRef:
    """Make an entry as lists show it; without a title it is called by the end of its id: ``country/NE`` is *NE*."""
    kind, _, slug = entry_id.partition("/")
    title = title or slug
    return EntryRef(entry_id, EntryKind(kind), title, title.casefold(), marker)


def passage(passage_id: str, **more: Any) -> Passage:
    """Make a passage."""
    source = f"source/{passage_id.partition('/')[0]}"
    fields = {"ordinal": 1, "kind": PassageKind.ITEM, "section": "Section", "locator": f"item {passage_id[-1]}"}
    return Passage(
        id=passage_id, source_id=source, **{**fields, "char_start": 3, "char_end": 7, "sha256": "0" * 64, **more}
    )


def _fields(entry_id: str, key: str, more: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"{entry_id}/{key}", "entry_id": entry_id, "basis": Basis.STATED, "citations": cited(), **more}


def name(entry_id: str, text: str, kind: NameKind = NameKind.ALIAS, language: str = "en", **more: Any) -> Name:
    """Name an entry."""
    return Name(text=text, kind=kind, language=language, **_fields(entry_id, f"name/{text}", more))


def statement(
    entry_id: str, text: str, kind: StatementKind = StatementKind.GOAL, ordinal: int = 1, **more: Any
) -> Statement:
    """Say something of an entry."""
    return Statement(text=text, kind=kind, ordinal=ordinal, **_fields(entry_id, f"{kind}/{text}", more))


def relation(subject: str, predicate: str, other: str, **more: Any) -> Relation:
    """Relate two entries."""
    fields = {"predicate_id": predicate, "object_id": other, "ordinal": 1}
    return Relation(**{**fields, **_fields(subject, f"{predicate}/{other}", more)})


def timeframe(entry_id: str, edtf: str, as_given: str = "", **more: Any) -> TimeframeFact:
    """Say when a project runs."""
    return TimeframeFact(edtf=edtf, as_given=as_given or f"in {edtf}", **_fields(entry_id, f"timeframe/{edtf}", more))


def amount(entry_id: str, euros: int, kind: AmountKind = AmountKind.GRANT, **more: Any) -> Amount:
    """Say what a project was granted."""
    sum_ = {"kind": kind, "minor_units": euros * 100, "currency": "EUR", "as_given": f"{euros} euros"}
    return Amount(**{**sum_, **_fields(entry_id, f"amount/{euros}", more)})


def extent(entry_id: str, predicate: str, value: ExtentValue = ExtentValue.COMPLETE, **more: Any) -> Extent:
    """Say how far a list goes."""
    return Extent(value=value, predicate_id=predicate, **_fields(entry_id, f"extent/{predicate}/{value}", more))


def predicate(
    predicate_id: str, label: str = "", inverse: str = "", objects: Iterable[str] = ("country",)
) -> Predicate:
    """Make a kind of relation."""
    words = predicate_id.replace("-", " ")
    return Predicate(predicate_id, label or words, inverse or f"inverse of {words}", ("project",), tuple(objects))


def dataset(*facts: Fact, entries: Iterable[EntryRef | str] = (), redirects: Iterable[Redirect] = ()) -> Dataset:
    """Put facts together with all that they name; ``entries`` are those without facts, or with titles of their own."""
    own = {each.id: each for each in (ref(each) if isinstance(each, str) else each for each in entries)}
    named = {id_ for fact in facts for id_ in _named(fact)}
    refs = {id_: own.get(id_) or ref(id_) for id_ in sorted(named | own.keys())}
    cites = [citation for fact in facts for citation in fact.citations]
    countries = (each for each in refs.values() if each.kind is EntryKind.COUNTRY)
    predicates = sorted({fact.predicate_id for fact in facts if isinstance(fact, Relation | Extent)} - {None})
    return Dataset(
        EDITION,
        tuple(Source(each, each.partition("/")[2]) for each in sorted({each.source_id for each in cites})),
        tuple(
            passage(each, ordinal=number)
            for number, each in enumerate(sorted({each.passage_id for each in cites if each.passage_id}), start=1)
        ),
        tuple(predicate(each) for each in predicates if each is not None),
        tuple(refs.values()),
        tuple(map(_codes, countries)),
        facts,
        tuple(redirects),
    )


def _codes(country: EntryRef) -> CountryCodes:
    alpha2 = country.id.partition("/")[2]
    return CountryCodes(country.id, alpha2, None, None, CodeStatus.OFFICIAL, marker=country.marker)


def _named(fact: Fact) -> Iterable[str]:
    yield fact.entry_id
    if isinstance(fact, Relation):
        yield fact.object_id
    if isinstance(fact, Amount):
        yield from filter(None, (fact.funder_id, fact.funding_instrument_id))
