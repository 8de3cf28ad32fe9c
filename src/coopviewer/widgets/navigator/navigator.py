"""The navigator: the outline as a tree, with its grouping, its filter, and the other locations of the open entry.

Signals are emitted only for what the user does, not when the navigator follows the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coopviewer.domain.browsing.addresses import Address, overview_address, search_address
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import ARRANGEMENTS, Grouping, of_kind
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.language import language
from coopviewer.models.outline_model import OutlineModel
from coopviewer.models.roles import Role
from coopviewer.widgets.common.icons import row_icon_size
from coopviewer.widgets.common.interaction import announce, focus_by_key
from coopviewer.widgets.common.theme import Theme, palette
from coopviewer.widgets.navigator.header import FilterField, GroupingBar
from coopviewer.widgets.navigator.locations_button import LocationsButton
from coopviewer.widgets.navigator.outline_tree import OutlineTree

if TYPE_CHECKING:
    from coopviewer.domain.reference.filtered_outline import FilteredOutline

_OVERVIEWS = {  # of the rows under a heading, by its key
    ARRANGEMENTS: overview_address("coverage", "where=arrangement:listed"),
    of_kind(EntryKind.PROJECT): overview_address("timeline"),
    of_kind(EntryKind.NETWORK): search_address(f"kind:{EntryKind.NETWORK}"),
    of_kind(EntryKind.FORUM): search_address(f"kind:{EntryKind.FORUM}"),
}
_Path = tuple[str, ...]  # the keys of outline nodes, from the top of the tree to the row itself


class Navigator(QWidget):
    """Shows an OutlineModel as a tree, with grouping and filter above it.

    Below it are a message, such as how many entries match the filter, and a button with a menu of the rows of the open
    entry, if it has several.

    The path of a row is the keys of outline nodes, without ROOT, from the top of the tree to the row itself.
    """

    address_chosen = Signal(object)
    """The Address that the user chose: of an entry, or of the overview or search that a heading leads to."""
    grouping_chosen = Signal(object)
    """The Grouping that the user chose."""
    filter_edited = Signal(str)
    """The text that the user typed to filter the rows; empty when the filter is cleared."""

    def __init__(
        self,
        model: OutlineModel,
        grouping: Grouping,
        parent: QWidget | None = None,
        *,
        groupings: Sequence[Grouping],
    ) -> None:
        """Show the model, grouped by ``grouping``, without a current row; the user may choose among ``groupings``."""
        super().__init__(parent)
        self._model = model
        self._grouping = grouping
        self._expanded: dict[Grouping, tuple[_Path, ...]] = {}
        self._is_filtered = False
        self.groupings = GroupingBar(grouping, groupings, self)
        self.field = FilterField(self)
        self.tree = OutlineTree(model, self)
        self._name_tree()
        self.match_label = QLabel(self)
        self.match_label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.locations_button = LocationsButton(self)
        self._lay_out()
        self.setFocusProxy(self.tree)
        self.tree.clicked.connect(self.choose)
        self.tree.enter_pressed.connect(self.choose)
        self.groupings.chosen.connect(self.grouping_chosen)
        self.field.textEdited.connect(self.filter_edited)
        self.field.cleared.connect(self._clear)
        self.field.leave_wanted.connect(self._focus_tree)
        self.field.accepted.connect(self._choose_first)
        self.locations_button.path_chosen.connect(self._show_location)

    def set_theme(self, theme: Theme, *, compact: bool = False) -> None:
        """Draw the tree in a theme's colours, on the theme's window colour; ``compact``: rows closer together."""
        self.tree.setIconSize(row_icon_size(compact=compact))
        colours = palette(theme)
        colours.setColor(QPalette.ColorRole.Base, colours.color(QPalette.ColorRole.Window))
        self.tree.setPalette(colours)

    def sync_to_path(self, path: Sequence[str]) -> None:
        """Make the row of a path (keys from the top down) current and expand the rows above it; no signal is emitted.

        Nothing changes if the current row has the last key of the path: an entry may have several rows, and the user
        may have chosen another of them. For an empty path, or if the row is not found, no row is current.
        """
        current = self.tree.currentIndex()
        if path and current.isValid() and current.data(Role.NODE_KEY) == path[-1]:
            return
        self.select_path(path)

    @Slot(object)
    def select_path(self, path: Sequence[str]) -> None:
        """Make the row of a path (keys from the top down) current and scroll to it, without emitting signals.

        If the row is not found, no row is current.
        """
        index = self.tree.row_at(path)
        if not index.isValid():
            self.tree.clearSelection()
            self.tree.setCurrentIndex(QModelIndex())
            return
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def show_marked(self, entry_ids: Iterable[str]) -> None:
        """Select the rows of entries marked for comparison, and no others; no signal is emitted.

        Rows under collapsed rows are not selected.
        """
        self.tree.select_entries(frozenset(entry_ids))

    @Slot(object)
    def _show_location(self, path: Sequence[str]) -> None:
        """Show the location that the user chose; clear the filter if it hides the row."""
        if not self.tree.row_at(path).isValid():
            self._clear()
        self.select_path(path)

    def show_grouping(self, grouping: Grouping) -> None:
        """Show the rows of another grouping, expanded as when it was last shown; with a filter none is expanded.

        The model requests its rows anew: what answers ``children_wanted`` must use this grouping already.
        """
        self._store_expanded()
        self._grouping = grouping
        self.groupings.check(grouping)
        self._name_tree()
        self._reload()
        if not self._is_filtered:
            self.tree.expand_paths(self._expanded.get(grouping, ()))

    def show_filtered(self, outline: "FilteredOutline | None") -> None:
        """Show the rows that match the filter, and those above them; for None all rows, expanded as before the filter.

        The model requests its rows anew: what answers ``children_wanted`` must use ``outline`` already.
        """
        self._store_expanded()
        self._is_filtered = outline is not None
        self.tree.mark(outline.words if outline is not None else None)
        self._reload()
        self._show_message("" if outline is None else self._match_text(outline))
        self.tree.expand_paths(self._expanded.get(self._grouping, ()) if outline is None else outline.paths_to_open())

    def expanded_paths(self) -> dict[Grouping, tuple[_Path, ...]]:
        """Return for each grouping the paths of its expanded rows, at most the first 300 of one that was shown.

        A grouping that is not shown now has the rows that were expanded when it was last shown, or else all paths that
        ``expand_paths`` got; one without either is left out. While there is a filter, the shown grouping has the rows
        that were expanded before it was set.
        """
        self._store_expanded()
        return dict(self._expanded)

    def expand_paths(self, expanded: Mapping[Grouping, tuple[_Path, ...]]) -> None:
        """Expand the rows of these paths: those of the shown grouping now, those of another once it is shown.

        All paths stored before are replaced; rows that are expanded already stay expanded. The current row is scrolled
        into view.
        """
        self._expanded = dict(expanded)
        self.tree.expand_paths(expanded.get(self._grouping, ()))
        if (current := self.tree.currentIndex()).isValid():  # else the rows above push it out of view
            self.tree.scrollTo(current)

    @Slot()
    def focus_filter(self) -> None:
        """Move the keyboard focus to the line that filters the rows, and select its text."""
        focus_by_key(self.field)
        self.field.selectAll()

    @Slot()
    def reset(self) -> None:
        """Clear the filter and the stored paths of expanded rows, as when another reference has been opened.

        No signal is emitted, and the rows are not read again here.
        """
        self._expanded.clear()
        self._is_filtered = False
        self.tree.mark(None)
        self.field.clear()
        self.match_label.clear()

    def _name_tree(self) -> None:
        names = {
            Grouping.REGIONS: self.tr("Navigator: entries by region"),
            Grouping.COOPERATION: self.tr("Navigator: entries by cooperation"),
            Grouping.PARTNERS: self.tr("Navigator: entries by partner"),
            Grouping.SECTORS: self.tr("Navigator: projects by sector"),
            Grouping.ORGANISATIONS: self.tr("Navigator: organisations by role"),
            Grouping.STATUS: self.tr("Navigator: projects by status"),
        }
        self.tree.setAccessibleName(names[self._grouping])

    @Slot(object)
    def offer_groupings(self, groupings: Sequence[Grouping]) -> None:
        """Show buttons for these groupings only; which they are depends on the open reference."""
        self.groupings.offer(groupings)

    def _reload(self) -> None:
        self._model.restart()
        self._model.fetchMore(QModelIndex())  # since the view would fetch rows only when it is next drawn

    @Slot()
    def show_if_empty(self) -> None:
        """Show a message if the grouping has no rows, or else remove it; while rows are filtered, do nothing."""
        if not self._is_filtered:
            if not self._model.rowCount():  # none are read yet, as when another reference has been opened
                self._model.fetchMore(QModelIndex())
            self._show_message("" if self._model.rowCount() else self.tr("No entries in this grouping"))

    def _show_message(self, message: str) -> None:
        if message != self.match_label.text():
            self.match_label.setText(message)
            if message:
                announce(self.field, message)

    def _store_expanded(self) -> None:
        if not self._is_filtered:
            self._expanded[self._grouping] = self.tree.expanded_paths()

    def _match_text(self, outline: "FilteredOutline") -> str:
        if not outline.matches:
            return self.tr("No entry matches. Esc clears the filter.")
        if not outline.complete:
            return self.tr("More than {count} entries match").format(count=language().number(len(outline.matches)))
        return language().plural("{n} entry matches", "{n} entries match", len(outline.matches))

    def _lay_out(self) -> None:
        head, foot = QVBoxLayout(), QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 6)
        head.setSpacing(6)
        head.addWidget(self.groupings)
        head.addWidget(self.field)
        foot.setContentsMargins(10, 2, 4, 2)
        foot.addWidget(self.match_label, 1)
        # the same height whether the button is shown or not
        self.match_label.setMinimumHeight(self.locations_button.sizeHint().height())
        foot.addWidget(self.locations_button)
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
    def _focus_tree(self) -> None:
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self._first_match())
        focus_by_key(self.tree)

    @Slot()
    def _choose_first(self) -> None:
        index = self._first_match()
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.choose(index)

    def _first_match(self) -> QModelIndex:
        """Return the first visible row that matches the filter, or else the first row of the tree."""
        index = first = self._model.index(0, 0)
        while index.isValid() and not index.data(Role.MATCHES):
            index = self.tree.indexBelow(index)
        return index if index.isValid() else first

    @Slot(QModelIndex)
    def choose(self, index: QModelIndex) -> None:
        """Emit ``address_chosen`` with the address of a row; expand or collapse a heading that has no address.

        A heading that leads to an overview or a search is expanded too.
        """
        ref = index.data(Role.REF)
        overview = _OVERVIEWS.get(index.data(Role.NODE_KEY))
        if isinstance(ref, EntryRef):
            self.address_chosen.emit(Address(ref.id))
        elif overview is not None:
            self.tree.expand(index)
            self.address_chosen.emit(overview)
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
