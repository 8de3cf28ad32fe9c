"""Reading the hits of a page of results: each entry, where it matched, and a snippet of its text."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from coopviewer.domain.kept import Kept
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.spans import StoredMilestone
from coopviewer.domain.reference.vocabulary import EntryKind, NameKind, StatementKind
from coopviewer.domain.search.answer import Activity, Match, MatchField, Ranges, SearchHit, Snippet
from coopviewer.domain.search.occurrences import OccurrenceFinder
from coopviewer.domain.search.query import Facet, SearchQuery
from coopviewer.domain.text.folding import words_of
from coopviewer.storage.reference import rows
from coopviewer.storage.search.expressions import beginnings
from coopviewer.storage.search.finder import Found, included
from coopviewer.storage.search.further import FurtherTexts, best_code, best_further
from coopviewer.storage.search.tables import key_of
from coopviewer.storage.search.times.hit_times import HitDates, WantedTimes, doubt

_ENTRIES = f"""
    SELECT e.number, {rows.ENTRY_COLUMNS} FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value
"""
# A fact's id is its entry's id, a slash and more, and "0" is the next character: saves a lookup of the facts.
_PER_FACT = """
    SELECT k.value, t.fact_id, {0}
    FROM json_each(?) k CROSS JOIN {1} t ON t.fact_id > k.key || '/' AND t.fact_id < k.key || '0'
"""


class _Text(NamedTuple):
    """A name or statement of an entry."""

    fact_id: str
    text: str
    language: str
    kind: str


class _Record(NamedTuple):
    """The content of an entry that is searched for the match."""

    ref: EntryRef
    names: list[_Text]
    codes: list[str]
    statements: list[_Text]
    timeframes: list[tuple[str, str]]
    milestones: list[StoredMilestone]


class HitReader:
    """Reads the hits of queries in one reference; keeps the entries read last, whose texts the next query may need."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._further_texts = FurtherTexts(connection)
        self._records = Kept(partial(_read_records, connection, times=False), _size_of)
        self._with_times = Kept(partial(_read_records, connection, times=True), _size_of)

    def read(self, query: SearchQuery, found: Found, limit: int) -> tuple[SearchHit, ...]:
        """Return the first ``limit`` of ``found.numbers``, the entries found for ``query``, as hits in the same order.

        Entry numbers that the reference does not have are left out.
        """
        locator = _Locator(query, self._further_texts)
        by_meant = locator if found.meant is None else _Locator(found.meant, self._further_texts)
        times = by_meant.asks_for_times
        numbers = found.numbers[:limit]
        through = {number: found.through[number] for number in numbers if number in found.through}
        projects = _read_named(self._connection, through, times=times)
        listed_by = {number: found.listed[number] for number in numbers if number in found.listed}
        listed = _read_named(self._connection, listed_by, times=False)
        hits = []
        for number, record in (self._with_times if times else self._records).of(numbers).items():
            chosen = by_meant if number in found.by_meant else locator
            of_place = [projects[one] for one in through.get(number, ())]
            hit = chosen.hit(record, number in found.named, of_place)
            named = tuple(listed[one].ref for one in listed_by.get(number, ()))
            hit = replace(hit, through=(*hit.through, *named)) if named else hit
            amount = found.amounts.get(number)
            hits.append(hit if amount is None else replace(hit, match=locator.of_amount(*amount)))
        return tuple(hits)


def _size_of(record: _Record) -> int:
    return sum(map(len, record.codes)) + sum(len(each.text) for each in (*record.names, *record.statements))


def _read_named(
    connection: sqlite3.Connection, through: Mapping[int, Sequence[int]], *, times: bool
) -> dict[int, "_Record"]:
    """Read the entries through which others were found, by number, without names and texts; ``times``: with dates."""
    numbers = sorted({project for projects in through.values() for project in projects})
    if not numbers:
        return {}
    read = connection.execute(_ENTRIES, (json.dumps(numbers),)).fetchall()
    found = {number: _Record(rows.entry_ref(tuple(entry)), [], [], [], [], []) for number, *entry in read}
    if times:
        _add_timeframes(connection, json.dumps({id_: number for number, id_, *_ in read}), found)
    return found


