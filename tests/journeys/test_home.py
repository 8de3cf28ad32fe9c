"""Home is for use: it shows what the reference answers, then what is the user's own, and nothing moves meanwhile."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.annotations.annotation import Motivation, Person
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.reference.outline import ARRANGEMENTS
from coopviewer.domain.reference.pages import HomePage
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.desk import Sits
from tests.storage.annotations.annotation_samples import note

TUNISIA = Address("country/TN")
Opens = Callable[..., Composition]


def cursor_at(page: PageView, words: str) -> QTextCursor:
    """Find words in the page; the test fails if they are not there."""
    cursor = page.document().find(words)
    assert not cursor.isNull(), words
    return cursor


def top_of(page: PageView, words: str) -> int:
    """Return how far below the top of the view words of the page are."""
    return page.cursorRect(cursor_at(page, words)).top()


def follow(page: PageView, words: str) -> None:
    """Open the link that has these words."""
    cursor = cursor_at(page, words)
    cursor.setPosition(cursor.selectionStart() + 1)
    page.open_link(cursor.charFormat().anchorHref())


def home_of(composition: Composition) -> HomePage:
    assert composition.reading.open_page is not None
    page = composition.reading.open_page[0]
    assert isinstance(page, HomePage)
    return page


def test_each_answer_opens_the_coverage_with_as_many_countries(opens: Opens, qtbot: QtBot) -> None:
    window = opens()
    for words, shown in (
        ("3 with a working arrangement, and no project listed", "3 of 49 countries"),
        ("31 with a project, and no working arrangement listed", "31 of 49 countries"),
        ("6 with a risk analysis cell", "6 of 49 countries"),
    ):
        follow(window.page, words)
        pane = window.menu.overviews.coverage.pane
        qtbot.waitUntil(lambda pane=pane, shown=shown: shown in pane.count.text())
        window.reading.step(-1)


def test_without_annotations_the_page_says_how_to_make_some(opens: Opens) -> None:
    window = opens()
    assert "Ctrl+D adds one" in window.page.toPlainText()


def test_bookmarks_are_on_home_when_one_returns(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(TUNISIA)
    reading, page = desk.composition.reading, desk.composition.page
    with qtbot.waitSignal(desk.feature.services.writer.annotations_changed):
        desk.composition.window.actions_by_id[ActionId.BOOKMARK].trigger()
    reading.open(HOME_ADDRESS)
    qtbot.waitUntil(lambda: "Bookmarks 1" in page.toPlainText().replace("\u00a0", " "))
    assert home_of(desk.composition).own is not None
    follow(page, "Tunisia")
    assert reading.address == TUNISIA


def test_an_entry_that_two_people_bookmarked_is_on_home_once(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    window = opens()
    dataset = window.reading.reference.edition.dataset
    marks = [("country/TN", "ada"), ("country/TN", "ben"), ("country/NE", "ben")]
    bookmark = note(body="", dataset=dataset, motivation=Motivation.BOOKMARKING)
    with closing(AnnotationStore.open(tmp_path / "annotations.db")) as store:
        people = [(f"{who}-{id_}", id_, Person(who, who)) for id_, who in marks]
        store.perform("Receive", [replace(bookmark, uuid=uuid, entry_id=id_, creator=by) for uuid, id_, by in people])
    window.annotations_on_demand.begin()
    window.annotations_on_demand.open_existing()
    qtbot.waitUntil(lambda: "Bookmarks 3" in window.page.toPlainText().replace("\u00a0", " "))
    own = home_of(window).own
    assert own is not None
    assert sorted(each.title for each in own.bookmarks) == ["Niger", "Tunisia"]


@pytest.mark.parametrize("width", [1440, 900])
def test_nothing_moves_while_bookmarks_and_notes_are_filled_in(
    opens: Opens, qtbot: QtBot, tmp_path: Path, width: int
) -> None:
    AnnotationStore.open(tmp_path / "annotations.db").close()
    window = opens()
    window.window.resize(width, 900)
    headings = ("Projects", "Data notes", "Bookmarks", "Latest notes", "About this edition")
    window.annotations_on_demand.begin()
    assert home_of(window).own is None
    assert "Ctrl+D" not in window.page.toPlainText()
    before = [top_of(window.page, each) for each in headings]
    with qtbot.waitSignal(window.reading.page_updated):
        window.annotations_on_demand.open_existing()
    assert "Ctrl+D" in window.page.toPlainText()
    assert [top_of(window.page, each) for each in headings] == before


def test_a_group_of_the_navigator_opens_its_filter_of_the_coverage(opens: Opens, qtbot: QtBot) -> None:
    window = opens()
    window.window.actions_by_id[ActionId.BY_COOPERATION].trigger()
    tree = window.navigator.tree
    index = tree.row_at((ARRANGEMENTS,))
    window.navigator.choose(index)
    assert str(window.reading.address) == "coop:coverage?where=arrangement:listed"
    assert tree.isExpanded(tree.row_at((ARRANGEMENTS,)))
    pane = window.menu.overviews.coverage.pane
    qtbot.waitUntil(lambda: "18 of 49 countries" in pane.count.text())


def test_a_strip_is_drawn_anew_for_another_width(opens: Opens) -> None:
    window = opens()
    window.window.resize(1440, 900)
    page = window.page
    for width in (1400, 1330, 1440):
        window.window.resize(width, 900)
        assert page.horizontalScrollBar().maximum() == 0
        assert page._drawn_width == page._margins.text


def test_notes_on_another_reference_are_counted_on_home(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    with closing(AnnotationStore.open(tmp_path / "annotations.db")) as store:
        store.perform("Write", [note(dataset="urn:other") for _ in range(3)])
    window = opens()
    window.annotations_on_demand.begin()
    window.annotations_on_demand.open_existing()
    qtbot.waitUntil(lambda: "3 annotations on other references" in window.page.toPlainText())


def test_all_bookmarks_and_notes_of_many_are_counted_on_home(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    window = opens()
    dataset = window.reading.reference.edition.dataset
    bookmarks = [note(body="", dataset=dataset, motivation=Motivation.BOOKMARKING) for _ in range(10)]
    with closing(AnnotationStore.open(tmp_path / "annotations.db")) as store:
        store.perform("Write", [*bookmarks, *(note(dataset=dataset) for _ in range(2_100))])
    window.annotations_on_demand.begin()
    window.annotations_on_demand.open_existing()
    qtbot.waitUntil(lambda: "Latest notes 1,000 or more" in window.page.toPlainText().replace("\u00a0", " "))
    assert "Bookmarks 10" in window.page.toPlainText().replace("\u00a0", " ")
