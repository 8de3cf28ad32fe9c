"""Searching the annotations on a reference: by tag, by kind of annotation, and in the text of notes and tags."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Motivation, tag_key
from coopviewer.domain.annotations.lists import count_by_present_id, with_former
from coopviewer.domain.search.answer import Match, MatchField, Snippet
from coopviewer.domain.search.occurrences import OccurrenceFinder
from coopviewer.domain.search.query import Facet, OwnEntries, OwnKind, SearchFilter, SearchQuery
from coopviewer.domain.text.folding import fold, words_of
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.queries import count_entries

_MOST_LOOKED_AT = 2_000  # annotations with the words, most recently changed first
_ROWS = """
    SELECT a.entry_id, a.body,
        (SELECT p.exact FROM anchor p WHERE p.annotation_uuid = a.uuid ORDER BY p.number LIMIT 1),
        (SELECT group_concat(name, char(10)) FROM (SELECT t.name FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid
         WHERE x.annotation_uuid = a.uuid ORDER BY t.name))
    FROM annotation a WHERE a.dataset = ? AND a.deleted_at IS NULL AND {} ORDER BY a.modified DESC, a.uuid LIMIT {}
"""
_OWN = (Facet.TAG, Facet.HAS)
_TAGGED = """a.uuid IN (SELECT x.annotation_uuid FROM annotation_tag x
    WHERE x.tag_uuid IN (SELECT value FROM json_each(?)))"""
_ENTRIES = "SELECT DISTINCT a.entry_id FROM annotation a WHERE a.dataset = ? AND a.deleted_at IS NULL AND {}"
_ENTRIES_TAGGED = """
    SELECT DISTINCT a.entry_id FROM json_each(?) k CROSS JOIN annotation_tag x ON x.tag_uuid = k.value
    CROSS JOIN annotation a ON a.uuid = x.annotation_uuid WHERE a.dataset = ? AND a.deleted_at IS NULL
