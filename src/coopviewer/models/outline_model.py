"""The outline (the tree of the navigator) as a model that requests the children of a row when it is expanded."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Signal
from PySide6.QtGui import QFont, QIcon

from coopviewer.domain.reference.outline import ROOT, OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.text.measures import shorten
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import QtRole, Role, plain_tip

_LONGEST_TITLE = 300  # characters in a row; no longer one fits on a screen, and drawing would take seconds

BATCH_SIZE = 100  # children requested at once
_MOST_BATCHES = 12  # requested to find one child, so that a long list does not block the window
_Index = QModelIndex | QPersistentModelIndex


class ChildrenRequest(NamedTuple):
    """A request for at most ``limit`` children of the outline node ``key`` ("" for the root).

    ``serial`` identifies the requesting row. ``offset`` is the number of children it already has, ``after`` the number
    (``OutlineNode.number``) of the last of them, 0 if there is none. If the answer has fewer nodes than ``limit``, or
    ends with a heading, there are no more.
    """

    serial: int
    key: str
    offset: int
    after: int
    limit: int = BATCH_SIZE


@dataclass(slots=True, eq=False)
class _Row:
    """A row, owned by the model; indexes carry its serial and not the object, which Qt would not keep alive.

    ``node`` and ``parent`` are None for the root. ``complete``: all its children have been added.
    """

    serial: int
    node: OutlineNode | None
    parent: "_Row | None"
    position: int
    complete: bool
    children: "list[_Row]" = field(default_factory=list)


class Badges:
    """The number of annotations of each entry, by its id; calls a function for entries whose rows must be redrawn."""

    def __init__(self, redraw: Callable[[Set[str]], None]) -> None:
        """Start without counts; ``redraw`` is called with the ids of the entries whose counts have changed."""
        self._redraw = redraw
        self._counts: dict[str, int] = {}

    def of(self, entry_id: str) -> int:
        """Return the number of annotations of an entry, 0 if it has none."""
        return self._counts.get(entry_id, 0)

    def set_all(self, counts: Mapping[str, int]) -> None:
        """Set the counts of all entries, 0 for those left out; have the rows redrawn whose counts changed."""
        before = self._counts
        self._counts = {entry_id: count for entry_id, count in counts.items() if count}
        self._redraw({entry_id for entry_id, _ in before.items() ^ self._counts.items()})

    def set_one(self, entry_id: str, count: int) -> None:
        """Set the count of one entry, 0 if it has no annotations, and have its rows redrawn if the count differs."""
        if count == self.of(entry_id):
            return
        if count:
            self._counts[entry_id] = count
        else:
            del self._counts[entry_id]
        self._redraw({entry_id})


class OutlineModel(QAbstractItemModel):
    """The navigator's tree; ``children_wanted`` requests children of a row, ``add_children`` takes the answer."""

    children_wanted = Signal(object)
    """A row needs more children, for a view or for ``find_child``: a ChildrenRequest; ``add_children`` answers."""
    hints_added = Signal()
    """A row has a hint, a text to be drawn beside its title, and no row had one before."""
    badges_added = Signal()
    """There are badges (numbers of annotations) to be drawn, and there were none before."""

    def __init__(
        self,
        label: Callable[[str], str],
        icons: Callable[[EntryKind | None], QIcon] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Start empty; ``label`` returns the text of a heading by its key, ``icons`` the icon of a kind.

        ``icons`` takes None for a heading.
        """
        super().__init__(parent)
        self._label = label
        self._icons = icons
        self._bold = QFont()
        self._bold.setBold(True)
        self._rows: dict[int, _Row] = {}
        self._serials = count()  # never reused, so that a late answer cannot reach another row
        self._root = self._new_row(None, None, 0, complete=False)
        self._requesting = False
        self._badges: Badges | None = None
        self._has_hints = False

    @property
    def entry_ids(self) -> frozenset[str]:
        """The ids of the entries of which a row is loaded, visible or not."""
        return frozenset(row.node.ref.id for row in self._rows.values() if row.node is not None and row.node.ref)

    def set_badges(self, counts: Mapping[str, int]) -> None:
        """Set the numbers of annotations by the ids of entries, 0 for all others; only rows that differ are redrawn."""
        if counts or self._badges is not None:
            self._ensure_badges().set_all(counts)

    def set_badge(self, entry_id: str, count: int) -> None:
        """Set the number of annotations of one entry; 0 removes its badge."""
        if count or self._badges is not None:
            self._ensure_badges().set_one(entry_id, count)

    def restart(self) -> None:
        """Remove all rows, so that views request them again, as for another reference; the badges of entries stay."""
        self.beginResetModel()
        self._rows.clear()
        self._root = self._new_row(None, None, 0, complete=False)
        self.endResetModel()

    def add_children(self, request: ChildrenRequest, nodes: Sequence[OutlineNode]) -> None:
        """Add the answer to a request; ignore it if its row is gone or got children since; may emit ``hints_added``."""
        row = self._rows.get(request.serial)
        if row is None or request.offset != len(row.children):
            return
        row.complete = len(nodes) < request.limit or nodes[-1].ref is None  # headings follow the last entry
        if not nodes:
            return
        self.beginInsertRows(self._index_of(row), request.offset, request.offset + len(nodes) - 1)
        for position, node in enumerate(nodes, start=request.offset):
            row.children.append(self._new_row(node, row, position, complete=not node.expandable))
        self.endInsertRows()
        if not self._has_hints and any(node.ref is not None and node.ref.hint for node in nodes):
            self._has_hints = True
            self.hints_added.emit()

    def find_child(self, parent: _Index, key: str) -> QModelIndex:
        """Return the index of the child with this key, requesting up to 12 batches of children; invalid if not found.

        Requested children count only if the listener calls ``add_children`` while ``children_wanted`` is emitted.
        """
        row = self._row(parent)
        begin = 0
        for requested in range(_MOST_BATCHES + 1):
            for child in row.children[begin:]:
                if child.node is not None and child.node.key == key:
                    return self._index_of(child)
            begin = len(row.children)
            if requested < _MOST_BATCHES:
                self.fetchMore(parent)
            if len(row.children) == begin:
                break
        return QModelIndex()

    def redraw_icons(self) -> None:
        """Have views redraw the icons of all loaded rows."""
        parents = [row for row in self._rows.values() if row.children]
        for parent in parents:
            first, last = self._index_of(parent.children[0]), self._index_of(parent.children[-1])
            self.dataChanged.emit(first, last, [QtRole.DECORATION])

    def _ensure_badges(self) -> Badges:
        if self._badges is None:
            self._badges = Badges(self._redraw_badges)
            self.badges_added.emit()
        return self._badges

    def _redraw_badges(self, entry_ids: Set[str]) -> None:
        for row in self._rows.values():
            if row.node is not None and row.node.ref is not None and row.node.ref.id in entry_ids:
                index = self._index_of(row)
                self.dataChanged.emit(index, index, [Role.BADGE, QtRole.ACCESSIBLE_TEXT])

    def _badge(self, node: OutlineNode) -> int:
        return self._badges.of(node.ref.id) if self._badges is not None and node.ref is not None else 0

    def _accessible_text(self, node: OutlineNode) -> str | None:
        """Return the text of a row with badge or hint for screen readers; None where the display text is enough."""
        count, hint = self._badge(node), node.ref.hint if node.ref is not None else None
        if not count and not hint:
            return None
        label = language().plural("{n} annotation", "{n} annotations", count) if count else None
        return language().listed(filter(None, (self._node_data(node, QtRole.DISPLAY), hint, label)))

    def _new_row(self, node: OutlineNode | None, parent: "_Row | None", position: int, *, complete: bool) -> _Row:
        serial = next(self._serials)
        row = self._rows[serial] = _Row(serial, node, parent, position, complete)
        return row

    def _row(self, index: _Index) -> _Row:
        return self._rows[index.internalId()] if index.isValid() else self._root

    def _index_of(self, row: _Row) -> QModelIndex:
        return QModelIndex() if row.parent is None else self.createIndex(row.position, 0, row.serial)

    def _title(self, node: OutlineNode) -> str:
        return shorten(node.ref.title, _LONGEST_TITLE) if node.ref is not None else self._label(node.key)

    def _node_data(self, node: OutlineNode, role: int) -> Any:
        match role:
            case QtRole.DISPLAY:
                count = "" if node.count is None else f"  {language().number(node.count)}"
                other = "" if node.other_name is None else f" – {node.other_name}"
                return f"{self._title(node)}{other}{count}"
            case QtRole.TOOL_TIP:
                hint = node.ref.hint if node.ref is not None else None
                lines = (self._title(node), hint, node.other_name, node.legal_note)
                return plain_tip("\n".join(line for line in lines if line is not None))
            case QtRole.DECORATION if self._icons:
                return self._icons(node.ref.kind if node.ref else None)
            case QtRole.FONT if node.ref is None or node.ref.kind is EntryKind.REGION:
                return self._bold
        return None

    # Qt overrides

    @guarded
    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._row(parent).children
        if 0 <= row < len(children) and column == 0 and parent.column() <= 0:
            return self.createIndex(row, column, children[row].serial)
        return QModelIndex()

    @guarded
    def parent(self, index: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        parent = self._row(index).parent
        return QModelIndex() if parent is None else self._index_of(parent)

    @guarded
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._row(parent).children)

    @guarded
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @guarded
    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008
        if parent.column() > 0:
            return False
        row = self._row(parent)
        return bool(row.children) or not row.complete

    @guarded
    def canFetchMore(self, parent: _Index) -> bool:
        return parent.column() <= 0 and not self._row(parent).complete

    @guarded
    def fetchMore(self, parent: _Index) -> None:
        row = self._row(parent)
        if row.complete or self._requesting:
            return
        self._requesting = True  # views call fetchMore again while rows are being inserted
        try:
            key = row.node.key if row.node else ROOT
            last = row.children[-1].node if row.children else None
            self.children_wanted.emit(ChildrenRequest(row.serial, key, len(row.children), last.number if last else 0))
        finally:
            self._requesting = False

    @guarded
    def headerData(self, section: int, orientation: object, role: int = QtRole.DISPLAY) -> Any:
        return self._label(ROOT) if role == QtRole.DISPLAY else None  # not shown, but read out with each row

    @guarded
    def data(self, index: _Index, role: int = QtRole.DISPLAY) -> Any:
        node = self._row(index).node
        if node is None or not index.isValid():
            return None
        if role == Role.REF:
            return node.ref
        if role == Role.NODE_KEY:
            return node.key
        if role == Role.MATCHES:
            return node.matches
        if role == Role.HINT:
            return node.ref.hint if node.ref is not None else None
        if role == Role.BADGE:
            return self._badge(node)
        if role == QtRole.ACCESSIBLE_TEXT:
            return self._accessible_text(node)
        return self._node_data(node, role)
