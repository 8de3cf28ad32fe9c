"""Claims: whether a text that was changed a little still says the same of the same.

Figures, names and negations are few letters, and turn a sentence into another one. What differs in them is shown to
the person, however alike the rest is.
"""

import re

from coopviewer.domain.text.distances import similarity

_WORDS = re.compile(r"\d+(?:[.,'’\u00a0\u202f /-]\d+)*|[^\W\d_]+(?:['’\-\u0300-\u036f][^\W\d_]+)*\*?", re.UNICODE)
_RESEMBLING = 0.75  # of two names, that one is the other in another spelling
_MOST = 400  # words of a text that are compared; longer ones are not judged, and so not the same
# Of the languages of the names. In a script without small letters every word counts anyway.
_NEGATIONS = frozenset(
    """
    no not never none neither nor without cannot non except ne pas jamais aucun aucune sans ni nicht kein keine keinen
    keiner nie ohne nunca ningún ninguna sin değil yok hiç не ні без немає
    """.split()  # noqa: SIM905 - read more easily than a list
)
_QUANTITIES = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million
    billion first second third half all some only few many most least less more
    """.split()  # noqa: SIM905 - as above
)


def says_the_same(old: str, new: str) -> bool:
    """Tell whether two texts hold the same figures, names and negations, in one order; names may be respelt."""
    if old.casefold().split() == new.casefold().split():
        return True
    claims, others = _claims(old), _claims(new)
    if claims is None or others is None or len(claims) != len(others):
        return False
    return all(_is_same(one, other) for one, other in zip(claims, others, strict=True))


def speaks_of_others(old: str, new: str) -> bool:
    """Tell whether one text has names and figures that the other has not, and the other way round."""
    was, now = ({word.casefold() for word in _WORDS.findall(text) if not word.islower()} for text in (old, new))
    gone = [each for each in was - now if not any(_is_same(each, other) for other in now)]
    return bool(gone) and any(not any(_is_same(each, other) for other in was) for each in now - was)


def _claims(text: str) -> list[str] | None:
    words: list[str] = _WORDS.findall(text)
    if len(words) > _MOST:
        return None
    return [word for word in words if _claims_something(word)]


def _claims_something(word: str) -> bool:
    folded = word.casefold()
    if folded in _NEGATIONS or folded in _QUANTITIES or folded.endswith(("n't", "n’t")):
        return True
    return not word.islower()  # figures, names, and every word of a script without small letters


def _is_same(one: str, other: str) -> bool:
    if one.casefold() == other.casefold():
        return True
    folded = {one.casefold(), other.casefold()}
    if any(word[0].isdigit() for word in folded) or folded & (_NEGATIONS | _QUANTITIES):
        return False
    if one.endswith("*") != other.endswith("*"):
        return False
    return similarity(one, other) >= _RESEMBLING
