"""Finding the words of a query in many texts, fast: where they stand, and the line to show of each text."""

import re
from collections.abc import Sequence

from coopviewer.domain.search.answer import Marks, Snippet
from coopviewer.domain.search.query import Facet, SearchQuery
from coopviewer.domain.text.folding import fold, fold_in_place, has_apostrophe, marked, pieces_of, words_of

_LONGEST = 160  # code points of a line
_BEFORE = 50  # of them before the first mark
_BETWEEN = r"[\W_]+"  # words of a phrase
_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"  # of a word


class OccurrenceFinder:
    """Finds words in texts by their beginnings, and phrases as whole words in a row; all of them given folded.

    Texts whose characters keep their places when they are folded, which most do, are looked through as they are,
    others as :func:`marked` does.
    """

    def __init__(self, beginnings: Sequence[str], phrases: Sequence[Sequence[str]] = ()) -> None:
        self._beginnings = tuple(sorted(dict.fromkeys(filter(None, beginnings)), key=len, reverse=True))
        self._phrases = tuple(filter(None, (tuple(filter(None, phrase)) for phrase in phrases)))
        self.wanted = len(self._beginnings) + len(self._phrases)
        """How many words and phrases are looked for."""
        self._rows = [re.compile(_BEGIN + _BETWEEN.join(map(re.escape, each)) + _END) for each in self._phrases]

    def marks(self, text: str) -> Marks:
        """Find the words and phrases; half-open ranges in code points, in order and apart."""
        if not self.wanted:
            return ()
        folded = fold_in_place(text)
        return self._marks_all_ways(text) if folded is None else self._marks(text, folded)

    def _marks(self, text: str, folded: str) -> Marks:
        """Find in a text that was folded in its place."""
        if has_apostrophe(text) and self._spans_an_apostrophe(fold(text), folded):
            return self._marks_all_ways(text)
        found = []
        place = self._next(folded, 0)
        while place is not None:
            found.append(place)
            place = self._next(folded, place[1])
        return tuple(found)

    def _marks_all_ways(self, text: str) -> Marks:
        return _apart((*self._phrase_marks(text), *marked(text, self._beginnings)))

    def _next(self, folded: str, start: int) -> tuple[int, int] | None:
        """Find the first of what is looked for from a place on, of several there a phrase, or the longest word."""
        best = None
        for row in self._rows:
            match = row.search(folded, start)
            if match is not None and (best is None or match.start() < best[0]):
                best = match.span()
        for word in self._beginnings:
            place = _begun(folded, word, start)
            if place >= 0 and (best is None or place < best[0]):
                best = (place, place + len(word))
        return best

    def _spans_an_apostrophe(self, joined: str, parted: str) -> bool:
        return self._had(joined) & ~self._had(parted) != 0

    def _had(self, folded: str) -> int:
        """Tell which of what is looked for a folded text has, a bit each."""
        words = [_begun(folded, word, 0) >= 0 for word in self._beginnings]
        rows = [row.search(folded) is not None for row in self._rows]
        return sum(1 << place for place, is_there in enumerate((*words, *rows)) if is_there)

    def has_all(self, text: str, marks: Marks) -> bool:
        """Tell whether the marks of a text show all that is looked for."""
        if self.wanted == 1:
            return bool(marks)
        return bool(marks) and self.count(text) == self.wanted

    def count(self, text: str) -> int:
        """Count how many of the words and phrases a text has."""
        parted = fold_in_place(text)
        if parted is None:
            words = sum(bool(marked(text, (beginning,))) for beginning in self._beginnings)
            return words + sum(bool(_rows(text, phrase)) for phrase in self._phrases)
        had = self._had(parted)
        return (had | self._had(fold(text)) if has_apostrophe(text) else had).bit_count()

    def cut(self, text: str, *, from_start: bool = False) -> Snippet:
        """Cut a line out of a text around the first find, between words, with an ellipsis where something is left out.

        ``from_start``: the line begins where the text does, whatever is found.
        """
        if len(text) <= _LONGEST:
            return Snippet(text, self.marks(text))
        folded = fold_in_place(text) if self.wanted else ""
        first = 0 if from_start else self._first(text, folded)
        start = max(0, min(first - _BEFORE, len(text) - _LONGEST))
        if start:
            blank = text.find(" ", start, max(first, start))
            start = blank + 1 if blank >= 0 else start
        end = min(len(text), start + _LONGEST)
        if end < len(text):
            blank = text.rfind(" ", end - _BEFORE, end)
            end = blank if blank > first else end
        line = text[start:end]
        head, tail = "…" if start else "", "…" if end < len(text) else ""
        marks = self._marks_all_ways(line) if folded is None else self._marks(line, folded[start:end])
        if head:
            marks = tuple((begin + 1, finish + 1) for begin, finish in marks)
        return Snippet(head + line + tail, marks)

    def _first(self, text: str, folded: str | None) -> int:
        found = self._next(folded, 0) if folded is not None else None
        return found[0] if found is not None else next((start for start, _ in self.marks(text)), 0)

    def _phrase_marks(self, text: str) -> list[tuple[int, int]]:
        return [place for phrase in self._phrases for place in _rows(text, phrase)]


def _begun(folded: str, word: str, start: int) -> int:
    """Find where a word that begins so stands in a folded text, from a place on; -1: nowhere."""
    place = folded.find(word, start)
    while place > 0 and folded[place - 1].isalnum():
        place = folded.find(word, place + 1)
    return place


def _rows(text: str, phrase: Sequence[str]) -> list[tuple[int, int]]:
    """Find where the words of a phrase stand in a row."""
    words = pieces_of(text)
    found = []
    for place in range(len(words) - len(phrase) + 1):
        row = words[place : place + len(phrase)]
        if all(folded == each for (folded, _, _), each in zip(row, phrase, strict=True)):
            found.append((row[0][1], row[-1][2]))
    return found


def _apart(ranges: Sequence[tuple[int, int]]) -> Marks:
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda each: (each[0], -each[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


def finding_of(query: SearchQuery) -> OccurrenceFinder:
    """Give what finds the words, phrases and goals of a query in a text."""
    terms = [term for term in query.terms if not term.excluded]
    goals = [each.value for each in query.of_facet(Facet.GOAL) if not each.excluded]
    sought = [*(term.text for term in terms if not term.phrase), *goals]
    words = [word for text in sought for word in words_of(text)]
    return OccurrenceFinder(words, [words_of(term.text) for term in terms if term.phrase])
