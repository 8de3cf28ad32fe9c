"""Suggestions for a query: other spellings of its words, entries that some of its words name, and example filters."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.search.answer import DidYouMean, Match, MatchField, SearchHit
from coopviewer.domain.search.query import Facet, SearchFilter, SearchQuery, SearchTerm
from coopviewer.domain.search.syntax import parse_query
from coopviewer.domain.text.folding import words_of
from coopviewer.domain.text.measures import distance, nearest
from coopviewer.storage.reference.rows import is_imported
from coopviewer.storage.search.expressions import Vocabulary
from coopviewer.storage.search.finder import included
from coopviewer.storage.search.tables import key_of
from coopviewer.storage.search.times.edges import EDGES, usual_year

_MOST = 3  # suggestions
_MOST_NEAREST = 5
_MOST_COMPARED = 200_000  # words; of a larger vocabulary, the most frequent ones are compared
_LONGEST = 60  # letters of a word that is corrected
_SHORTEST = 3

# of a row's columns beside max(), SQLite returns those of the row with the maximum
_MOST_FOUND = """
    SELECT facet, value FROM (SELECT facet, value, max(entries) FROM search_value
    WHERE value NOT GLOB 'open-*' GROUP BY facet)
"""

Search = Callable[[SearchQuery, int], Sequence[SearchHit]]


class Suggesting:
    """Suggests other queries, entries that some of a query's words name, and filters; keeps the words it compares with.

    It is created with a function ``search``, which gets a query and a number, and returns at most so many hits.
    """

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary, search: Search) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._search = search
        self._words: dict[str, list[str]] = {}

    @cached_property
    def examples(self) -> tuple[SearchFilter, ...] | None:
        """Example filters for an imported reference: for each facet the value that most entries have.

        An example is ``sector:Education``; entries are named by title. For ``starts:`` and ``ends:`` the value is the
        most frequent year. None if the reference was not imported.
        """
        if not is_imported(self._connection):
            return None
        found = []
        for facet, value in self._connection.execute(_MOST_FOUND).fetchall():
            named = self._connection.execute("SELECT title FROM entry WHERE id = ?", (value,)).fetchone()
            if facet in set(Facet) and (named or not Facet(facet).names_an_entry):
                found.append(SearchFilter(Facet(facet), named[0] if named else value))
        years = ((facet, usual_year(self._connection, facet)) for facet in EDGES)
        return (*found, *(SearchFilter(facet, year) for facet, year in years if year is not None))

    def did_you_mean(self, query: SearchQuery, hits: Sequence[SearchHit]) -> tuple[DidYouMean, ...]:
        """Suggest at most three queries that have results, nearest first.

        ``hits`` are the results of ``query`` as it was typed. Without any, the suggestions have corrected words:
        ``Nigr`` suggests *Niger*.

        If there are hits, the title of the first one may be suggested, and nothing else: ``Türkei``, its name in
        another language than English, suggests *Turkey*, which is spelt almost like it. With filters there is no such
        suggestion.
        """
        if hits:
            return self._other_spelling(query, hits[0])
        found: dict[str, DidYouMean] = {}
        for corrected in islice(self._corrections(query), 2 * _MOST):
            for hit in self._search(corrected, 1):
                names_it = hit.match.whole and not query.filters
                meant = _by_title(hit.ref) if names_it else corrected
                text = hit.ref.title if names_it else str(corrected)
                found.setdefault(text, DidYouMean(meant, text, hit.ref))
        return tuple(found.values())[:_MOST]

    def nearest(self, query: SearchQuery) -> tuple[EntryRef, ...]:
        """Return at most five entries whose names or codes contain a word of the query, those of its first word first.

        There are at most two entries for each word. Excluded words, and those of a phrase after its fourth, do not
        count.
        """
        found: dict[str, EntryRef] = {}
        for term in included(query):
            for word in words_of(term.text, self._vocabulary.rule)[:4]:
                if self._vocabulary.count(word, named=True):
                    for hit in self._search(SearchQuery((SearchTerm(word),)), 2):
                        if hit.match.field in (MatchField.TITLE, MatchField.NAME, MatchField.CODE):
                            found.setdefault(hit.ref.id, hit.ref)
        return tuple(found.values())[:_MOST_NEAREST]

    def _other_spelling(self, query: SearchQuery, best: SearchHit) -> tuple[DidYouMean, ...]:
        """Suggest the title if it is spelt almost like the name in another language that was searched."""
        match: Match = best.match
        if not (match.whole and match.field is MatchField.NAME and match.language != "en") or query.filters:
            return ()
        title = key_of(words_of(best.ref.title))
        given = key_of(word for term in included(query) for word in words_of(term.text))
        if distance(given, title) > _allowed(given):
            return ()
        return (DidYouMean(_by_title(best.ref), best.ref.title, best.ref),)

    def _corrections(self, query: SearchQuery) -> Iterator[SearchQuery]:
        unknown = [term for term in included(query) if not self._is_known(term)]
        if not unknown or len(unknown) > 2:
            return
        first, *others = unknown
        for other in others:
            best = next(self._near_terms(other), None)
            if best is None:
                return
            query = _with(query, other, best)
        for term in self._near_terms(first):
            yield _with(query, first, term)

    def _is_known(self, term: SearchTerm) -> bool:
        return all(self._vocabulary.endings(word, named=False) for word in words_of(term.text, self._vocabulary.rule))

    def _near_terms(self, term: SearchTerm) -> Iterator[SearchTerm]:
        words = words_of(term.text, self._vocabulary.rule)
        wrong = [word for word in words if not self._vocabulary.endings(word, named=False)]
        # a number is not misspelt: another one would be another sum
        if len(wrong) != 1 or wrong[0].isdigit() or not _SHORTEST <= len(wrong[0]) <= _LONGEST:
            return
        for near in (*self._parted(wrong[0]), *self._near(wrong[0])):
            yield replace(term, text=" ".join(near if word == wrong[0] else word for word in words), phrase=term.phrase)

    def _parted(self, word: str) -> Iterator[str]:
        """Yield a word split into two words that occur in names: ``sierraleone``."""
        for place in range(3, len(word) - 2):
            left, right = word[:place], word[place:]
            if self._vocabulary.count(left, named=True) and self._vocabulary.count(right, named=True):
                yield f"{left} {right}"

    def _near(self, word: str) -> list[str]:
        for column in ("named", "entries"):  # names first: mostly names are misspelt
            found = self._nearest(word, column)
            if found:
                return found
        return []

    def _nearest(self, word: str, column: str) -> list[str]:
        """Return the words of the reference with the most similar spelling, among equals the most frequent first.

        ``column`` of the table ``search_word`` is the frequency that counts; words without any are not compared.
        """
        if column not in self._words:
            query = f"SELECT word FROM search_word WHERE {column} > 0 ORDER BY {column} DESC, word LIMIT ?"
            self._words[column] = [row[0] for row in self._connection.execute(query, (_MOST_COMPARED,))]
        choices = self._words[column]
        allowed = _allowed(word)
        found = nearest(word, choices, allowed, 4 * _MOST)
        whole = [(apart, near[:1] != word[:1], place, near) for near, apart, place in found]
        # a word still being typed is compared with the same number of letters of each word
        begun = nearest(word, [each[: len(word)] for each in choices], allowed - 1, _MOST)
        whole += [(apart + 1, choices[place][:1] != word[:1], place, choices[place]) for _, apart, place in begun]
        return list(dict.fromkeys(near for *_, near in sorted(whole)))[: 2 * _MOST]


def _by_title(ref: EntryRef) -> SearchQuery:
    return parse_query(" ".join(words_of(ref.title))).query


def _allowed(word: str) -> int:
    """Return the number of letters in which a suggestion may differ from a word."""
    return 1 if len(word) <= 4 else 2 if len(word) <= 9 else 3


def _with(query: SearchQuery, term: SearchTerm, other: SearchTerm) -> SearchQuery:
    """Return the query with a term replaced by another, which may become several words."""
    parts = [SearchTerm(text) for text in other.text.split()] if not other.phrase else [other]
    found: list[object] = []
    for part in query.parts:
        found += parts if part == term else [part]
    return replace(query, parts=tuple(dict.fromkeys(found)))  # type: ignore[arg-type]
