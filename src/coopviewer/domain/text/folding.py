"""Folding: text without case, accents and apostrophes, as it is compared, and its words.

There are two rules, and a reference says by which one it was built. Rule 1 is that of the search tables' tokenizer
(SQLite's ``unicode61 remove_diacritics 2``) and of every reference that was built before rule 2. Rule 2, the present
one, also folds letters without a decomposition (ł, ø, đ), does not part words at a soft hyphen, and finds words by part
where a script writes no blanks between them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from coopviewer.domain.text.letters import APOSTROPHES, PLAIN, is_emoji, is_invisible, is_unspaced, replacements

FOLDING = 2
"""The number of the present rule."""

_PLAIN_WORD = re.compile("[0-9A-Za-z]+")
_ASCII_WORDS = re.compile("[a-z0-9]+")
_BLANK = re.compile(r"\s")
_NOT_IN_PLACE = "\U0010ffff"  # which is no character
_PIECE = 50_000  # characters: less than a millisecond of work for ASCII


class _Word(NamedTuple):
    """A folded word.

    ``starts`` has for each of its characters the offset in the text, ``end`` is the offset of its end.
    """

    folded: str
    starts: list[int]
    end: int


Piece = tuple[str, int, int]
"""A folded word with its beginning and end in the text, in code points."""


def fold(text: str) -> str:
    """Return text without case, accents, apostrophes and invisible characters; its length may differ."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    return _others().sub(lambda match: _folded(match[0])[0], text)


def fold_to_line(text: str) -> str:
    """Return folded text as one line with single blanks.

    A long text is folded in pieces, since other threads of Python wait while one operation is under way.
    """
    if len(text) <= _PIECE:
        return " ".join(fold(text).split())
    return " ".join(filter(None, (" ".join(fold(piece).split()) for piece in _between_blanks(text))))


def _between_blanks(text: str) -> Iterator[str]:
    """Yield a text in pieces of at least _PIECE characters, each of which begins with a blank but the first one."""
    start = 0
    while start < len(text):
        blank = _BLANK.search(text, start + _PIECE)
        end = blank.start() if blank else len(text)
        yield text[start:end]
        start = end


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return folded text, and for each of its characters the offset in the text from which it comes."""
    if text.isascii() and APOSTROPHES.isdisjoint(text):
        return text.lower(), range(len(text))
    folded, offsets = "", []
    for offset, character in enumerate(text):
        added = _folded(character)[0]
        folded += added
        offsets += [offset] * len(added)
    return folded, offsets


def find_folded(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Find ``words`` in ``text``, both without case, accents and apostrophes, also inside words.

    Returns half-open ranges in code points, in order and not overlapping; a range includes the combining marks on its
    last letter. Empty if ``words`` is.
    """
    sought = fold(words)
    folded, offsets = fold_with_offsets(text)
    found: list[tuple[int, int]] = []
    at = folded.find(sought) if sought else -1
    while at >= 0:
        if not found or offsets[at] >= found[-1][1]:  # a letter may fold to several, as ß does
            found.append((offsets[at], _end_of_letter(text, offsets[at + len(sought) - 1])))
        at = folded.find(sought, at + len(sought))
    return tuple(found)


def has_apostrophe(text: str) -> bool:
    """Return whether a text has an apostrophe of any form."""
    return "'" in text or "`" in text or not (text.isascii() or APOSTROPHES.isdisjoint(text))


def fold_in_place(text: str) -> str | None:
    """Return folded text with unchanged offsets; None if folding changes an offset.

    It has blanks for apostrophes, and for other signs that are not ASCII, such as a dash or an ellipsis.
    """
    if text.isascii():  # unlike translate, replace costs nothing if the text has no apostrophe
        return text.lower().replace("'", " ").replace("`", " ")
    folded = _others().sub(lambda match: _folded_in_place(match[0]), text)
    return None if _NOT_IN_PLACE in folded else folded


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    """Return the pattern of the characters that folding changes; in most texts they are few."""
    return re.compile("[^\x00-&(-@\\[-_a-\x7f]")


def text_to_find(text: str, rule: int = FOLDING) -> str:
    """Return a text as it is passed to full-text search: ``Łódź`` as ``lódź`` under rule 2, unchanged under rule 1.

    ``rule`` is the rule of folding that the reference was built by. Letters without a decomposition are replaced here,
    since the tokenizer of SQLite only removes accents.
    """
    return text if rule == 1 or text.isascii() else text.translate(_replacements())


@lru_cache(maxsize=1)
def _replacements() -> dict[int, str]:
    return str.maketrans(replacements())


def words_of(text: str, rule: int = FOLDING) -> tuple[str, ...]:
    """Return the folded words of a text, in order: runs of letters, digits and emoji; apostrophes do not divide them.

    ``rule`` is the rule of folding: 2 is the present one; 1, by which older references were built, keeps letters
    without a decomposition (ł, ø), parts words at a soft hyphen and has no emoji in words.
    """
    if text.isascii():  # most texts are, and this is thirty times as fast
        return tuple(_ASCII_WORDS.findall(fold(text)))
    return tuple(word.folded for word in _words(text, rule))


def pieces_of(text: str, rule: int = FOLDING) -> tuple[Piece, ...]:
    """Return the words of a text in order, each folded and with its beginning and end in the text, in code points.

    ``rule`` is the rule of folding, 1 or 2 (the present one), which also says what parts words.
    """
    return tuple((word.folded, word.starts[0], word.end) for word in _words(text, rule))


