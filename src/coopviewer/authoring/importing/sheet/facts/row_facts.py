"""The facts of one project while they are made from the rows of a table."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.vocabulary import Basis


class RowFacts:
    """Collects the facts of one project; facts of one key that say the same become one with all citations.

    Those that are added as counted do not. Of facts with one key that differ, all after the first get an id that ends
    in ``-2`` and so on.
    """

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        self._facts: dict[str, Fact] = {}
        self._ordinals: Counter[str] = Counter()

    def add(
        self,
        kind: Callable[..., Fact],
        key: str,
        citations: tuple[Citation, ...],
        /,
        *,
        basis: Basis = Basis.STATED,
        note: str | None = None,
        is_counted: bool = False,
        **fields: Any,
    ) -> None:
        """Add a fact; ``key`` is its id after the entry's, ``fields`` what its class has besides the common ones.

        ``note`` is a remark on the fact, None: there is none. A fact that says what another with its key says is not
        added; the other gets its citations. ``is_counted``: it stays a fact of its own all the same.
        """
        fact = kind(
            id=f"{self.entry_id}/{key}", entry_id=self.entry_id, basis=basis, citations=citations, note=note, **fields
        )
        number = 1
        while (known := self._facts.get(own := key if number == 1 else f"{key}-{number}")) is not None:
            if not is_counted and _content(known) == _content(fact):
                cited = tuple(dict.fromkeys((*known.citations, *citations)))
                self._facts[own] = replace(known, citations=cited)
                return
            number += 1
        self._facts[own] = replace(fact, id=f"{self.entry_id}/{own}") if number > 1 else fact

    def ordinal(self, kind: str) -> int:
        """Return the next number, from 1, of the facts of a kind; any text names one, such as the id of a predicate."""
        self._ordinals[kind] += 1
        return self._ordinals[kind]

    def facts(self) -> Iterable[Fact]:
        """Return all facts in the order in which they were added."""
        return self._facts.values()


def _content(fact: Fact) -> Fact:
    order: dict[str, Any] = {"ordinal": 1} if hasattr(fact, "ordinal") else {}
    return replace(fact, id="", citations=(), **order)
