"""The structure of each grouping of the outline: the relations whose far ends are the children of a node.

The children of a node are read by a walk along an index of the reference: numbers of entries in ascending order, from
any number on, so that a node with a hundred thousand children shows its first rows as fast as one with ten.
"""

from typing import NamedTuple

from coopviewer.domain.reference.outline import (
    ACROSS_REGIONS,
    ARRANGEMENTS,
    IN_REGION,
    KIND_ORDER,
    ROOT,
    Grouping,
    is_unplaced,
    kind_of_heading,
    of_kind,
    unplaced,
)
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.rows import Row

ARRANGEMENT = "has-working-arrangement-with"
ARRANGEMENT_PARTNERS = (EntryKind.ORGANISATION, EntryKind.COUNTRY)
_NO_END = 2**62


class Edge(NamedTuple):
    """Parents of kind ``parent`` have their children by a predicate; ``outgoing``: the parent is its subject."""

    parent: EntryKind
    predicate: str
    outgoing: bool

    @property
    def ends(self) -> tuple[str, str]:
        """The columns of ``relation`` for the parent and for the child, without ``_id``."""
        return ("subject", "object") if self.outgoing else ("object", "subject")


class OutlineWalk(NamedTuple):
    """The SQL queries that together yield the numbers of some entries, each in a column ``number``.

    The values of each query are followed by those of the lower and the upper bound, which ``query`` adds.
    """

    parts: tuple[tuple[str, Row], ...]

    def query(self, after: int = 0, upto: int = _NO_END) -> tuple[str, Row]:
        """Return SQL with its values for distinct numbers from ``after`` + 1 to ``upto``, not ordered yet."""
        sql = " UNION ".join(part for part, _ in self.parts)
        return sql, tuple(value for _, values in self.parts for value in (*values, after, upto))


class Plan(NamedTuple):
    """The structure of one grouping.

    ``top`` is the walk of the entries at the top, which ``headings`` follow. ``deep``: children of an entry may have
    children too. ``counted`` is the kind of entries that the number beside a node counts, None: all kinds.
    """

    edges: tuple[Edge, ...]
    top: OutlineWalk
    headings: tuple[str, ...]
    deep: bool
    counted: EntryKind | None


_KIND = "SELECT number FROM entry WHERE kind = ? AND number > ? AND number <= ?"
_UNPLACED = "SELECT number FROM entry WHERE kind = ? AND placed = 0 AND number > ? AND number <= ?"
_PARTNER = (
    "SELECT e.number FROM entry e WHERE e.kind = ? AND EXISTS (SELECT 1 FROM relation r WHERE r.object_id = e.id AND "
    f"r.predicate_id = '{ARRANGEMENT}') AND e.number > ? AND e.number <= ?"
)

_TAKES_PART = (
    *(Edge(EntryKind.ORGANISATION, predicate, True) for predicate in ("leads", "contributes-to", ARRANGEMENT)),
    *(
        Edge(EntryKind.ORGANISATION, predicate, False)
        for predicate in (
            *("project-partner", "funded-by", "managed-by", "implemented-by"),
            *("has-member", ARRANGEMENT),
        )
    ),
)
PLANS = {
    Grouping.REGIONS: Plan(
        edges=(Edge(EntryKind.REGION, IN_REGION, False), Edge(EntryKind.COUNTRY, "has-beneficiary", False)),
        top=OutlineWalk(((_UNPLACED, (EntryKind.REGION,)),)),
        headings=(ACROSS_REGIONS,),
        deep=True,
        counted=EntryKind.COUNTRY,
    ),
    Grouping.COOPERATION: Plan(
        edges=(
            Edge(EntryKind.PROJECT, "has-beneficiary", True),
            Edge(EntryKind.NETWORK, "has-member", True),
            Edge(EntryKind.NETWORK, IN_REGION, True),
            Edge(EntryKind.FORUM, "contributes-to", False),
            Edge(EntryKind.FORUM, "leads", False),
        ),
        top=OutlineWalk(()),
        headings=(ARRANGEMENTS, *map(of_kind, (EntryKind.NETWORK, EntryKind.PROJECT, EntryKind.FORUM))),
        deep=True,
        counted=EntryKind.COUNTRY,
    ),
    Grouping.PARTNERS: Plan(
        edges=_TAKES_PART,
        top=OutlineWalk(((_KIND, (EntryKind.ORGANISATION,)),)),
        headings=(),
        deep=False,
        counted=None,
    ),
}


def walk_of(plan: Plan, place: str) -> OutlineWalk:
    """Return the walk of the entries directly under the node with the key ``place``; no parts if it can have none."""
    if place == ROOT:
        return plan.top
    if place == ARRANGEMENTS:
        return OutlineWalk(tuple((_PARTNER, (kind,)) for kind in ARRANGEMENT_PARTNERS))
    kind = kind_of_heading(place)
    if kind is not None:
        return OutlineWalk(((_UNPLACED if is_unplaced(place) else _KIND, (kind,)),))
    own = place.partition("/")[0]
    return OutlineWalk(tuple(_edge_part(edge, place) for edge in plan.edges if edge.parent == own))


def headings_under(plan: Plan, key: str) -> tuple[str, ...]:
    """Return the keys of the headings that may be under a node, in their order: they follow all entries."""
    if key == ACROSS_REGIONS:
        return tuple(unplaced(kind) for kind in KIND_ORDER if kind is not EntryKind.REGION)
    return plan.headings if key == ROOT else ()


def has_children_sql(plan: Plan) -> str:
    """Return the SQL condition that an entry ``e`` has children."""
    conditions = []
    for edge in plan.edges:
        near, _ = edge.ends
        conditions.append(
            f"(e.kind = '{edge.parent}' AND EXISTS (SELECT 1 FROM relation r WHERE r.{near}_id = e.id "
            f"AND r.predicate_id = '{edge.predicate}'))"
        )
    return " OR ".join(conditions)


def _edge_part(edge: Edge, parent_id: str) -> tuple[str, Row]:
    near, far = edge.ends
    sql = (
        f"SELECT DISTINCT {far}_number AS number FROM relation "
        f"WHERE {near}_id = ? AND predicate_id = ? AND {far}_number > ? AND {far}_number <= ?"
    )
    return sql, (parent_id, edge.predicate)
