"""Helpers of the tests in the pseudo-language: set the language, and gather all texts of a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from coopviewer.app.shell.language import CatalogueTranslator
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.models.language import speak
from coopviewer.widgets.shell.guide_dialog import GuideDialog
from tests.bare_english import PSEUDO, RIGHT_TO_LEFT, bare_english

Text = QAccessible.Text


@pytest.fixture(params=[PSEUDO, RIGHT_TO_LEFT], ids=["qps", "qps-rtl"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Translate]:
    """Set the pseudo-language for the window."""
    tr: Translate = request.param
    translator = CatalogueTranslator(tr, qapp)
    speak(tr)
    qapp.installTranslator(translator)
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if tr.is_right_to_left else before)
    yield tr
    qapp.setLayoutDirection(before)
    qapp.removeTranslator(translator)
    speak(ENGLISH)


def below(interface: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    yield interface
    for number in range(min(interface.childCount(), 200) if depth < 12 else 0):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from below(child, depth + 1)


def said_by(widget: QWidget) -> Iterator[str]:
    """Yield all texts of a window, visible or for screen readers only."""
    interface = QAccessible.queryAccessibleInterface(widget)
    for each in below(interface):
        owner = each.object()
        if not each.state().invisible and (not isinstance(owner, QWidget) or owner.window() is widget):
            yield from (each.text(kind) for kind in (Text.Name, Text.Description, Text.Help))
            if not isinstance(owner, QLineEdit | QTextEdit | QPlainTextEdit):  # what one reads or types there
                yield each.text(Text.Value)
    for part in (each for each in (widget, *widget.findChildren(QWidget)) if each.window() is widget):
        yield from (part.toolTip(), part.windowTitle(), part.statusTip(), part.whatsThis())
        if isinstance(part, QLineEdit | QTextEdit | QPlainTextEdit):
            yield part.placeholderText()
        if isinstance(part, QTextEdit) and part.isReadOnly():
            yield from read_in(part)
    for action in widget.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def read_in(text: QTextEdit) -> Iterator[str]:
    """Yield the texts of a page except facts, whose characters have a serial."""
    block = text.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if not fragment.charFormat().toolTip():
                yield fragment.text()
            fragments += 1
        block = block.next()


def windows() -> list[QWidget]:
    QCoreApplication.sendPostedEvents()
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() or isinstance(each, QMenu)]


def english(*known: str) -> list[str]:
    """Return what is English in all open windows, except the guide and ``known``."""
    shown = (each for each in windows() if not isinstance(each, GuideDialog))
    folders = [name for each in windows() if isinstance(each, QFileDialog) for name in names_in(each)]
    return bare_english((text for window in shown for text in said_by(window)), (*known, *folders))


def names_in(dialog: QFileDialog) -> Iterator[str]:
    """Return the files and folders that a dialog may show."""
    for folder in (Path(dialog.directory().absolutePath()), *Path(dialog.directory().absolutePath()).parents):
        yield folder.name
        yield from (each.name for each in folder.iterdir())


def close_dialogs() -> None:
    for each in windows():
        if isinstance(each, QDialog):
            each.close()
