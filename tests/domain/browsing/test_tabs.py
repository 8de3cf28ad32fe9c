"""Tabs are added, closed, brought back and moved."""

import pytest

from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.browsing.session import Session
from coopviewer.domain.browsing.tabs import Tab, Tabs, home_history


def opened(count: int) -> tuple[Tabs, list[Tab]]:
    """Return tabs in order, the first of them current."""
    tabs = Tabs()
    return tabs, [tabs.add(home_history(Address(f"country/{number}")), after_current=False) for number in range(count)]


def test_the_first_tab_becomes_current_and_later_ones_do_not() -> None:
    tabs = Tabs()
    assert tabs.current is None
    first = tabs.add(home_history())
    second = tabs.add(home_history())
    assert tabs.current is first
    assert tabs.tabs == [first, second]


def test_a_tab_is_added_right_after_the_current_one_or_at_the_end() -> None:
    tabs, (first, second, third) = opened(3)
    tabs.current = second
    beside = tabs.add(home_history())
    last = tabs.add(home_history(), after_current=False)
    assert tabs.tabs == [first, second, beside, third, last]
    tabs.current = None
    assert tabs.add(home_history()) is tabs.tabs[-1]


def test_a_serial_is_never_used_twice() -> None:
    tabs, (first, second, third) = opened(3)
    tabs.close(third)
    fourth = tabs.add(home_history())
    assert len({first.serial, second.serial, third.serial, fourth.serial}) == 4
    assert tabs.find(second.serial) is second
    assert tabs.find(third.serial) is None


def test_the_neighbours_of_a_tab_wrap_around() -> None:
    tabs, (first, second, third) = opened(3)
    assert [tabs.neighbour(by) for by in (-1, 0, 1, 2, 3)] == [third, first, second, third, first]
    assert Tabs().neighbour(1) is None


@pytest.mark.parametrize(("closed", "current"), [(0, 1), (1, 2), (2, 1)])
def test_after_closing_the_current_tab_the_next_or_the_last_becomes_current(closed: int, current: int) -> None:
    tabs, row = opened(3)
    tabs.current = row[closed]
    tabs.close(row[closed])
    assert tabs.current is row[current]
    assert tabs.tabs == [tab for tab in row if tab is not row[closed]]


def test_closing_another_tab_keeps_the_current_one() -> None:
    tabs, (first, second, third) = opened(3)
    tabs.close(second)
    assert (tabs.current, tabs.tabs) == (first, [first, third])


def test_closing_the_only_tab_opens_a_new_one_at_home() -> None:
    tabs, (only,) = opened(1)
    tabs.close(only)
    (left,) = tabs.tabs
    assert left is not only
    assert tabs.current is left
    assert left.history.current is not None
    assert left.history.current.address == HOME_ADDRESS


def test_the_tab_closed_last_is_reopened_first_at_its_old_index() -> None:
    tabs, (first, second, third) = opened(3)
    tabs.close(second)
    tabs.close(first)
    assert tabs.reopen() is first
    assert tabs.current is first
    assert tabs.reopen() is second
    assert tabs.tabs == [first, second, third]
    assert tabs.reopen() is None
    assert tabs.current is second


def test_the_25_tabs_closed_last_come_back() -> None:
    tabs, row = opened(28)
    for tab in row[1:]:
        tabs.close(tab)
    assert [tabs.reopen() for _ in range(26)] == [*row[:2:-1], None]


@pytest.mark.parametrize(
    ("start", "end", "order"),
    [
        (0, 2, [1, 2, 0]),
        (2, 0, [2, 0, 1]),
        (1, 1, [0, 1, 2]),
        (0, 1, [1, 0, 2]),
        (-1, 0, [0, 1, 2]),
        (0, -1, [0, 1, 2]),
        (3, 0, [0, 1, 2]),
        (0, 3, [0, 1, 2]),
    ],
)
def test_a_tab_is_moved_within_the_row(start: int, end: int, order: list[int]) -> None:
    tabs, row = opened(3)
    tabs.move(start, end)
    assert tabs.tabs == [row[index] for index in order]


def test_a_session_defaults_to_its_first_tab() -> None:
    session = Session("urn:x", (home_history(), home_history(Address("country/NE"))))
    assert session.histories[session.current].visits[0].address == HOME_ADDRESS
