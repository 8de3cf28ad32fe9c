"""The base class of the controllers of overviews: it fills the pane, holds the query, and opens chosen entries."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.addresses import Address, overview_address
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery, parse_overview_query
from coopviewer.domain.search.query import SearchFilter
from coopviewer.domain.search.syntax import parse_query
from coopviewer.models.language import language
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable, ShownTable
from coopviewer.rendering.words.faults.query_fault_words import fault_words
from coopviewer.rendering.words.search_words import part_words
from coopviewer.widgets.common.copied_rows import copied_rows_words
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.canvas import Item
from coopviewer.widgets.overviews.pane import TABLE_KEY, OverviewPane
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.window_sides import PaneActions
from coopviewer.workspace.overviews import OverviewService

if TYPE_CHECKING:
    from coopviewer.app.overviews.cell_cards import CellCards
    from coopviewer.app.overviews.picture_export import PictureExport
    from coopviewer.rendering.pages.fact_card import Attachments


class OverviewParts(NamedTuple):
    """What the controllers of the overviews share.

    ``attachments`` returns the attached source documents, by the ids of their sources.
    """

    context: AppContext
    service: OverviewService
    attachments: "Callable[[], Attachments]"


class OverviewController(QObject):
    """Shows one kind of overview instead of a page; a subclass reads it in ``ask`` and fills the pane.

    An item is what the user can choose on the canvas: a cell or a heading of the coverage, a bar of the timeline, a
    country of the map.
    """

    shown = Signal()
    """All that the query asks for was read and is shown."""
    passage_wanted = Signal(object)
    """The user wants to see a Passage in the attached document of its source."""

    def __init__(self, parts: OverviewParts, kind: OverviewKind, pane: OverviewPane, title: str) -> None:
        """Add the pane to the window, hidden; ``show`` fills it.

        ``title`` is in the window's title while it is shown.
        """
        context = parts.context
        super().__init__(context.window)
        self._parts, self.context, self.service, self.kind, self.pane = parts, context, parts.service, kind, pane
        self.query: OverviewQuery | None = None
        self._title = title
        self._table: OverviewTable | None = None
        self._notes: tuple[str, ...] = ()
        pane.export_wanted.connect(self.export)
        pane.entry_chosen.connect(self.open_entry)
        pane.query_changed.connect(self.change_query)
        pane.leave_wanted.connect(self._leave)
        pane.table.rows_copied.connect(self._say_copied)
        pane.part_removed.connect(self._remove_part)
        pane.canvas.set_theme(context.theme())
        context.window.theme_changed.connect(self._follow_theme)
        actions = PaneActions(pane.focus_filter, self.copy, pane.focus_content)
        context.window.page_side.add_pane(pane, actions)
        pane.offer_saving(context.window.actions_by_id[ActionId.SAVE_LIST])

    def show(self, text: str) -> None:
        """Fill the pane with the overview for a query; the caller shows the pane.

        ``text`` is the query of the address: for ``coop:timeline?year=2019`` it is ``year=2019``. The overview is read
        in the background; ``shown`` is emitted once all of it is shown. If it cannot be read, a dialog says why.
        """
        self.query = parse_overview_query(self.kind, text)
        self._table = None  # that of the query before
        self.context.window.title_line.set_page(self._title)
        self.pane.show_query(self.query)
        self.show_filters()
        self.ask(self.query)

    def ask(self, query: OverviewQuery) -> None:
        """Read in the background what a query shows, then show it.

        ``show`` calls it with ``self.query``. Every subclass must override this, and ignore an answer if ``self.query``
        is not ``query`` any more.
        """
        raise NotImplementedError

    def show_filters(self, others: Sequence[str] = ()) -> None:
        """Show a chip for each filter in the query's ``filter``, then one for each of ``others``.

        ``others`` are the labels of other filters, such as "TIM: listed" for the state of a column of the coverage.
        """
        filters = self._text_filters()
        words = [part_words(part, language()) for part in filters] if filters else []
        self.pane.show_chips([*words, *others])

    def remove_other(self, index: int) -> None:
        """Remove the filter whose chip has this index, from 0, among the ``others`` passed to ``show_filters``.

        A subclass that passes ``others`` overrides this; here it does nothing.
        """

    def _text_filters(self) -> tuple[SearchFilter, ...]:
        return parse_query(self.query.filter).query.filters if self.query is not None else ()

    @Slot(int)
    def _remove_part(self, index: int) -> None:
        filters = self._text_filters()
        if self.query is None or index >= len(filters):
            self.remove_other(index - len(filters))
            return
        query = parse_query(self.query.filter).query.without_part(filters[index])
        self.pane.focus_content()  # so that the field shows the rest
        self.change_query(self.query.having(filter=str(query)), True)

    def copy(self) -> None:
        """Copy the selected rows of the table; while the picture is shown, say in the status bar what to do instead."""
        if self.query is not None and self.query.as_table:
            self.pane.table.copy_rows()
            return
        words = self.tr("To copy rows of this overview, show it as a table first ({key}).")
        self.context.window.show_status(words.format(key=TABLE_KEY))

    @Slot(int)
    def _say_copied(self, count: int) -> None:
        self.context.window.show_status(copied_rows_words(count, language()))

    @cached_property
    def cards(self) -> "CellCards":
        """The controller of the card that shows an item (such as a bar) with its source, created on first use."""
        made: type[CellCards] = load("cell_cards")
        cards = made(self.context, self.service, self._parts.attachments, self.pane.canvas)
        cards.step_wanted.connect(self._step_card)
        cards.passage_wanted.connect(self.passage_wanted)
        return cards

    def show_source(self) -> None:
        """Show the card with the source of the current item, or close the card if it is shown.

        Nothing happens if no item is current.
        """
        current = self.pane.canvas.current
        if self.cards.is_shown:
            self.cards.card.reject()
        elif current is not None:
            self.show_card(current)

    def show_card(self, item: Item) -> None:
        """Show the card of an item (such as a bar), with its source; nothing happens for an item that has no card.

        It is called when the user asks for the source of the current item, or goes from card to card. A subclass
        overrides this.
        """
        raise NotImplementedError

    @Slot(int)
    def _step_card(self, by: int) -> None:
        self.step_card(by)

    def step_card(self, by: int) -> None:
        """Make the item below (1) or above (-1) current, and show its card; nothing happens at the ends."""
        canvas = self.pane.canvas
        found = canvas.neighbour(canvas.current, 0, by)
        if found is not None:
            canvas.set_current(found)
            self.show_card(found)

    def show_answer(self, frame: OverviewFrame, table: OverviewTable | None) -> None:
        """Show the texts around the picture, and the table that says the same; emit ``shown`` if there is a table.

        If the filter that the user typed has faults, they are shown before the notes of ``frame``. ``table`` is None
        while only a part has been read: then the table is empty, and nothing can be saved.
        """
        self._table = table
        faults = parse_query(self.query.filter).faults if self.query is not None else ()
        notes = tuple(("", fault_words(fault, language()), "") for fault in faults)
        self._notes = tuple(text for _, text, _ in frame.notes)
        self.pane.show_frame(frame._replace(notes=(*notes, *frame.notes)))
        if table is None:
            self.pane.show_table((), ())  # the rows of the query before are not what the frame says
            return
        self.pane.show_table(table.headers, table.rows, table.sorts)
        self.shown.emit()

    @property
    def shown_table(self) -> ShownTable | None:
        """The overview as a table with title and query, even while a picture is shown; None before all is read."""
        if self._table is None or self.query is None:
            return None
        return ShownTable(self._title, str(self.query), self._table)

    @cached_property
    def picture_export(self) -> "PictureExport":
        """The controller that saves the overview as a file, created on first use."""
        made: type[PictureExport] = load("picture_export")
        return made(self.context)

    @Slot()
    def export(self) -> None:
        """Ask where to save what is shown, and start saving it there; returns at once.

        While the overview is not yet read to its end, do nothing.
        """
        if self._table is not None:
            canvas = self.pane.canvas.copy_for_file()
            self.picture_export.choose_file(canvas, self._table, self._title, self._notes)

    @Slot(str, bool)
    def open_entry(self, entry_id: str, apart: bool) -> None:
        """Open the page of the entry with an id, in the current tab, or with ``apart`` in a new one.

        The keyboard focus moves to the page.
        """
        reading = self.context.reading
        (reading.open_in_new_tab if apart else reading.open)(Address(entry_id))
        self.context.window.focus_page()

    @Slot(object, bool)
    def change_query(self, query: OverviewQuery, step: bool) -> None:
        """Show another query of this overview.

        ``step``: *Back* then returns to the query shown now; otherwise the new query replaces it in the history.
        """
        reading, address = self.context.reading, overview_address(query.kind, str(query))
        (reading.open if step else reading.refine)(address)

    @Slot(object)
    def _follow_theme(self, theme: Theme) -> None:
        self.pane.canvas.set_theme(theme)

    @Slot()
    def _leave(self) -> None:
        self.context.reading.leave_list()
        self.context.window.focus_page()
