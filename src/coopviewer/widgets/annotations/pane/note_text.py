"""A field for a note of any length. An unedited text keeps every character; in an edited one line ends are LF."""

import re

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coopviewer.domain.text.cutting import LONGEST_TEXT, part_boundary
from coopviewer.domain.text.measures import utf16_length
from coopviewer.models.guard import guarded
from coopviewer.widgets.annotations.pane.part_bar import PartBar

_UNBROKEN = re.compile(r"\S{2000}")
_SEPARATORS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})  # Qt's line and paragraph separators
_LINE_ENDS = re.compile("\r\n?")
_LONGEST_PART = 2 * LONGEST_TEXT  # characters to which the shown part may grow while one types
_ONWARD = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Left)
_MIRRORED = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}  # in a line from right to left


class NoteText(QPlainTextEdit):
    """A field for a text of any length: a long one is shown and edited in parts, so that Qt does not block the window.

    Of a text of more than 20,000 characters (LONGEST_TEXT), a part of about that length is shown. The bar below it and
    the movement of the cursor lead to the other parts.

    Each line has the direction of its first letter. Lines are wrapped between words, but anywhere if the shown part has
    a word of 2,000 characters or more.
    """

    edited = Signal()
    """The text was changed by the user, or ``show_text`` was called; showing another part of it is no change."""
    part_changed = Signal()
    """Another text, or another part of the text, is shown; not emitted for what the user types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # since every line is wrapped
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self._before = self._after = ""  # what is not shown of the text
        self._given = self._loaded = ""  # the shown part as it was given, and as Qt returns it
        self._is_showing = False  # a part is being shown, which is no edit
        self._has_returns = False  # whether the text has other line ends than line feeds
        self.bar = PartBar(self)
        self.bar.previous.clicked.connect(self.show_previous)
        self.bar.next.clicked.connect(self.show_next)
        self.textChanged.connect(self._tell_edited)
        self.set_wrapping_for("")

    def text(self) -> str:
        """Return the whole text, hidden parts too, with its no-break spaces, which ``toPlainText`` replaces."""
        return f"{self._before}{self.shown_text}{self._after}"

    @property
    def shown_text(self) -> str:
        """The shown part of the text; the whole text if it has at most 20,000 characters (LONGEST_TEXT)."""
        text = self._read()
        return self._given if text == self._loaded else text

    @property
    def is_in_parts(self) -> bool:
        """Whether the text is so long that only a part of it is shown."""
        return bool(self._before or self._after)

    @property
    def offset(self) -> int:
        """The position of the cursor in the whole text, in code points."""
        return len(self._before) + self._points(self.textCursor().position())

    def show_text(self, text: str, offset: int = 0) -> None:
        """Show another text and move the cursor to ``offset``, counted in code points of the whole text.

        Of a long text, the part that has the character at ``offset`` is shown. Changes made before can no longer be
        undone in the field. ``edited`` is emitted.
        """
        self._show_part_of(text, offset)
        self.edited.emit()

    @Slot()
    def show_previous(self) -> None:
        """Show the part of the text before the shown one, with the cursor at its end.

        There must be such a part: while ``is_in_parts``, the button ``bar.previous`` is enabled if there is.
        """
        self._show_part(self.text(), len(self._before) - LONGEST_TEXT, len(self._before), len(self._before))

    @Slot()
    def show_next(self) -> None:
        """Show the part of the text after the shown one, with the cursor at its start.

        There must be such a part: while ``is_in_parts``, the button ``bar.next`` is enabled if there is.
        """
        start = len(self._before) + len(self.shown_text)
        self._show_part(self.text(), start, start + LONGEST_TEXT, start)

    def move_to_start(self) -> None:
        """Move the cursor to the beginning of the whole text, and show the part there."""
        self._move(0)

    def move_to_end(self) -> None:
        """Move the cursor to the end of the whole text; of a text that is shown in parts, show the last part."""
        self._move(len(self._before) + len(self.shown_text) + len(self._after))

    def set_wrapping_for(self, text: str) -> None:
        """Set whether lines are wrapped between words, or anywhere if ``text`` has a word of 2,000 characters or more.

        Call it before ``text`` is shown. It counts for the whole field: if a text is inserted, pass what is shown and
        the inserted text together.
        """
        anywhere = _UNBROKEN.search(text) is not None
        modes = QTextOption.WrapMode
        self.setWordWrapMode(modes.WrapAnywhere if anywhere else modes.WrapAtWordBoundaryOrAnywhere)

    def _read(self) -> str:
        return self.document().toRawText().translate(_SEPARATORS)

    def _points(self, position: int) -> int:
        """Return a position in the shown part, which Qt counts in UTF-16 units, in code points."""
        return len(self._read().encode("utf-16-le", "surrogatepass")[: 2 * position].decode("utf-16-le", "replace"))

    def _move(self, offset: int) -> None:
        """Move the cursor to an offset in the whole text, in another part if it is there."""
        shown = self.shown_text
        if (self._before and offset < len(self._before)) or (self._after and offset > len(self._before) + len(shown)):
            self._show_part_of(self.text(), offset)
        else:
            self._set_cursor(shown, offset - len(self._before))

    def _show_part_of(self, text: str, offset: int) -> None:
        if len(text) <= LONGEST_TEXT:
            self._show_part(text, 0, len(text), offset)
            return
        start = max(min(offset - LONGEST_TEXT // 2, len(text) - LONGEST_TEXT), 0)
        self._show_part(text, start, start + LONGEST_TEXT, offset)

    def _show_part(self, text: str, start: int, end: int, offset: int) -> None:
        """Show the text from about ``start`` to about ``end``, so that no word of usual length is divided.

        The cursor is at ``offset``, which counts from the beginning of the text, as all three do.
        """
        start, end = part_boundary(text, start), part_boundary(text, end)
        self._before, self._given, self._after = text[:start], text[start:end], text[end:]
        self._has_returns = "\r" in text
        self.set_wrapping_for(self._given)
        self._is_showing = True
        self.setPlainText(self._given)
        self._is_showing = False
        self._loaded = self._read()
        self._set_cursor(self._given, offset - start)
        self._show_bar()
        self.part_changed.emit()

    def _set_cursor(self, shown: str, offset: int) -> None:
        cursor = self.textCursor()
        most = self.document().characterCount() - 1
        cursor.setPosition(min(utf16_length(shown[: max(offset, 0)]), most))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _make_line_feeds(self) -> None:
        """Put line feeds into what is not shown too, as the shown part has them once it was edited."""
        if not self._has_returns:
            return
        self._has_returns = False
        ends = self._before.endswith("\r") and self._given.startswith("\n")  # of one line end
        begins = self._given.endswith("\r") and self._after.startswith("\n")
        self._before = _LINE_ENDS.sub("\n", self._before[:-1] if ends else self._before)
        self._after = _LINE_ENDS.sub("\n", self._after[1:] if begins else self._after)
        self._given = _LINE_ENDS.sub("\n", self._given)

    @Slot()
    def _tell_edited(self) -> None:
        if not self._is_showing:
            self._make_line_feeds()
            self._show_bar()
            self.edited.emit()

    def _show_bar(self) -> None:
        """Show the bar below a text in parts, or hide it below a short text."""
        start, is_shown = len(self._before), self.is_in_parts
        if is_shown:
            end = start + len(self.shown_text)
            self.bar.show_part(start, end, end + len(self._after))
        if self.bar.isHidden() is is_shown:
            self.bar.setVisible(is_shown)
            self._place_bar()

    def _place_bar(self) -> None:
        """Place the bar below the lines, whose area ends above it."""
        lines = self.viewport().geometry()
        height = self.bar.heightForWidth(lines.width()) if self.is_in_parts else 0
        if self.viewportMargins().bottom() != height:
            self.setViewportMargins(0, 0, 0, height)  # resizes the viewport, which calls this again
            self.updateGeometry()
        lines = self.viewport().geometry()
        self.bar.setGeometry(lines.left(), lines.bottom() + 1, lines.width(), height)

    def _go_to_end(self, event: QKeyEvent) -> bool:
        """Go to the beginning or end of the whole text if a key asks for it; return whether it does."""
        keys = QKeySequence.StandardKey
        if event.matches(keys.MoveToStartOfDocument):
            self.move_to_start()
        elif event.matches(keys.MoveToEndOfDocument):
            self.move_to_end()
        else:
            return False
        return True

    def _go_on(self, key: int) -> None:
        """Show the next or the previous part after a key that would move the cursor out of this one."""
        if self.textCursor().block().textDirection() is Qt.LayoutDirection.RightToLeft:
            key = _MIRRORED.get(Qt.Key(key), key)
        if key in _ONWARD and self._after:
            self.show_next()
        elif key in _BACK and self._before:
            self.show_previous()

    def _join_parts(self, key: int) -> None:
        """Before Backspace at the start of the shown part, or Delete at its end, show the part beside it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return
        if key == Qt.Key.Key_Backspace and cursor.atStart() and self._before:
            self.show_previous()
        elif key == Qt.Key.Key_Delete and cursor.atEnd() and self._after:
            self.show_next()

    def _insert(self, text: str) -> None:
        """Insert a text in place of the selection; of a long one, the part with its end is shown."""
        self._make_line_feeds()
        shown, cursor = self.shown_text, self.textCursor()
        start, end = self._points(cursor.selectionStart()), self._points(cursor.selectionEnd())
        text = _LINE_ENDS.sub("\n", text)
        whole = f"{self._before}{shown[:start]}{text}{shown[end:]}{self._after}"
        self.show_text(whole, len(self._before) + start + len(text))

    # Qt overrides

    @guarded
    def event(self, event: QEvent) -> bool:
        # without own changes to undo, Ctrl+Z is the window's, which undoes the last change to annotations
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys, document = QKeySequence.StandardKey, self.document()
            undo = event.matches(keys.Undo) and not document.isUndoAvailable()
            redo = event.matches(keys.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_in_parts:
            super().keyPressEvent(event)
        elif not self._go_to_end(event):
            self._join_parts(event.key())
            cursor = self.textCursor()
            super().keyPressEvent(event)
            if self.textCursor() == cursor and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._go_on(event.key())

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()

    @guarded
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if self.document().characterCount() + len(text) > _LONGEST_PART:
            self._insert(text)
            return
        self.set_wrapping_for(self.shown_text + text)
        super().insertFromMimeData(source)
