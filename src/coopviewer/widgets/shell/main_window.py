"""The main window, which arranges toolbar, navigator, page, annotations and status bar, and has no logic besides."""

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

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.text.measures import shorten
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.widgets.common.icons import Icons, icon_size
from coopviewer.widgets.common.interaction import announce, choose_file, focus_by_key, open_box
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.navigator.navigator import Navigator
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.search.search_field import SearchField
from coopviewer.widgets.shell.actions import ActionId, make_actions, menus, set_icons
from coopviewer.widgets.shell.page_tabs import PageTabs
from coopviewer.widgets.shell.window_sides import AnnotationSide, PageSide


class FlatToolBar(QToolBar):
    """A toolbar without a frame and a background."""

    # Qt overrides

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing instead of the style's frame; fillRect() would create the enumerations of Qt."""


_FIRST_SIZE, _LEAST_SIZE = QSize(1440, 900), QSize(640, 420)
_LEAST_SCREEN_WIDTH = 1000  # pixels; a narrower one is a virtual screen, whose size is ignored
_NAVIGATOR_WIDTH = 290
_LONGEST_TITLE = 120  # characters of a page's title in the window's; the page shows all of it
_STATUS_DURATION = 10_000  # milliseconds for which a status message is shown


class MainWindow(QMainWindow):
    """The window with the navigator, the page and the annotations."""

    reference_chosen = Signal(str)
    """The path of the reference file that the user chose."""
    close_requested = Signal()
    """The user wants to close the window; listeners pass on input that is still being edited."""
    theme_changed = Signal(object)
    """Another Theme is in force; the window, its navigator and its page are drawn in it already."""
    closing = Signal()
    """The window is about to close; listeners save its state."""

    def __init__(self, navigator: Navigator, page: PageView, parent: QWidget | None = None) -> None:
        """Arrange the panes; the window takes ownership of them."""
        super().__init__(parent)
        self.navigator = navigator
        self.page = page
        self.tabs = PageTabs()
        self.page_side = PageSide(self.tabs, page)
        self.search = SearchField(self)
        self.actions_by_id = make_actions(self, language())
        self._splitter = QSplitter()  # without a parent, which would create all enumerations of the Qt namespace
        self._splitter.addWidget(navigator)
        self._splitter.addWidget(self.page_side)
        self.annotation_side = AnnotationSide()  # its content is created once the first page is shown
        self._splitter.addWidget(self.annotation_side)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self.setCentralWidget(self._splitter)
        self._page_title = ""
        self._notes = {"reference": "", "annotations": "", "number": ""}  # in the order of the title
        self.may_close: Callable[[], bool] | None = None
        """Called before the window closes, to return whether it may close; None if it always may."""
        self._make_toolbar()
        self._make_menus()
        self._status = QLabel(self)
        self._status.setContentsMargins(8, 2, 8, 2)
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().messageChanged.connect(self._hide_status)
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(_first_size())
        self.set_widths(_NAVIGATOR_WIDTH, 0)
        self._connect()

    def set_title(self, page: str) -> None:
        """Set the window's title: the open page, and what tells this window from others."""
        self._page_title = page
        self.setWindowTitle(" · ".join((shorten(page, _LONGEST_TITLE), *filter(None, self._notes.values()))))

    def note(self, **notes: str) -> None:
        """Add notes to the title, by their subject, each in place of the one before; an empty one removes it."""
        self._notes |= notes
        self.set_title(self._page_title)

    def note_number(self, number: int) -> None:
        """Say in the title how many other windows show the same file; 1: this is the first, which says nothing."""
        words = self.tr("window {number}").format(number=language().number(number))
        self.note(number=words if number > 1 else "")

    def come_to_front(self) -> None:
        """Show the window above others, and restore it if it is minimised."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def set_icons(self, icons: Icons) -> None:
        """Set the icons of the toolbar and the tabs."""
        set_icons(self.actions_by_id, icons)
        self.tabs.set_icons(icons)

    def set_theme(self, theme: Theme) -> None:
        """Let the parts that were created later follow a change of the colours."""
        self.theme_changed.emit(theme)

    def set_status(self, text: str) -> None:
        """Set the permanent text of the status bar."""
        self._status.setText(text)
        self._status.setToolTip(text)

    def show_status(self, text: str) -> None:
        """Show a message in the status bar for some seconds, and have it read out; an empty text clears it."""
        self.statusBar().showMessage(text, _STATUS_DURATION)
        if text:
            announce(self, text)

    def add_to_status_bar(self, widget: QWidget) -> None:
        """Add a widget at the end of the status bar."""
        self.statusBar().addPermanentWidget(widget)

    @Slot(str)
    def _hide_status(self, message: str) -> None:
        """Hide the permanent text while a message is shown: Qt's own hiding ends when the bar becomes higher."""
        self._status.setVisible(not message)

    @Slot(bool, bool)
    def set_steps(self, back: bool, forward: bool) -> None:
        """Enable the actions Back and Forward."""
        self.actions_by_id[ActionId.BACK].setEnabled(back)
        self.actions_by_id[ActionId.FORWARD].setEnabled(forward)

    def set_history_menu(self, key: ActionId, menu: QMenu) -> None:
        """Show a menu when the button of an action is pressed and held."""
        self.actions_by_id[key].setMenu(menu)
        button = self._toolbar.widgetForAction(self.actions_by_id[key])
        if isinstance(button, QToolButton):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)

    @Slot(str)
    def show_error(self, message: str) -> None:
        """Show an error message in a dialog."""
        open_box(self, self.tr("coopviewer"), message, warns=True)

    @Slot(object)
    def show_fault(self, fault: EnvironmentFault) -> None:
        """Show the user a fault outside the program."""
        self.show_error(self.words_of(fault))

    def words_of(self, fault: EnvironmentFault) -> str:
        """Return the message of a fault outside the program."""
        from coopviewer.rendering.words.fault_words import fault_sentence  # deferred: hardly ever needed

        return fault_sentence(fault, language())

    @property
    def navigator_width(self) -> int:
        """The width of the navigator in pixels."""
        return self._splitter.sizes()[0]

    @property
    def annotations_width(self) -> int:
        """The width of the annotations in pixels, 0 if they are hidden."""
        return self._splitter.sizes()[2]

    def set_widths(self, navigator: int, annotations: int) -> None:
        """Set the widths of navigator and annotations in pixels; the page gets the rest."""
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
        for title, keys in menus(language()):
            menu = self.menuBar().addMenu(title)
            for key in keys:
                menu.addAction(self.actions_by_id[key])

    def _connect(self) -> None:
        actions = self.actions_by_id
        actions[ActionId.OPEN_REFERENCE].triggered.connect(self._choose_reference)
        actions[ActionId.QUIT].triggered.connect(self.close)
        actions[ActionId.COPY].triggered.connect(self.page_side.copy)
        actions[ActionId.FIND].triggered.connect(self.page_side.find_text)
        actions[ActionId.FIND_NEXT].triggered.connect(self.page_side.find_next)
        actions[ActionId.FIND_PREVIOUS].triggered.connect(self.page_side.find_previous)
        actions[ActionId.TO_TREE].triggered.connect(self.focus_navigator)
        actions[ActionId.TO_PAGE].triggered.connect(self.focus_page)

    @Slot()
    def focus_navigator(self) -> None:
        """Move the keyboard focus to the navigator."""
        focus_by_key(self.navigator)

    @Slot()
    def focus_page(self) -> None:
        """Move the keyboard focus to the page, or to the pane that is shown instead of it."""
        pane_actions = self.page_side.pane_actions
        if pane_actions is None:
            focus_by_key(self.page)
        else:
            pane_actions.focus()

    @Slot()
    def _choose_reference(self) -> None:
        path = choose_file(self, self.tr("Open reference"), self.tr("References (*.db *.coopdb);;All files (*)"))
        if path:
            self.reference_chosen.emit(path)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.annotation_side.fit(self.width())
        super().resizeEvent(event)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_requested.emit()
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _first_size() -> QSize:
    """Return the size of the window for the first start, limited to the screen."""
    available = QGuiApplication.primaryScreen().availableSize()
    return _FIRST_SIZE.boundedTo(available) if available.width() >= _LEAST_SCREEN_WIDTH else _FIRST_SIZE
