"""Controller of the menu: connects actions to features, such as overviews, that are created on first use."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint, Slot

from coopviewer.app.context import AppContext, has_page
from coopviewer.app.export.export_menu import ExportMenu, ShownInstead
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.addresses import Address, overview_address
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopviewer.app.overviews.feature import OverviewFeature
    from coopviewer.app.page.attaching_controller import AttachingController
    from coopviewer.app.page.compare_controller import CompareController
    from coopviewer.app.page.links_controller import LinksController
    from coopviewer.app.page.list_controller import ListController
    from coopviewer.app.page.plain_text_controller import PlainTextController
    from coopviewer.app.page.provenance_controller import ProvenanceController
    from coopviewer.app.shell.about_controller import AboutController
    from coopviewer.app.shell.context_menus import ContextMenus
    from coopviewer.app.shell.guide_controller import GuideController
    from coopviewer.app.shell.keys_controller import KeysController
    from coopviewer.domain.reference.attachments import Attachment
    from coopviewer.domain.reference.sources import Passage


class MenuController(QObject):
    """Connects actions, and requests of the page, the navigator and the tabs, to features created on first use."""

    def __init__(self, context: AppContext) -> None:
        """Connect the actions; nothing is loaded yet."""
        super().__init__(context.window)
        self._context = context
        instead = ShownInstead(
            lambda address: self.overviews.choose_file(address),
            lambda name: self.overviews.controller(name).shown_table,
            lambda: self.overviews.editions.changes.document,
        )
        self.exports = ExportMenu(context, self._shown_fact, instead)
        self.uses = self.exports.uses
        window, actions = context.window, context.window.actions_by_id
        window.page.list_wanted.connect(self._show_list)
        window.page.tip_wanted.connect(self._point)
        window.page.menu_wanted.connect(self._show_page_menu)
        window.navigator.tree.menu_wanted.connect(self._show_row_menu)
        window.tabs.menu_wanted.connect(self._show_tab_menu)
        context.reading.overview_opened.connect(self._show_overview)
        context.reading.page_opened.connect(self._follow_page)
        for overview in (ActionId.COVERAGE, ActionId.MAP, ActionId.TIMELINE):
            actions[overview].triggered.connect(self._open_overview)
        actions[ActionId.COMPARE].triggered.connect(self._compare)
        window.navigator.tree.mark_toggled.connect(self._toggle_mark)
        actions[ActionId.KEYS].triggered.connect(self._show_keys)
        actions[ActionId.GUIDE].triggered.connect(self._show_guide)
        actions[ActionId.LINKS].triggered.connect(self._show_links)
        actions[ActionId.PLAIN_TEXT].triggered.connect(self._show_plain_text)
        actions[ActionId.ABOUT].triggered.connect(self._show_about)
        actions[ActionId.MAKE_BRIEF].triggered.connect(self._make_brief)
        actions[ActionId.SOURCE_OF_FACT].triggered.connect(self._toggle_source)
        actions[ActionId.ATTACH_SOURCE].triggered.connect(self._attach_source)
        actions[ActionId.DETACH_SOURCE].triggered.connect(lambda: self.attaching.detach())

    @cached_property
    def about(self) -> "AboutController":
        """The controller of *About coopviewer*, created on first use."""
        made: type[AboutController] = load("about")
        return made(self._context)

    @cached_property
    def attaching(self) -> "AttachingController":
        """The controller of source documents, created on first use.

        When it is created, documents that the user attached in earlier sessions are compared with their sources again.
        """
        made: type[AttachingController] = load("attaching")
        return made(self._context)

    @cached_property
    def comparing(self) -> "CompareController":
        """The controller of *Compare with…*, created on first use."""
        made: type[CompareController] = load("compare")
        return made(self._context)

    @cached_property
    def context_menus(self) -> "ContextMenus":
        """The context menus of page, navigator and tabs, created on first use."""
        made: type[ContextMenus] = load("context_menus")
        menus = made(self._context)
        menus.branch_wanted.connect(self.exports.save_branch)
        return menus

    @cached_property
    def guide(self) -> "GuideController":
        """The controller of the user guide, created on first use."""
        made: type[GuideController] = load("guide")
        guide = made(self._context)
        guide.keys_wanted.connect(self._show_keys)
        return guide

    @cached_property
    def keys(self) -> "KeysController":
        """The controller of *Keys and actions*, created on first use."""
        made: type[KeysController] = load("keys")
        return made(self._context)

    @cached_property
    def links(self) -> "LinksController":
        """The controller of *Links of this page*, created on first use."""
        made: type[LinksController] = load("links")
        return made(self._context)

    @cached_property
    def list(self) -> "ListController":
        """The controller of *Show all*, which shows a long list of a page in full, created on first use."""
        made: type[ListController] = load("list")
        return made(self._context, lambda *which: self.exports.list_export.choose_for_relations(*which))

    @cached_property
    def overviews(self) -> "OverviewFeature":
        """The feature of what is shown instead of a page (overviews, briefs, changes), created on first use."""
        made: type[OverviewFeature] = load("overviews")
        overviews = made(self._context, self._attachments)
        overviews.passage_wanted.connect(self._show_passage)
        return overviews

    @cached_property
    def plain_text(self) -> "PlainTextController":
        """The controller of *Read as plain text*, created on first use."""
        made: type[PlainTextController] = load("plain_text")
        return made(self._context)

    @cached_property
    def provenance(self) -> "ProvenanceController":
        """The controller of the fact card, which shows the sources of a fact, created on first use."""
        made: type[ProvenanceController] = load("provenance")
        provenance = made(self._context, self._attachments)
        provenance.passage_wanted.connect(self._show_passage)
        provenance.citation_wanted.connect(self.exports.copy_citation_of)
        return provenance

    def _attachments(self) -> "Mapping[str, Attachment]":
        return self.attaching.source_documents.attachments if "attaching" in vars(self) else {}

    def resume_attachments(self) -> None:
        """Compare documents that the user attached in earlier sessions with their sources again, in the background.

        Nothing happens if none were attached.
        """
        try:
            there = self._context.files.attachments.exists()
        except OSError:  # a folder that may not be looked into
            return
        if there:
            self.attaching  # noqa: B018 - to make it is to compare again

    @Slot()
    def _show_about(self) -> None:
        self.about.open()

    @Slot()
    def _show_guide(self) -> None:
        self.guide.open()

    @Slot()
    def _show_keys(self) -> None:
        self.keys.open()

    @Slot(object)
    def _show_overview(self, address: Address) -> None:
        self.overviews.show(address)

    @Slot()
    def _open_overview(self) -> None:
        self._context.reading.open(overview_address(self.sender().objectName()))  # the action's id

    @Slot()
    def _follow_page(self) -> None:
        if "comparing" in vars(self) or getattr(self._context.reading.address, "is_comparison", False):
            self.comparing.follow_page()

    @Slot()
    def _compare(self) -> None:
        self.comparing.ask()

    @Slot(QModelIndex)
    def _toggle_mark(self, index: QModelIndex) -> None:
        self.comparing.toggle(index)

    @Slot()
    def _show_links(self) -> None:
        if has_page(self._context):
            self.links.open()

    @Slot(str, bool)
    def _show_list(self, predicate_id: str, outgoing: bool) -> None:
        self.list.open(predicate_id, outgoing=outgoing)

    @Slot()
    def _show_plain_text(self) -> None:
        if has_page(self._context):
            self.plain_text.open()

    @Slot()
    def _make_brief(self) -> None:
        self.uses.use("brief", lambda: self.overviews.brief.make())

    def compare_editions(self) -> None:
        """Ask in a dialog with which edition the open reference is to be compared; returns at once."""
        self.uses.use("editions", lambda: self.overviews.editions.choose())

    def _shown_fact(self) -> str:
        """Return the id of the fact whose card is shown; empty if none is."""
        return self.provenance.shown_fact if "provenance" in vars(self) else ""

    @Slot(QPoint)
    def _point(self, point: QPoint) -> None:
        if load("fact_under")(self._context.window.page, point) is not None:
            self.provenance.point(point)

    @Slot(QPoint, QPoint)
    def _show_page_menu(self, point: QPoint, at: QPoint) -> None:
        if self._context.reading.open_page is not None:
            self.context_menus.show_for_page(point, at)

    @Slot(QModelIndex, QPoint)
    def _show_row_menu(self, index: QModelIndex, at: QPoint) -> None:
        self.context_menus.show_for_row(index, at)

    @Slot(int, QPoint)
    def _show_tab_menu(self, index: int, at: QPoint) -> None:
        self.context_menus.show_for_tab(index, at)

    @Slot(object)
    def _show_passage(self, passage: "Passage") -> None:
        self.attaching.show_passage(passage)

    @Slot()
    def _toggle_source(self) -> None:
        if self._context.reading.address is not None and self._context.reading.address.is_overview:
            self.overviews.show_source()
        else:
            self.provenance.toggle()

    @Slot()
    def _attach_source(self) -> None:
        self.attaching.choose()
