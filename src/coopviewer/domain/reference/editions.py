"""The edition: which reference a file is, and as of when it speaks."""

from dataclasses import dataclass

from coopviewer.domain.reference.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Edition:
    """The file itself: which reference it is, and as of when it speaks.

    ``dataset`` is a URN that stays the same for every edition. The two dates bound the one unknown day that the
    source speaks of (not a span during which all of it held), ISO 8601.
    """

    id: str
    dataset: str
    title: str
    publisher: str
    as_of_earliest: str
    as_of_latest: str
    as_of_basis: Basis
    as_of_note: str
    licence_note: str
    disclaimer: str
    content_sha256: str = ""
