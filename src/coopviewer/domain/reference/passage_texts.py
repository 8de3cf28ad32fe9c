"""The texts of passages: their hash, and their ranges in the user's copy of a document."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from coopviewer.domain.digests import sha256_of
from coopviewer.domain.reference.sources import Passage

Span = tuple[int, int]
"""A half-open range, in code points."""

_LINES_BETWEEN_CHECKS = 1000  # of whether the search was cancelled
_MOST_READ = 4  # times the document's length: the ranges of a malicious reference may overlap


def passage_sha256(text: str) -> str:
    """Return the SHA-256 hash of a passage's text in hexadecimal digits, as ``passage.sha256`` stores it.

    The text is hashed in NFC, with each run of white space as one blank and none at its ends.
    """
    return sha256_of(" ".join(unicodedata.normalize("NFC", text).split()).encode(errors="replace"))


@dataclass(frozen=True, slots=True)
class MatchedPassages:
    """The user's copy of a document, with the passages of the source that were found in it.

    ``spans`` are the ranges of the passages in ``text``, by passage id; a passage without a range differs in the copy
    or is not in it. ``text`` is the text of the copy; its line ends may have been replaced by others, so that as many
    passages as possible are at the ranges that the reference states for them.
    """

    text: str
    spans: dict[str, Span]


def match_passages(
    text: str, passages: Iterable[Passage], stopped: Callable[[], bool] = lambda: False
) -> MatchedPassages:
    """Find passages in a copy of their document, at their stated ranges or elsewhere by their hash.

    A passage is found elsewhere if it is a whole line or paragraph, or if it moved by as many characters as the passage
    found before it. So other line ends, a byte order mark, white space, lines added in front and another Unicode
    normalisation hardly matter. ``stopped`` is called now and then; once it returns True, the passages found so far are
    returned.
    """
    ordered = sorted(passages, key=lambda passage: passage.ordinal)
    best = MatchedPassages(text, {})
    for view in _views(text):
        exact = _at_stated_ranges(view, ordered)
        if len(exact) > len(best.spans):
            best = MatchedPassages(view, exact)
        if len(best.spans) == len(ordered) or stopped():
            return best
    return MatchedPassages(best.text, best.spans | _elsewhere(best, ordered, stopped))


def _views(text: str) -> Iterator[str]:
    """Yield the text, then the same with other line ends: each shifts the ranges differently."""
    yield text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain != text:
        yield plain
    yield plain.replace("\n", "\r\n")


@dataclass(slots=True)
class _Reader:
    """Compares ranges of a text with hashes; the total length that it reads is limited."""

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


def _at_stated_ranges(text: str, passages: list[Passage]) -> dict[str, Span]:
    reader = _Reader(text)
    return {passage.id: (passage.char_start, passage.char_end) for passage in passages if reader.holds(passage, 0)}


def _elsewhere(matched: MatchedPassages, passages: list[Passage], stopped: Callable[[], bool]) -> dict[str, Span]:
    """Find the passages that are not at their stated ranges, in lines and paragraphs by their hash.

    A passage is first tried with the shift of the passage before it; of several matches the nearest is returned.
    Lines after the moment at which ``stopped`` returns True are not looked at.
    """
    reader, shift = _Reader(matched.text), 0
    found: dict[str, Span] = {}
    pieces: dict[str, list[Span]] = {}
    for passage in passages:
        if passage.id in matched.spans:
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
    """Return the ranges of every line and every paragraph by the hash of its text; a paragraph ends at a blank line."""
    found: dict[str, list[Span]] = {}
    for span in _lines_and_paragraphs(text, stopped):
        found.setdefault(passage_sha256(text[slice(*span)]), []).append(span)
    return found


def _lines_and_paragraphs(text: str, stopped: Callable[[], bool]) -> Iterator[Span]:
    start = 0
    lines: list[Span] = []
    for number, raw in enumerate(text.splitlines(keepends=True)):
        if number % _LINES_BETWEEN_CHECKS == 0 and stopped():
            return
        line = raw.strip()
        if line:
            begin = start + raw.index(line)
            lines.append((begin, begin + len(line)))
            yield lines[-1]
        else:
            yield from _paragraph(lines)
            lines = []
        start += len(raw)
    yield from _paragraph(lines)


def _paragraph(lines: list[Span]) -> Iterator[Span]:
    """Join lines; a paragraph of one line is that line."""
    if len(lines) > 1:
        yield lines[0][0], lines[-1][1]
