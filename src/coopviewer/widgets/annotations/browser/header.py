"""The head of the annotation browser: its views, the line that searches, what narrows the list. Imported when used."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QToolButton, QVBoxLayout, QWidget

from coopviewer.domain.annotations.lists import Order
from coopviewer.domain.annotations.query import LONGEST_TEXT, AnnotationQuery, View
from coopviewer.rendering.words.annotation_list_words import Chip, order_word
from coopviewer.widgets.common.chips import Chips
from coopviewer.widgets.common.clearable_line import ClearableLine

_PAUSE = 150  # milliseconds without a key after which the list is searched
_VIEWS = (View.LIST, View.REVIEW, View.BIN)


class AnnotationBrowserHeader(QWidget):
    """Says what a person wants to see; shows what is seen."""

    view_chosen = Signal(object)
    """A View."""
    text_typed = Signal(str)
    chip_removed = Signal(int)
    order_chosen = Signal(object)
    direction_chosen = Signal(bool)
    """Whether the last comes first."""
    narrowing_wanted = Signal(bool)
    """Whether the fields beside the table are to be seen."""
    tags_wanted = Signal()
    export_wanted = Signal()
    leave_wanted = Signal()
    """Esc was pressed in the line, which is empty."""
    rows_entered = Signal()
    """The down arrow was pressed in the line."""

    def __init__(self, parent: QWidget) -> None:
        """Start with the plain list."""
        super().__init__(parent)
        self.views = QTabBar(self)
        self.views.setAccessibleName(self.tr("Views of annotations"))
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        for label in (self.tr("All annotations"), self.tr("To review"), self.tr("Bin")):
            self.views.addTab(label)
        self.tags = self._button(self.tr("Tags…"), self.tags_wanted)
        self.export = self._button(self.tr("Export…"), self.export_wanted)
        self.line = _SearchLine(self)
        self.sort = self._sort_button()
        self.narrow = QToolButton(self)
        self.narrow.setText(self.tr("Narrow"))
        self.narrow.setToolTip(self.tr("Show by what the list can be narrowed"))
        self.narrow.setCheckable(True)
        self.narrow.clicked.connect(self.narrowing_wanted)
        self.chips = Chips(self)
        self._arrange()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE)
        self._typing.timeout.connect(self._tell_text)
        self.views.currentChanged.connect(self._choose_view)
        self.line.textEdited.connect(self._typing.start)
        self.line.textChanged.connect(self._clear)
        self.line.leave_wanted.connect(self.leave_wanted)
        self.line.rows_entered.connect(self.rows_entered)
        self.chips.removed.connect(self.chip_removed)
        self._shown = AnnotationQuery()

    def show_query(self, query: AnnotationQuery, chips: Sequence[Chip]) -> None:
        """Show what is asked for."""
        self._shown = query
        self.views.setCurrentIndex(_VIEWS.index(query.view))
        if self.line.text().strip() != query.text and not self._typing.isActive():
            self.line.setText(query.text)
        self.chips.show_labels([chip.label for chip in chips])
        for action in self._orders.actions():
            action.setChecked(action.data() is query.order)
        self._descending.setChecked(query.descending)
        for part in (self.line, self.sort, self.narrow, self.export):
            part.setVisible(query.view is not View.REVIEW)

    def find_words(self) -> None:
        """Go to the line that searches."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def show_review_count(self, count: int) -> None:
        """Say how many annotations are to be reviewed."""
        words = self.tr("To review ({0})").format(f"{count:,}") if count else self.tr("To review")
        self.views.setTabText(_VIEWS.index(View.REVIEW), words)

    def _button(self, text: str, wanted: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.clicked.connect(wanted)
        return button

    def _sort_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setText(self.tr("Sort"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self._orders = QActionGroup(menu)
        for order in Order:
            action = menu.addAction(order_word(order, self.tr))
            action.setCheckable(True)
            action.setData(order)
            self._orders.addAction(action)
        menu.addSeparator()
        self._descending = menu.addAction(self.tr("The last one first"))
        self._descending.setCheckable(True)
        self._orders.triggered.connect(self._choose_order)
        self._descending.triggered.connect(self.direction_chosen)
        button.setMenu(menu)
        return button

    def _arrange(self) -> None:
        self.views.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.views.setUsesScrollButtons(True)
        top, middle = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.views)
        top.addStretch(1)
        for button in (self.tags, self.export):
            top.addWidget(button)
        middle.addWidget(self.line, 1)
        for button in (self.sort, self.narrow):
            middle.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(middle)
        layout.addWidget(self.chips)

    @Slot(int)
    def _choose_view(self, place: int) -> None:
        if _VIEWS[place] is not self._shown.view:
            self.view_chosen.emit(_VIEWS[place])

    @Slot()
    def _tell_text(self) -> None:
        self._typing.stop()
        if self.line.text().strip() != self._shown.text:
            self.text_typed.emit(self.line.text())

    @Slot(str)
    def _clear(self, text: str) -> None:
        if not text:  # by Esc or by the line's button, which are no keys
            self._tell_text()

    @Slot(object)
    def _choose_order(self, action: object) -> None:
        self.order_chosen.emit(next(each.data() for each in self._orders.actions() if each is action))

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(600, super().sizeHint().height())


class _SearchLine(ClearableLine):
    """Esc clears it, then leaves; the down arrow and Enter go to the rows."""

    leave_wanted = Signal()
    rows_entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST_TEXT)
        self.setPlaceholderText(self.tr("Search in notes, quotations and tags"))
        self.setAccessibleName(self.tr("Search in annotations"))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.leave_wanted.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows_entered.emit()
        else:
            super().keyPressEvent(event)
