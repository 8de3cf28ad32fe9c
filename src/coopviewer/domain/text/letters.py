"""Characters as folding treats them: letters without a decomposition, invisible characters, scripts without blanks.

They are plain ranges, not regular expressions, which would be compiled at every start.
"""

APOSTROPHES = frozenset("'`\u2018\u2019\u02bb\u02bc\u00b4")

_PLAIN = (
    "\u0131=i ł=l ø=o œ=oe æ=ae ß=ss ð=d þ=th đ=d ħ=h ŧ=t ŋ=n ĸ=k ɓ=b ƀ=b ƈ=c ɖ=d ɗ=d ɛ=e ə=e ǝ=e ƒ=f ǥ=g ɠ=g "
    "ɨ=i \u0269=i ƙ=k ƚ=l ɲ=n ƞ=n ɔ=o ɵ=o ƥ=p ƭ=t ʈ=t ʉ=u \u028b=v ƴ=y ƶ=z ʒ=z"
)
PLAIN = {letter: plain for letter, _, plain in (each.partition("=") for each in _PLAIN.split())}
"""Letters in lower case that Unicode does not decompose, and what they are compared as: those of languages of Europe
and, among others, Turkish, Azerbaijani, Hausa, Fula and Ewe."""

_INVISIBLE = (
    # Unicode's Default_Ignorable_Code_Point: soft hyphen, zero-width space, joiners, marks of direction, variations
    *(("\u00ad", "\u00ad"), ("\u034f", "\u034f"), ("\u061c", "\u061c"), ("\u115f", "\u1160"), ("\u17b4", "\u17b5")),
    *(("\u180b", "\u180f"), ("\u200b", "\u200f"), ("\u202a", "\u202e"), ("\u2060", "\u206f"), ("\u3164", "\u3164")),
    *(("\ufe00", "\ufe0f"), ("\ufeff", "\ufeff"), ("\uffa0", "\uffa0"), ("\ufff0", "\ufff8")),
    *(("\U0001bca0", "\U0001bca3"), ("\U0001d173", "\U0001d17a"), ("\U000e0000", "\U000e0fff")),
)
UNSPACED = (
    *(("\u0e01", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17d3")),  # Thai, Lao, Burmese, Khmer
    *(("\u2e80", "\u2fdf"), ("\u3005", "\u3007"), ("\u3021", "\u3029")),  # Han
    *(("\u3040", "\u30ff"), ("\u3105", "\u312f"), ("\u31a0", "\u31bf"), ("\u31f0", "\u31ff")),  # kana, bopomofo
    *(("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")),
)
"""Scripts that write no blanks between words, so that any part of a text can be a word, as ranges of characters.

Both ends of a range are included."""
EMOJI = (
    *(("\u231a", "\u231b"), ("\u23e9", "\u23fa"), ("\u2600", "\u27bf"), ("\u2b05", "\u2b07"), ("\u2b1b", "\u2b1c")),
    *(("\u2b50", "\u2b50"), ("\u2b55", "\u2b55"), ("\U0001f000", "\U0001faff")),
)
"""Ranges, both ends included, of emoji and the symbols like them, each of which is searched for as a word."""

_REPLACED = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067"
    "\u2068\u2069\ufe0e\ufe0f\ufeff"
)


def replacements() -> dict[str, str]:
    """Return the characters that the tokenizer of the search tables does not fold, with what replaces each of them.

    ``ł`` and ``Ł`` are replaced by ``l``, ``ß`` by ``ss``, and an invisible character by an empty text.
    """
    capitals = {letter.upper(): plain for letter, plain in PLAIN.items() if len(letter.upper()) == 1}
    letters = PLAIN | {letter: plain for letter, plain in capitals.items() if not letter.isascii()} | {"\u1e9e": "ss"}
    return letters | dict.fromkeys(_REPLACED, "")


Ranges = tuple[tuple[str, str], ...]


def is_invisible(character: str) -> bool:
    """Return whether a character is shown as nothing, so that it neither belongs to a word nor separates words."""
    return _is_among(character, _INVISIBLE)


def is_unspaced(character: str) -> bool:
    """Return whether a word may begin or end at a character without a blank beside it.

    True for emoji and for scripts without blanks, such as Chinese and Thai (UNSPACED).
    """
    return _is_among(character, UNSPACED) or is_emoji(character)


def is_emoji(character: str) -> bool:
    """Return whether a character is an emoji or a symbol like one, such as ``✓``: one in a range of EMOJI."""
    return _is_among(character, EMOJI)


def _is_among(character: str, ranges: Ranges) -> bool:
    return any(first <= character <= last for first, last in ranges)
