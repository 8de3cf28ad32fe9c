"""A dialog to choose a row from a list: a line that filters it, a table, and a message about the shown rows."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.widgets.common.clearable_line import ClearableLine
from coopviewer.widgets.common.copied_rows import copied_rows_words
from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.common.quiet_table import QuietTable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVE_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_MOST_SHARE = 0.92  # of the parent's width and height that a dialog takes at most


class ListDialog(QDialog):
    """Shows a table model with a line to filter it.

    The dialog filters nothing itself: whoever uses it filters the model after ``filter_changed``. It stays open when a
    row is chosen. After each reset of the model the first row is selected.

    The arrow keys move in the table, from the line too. Letters typed in the table go to the line. Enter chooses a row.
    Esc clears the line; if it is empty, Esc closes the dialog.
    """

    row_chosen = Signal(QModelIndex)
    """A row chosen with Enter or a double click."""
    row_chosen_for_new_tab = Signal(QModelIndex)
    """A row chosen with Ctrl+Enter."""
    filter_changed = Signal(str)
    """The text of the line, whenever it changes, also when the dialog or Esc clears it."""

    def __init__(self, model: QAbstractItemModel, title: str, parent: QWidget, *, filterable: bool = True) -> None:
        """Start hidden until ``open_over``; the parent window can be used while the dialog is open.

        ``filterable``: there is a line that filters the rows.
        """
        super().__init__(parent)
        self._window = parent
        self.setWindowTitle(title)
        self.field = ClearableLine(self)
        self.field.setPlaceholderText(self.tr("Type to filter the list"))
        self.field.setAccessibleName(self.tr("Filter the list"))
        self.field.setVisible(filterable)
        self.table = QuietTable(model, title, self)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.message.setWordWrap(True)
        self._buttons = buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        for part in (self.field, self.table, self.message, buttons):
            layout.addWidget(part)
        self._frame = FocusFrame(self)
        self.field.installEventFilter(self)
        self.table.installEventFilter(self)
        self.field.textChanged.connect(self.filter_changed)
        self.table.doubleClicked.connect(self._choose_by_mouse)
        self.table.let_select_rows()
        self.table.rows_copied.connect(self._say_copied)
        model.modelReset.connect(self._select_first)

    def add_button(self, text: str) -> QPushButton:
        """Add a button beside *Close* and return it; Enter in the table still chooses a row, and does not press it."""
        button = self._buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        return button

    def open_over(self, size: QSize) -> None:
        """Show the dialog with an empty filter, the first row selected, and the keyboard focus in the filter's line.

        In a dialog without that line the focus is in the table. The dialog gets ``size`` (pixels), but at most 92 % of
        the parent window's width and height.
        """
        bounds = self._window.size() * _MOST_SHARE
        self.resize(size.boundedTo(bounds))
        self.field.clear()
        self._select_first()
        self.show()
        self.raise_()
        self.activateWindow()
        (self.field if self.field.isVisible() else self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_hint(self, message: str) -> None:
        """Show a message under the table, in place of the one before, and have it read out if the dialog is shown."""
        self.message.setText(message)
        if self.isVisible():
            announce(self, message)

    @Slot()
    def _select_first(self) -> None:
        if self.table.model().rowCount():
            self.table.select_row(0)

    @Slot(int)
    def _say_copied(self, count: int) -> None:
        self.show_hint(copied_rows_words(count, language()))

    @Slot(QModelIndex)
    def _choose_by_mouse(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index)

    def _choose_by_key(self, event: QKeyEvent) -> bool:
        """Choose the current row, if any, if the key is Enter; return whether the key is Enter."""
        index = self.table.currentIndex()
        if event.key() not in _ENTER:
            return False
        if index.isValid():
            in_new_tab = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.row_chosen_for_new_tab if in_new_tab else self.row_chosen).emit(index)
        return True

    # Qt overrides

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if self._choose_by_key(event):
            return True
        if watched is self.field and event.key() in _MOVE_KEYS:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # since a row is read out only if the table has focus
            self.table.keyPressEvent(event)
            return True
        if watched is self.table and self.field.isVisible() and _types(event):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.event(event)
            return True
        return False

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)


def _types(event: QKeyEvent) -> bool:
    """Return whether a key writes a character; with Ctrl it does something to the table instead, such as copying."""
    with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return bool(event.text()) and event.text().isprintable() and not with_ctrl
