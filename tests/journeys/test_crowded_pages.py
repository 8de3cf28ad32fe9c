"""Pages with very many annotations: those that come first are there first, the rest follows, and nothing jumps."""

from datetime import timedelta

from coopviewer.domain.annotations.annotation import Anchor, Annotation, Colour, Motivation, new_uuid, select, utc_now
from coopviewer.domain.reference.pages import EntryPage, facts_of
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace.annotations.queries import FIRST
from tests.journeys.desk import Desk, Sits


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
