"""The panes side by side: the navigator, the page, and the annotations.

The page keeps a least width, which grows with the size of the text. In a window that is too narrow for all three, the
annotations are hidden first, then the navigator. The user can then open a hidden pane over the page.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from coopviewer.widgets.shell.overlay import Overlay

_NAVIGATOR_WIDTH, _ANNOTATIONS_WIDTH = 290, 280  # pixels, until the user's own widths are set
# the width that is left for the page, in heights of a line, or else a pane gives way
_PAGE_BESIDE_NAVIGATOR, _PAGE_BESIDE_ANNOTATIONS = 26, 45


class SidePane:
    """A side pane, and whether it is shown beside the page (``is_docked``).

    SidePanes creates two, which are its ``navigator`` and its ``annotations``.
    """

    def __init__(self, widget: QWidget, title: str, width: int, page_lines: int) -> None:
        """Start as a pane that the user wants to see beside the page.

        ``title`` is shown above the pane while it is over the page, empty if the pane shows a title itself. ``width``
        is the pane's first width in pixels. ``page_lines`` is the least width that the page keeps beside the pane, in
        heights of a line of text.
        """
        self.widget = widget
        self.title = title
        self.width = width
        self.page_lines = page_lines
        self.is_wanted = True
        """Whether the user wants to see the pane beside the page if there is space."""
        self.is_suppressed = False
        """Whether the pane is not beside the page because what is shown has no use for it."""
        self.is_docked = True
        """Whether the pane is shown beside the page."""


class SidePanes(QSplitter):
    """Shows the side panes beside the page, or over it where the window is too narrow."""

    changed = Signal()
    """A pane was shown or hidden, beside the page or over it."""
    overlay_left = Signal()
    """The pane that was shown over the page is not any more, and the keyboard focus should go to the page.

    The user closed or hid it, or it is beside the page now and the focus was on the button to close it.
    """

    def __init__(self, navigator: QWidget, page: QWidget, annotations: QWidget) -> None:
        """Arrange three widgets, and take ownership of them; this widget has no parent until the window takes it."""
        super().__init__()  # without a parent, which would create all enumerations of the Qt namespace
        self.navigator = SidePane(navigator, self.tr("Navigator"), _NAVIGATOR_WIDTH, _PAGE_BESIDE_NAVIGATOR)
        self.annotations = SidePane(annotations, "", _ANNOTATIONS_WIDTH, _PAGE_BESIDE_ANNOTATIONS)
        self.by_action = {ActionId.SHOW_NAVIGATOR: self.navigator, ActionId.SHOW_ANNOTATIONS: self.annotations}
        """The panes by the actions that show and hide them."""
        self.close_icon = QIcon()
        """The icon of the button that closes a pane over the page."""
        self._line = self.fontMetrics().height()
        for widget in (navigator, page, annotations):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._store_widths)

    @cached_property
    def overlay(self) -> "Overlay":
        """The widget that shows a pane over the page, created on first use."""
        from coopviewer.widgets.shell.overlay import Overlay

        overlay = Overlay(self.window(), self)
        overlay.closed.connect(self.changed)
        overlay.left.connect(self.overlay_left)
        return overlay

    @property
    def widths(self) -> tuple[int, int]:
        """The widths of navigator and annotations in pixels, also of a pane that is hidden."""
        return self.navigator.width, self.annotations.width

    def set_widths(self, navigator: int, annotations: int) -> None:
        """Set the widths of navigator and annotations in pixels; the page gets the rest. No pane is shown or hidden."""
        self.navigator.width, self.annotations.width = navigator, annotations
        self._apply_widths()

    def is_over_page(self, pane: SidePane) -> bool:
        """Return whether a pane is shown over the page, covering a part of it."""
        return "overlay" in vars(self) and self.overlay.shown is pane.widget

    def is_shown(self, pane: SidePane) -> bool:
        """Return whether a pane is shown, beside the page or over it."""
        return pane.is_docked or self.is_over_page(pane)

    def set_wanted(self, pane: SidePane, wanted: bool) -> None:
        """Set whether the user wants a pane beside the page, and call ``fit``, which shows or hides it there."""
        pane.is_wanted = wanted
        self.fit()

    def set_suppressed(self, pane: SidePane, suppressed: bool) -> None:
        """Set whether a pane is hidden because what is shown, such as the list of annotations, has no use for it.

        Whether the user wants the pane is kept. A pane that is shown over the page stays there.
        """
        if suppressed is not pane.is_suppressed:
            pane.is_suppressed = suppressed
            self.fit()

    def show_pane(self, pane: SidePane) -> None:
        """Show a pane beside the page if there is space, or else over the page, in place of one already over it.

        The pane is wanted beside the page from now on. A suppressed pane is shown over the page. The keyboard focus
        moves into the pane only if this call shows it over the page.
        """
        self.set_wanted(pane, True)
        if not self.is_shown(pane):
            self.overlay.close_button.setIcon(self.close_icon)
            self.overlay.show_pane(pane.widget, pane.title, pane.width, leading=pane is self.navigator)
            self.changed.emit()

    def hide_pane(self, pane: SidePane) -> None:
        """Hide a pane: close it if it is over the page, else set that the user does not want it beside the page.

        If it is over the page ``overlay_left`` is emitted, or the keyboard focus would stay in the hidden pane.
        """
        if self.is_over_page(pane):
            self.overlay.close_pane()
            self.overlay_left.emit()
        else:
            self.set_wanted(pane, False)

    def close_overlay(self) -> None:
        """Close the pane that is shown over the page, if there is one; the keyboard focus is not moved to the page.

        ``overlay_left`` is not emitted.
        """
        if "overlay" in vars(self):
            self.overlay.close_pane()

    def fit(self) -> None:
        """Show beside the page each pane that is wanted, is not suppressed, and leaves the page enough space.

        Where there is space for either pane but not for both, the navigator is shown. A pane is suppressed where what
        is shown has no use for it (``set_suppressed``). A pane that is shown over the page stays there until it fits
        beside the page.
        """
        width = self.window().width()
        navigator_docks = self._fits(self.navigator, width)
        rest = width - self._needed(self.navigator) if navigator_docks else width
        docks = {self.navigator: navigator_docks, self.annotations: self._fits(self.annotations, rest)}
        moved = [pane for pane, is_docked in docks.items() if pane.is_docked is not is_docked]
        for pane in moved:
            (self._dock if docks[pane] else self._undock)(pane)
        if moved:
            self._apply_widths()
            self.changed.emit()

    def _fits(self, pane: SidePane, width: int) -> bool:
        wanted = pane.is_wanted and not pane.is_suppressed
        return wanted and width >= self._needed(pane) + pane.page_lines * self._line

    def _needed(self, pane: SidePane) -> int:
        return max(pane.width, pane.widget.minimumSizeHint().width())

    def _dock(self, pane: SidePane) -> None:
        """Show a pane beside the page; if it was over the page, what had the keyboard focus in it keeps it.

        If the focus was beside it, on the button to close it, the page gets it.
        """
        focused = self.window().focusWidget() if self.is_over_page(pane) else None
        if self.is_over_page(pane):
            self.overlay.close_pane()
        if pane.widget.parentWidget() is not self:
            self.insertWidget(0 if pane is self.navigator else self.count(), pane.widget)
        pane.is_docked = True
        pane.widget.show()
        if focused is not None and pane.widget.isAncestorOf(focused):
            focused.setFocus()  # Qt takes it from a widget that gets another parent
        elif focused is not None and self.overlay.isAncestorOf(focused):
            self.overlay_left.emit()

    def _undock(self, pane: SidePane) -> None:
        pane.is_docked = False
        pane.widget.hide()

    def _apply_widths(self) -> None:
        """Set the widths of the docked panes. Sizes of hidden widgets do not count."""
        width = self.window().width()
        navigator, annotations = (pane.width if pane.is_docked else 0 for pane in (self.navigator, self.annotations))
        sizes: dict[QWidget | None, int] = {
            self.navigator.widget: navigator,
            self.annotations.widget: annotations,
        }
        rest = max(width - navigator - annotations, 1)
        self.setSizes([sizes.get(self.widget(index), rest) for index in range(self.count())])

    @Slot()
    def _store_widths(self) -> None:
        for pane in (self.navigator, self.annotations):
            if pane.is_docked:
                pane.width = pane.widget.width()

    # Qt overrides

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and (line := self.fontMetrics().height()) != self._line:
            for pane in (self.navigator, self.annotations):
                pane.width = round(pane.width * line / self._line)
            self._line = line
            self.fit()
            self._apply_widths()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)
        if "overlay" in vars(self):
            self.overlay.cover()