"""
_HAS = {
    OwnKind.NOTE: "a.body <> ''",
    OwnKind.TAG: "EXISTS (SELECT 1 FROM annotation_tag x WHERE x.annotation_uuid = a.uuid)",
    OwnKind.BOOKMARK: f"a.motivation = '{Motivation.BOOKMARKING}'",
}


class OwnText(NamedTuple):
    """An annotation that a search found, and how it is shown with its entry.

    ``entry_id``: the present id of the entry.
    ``match``: why it was found: the text of its note, its tags, or that it is a bookmark.
    ``snippet``: a part of its note, or of its quotation if it has no note.
    """

    entry_id: str
    match: Match
    snippet: Snippet


class AnnotationSearch:
    """A read-only search of one annotations file; must be created, used and closed on one thread.

    The parameter ``dataset`` is always the URN of the reference that the annotations are on. Annotations in the bin are
    not found. Every method raises EnvironmentFault if the file cannot be read.
    """

    def __init__(self, path: Path, former: Mapping[str, str] = MappingProxyType({})) -> None:
        """Open the annotations file at ``path``; raises EnvironmentFault if it cannot be read.

        ``former`` has the present ids of renamed entries by their former ids. An annotation that names a former id
        counts as one of the present entry, whose id all methods return.
        """
        self.path, self._former = path, former
        self._file = open_annotation_file(path, read_only=True)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def entries(self, dataset: str, query: SearchQuery) -> OwnEntries | None:
        """Return the entries that a query's filters on annotations (``tag:``, some ``has:``) select; None without any.

        For ``tag:a tag:b has:note`` these are the entries with the tag *a* or *b* that also have a note. A
        result of ``has:note has:grant`` needs only one of the two, and grants are in the reference, which is not looked
        at here: the entries with a note are then in ``having``, not in ``among``.
        """
        filters = [each for each in query.filters if each.is_own]
        if not filters:
            return None
        with self._file.reading() as connection:
            tags = _tags_named(connection, filters)
            included = {
                facet: [each for each in filters if each.facet is facet and not each.excluded] for facet in _OWN
            }
            of_facet = {
                facet: self._entries(connection, dataset, each, tags) for facet, each in included.items() if each
            }
            having = of_facet.pop(Facet.HAS) if has_both(query) else None
            excluded = [each for each in filters if each.excluded]
            left_out = self._entries(connection, dataset, excluded, tags) if excluded else frozenset()
        return OwnEntries(
            frozenset.intersection(*of_facet.values()) if of_facet else None,
            left_out,
            tuple(each.value for each in filters if each.facet is Facet.TAG and not tags[each.value]),
            having,
        )

    def counts(self, dataset: str) -> dict[str, int]:
        """Count annotations outside the bin by the present id of their entry, also those made under a former id."""
        with self._file.reading() as connection:
            return count_by_present_id(count_entries(connection, dataset), self._former)

    def texts(self, dataset: str, query: SearchQuery) -> Iterator[OwnText]:
        """Yield annotations that have all words of a query, at most one for each entry, the one changed last first.

        The words may be spread over note and tags; an annotation with an excluded word in these is left out; quotations
        are not searched. If more than 2,000 annotations have the words in note, tags or quotation, only the 2,000
        changed last are looked at. Filters of the query do not count; nothing is yielded if it has no words.
        """
        terms = [term for term in query.terms if not term.excluded]
        words = tuple(word for term in terms if not term.phrase for word in words_of(term.text))
        phrases = [words_of(term.text) for term in terms if term.phrase]
        finding = OccurrenceFinder(words, phrases)
        left_out = [OccurrenceFinder((), [words_of(term.text)]) for term in query.terms if term.excluded]
        if not finding.wanted:
            return
        sought = (*words, *(word for phrase in phrases for word in phrase))
        condition = " AND ".join(["instr(a.folded, ?)"] * len(sought))
        with self._file.reading() as connection:
            rows = connection.execute(_ROWS.format(condition, _MOST_LOOKED_AT), (dataset, *sought)).fetchall()
        known: set[str] = set()
        for named, body, quotation, tags in rows:
            entry_id = self._former.get(named, named)
            said = "\n".join(filter(None, (body, tags)))
            if entry_id in known or not finding.has_all(said, finding.ranges(said)):
                continue
            if any(each.ranges(said) for each in left_out):
                continue
            known.add(entry_id)
            yield _found(entry_id, body, _quoted(quotation), (tags or "").split("\n"), finding)

    def of_entries(self, dataset: str, query: SearchQuery, ids: Collection[str]) -> Mapping[str, OwnText]:
        """Return for entries, by id, the annotation because of which a query's filters on annotations select them.

        It is the one changed last that any of these filters selects; filters that exclude do not count. Only
        annotations of the entries ``ids`` are looked at; if more than 2,000 of them are selected, only the 2,000
        changed last. Empty if the query has no such filters.
        """
        filters = [each for each in query.filters if each.is_own and not each.excluded]
        if not filters or not ids:
            return {}
        with self._file.reading() as connection:
            tags = _tags_named(connection, filters)
            condition, values = _any_of(filters, tags)
            among = "a.entry_id IN (SELECT value FROM json_each(?))"
            wanted = (dataset, *values, json.dumps(sorted(with_former(ids, self._former))))
            rows = connection.execute(_ROWS.format(f"({condition}) AND {among}", _MOST_LOOKED_AT), wanted).fetchall()
        found: dict[str, OwnText] = {}
        for named, body, quotation, said in rows:
            entry_id = self._former.get(named, named)
            text = _asked_for(entry_id, body, _quoted(quotation), (said or "").split("\n"), filters)
            found.setdefault(entry_id, text)
        return found

    def _entries(
        self,
        connection: sqlite3.Connection,
        dataset: str,
        filters: Iterable[SearchFilter],
        tags: Mapping[str, list[str]],
    ) -> frozenset[str]:
        """Return the entries with an annotation that matches one of some filters; each filter is one index scan."""
        found: set[str] = set()
        for each in filters:
            if each.facet is Facet.TAG:
                rows = connection.execute(_ENTRIES_TAGGED, (json.dumps(tags[each.value]), dataset))
            else:
                rows = connection.execute(_ENTRIES.format(_HAS[OwnKind(each.value)]), (dataset,))
            found.update(self._former.get(entry_id, entry_id) for (entry_id,) in rows)
        return frozenset(found)


def has_both(query: SearchQuery) -> bool:
    """Return whether a query has filters ``has:`` on annotations (``has:note``) and on the reference (``has:grant``).

    A result then has to meet only one of them. Filters that exclude do not count.
    """
    return len({each.is_own for each in query.of_facet(Facet.HAS) if not each.excluded}) > 1


def _tags_named(connection: sqlite3.Connection, filters: Iterable[SearchFilter]) -> dict[str, list[str]]:
    """Return the uuids of the tags that filters name, by the filter's value.

    For a name that no tag has they are those of tags that differ in accents alone; empty without such tags.
    """
    values = [each.value for each in filters if each.facet is Facet.TAG]
    same: dict[str, list[str]] = {}
    alike: dict[str, list[str]] = {}
    if values:
        for uuid, name, key in connection.execute("SELECT uuid, name, key FROM tag"):
            same.setdefault(key, []).append(uuid)
            alike.setdefault(fold(name), []).append(uuid)
    return {value: same.get(tag_key(value)) or alike.get(fold(value), []) for value in values}


def _any_of(filters: Iterable[SearchFilter], tags: Mapping[str, list[str]]) -> tuple[str, tuple[str, ...]]:
    """Return the SQL condition, with its values, that an annotation matches one of some filters."""
    conditions = [_HAS[OwnKind(each.value)] for each in filters if each.facet is Facet.HAS and each.is_own]
    uuids = [uuid for each in filters if each.facet is Facet.TAG for uuid in tags[each.value]]
    conditions.append(_TAGGED)
    return " OR ".join(conditions), (json.dumps(uuids),)


def _found(entry_id: str, body: str, quoted: str, tags: list[str], finding: OccurrenceFinder) -> OwnText:
    snippet = finding.cut(body or quoted)
    if body and snippet.ranges:
        return OwnText(entry_id, Match(MatchField.OWN_NOTE, snippet.text, snippet.ranges), snippet)
    shown = ", ".join(tag for tag in tags if finding.ranges(tag))
    return OwnText(entry_id, Match(MatchField.OWN_TAG, shown, finding.ranges(shown)), snippet)


def _quoted(quotation: str | None) -> str:
    return f"“{quotation}”" if quotation else ""


def _asked_for(entry_id: str, body: str, quoted: str, tags: list[str], filters: list[SearchFilter]) -> OwnText:
    snippet = OccurrenceFinder(()).cut(body or quoted)
    asked = {fold(each.value) for each in filters if each.facet is Facet.TAG}
    same = {tag_key(each.value) for each in filters if each.facet is Facet.TAG}
    named = [tag for tag in tags if tag_key(tag) in same] or [tag for tag in tags if fold(tag) in asked]
    kinds = {each.value for each in filters if each.facet is Facet.HAS}
    if named or (OwnKind.TAG in kinds and any(tags)):
        match = Match(MatchField.OWN_TAG, ", ".join(named or tags))
    elif OwnKind.NOTE in kinds and body:
        match = Match(MatchField.OWN_NOTE, snippet.text)
    else:
        match = Match(MatchField.OWN_BOOKMARK, "")
    return OwnText(entry_id, match, snippet)
