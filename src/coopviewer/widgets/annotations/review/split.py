"""The list of reviews above the sheet with its buttons; where there is little height, the sheet gets most of it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.annotations.review.sheet import LEAST_LINES, ReviewSheet
from coopviewer.widgets.common.flow_layout import FlowLayout

_SHARES = [2500, 3000]  # of the height, for the list and for the sheet below it
_LOW = 16  # lines of text: in less, the list shows one review at a time
_ROW = 3.9  # lines of text, which a review in the list takes
_HEADING = 2  # lines above a text
_NO_LIMIT = (1 << 24) - 1  # Qt's greatest height
_MARGIN = 12  # pixels


class SheetArea(QScrollArea):
    """Scrolls a sheet if there is too little room for its two texts; it is at least high enough to show one of them."""

    def __init__(self, sheet: ReviewSheet, parent: QWidget) -> None:
        """Show the sheet."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the texts in it are scrolled to when they get the focus
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.setWidget(sheet)

    # Qt overrides

    @guarded
    def minimumSizeHint(self) -> QSize:
        return QSize(0, (LEAST_LINES + _HEADING) * self.fontMetrics().lineSpacing())


class ReviewSplit(QWidget):
    """Has a message, below it the list of reviews, and below that the sheet of the selected review with its buttons.

    The buttons are always in view. In a low window the list is as high as one review, and the message is hidden while
    there are reviews: the tab shows their number too. The sheet's two texts are then side by side if there is room.
    """

    def __init__(self, rows: QListView, sheet: ReviewSheet, buttons: Sequence[QPushButton], parent: QWidget) -> None:
        """Take over the list ``rows``, the sheet, and the buttons, which are shown below the sheet in this order."""
        super().__init__(parent)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self._rows, self._sheet = rows, sheet
        self._is_empty = True
        lower = QWidget(self)
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, _MARGIN // 2, 0, 0)
        line = QWidget(lower)
        flow_layout = FlowLayout(line, 8)
        for button in buttons:
            flow_layout.addWidget(button)
        column.addWidget(SheetArea(sheet, lower), 1)
        column.addWidget(line)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.addWidget(rows)
        self._splitter.addWidget(lower)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes(_SHARES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self.message, 1)
        layout.addWidget(self._splitter, 1000)

    def show_message(self, message: str, *, is_empty: bool) -> None:
        """Show a message above the list of reviews; if there are none (``is_empty``), in place of list and sheet."""
        self.message.setText(message)
        centre, leading = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignLeading
        self.message.setAlignment(centre if is_empty else leading)
        role = QPalette.ColorRole.PlaceholderText if is_empty else QPalette.ColorRole.WindowText
        self.message.setForegroundRole(role)
        self._is_empty = is_empty
        self._splitter.setVisible(not is_empty)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        is_low = self.height() < _LOW * line
        self.message.setVisible(self._is_empty or not is_low)
        self._rows.setMaximumHeight(round(_ROW * line) if is_low else _NO_LIMIT)
        self._sheet.set_low(is_low=is_low)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
