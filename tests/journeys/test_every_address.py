"""Every kind of address is kept by the history and the session, and opened by a start and by a later one."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.launch.single_instance import hand_over
from coopviewer.app.start import read_words
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.browsing.history import History, Visit
from coopviewer.domain.browsing.session import Session
from coopviewer.exchange.state.session_file import write_session
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens

ADDRESSES = (
    "coop:home",
    "coop:country/NE",
    "coop:project/afic#goals",
    "coop:source/cldr",
    "coop:search?q=risk%20analysis",
    "coop:annotations?tag=seen",
    "coop:coverage?columns=year",
    "coop:timeline?group=region&year=2019",
    "coop:map?region=region/western-balkans",
    "coop:compare?a=country/RS&b=country/MD",
    "coop:brief?entries=country/NE",
    "coop:changes?with=bundled&kind=changed&mine=1",
)


def addresses(composition: Composition) -> list[str]:
    return [str(tab.history.current.address) for tab in composition.reading.tab_set.tabs.tabs if tab.history.current]


def titles(composition: Composition) -> list[str]:
    tabs = composition.window.tabs
    return [tabs.tabToolTip(place) for place in range(tabs.count())]


@pytest.fixture
def read_a_while(opens: Opens) -> Composition:
    """Open every kind of address in a tab of its own."""
    composition = opens(parse_address(ADDRESSES[0]))
    composition.settle()
    for address in ADDRESSES[1:]:
        composition.reading.open_in_new_tab(parse_address(address))
    return composition


def test_a_session_restores_every_kind_of_address(read_a_while: Composition, opens: Opens) -> None:
    assert addresses(read_a_while) == list(ADDRESSES)
    before = titles(read_a_while)
    read_a_while.window.close()
    second = opens(None, fresh=False)
    assert addresses(second) == list(ADDRESSES)
    assert titles(second) == before
    for place, address in enumerate(ADDRESSES):
        second.window.tabs.setCurrentIndex(place)
        assert str(second.reading.address) == address
    assert titles(second) == before
    assert second.window.findChildren(QMessageBox) == []


def test_the_history_of_a_tab_keeps_every_kind_of_address(opens: Opens) -> None:
    composition = opens(parse_address(ADDRESSES[0]))
    composition.settle()
    for address in ADDRESSES[1:]:
        composition.reading.open(parse_address(address))
    composition.window.close()
    second = opens(None, fresh=False)
    found = [str(second.reading.address)]
    while second.window.actions_by_id[ActionId.BACK].isEnabled():
        second.window.actions_by_id[ActionId.BACK].trigger()
        found.append(str(second.reading.address))
    assert found == list(reversed(ADDRESSES))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_start_opens_any_address_beside_the_session(opens: Opens, address: str) -> None:
    first = opens(Address("country/GN"))
    first.settle()
    first.window.close()
    second = opens(read_words([address]).address, fresh=False)
    assert addresses(second) == ["coop:country/GN", address]
    assert str(second.reading.address) == address


def test_later_starts_open_any_address_in_the_running_window(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(parse_address("coop:country/GN"))
    composition.settle()
    for number, address in enumerate(ADDRESSES, start=2):
        start = threading.Thread(target=hand_over, args=(tmp_path / "window.socket", address))
        start.start()
        qtbot.waitUntil(lambda expected=number: len(addresses(composition)) == expected)
        start.join()
        assert str(composition.reading.address) == address


def test_what_an_edition_lacks_is_restored_without_a_dialog(opens: Opens, tmp_path: Path) -> None:
    gone = (
        "coop:compare?a=country/RS&b=country/XX",
        "coop:brief?entries=country/XX",
        "coop:map?region=region/gone",
        "coop:coverage?columns=gone",
        "coop:timeline?group=gone",
    )
    visits = [History([Visit(parse_address(each))], 0) for each in gone]
    dataset = opens().reading.reference.edition.dataset
    write_session(tmp_path / "session.json", Session(dataset, tuple(visits)))
    composition = opens(None, fresh=False)
    composition.settle()
    assert addresses(composition) == list(gone[1:])
    for place in range(len(gone) - 1):
        composition.window.tabs.setCurrentIndex(place)
        QApplication.processEvents()
        assert not [each for each in composition.window.findChildren(QMessageBox) if each.isVisible()]
