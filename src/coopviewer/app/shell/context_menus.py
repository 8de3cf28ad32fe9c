"""The context menus of the page, the navigator and the tabs, created on first use."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from coopviewer.app.context import AppContext
from coopviewer.app.export.brief_selection import request_on
from coopviewer.domain.briefs.request import parse_brief_request
from coopviewer.domain.browsing.addresses import SCHEME, Address, brief_address, comparison_address
from coopviewer.domain.overviews.query import MOST_COMPARED
from coopviewer.domain.reference.entries import EntryRef, short_title
from coopviewer.domain.reference.pages import ComparePage, EntryPage
from coopviewer.models.roles import Role
from coopviewer.widgets.page.fact_locations import PointedFact, fact_under, position_under
from coopviewer.widgets.shell.actions import ActionId

_Entry = QAction | tuple[str, Callable[[], object]]


class ContextMenus(QObject):
    """Shows the context menus of the page, the navigator and the tabs, by mouse or by key."""

    branch_wanted = Signal(QModelIndex)
    """The user wants to save as a table the entries under the row of the navigator with this index."""

    def __init__(self, context: AppContext) -> None:
        """Show nothing yet."""
        super().__init__(context.window)
        self._reading, self._window, self._settings = context.reading, context.window, context.settings

    def show_for_page(self, point: QPoint, at: QPoint) -> QMenu:
        """Show the menu of a point of the page's viewport.

        If the point is not in the selection, the fact there is selected, so that it can be highlighted, annotated and
        cited; if there is no fact, the text cursor moves to the point. ``at`` is the global position of the menu.
        Returns at once, while the menu is open.
        """
        page, actions = self._window.page, self._window.actions_by_id
        link = page.anchorAt(point)
        fact = self._select_at(point)
        groups: list[list[_Entry]] = [self._of_link(link)]
        if page.textCursor().hasSelection():
            groups.append([actions[key] for key in (ActionId.HIGHLIGHT, ActionId.NOTE, ActionId.TAG)])
        else:
            groups.append([actions[key] for key in (ActionId.NOTE, ActionId.TAG, ActionId.BOOKMARK)])
        where = [actions[ActionId.SOURCE_OF_FACT]] if fact is not None else []
        groups.append([*where, actions[ActionId.COPY_CITATION], actions[ActionId.CITE]])
        groups.append([actions[ActionId.COMPARE], actions[ActionId.MAKE_BRIEF]])
        selected = page.textCursor().hasSelection()
        copied = [actions[ActionId.COPY], actions[ActionId.COPY_CITED]] if selected else []
        groups.append([*copied, actions[ActionId.COPY_TEXT], actions[ActionId.COPY_LINK]])
        groups.append([actions[key] for key in (ActionId.BACK, ActionId.FORWARD, ActionId.FIND)])
        return _popup(page, groups, at)

    def _of_link(self, link: str) -> list[_Entry]:
        """Return the menu's entries for a link, given its target; none for an empty one."""
        page = self._window.page
        if not link:
            return []
        entries: list[_Entry] = [(self.tr("&Open"), partial(page.open_link, link))]
        if link.startswith(SCHEME):
            entries.append((self.tr("Open in a new &tab"), partial(page.open_in_new_tab, link)))
            entries.append((self.tr("Copy the link's &address"), partial(self._copy, link)))
        return entries

    def _select_at(self, point: QPoint) -> PointedFact | None:
        """Return the fact at a point, None if there is none; select it unless the point is in the selection.

        Without a fact the text cursor moves to the point.
        """
        page = self._window.page
        fact, cursor, position = fact_under(page, point), page.textCursor(), position_under(page, point)
        if cursor.hasSelection() and cursor.selectionStart() <= position <= cursor.selectionEnd():
            return fact
        if fact is not None:
            cursor.setPosition(fact.start)
            cursor.setPosition(fact.end, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(page.cursorForPosition(point).position())
        scroll = page.verticalScrollBar().value()
        page.setTextCursor(cursor)
        page.verticalScrollBar().setValue(scroll)  # the point stays under the pointer
        return fact

    def show_for_row(self, index: QModelIndex, at: QPoint) -> QMenu:
        """Show the menu of a row of the navigator, an entry or a heading.

        ``index`` must be valid; ``at`` is the global position of the menu. Returns at once, while the menu is open.
        """
        tree, groups, ref = self._window.navigator.tree, list[list[_Entry]](), index.data(Role.REF)
        if isinstance(ref, EntryRef):
            address = Address(ref.id)
            groups.append(
                [
                    (self.tr("&Open"), partial(self._window.navigator.choose, index)),
                    (self.tr("Open in a new &tab"), partial(self._window.page.open_in_new_tab, str(address))),
                    (self.tr("Copy the entry's &address"), partial(self._copy, str(address))),
                ]
            )
            groups.append([*self._of_comparison(ref), (self.tr("Make a &brief…"), partial(self._make_brief, ref.id))])
        if index.model().hasChildren(index):
            is_open = tree.isExpanded(index)
            text = self.tr("&Collapse") if is_open else self.tr("&Expand")
            groups.append([(text, partial(tree.setExpanded, index, not is_open))])
        groups.append([(self.tr("Save &list as…"), partial(self.branch_wanted.emit, index))])
        groups.append([self._window.actions_by_id[ActionId.FILTER]])
        return _popup(tree, groups, at)

    def _make_brief(self, entry_id: str) -> None:
        settings = self._settings.current.brief_options
        options = parse_brief_request(settings).options
        self._reading.open(brief_address(str(request_on(entry_id).having(options=options))))

    def _of_comparison(self, ref: EntryRef) -> list[_Entry]:
        """Return the menu's entry by which a row's entry is compared with the open one or added to the open comparison.

        Empty if no entry is open, or the row's is of another kind or compared already, or four are.
        """
        page = self._reading.open_page[0] if self._reading.open_page is not None else None
        pages = page.pages if isinstance(page, ComparePage) else (page,) if isinstance(page, EntryPage) else ()
        ids = [each.record.ref.id for each in pages]
        fits = bool(ids) and ref.id not in ids and len(ids) < MOST_COMPARED
        if not fits or pages[0].record.ref.kind is not ref.kind:
            return []
        text = self.tr("Co&mpare with {entry}").format(entry=short_title(pages[0].title).replace("&", "&&"))
        if len(ids) > 1:
            text = self.tr("Add to the co&mparison")
        return [(text, partial(self._reading.open, comparison_address((*ids, ref.id))))]

    def show_for_tab(self, index: int, at: QPoint) -> QMenu:
        """Show the menu of the tab with this index; -1: that of the space beside the tabs.

        ``at`` is the global position of the menu. Returns at once, while the menu is open.
        """
        tabs, actions = self._window.tabs, self._window.actions_by_id
        groups: list[list[_Entry]] = [[actions[ActionId.NEW_TAB], actions[ActionId.REOPEN_TAB]]]
        if index >= 0:
            visit = self._reading.tab_set.tabs.tabs[index].history.current
            address = str(visit.address) if visit is not None else ""
            others = [each for each in range(tabs.count()) if each != index]
            groups.append(
                [
                    (self.tr("&Duplicate this tab"), partial(self._window.page.open_in_new_tab, address)),
                    (self.tr("Copy the page's &address"), partial(self._copy, address)),
                ]
            )
            closing: list[_Entry] = [(self.tr("&Close this tab"), partial(tabs.close_at, index))]
            if others:
                closing.append((self.tr("Close the &other tabs"), partial(self._close_tabs, others)))
            if index < tabs.count() - 1:
                after = list(range(index + 1, tabs.count()))
                closing.append((self.tr("Close the tabs a&fter this one"), partial(self._close_tabs, after)))
            groups.append(closing)
        return _popup(tabs, groups, at)

    def _close_tabs(self, indexes: Iterable[int]) -> None:
        for index in sorted(indexes, reverse=True):
            self._window.tabs.close_at(index)

    def _copy(self, address: str) -> None:
        QGuiApplication.clipboard().setText(address)
        self._window.show_status(self.tr("The address {address} is copied.").format(address=address))


def _popup(parent: QWidget, groups: Iterable[Iterable[_Entry]], at: QPoint) -> QMenu:
    """Show a menu at a global position, with separators between the groups, and return it at once."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in filter(None, map(list, groups)):
        if not menu.isEmpty():
            menu.addSeparator()
        for entry in group:
            if isinstance(entry, QAction):
                menu.addAction(entry)
            else:
                text, act = entry
                menu.addAction(text).triggered.connect(lambda _checked=False, act=act: act())
    menu.popup(at)
    return menu
