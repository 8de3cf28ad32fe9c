"""Pages with thousands of facts are read in the background, and no step of the window's thread is long."""

import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address, parse_address, search_address
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import AFIC, Opens

MANY = 3_000
SERBIA, NIGER = Address("country/RS"), Address("country/NE")
MOLDOVA, GEORGIA = Address("country/MD"), Address("country/GE")
MOST = 50 * 2  # milliseconds of the processor: twice what is allowed, since other programs use the machine too
WORDS = "Write strategic and operational analyses of risk, and share them with all partner countries."


def plant_statements(connection: sqlite3.Connection, kinds: tuple[str, ...] = ("goal",)) -> None:
    for number in range(MANY):
        fact = _fact(connection, "statement", number)
        row = (fact, kinds[number % len(kinds)], number + 100, f"{number}: {WORDS}")
        connection.execute("INSERT INTO statement VALUES (?, ?, ?, ?, 'en')", row)


def plant_many_kinds(connection: sqlite3.Connection) -> None:
    plant_statements(connection, ("summary", "description", "form", "goal", "achievement", "target-group", "data-note"))


def plant_names(connection: sqlite3.Connection) -> None:
    for number in range(MANY):
        fact = _fact(connection, "name", number)
        connection.execute("INSERT INTO name VALUES (?, ?, 'en', 'alias')", (fact, f"Alias {number}"))


def plant_citations(connection: sqlite3.Connection) -> None:
    passages = [
        id for (id,) in connection.execute("SELECT id FROM passage WHERE source_id = 'source/frontex-other-partners'")
    ]
    fact = "project/afic/goal/capabilities"
    connection.execute("DELETE FROM citation WHERE fact_id = ?", (fact,))
    _cite(connection, fact, MANY, passages)


def plant_relations(connection: sqlite3.Connection) -> None:
    (last,) = connection.execute("SELECT max(number) FROM entry").fetchone()
    (project,) = connection.execute("SELECT number FROM entry WHERE id = 'project/afic'").fetchone()
    predicate = "SELECT id FROM predicate WHERE subject_kinds LIKE '%project%' AND object_kinds LIKE '%organisation%'"
    (predicate_id,) = connection.execute(predicate).fetchone()
    for number in range(MANY):
        entry, place = f"organisation/body-{number}", last + 1 + number
        row = (entry, place, "organisation", f"Body {number}", f"body {number}", f"body {number}")
        connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, 1, NULL)", row)
        fact = _fact(connection, "relation", number)
        connection.execute(
            "INSERT INTO relation (fact_id, subject_id, predicate_id, object_id, ordinal, subject_number,"
            " object_number) VALUES (?, 'project/afic', ?, ?, ?, ?, ?)",
            (fact, predicate_id, entry, number + 100, project, place),
        )


def plant_all(connection: sqlite3.Connection) -> None:
    plant_many_kinds(connection)
    plant_names(connection)
    plant_relations(connection)


def _fact(connection: sqlite3.Connection, kind: str, number: int) -> str:
    fact = f"project/afic/{kind}/planted-{number}"
    connection.execute("INSERT INTO fact VALUES (?, 'project/afic', ?, 'stated', NULL, NULL)", (fact, kind))
    _cite(connection, fact, 1)
    return fact


def _cite(connection: sqlite3.Connection, fact: str, count: int, passages: list[str] | None = None) -> None:
    of_any = "SELECT source_id, passage_id FROM citation WHERE passage_id IS NOT NULL LIMIT 1"
    source, passage = connection.execute(of_any).fetchone()
    for number in range(count):
        cited = passages[number % len(passages)] if passages else passage
        row = (fact, number + 1, source, cited)
        connection.execute("INSERT INTO citation VALUES (?, ?, ?, ?, 'states', NULL, NULL)", row)


@pytest.fixture
def planted(tmp_path: Path) -> Callable[[Callable[[sqlite3.Connection], None]], Path]:
    def plant(into: Callable[[sqlite3.Connection], None]) -> Path:
        path = tmp_path / "large.db"
        shutil.copyfile(paths.reference_file(), path)
        with closing(sqlite3.connect(path)) as connection, connection:
            into(connection)
        return path

    return plant


Planted = Callable[[Callable[[sqlite3.Connection], None]], Path]


