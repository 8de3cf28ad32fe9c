"""Badges are drawn beside titles, in the navigator and in the results of a search, even if titles are long."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import Match, MatchField, SearchHit, Snippet
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.outline_model import ChildrenRequest, OutlineModel
from coopviewer.widgets.common import badge_drawing
from coopviewer.widgets.navigator.badge_delegate import BadgeDelegate
from coopviewer.widgets.navigator.outline_delegate import OutlineDelegate
from coopviewer.widgets.navigator.outline_tree import OutlineTree
from coopviewer.widgets.search.hit_list import HitList

DRAWN = """
import enum
made = set()
make = enum.EnumType.__new__
def noting(kind, name, *others, **more):
    made.add(name)
    return make(kind, name, *others, **more)
enum.EnumType.__new__ = noting
from coopviewer.app.composition import make_application
application = make_application()
from PySide6.QtCore import QModelIndex
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.outline_model import OutlineModel
from coopviewer.widgets.navigator.outline_tree import OutlineTree
model = OutlineModel(str)
ref = EntryRef("country/NE", EntryKind.COUNTRY, "Niger", "Niger")
model.children_wanted.connect(lambda request: model.add_children(request, [OutlineNode(ref.id, ref, None, False)]))
model.fetchMore(QModelIndex())
tree = OutlineTree(model, None)
before = tree.grab().toImage()
model.set_badges({"country/NE": 3})
print(tree.grab().toImage() != before, made & {'GlobalColor', 'ControlElement'})
"""
NAMES = {"country/NE": "Niger", "country/TD": "Chad", "network/long": "A very long name of a network " * 4}


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def window(qtbot: QtBot, request: pytest.FixtureRequest) -> QWidget:
    window = QWidget()
    window.resize(260, 400)
    window.setLayoutDirection(request.param)
    QVBoxLayout(window).setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(window)
    return window


def show(window: QWidget, view: QAbstractItemView, qtbot: QtBot) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(view)
    with qtbot.waitExposed(window):
        window.show()


def outline(qapp: object) -> OutlineModel:
    model = OutlineModel(str)
    refs = [EntryRef(key, EntryKind.COUNTRY, name, name) for key, name in NAMES.items()]
    nodes = [OutlineNode(ref.id, ref, None, False) for ref in refs]

    def answer(request: ChildrenRequest) -> None:
        model.add_children(request, nodes[request.offset :])

    model.children_wanted.connect(answer)
    model.fetchMore(QModelIndex())
    return model


def row(view: QAbstractItemView, number: int) -> QImage:
    model = view.model()
    return view.viewport().grab(view.visualRect(model.index(number, 0))).toImage()


def inked(image: QImage, part: QRect) -> bool:
    """Return whether anything is drawn in a part of an image."""
    colours = {image.pixel(x, y) for x in range(part.left(), part.right()) for y in range(part.top(), part.bottom())}
    return len(colours) > 1


def test_the_tree_draws_a_badge_only_beside_its_entry(window: QWidget, qtbot: QtBot, qapp: object) -> None:
    model = outline(qapp)
    tree = OutlineTree(model, window)
    show(window, tree, qtbot)
    assert not isinstance(tree.itemDelegate(), OutlineDelegate), "the first window does not load it"
    before = [row(tree, number) for number in range(3)]
    model.set_badges({"country/NE": 2, "network/long": 1234})
    assert isinstance(tree.itemDelegate(), BadgeDelegate)
    after = [row(tree, number) for number in range(3)]
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, False]
    tree.mark(["ni"])
    tree.mark(None)
    assert [row(tree, number) for number in range(3)] == after, "badges stay when a filter is cleared"
    model.set_badges({})
    assert row(tree, 0) == before[0]


@pytest.mark.parametrize("width", [90, 150, 400])
def test_both_delegates_draw_badges_alike(window: QWidget, qtbot: QtBot, qapp: object, width: int) -> None:
    model = outline(qapp)
    window.resize(width, 400)
    tree = OutlineTree(model, window)
    show(window, tree, qtbot)
    model.set_badges({"country/NE": 3, "country/TD": 1234, "network/long": 88})
    tree.setCurrentIndex(model.index(1, 0))
    quick = [row(tree, number) for number in range(3)]
    tree.setItemDelegate(OutlineDelegate(None, tree))
    assert [row(tree, number) for number in range(3)] == quick


def test_a_number_is_written_from_left_to_right_in_a_list_from_right_to_left(
    qtbot: QtBot, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As 1’234, with a sign between the groups that has no direction of its own."""
    monkeypatch.setattr(
        badge_drawing, "language", lambda: SimpleNamespace(number=lambda count: f"{count:,}".replace(",", "’"))
    )
    drawn = []
    for mirrored in (False, True):
        picture = QImage(120, 30, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        badge_drawing.draw_badge(painter, QRect(0, 0, 120, 30), 1117, mirrored=False)
        painter.end()
        drawn.append(picture)
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize(("words", "hint"), [(None, "\u200b"), (["zz"], None), (["zz"], "\u200b")])
def test_a_badge_has_one_colour_also_after_a_hint_and_beside_rows_that_match(
    window: QWidget, qtbot: QtBot, qapp: object, words: list[str] | None, hint: str | None
) -> None:
    model = OutlineModel(str)
    ref = EntryRef("country/NE", EntryKind.COUNTRY, "", "")._replace(hint=hint)
    model.children_wanted.connect(lambda request: model.add_children(request, [OutlineNode(ref.id, ref, None, False)]))
    model.fetchMore(QModelIndex())
    tree = OutlineTree(model, window)
    palette = tree.palette()
    for role, colour in (("Base", "black"), ("Text", "#00ff00"), ("PlaceholderText", "#ff0000")):
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    tree.setPalette(palette)
    show(window, tree, qtbot)
    model.set_badges({"country/NE": 1234})
    tree.setItemDelegate(OutlineDelegate(words, tree))
    drawn = row(tree, 0)
    assert max(drawn.pixelColor(x, y).red() for x in range(drawn.width()) for y in range(drawn.height())) < 100


def test_number_and_dot_have_the_colour_of_the_text_of_the_list(window: QWidget, qtbot: QtBot, qapp: object) -> None:
    model = OutlineModel(str)
    ref = EntryRef("country/NE", EntryKind.COUNTRY, "", "")
    model.children_wanted.connect(lambda request: model.add_children(request, [OutlineNode(ref.id, ref, None, False)]))
    model.fetchMore(QModelIndex())
    tree = OutlineTree(model, window)
    palette = tree.palette()
    for role, colour in (("Base", "black"), ("Text", "#00ff00"), ("WindowText", "red"), ("ButtonText", "blue")):
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    tree.setPalette(palette)
    show(window, tree, qtbot)
    model.set_badges({"country/NE": 1234})
    for delegate in (tree.itemDelegate(), OutlineDelegate(None, tree)):
        tree.setItemDelegate(delegate)
        drawn = row(tree, 0)
        columns = [[drawn.pixelColor(x, y) for y in range(drawn.height())] for x in range(drawn.width())]
        assert max(max(each.red(), each.blue()) for column in columns for each in column) < 100  # a row may be tinted
        inked = [at for at, column in enumerate(columns) if max(each.green() for each in column) > 128]
        runs = sum(at - 1 not in inked for at in inked)
        assert runs >= 5, "the dot, four digits and a comma"


def test_badges_are_drawn_without_creating_the_enumerations_of_qt() -> None:
    done = subprocess.run([sys.executable, "-c", DRAWN], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True set()\n"


def test_a_long_title_is_elided_before_its_badge(window: QWidget, qtbot: QtBot, qapp: object) -> None:
    model = outline(qapp)
    tree = OutlineTree(model, window)
    show(window, tree, qtbot)
    model.set_badge("network/long", 1)
    first = row(tree, 2)
    model.set_badge("network/long", 8)
    second = row(tree, 2)
    mirrored = window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    end = QRect(0 if mirrored else first.width() - 24, 0, 24, first.height())
    rest = QRect(40 if mirrored else 0, 0, first.width() - 40, first.height())
    assert first.copy(rest) == second.copy(rest)
    assert first.copy(end) != second.copy(end), "the number is at the trailing end"


def test_a_hit_has_its_badge_at_the_trailing_end_of_its_title(window: QWidget, qtbot: QtBot) -> None:
    model = HitsModel(str, lambda _: "title", lambda _: QIcon())
    ref = EntryRef("country/NE", EntryKind.COUNTRY, "Niger", "Niger")
    model.show_hits([SearchHit(ref, Match(MatchField.TITLE, "Niger", ((0, 5),)), Snippet("about it"))])
    hits = HitList(model, window)
    show(window, hits, qtbot)
    before = row(hits, 1)
    model.set_badge("country/NE", 3)
    after = row(hits, 1)
    mirrored = window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    end = QRect(0 if mirrored else after.width() - 50, 0, 50, after.height() // 2)
    assert not inked(before, end)
    assert inked(after, end)
