"""Delegate of an outline with badges but no filter and no hints: draws as OutlineDelegate does, with fewer imports.

The first badges are drawn at the start, where the enumerations of QStyle and of the Qt namespace, which OutlineDelegate
needs, would take a tenth of the launch (docs/pitfalls.md). Rows with a badge that are selected, written from right to
left, or too narrow are left to OutlineDelegate.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from coopviewer.models.guard import guarded
from coopviewer.models.roles import Role
from coopviewer.widgets.common.badge_drawing import badge_width, draw_badge

if TYPE_CHECKING:
    from coopviewer.widgets.navigator.outline_delegate import OutlineDelegate

_MARGIN = 3  # pixels on both sides of an icon and before a text, as the Fusion style has them
_ROUNDED = 3  # pixels, as in OutlineDelegate


class BadgeDelegate(QStyledItemDelegate):
    """Draws a row as the style does, and the badge (the number of annotations) right after its title."""

    def __init__(self, tree: QTreeView) -> None:
        """Draw the rows of ``tree``, once the caller has set this as its delegate."""
        super().__init__(tree)
        self._tree = tree

    @cached_property
    def _complete(self) -> "OutlineDelegate":
        return outline_delegate(None, self._tree)

    # Qt overrides

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count = int(index.data(Role.BADGE) or 0)
        if not count:
            super().paint(painter, option, index)
            return
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        icon = 0 if row.icon.isNull() else row.decorationSize.width() + 2 * _MARGIN
        title = row.rect.left() + icon + _MARGIN
        badge = title + row.fontMetrics.horizontalAdvance(row.text) + _ROUNDED
        has_room = badge + badge_width(count, row.fontMetrics) <= row.rect.right() + 1 - _MARGIN
        if not has_room or self._tree.isRightToLeft() or self._tree.selectionModel().isSelected(index):
            self._complete.paint(painter, option, index)
            return
        super().paint(painter, option, index)
        area = QRect(badge, row.rect.top(), row.rect.right() + 1 - badge, row.rect.height())
        painter.save()
        painter.setFont(row.font)
        draw_badge(painter, area, count, mirrored=False)
        painter.restore()


def outline_delegate(words: Sequence[str] | None, tree: QTreeView) -> "OutlineDelegate":
    """Return an OutlineDelegate, which draws hints, badges and matches of a filter; the first call imports its module.

    In rows that match the filter, beginnings of words that are in ``words`` are marked; other rows are drawn paler.
    ``words`` must be folded (without case and accents). None: there is no filter, and all rows are drawn alike.
    """
    from coopviewer.widgets.navigator.outline_delegate import OutlineDelegate

    return OutlineDelegate(words, tree)
