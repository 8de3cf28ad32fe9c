"""The table of the annotation browser, with its keyboard and mouse input, and the words of its headings and cells."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QWidget

from coopviewer.domain.annotations.annotation import Annotation, Colour
from coopviewer.domain.annotations.lists import Order
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.annotations.cells import AnnotationColumn, TableLabels
from coopviewer.models.annotations.table import AnnotationTableModel
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.rendering.words.age_words import moment_words
from coopviewer.rendering.words.annotation_words import colour_word, motivation_word, status_word
from coopviewer.widgets.annotations.browser.column_widths import ColumnWidths
from coopviewer.widgets.annotations.browser.plain_rows import PlainRows
from coopviewer.widgets.annotations.browser.selected_rows import SelectedRows
from coopviewer.widgets.annotations.browser.table_delegate import EDITOR_NAME, AnnotationTableDelegate, draw_sample
from coopviewer.widgets.annotations.page.highlight_style import is_dark
from coopviewer.widgets.common.interaction import is_left, is_middle
from coopviewer.widgets.common.next_row import NextRow
from coopviewer.widgets.common.quiet_table import QuietTable


def table_labels(icons: Callable[[EntryKind | None], QIcon]) -> TableLabels:
    """Return the headings, and the words for statuses, colours and so on that cells use, in the interface's language.

    ``icons`` returns the icon of a kind of entry.
    """
    tr = language()
    return TableLabels(
        headers=(
            *(tr("Entry"), tr("Quotation"), tr("Note"), tr("Tags")),
            *(tr("Colour"), tr("Status"), tr("Author"), tr("Changed")),
        ),
        status=partial(status_word, tr=tr),
        colour=partial(colour_word, tr=tr),
        motivation=partial(motivation_word, tr=tr),
        moment=partial(moment_words, tr=tr),
        unsaved=tr("Not saved:"),
        icon=icons,
    )


_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW_PADDING = 12  # pixels
ORDERS = {
    AnnotationColumn.ENTRY: Order.ENTRY,
    AnnotationColumn.NOTE: Order.BODY,
    AnnotationColumn.COLOUR: Order.COLOUR,
    AnnotationColumn.STATUS: Order.STATUS,
    AnnotationColumn.AUTHOR: Order.AUTHOR,
    AnnotationColumn.CHANGED: Order.MODIFIED,
}
"""The columns by which the table can be sorted, each with its Order."""


class AnnotationTableView(QuietTable):
    """A table of annotations in which several rows can be selected."""

    annotation_chosen = Signal(object, bool)
    """The Annotation whose entry the user wants to see, and whether in a new tab."""
    order_chosen = Signal(object)
    """The Order of the column whose header the user clicked."""
    bin_wanted = Signal()
    """The user pressed Delete to move the selected annotations to the bin, even if none is selected or can be moved."""
    menu_wanted = Signal(QPoint)
    """The user wants the context menu, at this point of the screen."""
    leave_wanted = Signal()
    """The user pressed Esc."""

    def __init__(self, model: AnnotationTableModel, parent: QWidget) -> None:
        """Show the rows of ``model``; a click on the heading of a column in ORDERS only emits ``order_chosen``."""
        super().__init__(model, "", parent)
        self.setAccessibleName(self.tr("Annotations"))
        self._table = model
        self._previous_current: tuple[str, QPoint] | None = None  # during a reset: uuid, and column and row
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)  # column and direction that the header shows
        self.cells = AnnotationTableDelegate(self)
        self.setItemDelegate(self.cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(24)
        header.sectionClicked.connect(self._choose_order)
        self._widths = ColumnWidths(self, model.cells)
        self._set_row_height()
        self._plain_rows = PlainRows(self, model.row_cells)
        self._samples_drawn_for: tuple[bool, float] | None = None  # whether dark, and the pixel ratio
        self._set_colours()
        model.modelAboutToBeReset.connect(self._remember_current)
        model.modelReset.connect(self._restore_current)
        self._next_row = NextRow(self)
        self.selected_rows = SelectedRows(self, model)  # last, since the slots above change the selection
        """The selected rows."""

    @property
    def current(self) -> Annotation | None:
        """The annotation of the current row; None if no row is current, or if it has not been read yet."""
        annotation = self.currentIndex().data(Role.VALUE)
        return annotation if isinstance(annotation, Annotation) else None

    def show_order(self, order: Order, *, descending: bool) -> None:
        """Show in the header by which column the rows are sorted, and whether descending.

        No column is marked if ``order`` belongs to none of the columns.
        """
        header = self.horizontalHeader()
        column = next((column for column, each in ORDERS.items() if each is order), -1)
        self._sorted = column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(*self._sorted)

    def select_annotation(self, uuid: str = "") -> None:
        """Select the row of the annotation with a uuid.

        If the list does not have that annotation, the first row, if there is one, is selected instead, and the table is
        scrolled to its first column.
        """
        row = self._table.rows.row_of(uuid)
        index = self._table.index(row or 0, AnnotationColumn.NOTE)
        if index.isValid():
            self._next_row.go_to(index)
        if row is None:
            self.horizontalScrollBar().setValue(0)

    def edit_cell_of(self, uuid: str, column: AnnotationColumn = AnnotationColumn.NOTE) -> None:
        """Select an annotation's row, and open the editor of its cell in ``column``.

        If annotations cannot be edited, or ``column`` is not one of EDITS, the row is only selected. If the list does
        not have the annotation, the first row is selected and its cell edited: make sure that the list has it.
        """
        self.select_annotation(uuid)
        if self._table.editable:
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(column))
            self.edit(self.currentIndex())

    @Slot()
    def finish_editing(self) -> None:
        """Commit and close an open editor, as if the user had left it; nothing happens if none is open."""
        editor = self.viewport().findChild(QWidget, EDITOR_NAME)
        if editor is not None and self.state() is QAbstractItemView.State.EditingState:  # else it is being deleted
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    @Slot()
    def _remember_current(self) -> None:
        index = self.currentIndex()
        uuids = self._table.rows.uuids(index.row(), index.row()) if index.isValid() else ()
        self._previous_current = (uuids[0], QPoint(index.column(), index.row())) if uuids else None

    @Slot()
    def _restore_current(self) -> None:
        uuid, cell = self._previous_current or ("", QPoint(AnnotationColumn.NOTE, 0))
        row = self._table.rows.row_of(uuid)
        target_row = min(cell.y(), self._table.rowCount() - 1) if row is None else row  # else the row that follows
        index = self._table.index(target_row, cell.x())
        scroll = self.horizontalScrollBar().value()
        if index.isValid():
            self._next_row.go_to(index)
            self.scrollTo(index)
            self.horizontalScrollBar().setValue(scroll)

    @Slot(int)
    def _choose_order(self, section: int) -> None:
        order = ORDERS.get(AnnotationColumn(section))
        if order is not None:
            self.order_chosen.emit(order)
        else:
            self.horizontalHeader().setSortIndicator(*self._sorted)  # since Qt has already moved it

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _ROW_PADDING)

    def _set_colours(self) -> None:
        """Draw the colour samples once for each theme and screen, since a delegate in Python would be slower."""
        self._table.soft = self.palette().brush(QPalette.ColorRole.PlaceholderText)
        look = is_dark(self.palette()), self.devicePixelRatioF()
        if look != self._samples_drawn_for:
            self._samples_drawn_for = look
            self._table.samples = {colour: draw_sample(colour, *look) for colour in Colour}

    def _edit_row(self) -> bool:
        """Edit the current cell, or the note if the cell is read-only; return False if neither can be edited."""
        index = self.currentIndex()
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(AnnotationColumn.NOTE)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        self.setCurrentIndex(index)
        self.edit(index)
        return True

    def _choose(self, *, in_new_tab: bool) -> None:
        if self.current is not None:
            self.annotation_chosen.emit(self.current, in_new_tab)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # a key that the editor ignores is not meant for the table
        elif key in _ENTER_KEYS:
            self._choose(in_new_tab=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.bin_wanted.emit()
        elif key == Qt.Key.Key_F2 and self._edit_row():
            return
        else:
            super().keyPressEvent(event)

    @guarded
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        actions = QAbstractItemView.CursorAction
        if action in (actions.MoveHome, actions.MoveEnd):  # so that they move to the first and last row, not column
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if is_middle(event):
            annotation = self.indexAt(event.position().toPoint()).data(Role.VALUE)
            if isinstance(annotation, Annotation):
                self.annotation_chosen.emit(annotation, True)
            return
        super().mouseReleaseEvent(event)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not is_left(event):
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._choose(in_new_tab=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return
        super().mouseDoubleClickEvent(event)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        position = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            cell = self.visualRect(self.currentIndex())
            position = self.viewport().mapToGlobal(cell.bottomLeft() if cell.isValid() else QPoint(0, 0))
        self.menu_wanted.emit(position)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        rest = self._plain_rows.draw(event.region())
        if not rest.isEmpty():
            super().paintEvent(QPaintEvent(rest))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._widths.share_width()
        self._set_colours()
        super().resizeEvent(event)

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_row_height()
            self._widths.share_width()
        elif event.type() == QEvent.Type.PaletteChange:
            self._set_colours()
