"""Annotations: notes, highlights, links and bookmarks beside the facts, after the W3C Web Annotation Data Model.

https://www.w3.org/TR/annotation-model/; the file that stores them is described in ``docs/annotations-file.md``.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from os import urandom
from typing import Any

from coopviewer.domain.digests import uuid_text
from coopviewer.domain.values import value

CONTEXT = 32  # code points of text stored before and after a quotation
DAYS_IN_BIN = 90  # days
LONGEST_TAG = 200  # code points
# patterns are compiled when they are used first: that takes longer than the import of this module
# control characters, with those that change the direction of all text after them; white space is handled separately
_CONTROLS = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
# invisible characters: Unicode's Default_Ignorable_Code_Point, white space, and the blank of Braille
_INVISIBLE = (
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)
_INVISIBLE_ENDS = " \u00ad\u200b\u200e\u200f\u2060"  # those that join nothing and change no other character
_NOT_STORABLE = "[\x00\ud800-\udfff]"


class Motivation(StrEnum):
    """Why an annotation was made: terms of the W3C's vocabulary."""

    BOOKMARKING = "bookmarking"
    COMMENTING = "commenting"
    HIGHLIGHTING = "highlighting"
    LINKING = "linking"
    QUESTIONING = "questioning"
    ASSESSING = "assessing"


class Colour(StrEnum):
    """The colour of a highlight; each colour also has its own style of underline."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"


class AnnotationStatus(StrEnum):
    """How far the author has verified what an annotation says."""

    OPEN_QUESTION = "open-question"
    TO_VERIFY = "to-verify"
    VERIFIED = "verified"
    DISPUTED = "disputed"


class AnchorStatus(StrEnum):
    """How the quotation of an annotation was found in the text of an edition.

    EXACT: in its place. MOVED: elsewhere, with the same text. CHANGED: with another text. ORPHAN: not at all.
    """

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHAN = "orphan"


class Decider(StrEnum):
    """Who decided where an anchor is: the user, also by accepting what the program suggested, or the program."""

    PERSON = "person"
    PROGRAM = "program"


@value(frozen=True, slots=True)
class Person:
    """An author; ``uuid`` stays the same when the name changes."""

    uuid: str
    name: str


@value(frozen=True, slots=True, kw_only=True)
class Selector:
    """A range of a fact's text: TextQuoteSelector and TextPositionSelector in one.

    ``field`` is the column of the reference that holds the text (see ``domain/reference/fact_texts.py``). ``start`` and
    ``end`` count code points of that text, ``exact`` is the text between them, ``prefix`` and ``suffix`` are up to
    32 code points (CONTEXT) before and after it.
    """

    fact_id: str
    field: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@value(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where an annotation is in one edition; an anchor is never overwritten.

    ``edition`` is the edition's id, ``edition_sha256`` the hash of its content. ``score`` is the similarity of the text
    found to the annotated one, from 0 to 1. If the passage was not found (an orphan), ``selector`` is the selector of
    the anchor before this one, or, for an imported annotation, the selector that its file has.
    """

    selector: Selector
    edition: str
    edition_sha256: str
    status: AnchorStatus = AnchorStatus.EXACT
    score: float = 1.0
    decided_by: Decider = Decider.PERSON


@value(frozen=True, slots=True, kw_only=True)
class Annotation:
    """An author's note, highlight, link or bookmark on an entry, or on a passage of the text of one of its facts.

    ``revision`` counts from 1 (0: without content, not stored) and increases with each finished change. ``dataset`` is
    the URN of the reference it belongs to; ``entry_id`` an entry's or a source's id. ``target_entry_id`` is the target
    of a link (motivation *linking*), None for all others. ``body`` is plain text. ``tags`` are in alphabetical order.
    Times are UTC. ``deleted_at`` None: it is not in the bin. ``anchors`` are in the order in which they were found;
    empty: it is on the entry as a whole. ``changed_by`` is the person who changed it last, None: its author.
    ``only_mine``: it is never published to a team.
    """

    uuid: str
    revision: int
    dataset: str
    entry_id: str
    motivation: Motivation
    creator: Person
    created: datetime
    modified: datetime
    body: str = ""
    colour: Colour | None = None
    status: AnnotationStatus | None = None
    target_entry_id: str | None = None
    tags: tuple[str, ...] = ()
    deleted_at: datetime | None = None
    anchors: tuple[Anchor, ...] = ()
    changed_by: Person | None = None
    only_mine: bool = False

    @property
    def anchor(self) -> Anchor | None:
        """The anchor found last; None where the annotation is on the entry as a whole."""
        return self.anchors[-1] if self.anchors else None

    @property
    def quotation(self) -> str:
        """The text that the annotation was first made on; empty where it is on the entry as a whole."""
        return self.anchors[0].selector.exact if self.anchors else ""

    @property
    def is_deleted(self) -> bool:
        """Whether the annotation is in the bin."""
        return self.deleted_at is not None

    def changed(self, at: datetime, **changes: Any) -> "Annotation":
        """Return the annotation's next revision, in which the fields that ``changes`` names have new values.

        ``at`` is the time of the change. Tags are put in the form that ``sorted_tags`` returns. ``changed_by``
        stays as it is unless ``changes`` names it.
        """
        if "tags" in changes:
            changes["tags"] = sorted_tags(changes["tags"])
        return replace(self, revision=self.revision + 1, modified=at, **changes)


