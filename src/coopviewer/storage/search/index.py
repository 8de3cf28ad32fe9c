"""An open reference to be searched, and the entries that an id or a name means."""

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import InCategory, SearchHit
from coopviewer.domain.search.query import Facet, OwnEntries, SearchFilter, SearchQuery, SearchTerm
from coopviewer.domain.text.folding import words_of
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref
from coopviewer.storage.search.conditions import Condition, one_of
from coopviewer.storage.search.expressions import Vocabulary
from coopviewer.storage.search.relations import Relations
from coopviewer.storage.search.tables import FACET_PREDICATES, key_of, quoted_list
from coopviewer.storage.search.times.edges import Edges

_MOST_NAMED = 50  # entries that one filter value may stand for
_DAC_SECTOR, _DAC_CATEGORY = "theme/dac-", "theme/dac3-"  # how ids of sectors begin, before five and three digits
_CATEGORY_CODE = re.compile(r"[1-9][0-9]{1,2}")
_DIGITS_OF_GROUP = 2  # of a code: 12 is what 121, 122 and 123 are part of
_ORGANISATIONS = """
    SELECT e.sort_key, k.key, NOT EXISTS (SELECT 1 FROM relation WHERE object_id = e.id)
        AND NOT EXISTS (SELECT 1 FROM relation WHERE subject_id = e.id)
    FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value WHERE e.kind = 'organisation'
"""
_SECTORS = f"""SELECT object_id FROM relation WHERE subject_id = ?
    AND predicate_id IN ({quoted_list(FACET_PREDICATES["sector"])}) ORDER BY object_id"""
_PLACES = """
    SELECT DISTINCT e.number, e.id, e.kind, e.title FROM search_key k CROSS JOIN entry e ON e.number = k.number
    WHERE k.field IN (0, 1) AND k.key = ? AND e.kind IN ('country', 'region') LIMIT 2
"""


class SearchIndex(NamedTuple):
    """An open reference to be searched, with its words, relations and dates; ``today`` returns the present day."""

    connection: sqlite3.Connection
    vocabulary: Vocabulary
    relations: Relations
    edges: Edges
    today: Callable[[], date] = date.today


class PlaceQuery(NamedTuple):
    """The query for the projects in a country or region; ``place`` is the entry number of the country or region."""

    place: int
    query: SearchQuery


def numbers_of(connection: sqlite3.Connection, ids: Collection[str]) -> tuple[int, ...]:
    """Return the sorted entry numbers of the entries with some ids; unknown ids, and former ones, are left out."""
    query = "SELECT e.number FROM json_each(?) k CROSS JOIN entry e ON e.id = k.value"
    return tuple(sorted(row[0] for row in connection.execute(query, (json.dumps(sorted(ids)),))))


def entries_named(connection: sqlite3.Connection, vocabulary: Vocabulary, kind: str, text: str) -> list[str]:
    """Return the ids of the entries of a kind that a text names: by id, whole name or code, or else a part of a name.

    The text ``nig`` is a part of *Niger*: each of its words must begin a word of the name. A former id names the entry
    that was renamed. At most 50 ids are returned, in no particular order; none if nothing is named.

    Among sectors, the text may also name a category (``121``, ``12`` for all that begin so, or its name): then all
    sectors of the category are returned too, however many.
    """
    named, is_whole = _named(connection, vocabulary, kind, text)
    if kind != EntryKind.THEME or is_entry_id(text):
        return named
    categories = _categories(connection, words_of(text, vocabulary.rule), vocabulary.rule, whole=is_whole)
    return list(dict.fromkeys([*named, *_sectors_of(connection, categories)]))


