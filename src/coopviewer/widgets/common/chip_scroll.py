"""A scroll area for chips, so that many chips take no space from the widgets around them."""

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.chips import Chips

_MOST_ROWS = 3.5  # half a row shows that there are more


class ChipScroll(QScrollArea):
    """Scrolls chips: it is as high as they need, up to three and a half rows.

    A chip that gets the keyboard focus is scrolled into view.
    """

    def __init__(self, chips: Chips, parent: QWidget) -> None:
        """Put the chips into the scroll area; after each change of the chips call ``fit``."""
        super().__init__(parent)
        self._chips = chips
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(chips)
        chips.setAutoFillBackground(False)
        chips.setMinimumWidth(1)  # so that a long chip is elided instead of widening the row
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._index_to_reveal = 0
        self._reveal_timer = QTimer(self)  # no interval: it fires once the chips have been laid out
        self._reveal_timer.setSingleShot(True)
        self._reveal_timer.timeout.connect(self._reveal)
        chips.chip_focused.connect(self._bring_into_view)
        self.fit()

    def fit(self) -> None:
        """Adapt the height to the current chips, as after each change of them; hide the area if there are none."""
        self.setVisible(bool(self._chips.buttons))
        self.updateGeometry()

    def reveal(self, index: int) -> None:
        """Scroll to the chip with an index, from 0, once it is laid out; nothing happens if there is no such chip."""
        self._index_to_reveal = index
        self._reveal_timer.start()

    @Slot()
    def _reveal(self) -> None:
        for chip in self._chips.buttons[self._index_to_reveal : self._index_to_reveal + 1]:
            self._bring_into_view(chip)

    @Slot(QWidget)
    def _bring_into_view(self, chip: QWidget) -> None:
        self.ensureWidgetVisible(chip, 0, 0)

    @property
    def _maximum_height(self) -> int:
        """The maximum height in pixels."""
        return round(_MOST_ROWS * max((button.sizeHint().height() for button in self._chips.buttons), default=0))

    # Qt overrides

    @guarded
    def heightForWidth(self, width: int) -> int:
        return min(self._chips.heightForWidth(width), self._maximum_height)

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(self._chips.sizeHint().width(), self.heightForWidth(max(self.width(), 1)))

    @guarded
    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._chips.minimumSizeHint().height(), self._maximum_height))
