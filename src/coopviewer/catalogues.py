"""The catalogues of translations: those read from a file, and those of pseudo-languages, generated from English.

A pseudo-language shows what is not translatable or has no room for longer texts: each text is in brackets, is longer,
and has no English letter left. Text in plain letters was not translated, or is data.
"""

import re
import struct
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

_KEPT = re.compile(
    r"\{[^{}]*\}"  # the name of a value
    r"|%\(\w+\)[sdr]|%[sdn1-9]"  # as argparse and Qt name them
    r"|<[^<>]+>|&\w+;"  # markup
    r"|&(?=\w)"  # the sign before the letter that is a key
)
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשתךםןףאבגדהוזחטיכלמנסעפצקרשתךםןף"
_LENGTHENED = 3  # letters to each further one, about as much longer as German is
_EDGES = re.compile(r"(\s*)(.*?)(\s*(?:\(\*[^()]*\))?)", re.DOTALL)  # spaces, and the endings of a kind of file
_BETWEEN_KINDS = ";;"
_TRIED = 200  # numbers; forms of plurals repeat after a hundred
_DAMAGED = (struct.error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def read_catalogue(path: Path) -> GNUTranslations:
    """Read a compiled catalogue of gettext, a ``.mo`` file.

    Raises OSError if it cannot be read, is another kind of file or was cut off, and ValueError if it is empty or
    damaged otherwise.
    """
    try:
        with path.open("rb") as file:
            catalogue = GNUTranslations(file)
        for number in range(_TRIED):  # the form of a plural is computed by an expression in the file
            catalogue.ngettext(" ", " ", number)
    except _DAMAGED as error:
        raise ValueError(f"damaged: {error}") from error
    return catalogue


class PseudoCatalogue(NullTranslations):
    """A catalogue that translates every text with a letter into a longer one in brackets, without English letters.

    Letters get accents, or are Hebrew with ``right_to_left``. Placeholders, markup and the sign of a key (``&``) stay.
    """

    def __init__(self, *, right_to_left: bool = False) -> None:
        super().__init__()
        self._letters = str.maketrans(_PLAIN, _HEBREW if right_to_left else _ACCENTED)

    def gettext(self, message: str) -> str:
        """Return the translation of a text, such as ``[Öþéñ~]`` for ``Open``.

        A text is returned as it is if it has no letters outside placeholders and markup, such as ``{count} %``. White
        space at its ends stays outside the brackets, and so do the endings of a kind of file, ``(*.txt)``. Kinds of
        files, with ``;;`` between them, get brackets of their own.
        """
        return _BETWEEN_KINDS.join(map(self._bracketed, message.split(_BETWEEN_KINDS)))

    def _bracketed(self, message: str) -> str:
        found = _EDGES.fullmatch(message)
        assert found is not None
        before, text, after = found.groups()
        if not any(letter.isalpha() for letter in _KEPT.sub("", text)):
            return message
        return f"{before}[{self._written(text)}{'~' * (len(text) // _LENGTHENED)}]{after}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation of ``msgid1``, the singular, if ``n`` is 1, else of ``msgid2``, the plural."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a text; ``context`` counts only if it is ``between thousands``.

        A text with that context is the sign between thousands of a number, which becomes an apostrophe.
        """
        return "’" if context == "between thousands" else self.gettext(message)

    def _written(self, text: str) -> str:
        parts, at = [], 0
        for kept in _KEPT.finditer(text):
            parts += [text[at : kept.start()].translate(self._letters), kept[0]]
            at = kept.end()
        return "".join((*parts, text[at:].translate(self._letters)))
