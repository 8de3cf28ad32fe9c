"""The navigator: the outline as a tree, how it is grouped and filtered, and where else an entry stands in it.

Choosing a row says so; following the page is silent.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import Grouping
from coopviewer.models.outline_model import OutlineModel
from coopviewer.models.roles import Role
from coopviewer.widgets.common.icons import row_icon_size
from coopviewer.widgets.common.theme import Theme, palette
from coopviewer.widgets.navigator.header import FilterField, GroupingBar
from coopviewer.widgets.navigator.locations_button import LocationsButton
from coopviewer.widgets.navigator.outline_tree import OutlineTree

if TYPE_CHECKING:
    from coopviewer.domain.reference.filtered_outline import FilteredOutline

_Way = tuple[str, ...]


class Navigator(QWidget):
    """A tree over an OutlineModel; ``address_chosen`` carries the Address of the entry chosen."""

    address_chosen = Signal(object)
    grouping_chosen = Signal(object)
    """The Grouping that the person wants."""
    filter_edited = Signal(str)
    """What the person typed to filter the rows."""
    leave_wanted = Signal()
    """The person is done here and returns to the page."""

    def __init__(self, model: OutlineModel, grouping: Grouping, parent: QWidget | None = None) -> None:
        """Show the model; nothing is chosen yet."""
        super().__init__(parent)
        self._model = model
        self._grouping = grouping
        self._opened: dict[Grouping, tuple[_Way, ...]] = {}
        self._is_filtered = False
        self.groupings = GroupingBar(grouping, self)
        self.field = FilterField(self)
        self.tree = OutlineTree(model, self)
        self._name_tree()
        self.found = QLabel(self)
        self.found.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.places = LocationsButton(self)
        self._arrange()
        self.setFocusProxy(self.tree)
        self.tree.clicked.connect(self._choose)
        self.tree.entered_by_key.connect(self._choose)
        self.groupings.chosen.connect(self.grouping_chosen)
        self.field.textEdited.connect(self.filter_edited)
        self.field.cleared.connect(self._clear)
        self.field.leave_wanted.connect(self._to_tree)
        self.field.accepted.connect(self._choose_first)
        self.places.way_chosen.connect(self._show_place)

    def set_theme(self, theme: Theme, *, compact: bool = False) -> None:
        """Set the tree on the ground that surrounds the page, its rows close together or not."""
        self.tree.setIconSize(row_icon_size(compact=compact))
        colours = palette(theme)
        colours.setColor(QPalette.ColorRole.Base, colours.color(QPalette.ColorRole.Window))
        self.tree.setPalette(colours)

    def follow(self, path: Sequence[str]) -> None:
        """Make the row at the end of a path of places current, opening what lies above it; silent.

        Nothing moves where the current row already stands for the last place, since the same entry may be in
        several places of the tree. An empty path leaves no row current.
        """
        current = self.tree.currentIndex()
        if path and current.isValid() and current.data(Role.NODE_KEY) == path[-1]:
            return
        self.show_way(path)

    @Slot(object)
    def show_way(self, way: Sequence[str]) -> None:
        """Make the row at the end of a way current and bring it into view; silent."""
        index = self.tree.row_at(way)
        if not index.isValid():
            self.tree.clearSelection()
            self.tree.setCurrentIndex(QModelIndex())
            return
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    @Slot(object)
    def _show_place(self, way: Sequence[str]) -> None:
        """Show a place that the person asked for, also where the filter leaves it out."""
        if not self.tree.row_at(way).isValid():
            self._clear()
        self.show_way(way)

    def show_grouping(self, grouping: Grouping) -> None:
        """Show the rows of another grouping, opened as they were when it was last shown."""
        self._keep_opened()
        self._grouping = grouping
        self.groupings.check(grouping)
        self._name_tree()
        self._restart()
        if not self._is_filtered:
            self.tree.open_ways(self._opened.get(grouping, ()))

    def show_filtered(self, left: "FilteredOutline | None") -> None:
        """Show what is left of the outline for the words in the field; None: all of it, opened as before."""
        self._keep_opened()
        self._is_filtered = left is not None
        self.tree.mark(left.words if left is not None else None)
        self._restart()
        self._say("" if left is None else self._found_words(left))
        self.tree.open_ways(self._opened.get(self._grouping, ()) if left is None else left.ways_to_open())

    def opened_ways(self) -> dict[Grouping, tuple[_Way, ...]]:
        """Give the ways to the rows that are open, in each grouping that was shown."""
        self._keep_opened()
        return dict(self._opened)

    def open_ways(self, opened: Mapping[Grouping, tuple[_Way, ...]]) -> None:
        """Open the rows at the ends of these ways, those of other groupings when they are shown."""
        self._opened = dict(opened)
        self.tree.open_ways(opened.get(self._grouping, ()))

    @Slot()
    def begin_filter(self) -> None:
        """Move the keyboard to the line that filters the rows."""
        from coopviewer.widgets.common.dialogs import focus_by_key  # deferred: see widgets/dialogs.py

        focus_by_key(self.field)
        self.field.selectAll()

    @Slot()
    def forget(self) -> None:
        """Forget what was open and typed, as when another reference has been opened."""
        self._opened.clear()
        self._is_filtered = False
        self.tree.mark(None)
        self.field.clear()
        self.found.clear()

    def _name_tree(self) -> None:
        names = {
            Grouping.REGIONS: self.tr("Navigator: entries by region"),
            Grouping.COOPERATION: self.tr("Navigator: entries by cooperation"),
            Grouping.PARTNERS: self.tr("Navigator: entries by partner"),
        }
        self.tree.setAccessibleName(names[self._grouping])

    def _restart(self) -> None:
        self._model.restart()
        self._model.fetchMore(QModelIndex())  # at once: the view would wait until it is next drawn

    @Slot()
    def say_if_empty(self) -> None:
        """Say that there is nothing to be shown, where there is nothing even without a filter."""
        if not self._is_filtered:
            self._say("" if self._model.rowCount() else self.tr("No entries in this grouping"))

    def _say(self, words: str) -> None:
        if words != self.found.text():
            self.found.setText(words)
            if words:
                from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # deferred: not at the start

                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def _keep_opened(self) -> None:
        if not self._is_filtered:
            self._opened[self._grouping] = self.tree.opened_ways()

    def _found_words(self, left: "FilteredOutline") -> str:
        if not left.matches:
            return self.tr("Nothing matches here. Esc clears.")
        if not left.complete:
            return self.tr("More than {count:,} match").format(count=len(left.matches))
        one, several = self.tr("1 entry matches"), self.tr("{count:,} entries match")
        return one if len(left.matches) == 1 else several.format(count=len(left.matches))

    def _arrange(self) -> None:
        head, foot = QVBoxLayout(), QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 6)
        head.setSpacing(6)
        head.addWidget(self.groupings)
        head.addWidget(self.field)
        foot.setContentsMargins(10, 2, 4, 2)
        foot.addWidget(self.found, 1)
        self.found.setMinimumHeight(self.places.sizeHint().height())  # nothing jumps when the button comes and goes
        foot.addWidget(self.places)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)

    @Slot()
    def _clear(self) -> None:
        self.field.clear()
        self.filter_edited.emit("")

    @Slot()
    def _to_tree(self) -> None:
        from coopviewer.widgets.common.dialogs import focus_by_key  # deferred: see widgets/dialogs.py

        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self._first_match())
        focus_by_key(self.tree)

    @Slot()
    def _choose_first(self) -> None:
        index = self._first_match()
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self._choose(index)

    def _first_match(self) -> QModelIndex:
        """Find the first row in view that matches, else the first of all."""
        index = first = self._model.index(0, 0)
        while index.isValid() and not index.data(Role.MATCHES):
            index = self.tree.indexBelow(index)
        return index if index.isValid() else first

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        ref = index.data(Role.REF)
        if isinstance(ref, EntryRef):
            self.address_chosen.emit(Address(ref.id))
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
