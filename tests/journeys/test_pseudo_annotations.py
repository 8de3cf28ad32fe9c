"""The pane, the browser and the dialogs of annotations in the pseudo-language."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.browsing.addresses import Address, annotations_address
from coopviewer.widgets.shell.actions import ActionId
from tests.bare_english import bare_english, values_of
from tests.journeys.desk import Desk, Sits
from tests.journeys.test_annotations_move import GONE, MOVED, highlight, look
from tests.journeys.test_annotations_move import other_edition as other_edition
from tests.journeys.translated import close_dialogs, english, said_by, windows
from tests.journeys.translated import language as language

NOTE = "ñ1 ñ2"  # what the user writes is no text of the interface


def words_of_user(desk: Desk) -> tuple[str, ...]:
    """Return the user's own text: the name of the account, and quotations."""
    return (desk.feature.services.file_session.file.person.name, *(each.quotation for each in desk.annotations))


def write(desk: Desk) -> None:
    """Write a note, a highlight, a tag and a bookmark."""
    desk.write(NOTE)
    highlight(desk, MOVED)
    desk.do(ActionId.BOOKMARK)


@pytest.mark.usefixtures("language")
def test_cards_and_the_editor_can_be_translated(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    assert english(*words_of_user(desk)) == []
    write(desk)
    assert english(*words_of_user(desk)) == []
    desk.window.actions_by_id[ActionId.TO_ANNOTATIONS].trigger()
    desk.pane.cards.edit_wanted.emit(desk.annotations[0].uuid)
    assert english(*words_of_user(desk)) == []
    for key in (ActionId.UNDO, ActionId.UNDO, ActionId.REDO):
        desk.do(key)
        assert english(*words_of_user(desk)) == []
    for key in (ActionId.LINK_ENTRY, ActionId.TAG, ActionId.HIGHLIGHT):
        desk.window.actions_by_id[key].trigger()
        assert english(*words_of_user(desk)) == []
    desk.pane.editor.tags.field.setText(f"{'ñ' * 300},")
    assert english(*words_of_user(desk)) == []


@pytest.mark.usefixtures("language")
def test_what_is_said_where_nothing_can_be_annotated_can_be_translated(sits: Sits) -> None:
    desk = sits(Address("home"))
    for key in (ActionId.BOOKMARK, ActionId.HIGHLIGHT, ActionId.NOTE, ActionId.TAG, ActionId.LINK_ENTRY):
        desk.window.actions_by_id[key].trigger()
        assert bare_english([desk.window.statusBar().currentMessage()]) == []


@pytest.mark.usefixtures("language")
def test_a_second_window_says_in_the_language_why_it_only_reads(sits: Sits) -> None:
    first = sits()
    write(first)
    second = sits()
    holder = map(str, second.feature.services.file_session.file.notice.values.values())
    assert english(*words_of_user(second), *holder) == []


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("view", View)
def test_the_browser_of_annotations_can_be_translated(view: View, sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    write(desk)
    own = words_of_user(desk)
    desk.composition.reading.open(annotations_address(str(AnnotationQuery(view=view))))
    browser = desk.feature.browser.browser
    qtbot.waitUntil(browser.isVisible)
    qtbot.waitUntil(lambda: view is not View.LIST or browser.view.current is not None)
    assert english(*own) == []
    browser.query_changed.emit(AnnotationQuery(view=view, text="zzz"), True)
    qtbot.waitUntil(lambda: browser.model.rowCount() == 0)
    assert english(*own, "zzz") == []
    for choice in ("today", "between"):
        browser.fields.choice_toggled.emit("changed", choice)
        assert english(*own, "zzz") == []
    close_dialogs()


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(
    "key",
    [
        *(ActionId.TAGS, ActionId.EXPORT_ANNOTATIONS, ActionId.IMPORT_ANNOTATIONS, ActionId.RESTORE_ANNOTATIONS),
        *(ActionId.YOUR_NAME, ActionId.ANNOTATION_FILE),
    ],
)
def test_each_dialog_of_annotations_can_be_translated(key: ActionId, sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    write(desk)
    desk.window.actions_by_id[key].trigger()
    qtbot.waitUntil(lambda: any(isinstance(each, QDialog) for each in windows()))
    assert english(*words_of_user(desk)) == []
    close_dialogs()


@pytest.mark.usefixtures("language")
def test_the_team_folder_can_be_translated(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk, place = sits(), tmp_path / "ñ"
    place.mkdir()
    write(desk)
    desk.window.actions_by_id[ActionId.TEAM_FOLDER].trigger()
    own = (*words_of_user(desk), str(place), *(each.entry_id for each in desk.annotations))
    team = desk.feature._file.team
    qtbot.waitUntil(lambda: team.dialog is not None and team.dialog.rows.rowCount() > 0)
    dialog = team.dialog
    assert dialog is not None
    for path in (place / "ñ", place):
        dialog.set_place(str(path))
        qtbot.waitUntil(lambda: bool(dialog.joining.place_hint.text()))
        assert english(*own, str(path)) == []
    (place / "ñ").touch()
    qtbot.waitUntil(dialog.join.isEnabled)
    with qtbot.waitSignal(team.service.synchronised):
        dialog.join.click()
    qtbot.waitUntil(dialog.troubles.isVisible)
    assert english(*own) == []
    dialog.leave.click()
    assert english(*own) == []
    assert dialog.question is not None
    with qtbot.waitSignal(team.service.left):
        dialog.question.leave.click()
    assert english(*own) == []
    close_dialogs()


@pytest.mark.usefixtures("language")
def test_the_review_can_be_translated(sits: Sits, qtbot: QtBot, other_edition: Path) -> None:
    desk = sits()
    highlight(desk, MOVED, GONE)
    own = words_of_user(desk)
    look(desk, qtbot, other_edition)
    assert english(*own) == []
    desk.open_review()
    qtbot.waitUntil(desk.feature.review_queue.queue.isVisible)
    parts = bare_english((text for window in windows() for text in said_by(window)), own, other_edition)
    assert [part for part in parts if not is_of_a_fact(part, other_edition)] == []
    with qtbot.waitSignal(desk.feature.page_annotations.listed):
        desk.feature.review_queue.queue.attach_button.click()
    parts = bare_english((text for window in windows() for text in said_by(window)), own, other_edition)
    assert [part for part in parts if not is_of_a_fact(part, other_edition)] == []


def is_of_a_fact(part: str, edition: Path) -> bool:
    """Return whether words are part of a fact, as in a comparison of two editions."""
    facts = values_of(paths.reference_file()) | values_of(edition)
    return len(part) > 5 and any(part in fact for fact in facts)


@pytest.mark.usefixtures("language")
def test_the_question_before_unsaved_work_is_left_can_be_translated(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    write(desk)
    file = tmp_path / "annotations.db"
    file.chmod(0o400)
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    with qtbot.waitSignal(desk.writer.not_saved):
        desk.type(NOTE)
    assert english(*words_of_user(desk)) == []
    assert not desk.window.close()
    assert english(*words_of_user(desk)) == []
    close_dialogs()
    file.chmod(0o600)


@pytest.mark.usefixtures("language")
def test_an_address_of_the_web_is_asked_about_in_the_language(sits: Sits) -> None:
    desk = sits()
    desk.pane.web_address_chosen.emit("https://example.org/1")
    assert english(*words_of_user(desk), "https://example.org/1") == []
    close_dialogs()