def _read_records(connection: sqlite3.Connection, numbers: Sequence[int], *, times: bool) -> dict[int, _Record]:
    read = connection.execute(_ENTRIES, (json.dumps(numbers),)).fetchall()
    ids = json.dumps({id_: number for number, id_, *_ in read})
    codes = _read_codes(connection, ids) if any(kind == EntryKind.COUNTRY for _, _, kind, *_ in read) else {}
    found: dict[int, _Record] = {}
    for number, *entry in read:
        known = codes.get(number, ())
        found[number] = _Record(rows.entry_ref(tuple(entry)), [], list(filter(None, known)), [], [], [])
    for number, _, identifier in sorted(connection.execute(_PER_FACT.format("t.value", "identifier"), (ids,))):
        found[number].codes.append(identifier)
    # by fact and by statement; sorted in Python, since SQLite would copy the texts into its sorter
    for number, *text in sorted(connection.execute(_PER_FACT.format("t.text, t.language, t.kind", "name"), (ids,))):
        found[number].names.append(_Text(*text))
    statements = connection.execute(_PER_FACT.format("t.text, t.language, t.kind, t.ordinal", "statement"), (ids,))
    for number, *text, _ in sorted(statements, key=_by_summary):
        found[number].statements.append(_Text(*text))
    if times:
        _add_timeframes(connection, ids, found)
    return found


def _add_timeframes(connection: sqlite3.Connection, ids: str, found: Mapping[int, _Record]) -> None:
    query = _PER_FACT.format("t.edtf, t.as_given", "timeframe")
    for number, _, edtf, as_given in sorted(connection.execute(query, (ids,))):
        found[number].timeframes.append((edtf, as_given))
    milestones = connection.execute(_PER_FACT.format(f"{rows.MILESTONE_KIND}, t.edtf, t.as_given", "milestone"), (ids,))
    for number, *milestone in sorted(milestones):
        found[number].milestones.append(StoredMilestone(*milestone))


def _read_codes(connection: sqlite3.Connection, ids: str) -> dict[int, tuple[str | None, ...]]:
    """Read the codes of countries, by entry number; ``ids`` is a JSON object of entry ids and entry numbers."""
    query = """
        SELECT k.value, c.alpha2, c.alpha3, c.m49
        FROM json_each(?) k CROSS JOIN country c ON c.entry_id = k.key
    """
    return {number: tuple(known) for number, *known in connection.execute(query, (ids,))}


def _by_summary(row: tuple[int, str, str, str, str, int]) -> tuple[bool, str, int]:
    *_, kind, ordinal = row
    return kind != StatementKind.SUMMARY, kind, ordinal


