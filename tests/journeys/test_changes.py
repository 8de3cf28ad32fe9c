"""What changed between two editions, in the window: chosen, offered, filtered, followed, saved, and found again."""

import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QTextEdit
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.editions.changes_controller import ChangesController
from coopviewer.app.editions.changes_reading import ShownChanges, read_changes
from coopviewer.app.editions.known_editions import KnownEditions
from coopviewer.commands.import_data import main as import_data
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.editions.view import parse_changes_view
from coopviewer.domain.language import ENGLISH
from coopviewer.storage.building.writer import write_reference
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.accessibility.test_names_and_roles import unnamed_controls
from tests.activity_values import OTHER, WELL, coded, flow, imported_dataset, milestone
from tests.editions import write_edition
from tests.journeys.conftest import Opens
from tests.journeys.desk import Sits
from tests.reference_values import ref, statement

GOAL = statement(WELL, "Dig five wells in the north.", id=f"{WELL}/goal/1")
PAYMENTS = [flow("t-aaaa", 100_00, ordinal=1), flow("t-cccc", 300_00, ordinal=2)]
CODES = [coded("PolicyMarker/1", "2", ordinal=1)]
PROJECTS = [ref(WELL, "Wells"), ref(OTHER, "Pumps"), ref("project/road", "A road")]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    road = statement("project/road", "Build a road.")
    facts = (GOAL, *PAYMENTS, *CODES, milestone("end-planned", "2021-12"), road)
    return write_edition(tmp_path / "old.db", *facts, entries=PROJECTS, edition="1")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The next edition: a marker before, a payment between, a goal in other words, and a project that is gone."""
    return write_edition(
        tmp_path / "new.db",
        replace(GOAL, text="Dig six deep wells in the north."),
        PAYMENTS[0],
        flow("t-bbbb", 200_00, ordinal=2),
        replace(PAYMENTS[1], ordinal=3),
        coded("PolicyMarker/1", "1", ordinal=1),
        replace(CODES[0], ordinal=2),
        milestone("end-planned", "2022-06"),
        entries=PROJECTS[:2],
        edition="2",
    )


HEADINGS = "Ref;Title\n"


def tables_of_two_months(folder: Path, number: int) -> tuple[Path, Path]:
    """Import a table of October, and again one of November, without one project and with another."""
    made = []
    rows = {"october": "1;Wells\n2;Roads\n", "november": f"2;Roads\n3;Posts\n4;No. {number}\n"}
    for month, given in rows.items():
        table = folder / f"{month}.csv"
        table.write_text(HEADINGS + given, encoding="utf-8")
        made.append(folder / f"{month}.db")
        words = ["--again", str(made[0])] if made[1:] else ["sheet"]
        assert import_data([*words, str(table), "-o", str(made[-1]), "--quiet"]) == 0
    return made[0], made[1]


def changes_of(composition: Composition) -> ChangesController:
    return composition.menu.overviews.editions.changes


def compare(composition: Composition, other: Path, qtbot: QtBot) -> ChangesController:
    """Compare with a file, chosen in the system's dialog."""
    changes = changes_of(composition)
    with qtbot.waitSignal(changes.shown):
        composition.menu.overviews.editions.open(other)
    return changes


def text_of(composition: Composition) -> str:
    return changes_of(composition).pane.text.toPlainText()


def test_a_chosen_file_is_compared(
    opens: Opens, old: Path, new: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opens(reference=new)
    window.settle()
    window.window.actions_by_id[ActionId.COMPARE_EDITIONS].trigger()
    dialog = window.menu.overviews.editions.dialog
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(old), ""))
    with qtbot.waitSignal(changes_of(window).shown):
        dialog.file_button.click()
    text = text_of(window)
    assert "2 facts new · 2 facts changed" in text  # a marker before and a payment between are two new facts
    assert "Dig five six deep wells in the north." in text
    assert "December 2021 → June 2022, six months later" in text
    assert "no longer listed" in text
    assert window.window.tabs.tabText(0) == "What changed"


def test_a_known_edition_is_chosen_in_the_list(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=old)
    window.settle()
    window.reading.open_reference(str(new))
    assert window.references.service.wait()
    window.window.actions_by_id[ActionId.COMPARE_EDITIONS].trigger()
    dialog = window.menu.overviews.editions.dialog
    assert [dialog.model.index(0, column).data() for column in (1, 3, 4)] == ["1", "old.db", str(old.parent)]
    spoken = dialog.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith(f", 1, 1 February 2019 – 31 December 2021, old.db, {old.parent}")
    with qtbot.waitSignal(changes_of(window).shown):
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert "edition 1" in text_of(window)


