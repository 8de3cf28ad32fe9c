"""File names, for titles, that every system accepts; not in ``files.py``, since every start imports that module."""

import re
from unicodedata import category, combining, normalize

_FORBIDDEN = re.compile(r'[<>:"/\\|?]+')  # by Windows; the asterisk is forbidden too and is removed
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_MOST_BYTES = 120  # in UTF-8; file systems allow names of 255 bytes, Windows paths of 260 characters
_FALLBACK = "page"


def file_name_for(title: str) -> str:
    """Return a file name without extension for a title, valid on every system: not empty, at most 120 bytes.

    What a system forbids becomes a hyphen or is removed, so that two titles may have one name.
    """
    spaced = "".join(
        " " if character.isspace() else character for character in normalize("NFC", title.replace("*", ""))
    )
    printable = "".join(character for character in spaced if category(character)[0] != "C")
    name = " ".join(_FORBIDDEN.sub("-", printable).split()).lstrip(". -~")
    if _RESERVED.fullmatch(name.partition(".")[0].strip()):
        name = f"{_FALLBACK} {name}"
    return _cut(name).rstrip(". ") or _FALLBACK


def _cut(name: str) -> str:
    """Shorten a name to the bytes it may have, at a word if there is one, never inside a character."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    shorter = name.encode()[:_MOST_BYTES].decode(errors="ignore")
    while shorter and combining(name[len(shorter)]):
        shorter = shorter[:-1]
    words = shorter.rpartition(" ")[0]
    return words if len(words) > len(shorter) // 2 else shorter
