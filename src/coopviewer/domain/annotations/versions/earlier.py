"""Versions of an annotation: what another author wrote into it is kept beside one's own words until it is reviewed.

Such a version is an annotation of its own. Its uuid follows from the uuid of the annotation that it is a version of and
from the uuid of its own author, so that the same author's next file changes it instead of adding another. It has a tag
until the user has decided about it. Earlier releases of the program made such versions; an import now stores a Version
(``version.py``) instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from coopviewer.domain.annotations.annotation import Annotation, Person

OTHER_VERSION = "another version"
"""The tag of a version that waits for a decision. It is data, like all tags, and not translated."""


class LocalHistory(NamedTuple):
    """What the journal of a file knows of an annotation.

    ``states`` are its former states as (revision, time of modification, note), and the present one, in no order.
    """

    states: frozenset[tuple[int, datetime, str]] = frozenset()

    def has(self, annotation: Annotation) -> bool:
        """Return whether an annotation has the revision, time of modification and note of one of the states."""
        return (annotation.revision, annotation.modified, annotation.body) in self.states


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """What another author wrote into an annotation, kept beside it until the user decides.

    ``annotation`` holds what the other author wrote, as an annotation of its own. ``own`` is the user's annotation that
    it is a version of, perhaps in the bin; None if the file does not have it any more. ``title`` is the title of the
    entry that is annotated, or the entry's id as long as the title is not known.
    """

    annotation: Annotation
    own: Annotation | None
    title: str

    @property
    def quotation(self) -> str:
        """The text that the annotation was made on; the whole note if it is on no text."""
        return self.annotation.quotation or self.annotation.body

    @property
    def suggestion(self) -> None:
        """Always None: the passage of a version needs no search. A Review has a suggestion under this name."""


def version_uuid(uuid: str, author: Person) -> str:
    """Return the uuid of an author's version of the annotation ``uuid``.

    It is computed from the two uuids, so that the same author and annotation always result in the same one.
    """
    return str(uuid5(NAMESPACE_URL, f"urn:coopviewer:version:{uuid}:{author.uuid}"))


def keep_version(annotation: Annotation, at: datetime) -> Annotation:
    """Return a version without the tag OTHER_VERSION: the user decided to keep it beside their own annotation.

    ``at`` is the time of the change. A version without the tag is returned unchanged.
    """
    tags = tuple(tag for tag in annotation.tags if tag != OTHER_VERSION)
    return annotation.changed(at, tags=tags) if tags != annotation.tags else annotation


def origin_of(version: Annotation, candidates: Iterable[str]) -> str | None:
    """Return the uuid among ``candidates`` of which ``version`` is a version; None if it is of none of them."""
    return next((uuid for uuid in candidates if version_uuid(uuid, version.creator) == version.uuid), None)
