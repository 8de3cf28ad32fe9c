"""Chips of which only some rows are seen at once, so that many of them take no room from what stands around them."""

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from coopviewer.widgets.common.chips import Chips

_MOST_ROWS = 3.5  # the half one says that there are more


class ChipScroll(QScrollArea):
    """As high as its chips need, up to some rows; the keyboard brings a chip into view."""

    def __init__(self, chips: Chips, parent: QWidget) -> None:
        """Take chips in."""
        super().__init__(parent)
        self._chips = chips
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(chips)
        chips.setAutoFillBackground(False)
        chips.setMinimumWidth(1)  # a long chip is drawn shorter, not the row wider
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._wanted = 0
        self._revealing = QTimer(self)  # without an interval: after the chips are laid out
        self._revealing.setSingleShot(True)
        self._revealing.timeout.connect(self._reveal)
        chips.reached.connect(self._bring_into_view)
        self.fit()

    def fit(self) -> None:
        """Be as high as the chips need that are shown now."""
        self.setVisible(bool(self._chips.buttons))
        self.updateGeometry()

    def reveal(self, place: int) -> None:
        """Bring a chip into view that was only just made, once it stands in its place."""
        self._wanted = place
        self._revealing.start()

    @Slot()
    def _reveal(self) -> None:
        for chip in self._chips.buttons[self._wanted : self._wanted + 1]:
            self._bring_into_view(chip)

    @Slot(QWidget)
    def _bring_into_view(self, chip: QWidget) -> None:
        self.ensureWidgetVisible(chip, 0, 0)

    @property
    def _most(self) -> int:
        """How high it is at most, in pixels."""
        return round(_MOST_ROWS * max((button.sizeHint().height() for button in self._chips.buttons), default=0))

    # Qt overrides

    def heightForWidth(self, width: int) -> int:
        return min(self._chips.heightForWidth(width), self._most)

    def sizeHint(self) -> QSize:
        return QSize(self._chips.sizeHint().width(), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._chips.minimumSizeHint().height(), self._most))
