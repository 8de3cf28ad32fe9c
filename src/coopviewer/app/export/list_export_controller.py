"""Controller of *Save list as…*: the list on the screen as a spreadsheet, as CSV or as JSON."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QInputDialog

from coopviewer.app.context import AppContext
from coopviewer.app.export.export_controller import ExportController
from coopviewer.app.export.page_lists import lists_of
from coopviewer.app.export.wanted_lists import (
    BranchList,
    OverviewList,
    PageList,
    SearchList,
    WantedList,
    Writing,
    write_list,
)
from coopviewer.app.navigator.outline_controller import place_words
from coopviewer.domain.overviews.listing import RowsOf
from coopviewer.domain.reference.outline import ROOT, Grouping
from coopviewer.domain.reference.pages import EntryPage, ListKey
from coopviewer.exchange.file_names import file_name_for
from coopviewer.exchange.tables.dictionary import cut_words
from coopviewer.exchange.tables.table import TableForm, Written
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.rendering.overviews.table import ShownTable
from coopviewer.rendering.words.list_words import form_words
from coopviewer.widgets.export.save_dialog import SaveDialog, documents_folder
from coopviewer.workspace.list_saving import ListSaving

FORMS = (
    *((form, rows) for form in (TableForm.XLSX, TableForm.CSV) for rows in (RowsOf.ENTRIES, RowsOf.RELATIONS)),
    (TableForm.JSON, RowsOf.ENTRIES),
    (TableForm.XLSX, RowsOf.SUMS),
    (TableForm.CSV, RowsOf.SUMS),
)
"""The formats in the order in which they are offered: each a file format, and what a row of the table is.

