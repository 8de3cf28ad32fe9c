"""Annotations: what a person says beside the facts, after the W3C Web Annotation Data Model.

https://www.w3.org/TR/annotation-model/; the file they lie in is described in ``docs/data.md``.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

CONTEXT = 32  # code points of text kept before and after a quotation
KEPT_IN_BIN = 90  # days
LONGEST_TAG = 200  # code points
# of control characters, also those that turn the direction of all that follows; white space is dealt with apart
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
# what no one sees: Unicode's Default_Ignorable_Code_Point, white space, and the blank of Braille
_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)
_UNSEEN_ENDS = " \u00ad\u200b\u200e\u200f\u2060"  # that join nothing and change no sign
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


class Motivation(StrEnum):
    """Why an annotation was made: words of the W3C's vocabulary."""

    BOOKMARKING = "bookmarking"
    COMMENTING = "commenting"
    HIGHLIGHTING = "highlighting"
    LINKING = "linking"
    QUESTIONING = "questioning"
    ASSESSING = "assessing"


class Colour(StrEnum):
    """The colour of a highlight; each is drawn with an underline of its own as well."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"


class AnnotationStatus(StrEnum):
    """How far a person is with what they noted."""

    OPEN_QUESTION = "open-question"
    TO_VERIFY = "to-verify"
    VERIFIED = "verified"
    DISPUTED = "disputed"


class AnchorStatus(StrEnum):
    """How the quotation of an annotation was found in the text of an edition."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHAN = "orphan"


class Decider(StrEnum):
    """Who found where an annotation stands."""

    PERSON = "person"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Person:
    """An author; ``uuid`` stays when the name is changed."""

    uuid: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """A stretch of a fact's text: TextQuoteSelector and TextPositionSelector in one.

    ``field`` is the column of the reference that holds the text (see ``domain/reference/fact_texts.py``). ``start``
    and ``end`` count code points of that text, ``exact`` is what stands between them, ``prefix`` and ``suffix`` are up
    to CONTEXT code points on either side.
    """

    fact_id: str
    field: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where an annotation stands in one edition; what was found once is never overwritten.

    ``edition`` is the edition's id, ``edition_sha256`` the hash of its content. ``score`` is how alike the texts are,
    from 0 to 1. An orphan's selector is that of the anchor before it.
    """

    selector: Selector
    edition: str
    edition_sha256: str
    status: AnchorStatus = AnchorStatus.EXACT
    score: float = 1.0
    decided_by: Decider = Decider.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One thing a person said about an entry, or about a passage of the text of one of its facts.

    ``revision`` counts from 1, one up whenever the annotation is changed and left. ``dataset`` is the URN of the
    reference it belongs to; ``entry_id`` an entry's or a source's id. ``target_entry_id`` is the far end of a link
    (motivation *linking*), None for all others. ``body`` is plain text. ``tags`` are in alphabetical order. Times are
    UTC. ``deleted_at`` None: it is not in the bin. ``anchors`` are in the order in which they were found; none: it
    stands on the entry as a whole.
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

    @property
    def anchor(self) -> Anchor | None:
        """Where it stands by what was found last; None where it stands on the entry as a whole."""
        return self.anchors[-1] if self.anchors else None

    @property
    def quotation(self) -> str:
        """The words it was made on, empty where it stands on the entry as a whole."""
        return self.anchors[0].selector.exact if self.anchors else ""

    @property
    def is_deleted(self) -> bool:
        """Whether it lies in the bin."""
        return self.deleted_at is not None

    def changed(self, at: datetime, **changes: Any) -> "Annotation":
        """Give the annotation with some fields changed, as its next revision."""
        if "tags" in changes:
            changes["tags"] = sorted_tags(changes["tags"])
        return replace(self, revision=self.revision + 1, modified=at, **changes)


def new_uuid() -> str:
    """Make the key of an annotation, a person or a tag."""
    return str(uuid4())


def utc_now() -> datetime:
    """Give the time, in UTC, to the millisecond, as it is kept."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def sorted_tags(tags: "tuple[str, ...] | list[str] | set[str]") -> tuple[str, ...]:
    """Give tags once each, in alphabetical order whatever their case."""
    cleaned = {clean: None for tag in tags if (clean := clean_tag(tag))}
    return tuple(sorted(cleaned, key=lambda tag: (tag.casefold(), tag)))


def clean_text(text: str) -> str:
    """Write text as a database keeps it: U+FFFD for NUL and halves of surrogate pairs, one for one: places hold."""
    return _UNKEPT.sub("\ufffd", text)


def clean_tag(tag: str) -> str:
    """Write a tag as it is kept: without ``#`` in front, white space single, no control characters, up to LONGEST_TAG.

    What joins signs, in Persian and in pictures, belongs to it, and so do signs that are newer than this program; what
    has no sign that is seen is no tag, and is empty.
    """
    return _whole_tag(tag)[:LONGEST_TAG].rstrip(_UNSEEN_ENDS)


def is_cut_tag(tag: str) -> bool:
    """Tell whether a tag is longer than what is kept of it."""
    return len(_whole_tag(tag)) > LONGEST_TAG


def _whole_tag(tag: str) -> str:
    said = " ".join(_CONTROLS.sub(" ", clean_text(tag)).split())
    said = said.strip(_UNSEEN_ENDS).lstrip(f"#{_UNSEEN_ENDS}")
    return "" if _UNSEEN.fullmatch(said) else said


def select(text: str, start: int, end: int, *, fact_id: str, field: str) -> Selector:
    """Make the selector of a stretch of a fact's text; places count code points."""
    return Selector(
        fact_id=fact_id,
        field=field,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(start - CONTEXT, 0) : start],
        suffix=text[end : end + CONTEXT],
    )
