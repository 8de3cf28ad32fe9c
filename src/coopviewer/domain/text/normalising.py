"""Writing: the same words may be written in several manners, with marks composed or apart, and any white space."""

import re
import unicodedata
from collections.abc import Iterator

_UNEVEN_SPACE = re.compile(r"\s\s|[^\S ]")


def is_even(text: str) -> bool:
    """Tell whether a text is surely written in the one manner of ``evened``; quick, for most texts are."""
    return text.isascii() and not _UNEVEN_SPACE.search(text)


def evened(text: str) -> tuple[str, list[int]]:
    """Write a text with marks apart from their letters and white space single.

    Gives with it where in the text each code point comes from, and at the end the text's length.
    """
    parts: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(text):
        even = " " if cluster.isspace() else unicodedata.normalize("NFD", cluster)
        parts.append(even)
        places.extend([start] * len(even))
    return "".join(parts), [*places, len(text)]


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into letters with their marks, and runs of white space."""
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text):
            both_space = text[place].isspace() and text[place - 1].isspace()
            if both_space or (text[place] > "\u02ff" and unicodedata.combining(text[place])):
                continue
        yield start, text[start:place]
        start = place
