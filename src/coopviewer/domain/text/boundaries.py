"""Finds the boundaries of words, numbers, characters and sentences in a text, in any script."""

import re
import unicodedata

_SEPARATORS = frozenset(".,'’ \u00a0\u202f")  # within numbers
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_ENDS = frozenset(".!?…؟\u06d4")
_PARTS = frozenset(":;")  # they separate parts of one sentence that are complete in themselves
_END = re.compile("[.!?…؟\u06d4][\"'”’»)\\]]*\\s+|\\n\\s*")


def is_inside_word(before: str, after: str) -> bool:
    """Return whether the boundary between ``before`` and ``after`` is inside a word, a number or a character.

    Between a letter and its combining accent it is inside a character, between ``Kosovo`` and ``*`` inside a word;
    beside an apostrophe or a hyphen between letters it is not. On both sides of the sign in ``1,000``, ``1.5`` or
    ``1'000`` it is inside a number. False if one of the two texts is empty.
    """
    if not before or not after:
        return False
    left, right = before[-1], after[0]
    if _is_inside_character(left, right):
        return True
    if (left.isalnum() or _is_mark(left)) and (right.isalnum() or right == "*"):  # Kosovo* is not Kosovo
        return True
    if all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (left, right)):  # the halves of a flag
        return True
    in_number = left.isdigit() and right in _SEPARATORS and after[1:2].isdigit()
    return in_number or (right.isdigit() and left in _SEPARATORS and before[-2:-1].isdigit())


def is_inside_word_at(text: str, offset: int) -> bool:
    """Return whether an offset of a text, in code points, is where ``is_inside_word`` returns True."""
    return is_inside_word(text[max(offset - 2, 0) : offset], text[offset : offset + 2])


def is_inside_character_at(text: str, offset: int) -> bool:
    """Return whether an offset, in code points, is between a letter or sign and what belongs to it, such as an accent.

    ``offset`` must not be at the beginning or the end of the text.
    """
    return _is_inside_character(text[offset - 1], text[offset])


def is_self_contained(before: str, exact: str, after: str) -> bool:
    """Return whether ``exact``, between the texts ``before`` and ``after``, is one or more whole sentences.

    A sentence may also begin or end where the text does, or at a colon or semicolon, and begin after a line end.
    """
    exact, after = exact.rstrip(), after.lstrip()
    return begins_sentence(before) and (not after or exact[-1:] in _ENDS | _PARTS or after[0] in _ENDS | _PARTS)


def begins_sentence(before: str) -> bool:
    """Return whether the text after ``before`` begins a sentence, a line, or the part after a colon or semicolon.

    It does if ``before`` is empty, or only white space.
    """
    stripped = before.rstrip()
    return not stripped or stripped[-1] in _ENDS | _PARTS or "\n" in before[len(stripped) :]


def sentence_before(before: str) -> str:
    """Return what follows the last sentence end in a text: ``two th`` of ``One. two th``.

    A sentence ends with its mark and white space behind it, or with a line end. A text without a sentence end is
    returned whole; of a text that ends with one, such as ``One. ``, nothing is left (an empty text).
    """
    ends = [match.end() for match in _END.finditer(before)]
    return before[ends[-1] :] if ends else before


def sentence_after(after: str) -> str:
    """Return the first sentence of a text, with the mark that ends it; the whole text if it has no sentence end.

    A line end ends a sentence too. Quotation marks and brackets after the mark are left out.
    """
    end = _END.search(after)
    return after[: end.start() + 1].rstrip("\n") if end else after


def _is_inside_character(left: str, right: str) -> bool:
    return right in _JOINERS or left == "\u200d" or _is_mark(right) or "\U0001f3fb" <= right <= "\U0001f3ff"


def _is_mark(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character)[0] == "M"
