"""Borders: where words, figures, letters and sentences begin and end, in any script."""

import re
import unicodedata

_SEPARATORS = frozenset(".,'’ \u00a0\u202f")  # within figures
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_ENDS = frozenset(".!?…؟\u06d4")
_PARTS = frozenset(":;")  # what they part can stand alone, yet belongs to one sentence
_END = re.compile("[.!?…؟\u06d4][\"'”’»)\\]]*\\s+|\\n\\s*")


def is_within(before: str, after: str) -> bool:
    """Tell whether the border between two texts lies within a word, a figure or a character."""
    if not before or not after:
        return False
    left, right = before[-1], after[0]
    if right in _JOINERS or left == "\u200d" or _is_mark(right) or "\U0001f3fb" <= right <= "\U0001f3ff":
        return True
    if (left.isalnum() or _is_mark(left)) and (right.isalnum() or right == "*"):  # Kosovo* is not Kosovo
        return True
    if all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (left, right)):  # the halves of a flag
        return True
    in_figure = left.isdigit() and right in _SEPARATORS and after[1:2].isdigit()
    return in_figure or (right.isdigit() and left in _SEPARATORS and before[-2:-1].isdigit())


def is_within_at(text: str, at: int) -> bool:
    """Tell whether a place in a text lies within a word, a figure or a character."""
    return is_within(text[max(at - 2, 0) : at], text[at : at + 2])


def stands_alone(before: str, exact: str, after: str) -> bool:
    """Tell whether words are sentences, or a whole text, by what stands before and after them."""
    exact, after = exact.rstrip(), after.lstrip()
    return begins_anew(before) and (not after or exact[-1:] in _ENDS | _PARTS or after[0] in _ENDS | _PARTS)


def begins_anew(before: str) -> bool:
    """Tell whether what follows a text begins a sentence, or stands by itself."""
    kept = before.rstrip()
    return not kept or kept[-1] in _ENDS | _PARTS or "\n" in before[len(kept) :]


def sentence_before(before: str) -> str:
    """Give the end of a text from where its last sentence begins."""
    ends = [match.end() for match in _END.finditer(before)]
    return before[ends[-1] :] if ends else before


def sentence_after(after: str) -> str:
    """Give the beginning of a text to where its first sentence ends."""
    end = _END.search(after)
    return after[: end.start() + 1].rstrip("\n") if end else after


def _is_mark(sign: str) -> bool:
    return not sign.isascii() and unicodedata.category(sign)[0] == "M"
