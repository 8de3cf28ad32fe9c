"""Controller of *Show all*: a long list as a table that loads more rows when it is scrolled."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Slot

from coopviewer.app.context import AppContext
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.pages import EntryPage, ListKey
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.entry_list import BATCH_SIZE, EntryColumn, EntryListModel
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.rendering.words.reference_words import kind_word
from coopviewer.widgets.common.list_dialog import ListDialog

_SIZE = QSize(900, 640)
_PARTS = (6, 2, 3, 3)  # how the columns share the width


class ListController(QObject):
    """Shows one long list of a page in a dialog, and opens the entry that the user chooses."""

    def __init__(self, context: AppContext, save: Callable[[str, ListKey], None]) -> None:
        """Create the dialog; ``open`` shows it.

        ``save`` is called when the user wants to save the list as a table, with a title and the key of the list.
        """
        super().__init__(context.window)
        self._save_list = save
        self._reading, self._outline_service, window = context.reading, context.outline_service, context.window
        self._key: ListKey | None = None
        self._name = ""
        tr = language()
        headers = (tr("Title"), tr("Kind"), tr("Timeframe"), tr("Grant"))
        self.model = EntryListModel(headers, self._kind_word, context.icons, self)
        self.model.rows_wanted.connect(self._answer)
        self.dialog = ListDialog(self.model, tr("All entries of a list"), window, filterable=False)
        self.dialog.add_button(self.tr("Save &list as…")).clicked.connect(self._save)
        self.dialog.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what tells titles apart is at the end
        self.dialog.finished.connect(window.focus_page)
        self.dialog.row_chosen.connect(self._open_entry)
        self.dialog.row_chosen_for_new_tab.connect(self._open_entry_apart)
        self._reading.reference_opened.connect(self.dialog.close)

    def open(self, predicate_id: str, *, outgoing: bool) -> None:
        """Show in a dialog all of the open entry's relations of one kind, given the id of their predicate.

        They are sorted by the kind of the other entry, then by its title. Nothing happens if the page has no such list.
        ``outgoing``: the open entry is the subject of the relations; otherwise it is their object.
        """
        page = self._reading.open_page[0] if self._reading.open_page is not None else None
        group = page.record.group(predicate_id, outgoing=outgoing) if isinstance(page, EntryPage) else None
        if group is None or not isinstance(page, EntryPage):
            return
        self._key = ListKey(page.record.ref.id, predicate_id, outgoing)
        label = group.predicate.label if outgoing else group.predicate.inverse_label
        self._name = self.tr("{entry}: {list}").format(entry=page.title, list=label)
        title = self.tr("{entry}: {list}, all {total}")
        self.dialog.setWindowTitle(title.format(entry=page.title, list=label, total=language().number(group.total)))
        self.dialog.table.setAccessibleName(self.dialog.windowTitle())
        self.dialog.show_hint(
            self.tr("Sorted by kind, then title. Enter opens the entry, Ctrl+Enter in a new tab, Esc returns.")
        )
        self.model.restart()
        projects = any(page.lookup.refs[group.other_end(r)].kind is EntryKind.PROJECT for r in group.relations)
        for column in (EntryColumn.TIMEFRAME, EntryColumn.GRANT):
            is_empty = column is EntryColumn.GRANT and page.imported is not None  # which has sums by year instead
            self.dialog.table.setColumnHidden(column, not projects or is_empty)
        self.dialog.open_over(_SIZE)
        self.dialog.table.share_width(_PARTS if projects else _PARTS[:2])

    @Slot(int)
    def _answer(self, offset: int) -> None:
        if self._key is not None:
            self.model.add_rows(self._outline_service.listed(self._key, offset, BATCH_SIZE))

    @Slot()
    def _save(self) -> None:
        if self._key is not None:
            self._save_list(self._name, self._key)

    @Slot(QModelIndex)
    def _open_entry(self, index: QModelIndex) -> None:
        address = Address(index.siblingAtColumn(0).data(Role.VALUE).id)
        self.dialog.close()
        self._reading.open(address)

    @Slot(QModelIndex)
    def _open_entry_apart(self, index: QModelIndex) -> None:
        address = Address(index.siblingAtColumn(0).data(Role.VALUE).id)
        self.dialog.close()
        self._reading.open_in_new_tab(address)

    def _kind_word(self, kind: EntryKind) -> str:
        return kind_word(kind, language())
