"""A person takes a page away: as PDF, web page, Markdown or text, and on paper."""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.export.page_export_controller import PageKind
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.document.document import Document, Footnotes, Heading, KeyFacts, Line, Mark, Table
from coopviewer.rendering.document.paper_layout import parts_of, set_for_paper
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.widgets.export.print_preview import PrintPreview
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import TODAY, Opens

PAGES = (
    *("project/afic", "project/ipa-ii-phase-ii", "country/NE", "country/XK", "organisation/frontex", "region/africa"),
    *("network/afic", "forum/rabat-process", "theme/training", "funding-instrument/european-neighbourhood-instrument"),
    *("home", "source/frontex-other-partners"),
)
FOOT = re.compile(r"^(.* · Frontex and non-EU countries,\sedition\sfrontex-2021.1|page\s\d+\sof\s\d+)$", re.MULTILINE)


def saved(composition: Composition, qtbot: QtBot, path: Path, kind: PageKind = PageKind.PDF) -> Path:
    with qtbot.waitSignal(composition.menu.exports.page_export.file_saving.saved):
        composition.menu.exports.page_export.save(path, kind)
    return path


def laid_out(composition: Composition, target: str) -> Document:
    page = composition.reference.store.page(Address(target))
    return lay_out_whole(page, composition.reference.edition, TODAY, ENGLISH)


def facts_in_order(document: Document) -> Iterator[str]:
    """Yield every statement, key fact and footnote as the layout has it, in the order of the page."""
    for block in document.blocks:
        if isinstance(block, KeyFacts):
            for fact in block.facts:
                yield fact.label
                yield from (words(line) for line in fact.lines)
        elif isinstance(block, Footnotes):
            for note in block.notes:
                yield str(note.number)
                yield from (words(line) for line in note.lines)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (words(line) for cell in row.cells for line in cell)
        elif line := getattr(block, "line", None):
            yield words(line)
        else:
            yield from (words(line) for line in getattr(block, "lines", ()))


def words(line: Line) -> str:
    return "".join(str(part.number) if isinstance(part, Mark) else part.text for part in line)


def squeezed(text: str) -> str:
    """Take out what a PDF's text has differently: blanks, and hyphens, which go at the end of a line."""
    return re.sub(r"[\s\u00a0\u00ad-]+", "", text)


def assert_all_in_order(document: Document, text: str) -> None:
    text, at = squeezed(FOOT.sub("", text)), 0
    for fact in facts_in_order(document):
        wanted = squeezed(fact)
        if re.search(r"[\u0590-\u08ff]", wanted):
            continue  # extractors give Arabic in the order in which it is drawn
        found = text.find(wanted, at)
        assert found >= 0, f"{fact!r} is missing after {text[max(at - 60, 0) : at]!r}"
        at = found + len(wanted)


@pytest.mark.parametrize("target", PAGES)
def test_a_pdf_gives_every_fact_and_footnote_in_reading_order(
    opens: Opens, qtbot: QtBot, tmp_path: Path, target: str
) -> None:
    composition = opens(Address(target))
    file = saved(composition, qtbot, tmp_path / "page.pdf")
    reader, document = PdfReader(file), laid_out(composition, target)
    texts = [page.extract_text() for page in reader.pages]
    text = "\n".join(texts)
    assert_all_in_order(document, text)
    assert squeezed("edition frontex-2021.1, as of one day between 1 February 2019") in squeezed(text)
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    assert reader.metadata.creator is not None
    assert reader.metadata.creator.startswith("coopviewer ")
    for number, each in enumerate(texts, start=1):
        assert squeezed(f"page {number} of {len(texts)}") in squeezed(each)
    assert 1 <= len(texts) <= (40 if target.startswith("source/") else 12)  # a source lists each fact
    headings = {squeezed(words(block.line)) for block in document.blocks if isinstance(block, Heading)}
    for each in texts:
        *_, last = [squeezed(line) for line in FOOT.sub("", each.replace("\t", " ")).splitlines()]
        assert last not in headings, "a heading stands alone at the foot of a page"
    if "Kosovo*" in write_text(document):
        assert "UNSC1244" in squeezed(text)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext of poppler-utils is not installed here")
@pytest.mark.parametrize("target", PAGES)
def test_pdftotext_gives_every_fact_and_footnote_in_reading_order(
    opens: Opens, qtbot: QtBot, tmp_path: Path, target: str
) -> None:
    composition = opens(Address(target))
    file = saved(composition, qtbot, tmp_path / "page.pdf")
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    assert_all_in_order(laid_out(composition, target), done.stdout)


