"""Annotations through another edition, and out of one file into another, in the real window."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.anchoring.review import ReanchoringResult
from coopviewer.domain.annotations.annotation import AnchorStatus, Motivation, Selector
from coopviewer.domain.annotations.exchange import ExportFormat, ExportSelection
from coopviewer.domain.annotations.query import parse_annotation_query
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.models.roles import Role
from coopviewer.widgets.annotations.files.export_dialog import ExportDialog
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace import long_work
from tests.exchange.annotations.annotation_values import to_jsonld
from tests.faults import words_of
from tests.journeys.desk import Desk, Sits
from tests.widgets.annotations.browser.browser_samples import many

MOVED, CHANGED, GONE = "direct channels of cooperation", "exchange of information from which", "migrant smuggling"
CHANGES = (
    (MOVED, "Consolidate and improve the structures", "Much was asked for. Consolidate and improve the structures"),
    (CHANGED, "exchange of information from which", "exchange of informations from which"),
    (GONE, "on flows of migration, regular and irregular, on border security and crime across borders", "on much else"),
    (GONE, "migrant smuggling and human trafficking", "other matters"),
)


@pytest.fixture
def other_edition(tmp_path: Path) -> Path:
    """Return an edition in which one goal has grown, one has another spelling, and one says less."""
    path = tmp_path / "other.db"
    shutil.copyfile(paths.reference_file(), path)
    path.chmod(0o600)
    with sqlite3.connect(path) as connection:
        for _, old, new in CHANGES:
            query = "UPDATE statement SET text = replace(text, ?, ?) WHERE fact_id GLOB 'project/afic/*'"
            assert connection.execute(query, (old, new)).rowcount
        connection.execute("UPDATE edition SET id = 'another', content_sha256 = ?", ("b" * 64,))
    connection.close()
    return path


def look(desk: Desk, qtbot: QtBot, reference: Path) -> ReanchoringResult:
    """Open a reference, and wait until it is known where the annotations stand in it."""

    def is_of_it(reviewed: ReanchoringResult) -> bool:
        return reviewed.edition == desk.composition.reference.edition  # not of the one before, if that came late

    looked = desk.feature.review.reanchoring.looked_through
    with qtbot.waitSignal(looked, check_params_cb=is_of_it) as told:
        desk.composition.reading.open_reference(str(reference))
    desk.open("project/afic")
    reviewed = told.args[0]
    assert isinstance(reviewed, ReanchoringResult)
    return reviewed


def highlight(desk: Desk, *quotations: str) -> None:
    for words in quotations:
        desk.select(words)
        desk.do(ActionId.HIGHLIGHT)


def statuses(desk: Desk) -> dict[str, AnchorStatus]:
    return {each.quotation: each.anchor.status for each in desk.annotations if each.anchor}


def test_another_edition_finds_what_moved_and_asks_about_what_is_gone(
    sits: Sits, qtbot: QtBot, other_edition: Path
) -> None:
    desk = sits()
    highlight(desk, MOVED, CHANGED, GONE)
    reviewed = look(desk, qtbot, other_edition)
    assert reviewed.undecided == 1
    assert [review.quotation for review in reviewed.queue] == [GONE]
    qtbot.waitUntil(lambda: len(statuses(desk)) == 3 and statuses(desk)[GONE] is AnchorStatus.ORPHAN)
    assert statuses(desk) == {
        MOVED: AnchorStatus.MOVED,
        CHANGED: AnchorStatus.CHANGED,
        GONE: AnchorStatus.ORPHAN,
    }
    assert len(desk.feature.highlights.positions) == 2
    assert all(each.anchors[0].status is AnchorStatus.EXACT for each in desk.annotations)
    look(desk, qtbot, paths.reference_file())
    qtbot.waitUntil(lambda: len(desk.feature.highlights.positions) == 3)


def test_what_waits_is_kept_or_put_where_the_person_selects(sits: Sits, qtbot: QtBot, other_edition: Path) -> None:
    desk = sits()
    highlight(desk, GONE)
    look(desk, qtbot, other_edition)
    desk.open_review()
    queue = desk.feature.review_queue.queue
    assert queue.isVisible()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        queue.keep_button.click()
    qtbot.waitUntil(lambda: queue.reviews.rowCount() == 0)
    desk.do(ActionId.UNDO)
    qtbot.waitUntil(lambda: queue.reviews.rowCount() == 1)
    with qtbot.waitSignal(desk.feature.page_annotations.listed):
        queue.attach_button.click()
    bar = desk.feature.reattaching.bar
    assert GONE in bar.label.text()
    assert not bar.attach_button.isEnabled()
    desk.select("Increase the capacity")
    assert bar.attach_button.isEnabled()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        bar.attach_button.click()
    assert not bar.isVisible()
    (annotation,) = desk.annotations
    assert annotation.anchor is not None
    assert annotation.anchor.selector.exact == "Increase the capacity"
    assert [each.selector.exact for each in annotation.anchors][:1] == [GONE]


def test_what_is_suggested_is_accepted_in_one_step(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "fewer.db"
    shutil.copyfile(paths.reference_file(), other)
    other.chmod(0o600)
    with closing(sqlite3.connect(other)) as connection, connection:
        query = "UPDATE statement SET text = replace(text, 'operational and technical', 'technical')"
        connection.execute(query)
        connection.execute("UPDATE edition SET id = 'fewer', content_sha256 = ?", ("c" * 64,))
    desk = sits()
    highlight(desk, "operational and technical capabilities")
    reviewed = look(desk, qtbot, other)
    assert [review.suggestion is not None for review in reviewed.queue] == [True]
    desk.open_review()
    queue = desk.feature.review_queue.queue
    with qtbot.waitSignal(desk.writer.annotations_changed) as told:
        queue.accept_button.click()
    (accepted,) = told.args[0].now
    assert accepted.entry_id == "project/afic"
    assert "technical capabilities" in accepted.anchor.selector.exact
    assert desk.step_words[0] == "&Undo: Accept where an annotation stands"


def export(desk: Desk, qtbot: QtBot, path: Path, form: ExportFormat) -> None:
    controller = desk.feature.transfers
    desk.window.actions_by_id[ActionId.EXPORT_ANNOTATIONS].trigger()
    qtbot.waitUntil(lambda: isinstance(controller.dialog, ExportDialog))
    assert isinstance(controller.dialog, ExportDialog)
    controller.dialog.export_wanted.emit(ExportSelection(), form)
    assert isinstance(controller.dialog, SaveDialog)
    with qtbot.waitSignal(controller.transfer.exported):
        controller.dialog.chosen.emit(str(path), 0)


def test_annotations_leave_one_file_and_enter_another(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    highlight(desk, MOVED, GONE)
    desk.page.moveCursor(QTextCursor.MoveOperation.Start)
    desk.write("Ask again in spring 🌱")
    before = desk.annotations
    export(desk, qtbot, tmp_path / "notes.jsonld", ExportFormat.JSONLD)
    export(desk, qtbot, tmp_path / "notes.md", ExportFormat.MARKDOWN)
    assert "Ask again in spring 🌱" in (tmp_path / "notes.md").read_text(encoding="utf-8")
    assert "3 annotations" in desk.window.statusBar().currentMessage()
    desk.leave()
    other = sits(annotations=tmp_path / "other.db")
    assert other.cards == []
    controller = other.feature.transfers
    other.window.actions_by_id[ActionId.IMPORT_ANNOTATIONS].trigger()
    assert controller.dialog is not None
    with qtbot.waitSignal(controller.transfer.previewed):
        controller.dialog.fileSelected.emit(str(tmp_path / "notes.jsonld"))
    controller.dialog.close()
    assert controller.preview is not None
    with qtbot.waitSignal(controller.transfer.imported):
        controller.preview.import_button.click()
    assert other.annotations == before
    assert controller.report is not None
    with qtbot.waitSignal(other.writer.annotations_changed):
        controller.report.undo_wanted.emit()
    controller.report.close()
    assert other.cards == []
    assert other.step_words[1] == "Re&do: Import annotations"


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """Return a file of so many annotations that it takes a while to take them in."""
    path = tmp_path / "colleagues.jsonld"
    path.write_bytes(to_jsonld(many(6000)))
    return path


class _Hand(QObject):
    """Cancels a transfer at the first word of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.said: list[str] = []

    @Slot(int, int)
    def cancel(self, _done: int, _total: int) -> None:
        work, bar = self._desk.feature.transfers.work, self._desk.window.statusBar()
        if work.isVisible() and not self.said:
            self.said.append(bar.currentMessage())
            self._desk.window.actions_by_id[ActionId.EXPORT_ANNOTATIONS].trigger()  # one at a time
            self.said.append(bar.currentMessage())
            work.button.click()


