"""The edition of a reference, with its identity and the date of its content, and other references of the user."""

from datetime import date
from typing import NamedTuple

from coopviewer.domain.reference.vocabulary import Basis


class OtherReference(NamedTuple):
    """Another reference that the user has opened: path of its file (``place``), title, number of annotations on it."""

    place: str
    title: str
    annotations: int


class Edition(NamedTuple):
    """The identity of a reference file, and the date of its content.

    ``dataset`` is a URN that stays the same for every edition. The two ``as_of`` dates (ISO 8601) are the bounds of the
    one unknown day that the content describes; they are not a period during which all of it was true. In an imported
    reference (basis *stated*) they are the first and the last day on which activities were updated, or else files were
    generated. Both are None if no day is known. ``as_of_note`` says how they were determined. ``licence_note`` are the
    terms of use, in words;
    ``disclaimer`` says what the reference is not. ``subject`` is what it is about, in a few words; None: not said.
    ``content_sha256`` is the hash of all its content, in hexadecimal digits; empty until it is built.
    """

    id: str
    dataset: str
    title: str
    publisher: str
    as_of_earliest: str | None
    as_of_latest: str | None
    as_of_basis: Basis
    as_of_note: str
    licence_note: str
    disclaimer: str
    subject: str | None = None
    content_sha256: str = ""

    @property
    def as_of(self) -> tuple[date, date] | None:
        """``as_of_earliest`` and ``as_of_latest``, as dates; None if they are not known."""
        if self.as_of_earliest is None or self.as_of_latest is None:
            return None
        return date.fromisoformat(self.as_of_earliest), date.fromisoformat(self.as_of_latest)
