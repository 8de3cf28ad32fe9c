"""The review queue: what it shows of an annotation whose text has changed, and what the user can decide."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QPalette, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.versions.conflicts import Conflict, Decision
from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.widgets.annotations.review.queue import ReviewQueue
from coopviewer.widgets.annotations.review.sheet import BACKGROUNDS
from coopviewer.widgets.common.theme import DARK, LIGHT, Theme, palette
from tests.widgets.annotations.review.review_samples import SAMPLES

YEAR, DENIED, REWRITTEN, ARABIC, OTHER, GONE = SAMPLES


@pytest.fixture
def queue(qtbot: QtBot) -> ReviewQueue:
    queue = ReviewQueue()
    qtbot.addWidget(queue)
    queue.setPalette(palette(LIGHT))
    queue.resize(900, 640)
    queue.show_reviews(SAMPLES, len(SAMPLES))
    with qtbot.waitExposed(queue):
        queue.show()
    queue.activateWindow()
    queue.list.setFocus()
    return queue


def marked_texts(text: QTextEdit) -> list[tuple[str, bool, bool]]:
    """Return the texts with a background, and whether they are struck through or underlined."""
    texts = []
    block = text.document().begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            run, char_format = iterator.fragment().text(), iterator.fragment().charFormat()
            if char_format.background().style() is not Qt.BrushStyle.NoBrush:
                texts.append((run, char_format.fontStrikeOut(), char_format.fontUnderline()))
            iterator += 1
        block = block.next()
    return texts


def uuids(emitted: list[object]) -> list[list[str]]:
    return [[review.annotation.uuid for review in each] for each in emitted]  # type: ignore[attr-defined]


def test_differences_between_old_and_new_text_are_marked_not_only_by_colour(queue: ReviewQueue) -> None:
    sheet = queue.sheet
    assert sheet.note.text() == "Your note: Compare with the annual report."
    assert marked_texts(sheet.old.text) == [("2019", True, False)]
    assert ("2021", False, True) in marked_texts(sheet.new.text)
    assert "frontex-2021.1" in sheet.old.edition.text()
    assert "1 Mar 2026" in sheet.old.edition.text()
    assert "frontex-2023.1, as of one day between 1 January 2022 and 30 June 2023" in sheet.new.edition.text()
    assert sheet.old.text.accessibleDescription() == "Gone: “2019”."
    assert sheet.new.text.accessibleDescription().startswith("New: “2021”.")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_marked_text_has_enough_contrast_to_its_background(queue: ReviewQueue, theme: Theme) -> None:
    queue.setPalette(palette(theme))
    backgrounds = {QColor(background).name() for (_, dark), background in BACKGROUNDS.items() if dark is theme.dark}
    shown = set()
    for side in (queue.sheet.old, queue.sheet.new):
        cursor = QTextCursor(side.text.document())
        while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
            char_format = cursor.charFormat()
            if char_format.background().style() is not Qt.BrushStyle.NoBrush:
                shown.add(char_format.background().color().name())
                assert contrast(char_format.foreground().color(), char_format.background().color()) >= 4.5
    assert shown == backgrounds


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    channels = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]
    )  # type: ignore[union-attr]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def test_the_sheet_shows_the_review_selected_by_arrow_keys(queue: ReviewQueue, qtbot: QtBot) -> None:
    for review in SAMPLES[1:]:
        qtbot.keyClick(queue.list, Qt.Key.Key_Down)
        assert queue.selected == (review,)
        assert queue.sheet.old.text.toPlainText().find(review.quotation) >= 0
        assert queue.accept_button.isEnabled() is (review.suggestion is not None)
    assert queue.sheet.new.text.toPlainText() == "This edition has no such text."


def test_accepting_emits_the_reviews_and_the_next_one_is_shown_once_they_are_removed(
    queue: ReviewQueue, qtbot: QtBot
) -> None:
    accepted: list[object] = []
    queue.accept_wanted.connect(accepted.append)
    qtbot.mouseClick(queue.accept_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(queue.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert uuids(accepted) == [["year"], ["year"]]
    assert queue.reviews.rowCount() == len(SAMPLES), "no review is removed before it is written"
    queue.remove({"year"})
    assert queue.selected == (DENIED,)
    assert queue.message.text().startswith("5 annotations wait for you")


def test_several_reviews_are_accepted_or_kept_at_once_but_only_suggestions_accepted(
    queue: ReviewQueue, qtbot: QtBot
) -> None:
    accepted: list[object] = []
    kept: list[object] = []
    queue.accept_wanted.connect(accepted.append)
    queue.keep_wanted.connect(kept.append)
    queue.list.selectAll()
    assert not queue.attach_button.isEnabled()
    qtbot.mouseClick(queue.accept_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(queue.keep_button, Qt.MouseButton.LeftButton)
    assert uuids(accepted) == [["year", "denied", "rewritten", "arabic"]]
    assert uuids(kept) == [[review.annotation.uuid for review in SAMPLES]]
    queue.remove({review.annotation.uuid for review in SAMPLES[:4]})
    assert queue.selected == (OTHER, GONE)


def conflict(uuid: str, shown: Person, waiting: Person) -> Conflict:
    own = replace(YEAR.annotation, uuid=uuid, creator=shown, body="shown")
    return Conflict(make_version(replace(own, body="waiting", revision=5), waiting), own, "Niger")


def decisions_of(queue: ReviewQueue, qtbot: QtBot, button: str) -> list[tuple[Decision, ...]]:
    """Select everything, press a button, and return the decisions that were emitted."""
    emitted: list[tuple[Decision, ...]] = []
    queue.decided.connect(lambda _, decisions: emitted.append(decisions))
    queue.list.selectAll()
    qtbot.mouseClick(getattr(queue, button), Qt.MouseButton.LeftButton)
    return emitted


@pytest.mark.parametrize(
    ("button", "text", "decision"),
    [
        ("keep_button", "&Keep what is shown now", Decision.KEEP),
        ("take_button", "T&ake the other version", Decision.TAKE),
    ],
)
def test_buttons_that_name_what_is_shown_decide_so_for_conflicts_of_any_author(
    queue: ReviewQueue, qtbot: QtBot, button: str, text: str, decision: Decision
) -> None:
    me, ben = Person("me", "Me"), Person("ben", "Ben")
    queue.set_owner(me)
    queue.show_reviews([conflict("mine waits", ben, me), conflict("not mine", ben, ben)], 2)
    assert decisions_of(queue, qtbot, button) == [(decision, decision)]
    assert getattr(queue, button).text() == text


def test_keeping_conflicts_together_with_reviews_replaces_nothing_that_is_shown(
    queue: ReviewQueue, qtbot: QtBot
) -> None:
    me, ben = Person("me", "Me"), Person("ben", "Ben")
    kept: list[object] = []
    queue.keep_wanted.connect(kept.append)
    queue.set_owner(me)
    queue.show_reviews([conflict("mine waits", ben, me), YEAR], 2)
    assert decisions_of(queue, qtbot, "keep_button") == [(Decision.KEEP,)]
    assert uuids(kept) == [["year"]]
    assert queue.keep_button.toolTip().startswith("Keep each annotation as it is shown now")


def test_the_attach_button_and_the_keys_emit_what_is_wanted(queue: ReviewQueue, qtbot: QtBot) -> None:
    with qtbot.waitSignal(queue.attach_wanted) as wanted:
        qtbot.mouseClick(queue.attach_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [YEAR]
    with qtbot.waitSignal(queue.page_wanted) as page:
        qtbot.keyClick(queue.list, Qt.Key.Key_Return)
    assert page.args == [YEAR]
    with qtbot.waitSignal(queue.leave_wanted):
        qtbot.keyClick(queue.list, Qt.Key.Key_Escape)


def test_reviews_of_a_read_only_file_cannot_be_decided(queue: ReviewQueue, qtbot: QtBot) -> None:
    accepted: list[object] = []
    queue.accept_wanted.connect(accepted.append)
    queue.set_writable(False)
    assert not any(button.isEnabled() for button in (queue.accept_button, queue.attach_button, queue.keep_button))
    qtbot.keyClick(queue.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert accepted == []
    queue.set_writable(True)
    assert queue.keep_button.isEnabled()


def test_without_reviews_a_message_says_so(queue: ReviewQueue) -> None:
    queue.remove({review.annotation.uuid for review in SAMPLES})
    assert queue.message.text() == "There is nothing to review: each annotation has its place in this edition."
    assert not queue.list.isVisible()
    queue.show_reviews(SAMPLES[:1], 1)
    assert queue.message.text() == "One annotation waits for you: the text that it stood on has changed."
    assert queue.selected == (YEAR,)
    queue.show_reviews(SAMPLES, 2000)
    assert "2,000 annotations" in queue.message.text()
    assert queue.selected == (YEAR,), "the selection is kept"


def test_the_texts_are_below_each_other_in_a_narrow_sheet(queue: ReviewQueue, qtbot: QtBot) -> None:
    old_text, new_text, line = queue.sheet.old.text, queue.sheet.new.text, queue.fontMetrics().height()
    queue.resize(70 * line, 50 * line)
    qtbot.waitUntil(lambda: old_text.y() == new_text.y())
    queue.resize(24 * line, 60 * line)
    qtbot.waitUntil(lambda: new_text.y() > old_text.y() + old_text.height())
    queue.resize(70 * line, 50 * line)
    qtbot.waitUntil(lambda: old_text.y() == new_text.y())


def test_arabic_text_is_laid_out_from_right_to_left(queue: ReviewQueue) -> None:
    queue.list.setCurrentIndex(queue.reviews.index(SAMPLES.index(ARABIC)))
    document = queue.sheet.new.text.document()
    assert document.begin().textDirection() is Qt.LayoutDirection.RightToLeft
    assert [text for text, _, _ in marked_texts(queue.sheet.new.text)] == ["لا "]


def test_every_control_has_a_name_and_can_be_reached_by_tab(queue: ReviewQueue, qtbot: QtBot) -> None:
    focused: list[QWidget | None] = []
    for _ in range(6):
        focused.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    expected = [
        queue.list,
        queue.sheet.old.text,
        queue.sheet.new.text,
        queue.accept_button,
        queue.attach_button,
        queue.keep_button,
    ]
    assert focused == expected
    for widget in expected:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name).strip(), f"{widget!r} has no name"
    row = QAccessible.queryAccessibleInterface(queue.list).child(0)
    assert "Perhaps this: 9" in row.text(QAccessible.Text.Name)


def test_the_sheet_follows_a_change_of_theme(queue: ReviewQueue) -> None:
    queue.setPalette(palette(DARK))
    cursor = QTextCursor(queue.sheet.old.text.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().foreground().color() == queue.palette().color(QPalette.ColorRole.PlaceholderText)


@pytest.mark.parametrize("size", [(900, 640), (560, 420), (800, 900)])
def test_with_large_text_nothing_is_drawn_over_the_texts(queue: ReviewQueue, size: tuple[int, int]) -> None:
    large = queue.font()
    large.setPointSizeF(2.2 * large.pointSizeF())
    queue.setFont(large)
    queue.resize(*size)
    QApplication.sendPostedEvents()
    old, new = queue.sheet.old, queue.sheet.new
    areas = [part.geometry() for side in (old, new) for part in side.parts]
    assert not [(one, other) for one, other in combinations(areas, 2) if one.intersects(other)]
    assert min(old.text.height(), new.text.height()) >= 3 * queue.fontMetrics().lineSpacing()
    new.text.setFocus(Qt.FocusReason.TabFocusReason)
    seen = queue.sheet.visibleRegion().boundingRect().height()
    assert seen >= 4 * queue.fontMetrics().lineSpacing()


def test_those_that_are_not_listed_yet_are_counted_when_all_listed_are_decided(queue: ReviewQueue) -> None:
    queue.show_reviews(SAMPLES, 500 + len(SAMPLES))
    queue.remove([review.annotation.uuid for review in SAMPLES])
    assert "500 annotations wait" in queue.message.text()
    queue.show_reviews((), 0)
    assert "500" not in queue.message.text()
