"""The edition of a reference: its identity, and the date of its content."""

from typing import NamedTuple

from coopviewer.domain.reference.vocabulary import Basis


class Edition(NamedTuple):
    """The identity of a reference file, and the date of its content.

    ``dataset`` is a URN that stays the same for every edition. The two ``as_of`` dates (ISO 8601) are the bounds of the
    one unknown day that the content describes; they are not a period during which all of it was true.
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
