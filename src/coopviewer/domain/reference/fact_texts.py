"""The texts of a fact as the reference holds them: what annotations stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from coopviewer.domain.reference.facts import (
    Amount,
    DocumentFact,
    Fact,
    Name,
    Quantity,
    Relation,
    Statement,
    TimeframeFact,
)


class FactText(NamedTuple):
    """A text of a fact; ``entry_id`` is the entry that the fact is about."""

    fact_id: str
    field: str
    entry_id: str
    text: str


@dataclass(frozen=True, slots=True)
class FactTexts:
    """What was read of an edition: texts, ``redirects`` from ids given up, and which of the entries asked for it has.

    ``redirects`` are of facts and of entries, of those that were asked for. ``entry_ids`` are ids of entries and
    sources as the edition has them, after redirects.
    """

    texts: tuple[FactText, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    entry_ids: frozenset[str] = frozenset()


def texts_of(fact: Fact) -> Mapping[str, str]:
    """Give the texts of a fact by the columns that hold them; none for a fact that is not put into words."""
    match fact:
        case Statement() | Name():
            return {"text": fact.text}
        case Amount() | Quantity() | TimeframeFact():
            return {"as_given": fact.as_given}
        case Relation():
            return {"as_given": fact.as_given} if fact.as_given else {}
        case DocumentFact():
            return {key: text for key, text in (("title", fact.title), ("about", fact.about)) if text}
    return {}


def entry_of_fact(fact_id: str) -> str:
    """Give the id of the entry that a fact is about: the first two parts of the fact's own (docs/schema.md)."""
    return "/".join(fact_id.split("/")[:2])
