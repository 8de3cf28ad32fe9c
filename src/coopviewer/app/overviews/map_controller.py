"""Controller of the map: reads what lists and counts say of countries, and colours these by one of them."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QToolButton

from coopviewer import paths
from coopviewer.app.overviews.controller import OverviewController, OverviewParts
from coopviewer.domain.browsing.addresses import annotations_address
from coopviewer.domain.overviews.coverage import ColumnKind, Coverage, CoverageCell
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.models.language import language
from coopviewer.rendering.overviews.map_rows import MapView, lay_out_map
from coopviewer.rendering.pages.cell_card import lay_out_instruments_card
from coopviewer.widgets.common.quiet_wheel import QuietComboBox
from coopviewer.widgets.overviews.canvas import Item
from coopviewer.widgets.overviews.map.canvas import MapCanvas
from coopviewer.widgets.overviews.map.legend import MapLegend
from coopviewer.widgets.overviews.map.world import World
from coopviewer.widgets.overviews.pane import OverviewPane

_COLOUR_LENGTH = 20  # characters of a column's title in the field; longer ones are whole in its list


class MapController(OverviewController):
    """Shows the map instead of a page.

    The user chooses by what its countries are coloured: a list, such as the members of a network, or a count, such as
    the number of instruments.
    """

    def __init__(self, parts: OverviewParts) -> None:
        """Create the pane; ``show`` shows it."""
        context = parts.context
        self.canvas = MapCanvas(World(paths.world_map()))
        pane = OverviewPane(self.canvas, context.icons, context.window)
        tr = language()
        super().__init__(parts, OverviewKind.MAP, pane, tr("Map"))
        self._view: MapView | None = None
        self._fitted: str | None = None
        self.colours = QuietComboBox(pane)
        self.colours.setAccessibleName(tr("Colour by"))
        self.colours.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.colours.setMinimumContentsLength(_COLOUR_LENGTH)
        self.colours.activated.connect(self._colour)
        pane.tools.addWidget(self.colours)
        for text, name, steps in (("–", tr("Zoom out"), -1), ("+", tr("Zoom in"), 1), (tr("World"), tr("World"), 0)):
            button = QToolButton(pane)
            button.setText(text)
            button.setAccessibleName(name)
            button.clicked.connect(partial(self.canvas.zoom, steps))
            pane.tools.addWidget(button)
        self.legend = MapLegend(pane)
        self.legend.region_chosen.connect(self._fit)
        pane.add_beside(self.legend)
        self.canvas.item_chosen.connect(self._open_item)

    def ask(self, query: OverviewQuery) -> None:
        """Read in the background what lists say of each country, and counts such as of its projects; show both."""
        self.service.ask_coverage(query.filter, partial(self._take, query))

    def _take(self, query: OverviewQuery, coverage: Coverage, matching: frozenset[str] | None) -> None:
        if query != self.query:
            return
        view = self._view = lay_out_map(coverage, query, matching, language())
        self._offer_colours(view)
        self.canvas.show_view(view)
        self.legend.show_view(view, self.context.theme())
        self.show_answer(view.frame, view.table)
        if query.region != self._fitted:
            self._fitted = query.region
            members = {region.id: keys for region, keys in view.regions}
            self.canvas.fit(members.get(query.region, ()))

    def _offer_colours(self, view: MapView) -> None:
        self.colours.clear()
        for key, title in view.columns:
            self.colours.addItem(title, key)
        self.colours.setCurrentIndex([key for key, _ in view.columns].index(view.colour))

    @Slot(int)
    def _colour(self, index: int) -> None:
        if self.query is not None:
            self.change_query(self.query.having(colour=str(self.colours.itemData(index))), True)

    @Slot(str)
    def _fit(self, region_id: str) -> None:
        if self.query is None:
            return
        if self.query.region == region_id and self._view is not None:
            self.canvas.fit({region.id: keys for region, keys in self._view.regions}.get(region_id, ()))
        else:
            self.change_query(self.query.having(region=region_id), True)

    def show_card(self, item: Item) -> None:
        """Show a card with what the list by which the map is coloured says of a country, and with its source.

        If the map is coloured by the number of instruments, the card lists them. If it is coloured by the user's notes,
        the list of those on the country is opened instead. Nothing happens if the item is no country of the map.
        """
        country = self.canvas.country(item)
        if country is None or self._view is None:
            return
        self.canvas.hover_card.hide()
        place, column = self.canvas.rect_of(item), self._view.column
        if column is None:
            card = lay_out_instruments_card(country.ref, country.number, country.instruments, country.note, language())
            self.cards.show_document(country.ref, card, place)
        elif column.kind is ColumnKind.NOTES:
            self.context.reading.open(annotations_address(f"entry={country.ref.id}"))
        else:
            first, *alike = column.columns
            self.cards.show(CoverageCell(country.ref, first, tuple(alike), country.note), place)

    @Slot(object, bool)
    def _open_item(self, item: str, apart: bool) -> None:
        country = self.canvas.country(item)
        if country is not None:
            self.open_entry(country.ref.id, apart)
