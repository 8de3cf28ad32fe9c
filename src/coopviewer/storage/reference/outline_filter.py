"""Filtering the outline: the nodes that match some words, and the nodes above them.

Names of every language match by the beginnings of words, never by other parts: ``mali`` finds Mali, but not Somalia.
Codes and identifiers (``NER``, ``15130``) match as a whole, or from five characters on by their beginning. In all
groupings but those by partners and by cooperation, the whole name of a country also finds the projects in it. The work
is bounded: further matches and paths are left out, and the result says that it is incomplete.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from coopviewer.domain.reference.filtered_outline import FilteredOutline
from coopviewer.domain.reference.outline import ROOT, Grouping, OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.text.folding import FOLDING, has_all, text_to_find, words_of
from coopviewer.storage.reference import outline as reference_outline
from coopviewer.storage.reference.opening import folding_of
from coopviewer.storage.reference.outline_plan import BENEFICIARY, PLANS, Edge, headings_under
from coopviewer.storage.reference.rows import Row

MOST_MATCHES = 200
_MOST_PLACES = 700  # relations; an entry in a hundred thousand places is shown in the first ones
_LEAST_OF_CODE = 5  # characters from which on the beginning of a code is looked for, as in the search
_LAST = "\U0010ffff"
_CODED = """
    SELECT e.id FROM search_key k CROSS JOIN entry e ON e.number = k.number
    WHERE k.field = 2 AND k.key BETWEEN ? AND ? ORDER BY k.key, k.number LIMIT ?
"""
_IN_COUNTRY = f"""
    SELECT DISTINCT e.id, r.subject_id FROM search_key k CROSS JOIN entry e ON e.number = k.number
    CROSS JOIN relation r ON r.object_id = e.id AND r.predicate_id = '{BENEFICIARY}'
    WHERE k.field IN (0, 1) AND k.key = ? AND e.kind = '{EntryKind.COUNTRY}' ORDER BY r.subject_number LIMIT ?
"""


def filter_outline(connection: sqlite3.Connection, grouping: Grouping, text: str) -> FilteredOutline:
    """Find the entries that match a text, the projects in a country of that name, and the nodes above them all.

    An entry matches if its names have, for each word of the text, a word that begins with it; or if the text is one of
    its codes or identifiers, or with five characters or more begins one. A text without words finds nothing. At most
    200 entries (MOST_MATCHES) are included, counting those that are not in the grouping: those with the whole code,
    then by name the first by entry number, then by the beginnings of codes, then the first of the projects. On the way
    up from them 700 places are read at most. ``complete`` is False if there are more entries, or if 700 places were
    read.
    """
    found = _matches(connection, text)
    inside = [pair for pair in _in_country(connection, grouping, text) if pair[1] not in found]
    tree = _Tree(connection, grouping, found[:MOST_MATCHES], inside[: max(MOST_MATCHES - len(found), 0)])
    return tree.filtered(text, complete=len(found) + len(inside) <= MOST_MATCHES and not tree.is_cut)


def read_filtered_children(
    connection: sqlite3.Connection, grouping: Grouping, tree: FilteredOutline, place: str, offset: int, limit: int
) -> tuple[OutlineNode, ...]:
    """Read the child nodes of the node with the key ``place`` in the filtered outline ``tree``.

    At most ``limit`` are read, from the index ``offset`` on, in the order of the whole outline. Empty if the node has
    none.
    """
    places = tree.children.get(place, ())[offset : offset + limit]
    numbers = [
        number for (number,) in _each(connection, "SELECT e.number FROM each k JOIN entry e ON e.id = k.value", places)
    ]
    read = reference_outline.read_nodes(connection, PLANS[grouping], numbers, expandable=False)
    nodes = {node.key: node for node in read}
    others = _other_names(connection, tree, [node for node in read if node.key in tree.matches])
    return tuple(
        replace(
            nodes.get(key) or OutlineNode(key, None, None, expandable=True),
            count=tree.counts.get(key) or None,
            expandable=tree.has_children(key, top=place == ROOT),
            matches=key in tree.matches,
            other_name=others.get(key),
        )
        for key in places
    )


def match_expression(text: str, rule: int = FOLDING) -> str:
    """Return an FTS5 query for names that have all words of a text as beginnings of words: ``"niger"* "mig"*``.

    Words are parted by blanks alone: ``sub-saharan`` is one word, of which only the last part may be incomplete. The
    query is empty if the text has no letter or digit.

    ``rule`` is the number of the rule by which the reference's words were folded (accents, case). Every word is quoted,
    so that no character of it has a meaning in FTS5.
    """
    pieces = [text_to_find(piece, rule) for piece in text.replace("\0", " ").split() if _named_words(piece)]
    return " ".join('"' + piece.replace('"', '""') + '"*' for piece in pieces)


def _named_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text that names may contain: those with a letter or digit."""
    return tuple(word for word in words_of(text) if word.isalnum())


