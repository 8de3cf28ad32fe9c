"""Normalised text: the same for combining marks composed or decomposed, and for any white space."""

import re
import unicodedata
from collections.abc import Iterator

_UNEVEN_SPACE = re.compile(r"\s\s|[^\S ]")


def is_normalised(text: str) -> bool:
    """Return whether a text is certainly normalised already: ASCII, with no white space but single blanks.

    A text for which it returns False may be normalised too. The test is quick, and most texts pass it.
    """
    return text.isascii() and not _UNEVEN_SPACE.search(text)


def normalise(text: str) -> tuple[str, list[int]]:
    """Return a text in NFD with single blanks, and for each of its code points the offset in the given text.

    A run of any white space becomes one blank. The offset of a mark, such as an accent, is that of its letter. The
    length of the given text is added at the end of the offsets. For example ``é  a``, whose ``é`` is one code point and
    becomes two, has the offsets ``[0, 0, 1, 3, 4]``.
    """
    parts: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        normal = " " if cluster.isspace() else unicodedata.normalize("NFD", cluster)
        parts.append(normal)
        offsets.extend([start] * len(normal))
    return "".join(parts), [*offsets, len(text)]


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield letters with their combining marks, and runs of white space, each with its offset."""
    start = 0
    for offset in range(1, len(text) + 1):
        if offset < len(text):
            both_space = text[offset].isspace() and text[offset - 1].isspace()
            if both_space or (text[offset] > "\u02ff" and unicodedata.combining(text[offset])):
                continue
        yield start, text[start:offset]
        start = offset
