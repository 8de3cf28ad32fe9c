"""Find the words of a query in texts: their ranges, and the line to show of each text."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from coopviewer.domain.search.answer import Ranges, Snippet
from coopviewer.domain.search.query import Facet, SearchQuery, SearchTerm
from coopviewer.domain.text.folding import atoms_of, fold, fold_in_place, has_apostrophe, match_beginnings, words_of
from coopviewer.domain.text.letters import UNSPACED, is_unspaced

_LONGEST = 160  # code points of a line
_BEFORE = 50  # code points before the first match
_NO_BLANKS = "".join(f"{first}-{last}" for first, last in UNSPACED)
_BEGIN, _END = rf"(?<![^\W_{_NO_BLANKS}])", rf"(?![^\W_{_NO_BLANKS}])"  # of a word
_BLANKS = bytes(ordinal if chr(ordinal).isalnum() else ord(" ") for ordinal in range(128)).ljust(256)
_NOT_IN_NUMBER, _NO_MORE_OF_NUMBER = r"(?<![0-9][.,])", r"(?![.,][0-9])"


class OccurrenceFinder:
    """Finds words by their beginnings, and phrases as consecutive whole words, in any number of texts.

    Words and phrases must be folded: without case and accents. Most texts keep their offsets when they are folded and
    are searched directly; the others are searched word by word.
    """

    def __init__(self, beginnings: Sequence[str], phrases: Sequence[Sequence[str]] = ()) -> None:
        self._beginnings = tuple(sorted(dict.fromkeys(filter(None, beginnings)), key=len, reverse=True))
        given = filter(None, (tuple(filter(None, phrase)) for phrase in phrases))
        self._phrases = tuple(sorted(given, key=len, reverse=True))
        self.wanted = len(self._beginnings) + len(self._phrases)
        """The number of words and phrases to be found."""
        self._atoms = [tuple(atom for word in phrase for atom, _, _ in atoms_of(word)) for phrase in self._phrases]
        self._phrase_patterns = [re.compile(_pattern(each)) for each in self._atoms]
        self._begun = self._pattern_of_beginnings()

    def _pattern_of_beginnings(self) -> re.Pattern[str] | None:
        """Return the pattern of the words in what ``_words_in`` returns, each with the blank before it.

        None if it does not suffice: for phrases, and for digits, which may continue a number with a point.
        """
        if self._phrases or not self._beginnings or any(word[0].isdigit() for word in self._beginnings):
            return None
        return re.compile(
            f" (?:{'|'.join(map(re.escape, self._beginnings))})"
        )  # of several the longest, which is first

    def ranges(self, text: str) -> Ranges:
        """Return where the words and phrases that are looked for occur in a text: ranges in order, not overlapping.

        Each range is half-open and counts code points. That of a word is as long as the beginning that was found:
        ``border`` in ``borders`` has the range (0, 6).
        """
        if not self.wanted:
            return ()
        folded = fold_in_place(text)
        return self._ranges_of_any(text) if folded is None else self._ranges(text, folded)

    def _ranges(self, text: str, folded: str) -> Ranges:
        """Return the ranges in a text, given its form folded in place."""
        if has_apostrophe(text) and self._spans_an_apostrophe(fold(text), folded):
            return self._ranges_of_any(text)
        words = _words_in(folded)
        if self._begun is not None and words is not None:
            return tuple((match.start(), match.end() - 1) for match in self._begun.finditer(words))
        found = []
        span = self._next(folded, words, 0)
        while span is not None:
            found.append(span)
            span = self._next(folded, words, span[1])
        return tuple(found)

    def _ranges_of_any(self, text: str) -> Ranges:
        return _not_overlapping((*self._ranges_of_phrases(text), *_begun_in(text, self._beginnings)))

    def _next(self, folded: str, words: str | None, start: int) -> tuple[int, int] | None:
        """Return the range of the first word or phrase from the offset ``start`` on; None: there is none.

        Of several there it is the longest phrase, or else the longest word. ``words`` is as in ``_find_start``.
        """
        best = None
        for pattern in self._phrase_patterns:
            match = pattern.search(folded, start)
            if match is not None and (best is None or match.start() < best[0]):
                best = match.span()
        for word in self._beginnings:
            offset = _find_start(folded, words, word, start)
            if offset >= 0 and (best is None or offset < best[0]):
                best = (offset, offset + len(word))
        return best

    def _spans_an_apostrophe(self, joined: str, divided: str) -> bool:
        return self._bits_of(joined) & ~self._bits_of(divided) != 0

    def _bits_of(self, folded: str) -> int:
        """Return which words and phrases a folded text has, as one bit each."""
        words, bits, bit = _words_in(folded), 0, 1
        for word in self._beginnings:
            if _find_start(folded, words, word, 0) >= 0:
                bits |= bit
            bit <<= 1
        for pattern in self._phrase_patterns:
            if pattern.search(folded) is not None:
                bits |= bit
            bit <<= 1
        return bits

    def has_all(self, text: str, ranges: Ranges) -> bool:
        """Return whether a text has all words and phrases that are looked for; False if none are looked for.

        ``ranges`` are the ranges that the method :meth:`ranges` returned for this text.
        """
        if self.wanted == 1:
            return bool(ranges)
        return bool(ranges) and self.count(text) == self.wanted

    def count(self, text: str) -> int:
        """Return how many of the words and phrases that are looked for a text has, each counted once."""
        divided = fold_in_place(text)
        if divided is None:
            words = sum(any(_begun_in(text, (beginning,))) for beginning in self._beginnings)
            return words + sum(bool(_phrase_ranges(text, phrase)) for phrase in self._atoms)
        bits = self._bits_of(divided)
        return (bits | self._bits_of(fold(text)) if has_apostrophe(text) else bits).bit_count()

    def richest(self, texts: Sequence[str], least: int = 0) -> int | None:
        """Return the index of the text that has the most of the words and phrases that are looked for.

        Each of them counts once for a text, however often it occurs there. Of several texts with equally many the first
        is chosen. None if no text has more than ``least`` of them.
        """
        together = "\n".join(texts)  # folded together, since most texts have none of the words
        folded = fold_in_place(together)
        if folded is None or self._phrases or has_apostrophe(together):
            return _first_of_most(map(self.count, texts), least, self.wanted)
        words = _words_in(folded)
        found = {word: offset for word in self._beginnings if (offset := _find_start(folded, words, word, 0)) >= 0}
        if len(found) <= least:
            return None
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        counts = [0] * len(texts)
        for word, first in found.items():
            offset = first
            while offset >= 0:
                index = bisect(starts, offset) - 1
                counts[index] += 1
                offset = _find_start(folded, words, word, starts[index + 1])
        return _first_of_most(counts, least, len(found))

    def cut(self, text: str, *, from_start: bool = False) -> Snippet:
        """Return a part of a text around the first match, cut at a blank if one is near, with an ellipsis at each cut.

        A text of at most 160 code points is returned whole; of a longer one the part has at most 160, besides the
        ellipses. Without a match, or if ``from_start``, the part is the beginning of the text. Line breaks stay.
        """
        if len(text) <= _LONGEST:
            return Snippet(text, self.ranges(text))
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
        ranges = self._ranges_of_any(line) if folded is None else self._ranges(line, folded[start:end])
        if head:
            ranges = tuple((begin + 1, finish + 1) for begin, finish in ranges)
        return Snippet(head + line + tail, ranges)

    def _first(self, text: str, folded: str | None) -> int:
        found = self._next(folded, _words_in(folded), 0) if folded is not None else None
        return found[0] if found is not None else next((start for start, _ in self.ranges(text)), 0)

    def _ranges_of_phrases(self, text: str) -> list[tuple[int, int]]:
        return [span for phrase in self._atoms for span in _phrase_ranges(text, phrase)]


def _first_of_most(counts: Iterable[int], least: int, most: int) -> int | None:
    """Return the index of the first of the greatest counts; None if none is over ``least``.

    None of the counts is over ``most``.
    """
    found = None
    for index, count in enumerate(counts):
        if count > least:
            found, least = index, count
            if count == most:
                break
    return found


def _pattern(atoms: Sequence[str]) -> str:
    """Return the pattern of a phrase in folded text; no blanks are needed where a script writes none."""
    found = "" if is_unspaced(atoms[0][0]) else _BEGIN
    if atoms[0][0].isdigit():
        found += _NOT_IN_NUMBER
    for index, atom in enumerate(atoms):
        if index:
            found += r"[\W_]*" if is_unspaced(atom[0]) or is_unspaced(atoms[index - 1][0]) else r"[\W_]+"
        found += re.escape(atom)
    if atoms[-1][-1].isdigit():
        found += _NO_MORE_OF_NUMBER
    return found if is_unspaced(atoms[-1][0]) else found + _END


def _words_in(folded: str) -> str | None:
    """Return a blank and a folded text in which all but letters and digits are blanks; None if it is not ASCII."""
    # as bytes, since str.translate looks up each character of each text anew: eight times as fast for a line
    return f" {folded.encode().translate(_BLANKS).decode()}" if folded.isascii() else None


def _find_start(folded: str, words: str | None, word: str, start: int) -> int:
    """Return the offset of the first word with this beginning in a folded text from ``start`` on; -1: there is none.

    ``words`` is what ``_words_in`` returns for the text.
    """
    if words is None:
        return _find_word_start(folded, word, start)
    begun = f" {word}"
    offset = words.find(begun, start)
    while offset > 0 and word[0].isdigit() and _is_in_number(folded, offset):
        offset = words.find(begun, offset + 1)
    return offset


def _find_word_start(folded: str, word: str, start: int) -> int:
    """Return the offset of the first word with this beginning in a folded text from ``start`` on; -1: there is none."""
    offset = folded.find(word, start)
    while offset > 0 and (
        (folded[offset - 1].isalnum() and not _is_parted(folded, offset)) or _is_in_number(folded, offset)
    ):
        offset = folded.find(word, offset + 1)
    return offset


def _begun_in(text: str, beginnings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of ``match_beginnings`` without digits that continue a number."""
    return (found for found in match_beginnings(text, beginnings) if not _is_in_number(text, found[0]))


