"""Annotations come when they are used: whoever only reads has no file made and nothing loaded."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer.app.annotations.feature import AnnotationFeature
from coopviewer.app.composition import Composition
from coopviewer.domain.annotations.annotation import Anchor, Annotation, Motivation, Selector
from coopviewer.domain.browsing.addresses import Address, annotations_address
from coopviewer.models.roles import Role
from coopviewer.rendering.pages.home_layout import NOTES
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.shell.actions import ActionId
from tests.faults import words_of
from tests.journeys.conftest import AFIC, Opens

FACT = "project/afic/data-note/precision"
AT = datetime(2026, 11, 20, tzinfo=UTC)
WAIT = 120_000  # milliseconds; a busy machine is no fault


@pytest.fixture
def starts(opens: Opens) -> Iterator[Opens]:
    """Open a window as a start does, annotations included, and let go of their file at the end."""
    made: list[Composition] = []

    def started(*words: object, **more: object) -> Composition:
        composition = opens(*words, **more)
        made.append(composition)
        composition.annotations_on_demand.begin()
        composition.annotations_on_demand.open_existing()
        return composition

    yield started
    for composition in made:
        if composition.annotations is not None:
            composition.annotations.files.give_up()
        composition.window.close()
        composition.stop()


def feature_of(composition: Composition, qtbot: QtBot) -> AnnotationFeature:
    """Wait until the pane is there and its file open."""
    qtbot.waitUntil(lambda: composition.annotations is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: composition.annotations_file() is not None, timeout=WAIT)
    assert composition.annotations is not None
    return composition.annotations


def beside(composition: Composition) -> list[str]:
    """The labels that are seen beside the page."""
    labels = composition.window.annotation_side.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def note(path: Path, composition: Composition) -> None:
    """Write a note on a fact that home shows once it is unfolded into a file, which no window has open."""
    page = composition.reading.open_page
    assert page is not None
    text = next(each.text for each in page[0].notes if each.id == FACT)
    selector = Selector(fact_id=FACT, field="text", start=0, end=12, exact=text[:12], suffix=text[12:30])
    edition, store = composition.reference.edition, AnnotationStore.open(path)
    annotation = Annotation(
        uuid="00000000-0000-4000-8000-000000000001",
        revision=1,
        dataset=edition.dataset,
        entry_id="project/afic",
        motivation=Motivation.COMMENTING,
        creator=store.person,
        created=AT,
        modified=AT,
        body="Ask again",
        anchors=(Anchor(selector=selector, edition=edition.id, edition_sha256=edition.content_sha256),),
    )
    store.perform("Write a note", [annotation])
    store.close()


def test_reading_home_makes_no_file_and_says_where_it_would_be(starts: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition, path = starts(), tmp_path / "annotations.db"
    assert composition.annotations_on_demand.file is None
    qtbot.waitUntil(lambda: len(beside(composition)) == 2)
    assert beside(composition)[0] == "Annotations"
    assert beside(composition)[1].startswith("Open an entry or a source to see its annotations")
    assert f"annotations in {path}" in composition.window.status_bar.label.whole_text
    composition.window.actions_by_id[ActionId.ABOUT].trigger()
    box = composition.window.findChild(QMessageBox)
    assert f"Annotations: {path}" in box.text() + box.informativeText()
    box.close()
    composition.page.verticalScrollBar().setValue(100)
    assert not composition.window.actions_by_id[ActionId.UNDO].isEnabled()
    assert composition.annotations_on_demand.file is None
    assert not path.exists()


def test_home_shows_the_latest_notes_and_loads_no_pane(
    starts: Opens, opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    note(tmp_path / "annotations.db", opens())
    composition = starts()
    on_demand = composition.annotations_on_demand
    assert composition.page.verticalScrollBar().maximum()  # there is more of home below
    qtbot.waitUntil(lambda: "Ask again" in composition.page.toPlainText(), timeout=WAIT)
    assert not on_demand.is_loading
    composition.page.unfold(NOTES)
    assert on_demand.is_loading
    feature_of(composition, qtbot)


def test_the_pane_comes_with_the_first_entry(starts: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = starts()
    composition.reading.open(AFIC)
    assert beside(composition) == []  # what is said beside home is not true here
    feature = feature_of(composition, qtbot)
    assert feature.pane.isVisible()
    assert feature.pane.editor.isVisible()
    assert (tmp_path / "annotations.db").is_file()


def test_what_is_chosen_before_it_is_loaded_is_done_then(starts: Opens, qtbot: QtBot) -> None:
    composition = starts(AFIC)
    composition.window.actions_by_id[ActionId.BOOKMARK].trigger()
    feature = feature_of(composition, qtbot)
    qtbot.waitUntil(lambda: feature.pane.annotations.rowCount() == 1, timeout=WAIT)
    assert feature.pane.annotations.annotations[0].motivation is Motivation.BOOKMARKING
    assert composition.window.actions_by_id[ActionId.BOOKMARK].isChecked()
    assert composition.window.actions_by_id[ActionId.UNDO].isEnabled()


def test_words_that_are_selected_before_it_is_loaded_are_offered_the_bar(starts: Opens, qtbot: QtBot) -> None:
    composition = starts()
    cursor = composition.page.document().find("as its sources state it")
    assert not cursor.isNull()
    composition.page.setTextCursor(QTextCursor(cursor))
    composition.page.passage_selected.emit()
    feature = feature_of(composition, qtbot)
    assert feature.bar.isVisible()


def test_a_list_of_annotations_is_shown_though_nothing_is_loaded(starts: Opens, qtbot: QtBot) -> None:
    composition = starts()
    composition.reading.open(annotations_address())
    feature = feature_of(composition, qtbot)
    assert feature.browser.browser.isVisible()


def test_home_counts_what_is_there_and_draws_highlights_as_they_come_into_view(
    starts: Opens, opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    note(tmp_path / "annotations.db", opens())
    composition = starts()
    file = composition.annotations_on_demand.file
    with qtbot.waitSignal(file.badges.shown, timeout=WAIT):
        pass
    assert composition.annotations is None
    composition.page.unfold(NOTES)
    composition.page.unfold("project/afic")
    feature = feature_of(composition, qtbot)
    qtbot.waitUntil(lambda: len(feature.highlights.positions) == 1, timeout=WAIT)
    composition.page.unfold("project/afic")
    composition.page.unfold("theme/technical-assistance")
    composition.page.unfold("project/afic")
    qtbot.waitUntil(lambda: len(feature.highlights.positions) == 1, timeout=WAIT)


def test_entries_that_are_listed_later_have_their_badges_then(
    starts: Opens, opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    note(tmp_path / "annotations.db", opens())
    composition = starts()
    file, outline = composition.annotations_on_demand.file, composition.context.outline
    with qtbot.waitSignal(file.badges.shown, timeout=WAIT):
        pass
    assert AFIC.target not in outline.entry_ids
    with qtbot.waitSignal(file.badges.shown, timeout=WAIT):
        composition.reading.open(AFIC)
    assert composition.navigator.tree.currentIndex().data(Role.BADGE) == 1


def test_a_file_that_cannot_be_opened_is_told_once_and_beside_the_first_entry(
    starts: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "annotations.db").write_bytes(b"no database at all " * 100)
    composition = starts()
    qtbot.waitUntil(lambda: bool(composition.annotations_on_demand.file.fault), timeout=WAIT)
    composition.reading.open(Address("project/afic"))
    qtbot.waitUntil(lambda: composition.annotations is not None, timeout=WAIT)
    assert composition.annotations.pane.message.text() == words_of(composition.annotations_on_demand.file.fault)
    boxes = [box for box in composition.window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    assert "annotations.db" in boxes[0].text() + boxes[0].informativeText()
    boxes[0].close()


def test_a_file_that_was_chosen_and_is_missing_is_told_at_the_start(
    starts: Opens, opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    opens().settings.change(annotations_file=str(tmp_path / "stick" / "mine.db"))
    composition = starts()
    assert "mine.db is not there" in words_of(composition.annotations_on_demand.file.fault)
    assert not (tmp_path / "stick").exists()
    for box in composition.window.findChildren(QMessageBox):
        box.close()


@pytest.mark.parametrize("key", [ActionId.BOOKMARK, ActionId.NOTE, ActionId.TAG, ActionId.LINK_ENTRY])
def test_what_is_wanted_while_the_file_is_being_opened_is_done_once_it_is_open(
    starts: Opens, qtbot: QtBot, key: ActionId
) -> None:
    composition = starts(Address("country/NE"))
    composition.annotations_on_demand.load_now()
    feature = composition.annotations
    assert feature is not None
    assert composition.annotations_file() is None  # it is being opened on a thread
    composition.window.actions_by_id[key].trigger()
    feature_of(composition, qtbot)
    if key is ActionId.BOOKMARK:
        qtbot.waitUntil(lambda: composition.window.actions_by_id[key].isChecked(), timeout=WAIT)
        qtbot.waitUntil(lambda: len(feature.page_annotations.known) == 1, timeout=WAIT)
    else:
        qtbot.waitUntil(feature.pane.editor.isVisible, timeout=WAIT)
