"""The list of references keeps what is selected while it is read again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.browsing.known_references import KnownReference, ListedReference
from coopviewer.models.roles import Role
from coopviewer.widgets.shell.references_dialog import ReferencesDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> ReferencesDialog:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = ReferencesDialog(window)
    dialog.show_rows(rows("alpha", "beta", "gamma bay"))
    dialog.open_list()
    return dialog


def rows(*titles: str) -> list[tuple[tuple[str, ...], ListedReference, str]]:
    known = [KnownReference(f"/{title}.db", title) for title in titles]
    return [
        ((each.title, "", "", "", "", "", each.path), ListedReference(each, each.path, True), each.title)
        for each in known
    ]


def selected(dialog: ReferencesDialog) -> str:
    (index,) = dialog.table.selectionModel().selectedRows()
    assert dialog.table.currentIndex().row() == index.row()
    return str(index.data(Role.VALUE).reference.title)


@pytest.mark.parametrize("typed", ["", "b"])
def test_a_list_that_is_read_again_keeps_its_selection(dialog: ReferencesDialog, typed: str) -> None:
    dialog.field.setText(typed)
    dialog.table.selectRow(dialog.model.rowCount() - 1)
    assert selected(dialog) == "gamma bay"
    dialog.show_rows(rows("new bay", "alpha", "beta", "gamma bay"))
    assert selected(dialog) == "gamma bay"
    dialog.show_rows(rows("alpha", "gamma bay"))
    assert selected(dialog) == "gamma bay"


def test_without_the_selected_reference_the_first_one_is_selected(dialog: ReferencesDialog) -> None:
    dialog.table.selectRow(2)
    dialog.show_rows(rows("alpha", "beta"))
    assert selected(dialog) == "alpha"


def test_from_right_to_left_the_first_one_is_selected_when_rows_arrive(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(1440, 900)
    qtbot.addWidget(window)
    window.show()
    dialog = ReferencesDialog(window)
    dialog.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    dialog.open_list()
    dialog.show_rows(rows("alpha", "beta"))
    assert selected(dialog) == "alpha"
    assert "No reference has these words" not in dialog.message.text()