class _Locator:
    """Finds where entries match a query."""

    def __init__(self, query: SearchQuery, further_texts: FurtherTexts) -> None:
        self._further_texts = further_texts
        terms = included(query)
        goals = [each.value for each in query.of_facet(Facet.GOAL) if not each.excluded]
        self._key = key_of(word for term in terms for word in words_of(term.text))
        words = beginnings(terms)
        phrases = [words_of(term.text) for term in terms if term.phrase]
        self._finding = OccurrenceFinder(words, phrases)
        self._in_texts = OccurrenceFinder((*words, *(word for goal in goals for word in words_of(goal))), phrases)
        self._times = WantedTimes(query)

    @property
    def asks_for_times(self) -> bool:
        """Whether hits need timeframes."""
        return bool(self._times)

    def of_amount(self, fact_id: str, as_given: str) -> Match:
        """Return the match of an amount."""
        return Match(MatchField.AMOUNT, as_given, self._finding.ranges(as_given), fact_id=fact_id)

    def hit(self, record: _Record, named: bool, projects: Sequence[_Record] = ()) -> SearchHit:
        """Return the hit of an entry; ``named``: the words may be, or begin, one of its whole names.

        ``projects`` are those through which it was found.
        """
        match = self._match(record, named)
        if match is not None:
            summary = record.statements[0].text if record.statements else ""
            snippet = self._in_texts.cut(summary, from_start=match.field is not MatchField.FILTER)
        else:
            match, snippet = self._stated(record)
        if not projects:
            return SearchHit(record.ref, match, snippet, self._activity(record))
        active = {project.ref: self._activity(project) for project in projects}
        through = sorted(active, key=lambda ref: doubt(active[ref]))
        return SearchHit(record.ref, match, snippet, active[through[0]], through=tuple(through))

    def _stated(self, record: _Record) -> tuple[Match, Snippet]:
        """Return the statement, the code or the further text with the most words, or else a name with some of them."""
        best = self._best_statement(record)
        snippet = Snippet("") if best is None else self._in_texts.cut(best.text)
        further = self._further(record, snippet)
        if further is not None:
            return further
        if best is None or not snippet.ranges:
            return self._in_part(record), snippet
        kind = StatementKind(best.kind)
        field = MatchField.SUMMARY if kind is StatementKind.SUMMARY else MatchField.STATEMENT
        shown = snippet.text, snippet.ranges
        return Match(field, *shown, fact_id=best.fact_id, language=best.language, statement_kind=kind), snippet

    def _further(self, record: _Record, snippet: Snippet) -> tuple[Match, Snippet] | None:
        """Return the code, or else the further text, with more of the words than the best statement has.

        None if none has, or if the statement has all of them.
        """
        if not (record.codes or self._further_texts):  # as nearly all entries of curated references
            return None
        least = self._in_texts.count(snippet.text)
        if snippet.ranges and least == self._in_texts.wanted:
            return None
        suffices = self._finding.wanted == self._in_texts.wanted
        coded = best_code(record.codes, self._finding, least, suffices=suffices) if record.codes else None
        return coded or best_further(self._further_texts.of(record.ref.id), self._in_texts, least)

    def _match(self, record: _Record, named: bool) -> Match | None:
        """Return the title, name or code with all words, if ``named`` first one that begins with them; or None."""
        title = record.ref.title
        if not self._finding.wanted:
            return Match(MatchField.FILTER, title)
        whole = self._whole(record) if named else None
        if whole is not None:
            return whole
        in_title = self._finding.ranges(title)
        if self._finding.has_all(title, in_title):
            return Match(MatchField.TITLE, title, in_title)
        names = self._names(record) if named else record.names
        best = self._finding.richest([name.text for name in names], self._finding.wanted - 1)
        return None if best is None else _named(names[best], self._finding.ranges(names[best].text))

    def _in_part(self, record: _Record) -> Match:
        """Return the name with most of the query's words, if no text has any; the title if no name has more."""
        in_title = self._finding.ranges(record.ref.title)
        found = [(name, self._finding.ranges(name.text)) for name in record.names]
        name, marks = max(found, key=lambda each: len(each[1]), default=(None, ()))
        if name is None or len(marks) <= len(in_title):
            return Match(MatchField.TITLE, record.ref.title, in_title)
        return _named(name, marks)

    def _whole(self, record: _Record) -> Match | None:
        title = record.ref.title
        if key_of(words_of(title)) == self._key:
            return Match(MatchField.TITLE, title, self._finding.ranges(title), whole=True)
        for name in record.names:
            if key_of(words_of(name.text)) == self._key:
                return _named(name, self._finding.ranges(name.text), whole=True)
        for code in record.codes:
            if key_of(words_of(code)) == self._key:
                return Match(MatchField.CODE, code, ((0, len(code)),), whole=True)
        return None

    def _names(self, record: _Record) -> list[_Text]:
        """Return the names, first those that begin with the words."""
        return sorted(record.names, key=lambda name: not key_of(words_of(name.text)).startswith(self._key))

    def _best_statement(self, record: _Record) -> _Text | None:
        """Return the statement with most of the query's words, the summary if no other has more; None: it has none."""
        if len(record.statements) < 2:
            return record.statements[0] if record.statements else None
        return record.statements[self._in_texts.richest([each.text for each in record.statements]) or 0]

    def _activity(self, record: _Record) -> Activity | None:
        return self._times.activity(HitDates(record.timeframes, record.milestones)) if self._times else None


def _named(name: _Text, marks: Ranges, *, whole: bool = False) -> Match:
    return Match(MatchField.NAME, name.text, marks, whole, name.fact_id, name.language, NameKind(name.kind))
