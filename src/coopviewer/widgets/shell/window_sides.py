"""The two sides of the window: the page with its tabs, or a pane shown instead of it, and the annotations beside it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.shell.page_tabs import PageTabs

if TYPE_CHECKING:
    from coopviewer.widgets.page.find_bar import FindBar


_TITLE_MARGINS, _HINT_MARGINS = (12, 10, 12, 4), (12, 4, 12, 4)  # pixels, as in the annotation pane


class AnnotationSide(QWidget):
    """The container of the annotations, which is shown beside the page or over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._hint: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(self.tr("Annotations"))

    def show_hint(self) -> None:
        """Show a hint that this page cannot be annotated; nothing happens once the hint or the pane has been shown."""
        if self._column.count():
            return
        title = QLabel(self.tr("Annotations"))
        hint = QLabel(self.tr("Open an entry or a source to see its annotations and to write a note."))
        bold = QFont(title.font())
        bold.setWeight(QFont.Weight.DemiBold)
        title.setFont(bold)
        title.setContentsMargins(*_TITLE_MARGINS)
        hint.setWordWrap(True)
        hint.setContentsMargins(*_HINT_MARGINS)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._hint = QWidget()
        column = QVBoxLayout(self._hint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (title, hint):
            column.addWidget(part)
        column.addStretch(1)
        self._column.addWidget(self._hint)

    def hide_hint(self) -> None:
        """Hide the hint, since the pane is about to be shown."""
        if self._hint is not None:
            self._hint.hide()

    def show_pane(self, pane: QWidget) -> None:
        """Show the pane in place of the hint, and take ownership of it."""
        self.hide_hint()
        self._column.addWidget(pane)


class PaneActions(NamedTuple):
    """The functions that find, copy and take the keyboard focus in a pane while it is shown instead of the page."""

    find: Callable[[], None]
    copy: Callable[[], None]
    focus: Callable[[], None]


class PageSide(QWidget):
    """Arranges the tabs, the page, the panes that can replace the page, and the bars under it."""

    def __init__(self, tabs: PageTabs, page: PageView) -> None:
        """Arrange tabs and page, and take ownership of them."""
        super().__init__()
        self._page = page
        self._panes: dict[QWidget, PaneActions] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(tabs)
        self._column.addWidget(page, 1)

    @cached_property
    def find_bar(self) -> "FindBar":
        """The find bar under the page, created on first use."""
        from coopviewer.widgets.page.find_bar import FindBar

        find_bar = FindBar(self._page)
        self._page.page_shown.connect(find_bar.refresh)
        self._column.addWidget(find_bar)
        return find_bar

    def add_pane(self, pane: QWidget, pane_actions: "PaneActions") -> None:
        """Add a pane that can be shown instead of the page, hidden at first.

        ``pane_actions`` are the functions that find, copy and take the keyboard focus in this pane.
        """
        pane.hide()
        self._panes[pane] = pane_actions
        self._column.insertWidget(self._column.indexOf(self._page) + 1, pane, 1)

    def add_bar(self, bar: QWidget) -> None:
        """Add a bar under the page, below the bars that were added before."""
        self._column.addWidget(bar)

    def show_pane(self, pane: QWidget | None) -> None:
        """Show one of the added panes instead of the page, and close the find bar; for None show the page again."""
        for each in self._panes:
            if each is not pane:
                each.hide()
        self._page.setVisible(pane is None)
        if pane is not None:
            pane.show()
            if "find_bar" in vars(self):
                self.find_bar.end()

    @property
    def pane_actions(self) -> "PaneActions | None":
        """The actions of the pane that is shown instead of the page; None if the page is shown."""
        return next((pane_actions for pane, pane_actions in self._panes.items() if not pane.isHidden()), None)

    @Slot()
    def copy(self) -> None:
        """Copy the selection of the page, or of the pane that is shown instead of it."""
        (self._page.copy_selection if self.pane_actions is None else self.pane_actions.copy)()

    @Slot()
    def find_text(self) -> None:
        """Open the find bar of the page, or start finding in the pane, such as an overview, that is shown instead."""
        (self.find_bar.open if self.pane_actions is None else self.pane_actions.find)()

    def close_find(self) -> bool:
        """Close the find bar and remove the marks of what was found; return whether there was anything to close.

        There was if the bar was shown, or the words of a search were marked; the keyboard focus then moves to the page.
        """
        if "find_bar" not in vars(self) or not self.find_bar.is_active:
            return False
        self.find_bar.close_bar()
        return True

    @Slot()
    def find_next(self) -> None:
        """Select the next match of the find bar, which is shown if it is hidden.

        Nothing happens while a pane is shown instead of the page.
        """
        if self.pane_actions is None:
            self.find_bar.next()

    @Slot()
    def find_previous(self) -> None:
        """Select the previous match of the find bar, which is shown if it is hidden.

        Nothing happens while a pane is shown instead of the page.
        """
        if self.pane_actions is None:
            self.find_bar.previous()
