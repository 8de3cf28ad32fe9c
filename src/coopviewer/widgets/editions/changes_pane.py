"""The pane that shows what changed between two editions, in place of a page: filters, and below them the changes."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.document.screen_style import style_sheet
from coopviewer.widgets.common.flow_layout import FlowLayout
from coopviewer.widgets.common.interaction import focus_by_key
from coopviewer.widgets.common.quiet_wheel import QuietComboBox
from coopviewer.widgets.common.theme import DrawingOptions
from coopviewer.widgets.page import page_margins
from coopviewer.widgets.page.page_drawing import page_style
from coopviewer.widgets.page.page_input import PageInput

_GAP = 8  # pixels between filters


class FilterChoice(NamedTuple):
    """An item of a filter: its words, and the value to filter by; the item *all* has None or an empty set as value."""

    words: str
    value: object


class ChangesText(PageInput):
    """The page of changes; it emits the address of a link that the user opens, and opens none itself."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._html, self._sheet = "", ""
        self._options: DrawingOptions | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("What changed"))
        page_margins.SidewaysScrolling(self)
        self.menu_wanted.connect(self._show_menu)

    def show_html(self, html: str, options: DrawingOptions, *, keeps_place: bool = False) -> None:
        """Show a page at its beginning, or at the present scroll position with ``keeps_place``.

        If the HTML is that of the page shown now, the position is kept too; if the style sheet is the same as well,
        nothing happens.
        """
        sheet, is_same = style_sheet(page_style(options)), html == self._html
        if is_same and sheet == self._sheet:
            return
        scroll = self.verticalScrollBar().value() if is_same or keeps_place else 0
        self._html, self._sheet, self._options = html, sheet, options
        self.document().setDefaultStyleSheet(sheet)
        page_margins.keep_scroll_bar(self, html)
        self.document().setLayoutEnabled(False)  # so that the page is laid out once
        self.setHtml(html)
        self._set_margins()
        self.document().setLayoutEnabled(True)
        self.verticalScrollBar().setValue(scroll)

    def follow_options(self, options: DrawingOptions) -> None:
        """Show the page in other colours or sizes, at the same position; nothing happens if no page was shown yet."""
        if self._html:
            self.show_html(self._html, options)

    def _set_margins(self) -> None:
        if self._options is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            margins = page_margins.margins_of(self.width(), bar, self._options.size)
            right_to_left = self._options.tr.is_right_to_left
            page_margins.limit_lines(self.document(), margins.right, margins.beyond, right_to_left=right_to_left)

    @Slot(QPoint, QPoint)
    def _show_menu(self, point: QPoint, at: QPoint) -> None:
        menu, link = QMenu(self), self.anchorAt(point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if link.startswith(SCHEME):
            menu.addAction(self.tr("&Open"), lambda: self._emit_address(link, self.address_chosen))
            menu.addAction(self.tr("Open in a new &tab"), lambda: self.open_in_new_tab(link))
        copy = menu.addAction(self.tr("&Copy"), self.copy_selection)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.popup(at)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._set_margins()


class ChangesPane(QWidget):
    """Shows the filters of a list of changes, and a page of them."""

    kind_chosen = Signal(object)
    """The kinds of changes that the user wants to see (a frozenset; empty: all)."""
    entry_kind_chosen = Signal(object)
    """The EntryKind whose entries the user wants to see; None: all."""
    mine_chosen = Signal(bool)
    """Whether the user wants to see only entries that have the user's annotations or that a saved search finds."""
    swap_wanted = Signal()
    """The user wants to exchange the two editions: the one compared as the earlier becomes the later one."""
    save_wanted = Signal()
    """The user wants to save the changes."""
    other_wanted = Signal()
    """The user wants to compare with another edition."""
    leave_wanted = Signal()
    """The user pressed Esc to return to the previous page."""

    def __init__(self, parent: QWidget) -> None:
        """Start without changes."""
        super().__init__(parent)
        self.kinds, self.entry_kinds = QuietComboBox(self), QuietComboBox(self)
        self.mine = QCheckBox(self.tr("&Mine only"), self)
        self.swap = QPushButton(self.tr("S&wap"), self)
        self.swap.setAccessibleName(self.tr("Swap the earlier and the later edition"))
        self.swap.setToolTip(self.tr("Show what changed in the other direction"))
        self.save = QPushButton(self.tr("&Save as…"), self)
        self.other = QPushButton(self.tr("Compare with anot&her…"), self)
        self.text = ChangesText(self)
        self._lay_out()
        self.kinds.activated.connect(self._choose_kind)
        self.entry_kinds.activated.connect(self._choose_entry_kind)
        self.mine.clicked.connect(self.mine_chosen)
        self.swap.clicked.connect(self.swap_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.other.clicked.connect(self.other_wanted)

    def show_filters(
        self,
        kinds: tuple[Sequence[FilterChoice], object],
        entry_kinds: tuple[Sequence[FilterChoice], object],
        *,
        mine: bool,
    ) -> None:
        """Show what can be chosen in each filter, and what is chosen, without emitting a signal.

        ``kinds``: the choices of kinds of changes, and the value of the chosen one; an unknown value: the first is
            chosen.
        ``entry_kinds``: the same for kinds of entries.
        ``mine``: whether only entries are shown that have the user's annotations or that a saved search finds.
        """
        for box, (choices, chosen) in ((self.kinds, kinds), (self.entry_kinds, entry_kinds)):
            with QSignalBlocker(box):
                box.clear()
                for choice in choices:
                    box.addItem(choice.words, choice.value)
                box.setCurrentIndex(next((at for at, each in enumerate(choices) if each.value == chosen), 0))
        self.mine.setChecked(mine)
        self._bar.updateGeometry()

    def allow(self, *, filters: bool, saving: bool, swapping: bool) -> None:
        """Show or hide the filters, and enable or disable the buttons for saving and for swapping the two editions.

        ``filters`` is False where filters are of no use, as for the changes of one entry.
        """
        for part in (self.kinds, self.entry_kinds, self.mine, *self._labels):
            part.setVisible(filters)
        self.save.setEnabled(saving)
        self.swap.setEnabled(swapping)

    def focus_filters(self) -> None:
        """Move the keyboard focus to the first filter; if the filters are hidden, to *Compare with another…*."""
        focus_by_key(self.kinds if self.kinds.isVisible() else self.other)

    def focus_content(self) -> None:
        """Move the keyboard focus to the page of changes."""
        focus_by_key(self.text)

    def _lay_out(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        tr = language()
        self._labels = (QLabel(tr("&Changes:"), self), QLabel(tr("&Entries:"), self))
        for label, box in zip(self._labels, (self.kinds, self.entry_kinds), strict=True):
            label.setBuddy(box)
            box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
        self._bar = QWidget(self)
        flow = FlowLayout(self._bar, _GAP)
        flow.setContentsMargins(0, 0, 0, 0)
        filters = (self._labels[0], self.kinds, self._labels[1], self.entry_kinds, self.mine)
        for part in (*filters, self.swap, self.save, self.other):
            flow.addWidget(part)
        self._level_filters()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(page_margins.MARGIN, _GAP, page_margins.MARGIN, _GAP)
        framed.addWidget(self._bar)
        column.addLayout(framed)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)

    def _level_filters(self) -> None:
        """Have the texts of labels and boxes on one line."""
        for part in (*self._labels, self.mine):
            part.setMinimumHeight(self.kinds.sizeHint().height())

    @Slot(int)
    def _choose_kind(self, index: int) -> None:
        self.kind_chosen.emit(self.kinds.itemData(index))

    @Slot(int)
    def _choose_entry_kind(self, index: int) -> None:
        self.entry_kind_chosen.emit(self.entry_kinds.itemData(index))

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._level_filters()
