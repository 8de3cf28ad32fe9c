"""Shows the sheets of a brief one at a time, as pictures that arrive one by one."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.widgets.common.interaction import announce

_MARGIN = 10  # pixels around a sheet
_SHADE = QColor(0, 0, 0, 60)
_PAPER = 210 / 297  # width of a sheet by its height


class PaperPreview(QWidget):
    """Shows the sheets of a brief one at a time; buttons, Page Up, Page Down, Home and End show another one.

    The sheets arrive as pictures, one by one, by ``add``.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start without sheets."""
        super().__init__(parent)
        self.sheet = _Sheet(self)
        self.before, self.after = QToolButton(self), QToolButton(self)
        self.place = QLabel(self)
        self._pictures: list[bytes] = []
        self._total = 0
        self._number = 1
        self._name_parts()
        self._lay_out()
        self.clear(self.tr("The brief is being laid out."))

    @property
    def number(self) -> int:
        """The number of the sheet to show, from 1; until this sheet arrives, the first is shown in its place."""
        return self._number

    @property
    def total(self) -> int:
        """The number of sheets, 0 before the first has arrived."""
        return self._total

    def clear(self, words: str) -> None:
        """Remove all sheets, and show a sentence until the first one arrives; the number of the shown sheet is kept."""
        self._pictures, self._total = [], 0
        self.place.setText(words)
        self._show()

    def begin_anew(self) -> None:
        """Show the first sheet of the next document that arrives; the shown sheet stays until then."""
        self._number = 1

    def add(self, number: int, total: int, picture: bytes) -> None:
        """Add the picture (PNG) of the sheet ``number`` (from 1) of ``total``; number 1 begins a new document.

        Sheets must be added in the order of their numbers. A new document is shown at the sheet with the same number as
        before, or at its last one if it has fewer; until that sheet arrives, the first one is shown.
        """
        if number == 1:
            self._pictures, self._total = [], total
            self._number = min(self._number, total)
        self._pictures.append(picture)
        if number in (1, self._number):
            self._show()

    @Slot()
    def step_back(self) -> None:
        """Show the previous sheet; nothing happens at the first one, or if the previous one has not arrived."""
        self.show_sheet(self._number - 1)

    @Slot()
    def step_on(self) -> None:
        """Show the next sheet; nothing happens at the last one, or if the next one has not arrived."""
        self.show_sheet(self._number + 1)

    def show_sheet(self, number: int) -> None:
        """Show the sheet ``number``, counted from 1, and have screen readers read out its number.

        Nothing happens if it has not arrived, or if it is shown already.
        """
        if 1 <= number <= len(self._pictures) and number != self._number:
            self._number = number
            self._show()
            announce(self, self.place.text())

    def _show(self) -> None:
        place = min(self._number, len(self._pictures))
        picture = QPixmap()
        if place:
            picture.loadFromData(self._pictures[place - 1], "PNG")
            words = language()("page {number} of {count}").format(number=place, count=self._total)
            self.place.setText(words)
            self.sheet.setAccessibleDescription(words)
        self.sheet.show_picture(picture)
        self.before.setEnabled(place > 1)
        self.after.setEnabled(place < self._total)

    def _name_parts(self) -> None:
        self.sheet.setAccessibleName(self.tr("Preview"))
        arrows = (Qt.ArrowType.LeftArrow, Qt.ArrowType.RightArrow)
        before, after = arrows[::-1] if self.isRightToLeft() else arrows
        self.before.setArrowType(before)
        self.before.setAccessibleName(self.tr("Previous page of the brief"))
        self.before.setToolTip(self.tr("Previous page (Page Up)"))
        self.before.clicked.connect(self.step_back)
        self.after.setArrowType(after)
        self.after.setAccessibleName(self.tr("Next page of the brief"))
        self.after.setToolTip(self.tr("Next page (Page Down)"))
        self.after.clicked.connect(self.step_on)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        for part in (self.before, self.place, self.after):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet, 1)
        column.addLayout(row)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_PageUp: self._number - 1,
            Qt.Key.Key_PageDown: self._number + 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: len(self._pictures),
        }
        number = keys.get(Qt.Key(event.key()))
        if number is None:
            super().keyPressEvent(event)
            return
        self.show_sheet(number)


class _Sheet(QWidget):
    """One picture, as large as there is space, on a background that sets it off."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 200)

    def show_picture(self, picture: QPixmap) -> None:
        """Show a picture; a null one shows nothing."""
        self._picture = picture
        self.update()

    # Qt overrides

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(420, 594)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
            if not self._picture.isNull():
                height = min(self.height() - 2 * _MARGIN, (self.width() - 2 * _MARGIN) / _PAPER)
                size = QSize(round(height * _PAPER), round(height))
                place = QRectF((self.width() - size.width()) / 2, _MARGIN, size.width(), size.height())
                painter.fillRect(place.translated(2, 2), _SHADE)
                ratio = self.devicePixelRatio()
                shown = self._picture.scaled(
                    size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
                shown.setDevicePixelRatio(ratio)
                painter.drawPixmap(place.topLeft(), shown)
                if self.hasFocus():
                    painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
                    painter.drawRect(place.adjusted(-2, -2, 2, 2))
