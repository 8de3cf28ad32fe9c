"""Going through a reference of imported activities in the navigator, and back to the bundled one."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.outline import Grouping
from coopviewer.models.roles import QtRole, Role
from coopviewer.storage.building.writer import write_reference
from coopviewer.widgets.shell.actions import ActionId
from tests.imported_values import CLINIC, activities
from tests.journeys.conftest import Opens


def shown(composition: Composition) -> list[str]:
    buttons = composition.navigator.groupings.buttons.values()
    return [button.text() for button in buttons if button.isVisible()]


def test_the_groupings_are_those_of_the_open_reference(opens: Opens, tmp_path: Path) -> None:
    imported = tmp_path / "activities.db"
    write_reference(activities(), imported)
    composition = opens(reference=imported)
    assert shown(composition) == ["Regions", "Sectors", "Organisations", "Status"]
    composition.navigator.groupings.buttons[Grouping.STATUS].click()
    assert composition.outline_service.grouping is Grouping.STATUS
    first = composition.outline.index(0, 0)
    assert first.data(QtRole.DISPLAY) == "Implementation  2"
    composition.reading.open_reference(paths.reference_file())
    assert shown(composition) == ["Regions", "Cooperation", "Partners"]
    assert composition.outline_service.grouping is Grouping.COOPERATION
    composition.reading.open_reference(imported)
    assert composition.outline_service.grouping is Grouping.STATUS
    assert composition.outline.index(0, 0).data(QtRole.DISPLAY) == "Implementation  2"


def test_each_grouping_has_a_key_and_only_those_that_there_are_can_be_chosen(opens: Opens, tmp_path: Path) -> None:
    imported = tmp_path / "activities.db"
    write_reference(activities(), imported)
    composition = opens(reference=imported)
    actions = composition.window.actions_by_id
    QTest.keyClick(composition.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert composition.outline_service.grouping is Grouping.STATUS
    QTest.keyClick(composition.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert composition.outline_service.grouping is Grouping.SECTORS
    QTest.keyClick(composition.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert composition.outline_service.grouping is Grouping.ORGANISATIONS
    assert not actions[ActionId.BY_COOPERATION].isEnabled()
    composition.reading.open_reference(paths.reference_file())
    assert actions[ActionId.BY_COOPERATION].isEnabled()
    assert not actions[ActionId.BY_STATUS].isEnabled()


def test_a_hint_is_read_out_and_drawn_beside_the_title(opens: Opens, tmp_path: Path) -> None:
    imported = tmp_path / "activities.db"
    write_reference(activities(), imported)
    composition = opens(Address(CLINIC), imported)
    row = composition.navigator.tree.currentIndex()
    assert row.data(Role.HINT) == "XX-1-CLINIC"
    assert row.data(QtRole.ACCESSIBLE_TEXT) == "Basic services, XX-1-CLINIC"
    with_hint = composition.navigator.tree.viewport().grab().toImage()
    assert not with_hint.isNull()
