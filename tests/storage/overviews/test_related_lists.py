"""Lists of relations, and cells about the entries that others are related to."""

from collections.abc import Iterator
from datetime import date

import pytest

from coopviewer import paths
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import ListCell, ListColumn, RelationColumn
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.list_source import ListSource

_C = ListColumn
SUBJECT, OBJECT = (list(RelationColumn).index(each) for each in (RelationColumn.SUBJECT_ID, RelationColumn.OBJECT_ID))
NIGER, AFIC, WITHOUT = "country/NE", "project/afic", "project/eu4bordersecurity"


@pytest.fixture(scope="module")
def source() -> Iterator[ListSource]:
    opened = ListSource(paths.reference_file(), date(2020, 1, 1))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def every(source: ListSource) -> list[tuple[str, ...]]:
    return [row.cells for row in source.relations()]


@pytest.mark.parametrize("kind", [EntryKind.NETWORK, EntryKind.COUNTRY, EntryKind.FORUM])
def test_the_relations_of_a_kind_begin_or_end_at_one_of_it(
    source: ListSource, every: list[tuple[str, ...]], kind: EntryKind
) -> None:
    wanted = [row for row in every if f"{kind}/" in (row[SUBJECT][: len(kind) + 1], row[OBJECT][: len(kind) + 1])]
    assert [row.cells for row in source.relations(kind=kind)] == wanted
    assert 0 < len(wanted) < len(every)


def test_the_relations_of_entries_begin_or_end_at_one_of_them(source: ListSource, every: list[tuple[str, ...]]) -> None:
    wanted = [row for row in every if {row[SUBJECT], row[OBJECT]} & {NIGER, AFIC}]
    assert [row.cells for row in source.relations({NIGER, AFIC})] == wanted
    assert {row[SUBJECT] for row in wanted} > {AFIC}
    both = [row.cells for row in source.relations({NIGER}, EntryKind.PROJECT)]
    assert both == [row for row in every if (row[SUBJECT], row[OBJECT]) == (AFIC, NIGER)] != []


@pytest.mark.parametrize(
    ("entry_id", "column", "cell"),
    [
        ("country/CA", _C.PROJECT_COUNT, ListCell(number=0)),  # the lists of projects are complete
        ("country/CA", _C.PROJECT_IDS, ListCell()),
        ("country/CA", _C.NETWORKS, ListCell(state=CellState.NOT_STATED)),
        (NIGER, _C.PROJECT_COUNT, ListCell(number=1)),
        (NIGER, _C.PROJECT_IDS, ListCell((AFIC,))),
        (NIGER, _C.ARRANGEMENT, ListCell(state=CellState.NOT_LISTED)),  # the list of countries is complete
        ("organisation/iom", _C.ARRANGEMENT, ListCell(state=CellState.NOT_STATED)),
        (WITHOUT, _C.COUNTRIES, ListCell(state=CellState.NOT_STATED)),
        (WITHOUT, _C.COUNTRY_COUNT, ListCell(state=CellState.NOT_STATED)),
        (WITHOUT, _C.COUNTRY_CODES, ListCell()),
        (AFIC, _C.COUNTRY_COUNT, ListCell(number=33)),
    ],
)
def test_a_number_of_none_is_0_only_where_the_source_says_so(
    source: ListSource, entry_id: str, column: ListColumn, cell: ListCell
) -> None:
    kind = EntryKind(entry_id.partition("/")[0])
    (row,) = source.rows(source.of_kinds([kind], {entry_id}), [column])
    assert row.cells == (cell,)
