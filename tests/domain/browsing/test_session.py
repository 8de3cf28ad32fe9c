"""What is left of a session in another edition."""

import pytest

from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.browsing.history import History, Visit
from coopviewer.domain.browsing.session import Session

NIGER, MALI, AFIC, LEAFLET = "country/NE", "country/ML", "project/afic", "source/leaflet"


def history(position: int, *targets: str) -> History:
    return History([Visit(parse_address(f"coop:{target}")) for target in targets], position)


def places(session: Session) -> list[tuple[int, list[str]]]:
    return [(each.position, [str(visit.address) for visit in each.visits]) for each in session.histories]


def test_a_session_names_the_entries_and_sources_of_its_tabs_and_the_recent_ones() -> None:
    tabs = (history(0, "home", NIGER), history(1, "search?q=x", LEAFLET))
    assert Session("urn:x", tabs, recent=(AFIC,)).targets() == {NIGER, LEAFLET, AFIC}
    assert Session("urn:x").targets() == frozenset()


@pytest.mark.parametrize(
    ("position", "known", "left"),
    [
        (2, {NIGER, MALI, AFIC}, (2, [NIGER, MALI, AFIC])),
        (2, {NIGER, AFIC}, (1, [NIGER, AFIC])),
        (1, {NIGER, AFIC}, (0, [NIGER, AFIC])),  # the one before
        (0, {MALI, AFIC}, (0, [MALI, AFIC])),  # there is none before
        (2, {MALI}, (0, [MALI])),
        (0, {NIGER}, (0, [NIGER])),
    ],
)
def test_a_tab_whose_page_is_gone_shows_the_one_before_it(
    position: int, known: set[str], left: tuple[int, list[str]]
) -> None:
    session = Session("urn:x", (history(position, NIGER, MALI, AFIC),)).limited_to(known)
    assert places(session) == [(left[0], [f"coop:{target}" for target in left[1]])]


def test_pages_that_name_no_entry_stay() -> None:
    tab = history(2, NIGER, "search?q=x", "home")
    assert places(Session("urn:x", (tab,)).limited_to(set())) == [(1, ["coop:search?q=x", "coop:home"])]


@pytest.mark.parametrize(
    ("current", "known", "now"),
    [
        (0, {MALI, AFIC}, 0),
        (1, {MALI, AFIC}, 0),
        (2, {MALI, AFIC}, 1),
        (2, {NIGER, MALI}, 1),
        (2, {NIGER}, 0),
        (1, set(), 0),
    ],
)
def test_a_tab_without_pages_is_dropped_and_the_current_one_stays_or_is_next(
    current: int, known: set[str], now: int
) -> None:
    tabs = (history(0, NIGER), history(0, MALI), history(0, AFIC))
    limited = Session("urn:x", tabs, current, (AFIC, NIGER)).limited_to(known)
    assert [each.visits[0].address.target for each in limited.histories] == [
        target for target in (NIGER, MALI, AFIC) if target in known
    ]
    assert limited.current == now
    assert limited.recent == tuple(target for target in (AFIC, NIGER) if target in known)


def test_the_page_about_an_import_is_no_entry_that_an_edition_may_lack() -> None:
    session = Session("urn:x", (history(1, NIGER, "import"),))
    assert session.targets() == {NIGER}
    assert places(session.limited_to(set())) == [(0, ["coop:import"])]


def test_a_comparison_stays_while_the_edition_has_all_its_entries() -> None:
    comparison = f"compare?a={NIGER}&b={MALI}"
    session = Session("urn:x", (history(1, AFIC, comparison),))
    assert session.targets() == {AFIC, NIGER, MALI}
    assert places(session.limited_to({AFIC, NIGER, MALI})) == [(1, [f"coop:{AFIC}", f"coop:{comparison}"])]
    assert places(session.limited_to({AFIC, NIGER})) == [(0, [f"coop:{AFIC}"])]
