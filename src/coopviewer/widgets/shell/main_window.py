"""The main window, which arranges toolbar, navigator, page, annotations and status bar.

It also has what belongs to the window as a whole: menus, messages and errors, files that are chosen or dropped, the
keyboard focus, its size and closing. ``app`` connects the rest.
"""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.widgets.common.icons import Icons
from coopviewer.widgets.common.interaction import announce, choose_file, dropped_files, focus_by_key, open_box
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.navigator.navigator import Navigator
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.search.search_field import SearchField
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.menus import menus
from coopviewer.widgets.shell.page_tabs import PageTabs
from coopviewer.widgets.shell.pane_controls import PaneControls
from coopviewer.widgets.shell.side_panes import SidePanes
from coopviewer.widgets.shell.status_bar import StatusBar
from coopviewer.widgets.shell.tool_bar import ToolBar
from coopviewer.widgets.shell.window_actions import make_actions, set_icons
from coopviewer.widgets.shell.window_sides import AnnotationSide, PageSide
from coopviewer.widgets.shell.window_title import WindowTitle

_FIRST_SIZE, _LEAST_SIZE = QSize(1440, 900), QSize(480, 300)
_FRAME = QSize(24, 64)  # pixels; more than the frames of common desktops take, since it is known only after showing
_VIRTUAL_SCREENS = ("offscreen", "minimal")  # platforms whose screen has a size that nobody chose
_STATUS_DURATION = 10_000  # milliseconds for which a status message is shown


class MainWindow(QMainWindow):
    """The window with the navigator, the page and the annotations; ``app`` connects its parts to what they show."""

    reference_chosen = Signal(str)
    """The path of the file that the user chose to open: a reference, or data to import."""
    files_dropped = Signal(object)
    """The user dropped files on the window: a tuple of Path; of a dropped folder its XML, gzip and ZIP files."""
    close_requested = Signal()
    """The window was asked to close; listeners store text that is still in an editor.

    The window stays open if ``may_close`` returns False.
    """
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
        self.annotation_side = AnnotationSide()  # its content is created once the first page is shown
        self.panes = SidePanes(navigator, self.page_side, self.annotation_side)
        self.setCentralWidget(self.panes)
        self.title_line = WindowTitle(self)
        self.may_close: Callable[[], bool] | None = None
        """Called before the window closes, to return whether it may close; None if it always may."""
        self.toolbar = ToolBar(self.actions_by_id, self.search, self)
        self.addToolBar(self.toolbar)
        self.pane_controls = PaneControls(self.toolbar, self.actions_by_id, self.panes)
        self._make_menus()
        self.status_bar = StatusBar(self)
        self.setStatusBar(self.status_bar)
        self.setMinimumSize(_LEAST_SIZE)
        self.setAcceptDrops(True)
        room = _room()
        self._fills_screen = room.boundedTo(_FIRST_SIZE) != _FIRST_SIZE
        self.resize(room.boundedTo(_FIRST_SIZE))
        self._connect()

    def restore(self, geometry: bytes) -> None:
        """Restore size and position from Qt's own record of them; nothing happens if it is empty or invalid."""
        if geometry and self.restoreGeometry(QByteArray(geometry)):
            self._fills_screen = False

    def show_first(self) -> None:
        """Show the window, maximised if ``restore`` had no effect and any screen is too small for 1440 × 900 pixels."""
        (self.showMaximized if self._fills_screen else self.show)()

    def come_to_front(self) -> None:
        """Show the window above others, and restore it if it is minimised; a hidden window stays hidden."""
        if self.isMinimized():
            (self.showMaximized if self.isMaximized() else self.showNormal)()
        self.raise_()
        self.activateWindow()

    def set_icons(self, icons: Icons) -> None:
        """Set the icons of actions, tabs, and the buttons of panes, and adapt the toolbar to their size.

        Raises OSError if the file of one cannot be read.
        """
        set_icons(self.actions_by_id, icons)
        self.toolbar.fit_icons()
        self.tabs.set_icons(icons)
        self.panes.close_icon = icons.icon("close")
        self.pane_controls.set_icons(icons)

    def set_theme(self, theme: Theme) -> None:
        """Emit ``theme_changed``, and do nothing else.

        Before the call, the window, its navigator and its page are drawn in the theme; listeners draw all other parts.
        """
        self.theme_changed.emit(theme)

    def show_status(self, text: str) -> None:
        """Show a message in the status bar for ten seconds, and have it read out; an empty text clears it."""
        self.status_bar.showMessage(text, _STATUS_DURATION)
        if text:
            announce(self, text)

    @Slot(bool, bool)
    def set_steps(self, back: bool, forward: bool) -> None:
        """Enable or disable the actions Back and Forward."""
        self.actions_by_id[ActionId.BACK].setEnabled(back)
        self.actions_by_id[ActionId.FORWARD].setEnabled(forward)

    @Slot(str)
    def show_error(self, message: str) -> None:
        """Show an error message in a dialog, and return at once."""
        open_box(self, self.tr("coopviewer"), message, warns=True)

    @Slot(object)
    def show_fault(self, fault: EnvironmentFault) -> None:
        """Show the sentence that reports a fault outside the program in a dialog, and return at once."""
        self.show_error(self.words_of(fault))

    def words_of(self, fault: EnvironmentFault) -> str:
        """Return the sentence that reports a fault outside the program to the user."""
        from coopviewer.rendering.words.faults.fault_words import fault_sentence  # deferred: hardly ever needed

        return fault_sentence(fault, language())

    def _make_menus(self) -> None:
        self.menuBar().setAccessibleName(self.tr("Menus"))
        for title, groups in menus(language()):
            menu = self.menuBar().addMenu(title)
            for group in groups:
                if group is not groups[0]:
                    menu.addSeparator()
                for key in group:
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
        self.navigator.address_chosen.connect(self._leave_overlay)
        self.panes.overlay_left.connect(self.focus_page)

    @Slot()
    def focus_navigator(self) -> None:
        """Show the navigator, over the page if there is no space beside it, and move the keyboard focus to it."""
        self.panes.show_pane(self.panes.navigator)
        focus_by_key(self.navigator)

    @Slot()
    def focus_page(self) -> None:
        """Move the keyboard focus to the page, or to the pane that is shown instead of it.

        A side pane that is shown over the page is closed.
        """
        self.panes.close_overlay()
        pane_actions = self.page_side.pane_actions
        if pane_actions is None:
            focus_by_key(self.page)
        else:
            pane_actions.focus()

    @Slot()
    def _leave_overlay(self) -> None:
        """Return to the page, if the navigator is over it: an entry was just chosen there."""
        if self.panes.is_over_page(self.panes.navigator):
            self.focus_page()

    @Slot()
    def _choose_reference(self) -> None:
        kinds = self.tr("References, and files to import (*.db *.coopdb *.xml *.gz *.zip);;All files (*)")
        path = choose_file(self, self.tr("Open reference"), kinds)
        if path:
            self.reference_chosen.emit(path)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane_controls.fit()

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    @guarded
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_dropped.emit(dropped_files(event.mimeData()))

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_requested.emit()
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _room() -> QSize:
    """Return the size, at most the usual first one, that a window may have on every screen.

    It leaves space for the desktop's frame around the window.
    """
    if QGuiApplication.platformName() in _VIRTUAL_SCREENS:
        return _FIRST_SIZE
    room = _FIRST_SIZE
    for screen in QGuiApplication.screens():
        room = room.boundedTo(screen.availableSize() - _FRAME)
    return room
