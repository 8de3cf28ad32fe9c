"""The buttons of dialogs have no icons, which are black on X11 without a desktop, also on the dark buttons."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QMessageBox,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coopviewer.widgets.common.dialogs import ButtonBox, TextDialog, ask_about_web
from coopviewer.widgets.common.interaction import open_box

ROOT = Path(__file__).parents[3] / "src" / "coopviewer"
STANDARD = QDialogButtonBox.StandardButton


class _BareX11(QProxyStyle):
    """Gives buttons icons, as the platform does there."""

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return super().styleHint(hint, option, widget, data)


@pytest.fixture
def bare_x11(qapp: QApplication) -> Iterator[None]:
    qapp.setStyle(_BareX11("fusion"))
    yield
    qapp.setStyle("fusion")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    return window


def with_icons(box: QDialogButtonBox | QMessageBox) -> list[str]:
    return [each.text() for each in box.buttons() if not each.icon().isNull()]


@pytest.mark.usefixtures("bare_x11")
def test_no_button_of_a_dialog_has_an_icon_whatever_the_style(qapp: QApplication, window: QWidget) -> None:
    kinds = STANDARD.Close | STANDARD.Cancel | STANDARD.Ok
    assert len(with_icons(QDialogButtonBox(kinds, window))) == 3  # so they would be
    box = ButtonBox(kinds, window)
    box.show()
    assert with_icons(box) == []
    qapp.setStyle(_BareX11("fusion"))  # as when the text gets larger
    assert with_icons(box) == []
    dialog = TextDialog(window)
    dialog.show_text("Licences", "Text")
    (own,) = dialog.findChildren(QDialogButtonBox)
    assert with_icons(own) == []


@pytest.mark.usefixtures("bare_x11")
def test_no_button_of_a_question_has_an_icon(window: QWidget) -> None:
    for box in (ask_about_web(window, "https://example.org"), open_box(window, "Title", "Text", warns=True)):
        assert with_icons(box) == []
        box.reject()


def test_every_dialog_has_such_buttons() -> None:
    made = {path.name for path in ROOT.rglob("*.py") if re.search(r"\bQDialogButtonBox\(", path.read_text("utf-8"))}
    assert made == set()
    boxes = {path.name for path in ROOT.rglob("*.py") if "QMessageBox.StandardButton" in path.read_text("utf-8")}
    others = {name for name in boxes if "remove_icons(" not in next(ROOT.rglob(name)).read_text("utf-8")}
    assert others == {"about_controller.py"}  # whose box is made by open_box
