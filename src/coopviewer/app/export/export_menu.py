"""The actions that copy, cite, print and export what is shown; their controllers are created on first use."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Slot

from coopviewer.app.context import AppContext, has_page
from coopviewer.app.launch.turns import FirstUses
from coopviewer.app.on_demand import load
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from coopviewer.app.export.iati_controller import IatiController
    from coopviewer.app.export.list_export_controller import ListExportController
    from coopviewer.app.export.markdown_controller import MarkdownController
    from coopviewer.app.export.page_export_controller import PageExportController
    from coopviewer.app.export.print_controller import PrintController
    from coopviewer.app.page.citing_controller import CitingController
    from coopviewer.app.page.copy_controller import CopyController
    from coopviewer.domain.browsing.addresses import Address
    from coopviewer.rendering.document.document import Document
    from coopviewer.rendering.overviews.table import ShownTable


class ShownInstead(NamedTuple):
    """How to save or print what is shown instead of a page: an overview, a brief, or changes.

    ``choose_file`` takes the address of the open brief or changes, and asks where to save what it shows. ``table``
    takes the name of an overview, such as ``timeline``, and returns its table, to be saved; None if it is not read yet.
    ``changes`` returns the page of changes that is shown, to be printed; None if it is not read yet, or if a message is
    shown in its place.
    """

    choose_file: "Callable[[Address], None]"
    table: "Callable[[str], ShownTable | None]"
    changes: "Callable[[], Document | None]"


class ExportMenu(QObject):
    """Connects the actions that copy, cite, print and export to their controllers, which are created on first use."""

    def __init__(self, context: AppContext, shown_fact: Callable[[], str], instead: ShownInstead) -> None:
        """Connect the actions that copy, cite, print, save and export.

        ``shown_fact`` returns the id of the fact whose card is shown, empty if none is; ``instead`` has what is shown
        instead of a page: overviews and briefs, which can be saved, and changes, which can be printed too.
        """
        super().__init__(context.window)
        self._context, self._shown_fact, self._instead = context, shown_fact, instead
        self.uses = FirstUses(context.window)
        actions = context.window.actions_by_id
        context.window.page.selection_copied.connect(self._say_copied)
        actions[ActionId.COPY_TEXT].triggered.connect(self._copy_text)
        actions[ActionId.COPY_LINK].triggered.connect(self._copy_link)
        actions[ActionId.COPY_CITATION].triggered.connect(self._copy_citation)
        actions[ActionId.COPY_CITED].triggered.connect(self._copy_cited)
        actions[ActionId.CITE].triggered.connect(self._cite)
        actions[ActionId.SAVE_PAGE].triggered.connect(self._save_page)
        actions[ActionId.SAVE_LIST].triggered.connect(self._save_list)
        actions[ActionId.PRINT].triggered.connect(self._print)
        actions[ActionId.EXPORT_MARKDOWN].triggered.connect(self._export_markdown)
        actions[ActionId.EXPORT_IATI].triggered.connect(self._export_iati)

    @cached_property
    def copying(self) -> "CopyController":
        """The controller that copies the selection, the text and the link of the open page, created on first use."""
        made: type[CopyController] = load("copying")
        return made(self._context)

    @cached_property
    def citing(self) -> "CitingController":
        """The controller of citations of what is shown, created on first use."""
        made: type[CitingController] = load("citing")
        return made(self._context)

    @cached_property
    def markdown(self) -> "MarkdownController":
        """The controller of *Export as Markdown folder*, created on first use."""
        made: type[MarkdownController] = load("markdown")
        return made(self._context)

    @cached_property
    def iati(self) -> "IatiController":
        """The controller of *Export as IATI*, created on first use."""
        made: type[IatiController] = load("iati")
        return made(self._context)

    @cached_property
    def page_export(self) -> "PageExportController":
        """The controller that saves the open page as a file, and lays it out for paper, created on first use."""
        made: type[PageExportController] = load("page_export")
        return made(self._context)

    @cached_property
    def list_export(self) -> "ListExportController":
        """The controller that saves lists as tables, created on first use."""
        made: type[ListExportController] = load("list_export")
        return made(self._context, self._instead.table)

    @cached_property
    def printing(self) -> "PrintController":
        """The controller that prints the open page, or the changes shown instead of it, created on first use."""
        made: type[PrintController] = load("printing")
        return made(self._context, self.page_export)

    @Slot()
    def _say_copied(self) -> None:
        self.copying.say_copied()

    @Slot()
    def _copy_text(self) -> None:
        self.copying.copy_text()

    @Slot()
    def _copy_link(self) -> None:
        self.copying.copy_link()

    @Slot()
    def _copy_citation(self) -> None:
        self.citing.copy(self._shown_fact())

    @Slot(str)
    def copy_citation_of(self, fact_id: str) -> None:
        """Copy the citation of a fact of the open page, given its id, in the format chosen last.

        If the page does not have the fact, what is selected or shown is cited, as by ``CitingController.copy``.
        """
        self.citing.copy(fact_id)

    @Slot()
    def _copy_cited(self) -> None:
        self.citing.copy_with_text()

    @Slot()
    def _cite(self) -> None:
        self.citing.open(self._shown_fact())

    @Slot()
    def _export_markdown(self) -> None:
        self.uses.use("markdown", lambda: self.markdown.ask())

    @Slot()
    def _export_iati(self) -> None:
        self.uses.use("iati", lambda: self.iati.ask())

    @Slot()
    def _save_page(self) -> None:
        if (address := self._context.reading.address) is not None and (address.is_brief or address.is_changes):
            self._instead.choose_file(address)
        elif has_page(self._context):
            self.uses.use("page_export", lambda: self.page_export.choose_file())

    @Slot()
    def _save_list(self) -> None:
        self.list_export.choose_shown()

    @Slot(QModelIndex)
    def save_branch(self, index: QModelIndex) -> None:
        """Ask where to save the entries under a row of the navigator as a table, and save them there.

        If nothing is under that row, those under its parent row are saved; at the top, or for an invalid index, all.
        """
        self.list_export.choose_for_row(index)

    @Slot()
    def _print(self) -> None:
        if (address := self._context.reading.address) is not None and address.is_changes:
            self.printing.open(self._instead.changes())
        elif has_page(self._context):
            self.uses.use("printing", lambda: self.printing.open())
