"""Drawing of the rows of the review queue: the entry's title, the quotation, and a line on the review."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopviewer.domain.anchoring.review import Review
from coopviewer.domain.annotations.versions.conflicts import Conflict
from coopviewer.domain.annotations.versions.earlier import OtherVersion
from coopviewer.models.annotations.review_list import Reviewed
from coopviewer.models.guard import guarded
from coopviewer.models.roles import LONGEST_TIP, Role
from coopviewer.widgets.common.marked_text import MarkedLine

_PADDING, _GAP = 8, 3  # pixels
_Index = QModelIndex | QPersistentModelIndex


class ReviewDelegate(QStyledItemDelegate):
    """Draws a review in three lines (entry's title, quotation, a line on the review), and a heading in one."""

    def __init__(self, describe: Callable[[Reviewed], str], parent: QObject) -> None:
        """Draw the rows of a list; ``describe`` returns the third line of a review, as in ReviewList."""
        super().__init__(parent)
        self._describe = describe

    # Qt overrides

    @guarded
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if isinstance(index.data(Role.VALUE), str):
            return QSize(0, option.fontMetrics.height() + 2 * _PADDING)
        return QSize(0, 3 * (option.fontMetrics.height() + _GAP) + 2 * _PADDING)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        review = index.data(Role.VALUE)
        if isinstance(review, str):
            _draw_heading(painter, option, review)
        if not isinstance(review, Review | OtherVersion | Conflict):
            return
        painter.save()
        painter.setClipRect(option.rect)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        text = option.palette.color(QPalette.ColorRole.Text)
        soft = text if selected else option.palette.color(QPalette.ColorRole.PlaceholderText)
        plain, title = QFont(option.font), QFont(option.font)  # copies, since its font is destroyed with the option
        title.setWeight(QFont.Weight.DemiBold)
        area = option.rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        area.setHeight(area.height() // 3)
        # in isolate characters, so that full stops and asterisks stay at their side in a list from right to left
        quotation = f"\u2068“{' '.join(review.quotation[:LONGEST_TIP].split())}”\u2069"
        for describe, font, colour in (
            (f"\u2068{review.title}\u2069", title, text),
            (quotation, plain, text),
            (self._describe(review), plain, soft),
        ):
            MarkedLine(describe, (), font, QFontMetrics(font)).draw(painter, area, colour, option.direction)
            area.translate(0, area.height())
        painter.restore()


def _draw_heading(painter: QPainter, option: QStyleOptionViewItem, heading: str) -> None:
    """Draw a heading over some rows: its text, and a line below it."""
    painter.save()
    font = QFont(option.font)
    font.setWeight(QFont.Weight.Bold)
    area = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
    text = option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text)  # its row cannot be selected
    MarkedLine(heading, (), font, QFontMetrics(font)).draw(painter, area, text, option.direction)
    painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    painter.restore()
