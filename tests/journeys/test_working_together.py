"""A colleague's file is imported in the real window: own later words stay, the colleague's wait in To review."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.exchange.annotations.jsonld import jsonld_lines
from tests.journeys.conftest import Sits
from tests.journeys.desk import Desk

LEFT = Qt.MouseButton.LeftButton
MARIE = Person("22222222-2222-4222-8222-222222222222", "Marie")


def receive(desk: Desk, folder: Path, *annotations: Annotation) -> list[str]:
    """Import a file of Marie's; return the lines of the report."""
    file = folder / "marie.jsonld"
    file.write_bytes(b"".join(jsonld_lines(annotations, sender=MARIE)))
    transfers = desk.feature.transfers
    with desk.qtbot.waitSignal(transfers.transfer.imported):
        transfers._import(str(file))
    report = transfers.report
    assert report is not None
    lines = [report.message.text(), *report.lines.text().splitlines()]
    report.reject()
    return lines


def with_a_version(sits: Sits, tmp_path: Path) -> tuple[Desk, Annotation]:
    """Return a desk at which Marie's version of the user's note was imported, though the user wrote later."""
    desk = sits()
    desk.write("Which partners are named here?")
    (mine,) = desk.annotations
    theirs = replace(mine, revision=9, body="Which partners are named in the annex?")
    lines = receive(desk, tmp_path, theirs)
    assert lines == [
        "marie.jsonld: 1 annotation differs from the one here: both versions are kept, and you choose between them.",
        (
            "• Other versions wait under Annotate > All annotations > To review, on these entries: Strengthening the "
            "Africa-Frontex Intelligence Community (AFIC)."
        ),
    ]
    assert [each.body for each in desk.annotations] == [mine.body]
    desk.open_review()
    queue = desk.feature.review_queue.queue
    desk.qtbot.waitUntil(lambda: queue.reviews.rowCount() == 1)
    return desk, mine


def test_a_colleague_s_version_waits_beside_one_s_own_words_and_is_kept(
    sits: Sits, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, mine = with_a_version(sits, tmp_path)
    queue = desk.feature.review_queue.queue
    assert queue.message.text() == "1 other version of an annotation waits for you: compare it with the one here."
    header = desk.feature.browser.browser.header.views
    assert "To review (1)" in [header.tabText(index) for index in range(header.count())]
    (index,) = queue.list.selectedIndexes()
    assert queue.reviews.data(index, Qt.ItemDataRole.AccessibleTextRole).endswith(
        "Another version, by Marie. “Which partners are named in the annex?”"
    )
    assert queue.sheet.old.text.toPlainText() == mine.body
    assert queue.sheet.new.text.accessibleDescription() == "New: “in the annex”."
    assert not queue.accept_button.isEnabled()
    assert not queue.attach_button.isEnabled()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.mouseClick(queue.keep_button, LEFT)
    qtbot.waitUntil(lambda: queue.reviews.rowCount() == 0)
    assert desk.step_words[0].endswith("Decide between versions of annotations")
    desk.open("project/afic")
    assert [each.body for each in desk.annotations] == [mine.body]


@pytest.mark.parametrize("both", [False, True])
def test_a_colleague_s_version_is_taken_or_added_and_waits_again_with_undo(
    sits: Sits, qtbot: QtBot, tmp_path: Path, both: bool
) -> None:
    desk, mine = with_a_version(sits, tmp_path)
    queue = desk.feature.review_queue.queue
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.mouseClick(queue.both_button if both else queue.take_button, LEFT)
    qtbot.waitUntil(lambda: queue.reviews.rowCount() == 0)
    desk.open("project/afic")
    theirs = "Which partners are named in the annex?"
    expected = {(mine.body, mine.creator), (theirs, MARIE)} if both else {(theirs, mine.creator)}
    assert {(each.body, each.creator) for each in desk.annotations} == expected
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.step(-1)
    qtbot.waitUntil(lambda: queue.reviews.rowCount() == 1)
    desk.open("project/afic")
    assert [each.body for each in desk.annotations] == [mine.body]
