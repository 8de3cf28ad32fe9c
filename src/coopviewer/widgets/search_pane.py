"""What a search found, in the place of the page: the query's parts, messages, the hits, and facets beside them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontDatabase, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.addresses import Address
from coopviewer.domain.search_answer import FacetValue, SearchHit
from coopviewer.models.facet_model import FacetModel
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.roles import Role
from coopviewer.widgets.chips import Chips
from coopviewer.widgets.flow_layout import FlowLayout
from coopviewer.widgets.hit_delegate import HitDelegate

_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FACETS_WIDTH, _NARROW = 250, 620  # pixels


class Offer(NamedTuple):
    """Something that a person may have meant: what a button says, and a query's text or an Address to go to.

    One with a ``hint`` stands on a line of its own, the hint beside it.
    """

    text: str
    target: str | Address
    hint: str = ""


class SearchPane(QWidget):
    """Shows one answer at a time; says which hit, chip, facet or offer a person chose."""

    hit_chosen = Signal(object, bool)
    """A SearchHit; true: for a new tab."""
    chip_removed = Signal(int)
    offer_chosen = Signal(object)
    """A query's text, or an Address."""
    left = Signal()
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
        self.offers = _Offers(self)
        self.list = _HitList(hits, self)
        self.facets = _FacetTree(facets, self)
        self.save = QToolButton(self)
        self.save.setAutoRaise(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._arrange()
        self.list.chosen.connect(self.hit_chosen)
        self.list.left.connect(self.left)
        self.facets.left.connect(self.left)
        self.chips.removed.connect(self.chip_removed)
        self.offers.chosen.connect(self.offer_chosen)

    def say(self, message: str, fault: str = "", offers: Sequence[Offer] = ()) -> None:
        """Say how much was found, what was not understood (with its caret, fixed width), and what may be meant."""
        if message != self.message.text():
            self.message.setText(message)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, message))
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.offers.show_offers(offers)

    def take_first(self) -> None:
        """Mark the best hit, so that Enter opens it."""
        self.list.setCurrentIndex(self.hits.first_hit())
        self.list.scrollToTop()

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


class _Offers(QWidget):
    """Buttons for what a person may have meant."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self.buttons: list[QPushButton] = []
        self._flow = QWidget(self)
        self._lines = QWidget(self)
        FlowLayout(self._flow, 4).setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._lines)
        layout.addWidget(self._flow)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these in place of those before."""
        if tuple(offers) == self._offers:
            return
        for child in (*self._flow.findChildren(QWidget), *self._lines.findChildren(QWidget)):
            child.hide()
            child.deleteLater()
        self._offers = tuple(offers)
        self.buttons = []
        for offer in offers:
            self.buttons.append(self._button(offer))
        self._flow.setVisible(any(not offer.hint for offer in offers))
        self._lines.setVisible(any(offer.hint for offer in offers))
        self.setVisible(bool(offers))
        self.updateGeometry()

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.text.replace("&", "&&"), self._lines if offer.hint else self._flow)
        button.setFlat(True)
        button.clicked.connect(self._choose)
        if offer.hint:
            button.setAccessibleDescription(offer.hint)
            grid = self._lines.layout()
            assert isinstance(grid, QGridLayout)
            row = len(self.buttons)
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft)
            hint = QLabel(offer.hint, self._lines)
            hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(hint, row, 1)
        else:
            flow = self._flow.layout()
            assert flow is not None
            flow.addWidget(button)
            button.show()
        return button

    @Slot()
    def _choose(self) -> None:
        for button, offer in zip(self.buttons, self._offers, strict=True):
            if button is self.sender():
                self.chosen.emit(offer.target)
                return


class _HitList(QListView):
    """Hits under headings; Enter and a click choose, with Ctrl or the middle button for a new tab."""

    chosen = Signal(object, bool)
    left = Signal()

    def __init__(self, hits: HitsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(hits)
        self.setItemDelegate(HitDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Results"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose_by_mouse)
        self._apart = False

    def choose(self, index: QModelIndex, *, apart: bool) -> None:
        """Say that the hit of a row is chosen; a heading cannot be."""
        hit = index.data(Role.VALUE)
        if isinstance(hit, SearchHit):
            self.chosen.emit(hit, apart)

    def walk(self, event: QKeyEvent) -> None:
        """Move along the hits as if the key had been pressed here."""
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose_by_mouse(self, index: QModelIndex) -> None:
        self.choose(index, apart=self._apart)

    # Qt's names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _RETURN_KEYS:
            self.choose(self.currentIndex(), apart=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        from coopviewer.widgets.mouse import is_middle, wants_new_tab

        self._apart = wants_new_tab(event)
        if is_middle(event):  # which Qt does not tell of as a click
            self.choose(self.indexAt(event.position().toPoint()), apart=True)
            return
        super().mouseReleaseEvent(event)


class _FacetTree(QTreeView):
    """Facets opened, their values with boxes; Esc leaves."""

    left = Signal()

    def __init__(self, facets: FacetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(facets)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the count at the end stays
        self.setStyleSheet("QTreeView::item { padding: 3px 0px; }")
        self.setAccessibleName(self.tr("Narrow the results"))
        self._facets = facets
        self._place: tuple[object, object] = (None, None)
        facets.modelAboutToBeReset.connect(self._keep_place)
        facets.modelReset.connect(self._find_place)

    @Slot()
    def _keep_place(self) -> None:
        index = self.currentIndex()
        value = index.data(Role.VALUE)
        self._place = (index.parent().data(), value.value if isinstance(value, FacetValue) else None)

    @Slot()
    def _find_place(self) -> None:
        """Open all facets anew, and go to the value where the keyboard was, wherever it stands now."""
        self.expandAll()
        for row in range(self._facets.rowCount()):
            parent = self._facets.index(row, 0)
            for place in range(self._facets.rowCount(parent) if parent.data() == self._place[0] else 0):
                index = self._facets.index(place, 0, parent)
                if index.data(Role.VALUE).value == self._place[1]:
                    self.setCurrentIndex(index)

    # Qt's names

    def sizeHint(self) -> QSize:
        return QSize(_FACETS_WIDTH, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
