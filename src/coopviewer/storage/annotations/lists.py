"""Reading an annotations file: the annotations of a page, lists of annotations, and counts."""

import sqlite3
from collections.abc import Iterable

from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.domain.annotations.lists import (
    BOOKMARKS,
    NOTES,
    AnnotationFilter,
    FirstOfPage,
    FoundAnnotations,
    HomeLists,
    ListedAnnotations,
    PageFacts,
    TagCount,
)
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.queries import (
    count_entries,
    count_tags,
    find_uuids,
    first_uuids_on_page,
    head_uuids,
    read_annotations,
    uuids_on_page,
)


class AnnotationLists:
    """Reads lists of annotations from one file; every method raises EnvironmentFault if the file cannot be read.

    ``dataset`` is the URN of a reference, since one file may have annotations on several. Only annotations on that one
    are read, except by ``for_home``, which counts the others.
    """

    def __init__(self, file: AnnotationFile) -> None:
        """Read from this file, on the thread that opened it."""
        self._file = file

    def on_page(self, dataset: str, page: PageFacts) -> tuple[Annotation, ...]:
        """Return the annotations outside the bin on a page's entry, or whose last anchor is in a fact of the page.

        They are sorted by time of creation, the oldest first.
        """
        with self._file.reading() as connection:
            return read_annotations(connection, uuids_on_page(connection, dataset, page))

    def first_on_page(self, dataset: str, page: PageFacts, most: int) -> FirstOfPage:
        """Return about ``most`` annotations of a page, outside the bin: first those on its shown facts, then others.

        If facts have several annotations, there may be more than ``most``, but less than twice as many. Those on facts
        are in the order of the page, the others by time of creation, the oldest first. If ``complete`` is True, the
        result has all annotations of the page, all by time of creation.
        """
        with self._file.reading() as connection:
            uuids, complete = first_uuids_on_page(connection, dataset, page, most)
            return FirstOfPage(read_annotations(connection, uuids), complete)

    def counts(self, dataset: str, entry_ids: frozenset[str] | None = None) -> dict[str, int]:
        """Count annotations outside the bin by entry id.

        ``entry_ids`` are the entries, each of which has a count, perhaps 0; None: all entries that have annotations.
        """
        with self._file.reading() as connection:
            return count_entries(connection, dataset, entry_ids)

    def tags(self, dataset: str) -> tuple[TagCount, ...]:
        """Return the tags that a dataset's annotations outside the bin have, each with how many of these have it.

        The most used tag comes first; tags used equally often are sorted by name.
        """
        with self._file.reading() as connection:
            return count_tags(connection, dataset)

    def authors(self, dataset: str) -> tuple[Person, ...]:
        """List the authors of the dataset's annotations, also of those in the bin: each person once, sorted by name."""
        query = (
            "SELECT uuid, name FROM person p WHERE EXISTS "
            "(SELECT 1 FROM annotation WHERE creator = p.uuid AND dataset = ?) ORDER BY name, uuid"
        )
        with self._file.reading() as connection:
            return tuple(Person(*row) for row in connection.execute(query, (dataset,)))

    def find(self, asked: AnnotationFilter, offset: int = 0, limit: int = 200) -> FoundAnnotations:
        """Return annotations that a filter selects, in its order: at most ``limit``, from the index ``offset`` on."""
        with self._file.reading() as connection:
            total, uuids = find_uuids(connection, asked, offset, limit)
            return FoundAnnotations(total, offset, read_annotations(connection, uuids))

    def head(self, asked: AnnotationFilter, most: int) -> ListedAnnotations:
        """Return the first annotations of a list, at most ``most``, and uuids.

        The uuids are those of the whole list. Only where all would take long, as of thousands sorted by modification,
        are they those of the first annotations alone; ``complete`` is then False.
        """
        with self._file.reading() as connection:
            uuids, complete = head_uuids(connection, asked, most)
            return ListedAnnotations(tuple(uuids), read_annotations(connection, uuids[:most]), complete)

    def for_home(self, dataset: str, most: int, counted: int) -> HomeLists:
        """Return the bookmarks and notes changed last, at most ``most`` of each, and how many there are of both.

        Annotations of each motivation are counted up to ``counted`` only, since with very many a start would wait for
        that.
        """

        def latest(motivations: frozenset[Motivation]) -> tuple[tuple[Annotation, ...], int]:
            uuids, _ = head_uuids(connection, AnnotationFilter(dataset, motivations=motivations), most)
            total = _count_motivations(connection, dataset, motivations, counted)
            return read_annotations(connection, uuids[:most]), total

        with self._file.reading() as connection:
            return HomeLists(*latest(BOOKMARKS), *latest(NOTES), _count_elsewhere(connection, dataset))

    def uuids(self, asked: AnnotationFilter) -> tuple[str, ...]:
        """Return the uuids of all annotations that a filter selects, in its order."""
        with self._file.reading() as connection:
            return tuple(find_uuids(connection, asked)[1])


def _count_motivations(
    connection: sqlite3.Connection, dataset: str, motivations: Iterable[Motivation], most: int
) -> int:
    """Count the annotations outside the bin that have one of these motivations, those of each up to ``most``."""
    query = (
        "SELECT count(*) FROM (SELECT 1 FROM annotation INDEXED BY annotation_by_motivation "
        "WHERE dataset = ? AND motivation = ? AND deleted_at IS NULL LIMIT ?)"
    )
    return sum(connection.execute(query, (dataset, str(each), most)).fetchone()[0] for each in motivations)


def _count_elsewhere(connection: sqlite3.Connection, dataset: str) -> dict[str, int]:
    query = "SELECT dataset, count(*) FROM annotation WHERE deleted_at IS NULL AND dataset {} ? GROUP BY dataset"
    # two ranges of an index, of which the one between is not read
    parts = [connection.execute(query.format(side), (dataset,)).fetchall() for side in "<>"]
    return {other: count for part in parts for other, count in part}