def _named(connection: sqlite3.Connection, vocabulary: Vocabulary, kind: str, text: str) -> tuple[list[str], bool]:
    """Return the ids of the entries of a kind that a text names, and whether as a whole.

    Those of a category do not count.
    """
    if is_entry_id(text):
        led = "SELECT new_id FROM redirect WHERE old_id = ?"
        query = f"SELECT id FROM entry WHERE id IN (?, ({led})) AND kind = ? ORDER BY id <> ? LIMIT 1"
        return [row[0] for row in connection.execute(query, (text, text, kind, text))], True
    exact = """
        SELECT DISTINCT e.id FROM search_key k CROSS JOIN entry e ON e.number = k.number
        WHERE k.field IN (0, 1, 2) AND k.key = ? AND e.kind = ? ORDER BY k.number LIMIT ?
    """
    found = connection.execute(exact, (key_of(words_of(text, vocabulary.rule)), kind, _MOST_NAMED)).fetchall()
    is_whole = bool(found)
    if not is_whole:
        # the numbers of a kind are contiguous
        begun = """
            SELECT e.id FROM search_name s JOIN entry e ON e.number = s.rowid
            WHERE s.search_name MATCH ? AND s.rowid BETWEEN (SELECT min(number) FROM entry WHERE kind = ?)
            AND (SELECT max(number) FROM entry WHERE kind = ?) AND e.kind = ? LIMIT ?
        """
        terms = [SearchTerm(text)]
        if kind == EntryKind.THEME and _CATEGORY_CODE.fullmatch(text):  # which begins codes of other lists too
            expression = vocabulary.whole(terms, named=True).text
        else:
            expression = vocabulary.begun(terms, named=True, every=True).text
        found = connection.execute(begun, (expression, kind, kind, kind, _MOST_NAMED)).fetchall()
    return [row[0] for row in found], is_whole


def place_of(connection: sqlite3.Connection, vocabulary: Vocabulary, query: SearchQuery) -> PlaceQuery | None:
    """Return the query for the projects in a country or region, if its name is all words of ``query``; else None.

    ``kenya`` becomes ``kind:project country:Kenya``. The filters of ``query`` are kept, but ``kind:project`` replaces
    all kinds that it asks for. None too if it asks for kinds without projects, such as ``kind:network``, filters by a
    country or region, or excludes a word; if two places have the name; and if ``country:Kenya`` would find no entry.
    """
    kinds = [each.value for each in query.of_facet(Facet.KIND) if not each.excluded]
    has_place = query.of_facet(Facet.COUNTRY) or query.of_facet(Facet.REGION)
    if has_place or (kinds and EntryKind.PROJECT not in kinds) or any(term.excluded for term in query.terms):
        return None
    key = key_of(word for term in query.terms for word in words_of(term.text, vocabulary.rule))
    found = connection.execute(_PLACES, (key,)).fetchall() if key else []
    if len(found) != 1:
        return None
    number, id_, kind, title = found[0]
    known = "SELECT 1 FROM search_value WHERE facet = ? AND value = ?"
    if connection.execute(known, (kind, id_)).fetchone() is None:
        return None
    others = (each for each in query.filters if each.facet is not Facet.KIND or each.excluded)
    meant = (SearchFilter(Facet.KIND, EntryKind.PROJECT), SearchFilter(Facet(kind), title))
    return PlaceQuery(number, replace(query, parts=(*others, *meant)))


