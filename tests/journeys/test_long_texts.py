"""A reference with very long texts: the window stays quick, every part can be read, marked and found again."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import AFIC, Opens
from tests.journeys.desk import Desk, Sits

GOAL = "project/afic/goal/capabilities"
NUMBERED = [f"sentence {number} of the goal. " for number in range(200_000)]
LONG = "".join(NUMBERED)  # 5 MB
SHOWN_AT_MOST = 70_000  # characters of a page


def planted(path: Path, sql: str, text: str) -> Path:
    """Make a reference in which one text is another."""
    shutil.copyfile(paths.reference_file(), path)
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(sql, (text,)).rowcount
    return path


@pytest.fixture
def long_goal(tmp_path: Path) -> Path:
    return planted(tmp_path / "long.db", f"UPDATE statement SET text = ? WHERE fact_id = '{GOAL}'", LONG)


def follow(composition: Composition, name: str) -> None:
    """Click a link of the page, as by its target."""
    page = composition.page
    cursor = page.document().find(name)
    assert not cursor.isNull(), name
    page.open_link(cursor.charFormat().anchorHref())
    page.finish_layout()


def shown(composition: Composition) -> str:
    return composition.page.toPlainText()


def test_a_goal_of_five_megabytes_is_shown_in_parts(opens: Opens, long_goal: Path) -> None:
    composition = opens(AFIC, long_goal)
    assert composition.page.document().characterCount() < SHOWN_AT_MOST
    assert composition.page.facts.missing == []
    assert NUMBERED[0] in shown(composition)
    assert NUMBERED[900] not in shown(composition)
    follow(composition, "Next part")
    assert NUMBERED[900] in shown(composition)
    assert NUMBERED[0] not in shown(composition)
    top = composition.page.cursorForPosition(composition.page.viewport().rect().topLeft()).block().text()
    assert "of the goal" in top  # one reads on at the beginning of the part
    follow(composition, "Previous part")
    assert NUMBERED[0] in shown(composition)


def test_the_shown_part_is_kept_while_one_goes_elsewhere(opens: Opens, long_goal: Path) -> None:
    composition = opens(AFIC, long_goal)
    follow(composition, "Next part")
    composition.reading.open(Address("country/NE"))
    composition.window.actions_by_id[ActionId.BACK].trigger()
    assert NUMBERED[900] in shown(composition)


def test_a_passage_far_inside_is_marked_in_the_facts_own_text_and_found_again(sits: Sits, long_goal: Path) -> None:
    desk = sits(reference=long_goal)
    follow(desk.composition, "Next part")
    follow(desk.composition, "Next part")
    words = NUMBERED[1_700].strip()
    desk.select(words)
    desk.do(ActionId.HIGHLIGHT)
    (annotation,) = desk.annotations
    anchor = annotation.anchor
    assert anchor is not None
    selector = anchor.selector
    assert (selector.start, selector.exact) == (LONG.index(words), words)
    assert desk.feature.page_annotations.highlights.positions  # and is drawn
    follow(desk.composition, "Previous part")
    assert desk.feature.page_annotations.highlights.positions == {}
    desk.pane.cards.card_chosen.emit(annotation.uuid)
    assert words in shown(desk.composition)
    (position,) = desk.feature.page_annotations.highlights.positions.values()
    assert desk.page.document().find(words).selectionStart() == position


def test_a_mark_across_the_end_of_a_part_is_drawn_as_far_as_it_is_shown(sits: Sits, long_goal: Path) -> None:
    desk = sits(reference=long_goal)
    highlights = desk.feature.page_annotations.highlights
    (run,) = [run for run in desk.page.facts.runs if not run.is_mark and desk.page.facts.fact_of(run) == GOAL]
    follow(desk.composition, "Next part")
    desk.select(NUMBERED[1_000].strip())
    desk.do(ActionId.HIGHLIGHT)
    (begun,) = desk.annotations
    assert begun.anchor is not None
    assert begun.anchor.selector.start > run.end - run.position
    ranges = highlights._ranges[begun.uuid]
    assert [desk.page.document().characterAt(each.start) for each in ranges] == ["s"]


def test_finding_and_copying_say_or_have_the_whole(opens: Opens, long_goal: Path, qtbot: QtBot) -> None:
    composition = opens(AFIC, long_goal)
    composition.window.actions_by_id[ActionId.FIND].trigger()
    bar = composition.window.page_side.find_bar
    qtbot.keyClicks(bar.field, "sentence 199999")
    assert bar.count_text == "Not found in what is shown"
    bar.field.clear()
    qtbot.keyClicks(bar.field, "sentence 77 of")
    assert bar.count_text == "1 of 1 in what is shown"
    composition.window.actions_by_id[ActionId.COPY_TEXT].trigger()
    assert NUMBERED[-1].strip() in QGuiApplication.clipboard().text()
    composition.window.actions_by_id[ActionId.PLAIN_TEXT].trigger()
    assert NUMBERED[-1].strip() in composition.menu.plain_text.dialog.text.toPlainText()
    composition.menu.plain_text.dialog.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET title = ? WHERE id = 'project/afic'",
        f"UPDATE fact SET note = ? WHERE id = '{GOAL}'",
        "UPDATE name SET text = ? WHERE fact_id = 'project/afic/name/acronym'",
    ],
    ids=["title", "note", "name"],
)
def test_a_long_title_note_or_name_leaves_the_page_short(opens: Opens, tmp_path: Path, sql: str) -> None:
    composition = opens(AFIC, planted(tmp_path / "long.db", sql, LONG[:1_000_000]))
    assert composition.page.document().characterCount() < SHOWN_AT_MOST
    assert composition.page.facts.missing == []
    tree = composition.navigator.tree
    assert len(str(tree.currentIndex().data())) < 1_000
    composition.reading.open(Address("country/NE"))
    assert composition.page.document().characterCount() < SHOWN_AT_MOST


def test_the_card_of_a_long_name_is_short(sits: Sits, tmp_path: Path) -> None:
    sql = "UPDATE name SET text = ? WHERE fact_id = 'project/afic/name/acronym'"
    desk: Desk = sits(reference=planted(tmp_path / "long.db", sql, LONG))
    desk.select(NUMBERED[0].strip())
    desk.window.actions_by_id[ActionId.SOURCE_OF_FACT].trigger()
    card = desk.composition.menu.provenance.card
    assert card.isVisible()
    assert len(card.accessibleDescription()) < 5_000
    card.reject()
