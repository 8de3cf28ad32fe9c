"""The search service: the first results, all of them, and the counts, in this order, of the latest search alone."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.workspace.search import SearchService

MANY = "kind:country"


@pytest.fixture
def service(qtbot: QtBot) -> Iterator[SearchService]:
    made = SearchService(paths.reference_file())
    yield made
    made.stop()


def heard(service: SearchService) -> list[str]:
    """Record what the service emits, in order."""
    found: list[str] = []
    service.begun.connect(lambda answer: found.append(f"begun {len(answer.hits)}"))
    service.answered.connect(lambda answer: found.append(f"answered {len(answer.hits)}"))
    service.counted.connect(lambda counts: found.append(f"counted {bool(counts)}"))
    return found


def test_counts_come_after_the_results_that_they_are_about(service: SearchService, qtbot: QtBot) -> None:
    found = heard(service)
    with qtbot.waitSignal(service.counted):
        service.search(MANY)
    assert found == ["begun 20", "answered 49", "counted True"]


def test_a_search_with_few_results_is_answered_at_once_and_counted(service: SearchService, qtbot: QtBot) -> None:
    found = heard(service)
    with qtbot.waitSignal(service.counted):
        service.search("niger")
    assert [word.partition(" ")[0] for word in found] == ["answered", "counted"]


def test_of_a_search_that_was_given_up_nothing_more_is_heard(service: SearchService, qtbot: QtBot) -> None:
    found = heard(service)
    with qtbot.waitSignal(service.begun):
        service.search(MANY)
    with qtbot.waitSignal(service.counted):
        service.search("niger")
    assert [word.partition(" ")[0] for word in found] == ["begun", "answered", "counted"]


def test_a_receiver_that_searches_anew_gets_no_counts_of_the_search_before(
    service: SearchService, qtbot: QtBot
) -> None:
    found = heard(service)
    again = iter(["niger"])
    service.answered.connect(lambda _answer: [service.search(text) for text in again])
    with qtbot.waitSignal(service.counted):
        service.search(MANY)
    assert [word.partition(" ")[0] for word in found] == ["begun", "answered", "answered", "counted"]
