"""Sources, their passages, and the kinds of relation."""

from dataclasses import dataclass

from coopviewer.domain.reference.vocabulary import PassageKind


@dataclass(frozen=True, slots=True)
class Source:
    """A document or standard that facts come from.

    None means: ``publisher``, ``language``, ``version`` not known or not given; ``url`` not preserved, with
    ``url_basis`` saying so in words; ``sha256`` no single document to compare with.
    """

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    url_basis: str | None = None
    language: str | None = None
    version: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source, without its text.

    The range is half-open and counts Unicode code points; ``sha256`` is that of the passage's text in NFC with
    white space collapsed, so that whoever holds the document can check it.
    """

    id: str
    source_id: str
    ordinal: int
    kind: PassageKind
    section: str
    locator: str
    char_start: int
    char_end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A kind of relation: *is funded by*, and read from the other end *funds*.

    ``iati`` is an IATI organisation role or element, None where no code fits or no role is stated.
    """

    id: str
    label: str
    inverse_label: str
    subject_kinds: tuple[str, ...]
    object_kinds: tuple[str, ...]
    iati: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id that was renamed or merged, and since which edition."""

    old_id: str
    new_id: str
    edition_id: str
