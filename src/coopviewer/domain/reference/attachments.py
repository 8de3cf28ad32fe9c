"""Attachments: the user's copy of a source's document, from which the text of the passages is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coopviewer.domain.reference.passage_texts import Span
from coopviewer.domain.reference.sources import Passage, Source


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a document read from a file; ``sha256`` is the hash of the file's bytes in hexadecimal."""

    path: Path
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """The stored description of an attachment: path of the copy, hash of its bytes, number of passages found in it."""

    path: Path
    sha256: str
    found: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """The user's copy of a source's document, in which the passages of the source were looked for.

    ``passages`` are all passages of the source, in order. ``spans`` are the ranges of those that were found, by passage
    id, in ``document.text``, whose line ends may differ from those in the file.
    """

    source: Source
    document: DocumentText
    passages: tuple[Passage, ...]
    spans: Mapping[str, Span]

    @property
    def differing(self) -> tuple[Passage, ...]:
        """The passages that were not found in the copy, in the order of ``passages``."""
        return tuple(passage for passage in self.passages if passage.id not in self.spans)

    @property
    def pointer(self) -> Pointer:
        """What is to be stored of the attachment: path and hash of the copy, and how many passages were found in it."""
        return Pointer(self.document.path, self.document.sha256, len(self.spans))

    def text_of(self, passage_id: str) -> str | None:
        """Return the text of a passage; None if the copy does not contain it."""
        span = self.spans.get(passage_id)
        return None if span is None else self.document.text[span[0] : span[1]]
