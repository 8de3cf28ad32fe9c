"""The texts of a fact as the reference holds them: what annotations stand on."""

from collections.abc import Mapping

from coopviewer.domain.reference.facts import Amount, Document, Fact, Name, Quantity, Relation, Statement, TimeframeFact


def texts_of(fact: Fact) -> Mapping[str, str]:
    """Give the texts of a fact by the columns that hold them; none for a fact that is not put into words."""
    match fact:
        case Statement() | Name():
            return {"text": fact.text}
        case Amount() | Quantity() | TimeframeFact():
            return {"as_given": fact.as_given}
        case Relation():
            return {"as_given": fact.as_given} if fact.as_given else {}
        case Document():
            return {key: text for key, text in (("title", fact.title), ("about", fact.about)) if text}
    return {}


def entry_of_fact(fact_id: str) -> str:
    """Give the id of the entry that a fact is about: the first two parts of the fact's own (docs/schema.md)."""
    return "/".join(fact_id.split("/")[:2])
