"""Names for files, made from titles, that every system can keep."""

import re
from unicodedata import category, combining, normalize

_FORBIDDEN = re.compile(r'[<>:"/\\|?]+')  # by Windows; the asterisk is dropped without a trace
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_MOST_BYTES = 120  # in UTF-8: names of 255 bytes are allowed, and paths of 260 characters on Windows
_FALLBACK = "page"


def name_for(title: str) -> str:
    """Make a file's name, without an ending, from a page's title; never empty."""
    spaced = "".join(" " if sign.isspace() else sign for sign in normalize("NFC", title.replace("*", "")))
    kept = "".join(sign for sign in spaced if category(sign)[0] != "C")
    name = " ".join(_FORBIDDEN.sub("-", kept).split()).lstrip(". -~")
    name = _cut(name).rstrip(". ")
    if _RESERVED.fullmatch(name.partition(".")[0].strip()):
        name = f"{_FALLBACK} {name}"
    return name or _FALLBACK


def _cut(name: str) -> str:
    """Shorten a name to the bytes it may have, at a word where there is one, never inside a letter."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    shorter = name.encode()[:_MOST_BYTES].decode(errors="ignore")
    while shorter and combining(name[len(shorter)]):
        shorter = shorter[:-1]
    words = shorter.rpartition(" ")[0]
    return words if len(words) > len(shorter) // 2 else shorter
