"""Does in a window everything that its menus offer, so that ``steps.py`` finds what takes long.

Each action of the menus is triggered on a page, a search, the list of annotations and the overviews; what can be chosen
in a dialog or a pane is chosen, and dialogs are closed again. Then files are written, two editions compared, and a
table is previewed.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from coopviewer.app.composition import Composition
from coopviewer.app.export.page_export_controller import PageKind
from coopviewer.domain.browsing.addresses import annotations_address, overview_address, parse_address, search_address
from coopviewer.widgets.shell.actions import ActionId

LEFT_OUT = {ActionId.QUIT, ActionId.ANNOTATION_FILE, ActionId.OPEN_RECENT, ActionId.DETACH_SOURCE}
OVERVIEWS = ("coverage", "timeline", "map")
TYPED = ("w", "wa", "")


class Deed(NamedTuple):
    """What a user does: its name, the function that does it, and one that returns whether its work has ended."""

    name: str
    act: Callable[[], object]
    done: Callable[[], bool] | None = None


def deeds(composition: Composition, pages: tuple[str, ...], folder: Path, other: Path | None) -> Iterator[Deed]:
    """Yield everything, one after the other; each must have been done before the next is asked for."""
    yield from menus_of(composition, pages)
    yield from searches(composition)
    yield from overviews(composition)
    yield from files(composition, pages, folder)
    if other is not None:
        yield from editions(composition, other)
    yield from imports(composition, folder)


def menus_of(composition: Composition, pages: tuple[str, ...]) -> Iterator[Deed]:
    """Yield each action of the menus on each page, on a search, on the annotations and on overviews."""
    addresses = [
        *(parse_address(f"coop:{page}") for page in pages),
        search_address("water"),
        annotations_address(),
        *map(overview_address, OVERVIEWS),
    ]
    window, reading = composition.window, composition.reading
    go = composition.navigator.address_chosen.emit
    for address in addresses:
        yield Deed(f"open {address}", partial(go, address))
        for key, action in window.actions_by_id.items():
            if key in LEFT_OUT or not action.isEnabled():
                continue
            done = partial(_has_preview, composition) if key is ActionId.PRINT else None
            yield Deed(f"{address}: {key}", action.trigger, done)
            yield from dialogs(composition, f"{address}: {key}")
            if reading.address != address:
                yield Deed(f"{address}: back", partial(go, address))
        for menu in window.menuBar().findChildren(QMenu):
            yield Deed(f"{address}: menu {menu.title()}", menu.aboutToShow.emit)


def dialogs(composition: Composition, name: str) -> Iterator[Deed]:
    """Yield what can be done in each window that is shown, and closing it."""
    for _ in range(4):
        others = [each for each in QApplication.topLevelWidgets() if _is_other(each, composition.window)]
        if not others:
            return
        shown = others[-1]
        label = f"{name} > {type(shown).__name__}"
        if not isinstance(shown, QFileDialog):  # which is Qt's
            yield from poked(shown, label)
        yield Deed(f"{label} closed", shown.reject if isinstance(shown, QDialog) else shown.close)


def _has_more(written: list[object], than: int) -> bool:
    return len(written) > than


def _has_preview(composition: Composition) -> bool:
    """Return whether the preview of a page is shown, or nothing is printed."""
    preview = composition.menu.exports.printing.preview
    return preview is None or preview.isVisible()


def _is_other(widget: QWidget, window: QWidget) -> bool:
    return widget is not window and widget.isVisible() and widget.windowType() not in (Qt.WindowType.ToolTip,)


def poked(parent: QWidget | None, name: str) -> Iterator[Deed]:
    """Yield what can be chosen in the parts of a widget: boxes, tabs, check marks, lists, fields."""
    for part in parent.findChildren(QWidget) if parent is not None else ():
        if _is_usable(part):
            yield from _of_part(part, f"{name}, {type(part).__name__} {part.accessibleName() or part.objectName()}")


def _of_part(part: QWidget, label: str) -> Iterator[Deed]:
    match part:
        case QComboBox():
            yield from _choose_each(part, label)
        case QTabBar():
            for place in range(part.count()):
                yield _deed(f"{label} {place}", part, partial(part.setCurrentIndex, place))
        case QAbstractButton() if part.isCheckable() and not part.autoExclusive():
            yield _deed(f"{label} {part.text()}", part, part.click)
            yield _deed(f"{label} {part.text()} again", part, part.click)
        case QAbstractItemView() if not isinstance(part, QHeaderView):
            yield from _walk(part, label)
        case QLineEdit() if not part.isReadOnly():
            for text in TYPED:
                yield _deed(f"{label} {text!r}", part, partial(_type, part, text))
        case QAbstractScrollArea():
            yield _deed(f"{label} to its end", part, partial(_to_end, part))
            yield _deed(f"{label} to its top", part, partial(part.verticalScrollBar().setValue, 0))


def _deed(name: str, part: QWidget, act: Callable[[], object]) -> Deed:
    """Return a deed that does nothing if its part is gone."""
    return Deed(name, lambda: act() if _is_usable(part) else None)


def _is_usable(part: QWidget) -> bool:
    try:
        return part.isVisible() and part.isEnabled()
    except RuntimeError:  # deleted meanwhile
        return False


def _to_end(part: QAbstractScrollArea) -> None:
    part.verticalScrollBar().setValue(part.verticalScrollBar().maximum())


def _choose_each(combo: QComboBox, name: str) -> Iterator[Deed]:
    before = combo.currentIndex()
    for place in [*range(min(combo.count(), 12)), before]:
        if _is_usable(combo) and place != combo.currentIndex():
            yield Deed(f"{name} {combo.itemText(place)!r}", partial(_choose, combo, place))


def _choose(combo: QComboBox, place: int) -> None:
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def _walk(view: QAbstractItemView, name: str) -> Iterator[Deed]:
    model = view.model()
    if model is None or not model.rowCount():
        return
    yield _deed(f"{name} to its end", view, partial(_to_end, view))
    yield _deed(f"{name} last row", view, lambda: view.setCurrentIndex(_last(view)))
    if view.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection:
        yield _deed(f"{name} select all", view, view.selectAll)
        yield _deed(f"{name} select none", view, view.clearSelection)
    if isinstance(view, QTreeView) and view.itemsExpandable():
        yield _deed(f"{name} expand", view, lambda: view.expand(model.index(0, 0)))
        yield _deed(f"{name} collapse", view, lambda: view.collapse(model.index(0, 0)))
    if isinstance(view, QTableView) and view.isSortingEnabled():
        for column in range(model.columnCount()):
            order = Qt.SortOrder.AscendingOrder
            yield _deed(f"{name} sort {column}", view, partial(view.sortByColumn, column, order))
    yield _deed(f"{name} first row", view, lambda: view.setCurrentIndex(model.index(0, 0)))


def _last(view: QAbstractItemView) -> QModelIndex:
    return view.model().index(view.model().rowCount() - 1, 0)


def _type(field: QLineEdit, text: str) -> None:
    if _is_usable(field):
        field.setText(text)
        field.textEdited.emit(text)


def searches(composition: Composition) -> Iterator[Deed]:
    """Yield keys in the search field, and what the pane of facets offers."""
    field = composition.window.search
    for words in ("water", "kind:project", "border risk", "status:active", "a"):
        for end in range(1, len(words) + 1):
            yield Deed(f"search {words[:end]!r}", partial(_type, field, words[:end]))
        yield Deed(f"search {words!r} entered", field.returnPressed.emit)
        yield from poked(composition.window.centralWidget(), f"search {words!r}")


def overviews(composition: Composition) -> Iterator[Deed]:
    """Yield what each overview offers."""
    for name in OVERVIEWS:
        yield Deed(f"open {name}", partial(composition.navigator.address_chosen.emit, overview_address(name)))
        pane = composition.menu.overviews.controller(name).pane
        yield from poked(pane, name)
        yield from dialogs(composition, name)


def files(composition: Composition, pages: tuple[str, ...], folder: Path) -> Iterator[Deed]:
    """Yield writing a page in each format, and its sheets of paper."""
    for page in pages:
        yield Deed(f"open {page}", partial(composition.navigator.address_chosen.emit, parse_address(f"coop:{page}")))
        export = composition.menu.exports.page_export
        written: list[object] = []
        export.file_saving.saved.connect(written.append)
        export.file_saving.failed.connect(written.append)
        for kind in PageKind:
            target = folder / f"page.{kind}"
            done = partial(_has_more, written, len(written))
            yield Deed(f"save {page} as {kind}", partial(export.save, target, kind), done)
        printing = composition.menu.exports.printing
        yield Deed(
            f"print preview of {page}",
            printing.open,
            partial(_has_preview, composition),
        )
        yield from dialogs(composition, f"print preview of {page}")


def editions(composition: Composition, other: Path) -> Iterator[Deed]:
    """Yield comparing the open reference with another edition of it, and what the page of changes offers."""
    compared = composition.menu.overviews.editions
    shown: list[object] = []
    compared.changes.shown.connect(lambda *_: shown.append(None))
    yield Deed("compare editions", partial(compared.open, other), lambda: bool(shown))
    yield from poked(compared.changes.pane, "changes")


def imports(composition: Composition, folder: Path) -> Iterator[Deed]:
    """Yield the preview of a table, and what the dialog of imports offers."""
    table = folder / "table.csv"
    rows = "".join(f"P{n};Project {n};{'Niger' if n % 2 else 'Mali'};{n}.000;2020;2022\n" for n in range(20_000))
    table.write_text(f"Ref;Title;Country;Amount;Start;End\n{rows}", encoding="utf-8")
    composition.window.actions_by_id[ActionId.IMPORT_DATA].trigger()
    controller = composition.references.importing
    seen: list[object] = []
    controller.tables.service.previewed.connect(lambda *_: seen.append(None))
    yield Deed("import: a table added", lambda: controller.dialog.files.add((table,)), lambda: bool(seen))
    yield from poked(controller.dialog, "import")
    yield Deed("import dialog closed", controller.dialog.reject)