class Steps(QObject):
    """Measures the longest step of the window's thread, in processor time, by a timer due in each turn of its loop."""

    def __init__(self, composition: Composition) -> None:
        super().__init__()
        self._composition, self._loop, self._timer = composition, QEventLoop(), QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._longest = self._before = 0.0
        self._shown = 0
        composition.page.page_shown.connect(self._note)

    def longest_until_shown(self, act: Callable[[], object]) -> float:
        """Return the longest step from what a user does until some turns after a page is shown, in milliseconds."""
        self._longest, self._shown = 0.0, 0
        QTimer.singleShot(0, self, act)
        QTimer.singleShot(20_000, self._loop.quit)
        self._before = time.thread_time()
        self._timer.start(0)
        self._loop.exec()
        self._timer.stop()
        assert self._shown
        return self._longest * 1000

    @Slot()
    def _note(self) -> None:
        self._shown = self._shown or 1

    @Slot()
    def _tick(self) -> None:
        now = time.thread_time()
        self._longest, self._before = max(self._longest, now - self._before), now
        self._shown += bool(self._shown)
        if self._shown > 30:
            self._loop.quit()


@pytest.mark.parametrize(
    "plant",
    [plant_statements, plant_many_kinds, plant_names, plant_citations, plant_relations],
    ids=lambda e: e.__name__,
)
def test_no_step_of_the_window_is_long_while_a_large_page_is_read_and_redrawn(
    opens: Opens, planted: Planted, plant: Callable[[sqlite3.Connection], None]
) -> None:
    window = opens(reference=planted(plant))
    window.navigator.address_chosen.emit(SERBIA)  # loads what draws any page
    steps = Steps(window)
    actions = window.window.actions_by_id
    assert steps.longest_until_shown(lambda: window.navigator.address_chosen.emit(AFIC)) < MOST
    assert window.page.title.startswith("Strengthening")
    assert window.page.facts.missing == []
    assert steps.longest_until_shown(actions[ActionId.DARK].trigger) < MOST
    assert steps.longest_until_shown(actions[ActionId.BACK].trigger) < MOST
    assert window.page.title == "Serbia"
    assert steps.longest_until_shown(actions[ActionId.FORWARD].trigger) < MOST
    assert window.page.title.startswith("Strengthening")


def test_no_step_is_long_while_the_text_or_the_window_of_a_large_page_changes_its_size(
    opens: Opens, planted: Planted
) -> None:
    window = opens(reference=planted(plant_all))
    window.window.resize(1440, 700)
    steps = Steps(window)
    steps.longest_until_shown(lambda: window.navigator.address_chosen.emit(AFIC))
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    actions = window.window.actions_by_id
    for act in (
        actions[ActionId.TEXT_LARGER].trigger,
        actions[ActionId.TEXT_NORMAL].trigger,
        lambda: window.window.resize(760, 700),  # where columns are stacked
        lambda: window.window.resize(1440, 700),
    ):
        assert steps.longest_until_shown(act) < MOST
        assert bar.value(), "the place is kept"


