"""Finds units in headings: the currency of a column's sums, and their power of ten, as in ``Budget in Mio. EUR``."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.values.numbers import currency_of
from coopviewer.authoring.importing.sheet.values.words import HUMPS, plain_words

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_BEFORE = {"k": 3, "K": 3, "T": 3, "M": 6, "m": 6}  # as in kEUR
_AFTER = {"k": 3, "K": 3, "m": 6, "M": 6}  # as in EURm
_SUM = re.compile(r"(?:[A-Z]{3}|[€£$])?[-–]?\d(?:[\d.,'’]*\d)?")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-–/](?:(?:19|20)\d\d|\d\d))?")
_SIGN = re.compile(r"([€£$])")
_NOUGHTS = re.compile(r"[x×*]?['’]?(?:1[.,'’]?)?000(?P<more>[.,'’]?000)?s?", re.IGNORECASE)
_JOINING = frozenset(("in", "en", "em", "de", "of", "d'", "von", "x", "×", "*", "–", "-", ",", "", "$"))
_UNSURE = frozenset(
    ("cent", "cents", "centimes", "centavos", "hundred", "hundreds", "billion", "billions", "bln", "mm", "trillion")
)  # what they multiply by differs by language, or they are no powers that sums are written in
_POWER_OF_TEN = re.compile(r"10\s?[\^⁰¹²³⁴⁵⁶⁷⁸⁹]")
_SHORTEST = 3  # letters of a power that is a unit without a currency beside it


class Unit(NamedTuple):
    """The unit that a heading states for the sums below it: ``text`` is the unit as written, empty if it states none.

    ``rest`` is the heading without the unit and without anything in brackets. ``currency`` is None if the heading names
    none, or two; ``power``, the power of ten, is 0 if it names none, or two. ``is_unsure``: the sums may be in another
    power, since the heading has a unit that is not understood, such as ``(EUR x 10^6)``, or two different powers.
    """

    rest: str
    text: str
    currency: str | None
    power: int
    is_unsure: bool = False


class _Token(NamedTuple):
    currency: str | None = None
    power: int = 0
    is_short: bool = False


def find_unit(text: str, powers: Sequence[tuple[str, int]]) -> Unit:
    """Return the unit that a heading states: in brackets, at its end, or, with a currency, at its beginning.

    ``EUR budget`` has one at its beginning; ``thousand budget`` has none, so the result's ``text`` is empty. A heading
    that is nothing but a unit with a currency, such as ``kEUR``, is its own unit, and stays in ``rest``. ``powers`` has
    words in plain form (lower case, no accents) with their powers of ten, such as ``million`` with 6.
    """
    known = dict(powers)
    units: list[tuple[str, tuple[_Token, ...]]] = []
    is_unsure = False
    for inside in _BRACKETS.findall(text):
        tokens = _all_tokens(inside, known)
        if tokens is not None and _says(tokens, alone=True):
            units.append((inside.strip(), tokens))
        else:
            is_unsure = is_unsure or _has_power(inside, known)
    words = _words(text, known)
    whole = _all_tokens(" ".join(words), known) or ()
    if is_whole := any(each.currency for each in whole):
        units.append((" ".join(words), whole))
    else:
        words, found = _at_the_ends(words, known)
        units += found
    rest = " ".join(words).strip("–-,:; $")
    currencies = {token.currency for _, tokens in units for token in tokens if token.currency}
    sizes = {token.power for _, tokens in units for token in tokens if token.power}
    if not is_whole:
        is_unsure = is_unsure or rest[-2:].strip() in _BEFORE or _has_power(rest, known)
    is_unsure = is_unsure or len(sizes) > 1
    return Unit(
        rest,
        " ".join(said for said, _ in units),
        next(iter(currencies)) if len(currencies) == 1 else None,
        next(iter(sizes)) if len(sizes) == 1 else 0,
        is_unsure,
    )


def says_power(text: str, powers: Sequence[tuple[str, int]]) -> bool:
    """Return whether a text beside a table says that sums are in thousands or the like.

    *Amounts in thousands of EUR* does, and so does *2020 kEUR*, after a year; a currency alone does not, nor does a sum
    such as *5 million EUR*. ``powers`` has words in plain form with their powers of ten, such as ``million`` with 6.
    """
    known = dict(powers)
    words = [*_BRACKETS.sub(" ", text).split(), ""]
    for inside in _BRACKETS.findall(text):
        words += [*inside.split(), ""]
    for place, word in enumerate(words):
        token = _token(word.strip(".,:;"), known)
        if token is None or not token.power or (token.is_short and not token.currency):
            continue
        if place and _SUM.fullmatch(words[place - 1]) and not _YEARS.fullmatch(words[place - 1]):
            continue  # "5 million EUR" is a sum
        beside = [each.strip(".,:;") for each in words[max(0, place - 1) : place + 3]]
        if token.currency or beside[0].lower() in ("in", "en") or any(map(currency_of, beside)):
            return True
    return False


def _words(text: str, known: dict[str, int]) -> list[str]:
    """Return the words of a heading that are not in brackets; ``budgetEUR`` is two, ``EURm`` and ``kEUR`` are one."""
    words = _BRACKETS.sub(" ", text).replace("_", " ").split()
    return [part for word in words for part in ([word] if _token(word, known) else HUMPS.sub(" ", word).split())]


def _at_the_ends(words: list[str], known: dict[str, int]) -> tuple[list[str], list[tuple[str, tuple[_Token, ...]]]]:
    """Return a heading's words without the longest units at its end and its beginning, and these units."""
    found: list[tuple[str, tuple[_Token, ...]]] = []
    for start in range(1, len(words)):
        tokens = _all_tokens(" ".join(words[start:]), known)
        if tokens is not None and _says(tokens, alone=False):
            found.append((" ".join(words[start:]), tokens))
            words = words[:start]
            break
    for end in range(len(words) - 1, 0, -1):
        tokens = _all_tokens(" ".join(words[:end]), known)
        if tokens is not None and any(each.currency for each in tokens):
            found.append((" ".join(words[:end]), tokens))
            return words[end:], found
    return words, found


