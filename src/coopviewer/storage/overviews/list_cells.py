"""Reads the cells of lists of entries, a column at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import LIST_COLUMNS, ListCell, ListColumn
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.list_batch import Batch, Evidence, Grant, RelationLink
from coopviewer.storage.overviews.list_gaps import CELL, CODES, STATES, ListGaps
from coopviewer.storage.overviews.project_gaps import ProjectGaps
from coopviewer.storage.overviews.published_cells import PUBLISHED, cell_of
from coopviewer.storage.overviews.span_cells import SPAN_COLUMNS, span_cells
from coopviewer.storage.search.relations import ARRANGEMENT

_C = ListColumn
_RELATED = {
    _C.REGIONS: EntryKind.REGION,
    _C.NETWORKS: EntryKind.NETWORK,
    _C.PROJECTS: EntryKind.PROJECT,
    _C.COUNTRIES: EntryKind.COUNTRY,
}
_PREDICATES = {
    _C.PARTNERS: "project-partner",
    _C.FUNDERS: "funded-by",
    _C.INSTRUMENTS: "financed-under",
    _C.REPORTERS: "reported-by",
    _C.ACCOUNTABLE: "accountable-to",
    _C.EXTENDING: "extended-by",
    _C.IMPLEMENTING: "implemented-by",
    _C.SECTORS: "in-sector",
}
# columns of ids: the column that has the titles of the same entries
_TITLES_OF = {
    _C.REGION_IDS: _C.REGIONS,
    _C.NETWORK_IDS: _C.NETWORKS,
    _C.PROJECT_IDS: _C.PROJECTS,
    _C.PROJECT_COUNT: _C.PROJECTS,
    _C.COUNTRY_IDS: _C.COUNTRIES,
    _C.COUNTRY_CODES: _C.COUNTRIES,
    _C.COUNTRY_COUNT: _C.COUNTRIES,
    _C.PARTNER_IDS: _C.PARTNERS,
    _C.FUNDER_IDS: _C.FUNDERS,
    _C.INSTRUMENT_IDS: _C.INSTRUMENTS,
    _C.REPORTER_IDS: _C.REPORTERS,
    _C.ACCOUNTABLE_IDS: _C.ACCOUNTABLE,
    _C.EXTENDING_IDS: _C.EXTENDING,
    _C.IMPLEMENTING_IDS: _C.IMPLEMENTING,
    _C.SECTOR_IDS: _C.SECTORS,
    _C.SECTOR_SHARES: _C.SECTORS,
    _C.COUNTRY_SHARES: _C.COUNTRIES,
}
_COUNTED = (_C.PROJECT_COUNT, _C.COUNTRY_COUNT)
_EVIDENCE = {
    **dict.fromkeys((_C.ARRANGEMENT_BASIS, _C.ARRANGEMENT_SOURCE, _C.ARRANGEMENT_PLACE), ARRANGEMENT),
    **dict.fromkeys((_C.CELL_BASIS, _C.CELL_SOURCE, _C.CELL_PLACE), CELL),
    **dict.fromkeys((_C.TIMEFRAME_BASIS, _C.TIMEFRAME_SOURCE, _C.TIMEFRAME_PLACE), "timeframe"),
    **dict.fromkeys((_C.GRANT_BASIS, _C.GRANT_SOURCE, _C.GRANT_PLACE), "grant"),
}
_GRANTS: Mapping[ListColumn, Callable[[Grant], str]] = {
    _C.GRANT: lambda grant: grant.as_given,
    _C.GRANT_AMOUNT: lambda grant: grant.amount,
    _C.GRANT_CURRENCY: lambda grant: grant.currency,
}
_HAVING = {column: frozenset(k for k, columns in LIST_COLUMNS.items() if column in columns) for column in ListColumn}
_EMPTY = ListCell()
_Make = Callable[[EntryRef], ListCell]


def related_of(columns: Iterable[ListColumn]) -> tuple[frozenset[EntryKind], frozenset[str]]:
    """Return the ``kinds`` and ``predicates`` that a Batch must be created with, so that these columns can be filled.

    The first are kinds of related entries, such as NETWORK for the networks of a country, the second ids of predicates,
    such as ``funded-by`` for the funders of a project.
    """
    of_titles = {_TITLES_OF.get(column, column) for column in columns}
    kinds = frozenset(_RELATED[column] for column in of_titles & _RELATED.keys())
    named = {_PREDICATES[column] for column in of_titles & _PREDICATES.keys()}
    listed = {STATES[column] for column in of_titles & STATES.keys()}
    behind = {_EVIDENCE[column] for column in of_titles & _EVIDENCE.keys()}
    return kinds, frozenset(named | listed | behind)


class ListCells:
    """Makes the cells of a list of entries, ``refs``, a column at a time.

    ``batch`` reads the facts of these entries, and ``gaps`` says what an empty cell means, such as *not stated*.
    """

    def __init__(self, batch: Batch, refs: Sequence[EntryRef], gaps: ListGaps) -> None:
        self._batch, self._refs, self._gaps = batch, refs, gaps
        self._others: dict[ListColumn, Mapping[str, Mapping[str, str]]] = {}
        self._evidence: dict[str, Mapping[str, list[Evidence]]] = {}

    def column(self, column: ListColumn) -> list[ListCell]:
        """Return the cells of a column, one for each of ``refs``; empty where an entry's kind lacks the column."""
        make, having = self._making(column), _HAVING[column]
        cells = [make(ref) if ref.kind in having else _EMPTY for ref in self._refs]
        projects = [place for place, ref in enumerate(self._refs) if ref.kind is EntryKind.PROJECT]
        if projects and EntryKind.PROJECT in having:
            of_projects = [(self._refs[place].id, cells[place]) for place in projects]
            for place, cell in zip(projects, self._project_gaps.explained(column, of_projects), strict=True):
                cells[place] = cell
        return cells

    @cached_property
    def _project_gaps(self) -> ProjectGaps:
        return self._gaps.of_projects([ref.id for ref in self._refs if ref.kind is EntryKind.PROJECT])

    def _making(self, column: ListColumn) -> _Make:
        if column is _C.ID:
            return lambda ref: ListCell((ref.id,))
        if column is _C.TITLE:
            return lambda ref: ListCell((ref.title,))
        if column is _C.KIND:
            return lambda ref: ListCell((ref.kind,))
        if column in (_C.SECTOR_SHARES, _C.COUNTRY_SHARES):
            return self._of_shares(column)
        if column in PUBLISHED:
            texts = self._batch.published.texts(column)
            return lambda ref: cell_of(texts.get(ref.id))
        if column in CODES:
            return self._code(CODES.index(column))
        if column in STATES:
            return self._state(column)
        if column in _EVIDENCE:
            return self._of_evidence(column)
        if column in SPAN_COLUMNS:
            return span_cells(column, self._batch, self._gaps)
        return self._of_grant(column) if column in _GRANTS else self._of_others(column)

    def _code(self, place: int) -> _Make:
        def make(ref: EntryRef) -> ListCell:
            codes = self._batch.codes.get(ref.id)
            code = codes[place] if codes is not None else None
            return ListCell((code,)) if code else _EMPTY

        return make

    def _of_shares(self, column: ListColumn) -> _Make:
        others, shares = self._related(_TITLES_OF[column]), self._batch.published.shares(column)

        def make(ref: EntryRef) -> ListCell:
            own = shares.get(ref.id)
            return _EMPTY if own is None else ListCell(tuple(own.get(id, "") for id in others.get(ref.id, {})))

        return make

    def _state(self, column: ListColumn) -> _Make:
        links = self._batch.by_predicate(STATES[column])

        def make(ref: EntryRef) -> ListCell:
            listed = any(not link.outgoing for link in links.get(ref.id, ()))
            return ListCell(state=CellState.LISTED if listed else self._gaps.absent(column, ref))

        return make

    def _of_grant(self, column: ListColumn) -> _Make:
        grants, text = self._batch.grants, _GRANTS[column]

        def make(ref: EntryRef) -> ListCell:
            several = grants.get(ref.id)
            if several is None:
                return ListCell(state=self._gaps.absent(column, ref)) if column is _C.GRANT else _EMPTY
            return ListCell(tuple(map(text, several)))

        return make

    def _of_others(self, column: ListColumn) -> _Make:
        titles = _TITLES_OF.get(column, column)
        related = self._related(titles)
        codes = self._codes_of_others() if column is _C.COUNTRY_CODES else {}

        def make(ref: EntryRef) -> ListCell:
            others = related.get(ref.id)
            if not others:
                return self._of_none(column, titles, ref)
            if column is titles:
                return ListCell(tuple(dict.fromkeys(others.values())))
            if column in _COUNTED:
                return ListCell(number=len(others))
            return ListCell(tuple(codes.get(id, "") for id in others) if column is _C.COUNTRY_CODES else tuple(others))

        return make

    def _of_none(self, column: ListColumn, titles: ListColumn, ref: EntryRef) -> ListCell:
        """Return the cell of an entry in a column of related entries, if no entry is related to it.

        ``titles`` is the column that lists the titles of those entries, of which ``column`` may show a number or
        codes.
        """
        if column is not titles and column not in _COUNTED:
            return _EMPTY
        absent = self._gaps.absent(titles, ref)
        is_count = column in _COUNTED and absent in (None, CellState.NOT_LISTED)
        return ListCell(number=0) if is_count else ListCell(state=absent)

    def _codes_of_others(self) -> Mapping[str, str]:
        ids = {id for several in self._related(_C.COUNTRIES).values() for id in several}
        codes = self._batch.beside(sorted(ids)).codes
        return {id: alpha3 or alpha2 or "" for id, (alpha2, alpha3, *_) in codes.items()}

    def _related(self, column: ListColumn) -> Mapping[str, Mapping[str, str]]:
        """Return the titles of related entries by their ids, in their order, by the id of the entry."""
        if column not in self._others:
            if column in _RELATED:
                links = self._batch.to_kind(_RELATED[column])
                self._others[column] = {
                    # of two regions, the one that the other is in
                    id: {each.other_id: each.other_title for each in several if each.outgoing or not _alike(id, each)}
                    for id, several in links.items()
                }
            else:
                self._others[column] = {ref.id: self._named(column, ref) for ref in self._refs}
        return self._others[column]

    def _named(self, column: ListColumn, ref: EntryRef) -> Mapping[str, str]:
        """Return the titles of the entries that an entry names in a role, such as its funders, by id, in list order."""
        links = self._batch.by_predicate(_PREDICATES[column]).get(ref.id, ())
        found = {link.other_id: (link.other_title, link.number) for link in links if link.outgoing}
        if column in (_C.FUNDERS, _C.INSTRUMENTS):
            grants = self._batch.grants.get(ref.id, ())
            ids = [grant.funder_id if column is _C.FUNDERS else grant.instrument_id for grant in grants]
            found |= {id: self._batch.payers[id] for id in ids if id is not None}
        if len(found) < 2:
            return {id: title for id, (title, _) in found.items()}
        return {id: title for id, (title, _) in sorted(found.items(), key=lambda each: each[1][1])}

    def _of_evidence(self, column: ListColumn) -> _Make:
        about = _EVIDENCE[column]
        if about not in self._evidence:
            facts = {ref.id: self._facts(about, ref) for ref in self._refs}
            found = self._batch.evidence(id for several in facts.values() for id in several)
            self._evidence[about] = {key: [found[id] for id in ids if id in found] for key, ids in facts.items()}
        evidence = self._evidence[about]
        part = _basis if column.endswith("-basis") else _sources if column.endswith("-source") else _places
        return lambda ref: ListCell(part(evidence[ref.id]))

    def _facts(self, about: str, ref: EntryRef) -> Sequence[str]:
        """Return the facts behind a column; for an entry that no list names, those that say how far the lists go."""
        if about == "timeframe":
            spans = [span.fact_id for span in self._batch.spans.get(ref.id, ())]
            by_milestones = self._batch.published.spans.get(ref.id)
            return spans or [each.fact_id for each in by_milestones.milestones] if by_milestones is not None else spans
        if about == "grant":
            return [grant.fact_id for grant in self._batch.grants.get(ref.id, ())]
        listing = [link.fact_id for link in self._batch.by_predicate(about).get(ref.id, ()) if not link.outgoing]
        return listing or (self._gaps.extents(about) if ref.kind is EntryKind.COUNTRY else ())


def _alike(entry_id: str, link: RelationLink) -> bool:
    """Return whether both ends of a relation are of one kind."""
    return entry_id.partition("/")[0] == link.other_kind


def _basis(several: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.basis for each in several))


def _sources(several: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for each in several for source in each.sources))


def _places(several: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the places, each with its source if there are several sources."""
    alone = len(_sources(several)) < 2
    pairs = (pair for each in several for pair in zip(each.sources, each.places, strict=True) if pair[1])
    return tuple(dict.fromkeys(place if alone else f"{source}: {place}" for source, place in pairs))