@pytest.fixture
def tells_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have long work tell of each part: a fast machine may have done it all before it would tell for the first time."""
    monkeypatch.setattr(long_work, "_TOLD_EACH", 0.0)


def test_a_long_import_says_how_far_it_is_and_can_be_cancelled(sits: Sits, qtbot: QtBot, long_file: Path) -> None:
    desk = sits()
    desk.write("Mine")
    controller = desk.feature.transfers
    assert not controller.work.isVisible()
    hand = _Hand(desk)
    controller.transfer.progressed.connect(hand.cancel)
    with qtbot.waitSignal(controller.transfer.cancelled):
        controller._import(str(long_file))
    assert hand.said[0].startswith("Importing colleagues.jsonld")
    assert hand.said[1].startswith("Annotations are being exported or imported.")
    assert not controller.work.isVisible()
    assert desk.window.statusBar().currentMessage() == "Cancelled: nothing was written."
    assert desk.step_words[0] == "&Undo: Write a note"
    with qtbot.waitCallback() as counted:
        desk.feature.services.queries.ask_counts(counted)
    assert counted.args == [{"project/afic": 1}]
    with qtbot.waitSignal(controller.transfer.imported):
        controller._import(str(long_file))
    assert not controller.work.isVisible()
    assert controller.report is not None
    controller.report.close()
    assert desk.step_words[0] == "&Undo: Import annotations"


@pytest.mark.usefixtures("tells_at_once")
def test_how_far_an_import_is_comes_on_the_window_s_thread(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk, file = sits(), tmp_path / "colleagues.jsonld"
    file.write_bytes(to_jsonld(many(2400)))
    transfer, threads = desk.feature.transfers.transfer, set()
    direct = Qt.ConnectionType.DirectConnection  # where it is told, not where it is heard
    transfer.progressed.connect(lambda done, total: threads.add(current_thread()), direct)
    with qtbot.waitSignal(transfer.imported):
        desk.feature.transfers._import(str(file))
    assert threads == {main_thread()}
    assert desk.feature.transfers.report is not None
    desk.feature.transfers.report.close()


def test_a_cancelled_export_writes_no_file(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Write", many(6000))
    controller = desk.feature.transfers
    target = tmp_path / "all.md"
    controller._wanted = ExportSelection(), ExportFormat.MARKDOWN
    controller.transfer.progressed.connect(controller.transfer.cancel)
    with qtbot.waitSignal(controller.transfer.cancelled):
        controller._export(str(target), 0)
    assert list(tmp_path.glob("*.md")) == []


@pytest.mark.usefixtures("tells_at_once")
def test_a_window_that_is_closed_lets_a_long_import_go(sits: Sits, qtbot: QtBot, long_file: Path) -> None:
    desk = sits()
    desk.write("Mine")
    with qtbot.waitSignal(desk.feature.transfers.transfer.progressed):
        desk.feature.transfers._import(str(long_file))
    desk.leave()
    again = sits()
    assert again.cards == ["Mine"]


def test_nonsense_is_not_taken_in_and_says_so(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    nonsense = tmp_path / "nonsense.jsonld"
    nonsense.write_text("{not json", encoding="utf-8")
    controller = desk.feature.transfers
    with qtbot.waitSignal(controller.transfer.failed) as told:
        controller._import(str(nonsense))
    assert "nonsense.jsonld" in words_of(told.args[0])
    desk.open("country/NE")
    assert desk.composition.reading.address == parse_address("country/NE")


def test_what_was_written_on_an_entry_that_was_renamed_stands_on_its_page(
    sits: Sits, qtbot: QtBot, other_edition: Path
) -> None:
    with sqlite3.connect(other_edition) as connection:
        connection.execute("INSERT INTO redirect VALUES ('project/old-afic', 'project/afic', 'another')")
    connection.close()
    desk = sits()
    desk.write("On the project")
    highlight(desk, MOVED)
    older = [
        replace(
            each,
            entry_id="project/old-afic",
            anchors=tuple(replace(anchor, selector=_of_old(anchor.selector)) for anchor in each.anchors),
        )
        for each in desk.annotations
    ]
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("As of an older edition", [replace(each, uuid=f"old-{each.uuid}") for each in older])
    reviewed = look(desk, qtbot, other_edition)
    assert (reviewed.undecided, reviewed.without_entry) == (0, 0)
    qtbot.waitUntil(lambda: len(desk.annotations) == 4)
    assert sorted(desk.cards) == ["On the project", "On the project", MOVED, MOVED]


def test_a_bookmark_by_a_former_id_is_the_entrys(sits: Sits, qtbot: QtBot, other_edition: Path) -> None:
    with closing(sqlite3.connect(other_edition)) as connection, connection:
        connection.execute("INSERT INTO redirect VALUES ('project/old-afic', 'project/afic', 'another')")
    desk = sits()
    desk.do(ActionId.BOOKMARK)
    (mark,) = desk.annotations
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Of before", [replace(mark, uuid="old", entry_id="project/old-afic")])
    desk.do(ActionId.BOOKMARK)  # only the one of the present id, which the first edition knows
    look(desk, qtbot, other_edition)
    action = desk.window.actions_by_id[ActionId.BOOKMARK]
    qtbot.waitUntil(action.isChecked)
    desk.do(ActionId.BOOKMARK)
    assert not action.isChecked()
    assert not desk.annotations


def test_what_names_a_former_id_of_an_entry_is_counted_listed_and_exported_with_the_entry(
    sits: Sits, qtbot: QtBot, other_edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(other_edition)) as connection, connection:
        connection.execute("INSERT INTO redirect VALUES ('project/old-afic', 'project/afic', 'another')")
    desk = sits()
    desk.write("On the project")
    (here,) = desk.annotations
    bookmark = replace(here, uuid="mark", entry_id="project/old-afic", body="", motivation=Motivation.BOOKMARKING)
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Of before", [replace(bookmark, uuid="old", body="Of before"), bookmark])
    look(desk, qtbot, other_edition)
    index = desk.composition.navigator.tree.currentIndex()
    qtbot.waitUntil(lambda: index.data(Role.BADGE) == 3)
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("One more", [replace(here, uuid="more")])
    assert index.data(Role.BADGE) == 4
    for query in ("entry=project/afic", "entry=project/old-afic", "region=region/africa"):
        asked = parse_annotation_query(query)
        with qtbot.waitCallback() as listed:
            reference = desk.composition.context.reference
            desk.feature.services.queries.ask_list(asked.to_filter(here.dataset), reference.path, listed, asked.regions)
        assert {"old", "mark", "more", here.uuid} <= set(listed.args[0].uuids), query
    title = desk.composition.context.titles.titles(["project/afic"])["project/afic"]
    assert desk.composition.context.titles.titles(["project/old-afic"]) == {"project/old-afic": title}
    assert not desk.composition.context.titles.has_all(["project/old-afic"])
    path = desk.feature.services.file_session.file.path
    words = ["annotations", "export", str(path), "--entry", "project/afic", "--reference", str(other_edition)]
    assert main([*words, "--format", "text"]) == 0
    assert "Of before" in capsys.readouterr().out


def test_a_page_that_is_opened_by_a_former_id_has_the_present_one_from_then_on(sits: Sits, other_edition: Path) -> None:
    with closing(sqlite3.connect(other_edition)) as connection, connection:
        connection.execute("INSERT INTO redirect VALUES ('project/old-afic', 'project/afic', 'another')")
    desk = sits()
    reading = desk.composition.reading
    reading.open_reference(str(other_edition))
    desk.open("project/afic")
    row = desk.composition.navigator.tree.currentIndex().data()
    desk.open("country/NE")
    desk.open("coop:project/old-afic#goals")
    assert reading.address == parse_address("coop:project/afic#goals")
    assert reading.recent[:2] == ("project/afic", "country/NE")
    assert desk.composition.navigator.tree.currentIndex().data() == row
    desk.write("Of now")
    assert [each.entry_id for each in desk.annotations] == ["project/afic"]
    reading.step(-1)
    reading.step(1)
    assert reading.address == parse_address("coop:project/afic#goals")


def _of_old(selector: Selector) -> Selector:
    return replace(selector, fact_id=selector.fact_id.replace("project/afic", "project/old-afic"))


def test_what_to_export_is_asked_once_however_often_it_is_wanted(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    for _ in range(3):
        desk.window.actions_by_id[ActionId.EXPORT_ANNOTATIONS].trigger()
    assert desk.feature.services.file_session.wait()
    assert len([each for each in desk.window.findChildren(ExportDialog) if each.isVisible()]) == 1
    with qtbot.waitCallback() as tags:
        desk.feature.services.queries.ask_tags(tags)  # an answer to somebody else
    assert len([each for each in desk.window.findChildren(ExportDialog) if each.isVisible()]) == 1


def test_an_annotation_of_a_related_entry_is_the_pages_own_once_an_edition_names_its_entry_as_a_former_one(
    sits: Sits, qtbot: QtBot, other_edition: Path
) -> None:
    with closing(sqlite3.connect(other_edition)) as connection, connection:
        connection.execute("INSERT INTO redirect VALUES ('project/old-afic', 'project/afic', 'another')")
    desk = sits()
    desk.write("On the project")
    highlight(desk, MOVED)
    desk.composition.settle()  # so that sessions are kept
    (on_passage,) = (each for each in desk.annotations if each.anchors)
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Of before", [replace(on_passage, uuid="old", entry_id="project/old-afic")])
    look(desk, qtbot, other_edition)
    look(desk, qtbot, paths.reference_file())
    rows = desk.pane.annotations
    qtbot.waitUntil(lambda: rows.count == 3)
    rows.set_folded(False)
    assert [rows.at(row) is None for row in range(rows.rowCount())] == [False, False, True, False]
    with qtbot.waitSignal(desk.feature.page_annotations.listed):
        desk.composition.reading.open_reference(str(other_edition))  # with the page that it showed last
    assert desk.composition.reading.address == parse_address("project/afic")
    assert [rows.at(row) is None for row in range(rows.rowCount())] == [False, False, False]
