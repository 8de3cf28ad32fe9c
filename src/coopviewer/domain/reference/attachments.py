"""Attachments: a person's own copy of a source's document, beside the passages that the reference knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coopviewer.domain.reference.passage_texts import Span
from coopviewer.domain.reference.sources import Passage, Source


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document as it was read from a file; ``sha256`` is that of the file's bytes."""

    path: Path
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """What is kept of an attachment: where the copy lies, the hash of its bytes, how many passages it held."""

    path: Path
    sha256: str
    found: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A copy that was compared with its source.

    ``passages`` are all that the source has, in order; ``places`` says where in the text each stands that was found.
    """

    source: Source
    document: DocumentText
    passages: tuple[Passage, ...]
    places: Mapping[str, Span]

    @property
    def differing(self) -> tuple[Passage, ...]:
        """The passages that the copy does not hold as the reference knows them."""
        return tuple(passage for passage in self.passages if passage.id not in self.places)

    @property
    def pointer(self) -> Pointer:
        """What to keep of it."""
        return Pointer(self.document.path, self.document.sha256, len(self.places))

    def text_of(self, passage_id: str) -> str | None:
        """Give a passage's own text; None where the copy does not hold it."""
        place = self.places.get(passage_id)
        return None if place is None else self.document.text[place[0] : place[1]]