def _matches(connection: sqlite3.Connection, text: str) -> list[str]:
    rule = folding_of(connection)
    expression, key = match_expression(text, rule), " ".join(words_of(text, rule))
    if not expression:
        return []
    query = """
        SELECT e.id FROM search_name s JOIN entry e ON e.number = s.rowid
        WHERE s.search_name MATCH ? ORDER BY s.rowid LIMIT ?
    """
    steps = [(_CODED, (key, key, MOST_MATCHES + 1)), (query, (expression, MOST_MATCHES + 1))]
    if len(key) >= _LEAST_OF_CODE:
        steps.append((_CODED, (key, key + _LAST, MOST_MATCHES + 1)))
    return list(dict.fromkeys(entry_id for step in steps for (entry_id,) in connection.execute(*step)))


def _in_country(connection: sqlite3.Connection, grouping: Grouping, text: str) -> list[tuple[str, str]]:
    """Return the projects in the country whose whole name a text is, each after the country; empty for other texts.

    The list is empty too for a grouping by partners or by cooperation, in which projects are not found by country.
    """
    key = " ".join(words_of(text, folding_of(connection)))
    if not key or grouping in (Grouping.PARTNERS, Grouping.COOPERATION):
        return []
    return connection.execute(_IN_COUNTRY, (key, MOST_MATCHES + 1)).fetchall()


