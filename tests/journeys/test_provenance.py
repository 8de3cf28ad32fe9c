"""A person asks where a fact is written: by mouse and by keyboard, down to their own copy of the source."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address
from coopviewer.widgets.page.fact_card import FactCard
from coopviewer.widgets.shell.actions import ActionId
from tests.activity_values import WELL, cited_at, flow, write_imported
from tests.journeys.conftest import Opens
from tests.leaflet import DOCUMENT, FOOTNOTE, PARAGRAPH, build_leaflet, write_document

FRONTEX = "source/frontex-other-partners"


def put_cursor(composition: Composition, words: str, *, select: bool = False) -> QPoint:
    """Set the cursor within words of the page; return where that is in the viewport."""
    page = composition.page
    cursor = page.document().find(words)
    assert not cursor.isNull(), f"{words!r} is not on the page"
    if not select:
        cursor.setPosition(cursor.selectionStart() + 1)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()
    return page.cursorRect().center()


def press(composition: Composition, key: ActionId) -> None:
    composition.window.actions_by_id[key].trigger()


def hover(composition: Composition, point: QPoint) -> None:
    """Let the mouse rest at a point of the page, as Qt tells it."""
    viewport = composition.page.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))


def shown_card(composition: Composition) -> FactCard:
    card = composition.menu.provenance.card
    assert card.isVisible()
    return card


def text_of(card: FactCard) -> str:
    return card.text.toPlainText().replace("\u2028", "\n")


def rectangle_in(window: QWidget, widget: QWidget, rectangle: QRect) -> QRect:
    return rectangle.translated(widget.mapTo(window, QPoint(0, 0)))


def test_the_mouse_rests_on_a_fact_and_a_card_says_where_it_is_written(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    hover(composition, put_cursor(composition, "4 million euros"))
    card = shown_card(composition)
    for words in (
        "Grant · ",
        "As given: 4 million euros",
        "Stated",
        "P49 · ",
        "field “EU Grant”; characters 7349 to 7405",
    ):
        assert words in text_of(card)
    assert not card.has_keyboard_focus
    fact = rectangle_in(composition.window, composition.page.viewport(), composition.page.cursorRect())
    assert composition.window.rect().contains(card.geometry())
    assert not card.geometry().intersects(fact)


def test_a_card_is_as_high_as_what_it_says_from_the_first_time_on(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    heights = []
    for _ in range(2):
        put_cursor(composition, "4 million euros")
        press(composition, ActionId.SOURCE_OF_FACT)
        card = shown_card(composition)
        spare = card.text.viewport().height() - card.text.document().size().height()
        assert 0 <= spare < 40, "nothing to scroll, and no empty room"
        heights.append(card.height())
        card.reject()
    assert heights[0] == heights[1]


def test_the_mouse_rests_on_what_is_no_fact_and_nothing_is_shown(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    hover(composition, put_cursor(composition, "known to the year"))
    hover(composition, QPoint(2, 2))
    assert "provenance" not in vars(composition.menu)
    assert not any(widget.inherits("QTipLabel") for widget in QApplication.topLevelWidgets())


def test_the_mouse_rests_on_a_mark_that_facts_share(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    page = composition.page
    mark = next(run for run in page.facts.runs if run.is_mark and page.facts.fact_of(run) == "project/afic/grant")
    cursor = QTextCursor(page.document())
    cursor.setPosition(mark.end - 1)
    hover(composition, page.cursorRect(cursor).center() + QPoint(2, 0))
    assert "One other fact of this page is founded in the same way." in text_of(shown_card(composition))


def test_a_card_goes_when_the_mouse_leaves_and_stays_while_it_is_on_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    point = put_cursor(composition, "4 million euros")
    qtbot.mouseMove(composition.page.viewport(), point)
    hover(composition, point)
    card = shown_card(composition)
    qtbot.mouseMove(composition.page.viewport(), QPoint(5, 5))
    qtbot.waitUntil(lambda: not card.isVisible())


def test_f4_shows_the_card_of_the_fact_at_the_cursor_and_closes_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    put_cursor(composition, "4 million euros")
    press(composition, ActionId.SOURCE_OF_FACT)
    card = shown_card(composition)
    assert "Grant · " in text_of(card)
    assert card.has_keyboard_focus
    assert composition.page.textCursor().selectedText() == "4 million euros"
    press(composition, ActionId.SOURCE_OF_FACT)
    assert not card.isVisible()
    assert composition.window.focusWidget() is composition.page


def test_esc_closes_the_card_and_the_keyboard_returns_to_the_page(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    press(composition, ActionId.SOURCE_OF_FACT)
    card = shown_card(composition)
    qtbot.keyClick(card.text, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert composition.window.focusWidget() is composition.page


def test_esc_in_the_page_closes_the_card_that_the_mouse_brought_before_it_leads_on(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    composition.guide_keyboard()
    composition.page.setFocus()
    hover(composition, put_cursor(composition, "4 million euros"))
    card = shown_card(composition)
    qtbot.keyClick(composition.page, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert composition.window.focusWidget() is composition.page
    qtbot.keyClick(composition.page, Qt.Key.Key_Escape)
    assert composition.window.focusWidget() is composition.navigator.tree


def test_where_no_fact_is_f4_goes_to_the_next_and_one_walks_on(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    press(composition, ActionId.SOURCE_OF_FACT)
    card = shown_card(composition)
    assert "belongs to Africa" in text_of(card)
    seen = []
    for _ in range(4):
        qtbot.keyClick(card.text, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        seen.append(text_of(card).split(" · ")[0])
        assert card.has_keyboard_focus
    assert seen == ["Name", "Summary", "Timeframe", "Grant"]
    qtbot.keyClick(card.text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert text_of(card).startswith("Timeframe")


def test_one_walks_through_every_fact_of_a_page_and_comes_round(opens: Opens) -> None:
    composition = opens(Address("country/XK"))
    press(composition, ActionId.SOURCE_OF_FACT)
    card, page = shown_card(composition), composition.page
    first = page.textCursor().selectionStart()
    stops = sum(1 for run in page.facts.runs if not run.is_mark and run.offset == 0)
    for _ in range(stops):
        card.step_wanted.emit(1)
        assert card.isVisible()
        fact = rectangle_in(composition.window, page.viewport(), page.cursorRect())
        assert composition.window.rect().contains(card.geometry())
        assert not card.geometry().intersects(fact)
    assert page.textCursor().selectionStart() == first


def test_f4_gives_the_keyboard_to_a_card_that_the_mouse_brought(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    hover(composition, put_cursor(composition, "4 million euros"))
    press(composition, ActionId.SOURCE_OF_FACT)
    assert shown_card(composition).has_keyboard_focus


def test_tab_reaches_the_links_and_buttons_of_a_card(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    put_cursor(composition, "4 million euros")
    press(composition, ActionId.SOURCE_OF_FACT)
    card = shown_card(composition)
    links = []
    for _ in range(3):
        qtbot.keyClick(card.text, Qt.Key.Key_Tab)
        links.append(card.text.textCursor().selectedText())
    assert links == [
        "Strengthening the Africa-Frontex Intelligence Community (AFIC)",
        "Other Partners and Projects",
        "P49",
    ]
    qtbot.keyClick(card.text, Qt.Key.Key_Tab)
    assert composition.window.focusWidget() is card.copy_button


def test_a_screen_reader_is_told_what_the_card_says(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    put_cursor(composition, "4 million euros")
    press(composition, ActionId.SOURCE_OF_FACT)
    card = shown_card(composition)
    told = QAccessible.queryAccessibleInterface(card)
    assert told.role() is QAccessible.Role.Dialog
    assert told.text(QAccessible.Text.Name) == "Source of this fact"
    assert "As given: 4 million euros" in told.text(QAccessible.Text.Description)
    inner = QAccessible.queryAccessibleInterface(card.text)
    assert "characters 7349 to 7405" in inner.text(QAccessible.Text.Name)


@pytest.mark.parametrize("end", ["scroll", "click", "resize", "another page"])
def test_a_card_goes_when_its_page_moves(opens: Opens, qtbot: QtBot, end: str) -> None:
    composition = opens(Address("project/afic"))
    hover(composition, put_cursor(composition, "4 million euros"))
    card = shown_card(composition)
    if end == "scroll":
        bar = composition.page.verticalScrollBar()
        bar.setValue(bar.value() + 40)
    elif end == "click":
        qtbot.mouseClick(composition.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    elif end == "resize":
        composition.window.resize(900, 700)
    else:
        composition.reading.open(Address("country/NE"))
    qtbot.waitUntil(lambda: not card.isVisible())


def test_a_passage_in_the_card_opens_the_sources_page_there(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    put_cursor(composition, "4 million euros")
    press(composition, ActionId.SOURCE_OF_FACT)
    card = shown_card(composition)
    for _ in range(3):
        qtbot.keyClick(card.text, Qt.Key.Key_Tab)
    qtbot.keyClick(card.text, Qt.Key.Key_Return)
    assert not card.isVisible()
    assert composition.page.title == "Other Partners and Projects"
    top = composition.page.cursorForPosition(QPoint(40, 4))
    assert top.block().text().startswith("P49 · ")
    assert composition.window.focusWidget() is composition.page


def test_from_a_passage_one_goes_to_the_data(opens: Opens) -> None:
    composition = opens(Address(FRONTEX, "P58"))
    put_cursor(composition, "over 250 reports")
    press(composition, ActionId.SOURCE_OF_FACT)
    assert "reports shared within the network" in text_of(shown_card(composition))


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_the_citation_of_the_fact_at_the_cursor_is_copied(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    put_cursor(composition, "4 million euros")
    press(composition, ActionId.COPY_CITATION)
    assert "field “EU Grant”. coopviewer contributors, Frontex and non-EU" in copied()
    assert copied().endswith(" coop:project/afic")


def test_the_citation_of_a_selected_fact_names_its_section(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    put_cursor(composition, "Six risk analysis cells", select=True)
    press(composition, ActionId.COPY_CITATION)
    assert copied().startswith(
        "Strengthening the Africa-Frontex Intelligence Community (AFIC), Achievements. “Six risk "
    )
    assert copied().endswith(" coop:project/afic#achievements")


def test_beside_all_facts_the_page_is_cited(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    press(composition, ActionId.COPY_CITATION)
    assert "(AFIC). Source: Frontex, Other Partners and Projects. coopviewer contributors" in copied()
    assert copied().endswith(" coop:project/afic")


def test_the_card_copies_the_citation_of_its_fact(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    hover(composition, put_cursor(composition, "4 million euros"))
    composition.page.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.mouseClick(shown_card(composition).copy_button, Qt.MouseButton.LeftButton)
    assert "field “EU Grant”. " in copied()


def test_serials_are_not_copied_with_the_text(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    composition.page.selectAll()
    composition.page.copy()
    assert "2017- 2023\n2017 to 2023" in copied()


def attach(composition: Composition, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose a file in the dialogue of *Attach source document…*, and wait for what comes of it."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    source_documents = composition.menu.attaching.source_documents
    told: list[object] = []
    source_documents.attached.connect(told.append)
    source_documents.failed.connect(told.append)
    press(composition, ActionId.ATTACH_SOURCE)
    qtbot.waitUntil(lambda: bool(told))


def report_of(composition: Composition) -> tuple[str, str]:
    report = composition.menu.attaching.report
    assert report is not None
    return report.message.text(), report.lines.toPlainText()


def told(composition: Composition) -> str:
    boxes = [box for box in composition.window.findChildren(QMessageBox) if box.isVisible()]
    return boxes[-1].text() if boxes else ""


def open_card(composition: Composition, words: str) -> FactCard:
    put_cursor(composition, words)
    press(composition, ActionId.SOURCE_OF_FACT)
    return shown_card(composition)


def test_a_matching_document_is_attached_and_read(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composition = opens(Address("project/wells"), build_leaflet(tmp_path))
    path = write_document(tmp_path / "copy.txt", DOCUMENT.replace("\n", "\r\n"), mark=True)
    attach(composition, qtbot, path, monkeypatch)
    assert report_of(composition) == (f"3 of 3 passages of “A leaflet” match {path}.", "")
    composition.menu.attaching.report.reject()
    card = open_card(composition, "3,4 million")
    assert f": “{PARAGRAPH}” Show in document" in text_of(card)
    card.passage_chosen.emit("leaflet/P02")
    reader = composition.menu.attaching.reader
    assert reader.isVisible()
    assert reader.marked_text == PARAGRAPH
    assert "Passage 2 of 3 found in this copy, characters 7 to 91." in reader.description
    qtbot.waitUntil(reader.isActiveWindow)
    qtbot.keyClick(reader.text, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert reader.marked_text == FOOTNOTE
    qtbot.keyClick(reader.text, Qt.Key.Key_Escape)
    assert not reader.isVisible()
    press(composition, ActionId.DETACH_SOURCE)
    assert told(composition) == ""
    assert "Show in document" not in text_of(open_card(composition, "3,4 million"))


def test_a_differing_document_is_told_with_a_list_that_can_be_copied(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composition = opens(Address("project/wells"), build_leaflet(tmp_path))
    path = write_document(tmp_path / "copy.txt", DOCUMENT.replace("Fifty", "Sixty"))
    attach(composition, qtbot, path, monkeypatch)
    sentence, lines = report_of(composition)
    assert sentence == f"2 of 3 passages of “A leaflet” match {path}. These differ:"
    assert lines == "P02 · Wells, paragraph 1; characters 7 to 90" or lines.startswith("P02 · Wells, paragraph 1; ")
    report = composition.menu.attaching.report
    report._copy()
    assert copied() == f"{sentence}\n{lines}\n"
    report.reject()
    text = text_of(open_card(composition, "3,4 million"))
    assert "In the attached document this passage reads differently." in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "is not text in UTF-8"),
        (b"", "holds no text"),
        (b"Another text altogether.\n", "holds no passage of any source of this reference"),
        (None, "could not be read"),
    ],
)
def test_what_is_no_copy_is_told_in_a_sentence(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, words: str
) -> None:
    composition = opens(Address("project/wells"), build_leaflet(tmp_path))
    path = tmp_path / "copy.txt"
    if content is not None:
        path.write_bytes(content)
    attach(composition, qtbot, path, monkeypatch)
    assert words in told(composition)
    assert not composition.menu.attaching.source_documents.attachments
    assert not (tmp_path / "documents.json").exists()


def start_again(opens: Opens, qtbot: QtBot, reference: Path) -> Composition:
    """Start anew and let everything settle that can wait; the documents of the last time are looked at again."""
    composition = opens(Address("project/wells"), reference)
    source_documents = composition.menu.attaching.source_documents
    if not source_documents.is_attached:
        composition.menu.resume_attachments()
        qtbot.waitUntil(lambda: source_documents.is_attached)
    QApplication.sendPostedEvents()
    return composition


def test_the_next_start_takes_the_document_up_again_in_silence(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = build_leaflet(tmp_path)
    attach(opens(Address("project/wells"), reference), qtbot, write_document(tmp_path / "copy.txt"), monkeypatch)
    kept = (tmp_path / "documents.json").read_text()
    assert "copy.txt" in kept
    assert "Fifty wells" not in kept
    composition = start_again(opens, qtbot, reference)
    assert told(composition) == ""
    assert "Show in document" in text_of(open_card(composition, "3,4 million"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "is not to be had any more"),
        (DOCUMENT.replace("Fifty", "Sixty"), "has changed: 2 of 3 passages match it now."),
        ("", "is not to be had any more"),
    ],
)
def test_a_document_that_has_gone_or_changed_is_told_at_the_next_start(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, words: str
) -> None:
    reference, path = build_leaflet(tmp_path), write_document(tmp_path / "copy.txt")
    attach(opens(Address("project/wells"), reference), qtbot, path, monkeypatch)
    if text is None:
        path.unlink()
    else:
        write_document(path, text)
    composition = start_again(opens, qtbot, reference)
    assert words in told(composition)
    assert "Show in document" not in text_of(open_card(composition, "3,4 million"))
    press(composition, ActionId.DETACH_SOURCE)
    assert "copy.txt" not in (tmp_path / "documents.json").read_text()


def test_a_document_belongs_to_its_reference(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composition = opens(Address("project/wells"), build_leaflet(tmp_path))
    attach(composition, qtbot, write_document(tmp_path / "copy.txt"), monkeypatch)
    composition.menu.attaching.report.reject()
    from coopviewer import paths

    composition.reading.open_reference(str(paths.reference_file()))
    assert not composition.menu.attaching.source_documents.attachments


def test_detaching_leaves_alone_what_another_window_attached_meanwhile(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = build_leaflet(tmp_path)
    first = opens(Address("project/wells"), reference)
    attach(first, qtbot, write_document(tmp_path / "copy.txt"), monkeypatch)
    second = start_again(opens, qtbot, reference)
    attach(first, qtbot, write_document(tmp_path / "other.txt"), monkeypatch)
    press(second, ActionId.DETACH_SOURCE)
    assert "other.txt" in (tmp_path / "documents.json").read_text()
    press(first, ActionId.DETACH_SOURCE)
    assert "other.txt" not in (tmp_path / "documents.json").read_text()


def test_where_nothing_is_attached_detaching_says_so(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    press(composition, ActionId.DETACH_SOURCE)
    assert told(composition) == "No source document is attached. Attach one with File > Attach source document."


def test_the_reader_leads_to_the_facts_that_cite_a_passage(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composition = opens(Address("project/wells"), build_leaflet(tmp_path))
    attach(composition, qtbot, write_document(tmp_path / "copy.txt"), monkeypatch)
    composition.menu.attaching.report.reject()
    open_card(composition, "3,4 million").passage_chosen.emit("leaflet/P02")
    composition.menu.attaching.reader._emit_chosen()
    assert composition.page.title == "A leaflet"
    assert "3,4 million" in composition.page.toPlainText()


def test_a_sum_of_many_rows_is_cited_and_told_as_a_sum_and_not_as_one_of_its_rows(opens: Opens, tmp_path: Path) -> None:
    path = tmp_path / "activities.db"
    places = {at: cited_at(40 + at, f"transaction {at}") for at in range(1, 6)}
    write_imported(path, [flow(f"t-{at}", 10000 * at, ordinal=at, citations=each) for at, each in places.items()])
    composition = opens(Address(WELL), path)
    put_cursor(composition, "2019: EUR 1,500", select=True)
    cursor = composition.page.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
    composition.page.setTextCursor(cursor)
    press(composition, ActionId.COPY_CITED)
    copied = QGuiApplication.clipboard().text()
    assert ": sum of 5 rows." in copied
    assert "line" not in copied
    press(composition, ActionId.SOURCE_OF_FACT)
    card = text_of(shown_card(composition))
    assert card.startswith("Sum of 5 rows · ")
    assert "Transaction, 2019: EUR 1,500 · sum of 5 rows" in card
    press(composition, ActionId.COPY_CITATION)
    assert "“Transaction, 2019: EUR 1,500 · sum of 5 rows”" in QGuiApplication.clipboard().text()
