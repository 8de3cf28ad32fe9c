"""The header of the annotation browser: the choice of a view, the search line, the sort menu and the active filters."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QTabBar, QToolButton, QVBoxLayout, QWidget

from coopviewer.domain.annotations.lists import Order
from coopviewer.domain.annotations.query import LONGEST_TEXT, AnnotationQuery, View
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_list_words import Chip, order_word
from coopviewer.widgets.common.chips import Chips
from coopviewer.widgets.common.clearable_line import ClearableLine

_PAUSE = 150  # milliseconds without a key after which the list is searched
_VIEWS = (View.LIST, View.REVIEW, View.BIN)


class AnnotationBrowserHeader(QWidget):
    """Shows the current query, and emits what the user wants to change in it."""

    view_chosen = Signal(object)
    """The View that the user chose."""
    text_typed = Signal(str)
    """The text to search for, as typed, 150 ms after the last key or at once when the line is cleared.

    Not emitted if the text, without blanks at its ends, is that of the query which is shown.
    """
    chip_removed = Signal(int)
    """The index, among the ``chips`` of ``show_query``, of the filter that the user removed."""
    order_chosen = Signal(object)
    """The Order that the user chose, perhaps the present one again."""
    direction_chosen = Signal(bool)
    """Whether the user chose descending order."""
    fields_wanted = Signal(bool)
    """Whether the user wants to see the filter fields beside the table."""
    tags_wanted = Signal()
    """The user wants to see all tags."""
    export_wanted = Signal()
    """The user wants to export the list."""
    leave_wanted = Signal()
    """The user pressed Esc in the empty search line."""
    rows_entered = Signal()
    """The user pressed the down arrow or Enter in the search line."""

    def __init__(self, parent: QWidget) -> None:
        """Start as for a query of all annotations, without filters."""
        super().__init__(parent)
        self.views = QTabBar(self)
        self.views.setAccessibleName(self.tr("Views of annotations"))
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        for label in (self.tr("All annotations"), self.tr("To review"), self.tr("Bin")):
            self.views.addTab(label)
        self.tags_button = self._button(self.tr("Tags…"), self.tags_wanted)
        self.export_button = self._button(self.tr("Export…"), self.export_wanted)
        self.search_line = _SearchLine(self)
        self.sort_button = self._sort_button()
        self.fields_button = QToolButton(self)
        self.fields_button.setText(self.tr("Filters"))
        self.fields_button.setToolTip(self.tr("Show the fields by which the list can be filtered"))
        self.fields_button.setCheckable(True)
        self.fields_button.clicked.connect(self.fields_wanted)
        self.chips = Chips(self)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        self.note.setWordWrap(True)
        self.note.hide()
        self._lay_out()
        self._typing_timer = QTimer(self)
        self._typing_timer.setSingleShot(True)
        self._typing_timer.setInterval(_PAUSE)
        self._typing_timer.timeout.connect(self._emit_text)
        self.views.currentChanged.connect(self._choose_view)
        self.search_line.textEdited.connect(self._typing_timer.start)
        self.search_line.textChanged.connect(self._on_text_changed)
        self.search_line.leave_wanted.connect(self.leave_wanted)
        self.search_line.rows_entered.connect(self.rows_entered)
        self.chips.removed.connect(self.chip_removed)
        self._query = AnnotationQuery()

    def show_query(self, query: AnnotationQuery, chips: Sequence[Chip]) -> None:
        """Show the current query; ``chips`` are its filters, each with a button that removes it.

        A text that the user is typing is not replaced. For the review, the parts that search, filter, sort and export
        are hidden. No signal is emitted.
        """
        self._query = query
        self.views.setCurrentIndex(_VIEWS.index(query.view))
        if self.search_line.text().strip() != query.text and not self._typing_timer.isActive():
            self.search_line.setText(query.text)
        self.chips.show_labels([chip.label for chip in chips])
        for action in self._orders.actions():
            action.setChecked(action.data() is query.order)
        self._descending.setChecked(query.descending)
        for widget in (self.search_line, self.sort_button, self.fields_button, self.export_button):
            widget.setVisible(query.view is not View.REVIEW)

    def show_note(self, text: str) -> None:
        """Show the reason why annotations cannot be written; an empty text hides it.

        The text can be reached with the Tab key.
        """
        self.note.setText(text)
        self.note.setAccessibleName(text)
        self.note.setFocusPolicy(Qt.FocusPolicy.StrongFocus if text else Qt.FocusPolicy.NoFocus)
        self.note.setVisible(bool(text))

    def focus_search(self) -> None:
        """Move the keyboard focus to the search line, and select its text.

        If the review is shown, which has no such line, ``view_chosen`` first asks for the list of all annotations.
        """
        if self._query.view is View.REVIEW:
            self.view_chosen.emit(View.LIST)
        self.search_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_line.selectAll()

    def show_review_count(self, count: int) -> None:
        """Show the number of annotations to review on the tab *To review*, no number for 0."""
        text = self.tr("To review ({0})").format(language().number(count)) if count else self.tr("To review")
        self.views.setTabText(_VIEWS.index(View.REVIEW), text)

    def _button(self, text: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.clicked.connect(signal)
        return button

    def _sort_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setText(self.tr("Sort"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self._orders = QActionGroup(menu)
        for order in Order:
            action = menu.addAction(order_word(order, language()))
            action.setCheckable(True)
            action.setData(order)
            self._orders.addAction(action)
        menu.addSeparator()
        self._descending = menu.addAction(self.tr("Descending order"))
        self._descending.setCheckable(True)
        self._orders.triggered.connect(self._choose_order)
        self._descending.triggered.connect(self.direction_chosen)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        self.views.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.views.setUsesScrollButtons(True)
        top, second = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.views)
        top.addStretch(1)
        for button in (self.tags_button, self.export_button):
            top.addWidget(button)
        second.addWidget(self.search_line, 1)
        for button in (self.sort_button, self.fields_button):
            second.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(second)
        layout.addWidget(self.chips)
        layout.addWidget(self.note)

    @Slot(int)
    def _choose_view(self, index: int) -> None:
        if _VIEWS[index] is not self._query.view:
            self.view_chosen.emit(_VIEWS[index])

    @Slot()
    def _emit_text(self) -> None:
        self._typing_timer.stop()
        if self.search_line.text().strip() != self._query.text:
            self.text_typed.emit(self.search_line.text())

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text:  # cleared by Esc or the clear button, for which Qt does not emit textEdited
            self._emit_text()

    @Slot(object)
    def _choose_order(self, action: object) -> None:
        self.order_chosen.emit(next(each.data() for each in self._orders.actions() if each is action))

    # Qt overrides

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(600, super().sizeHint().height())


class _SearchLine(ClearableLine):
    """The search line: Esc clears it, then leaves; the down arrow and Enter move to the rows."""

    leave_wanted = Signal()
    """The user pressed Esc in the empty line."""
    rows_entered = Signal()
    """The user pressed the down arrow or Enter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST_TEXT)
        self.setPlaceholderText(self.tr("Search in notes, quotations and tags"))
        self.setAccessibleName(self.tr("Search in annotations"))

    # Qt overrides

    @guarded
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
