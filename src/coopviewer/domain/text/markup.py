"""Escaping of text for HTML, without the standard library's ``html``: it loads a table of 2,231 character names.

It also keeps a number and its mark together in HTML from right to left. Neither ``unicodedata`` nor regular expressions
are used, which a start would have to load.
"""

from collections.abc import Callable

_BESIDE = " \t\n\u00a0\u202f·:;,–—→"  # separators around a number, which belong to the text around it
_MARKS = "+-\u2212%\u2030$¢£¤¥"  # beside the block of currency signs
_TURNED = (
    *(("\u0590", "\u08ff"), ("\u200f", "\u200f"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc")),
    *(("\U00010800", "\U00010fff"), ("\U0001e800", "\U0001efff")),
)
"""The first and the last character of each block of letters that are written from right to left."""


def escape(text: str) -> str:
    """Return a text as HTML that shows it unchanged, also within an attribute in either kind of quotation marks."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;")


def number_apart(text: str) -> tuple[str, str, str]:
    """Part a text such as ``, 500 €`` into separators before the number, the number with its mark, and those after it.

    A mark is any letter, as in ``EUR`` or ``km``, or a sign such as ``€``, ``%`` or ``-``. In a line from right to left
    ``500 €`` would be drawn as ``€ 500``. The middle part is all of the text but the separators (blanks, commas and the
    like) at its ends. If the text has no number, no mark, or a right-to-left letter, which decides the order, it is all
    in the first part.
    """
    if not any(map(str.isdecimal, text)) or any(map(_is_turned, text)) or not any(map(_is_mark, text)):
        return text, "", ""
    start, end = len(text) - len(text.lstrip(_BESIDE)), len(text.rstrip(_BESIDE))
    return text[:start], text[start:end], text[end:]


def _is_turned(sign: str) -> bool:
    return sign >= "\u0590" and any(first <= sign <= last for first, last in _TURNED)


def _is_mark(sign: str) -> bool:
    return sign.isalpha() or sign in _MARKS or "\u20a0" <= sign <= "\u20cf"


def in_order(text: str, form: str, write: Callable[[str], str] = escape) -> str:
    """Return a text as HTML in which a number and its mark stay in order, in a line from right to left.

    The part with the number, such as ``500 €`` (see ``number_apart``), is put into ``form`` in place of ``{}``, as in
    ``<bdi>{}</bdi>``; without such a part ``form`` is not used. ``write`` turns each part into HTML and must escape it.
    """
    before, number, after = map(write, number_apart(text))
    return f"{before}{form.format(number)}{after}" if number else before
