"""Reviewing with a person's hands: what is seen of an annotation whose text has changed, and what can be done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QPalette, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.annotations.review.queue import ReviewQueue
from coopviewer.widgets.annotations.review.sheet import GROUNDS
from coopviewer.widgets.common.theme import DARK, LIGHT, Theme, palette
from tests.widgets.annotations.review.review_samples import SAMPLES

YEAR, DENIED, REWRITTEN, ARABIC, OTHER, GONE = SAMPLES


@pytest.fixture
def queue(qtbot: QtBot) -> ReviewQueue:
    made = ReviewQueue()
    qtbot.addWidget(made)
    made.setPalette(palette(LIGHT))
    made.resize(900, 640)
    made.show_reviews(SAMPLES, len(SAMPLES))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.list.setFocus()
    return made


def marked(text: QTextEdit) -> list[tuple[str, bool, bool]]:
    """Give the runs on a ground of their own: the words, and whether they are struck through or underlined."""
    found = []
    block = text.document().begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            run, form = iterator.fragment().text(), iterator.fragment().charFormat()
            if form.background().style() is not Qt.BrushStyle.NoBrush:
                found.append((run, form.fontStrikeOut(), form.fontUnderline()))
            iterator += 1
        block = block.next()
    return found


def uuids(emitted: list[object]) -> list[list[str]]:
    return [[review.annotation.uuid for review in each] for each in emitted]  # type: ignore[attr-defined]


def test_the_old_words_stand_beside_the_new_with_marks_that_need_no_colour(queue: ReviewQueue) -> None:
    sheet = queue.sheet
    assert sheet.note.text() == "Your note: Compare with the annual report."
    assert marked(sheet.then.text) == [("2019", True, False)]
    assert ("2021", False, True) in marked(sheet.now.text)
    assert "frontex-2021.1" in sheet.then.edition.text()
    assert "1 Mar 2026" in sheet.then.edition.text()
    assert "frontex-2023.1, as of one day between 1 January 2022 and 30 June 2023" in sheet.now.edition.text()
    assert sheet.then.text.accessibleDescription() == "Gone: “2019”."
    assert sheet.now.text.accessibleDescription().startswith("New: “2021”.")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_marked_words_can_be_read_on_their_grounds(queue: ReviewQueue, theme: Theme) -> None:
    queue.setPalette(palette(theme))
    grounds = {QColor(ground).name() for (_, dark), ground in GROUNDS.items() if dark is theme.dark}
    shown = set()
    for side in (queue.sheet.then, queue.sheet.now):
        cursor = QTextCursor(side.text.document())
        while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
            form = cursor.charFormat()
            if form.background().style() is not Qt.BrushStyle.NoBrush:
                shown.add(form.background().color().name())
                assert contrast(form.foreground().color(), form.background().color()) >= 4.5
    assert shown == grounds


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    parts = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3])  # type: ignore[union-attr]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_the_arrows_walk_the_list_and_the_sheet_follows(queue: ReviewQueue, qtbot: QtBot) -> None:
    for review in SAMPLES[1:]:
        qtbot.keyClick(queue.list, Qt.Key.Key_Down)
        assert queue.chosen == (review,)
        assert queue.sheet.then.text.toPlainText().find(review.quotation) >= 0
        assert queue.accept.isEnabled() is (review.suggestion is not None)
    assert queue.sheet.now.text.toPlainText() == "This edition has no such text."


def test_accepting_says_which_and_the_next_one_is_shown_when_it_is_done(queue: ReviewQueue, qtbot: QtBot) -> None:
    accepted: list[object] = []
    queue.accepted.connect(accepted.append)
    qtbot.mouseClick(queue.accept, Qt.MouseButton.LeftButton)
    qtbot.keyClick(queue.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert uuids(accepted) == [["year"], ["year"]]
    assert queue.reviews.rowCount() == len(SAMPLES), "nothing goes before it is written"
    queue.remove({"year"})
    assert queue.chosen == (DENIED,)
    assert queue.message.text().startswith("5 annotations wait for you")


def test_several_are_accepted_or_kept_at_once_and_only_suggestions_can_be_accepted(
    queue: ReviewQueue, qtbot: QtBot
) -> None:
    accepted: list[object] = []
    kept: list[object] = []
    queue.accepted.connect(accepted.append)
    queue.kept.connect(kept.append)
    queue.list.selectAll()
    assert not queue.attach.isEnabled()
    qtbot.mouseClick(queue.accept, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(queue.keep, Qt.MouseButton.LeftButton)
    assert uuids(accepted) == [["year", "denied", "rewritten", "arabic"]]
    assert uuids(kept) == [[review.annotation.uuid for review in SAMPLES]]
    queue.remove({review.annotation.uuid for review in SAMPLES[:4]})
    assert queue.chosen == (OTHER, GONE)


def test_attaching_asks_for_a_place_and_enter_shows_the_page(queue: ReviewQueue, qtbot: QtBot) -> None:
    with qtbot.waitSignal(queue.attach_wanted) as wanted:
        qtbot.mouseClick(queue.attach, Qt.MouseButton.LeftButton)
    assert wanted.args == [YEAR]
    with qtbot.waitSignal(queue.page_wanted) as page:
        qtbot.keyClick(queue.list, Qt.Key.Key_Return)
    assert page.args == [YEAR]
    with qtbot.waitSignal(queue.leave_wanted):
        qtbot.keyClick(queue.list, Qt.Key.Key_Escape)


def test_nothing_can_be_decided_in_a_file_that_is_read_only(queue: ReviewQueue, qtbot: QtBot) -> None:
    accepted: list[object] = []
    queue.accepted.connect(accepted.append)
    queue.set_writable(False)
    assert not any(button.isEnabled() for button in (queue.accept, queue.attach, queue.keep))
    qtbot.keyClick(queue.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert accepted == []
    queue.set_writable(True)
    assert queue.keep.isEnabled()


def test_when_all_is_decided_a_sentence_says_so(queue: ReviewQueue) -> None:
    queue.remove({review.annotation.uuid for review in SAMPLES})
    assert queue.message.text() == "There is nothing to review: each annotation has its place in this edition."
    assert not queue.list.isVisible()
    queue.show_reviews(SAMPLES[:1], 1)
    assert queue.message.text() == "One annotation waits for you: the text that it stood on has changed."
    assert queue.chosen == (YEAR,)
    queue.show_reviews(SAMPLES, 2000)
    assert "2,000 annotations" in queue.message.text()
    assert queue.chosen == (YEAR,), "what was chosen stays chosen"


def test_where_there_is_little_room_the_texts_stand_one_beneath_the_other(queue: ReviewQueue, qtbot: QtBot) -> None:
    then, now, line = queue.sheet.then.text, queue.sheet.now.text, queue.fontMetrics().height()
    queue.resize(70 * line, 50 * line)
    qtbot.waitUntil(lambda: then.y() == now.y())
    queue.resize(24 * line, 60 * line)
    qtbot.waitUntil(lambda: now.y() > then.y() + then.height())
    queue.resize(70 * line, 50 * line)
    qtbot.waitUntil(lambda: then.y() == now.y())


def test_arabic_begins_at_the_right(queue: ReviewQueue) -> None:
    queue.list.setCurrentIndex(queue.reviews.index(SAMPLES.index(ARABIC)))
    document = queue.sheet.now.text.document()
    assert document.begin().textDirection() is Qt.LayoutDirection.RightToLeft
    assert [words for words, _, _ in marked(queue.sheet.now.text)] == ["لا "]


def test_every_control_has_a_name_and_can_be_reached_by_tab(queue: ReviewQueue, qtbot: QtBot) -> None:
    reached: list[QWidget | None] = []
    for _ in range(6):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    expected = [queue.list, queue.sheet.then.text, queue.sheet.now.text, queue.accept, queue.attach, queue.keep]
    assert reached == expected
    for widget in expected:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name).strip(), f"{widget!r} has no name"
    row = QAccessible.queryAccessibleInterface(queue.list).child(0)
    assert "Perhaps this: 9" in row.text(QAccessible.Text.Name)


def test_a_change_of_theme_is_followed(queue: ReviewQueue) -> None:
    queue.setPalette(palette(DARK))
    cursor = QTextCursor(queue.sheet.then.text.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().foreground().color() == queue.palette().color(QPalette.ColorRole.PlaceholderText)
