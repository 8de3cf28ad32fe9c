"""The row of tabs above the page; each shows the title of the page that its history stands at."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from coopviewer.domain.browsing.tabs import TabRow
from coopviewer.domain.text.lengths import shorten
from coopviewer.widgets.common.icons import Icons
from coopviewer.widgets.common.interaction import is_middle

_WIDEST = 34  # characters; the whole title is the tool tip


class PageTabs(QTabBar):
    """Tabs by their serials; says which one a person chose, closed or moved."""

    tab_chosen = Signal(int)
    tab_close_wanted = Signal(int)
    tab_moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with one tab without a title."""
        super().__init__(parent)
        self._row = TabRow((), 0)
        self._close_icon = QIcon()
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setAccessibleName(self.tr("Tabs"))
        self.currentChanged.connect(self._choose)
        self.tabMoved.connect(self._move)
        self._add()  # keeps the row's height from the first paint on, so that nothing jumps

    @Slot(object)
    def show_row(self, row: TabRow) -> None:
        """Show these tabs; silent."""
        self._row = row
        while self.count() > len(row.titles):
            self.removeTab(self.count() - 1)
        for place, (_, title) in enumerate(row.titles):
            if place == self.count():
                self._add()
            self.setTabText(place, shorten(title, _WIDEST).replace("&", "&&"))
            self.setTabToolTip(place, title)
        serials = [serial for serial, _ in row.titles]
        if row.current in serials:
            self.setCurrentIndex(serials.index(row.current))

    def set_icons(self, icons: Icons) -> None:
        """Draw the signs that close the tabs."""
        self._close_icon = icons.icon("close")
        for place in range(self.count()):
            button = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(self._close_icon)

    def _add(self) -> None:
        place = self.addTab("")
        self.setTabButton(place, QTabBar.ButtonPosition.RightSide, self._close_button())

    def _close_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIcon(self._close_icon)
        button.setIconSize(QSize(12, 12))
        button.setToolTip(self.tr("Close this tab"))
        button.setAccessibleName(self.tr("Close this tab"))
        button.clicked.connect(self._close_by_button)
        return button

    @Slot()
    def _close_by_button(self) -> None:
        side = QTabBar.ButtonPosition.RightSide
        places = [place for place in range(self.count()) if self.tabButton(place, side) is self.sender()]
        for place in places:
            self.close_at(place)

    def _serial(self, place: int) -> int:
        return self._row.titles[place][0] if 0 <= place < len(self._row.titles) else 0

    @Slot(int)
    def _choose(self, place: int) -> None:
        serial = self._serial(place)
        if serial and serial != self._row.current:
            self.tab_chosen.emit(serial)

    def close_at(self, place: int) -> None:
        """Say that the person closes the tab at a place of the row."""
        if serial := self._serial(place):
            self.tab_close_wanted.emit(serial)

    @Slot(int, int)
    def _move(self, start: int, end: int) -> None:
        titles = list(self._row.titles)
        titles.insert(end, titles.pop(start))
        self._row = TabRow(tuple(titles), self._row.current)
        self.tab_moved.emit(start, end)

    # Qt's names

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if is_middle(event):
            self.close_at(self.tabAt(event.position().toPoint()))
            return
        super().mouseReleaseEvent(event)
