"""The real window on the real reference."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition, Start
from coopviewer.app.on_demand import PARTS
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from tests.journeys.desk import Desk, Sits
from tests.journeys.keys import KeyWatch

TODAY = date(2026, 11, 23)
AFIC = Address("project/afic")
Opens = Callable[..., Composition]

for part in sorted({each for parts in PARTS.values() for each in parts}):
    import_module(part)  # so that the first use of a feature is like the later ones, whichever test is the first


@pytest.fixture(autouse=True)
def keys_of_dialogs(qapp: QApplication) -> Iterator[KeyWatch]:
    """Check in every journey that no key of a dialog serves two things."""
    watch = KeyWatch(qapp)
    yield watch
    watch.stop()
    assert watch.doubled == {}


@pytest.fixture
def opens(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opens]:
    """Open a window as a person would; closed when the test ends."""
    made: list[Composition] = []
    font = qapp.font()

    def opened(
        address: Address | None = HOME_ADDRESS,
        reference: Path | None = None,
        *,
        dark: bool | None = False,
        fresh: bool = True,
        folder: Path = tmp_path,
    ) -> Composition:
        start = Start(reference or paths.reference_file(), address, dark, lambda: TODAY, fresh, folder)
        composition = Composition(qapp, start)
        made.append(composition)
        qtbot.addWidget(composition.window)
        with qtbot.waitExposed(composition.window):
            composition.window.show()
        composition.show_first_page()
        return composition

    yield opened
    for composition in made:
        composition.appearance.set_text_step(0)  # and the style of larger text goes with it
    qapp.setFont(font)  # a window may have made it larger
    for composition in reversed(made):
        composition.window.close()
        if composition.end_signals is not None:  # what they did before, and no open pipe
            composition.end_signals.stop()
        composition.reference.close()
    if os.name == "posix":
        signal.set_wakeup_fd(-1)  # windows may have ended in another order than they began


@pytest.fixture
def sits(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Sits]:
    """Open a window and its annotations file, as a person would; closed when the test ends."""
    made: list[Desk] = []
    font = qapp.font()

    def sat(address: Address = AFIC, annotations: Path | None = None, reference: Path | None = None) -> Desk:
        opened = reference or paths.reference_file()
        start = Start(opened, address, False, lambda: TODAY, True, tmp_path, annotations)
        composition = Composition(qapp, start)
        qtbot.addWidget(composition.window)
        with qtbot.waitExposed(composition.window):
            composition.window.show()
        composition.show_first_page()
        composition.begin_annotations()
        assert composition.annotations is not None
        with qtbot.waitSignal(composition.annotations.page_annotations.listed):
            pass
        made.append(Desk(composition, qtbot))
        return made[-1]

    yield sat
    for desk in made:
        desk.composition.appearance.set_text_step(0)  # and the style of larger text goes with it
    qapp.setFont(font)
    for desk in made:
        desk.feature.files.give_up()
        desk.leave()
