"""The references that were opened: their list, *Open recent*, and switching between them with one's place kept."""

import json
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.browsing.known_references import KnownReference, ListedReference
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import HomePage
from coopviewer.domain.search.saved_searches import Searches
from coopviewer.models.roles import Role
from coopviewer.rendering.pages.layout import lay_out_for_screen
from coopviewer.rendering.pages.page_links import PageLink, page_links
from coopviewer.rendering.words.known_reference_words import listed_cells
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.references_dialog import ReferencesDialog
from tests.activity_values import write_imported
from tests.annotated import annotation
from tests.journeys.conftest import TODAY, Opens


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another file with the same edition."""
    return Path(copyfile(paths.reference_file(), tmp_path / "other.db"))


def listing(composition: Composition) -> ReferencesDialog:
    """Open the list by its action, as its key does, and wait until it is read."""
    composition.window.actions_by_id[ActionId.REFERENCES].trigger()
    assert composition.references.service.wait()
    return composition.references.dialog


def places(dialog: ReferencesDialog) -> list[str]:
    rows = range(dialog.model.rowCount())
    return [Path(dialog.model.index(row, 0).data(Role.VALUE).place).name for row in rows]


def cells(dialog: ReferencesDialog, row: int) -> list[str]:
    return [dialog.model.index(row, column).data() for column in range(dialog.model.columnCount())]


def recent(composition: Composition) -> list[str]:
    menu = composition.references.recent
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_list_says_what_a_reference_is_and_where(opens: Opens, other: Path) -> None:
    window = opens(reference=other)
    window.settle()
    dialog = listing(window)
    assert places(dialog) == ["other.db", "coop.db"]
    title, file, as_of, state, publisher, name, folder = cells(dialog, 0)
    edition = window.reading.reference.edition
    assert (title, publisher, name) == (edition.title, edition.publisher, edition.id)
    assert (state, file, folder) == ("open now", "other.db", str(other.parent))
    assert as_of == "1 February 2019 – 31 December 2021"
    assert (cells(dialog, 1)[3], cells(dialog, 1)[6]) == ("never", "bundled with coopviewer")


def test_two_editions_of_one_publisher_are_told_apart() -> None:
    editions = ("2023-05-02", "2024-05-02", "1a2b3c", "")
    known = [KnownReference(f"/{each or 'none'}.db", "IATI: Agency", "Agency", edition=each) for each in editions]
    rows = [listed_cells(ListedReference(each, each.path, True), ENGLISH, is_open=False, home=None) for each in known]
    assert [row[5] for row in rows] == ["2 May 2023", "2 May 2024", "1a2b3c", ""]


def test_enter_switches_to_a_reference_and_back_with_the_tabs_kept(opens: Opens, other: Path, qtbot: QtBot) -> None:
    window = opens(Address("country/NE"))
    window.settle()
    window.reading.open_in_new_tab(Address("country/NG"))
    window.reading.open_reference(str(other))
    window.reading.open(Address("country/GN"))
    dialog = listing(window)
    qtbot.keyClicks(dialog.field, "bundled")
    assert places(dialog) == ["coop.db"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    tabs = window.window.tabs
    assert [tabs.tabText(number) for number in range(tabs.count())] == ["Niger", "Nigeria"]
    dialog = listing(window)
    assert places(dialog) == ["coop.db", "other.db"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert window.page.title == "Guinea"


def test_a_file_that_is_gone_is_shown_as_gone_and_can_be_removed(opens: Opens, other: Path) -> None:
    window = opens(reference=other)
    window.settle()
    window.reading.open_reference(str(paths.reference_file()))
    assert window.references.service.wait()
    other.unlink()
    dialog = listing(window)
    assert cells(dialog, 1)[3] == "file is gone"
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert not dialog.open_button.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert str(other) in dialog.message.text()
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert window.references.service.wait()
    assert places(dialog) == ["coop.db"]


def test_references_of_one_title_are_told_apart_and_the_right_one_is_opened(opens: Opens, tmp_path: Path) -> None:
    files = []
    for year in ("2024", "2025"):
        (tmp_path / year).mkdir()
        files.append(Path(copyfile(paths.reference_file(), tmp_path / year / "agency.db")))
    window = opens(HOME_ADDRESS)
    window.settle()
    for each in (*files, paths.reference_file()):
        window.reading.open_reference(str(each))
    assert window.references.service.wait()
    names = recent(window)
    assert [name.split(" · ")[1:] for name in names[:2]] == [
        ["agency.db", f"in {each.parent}"] for each in reversed(files)
    ]
    dialog = listing(window)
    assert [cells(dialog, row)[6] for row in (1, 2)] == [str(each.parent) for each in reversed(files)]
    spoken = [dialog.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert len(set(spoken)) == 3
    assert "agency.db, as of: 1 February 2019 – 31 December 2021, " in spoken[2]
    assert spoken[2].endswith(str(files[0].parent))
    dialog.table.select_row(2)
    assert dialog.message.text().startswith(f"Others in the list have this title; this one is {files[0]}.\n")
    assert dialog.open_button.text() == "&Open"
    assert dialog.open_button.accessibleName() == f"Open {cells(dialog, 2)[0]}, agency.db"
    QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert window.reading.reference.path == files[0]


def test_a_double_click_opens_a_reference(opens: Opens, other: Path) -> None:
    window = opens(reference=other)
    window.settle()
    dialog = listing(window)
    row = dialog.table.visualRect(dialog.model.index(1, 2)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    QTest.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert not dialog.isVisible()
    assert window.reading.reference.path == paths.reference_file()


def test_the_bundled_reference_is_not_removed(opens: Opens) -> None:
    window = opens()
    window.settle()
    dialog = listing(window)
    assert not dialog.remove.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert window.references.service.wait()
    assert places(dialog) == ["coop.db"]


def test_the_menu_has_the_others_the_last_one_first(opens: Opens, other: Path, tmp_path: Path) -> None:
    window = opens()
    window.settle()
    third = Path(copyfile(paths.reference_file(), tmp_path / "third & last.db"))
    for each in (other, third):
        window.reading.open_reference(str(each))
    assert window.references.service.wait()
    names = recent(window)
    assert ("other.db" in names[0], "bundled" in names[1], len(names)) == (True, True, 3)
    window.references.recent.actions()[0].trigger()
    assert window.reading.reference.path == other
    assert window.references.service.wait()
    assert "third && last.db" in recent(window)[0]


def test_two_windows_do_not_write_back_old_lists(opens: Opens, other: Path, tmp_path: Path) -> None:
    first, second = opens(), opens(reference=other)
    first.settle()
    second.settle()
    third = Path(copyfile(paths.reference_file(), tmp_path / "third.db"))
    for window in (first, second):
        assert window.references.service.wait()
    second.reading.open_reference(str(third))
    assert second.references.service.wait()
    first.references.service.remove(str(other))
    assert first.references.service.wait()
    kept = [each["path"] for each in json.loads((tmp_path / "references.json").read_text())["references"]]
    assert sorted(kept) == ["", str(third)]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"references": [{"path": "relative.db"}]}', '{"references": 7}'])
def test_an_invalid_list_counts_as_empty(opens: Opens, tmp_path: Path, text: str) -> None:
    (tmp_path / "references.json").write_text(text)
    window = opens()
    window.settle()
    assert places(listing(window)) == ["coop.db"]


def test_a_list_that_cannot_be_written_holds_until_the_end(opens: Opens, other: Path, tmp_path: Path) -> None:
    (tmp_path / "references.json").mkdir()
    window = opens()
    window.settle()
    window.reading.open_reference(str(other))
    assert sorted(places(listing(window))) == ["coop.db", "other.db"]


def test_after_a_restart_home_leads_to_the_reference_opened_last_and_to_those_with_annotations(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    mine, noted = (write_imported(tmp_path / name) for name in ("mine.db", "noted.db"))
    with closing(ReferenceStore(noted)) as store:
        dataset = store.edition.dataset
    with closing(AnnotationStore.open(tmp_path / "annotations.db")) as own:
        own.perform("Write", [annotation(str(number), "A note.", dataset=dataset) for number in range(2)])
    first = opens(reference=noted)
    assert first.references.service.wait()
    for path in (mine, paths.reference_file()):
        first.reading.open_reference(str(path))
    assert first.references.service.wait()
    first.window.close()
    again = opens(HOME_ADDRESS)
    again.annotations_on_demand.begin()
    again.annotations_on_demand.open_existing()
    assert again.references.service.wait()
    qtbot.waitUntil(lambda: "mine.db · 2 annotations" in again.window.page.toPlainText(), timeout=5000)
    assert "noted.db" not in again.window.page.toPlainText(), "it is another edition of the same dataset"
    (link,) = [each for each in links_of_home(again) if each.target == f"reference:{mine}"]
    again.window.page.open_link("reference:/etc/passwd")
    assert again.reference.path == paths.reference_file(), "an address opens no other file"
    again.window.page.open_link(link.target)
    assert again.reference.path == mine


def links_of_home(composition: Composition) -> tuple[PageLink, ...]:
    assert composition.reading.open_page is not None
    page, visit = composition.reading.open_page
    return page_links(lay_out_for_screen(page, TODAY, visit.unfolded, ENGLISH), ENGLISH)


def test_home_offers_the_latest_searches_in_the_open_dataset_only(opens: Opens) -> None:
    window = opens()
    window.settle()
    reading = window.reading
    reading.home.searches = (
        Searches().with_search("here", reading.reference.edition.dataset).with_search("there", "urn:x")
    )
    reading.open(HOME_ADDRESS)
    assert reading.open_page is not None
    page = reading.open_page[0]
    assert isinstance(page, HomePage)
    assert page.recent_searches == ("here",)
