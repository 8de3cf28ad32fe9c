"""Numbers in the words of a query: they stay whole, and are looked for in amounts as the source writes them.

The full-text tables divide ``11.4`` into two words, so what they find is checked against the texts. Amounts are not in
these tables: grants are looked up by their digits, flows by their sums.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from coopviewer.domain.kept import Kept
from coopviewer.domain.search.occurrences import OccurrenceFinder, finder_of
from coopviewer.domain.search.query import Facet, SearchFilter, SearchQuery
from coopviewer.domain.search.ranges import DECIMAL_PLACES, SumRange
from coopviewer.domain.search.sums import sum_key, sum_keys
from coopviewer.domain.text.folding import words_of
from coopviewer.storage.reference.opening import folding_of
from coopviewer.storage.search.conditions import FACTS_OF
from coopviewer.storage.search.tables import AMOUNT_KEY

_YEAR = re.compile("[12][0-9]{3}")
_DIGIT = re.compile(r"\d")
_BATCH = 32  # entries whose texts are read together
_MOST_FLOWS = 200  # entries with a flow of the same sum
_MOST_AMOUNTS = 2_000  # amounts with the same digits that are looked at
_TEXTS = """
    SELECT v.number, v.title, v.names, v.summary, v.goals, v.statements, c.alpha2, c.alpha3, c.m49, (
        SELECT group_concat(a.as_given, char(10)) FROM amount a
        WHERE a.fact_id > v.entry_id || '/' AND a.fact_id < v.entry_id || '0'), (
        SELECT group_concat(w.as_given, char(10)) FROM flow w
        WHERE w.fact_id > v.entry_id || '/' AND w.fact_id < v.entry_id || '0')
    FROM json_each(?) k CROSS JOIN {} v ON v.number = k.value LEFT JOIN country c ON c.entry_id = v.entry_id
"""
_NAMES = f"""
    SELECT e.number, e.title, (SELECT group_concat(t.value, char(10)) FROM identifier t WHERE {FACTS_OF})
    FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value
"""
_MOST_SUMS = 5_000  # in a range, up to which their entries are walked instead of all that have sums
_SUMS = "SELECT number FROM search_key WHERE field = ? AND key BETWEEN ? AND ? LIMIT ?"
_ANY_SUM = "SELECT 1 FROM search_key WHERE field = ? LIMIT 1"
_LAST_KEY = "~"
_WITH_KEY = "SELECT number FROM search_key WHERE field = ? AND key = ? ORDER BY number LIMIT ?"
_FLOWS = f"""
    SELECT t.fact_id, t.as_given, t.minor_units, t.decimals FROM entry e CROSS JOIN flow t ON {FACTS_OF}
    WHERE e.number = ? ORDER BY t.fact_id
"""
_AMOUNTS = """
    SELECT e.number, a.fact_id, a.as_given FROM (
        SELECT fact_id, as_given FROM amount WHERE instr(as_given, ?) LIMIT ?) a
    CROSS JOIN fact f ON f.id = a.fact_id CROSS JOIN entry e ON e.id = f.entry_id ORDER BY e.number, a.fact_id
