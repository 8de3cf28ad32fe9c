"""The cells of lists with facts that publishers state: identifiers, statuses, dates, shares, totals.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from coopviewer.domain.overviews.listing import CURATED_SLOTS, SLOTS, ListCell, ListColumn
from coopviewer.domain.reference.spans import MilestoneSpan, StoredMilestone, span_of
from coopviewer.storage.reference.rows import MILESTONE_KIND
from coopviewer.storage.search.tables import STATUS_CODES

_C = ListColumn
_OF = "json_each(?) k CROSS JOIN {0} t ON t.fact_id > k.value || '/' AND t.fact_id < k.value || '0'"
_IDENTIFIERS = f"SELECT k.value, t.value FROM {_OF.format('identifier')} ORDER BY t.fact_id"
_STATUSES = f"""
    SELECT k.value, t.code FROM {_OF.format("classification")} WHERE t.scheme = 'ActivityStatus' ORDER BY t.fact_id
"""
_MILESTONES = f"""
    SELECT k.value, t.fact_id, {MILESTONE_KIND}, t.edtf, t.as_given FROM {_OF.format("milestone")} ORDER BY t.fact_id
"""
_SHARES = """
    SELECT k.value, r.object_id, r.share_as_given FROM json_each(?) k CROSS JOIN relation r
    ON r.subject_id = k.value AND r.predicate_id = ? WHERE r.share_as_given IS NOT NULL ORDER BY r.fact_id
"""
_TOTALS = """
    SELECT k.value, t.kind, t.type, (SELECT l.label FROM code_label l
        WHERE l.list = CASE t.kind WHEN 'transaction' THEN 'TransactionType' ELSE 'BudgetType' END
        AND l.code = t.type AND l.language = 'en'), t.currency, sum(t.minor_units), t.decimals FROM json_each(?) k
    CROSS JOIN flow_total t ON t.entry_id = k.value GROUP BY k.key, t.kind, t.type, t.currency, t.decimals
    ORDER BY k.key, t.kind, t.type, t.currency
"""
_FILLED = """
    SELECT slot FROM slot UNION SELECT 'kind/network' WHERE EXISTS (SELECT 1 FROM entry WHERE kind = 'network')
