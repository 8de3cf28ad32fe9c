"""The real window on the real reference."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition, Start
from coopviewer.domain.addresses import HOME_ADDRESS, Address

TODAY = date(2026, 11, 23)
Opens = Callable[..., Composition]


@pytest.fixture
def opens(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opens]:
    """Open a window as a person would; closed when the test ends."""
    made: list[Composition] = []

    def opened(
        address: Address | None = HOME_ADDRESS,
        reference: Path | None = None,
        *,
        dark: bool | None = False,
        fresh: bool = True,
    ) -> Composition:
        start = Start(reference or paths.reference_file(), address, dark, lambda: TODAY, fresh, tmp_path)
        composition = Composition(qapp, start)
        made.append(composition)
        qtbot.addWidget(composition.window)
        with qtbot.waitExposed(composition.window):
            composition.window.show()
        composition.show_first_page()
        return composition

    yield opened
    for composition in made:
        composition.window.close()
        composition.reading.close()
