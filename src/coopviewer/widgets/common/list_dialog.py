"""A list to choose from: a line that narrows it, a table, and a sentence about what is shown. Imported when used."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from coopviewer.widgets.common.clearable_line import ClearableLine
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.quiet_table import QuietTable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_SHARE = 0.92  # of the parent's width and height that a dialog takes at most


class ListDialog(QDialog):
    """Shows a table model; arrows walk it from the filter line too, Enter chooses, Esc clears the line, then closes."""

    row_chosen = Signal(QModelIndex)
    row_chosen_apart = Signal(QModelIndex)
    """Chosen with Ctrl+Enter: wanted in a tab of its own."""
    filter_changed = Signal(str)

    def __init__(self, model: QAbstractItemModel, title: str, parent: QWidget, *, filterable: bool = True) -> None:
        """Show the model over a window, which can still be used; shown when ``open_over`` is called."""
        super().__init__(parent)
        self._over = parent
        self.setWindowTitle(title)
        self.field = ClearableLine(self)
        self.field.setPlaceholderText(self.tr("Type to narrow the list"))
        self.field.setAccessibleName(self.tr("Narrow the list"))
        self.field.setVisible(filterable)
        self.table = QuietTable(model, title, self)
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.sentence.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        for part in (self.field, self.table, self.sentence, buttons):
            layout.addWidget(part)
        self._frame = FocusFrame(self)
        self.field.installEventFilter(self)
        self.table.installEventFilter(self)
        self.field.textChanged.connect(self.filter_changed)
        self.table.doubleClicked.connect(self._choose_by_mouse)
        model.modelReset.connect(self._mark_first)

    def open_over(self, size: QSize) -> None:
        """Show the dialog anew, of that size where the window is large enough, with the keyboard in it."""
        bounds = self._over.size() * _SHARE
        self.resize(size.boundedTo(bounds))
        self.field.clear()
        self._mark_first()
        self.show()
        self.raise_()
        self.activateWindow()
        (self.field if self.field.isVisible() else self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_hint(self, sentence: str) -> None:
        """Say under the table what it shows, or what to do; read out where a screen reader is used."""
        self.sentence.setText(sentence)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @Slot()
    def _mark_first(self) -> None:
        if self.table.model().rowCount():
            self.table.selectRow(0)

    @Slot(QModelIndex)
    def _choose_by_mouse(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index)

    def _chooses(self, event: QKeyEvent) -> bool:
        """Choose the current row where the key asks for it."""
        index = self.table.currentIndex()
        if event.key() not in _ENTER:
            return False
        if index.isValid():
            apart = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.row_chosen_apart if apart else self.row_chosen).emit(index)
        return True

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if self._chooses(event):
            return True
        if watched is self.field and event.key() in _WALKING:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # a row is read out only where the keyboard is
            self.table.keyPressEvent(event)
            return True
        if watched is self.table and self.field.isVisible() and event.text().isprintable() and event.text():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.event(event)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)
