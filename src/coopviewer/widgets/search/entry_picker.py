"""A widget to pick an entry, such as the target of a link: the user types its name and is offered what matches."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.models.guard import guarded
from coopviewer.models.roles import plain_tip
from coopviewer.widgets.common.interaction import announce

_MARGIN = 12  # pixels between the titles in the list and its sides
_LEAST_CHARACTERS = 8  # the minimum width, in average character widths


class ElidedButton(QPushButton):
    """A button that draws a long text with an ellipsis; ``text`` is the whole text, for screen readers."""

    def __init__(self, parent: QWidget) -> None:
        """Start without text."""
        super().__init__(parent)
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def drawn_text(self) -> str:
        """The text as it is drawn at the current width."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self._elided(option)

    def _elided(self, option: QStyleOptionButton) -> str:
        width = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        mnemonic = Qt.TextFlag.TextShowMnemonic.value
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width, mnemonic)

    # Qt overrides

    @guarded
    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), _LEAST_CHARACTERS * self.fontMetrics().averageCharWidth()), hint.height())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._elided(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


class _Titles(QStringListModel):
    """Titles with tool tips, since a title that is wider than the window is elided."""

    # Qt overrides

    @guarded
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(str(super().data(index, Qt.ItemDataRole.DisplayRole)))
        return super().data(index, role)


class _NameLine(QLineEdit):
    """A line edit that Esc closes."""

    closed = Signal()
    """The user pressed Esc."""

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class EntryPicker(QWidget):
    """A button that opens a line to type the name of an entry in; once one is picked, the button shows its title.

    Clicking that button emits ``target_chosen``; another button beside it removes the picked entry. In the line, Enter
    picks the first offered entry. Esc closes the line, without emitting ``picked``, and the entry picked before is
    shown again. Whoever uses this widget answers each ``entries_wanted`` with ``offer_entries``.
    """

    entries_wanted = Signal(str)
    """The typed text after each change; the answer is a call of ``offer_entries`` with the entries that match."""
    picked = Signal(str, str)
    """The id and the title of the picked entry, both empty if the user removed the link."""
    target_chosen = Signal(str)
    """The id of the linked entry, which the user wants to see."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a picked entry."""
        super().__init__(parent)
        self._refs: tuple[EntryRef, ...] = ()
        self._target, self._title = "", ""
        self._is_awaiting_answer = False  # from typing until offer_entries
        self._picks_on_answer = False  # whether Enter was pressed meanwhile
        self.button = ElidedButton(self)
        self.remove_button = QToolButton(self)
        self.remove_button.setText("✕")
        self.remove_button.setAutoRaise(True)
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove_button.setToolTip(self.tr("Remove the link"))
        self.remove_button.setAccessibleName(self.tr("Remove the link"))
        self.field = _NameLine(self)
        self.field.setPlaceholderText(self.tr("Name of the entry"))
        self.field.setAccessibleName(self.tr("Name of the entry to link to"))
        self._titles = _Titles(self)
        self._completer = QCompleter(self._titles, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.field.setCompleter(self._completer)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self._lay_out()
        self._connect()
        self.show_target("", "")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addWidget(self.field, 1)
        line.addWidget(self.remove_button)
        line.addStretch(0)  # takes the space that the line to type in leaves while it is hidden
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.message)

    def _connect(self) -> None:
        self.button.clicked.connect(self._on_button_clicked)
        self.remove_button.clicked.connect(self._remove)
        self.field.textEdited.connect(self._request_entries)
        self.field.returnPressed.connect(self._pick_first)
        self.field.closed.connect(self._close)
        index_activated = self._completer.activated[QModelIndex]  # type: ignore[index]
        index_activated.connect(self._pick_index, Qt.ConnectionType.QueuedConnection)

    @property
    def offered_titles(self) -> tuple[str, ...]:
        """The titles of the entries offered last, in their order; empty before any were offered."""
        return tuple(ref.title for ref in self._refs)

    def show_target(self, entry_id: str, title: str) -> None:
        """Show a picked entry (empty id: that none is picked), close the line of text; ``picked`` is not emitted."""
        self._target, self._title = entry_id, title
        text = self.tr("→ {title}").format(title=title) if entry_id else ""
        self.button.setText(text.replace("&", "&&") or self.tr("&Link to an entry…"))
        self.button.setToolTip(plain_tip(title) or self.tr("Link this annotation to another entry"))
        self._show_message("")
        self._picks_on_answer = False
        self.field.clear()
        self.field.hide()
        self.button.show()
        self.remove_button.setVisible(bool(entry_id))

    def offer_entries(self, refs: Sequence[EntryRef]) -> None:
        """Offer these entries for the typed text, or pick the first if the user has pressed Enter meanwhile.

        The entries are listed only while the line has the keyboard focus. If there are none and the user presses Enter,
        a message says that nothing matches.
        """
        self._refs = tuple(refs)
        self._titles.setStringList([ref.title for ref in self._refs])
        self._is_awaiting_answer = False
        if self._refs:
            self._show_message("")
        if self._picks_on_answer:
            self._pick_first()
            return
        if self.field.isVisible() and self.field.hasFocus() and self._refs:
            self._completer.complete(self._list_place())

    def _list_place(self) -> QRect:
        """Return the rectangle of the list, relative to the field: as wide as its titles or the window."""
        popup = self._completer.popup()
        assert popup is not None
        bar = popup.verticalScrollBar().sizeHint().width() if len(self._refs) > self._completer.maxVisibleItems() else 0
        wanted = popup.sizeHintForColumn(0) + 2 * popup.frameWidth() + bar + _MARGIN
        width = max(self.field.width(), min(wanted, self.window().width()))
        return QRect(0, 0, width, self.field.height())

    @Slot()
    def _on_button_clicked(self) -> None:
        if self._target:
            self.target_chosen.emit(self._target)
        else:
            self.start_typing()

    def start_typing(self) -> None:
        """Show the line to type the name of an entry, and move the keyboard focus to it."""
        self.button.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _close(self) -> None:
        self.show_target(self._target, self._title)
        self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _remove(self) -> None:
        self.show_target("", "")
        self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.picked.emit("", "")

    @Slot()
    def _pick_first(self) -> None:
        if not self.field.isVisible() or not self.field.text().strip():
            return
        # the offered entries are still those for a shorter text: pick from the coming answer instead
        self._picks_on_answer = self._is_awaiting_answer
        if self._is_awaiting_answer:
            return
        if self._refs:
            self._pick(0)
        else:
            self._show_message(self.tr("No entry has this name. Type other words of its title, or its code."))

    @Slot(str)
    def _request_entries(self, text: str) -> None:
        self._show_message("")
        self._is_awaiting_answer, self._picks_on_answer = True, False
        self.entries_wanted.emit(text)

    def _show_message(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        if text:
            announce(self.field, text)

    @Slot(QModelIndex)
    def _pick_index(self, index: QModelIndex) -> None:
        if self.field.isVisible():
            self._pick(index.row())

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._refs):
            ref = self._refs[row]
            self.show_target(ref.id, ref.title)
            self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.picked.emit(ref.id, ref.title)