def _says(tokens: Iterable[_Token], *, alone: bool) -> bool:
    """Return whether parts of a heading are a unit; one letter is none, unless it is ``alone`` in brackets."""
    given = list(tokens)
    return any(each.currency or (each.power and (alone or not each.is_short)) for each in given)


def _all_tokens(text: str, known: dict[str, int]) -> tuple[_Token, ...] | None:
    """Return the parts of a unit; None if there is a word in it that is no part of one, or two currencies differ."""
    parted = re.sub(r"\b(d['’])", r"\1 ", text.replace("US$", "USD"))
    words = (
        part
        for word in parted.split()
        for part in ([word] if _token(word, known) else _SIGN.sub(r" \1 ", word).split())
    )
    tokens: list[_Token] = []
    for each in (word.replace("’", "'") for word in words):
        if each.strip(".,:;").lower() in _JOINING or each in _JOINING:
            continue
        token = _token(each.strip(",:;"), known)
        if token is None:
            return None
        tokens.append(token)
    currencies = {each.currency for each in tokens if each.currency}
    return tuple(tokens) if len(currencies) <= 1 else None


def _token(word: str, known: dict[str, int]) -> _Token | None:
    if found := currency_of(word):
        return _Token(found)
    if match := _NOUGHTS.fullmatch(word):
        return _Token(power=6 if match["more"] else 3)
    for sizes, part, rest in ((_BEFORE, word[:1], word[1:]), (_AFTER, word[-1:], word[:-1])):
        if part in sizes and (found := currency_of(rest)):
            return _Token(found, sizes[part])
    plain = plain_words(word)
    return _Token(power=known[plain], is_short=len(plain) < _SHORTEST) if plain in known else None


def _has_power(text: str, known: dict[str, int]) -> bool:
    """Return whether a part of a heading that is no unit has a word or figures as of one."""
    if _POWER_OF_TEN.search(text):
        return True
    for each in text.split():
        word = each.strip(".,:;'’")
        plain = plain_words(word)
        if plain in _UNSURE or _NOUGHTS.fullmatch(word) or (plain in known and len(plain) >= _SHORTEST):
            return True
    return False
