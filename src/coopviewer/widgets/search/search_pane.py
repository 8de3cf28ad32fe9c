"""The results of a search, shown instead of the page: the filters of the query, messages, hits and facets."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent, QPalette
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
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.search.hit_list import HitList
from coopviewer.widgets.search.offers import Offer, Offers

_FACETS_WIDTH = 250  # pixels


class SearchPane(QWidget):
    """Shows the answer to a query, and emits which hit or suggestion the user chose, and which filter was removed.

    Which value of a facet the user ticked or cleared is emitted by the FacetModel.
    """

    hit_chosen = Signal(object, bool)
    """The SearchHit that the user opened, and whether it is to be opened in a new tab."""
    chip_removed = Signal(int)
    """The index, from 0, of the filter that the user removed."""
    offer_chosen = Signal(object)
    """The target of the suggestion that the user chose: a query's text or an Address."""
    leave_wanted = Signal()
    """The user pressed Esc to return to the previous page."""

    def __init__(self, hits: HitsModel, facets: FacetModel, parent: QWidget | None = None) -> None:
        """Show the results of ``hits`` and the filters of ``facets``."""
        super().__init__(parent)
        self.hits = hits
        self.chips = Chips(self)
        self.fault = QLabel(self)
        font = QFont()  # of which only the family is set, so that its size is that of the interface
        font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        self.fault.setFont(font)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        for label in (self.fault, self.message):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.offers = Offers(self)
        self.list = HitList(hits, self)
        self.facets = FacetTree(facets, self)
        self.save_button = QToolButton(self)
        self.save_button.setAutoRaise(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._lay_out()
        self.list.chosen.connect(self.hit_chosen)
        self.list.leave_wanted.connect(self.leave_wanted)
        self.facets.leave_wanted.connect(self.leave_wanted)
        self.chips.removed.connect(self.chip_removed)
        self.offers.chosen.connect(self.offer_chosen)

    def show_message(self, message: str, fault: str = "", offers: Sequence[Offer] = ()) -> None:
        """Show a message about the results, what is wrong in the query, and suggestions.

        If the message has changed, it is read out by screen readers. ``fault`` is the query with a sign under the wrong
        character; it is shown in a fixed-width font, so that the sign is in place. Empty if nothing is wrong.
        """
        if message != self.message.text():
            self.message.setText(message)
            announce(self.list, message)
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.offers.show_offers(offers)

    def select_hit(self, entry_id: str) -> None:
        """Select the hit of the entry with this id, or else the best hit, if there is one, so that Enter opens it.

        The best hit is the first one that is not in the user's annotations, or else the first.
        """
        self.list.scrollToTop()
        self.list.setCurrentIndex(self.hits.index_of_hit(entry_id))

    def open_current(self, *, in_new_tab: bool) -> None:
        """Emit ``hit_chosen`` with the current hit and ``in_new_tab``; nothing happens if no hit is current."""
        self.list.choose(self.list.currentIndex(), in_new_tab=in_new_tab)

    def move_selection(self, event: QKeyEvent) -> None:
        """Move the selection in the results as if a key pressed in the search field were pressed there."""
        self.list.move_selection(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.message, 1)
        head.addWidget(self.save_button)
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
