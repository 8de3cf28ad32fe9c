"""No exception in a method that Qt calls reaches Qt: it is reported, and the window goes on."""

import ast
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import walk_packages
from types import FunctionType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import coopviewer
from coopviewer.app.launch.defects import catch_defects
from coopviewer.domain.browsing.addresses import Address, annotations_address, search_address
from coopviewer.models import guard
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.desk import Desk, Sits

_SOURCE = Path(coopviewer.__file__).parent
_ROOMS = ("app", "models", "widgets")
_PLAIN = {"data", "flags", "index", "parent", "paint", "event", "run"}  # names of Qt's that are one word
_NOT_QTS = {"PaperPages.paint", "CoverageDrawing.paint"}
# where these raise, a model is empty, and nothing of it is drawn
_STRUCTURE = ("rowCount", "columnCount", "index", "parent", "hasChildren", "flags", "fetchMore", "canFetchMore")
_DRAWN = ("paint", "paintEvent", "data", "sizeHint", "rowCount", "resizeEvent", "changeEvent", "keyPressEvent")


def overrides() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every method of the window's layers that has a name of Qt's."""
    for room in _ROOMS:
        for path in sorted((_SOURCE / room).rglob("*.py")):
            for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for part in each.body if isinstance(each, ast.ClassDef) and each.bases else ():
                    if isinstance(part, ast.FunctionDef) and (part.name in _PLAIN or _is_qts(part.name)):
                        yield f"{each.name}.{part.name}", part


def _is_qts(name: str) -> bool:
    return not name.startswith("_") and re.search("[a-z][A-Z]", name) is not None


def test_every_method_that_qt_calls_is_guarded() -> None:
    found = dict(overrides())
    assert len(found) > 120
    unguarded = [
        name
        for name, method in found.items()
        if name not in _NOT_QTS and "guarded" not in [ast.unparse(each) for each in method.decorator_list]
    ]
    assert unguarded == []


def test_every_painter_is_ended_whatever_is_raised_while_it_paints() -> None:
    """An open painter ends the process where what it paints on is deleted before it."""
    kept = [
        f"{path.name}:{found.lineno}"
        for path in Path(coopviewer.__file__).parent.rglob("*.py")
        for found in _painters_that_stay_open(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert kept == []


def _painters_that_stay_open(tree: ast.Module) -> Iterator[ast.Assign]:
    """Yield the assignments of a painter that no ``finally`` follows at once, which ends it."""
    for node in ast.walk(tree):
        body = [*getattr(node, "body", ())] if not isinstance(node, ast.Lambda | ast.IfExp) else []
        for each, following in pairwise([*body, None]):
            if isinstance(each, ast.Assign) and ast.unparse(each.value).startswith("QPainter("):
                ends = isinstance(following, ast.Try) and ast.unparse(following.finalbody[0]).endswith(".end()")
                if not ends:
                    yield each


def test_only_methods_that_qt_calls_are_guarded() -> None:
    others = []
    for name, method in guarded_methods().items():
        own = getattr(sys.modules[method.__module__], name.split(".")[0])
        if not any(kind.__module__.startswith("PySide6") and hasattr(kind, method.__name__) for kind in own.__mro__):
            others.append(name)
    assert others == []


def guarded_methods() -> dict[str, FunctionType]:
    found = {}
    for room in _ROOMS:
        package = import_module(f"coopviewer.{room}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            for kind in vars(import_module(module.name)).values():
                if isinstance(kind, type) and kind.__module__ == module.name:
                    for each in vars(kind).values():
                        if isinstance(each, FunctionType) and each.__code__.co_name == "guarding":
                            found[each.__qualname__] = each
    return found


def raising(name: str, raised: set[str]) -> Callable[..., object]:
    """Return a method that opens a painter, as a method that paints does, and raises."""

    def method(self: QObject, *_values: object, **_named: object) -> object:
        raised.add(name)
        if name.endswith(".paintEvent") and isinstance(self, QWidget):
            painter = QPainter(self.viewport() if isinstance(self, QAbstractScrollArea) else self)
            assert painter.isActive()
        raise ZeroDivisionError(name)

    return method


def walk(desk: Desk, qtbot: QtBot) -> None:
    """Use what the window has: pages, lists, panes, keys, the mouse, other sizes and another look."""
    window, reading = desk.window, desk.composition.reading
    for address in (Address("country/NE"), annotations_address(), search_address("niger"), Address("project/afic")):
        reading.open(address)
        for size in (QSize(1300, 800), QSize(1000, 600)):
            window.resize(size)
            window.grab()
            QCoreApplication.processEvents()
        for widget in (desk.pane, desk.page, window.navigator.tree, window.navigator.field, window.search):
            qtbot.keyClick(widget, Qt.Key.Key_Down)
            qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    window.actions_by_id[ActionId.FIND].trigger()
    window.actions_by_id[ActionId.DARK].trigger()
    for widget in window.findChildren(QWidget):
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.FontChange))
        if widget.isVisible():
            widget.sizeHint()
            widget.minimumSizeHint()
            widget.grab()


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    defects: list[str] = []
    monkeypatch.setattr(guard, "_reported", set())
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: defects.append(str(error)))
    return defects


@pytest.mark.no_qt_log  # Qt complains of models without rows
def test_the_window_lives_though_every_method_that_qt_calls_raises(
    sits: Sits, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, reported: list[str]
) -> None:
    desk = sits()
    desk.write("A note to be drawn")
    walk(desk, qtbot)
    raised: set[str] = set()
    methods = guarded_methods()
    for left_out in (_STRUCTURE, ()):
        with monkeypatch.context() as patch:
            for name, method in methods.items():
                if name.rpartition(".")[2] not in left_out:
                    patch.setattr(method, "__wrapped__", raising(name, raised))
            walk(desk, qtbot)
    assert len(raised) > 60
    assert {name.rpartition(".")[2] for name in raised} >= {*_DRAWN, *_STRUCTURE[:4]}
    of_methods = [each for each in reported if each in methods]  # besides those of slots, which lack what they ask for
    assert sorted(of_methods) == sorted(raised)  # each once, however often it was met
    walk(desk, qtbot)
    desk.composition.reading.open(Address("country/NE"))
    assert desk.page.title == "Niger"


def test_each_method_that_draws_may_raise_alone(
    sits: Sits, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, reported: list[str]
) -> None:
    desk = sits()
    desk.write("A note to be drawn")
    for name, method in guarded_methods().items():
        if name.rpartition(".")[2] in ("paint", "paintEvent", "data", "sizeHint"):
            with monkeypatch.context() as patch:
                patch.setattr(method, "__wrapped__", raising(name, set()))
                for address in (annotations_address(), search_address("niger"), Address("project/afic")):
                    desk.composition.reading.open(address)
                    QCoreApplication.processEvents()
                    desk.window.grab()
    assert {"OutlineModel.data", "OutlineDelegate.paint", "AnnotationCards.paintEvent"} <= set(reported)
    assert desk.page.title.startswith("Strengthening")


def test_a_defect_while_painting_is_told_once_it_is_painted(
    sits: Sits, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, reported: list[str]
) -> None:
    desk = sits()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_defects(desk.window, desk.composition.files.log)
    method = guarded_methods()["FocusFrame.paintEvent"]
    desk.composition.guide_keyboard()
    with monkeypatch.context() as patch:
        patch.setattr(method, "__wrapped__", raising("FocusFrame.paintEvent", set()))
        for _ in range(3):
            desk.composition.focus_frame.grab()
            assert not desk.window.findChildren(QMessageBox)
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(QMessageBox)))
    assert len(desk.window.findChildren(QMessageBox)) == 1
    assert desk.composition.files.log.read_text().count("ZeroDivisionError: FocusFrame.paintEvent") == 1


@pytest.mark.parametrize("moment", [datetime.max, datetime.min])
@pytest.mark.parametrize("zone", ["XXX-14", "XXX+12"])
def test_a_list_with_a_date_at_the_end_of_the_calendar_is_drawn(
    sits: Sits, monkeypatch: pytest.MonkeyPatch, reported: list[str], moment: datetime, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    desk = sits()
    desk.write("An old note")
    (annotation,) = desk.annotations
    at = moment.replace(microsecond=0, tzinfo=UTC)
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Import", [replace(annotation, created=at, modified=at)])
    desk.window.grab()
    desk.composition.reading.open(annotations_address())
    desk.qtbot.waitUntil(lambda: desk.feature.browser.browser.model.rowCount() == 1)
    desk.window.grab()
    assert not reported
    monkeypatch.undo()
    time.tzset()
