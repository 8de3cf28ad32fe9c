"""The dialog that lists the known references, to open one, to remove one from the list, or to open another file."""

from collections import Counter
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from coopviewer.domain.browsing.known_references import ListedReference
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.widgets.common.list_dialog import ListDialog
from coopviewer.widgets.common.quiet_table import QuietTable

_SIZE = QSize(1180, 480)
_SHARES = (7, 5, 5, 4, 4, 4, 5)  # how the columns share the width
ReferenceRow = tuple[tuple[str, ...], ListedReference, str]
"""The texts of a row, its reference, and what is read out of it."""


class ReferencesDialog(ListDialog):
    """Shows a row for each reference; Enter, a double click and *Open* open it, Del removes it from the list.

    The dialog only emits what the user wants. It closes when a reference whose file exists is chosen.
    """

    reference_chosen = Signal(object)
    """The ListedReference that the user wants to open; its file exists, and the dialog is closed."""
    removal_wanted = Signal(object)
    """The ListedReference that the user wants to remove from the list; never the bundled one. Its row stays shown."""
    other_wanted = Signal()
    """The user wants to open a file that is not in the list; the dialog stays open."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden and without rows; a row is a known reference."""
        tr = language()
        about = (tr("As of"), tr("Last opened"), tr("Publisher"), tr("Edition"))
        headers = (tr("Title"), tr("File"), *about, tr("Folder"))
        self.model = TextTableModel(headers)
        super().__init__(self.model, tr("References"), parent)
        self.model.setParent(self)
        self.field.setPlaceholderText(tr("Find a reference"))
        self.field.setAccessibleName(tr("Find a reference"))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names and folders often differ at their ends
        self.open_button = self._button(tr("&Open"), self._choose_selected)
        self.remove = self._button(tr("&Remove from list"), self._remove)
        self.other = self._button(tr("Open another &file…"), self.other_wanted.emit)
        self._titles: Counter[str] = Counter()
        self.filter_changed.connect(self._narrow)
        self.row_chosen.connect(self._choose)
        self.row_chosen_for_new_tab.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._show_state)

    def show_rows(self, rows: Sequence[ReferenceRow]) -> None:
        """Show a row for each reference, in the order of ``rows``.

        Each of ``rows`` has the texts of the row's cells, the reference, and what a screen reader reads out. The cells
        are title, file name, as-of day, state (such as when it was last opened), publisher, edition and folder. A
        filter that the user has typed still applies. The reference that was selected stays selected if it is still
        shown, otherwise the first row is.
        """
        selected = self._selected()
        self._titles = Counter(cells[0] for cells, _, _ in rows)
        self.model.set_rows([TextRow(cells, listed, spoken) for cells, listed, spoken in rows])
        for row in range(self.model.rowCount()):
            listed = self.model.index(row, 0).data(Role.VALUE)
            if selected is not None and listed.reference.path == selected.reference.path:
                self.table.select_row(row)
        self._show_state()

    def open_list(self) -> None:
        """Show the dialog with an empty filter and the first row selected."""
        self.open_over(_SIZE)
        self.table.share_width(_SHARES)
        self._narrow("")

    def _button(self, text: str, clicked: object) -> QPushButton:
        button = self.add_button(text)
        button.clicked.connect(clicked)
        return button

    def _selected(self) -> ListedReference | None:
        index = self.table.currentIndex()
        return cast("ListedReference", index.data(Role.VALUE)) if index.isValid() else None

    @Slot(str)
    def _narrow(self, text: str) -> None:
        if text != "" or self.field.text() == "":
            self.model.set_filter(text)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        listed = self._selected()
        self.remove.setEnabled(listed is not None and not listed.reference.is_bundled)
        self.open_button.setEnabled(listed is not None and listed.exists)
        self._name_open_button()
        if listed is None:
            self.show_hint(self.tr("No reference has these words. Clear the line with Esc to see all."))
        elif not listed.exists:
            sentence = self.tr("The file {path} is gone. Put it back to open it, or remove the row with Del.")
            self.show_hint(sentence.format(path=listed.place))
        elif listed.reference.is_bundled:
            told = self.tr("Enter opens it. The reference bundled with coopviewer is always in the list.")
            self.show_hint(self._told_apart(listed) + told)
        else:
            told = self.tr("Enter opens it with the tabs you left there. Del removes it from the list only.")
            self.show_hint(self._told_apart(listed) + told)

    def _told_apart(self, listed: ListedReference) -> str:
        """Return a sentence with the whole path of a reference if others have its title; else an empty text."""
        if self._titles[self.table.currentIndex().siblingAtColumn(0).data()] < 2:
            return ""
        return self.tr("Others in the list have this title; this one is {path}.").format(path=listed.place) + "\n"

    def _name_open_button(self) -> None:
        """Name the button that opens after the reference that is selected."""
        index = self.table.currentIndex()
        title, file = (index.siblingAtColumn(column).data() for column in (0, 1)) if index.isValid() else ("", "")
        named = self.tr("Open {title}, {file}").format(title=title, file=file)
        self.open_button.setAccessibleName(named if index.isValid() else self.tr("Open"))

    @Slot()
    def _choose_selected(self) -> None:
        if self.table.currentIndex().isValid():
            self._choose(self.table.currentIndex())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        listed = cast("ListedReference", index.data(Role.VALUE))
        if listed.exists:
            self.close()
            self.reference_chosen.emit(listed)
        else:
            self._show_state()

    @Slot()
    def _remove(self) -> None:
        listed = self._selected()
        if listed is not None and not listed.reference.is_bundled:
            self.removal_wanted.emit(listed)

    # Qt overrides

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        deletes = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if deletes and isinstance(watched, QuietTable) and cast("QKeyEvent", event).key() == Qt.Key.Key_Delete:
            self._remove()
            return True
        return super().eventFilter(watched, event)
