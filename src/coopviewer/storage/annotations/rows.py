"""The four tables that hold annotations: their columns, and the conversion of annotations to rows and back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from coopviewer.domain.annotations.annotation import (
    Anchor,
    AnchorStatus,
    Annotation,
    AnnotationStatus,
    Colour,
    Decider,
    Motivation,
    Person,
    Selector,
    clean_text,
    sorted_tags,
)

Row = dict[str, Any]
DEFAULTS = {"only_mine": 0}
"""The values of columns that are missing in rows which the journal recorded under an earlier schema.

A missing column that is not among them has the value None.
"""


class TableColumns(NamedTuple):
    """A table whose rows are recorded in the journal.

    ``key`` are the columns of its primary key; ``columns`` are all columns but those derived from others.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]

    def values_of(self, row: Row) -> tuple[Any, ...]:
        """Return the values of all columns of a row; a column that an earlier schema did not have has its default."""
        try:
            return tuple([row[column] for column in self.columns])
        except KeyError:
            return tuple(row.get(column, DEFAULTS.get(column)) for column in self.columns)

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """Return the values of the primary key of a row."""
        return tuple(row[column] for column in self.key)


class RowEdit(NamedTuple):
    """The edit of one row: its new content, or deletion if ``row`` is None.

    ``key`` has the values of the primary key. ``before`` is the row before the edit; None if there is none or it was
    not read yet.
    """

    table: TableColumns
    key: tuple[Any, ...]
    row: Row | None
    before: Row | None = None


ANNOTATION = TableColumns(
    "annotation",
    ("uuid",),
    (
        *("uuid", "revision", "dataset", "entry_id", "target_entry_id", "motivation", "body", "colour", "status"),
        *("creator", "created", "modified", "deleted_at", "changed_by", "only_mine"),
    ),
)
TAG = TableColumns("tag", ("uuid",), ("uuid", "name"))
ANNOTATION_TAG = TableColumns("annotation_tag", ("annotation_uuid", "tag_uuid"), ("annotation_uuid", "tag_uuid"))
ANCHOR = TableColumns(
    "anchor",
    ("number",),
    (
        *("number", "annotation_uuid", "edition", "edition_sha256", "fact_id", "field", "char_start", "char_end"),
        *("exact", "prefix", "suffix", "status", "score", "decided_by"),
    ),
)
TABLES = (ANNOTATION, TAG, ANNOTATION_TAG, ANCHOR)


