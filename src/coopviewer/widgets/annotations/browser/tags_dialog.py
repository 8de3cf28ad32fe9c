"""All tags in one place, with how many annotations have them: renamed, merged, deleted. Imported when used."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.annotations.lists import TagCount
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.common.clearable_line import ClearableLine
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.quiet_table import QuietTable

_SIZE = QSize(520, 520)
_SHARE = 0.92  # of the parent's width and height that the dialog takes at most
_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_NAMED = 3  # tags that a sentence names


class TagsDialog(QDialog):
    """Says what is wanted; what has become of it is shown by ``show_tags``."""

    retag_wanted = Signal(object, object)
    """Tags (a tuple of names) are to become one of this name; None: they are to be deleted."""
    list_wanted = Signal(str)
    """The annotations with a tag are to be listed."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet, over a window that can still be used."""
        super().__init__(parent)
        self._over = parent
        self._writable = True
        self._tags: tuple[TagCount, ...] = ()
        self.setWindowTitle(self.tr("Tags"))
        self.model = TextTableModel((self.tr("Tag"), self.tr("Annotations")), (), self)
        self.field = ClearableLine(self)
        self.field.setPlaceholderText(self.tr("Type to narrow the list"))
        self.field.setAccessibleName(self.tr("Narrow the list"))
        self.table = QuietTable(self.model, self.tr("Tags"), self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.message.setWordWrap(True)
        self.rename = QPushButton(self.tr("&Rename…"), self)
        self.merge = QPushButton(self.tr("&Merge…"), self)
        self.delete = QPushButton(self.tr("&Delete"), self)
        self.list = QPushButton(self.tr("&Show annotations"), self)
        self._frame = FocusFrame(self)
        self._arrange()
        self._connect()
        self._look()

    def open_over(self) -> None:
        """Show the dialog anew, with the keyboard in it."""
        self.resize(_SIZE.boundedTo(self._over.size() * _SHARE))
        self.field.clear()
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setColumnWidth(0, self.table.viewport().width() * 3 // 4)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_tags(self, tags: Sequence[TagCount]) -> None:
        """Show these tags, the most used first; those that are chosen and still there stay so."""
        if tuple(tags) == self._tags:
            return
        chosen = {tag.name for tag in self.chosen()}
        self._tags = tuple(tags)
        self.model.set_rows([TextRow((tag.name, f"{tag.count:,}"), tag) for tag in tags])
        self._choose(chosen)

    def set_writable(self, writable: bool) -> None:
        """Say whether the file can be written."""
        self._writable = writable
        self._look()

    def chosen(self) -> tuple[TagCount, ...]:
        """Give the tags that are chosen, in the order of the table."""
        rows = self.table.selectionModel().selectedRows()
        found = [index.data(Role.VALUE) for index in sorted(rows, key=lambda index: index.row())]
        return tuple(tag for tag in found if isinstance(tag, TagCount))

    def _choose(self, names: set[str]) -> None:
        selection = QItemSelection()
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            if index.data(Role.VALUE).name in names:
                selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        if selection.isEmpty() and self.model.rowCount():
            self.table.selectRow(0)
        elif not selection.isEmpty():
            self.table.selectionModel().setCurrentIndex(selection.indexes()[0], flags.NoUpdate)
            self.table.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self._look()

    @Slot()
    def _look(self) -> None:
        """Say what is chosen, and offer what can be done to it."""
        chosen = self.chosen()
        one, several = len(chosen) == 1, len(chosen) > 1
        self.rename.setEnabled(one and self._writable)
        self.merge.setEnabled(several and self._writable)
        self.delete.setEnabled(bool(chosen) and self._writable)
        self.list.setEnabled(one)
        self.message.setText(self._words(chosen))

    def _words(self, chosen: Sequence[TagCount]) -> str:
        if not self._tags:
            return self.tr("There are no tags yet. Give an annotation one in its editor.")
        if not self.model.rowCount():
            return self.tr("No tag has these words in it.")
        if not chosen:
            return self.tr("Choose a tag, or several to merge them.")
        if len(chosen) == 1:
            tag = chosen[0]
            stands = (
                self.tr("“{0}” stands on 1 annotation.").format(tag.name)
                if tag.count == 1
                else self.tr("“{0}” stands on {1} annotations.").format(tag.name, f"{tag.count:,}")
            )
        else:
            total = f"{sum(tag.count for tag in chosen):,}"
            stands = self.tr("{0} tags are chosen; together they are used {1} times.").format(len(chosen), total)
        return stands + " " + self.tr("What you do to tags can be undone with Edit, Undo.")

    @Slot()
    def _rename(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1 and self._writable:
            tag = chosen[0]
            label = (
                self.tr("&New name of “{0}”, on 1 annotation:").format(tag.name)
                if tag.count == 1
                else self.tr("&New name of “{0}”, on {1} annotations:").format(tag.name, f"{tag.count:,}")
            )
            self._prompt(self.tr("Rename tag"), label, chosen)

    @Slot()
    def _merge(self) -> None:
        chosen = self.chosen()
        if len(chosen) > 1 and self._writable:
            names = ", ".join(f"“{tag.name}”" for tag in chosen[:_MOST_NAMED])
            named = names if len(chosen) <= _MOST_NAMED else self.tr("{0} and others").format(names)
            label = self.tr("&Name that {0} have from now on:").format(named)
            self._prompt(self.tr("Merge tags"), label, chosen)

    def _prompt(self, title: str, label: str, chosen: Sequence[TagCount]) -> None:
        names = [tag.name for tag in self._tags]
        self._asked = tuple(tag.name for tag in chosen)
        prompt = TagPrompt(title, label, names, self, name=chosen[0].name)
        prompt.chosen.connect(self._take_name)
        prompt.open()

    @Slot(str)
    def _take_name(self, name: str) -> None:
        if self._asked != (name,):
            self.retag_wanted.emit(self._asked, name)

    @Slot()
    def _delete(self) -> None:
        names = tuple(tag.name for tag in self.chosen())
        if names and self._writable:
            self.retag_wanted.emit(names, None)

    @Slot()
    def _list(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            self.list_wanted.emit(chosen[0].name)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        chosen = {tag.name for tag in self.chosen()}
        self.model.set_filter(text)
        self._choose(chosen)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._narrow)
        self.table.selectionModel().selectionChanged.connect(self._look)
        self.table.doubleClicked.connect(self._list)
        for button, slot in (
            (self.rename, self._rename),
            (self.merge, self._merge),
            (self.delete, self._delete),
            (self.list, self._list),
        ):
            button.clicked.connect(slot)
            button.setAutoDefault(False)

    def _arrange(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        row = QHBoxLayout()
        for button in (self.list, self.rename, self.merge, self.delete):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        for part in (self.field, self.table, self.message):
            layout.addWidget(part)
        layout.addLayout(row)
        layout.addWidget(buttons)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_F2:
            self._rename()
        elif key == Qt.Key.Key_Delete:
            self._delete()
        elif key in _RETURN_KEYS:
            self._list()
        elif key == Qt.Key.Key_Down and self.field.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)