"""
_COUNTED = "SELECT EXISTS (SELECT 1 FROM slot)"
_OF_MILESTONES = (_C.START_PLANNED, _C.START_ACTUAL, _C.END_PLANNED, _C.END_ACTUAL)
_SHARED = {_C.SECTOR_SHARES: "in-sector", _C.COUNTRY_SHARES: "has-beneficiary"}
PUBLISHED = frozenset((_C.IDENTIFIERS, _C.PUBLISHED_STATUS, *_OF_MILESTONES, *_SHARED, _C.TOTALS, _C.CURRENCIES))
"""The columns for which this module makes the cells."""
_Texts = Mapping[str, Sequence[str]]


def filled_columns(connection: sqlite3.Connection, columns: Iterable[ListColumn]) -> tuple[ListColumn, ...]:
    """Return ``columns``, in their order, without those that are known to be empty in the whole reference.

    Not known, and kept, are columns that are neither in SLOTS nor in CURATED_SLOTS; and if the table ``slot`` is empty,
    those in CURATED_SLOTS too.
    """
    filled = {slot for (slot,) in connection.execute(_FILLED)}
    (is_counted,) = connection.execute(_COUNTED).fetchone()
    needed = {**SLOTS, **CURATED_SLOTS} if is_counted else SLOTS
    return tuple(each for each in columns if each not in needed or filled.intersection(needed[each]))


class PublishedCells:
    """The cells of some entries of one reference; each kind of fact is read for all of them together.

    Every mapping has the entries' ids as its keys; entries without such a fact are left out.
    """

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[str]) -> None:
        self._connection, self._ids = connection, json.dumps(list(ids))

    def texts(self, column: ListColumn) -> _Texts:
        """Return the texts of a column of PUBLISHED, except shares, by the entry's id; entries with none are left out.

        Each entry has a sequence of texts, with the same identifier, status or currency only once. Currencies are in
        alphabetical order, totals sorted by kind, type and currency, all others by the ids of their facts. A status is
        a value of PublishedStatus, or the file's code if that is unknown. Dates are EDTF. A total adds the sums of all
        years of a kind, type and currency: ``transaction (Disbursement): 4000.00 EUR``, or with the type's code,
        ``transaction 3: …``, if it has no name.
        """
        if column is _C.IDENTIFIERS:
            return self._gathered(_IDENTIFIERS)
        if column is _C.PUBLISHED_STATUS:
            codes = self._gathered(_STATUSES)
            return {id_: [str(STATUS_CODES.get(code, code)) for code in several] for id_, several in codes.items()}
        if column in _OF_MILESTONES:
            found = {
                id_: [each.edtf for each in several if each.kind == column] for id_, several in self.milestones.items()
            }
            return {id_: texts for id_, texts in found.items() if texts}
        return self._totals(column)

    def shares(self, column: ListColumn) -> Mapping[str, Mapping[str, str]]:
        """Return the shares, as given (``39.5``), by the id of the entry and then by the id of the sector or country.

        ``column`` is SECTOR_SHARES or COUNTRY_SHARES. If files state different shares, all are returned in one text, in
        the order in which the page has them: ``40 / 50``.
        """
        found: dict[str, dict[str, str]] = {}
        for id_, other, share in self._connection.execute(_SHARES, (self._ids, _SHARED[column])):
            shares = found.setdefault(id_, {})
            known = shares.get(other)
            if known is None or share not in known.split(" / "):
                shares[other] = share if known is None else f"{known} / {share}"
        return found

    @cached_property
    def milestones(self) -> Mapping[str, Sequence[StoredMilestone]]:
        """The milestones of each entry by its id, in the alphabetical order of their fact ids."""
        found: dict[str, list[StoredMilestone]] = {}
        for row in self._connection.execute(_MILESTONES, (self._ids,)):
            found.setdefault(row[0], []).append(StoredMilestone._make(row[1:]))
        return found

    @cached_property
    def spans(self) -> Mapping[str, MilestoneSpan]:
        """From when to when each entry runs by its milestones, by entry id; without those with no start and no end."""
        spans = ((id_, span_of(several)) for id_, several in self.milestones.items())
        return {id_: span for id_, span in spans if span is not None}

    def _gathered(self, query: str) -> _Texts:
        found: dict[str, list[str]] = {}
        for id_, text in self._connection.execute(query, (self._ids,)):
            found.setdefault(id_, []).append(text)
        return {id_: list(dict.fromkeys(texts)) for id_, texts in found.items()}

    def _totals(self, column: ListColumn) -> _Texts:
        found: dict[str, dict[str, None]] = {}
        for id_, kind, type_, label, currency, minor_units, decimals in self._connection.execute(_TOTALS, (self._ids,)):
            text = currency
            if column is _C.TOTALS:
                sign, digits = "-" if minor_units < 0 else "", decimal_text(abs(minor_units), decimals)
                name = " ".join(filter(None, (kind, f"({label})" if label else type_)))
                text = f"{name}: {sign}{digits} {currency}"
            found.setdefault(id_, {})[text] = None
        return {id_: sorted(texts) if column is _C.CURRENCIES else list(texts) for id_, texts in found.items()}


def cell_of(texts: Sequence[str] | None) -> ListCell:
    """Return a cell with these texts as its values, in their order; an empty cell for None or no texts."""
    return ListCell(tuple(texts)) if texts else ListCell()


def decimal_text(minor_units: int, decimals: int) -> str:
    """Return an amount as a plain number: ``4000000.00`` for 400000000 minor units (0 or more) with 2 decimals."""
    whole, rest = divmod(minor_units, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)
