"""A person takes a page away: as PDF, web page, Markdown or text, and on paper."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.taking import PageKind
from coopviewer.domain.addresses import Address
from coopviewer.rendering.document import Document, Field, Fold, Footnotes, KeyFacts, Line, Mark, Table
from coopviewer.rendering.plain_text import write_text
from coopviewer.rendering.whole_page import lay_out_whole
from coopviewer.widgets.actions import ActionId
from coopviewer.widgets.print_preview import PrintPreview
from coopviewer.widgets.save_dialog import SaveDialog
from tests.journeys.conftest import TODAY, Opens

PAGES = (
    *("project/afic", "project/ipa-ii-phase-ii", "country/NE", "country/XK", "organisation/frontex", "region/africa"),
    *("network/afic", "forum/rabat-process", "theme/training", "funding-instrument/european-neighbourhood-instrument"),
    *("home", "source/frontex-other-partners"),
)
FOOT = re.compile(r"^(.* · Frontex and non-EU countries,\sedition\sfrontex-2021.1|page\s\d+\sof\s\d+)$", re.MULTILINE)


def saved(composition: Composition, qtbot: QtBot, path: Path, kind: PageKind = PageKind.PDF) -> Path:
    with qtbot.waitSignal(composition.taking_flow.saving.saved, timeout=20_000):
        composition.taking_flow.save(path, kind)
    return path


def laid_out(composition: Composition, target: str) -> Document:
    page = composition.reading._store.page(Address(target))
    return lay_out_whole(page, composition.reading.edition, TODAY, str)


def facts_in_order(document: Document) -> Iterator[str]:
    """Give every statement, key fact and footnote as the layout has it, in the order of the page."""
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
    """Take out what a PDF's text has differently: blanks, and the feet of pages."""
    return re.sub(r"[\s\u00a0\u00ad]+", "", text)


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
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert_all_in_order(document, text)
    assert squeezed("edition frontex-2021.1, as of one day between 1 February 2019") in squeezed(text)
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    assert reader.metadata.creator is not None
    assert reader.metadata.creator.startswith("coopviewer ")
    for number, page in enumerate(reader.pages, start=1):
        assert squeezed(f"page {number} of {len(reader.pages)}") in squeezed(page.extract_text())
    assert 1 <= len(reader.pages) <= 12
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
