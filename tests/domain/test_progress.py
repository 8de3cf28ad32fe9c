"""Progress of long work is reported at its beginning and end, and every few items."""

from itertools import pairwise

import pytest

from coopviewer.domain.progress import Cancelled, never_cancelled, no_progress, report_progress, unless_cancelled


def walked(count: int) -> list[tuple[int, int] | str]:
    """Iterate over items with progress, and return the reports."""
    events: list[tuple[int, int] | str] = []
    for item in report_progress(map(str, range(count)), lambda done, total: events.append((done, total)), count):
        events.append(item)
    return events


def test_every_item_is_yielded_in_order() -> None:
    assert [event for event in walked(120) if isinstance(event, str)] == [str(number) for number in range(120)]


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 1000])
def test_progress_is_reported_before_the_first_item_and_after_the_last(count: int) -> None:
    events = walked(count)
    assert events[0] == ((0, count) if count else (0, 0))
    assert events[-1] == (count, count)


def test_progress_is_reported_every_few_items_with_the_number_done() -> None:
    events = walked(1000)
    reports = [event for event in events if isinstance(event, tuple)]
    assert 5 <= len(reports) <= 1000 // 10
    assert all(one[0] < other[0] for one, other in pairwise(reports))
    for done, total in reports:
        before = events[: events.index((done, total))]
        assert sum(isinstance(event, str) for event in before) == done
        assert total == 1000


def test_work_ends_where_progress_raises() -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    done = []
    with pytest.raises(Cancelled):
        done.extend(report_progress([1, 2, 3], cancel, 3))
    assert done == []
    assert list(report_progress([1, 2, 3], no_progress, 3)) == [1, 2, 3]


def test_nothing_is_yielded_once_the_work_is_cancelled() -> None:
    answers = iter([False, False, True])
    items = unless_cancelled("abcd", lambda: next(answers))
    assert [next(items), next(items)] == ["a", "b"]
    with pytest.raises(Cancelled):
        next(items)
    assert list(unless_cancelled("ab", never_cancelled)) == ["a", "b"]
