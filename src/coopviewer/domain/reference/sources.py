"""Sources, their passages, the kinds of relation, redirects of ids, and what the facts of a page refer to."""

from collections.abc import Mapping
from typing import NamedTuple

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.vocabulary import PassageKind


class Source(NamedTuple):
    """A document or standard that facts come from.

    ``url_basis`` says in words why ``url`` is None, or where the source was read from; None: there is no remark. None
    means for ``publisher``, ``language`` and ``version``: not known or not given. ``sha256`` is the hash of the
    document's bytes in hexadecimal; None for a standard, and for a source of curated data that is no single document or
    whose curator gave no hash. Only an imported file has a ``size`` (in bytes); it always has both.
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
    """A passage of a source: its range and its hash, without its text.

    The range, from ``char_start`` up to but without ``char_end``, counts Unicode code points. In a document,
    ``section`` is the heading above the passage, nested headings parted by ``›``, and ``locator`` the position below
    it, such as ``paragraph 2``. In an imported file a passage is an activity or a row: ``section`` is its identifier or
    title, ``locator`` its lines or row. ``ordinal`` is the passage's number in the source. ``sha256`` is the hash of
    the text as ``passage_sha256`` computes it, so that a copy of the document can be checked.
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
    the code of the IATI organisation role that it stands for, or the names of IATI elements, parted by commas
    (``recipient-country, recipient-region``); None if it stands for none.
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
    """The entries, passages and sources that the facts of a page refer to, each by its id.

    ``refs`` are the entries. ``legal_notes`` has the note of each of these entries that is a country with a mark
    (``Kosovo*``); each page that names such a country shows its note.
    """

    refs: Mapping[str, EntryRef]
    passages: Mapping[str, Passage]
    sources: Mapping[str, Source]
    legal_notes: tuple[Statement, ...]
