"""Fixtures that show pages of the bundled reference in a page view."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.browsing.history import Visit
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.page.page_view import PageView

Shows = Callable[[str], PageView]


@pytest.fixture(scope="module")
def reference() -> Iterator[ReferenceStore]:
    store = ReferenceStore(paths.reference_file())
    yield store
    store.close()


@pytest.fixture
def shows(qtbot: QtBot, reference: ReferenceStore) -> Shows:
    """Return a function that shows the page of an address in a new page view."""

    def show(target: str) -> PageView:
        view = PageView(LIGHT, lambda: date(2026, 11, 23))
        qtbot.addWidget(view)
        view.resize(900, 600)
        with qtbot.waitExposed(view):
            view.show()
        address = Address(target)
        view.show_page(reference.page(address), Visit(address))
        return view

    return show
