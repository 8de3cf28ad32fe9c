"""The dialog that shows a citation in several formats, to be copied or saved."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QTextOption
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.quiet_wheel import QuietComboBox

_SIZE = QSize(640, 420)
_MOST_SHARE = 0.92  # of the parent's width and height that the dialog takes at most


class CiteChoice(NamedTuple):
    """Something that can be cited: its name, and its citation in each format, in the order of the formats."""

    name: str
    texts: tuple[str, ...]


class CiteDialog(QDialog):
    """Shows a citation; the user chooses what is cited, and in which format. It does not copy or save itself.

    Copy or Enter emits ``copy_wanted``; after ``copy_wanted`` or ``save_wanted`` the dialog closes and is deleted.
    """

    format_chosen = Signal(int)
    """The index of the format that the user chose."""
    copy_wanted = Signal(int)
    """The user wants to copy the citation of the choice with this index, in the format that is shown."""
    save_wanted = Signal(int)
    """The user wants to save the citation of the choice with this index, in the format that is shown."""

    def __init__(self, formats: Sequence[str], parent: QWidget) -> None:
        """Start without citations; ``formats`` are the names of the formats, in the order of ``CiteChoice.texts``."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Cite"))
        self._choices: Sequence[CiteChoice] = ()
        self.what, self.formats = QuietComboBox(self), QuietComboBox(self)
        self.formats.addItems(list(formats))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setAccessibleName(self.tr("Citation"))
        self._lay_out()
        self.resize(_SIZE.boundedTo(parent.size() * _MOST_SHARE))

    def show_choices(self, choices: Sequence[CiteChoice], form: int) -> None:
        """Offer ``choices`` to cite, and show the citation of the first one in the format with the index ``form``.

        To be called once.
        """
        self._choices = choices
        self.what.addItems([each.name for each in choices])
        self.formats.setCurrentIndex(form)
        self._show()
        self.what.currentIndexChanged.connect(self._show)
        self.formats.activated.connect(self.format_chosen)
        self.formats.currentIndexChanged.connect(self._show)

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.addRow(self.tr("&What"), self.what)
        fields.addRow(self.tr("&Format"), self.formats)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save_button = buttons.addButton(self.tr("&Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button = buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save_button.setAutoDefault(False)
        self.copy_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(fields)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.what.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _show(self) -> None:
        """Show the chosen citation; formats that programs read are shown with letters of one width."""
        index = self.formats.currentIndex()
        font = QFont()  # of which nothing is set, so that its size is that of the interface
        if index:
            font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        self.text.setFont(font)
        self.text.setPlainText(self._choices[self.what.currentIndex()].texts[index].rstrip("\n"))

    @Slot()
    def _copy(self) -> None:
        self.copy_wanted.emit(self.what.currentIndex())
        self.accept()

    @Slot()
    def _save(self) -> None:
        self.save_wanted.emit(self.what.currentIndex())
        self.accept()