"""


class AmountText(NamedTuple):
    """An amount of money as the source gives it, and the id of its fact."""

    fact_id: str
    as_given: str


def has_numbers(query: SearchQuery) -> bool:
    """Return whether the words of a query, excluded ones among them, have digits."""
    return any(_DIGIT.search(term.text) for term in query.terms)


class NumberTexts:
    """Reads the texts of entries, in which a query's numbers are looked for; keeps those used last (``Kept``)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        # the finder folds all letters, so that second copies for those that the tokenizer keeps are not read
        self._query = _TEXTS.format("v_search" if folding_of(connection) == 1 else "v_search_text")
        self._names = Kept(partial(self._read, _NAMES), len)
        self._texts = Kept(partial(self._read, self._query), len)

    def names(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the title and identifiers of each entry as one text, by entry number, without unknown numbers."""
        return self._names.of(numbers)

    def all(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the searched texts of each entry, joined to one text, by entry number, without unknown numbers."""
        return self._texts.of(numbers)

    def _read(self, query: str, numbers: Sequence[int]) -> dict[int, str]:
        rows = self.connection.execute(query, (json.dumps(numbers),))
        return {number: "\n".join(filter(None, texts)) for number, *texts in rows}


class NumberCheck:
    """Checks that the numbers in the words of one query are whole numbers in a text: ``11`` is not in ``211``.

    A number that is the last word may not be typed to its end yet, so ``11`` at the end of a query is in ``114`` and
    ``11.45``. A number with a point is taken as a whole: ``11.4`` is not in ``11.45``. Excluded words do not count.

    The truth value is False if the query has no numbers; then ``checked`` and ``named`` find nothing, and ``amounts``
    must not be called.
    """

    def __init__(self, texts: NumberTexts, query: SearchQuery) -> None:
        self._texts = texts
        self._connection = texts.connection
        self.is_cut = False
        """Whether ``amounts`` reached one of its limits, so that some may be left out; False before it is called."""
        terms = [term for term in query.terms if not term.excluded]
        self._numbers = [term for term in terms if any(map(str.isdigit, words_of(term.text)))]
        # a number is whole at its end too, if it is not the last word, which may still be typed
        whole = [replace(term, phrase=True) if term is not terms[-1] else term for term in self._numbers]
        self._finder = finder_of(whole)
        others = [term for term in terms if term not in self._numbers]
        self._others = finder_of(others) if others else None
        self._every = finder_of([whole[self._numbers.index(term)] if term in self._numbers else term for term in terms])

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def checked(self, numbers: Iterable[int]) -> Iterator[int]:
        """Yield the entry numbers of those entries whose texts have all numbers in the query, in their order."""
        rest = iter(numbers)
        while batch := list(islice(rest, _BATCH)):
            named = self.named(batch)
            texts = self._texts.all([number for number in batch if number not in named])
            yield from (each for each in batch if each in named or _has_all(self._finder, texts.get(each, "")))

    def named(self, numbers: Sequence[int]) -> frozenset[int]:
        """Return the entry numbers of those entries whose title and identifiers have all numbers in the query.

        ``numbers`` are the entry numbers of the entries to check. ``11`` as the last word of the query is also in
        ``114``.
        """
        return frozenset(number for number, text in self._texts.names(numbers).items() if _has_all(self._finder, text))

    def amounts(self, *, everything: bool = False) -> Mapping[int, AmountText]:
        """Return by entry number each entry's first amount of money that contains all numbers of the query.

        The query must have numbers. An entry is left out unless its texts have all other words of the query; excluded
        words are ignored. If the query has only one number, an entry without such an amount can have a flow (payment,
        budget) of just this sum instead.

        Unless ``everything``, at most 2,000 amounts, and 200 entries with such a flow, are looked at. ``is_cut`` says
        whether one of these limits was reached.
        """
        digits = next(word for word in words_of(self._numbers[0].text) if word.isdigit())
        found: dict[int, AmountText] = {}
        amounts = self._connection.execute(_AMOUNTS, (digits, -1 if everything else _MOST_AMOUNTS)).fetchall()
        self.is_cut = not everything and len(amounts) >= _MOST_AMOUNTS
        for number, *amount in amounts:
            as_given = AmountText(*amount)
            has_numbers = number not in found and _has_all(self._finder, as_given.as_given)
            if has_numbers and _has_all(self._every, self._text(number)):
                found[number] = as_given
        return {**self._flows(-1 if everything else _MOST_FLOWS), **found}

    def _flows(self, most: int) -> dict[int, AmountText]:
        """Return by entry number the first flow of each entry whose sum is the query's only number.

        A number with a minus in front, as in quotation marks, finds sums below zero alone.
        """
        is_negative = self._numbers[0].text.startswith("-")
        keys = sum_keys(self._numbers[0]) if len(self._numbers) == 1 else ()
        found: dict[int, AmountText] = {}
        for key in keys:
            numbers = self._connection.execute(_WITH_KEY, (AMOUNT_KEY, key, most)).fetchall()
            self.is_cut |= len(numbers) == most
            for (number,) in numbers:
                if number not in found and self._has_others(number):
                    flows = self._connection.execute(_FLOWS, (number,)).fetchall()
                    same = (
                        AmountText(*row[:2])
                        for row in flows
                        if sum_key(*row[2:]) == key and not (is_negative and row[2] >= 0)
                    )
                    found.update((number, amount) for amount in islice(same, 1))
        return found

    def _has_others(self, number: int) -> bool:
        return self._others is None or _has_all(self._others, self._text(number))

    def _text(self, number: int) -> str:
        return self._texts.all([number]).get(number, "")


def _has_all(finder: OccurrenceFinder, text: str) -> bool:
    return finder.wanted > 0 and finder.count(text) == finder.wanted


def period_of(connection: sqlite3.Connection, query: SearchQuery) -> SearchQuery | None:
    """Return the query for what is active in a year, if the only word of ``query`` is a year; else None.

    ``2019`` becomes ``active:2019``; the filters of ``query`` are kept. None too if the year is in quotation marks or
    excluded, if no entry is active in it, or if ``query`` has a filter ``active:`` already.
    """
    if len(query.terms) != 1 or query.of_facet(Facet.ACTIVE):
        return None
    (term,) = query.terms
    if term.phrase or term.excluded or not _YEAR.fullmatch(term.text):
        return None
    known = "SELECT 1 FROM search_value WHERE facet = 'active' AND value = ? AND entries > 0"
    if connection.execute(known, (term.text,)).fetchone() is None:
        return None
    active = SearchFilter(Facet.ACTIVE, term.text)
    return replace(query, parts=tuple(active if part == term else part for part in query.parts))


def few_with_sums(connection: sqlite3.Connection, sums: Iterable[SumRange]) -> tuple[int, ...] | None:
    """Return the sorted entry numbers of the entries that may have a sum of money in one of some ranges.

    The currency and the sign of a sum are not compared, so a range without a lower bound is taken to include all sums.
    None if more than 5,000 sums are in one of the ranges, or if the reference has no list of sums.
    """
    if connection.execute(_ANY_SUM, (AMOUNT_KEY,)).fetchone() is None:
        return None
    numbers: set[int] = set()
    for each in sums:
        # keys have no sign, so without a lower bound a sum below zero may have any
        least = "" if each.least is None else sum_key(each.least, DECIMAL_PLACES)
        most = _LAST_KEY
        if each.least is not None and each.most is not None:
            most = sum_key(each.most, DECIMAL_PLACES)
        rows = connection.execute(_SUMS, (AMOUNT_KEY, least, most, _MOST_SUMS + 1)).fetchall()
        if len(rows) > _MOST_SUMS:
            return None
        numbers.update(row[0] for row in rows)
    return tuple(sorted(numbers))
