"""Reading: pages in tabs, and what stands in the place of a page."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address, annotations_address, search_address
from coopviewer.domain.browsing.tabs import TabRow
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.open_reference import OpenReference
from coopviewer.workspace.reading import ReadingService


@pytest.fixture
def reading(qtbot: QtBot) -> Iterator[ReadingService]:
    service = ReadingService(OpenReference(ReferenceStore(paths.reference_file())))
    yield service
    service.reference.close()


def test_a_tab_is_named_by_its_page_or_by_what_is_searched_or_listed(reading: ReadingService) -> None:
    rows: list[TabRow] = []
    reading.tab_set.tabs_changed.connect(rows.append)
    reading.open(Address("country/NE"))
    reading.refine(search_address("wells"))
    reading.refine(annotations_address("tag=a"))
    assert [[title for _, title in row.titles] for row in rows] == [["Niger"], ["“wells”"], ["Annotations"]]
    assert reading.open_page is None


def test_the_entries_opened_last_come_first_and_lists_are_not_among_them(reading: ReadingService) -> None:
    for entry in ("country/NE", "project/afic", "country/NE"):
        reading.open(Address(entry))
        reading.refine(search_address("wells"))
    assert reading.recent == ("country/NE", "project/afic")
