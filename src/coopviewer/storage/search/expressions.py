"""The words of a query as FTS5 expressions, each with the cost of ranking its matches.

User input is quoted, so that no character of it has a meaning in FTS5. A word of four letters or more that may be
incomplete is replaced by the words of the reference that begin with it; otherwise FTS5 would first collect all their
occurrences, however few results are wanted.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from coopviewer.domain.search.query import SearchTerm
from coopviewer.domain.text.folding import pieces_of, text_to_find, words_of
from coopviewer.domain.text.letters import APOSTROPHES
from coopviewer.storage.reference.opening import folding_of

MOST_ENDINGS = 64
_INDEXED = 3  # letters of the longest prefixes that FTS5 indexes; see search/tables.py
_LAST = "\U0010ffff"


class Expression(NamedTuple):
    """An FTS5 expression, and how much work its matches are to rank.

    ``cost``: about how many entries must be ranked, the sum over its words and their completions. A beginning of up
        to three letters, or one without a completion, counts as if all entries had it.
    ``fewest``: the same for the rarest of the words alone.
    ``complete``: whether all completions of its words are in the expression.
    """

    text: str
    cost: int = 0
    fewest: int = 0
    complete: bool = True


class Vocabulary:
    """The words of an open reference, with the number of entries that contain each; makes FTS5 expressions of terms."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.rule = folding_of(connection)
        """The rule of folding that the reference was built by."""
        found = connection.execute("SELECT max(number) FROM entry").fetchone()[0]
        self.entries: int = found if isinstance(found, int) else 0
        """The number of entries of the reference, which is also the highest entry number."""

    def endings(self, beginning: str, *, named: bool) -> list[tuple[str, int]]:
        """Return the words that begin with ``beginning``, each with the number of entries that contain it.

        The most frequent come first, and at most 65 (MOST_ENDINGS + 1) are returned: one more than are used, which
        shows that there are too many. All are folded (without accents, in lower case). ``named``: only words in names,
        each with the number of entries that have it in a name.
        """
        column = "named" if named else "entries"
        query = (
            f"SELECT word, {column} FROM search_word WHERE word >= ? AND word < ? AND {column} > 0 "
            f"ORDER BY {column} DESC, word LIMIT ?"
        )
        return self._connection.execute(query, (beginning, beginning + _LAST, MOST_ENDINGS + 1)).fetchall()

    def count(self, word: str, *, named: bool = False) -> int:
        """Return the number of entries that contain a folded word, in their names if ``named``; 0 if it is unknown."""
        column = "named" if named else "entries"
        row = self._connection.execute(f"SELECT {column} FROM search_word WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def whole(self, terms: Sequence[SearchTerm], *, named: bool) -> Expression:
        """Return the expression that finds all terms as whole words; ``named``: in names instead of in all texts.

        Without terms the text of the expression is empty.
        """
        return _all([self._whole(raw, folded, named) for term in terms for raw, folded in self._pieces(term)])

    def begun(self, terms: Sequence[SearchTerm], *, named: bool, every: bool = False) -> Expression:
        """Return the expression that finds all terms: words by their beginnings, quoted phrases as whole words.

        ``named``: in names instead of in all texts. ``every``: find all words with a beginning, at any cost. False: for
        a beginning of 4 or more letters without an apostrophe, only the 64 most frequent of its words (MOST_ENDINGS).
        """
        parts = [
            self._whole(raw, folded, named) if term.phrase else self._begun(raw, folded, named, every)
            for term in terms
            for raw, folded in self._pieces(term)
        ]
        return _all(parts)

    def any_whole(self, terms: Sequence[SearchTerm]) -> str:
        """Return the expression that finds any of the terms as whole words, in all texts; empty without terms."""
        return " OR ".join(self._phrase(text_to_find(term.text, self.rule)).text for term in terms)

    def _phrase(self, text: str) -> Expression:
        joined = _without_apostrophes(text)
        return Expression(_quoted(text) if joined == text else f"({_quoted(text)} OR {_quoted(joined)})")

    def _pieces(self, term: SearchTerm) -> list[tuple[str, tuple[str, ...]]]:
        """Return the parts of a term that must be found, each word or a whole phrase: as text, and as folded words."""
        text, rule = term.text, self.rule
        if term.phrase:
            return [(text_to_find(text, rule), words_of(text, rule))]
        return [(text_to_find(text[start:end], rule), (folded,)) for folded, start, end in pieces_of(text, rule)]

    def _whole(self, raw: str, folded: Sequence[str], named: bool) -> Expression:
        counts = [self.count(word, named=named) for word in folded]
        return Expression(self._phrase(raw).text, sum(counts), min(counts, default=0))

    def _begun(self, raw: str, folded: Sequence[str], named: bool, every: bool) -> Expression:
        joined = _without_apostrophes(raw)
        plain = f"{_quoted(raw)} *" if joined == raw else f"({_quoted(raw)} * OR {_quoted(joined)} *)"
        if len(folded) != 1 or len(folded[0]) <= _INDEXED:
            return Expression(plain, self.entries, self.entries)
        found = self.endings(folded[0], named=named)
        cost = sum(count for _, count in found)
        if not found or joined != raw or (every and len(found) > MOST_ENDINGS):
            cost = cost if found else self.entries
            return Expression(plain, cost, cost)
        if [word for word, _ in found] == [*folded]:  # no other word has this beginning
            return self._whole(raw, folded, named)
        words = " OR ".join(_quoted(word) for word, _ in found[:MOST_ENDINGS])
        return Expression(f"({words})", cost, cost, len(found) <= MOST_ENDINGS)


def beginnings(terms: Sequence[SearchTerm]) -> tuple[str, ...]:
    """Return the folded words of the terms that are no phrases, each once, longest first."""
    words = dict.fromkeys(word for term in terms if not term.phrase for word in words_of(term.text))
    return tuple(sorted(words, key=len, reverse=True))


def _all(parts: Sequence[Expression]) -> Expression:
    text = " AND ".join(part.text for part in parts)
    fewest = min((part.fewest for part in parts), default=0)
    return Expression(text, sum(part.cost for part in parts), fewest, all(part.complete for part in parts))


def _without_apostrophes(text: str) -> str:
    return "".join(each for each in text if each not in APOSTROPHES)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