def test_words_that_are_gone_and_new_are_told_apart_without_colour(
    opens: Opens, old: Path, new: Path, qtbot: QtBot
) -> None:
    compared = compare(opens(reference=new), old, qtbot).pane.text.document()
    gone, added = compared.find("five"), compared.find("six deep")
    assert gone.charFormat().fontStrikeOut()
    assert added.charFormat().fontUnderline()
    assert added.charFormat().fontWeight() > 500


def test_filters_leave_the_changes_that_were_chosen(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=new)
    changes = compare(window, old, qtbot)
    pane = changes.pane
    words = [pane.kinds.itemText(row) for row in range(pane.kinds.count())]
    assert words == ["all", "1 entry no longer listed", "2 facts new", "2 facts changed"]
    with qtbot.waitSignal(changes.shown):
        pane.kinds.setFocus()
        QTest.keyClick(pane.kinds, Qt.Key.Key_Down)
    assert "A road" in text_of(window)
    assert "Wells" not in text_of(window)
    with qtbot.waitSignal(changes.shown):
        pane.mine.click()
    assert "None of these changes is of the kind that was asked for." in text_of(window)
    assert window.reading.address is not None
    assert "kind=no-longer-listed&mine=1" in str(window.reading.address)
    view = parse_address(str(window.reading.address).replace("&mine=1", "&entries=country"))
    with qtbot.waitSignal(changes.shown):
        window.reading.open(view)
    assert [pane.entry_kinds.itemText(row) for row in range(pane.entry_kinds.count())] == [
        "all",
        "Projects (1)",
        "Countries",
    ]
    assert pane.entry_kinds.currentText() == "Countries"


def test_an_entry_is_opened_by_key_and_back_returns_to_the_place(
    opens: Opens, old: Path, new: Path, qtbot: QtBot
) -> None:
    window = opens(reference=new)
    changes = compare(window, old, qtbot)
    window.window.resize(600, 320)
    text = changes.pane.text
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Tab)  # which scrolls to the link
    place = text.verticalScrollBar().value()
    assert place > 0
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert window.page.title == "Wells"
    assert window.page.isVisible()
    with qtbot.waitSignal(changes.shown):
        window.window.actions_by_id[ActionId.BACK].trigger()
    assert changes.pane.isVisible()
    assert text.verticalScrollBar().value() == place
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert window.page.isVisible()


