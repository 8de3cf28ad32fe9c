"""An analyst makes briefs: on a country, on what the coverage answers, on a tag; each in at most five actions."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QTreeView
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.export.brief_controller import BriefController
from coopviewer.app.export.brief_selection import request_of
from coopviewer.app.export.page_export_controller import PageKind
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest, BriefSection, BriefSources
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, parse_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.models.roles import Role
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace import briefs as saving
from tests.journeys.conftest import Opens
from tests.journeys.desk import Desk, Sits
from tests.journeys.test_context_menus import choose, menu_at

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def briefs(composition: Composition) -> BriefController:
    return composition.menu.overviews.brief


def open_brief(composition: Composition, qtbot: QtBot, address: str) -> BriefController:
    controller = briefs(composition)
    with qtbot.waitSignal(controller.shown):
        composition.reading.open(parse_address(address))
    return controller


class Analyst:
    """Someone at the window, whose actions are counted."""

    def __init__(self, composition: Composition, qtbot: QtBot) -> None:
        self.composition, self.qtbot, self.actions = composition, qtbot, 0

    def type_search(self, words: str) -> None:
        """Press Ctrl+K and type."""
        self.actions += 1
        self.qtbot.keyClick(self.composition.window, Qt.Key.Key_K, CTRL)
        with self.qtbot.waitSignal(self.composition.search.controller.search_service.answered):
            self.qtbot.keyClicks(self.composition.window.search, words)

    def press_enter_in_search(self) -> None:
        self.actions += 1
        with self.qtbot.waitSignal(self.composition.reading.page_opened):
            self.qtbot.keyClick(self.composition.window.search, Qt.Key.Key_Return)

    def click_words(self, words: str) -> None:
        """Click a link of the page with these words."""
        self.actions += 1
        page = self.composition.page
        cursor: QTextCursor = page.document().find(words)
        assert not cursor.isNull(), words
        page.setTextCursor(cursor)
        page.ensureCursorVisible()
        at = page.cursorRect(cursor).center() - QPoint(4, 0)
        self.qtbot.mouseClick(page.viewport(), LEFT, pos=at)

    def make_brief(self) -> None:
        self.actions += 1
        with self.qtbot.waitSignal(briefs(self.composition).shown):
            self.qtbot.keyClick(self.composition.window, Qt.Key.Key_B, CTRL | SHIFT)

    def save_as(self, folder: Path) -> Path:
        """Press Enter on the button that has the focus, and Enter in the dialog of files."""
        self.actions += 2
        controller = briefs(self.composition)
        controller._folder = folder
        button = controller.pane.save
        assert button.isEnabled()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        dialog = self.composition.window.findChildren(SaveDialog)[-1]
        self.qtbot.waitUntil(dialog.isVisible)
        with self.qtbot.waitSignal(controller.service.saved) as saved:
            self.qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
        assert saved.args is not None
        return Path(saved.args[0])


def test_the_keyboard_moves_from_the_page_to_the_brief(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(Address("country/TN"))
    composition = desk.composition
    composition.guide_keyboard()
    composition.window.focus_page()
    assert composition.page.hasFocus()
    Analyst(composition, qtbot).make_brief()
    assert briefs(composition).pane.save.hasFocus()
    assert not composition.focus_frame.isVisible(), "it is not left around the page"


def words_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages)


def test_a_brief_on_tunisia_in_five_actions(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    analyst = Analyst(opens(HOME_ADDRESS), qtbot)
    analyst.type_search("Tunisia")
    analyst.press_enter_in_search()
    analyst.make_brief()
    pdf = analyst.save_as(tmp_path)
    assert analyst.actions <= 5
    assert pdf == tmp_path / "Tunisia.pdf"
    text = words_of(pdf)
    assert "Tunisia is not in the list for Frontex" in text
    assert "Grouped here as a beneficiary of the AFIC project" in text
    assert analyst.composition.window.statusBar().currentMessage() == f"The brief on 1 entry is saved as {pdf}."


def test_a_brief_on_arrangement_but_no_project_in_five_actions(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(HOME_ADDRESS)
    analyst = Analyst(composition, qtbot)
    with qtbot.waitSignal(composition.menu.overviews.coverage.shown):
        analyst.click_words("and no project listed")
    analyst.make_brief()
    pdf = analyst.save_as(tmp_path)
    assert analyst.actions <= 5
    text = words_of(pdf)
    for country in ("Canada", "Russian Federation", "United States"):
        assert country in text
    assert "whether a country is one of them is not known" in text


def test_a_brief_on_a_tag_in_five_actions(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits(Address("country/NE"))
    note_with_tag(desk, "Ask again.", "verify")
    desk.composition.settings.change(brief_options=str(BriefRequest(options=BriefOptions(own_notes=True))))
    analyst = Analyst(desk.composition, qtbot)
    analyst.type_search("tag:verify")
    analyst.make_brief()
    pdf = analyst.save_as(tmp_path)
    assert analyst.actions <= 5
    assert "Own note, not from the source" in words_of(pdf)
    assert "Ask again." in words_of(pdf)


def note_with_tag(desk: Desk, body: str, tag: str) -> None:
    desk.write(body)
    (annotation,) = desk.annotations
    changed: Annotation = annotation.changed(annotation.modified, tags=(tag,))
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform(operation("tag"), [changed])


def test_the_options_are_remembered_and_change_the_preview_at_once(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(HOME_ADDRESS)
    controller = open_brief(composition, qtbot, "coop:brief?entries=country/TN")
    sheets = controller.pane.preview.total
    for section in (BriefSection.COVER, BriefSection.GOALS, BriefSection.NOT_LISTED, BriefSection.DATA_NOTES):
        with qtbot.waitSignal(controller.shown):
            qtbot.keyClick(controller.pane.sections[section], Qt.Key.Key_Space)
    assert controller.pane.preview.total < sheets
    assert "sections=facts,coverage,timeline,map" in str(composition.reading.address)
    with qtbot.waitSignal(composition.reading.page_opened):
        composition.reading.open(Address("country/ML"))
    with qtbot.waitSignal(controller.shown):
        composition.window.actions_by_id[ActionId.MAKE_BRIEF].trigger()
    assert str(composition.reading.address) == "coop:brief?entries=country/ML&sections=facts,coverage,timeline,map"


def test_a_brief_is_a_step_of_the_history_and_esc_leaves_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/TN"))
    controller = briefs(composition)
    with qtbot.waitSignal(controller.shown):
        composition.window.actions_by_id[ActionId.MAKE_BRIEF].trigger()
    assert controller.pane.isVisible()
    with qtbot.waitSignal(controller.shown):
        qtbot.keyClick(controller.pane.own_notes, Qt.Key.Key_Space)
    composition.window.actions_by_id[ActionId.BACK].trigger()
    assert composition.reading.address == Address("country/TN")
    assert not controller.pane.isVisible()
    with qtbot.waitSignal(controller.shown):
        composition.window.actions_by_id[ActionId.FORWARD].trigger()
    assert controller.pane.own_notes.isChecked()
    qtbot.keyClick(controller.pane.save, Qt.Key.Key_Escape)
    assert composition.reading.address == Address("country/TN")


def test_the_preview_is_leafed_through_by_keys_and_buttons(opens: Opens, qtbot: QtBot) -> None:
    controller = open_brief(opens(HOME_ADDRESS), qtbot, "coop:brief?entries=country/TN,country/NE,country/XK")
    preview = controller.pane.preview
    assert (preview.number, preview.before.isEnabled()) == (1, False)
    qtbot.keyClick(preview.sheet, Qt.Key.Key_PageDown)
    qtbot.mouseClick(preview.after, LEFT)
    assert preview.number == 3
    assert preview.place.text() == f"page 3 of {preview.total}"
    assert preview.sheet.accessibleDescription() == preview.place.text()
    qtbot.keyClick(preview.sheet, Qt.Key.Key_End)
    assert (preview.number, preview.after.isEnabled()) == (preview.total, False)
    qtbot.keyClick(preview.sheet, Qt.Key.Key_Home)
    assert preview.number == 1


def test_another_brief_begins_at_its_first_sheet_and_other_options_keep_the_sheet(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(HOME_ADDRESS)
    controller = open_brief(composition, qtbot, "coop:brief?entries=country/TN,country/NE,country/XK")
    preview = controller.pane.preview
    preview.show_sheet(3)
    with qtbot.waitSignal(controller.shown):
        qtbot.keyClick(controller.pane.sections[BriefSection.MAP], Qt.Key.Key_Space)
    assert preview.number == 3
    open_brief(composition, qtbot, "coop:brief?entries=country/ML,country/AL")
    assert preview.place.text() == f"page 1 of {preview.total}"


def test_the_pane_says_how_many_notes_are_on_the_country_and_on_its_projects(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.write("Ask again.")
    with qtbot.waitSignal(briefs(desk.composition).shown):
        desk.composition.reading.open(parse_address("coop:brief?entries=country/NE"))
    pane = briefs(desk.composition).pane
    assert not pane.notes_shown.isVisible(), "notes were not asked for"
    with qtbot.waitSignal(briefs(desk.composition).shown):
        qtbot.keyClick(pane.own_notes, Qt.Key.Key_Space)
    assert pane.notes_shown.isVisible()
    assert pane.notes_shown.text() == "Included: 0 on the entries, 1 on projects that they list."
    open_brief(desk.composition, qtbot, "coop:brief?entries=country/XK&notes=yes")
    assert pane.notes_shown.text() == "None are on these entries, or on the projects that they list."


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("coop:brief", "Nothing is chosen for this brief."),
        ("coop:brief?entries=country/ZZ", "This edition has none of the chosen entries."),
        ("coop:brief?bookmarks=yes", "No entry is bookmarked."),
    ],
)
def test_a_brief_without_entries_says_why_and_cannot_be_saved(
    opens: Opens, qtbot: QtBot, address: str, words: str
) -> None:
    controller = open_brief(opens(HOME_ADDRESS), qtbot, address)
    assert controller.pane.subject.text().startswith(words)
    assert not controller.pane.save.isEnabled()


@pytest.mark.parametrize("kind", list(PageKind))
def test_a_brief_is_saved_in_every_format(opens: Opens, qtbot: QtBot, tmp_path: Path, kind: PageKind) -> None:
    controller = open_brief(opens(HOME_ADDRESS), qtbot, "coop:brief?entries=country/XK&sources=list")
    with qtbot.waitSignal(controller.service.saved):
        controller.save(tmp_path / f"b.{kind}", kind)
    content = (tmp_path / f"b.{kind}").read_bytes()
    assert content.startswith(
        {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!DOCTYPE", "md": b"Brief", "txt": b"Br"}[kind]
    )


def test_saving_is_cancelled_without_a_file_and_a_fault_leaves_none(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composition, pressed, read = opens(HOME_ADDRESS), Event(), saving._read
    controller = open_brief(composition, qtbot, "coop:brief?q=kind:country")
    # on a busy machine the brief could be saved before the button is pressed: its thread begins once it is
    monkeypatch.setattr(saving, "_read", lambda *given: read(*given) if pressed.wait(120) else None)
    with qtbot.waitSignal(controller.service.not_saved) as cancelled:
        controller.save(tmp_path / "b.html", PageKind.HTML)
        assert controller.pane.cancel.isVisibleTo(controller.pane)
        qtbot.mouseClick(controller.pane.cancel, LEFT)
        pressed.set()
    assert cancelled.args == [None]
    assert list(tmp_path.glob("b.*")) == []
    assert composition.window.statusBar().currentMessage() == "The brief was not saved. No file was changed."
    faults: list[EnvironmentFault] = []
    controller.service.not_saved.disconnect(controller._say_not_saved)
    controller.service.not_saved.connect(faults.append)
    with qtbot.waitSignal(controller.service.not_saved):
        controller.save(tmp_path / "missing" / "b.html", PageKind.HTML)
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("address", "request_text"),
    [
        ("country/NE", "entries=country/NE"),
        ("region/africa", "region=region/africa"),
        ("home", "bookmarks=yes"),
        ("coop:search?q=fish", "q=fish"),
        ("coop:compare?a=country/NE&b=country/ML", "entries=country/NE,country/ML"),
        ("coop:coverage?where=arrangement:listed&q=training", "q=training&where=arrangement:listed"),
        ("coop:coverage", "q=kind:country"),
        ("coop:timeline?q=training", "q=training%20kind:project"),
        ("coop:timeline?q=kind:country", "q=kind:country%20-kind:country"),
        ("coop:timeline?q=kind:project", "q=kind:project"),
        ("coop:coverage?q=kind:country,project", "q=kind:country,project%20-kind:project"),
        ("coop:coverage?q=-kind:project", "q=-kind:project%20kind:country"),
        ("coop:map?region=region/africa", "region=region/africa"),
        ("coop:annotations?tag=verify", "tag=verify"),
        ("coop:annotations?motivation=bookmarking", "bookmarks=yes"),
        ("coop:annotations", "q=has:note"),
        ("coop:annotations?tag=a%22b&tag=c", "q=tag:%22a%22%22b%22,%22c%22"),
        ("coop:brief?entries=country/NE&notes=yes", "entries=country/NE&notes=yes"),
        ("coop:changes?with=/data/old.db&entry=country/NE", "entries=country/NE"),
    ],
)
def test_what_the_window_shows_is_what_the_brief_is_on(address: str, request_text: str) -> None:
    request = request_of(parse_address(address))
    assert request is not None
    assert str(request) == request_text


@pytest.mark.parametrize("address", ["source/frontex-other-partners", "coop:import", "coop:changes?with=/data/old.db"])
def test_there_is_no_brief_on_a_source_an_import_or_all_changes(address: str) -> None:
    assert request_of(parse_address(address)) is None


def test_a_brief_is_made_from_a_row_of_the_navigator(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(HOME_ADDRESS)
    tree, controller = composition.navigator.tree, briefs(composition)
    row = next(index for index in rows_of(tree) if index.data(Role.REF).id == "region/western-balkans")
    menu = menu_at(tree, tree.visualRect(row).center())
    with qtbot.waitSignal(controller.shown):
        choose(qtbot, menu, "Make a brief")
    assert str(composition.reading.address) == "coop:brief?region=region/western-balkans"
    assert "7 entries" in controller.pane.subject.text()


def rows_of(tree: QTreeView) -> Iterator[QModelIndex]:
    model = tree.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if isinstance(index.data(Role.REF), EntryRef):
            yield index


def test_a_later_request_replaces_the_preview_of_an_earlier_one(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(HOME_ADDRESS)
    controller = briefs(composition)
    with qtbot.waitSignal(controller.shown):
        composition.reading.open(parse_address("coop:brief?q=kind:country"))
        composition.reading.open(parse_address("coop:brief?entries=country/NE"))
    assert controller.pane.subject.text() == "Niger · 1 entry"
    assert controller.pane.preview.total < 10


def test_a_brief_opened_while_a_name_is_chosen_is_not_the_one_that_is_saved(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    """As where a link is followed from another program meanwhile."""
    composition = opens(HOME_ADDRESS)
    controller = open_brief(composition, qtbot, "coop:brief?entries=country/NE")
    controller._folder = tmp_path
    controller.choose_file()
    dialog = composition.window.findChildren(SaveDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    open_brief(composition, qtbot, "coop:brief?entries=country/ML")
    with qtbot.waitSignal(controller.service.saved) as saved:
        qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    assert saved.args is not None
    assert saved.args[0] == tmp_path / "Niger.pdf"
    assert "BriefNiger" in words_of(saved.args[0]).replace(" ", "")


def test_there_is_no_brief_on_a_source(opens: Opens) -> None:
    composition = opens(Address("source/frontex-other-partners"))
    composition.window.actions_by_id[ActionId.MAKE_BRIEF].trigger()
    assert composition.window.statusBar().currentMessage().startswith("There is no brief on this.")
    assert composition.reading.address == Address("source/frontex-other-partners")


def test_the_sources_as_a_list_are_chosen_by_keys(opens: Opens, qtbot: QtBot) -> None:
    controller = open_brief(opens(HOME_ADDRESS), qtbot, "coop:brief?entries=country/TN")
    with qtbot.waitSignal(controller.shown):
        qtbot.keyClick(controller.pane.sources, Qt.Key.Key_Down)
    assert controller.pane.options.sources is BriefSources.LIST


def test_parts_without_content_are_named_beside_their_boxes(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(HOME_ADDRESS)
    pane = open_brief(composition, qtbot, "coop:brief?entries=project/afic").pane
    assert pane.parts_shown.isVisible()
    assert pane.parts_shown.text() == "Chosen, but without content for this brief: Coverage, What is not listed."
    with qtbot.waitSignal(briefs(composition).shown):
        pane.sections[BriefSection.COVERAGE].click()
    assert pane.parts_shown.text() == "Chosen, but without content for this brief: What is not listed."
    with qtbot.waitSignal(briefs(composition).shown):
        pane.sections[BriefSection.NOT_LISTED].click()
    assert not pane.parts_shown.isVisible()
