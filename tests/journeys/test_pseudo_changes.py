"""What changed between two editions, in the pseudo-language and from right to left: English that is left is data."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.errors import EnvironmentFault
from tests.activity_values import WELL
from tests.editions import LABELS, write_two_editions
from tests.journeys.conftest import Opens
from tests.journeys.translated import english
from tests.journeys.translated import language as language

DATA = (*LABELS, "a publisher", "between two dates", "free", "made up")


def bare() -> list[str]:
    return [text for text in english() if not any(label in text.casefold() for label in DATA)]


@pytest.fixture
def compared(opens: Opens, tmp_path: Path, qtbot: QtBot, language: object) -> Composition:
    """Open the later of two editions that differ in every way, and compare it with the earlier one."""
    old, new = write_two_editions(tmp_path)
    composition = opens(reference=new)
    editions = composition.menu.overviews.editions
    with qtbot.waitSignal(editions.changes.shown):
        editions.open(old)
    return composition


def test_the_page_of_changes_can_be_translated(compared: Composition, qtbot: QtBot) -> None:
    changes = compared.menu.overviews.editions.changes
    assert bare() == []
    with qtbot.waitSignal(changes.shown):
        compared.reading.open(parse_address(f"{compared.reading.address}&kind=moved,changed&entries=country&mine=1"))
    assert bare() == []
    with qtbot.waitSignal(changes.shown):
        compared.reading.open(parse_address(f"{compared.reading.address}&entry={WELL}"))
    assert bare() == []
    point = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, changes.pane.text.mapToGlobal(point))
    QApplication.sendEvent(changes.pane.text.viewport(), event)
    assert bare() == []
    for menu in changes.pane.text.findChildren(QMenu):
        menu.close()


def test_what_is_said_instead_of_changes_can_be_translated(compared: Composition) -> None:
    changes = compared.menu.overviews.editions.changes
    view = changes._view
    assert view is not None
    for fault in (None, EnvironmentFault("editions.other-dataset", old="ñ", new="ñ"), EnvironmentFault("defect")):
        changes._say_failed(view, fault)
        assert bare() == []
    compared.reading.open(parse_address("coop:changes?with=/ñ"))
    assert bare() == []


def test_the_lines_and_the_list_of_editions_can_be_translated(
    compared: Composition, tmp_path: Path, qtbot: QtBot
) -> None:
    editions = compared.menu.overviews.editions
    compared.settle()
    compared.reading.open(Address(WELL))
    qtbot.waitUntil(editions.offers.entry_bar.isVisible)
    assert bare() == []
    editions.choose()
    assert bare() == []
    editions.dialog.close()
    compared.reading.open_reference(str(tmp_path / "old.db"))
    assert compared.references.service.wait()
    qtbot.waitUntil(editions.offers.offer_bar.isVisible)
    editions.choose()
    assert editions.dialog.model.rowCount() == 1
    assert bare() == []
    editions.dialog.close()


def test_everything_is_reached_by_key_and_has_a_name(compared: Composition) -> None:
    pane = compared.menu.overviews.editions.changes.pane
    assert pane.text.accessibleName()
    for part in (pane.kinds, pane.entry_kinds, pane.mine, pane.save, pane.other, pane.text):
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
