"""Controller of *Links of this page*: lists them, to find, follow, or open in a new tab."""

from PySide6.QtCore import QModelIndex, QObject, QSize, Slot

from coopviewer.app.context import AppContext
from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.pages.layout import lay_out_for_screen
from coopviewer.rendering.pages.page_links import page_links
from coopviewer.widgets.common.list_dialog import ListDialog

_SIZE = QSize(760, 560)
_PARTS = (5, 4, 3)  # how the columns share the width


class LinksController(QObject):
    """Lists the links of the open page in a dialog, and opens the one that the user chooses."""

    def __init__(self, context: AppContext) -> None:
        """Create the dialog, without links; ``open`` lists them and shows it."""
        super().__init__(context.window)
        window = context.window
        self._reading, self._window, self._today = context.reading, window, context.today
        tr = language()
        self.model = TextTableModel((tr("Link"), tr("Under"), tr("Leads to")), parent=self)
        self.dialog = ListDialog(self.model, tr("Links of this page"), window)
        self.dialog.field.setAccessibleName(tr("Find a link"))
        self.dialog.field.setPlaceholderText(tr("Find a link"))
        self.dialog.filter_changed.connect(self._narrow)
        self.dialog.finished.connect(window.focus_page)
        self.dialog.row_chosen.connect(self._follow)
        self.dialog.row_chosen_for_new_tab.connect(self._follow_apart)
        self._reading.page_opened.connect(self._close)

    def open(self) -> None:
        """Show a dialog with the open page's links, without those in folded parts; do nothing if no page is open."""
        if self._reading.open_page is None:
            return
        page, visit = self._reading.open_page
        links = page_links(lay_out_for_screen(page, self._today(), visit.unfolded, language()), language())
        self.model.set_rows([TextRow((link.name, link.heading, link.leads_to), link.target) for link in links])
        self._narrow("")
        self.dialog.open_over(_SIZE)
        self.dialog.table.share_width(_PARTS)

    @Slot()
    def _close(self) -> None:
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
        self._window.page.open_link(target)

    @Slot(QModelIndex)
    def _follow_apart(self, index: QModelIndex) -> None:
        target = str(index.data(Role.VALUE))
        self.dialog.close()
        if target.startswith(SCHEME):
            self._window.page.open_in_new_tab(target)
        else:
            self._window.page.open_link(target)
