"""Facts: the statements of the reference about an entry, each with its basis and citations.

Further kinds of facts, as publishers of activities state them, are in ``published_facts``.
"""

from typing import ClassVar, NamedTuple

from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    CitationRole,
    Comparator,
    ExtentValue,
    NameKind,
    StatementKind,
)
from coopviewer.domain.values import value


class Citation(NamedTuple):
    """The source of a fact.

    ``passage_id`` is None where a whole source is cited, as for a standard (basis *reference*). ``line`` is the line of
    an imported file, from 1, and ``place`` the element or cell, such as ``sector 2``; None: none is known.
    """

    source_id: str
    passage_id: str | None
    role: CitationRole = CitationRole.STATES
    line: int | None = None
    place: str | None = None


@value(frozen=True, slots=True, kw_only=True)
class Fact:
    """The fields that every fact has.

    ``id`` is a text key, written by the curator or formed by an import, and never reused, since annotations refer to
    it. It begins with the id of the entry that the fact is about. ``note`` is the reason where the basis is inferred or
    editorial; None: not needed. ``preferred`` is the reason why a curator prefers the fact to others of its kind that
    differ; None: not marked. ``text_fields`` are the fields that hold the source's texts, in which annotations are
    anchored.
    """

    text_fields: ClassVar[tuple[str, ...]] = ()
    id: str
    entry_id: str
    basis: Basis
    citations: tuple[Citation, ...] = ()
    note: str | None = None
    preferred: str | None = None


@value(frozen=True, slots=True, kw_only=True)
class Name(Fact):
    """A name of an entry; ``language`` is a BCP 47 tag."""

    text_fields = ("text",)
    text: str
    language: str
    kind: NameKind


@value(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """A relation of an entry to another one; ``entry_id`` is the subject.

    ``ordinal`` is the order in the source among the entry's relations by this predicate, from 1. ``as_given`` is the
    object's name in the source, None where the source does not spell it there; ``edtf`` is the time since or during
    which the relation holds, None if that is not stated.
    ``share`` is in millionths of the whole (a percentage times 10,000), ``share_as_given`` as the source writes it;
    ``role_as_given`` is the word for a role that no predicate has; each of these three is None if not stated.
    """

    text_fields = ("as_given",)
    predicate_id: str
    object_id: str
    ordinal: int
    as_given: str | None = None
    edtf: str | None = None
    share: int | None = None
    share_as_given: str | None = None
    role_as_given: str | None = None

    @property
    def subject_id(self) -> str:
        """The id of the entry that the relation starts from."""
        return self.entry_id


@value(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """A sentence written by the curators, or a text of an imported file.

    ``ordinal`` counts from 1 within entry and kind, in the source's order. ``language`` is a BCP 47 tag.
    """

    text_fields = ("text",)
    kind: StatementKind
    ordinal: int
    text: str
    language: str = "en"


@value(frozen=True, slots=True, kw_only=True)
class TimeframeFact(Fact):
    """When a project runs: ``edtf`` in EDTF, such as ``2017/2023``, and ``as_given`` in the words of the source."""

    text_fields = ("as_given",)
    edtf: str
    as_given: str


@value(frozen=True, slots=True, kw_only=True)
class Amount(Fact):
    """A sum of money, in minor units (euro: cents) of an ISO 4217 currency.

    ``funder_id`` and ``funding_instrument_id`` are the ids of the entries that pay it; None: not stated.
    """

    text_fields = ("as_given",)
    kind: AmountKind
    minor_units: int
    currency: str
    as_given: str
    funder_id: str | None = None
    funding_instrument_id: str | None = None


@value(frozen=True, slots=True, kw_only=True)
class Quantity(Fact):
    """A number of things, such as more than 50 *workshops and expert meetings*.

    ``value`` is the number (50), ``comparator`` says whether it is exactly this one or more than that, and ``measure``
    is what is counted.
    """

    text_fields = ("as_given",)
    measure: str
    comparator: Comparator
    value: int
    as_given: str


@value(frozen=True, slots=True, kw_only=True)
class DocumentFact(Fact):
    """A document that the source names.

    ``title`` is None if the source gives none, as in a link on the word *here*; ``url`` is None if the address is not
    preserved; ``language`` is None if the source does not state it. ``about`` describes the document: in the curators'
    words, in those of an imported file, or by the heading of a column; empty: nothing does.
    """

    text_fields = (
        "title",
        "about",
    )
    about: str
    title: str | None = None
    language: str | None = None
    url: str | None = None


@value(frozen=True, slots=True, kw_only=True)
class Extent(Fact):
    """Whether the source's list of something about the fact's entry, such as its partner countries, is complete.

    ``value`` says it. Exactly one of the other two says which list is meant, and the other is None: ``predicate_id``
    the list of the relations of a kind, ``statement_kind`` the list of the statements of a kind, such as the goals.
    """

    value: ExtentValue
    predicate_id: str | None = None
    statement_kind: StatementKind | None = None
