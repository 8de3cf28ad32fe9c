"""The dialog that lists the known editions of the open reference, to compare it with one of them or with a file."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from coopviewer.domain.browsing.known_references import ListedReference
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.widgets.common.list_dialog import ListDialog

_SIZE = QSize(980, 420)
_SHARES = (6, 4, 5, 4, 4)  # how the columns share the width


class EditionsDialog(ListDialog):
    """Lists the known editions of the open reference, of which the user chooses one to compare with.

    After Enter or a double click on a row the dialog closes and emits ``edition_chosen``; an edition whose file is gone
    cannot be chosen. It compares nothing itself.
    """

    edition_chosen = Signal(object)
    """The ListedReference with which the user wants to compare."""
    file_wanted = Signal()
    """The user wants to choose a file that is not in the list."""

    def __init__(self, parent: QWidget) -> None:
        """Start without rows and hidden."""
        tr = language()
        self.model = TextTableModel((tr("Title"), tr("Edition"), tr("As of"), tr("File"), tr("Folder")))
        super().__init__(self.model, tr("Compare with another edition"), parent, filterable=False)
        self.model.setParent(self)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names and folders often differ at their ends
        self.file_button = self.add_button(tr("Choose a &file…"))
        self.file_button.clicked.connect(self._choose_file)
        self.row_chosen.connect(self._choose)
        self.row_chosen_for_new_tab.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._show_state)

    def show_rows(self, rows: Sequence[tuple[tuple[str, ...], ListedReference]]) -> None:
        """Show editions, each with the texts of its columns (title, edition, as of, file, folder); select the first.

        Screen readers read out the texts of all columns for a row, since editions of one reference often share their
        title.
        """
        self.model.set_rows([TextRow(cells, listed, ", ".join(filter(None, cells))) for cells, listed in rows])
        self._show_state()

    def open_list(self) -> None:
        """Show the dialog, with the keyboard focus in the list, or if it is empty on the button that chooses a file."""
        self.open_over(_SIZE)
        self.table.share_width(_SHARES)
        self._show_state()
        if not self.model.rowCount():
            self.file_button.setFocus()

    @Slot()
    def _show_state(self) -> None:
        index = self.table.currentIndex()
        listed = cast("ListedReference | None", index.data(Role.VALUE)) if index.isValid() else None
        if listed is None:
            self.show_hint(self.tr("No other edition of this reference was opened so far. Choose its file."))
        elif not listed.exists:
            sentence = self.tr("The file {path} is gone. Put it back to compare with it.")
            self.show_hint(sentence.format(path=listed.place))
        else:
            self.show_hint(self.tr("Enter shows what changed between this edition and the open one."))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        listed = cast("ListedReference", index.data(Role.VALUE))
        if listed.exists:
            self.close()
            self.edition_chosen.emit(listed)
        else:
            self._show_state()

    @Slot()
    def _choose_file(self) -> None:
        self.close()
        self.file_wanted.emit()
