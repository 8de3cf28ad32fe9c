"""Folding: text as it is compared, without case, accents and apostrophes, and where its words begin.

For letters the rule is that of the search tables' tokenizer (SQLite's ``unicode61 remove_diacritics 2``), so that what
a query finds is also what is marked.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_PLAIN_WORD = re.compile("[0-9A-Za-z]+")
APOSTROPHES = frozenset("'`\u2018\u2019\u02bb\u02bc\u00b4")
_ASCII_WORDS = re.compile("[a-z0-9]+")


class _Word(NamedTuple):
    """A folded word; ``starts`` is where in the text each of its characters comes from, ``end`` where it ends."""

    folded: str
    starts: list[int]
    end: int


def fold(text: str) -> str:
    """Give text without case, accents and apostrophes; its length may differ."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    return "".join(map(_folded, text))


def has_apostrophe(text: str) -> bool:
    """Tell whether a text has an apostrophe of any form."""
    return "'" in text or "`" in text or not (text.isascii() or APOSTROPHES.isdisjoint(text))


def fold_in_place(text: str) -> str | None:
    """Give text folded, with blanks for apostrophes, each character where it was; None where that cannot be."""
    if text.isascii():  # replacing what is not there costs nothing, other than translating
        return text.lower().replace("'", " ").replace("`", " ")
    folded = [" " if each in APOSTROPHES else _folded(each) for each in text]
    return "".join(folded) if all(len(each) == 1 for each in folded) else None


def words_of(text: str) -> tuple[str, ...]:
    """Cut text into folded words: runs of letters and digits, which apostrophes do not divide."""
    if text.isascii():  # most are, and it is thirty times as fast
        return tuple(_ASCII_WORDS.findall(fold(text)))
    return tuple(word.folded for word in _words(text))


def pieces_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Cut text into words, each folded and with where it begins and ends in the text, in code points."""
    return tuple((word.folded, word.starts[0], word.end) for word in _words(text))


def span_of_words(text: str) -> tuple[int, int] | None:
    """Find where the first word of a text begins and the last one ends, in code points; None: it has no word."""
    words = list(_words(text))
    return (words[0].starts[0], words[-1].end) if words else None


def has_all(text: str, beginnings: Sequence[str]) -> bool:
    """Tell whether for each of ``beginnings`` (folded) a word of the text begins with it."""
    words = _folded_words_and_parts(text)
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


@lru_cache(maxsize=1024)  # names, most of which are asked about again with the next key
def _folded_words_and_parts(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in _words_and_parts(text))


def marked(text: str, beginnings: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Find where words of the text begin with one of ``beginnings`` (folded).

    Gives half-open ranges in code points, in order and apart, each as far as the longest beginning reaches: to the end
    of its last letter, with the marks on it.
    """
    found: list[tuple[int, int]] = []
    for word, starts, _ in _words_and_parts(text):
        reach = max((len(each) for each in beginnings if each and word.startswith(each)), default=0)
        if reach and (not found or starts[0] >= found[-1][1]):
            found.append((starts[0], _end_of_letter(text, starts[reach - 1])))
    return tuple(found)


def _end_of_letter(text: str, place: int) -> int:
    """Find where a letter ends with the combining marks on it."""
    end = place + 1
    while end < len(text) and text[end] not in APOSTROPHES and not _folded(text[end]):
        end += 1
    return end


def _words_and_parts(text: str) -> Iterator[_Word]:
    """Give each word, and what follows an apostrophe in it as a word of its own: *divoire* and *ivoire*."""
    for word in _words(text):
        yield word
        for place in range(1, len(word.starts)):
            if any(text[between] in APOSTROPHES for between in range(word.starts[place - 1] + 1, word.starts[place])):
                yield _Word(word.folded[place:], word.starts[place:], word.end)


def _words(text: str) -> Iterator[_Word]:
    if text.isascii() and APOSTROPHES.isdisjoint(text):  # the common case, many times faster
        for match in _PLAIN_WORD.finditer(text):
            yield _Word(match[0].lower(), list(range(*match.span())), match.end())
        return
    folded, starts, end = "", [], 0
    for place, character in enumerate(text):
        added = _folded(character)
        if added.isalnum():
            folded += added
            starts += [place] * len(added)
            end = place + 1
        elif added == "" and folded:  # a combining mark or an apostrophe belongs to the word it stands in
            end = place + 1 if character not in APOSTROPHES else end
        elif folded:
            yield _Word(folded, starts, end)
            folded, starts = "", []
    if folded:
        yield _Word(folded, starts, end)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in APOSTROPHES:
        return ""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(part for part in decomposed if not unicodedata.combining(part))
