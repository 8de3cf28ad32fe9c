"""Finding the entries of a query, best first, with work in proportion to the number of results wanted.

The order of results:

    1. The words are a whole title, name or code.
    2. A single word, written like an acronym, is in a name.
    3. A title or a name begins with the words, or a code does if the words have at least five characters.
    4. A name contains the words.
    5. A text contains the words.

In 4 and 5, whole words come before beginnings of words. There, results are ranked by bm25 if the words occur in about
250 entries at most (MOST_RANKED); otherwise ranking would read too many, and results are sorted by kind, then title.

If a filter has at most 500 entries, or is on annotations, only its entries are searched. Otherwise matching entries are
checked one by one until enough are found or 10,000 (MOST_LOOKED_AT) were: the answer says if it may be incomplete.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.search.query import SearchQuery, SearchTerm
from coopviewer.domain.text.folding import words_of
from coopviewer.storage.search.conditions import matching_numbers, meeting_numbers
from coopviewer.storage.search.expressions import Expression, Vocabulary
from coopviewer.storage.search.filters import Filters, chosen_numbers, walk_bounds, walk_numbers
from coopviewer.storage.search.index import bare_last
from coopviewer.storage.search.numbers import AmountText
from coopviewer.storage.search.tables import CODE_KEY, NAME_KEY, TITLE_KEY, key_of

MOST_RANKED = 250
MOST_LOOKED_AT = 10_000
_FEW = 500  # entries that filters leave, up to which each is looked up individually
_FIRST_BATCH, _BATCH = 64, 500
_LOOKED_UP = 20  # entries that full text yields in the time of one lookup
_MOST_NAMED = 2_000  # names that are checked against filters; texts contain the names too
_LEAST_OF_CODE = 5  # characters from which on the beginning of a code is looked for
_LAST = "\U0010ffff"
_ACRONYM = re.compile("(?=.*[A-Z].*[A-Z])[A-Za-z0-9-]{2,12}")  # its bearers come before names that begin like it
_WEIGHTS = {"search_name": "4.0, 2.0", "search_text": "8.0, 6.0, 3.0, 1.0, 1.0"}  # weights of the columns for bm25


class Found(NamedTuple):
    """Entry numbers of the results of a search, best first, and why some of them were found.

    ``complete``: False if the search stopped after 10,000 entries (MOST_LOOKED_AT) with fewer results than asked for.
    ``named``: entries whose title, name or code is equal to the words or begins with them (a code only with words
        of at least five characters). For a single word written like an acronym, also those whose names contain it.
    ``through``: for an entry that meets the filters only through its projects, one or more of these.
    ``meant``: if the words are only a year, or only the name of a country or region, the query for what ran in that
        year or for the projects in that place; else None.
    ``by_meant``: the entries found by ``meant``.
    ``amounts``: for entries that have the query's numbers in an amount of money, this amount.
    ``listed``: with a filter such as ``arrangement:listed``, for a region some of the listed countries in it, and
        for an organisation some that it lists. For a project found only by ``meant``, the country or region.
    """

    numbers: list[int]
    complete: bool
    named: frozenset[int] = frozenset()
    through: Mapping[int, Sequence[int]] = MappingProxyType({})
    meant: SearchQuery | None = None
    by_meant: frozenset[int] = frozenset()
    amounts: Mapping[int, AmountText] = MappingProxyType({})
    listed: Mapping[int, Sequence[int]] = MappingProxyType({})


class Finder:
    """Finds the entries of one query, best first; ``filters`` are the query's filters, looked up in the reference.

    ``everything``: it does not stop after 10,000 entries (MOST_LOOKED_AT), which may be slow: for a list to be saved.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        vocabulary: Vocabulary,
        query: SearchQuery,
        filters: Filters,
        *,
        everything: bool = False,
    ) -> None:
        self._connection = connection
        self._most_looked_at = vocabulary.entries + 1 if everything else MOST_LOOKED_AT
        self._most_named = -1 if everything else _MOST_NAMED  # without a limit for SQLite
        self._vocabulary = vocabulary
        self._filters = filters
        self._terms = [term for term in query.terms if not term.excluded]
        self._key = key_of(word for term in self._terms for word in words_of(term.text, vocabulary.rule))
        self.looked_at_all = True
        """Whether all entries that may match were checked so far: the search did not stop at MOST_LOOKED_AT."""
        self._few: list[int] | None = None
        self._bounds = (1, vocabulary.entries) if filters.walk is None else walk_bounds(connection, filters.walk)
        if filters.among is not None:
            self._few = chosen_numbers(connection, filters, filters.among)
        elif filters.walk is not None and filters.walk.entries <= _FEW:
            walked = list(walk_numbers(connection, filters.walk))
            self._few = chosen_numbers(connection, filters, walked, walked=True)

    def find(self, limit: int) -> Found:
        """Return at most ``limit`` results, best first; for a query without words, by kind, then title."""
        if not self._terms:
            numbers = list(islice(self._listed(), limit))
            return Found(numbers, self.looked_at_all or len(numbers) == limit)
        found: dict[int, None] = {}
        for step in self._by_name(limit):
            found |= dict.fromkeys(step)
        named = frozenset(found)
        for step in self._by_words(limit):
            if len(found) >= limit:
                break
            found |= dict.fromkeys(step)
        numbers = list(found)[:limit]
        return Found(numbers, self.looked_at_all or len(numbers) == limit, named)

    def named(self, limit: int) -> Found:
        """Return the results whose title, name or code is equal to the words or begins with them, at most ``limit``.

        Beginnings of codes must have 5 characters or more. A single word like an acronym (2 to 12 letters, digits or
        hyphens, two capitals at least) also finds names with that word. Empty without words, with excluded words, or
        with filters; a ``-tag:x`` that excludes nothing does not count as one.
        """
        if not (self._terms and self._filters.choose_all):
            return Found([], self.looked_at_all)
        found = dict.fromkeys(number for step in self._by_name(limit) for number in step)
        return Found(list(found)[:limit], self.looked_at_all, frozenset(found))

    def all(self) -> Iterator[int]:
        """Yield the entry number of each result once, unordered; some lack if ``looked_at_all`` is False at the end."""
        if not self._terms and not self._filters.goals:
            yield from self._walked(None)
            return
        codes = list(self._chosen(self._keyed(CODE_KEY)))
        yield from codes
        yield from (number for number in self._matched(self._every(), None, None) if number not in codes)

    def _by_name(self, limit: int) -> Iterator[Iterable[int]]:
        for field in (TITLE_KEY, NAME_KEY, CODE_KEY):
            yield self._chosen(self._keyed(field))
        if len(self._terms) == 1 and _ACRONYM.fullmatch(self._terms[0].text):
            yield self._matching("search_name", self._vocabulary.whole(self._terms, named=True), limit)
        for field in (TITLE_KEY, NAME_KEY, CODE_KEY) if len(self._key) >= _LEAST_OF_CODE else (TITLE_KEY, NAME_KEY):
            yield self._chosen(self._begun(field, limit))

    def _by_words(self, limit: int) -> Iterator[Iterable[int]]:
        terms, vocabulary = self._terms, self._vocabulary
        for table, named in (("search_name", True), ("search_text", False)):
            whole, begun = vocabulary.whole(terms, named=named), vocabulary.begun(terms, named=named)
            yield self._matching(table, whole, limit)
            if begun.text != whole.text:
                yield self._matching(table, begun, limit)
            if not begun.complete:
                yield self._matching(table, vocabulary.begun(terms, named=named, every=True), limit)

    def _every(self) -> Expression:
        return self._vocabulary.begun(self._terms, named=False, every=True)

    def _keyed(self, field: int) -> list[int]:
        query = "SELECT number FROM search_key WHERE field = ? AND key = ? ORDER BY number LIMIT ?"
        return bare_last(self._connection, self._numbers(query, (field, self._key, self._most_named)))

    def _begun(self, field: int, limit: int) -> list[int]:
        beginning = self._key + (" " if self._terms[-1].phrase else "")
        query = "SELECT number FROM search_key WHERE field = ? AND key >= ? AND key < ? ORDER BY key, number LIMIT ?"
        return bare_last(self._connection, self._numbers(query, (field, beginning, beginning + _LAST, limit)))

    def _numbers(self, query: str, values: tuple[object, ...]) -> list[int]:
        return [row[0] for row in self._connection.execute(query, values)]

    @cached_property
    def _listed_numbers(self) -> frozenset[int] | None:
        """The only entries that may be allowed: those in ``_few``, or those that a filter lists; None: any may be."""
        walk = self._filters.walk
        listed = self._few if self._few is not None or walk is None else walk.numbers
        return None if listed is None else frozenset(listed)

    def _chosen(self, numbers: Iterable[int]) -> list[int]:
        """Return those of some entry numbers that the filters allow."""
        distinct = list(dict.fromkeys(numbers))
        if self._listed_numbers is not None:
            distinct = [number for number in distinct if number in self._listed_numbers]
        if not distinct or self._few is not None or self._filters.choose_all:
            return distinct
        return chosen_numbers(self._connection, self._filters, distinct, walked=self._listed_numbers is not None)

    def _matching(self, table: str, expression: Expression, limit: int) -> list[int]:
        """Return matches in the full-text table ``table``, at most ``limit``, ranked if that is little work."""
        ranked = min(expression.cost, self._vocabulary.entries) <= MOST_RANKED
        if table == "search_text":
            return list(islice(self._matched(expression, _WEIGHTS[table] if ranked else None, limit), limit))
        order = f"ORDER BY bm25(search_name, {_WEIGHTS[table]}), rowid" if ranked else ""
        most = limit if self._filters.choose_all else _MOST_NAMED
        query = f"SELECT rowid FROM search_name WHERE search_name MATCH ? AND rowid BETWEEN ? AND ? {order} LIMIT ?"
        matching = iter(self._numbers(query, (expression.text, *self._bounds, most)))
        chosen = (number for batch in _batches(matching) for number in self._chosen(batch))
        return bare_last(self._connection, list(islice(chosen, limit)))

    def _matched(self, expression: Expression, weights: str | None, limit: int | None) -> Iterator[int]:
        """Yield the numbers of entries whose texts match an expression and that the filters allow.

        ``weights``: those of the columns, for ranking; None: no ranking. ``limit``: how many are wanted; None: all.
        """
        text = self._filters.narrow(expression.text)
        if weights is None and self._few is not None:
            yield from sorted(matching_numbers(self._connection, text, self._few))
        elif weights is None and self._walks_less(expression, limit):
            for batch in self._looked_at(walk_numbers(self._connection, self._filters.walk)):
                met = meeting_numbers(self._connection, self._filters.condition_on_walk, batch)
                yield from sorted(matching_numbers(self._connection, text, met))
        else:
            yield from self._matched_as_they_come(text, weights)

    def _matched_as_they_come(self, text: str, weights: str | None) -> Iterator[int]:
        sql, values, _ = self._filters.condition
        if self._few is not None:
            sql, values = "s.number IN (SELECT value FROM json_each(?))", (json.dumps(self._few),)
        order = f"ORDER BY bm25(search_text, {weights}), rowid" if weights else ""
        # LIMIT keeps the inner query separate, so that the condition is evaluated only on its rows
        query = f"""
            SELECT number, {sql} FROM (SELECT rowid AS number FROM search_text
            WHERE search_text MATCH ? AND rowid BETWEEN ? AND ? {order} LIMIT {self._most_looked_at}) s
        """
        looked_at = 0
        for number, is_chosen in self._connection.execute(query, (*values, text, *self._bounds)):
            looked_at += 1
            if is_chosen:
                yield number
        if looked_at >= self._most_looked_at:
            self.looked_at_all = False

    def _walks_less(self, expression: Expression, limit: int | None) -> bool:
        """Return whether walking the entries with a filter's value is less work than walking those with the words.

        ``limit`` is the number of results wanted, None: all.
        """
        walk, entries = self._filters.walk, self._vocabulary.entries
        if walk is None:
            return False
        by_words, by_walk = expression.fewest, walk.entries
        if limit is not None:  # entries read until enough are found, assuming that words and values are independent
            by_words, by_walk = (
                min(by_words, limit * entries // max(1, walk.entries)),
                min(by_walk, limit * entries // max(1, expression.fewest)),
            )
        return by_walk * _LOOKED_UP < min(by_words, self._most_looked_at)

    def _listed(self) -> Iterator[int]:
        """Yield the entries that filters alone select, in list order."""
        if self._few is not None:
            yield from self._few
        elif self._filters.goals:
            yield from self._matched(Expression("", 0, self._vocabulary.entries), None, None)
        else:
            yield from self._walked(self._most_looked_at)

    def _walked(self, most: int | None) -> Iterator[int]:
        if self._few is not None:
            yield from self._few
            return
        numbers = walk_numbers(self._connection, self._filters.walk)
        for batch in _batches(numbers) if most is None else self._looked_at(numbers):
            yield from chosen_numbers(self._connection, self._filters, batch, walked=True)

    def _looked_at(self, numbers: Iterator[int]) -> Iterator[list[int]]:
        """Yield batches of numbers until as many were checked as are looked at."""
        looked_at = 0
        for batch in _batches(numbers):
            yield batch
            looked_at += len(batch)
            if looked_at >= self._most_looked_at:
                self.looked_at_all = False
                return


def _batches(numbers: Iterator[int]) -> Iterator[list[int]]:
    """Yield lists of numbers, a short one first, which may be enough."""
    size = _FIRST_BATCH
    while batch := list(islice(numbers, size)):
        yield batch
        size = _BATCH


def without_emoji(query: SearchQuery) -> SearchQuery:
    """Return the query without the terms that have no letter or digit: only annotations are searched for emoji."""
    parts = [part for part in query.parts if not isinstance(part, SearchTerm) or any(map(str.isalnum, part.text))]
    return query if len(parts) == len(query.parts) else replace(query, parts=tuple(parts))


def included(query: SearchQuery) -> tuple[SearchTerm, ...]:
    """Return the words and phrases of a query that must be found, in its order, that is, all but the excluded ones."""
    return tuple(term for term in query.terms if not term.excluded)
