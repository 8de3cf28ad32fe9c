"""The find bar over real pages: how many matches it says there are, and how long the words of a search are marked."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.browsing.history import Visit
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.search.occurrences import finder_for
from coopviewer.domain.search.syntax import parse_query
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.page.find_bar import FindBar
from coopviewer.widgets.page.page_view import PageView
from tests.reference_values import ref, statement
from tests.rendering.reference_samples import entry_page, record

WELL, TAP = "project/well", "project/tap"


def page_of(entry_id: str, text: str) -> EntryPage:
    return entry_page(record(ref(entry_id, "Water"), statement(entry_id, text)))


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView(LIGHT, lambda: date(2026, 11, 23))
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    return view


@pytest.fixture
def bar(view: PageView, qtbot: QtBot) -> FindBar:
    bar = FindBar(view)
    qtbot.addWidget(bar)
    view.page_shown.connect(bar.refresh)
    return bar


def open_page(view: PageView, page: EntryPage, fragment: str = "") -> None:
    view.show_page(page, Visit(Address(page.record.ref.id, fragment)))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 match"),
        (999, "999 matches"),
        (1_000, "1,000 matches"),
        (1_001, "1,000+ matches"),
        (1_500, "1,000+ matches"),
    ],
)
def test_a_plus_is_said_only_if_there_are_more_matches_than_are_marked(
    view: PageView, bar: FindBar, count: int, said: str
) -> None:
    open_page(view, page_of(WELL, "zx " * count))
    finder = finder_for(parse_query("zx").query)
    bar.show()
    bar.mark_words(finder, "zx")
    assert bar.count_text == said
    assert len(view.extraSelections()) == min(count, 1_000)


def test_the_words_of_a_search_go_with_another_page_of_the_same_title(view: PageView, bar: FindBar) -> None:
    open_page(view, page_of(WELL, "deep wells"))
    bar.mark_words(finder_for(parse_query("deep").query), "deep")
    for fragment in ("", "goals"):  # of the same page
        open_page(view, page_of(WELL, "deep wells"), fragment)
        assert bar.is_active
        assert len(view.extraSelections()) == 1
    view.update_page(page_of(WELL, "deep, deep wells"))
    assert len(view.extraSelections()) == 2
    open_page(view, page_of(TAP, "deep taps"))
    assert not bar.is_active
    assert view.extraSelections() == []


def test_words_in_a_bar_that_is_shown_stay_for_the_next_page(view: PageView, bar: FindBar) -> None:
    open_page(view, page_of(WELL, "deep wells"))
    bar.show()
    bar.mark_words(finder_for(parse_query("deep").query), "deep")
    open_page(view, page_of(TAP, "deep taps, deep wells"))
    assert bar.count_text == "2 matches"
