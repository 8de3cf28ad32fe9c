"""A history goes back and ahead like a browser's."""

import pytest

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.browsing.history import History

NIGER, AFIC, IOM = Address("country/NE"), Address("project/afic"), Address("organisation/iom")


def test_back_and_ahead_move_through_the_visits() -> None:
    history = History()
    for address in (NIGER, AFIC, IOM):
        history.visit(address)
    assert history.step(-2).address == NIGER
    assert not history.can_step(-1)
    assert history.step(1).address == AFIC
    assert history.can_step(1)


def test_a_new_visit_removes_the_visits_ahead() -> None:
    history = History()
    history.visit(NIGER)
    history.visit(AFIC)
    history.step(-1)
    history.visit(IOM)
    assert [visit.address for visit in history.visits] == [NIGER, IOM]


def test_visiting_the_current_address_adds_no_visit() -> None:
    history = History()
    history.visit(NIGER).scroll = 120
    assert history.visit(NIGER).scroll == 120
    assert len(history.visits) == 1


def test_there_is_no_step_beyond_the_ends() -> None:
    with pytest.raises(IndexError):
        History().step(-1)
    history = History()
    history.visit(NIGER)
    history.visit(AFIC)
    assert [history.can_step(by) for by in (-2, -1, 0, 1)] == [False, True, True, False]
    with pytest.raises(IndexError):
        history.step(1)
    assert history.current is history.visits[1]


def test_before_the_first_visit_there_is_none() -> None:
    history = History()
    assert history.current is None
    assert not history.can_step(0)
    assert history.visit(NIGER) is history.current
    assert history.position == 0


def test_a_visit_begins_at_the_top_of_its_page_with_nothing_selected() -> None:
    visit = History().visit(NIGER)
    assert (visit.address, visit.title, visit.scroll, visit.selection) == (NIGER, "", 0, None)


def test_visiting_an_earlier_address_adds_a_visit() -> None:
    history = History()
    for address in (NIGER, AFIC, NIGER):
        history.visit(address)
    assert [visit.address for visit in history.visits] == [NIGER, AFIC, NIGER]
    history.step(-1)
    assert history.visit(AFIC) is history.visits[1]
    assert len(history.visits) == 3, "what lies ahead stays where one stays"
