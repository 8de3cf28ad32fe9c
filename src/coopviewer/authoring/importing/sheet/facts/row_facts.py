"""The facts of one project while they are made from the rows of a table."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.vocabulary import Basis


class RowFacts:
    """Collects the facts of one project: facts with one key that say the same become one, with all citations.

    Facts with the same key that say different things all stay: the id of each after the first ends in ``-2``, ``-3``
    and so on. So do equal facts that are added with ``is_counted``, such as two payments of the same sum.
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
        """Add a fact of the class ``kind``; its id is ``ENTRY_ID/KEY``, with ``-2`` and so on if another fact has that.

        ``fields`` are the fields of that class besides those that all facts have. ``note`` is a remark on the fact,
        None: there is none. If an earlier fact with the same key says the same, that one gets the citations and no fact
        is added, unless ``is_counted`` is set, as for payments: two of the same sum are two facts.
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
        """Return 1 at the first call for ``kind``, 2 at the second, and so on.

        ``kind`` may be any text, such as ``flow/budget``. The facts that were added do not count.
        """
        self._ordinals[kind] += 1
        return self._ordinals[kind]

    def facts(self) -> Iterable[Fact]:
        """Return all facts in the order in which they were added."""
        return self._facts.values()


def _content(fact: Fact) -> Fact:
    order: dict[str, Any] = {"ordinal": 1} if hasattr(fact, "ordinal") else {}
    return replace(fact, id="", citations=(), **order)
