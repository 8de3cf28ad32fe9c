"""The texts of a fact as the reference stores them: the texts that annotations are anchored in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from coopviewer.domain.reference.facts import Fact, Relation

TITLE_COLUMNS = ("subject_id", "object_id")
"""The columns of a relation that hold the id of an entry; the text that is annotated in them is the entry's title."""


class FactText(NamedTuple):
    """One text of a fact; ``entry_id`` is the entry that the fact is about.

    ``field`` is the column that holds the text, such as ``text``, or one of its parts, as in texts_of: ``value.2``
    is the second value.
    """

    fact_id: str
    field: str
    entry_id: str
    text: str


@dataclass(frozen=True, slots=True)
class FactTexts:
    """Texts of an edition in which quotations are looked for.

    ``texts`` are all texts of the facts asked for; and of the facts of the entries asked for, the texts that are long
    enough (``shortest`` of ``ReferenceStore.fact_texts``). ``redirects`` maps former ids among those asked for, of
    facts and of entries, to present ones. ``entry_ids`` are the present ids of the entries and sources asked for that
    the edition has.
    """

    texts: tuple[FactText, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    entry_ids: frozenset[str] = frozenset()


def texts_of(fact: Fact) -> Mapping[str, str]:
    """Return the texts of a fact by the columns that hold them; empty for a fact without text.

    The texts of its parts, such as the values of a published field, have the part's number, from 1, behind a dot:
    ``value.2``.
    """
    found: dict[str, str] = {}
    for column in fact.text_fields:
        held = getattr(fact, column)
        if isinstance(held, tuple):
            for number, part in enumerate(held, start=1):
                found |= {f"{name}.{number}": text for name, text in part.texts.items()}
        elif held:
            found[column] = held
    return found


def texts_with_titles(fact: Fact, titles: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts of a fact that can be annotated: those of ``texts_of``, and the titles of a relation's entries.

    The subject's title is under ``subject_id``, the object's under ``object_id``; the latter only if ``as_given`` is
    None, since a page shows the source's own name otherwise. ``titles`` has the titles of the entries that the page
    names, by id; titles that it lacks are left out.
    """
    texts = dict(texts_of(fact))
    if isinstance(fact, Relation):
        ends = (
            {"subject_id": fact.subject_id}
            if fact.as_given
            else {"object_id": fact.object_id, "subject_id": fact.subject_id}
        )
        texts |= {column: titles[entry_id] for column, entry_id in ends.items() if titles.get(entry_id)}
    return texts


def entry_of_fact(fact_id: str) -> str:
    """Return the id of the entry that a fact is about, such as ``country/NE``: the first two parts of ``fact_id``."""
    return "/".join(fact_id.split("/")[:2])
