"""The rows of a page's annotations: on its own entry, then, under a heading and unless folded, on related entries."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.text.measures import shorten
from coopviewer.models.roles import LONGEST_TIP, plain_tip

_NO_POSITION = 1 << 62  # of annotations on no passage of the page: sorts them after all others
_LONG_QUOTATION, _LONG_BODY = 120, 300  # code points; shorter ones are never cut on a card
_MOST_LINES = 8  # of a note that is never cut
_OWN, _HEADING_SECTION, _RELATED = range(3)


class RowKey(NamedTuple):
    """The sort key of a row: by section, position in the text, creation (oldest first) and uuid.

    ``section`` is 0 for the page's own entry, 1 for the heading over related entries (its uuid is empty), and 2 for
    related entries. Annotations on no passage come last in their section.
    """

    section: int
    position: int
    created: datetime
    uuid: str

    @property
    def is_related(self) -> bool:
        """Whether it is the key of an annotation of a related entry."""
        return self.section == _RELATED


HEADING = RowKey(_HEADING_SECTION, 0, datetime.min.replace(tzinfo=UTC), "")
Keys = dict[str, RowKey]


class PageRows:
    """The annotations of a page and the order of their rows.

    ``by_uuid`` has the annotations, ``keys`` their sort keys, also by uuid; ``order`` has the sort keys of the rows
    from the top. ``own`` are the ids of the page's entry, former ones too: annotations on any other are those of
    related entries; None: there are none of these. ``related`` counts the annotations of related entries, which have no
    rows while ``folded``.
    """

    def __init__(self) -> None:
        """Start empty."""
        self.own: frozenset[str] | None = None
        self.folded = True
        self.related = 0
        self.by_uuid: dict[str, Annotation] = {}
        self.keys: Keys = {}
        self.order: list[RowKey] = []

    def replace_all(self, annotations: dict[str, Annotation], positions: Mapping[str, int]) -> None:
        """Replace all annotations (by uuid), and compute the rows anew.

        ``positions`` has, by uuid, where annotations begin in the page's text, in UTF-16 units; an annotation that it
        lacks is on no passage.
        """
        self.by_uuid = annotations
        self.keys = self.keys_at(positions)
        self.related = sum(key.is_related for key in self.keys.values())
        self.order = self.order_of(self.keys)

    def keys_at(self, positions: Mapping[str, int]) -> Keys:
        """Return the sort key of each annotation, by uuid, for new positions of the annotations.

        ``positions`` has, by uuid, where annotations begin in the page's text, in UTF-16 units; an annotation that it
        lacks is on no passage.
        """
        return {uuid: self.key(each, positions.get(uuid)) for uuid, each in self.by_uuid.items()}

    def order_of(self, keys: Mapping[str, RowKey]) -> list[RowKey]:
        """Return the sort keys of all rows from the top; ``keys`` are those of all annotations, by uuid.

        Annotations of related entries have no row while they are folded; the heading above them has one even then, but
        none if there are no such annotations.
        """
        shown = [key for key in keys.values() if self.is_row(key)]
        has_related = any(key.is_related for key in keys.values())
        return sorted([*shown, HEADING] if has_related else shown)

    def key(self, annotation: Annotation, position: int | None) -> RowKey:
        """Return the sort key of an annotation that begins at ``position`` in the page's text (UTF-16 units).

        ``position`` None: the annotation is on no passage of the page.
        """
        at = _NO_POSITION if position is None else position
        return RowKey(self._section(annotation), at, annotation.created, annotation.uuid)

    def _section(self, annotation: Annotation) -> int:
        return _OWN if self.own is None or annotation.entry_id in self.own else _RELATED

    def misplaced(self) -> list[Annotation]:
        """Return the annotations that have the key of another section than theirs, since ``own`` was set anew."""
        return [each for uuid, each in self.by_uuid.items() if self.keys[uuid].section != self._section(each)]

    def is_row(self, key: RowKey) -> bool:
        """Return whether the annotation with a key has a row; those of related entries have none while ``folded``."""
        return not (self.folded and key.is_related)

    def row(self, uuid: str) -> int:
        """Return the row of an annotation, or of the heading for an empty uuid.

        If it has none, since the annotations of related entries are folded or there is no heading, return the row at
        which it would be inserted. Raises KeyError for an unknown uuid.
        """
        return bisect_left(self.order, self.keys[uuid] if uuid else HEADING)


def whole_text_tip(annotation: Annotation) -> str:
    """Return quotation and note of an annotation as the tool tip of its card; empty if the card shows both in full.

    Quotation and note are cut at 1,500 characters each (LONGEST_TIP).
    """
    quotation, body = annotation.quotation, annotation.body
    if len(quotation) <= _LONG_QUOTATION and len(body) <= _LONG_BODY and body.count("\n") < _MOST_LINES:
        return ""
    return plain_tip("\n\n".join(shorten(each, LONGEST_TIP) for each in (quotation, body) if each))