def test_a_large_page_is_redrawn_in_several_steps_and_keeps_its_picture_until_then(
    opens: Opens, planted: Planted
) -> None:
    window = opens(reference=planted(plant_all))
    window.window.resize(1440, 700)
    steps, page = Steps(window), window.page
    steps.longest_until_shown(lambda: window.navigator.address_chosen.emit(AFIC))
    bar, actions = page.verticalScrollBar(), window.window.actions_by_id
    bar.setValue(bar.maximum() // 2)
    seen: list[bool] = []
    page.page_shown.connect(lambda: seen.append(page.updatesEnabled()))
    parts = []  # the longest step of each time, of what all takes at once
    for key in (ActionId.DARK, ActionId.LIGHT, ActionId.DARK, ActionId.LIGHT):
        longest = steps.longest_until_shown(actions[key].trigger)
        before = time.thread_time()
        page.redraw()
        page.finish_layout()
        at_once = (time.thread_time() - before) * 1000
        parts.append(longest / at_once)
        assert bar.value(), "the place is kept"
        assert page.updatesEnabled()
    assert statistics.median(parts) < 0.8, parts  # the garbage's collector may fall into one of them
    assert not any(seen), "nothing is painted in new colours before all is"


def test_a_link_of_a_large_page_shows_the_next_part_in_several_steps(
    opens: Opens, qtbot: QtBot, planted: Planted
) -> None:
    window = opens(reference=planted(plant_statements))
    window.settle()
    page = window.page
    window.navigator.address_chosen.emit(AFIC)
    qtbot.waitUntil(lambda: not page.document().find("Next part").isNull() and not page.awaits_layout)
    link = page.document().find("Next part").charFormat().anchorHref()
    before = page.toPlainText()
    page.open_link(link)
    assert page.toPlainText() == before, "it is not drawn yet"
    timer = window.session_controller._timer
    timer.start()
    timer.due.emit()  # the session is to be saved
    assert page.toPlainText() == before, "nor because of the session, which is saved later"
    assert timer.is_active
    with qtbot.waitSignal(page.page_shown):
        pass
    qtbot.waitUntil(lambda: bool(page.verticalScrollBar().value()))
    assert page.toPlainText() != before


def test_a_large_page_is_read_while_the_window_works_and_smaller_ones_at_once(
    opens: Opens, qtbot: QtBot, planted: Planted
) -> None:
    window = opens(reference=planted(plant_statements))
    window.navigator.address_chosen.emit(SERBIA)
    assert window.page.title == "Serbia"
    window.navigator.address_chosen.emit(AFIC)
    assert window.page.title == "Serbia", "the page is still being read"
    qtbot.waitUntil(lambda: window.page.title.startswith("Strengthening"))
    assert window.reading.address == AFIC
    assert window.page.is_cut


def test_the_page_of_a_country_is_large_if_one_of_its_projects_is(opens: Opens, qtbot: QtBot, planted: Planted) -> None:
    window = opens(reference=planted(plant_statements))
    window.navigator.address_chosen.emit(NIGER)
    assert window.page.title != "Niger", "the page is still being read"
    qtbot.waitUntil(lambda: window.page.title == "Niger")


def test_what_is_opened_meanwhile_gives_up_a_large_page(opens: Opens, qtbot: QtBot, planted: Planted) -> None:
    window = opens(reference=planted(plant_statements))
    window.navigator.address_chosen.emit(AFIC)
    window.navigator.address_chosen.emit(SERBIA)
    assert window.page.title == "Serbia"
    with qtbot.assertNotEmitted(window.reading.page_opened, wait=300):
        pass
    assert [str(visit.address) for visit in window.reading.tab_set.history.visits] == ["coop:home", "coop:country/RS"]


def test_two_steps_back_over_a_large_page_are_two_steps(opens: Opens, qtbot: QtBot, planted: Planted) -> None:
    window = opens(reference=planted(plant_statements))
    window.navigator.address_chosen.emit(SERBIA)
    window.reading.open(AFIC)
    window.reading.open(parse_address("coop:country/MD"))
    back = window.window.actions_by_id[ActionId.BACK]
    back.trigger()
    back.trigger()
    assert window.page.title == "Serbia"
    window.window.actions_by_id[ActionId.FORWARD].trigger()
    qtbot.waitUntil(lambda: window.page.title.startswith("Strengthening"))


def test_a_tab_of_a_large_page_is_kept_whatever_is_opened_meanwhile(
    opens: Opens, qtbot: QtBot, planted: Planted
) -> None:
    window = opens(reference=planted(plant_statements))
    window.navigator.address_chosen.emit(SERBIA)
    window.page.new_tab_chosen.emit(AFIC)
    assert window.page.title == "Serbia"
    window.page.new_tab_chosen.emit(parse_address("coop:country/MD"))
    tabs = window.window.tabs
    assert [tabs.tabToolTip(place)[:5] for place in range(tabs.count())] == ["Serbi", "Stren", "Moldo"]
    window.window.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: window.page.title.startswith("Strengthening"))


def test_a_tab_of_a_large_page_is_kept_while_a_search_or_an_overview_is_opened(
    opens: Opens, qtbot: QtBot, planted: Planted
) -> None:
    window = opens(reference=planted(plant_statements))
    for number, opened in enumerate(("coop:search?q=niger", "coop:coverage", "coop:country/MD"), 1):
        window.page.new_tab_chosen.emit(AFIC)
        address = parse_address(opened)
        (window.reading.open if address.is_page else window.reading.refine)(address)
        tabs = window.window.tabs
        qtbot.waitUntil(lambda count=number + 1, tabs=tabs: tabs.count() == count)
        assert tabs.currentIndex() == 0, opened  # what the user has turned to stays in sight
        assert tabs.tabToolTip(1).startswith("Strengthening")
    tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: window.page.title.startswith("Strengthening"))


def test_a_tab_of_a_large_page_is_given_up_with_its_reference(
    opens: Opens, qtbot: QtBot, planted: Planted, tmp_path: Path
) -> None:
    window = opens(reference=planted(plant_statements))
    other = tmp_path / "other.db"
    shutil.copyfile(paths.reference_file(), other)
    window.page.new_tab_chosen.emit(AFIC)
    window.reading.open_reference(other)
    nothing_arrives(window, qtbot)
    assert window.window.tabs.count() == 1


