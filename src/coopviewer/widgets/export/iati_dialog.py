"""The dialog that asks which projects are written as IATI activities, and who publishes them."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.quiet_wheel import QuietComboBox

_WIDTH = 620  # pixels


class IatiAnswers(NamedTuple):
    """The user's answers.

    ``scope``: the index of the chosen scope among those offered.
    ``reporter``: the identifier of the reporting organisation, such as ``XM-DAC-41114``; empty: each project names its
    own.
    ``reporter_type``: the IATI code of that organisation's type, such as ``10``.
    ``reporter_name``: its name, perhaps empty.
    ``is_secondary``: whether the reporter takes no part in the activities itself.
    ``split``: how several countries of a project are written if none has a percentage: ``none`` (without percentages),
    ``region`` (together as one region) or ``equal`` (in equal parts).
    ``roles_as_held``: whether an organisation whose role IATI does not know is written with the nearest one, marked
    with the role in the reference; otherwise it is not among the participating organisations.
    """

    scope: int
    reporter: str
    reporter_type: str
    reporter_name: str
    is_secondary: bool
    split: str
    roles_as_held: bool


class IatiDialog(QDialog):
    """Asks which projects to write and how, and writes nothing itself.

    *Export* or Enter emits the answers by ``export_wanted`` and closes the dialog, *Cancel* only closes it. The dialog
    is deleted when it is closed.
    """

    export_wanted = Signal(object)
    """The user's answers (IatiAnswers)."""

    def __init__(self, scopes: list[str], types: list[tuple[str, str]], parent: QWidget) -> None:
        """Offer ``scopes`` and ``types`` of organisations; the first scope and the type 90 (*other*) are chosen.

        Each scope is given in words, each type by its words and its IATI code.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export as IATI"))
        self.scope = QuietComboBox(self)
        self.scope.addItems(scopes)
        self.reporter = QLineEdit(self)
        self.reporter.setPlaceholderText(self.tr("Such as XM-DAC-41114; empty if each project names its own"))
        self.name = QLineEdit(self)
        self.type = QuietComboBox(self)
        for words, code in types:
            self.type.addItem(words, code)
        self.type.setCurrentIndex(self.type.findData("90"))
        self.secondary = QCheckBox(self.tr("It is &not a party of the activities"), self)
        self.split = QuietComboBox(self)
        self.split.addItem(self.tr("Without percentages"), "none")
        self.split.addItem(self.tr("As one region, with their names"), "region")
        self.split.addItem(self.tr("In equal parts, marked as computed"), "equal")
        self.roles = QCheckBox(
            self.tr("Write &roles that the standard does not know with the nearest one, marked"), self
        )
        self._lay_out()
        self.resize(min(_WIDTH, parent.width()), self.sizeHint().height())

    def suggest(self, reporter: str, reporter_type: str, name: str) -> None:
        """Fill in the reporter of an earlier export; a code ``reporter_type`` that is not offered is ignored."""
        self.reporter.setText(reporter)
        self.name.setText(name)
        place = self.type.findData(reporter_type)
        if place >= 0:
            self.type.setCurrentIndex(place)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&Projects"), self.scope)
        form.addRow(self.tr("&Identifier of the reporter"), self.reporter)
        form.addRow(self.tr("Na&me"), self.name)
        form.addRow(self.tr("&Type"), self.type)
        form.addRow("", self.secondary)
        form.addRow(self.tr("&Countries without shares"), self.split)
        form.addRow("", self.roles)
        hint = QLabel(
            self.tr(
                "Nothing is made up: what the standard cannot say is written in elements of another namespace, and "
                "listed afterwards."
            ),
            self,
        )
        hint.setWordWrap(True)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = buttons.addButton(self.tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setDefault(True)
        buttons.accepted.connect(self._go_on)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(buttons)

    @Slot()
    def _go_on(self) -> None:
        self.export_wanted.emit(
            IatiAnswers(
                self.scope.currentIndex(),
                self.reporter.text().strip(),
                str(self.type.currentData()),
                self.name.text().strip(),
                self.secondary.isChecked(),
                str(self.split.currentData()),
                self.roles.isChecked(),
            )
        )
        self.accept()
