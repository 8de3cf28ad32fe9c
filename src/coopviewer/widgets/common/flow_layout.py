"""A layout that arranges widgets in lines, and starts a new line where the width is used up."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from coopviewer.models.guard import guarded


class FlowLayout(QLayout):
    """Lines of widgets from the leading side; the height depends on the width. Hidden widgets take no space."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        """Start empty; ``gap`` is the space between widgets and between lines, in pixels."""
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, since Qt asks dozens of times after each change around it

    def _lay_out(self, area: QRect, *, apply: bool) -> int:
        """Return the height that the items need in the width of ``area``; with ``apply``, move them there."""
        x, y, line = area.left(), area.top(), 0
        widget = self.parentWidget()
        mirrored = widget is not None and widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            size = item.sizeHint()
            if size.width() > area.width():
                height = item.heightForWidth(area.width()) if item.hasHeightForWidth() else size.height()
                size = QSize(area.width(), height)
            if x > area.left() and x + size.width() > area.right() + 1:
                x, y, line = area.left(), y + line + self._gap, 0
            if apply:
                left = area.right() + 1 - (x - area.left()) - size.width() if mirrored else x
                item.setGeometry(QRect(QPoint(left, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line - area.top()

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Add a widget before the one at ``index``, counted from 0 with hidden ones; at the end if there is none."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    # Qt overrides

    @guarded
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        return len(self._items)

    @guarded
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @guarded
    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @guarded
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), apply=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @guarded
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, apply=True)

    @guarded
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @guarded
    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size
