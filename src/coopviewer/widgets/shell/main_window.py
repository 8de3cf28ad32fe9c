"""The main window: toolbar, navigator, page and status bar, arranged; it decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSplitter,
    QToolBar,
    QToolButton,
    QWidget,
)

from coopviewer.widgets.common.icons import Icons, icon_size
from coopviewer.widgets.navigator.navigator import Navigator
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.search.search_field import SearchField
from coopviewer.widgets.shell.actions import ActionId, make_actions, menus, set_icons
from coopviewer.widgets.shell.page_tabs import PageTabs
from coopviewer.widgets.shell.window_sides import AnnotationSide, PageSide


class FlatToolBar(QToolBar):
    """Draws nothing of its own: the window's ground shows through."""

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave out the style's frame and shading. Not by fillRect(): it makes the enumerations of Qt."""


_FIRST_SIZE, _LEAST_SIZE = QSize(1440, 900), QSize(640, 420)
_REAL_SCREEN = 1000  # pixels; what is narrower is no screen of a person, and says nothing
_NAVIGATOR_WIDTH = 290
_SAID_FOR = 10_000  # milliseconds


class MainWindow(QMainWindow):
    """Holds navigator and page; ``reference_chosen`` carries the path of the file a person picked."""

    reference_chosen = Signal(str)
    close_asked = Signal()
    """The person wants to close the window: what is being typed is to be told."""
    closing = Signal()
    """The person closes the window: the last moment to write down what it looks like."""

    def __init__(self, navigator: Navigator, page: PageView, parent: QWidget | None = None) -> None:
        """Arrange the panes; they belong to the window from now on."""
        super().__init__(parent)
        self.navigator = navigator
        self.page = page
        self.tabs = PageTabs()
        self.page_side = PageSide(self.tabs, page)
        self.search = SearchField(self)
        self.actions_by_id = make_actions(self, self.tr)
        self._splitter = QSplitter()  # with a parent it makes all enumerations of the Qt namespace
        self._splitter.addWidget(navigator)
        self._splitter.addWidget(self.page_side)
        self.annotation_side = AnnotationSide()  # what stands in it is made when the first page stands
        self._splitter.addWidget(self.annotation_side)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self.setCentralWidget(self._splitter)
        self.may_close: Callable[[], bool] | None = None
        """Asked before the window closes, where something could be lost; None: nothing can."""
        self._make_toolbar()
        self._make_menus()
        self._status = QLabel(self)
        self._status.setContentsMargins(8, 2, 8, 2)
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(_first_size())
        self.set_widths(_NAVIGATOR_WIDTH, 0)
        self._connect()

    def come_to_front(self) -> None:
        """Show the window above others, unfolded from the task bar."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def set_icons(self, icons: Icons) -> None:
        """Draw the icons of the toolbar and the tabs."""
        set_icons(self.actions_by_id, icons)
        self.tabs.set_icons(icons)

    def set_status(self, text: str) -> None:
        """Say in the status bar what is open."""
        self._status.setText(text)
        self._status.setToolTip(text)

    def show_status(self, text: str) -> None:
        """Say quietly, in the status bar and for a while, what has been done; empty: nothing more."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # deferred: not part of the first window

        self.statusBar().showMessage(text, _SAID_FOR)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def put_in_status_bar(self, part: QWidget) -> None:
        """Take in what is shown at the end of the status bar now and then."""
        self.statusBar().addPermanentWidget(part)

    @Slot(bool, bool)
    def set_steps(self, back: bool, forward: bool) -> None:
        """Say whether one can go back, and ahead."""
        self.actions_by_id[ActionId.BACK].setEnabled(back)
        self.actions_by_id[ActionId.FORWARD].setEnabled(forward)

    def set_history_menu(self, key: ActionId, menu: QMenu) -> None:
        """Show a menu when the button of an action is held down."""
        self.actions_by_id[key].setMenu(menu)
        button = self._toolbar.widgetForAction(self.actions_by_id[key])
        if isinstance(button, QToolButton):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)

    @Slot(str)
    def show_error(self, message: str) -> None:
        """Tell the person, in a dialog, what could not be done."""
        from coopviewer.widgets.common.dialogs import open_box  # deferred: see widgets/dialogs.py

        open_box(self, self.tr("coopviewer"), message, warns=True)

    @property
    def navigator_width(self) -> int:
        """How wide the navigator is, in pixels."""
        return self._splitter.sizes()[0]

    @property
    def annotations_width(self) -> int:
        """How wide the annotations are, in pixels; 0 where they are hidden."""
        return self._splitter.sizes()[2]

    def set_widths(self, navigator: int, annotations: int) -> None:
        """Make the navigator and the annotations that many pixels wide; the page takes the rest."""
        self._splitter.setSizes([navigator, max(self.width() - navigator - annotations, 1), annotations])

    def _make_toolbar(self) -> None:
        bar = self._toolbar = FlatToolBar(self.tr("Toolbar"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(icon_size())
        for key in (ActionId.BACK, ActionId.FORWARD, ActionId.HOME):
            bar.addAction(self.actions_by_id[key])
        middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(self.search, 4)
        layout.addStretch(1)
        bar.addWidget(middle)
        bar.addAction(self.actions_by_id[ActionId.BOOKMARK])
        self.addToolBar(bar)

    def _make_menus(self) -> None:
        self.menuBar().setAccessibleName(self.tr("Menus"))
        for title, keys in menus(self.tr):
            menu = self.menuBar().addMenu(title)
            for key in keys:
                menu.addAction(self.actions_by_id[key])

    def _connect(self) -> None:
        actions = self.actions_by_id
        actions[ActionId.OPEN_REFERENCE].triggered.connect(self._choose_reference)
        actions[ActionId.QUIT].triggered.connect(self.close)
        actions[ActionId.COPY].triggered.connect(self.page_side.copy)
        actions[ActionId.FIND].triggered.connect(self.page_side.find_words)
        actions[ActionId.FIND_NEXT].triggered.connect(self.page_side.find_next)
        actions[ActionId.FIND_PREVIOUS].triggered.connect(self.page_side.find_previous)
        actions[ActionId.TO_TREE].triggered.connect(self.focus_navigator)
        actions[ActionId.TO_PAGE].triggered.connect(self.focus_page)

    @Slot()
    def focus_navigator(self) -> None:
        """Give the navigator the keyboard."""
        from coopviewer.widgets.common.dialogs import focus_by_key  # deferred: see widgets/dialogs.py

        focus_by_key(self.navigator)

    @Slot()
    def focus_page(self) -> None:
        """Give the page the keyboard, or what stands in its place."""
        from coopviewer.widgets.common.dialogs import focus_by_key  # deferred: see widgets/dialogs.py

        pane_actions = self.page_side.pane_actions
        if pane_actions is None:
            focus_by_key(self.page)
        else:
            pane_actions.focus()

    @Slot()
    def _choose_reference(self) -> None:
        from coopviewer.widgets.common.dialogs import choose_file  # deferred: see widgets/dialogs.py

        path = choose_file(self, self.tr("Open reference"), self.tr("References (*.db *.coopdb);;All files (*)"))
        if path:
            self.reference_chosen.emit(path)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.annotation_side.fit(self.width())
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_asked.emit()
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _first_size() -> QSize:
    """Give the size of the window the first time, with room for all panes where the screen has it."""
    room = QGuiApplication.primaryScreen().availableSize()
    return _FIRST_SIZE.boundedTo(room) if room.width() >= _REAL_SCREEN else _FIRST_SIZE
