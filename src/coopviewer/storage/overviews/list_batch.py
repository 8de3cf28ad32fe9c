"""Some entries of a reference, and the facts of them that a list's columns show.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from coopviewer.domain.overviews.listing import BETWEEN
from coopviewer.domain.reference.timeframes import DatePoint, Precision, parse_timeframe
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.published_cells import PublishedCells, decimal_text

_AMONG = "FROM json_each(?) k CROSS JOIN"
# the other end is found by its number: the indexes of relations have it, so that no relation's row is read
_IS_VIEW = "SELECT EXISTS (SELECT 1 FROM sqlite_temp_schema WHERE name = 'entry')"
_LINKS = f"""
    SELECT r.subject_id, r.predicate_id, 1, o.kind, o.id, o.title, r.object_number, r.fact_id
    {_AMONG} relation r ON r.subject_id = k.value {{predicates}}
    CROSS JOIN entry o {{other}} ON o.number = r.object_number {{kinds}}
    UNION ALL SELECT r.object_id, r.predicate_id, 0, o.kind, o.id, o.title, r.subject_number, r.fact_id
    {_AMONG} relation r ON r.object_id = k.value {{predicates}}
    CROSS JOIN entry o {{other}} ON o.number = r.subject_number {{kinds}} ORDER BY 7, 8
"""
# references of IATI files have neither timeframes nor grants: the condition without a column is tested once, before all
_TIMEFRAMES = f"""
    SELECT f.entry_id, f.id, t.edtf, t.as_given {_AMONG} fact f ON f.entry_id = k.value AND f.kind = 'timeframe'
    JOIN timeframe t ON t.fact_id = f.id WHERE EXISTS (SELECT 1 FROM timeframe) ORDER BY f.id
"""
_GRANTS = f"""
    SELECT f.entry_id, f.id, a.minor_units, a.decimals, a.currency, a.as_given, a.funder_id, a.funding_instrument_id
    {_AMONG} fact f ON f.entry_id = k.value AND f.kind = 'amount' JOIN amount a ON a.fact_id = f.id
    WHERE a.kind = 'grant' AND EXISTS (SELECT 1 FROM amount) ORDER BY f.id
"""
_CODES = f"""
    SELECT c.entry_id, c.alpha2, c.alpha3, c.m49, c.code_status {_AMONG} country c ON c.entry_id = k.value
"""
_EVIDENCE = f"""
    SELECT f.id, f.basis, c.source_id, c.passage_id
    {_AMONG} fact f ON f.id = k.value LEFT JOIN citation c ON c.fact_id = f.id ORDER BY f.id, c.ordinal
"""
_SOURCES = f"SELECT s.id, s.title {_AMONG} source s ON s.id = k.value"
_PASSAGES = f"SELECT p.id, p.section, p.locator {_AMONG} passage p ON p.id = k.value"
_NAMES = f"SELECT e.id, e.title, e.number {_AMONG} entry e ON e.id = k.value"
_Links = Mapping[str, Mapping[str, Sequence["RelationLink"]]]
_WORDS = {Precision.YEAR: "year", Precision.MONTH: "month", Precision.DAY: "day"}
OPEN = "open"
"""The precision of a start or an end that a timeframe leaves open."""


class RelationLink(NamedTuple):
    """A relation of an entry with another one; ``outgoing`` is 1 if the entry is its subject, else 0.

    ``other_kind``, ``other_id``, ``other_title`` and ``number`` are those of the other; ``number`` is its position
    among all entries by kind and title, from 1.
    """

    predicate: str
    outgoing: int
    other_kind: str
    other_id: str
    other_title: str
    number: int
    fact_id: str


class StoredTimeframe(NamedTuple):
    """A timeframe as it is stored, in EDTF and as the source gives it."""

    fact_id: str
    edtf: str
    as_given: str


class Grant(NamedTuple):
    """A grant: ``amount`` is a number such as ``4000000.00``, and a payer's id is None where it is not stated."""

    fact_id: str
    amount: str
    currency: str
    as_given: str
    funder_id: str | None
    instrument_id: str | None