def bare_last(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """Return entry numbers in their order, but of organisations with the same title, put those with relations first.

    One without relations is only named in payments or the like, so the others of its title are shown before it. All
    other entries keep their places.
    """
    ordered = list(numbers)
    alike: dict[str, list[tuple[bool, int]]] = {}
    if len(ordered) > 1:
        for title, place, is_bare in connection.execute(_ORGANISATIONS, (json.dumps(ordered),)):
            alike.setdefault(title, []).append((bool(is_bare), place))
    for several in alike.values():
        places = sorted(place for _, place in several)
        for place, (_, former) in zip(places, sorted(several), strict=True):
            ordered[place] = numbers[former]
    return ordered


def sectors_in_categories(
    connection: sqlite3.Connection, vocabulary: Vocabulary, texts: Sequence[str]
) -> tuple[dict[str, InCategory], set[str]]:
    """Return the sectors that are in a category that a filter names, and the ids of those that it names itself.

    ``texts`` are the values of the filter: ``151`` names a category, ``15110`` a sector. The first has for each sector,
    by its id, in which category it is; sectors that a text names itself are only in the second.
    """
    named: set[str] = set()
    found: dict[str, InCategory] = {}
    for text in texts:
        by_itself, is_whole = _named(connection, vocabulary, EntryKind.THEME, text)
        named.update(by_itself)
        if is_entry_id(text):
            continue
        for category in _categories(connection, words_of(text, vocabulary.rule), vocabulary.rule, whole=is_whole):
            label = next((label for code, label in _labels(connection) if code == category), None)
            for id_ in _sectors_of(connection, [category]):
                row = connection.execute(f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.id = ?", (id_,)).fetchone()
                found[id_] = InCategory(entry_ref(row), id_.rpartition("-")[2], category, label)
    return {id_: each for id_, each in found.items() if id_ not in named}, named


def with_sectors(index: SearchIndex, query: SearchQuery, hits: tuple[SearchHit, ...]) -> tuple[SearchHit, ...]:
    """Return the results of a query, with ``SearchHit.sector`` set in those that match by a category of sectors.

    The category ``sector:121`` finds an entry with the sector 12110, which belongs to it: this sector is added, or of
    several the first by id. Other results, such as countries found through their projects, are returned as they are.
    """
    values = [each.value for each in query.of_facet(Facet.SECTOR) if not each.excluded]
    known, named = sectors_in_categories(index.connection, index.vocabulary, values) if values else ({}, set())
    if not known:
        return hits
    found = []
    for hit in hits:
        ids = [hit.ref.id, *(row[0] for row in index.connection.execute(_SECTORS, (hit.ref.id,)))]
        sector = None if named.intersection(ids) else next((known[id_] for id_ in ids if id_ in known), None)
        found.append(hit if hit.through or sector is None else replace(hit, sector=sector))
    return tuple(found)


def _sectors_of(connection: sqlite3.Connection, categories: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the sectors of the DAC that are in some categories, and of these themselves."""
    for category in categories:
        query = "SELECT id FROM entry WHERE id = ? OR id BETWEEN ? AND ? ORDER BY number"
        ends = f"{_DAC_SECTOR}{category}00", f"{_DAC_SECTOR}{category}99"
        yield from (row[0] for row in connection.execute(query, (f"{_DAC_CATEGORY}{category}", *ends)))


def _categories(connection: sqlite3.Connection, words: Sequence[str], rule: int, *, whole: bool) -> list[str]:
    """Return the categories, of three digits each, that some words name, as a whole or by beginnings of words."""
    if len(words) == 1 and _CATEGORY_CODE.fullmatch(words[0]):
        return [words[0]] if len(words[0]) > _DIGITS_OF_GROUP else [f"{words[0]}{last}" for last in range(10)]
    named = ((code, words_of(label, rule)) for code, label in (_labels(connection) if words else ()))
    if whole:
        return list(dict.fromkeys(code for code, name in named if name == tuple(words)))
    return list(dict.fromkeys(code for code, name in named if _begins_all(words, name)))


def _labels(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return code and name of the categories of a reference's sectors, the English one first; none in version 1."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'code_label'").fetchone() is None:
        return []
    query = "SELECT code, label FROM code_label WHERE list = 'SectorCategory' ORDER BY code, language <> 'en'"
    return connection.execute(query).fetchall()


def _begins_all(words: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(each.startswith(word) for each in name) for word in words)


def own_conditions(
    connection: sqlite3.Connection, own: OwnEntries | None
) -> tuple[tuple[int, ...] | None, list[Condition]]:
    """Return to which entries filters on annotations limit a search of the reference, in two forms.

    ``own`` is what these filters found; None: there are no such filters, and the result is ``(None, [])``. The first
    value is the sorted entry numbers that results must be among; None: any. The second has at most two conditions: that
    an entry is one of these, and that it is none that the filters exclude.
    """
    if own is None:
        return None, []
    conditions = []
    among = None
    if own.among is not None:
        among = numbers_of(connection, own.among)
        conditions.append(one_of(among))
    if own.excluded:
        conditions.append(one_of(numbers_of(connection, own.excluded)).negated)
    return among, conditions
