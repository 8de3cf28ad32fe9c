"""Nothing relies on the order in which the listeners of a signal were connected: journeys with that order reversed."""

import inspect
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from coopviewer.domain.browsing.tabs import TabRow
from coopviewer.workspace.tabs import TabSet
from tests.journeys import (
    test_annotation_file,
    test_annotation_mishaps,
    test_annotations,
    test_browsing,
    test_crowded_pages,
    test_navigator,
    test_search,
    test_tabs,
)
from tests.journeys.listeners import reverse_listeners

# those in which a signal with several listeners decides what is shown: a page opened, a file opened, something written
JOURNEYS = (
    test_annotation_file.test_a_file_that_was_deleted_is_told_and_saved_elsewhere,
    test_annotation_file.test_another_file_is_kept_to_at_the_next_start,
    test_annotation_mishaps.test_the_editor_lets_go_of_a_note_of_another_file,
    test_annotation_mishaps.test_what_could_not_be_saved_is_tried_again_before_the_window_closes,
    test_annotations.test_a_goal_is_highlighted_tagged_found_undone_redone_and_there_after_a_restart,
    test_browsing.test_enter_opens_the_entry_at_the_annotation,
    test_browsing.test_search_and_list_give_way_to_each_other,
    test_crowded_pages.test_a_bookmark_of_a_crowded_page_is_taken_away_as_soon_as_it_is_open,
    test_crowded_pages.test_the_first_cards_of_a_crowded_page_stay_where_they_are,
    test_navigator.test_another_reference_is_shown_unfiltered,
    test_search.test_another_reference_is_searched_once_it_is_open,
    test_search.test_tabs_show_each_its_own_search_or_page,
    test_tabs.test_a_session_comes_back_at_the_next_start,
)


class Listener(QObject):
    def __init__(self, name: str, heard: list[str]) -> None:
        super().__init__()
        self._name, self._heard = name, heard

    def hear(self, _row: TabRow) -> None:
        self._heard.append(self._name)


def test_listeners_can_be_called_in_the_reverse_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reverse_listeners(monkeypatch) > 100
    heard: list[str] = []
    listeners = [Listener(name, heard) for name in ("first", "second", "third")]
    tabs = TabSet()
    for listener in listeners:
        tabs.tabs_changed.connect(listener.hear)
    tabs.tabs_changed.disconnect(listeners[1].hear)
    tabs.emit_tabs()
    assert heard == ["third", "first"]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__.removeprefix("test_"))
def test_it_is_the_same_whichever_listener_was_connected_first(
    journey: Callable[..., None], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    reverse_listeners(monkeypatch)
    journey(**{name: request.getfixturevalue(name) for name in inspect.signature(journey).parameters})