def new_uuid() -> str:
    """Return a new key for an annotation, a person or a tag: a random UUID, version 4 (RFC 9562, section 5.4).

    It is made without the module ``uuid``, which takes longer to import than this module.
    """
    return uuid_text(int.from_bytes(urandom(16)), 4)


def utc_now() -> datetime:
    """Return the present time in UTC, to the millisecond, as it is stored."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


@lru_cache(maxsize=4096)
def tag_key(tag: str) -> str:
    """Return the form by which tags are compared: the tag as it is stored, without differences of case.

    Empty for a tag without any visible character.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", clean_tag(tag)).casefold())


def distinct_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags in their order, each as ``clean_tag`` returns it; of tags that differ only in case, the first.

    Tags without any visible character are left out.
    """
    found: dict[str, str] = {}
    for tag in tags:
        clean = clean_tag(tag)
        if clean:
            found.setdefault(tag_key(clean), clean)
    return tuple(found.values())


def sorted_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags, each as it is stored, in alphabetical order regardless of case.

    Of tags that differ only in case the first is taken. Tags without any visible character are left out.
    """
    if not tags:
        return ()
    ordered = sorted(tags) if isinstance(tags, set | frozenset) else tags  # a set has no order
    return tuple(sorted(distinct_tags(ordered), key=lambda tag: (tag_key(tag), tag)))


def clean_text(text: str) -> str:
    """Return text as a database stores it: NUL and surrogates replaced by U+FFFD, so that offsets stay the same."""
    if "\0" not in text and (text.isascii() or _is_storable(text)):
        return text
    return re.sub(_NOT_STORABLE, "\ufffd", text)


def _is_storable(text: str) -> bool:
    """Return whether a text has no surrogates; ten times as fast for a long text as the regular expression."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=4096)
def clean_tag(tag: str) -> str:
    """Return a tag as it is stored: in Unicode's form NFC, cut at 200 code points (LONGEST_TAG).

    Every ``#`` in front is removed; white space and control characters become single blanks within it, and are removed
    at its ends. Joiners, as in Persian and in emoji, are part of it, and so are characters newer than this program. A
    tag without any visible character is returned as an empty string.
    """
    return _whole_tag(tag)[:LONGEST_TAG].rstrip(_INVISIBLE_ENDS)


def is_cut_tag(tag: str) -> bool:
    """Return whether a tag is longer than 200 code points (LONGEST_TAG), so that its end is not stored."""
    return len(_whole_tag(tag)) > LONGEST_TAG


def _whole_tag(tag: str) -> str:
    cleaned = " ".join(re.sub(_CONTROLS, " ", clean_text(unicodedata.normalize("NFC", tag))).split())
    cleaned = cleaned.strip(_INVISIBLE_ENDS).lstrip(f"#{_INVISIBLE_ENDS}")
    return "" if re.fullmatch(_INVISIBLE, cleaned) else cleaned


def select(text: str, start: int, end: int, *, fact_id: str, field: str) -> Selector:
    """Return the selector of the range from ``start`` up to ``end`` of a fact's text; offsets count code points.

    ``field`` is the column of the reference that holds the text.
    """
    return Selector(
        fact_id=fact_id,
        field=field,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(start - CONTEXT, 0) : start],
        suffix=text[end : end + CONTEXT],
    )
