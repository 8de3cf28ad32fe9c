"""What is parsed ahead is the same document in the view as what is parsed there."""

import re
from datetime import date

import pytest
from PySide6.QtGui import QTextBlock, QTextDocument, QTextFormat, QTextFrame, QTextTable
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.common.theme import LIGHT, DrawingOptions
from coopviewer.widgets.page.page_drawing import DrawnPages, draw_page

OPTIONS = DrawingOptions(LIGHT, 14, False, False, ENGLISH)
_OBJECT_INDEX = QTextFormat.Property.ObjectIndex.value  # a number by which Qt counts tables and pictures


def properties(form: QTextFormat) -> dict[int, str]:
    return {
        key: re.sub(" at 0x[0-9a-f]+", "", str(value))
        for key, value in form.properties().items()
        if key != _OBJECT_INDEX
    }


def block_of(block: QTextBlock) -> object:
    fragments, each = [], block.begin()
    while not each.atEnd():
        fragments.append((each.fragment().text(), properties(each.fragment().charFormat())))
        each += 1
    listed = block.textList()
    form = properties(listed.format()) if listed else None
    return block.text(), properties(block.blockFormat()), properties(block.charFormat()), fragments, form


def frames_of(frame: QTextFrame) -> list[object]:
    found: list[object] = [(properties(frame.frameFormat()), frame.firstPosition(), frame.lastPosition())]
    if isinstance(frame, QTextTable):
        cells = [frame.cellAt(row, column) for row in range(frame.rows()) for column in range(frame.columns())]
        found.append([(cell.firstPosition(), cell.columnSpan(), properties(cell.format())) for cell in cells])
    return found + [frames_of(child) for child in frame.childFrames()]


def content(document: QTextDocument) -> tuple[list[object], list[object]]:
    blocks, block = [], document.begin()
    while block.isValid():
        blocks.append(block_of(block))
        block = block.next()
    return blocks, frames_of(document.rootFrame())


@pytest.mark.parametrize("address", ["home", "country/NE", "country/XK", "project/afic", "organisation/frontex"])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_page_that_was_parsed_ahead_is_the_same(qtbot: QtBot, address: str, narrow: bool) -> None:
    store = ReferenceStore(paths.reference_file())
    drawn = draw_page(
        store.page(parse_address(f"coop:{address}")),
        date(2026, 11, 23),
        frozenset(),
        OPTIONS._replace(narrow=narrow),
    )
    store.close()
    views = QTextBrowser(), QTextBrowser()
    pages = DrawnPages()
    for view in views:
        qtbot.addWidget(view)
        view.setHtml("<p style='margin:9px'><b>What was there before.</b></p><table><tr><td>1</td></tr></table>")
        view.document().setLayoutEnabled(False)
    pages.fill(views[0], drawn)
    pages.parse(drawn)
    pages.fill(views[1], drawn)
    assert len(content(views[0].document())[0]) > 20
    assert content(views[1].document()) == content(views[0].document())
    assert [view.textCursor().position() for view in views] == [0, 0]
    for view in views:
        view.resize(900, 700)
        view.document().setLayoutEnabled(True)
    assert views[1].document().size() == views[0].document().size()


def test_what_was_parsed_ahead_is_not_used_for_another_page_or_other_colours(qtbot: QtBot) -> None:
    store = ReferenceStore(paths.reference_file())
    page = store.page(parse_address("coop:country/NE"))
    store.close()
    drawn = draw_page(page, date(2026, 11, 23), frozenset(), OPTIONS)
    other = drawn._replace(style_sheet=drawn.style_sheet + "h1 { color: #ff0000; }")
    view, pages = QTextBrowser(), DrawnPages()
    qtbot.addWidget(view)
    pages.parse(drawn)
    pages.fill(view, other)
    assert "#ff0000" in view.toHtml()