def _is_in_number(text: str, offset: int) -> bool:
    """Return whether a digit at an offset continues a number with a point or comma, such as 11.4."""
    return offset > 1 and text[offset].isdigit() and text[offset - 1] in ".," and text[offset - 2].isdigit()


def _is_parted(folded: str, offset: int) -> bool:
    """Return whether a word may begin at an offset after a letter: one of a script that writes no blanks."""
    before, after = folded[offset - 1], folded[offset]
    return (not before.isascii() and is_unspaced(before)) or (not after.isascii() and is_unspaced(after))


def _phrase_ranges(text: str, phrase: Sequence[str]) -> list[tuple[int, int]]:
    """Return the ranges in which the words of a phrase are consecutive."""
    words = atoms_of(text)
    found = []
    for index in range(len(words) - len(phrase) + 1):
        row = words[index : index + len(phrase)]
        begin, end = row[0][1], row[-1][2]
        divides = _is_in_number(text, begin) or (end + 1 < len(text) and _is_in_number(text, end + 1))
        if not divides and all(folded == each for (folded, _, _), each in zip(row, phrase, strict=True)):
            found.append((row[0][1], row[-1][2]))
    return found


def _not_overlapping(ranges: Sequence[tuple[int, int]]) -> Ranges:
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda each: (each[0], -each[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


def finder_of(terms: Iterable[SearchTerm], goals: Iterable[str] = ()) -> OccurrenceFinder:
    """Return a finder for words and phrases of a query (``terms``), and for the words in values of ``goal:`` filters.

    The caller must leave out excluded terms and filters.
    """
    given = list(terms)
    sought = [*(term.text for term in given if not term.phrase), *goals]
    words = [word for text in sought for word in words_of(text)]
    return OccurrenceFinder(words, [words_of(term.text) for term in given if term.phrase])


def finder_for(query: SearchQuery) -> OccurrenceFinder:
    """Return a finder for a query's words and phrases, and for the words in values of its ``goal:`` filters.

    Excluded words, phrases and filters are left out.
    """
    goals = [each.value for each in query.of_facet(Facet.GOAL) if not each.excluded]
    return finder_of((term for term in query.terms if not term.excluded), goals)