def saving_dialog(composition: Composition, qtbot: QtBot) -> SaveDialog:
    composition.window.actions_by_id[ActionId.SAVE_PAGE].trigger()
    dialog = composition.window.findChildren(SaveDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def name_in(dialog: SaveDialog) -> QLineEdit:
    return dialog.findChild(QLineEdit)


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (PageKind.PDF, b"%PDF-1."),
        (PageKind.HTML, b"<!DOCTYPE html>"),
        (PageKind.DOCX, b"PK"),
        (PageKind.MARKDOWN, b"Country"),
        ("txt", b"Co"),
    ],
)
def test_a_page_is_saved_under_the_name_that_is_suggested(
    opens: Opens, qtbot: QtBot, tmp_path: Path, kind: PageKind, begins: bytes
) -> None:
    composition = opens(Address("country/XK"))
    composition.menu.exports.page_export._folder = tmp_path
    dialog = saving_dialog(composition, qtbot)
    assert name_in(dialog).text() == "Kosovo.pdf"
    words = PageKind(kind).words(ENGLISH)
    dialog.selectNameFilter(words)
    dialog.filterSelected.emit(words)
    assert name_in(dialog).text() == f"Kosovo.{kind}"
    with qtbot.waitSignal(composition.menu.exports.page_export.file_saving.saved):
        dialog.accept()
    file = tmp_path / f"Kosovo.{kind}"
    assert file.read_bytes().startswith(begins)
    if kind not in (PageKind.PDF, PageKind.DOCX):
        content = file.read_text(encoding="utf-8").replace("\\", "")
        assert "Kosovo*" in content
        assert "UNSC 1244" in content
    assert composition.window.statusBar().currentMessage() == f"The page is saved as {file}."
    composition.reading.open(Address("country/NE"))
    again = saving_dialog(composition, qtbot)
    assert again.directory().absolutePath() == str(tmp_path), "the folder is remembered"
    assert name_in(again).text() == f"Niger.{kind}", "the kind is remembered"
    again.reject()


@pytest.mark.parametrize(
    ("typed", "written"),
    [("brief", "brief.pdf"), ("brief 2.1", "brief 2.1.pdf"), ("brief.HTML", "brief.HTML"), ("b.md", "b.md")],
)
def test_an_ending_that_is_missing_is_appended_and_one_that_is_there_tells_the_kind(
    opens: Opens, qtbot: QtBot, tmp_path: Path, typed: str, written: str
) -> None:
    composition = opens(Address("country/NE"))
    composition.menu.exports.page_export._folder = tmp_path
    dialog = saving_dialog(composition, qtbot)
    name_in(dialog).setText(typed)
    with qtbot.waitSignal(composition.menu.exports.page_export.file_saving.saved):
        dialog.accept()
    assert [file.name for file in tmp_path.iterdir()] == [written]
    assert (tmp_path / written).read_bytes().startswith(b"%PDF") is written.endswith(".pdf")


@pytest.mark.parametrize(("answer", "content"), [("No", b"before"), ("Yes", b"%PDF")])
def test_a_file_that_is_there_is_replaced_only_when_the_person_says_so(
    opens: Opens, qtbot: QtBot, tmp_path: Path, answer: str, content: bytes
) -> None:
    composition = opens(Address("country/NE"))
    composition.menu.exports.page_export._folder = tmp_path
    file = tmp_path / "brief 2.1.pdf"
    file.write_bytes(b"before")
    dialog = saving_dialog(composition, qtbot)
    name_in(dialog).setText("brief 2.1")
    asked: list[str] = []

    def reply() -> None:
        box = composition.window.findChild(QMessageBox)
        asked.append(box.text())
        box.button(QMessageBox.StandardButton[answer]).click()

    QTimer.singleShot(0, reply)
    dialog.accept()
    composition.menu.exports.page_export.file_saving.finish()
    assert asked == [f"{file} already exists. Do you want to replace it?"]
    assert file.read_bytes().startswith(content)