class _Tree:
    """The nodes above some entries in a grouping, found by climbing from the entries.

    ``inside`` are projects in a country, each after the country; by regions they are only shown under it.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        grouping: Grouping,
        entry_ids: Sequence[str],
        inside: Sequence[tuple[str, str]],
    ) -> None:
        self._connection = connection
        self._grouping = grouping
        self._plan = PLANS[grouping]
        self._sought = [*entry_ids, *(project for _, project in inside)]
        self._below: dict[str, dict[str, None]] = {}
        self._places = 0
        if grouping is Grouping.REGIONS:
            self._climb(entry_ids)
            for country, project in inside:
                self._below.setdefault(country, {})[project] = None
        else:
            self._climb(self._sought)

    @property
    def is_cut(self) -> bool:
        """Whether 700 places were found (_MOST_PLACES), after which no further ones are looked for."""
        return self._places >= _MOST_PLACES

    def filtered(self, text: str, *, complete: bool) -> FilteredOutline:
        """Return the outline filtered by ``text``: its nodes in order, each with the number of matches under it.

        ``complete`` is as in FilteredOutline.
        """
        sought = set(self._sought)
        under: dict[str, set[str]] = {}
        self._collect(ROOT, sought, under, set())
        query = "SELECT e.id, e.number FROM each k JOIN entry e ON e.id = k.value"
        numbers: dict[str, int] = dict(_each(self._connection, query, under))
        below = {
            place: self._in_order(place, keys.keys() & under.keys(), numbers)
            for place, keys in self._below.items()
            if place in under
        }
        counts = {place: len(found) for place, found in under.items()}
        return FilteredOutline(
            text, _named_words(text), frozenset(under[ROOT]), below, counts, complete, self._plan.deep
        )

    def _in_order(self, place: str, keys: Set[str], numbers: Mapping[str, int]) -> tuple[str, ...]:
        """Return those of ``keys`` that are rows under a node, in the order of the whole outline.

        ``numbers`` are the entry numbers of the rows that are entries, by key.
        """
        entries = sorted(keys & numbers.keys(), key=numbers.__getitem__)
        return (*entries, *(heading for heading in headings_under(self._plan, place) if heading in keys))

    def _climb(self, entry_ids: Sequence[str]) -> None:
        level, seen = list(entry_ids), set(entry_ids)
        first = True
        while level:
            for entry_id, paths in reference_outline.headings_above(self._connection, self._grouping, level).items():
                for path in paths:
                    self._hang((*path, entry_id))
            if not (first or self._plan.deep):
                return  # in this grouping, the children of an entry have no children
            first = False
            parents = [parent for edge in self._plan.edges for parent in self._parents(edge, level)]
            level = [parent for parent in dict.fromkeys(parents) if parent not in seen]
            seen.update(level)

    def _hang(self, path: Sequence[str]) -> None:
        for above, place in zip((ROOT, *path), path, strict=False):
            self._below.setdefault(above, {})[place] = None

    def _parents(self, edge: Edge, entry_ids: Sequence[str]) -> list[str]:
        near, far = edge.ends
        query = f"""
            SELECT DISTINCT r.{far}_id, r.{near}_id FROM json_each(?) k
            JOIN relation r ON r.{far}_id = k.value AND r.predicate_id = ?
            WHERE r.{near}_number BETWEEN ? AND ? LIMIT ?
        """
        span = reference_outline.read_span(self._connection, edge.parent)
        values = (json.dumps(entry_ids), edge.predicate, *span, _MOST_PLACES - self._places)
        found = self._connection.execute(query, values).fetchall()
        self._places += len(found)
        for child, parent in found:
            self._below.setdefault(parent, {})[child] = None
        return [parent for _, parent in found]

    def _collect(self, place: str, sought: set[str], under: dict[str, set[str]], above: set[str]) -> set[str]:
        """Return the entries of ``sought`` under a node; ``under`` gets them for it and for all nodes below it."""
        if place in under:
            return under[place]
        found: set[str] = set()
        for key in self._below.get(place, ()):
            if key not in above:
                found |= self._collect(key, sought, under, above | {place})
                if key in sought:
                    found.add(key)
        under[place] = found
        return found


def _other_names(connection: sqlite3.Connection, tree: FilteredOutline, nodes: Iterable[OutlineNode]) -> dict[str, str]:
    """Return for each entry whose title does not contain the words the name that does, or the names that together do.

    Projects that are only in a country of that name are left out.
    """
    silent = [node.key for node in nodes if node.ref is not None and not has_all(node.ref.title, tree.words)]
    query = """
        SELECT f.entry_id, n.text FROM each k
        JOIN fact f ON f.entry_id = k.value JOIN name n ON n.fact_id = f.id ORDER BY f.id
    """
    names: dict[str, list[str]] = {}
    for entry_id, text in _each(connection, query, silent):
        names.setdefault(entry_id, []).append(text)
    told = {
        entry_id: next((text for text in texts if has_all(text, tree.words)), " · ".join(texts))
        for entry_id, texts in names.items()
    }
    return {entry_id: text for entry_id, text in told.items() if has_all(text, tree.words)}


def _each(connection: sqlite3.Connection, query: str, values: Iterable[str]) -> list[Row]:
    """Run a query of this module on some values, which it reads from the column ``value`` of a table ``each``."""
    return connection.execute(
        f"WITH each AS (SELECT value FROM json_each(?)) {query}", (json.dumps(list(values)),)
    ).fetchall()
