"""Long titles, tags and quotations: what does not fit is elided, widens nothing, and is within reach as a whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.commands.import_data import main as import_data
from coopviewer.domain.annotations.lists import TagCount
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.language import ENGLISH
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.models.roles import Role
from coopviewer.rendering.words.operation_words import operation_words
from coopviewer.widgets.annotations.browser.tags_dialog import TagsDialog
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens, Sits
from tests.journeys.desk import Desk
from tests.journeys.iati_files import activity, iati

LEFT = Qt.MouseButton.LeftButton
LONG_TAG = "w" * 200
PROJECT = "Strengthening the Africa-Frontex Intelligence Community (AFIC)"


def link(desk: Desk, words: str, title: str) -> None:
    """Type words into the link picker and take the first entry that it offers."""
    qtbot = desk.qtbot
    qtbot.mouseClick(desk.pane.editor.entry.button, LEFT)
    picker = desk.pane.editor.entry
    with qtbot.waitSignal(desk.pane.entries_wanted):
        qtbot.keyClicks(picker.field, words)
    qtbot.waitUntil(lambda: picker.offered_titles[:1] == (title,))
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)


def test_the_list_of_the_link_picker_is_as_wide_as_its_titles(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(Address("country/KE"))
    picker = desk.pane.editor.entry
    desk.window.activateWindow()
    qtbot.mouseClick(picker.button, LEFT)
    qtbot.waitUntil(picker.field.hasFocus)
    with qtbot.waitSignal(desk.pane.entries_wanted):
        qtbot.keyClicks(picker.field, "Strengthening Africa")
    popup = picker._completer.popup()
    assert popup is not None
    qtbot.waitUntil(lambda: popup.isVisible())
    titles = picker.offered_titles
    assert PROJECT in titles
    assert popup.viewport().width() >= popup.sizeHintForColumn(0), "no title is cut"
    assert popup.width() > picker.field.width()
    assert popup.width() <= desk.window.width()
    tip = popup.model().index(titles.index(PROJECT), 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == PROJECT
    popup.hide()


def test_the_card_of_a_new_link_shows_the_title_of_its_target(sits: Sits) -> None:
    desk = sits(Address("country/TR"))
    assert "country/SN" not in desk.page.page.lookup.refs, "the page does not name it"
    link(desk, "Senegal", "Senegal")
    (made,) = desk.annotations
    assert made.target_entry_id == "country/SN"
    spoken = desk.pane.annotations.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Link to Senegal" in spoken
    assert "country/SN" not in spoken


def test_a_note_with_a_link_shows_its_words_in_the_table(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(Address("country/TR"))
    link(desk, "Strengthening Africa", PROJECT)
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("Compare the partners")
    desk.window.actions_by_id[ActionId.ALL_ANNOTATIONS].trigger()
    model = desk.feature.browser.browser.model
    qtbot.waitUntil(lambda: model.rowCount() == 1 and model.index(0, 0).data(Role.VALUE) is not None)
    cell = model.index(0, AnnotationColumn.NOTE)
    qtbot.waitUntil(lambda: cell.data() == f"Compare the partners → {PROJECT}")
    assert PROJECT in cell.data(Qt.ItemDataRole.ToolTipRole)


def test_a_long_tag_widens_neither_dialogs_nor_the_menu(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    dialog = TagsDialog(desk.window)
    dialog.show_tags([TagCount("short", 1)])
    dialog.open_over()
    dialog.table.selectRow(0)
    before = dialog.minimumSizeHint().width()
    dialog.show_tags([TagCount(LONG_TAG, 2), TagCount(f"{LONG_TAG[:-1]}x", 1)])
    dialog.table.selectRow(0)
    assert dialog.minimumSizeHint().width() <= before + 200
    assert dialog.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == LONG_TAG
    qtbot.mouseClick(dialog.rename, LEFT)
    prompts = [each for each in dialog.findChildren(type(dialog).__mro__[1]) if each.isVisible()]
    (prompt,) = prompts
    assert prompt.width() < desk.window.width()
    assert prompt.findChild(type(prompt.line)).text().strip('"') == LONG_TAG
    prompt.reject()
    dialog.close()
    assert len(operation_words(operation("add-tag", tag=LONG_TAG, count=1), ENGLISH)) < 100


def test_a_long_quotation_is_within_reach_as_a_whole(sits: Sits) -> None:
    desk = sits()
    goal = next(each for each in desk.page.page.record.facts if len(getattr(each, "text", "")) > 150)
    desk.select(goal.text)
    desk.do(ActionId.HIGHLIGHT)
    (made,) = desk.annotations
    row = desk.pane.annotations.index(0)
    assert made.quotation in row.data(Qt.ItemDataRole.ToolTipRole)
    desk.pane.show_annotation(made.uuid)
    assert desk.pane.editor.title.text().endswith("…”")
    assert desk.pane.editor.title.toolTip() == made.quotation


@pytest.mark.parametrize("address", [Address("country/RS"), Address("country/TN"), HOME_ADDRESS])
def test_no_word_is_broken_where_columns_are_narrowest(sits: Sits, qtbot: QtBot, address: Address) -> None:
    """On the narrowest page that has columns, which is that of a window of 1366 pixels with both panes."""
    desk = sits(address)
    to_narrowest(desk.window, desk.page, qtbot)
    assert broken_words(desk.page.document()) == []


def to_narrowest(window: QWidget, page: PageView, qtbot: QtBot) -> None:
    """Make a window so narrow that its page just has columns."""
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.width() > 0)
    window.resize(1366 + 60 * page._text_size() - page.width(), 768)
    QApplication.sendPostedEvents()
    assert not page._narrow
    assert page.width() < 62 * page._text_size()


def broken_words(document: QTextDocument) -> list[str]:
    """Return the ends of lines within a word, each with the text of its block."""
    found, block = [], document.begin()
    while block.isValid():
        layout, text = block.layout(), block.text()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            end = line.textStart() + line.textLength()
            if text[end - 1 : end].isalnum() and text[end : end + 1].isalnum():
                found.append(f"{text[:end]}|{text[end:]}")
        block = block.next()
    return found


def test_each_role_of_an_organisation_is_on_one_line_with_its_source_mark(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    named = '<participating-org ref="XM-TEST-2" role="{}" type="10"/>'
    extra, file = "".join(map(named.format, (2, 4))), tmp_path / "a.xml"
    file.write_text(iati(*(activity(number, extra=extra) for number in range(1, 31))), encoding="utf-8")
    assert import_data(["iati", str(file), "-o", str(tmp_path / "a.db"), "--quiet"]) == 0
    window = opens(Address("organisation/xm-test-2"), reference=tmp_path / "a.db")
    to_narrowest(window.window, window.page, qtbot)
    document = window.page.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    roles = [each for each in blocks if "implements it" in each.text()]
    assert len(roles) == 30
    assert [each.layout().lineCount() for each in roles] == [3] * 30
