"""What a search found, in the place of the page: the query's parts, messages, the hits, and facets beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontDatabase, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopviewer.models.facet_model import FacetModel
from coopviewer.models.hits_model import HitsModel
from coopviewer.widgets.common.chips import Chips
from coopviewer.widgets.common.facet_tree import FacetTree
from coopviewer.widgets.search.hit_list import HitList
from coopviewer.widgets.search.offers import Offer, Offers

_FACETS_WIDTH = 250  # pixels


class SearchPane(QWidget):
    """Shows one answer at a time; says which hit, chip, facet or offer a person chose."""

    hit_chosen = Signal(object, bool)
    """A SearchHit; true: for a new tab."""
    chip_removed = Signal(int)
    offer_chosen = Signal(object)
    """A query's text, or an Address."""
    leave_wanted = Signal()
    """Esc was pressed: the person returns to where they were."""

    def __init__(self, hits: HitsModel, facets: FacetModel, parent: QWidget | None = None) -> None:
        """Show these models; hidden until there is a search."""
        super().__init__(parent)
        self.hits = hits
        self.chips = Chips(self)
        self.fault = QLabel(self)
        self.fault.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        for label in (self.fault, self.message):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.offers = Offers(self)
        self.list = HitList(hits, self)
        self.facets = FacetTree(facets, self)
        self.save = QToolButton(self)
        self.save.setAutoRaise(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._arrange()
        self.list.chosen.connect(self.hit_chosen)
        self.list.leave_wanted.connect(self.leave_wanted)
        self.facets.leave_wanted.connect(self.leave_wanted)
        self.chips.removed.connect(self.chip_removed)
        self.offers.chosen.connect(self.offer_chosen)

    def show_message(self, message: str, fault: str = "", offers: Sequence[Offer] = ()) -> None:
        """Say how much was found, what was not understood (with its caret, fixed width), and what may be meant."""
        if message != self.message.text():
            self.message.setText(message)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, message))
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.offers.show_offers(offers)

    def mark(self, entry_id: str) -> None:
        """Mark the hit of an entry, else the best one, so that Enter opens it."""
        self.list.scrollToTop()
        self.list.setCurrentIndex(self.hits.index_of_hit(entry_id))

    def open_current(self, *, apart: bool) -> None:
        """Choose the marked hit; ``apart``: for a new tab."""
        self.list.choose(self.list.currentIndex(), apart=apart)

    def walk(self, event: QKeyEvent) -> None:
        """Let a key that was pressed in the search field walk the hits."""
        self.list.walk(event)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.message, 1)
        head.addWidget(self.save)
        side = QWidget(self)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(12, 10, 0, 6)
        layout.addWidget(self.chips)
        layout.addWidget(self.fault)
        layout.addLayout(head)
        layout.addWidget(self.offers)
        layout.addWidget(self.list, 1)
        self._splitter = QSplitter(self)
        self._splitter.addWidget(side)
        self._splitter.addWidget(self.facets)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setHandleWidth(1)
        self._splitter.setSizes([1000, _FACETS_WIDTH])
        self._splitter.setCollapsible(0, False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