class Evidence(NamedTuple):
    """The basis of a fact, and its citations.

    The tuples have one text for each citation, in the same order: the id and the title of the source, the place in it,
    and the id of the passage. Where a whole source is cited, the place and the passage are empty texts.
    """

    basis: str
    source_ids: tuple[str, ...]
    sources: tuple[str, ...]
    places: tuple[str, ...]
    passages: tuple[str, ...]


class Batch:
    """Some entries of one reference; each kind of fact is read for all of them when it is first asked for.

    ``kinds`` are the kinds of entries that ``to_kind`` will be called with, ``predicates`` those that ``by_predicate``
    will be called with: for others, these methods find nothing. Every mapping has the entries' ids as its keys, unless
    it says otherwise; entries without such a fact are left out.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        ids: Sequence[str],
        kinds: Iterable[EntryKind] = (),
        predicates: Iterable[str] = (),
    ) -> None:
        self._connection = connection
        self._kinds, self._predicates = _quoted(kinds), _quoted(predicates)
        self._ids = json.dumps(list(ids))

    @cached_property
    def _by_kind(self) -> _Links:
        found: dict[str, dict[str, list[RelationLink]]] = {}
        # entries of a file of schema 1 are read through a view, which has no index
        (is_view,) = self._connection.execute(_IS_VIEW).fetchone()
        hint = "" if is_view else "INDEXED BY entry_by_kind"
        query = _LINKS.format(predicates="", other=hint, kinds=f"AND o.kind IN ({self._kinds})")
        for entry_id, link in self._links(query):
            found.setdefault(link.other_kind, {}).setdefault(entry_id, []).append(link)
        return found

    @cached_property
    def _by_predicate(self) -> _Links:
        found: dict[str, dict[str, list[RelationLink]]] = {}
        query = _LINKS.format(predicates=f"AND r.predicate_id IN ({self._predicates})", other="", kinds="")
        for entry_id, link in self._links(query):
            found.setdefault(link.predicate, {}).setdefault(entry_id, []).append(link)
        return found

    def _links(self, query: str) -> Iterator[tuple[str, RelationLink]]:
        for row in self._connection.execute(query, (self._ids, self._ids)):
            yield row[0], RelationLink._make(row[1:])

    def to_kind(self, kind: EntryKind) -> Mapping[str, Sequence[RelationLink]]:
        """Return, by the id of each entry, its relations with entries of a kind, whichever of the two is the subject.

        They are sorted by the entry number of the other entry (``RelationLink.number``).
        """
        return self._by_kind.get(kind, {})

    def by_predicate(self, predicate: str) -> Mapping[str, Sequence[RelationLink]]:
        """Return, by the id of each entry, its relations with a predicate, whether it is their subject or their object.

        They are sorted by the entry number of the other entry (``RelationLink.number``).
        """
        return self._by_predicate.get(predicate, {})

    @cached_property
    def spans(self) -> Mapping[str, Sequence[StoredTimeframe]]:
        """The timeframes by the id of their entry, in the order of their fact ids."""
        found: dict[str, list[StoredTimeframe]] = {}
        for entry_id, *rest in self._rows(_TIMEFRAMES):
            found.setdefault(entry_id, []).append(StoredTimeframe(*rest))
        return found

    @cached_property
    def published(self) -> PublishedCells:
        """The cells of facts that only imported entries have, such as identifiers, milestones and sums."""
        return PublishedCells(self._connection, json.loads(self._ids))

    @cached_property
    def grants(self) -> Mapping[str, Sequence[Grant]]:
        """The grants by the id of their entry, in the order of their fact ids."""
        found: dict[str, list[Grant]] = {}
        for entry_id, fact_id, minor_units, decimals, *rest in self._rows(_GRANTS):
            found.setdefault(entry_id, []).append(Grant(fact_id, decimal_text(minor_units, decimals), *rest))
        return found

    @cached_property
    def codes(self) -> Mapping[str, tuple[str | None, ...]]:
        """The codes of each country, by its entry's id: alpha-2, alpha-3, M49, and the status of the alpha-2 code.

        The status is a value of CodeStatus. Alpha-3 and M49 are None if no standard assigns one.
        """
        return {row[0]: tuple(row[1:]) for row in self._rows(_CODES)}

    def beside(self, ids: Sequence[str]) -> "Batch":
        """Return another batch, of the entries ``ids``; its ``to_kind`` and ``by_predicate`` return no relations."""
        return Batch(self._connection, ids)

    @cached_property
    def payers(self) -> Mapping[str, tuple[str, int]]:
        """The title and the entry number of each funder and funding instrument of the grants, by the payer's id."""
        grants = [grant for several in self.grants.values() for grant in several]
        ids = {id for grant in grants for id in (grant.funder_id, grant.instrument_id) if id is not None}
        return {row[0]: (row[1], row[2]) for row in self._connection.execute(_NAMES, (json.dumps(sorted(ids)),))}

    def evidence(self, fact_ids: Iterable[str]) -> Mapping[str, Evidence]:
        """Return the basis and the citations of some facts, by fact id; unknown ids are left out."""
        return read_evidence(self._connection, fact_ids)

    def _rows(self, query: str) -> Iterable[Any]:
        return self._connection.execute(query, (self._ids,))


