"""Facts: what the reference holds about an entry, each with its basis and citations."""

from dataclasses import dataclass

from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    CitationRole,
    Comparator,
    ExtentValue,
    NameKind,
    StatementKind,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact is written.

    ``passage_id`` is None where a whole source is meant, as with a standard (basis *reference*).
    """

    source_id: str
    passage_id: str | None
    role: CitationRole = CitationRole.STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact has.

    ``id`` is a text key written by the curator and never reused: annotations stand on it. It begins with the id of
    the entry that the fact is about. ``note`` says why, where the basis is inferred or editorial; None: no need.
    """

    id: str
    entry_id: str
    basis: Basis
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Fact):
    """A name of an entry; ``language`` is a BCP 47 tag."""

    text: str
    language: str
    kind: NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """``entry_id`` is the subject; ``ordinal`` is the source's own order, from 1.

    ``as_given`` is the object's name in the source, None where the source does not spell it there; ``edtf`` says
    since or during when, None where that is not stated.
    """

    predicate_id: str
    object_id: str
    ordinal: int
    as_given: str | None = None
    edtf: str | None = None

    @property
    def subject_id(self) -> str:
        """The entry that the relation starts from."""
        return self.entry_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """A sentence of ours; ``ordinal`` counts from 1 within entry and kind, in the source's order."""

    kind: StatementKind
    ordinal: int
    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeframeFact(Fact):
    """When a project runs: ``edtf`` is read by :mod:`coopviewer.domain.reference.timeframes`."""

    edtf: str
    as_given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Fact):
    """A sum of money, in minor units (euro: cents) of an ISO 4217 currency.

    ``funder_id`` and ``funding_instrument_id`` are entries; None: not stated.
    """

    kind: AmountKind
    minor_units: int
    currency: str
    as_given: str
    funder_id: str | None = None
    funding_instrument_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Fact):
    """A counted thing, such as *workshops and expert meetings*, more than 50."""

    measure: str
    comparator: Comparator
    value: int
    as_given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact(Fact):
    """A document the source names.

    ``title`` is None where the source gives none ("here"); ``url`` is None where the address is not preserved;
    ``language`` is None where the source does not say it. ``about`` says in our words what the document is.
    """

    about: str
    title: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent(Fact):
    """How far a list goes: exactly one of ``predicate_id`` and ``statement_kind`` says which list."""

    value: ExtentValue
    predicate_id: str | None = None
    statement_kind: StatementKind | None = None
