"""A person finds the way: by region, by cooperation, by partner, and by typing a few letters."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.outline import Grouping
from coopviewer.models.roles import Role
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens


def shown_rows(composition: Composition) -> list[str]:
    """Return the rows in view from the top, those under closed ones left out."""
    tree = composition.navigator.tree
    rows = []
    index = composition.outline.index(0, 0)
    while index.isValid():
        rows.append(str(index.data()))
        index = tree.indexBelow(index)
    return rows


def type_filter(qtbot: QtBot, composition: Composition, text: str) -> None:
    composition.navigator.focus_filter()
    if text.isascii():
        qtbot.keyClicks(composition.navigator.field, text)
    else:  # for which QTest knows no keys
        QGuiApplication.clipboard().setText(text)
        qtbot.keyClick(composition.navigator.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_the_grouping_is_chosen_above_the_tree_and_remembered(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    bar = composition.navigator.groupings
    qtbot.mouseClick(bar.buttons[Grouping.COOPERATION], Qt.MouseButton.LeftButton)
    assert shown_rows(composition)[:2] == ["Working arrangements  20", "Networks  4"]
    assert composition.navigator.tree.currentIndex().data(Role.NODE_KEY) == "project/afic"
    composition.window.close()
    again = opens(Address("home"))
    assert again.navigator.groupings.buttons[Grouping.COOPERATION].isChecked()
    assert shown_rows(again)[0] == "Working arrangements  20"


def test_the_row_of_the_open_entry_is_in_view_after_a_restart(opens: Opens) -> None:
    composition = opens(Address("project/eu4bordersecurity"))
    composition.settle()
    tree = composition.navigator.tree
    tree.expand(tree.row_at(["region/africa"]))
    composition.window.close()
    again = opens(None, fresh=False)
    again.settle()
    tree = again.navigator.tree
    assert tree.isExpanded(tree.row_at(["region/africa"]))
    assert tree.currentIndex().data(Role.NODE_KEY) == "project/eu4bordersecurity"
    assert tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()).center())


def test_each_grouping_has_a_key(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    for key, first in ((Qt.Key.Key_3, "CIS Border"), (Qt.Key.Key_2, "Working arrangements"), (Qt.Key.Key_1, "Africa")):
        qtbot.keyClick(composition.window, key, Qt.KeyboardModifier.ControlModifier)
        assert shown_rows(composition)[0].startswith(first)


def test_what_was_open_in_a_grouping_is_open_again(opens: Opens) -> None:
    composition = opens()
    tree = composition.navigator.tree
    tree.expand(tree.row_at(["region/western-balkans"]))
    before = shown_rows(composition)
    composition.window.actions_by_id[ActionId.BY_PARTNER].trigger()
    assert shown_rows(composition) != before
    composition.window.actions_by_id[ActionId.BY_REGION].trigger()
    assert shown_rows(composition) == before


def test_as_one_types_only_what_matches_stays_with_what_is_above_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    type_filter(qtbot, composition, "türki")
    assert shown_rows(composition) == ["Turkey  1", "Turkey – Türkiye"]
    assert composition.navigator.match_label.text() == "1 entry matches"
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(composition.navigator.field, "bissau")
    assert shown_rows(composition) == ["Africa  1", "Guinea-Bissau"]
    type_filter(qtbot, composition, "niger")
    assert composition.navigator.match_label.text() == "3 entries match"  # Niger, the project there, Nigeria


def test_enter_opens_the_first_row_that_matches(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    type_filter(qtbot, composition, "cote ivoire")
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_Return)
    assert composition.page.title == "Ivory Coast"
    assert composition.navigator.tree.currentIndex().data(Role.NODE_KEY) == "country/CI"


def test_the_down_arrow_leads_to_the_rows_and_they_open_their_pages(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    type_filter(qtbot, composition, "niger")
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_Down)
    tree = composition.navigator.tree
    assert tree.hasFocus()
    assert tree.currentIndex().data() == "Niger  1"
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentIndex().data(Role.NODE_KEY) == "project/afic"
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert composition.page.title == "Nigeria"


def test_escape_clears_the_filter_and_then_leads_to_the_tree(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    tree = composition.navigator.tree
    tree.expand(tree.row_at(["region/turkey"]))
    before = shown_rows(composition)
    type_filter(qtbot, composition, "kosovo")
    first, country, project = shown_rows(composition)
    assert (first, country) == ("Western Balkans  2", "Kosovo*  1")
    assert "(IPA II)" in project
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_Escape)
    assert composition.navigator.field.text() == ""
    assert shown_rows(composition) == before
    assert composition.navigator.match_label.text() == ""
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_Escape)
    assert tree.hasFocus()


def test_a_filter_that_finds_nothing_says_so(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    type_filter(qtbot, composition, "zz")
    assert shown_rows(composition) == []
    assert composition.navigator.match_label.text() == "No entry matches. Esc clears the filter."
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_Return)
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_Down)
    assert composition.page.title == "Frontex and non-EU countries"


@pytest.mark.parametrize(
    "text", ['"', "' OR 1 --", "*", "(", "NEAR", "\u0000", "النيجر", "🛂", "%_", "x" * 600, "a AND"]
)
def test_any_text_filters_without_harm(opens: Opens, text: str) -> None:
    composition = opens()
    composition.navigator.filter_edited.emit(text)
    composition.navigator.tree.expandAll()
    composition.navigator.filter_edited.emit("")
    assert len(shown_rows(composition)) == 7


def test_a_filter_stays_when_the_grouping_changes(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    type_filter(qtbot, composition, "albania")
    composition.window.actions_by_id[ActionId.BY_COOPERATION].trigger()
    assert shown_rows(composition)[:2] == ["Working arrangements  1", "Albania"]
    composition.window.actions_by_id[ActionId.BY_REGION].trigger()
    assert shown_rows(composition)[:2] == ["Western Balkans  2", "Albania  1"]


def test_a_page_is_followed_in_a_filtered_tree_where_it_stands_there(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    type_filter(qtbot, composition, "niger")
    composition.reading.open(Address("country/NG"))
    assert composition.navigator.tree.currentIndex().data() == "Nigeria"
    composition.reading.open(Address("country/AL"))
    assert not composition.navigator.tree.currentIndex().isValid()
    assert len(shown_rows(composition)) == 4


def test_where_else_an_entry_stands_is_shown_and_leads_there(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    places = composition.navigator.locations_button
    assert places.text() == "Also under 33"
    menu = places.menu()
    menu.aboutToShow.emit()
    entries = {action.text(): action for action in menu.actions()}
    assert len(entries) == 34
    entries["Africa › Niger"].trigger()
    tree = composition.navigator.tree
    assert tree.currentIndex().data(Role.NODE_KEY) == "project/afic"
    assert tree.currentIndex().parent().data(Role.NODE_KEY) == "country/NE"
    type_filter(qtbot, composition, "kosovo")
    entries["Africa › Chad"].trigger()
    assert composition.navigator.field.text() == "", "a place that the filter leaves out is shown all the same"
    assert tree.currentIndex().parent().data(Role.NODE_KEY) == "country/TD"
    composition.reading.open(Address("country/NE"))
    assert not places.isVisible()


def test_the_same_page_is_opened_from_six_countries(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    tree = composition.navigator.tree
    texts = set()
    for country in ("NE", "NG", "GH", "GM", "GN", "SN"):
        index = tree.row_at(["region/africa", f"country/{country}", "project/afic"])
        assert index.isValid()
        tree.setCurrentIndex(index)
        qtbot.keyClick(tree, Qt.Key.Key_Return)
        assert tree.currentIndex() == index, "the tree stays where the person chose"
        texts.add(composition.page.toPlainText())
    assert len(texts) == 1
    assert len(composition.reading.tab_set.tabs.tabs[0].history.visits) == 2, "one entry, one visit"


def test_what_was_open_stays_so_when_the_grouping_changes_under_a_filter(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    tree = composition.navigator.tree
    composition.window.actions_by_id[ActionId.BY_COOPERATION].trigger()
    for heading in ("arrangements", "kind/network", "kind/project", "kind/forum"):
        tree.expand(tree.row_at([heading]))
    before = shown_rows(composition)
    composition.window.actions_by_id[ActionId.BY_REGION].trigger()
    type_filter(qtbot, composition, "albania")
    composition.window.actions_by_id[ActionId.BY_COOPERATION].trigger()
    composition.navigator.focus_filter()
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_Escape)
    assert shown_rows(composition) == before


def test_open_rows_come_back_at_the_next_start(opens: Opens) -> None:
    composition = opens(None, fresh=False)
    composition.settle()
    tree = composition.navigator.tree
    tree.expand(tree.row_at(["region/turkey"]))
    composition.window.actions_by_id[ActionId.BY_PARTNER].trigger()
    tree.expand(tree.row_at(["organisation/iom"]))
    composition.window.close()
    again = opens(None, fresh=False)
    tree = again.navigator.tree
    assert tree.isExpanded(tree.row_at(["organisation/iom"]))
    again.window.actions_by_id[ActionId.BY_REGION].trigger()
    assert tree.isExpanded(tree.row_at(["region/turkey"]))


def test_another_reference_is_shown_unfiltered(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    type_filter(qtbot, composition, "niger")
    other = Path(shutil.copy(paths.reference_file(), tmp_path / "other.db"))
    composition.window.reference_chosen.emit(str(other))
    assert composition.navigator.field.text() == ""
    composition.outline.fetchMore(QModelIndex())
    assert len(shown_rows(composition)) == 7


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_matched_is_drawn_otherwise_than_what_stands_above_it(
    opens: Opens, qtbot: QtBot, qapp: QApplication, direction: Qt.LayoutDirection
) -> None:
    composition = opens()
    composition.window.setLayoutDirection(direction)
    tree = composition.navigator.tree
    tree.expand(tree.row_at(["region/western-balkans"]))
    plain = tree.grab(tree.visualRect(tree.row_at(["region/western-balkans", "country/AL"]))).toImage()
    type_filter(qtbot, composition, "alb")
    drawn = tree.grab(tree.visualRect(tree.row_at(["region/western-balkans", "country/AL"]))).toImage()
    assert plain.size() == drawn.size()
    assert plain != drawn
    qtbot.keyClick(composition.navigator.field, Qt.Key.Key_Escape)
    again = tree.grab(tree.visualRect(tree.row_at(["region/western-balkans", "country/AL"]))).toImage()
    assert again == plain, "without a filter all rows look as before"


def test_a_grouping_without_entries_says_so(opens: Opens, tmp_path: Path) -> None:
    empty = Path(shutil.copy(paths.reference_file(), tmp_path / "few.db"))
    connection = sqlite3.connect(empty)
    connection.execute("DELETE FROM entry WHERE kind = 'organisation'")
    connection.commit()
    connection.close()
    composition = opens(reference=empty)
    composition.window.actions_by_id[ActionId.BY_PARTNER].trigger()
    assert composition.navigator.match_label.text() == "No entries in this grouping"
    composition.window.actions_by_id[ActionId.BY_REGION].trigger()
    assert composition.navigator.match_label.text() == ""
