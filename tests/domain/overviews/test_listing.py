"""Which columns a list of entries has: those of its kinds, each once, in one order."""

import pytest

from coopviewer.domain.overviews.listing import LIST_COLUMNS, ListColumn, columns_of
from coopviewer.domain.reference.vocabulary import EntryKind


@pytest.mark.parametrize("kind", EntryKind)
def test_a_list_of_one_kind_has_the_columns_of_that_kind(kind: EntryKind) -> None:
    found = columns_of([kind])
    assert set(found) == set(LIST_COLUMNS[kind])
    assert len(found) == len(set(found))
    assert found[:2] == (ListColumn.ID, ListColumn.TITLE)


def test_a_list_of_several_kinds_has_all_their_columns_in_one_order() -> None:
    found = columns_of([EntryKind.PROJECT, EntryKind.COUNTRY])
    assert set(found) == {*LIST_COLUMNS[EntryKind.COUNTRY], *LIST_COLUMNS[EntryKind.PROJECT]}
    assert found == columns_of([EntryKind.COUNTRY, EntryKind.PROJECT])
    assert [*found] == [column for column in ListColumn if column in found]
    assert ListColumn.ALPHA3 in found
    assert ListColumn.GRANT_CURRENCY in found
    assert ListColumn.COUNTRY_COUNT in found


def test_a_list_of_nothing_has_what_every_list_has() -> None:
    assert set(columns_of([])) == {ListColumn.ID, ListColumn.TITLE, ListColumn.KIND}