def test_each_entry_says_how_many_changes_it_has(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(Address(WELL), reference=new)
    changes = compare(window, old, qtbot)
    bar = window.menu.overviews.editions.offers.entry_bar
    window.reading.open(Address(WELL))
    qtbot.waitUntil(bar.isVisible)
    assert bar.button.text() == "Changed since 1 (4)"
    with qtbot.waitSignal(changes.shown):
        bar.button.click()
    assert "All changes between these editions" in text_of(window)
    assert "A road" not in text_of(window)
    assert not changes.pane.kinds.isVisible()
    window.reading.open(Address(OTHER))
    assert not bar.isVisible()


def test_an_entry_counts_and_shows_a_title_that_changed_in_many_entries_alike(
    opens: Opens, tmp_path: Path, qtbot: QtBot
) -> None:
    titles = [ref(f"project/p{number}", f"Wells {number}") for number in range(9)]
    closed = [each._replace(title=f"{each.title} (closed)") for each in titles]
    old = write_edition(tmp_path / "old.db", entries=titles, edition="1")
    window = opens(reference=write_edition(tmp_path / "new.db", entries=closed, edition="2"))
    changes = compare(window, old, qtbot)
    assert "9 entries · Title: Wells 0 (closed)" in text_of(window)
    bar = window.menu.overviews.editions.offers.entry_bar
    window.reading.open(Address("project/p3"))
    qtbot.waitUntil(bar.isVisible)
    assert bar.button.text() == "Changed since 1 (1)"
    with qtbot.waitSignal(changes.shown):
        bar.button.click()
    assert "retitled · Wells 3 (closed)" in text_of(window)


def test_what_was_compared_is_known_at_the_next_start(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    before = opens(reference=new)
    before.settle()
    compare(before, old, qtbot)
    before.window.close()
    window = opens(None, reference=new, fresh=False)
    qtbot.waitUntil(lambda: "2 facts new" in text_of(window))
    window.settle()
    assert window.references.service.wait()
    window.reading.open(Address(WELL))
    bar = window.menu.overviews.editions.offers.entry_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.button.text() == "Changed since 1 (4)"


def test_a_newer_edition_is_offered_once(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=old)
    window.settle()
    assert window.references.service.wait()
    assert "editions" not in vars(window.menu.overviews)
    window.reading.open_reference(str(new))
    assert window.references.service.wait()
    editions = window.menu.overviews.editions
    bar = editions.offers.offer_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.label.text().startswith("This is a newer edition of Activities of the Funding Agency than edition 1")
    bar.close_button.click()
    window.reading.open_reference(str(old))
    assert window.references.service.wait()
    qtbot.waitUntil(bar.isVisible)
    assert bar.label.text().startswith("A newer edition of Activities of the Funding Agency is known: edition 2")
    window.reading.open_reference(str(new))
    assert window.references.service.wait()
    qtbot.waitUntil(lambda: not editions.service.is_busy)
    assert not bar.isVisible()
    window.reading.open_reference(str(old))
    assert window.references.service.wait()
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(changes_of(window).shown):
        bar.button.click()
    assert not bar.isVisible()
    text = text_of(window)  # the earlier edition is open: from it to the later one
    assert text.index("edition 1") < text.index("edition 2")
    window.reading.open(Address("project/road"))
    since = window.menu.overviews.editions.offers.entry_bar
    qtbot.waitUntil(since.isVisible)
    assert since.button.text() == "Changed in 2 (1)"


@pytest.mark.parametrize("opens_first", [True, False])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_table_that_was_imported_again_is_the_newer_edition(
    opens: Opens, tmp_path: Path, qtbot: QtBot, number: int, *, opens_first: bool
) -> None:
    """The ids of the two are hashes of their files: some are greater than the one before, some are less."""
    first, second = tables_of_two_months(tmp_path, number)
    os.utime(second, (1, 1))  # as after a copy: the time of the file says less than the steps
    window = opens(reference=second if opens_first else first)
    window.settle()
    assert window.references.service.wait()
    window.reading.open_reference(str(first if opens_first else second))
    assert window.references.service.wait()
    bar = window.menu.overviews.editions.offers.offer_bar
    qtbot.waitUntil(bar.isVisible)
    begins = "A newer edition of november is known" if opens_first else "This is a newer edition of october"
    assert bar.label.text().startswith(begins)
    with qtbot.waitSignal(changes_of(window).shown):
        bar.button.click()
    text = text_of(window)
    assert text.index("From october") < text.index("to november")
    assert "The later edition was imported by the steps of the earlier one." in text
    assert text[text.index("Wells") :].splitlines()[1] == "no longer listed"
    assert text[text.index("Posts") :].splitlines()[1] == "newly listed"


def test_of_two_siblings_no_one_is_called_newer_and_the_direction_can_be_swapped(
    opens: Opens, tmp_path: Path, qtbot: QtBot
) -> None:
    october, november = tables_of_two_months(tmp_path, 1)
    december = tmp_path / "december.csv"
    december.write_text(f"{HEADINGS}3;Posts\n4;Schools\n", encoding="utf-8")
    sibling = tmp_path / "december.db"
    assert import_data(["--again", str(october), str(december), "-o", str(sibling), "--quiet"]) == 0
    os.utime(november, (1_000, 1_000))
    os.utime(sibling, (2_000, 2_000))
    window = opens(reference=november)
    window.settle()
    assert window.references.service.wait()
    window.reading.open_reference(str(sibling))
    assert window.references.service.wait()
    bar = window.menu.overviews.editions.offers.offer_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.label.text().startswith("Another edition of november is known: the file ")
    assert bar.label.text().endswith(", whose file is older.")
    changes = changes_of(window)
    with qtbot.waitSignal(changes.shown):
        bar.button.click()
    assert "the one with the older file is taken for the earlier" in text_of(window)
    assert text_of(window).index("november") < text_of(window).index("december")
    with qtbot.waitSignal(changes.shown):
        QTest.keyClick(changes.pane.swap, Qt.Key.Key_Space)
    assert text_of(window).index("december") < text_of(window).index("november")
    assert "You chose which of these editions is the earlier one." in text_of(window)
    address = window.reading.address
    assert address is not None
    assert str(address).endswith("&earlier=this")
    assert window.menu.overviews.editions.known.last_view == parse_changes_view(address.query)
    with qtbot.waitSignal(changes.shown):
        QTest.keyClick(changes.pane.swap, Qt.Key.Key_Space)
    assert text_of(window).index("november") < text_of(window).index("december")


def test_a_file_of_another_dataset_is_compared_only_on_request(
    opens: Opens, new: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    data = imported_dataset((GOAL,), PROJECTS)
    other = tmp_path / "other.db"
    write_reference(replace(data, edition=data.edition._replace(dataset="urn:other", title="Bridges")), other)
    window = opens(reference=new)
    changes = compare(window, other, qtbot)
    assert "Activities of the Funding Agency and Bridges are not editions of one reference." in text_of(window)
    text = changes.pane.text
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Tab)
    with qtbot.waitSignal(changes.shown):
        QTest.keyClick(text, Qt.Key.Key_Return)
    assert "to Bridges" in text_of(window)
    assert "any=1" in str(window.reading.address)


def test_a_file_that_vanished_or_is_damaged_is_named_in_a_sentence(
    opens: Opens, old: Path, new: Path, qtbot: QtBot
) -> None:
    window = opens(reference=new)
    changes = compare(window, old, qtbot)
    old.rename(old.with_suffix(".away"))
    with qtbot.waitSignal(changes.shown):
        changes.pane.mine.click()
    assert str(old) in text_of(window)
    assert not changes.pane.save.isEnabled()
    content = bytearray(old.with_suffix(".away").read_bytes())
    content[4096 : len(content) // 2] = bytes(len(content) // 2 - 4096)
    old.write_bytes(content)
    again = parse_address(str(window.reading.address))
    with qtbot.waitSignal(changes.shown):
        window.reading.open(again)
    assert "Compare again" in text_of(window)
    old.write_bytes(old.with_suffix(".away").read_bytes())
    with qtbot.waitSignal(changes.shown):
        window.reading.open(again)
    assert "None of these changes" in text_of(window)


def test_a_comparison_that_is_cancelled_can_be_begun_again(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=new)
    editions = window.menu.overviews.editions
    with qtbot.waitSignal(editions.changes.shown):
        editions.open(old)
        editions.service.cancel()
    assert "The comparison was cancelled." in text_of(window)
    with qtbot.waitSignal(editions.changes.shown):
        window.reading.open(window.reading.address)
    assert "2 facts new" in text_of(window)


def test_an_address_from_elsewhere_opens_no_file(opens: Opens, old: Path, new: Path) -> None:
    window = opens(parse_address(f"coop:changes?with={old}"), reference=new)
    assert f"This address names {old}, a file that you did not open or compare before." in text_of(window)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("changes.txt", "Dig [-five-] {+six deep+} wells"),
        ("changes.md", "Dig ~~five~~ **six deep** wells"),
        ("changes.html", '<span class="gone">five</span>'),
        ("changes.csv", "no longer listed"),
        ("changes.json", '"no-longer-listed"'),
    ],
)
def test_changes_are_saved(
    opens: Opens, old: Path, new: Path, qtbot: QtBot, tmp_path: Path, name: str, expected: str
) -> None:
    window = opens(reference=new)
    changes = compare(window, old, qtbot)
    window.window.actions_by_id[ActionId.SAVE_PAGE].trigger()
    (dialog,) = window.window.findChildren(SaveDialog)
    with qtbot.waitSignal(window.menu.overviews.editions.service.saved):
        dialog.chosen.emit(str(tmp_path / name), 0)
    dialog.close()
    assert expected in (tmp_path / name).read_text("utf-8")
    assert changes.pane.isVisible()


def test_the_changes_that_are_shown_are_copied_as_text(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=new)
    compare(window, old, qtbot)
    window.window.actions_by_id[ActionId.COPY].trigger()
    assert "Dig [-five-] {+six deep+} wells in the north." in QGuiApplication.clipboard().text()


def test_another_theme_keeps_the_place(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=new)
    text = compare(window, old, qtbot).pane.text
    window.window.resize(600, 320)
    text.verticalScrollBar().setValue(40)
    light = text.document().find("Planned end").charFormat().foreground().color()
    window.window.actions_by_id[ActionId.DARK].trigger()
    assert text.verticalScrollBar().value() == 40
    assert text.document().find("Planned end").charFormat().foreground().color() != light


def test_the_review_queue_leads_to_the_changes_of_an_entry_and_back(
    sits: Sits, old: Path, new: Path, qtbot: QtBot
) -> None:
    desk = sits(Address(WELL), reference=old)
    desk.select("Dig five wells in the north.")
    desk.do(ActionId.HIGHLIGHT)
    composition = desk.composition
    composition.settle()
    with qtbot.waitSignal(desk.feature.review.reanchoring.looked_through):
        composition.reading.open_reference(str(new))
    assert composition.references.service.wait()
    desk.open_review()
    queue = desk.feature.review_queue.queue
    qtbot.waitUntil(lambda: queue.reviews.rowCount() == 1)
    queue.changes_button.click()  # nothing was compared yet: the edition is asked for
    editions = composition.menu.overviews.editions
    with qtbot.waitSignal(editions.changes.shown):
        QTest.keyClick(editions.dialog.table, Qt.Key.Key_Return)
    assert text_of(composition).index("Entries that you use") < text_of(composition).index("Other entries")
    desk.open_review()
    with qtbot.waitSignal(editions.changes.shown):
        queue.changes_button.click()
    assert "Dig five six deep wells in the north." in text_of(composition)
    text = editions.changes.pane.text
    link = text.document().find("Annotations to review")
    text.anchorClicked.emit(QUrl(link.charFormat().anchorHref()))
    assert queue.isVisible()
    texts = [each.toPlainText() for each in queue.sheet.findChildren(QTextEdit)]
    assert texts == ["Dig five wells in the north.", "Dig six deep wells in the north."]


def test_the_place_in_the_first_part_is_kept_when_all_is_compared(
    opens: Opens, old: Path, new: Path, qtbot: QtBot
) -> None:
    window = opens(reference=new)
    changes = changes_of(window)
    window.window.resize(600, 320)
    parts: list[bool] = []

    def scroll(shown: ShownChanges) -> None:
        parts.append(shown.summary.is_complete)
        take(shown)
        if not shown.summary.is_complete:
            changes.pane.text.verticalScrollBar().setValue(50)

    window.menu.overviews.editions.open(old)
    view = parse_changes_view(window.reading.address.query if window.reading.address else "")
    take = partial(changes._take, view)
    request = window.menu.overviews.editions.known.request_of(view)
    assert request is not None
    window.menu.overviews.editions.service.give_up()
    with qtbot.waitSignal(changes.shown):
        read = partial(read_changes, view, "", ENGLISH)
        window.menu.overviews.editions.service.ask(request, read, scroll, lambda _fault: None)
    assert parts == [False, True]
    assert changes.pane.text.verticalScrollBar().value() == 50


def test_the_changes_that_are_shown_are_printed(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=new)
    compare(window, old, qtbot)
    window.window.actions_by_id[ActionId.PRINT].trigger()
    printing = window.menu.exports.printing
    qtbot.waitUntil(lambda: printing.preview is not None and printing.preview.isVisible())
    assert printing.preview is not None
    printing.preview.close()


def test_a_folder_and_a_file_that_is_no_reference_are_named_in_a_sentence(
    opens: Opens, new: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    text = tmp_path / "notes.db"
    text.write_text("no database", encoding="utf-8")
    window = opens(reference=new)
    for path in (tmp_path, text):
        compare(window, path, qtbot)
        assert str(path) in text_of(window)
        assert "Compare again" in text_of(window)


def test_all_controls_have_names(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=new)
    changes = compare(window, old, qtbot)
    window.menu.overviews.editions.choose()
    assert unnamed_controls(changes.pane) == []
    assert unnamed_controls(window.menu.overviews.editions.dialog) == []
    assert unnamed_controls(window.menu.overviews.editions.offers.offer_bar) == []


def test_all_that_could_not_be_noted_is_noted_as_soon_as_one_note_is(opens: Opens, new: Path, tmp_path: Path) -> None:
    context = opens(reference=new).context
    file = context.files.compared
    file.mkdir(parents=True)  # nothing can be written there
    known = KnownEditions(context)
    known.note_chosen("/a.db")
    known.note_chosen("/b.db")
    assert known.remembered.chosen == ("/a.db", "/b.db")
    file.rmdir()
    known.note_chosen("/c.db")
    assert known.remembered.chosen == ("/a.db", "/b.db", "/c.db")
    assert KnownEditions(context).remembered.chosen == ("/a.db", "/b.db", "/c.db")


def test_a_link_in_the_page_of_changes_is_followed_once(opens: Opens, old: Path, new: Path, qtbot: QtBot) -> None:
    window = opens(reference=new)
    text = compare(window, old, qtbot).pane.text
    followed: list[Address] = []
    text.address_chosen.connect(followed.append)
    text.anchorClicked.emit(QUrl(f"coop:{WELL}"))
    assert followed == [Address(WELL)]
    assert window.reading.address == Address(WELL)