def time_text(moment: datetime) -> str:
    """Return a moment as it is stored, such as ``2024-05-01T09:30:00.000Z``: in UTC, so that texts sort by time.

    Raises ValueError for a time without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without a time zone: {moment}")
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds')[:-6]}Z"  # without +00:00


def time_of(text: str) -> datetime:
    """Parse an ISO 8601 time, such as one that ``time_text`` wrote. Raises ValueError for other texts.

    The result has the time zone of the text, which is UTC in those of ``time_text``; none if the text has none.
    """
    return datetime.fromisoformat(text)


def annotation_row(annotation: Annotation) -> Row:
    """Return the row of an annotation for its table, which does not hold its tags and anchors.

    Its column ``changed_by`` is None if the creator changed the annotation last. NUL and surrogates in texts are
    replaced by U+FFFD.
    """
    target, changed_by = annotation.target_entry_id, _other_than_creator(annotation)
    return {
        "uuid": clean_text(annotation.uuid),
        "revision": annotation.revision,
        "dataset": clean_text(annotation.dataset),
        "entry_id": clean_text(annotation.entry_id),
        "target_entry_id": None if target is None else clean_text(target),
        "motivation": str(annotation.motivation),
        "body": clean_text(annotation.body),
        "colour": None if annotation.colour is None else str(annotation.colour),
        "status": None if annotation.status is None else str(annotation.status),
        "creator": clean_text(annotation.creator.uuid),
        "created": time_text(annotation.created),
        "modified": time_text(annotation.modified),
        "deleted_at": None if annotation.deleted_at is None else time_text(annotation.deleted_at),
        "changed_by": None if changed_by is None else clean_text(changed_by),
        "only_mine": int(annotation.only_mine),
    }


def _other_than_creator(annotation: Annotation) -> str | None:
    by = annotation.changed_by
    return None if by is None or by.uuid == annotation.creator.uuid else by.uuid


def anchor_row(number: int, annotation_uuid: str, anchor: Anchor) -> Row:
    """Return the row of an anchor; ``number`` is its primary key, which orders the anchors of an annotation.

    NUL and surrogates in texts are replaced by U+FFFD.
    """
    selector = anchor.selector
    return _clean(
        {
            "number": number,
            "annotation_uuid": annotation_uuid,
            "edition": anchor.edition,
            "edition_sha256": anchor.edition_sha256,
            "fact_id": selector.fact_id,
            "field": selector.field,
            "char_start": selector.start,
            "char_end": selector.end,
            "exact": selector.exact,
            "prefix": selector.prefix,
            "suffix": selector.suffix,
            "status": str(anchor.status),
            "score": float(anchor.score),
            "decided_by": str(anchor.decided_by),
        }
    )


def annotation_of(row: Row, people: Mapping[str, Person], tags: Iterable[str], anchors: Sequence[Anchor]) -> Annotation:
    """Return the annotation that a row of the table ``annotation`` holds, with its people, tags and anchors.

    ``people`` are persons by uuid; one who is missing there has no name. ``tags`` are names in any order. ``anchors``
    are in the order of their numbers, the oldest first. Raises ValueError for an unknown colour, status or motivation
    and for a text that is no time, and TypeError for a time that is no text; other values are not checked.
    """
    creator, changed_by = row["creator"], row["changed_by"]
    return Annotation(
        uuid=row["uuid"],
        revision=row["revision"],
        dataset=row["dataset"],
        entry_id=row["entry_id"],
        target_entry_id=row["target_entry_id"],
        motivation=Motivation(row["motivation"]),
        body=row["body"],
        colour=None if row["colour"] is None else Colour(row["colour"]),
        status=None if row["status"] is None else AnnotationStatus(row["status"]),
        creator=people.get(creator) or Person(creator, ""),
        created=time_of(row["created"]),
        modified=time_of(row["modified"]),
        deleted_at=None if row["deleted_at"] is None else time_of(row["deleted_at"]),
        tags=sorted_tags(tuple(tags)),
        anchors=tuple(anchors),
        changed_by=None if changed_by is None else people.get(changed_by) or Person(changed_by, ""),
        only_mine=bool(row["only_mine"]),
    )


def anchor_of(row: Mapping[str, Any]) -> Anchor:
    """Return the anchor of a row.

    Raises ValueError if this version of the program does not know the anchor's status or kind of decider.
    """
    selector = Selector(
        fact_id=row["fact_id"],
        field=row["field"],
        start=row["char_start"],
        end=row["char_end"],
        exact=row["exact"],
        prefix=row["prefix"],
        suffix=row["suffix"],
    )
    return Anchor(
        selector=selector,
        edition=row["edition"],
        edition_sha256=row["edition_sha256"],
        status=AnchorStatus(row["status"]),
        score=row["score"],
        decided_by=Decider(row["decided_by"]),
    )


def kept_tags(annotation: Annotation) -> tuple[str, ...]:
    """Return an annotation's tags as they are stored, in alphabetical order regardless of case.

    NUL and surrogates are replaced by U+FFFD, and tags are cut at 200 code points. Empty tags are left out. Of tags
    that differ only in case, the one that the annotation has first is kept.
    """
    return sorted_tags(tuple(map(clean_text, annotation.tags)))


def _clean(row: Row) -> Row:
    return {column: clean_text(value) if isinstance(value, str) else value for column, value in row.items()}
