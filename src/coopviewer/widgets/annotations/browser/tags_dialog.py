"""The dialog of the tags used on the open reference, with numbers of annotations: to rename, merge or delete them."""

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
from coopviewer.domain.text.measures import shorten
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.common.clearable_line import ClearableLine
from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.quiet_table import QuietTable

_SIZE = QSize(520, 520)
_MOST_SHARE = 0.92  # of the parent's width and height that the dialog takes at most
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_NAMED = 3  # tags named in a label
_LONGEST_SHOWN = 40  # code points of a tag in a sentence; the table and its tool tip have the whole


class TagsDialog(QDialog):
    """Shows the tags used on the open reference; it changes nothing itself, and emits what the user wants to change.

    It stays open. After a change its owner calls ``show_tags`` again.
    """

    retag_wanted = Signal(object, object)
    """The names of tags (a tuple), and the name that replaces them all; None: the tags are to be deleted.

    The name may be one of those tags, or another that exists already.
    """
    list_wanted = Signal(str)
    """The tag whose annotations the user wants to see."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty and hidden; the parent window can be used while the dialog is open."""
        super().__init__(parent)
        self._window = parent
        self._writable = True
        self._tags: tuple[TagCount, ...] = ()
        self.setWindowTitle(self.tr("Tags"))
        self.model = TextTableModel((self.tr("Tag"), self.tr("Annotations")), (), self)
        self.field = ClearableLine(self)
        self.field.setPlaceholderText(self.tr("Type to filter the list"))
        self.field.setAccessibleName(self.tr("Filter the list"))
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
        self._lay_out()
        self._connect()
        self._update_state()

    def open_over(self) -> None:
        """Show the dialog with an empty filter, and move the keyboard focus to its table."""
        self.resize(_SIZE.boundedTo(self._window.size() * _MOST_SHARE))
        self.field.clear()
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setColumnWidth(0, self.table.viewport().width() * 3 // 4)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_tags(self, tags: Sequence[TagCount]) -> None:
        """Show these tags, in their order, in place of the former ones. Pass the most used first.

        Selected tags that are shown again stay selected. If no tag stays selected, the first row is. The typed filter
        still applies.
        """
        if tuple(tags) == self._tags:
            return
        selected = {tag.name for tag in self.selected_tags()}
        self._tags = tuple(tags)
        self.model.set_rows([TextRow((tag.name, language().number(tag.count)), tag) for tag in tags])
        self._select(selected)

    def set_writable(self, writable: bool) -> None:
        """Set whether tags can be changed, and enable or disable the buttons for that."""
        self._writable = writable
        self._update_state()

    def selected_tags(self) -> tuple[TagCount, ...]:
        """Return the selected tags in the order of the table; empty if none is selected."""
        rows = self.table.selectionModel().selectedRows()
        found = [index.data(Role.VALUE) for index in sorted(rows, key=lambda index: index.row())]
        return tuple(tag for tag in found if isinstance(tag, TagCount))

    def _select(self, names: set[str]) -> None:
        selection = QItemSelection()
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            if index.data(Role.VALUE).name in names:
                selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        if selection.isEmpty() and self.model.rowCount():
            self.table.select_row(0)
        elif not selection.isEmpty():
            self.table.selectionModel().setCurrentIndex(selection.indexes()[0], flags.NoUpdate)
            self.table.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self._update_state()

    @Slot()
    def _update_state(self) -> None:
        """Show a message on the selection, and enable the buttons that apply to it."""
        selected = self.selected_tags()
        one, several = len(selected) == 1, len(selected) > 1
        self.rename.setEnabled(one and self._writable)
        self.merge.setEnabled(several and self._writable)
        self.delete.setEnabled(bool(selected) and self._writable)
        self.list.setEnabled(one)
        self.message.setText(self._message_for(selected))

    def _message_for(self, selected: Sequence[TagCount]) -> str:
        if not self._tags:
            return self.tr("There are no tags on this reference yet. Add one to an annotation in its editor.")
        if not self.model.rowCount():
            return self.tr("No tag contains this text.")
        if not selected:
            return self.tr("Select a tag, or several tags to merge them.")
        if len(selected) == 1:
            tag = selected[0]
            usage = language().plural(
                "“{tag}” is used by {n} annotation.", "“{tag}” is used by {n} annotations.", tag.count, tag=_shown(tag)
            )
        else:
            usage = language().plural(
                "{tags} tags are selected. Together they are used {n} time.",
                "{tags} tags are selected. Together they are used {n} times.",
                sum(tag.count for tag in selected),
                tags=language().number(len(selected)),
            )
        return usage + " " + self.tr("Changes to tags can be undone with Edit > Undo.")

    @Slot()
    def _rename(self) -> None:
        selected = self.selected_tags()
        if len(selected) == 1 and self._writable:
            tag = selected[0]
            label = language().plural(
                "&New name of “{tag}”, used by {n} annotation:",
                "&New name of “{tag}”, used by {n} annotations:",
                tag.count,
                tag=_shown(tag),
            )
            self._prompt(self.tr("Rename tag"), label, selected)

    @Slot()
    def _merge(self) -> None:
        selected = self.selected_tags()
        if len(selected) > 1 and self._writable:
            names = language().listed(f"“{_shown(tag)}”" for tag in selected[:_MOST_NAMED])
            shown_names = names if len(selected) <= _MOST_NAMED else self.tr("{0} and others").format(names)
            label = self.tr("&New name for {0}:").format(shown_names)
            self._prompt(self.tr("Merge tags"), label, selected)

    def _prompt(self, title: str, label: str, selected: Sequence[TagCount]) -> None:
        names = [tag.name for tag in self._tags]
        self._tags_to_replace = tuple(tag.name for tag in selected)
        prompt = TagPrompt(title, label, names, self, name=selected[0].name)
        prompt.chosen.connect(self._apply_name)
        prompt.open()

    @Slot(str)
    def _apply_name(self, name: str) -> None:
        if self._tags_to_replace != (name,):
            self.retag_wanted.emit(self._tags_to_replace, name)

    @Slot()
    def _delete(self) -> None:
        names = tuple(tag.name for tag in self.selected_tags())
        if names and self._writable:
            self.retag_wanted.emit(names, None)

    @Slot()
    def _list(self) -> None:
        selected = self.selected_tags()
        if len(selected) == 1:
            self.list_wanted.emit(selected[0].name)

    @Slot(str)
    def _filter(self, text: str) -> None:
        selected = {tag.name for tag in self.selected_tags()}
        self.model.set_filter(text)
        self._select(selected)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(self._update_state)
        self.table.doubleClicked.connect(self._list)
        for button, slot in (
            (self.rename, self._rename),
            (self.merge, self._merge),
            (self.delete, self._delete),
            (self.list, self._list),
        ):
            button.clicked.connect(slot)
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        row = QHBoxLayout()
        for button in (self.list, self.rename, self.merge, self.delete):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        for widget in (self.field, self.table, self.message):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(buttons)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_F2:
            self._rename()
        elif key == Qt.Key.Key_Delete:
            self._delete()
        elif key in _ENTER_KEYS:
            self._list()
        elif key == Qt.Key.Key_Down and self.field.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)


def _shown(tag: TagCount) -> str:
    """Return a tag as it is shown in sentences, cut to 40 characters.

    A long tag has no spaces to wrap at, and would widen the dialog.
    """
    return shorten(tag.name, _LONGEST_SHOWN)
