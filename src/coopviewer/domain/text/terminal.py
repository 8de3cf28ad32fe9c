"""Text made safe to print: what steers a terminal, or changes the direction of text, becomes visible escapes."""

import re

# control characters but tab and line feed; line and paragraph separators; embeddings, overrides and isolates of the
# direction of text; byte order marks; surrogates
_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
_IN_TEXT = re.compile(f"[{_STEERING}]")
_IN_LINE = re.compile(f"[{_STEERING}\t\n]")
# in JSON also the marks of direction; a serializer has escaped the control characters up to U+001F, and line feeds and
# tabs outside of strings are its own
_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NOT_ASCII = re.compile("[^\x00-\x7e]")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def printable(text: str) -> str:
    r"""Return a text of several lines in which nothing can steer a terminal: ``\x1b`` for the escape character.

    Line feeds and tabs stay.
    """
    return _IN_TEXT.sub(_escape, text)


def printable_line(text: str) -> str:
    r"""Return a text as one line in which nothing can steer a terminal: ``\x1b`` for the escape character.

    Line feeds and tabs become ``\n`` and ``\t``.
    """
    return _IN_LINE.sub(_escape, text)


def safe_json(text: str) -> str:
    """Return a JSON text in which control characters, and those that change the direction of text, are escaped.

    Line feeds and tabs between values stay, and so do the values that the JSON text stands for.
    """
    return _IN_JSON.sub(_escape_json, text)


def ascii_json(text: str) -> str:
    """Return a JSON text in which all characters beyond ASCII are escaped; its value stays the same."""
    return _NOT_ASCII.sub(_escape_json, text)


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    code = ord(sign)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return _SHORT.get(sign) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _escape_json(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
