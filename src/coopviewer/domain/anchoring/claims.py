"""Claims: whether a slightly changed text still makes the same statements about the same subjects.

Numbers, names and negations are few characters, but change the meaning of a sentence. A text in which they differ is
shown to the user for a decision, however similar the rest is.
"""

import re

from coopviewer.domain.text.measures import similarity

_WORDS = re.compile(r"\d+(?:[.,'’\u00a0\u202f /-]\d+)*|[^\W\d_]+(?:['’\-\u0300-\u036f][^\W\d_]+)*\*?", re.UNICODE)
_SAME_NAME = 0.75  # similarity from which two names are one name in two spellings
_MOST_WORDS = 400  # of a text that is compared; longer texts count as different
# In the languages of the names. In a script without lower case every word is a claim anyway.
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


def makes_same_claims(old: str, new: str) -> bool:
    """Return whether two texts have the same numbers, quantities (*all*, *few*), names and negations in the same order.

    A name is any word that is not all in lower case; names that are at least 75 % alike are the same. True for
    texts that are equal apart from case and white space; else False if one of them has more than 400 words, without
    comparing them.
    """
    if old.casefold().split() == new.casefold().split():
        return True
    claims, others = _claims(old), _claims(new)
    if claims is None or others is None or len(claims) != len(others):
        return False
    return all(_is_same(one, other) for one, other in zip(claims, others, strict=True))


def names_different_subjects(old: str, new: str) -> bool:
    """Return whether each of two texts has a name or number that the other lacks.

    A word all in lower case is no name. Names that differ in case only, or that are at least 75 % alike, are the same.
    """
    old_words, new_words = (
        {word.casefold() for word in _WORDS.findall(text) if not word.islower()} for text in (old, new)
    )
    missing = [each for each in old_words - new_words if not any(_is_same(each, other) for other in new_words)]
    return bool(missing) and any(
        not any(_is_same(each, other) for other in old_words) for each in new_words - old_words
    )


def _claims(text: str) -> list[str] | None:
    words: list[str] = _WORDS.findall(text)
    if len(words) > _MOST_WORDS:
        return None
    return [word for word in words if _is_claim(word)]


def _is_claim(word: str) -> bool:
    folded = word.casefold()
    if folded in _NEGATIONS or folded in _QUANTITIES or folded.endswith(("n't", "n’t")):
        return True
    return not word.islower()  # numbers, names, and every word of a script without lower case


def _is_same(one: str, other: str) -> bool:
    if one.casefold() == other.casefold():
        return True
    folded = {one.casefold(), other.casefold()}
    if any(word[0].isdigit() for word in folded) or folded & (_NEGATIONS | _QUANTITIES):
        return False
    if one.endswith("*") != other.endswith("*"):
        return False
    return similarity(one, other) >= _SAME_NAME