@pytest.mark.parametrize("kind", list(PageKind))
def test_a_page_that_cannot_be_saved_is_told_in_a_dialog(
    opens: Opens, qtbot: QtBot, tmp_path: Path, kind: PageKind
) -> None:
    composition = opens(Address("country/NE"))
    with qtbot.waitSignal(composition.menu.exports.page_export.file_saving.failed):
        composition.menu.exports.page_export.save(tmp_path / "no" / "page", kind)
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == f"There is no folder {tmp_path / 'no'}. Make it first, or choose another place."
    box.close()
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_saved_to_its_end_although_the_window_is_closed(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("source/frontex-other-partners"))
    composition.menu.exports.page_export.save(tmp_path / "page.pdf", PageKind.PDF)
    composition.window.close()
    assert PdfReader(tmp_path / "page.pdf").metadata.title == "Other Partners and Projects"


def test_a_pdf_is_light_and_the_same_whatever_the_window_looks_like(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    texts = []
    for dark in (False, True):
        composition = opens(Address("project/afic"), dark=dark)
        reader = PdfReader(io.BytesIO(saved(composition, qtbot, tmp_path / f"{dark}.pdf").read_bytes()))
        texts.append([page.get_contents().get_data() for page in reader.pages])
    assert texts[0] == texts[1]


def test_the_preview_shows_the_pages_and_says_where_there_is_no_printer(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    qtbot.keyClick(composition.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = composition.window.findChild(PrintPreview)
    qtbot.waitUntil(preview.isVisible)
    assert preview._pages is not None
    assert preview._pages[1].count >= 3
    notices = [label.text() for label in preview.findChildren(QLabel) if "printer" in label.text()]
    assert notices == ["No printer is set up on this system. You can print to a PDF file, or save the page as PDF."]
    preview.reject()
    assert composition.menu.exports.printing.preview is None
    assert composition.window.isVisible()


def test_a_preview_of_another_sheet_is_laid_out_in_turns(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/XK"))
    composition.window.actions_by_id[ActionId.PRINT].trigger()
    preview = composition.menu.exports.printing.preview
    assert preview is not None
    qtbot.waitUntil(preview.isVisible, timeout=20_000)
    shown = preview.findChild(QPrintPreviewWidget)
    assert isinstance(shown, QPrintPreviewWidget)
    upright = preview._pages
    shown.setLandscapeOrientation()
    assert preview._pages is not None
    assert preview._pages is not upright
    assert preview._pages[1].count == 0, "not one part is laid out before other events are handled"
    assert shown.pageCount() == 1, "a sheet says so"
    qtbot.waitUntil(lambda: shown.pageCount() > 1, timeout=20_000)
    assert shown.pageCount() == preview._pages[1].count
    preview.reject()


def test_what_the_preview_prints_is_the_page(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("country/XK"))
    composition.window.actions_by_id[ActionId.PRINT].trigger()
    preview = composition.menu.exports.printing.preview
    qtbot.waitUntil(preview.isVisible)
    printer = preview.printer()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.paintRequested.emit(printer)
    preview.reject()
    reader = PdfReader(tmp_path / "printed.pdf")
    assert_all_in_order(laid_out(composition, "country/XK"), "\n".join(page.extract_text() for page in reader.pages))
    assert reader.metadata.title == "Kosovo*"


def test_printing_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import sys, coopviewer.app.{0}; print(*sys.modules)"
    window, saving = (
        subprocess.run([sys.executable, "-c", code.format(name)], capture_output=True, text=True, check=True).stdout
        for name in ("composition", "export.page_export_controller")
    )
    late = {f"coopviewer.widgets.export.{name}" for name in ("paper", "print_preview", "save_dialog")}
    assert late.isdisjoint(window.split())
    assert "PySide6.QtPrintSupport" not in saving.split()


@pytest.mark.parametrize("target", PAGES)
def test_a_page_is_laid_out_in_parts_that_together_hold_all_of_it(opens: Opens, target: str) -> None:
    whole = set_for_paper(laid_out(opens(), target))
    parts = list(parts_of(whole))
    assert tuple(block for part in parts for block in part.blocks) == whole.blocks
    assert all(len(part.blocks) < 50 for part in parts)
    assert not any(isinstance(part.blocks[-1], Heading) for part in parts)


def test_a_window_that_is_closed_meanwhile_opens_no_preview(opens: Opens) -> None:
    composition = opens(Address("source/frontex-other-partners"))
    composition.window.actions_by_id[ActionId.PRINT].trigger()
    preview = composition.menu.exports.printing.preview
    assert preview is not None
    assert not preview.isVisible()
    composition.window.close()
    for _ in range(30):
        QApplication.processEvents()
        assert not preview.isVisible()
