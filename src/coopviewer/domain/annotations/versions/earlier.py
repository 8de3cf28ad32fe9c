"""Versions of an annotation as earlier releases of the program stored them: as annotations of their own.

Such a version is what another author wrote into an annotation, kept beside the user's own words. It has the tag
OTHER_VERSION until the user has decided about it. Its uuid is computed from those of the annotation and of the other
author, so that a later import from this author changed the version instead of adding another. An import now stores a
Version (``version.py``) instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.digests import uuid_of_name

OTHER_VERSION = "another version"
"""The tag of a version by another author until the user has decided about it. It is data, like all tags, and not
translated."""


class LocalHistory(NamedTuple):
    """What the journal of an annotations file, its list of all changes, knows of one annotation.

    ``states`` are the former states of the annotation and its present one, in no order, each as its revision, its time
    of modification and its note.
    """

    states: frozenset[tuple[int, datetime, str]] = frozenset()

    def has(self, annotation: Annotation) -> bool:
        """Return whether ``states`` has an annotation's revision, time of modification and note, all three together."""
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
        """The text that this version of the annotation is on; the whole note of this version if it is on no text."""
        return self.annotation.quotation or self.annotation.body

    @property
    def suggestion(self) -> None:
        """Always None: a version is on the same passage, so that no place is suggested for it.

        The field is here because versions are listed together with annotations whose passage was not found, which may
        have one.
        """


def version_uuid(uuid: str, author: Person) -> str:
    """Return the uuid of an author's version of the annotation ``uuid``.

    It is computed from the two uuids, so that the same author and annotation always result in the same one.
    """
    return uuid_of_name(f"urn:coopviewer:version:{uuid}:{author.uuid}")


def keep_version(annotation: Annotation, at: datetime) -> Annotation:
    """Return a version without the tag OTHER_VERSION, since the user decided to keep it as a further annotation.

    ``annotation`` is the version, ``at`` the time of the change. A version without the tag is returned unchanged.
    """
    tags = tuple(tag for tag in annotation.tags if tag != OTHER_VERSION)
    return annotation.changed(at, tags=tags) if tags != annotation.tags else annotation


def origin_of(version: Annotation, candidates: Iterable[str]) -> str | None:
    """Return the uuid of the annotation that ``version`` is a version of; None if it is not among ``candidates``.

    It is the one from which ``version_uuid``, with the author of ``version``, computes the uuid of ``version``.
    """
    return next((uuid for uuid in candidates if version_uuid(uuid, version.creator) == version.uuid), None)
