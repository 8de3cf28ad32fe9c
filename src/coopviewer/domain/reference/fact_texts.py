"""The texts of a fact as the reference stores them: the texts that annotations are anchored in."""

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
    """One text of a fact; ``entry_id`` is the entry that the fact is about."""

    fact_id: str
    field: str
    entry_id: str
    text: str


@dataclass(frozen=True, slots=True)
class FactTexts:
    """The texts of the facts of given entries in an edition, with redirects of ids.

    ``redirects`` map former ids, of facts and of entries, to present ones. ``entry_ids`` are those of the given entries
    and sources that the edition has, after redirects.
    """

    texts: tuple[FactText, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    entry_ids: frozenset[str] = frozenset()


def texts_of(fact: Fact) -> Mapping[str, str]:
    """Return the texts of a fact by the columns that hold them; empty for a fact without text."""
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
    """Return the id of the entry that a fact is about: the first two parts of the fact's id (docs/schema.md)."""
    return "/".join(fact_id.split("/")[:2])
