"""The actions that copy, cite and export what is shown; their controllers are created on first use."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.launch.turns import FirstUses
from coopviewer.app.on_demand import load
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from coopviewer.app.export.iati_controller import IatiController
    from coopviewer.app.export.markdown_controller import MarkdownController
    from coopviewer.app.page.citing_controller import CitingController
    from coopviewer.app.page.copy_controller import CopyController


class ExportMenu(QObject):
    """Connects the actions that copy, cite and export to their controllers, which are created on first use."""

    def __init__(self, context: AppContext, shown_fact: Callable[[], str]) -> None:
        """Connect the actions; ``shown_fact`` returns the id of the fact whose card is shown, empty if none is."""
        super().__init__(context.window)
        self._context, self._shown_fact = context, shown_fact
        self.uses = FirstUses(context.window)
        actions = context.window.actions_by_id
        context.window.page.selection_copied.connect(self._say_copied)
        actions[ActionId.COPY_TEXT].triggered.connect(self._copy_text)
        actions[ActionId.COPY_LINK].triggered.connect(self._copy_link)
        actions[ActionId.COPY_CITATION].triggered.connect(self._copy_citation)
        actions[ActionId.COPY_CITED].triggered.connect(self._copy_cited)
        actions[ActionId.CITE].triggered.connect(self._cite)
        actions[ActionId.EXPORT_MARKDOWN].triggered.connect(self._export_markdown)
        actions[ActionId.EXPORT_IATI].triggered.connect(self._export_iati)

    @cached_property
    def copying(self) -> "CopyController":
        """The controller that copies the selection, the text and the link of the open page."""
        made: type[CopyController] = load("copying")
        return made(self._context)

    @cached_property
    def citing(self) -> "CitingController":
        """The controller of citations of what is shown."""
        made: type[CitingController] = load("citing")
        return made(self._context)

    @cached_property
    def markdown(self) -> "MarkdownController":
        """The controller of *Export as Markdown folder*."""
        made: type[MarkdownController] = load("markdown")
        return made(self._context)

    @cached_property
    def iati(self) -> "IatiController":
        """The controller of *Export as IATI*."""
        made: type[IatiController] = load("iati")
        return made(self._context)

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
        """Copy the citation of the fact with an id, in the format used last."""
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