def _quoted(keys: Iterable[str]) -> str:
    """Return keys of this program as a list in SQL."""
    return ", ".join(f"'{key}'" for key in keys)


def read_evidence(connection: sqlite3.Connection, fact_ids: Iterable[str]) -> Mapping[str, Evidence]:
    """Return the basis and the citations of some facts, by fact id; unknown ids are left out."""
    rows = connection.execute(_EVIDENCE, (json.dumps(sorted(set(fact_ids))),)).fetchall()
    titles = {row[0]: row[1] for row in _named(connection, _SOURCES, (row[2] for row in rows))}
    places = {
        row[0]: ", ".join(filter(None, row[1:])) for row in _named(connection, _PASSAGES, (row[3] for row in rows))
    }
    found: dict[str, tuple[str, list[tuple[str, ...]]]] = {}
    for fact_id, basis, source_id, passage_id in rows:
        _, several = found.setdefault(fact_id, (basis, []))
        if source_id in titles:
            passage = passage_id if passage_id in places else ""
            several.append((source_id, titles[source_id], places.get(passage_id, ""), passage))
    return {id: Evidence(basis, *_columns(several)) for id, (basis, several) in found.items()}


def _named(connection: sqlite3.Connection, query: str, ids: Iterable[str | None]) -> Iterable[Any]:
    """Return the rows of a query for some ids, each once; None, for what has no id, is left out."""
    named = {id for id in ids if id is not None}
    return connection.execute(query, (json.dumps(sorted(named)),)) if named else ()


def _columns(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(zip(*rows, strict=True)) if rows else ((), (), (), ())


@lru_cache(maxsize=4096)
def ends_of(edtf: str) -> tuple[str, str, str, str]:
    """Return the start of a timeframe and its precision, then the end and its precision.

    ``2014-07/2017`` is ``("2014-07", "month", "2017", "year")``; a day has the precision ``day``. The text of an open
    start or end is empty, and its precision is OPEN. A single date such as ``2017`` is both start and end. Raises
    ValueError if ``edtf`` is no timeframe.
    """
    timeframe = parse_timeframe(edtf)
    return (*_end(timeframe.start), *_end(timeframe.end))


def _end(point: DatePoint | None) -> tuple[str, str]:
    if point is None:
        return "", OPEN
    length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[point.precision]
    return point.earliest.isoformat()[:length], _WORDS[point.precision]


def joined(texts: Iterable[str | None]) -> str:
    """Return several values as the text of one cell: ``Niger; Mali``; with None between them ``Niger; ; Mali``."""
    return BETWEEN.join(text or "" for text in texts)
