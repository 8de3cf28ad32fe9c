"""Controller of the known references: their list, the menu of recent ones, and switching to one of them."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu

from coopviewer import paths
from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.known_references import ListedReference
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import exists, full_path
from coopviewer.models.language import language
from coopviewer.rendering.words.known_reference_words import listed_cells, recent_menu_words, spoken_reference
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace.known_references import KnownReferencesService

if TYPE_CHECKING:
    from coopviewer.app.importing.import_controller import ImportController
    from coopviewer.widgets.shell.references_dialog import ReferenceRow, ReferencesDialog

_MOST_RECENT = 9  # in the menu, each with a digit as its key


class ReferencesController(QObject):
    """Stores which references were opened in this window, lists the known ones, and switches to another one."""

    comparison_wanted = Signal()
    """The user wants to compare the open reference with another edition of it."""
    editions_listed = Signal(object)
    """The known references were listed; the signal carries them, a tuple of ListedReference.

    Emitted only if another one has the open reference's dataset, or if the user ever chose, compared or declined one.
    """

    def __init__(self, context: AppContext) -> None:
        """Add the open reference to the known ones; connect the actions that list, compare and import references."""
        super().__init__(context.window)
        self._context, self._window, self._reading = context, context.window, context.reading
        self.service = KnownReferencesService(
            context.files.references, paths.reference_file(), self, context.report_invalid
        )
        self.service.listed.connect(self._show)
        actions = self._window.actions_by_id
        self.recent = QMenu(self._window)
        self.recent.aboutToShow.connect(self._fill_recent)
        actions[ActionId.OPEN_RECENT].setMenu(self.recent)
        actions[ActionId.OPEN_RECENT].triggered.connect(self._pop_up)
        actions[ActionId.REFERENCES].triggered.connect(self.open_list)
        actions[ActionId.COMPARE_EDITIONS].triggered.connect(self.comparison_wanted)
        actions[ActionId.IMPORT_DATA].triggered.connect(self._import)
        actions[ActionId.IMPORT_AGAIN].triggered.connect(self._import_again)
        self._window.files_dropped.connect(self.take_files)
        self._window.page.reference_wanted.connect(self._open_place)
        self._reading.reference_opened.connect(self._note)
        self._note()

    @cached_property
    def dialog(self) -> "ReferencesDialog":
        """The dialog that lists the known references, created on first use."""
        made: type[ReferencesDialog] = load("references_dialog")
        dialog = made(self._window)
        dialog.reference_chosen.connect(self.switch_to)
        dialog.removal_wanted.connect(self._remove)
        dialog.finished.connect(self._window.focus_page)
        dialog.other_wanted.connect(self._choose_other)
        return dialog

    @cached_property
    def importing(self) -> "ImportController":
        """The controller of imports, created on first use."""
        made: type[ImportController] = load("importing")
        return made(self._context)

    @Slot(object)
    def take_files(self, files: tuple[Path, ...]) -> None:
        """Open a file that was dropped on the window as a reference; if it is data to import, that is offered instead.

        Several files are shown in the import dialog, to be imported together.
        """
        if len(files) == 1:
            self._reading.open_reference(str(files[0]))
        else:
            self.importing.open(files)

    @Slot(object)
    def offer_import(self, fault: EnvironmentFault) -> None:
        """Say in a dialog that a file, which ``fault`` names, is data and no reference, and offer to import it."""
        self.importing.offer(fault)

    @Slot()
    def open_list(self) -> None:
        """Show the dialog of known references as they were last read; the list is read again and then updated."""
        self.dialog.show_rows(self._rows(self.service.last))
        self.dialog.open_list()
        self.service.ask()

    @Slot(object)
    def switch_to(self, listed: ListedReference) -> None:
        """Open a reference in this window with the tabs last open in it; do nothing if it is open."""
        if not self._is_open(listed):
            self._reading.open_reference(listed.place)

    @Slot(str)
    def _open_place(self, place: str) -> None:
        """Open the known reference with a path; nothing happens if none has it, as in a link from elsewhere."""
        if (found := next((each for each in self.service.last if each.place == place), None)) is not None:
            self.switch_to(found)

    @Slot()
    def _import(self) -> None:
        self.importing.open()

    @Slot()
    def _import_again(self) -> None:
        self.importing.open_again()

    @Slot()
    def _note(self) -> None:
        """Store that the open reference was opened, and enable *Import again* only if it was imported."""
        self._window.actions_by_id[ActionId.IMPORT_AGAIN].setEnabled(self._is_imported())
        self.service.note_opened(self._reading.reference.path, self._reading.reference.edition)

    @Slot(object)
    def _show(self, references: tuple[ListedReference, ...]) -> None:
        dataset, home = self._reading.reference.edition.dataset, self._reading.home
        others = tuple(each for each in references if not self._is_open(each))
        if others != home.known:
            home.known = others
            self._reading.show_own(home.own)
        if sum(each.reference.dataset == dataset for each in references) > 1 or exists(self._context.files.compared):
            self.editions_listed.emit(references)
        if "dialog" in vars(self) and self.dialog.isVisible():
            self.dialog.show_rows(self._rows(references))

    def _rows(self, references: tuple[ListedReference, ...]) -> "list[ReferenceRow]":
        tr, home = language(), _home()
        rows: list[ReferenceRow] = []
        for each in references:
            is_open = self._is_open(each)
            cells = listed_cells(each, tr, is_open=is_open, home=home)
            rows.append((cells, each, spoken_reference(each, tr, is_open=is_open, home=home)))
        return rows

    def _is_open(self, listed: ListedReference) -> bool:
        return full_path(Path(listed.place)) == full_path(self._reading.reference.path)

    def _is_imported(self) -> bool:
        try:
            return self._reading.reference.store.is_imported
        except EnvironmentFault:  # the page that is opened next reports it
            return False

    @Slot()
    def _fill_recent(self) -> None:
        """Fill the menu with up to nine references opened last, except the open one, and the action that lists all."""
        self.recent.clear()
        recent = [each for each in self.service.last if not self._is_open(each)][:_MOST_RECENT]
        words = recent_menu_words(recent, language(), _home())
        for number, (each, said) in enumerate(zip(recent, words, strict=True), start=1):
            plain = said.replace("&", "&&")
            action = self.recent.addAction(f"&{number} {plain}", partial(self.switch_to, each))
            action.setEnabled(each.exists)
        if recent:
            self.recent.addSeparator()
        self.recent.addAction(self._window.actions_by_id[ActionId.REFERENCES])
        self.service.ask()  # for the next time: what is gone, or was opened in another window

    @Slot()
    def _pop_up(self) -> None:
        """Show the menu by its key, in the window's corner at which the text begins."""
        self.recent.popup(self._window.page_side.mapToGlobal(self._window.page_side.rect().topLeft()))

    @Slot(object)
    def _remove(self, listed: ListedReference) -> None:
        self.service.remove(listed.reference.path)

    @Slot()
    def _choose_other(self) -> None:
        self.dialog.close()
        self._window.actions_by_id[ActionId.OPEN_REFERENCE].trigger()


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # nobody's home is known
        return None
