"""Reading the annotations of several entries at once, and which entries have a tag, a bookmark or any annotation."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.lists import BOOKMARKS, AnnotationFilter, Order
from coopviewer.storage.annotations.reader import AnnotationReader

_LIVING = "FROM annotation a WHERE a.dataset = ? AND a.deleted_at IS NULL"
_ANCHORS = "CROSS JOIN anchor x ON x.annotation_uuid = a.uuid WHERE"


class OwnAnnotations(NamedTuple):
    """What ``read_own`` reads from one annotations file; ``entries`` and ``shown`` are empty if not asked for.

    ``entries``: ids of the entries and sources with a certain tag, or with a bookmark, sorted by when their
    earliest such annotation was created, the oldest first. An id is that which the annotation names, perhaps a former
    one.
    ``shown``: the annotations of certain entries, by the entry's present id, the oldest first. Those without
    text, quotation, tag and link, such as plain bookmarks, are left out.
    ``owner``: the owner of the file; None if no file was read.
    """

    entries: tuple[str, ...] = ()
    shown: Mapping[str, tuple[Annotation, ...]] = MappingProxyType({})
    owner: Person | None = None


def read_own(path: Path, dataset: str, ids: Mapping[str, str], *, tag: str, bookmarks: bool) -> OwnAnnotations:
    """Read which entries have a tag, or a bookmark, and the annotations of certain entries.

    ``tag``: look for the entries with this tag, and read only annotations with it. Empty: with or without tags.
    ``bookmarks``: if ``tag`` is empty, look for the entries with a bookmark. With neither, no entries are looked for.
    ``ids``: the entries whose annotations are read. Keys are ids that annotations may name, present and former ones;
    values are the present ids.

    Annotations in the bin, and on references other than that with the URN ``dataset``, do not count. Raises
    EnvironmentFault if the file cannot be read.
    """
    reader = AnnotationReader.open(path, read_only=True)
    try:
        tags = frozenset({tag} if tag else ())
        asked = AnnotationFilter(dataset, tags=tags, order=Order.CREATED, descending=False)
        entries: dict[str, str] = {}
        if tag or bookmarks:
            chosen = asked if tag else asked._replace(motivations=BOOKMARKS)
            entries = {each.entry_id: "" for each in reader.get(reader.lists.uuids(chosen))}
        shown: dict[str, list[Annotation]] = {}
        if ids:
            for each in reader.get(reader.lists.uuids(asked._replace(entry_ids=frozenset(ids)))):
                if each.body or each.quotation or each.tags or each.target_entry_id:
                    shown.setdefault(ids[each.entry_id], []).append(each)
        return OwnAnnotations(tuple(entries), {key: tuple(each) for key, each in shown.items()}, reader.person)
    finally:
        reader.close()


def read_all_own(path: Path, dataset: str) -> Mapping[str, tuple[Annotation, ...]]:
    """Read all annotations of a reference with text, quotation, tag or link, by the id of their entry or source.

    The id is the one that the annotation names, perhaps a former one. Annotations in the bin are left out; the others
    are sorted by creation, the oldest first. Raises EnvironmentFault if the file cannot be read.
    """
    reader = AnnotationReader.open(path, read_only=True)
    try:
        asked = AnnotationFilter(dataset, order=Order.CREATED, descending=False)
        found: dict[str, list[Annotation]] = {}
        for each in reader.get(reader.lists.uuids(asked)):
            if each.body or each.quotation or each.tags or each.target_entry_id:
                found.setdefault(each.entry_id, []).append(each)
        return {key: tuple(several) for key, several in found.items()}
    finally:
        reader.close()


def annotated_ids(path: Path, dataset: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the entries, and of the facts, of a dataset that have an annotation outside the bin.

    The ids are those that the annotations name, perhaps former ones. Bookmarks count. A fact counts if an annotation
    has an anchor on it in any edition. Raises EnvironmentFault if the annotations file ``path`` cannot be read.
    """
    reader = AnnotationReader.open(path, read_only=True)
    try:
        with reader.file.reading() as connection:
            entries = connection.execute(f"SELECT DISTINCT a.entry_id {_LIVING}", (dataset,)).fetchall()
            facts = connection.execute(
                f"SELECT DISTINCT x.fact_id {_LIVING.replace('WHERE', _ANCHORS)}", (dataset,)
            ).fetchall()
        return frozenset(row[0] for row in entries), frozenset(row[0] for row in facts)
    finally:
        reader.close()
