"""Controller of editions: chooses one to compare the open reference with, remembers it, and shows what changed."""

import os
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.editions.changes_controller import ChangesController, ChangesParts
from coopviewer.app.editions.edition_offers import EditionOffers
from coopviewer.app.editions.known_editions import KnownEditions
from coopviewer.domain.browsing.addresses import changes_address
from coopviewer.domain.browsing.known_references import ListedReference
from coopviewer.domain.editions.view import ChangesView
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.models.language import language
from coopviewer.rendering.words.known_reference_words import as_of_cell, edition_cell, file_cells, title_words
from coopviewer.widgets.common.interaction import choose_file
from coopviewer.widgets.editions.editions_dialog import EditionsDialog
from coopviewer.widgets.shell.work_bar import WorkBar
from coopviewer.workspace.editions.comparing import ComparisonService


class EditionsController(QObject):
    """Compares the open reference with another edition of it, and offers that in a line under the page (``offer``)."""

    def __init__(self, context: AppContext) -> None:
        """Read which editions were compared, chosen, or offered and declined before; compare and offer nothing yet."""
        super().__init__(context.window)
        self._context, self._window, self._reading = context, context.window, context.reading
        self.known = KnownEditions(context)
        self.service = ComparisonService(self)
        self.work = WorkBar(self._window)
        self._window.status_bar.add_at_end(self.work)
        self.offers = EditionOffers(context, self.known, self.service)
        self.offers.comparison_wanted.connect(self.compare_with)
        self.work.cancelled.connect(self.service.cancel)
        self.service.progressed.connect(self._show_progress)
        self.service.finished.connect(self.work.end)
        self.service.saved.connect(self._say_saved)
        self.service.not_saved.connect(self._say_not_saved)
        self._reading.page_opened.connect(self._leave_pane)
        self._reading.search_opened.connect(self._leave_pane)
        self._reading.annotations_opened.connect(self._leave_pane)
        self._reading.overview_opened.connect(self._leave_pane)
        self._reading.reference.leaving.connect(self._give_up)
        self._window.closing.connect(self.service.stop)

    @cached_property
    def changes(self) -> ChangesController:
        """The controller of the page of changes, created on first use."""
        changes = ChangesController(ChangesParts(self._context, self.service, self.known.request_of))
        changes.compared.connect(self._remember)
        changes.other_wanted.connect(self.choose)
        return changes

    @property
    def has_pane(self) -> bool:
        """Whether the pane of changes was created."""
        return "changes" in vars(self)

    @cached_property
    def dialog(self) -> EditionsDialog:
        """The dialog that lists the known editions, created on first use."""
        dialog = EditionsDialog(self._window)
        dialog.edition_chosen.connect(self.compare_with)
        dialog.file_wanted.connect(self._choose_file)
        dialog.finished.connect(self._window.focus_page)
        return dialog

    def offer(self, known: tuple[ListedReference, ...]) -> None:
        """Note which references the user knows, and offer to compare the open one with another edition of it.

        Nothing is offered if the file of no other edition exists, if the open one was compared before, if the user
        closed this offer, or if a file cannot be read, which is found out in the background.
        """
        self.known.take(known)
        self.offers.offer()

    @Slot()
    def choose(self) -> None:
        """Show the known editions of the open reference in a dialog, to compare it with one of them or with a file."""
        tr, home = language(), Path.home() if "HOME" in os.environ else None
        rows = []
        for each in self.known.others:
            known = each.reference
            about = (title_words(known, tr), edition_cell(known, tr), as_of_cell(known, tr))
            rows.append(((*about, *file_cells(each, tr, home)), each))
        self.dialog.show_rows(rows)
        self.dialog.open_list()

    @Slot(object)
    def compare_with(self, listed: ListedReference) -> None:
        """Open the page of changes between the open reference and a known one, which the user chose."""
        self.open(Path(listed.place))

    def open(self, other: Path) -> None:
        """Show what changed between the open reference and another edition, whose file ``other`` the user chose.

        If the open reference was last compared with this file, the same one of the two counts as the earlier edition
        again; otherwise the program finds out which one is earlier. The file is noted as chosen, so that from now on
        addresses that name it are opened.
        """
        name, last = self.known.name_of(other), self.known.last_view
        self.known.note_chosen(name)
        view = last if last is not None and last.other == name else ChangesView(name)
        self._reading.open(changes_address(str(view)))
        self._window.focus_page()

    @Slot(object)
    def _remember(self, view: ChangesView) -> None:
        """Remember with which edition the open reference was compared last."""
        if not view.any_dataset:
            self.known.note_compared(view)
        self.offers.resume()

    @Slot()
    def _choose_file(self) -> None:
        kinds = self.tr("References (*.db *.coopdb);;All files (*)")
        path = choose_file(self._window, self.tr("Compare with another edition"), kinds)
        if path:
            self.open(Path(path))

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self.work.show_progress(self.tr("Comparing editions"), done, total)

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        self._window.show_status(self.tr("The changes are saved as {path}.").format(path=path))

    @Slot(object)
    def _say_not_saved(self, fault: EnvironmentFault | None) -> None:
        if fault is None:
            self._window.show_status(self.tr("The changes were not saved. No file was changed."))
        else:
            self._window.show_fault(fault)

    @Slot()
    def _leave_pane(self) -> None:
        """Store the position in the page of changes, unless that is what is opened."""
        address = self._reading.address
        if self.has_pane and (address is None or not address.is_changes):
            self.changes.leave()

    @Slot()
    def _give_up(self) -> None:
        """Stop comparing with a reference that is about to be closed."""
        self.service.give_up()
