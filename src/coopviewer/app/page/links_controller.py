"""*Links of this page*: each link by its name, to be found, followed, or opened in a tab of its own."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QSize, Slot

from coopviewer.domain.browsing.addresses import SCHEME, parse_address
from coopviewer.domain.browsing.history import Visit
from coopviewer.domain.reference.pages import Page
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.rendering.pages.page_links import page_links
from coopviewer.widgets.common.list_dialog import ListDialog
from coopviewer.widgets.shell.main_window import MainWindow

_SIZE = QSize(760, 560)
_PARTS = (5, 4, 3)  # how the columns share the width


class LinksController(QObject):
    """Lists the links of the page that is open, and follows the one that is chosen."""

    def __init__(self, window: MainWindow, today: Callable[[], date]) -> None:
        """Make the list; it is shown by ``open``."""
        super().__init__(window)
        self._window = window
        self._today = today
        tr = self.tr
        self.model = TextTableModel((tr("Link"), tr("Under"), tr("Leads to")), parent=self)
        self.dialog = ListDialog(self.model, tr("Links of this page"), window)
        self.dialog.field.setAccessibleName(tr("Find a link"))
        self.dialog.field.setPlaceholderText(tr("Find a link"))
        self.dialog.filter_changed.connect(self._narrow)
        self.dialog.finished.connect(window.focus_page)
        self.dialog.row_chosen.connect(self._follow)
        self.dialog.row_chosen_apart.connect(self._follow_apart)

    def open(self, page: Page, visit: Visit) -> None:
        """List the links of a page, all of them."""
        links = page_links(lay_out(page, self._today(), visit.unfolded, self._window.page.tr), self.tr)
        self.model.set_rows([TextRow((link.name, link.heading, link.leads_to), link.target) for link in links])
        self._narrow("")
        self.dialog.open_over(_SIZE)
        self.dialog.table.share_out(_PARTS)

    @Slot()
    def close(self) -> None:
        """Close the list, as when another page is opened."""
        self.dialog.close()

    @Slot(str)
    def _narrow(self, text: str) -> None:
        self.model.set_filter(text)
        if self.model.rowCount():
            self.dialog.show_hint(
                self.tr("Enter follows the link, Ctrl+Enter opens it in a new tab, Esc returns to the page.")
            )
        elif self.model.total:
            self.dialog.show_hint(self.tr("No link of this page has these words. Clear the line with Esc to see all."))
        else:
            self.dialog.show_hint(self.tr("This page has no links. Return to it with Esc."))

    @Slot(QModelIndex)
    def _follow(self, index: QModelIndex) -> None:
        target = str(index.data(Role.VALUE))
        self.dialog.close()
        self._window.page.follow(target)

    @Slot(QModelIndex)
    def _follow_apart(self, index: QModelIndex) -> None:
        target = str(index.data(Role.VALUE))
        if not target.startswith(SCHEME):
            self._follow(index)
            return
        self.dialog.close()
        self._window.page.new_tab_chosen.emit(parse_address(target))
