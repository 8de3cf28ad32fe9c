"""Text of data made safe to be written out: nothing in it may steer a terminal, a browser or the order of words."""

import re
from unicodedata import bidirectional

# controls but tab and line feed; overrides of the order of writing; surrogates and what Unicode says is no character
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def clean(text: str) -> str:
    """Take out what is not to be seen."""
    return _UNSAFE.sub("", text)


def is_right_to_left(text: str) -> bool:
    """Return whether a text holds words written from right to left, which turn the numbers and signs beside them."""
    return any(bidirectional(sign) in ("R", "AL") for sign in text)
