"""The language of the window for Qt: its translator, its direction, and Qt's own texts."""

import subprocess
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from coopviewer.app.shell.language import CatalogueTranslator
from tests.bare_english import PSEUDO, RIGHT_TO_LEFT

INSTALLED = """
from coopviewer.app.composition import make_application
from coopviewer.languages import choose_language
from PySide6.QtWidgets import QDialogButtonBox, QLabel
application = make_application(choose_language({code!r}, {{}}))
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
print(application.layoutDirection().name, QLabel.tr("Region"), box.buttons()[0].text())
"""


def run(code: str) -> list[str]:
    """Return what a new program says of its language."""
    command = [sys.executable, "-c", INSTALLED.format(code=code)]
    ended = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120)
    return ended.stdout.split()


def test_the_layout_is_mirrored_in_a_language_from_right_to_left() -> None:
    assert run("en") == ["LeftToRight", "Region", "Cancel"]
    assert run("qps") == ["LeftToRight", PSEUDO("Region"), PSEUDO("Cancel")]
    assert run("qps-rtl") == ["RightToLeft", RIGHT_TO_LEFT("Region"), RIGHT_TO_LEFT("Cancel")]


def test_a_text_without_translation_is_left_to_qt(qapp: QApplication) -> None:
    translator = CatalogueTranslator(PSEUDO, qapp)
    assert translator.translate("QWidget", "123") is None
    assert translator.translate("QWidget", "") is None
    assert not translator.isEmpty()


def test_a_text_means_the_same_in_every_class(qapp: QApplication) -> None:
    translator = CatalogueTranslator(PSEUDO, qapp)
    qapp.installTranslator(translator)
    try:
        said = {QCoreApplication.translate(context, "Region") for context in ("Navigator", "PageView", "")}
    finally:
        qapp.removeTranslator(translator)
    assert said == {PSEUDO("Region")}
