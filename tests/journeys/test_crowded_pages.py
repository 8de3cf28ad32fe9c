"""Pages with very many annotations: those that come first are there first, the rest follows, and nothing jumps."""

import time
from datetime import timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from coopviewer.domain.annotations.annotation import Anchor, Annotation, Colour, Motivation, new_uuid, select, utc_now
from coopviewer.domain.reference.pages import EntryPage, facts_of
from coopviewer.widgets.annotations.pane.card_delegate import CardDelegate
from coopviewer.widgets.annotations.pane.cards import AnnotationCards
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace.annotations.queries import FIRST
from tests.journeys.desk import Desk, Sits
from tests.journeys.test_large_pages import MOST, Steps

MANY = 800


def _crowd(desk: Desk, count: int) -> None:
    """Write that many annotations on the open entry: one of three a highlight, the last ones first in the text."""
    page, file = desk.page.page, desk.feature.services.file_session.file
    assert isinstance(page, EntryPage)
    assert file is not None
    edition = desk.composition.reference.edition
    text = next(each for each in facts_of(page) if each.id.startswith(f"{page.record.ref.id}/goal/"))
    begin = utc_now() - timedelta(hours=1)
    notes = []
    for number in range(count):
        start = max(20 - number // 3, 0)
        selector = select(text.text, start, start + 8, fact_id=text.id, field="text")  # type: ignore[attr-defined]
        anchor = Anchor(selector=selector, edition=edition.id, edition_sha256=edition.content_sha256)
        marks = number % 3 == 0
        notes.append(
            Annotation(
                uuid=new_uuid(),
                revision=1,
                dataset=edition.dataset,
                entry_id=page.record.ref.id,
                motivation=Motivation.HIGHLIGHTING if marks else Motivation.COMMENTING,
                colour=Colour.GREEN if marks else None,
                creator=file.person,
                created=begin + timedelta(seconds=number),
                modified=begin,
                body=f"Note {number}",
                anchors=(anchor,) if marks else (),
            )
        )
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Write", notes)
    desk.qtbot.waitUntil(lambda: len(desk.cards) == count)


def test_the_first_cards_of_a_crowded_page_stay_where_they_are(sits: Sits) -> None:
    desk = sits()
    _crowd(desk, 400)
    desk.open("coop:country/NE")
    resets: list[int] = []
    desk.pane.annotations.modelReset.connect(lambda: resets.append(desk.pane.annotations.count))
    with desk.qtbot.waitSignal(desk.feature.page_annotations.listed):
        with desk.qtbot.waitSignal(desk.feature.page_annotations.begun):
            desk.window.actions_by_id[ActionId.BACK].trigger()
            assert desk.cards == []
            assert not desk.pane.hint.isVisible()  # whether there are any is not known yet
        first = desk.cards
        assert len(first) == FIRST
        assert desk.pane.count.text() == ""
    assert desk.cards[: len(first)] == first
    assert len(desk.cards) == 400
    assert desk.pane.count.text() == "400"
    assert resets == [0, FIRST]


def test_a_bookmark_of_a_crowded_page_is_taken_away_as_soon_as_it_is_open(sits: Sits) -> None:
    desk = sits()
    _crowd(desk, 40)
    desk.do(ActionId.BOOKMARK)
    desk.open("coop:country/NE")
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.window.actions_by_id[ActionId.BACK].trigger()
        desk.window.actions_by_id[ActionId.BOOKMARK].trigger()
    assert not [each for each in desk.annotations if each.motivation is Motivation.BOOKMARKING]
    assert not desk.window.actions_by_id[ActionId.BOOKMARK].isChecked()
    assert desk.step_words[0] == "&Undo: Take a bookmark away"


def _sizes(cards: QListView) -> list[int]:
    return [cards.visualRect(cards.model().index(row, 0)).height() for row in range(cards.model().rowCount())]


def _time_of_all(cards: AnnotationCards) -> float:
    """Return how long it takes to lay out all cards at once, in milliseconds of the processor."""
    delegate, option, before = CardDelegate(cards, cards._annotations), QStyleOptionViewItem(), time.thread_time()
    delegate.set_page(cards._delegate._page)
    cards.initViewItemOption(option)
    for row in range(cards.model().rowCount()):
        delegate.sizeHint(option, cards.model().index(row, 0))
    return (time.thread_time() - before) * 1000


def test_no_step_is_long_while_the_text_or_the_colours_of_very_many_cards_change(sits: Sits) -> None:
    desk = sits()
    _crowd(desk, MANY)
    cards, qtbot, actions = desk.pane.cards, desk.qtbot, desk.window.actions_by_id
    desk.composition.window.resize(1440, 800)
    qtbot.waitUntil(lambda: cards.model().rowCount() == MANY, timeout=20_000)
    steps, bar = Steps(desk.composition), cards.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    usual, first = _sizes(cards), cards.indexAt(QPoint(8, 8))
    most = max(MOST, _time_of_all(cards))  # on a busy machine this, too, takes longer
    for key in (ActionId.DARK, ActionId.TEXT_LARGER):
        assert steps.longest_until_shown(actions[key].trigger) < most, key
    assert cards.indexAt(QPoint(8, 8)).row() == first.row(), "the place is kept"
    qtbot.waitUntil(lambda: not cards._sizes.is_measuring, timeout=20_000)
    assert abs(cards.indexAt(QPoint(8, 8)).row() - first.row()) <= 1, "the place is kept"
    larger = _sizes(cards)
    assert all(new > old for new, old in zip(larger, usual, strict=True))
    assert steps.longest_until_shown(actions[ActionId.TEXT_NORMAL].trigger) < most
    qtbot.waitUntil(lambda: not cards._sizes.is_measuring, timeout=20_000)
    assert _sizes(cards) == usual
    actions[ActionId.LIGHT].trigger()


def test_cards_scrolled_into_view_have_their_size_at_once(sits: Sits) -> None:
    desk = sits()
    _crowd(desk, MANY)
    cards, qtbot = desk.pane.cards, desk.qtbot
    qtbot.waitUntil(lambda: cards.model().rowCount() == MANY, timeout=20_000)
    usual = _sizes(cards)
    desk.window.actions_by_id[ActionId.TEXT_LARGER].trigger()
    qtbot.waitUntil(lambda: _sizes(cards) != usual)
    cards.scrollToBottom()
    rows = [
        row for row in range(MANY) if cards.viewport().rect().intersects(cards.visualRect(cards.model().index(row, 0)))
    ]
    assert rows[-1] == MANY - 1
    assert len(rows) > 3
    assert all(_sizes(cards)[row] > usual[row] for row in rows)
