"""Quotation marks of many languages: which open a phrase, and which close it."""

from collections.abc import Iterator
from typing import NamedTuple

_CLOSERS = {
    '"': '"',
    "“": '”“"',  # English; some keyboards close with the mark that opens
    "„": '“”"',  # German, Polish
    "‟": "”“",
    "”": "”",  # Swedish, Finnish
    "«": "»",
    "»": "«»",  # Danish, Swedish
    "\u2039": "\u203a",
    "\u203a": "\u2039\u203a",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "\uff02": "\uff02",
    "\u201a": "\u2018’",  # German, within others
    "\u2018": "’",  # British
}
CERTAIN = frozenset('"“„‟«\u2039「『《〈〝\uff02')
"""The marks that can only be quotation marks, never apostrophes, so that a phrase which one of them opens must be
closed. Among them is the straight mark, which also closes phrases."""
_APOSTROPHES = frozenset("\u2018’")


class Quoted(NamedTuple):
    """A phrase in quotation marks: ``text`` is the text between them.

    ``end`` is the offset after the closing mark. If ``is_closed`` is False there is none, and ``end`` is the end of the
    whole text.
    """

    text: str
    end: int
    is_closed: bool


def quoted_at(text: str, offset: int) -> Quoted | None:
    """Return the phrase in quotation marks that begins at an offset; None if none does.

    Between straight marks, two of them in a row are one mark of the phrase's text: ``"a ""b"" c"`` is ``a "b" c``.
    Without a closing mark the phrase goes on to the end of the text if its first mark can only be a quotation mark
    (CERTAIN), such as ``"`` and ``“``; after another one, such as ``»``, it is no phrase.
    """
    opener = text[offset : offset + 1]
    closers = _CLOSERS.get(opener)
    if closers is None:
        return None
    end = offset + 1
    while end < len(text):
        if opener == '"' and text.startswith('""', end):
            end += 2
        elif text[end] in closers and _may_close(text, end):
            return Quoted(_undoubled(opener, text[offset + 1 : end]), end + 1, True)
        else:
            end += 1
    return Quoted(_undoubled(opener, text[offset + 1 :]), len(text), False) if opener in CERTAIN else None


def is_bare(text: str) -> bool:
    """Return whether a text can be in a query without quotation marks around it, as far as marks in it are concerned.

    False if it is empty, begins with a mark that opens a phrase, such as ``»``, or has anywhere a mark that can only be
    a quotation mark (CERTAIN), such as ``"``.
    """
    return text[:1] not in ("", *_CLOSERS) and CERTAIN.isdisjoint(text)


def _may_close(text: str, offset: int) -> bool:
    """Return whether a mark ends a phrase and is no apostrophe within a word."""
    return text[offset] not in _APOSTROPHES or not text[offset + 1 : offset + 2].isalnum()


def _undoubled(opener: str, text: str) -> str:
    return text.replace('""', '"') if opener == '"' else text


def parts_of(text: str) -> Iterator[str]:
    """Yield each phrase in quotation marks, without the marks, and each single word outside of them, in order.

    Phrases without any text are left out.
    """
    offset = 0
    while offset < len(text):
        if text[offset].isspace():
            offset += 1
            continue
        quoted = quoted_at(text, offset)
        if quoted is not None:
            found, offset = quoted.text.strip(), quoted.end
        else:
            start = offset
            while (
                offset < len(text) and not text[offset].isspace() and (offset == start or text[offset] not in CERTAIN)
            ):
                offset += 1
            found = text[start:offset]
        if found:
            yield found
