"""The structure of each grouping of the outline: which kinds of relations lead from a node to its children.

The children of a node are read by a walk along an index of the reference: numbers of entries in ascending order, from
any number on, so that a node with a hundred thousand children shows its first rows as fast as one with ten.
"""

from typing import NamedTuple

from coopviewer.domain.reference.outline import (
    ACROSS_REGIONS,
    ARRANGEMENTS,
    IN_REGION,
    KIND_ORDER,
    NO_PARTY,
    NO_ROLE,
    NO_SECTOR,
    NO_STATUS,
    ROOT,
    Grouping,
    is_unplaced,
    kind_of_heading,
    of_kind,
    of_role,
    of_status,
    unplaced,
    value_of_heading,
)
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.rows import Row

ARRANGEMENT = "has-working-arrangement-with"
ARRANGEMENT_PARTNERS = (EntryKind.ORGANISATION, EntryKind.COUNTRY)
_NO_END = 2**62


class Edge(NamedTuple):
    """A kind of relation by which an entry of the kind ``parent`` has children in the outline.

    ``outgoing``: the parent is the subject of the relation and the child its object; else the other way round.
    """

    parent: EntryKind
    predicate: str
    outgoing: bool

    @property
    def ends(self) -> tuple[str, str]:
        """The ends of the relation at which parent and child are: ``("subject", "object")`` or the reverse.

        ``_id`` or ``_number`` added to an end is a column of the table ``relation``, such as ``subject_id``.
        """
        return ("subject", "object") if self.outgoing else ("object", "subject")


class OutlineWalk(NamedTuple):
    """SQL queries that together find some entries, such as the children of a node.

    Each part is one query: its SQL, which selects entry numbers as the column ``number``, and the values for its
    placeholders. Its last two placeholders are the bounds of the numbers; their values are not in the part, ``query``
    adds them. A walk without parts finds nothing, and must not be run.
    """

    parts: tuple[tuple[str, Row], ...]

    def query(self, after: int = 0, upto: int = _NO_END) -> tuple[str, Row]:
        """Return one SQL query for all parts, and the values of its parameters.

        It selects distinct entry numbers from ``after`` + 1 to ``upto``, in no order. The SQL is empty without parts.
        """
        sql = " UNION ".join(part for part, _ in self.parts)
        return sql, tuple(value for _, values in self.parts for value in (*values, after, upto))


class Plan(NamedTuple):
    """The structure of one grouping.

    ``edges``: the relations that lead from an entry to its children.
    ``top``: the walk that finds the entries at the top.
    ``headings``: the keys of the headings at the top, which follow these entries.
    ``deep``: whether entries below the top may have children. If not, only entries at the top have any.
    ``counted``: the kind of the entries that the number beside a node counts; None: all kinds.
    """

    edges: tuple[Edge, ...]
    top: OutlineWalk
    headings: tuple[str, ...]
    deep: bool
    counted: EntryKind | None


_KIND = "SELECT number FROM entry WHERE kind = ? AND number > ? AND number <= ?"
_UNPLACED = "SELECT number FROM entry WHERE kind = ? AND placed = 0 AND number > ? AND number <= ?"
# the numbers of a kind are contiguous, and those of a value are in an index
_VALUE = """SELECT f.number FROM search_facet f
    WHERE f.value_id = (SELECT v.id FROM search_value v WHERE v.facet = ? AND v.value = ?)
    AND f.number BETWEEN (SELECT min(number) FROM entry WHERE kind = ?)
    AND (SELECT max(number) FROM entry WHERE kind = ?) AND f.number > ? AND f.number <= ?"""
_NO_VALUE = """SELECT e.number FROM entry e WHERE e.kind = ? AND NOT EXISTS (
    SELECT 1 FROM search_value v CROSS JOIN search_facet f ON f.value_id = v.id AND f.number = e.number
    WHERE v.facet = ?) AND e.number > ? AND e.number <= ?"""
_NO_SECTOR = """SELECT e.number FROM entry e WHERE e.kind = ? AND NOT EXISTS (
    SELECT 1 FROM relation r WHERE r.subject_id = e.id AND r.predicate_id = ?) AND e.number > ? AND e.number <= ?"""
IN_SECTOR, BENEFICIARY = "in-sector", "has-beneficiary"
_ROLES = ("funding", "accountable", "extending", "implementing", "partner", "managing", "reporting", "other")
_STATUSES = (
    "pipeline",
    "implementation",
    "finalisation",
    "closed",
    "cancelled",
    "suspended",
    "not-recognised",
    "not-stated",
)
_ROLE_PREDICATES = (
    *("funded-by", "accountable-to", "extended-by", "implemented-by"),
    *("project-partner", "managed-by", "reported-by", "takes-part-in"),
)
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
        edges=(
            Edge(EntryKind.REGION, IN_REGION, False),
            Edge(EntryKind.REGION, BENEFICIARY, False),
            Edge(EntryKind.COUNTRY, BENEFICIARY, False),
        ),
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
    Grouping.SECTORS: Plan(
        edges=(Edge(EntryKind.THEME, IN_SECTOR, False),),
        top=OutlineWalk(((_KIND, (EntryKind.THEME,)),)),
        headings=(NO_SECTOR,),
        deep=False,
        counted=None,
    ),
    Grouping.ORGANISATIONS: Plan(
        edges=tuple(Edge(EntryKind.ORGANISATION, predicate, False) for predicate in _ROLE_PREDICATES),
        top=OutlineWalk(()),
        headings=(*map(of_role, _ROLES), NO_ROLE, NO_PARTY),
        deep=True,
        counted=None,
    ),
    Grouping.STATUS: Plan(
        edges=(), top=OutlineWalk(()), headings=(*map(of_status, _STATUSES), NO_STATUS), deep=False, counted=None
    ),
}


