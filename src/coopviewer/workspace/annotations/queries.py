"""Queries on the annotations file; each answer goes to the callback of the query."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.lists import (
    AnnotationFilter,
    FirstOfPage,
    HomeLists,
    ListedAnnotations,
    PageFacts,
    TagCount,
    ToReanchor,
    with_former,
)
from coopviewer.storage.annotations.to_reanchor import count_to_look_at
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob

_Answer = TypeVar("_Answer")
Answered = Callable[[_Answer], object]
FIRST = 24
"""Annotations of a page that are read first: more than fit into the height of a window."""
UNTIL_PAINTED = 40
"""Milliseconds in which the first annotations of a page are painted before the rest is read: two threads that run
Python code hinder each other."""
HEAD = 60
"""How many annotations of a list are read together with its uuids if it is not known how many rows are visible.

They are more than are likely to be visible.
"""


class AnnotationQueries:
    """Requests reads of the open annotations file; every call returns at once.

    The callback ``answered`` gets the result later, on the window's thread. If reading fails, the file session emits
    ``failed`` instead; if no file is open, nothing happens. A file may have annotations on several references. A query
    is about those on the session's ``dataset``, with these exceptions: a filter names its own dataset, uuids may be of
    any, and ``ask_home`` counts the others.
    """

    def __init__(self, file_session: AnnotationFileSession) -> None:
        """Read from the open file of a session."""
        self._file_session = file_session

    def ask_page(self, page: PageFacts, answered: Answered[tuple[Annotation, ...]]) -> None:
        """Request the annotations on a page's entry and on the facts of the page, the oldest first.

        ``answered`` gets them later. Annotations in the bin are left out.
        """
        self._file_session.put(partial(_on_page, self._file_session.dataset, page), answered)

    def ask_first(self, page: PageFacts, answered: Answered[FirstOfPage]) -> None:
        """Request the annotations of a page; if there are more than 24 (FIRST), only 24 to 47 of them.

        24 are more than fit into a window. If the answer has all of them (``complete``), the oldest come first. If
        not, those on the facts in ``page.shown`` come first, in the order of the page, then the oldest of the others.
        Annotations in the bin are left out.
        """
        self._file_session.put(partial(_first_on_page, self._file_session.dataset, page), answered)

    def ask_counts(self, answered: Answered[dict[str, int]], entry_ids: frozenset[str] | None = None) -> None:
        """Request how many annotations outside the bin each entry or source has, such as ``{"country/NE": 3}``.

        ``entry_ids``: only these are counted, with 0 where there is none; None: all that have any annotation. An
        annotation counts for the id that it was made with, even if its entry has another id in this edition.
        """
        self._file_session.put(partial(_counts, self._file_session.dataset, entry_ids), answered)

    def ask_to_reanchor(self, edition_sha256: str, answered: Answered[ToReanchor]) -> None:
        """Request how many annotations on passages are still to be searched for in an edition.

        Annotations about which the user has to decide count too. The answer also has the ids of all entries that are
        annotated as a whole, whether or not the edition has them. ``edition_sha256`` is the hash of the edition's
        content.
        """
        self._file_session.put(partial(_to_reanchor, self._file_session.dataset, edition_sha256), answered)

    def ask_tags(self, answered: Answered[tuple[TagCount, ...]]) -> None:
        """Request all tags of annotations outside the bin with their numbers of annotations, the most used first.

        ``answered`` gets them later.
        """
        self._file_session.put(partial(_tags, self._file_session.dataset), answered)

    def ask_authors(self, answered: Answered[tuple[Person, ...]]) -> None:
        """Request all authors of annotations, of those in the bin too, sorted by the code points of their names.

        ``answered`` gets them later.
        """
        self._file_session.put(partial(_authors, self._file_session.dataset), answered)

    def ask_list(
        self,
        wanted: AnnotationFilter,
        reference: Path,
        answered: Answered[ListedAnnotations],
        regions: Sequence[str] = (),
        *,
        head: int | None = None,
    ) -> None:
        """Request the uuids of the annotations that a filter selects, in the order that it names (``wanted.order``).

        ``reference``: the file that has the regions and the former ids of entries.
        ``regions``: ids of regions; only annotations on these and on entries in them are listed. Empty: no such
            limit.
        ``head`` None: the answer has all uuids, and no annotations. A number: it also has that many annotations
            from the beginning of the list, or all of a shorter one. If the uuids of the whole list would take long
            to find, it has only those of these first annotations, and ``complete`` is False.
        """
        self._file_session.put(partial(_list, wanted, reference, tuple(regions), head), answered)

    def ask_home(self, most: int, counted: int, answered: Answered[HomeLists]) -> None:
        """Request what the home page shows of the file: the bookmarks and notes changed last, at most ``most`` of each.

        ``answered`` gets them later, with how many there are of both, those of each motivation counted up to
        ``counted``, and how many annotations are on other references.
        """
        self._file_session.put(partial(_for_home, self._file_session.dataset, most, counted), answered)

    def ask_annotations(self, uuids: Sequence[str], answered: Answered[tuple[Annotation, ...]]) -> None:
        """Request annotations by their uuids, in this order, including those in the bin; unknown ones are left out.

        ``answered`` gets them later.
        """
        self._file_session.put(partial(_get, tuple(uuids)), answered)


# On the thread of the file


def _to_reanchor(dataset: str, edition_sha256: str, job: FileJob) -> ToReanchor:
    return count_to_look_at(job.kept.reader, dataset, edition_sha256)


def _list(
    wanted: AnnotationFilter, reference: Path, regions: tuple[str, ...], most: int | None, job: FileJob
) -> ListedAnnotations:
    asked = within_regions(wanted, reference, regions)
    lists = job.kept.reader.lists
    return ListedAnnotations(lists.uuids(asked)) if most is None else lists.head(asked, most)


def _for_home(dataset: str, most: int, counted: int, job: FileJob) -> HomeLists:
    return job.kept.reader.lists.for_home(dataset, most, counted)


def within_regions(wanted: AnnotationFilter, reference: Path, regions: tuple[str, ...]) -> AnnotationFilter:
    """Return the filter ``wanted``, limited to annotations on some regions and on entries in them.

    ``regions`` are the ids of the regions in the reference; regions inside these count too. Empty: they set no limit.
    If the result has ``entry_ids``, these include the former ids of the entries, which older annotations have. If
    neither ``regions`` nor ``wanted`` limits the entries, ``wanted`` is returned as it is. Raises EnvironmentFault if
    the reference cannot be read.
    """
    if not regions and wanted.entry_ids is None:
        return wanted
    store = ReferenceStore(reference)
    try:
        asked = [] if wanted.entry_ids is None else [with_former(wanted.entry_ids, store.former_ids)]
        if regions:
            asked.append(with_former(store.within(regions), store.former_ids))
        return wanted._replace(entry_ids=frozenset.intersection(*asked))
    finally:
        store.close()


def _get(uuids: tuple[str, ...], job: FileJob) -> tuple[Annotation, ...]:
    return job.kept.reader.get(uuids)


def _on_page(dataset: str, page: PageFacts, job: FileJob) -> tuple[Annotation, ...]:
    return job.kept.reader.lists.on_page(dataset, page)


def _first_on_page(dataset: str, page: PageFacts, job: FileJob) -> FirstOfPage:
    return job.kept.reader.lists.first_on_page(dataset, page, FIRST)


def _counts(dataset: str, entry_ids: frozenset[str] | None, job: FileJob) -> dict[str, int]:
    return job.kept.reader.lists.counts(dataset, entry_ids)


def _tags(dataset: str, job: FileJob) -> tuple[TagCount, ...]:
    return job.kept.reader.lists.tags(dataset)


def _authors(dataset: str, job: FileJob) -> tuple[Person, ...]:
    return job.kept.reader.lists.authors(dataset)