def atoms_of(text: str) -> tuple[Piece, ...]:
    """Return the words of a text as ``pieces_of`` does, but single characters for emoji and scripts without blanks."""
    found: list[Piece] = []
    for folded, starts, end in _words(text, FOLDING):
        if folded.isascii():
            found.append((folded, starts[0], end))
            continue
        begins = _beginnings_of(folded)
        for begin, after in zip(begins, (*begins[1:], len(folded)), strict=True):
            finish = end if after == len(folded) else _end_of_letter(text, starts[after - 1])
            found.append((folded[begin:after], starts[begin], finish))
    return tuple(found)


def span_of_words(text: str) -> tuple[int, int] | None:
    """Return the beginning of the first word and the end of the last, in code points; None if the text has no word."""
    words = list(_words(text, FOLDING))
    return (words[0].starts[0], words[-1].end) if words else None


def has_all(text: str, beginnings: Sequence[str]) -> bool:
    """Return whether each of ``beginnings`` (folded) begins a word of ``text`` (unfolded), see ``match_beginnings``."""
    words = _words_and_places(text)
    return all(
        any(word.startswith(beginning, place) for word, places in words for place in places) for beginning in beginnings
    )


@lru_cache(maxsize=1024)  # names, most of which are tested again after the next keystroke
def _words_and_places(text: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((word.folded, _places(text, word)) for word in _words(text, FOLDING))


def match_beginnings(text: str, beginnings: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Find the words of the text that begin with one of ``beginnings`` (folded).

    A word may also begin after an apostrophe, and at each character of a script without blanks. Returns half-open
    ranges in code points, in order and not overlapping. Each is as long as the longest matching beginning, with the
    combining marks on its last letter.
    """
    found: list[tuple[int, int]] = []
    for word in _words(text, FOLDING):
        folded, starts, _ = word
        for place in _places(text, word):
            reach = max((len(each) for each in beginnings if each and folded.startswith(each, place)), default=0)
            if reach and (not found or starts[place] >= found[-1][1]):
                found.append((starts[place], _end_of_letter(text, starts[place + reach - 1])))
    return tuple(found)


def _end_of_letter(text: str, offset: int) -> int:
    """Return the end of the letter at an offset, with the combining marks on it."""
    end = offset + 1
    while end < len(text) and text[end] not in APOSTROPHES and not _folded(text[end])[0]:
        end += 1
    return end


def _places(text: str, word: _Word) -> tuple[int, ...]:
    """Return where in a word one may begin: at its first letter, after an apostrophe, and where no blanks are written.

    *d’ivoire* is found as *divoire* and as *ivoire*.
    """
    folded, starts, _ = word
    joined = len(starts) == starts[-1] - starts[0] + 1  # nothing between its letters
    if joined and folded.isascii():
        return (0,)
    found = set(_beginnings_of(folded))
    if not joined:
        found |= {
            index
            for index in range(1, len(starts))
            if not APOSTROPHES.isdisjoint(text[starts[index - 1] + 1 : starts[index]])
        }
    return tuple(sorted(found))


def _beginnings_of(folded: str) -> list[int]:
    """Return where atoms begin in a folded word: runs of letters with blanks around them, and each other character."""
    if folded.isascii():
        return [0]
    found: list[int] = []
    offset = 0
    for unspaced, run in groupby(folded, _is_unspaced):
        length = len(list(run))
        found += range(offset, offset + length) if unspaced else [offset]
        offset += length
    return found


def _words(text: str, rule: int) -> Iterator[_Word]:
    if text.isascii() and APOSTROPHES.isdisjoint(text):  # the common case, many times faster
        for match in _PLAIN_WORD.finditer(text):
            yield _Word(match[0].lower(), list(range(*match.span())), match.end())
        return
    read = _RULES[rule]
    folded, starts, end = "", [], 0
    for offset, character in enumerate(text):
        added, is_of_word = read(character)
        if is_of_word:
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
def _folded(character: str) -> tuple[str, bool]:
    """Return a character folded by rule 2, and whether it belongs to words."""
    if is_invisible(character):
        return "", False
    parts = (part for part in _decomposed(character) if part not in APOSTROPHES and not is_invisible(part))
    folded = "".join(PLAIN.get(part, part) for part in parts)
    return folded, folded.isalnum() or is_emoji(folded)


@lru_cache(maxsize=4096)
def _folded_by_rule_1(character: str) -> tuple[str, bool]:
    folded = "" if character in APOSTROPHES else _decomposed(character)
    return folded, folded.isalnum()


@lru_cache(maxsize=4096)
def _folded_in_place(character: str) -> str:
    """Return a character folded to one; _NOT_IN_PLACE if it has none or several letters or digits."""
    folded, is_of_word = _folded(character)
    if character in APOSTROPHES or (len(folded) > 1 and not any(map(str.isalnum, folded))):
        return " "
    if len(folded) != 1:
        return _NOT_IN_PLACE
    return folded if is_of_word or folded.isascii() or is_unspaced(folded) else " "


def _decomposed(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(part for part in decomposed if not unicodedata.combining(part))


_is_unspaced = lru_cache(maxsize=4096)(is_unspaced)
_RULES: dict[int, Callable[[str], tuple[str, bool]]] = {1: _folded_by_rule_1, FOLDING: _folded}
