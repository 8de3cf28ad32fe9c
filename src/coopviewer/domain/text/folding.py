"""Folding: text without case, accents and apostrophes, as it is compared, and its words.

For letters the rule is that of the search tables' tokenizer (SQLite's ``unicode61 remove_diacritics 2``), so that the
words a query finds are also the words that are highlighted.
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
    """A folded word.

    ``starts`` has for each of its characters the offset in the text, ``end`` is the offset of its end.
    """

    folded: str
    starts: list[int]
    end: int


def fold(text: str) -> str:
    """Return text without case, accents and apostrophes; its length may differ."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    return "".join(map(_folded, text))


def has_apostrophe(text: str) -> bool:
    """Return whether a text has an apostrophe of any form."""
    return "'" in text or "`" in text or not (text.isascii() or APOSTROPHES.isdisjoint(text))


def fold_in_place(text: str) -> str | None:
    """Return folded text with blanks for apostrophes and unchanged offsets; None if folding changes an offset."""
    if text.isascii():  # unlike translate, replace costs nothing if the text has no apostrophe
        return text.lower().replace("'", " ").replace("`", " ")
    folded = [" " if each in APOSTROPHES else _folded(each) for each in text]
    return "".join(folded) if all(len(each) == 1 for each in folded) else None


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text: runs of letters and digits, which apostrophes do not divide."""
    if text.isascii():  # most texts are, and this is thirty times as fast
        return tuple(_ASCII_WORDS.findall(fold(text)))
    return tuple(word.folded for word in _words(text))


def pieces_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words of a text, each folded and with its beginning and end in the text, in code points."""
    return tuple((word.folded, word.starts[0], word.end) for word in _words(text))


def span_of_words(text: str) -> tuple[int, int] | None:
    """Return the beginning of the first word and the end of the last, in code points; None if the text has no word."""
    words = list(_words(text))
    return (words[0].starts[0], words[-1].end) if words else None


def has_all(text: str, beginnings: Sequence[str]) -> bool:
    """Return whether for each of ``beginnings`` (folded) the text has a word that begins with it."""
    words = _folded_words_and_parts(text)
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


@lru_cache(maxsize=1024)  # names, most of which are tested again after the next keystroke
def _folded_words_and_parts(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in _words_and_parts(text))


def match_beginnings(text: str, beginnings: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Find the words of the text that begin with one of ``beginnings`` (folded).

    Returns half-open ranges in code points, in order and not overlapping. Each is as long as the longest matching
    beginning, with the combining marks on its last letter.
    """
    found: list[tuple[int, int]] = []
    for word, starts, _ in _words_and_parts(text):
        reach = max((len(each) for each in beginnings if each and word.startswith(each)), default=0)
        if reach and (not found or starts[0] >= found[-1][1]):
            found.append((starts[0], _end_of_letter(text, starts[reach - 1])))
    return tuple(found)


def _end_of_letter(text: str, offset: int) -> int:
    """Return the end of the letter at an offset, with the combining marks on it."""
    end = offset + 1
    while end < len(text) and text[end] not in APOSTROPHES and not _folded(text[end]):
        end += 1
    return end


def _words_and_parts(text: str) -> Iterator[_Word]:
    """Yield each word, and the part after an apostrophe as a further word: *divoire* and *ivoire*."""
    for word in _words(text):
        yield word
        for index in range(1, len(word.starts)):
            if any(text[between] in APOSTROPHES for between in range(word.starts[index - 1] + 1, word.starts[index])):
                yield _Word(word.folded[index:], word.starts[index:], word.end)


def _words(text: str) -> Iterator[_Word]:
    if text.isascii() and APOSTROPHES.isdisjoint(text):  # the common case, many times faster
        for match in _PLAIN_WORD.finditer(text):
            yield _Word(match[0].lower(), list(range(*match.span())), match.end())
        return
    folded, starts, end = "", [], 0
    for offset, character in enumerate(text):
        added = _folded(character)
        if added.isalnum():
            folded += added
            starts += [offset] * len(added)
            end = offset + 1
        elif added == "" and folded:  # a combining mark or an apostrophe belongs to the word around it
            end = offset + 1 if character not in APOSTROPHES else end
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