OF_VALUES = {
    (Grouping.ORGANISATIONS, EntryKind.ORGANISATION): ("role", NO_ROLE),
    (Grouping.ORGANISATIONS, EntryKind.PROJECT): ("role", NO_PARTY),
    (Grouping.STATUS, EntryKind.PROJECT): ("status", NO_STATUS),
    (Grouping.SECTORS, EntryKind.PROJECT): ("sector", NO_SECTOR),
}
"""For groupings by the values of a facet, such as roles: the facet, and the heading for entries without a value.

A key is the grouping, and the kind of the entries under its headings.
"""
STATING = {
    NO_STATUS: "SELECT count(DISTINCT number) FROM search_value, search_facet WHERE value_id = id AND facet = 'status'",
    NO_SECTOR: f"SELECT entries FROM slot WHERE entry_kind = 'project' AND slot = 'relation/{IN_SECTOR}'",
    # who reports is stated of all activities, so that their roles need not be counted
    NO_PARTY: """SELECT max(s.reported, iif(s.reported = s.projects, 0, (SELECT count(DISTINCT f.number)
        FROM search_value v, search_facet f, entry e WHERE f.value_id = v.id AND v.facet = 'role'
        AND e.number = f.number AND e.kind = 'project'))) FROM (
            SELECT coalesce((SELECT entries FROM slot
                WHERE entry_kind = 'project' AND slot = 'relation/reported-by'), 0) AS reported,
            (SELECT count(*) FROM entry WHERE kind = 'project') AS projects) s""",
}
"""For each heading of projects that lack something, such as a status: the SQL that counts the projects that have it.

A query without a row: no project has it.
"""
_WITHOUT = {
    NO_ROLE: (_NO_VALUE, (EntryKind.ORGANISATION, "role")),
    NO_PARTY: (_NO_VALUE, (EntryKind.PROJECT, "role")),
    NO_STATUS: (_NO_VALUE, (EntryKind.PROJECT, "status")),
    NO_SECTOR: (_NO_SECTOR, (EntryKind.PROJECT, IN_SECTOR)),
}


def walk_of(plan: Plan, place: str) -> OutlineWalk:
    """Return the queries for the entries directly under the node with the key ``place``.

    The walk has no parts if the node cannot have any entries under it. Raises ValueError for the key of a heading of an
    unknown kind of entry.
    """
    if place == ROOT:
        return plan.top
    if place == ARRANGEMENTS:
        return OutlineWalk(tuple((_PARTNER, (kind,)) for kind in ARRANGEMENT_PARTNERS))
    if place in _WITHOUT:
        return OutlineWalk((_WITHOUT[place],))
    valued = value_of_heading(place)
    if valued is not None:
        holder = EntryKind.ORGANISATION if valued[0] == "role" else EntryKind.PROJECT
        return OutlineWalk(((_VALUE, (*valued, holder, holder)),))
    kind = kind_of_heading(place)
    if kind is not None:
        return OutlineWalk(((_UNPLACED if is_unplaced(place) else _KIND, (kind,)),))
    own = place.partition("/")[0]
    return OutlineWalk(tuple(_edge_part(edge, place) for edge in plan.edges if edge.parent == own))


def headings_under(plan: Plan, key: str) -> tuple[str, ...]:
    """Return the keys of the headings that may be directly under a node, in the order in which they are shown.

    Empty for all nodes but ROOT and ACROSS_REGIONS. Whether there is anything under a heading is not looked at.
    """
    if key == ACROSS_REGIONS:
        return tuple(unplaced(kind) for kind in KIND_ORDER if kind is not EntryKind.REGION)
    return plan.headings if key == ROOT else ()


def has_children_sql(plan: Plan) -> str:
    """Return the SQL condition that an entry ``e`` has children, in brackets."""
    conditions = ["0"]
    for edge in plan.edges:
        near, _ = edge.ends
        conditions.append(
            f"(e.kind = '{edge.parent}' AND EXISTS (SELECT 1 FROM relation r WHERE r.{near}_id = e.id "
            f"AND r.predicate_id = '{edge.predicate}'))"
        )
    return f"({' OR '.join(conditions)})"


def _edge_part(edge: Edge, parent_id: str) -> tuple[str, Row]:
    near, far = edge.ends
    sql = (
        f"SELECT DISTINCT {far}_number AS number FROM relation "
        f"WHERE {near}_id = ? AND predicate_id = ? AND {far}_number > ? AND {far}_number <= ?"
    )
    return sql, (parent_id, edge.predicate)
