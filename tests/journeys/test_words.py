"""Words as people write them: found in the window, and what a page says of them by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coopviewer.domain.browsing.addresses import Address
from coopviewer.widgets.page.fact_card import FactCard
from tests.journeys.conftest import Opens

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("typed", ["“more effective”", "„more effective“", "«more effective»", "more ef\u00adfective"])
def test_pasted_words_and_phrases_lead_to_the_page(opens: Opens, qtbot: QtBot, typed: str) -> None:
    composition = opens()
    QGuiApplication.clipboard().setText(typed)
    qtbot.keyClick(composition.window, Qt.Key.Key_K, _CTRL)
    qtbot.keyClick(composition.window.search, Qt.Key.Key_V, _CTRL)
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: composition.page.title.startswith("Strengthening"))


@pytest.mark.parametrize("country", ["DZ", "EG", "LY", "MA", "TN"])
def test_a_country_on_the_north_african_coast_says_what_is_not_stated(opens: Opens, country: str) -> None:
    text = opens(Address(f"country/{country}")).page.toPlainText()
    assert "EU4BorderSecurity is for the countries of the Southern Neighbourhood. The source names none of them" in text


@pytest.mark.parametrize("entry", ["european-union", "frontex", "dg-near", "iom"])
def test_a_page_with_sums_leads_to_the_note_on_them(opens: Opens, entry: str) -> None:
    text = opens(Address(f"organisation/{entry}")).page.toPlainText()
    assert "14 million euros" in text
    assert "the theme Technical assistance show" in text


def test_the_focus_frame_leaves_the_text_of_a_card_free(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    composition.guide_keyboard()
    qtbot.keyClick(composition.page, Qt.Key.Key_F4)
    (card,) = composition.window.findChildren(FactCard)
    assert composition.focus_frame.pane is card.text
    first = card.text.cursorForPosition(card.text.viewport().rect().topLeft())
    assert card.text.cursorRect(first).left() >= 4
    assert card.text.cursorRect(first).top() >= 4
    assert card.text.verticalScrollBar().maximum() == 0