The formats with a row for each sum (a payment, a budget or another amount of an activity) come last: they are offered
only for references that can be grouped by organisation.
"""
_WITHOUT_SUMS = len([rows for _, rows in FORMS if rows is not RowsOf.SUMS])


class ListExportController(ExportController):
    """Asks for a file, and saves a list in it as a table; suggests the folder and the format that were used last.

    They are remembered until the window closes.
    """

    def __init__(self, context: AppContext, shown_overview: Callable[[str], ShownTable | None]) -> None:
        """Until a list is saved, suggest XLSX with a row for each entry, and the user's folder of documents.

        ``shown_overview`` returns the table of the overview with a name (``timeline``), None before it is read.
        """
        self.saving = ListSaving()
        super().__init__(context, self.saving)
        self.saving.saved.connect(self._report)
        self._shown_overview = shown_overview
        self._folder: Path | None = None
        self._form = FORMS[0]
        self._chosen: WantedList | None = None

    def shown_list(self) -> WantedList | None:
        """Return the list that is shown: an overview's or a search's, else what is under the navigator's current row.

        If nothing is under that row, it is what is under its parent row; without a current row, all entries. While
        the navigator is filtered, only entries that the filter shows are in the list. None before anything is opened,
        before an overview is read, and for a list of annotations: the feature that shows it saves it.
        """
        address = self._context.reading.address
        if address is None or address.is_annotations:
            return None
        if address.is_search:
            title = self.tr("Search: {query}").format(query=address.query)
            return SearchList(title, address.query, self._context.annotations_file())
        if address.is_overview:
            overview = self._shown_overview(address.target)
            return None if overview is None else OverviewList(*overview)
        return self._branch(self._window.navigator.tree.currentIndex())

    def choose_shown(self) -> None:
        """Ask where to save the list that is shown, and start saving it there; nothing happens if no list is shown.

        If the open page has lists too, the user is asked first whether to save one of these or the navigator's. The
        navigator's is saved without this question if the navigator has the keyboard focus, or if its current row is the
        page's entry, with entries under it.
        """
        shown = self.shown_list()
        tree = self._window.navigator.tree
        on_page = () if tree.hasFocus() and tree.currentIndex().isValid() else self._page_lists(tree.currentIndex())
        if shown is None:
            return
        if on_page:
            named = {each.title: each for each in on_page}
            self._ask_which({**named, self.tr("Navigator: {title}").format(title=shown.title): shown})
        else:
            self.choose_file(shown)

    def _page_lists(self, row: QModelIndex) -> tuple[WantedList, ...]:
        """Return the lists of the open page; empty if ``row`` of the navigator, that of its entry, has its list below.

        If that row has nothing under it, lists of a single entry are left out.
        """
        opened = self._context.reading.open_page
        page = opened[0] if opened is not None else None
        if not isinstance(page, EntryPage):
            return ()
        ref = row.data(Role.REF) if row.isValid() else None
        is_row = ref is not None and ref.id == page.record.ref.id
        if is_row and self._context.outline.hasChildren(row):
            return ()
        return tuple(lists_of(page, 2 if is_row else 1, language()))

    def _ask_which(self, lists: Mapping[str, WantedList]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Save list"))
        dialog.setLabelText(self.tr("Several lists are shown. Which one is to be saved?"))
        dialog.setOption(QInputDialog.InputDialogOption.UseListViewForComboBoxItems)
        dialog.setComboBoxItems(list(lists))
        dialog.textValueSelected.connect(lambda title: self.choose_file(lists[title]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_for_relations(self, title: str, key: ListKey) -> None:
        """Ask where to save one list of relations of a page, and start saving it there; ``title`` heads the table.

        ``key`` says which list: all of it is saved, as *Show all* shows it.
        """
        self.choose_file(PageList(title, (key,)))

    def choose_for_row(self, index: QModelIndex) -> None:
        """Ask where to save the entries under a row of the navigator, and start saving them there.

        If nothing is under that row, the entries under its parent row are saved. For an invalid index, and for a row
        at the top with nothing under it, all entries are saved. In any case entries that a filter of the navigator
        hides are left out.
        """
        self.choose_file(self._branch(index))

    def _branch(self, index: QModelIndex) -> WantedList:
        """Return the list of what is under a row of the navigator.

        For a row with nothing under it, it is that of its parent row; for an invalid index, that of all entries.
        """
        service, model = self._context.outline_service, self._context.outline
        while index.isValid() and not model.hasChildren(index):
            index = index.parent()
        key = str(index.data(Role.NODE_KEY)) if index.isValid() else ROOT
        ref = index.data(Role.REF) if index.isValid() else None
        title = self.tr("All entries") if key == ROOT else ref.title if ref is not None else place_words(key)
        return BranchList(title, service.grouping, key, service.filtered)

    def choose_file(self, shown: WantedList) -> None:
        """Ask where to save a list, and start saving it there; returns at once.

        If one is being saved, the status bar says so instead.
        """
        if self.saving.is_busy:
            self._window.show_status(self.tr("A list is being saved. Wait until this is done, or cancel it."))
            return
        self._chosen = shown
        forms = self._forms()
        kinds = [form_words(form, language(), rows) for form, rows in forms]
        dialog = SaveDialog(self.tr("Save list as: {title}").format(title=shown.title), kinds, self._window)
        dialog.suggest(
            self._folder or documents_folder(),
            file_name_for(shown.title),
            kinds[forms.index(self._form) if self._form in forms else 0],
        )
        dialog.chosen.connect(self._save_as)
        dialog.open()

    def _forms(self) -> Sequence[tuple[TableForm, RowsOf]]:
        """Return the formats that the open reference allows; only an imported one has sums."""
        is_imported = Grouping.ORGANISATIONS in self._context.outline_service.groupings
        return FORMS if is_imported else FORMS[:_WITHOUT_SUMS]

    def save(self, path: Path, form: TableForm, shown: WantedList, rows: RowsOf = RowsOf.ENTRIES) -> None:
        """Start saving a list at ``path`` in the file format ``form``; the service ``saving`` reports the result.

        ``rows`` says whether a row of the table is an entry, a relation or a sum. An existing file is replaced. To be
        called only while no list is being saved (see ``LongWork.begin``).
        """
        self._folder, self._form = path.parent, (form, rows)
        context = self._context
        how = Writing(path, form, rows, context.reference.path, context.today(), language())
        self.show_begun()
        self.saving.save(path, partial(write_list, shown, how))

    @Slot(str, int)
    def _save_as(self, path: str, place: int) -> None:
        ending = Path(path).suffix.removeprefix(".").lower()
        form, rows = FORMS[place]
        if ending != form:  # another one was typed than is chosen in the list
            typed = [each for each in FORMS if each[0] == ending]
            form, rows = next((each for each in typed if each[1] is rows), typed[0] if typed else (form, rows))
        if self._chosen is not None:
            self.save(Path(path), form, self._chosen, rows)

    def doing(self) -> str:
        """Return the words for the status bar while a list is being saved: "Saving the list"."""
        return self.tr("Saving the list")

    @Slot(object, object)
    def _report(self, path: Path, written: Written) -> None:
        tr = language()
        words = tr.plural("{n} row is saved as {path}.", "{n} rows are saved as {path}.", written.rows, path=path)
        cut = f" {cut_words(written.cut, tr)}" if written.cut else ""
        self.end(f"{words}{cut}")
