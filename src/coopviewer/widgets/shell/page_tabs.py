"""The tabs above the page; each shows the title of the current page in its history."""

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QIcon, QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from coopviewer.domain.browsing.tabs import TabRow
from coopviewer.domain.text.measures import shorten
from coopviewer.models.guard import guarded
from coopviewer.widgets.common.icons import Icons, icon_size
from coopviewer.widgets.common.interaction import is_middle

_WIDEST = 34  # characters; the tool tip has the whole title


class PageTabs(QTabBar):
    """A tab bar that emits which tab the user chose, wants to close, or moved.

    A chosen tab, and one to be closed, is named by its serial, a number that it keeps when tabs are moved or closed; a
    moved tab by its old and new index. The bar itself closes no tab: its owner calls ``show_row`` with the tabs that
    are left.
    """

    tab_chosen = Signal(int)
    """The serial of the tab that the user chose."""
    tab_close_wanted = Signal(int)
    """The serial of the tab that the user wants to close."""
    tab_moved = Signal(int, int)
    """The old and the new index of the tab, from 0."""

    menu_wanted = Signal(int, QPoint)
    """The user wants the context menu of the tab with this index (-1: none), at this point of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with one tab, which has no title."""
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
        self._add()  # so that the tab bar has its height from the first paint on

    @Slot(object)
    def show_row(self, row: TabRow) -> None:
        """Show these tabs and which is current, without emitting ``tab_chosen``; titles are cut at 34 characters."""
        self._row = row
        for index, (_, title) in enumerate(row.titles):
            if index == self.count():
                self._add()
            self.setTabText(index, shorten(title, _WIDEST).replace("&", "&&"))
            self.setTabToolTip(index, title)
        serials = [serial for serial, _ in row.titles]
        if row.current in serials:
            self.setCurrentIndex(serials.index(row.current))
        while self.count() > len(row.titles):  # last, or else Qt would choose another tab in place of a removed one
            self.removeTab(self.count() - 1)

    def set_icons(self, icons: Icons) -> None:
        """Set the icons of the close buttons; raises OSError if their file cannot be read."""
        self._close_icon = icons.icon("close")
        for index in range(self.count()):
            button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(self._close_icon)
                button.setIconSize(_close_icon_size())

    def _add(self) -> None:
        index = self.addTab("")
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button())

    def _close_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIcon(self._close_icon)
        button.setIconSize(_close_icon_size())
        button.setToolTip(self.tr("Close this tab"))
        button.setAccessibleName(self.tr("Close this tab"))
        button.clicked.connect(self._close_by_button)
        return button

    @Slot()
    def _close_by_button(self) -> None:
        side = QTabBar.ButtonPosition.RightSide
        indexes = [index for index in range(self.count()) if self.tabButton(index, side) is self.sender()]
        for index in indexes:
            self.close_at(index)

    def _serial(self, index: int) -> int:
        return self._row.titles[index][0] if 0 <= index < len(self._row.titles) else 0

    @Slot(int)
    def _choose(self, index: int) -> None:
        serial = self._serial(index)
        if serial and serial != self._row.current:
            self.tab_chosen.emit(serial)

    def close_at(self, index: int) -> None:
        """Emit ``tab_close_wanted`` for the tab with this index (from 0), as when the user closes it.

        Nothing happens if there is no such tab.
        """
        if serial := self._serial(index):
            self.tab_close_wanted.emit(serial)

    @Slot(int, int)
    def _move(self, start: int, end: int) -> None:
        titles = list(self._row.titles)
        titles.insert(end, titles.pop(start))
        self._row = TabRow(tuple(titles), self._row.current)
        self.tab_moved.emit(start, end)

    # Qt overrides

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if is_middle(event):
            self.close_at(self.tabAt(event.position().toPoint()))
            return
        super().mouseReleaseEvent(event)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            self.menu_wanted.emit(index, self.mapToGlobal(self.tabRect(index).center()))
        else:
            self.menu_wanted.emit(self.tabAt(event.pos()), event.globalPos())


def _close_icon_size() -> QSize:
    return icon_size() * 0.75
