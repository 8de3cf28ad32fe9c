"""The table of the annotation browser: walked, edited and chosen from by keys and mouse. Imported when used."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from coopviewer.domain.annotations.annotation import Annotation, Colour
from coopviewer.domain.annotations.lists import Order
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.annotations.cells import AnnotationCells, AnnotationColumn, TableLabels
from coopviewer.models.annotations.table import AnnotationTableModel
from coopviewer.models.roles import Role
from coopviewer.rendering.words.annotation_words import colour_word, moment_words, motivation_word, status_word
from coopviewer.widgets.annotations.browser.chosen_rows import ChosenRows
from coopviewer.widgets.annotations.browser.plain_rows import PlainRows
from coopviewer.widgets.annotations.browser.table_delegate import EDITOR_NAME, SAMPLE, AnnotationTableDelegate, sample
from coopviewer.widgets.annotations.page.highlight_look import is_dark
from coopviewer.widgets.common.mouse import is_middle
from coopviewer.widgets.common.next_row import NextRow
from coopviewer.widgets.common.quiet_table import QuietTable


def table_words(icons: Callable[[EntryKind | None], QIcon], owner: QWidget) -> TableLabels:
    """Give the words, by the translations of a widget; ``icons`` gives the sign of a kind of entry."""
    tr = owner.tr
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


_PARTS = {
    AnnotationColumn.ENTRY: 17,
    AnnotationColumn.QUOTATION: 16,
    AnnotationColumn.NOTE: 27,
    AnnotationColumn.TAGS: 12,
    AnnotationColumn.AUTHOR: 8,
}
"""Columns that share what the others leave, which are as wide as what they can show."""
_CELL_AIR = 12  # pixels, beside a text
_LEAST = 110  # characters' widths that the columns share at least; in less room one scrolls sideways


class ColumnWidths(QObject):
    """Shares out the width of a view among its columns, until the person gives one a width of its own."""

    def __init__(self, view: QTableView, cells: AnnotationCells) -> None:
        """Serve a view; ``cells`` know what its columns can show."""
        super().__init__(view)
        self._view, self._cells = view, cells
        self._sharing, self._own = False, False  # whether the person gave the columns widths of their own
        view.horizontalHeader().sectionResized.connect(self._keep)

    def share_width(self) -> None:
        """Fit the columns to the room that there is now."""
        if self._own:
            return
        self._sharing = True
        room = max(self._view.viewport().width(), _LEAST * self._view.fontMetrics().averageCharWidth())
        whole = {column: self._width_of(column) for column in AnnotationColumn if column not in _PARTS}
        for column in AnnotationColumn:
            part = (room - sum(whole.values())) * _PARTS.get(column, 0) // sum(_PARTS.values())
            self._view.setColumnWidth(column, whole.get(column, part))
        self._sharing = False

    def _width_of(self, column: AnnotationColumn) -> int:
        """Give how wide a column is that shows one of a few values."""
        words = max(map(self._view.fontMetrics().horizontalAdvance, self._cells.sample_texts(column)))
        return words + _CELL_AIR + (SAMPLE.width() + _CELL_AIR // 2 if column is AnnotationColumn.COLOUR else 0)

    @Slot(int)
    def _keep(self, section: int) -> None:
        """Take note that the person gave a column a width; the last one is stretched by Qt itself."""
        if section != AnnotationColumn.CHANGED and not self._sharing:
            self._own = True


_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW_AIR = 12  # pixels
ORDERS = {
    AnnotationColumn.ENTRY: Order.ENTRY,
    AnnotationColumn.NOTE: Order.BODY,
    AnnotationColumn.COLOUR: Order.COLOUR,
    AnnotationColumn.STATUS: Order.STATUS,
    AnnotationColumn.AUTHOR: Order.AUTHOR,
    AnnotationColumn.CHANGED: Order.MODIFIED,
}
"""The columns by which the table can be sorted."""


class AnnotationTableView(QuietTable):
    """Rows of annotations; several can be chosen at once."""

    chosen = Signal(object, bool)
    """An Annotation whose entry is wanted; true: in a new tab."""
    order_chosen = Signal(object)
    """An Order whose header was clicked."""
    bin_wanted = Signal()
    menu_wanted = Signal(QPoint)
    """A menu for the chosen rows, at a place of the screen."""
    leave_wanted = Signal()

    def __init__(self, model: AnnotationTableModel, parent: QWidget) -> None:
        """Show the model of a list."""
        super().__init__(model, "", parent)
        self.setAccessibleName(self.tr("Annotations"))
        self._table = model
        self._kept: tuple[str, QPoint] | None = None  # the current annotation while rows are read anew, and its cell
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)  # what the header says
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
        self._plain = PlainRows(self, model.row_cells)
        self._sampled: tuple[bool, float] | None = None  # for which ground and screen the samples were drawn
        self._set_colours()
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        self._next = NextRow(self)
        self.chosen_rows = ChosenRows(self, model)  # after what is done with rows that go: it tells what is chosen then
        """Which rows are chosen."""

    @property
    def current(self) -> Annotation | None:
        """The annotation that has the keyboard, None where there is none or it is not read yet."""
        found = self.currentIndex().data(Role.VALUE)
        return found if isinstance(found, Annotation) else None

    def show_order(self, order: Order, *, descending: bool) -> None:
        """Say in the header how the rows are sorted."""
        header = self.horizontalHeader()
        column = next((column for column, each in ORDERS.items() if each is order), -1)
        self._sorted = column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(*self._sorted)

    def mark(self, uuid: str = "") -> None:
        """Go to the row of an annotation, else to the first row, as a list begins: with its first column in view."""
        row = self._table.rows.row_of(uuid)
        index = self._table.index(row or 0, AnnotationColumn.NOTE)
        if index.isValid():
            self._next.go_to(index)
        if row is None:
            self.horizontalScrollBar().setValue(0)

    def edit_note_of(self, uuid: str) -> None:
        """Open the editor of an annotation's note."""
        self.mark(uuid)
        self.edit(self.currentIndex())

    @Slot()
    def finish_editing(self) -> None:
        """Take what stands in an open editor, as when one goes on elsewhere."""
        editor = self.viewport().findChild(QWidget, EDITOR_NAME)
        if editor is not None and self.state() is QAbstractItemView.State.EditingState:  # else it is closed already
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    @Slot()
    def _keep_place(self) -> None:
        index = self.currentIndex()
        kept = self._table.rows.uuids(index.row(), index.row()) if index.isValid() else ()
        self._kept = (kept[0], QPoint(index.column(), index.row())) if kept else None

    @Slot()
    def _find_place(self) -> None:
        uuid, cell = self._kept or ("", QPoint(AnnotationColumn.NOTE, 0))
        row = self._table.rows.row_of(uuid)
        place = min(cell.y(), self._table.rowCount() - 1) if row is None else row  # what is gone leaves its place
        index = self._table.index(place, cell.x())
        across = self.horizontalScrollBar().value()
        if index.isValid():
            self._next.go_to(index)
            self.scrollTo(index)
            self.horizontalScrollBar().setValue(across)

    @Slot(int)
    def _choose_order(self, section: int) -> None:
        order = ORDERS.get(AnnotationColumn(section))
        if order is not None:
            self.order_chosen.emit(order)
        else:
            self.horizontalHeader().setSortIndicator(*self._sorted)  # Qt has put it there already

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _ROW_AIR)

    def _set_colours(self) -> None:
        """Draw samples once for each theme and screen: pictures are drawn fast, a delegate in Python is not."""
        self._table.soft = self.palette().brush(QPalette.ColorRole.PlaceholderText)
        wanted = is_dark(self.palette()), self.devicePixelRatioF()
        if wanted != self._sampled:
            self._sampled = wanted
            self._table.samples = {colour: sample(colour, *wanted) for colour in Colour}

    def _edit_row(self) -> bool:
        """Edit the current cell, the note where the cell is not to be edited."""
        index = self.currentIndex()
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(AnnotationColumn.NOTE)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        self.setCurrentIndex(index)
        self.edit(index)
        return True

    def _choose(self, *, apart: bool) -> None:
        if self.current is not None:
            self.chosen.emit(self.current, apart)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # what an editor leaves alone is not meant for the table
        elif key in _RETURN_KEYS:
            self._choose(apart=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.bin_wanted.emit()
        elif key == Qt.Key.Key_F2 and self._edit_row():
            return
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        actions = QAbstractItemView.CursorAction
        if action in (actions.MoveHome, actions.MoveEnd):  # to the first and the last row, not column
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if is_middle(event):
            found = self.indexAt(event.position().toPoint()).data(Role.VALUE)
            if isinstance(found, Annotation):
                self.chosen.emit(found, True)
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._choose(apart=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            cell = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(cell.bottomLeft() if cell.isValid() else QPoint(0, 0))
        self.menu_wanted.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        rest = self._plain.draw(event.region())
        if not rest.isEmpty():
            super().paintEvent(QPaintEvent(rest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._widths.share_width()
        self._set_colours()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_row_height()
            self._widths.share_width()
        elif event.type() == QEvent.Type.PaletteChange:
            self._set_colours()
