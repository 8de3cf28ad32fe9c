"""Merging of imported annotations with stored ones: nothing changed here is replaced, and no words are dropped.

What another author changed in an annotation is kept beside it, as that author's version.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.exchange import ImportPlan
from coopviewer.domain.annotations.versions import LocalHistory, as_version, version_uuid, without_mark

NO_AUTHOR = Person("8b0f1a52-6d5c-5f0e-9c4b-5b7f3f1c2f0a", "")
"""The author of a version if the file does not say who changed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredState:
    """What is stored before an import.

    ``annotations`` are those with the uuids of the imported ones and of their versions, ``histories`` what the journal
    knows of them, both by uuid. ``owner`` is the owner of the file, ``sender`` that of the imported file, None if it is
    not known.
    ``dataset`` is that of the open reference; None: no reference is open, and no annotation counts as elsewhere.
    """

    annotations: Mapping[str, Annotation]
    histories: Mapping[str, LocalHistory] = field(default_factory=dict)
    owner: Person = NO_AUTHOR
    sender: Person | None = None
    dataset: str | None = None

    def author_of_version(self, annotation: Annotation) -> Person:
        """Return the person under whose name an imported version is kept: the sender, else the annotation's author.

        The owner of the annotations file is never chosen. NO_AUTHOR: there is no other person.
        """
        for person in (self.sender, annotation.creator):
            if person is not None and person.uuid != self.owner.uuid:
                return person
        return NO_AUTHOR

    def version_of(self, annotation: Annotation) -> str:
        """Return the uuid of the version as which an imported annotation is kept beside the stored one.

        It follows from the uuids of the annotation and of the version's author, so it is the same for each import.
        """
        return version_uuid(annotation.uuid, self.author_of_version(annotation))

    def may_replace(self, annotation: Annotation) -> bool:
        """Return whether an imported annotation may replace the stored one, which must be there.

        It may if its author wrote it, and since it was last imported nobody has changed it here.
        """
        stored = self.annotations[annotation.uuid]
        by_author = self.sender is None or self.sender.uuid == annotation.creator.uuid
        is_unchanged = self.histories.get(annotation.uuid, LocalHistory()).only_imported
        is_others = stored.creator.uuid == annotation.creator.uuid != self.owner.uuid
        return annotation.revision > stored.revision and by_author and is_unchanged and is_others


def plan_import(stored: StoredState, incoming: Iterable[Annotation]) -> ImportPlan:
    """Compare the imported annotations ``incoming`` with stored ones, and return the plan of what is done with each.

    Of several revisions of one annotation in the file the highest counts.
    """
    merge = _Merge(stored)
    for annotation in incoming:
        merge.add(annotation)
    return merge.plan


class _Merge:
    """Sorts imported annotations into the parts of a plan."""

    def __init__(self, stored: StoredState) -> None:
        self._stored = stored
        self._new: dict[str, Annotation] = {}
        self._newer: dict[str, Annotation] = {}
        self._beside: dict[str, Annotation] = {}
        self._same: list[Annotation] = []
        self._older: list[Annotation] = []

    @property
    def plan(self) -> ImportPlan:
        """The plan for all annotations so far."""
        written = (*self._new.values(), *self._newer.values(), *self._beside.values())
        dataset = self._stored.dataset
        return ImportPlan(
            new=tuple(self._new.values()),
            newer=tuple(self._newer.values()),
            same=tuple(self._same),
            older=tuple(self._older),
            beside=tuple(self._beside.values()),
            elsewhere=tuple(each for each in written if dataset is not None and each.dataset != dataset),
        )

    def add(self, annotation: Annotation) -> None:
        """Add the next annotation of the file."""
        before = self._stored.annotations.get(annotation.uuid)
        if before is None:
            self._add_new(annotation)
        elif has_same_content(annotation, before):
            self._same.append(annotation)
        elif self._stored.histories.get(annotation.uuid, LocalHistory()).has(annotation):
            self._older.append(annotation)
        elif self._stored.may_replace(annotation):
            self._accept(self._newer, annotation)
        else:
            self._keep_beside(annotation, before)

    def _add_new(self, annotation: Annotation) -> None:
        accepted = self._new.get(annotation.uuid)
        if accepted is None or annotation.revision != accepted.revision:
            self._accept(self._new, annotation)
        elif has_same_content(annotation, accepted):
            self._same.append(annotation)
        else:
            self._keep_beside(annotation, accepted)

    def _accept(self, part: dict[str, Annotation], annotation: Annotation) -> None:
        accepted = part.get(annotation.uuid)
        if accepted is None or annotation.revision > accepted.revision:
            part[annotation.uuid] = annotation
        else:
            self._older.append(annotation)

    def _keep_beside(self, annotation: Annotation, before: Annotation) -> None:
        """Add a version, unless its words are here already: in the annotation itself, or in the stored version."""
        version = as_version(annotation, self._stored.author_of_version(annotation))
        if annotation.is_deleted and _words(annotation) == _words(before):
            self._older.append(annotation)
            return
        there = self._stored.annotations.get(version.uuid)
        while there is not None:
            if _core(without_mark(there)) == _core(without_mark(version)):
                self._same.append(annotation)
                return
            history = self._stored.histories.get(version.uuid, LocalHistory())
            if history.only_imported and version.revision > there.revision:
                break  # the author's next version, of one that nobody has changed here
            version = as_version(version, version.creator)
            there = self._stored.annotations.get(version.uuid)
        self._accept(self._beside, version)


def has_same_content(one: Annotation, other: Annotation) -> bool:
    """Return whether two annotations have the same content.

    The author's name and anchors after the first are ignored: they may change without a new revision. So are revision
    and time of modification, which differ where the same change was made twice.
    """
    return _core(one) == _core(other)


def _core(annotation: Annotation) -> Annotation:
    creator = replace(annotation.creator, name="")
    return replace(annotation, creator=creator, anchors=annotation.anchors[:1], revision=1, modified=annotation.created)


def _words(annotation: Annotation) -> tuple[str, tuple[str, ...]]:
    return annotation.body, annotation.tags
