"""The pane of an overview: heading, filter and other fields, the picture or the table, and the notes under it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QIcon, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.guard import guarded
from coopviewer.models.overviews.table import OverviewTableModel, TableRow
from coopviewer.models.roles import Role
from coopviewer.widgets.common.chips import Chips
from coopviewer.widgets.common.clearable_line import ClearableLine
from coopviewer.widgets.common.flow_layout import FlowLayout
from coopviewer.widgets.common.interaction import announce, focus_by_key
from coopviewer.widgets.common.quiet_table import QuietTable
from coopviewer.widgets.common.quiet_wheel import QuietComboBox
from coopviewer.widgets.overviews.canvas import Canvas
from coopviewer.widgets.overviews.pane_notes import Frame, ScrolledNotes
from coopviewer.widgets.overviews.table_sorting import TableSorting

_MARGIN = 36  # pixels around the pane
_NARROW_MARGIN, _NARROW = 12, 800  # pixels: the margin in a pane that is narrower
_SPACING = 10  # pixels between the parts
_MOST_FITTED = 40  # columns of the table that are as wide as their cells; all others have a usual width
TABLE_KEY = "Ctrl+Alt+V"


class OverviewPane(QWidget):
    """Shows one overview instead of a page, as a picture or as a table; emits the queries that the user wants.

    Its owner answers with ``show_query``, ``show_frame`` and ``show_table``, and fills the canvas.
    """

    query_changed = Signal(object, bool)
    """The OverviewQuery that the user wants; True to add it to the history, False to replace the current step."""
    entry_chosen = Signal(str, bool)
    """The id of the entry whose row in the table the user opened, and False, since it is opened in the same tab."""
    part_removed = Signal(int)
    """The index, from 0, of the chip that the user wants to remove."""
    export_wanted = Signal()
    """The user wants to save what is shown, the picture or the table."""
    leave_wanted = Signal()
    """The user pressed Esc to return to the previous page."""

    def __init__(self, canvas: Canvas, icons: Callable[[EntryKind | None], QIcon], parent: QWidget) -> None:
        """Show a canvas; ``icons`` returns the icon of a kind of entry, or for None the icon of a heading."""
        super().__init__(parent)
        self._query: OverviewQuery | None = None
        self.canvas = canvas
        self.model = OverviewTableModel(icons, self)
        self.table = QuietTable(self.model, "", self)
        self.table.let_select_rows()
        self.sorting = TableSorting(self.table)
        self.title, self.subtitle, self.count = (QLabel(self) for _ in range(3))
        self._scrolled_notes = ScrolledNotes(self)
        self.notes = self._scrolled_notes.label
        self.filter = ClearableLine(self)
        self.chips = Chips(self)
        self.groups = QuietComboBox(self)
        self.as_table, self.export = QToolButton(self), QPushButton(self.tr("E&xport…"), self)
        self.tools = QHBoxLayout()
        """The buttons of this overview beside the heading; those for the table and for saving come after them."""
        self.pages = QStackedWidget(self)
        self._under: list[QWidget] = []
        self._group_keys: tuple[str, ...] = ()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._name_parts()
        self._lay_out()
        self._connect()

    @property
    def query(self) -> OverviewQuery | None:
        """The query that is shown, None before the first."""
        return self._query

    def add_beside(self, widget: QWidget) -> None:
        """Add a widget, such as a legend, beside the picture; it stays beside the table when that is shown instead."""
        self._middle.addWidget(widget)

    def add_under(self, widget: QWidget) -> None:
        """Add a widget under the picture or table, above the notes; it is hidden where there is little space."""
        self._under.append(widget)
        self._column.insertWidget(self._column.indexOf(self._scrolled_notes), widget)

    def add_field(self, widget: QWidget) -> None:
        """Add a field after the one that chooses the grouping; it comes before fields that were added earlier."""
        self._flow.insert_widget(self._flow.indexOf(self.groups) + 1, widget)
        self.setTabOrder(self.groups, widget)

    def offer_saving(self, action: QAction) -> None:
        """Add an action, such as *Save list as…*, to the context menus of the picture and of the table."""
        for part in (self.canvas, self.table):
            part.addAction(action)
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_chips(self, labels: Sequence[str]) -> None:
        """Show the active filters, each as a chip; removing one emits ``part_removed`` with its index, from 0."""
        self.chips.show_labels(labels)
        self._flow.invalidate()
        self._share_height()

    def show_query(self, query: OverviewQuery) -> None:
        """Show a query in the fields, and the table or picture (``query.as_table``); a filter being typed is kept."""
        self._query = query
        if self.filter.text() != query.filter and not self.filter.hasFocus():
            self.filter.setText(query.filter)
        self.as_table.setChecked(query.as_table)
        self.pages.setCurrentWidget(self.table if query.as_table else self.canvas)
        self._fit_table()
        if query.group in self._group_keys:
            self.groups.setCurrentIndex(self._group_keys.index(query.group))

    def offer_groups(self, groups: Sequence[tuple[str, str]]) -> None:
        """Offer these groupings, each with key and label; to be called before ``show_query``.

        The first is the usual one, shown while the query has none. Without groupings the field is hidden.
        """
        self._group_keys = ("", *(key for key, _ in groups[1:]))
        self.groups.clear()
        for _, label in groups:
            self.groups.addItem(label)
        self.groups.setVisible(bool(groups))

    def show_frame(self, frame: Frame) -> None:
        """Show the texts around the picture; any new text of ``frame.total``, except the first one, is read out."""
        for label, text in ((self.title, frame.title), (self.subtitle, frame.subtitle)):
            label.setTextFormat(Qt.TextFormat.PlainText)  # a title must not become markup
            label.setText(text)
        if self.count.text() not in ("", frame.total):
            announce(self, frame.total)
        self.count.setText(frame.total)
        self._scrolled_notes.show_frame(frame)
        self._share_height()

    def show_table(self, headers: tuple[str, ...], rows: Sequence[TableRow], sorts: tuple[str, ...] = ()) -> None:
        """Show the table that says the same as the picture; ``show_query`` and ``show_frame`` must be called before.

        ``sorts`` has each column's key after ``sort=`` in an address, ``""`` if it does not sort; empty: none does.
        """
        self.model.show_rows(headers, rows)
        self.sorting.show_sorts(sorts, self._query.sort if self._query is not None else "")
        self.table.setAccessibleName(self.title.text())
        self._fit_table()

    def focus_content(self) -> None:
        """Move the keyboard focus to the picture or the table, whichever is shown."""
        focus_by_key(self.table if self._query is not None and self._query.as_table else self.canvas)

    def focus_filter(self) -> None:
        """Move the keyboard focus to the filter."""
        focus_by_key(self.filter)

    def _fit_table(self) -> None:
        """Make the columns of the table as wide as the cells in view; a hidden table is fitted when it is shown."""
        if self.pages.currentWidget() is self.table:
            self.table.horizontalHeader().setResizeContentsPrecision(0)
            for column in range(min(self.model.columnCount(), _MOST_FITTED)):
                self.table.resizeColumnToContents(column)

    def _name_parts(self) -> None:
        self.subtitle.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.subtitle.setWordWrap(True)
        self.filter.setPlaceholderText(self.tr("Filter, as in a search"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.groups.setAccessibleName(self.tr("Grouping"))
        self.groups.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
        self.groups.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.as_table.setText(self.tr("&Table"))
        self.as_table.setCheckable(True)
        self.as_table.setToolTip(self.tr("Show the same as a table, or as a picture ({key})").format(key=TABLE_KEY))
        self.groups.hide()
        self._scale_parts()

    def _scale_parts(self) -> None:
        """Adapt the heading's font and the filter's width to the current size of text."""
        heading = QFont(self.font())
        heading.setPointSizeF(heading.pointSizeF() * 1.6)
        heading.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(heading)
        hint = self.filter.fontMetrics().horizontalAdvance(self.filter.placeholderText())
        self.filter.setFixedWidth(hint + 3 * self.filter.fontMetrics().height())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        texts = QVBoxLayout()
        texts.addWidget(self.title)
        texts.addWidget(self.subtitle)
        head.addLayout(texts, 1)
        head.addLayout(self.tools)
        head.addWidget(self.as_table)
        head.addWidget(self.export)
        self._fields = QWidget(self)
        self._flow = FlowLayout(self._fields, 8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for part in (self.filter, self.groups, self.chips, self.count):
            self._flow.addWidget(part)
        self.pages.addWidget(self.canvas)
        self.pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setSpacing(_SPACING)
        column.addLayout(head)
        column.addWidget(self._fields)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.pages, 1)
        column.addLayout(self._middle, 1)
        column.addWidget(self._scrolled_notes)
        self._column, self._head = column, head

    def _share_height(self) -> None:
        """Keep half of the height for the picture: subtitle, what is under it, and notes make way, and notes scroll."""
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        chips = sum(chip.sizeHint().width() + _SPACING for chip in self.chips.buttons)
        self.chips.setMinimumWidth(min(chips, width))  # in one line, if they fit
        rest = self.height() // 2 - margins.top() - margins.bottom() - 3 * _SPACING
        rest -= self._fields.heightForWidth(width) + self.title.sizeHint().height()
        below = [(each, each.heightForWidth(width) + _SPACING) for each in self._under]
        subtitle = (self.subtitle, self.subtitle.heightForWidth(width * 2 // 3))
        self._scrolled_notes.share_height([subtitle, *below], width, rest)

    def _connect(self) -> None:
        self.filter.textEdited.connect(self._change_filter)
        self.chips.removed.connect(self.part_removed)
        self.groups.activated.connect(self._change_group)
        self.as_table.clicked.connect(self._change_view)
        self.export.clicked.connect(self.export_wanted)
        self.table.activated.connect(self._open_row)
        self.sorting.sort_wanted.connect(self._change_sort)
        shortcut = QShortcut(QKeySequence(TABLE_KEY), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._toggle_view)

    def _emit(self, query: OverviewQuery, *, step: bool) -> None:
        self.query_changed.emit(query, step)

    @Slot(str)
    def _change_filter(self, text: str) -> None:
        if self._query is not None:
            self._emit(self._query.having(filter=text.strip()), step=False)

    @Slot(int)
    def _change_group(self, index: int) -> None:
        if self._query is not None and 0 <= index < len(self._group_keys):
            self._emit(self._query.having(group=self._group_keys[index]), step=True)

    @Slot(bool)
    def _change_view(self, as_table: bool) -> None:
        if self._query is not None:
            self._emit(self._query.having(as_table=as_table), step=True)

    @Slot(str)
    def _change_sort(self, sort: str) -> None:
        if self._query is not None:
            self._emit(self._query.having(sort=sort), step=True)

    @Slot()
    def _toggle_view(self) -> None:
        if self._query is not None:
            self._emit(self._query.having(as_table=not self._query.as_table), step=True)

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        ref = index.data(Role.REF)
        if ref is not None:
            self.entry_chosen.emit(ref.id, False)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: object) -> None:
        margin = _MARGIN if self.width() >= _NARROW else _NARROW_MARGIN
        self._column.setContentsMargins(margin, margin // 2, margin, margin // 3)
        self._share_height()

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._scale_parts()
            self._share_height()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
            return
        super().keyPressEvent(event)
