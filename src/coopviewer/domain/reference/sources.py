"""Sources, their passages, the kinds of relation, and redirects of ids."""

from collections.abc import Mapping
from typing import NamedTuple

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.vocabulary import PassageKind


class Source(NamedTuple):
    """A document or standard that facts come from.

    None means for ``publisher``, ``language`` and ``version``: not known or not given; for ``url``: not preserved, with
    the reason in ``url_basis``; for ``sha256`` and ``size`` (bytes): there is no single document to compare with.
    """

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    url_basis: str | None = None
    language: str | None = None
    version: str | None = None
    sha256: str | None = None
    size: int | None = None


class Passage(NamedTuple):
    """The range of a passage in a source, without its text.

    The range is half-open and counts Unicode code points. ``ordinal`` is the position in the source's order, from 1;
    ``section`` the heading above it, nested ones parted by ``›``; ``locator`` the position in the section, in words for
    a reader. ``sha256`` is the hash of the passage's text in NFC with white space collapsed, so that a copy of the
    document can be checked.
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


class Predicate(NamedTuple):
    """A kind of relation: *is funded by*, and read from the other end *funds*.

    ``subject_kinds`` and ``object_kinds`` are the kinds of entries (EntryKind) that its two ends may have. ``iati`` is
    an IATI organisation role or element, None if no code fits or no role is stated.
    """

    id: str
    label: str
    inverse_label: str
    subject_kinds: tuple[str, ...]
    object_kinds: tuple[str, ...]
    iati: str | None = None


class Redirect(NamedTuple):
    """The new id of an entry or fact that was renamed or merged, and the edition in which that happened."""

    old_id: str
    new_id: str
    edition_id: str


class Lookup(NamedTuple):
    """The entries, passages and sources that the facts of a page refer to, by id.

    ``refs`` are the entries. ``legal_notes`` are the notes, in no mapping, for those of the entries that are countries
    with a mark (``Kosovo*``); each page that names such a country shows its note.
    """

    refs: Mapping[str, EntryRef]
    passages: Mapping[str, Passage]
    sources: Mapping[str, Source]
    legal_notes: tuple[Statement, ...]
