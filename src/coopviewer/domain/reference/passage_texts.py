"""The text of passages: how it is hashed, and where somebody's copy of a document holds it."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from coopviewer.domain.reference.sources import Passage

Span = tuple[int, int]
"""A half-open range, in code points."""

_LINES_BETWEEN_LOOKS = 1000  # how often a search looks whether it is still wanted
_MOST_READ = 4  # times the document's length: ranges of a hostile reference may overlap


def passage_sha256(text: str) -> str:
    """Hash a passage's text, NFC with white space collapsed, as ``passage.sha256`` has it."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode(errors="replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Matched:
    """A copy compared with the passages of a source.

    ``text`` is the copy, its line ends written so that most ranges fit; ``places`` says by passage id where in it
    each passage stands. A passage that is not among them differs from the copy, or is not in it.
    """

    text: str
    places: dict[str, Span]


def match_passages(text: str, passages: Iterable[Passage], stopped: Callable[[], bool] = lambda: False) -> Matched:
    """Find passages in a copy of their document: where they are said to stand, else wherever their hash is met.

    Another manner of line ends, a byte order mark, white space, lines put in front and another Unicode normalisation
    do no harm. ``stopped`` is asked now and then; what was found until it says yes is given.
    """
    ordered = sorted(passages, key=lambda passage: passage.ordinal)
    best = Matched(text, {})
    for view in _views(text):
        exact = _at_their_places(view, ordered)
        if len(exact) > len(best.places):
            best = Matched(view, exact)
        if len(best.places) == len(ordered) or stopped():
            return best
    return Matched(best.text, best.places | _elsewhere(best, ordered, stopped))


def _views(text: str) -> Iterator[str]:
    """Give the text, then the same with other line ends: each shifts the ranges in another way."""
    yield text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain != text:
        yield plain
    yield plain.replace("\n", "\r\n")


@dataclass(slots=True)
class _Reader:
    """Compares ranges with hashes, and reads no more of a document than is reasonable."""

    text: str
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = _MOST_READ * len(self.text)

    def holds(self, passage: Passage, shift: int) -> bool:
        start, end = passage.char_start + shift, passage.char_end + shift
        if not 0 <= start < end <= len(self.text) or end - start > self.left:
            return False
        self.left -= end - start
        return passage_sha256(self.text[start:end]) == passage.sha256


def _at_their_places(text: str, passages: list[Passage]) -> dict[str, Span]:
    reader = _Reader(text)
    return {passage.id: (passage.char_start, passage.char_end) for passage in passages if reader.holds(passage, 0)}


def _elsewhere(matched: Matched, passages: list[Passage], stopped: Callable[[], bool]) -> dict[str, Span]:
    """Find the rest: shifted as far as the passage before, else among the lines and paragraphs, the nearest one."""
    reader, shift = _Reader(matched.text), 0
    found: dict[str, Span] = {}
    pieces: dict[str, list[Span]] = {}
    for passage in passages:
        if passage.id in matched.places:
            shift = 0
            continue
        if shift and reader.holds(passage, shift):
            found[passage.id] = (passage.char_start + shift, passage.char_end + shift)
            continue
        pieces = pieces or _pieces(matched.text, stopped)
        if candidates := pieces.get(passage.sha256):
            expected = passage.char_start + shift
            found[passage.id] = min(candidates, key=lambda span: abs(span[0] - expected))
            shift = found[passage.id][0] - passage.char_start
    return found


def _pieces(text: str, stopped: Callable[[], bool]) -> dict[str, list[Span]]:
    """Hash every line, and every run of lines between blank ones: by hash, where they stand."""
    found: dict[str, list[Span]] = {}
    for span in _lines_and_paragraphs(text, stopped):
        found.setdefault(passage_sha256(text[slice(*span)]), []).append(span)
    return found


def _lines_and_paragraphs(text: str, stopped: Callable[[], bool]) -> Iterator[Span]:
    start, paragraph, lines = 0, (0, 0), 0
    for number, raw in enumerate(text.splitlines(keepends=True)):
        if number % _LINES_BETWEEN_LOOKS == 0 and stopped():
            return
        line = raw.strip()
        if line:
            begin = start + raw.index(line)
            yield begin, begin + len(line)
            paragraph = (paragraph[0] if lines else begin, begin + len(line))
            lines += 1
        else:
            if lines > 1:
                yield paragraph
            lines = 0
        start += len(raw)
    if lines > 1:
        yield paragraph
