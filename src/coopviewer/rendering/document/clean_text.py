"""Makes text from data safe to write out: no character may control a terminal, a browser or the text direction."""

import re
from collections.abc import Callable
from unicodedata import bidirectional

from coopviewer.domain.text.markup import escape

# control characters except tab and line feed; bidirectional overrides; surrogates; Unicode noncharacters
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def clean(text: str) -> str:
    """Return the text without control characters, except tab and line feed; nothing is escaped.

    Left out too are the signs that embed, override or isolate a text direction (U+202A to U+202E, U+2066 to U+2069),
    surrogates and Unicode's noncharacters.
    """
    return text if text.isprintable() else _UNSAFE.sub("", text)  # nothing unsafe is printable


def is_right_to_left(text: str) -> bool:
    """Return whether a text has right-to-left characters, which reorder digits and punctuation beside them."""
    return not text.isascii() and any(bidirectional(sign) in ("R", "AL") for sign in text)


def web_text(text: str, write: Callable[[str], str] = escape) -> str:
    """Return a text for HTML: what ``clean`` leaves of it, written by ``write``, which must escape it."""
    return write(clean(text))


def isolated(text: str) -> str:
    """Escape a text for HTML; right-to-left text is isolated, so that text beside it keeps its order.

    Control characters and the like are not removed: text from data must go through ``web_text``, with this function as
    ``write``.
    """
    written = escape(text)
    return f"<bdi>{written}</bdi>" if is_right_to_left(text) else written
