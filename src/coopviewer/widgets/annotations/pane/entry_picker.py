"""Picks the entry that a link leads to: its name is typed, those that may be meant are offered."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.models.roles import plain_tip
from coopviewer.widgets.common.elided_button import ElidedButton


class _Line(QLineEdit):
    """A line that Esc closes."""

    closed = Signal()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class EntryPicker(QWidget):
    """A button that becomes a line to type in, then the chosen entry with a way to take it off."""

    entries_wanted = Signal(str)
    """What was typed: offer the entries that may be meant."""
    picked = Signal(str, str)
    """The id and the title of the entry chosen; both empty: the link was taken off."""
    target_chosen = Signal(str)
    """The chosen entry's id: the person wants to see it."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a link."""
        super().__init__(parent)
        self._refs: tuple[EntryRef, ...] = ()
        self._target = ""
        self._awaited, self._entered = False, False  # an answer to what was typed; Enter before it came
        self.button = ElidedButton(self)
        self.remove_button = QToolButton(self)
        self.remove_button.setText("✕")
        self.remove_button.setAutoRaise(True)
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove_button.setToolTip(self.tr("Take the link off"))
        self.remove_button.setAccessibleName(self.tr("Take the link off"))
        self.field = _Line(self)
        self.field.setPlaceholderText(self.tr("Name of the entry"))
        self.field.setAccessibleName(self.tr("Name of the entry to link to"))
        self._offered = QStringListModel(self)
        self._finder = QCompleter(self._offered, self)
        self._finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.field.setCompleter(self._finder)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self._arrange()
        self._connect()
        self.show_target("", "")

    def _arrange(self) -> None:
        line = QHBoxLayout()
        for part in (self.button, self.field, self.remove_button):
            line.addWidget(part)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.message)

    def _connect(self) -> None:
        self.button.clicked.connect(self._press)
        self.remove_button.clicked.connect(self._remove)
        self.field.textEdited.connect(self._look_for)
        self.field.returnPressed.connect(self._pick_first)
        self.field.closed.connect(self._close)
        index_told = self._finder.activated[QModelIndex]  # type: ignore[index]
        index_told.connect(self._pick_index, Qt.ConnectionType.QueuedConnection)

    @property
    def offered(self) -> tuple[str, ...]:
        """The titles that are offered for what was typed."""
        return tuple(ref.title for ref in self._refs)

    def show_target(self, entry_id: str, title: str) -> None:
        """Show the entry that the link leads to, silently; empty: none."""
        self._target = entry_id
        words = self.tr("→ {title}").format(title=title) if entry_id else ""
        self.button.setText(words.replace("&", "&&") or self.tr("&Link to an entry…"))
        self.button.setToolTip(plain_tip(title) or self.tr("Link this annotation to another entry"))
        self._say("")
        self._entered = False
        self.field.clear()
        self.field.hide()
        self.button.show()
        self.remove_button.setVisible(bool(entry_id))

    def offer_entries(self, refs: Sequence[EntryRef]) -> None:
        """Offer these for what was typed."""
        self._refs = tuple(refs)
        self._offered.setStringList([ref.title for ref in self._refs])
        self._awaited = False
        if self._refs:
            self._say("")
        if self._entered:
            self._pick_first()
            return
        if self.field.isVisible() and self.field.hasFocus() and self._refs:
            self._finder.complete()

    @Slot()
    def _press(self) -> None:
        if self._target:
            self.target_chosen.emit(self._target)
        else:
            self.begin()

    def begin(self) -> None:
        """Ask for the name of the entry."""
        self.button.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _close(self) -> None:
        self.show_target("", "")
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
        self._entered = self._awaited  # then it is picked from the answer, not from that to fewer letters
        if self._awaited:
            return
        if self._refs:
            self._pick(0)
        else:
            self._say(self.tr("No entry was found by this name. Type other words of its title, or its code."))

    @Slot(str)
    def _look_for(self, text: str) -> None:
        self._say("")
        self._awaited, self._entered = True, False
        self.entries_wanted.emit(text)

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

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