def test_a_large_page_of_a_replaced_file_is_read_from_the_file_that_is_open(
    opens: Opens, qtbot: QtBot, planted: Planted
) -> None:
    path = planted(plant_statements)
    window = opens(reference=path)
    other = path.with_name("other.db")
    shutil.copyfile(paths.reference_file(), other)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("UPDATE edition SET content_sha256 = ?", ("0" * 64,))
    other.replace(path)
    window.navigator.address_chosen.emit(AFIC)
    qtbot.waitUntil(lambda: window.page.title.startswith("Strengthening"))
    assert f"0: {WORDS}" in window.page.toPlainText()


def visits_of(window: Composition) -> tuple[list[str], int]:
    """Return the addresses of the current tab's history after home, and the index of the current one among them."""
    history = window.reading.tab_set.history
    return [each.address.target for each in history.visits[1:]], history.position - 1


def back_to_a_large_page(window: Composition) -> None:
    """Open a large page and a small one, and press Back: the small one is shown while the large one is read."""
    window.reading.open(AFIC)
    window.reading.open(SERBIA)
    window.window.actions_by_id[ActionId.BACK].trigger()
    assert window.page.title == "Serbia"


def nothing_arrives(window: Composition, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.reading.page_opened, wait=300):
        pass


def test_a_link_of_the_page_that_is_still_shown_drops_no_visit(opens: Opens, qtbot: QtBot, planted: Planted) -> None:
    window = opens(reference=planted(plant_statements))
    back_to_a_large_page(window)
    window.page.address_chosen.emit(MOLDOVA)
    assert window.page.title == "Moldova"
    assert visits_of(window) == (["project/afic", "country/RS", "country/MD"], 2)
    nothing_arrives(window, qtbot)
    window.window.actions_by_id[ActionId.BACK].trigger()
    assert window.page.title == "Serbia"


def test_home_and_a_search_during_a_step_drop_no_visit(opens: Opens, planted: Planted) -> None:
    window = opens(reference=planted(plant_statements))
    back_to_a_large_page(window)
    window.window.actions_by_id[ActionId.HOME].trigger()
    assert visits_of(window) == (["project/afic", "country/RS", "home"], 2)
    window.reading.step(-1)
    window.window.actions_by_id[ActionId.BACK].trigger()
    window.reading.refine(search_address("wells"))
    assert visits_of(window)[0] == ["project/afic", "country/RS", "search"]


def test_forward_during_a_step_back_shows_what_was_shown(opens: Opens, qtbot: QtBot, planted: Planted) -> None:
    window = opens(reference=planted(plant_statements))
    back_to_a_large_page(window)
    window.reading.step(1)
    assert (window.page.title, visits_of(window)[1]) == ("Serbia", 1)
    nothing_arrives(window, qtbot)
    window.reading.step(-3)  # beyond the end
    assert window.page.title == "Serbia"
    window.reading.step(-1)
    assert [by for by, _ in window.reading.visits(-1)] == [0, -1]
    window.reading.step(-1)
    assert visits_of(window)[1] == -1  # home


def test_a_step_is_given_up_for_another_tab_and_for_closing_its_own(
    opens: Opens, qtbot: QtBot, planted: Planted
) -> None:
    window = opens(reference=planted(plant_statements))
    back_to_a_large_page(window)
    window.page.new_tab_chosen.emit(MOLDOVA)
    nothing_arrives(window, qtbot)
    assert window.page.title == "Moldova"
    window.window.tabs.setCurrentIndex(0)
    assert (window.page.title, visits_of(window)) == ("Serbia", (["project/afic", "country/RS"], 1))
    window.window.actions_by_id[ActionId.BACK].trigger()
    window.window.actions_by_id[ActionId.CLOSE_TAB].trigger()
    nothing_arrives(window, qtbot)
    assert window.page.title == "Moldova"
    window.window.actions_by_id[ActionId.REOPEN_TAB].trigger()
    assert (window.page.title, visits_of(window)[1]) == ("Serbia", 1)


def test_what_is_chosen_in_a_tab_stays_in_it_while_a_large_page_is_read_for_another(
    opens: Opens, planted: Planted
) -> None:
    window = opens(reference=planted(plant_statements))
    window.reading.open(MOLDOVA)
    window.reading.open(SERBIA)
    tabs = window.window.tabs
    for act, shown in (
        (lambda: window.page.address_chosen.emit(GEORGIA), "Georgia"),
        (lambda: window.reading.step(-1), "Serbia"),
    ):
        window.page.new_tab_chosen.emit(AFIC)
        act()
        assert window.page.title == shown
        assert tabs.currentIndex() == 0
        assert tabs.tabToolTip(0).startswith(shown)
    assert tabs.count() == 3
