"""Listing: what there is of a person's annotations, asked for and told when it is read."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.lists import (
    AnnotationFilter,
    FirstOfPage,
    ListedAnnotations,
    PageFacts,
    TagCount,
)
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob

FIRST = 24
"""Annotations of a page that are asked for first: more than a window is high."""
UNTIL_PAINTED = 40
"""Milliseconds that the first of them take to be painted, before the rest is asked for: two threads at work in Python
hinder each other."""
HEAD = 60
"""Annotations at the head of a list that come with it where nobody knows how many are seen: more than is likely."""


class AnnotationQueries(QObject):
    """Reads from the file that is open; every call returns at once."""

    page_begun = Signal(str, object)
    """Of a page with many annotations those that come first in it: as ``page_listed``, which has to be asked for."""
    page_listed = Signal(str, object)
    """The annotations of a page: the id that it was asked for, and a tuple of Annotation in no order."""
    counts_listed = Signal(object)
    """How many annotations each entry has, by its id; entries without one are left out."""
    tags_listed = Signal(object)
    """All tags (a tuple of TagCount), the most used first."""
    authors_listed = Signal(object)
    """Everyone who wrote annotations (a tuple of Person), by name."""
    listed = Signal(object, object)
    """A list, or the head of a long one: its AnnotationFilter, and ListedAnnotations."""
    rows_read = Signal(object, object)
    """Annotations that were asked for (a tuple of uuids): a tuple of those that are there."""

    def __init__(self, file_session: AnnotationFileSession) -> None:
        """Read what is kept there."""
        super().__init__(file_session)
        self._file_session = file_session

    def ask_page(self, page: PageFacts) -> None:
        """Ask for the annotations of a page: those of its entry and those on its facts."""
        work = partial(_on_page, self._file_session.dataset, page)
        self._file_session.put(work, partial(self.page_listed.emit, page.entry_id))

    def ask_first(self, page: PageFacts) -> None:
        """Ask as ``ask_page`` does, but where there are many only for those that come first in the page."""
        work = partial(_first_on_page, self._file_session.dataset, page)
        self._file_session.put(work, partial(self._tell_first, page.entry_id))

    def ask_counts(self) -> None:
        """Ask how many annotations each entry has."""
        self._file_session.put(partial(_counts, self._file_session.dataset), self.counts_listed.emit)

    def ask_tags(self) -> None:
        """Ask for all tags."""
        self._file_session.put(partial(_tags, self._file_session.dataset), self.tags_listed.emit)

    def ask_authors(self) -> None:
        """Ask who wrote annotations."""
        self._file_session.put(partial(_authors, self._file_session.dataset), self.authors_listed.emit)

    def list(
        self, wanted: AnnotationFilter, reference: Path, regions: Sequence[str] = (), *, head: int | None = None
    ) -> None:
        """Ask which annotations fit; with ``regions``, those about what stands in them in a reference.

        ``head``: of a long list only so many that come first, the rest being asked for once they are shown.
        """
        self._file_session.put(
            partial(_list, wanted, reference, tuple(regions), head), partial(self.listed.emit, wanted)
        )

    def read(self, uuids: Sequence[str]) -> None:
        """Ask for annotations by their uuids."""
        self._file_session.put(partial(_get, tuple(uuids)), partial(self.rows_read.emit, tuple(uuids)))

    def _tell_first(self, entry_id: str, first: FirstOfPage) -> None:
        told = self.page_listed if first.complete else self.page_begun
        told.emit(entry_id, first.annotations)


# On the thread of the file


def _list(
    wanted: AnnotationFilter, reference: Path, regions: tuple[str, ...], most: int | None, job: FileJob
) -> ListedAnnotations:
    asked = _within(wanted, reference, regions) if regions else wanted
    return (
        ListedAnnotations(job.kept.store.lists.uuids(asked)) if most is None else job.kept.store.lists.head(asked, most)
    )


def _within(wanted: AnnotationFilter, reference: Path, regions: tuple[str, ...]) -> AnnotationFilter:
    store = ReferenceStore(reference)
    try:
        return replace(wanted, entry_ids=store.within(regions))
    finally:
        store.close()


def _get(uuids: tuple[str, ...], job: FileJob) -> tuple[Annotation, ...]:
    return job.kept.store.get(uuids)


def _on_page(dataset: str, page: PageFacts, job: FileJob) -> tuple[Annotation, ...]:
    return job.kept.store.lists.on_page(dataset, page)


def _first_on_page(dataset: str, page: PageFacts, job: FileJob) -> FirstOfPage:
    return job.kept.store.lists.first_on_page(dataset, page, FIRST)


def _counts(dataset: str, job: FileJob) -> dict[str, int]:
    return job.kept.store.lists.counts(dataset)


def _tags(dataset: str, job: FileJob) -> tuple[TagCount, ...]:
    return job.kept.store.lists.tags(dataset)


def _authors(dataset: str, job: FileJob) -> tuple[Person, ...]:
    return job.kept.store.lists.authors(dataset)
