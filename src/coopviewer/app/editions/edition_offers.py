"""Lines under the page: an offer to compare with another edition, and how many changes the open entry has."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.editions.changes_reading import ChangesOfEntry, count_changes
from coopviewer.app.editions.known_editions import KnownEditions
from coopviewer.domain.browsing.addresses import changes_address
from coopviewer.domain.browsing.known_references import ListedReference
from coopviewer.domain.editions.order import EditionOrder
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.models.language import language
from coopviewer.rendering.editions.order_words import offer_words
from coopviewer.widgets.editions.edition_bar import EditionBar
from coopviewer.workspace.editions.comparing import ComparisonService
from coopviewer.workspace.editions.open_comparison import ComparisonRequest

_LARGEST_UNASKED = 256 * 1024 * 1024
"""Bytes of both files up to which they are compared to count the changes of an entry, without being asked for."""


class EditionOffers(QObject):
    """Shows two lines under the page: an offer to compare with another edition, and the changes of the open entry.

    The lines block nothing and take no keyboard focus. The second line is shown if the reference was compared before
    and the entry has changes. If both files together have more than 256 MiB, changes are counted only if these
    two were the last to be compared; otherwise the line only offers to show the changes.
    """

    comparison_wanted = Signal(object)
    """The user wants to compare the open reference with an edition that was offered (a ListedReference)."""

    def __init__(self, context: AppContext, known: KnownEditions, service: ComparisonService) -> None:
        """Start with neither line shown; ``service`` counts the changes of entries."""
        super().__init__(context.window)
        self._known, self._service = known, service
        self._window, self._reading = context.window, context.reading
        self._offered: ListedReference | None = None
        self._is_paused = False  # whether nothing is counted, since that was cancelled or failed
        self.offer_bar, self.entry_bar = EditionBar(self._window), EditionBar(self._window)
        self.entry_bar.close_button.hide()
        for bar in (self.offer_bar, self.entry_bar):
            self._window.page_side.add_bar(bar)
        self.offer_bar.wanted.connect(self._accept)
        self.offer_bar.dismissed.connect(self._decline)
        self.entry_bar.wanted.connect(self._open_changes)
        self._reading.page_opened.connect(self._follow_page)
        self._reading.overview_opened.connect(self.entry_bar.hide)
        self._reading.search_opened.connect(self.entry_bar.hide)
        self._reading.annotations_opened.connect(self.entry_bar.hide)
        self._reading.reference_opened.connect(self._forget)

    def offer(self) -> None:
        """Offer to compare the open reference with another edition: of those whose files exist, the one opened last.

        Nothing is offered if no other edition is known, if the open reference was compared before, if the user closed
        this offer, or if one of the two files cannot be read. Which edition is newer is found out in the background;
        the line is shown once that is known.
        """
        remembered, here = self._known.remembered, self._known.name
        declined = remembered.declined.get(here)
        self._offered = next((each for each in self._known.others if each.exists), None)
        if self._offered is None or here in remembered.others:
            return
        if self._known.name_of(Path(self._offered.place)) != declined:
            request = ComparisonRequest(self._reading.reference.path, Path(self._offered.place))
            self._service.find_order(request, partial(self._show_offer, self._offered), _offer_nothing)

    def _show_offer(self, offered: ListedReference, order: EditionOrder) -> None:
        """Show the offer, unless the open reference was compared or declined while the order was found out."""
        remembered, here = self._known.remembered, self._known.name
        is_declined = self._known.name_of(Path(offered.place)) == remembered.declined.get(here)
        if offered is self._offered and here not in remembered.others and not is_declined:
            sentence = offer_words(offered.reference, order, language())
            self.offer_bar.show_words(sentence, self.tr("See what changed"))

    def resume(self) -> None:
        """Hide the offer, since editions were compared, and count the changes of entries opened from now on.

        Counting may have stopped, since the user cancelled it or it failed; it goes on with the next entry opened.
        """
        self._is_paused = False
        self.offer_bar.hide()

    @Slot()
    def _follow_page(self) -> None:
        """Count the changes of the entry that was opened, if the reference was compared before."""
        self.entry_bar.hide()
        view, address = self._known.last_view, self._reading.address
        if view is None or self._is_paused or address is None:
            return
        if not address.is_page or not is_entry_id(address.target) or address.is_source:
            return
        request = self._known.request_of(view)
        if request is not None:
            self._service.count(request, address.target, count_changes, _LARGEST_UNASKED, self._show_count, self._pause)

    def _show_count(self, entry_id: str, found: ChangesOfEntry | None) -> None:
        """Show the number of changes; None: nothing was compared, since the files are large."""
        address = self._reading.address
        if address is None or address.target != entry_id:
            return
        if found is None:
            self.entry_bar.show_words("", self.tr("What changed of this entry…"), is_said=False)
        elif found.number:
            words = self.tr("Changed since {edition} ({count})")
            if found.opens_old:
                words = self.tr("Changed in {edition} ({count})")
            count = language().number(found.number)
            self.entry_bar.show_words("", words.format(edition=found.edition, count=count), is_said=False)

    def _pause(self, _fault: EnvironmentFault | None) -> None:
        self._is_paused = True

    @Slot()
    def _accept(self) -> None:
        self.offer_bar.hide()
        if self._offered is not None:
            self.comparison_wanted.emit(self._offered)

    @Slot()
    def _decline(self) -> None:
        if self._offered is not None:
            self._known.note_declined(self._known.name_of(Path(self._offered.place)))

    @Slot()
    def _open_changes(self) -> None:
        view, address = self._known.last_view, self._reading.address
        if view is not None and address is not None:
            self._reading.follow(changes_address(str(view._replace(entry=address.target))))
            self._window.focus_page()

    @Slot()
    def _forget(self) -> None:
        self._offered, self._is_paused = None, False
        self.offer_bar.hide()
        self.entry_bar.hide()


def _offer_nothing(_fault: EnvironmentFault | None) -> None:
    """Offer no comparison with a file that cannot be read."""
