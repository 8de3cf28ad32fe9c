"""The delegate of the annotation browser's table: it creates the editors of cells, and passes on what was edited."""

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour
from coopviewer.domain.annotations.edits import join_tags
from coopviewer.domain.text.cutting import LONGEST_TEXT
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.rendering.words.annotation_words import colour_word, status_sign, status_word
from coopviewer.widgets.annotations.browser.cell_editors import NoteCellEditor, ValueEditor, ValueOption
from coopviewer.widgets.annotations.browser.tags_text import TagsText
from coopviewer.widgets.annotations.page.highlight_style import draw_swatch, highlight_style, is_dark
from coopviewer.widgets.common.text_direction import OwnDirectionDelegate

_Index = QModelIndex | QPersistentModelIndex
SAMPLE = QSize(24, 16)  # divisible by 4, so that it has whole pixels at ratios such as 1.25, or an icon would scale it
_NOTE_LINES = 5
_BAR_LINES = 3  # of the bar below a note that is edited in parts
EDITOR_NAME = "cell-editor"
"""The object name that an editor gets once it shows the value of its cell, by which it is then found."""
_PADDING = 6  # pixels


def draw_sample(colour: Colour, dark: bool, ratio: float) -> QPixmap:
    """Return a sample of a highlight colour with its underline; ``ratio`` is the device pixel ratio of the screen.

    ``dark``: it is shown in the dark theme.
    """
    pixmap = QPixmap(SAMPLE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        draw_swatch(painter, QRectF(QPoint(0, 0), SAMPLE), highlight_style(colour, dark=dark))
    return pixmap


class AnnotationTableDelegate(OwnDirectionDelegate):
    """Creates the editors of cells. An edited colour, status or list of tags is set in the model.

    A note is not set in the model: ``note_typed`` carries drafts while the user types, ``note_left`` the final text
    when the editor of a changed note is left.
    """

    note_typed = Signal(object, str)
    """The Annotation as it was before its editor was opened, and the current text of the editor."""
    note_left = Signal(object, str)
    """The user left the editor of a note after a change: the Annotation as it was before, and the final text.

    After Esc, if a draft was emitted, the final text is the old one, so that it replaces the draft.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        """Serve the cells of a view, once the caller has set this as its delegate."""
        super().__init__(view)
        self.view = view
        self.tags: tuple[str, ...] = ()
        """The tags offered for completion, the most used first."""

    def colours(self, widget: QWidget) -> tuple[ValueOption, ...]:
        """Return the colours to choose from, with samples for the theme and screen of ``widget``.

        The first option is for no colour; its value is empty.
        """
        none = ValueOption("", colour_word(None, language()))
        dark, ratio = is_dark(widget.palette()), widget.devicePixelRatio()
        samples = (ValueOption(str(c), colour_word(c, language()), QIcon(draw_sample(c, dark, ratio))) for c in Colour)
        return (none, *samples)

    def statuses(self) -> tuple[ValueOption, ...]:
        """Return the statuses to choose from, after an option for no status, whose value is empty."""
        statuses = (
            ValueOption(str(each), f"{status_sign(each)}  {status_word(each, language())}") for each in AnnotationStatus
        )
        return (ValueOption("", self.tr("no status")), *statuses)

    def _scroll_to(self, editor: NoteCellEditor, beyond: int) -> None:
        """Scroll once, as an editor opens, by the height of its part that is below the viewport (``beyond`` pixels)."""
        bar = self.view.verticalScrollBar()
        if beyond > 0 and not editor.was_scrolled_to:
            QTimer.singleShot(0, bar, partial(bar.setValue, bar.value() + beyond))
        editor.was_scrolled_to = True

    @Slot()
    def _emit_draft(self) -> None:
        editor = self.sender()
        if isinstance(editor, NoteCellEditor):
            self.note_typed.emit(editor.annotation, editor.text())

    @Slot()
    def _commit_and_close(self) -> None:
        editor = self.sender()
        if isinstance(editor, NoteCellEditor | ValueEditor):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    # Qt overrides

    @guarded
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        annotation = index.data(Role.VALUE)
        match index.column():
            case AnnotationColumn.NOTE if isinstance(annotation, Annotation):
                note = NoteCellEditor(annotation, parent)
                note.typed.connect(self._emit_draft)
                note.done.connect(self._commit_and_close)
                return note
            case AnnotationColumn.TAGS:
                line = TagsText(parent)
                line.offer_tags(self.tags)
                return line
            case AnnotationColumn.COLOUR:
                value = ValueEditor(self.tr("Colour"), self.colours(parent), parent)
                value.done.connect(self._commit_and_close)
                return value
            case AnnotationColumn.STATUS:
                value = ValueEditor(self.tr("Status"), self.statuses(), parent)
                value.done.connect(self._commit_and_close)
                return value
        return super().createEditor(parent, option, index)

    @guarded
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if editor.objectName():
            return  # a change of the row while it is edited must not replace the typed text
        editor.setObjectName(EDITOR_NAME)
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, NoteCellEditor | ValueEditor):
            editor.start_editing(text)
        elif isinstance(editor, TagsText):
            editor.setText(text)
            editor.selectAll()

    @guarded
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, NoteCellEditor):
            editor.stop()
            if editor.is_changed:
                self.note_left.emit(editor.annotation, editor.text())
        elif isinstance(editor, ValueEditor):
            model.setData(index, editor.text())
        elif isinstance(editor, TagsText):
            model.setData(index, join_tags(editor.tags))

    @guarded
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        area = QRect(option.rect)
        parent = editor.parentWidget()
        if isinstance(editor, NoteCellEditor) and parent is not None:
            lines = _NOTE_LINES + (_BAR_LINES if len(editor.annotation.body) > LONGEST_TEXT else 0)
            area.setHeight(max(area.height(), lines * option.fontMetrics.lineSpacing() + 2 * _PADDING))
            self._scroll_to(editor, area.bottom() - parent.rect().bottom())
            area.moveBottom(min(area.bottom(), parent.rect().bottom()))
        elif isinstance(editor, ValueEditor) and parent is not None:
            area.setWidth(max(area.width(), editor.sizeHint().width()))
            area.moveRight(min(area.right(), parent.rect().right()))
        editor.setGeometry(area)

    @guarded
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if (
            isinstance(editor, NoteCellEditor)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            editor.stop()
            if editor.is_drafted:
                self.note_left.emit(editor.annotation, editor.annotation.body)
        return super().eventFilter(editor, event)
