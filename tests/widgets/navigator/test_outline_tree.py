"""The expanded rows of the outline, which a session stores."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.outline_model import ChildrenRequest, OutlineModel
from coopviewer.widgets.navigator.outline_tree import OutlineTree

REFS = [
    EntryRef(f"country/{number}", EntryKind.COUNTRY, f"Country {number}", f"country {number}") for number in range(310)
]
NODES = [OutlineNode(ref.id, ref, None, True) for ref in REFS]


def test_no_more_than_300_expanded_rows_are_returned(qtbot: QtBot) -> None:
    model, window = OutlineModel(str), QWidget()
    qtbot.addWidget(window)

    def answer(request: ChildrenRequest) -> None:
        model.add_children(request, [] if request.key else NODES[request.offset : request.offset + request.limit])

    model.children_wanted.connect(answer)
    tree = OutlineTree(model, window)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    for row in range(model.rowCount()):
        tree.expand(model.index(row, 0))
    paths = tree.expanded_paths()
    assert len(paths) == 300
    assert paths[0] == ("country/0",)


def test_hints_of_rows_with_one_title_differ_however_narrow_the_tree_is(qtbot: QtBot) -> None:
    title = "Coffee farmers in the highlands and on the coast"
    refs = [EntryRef(f"project/{end}", EntryKind.PROJECT, title, title, hint=f"XM-DAC-998-2400-{end}") for end in "17"]
    nodes = [OutlineNode(ref.id, ref, None, False) for ref in refs]
    model, window = OutlineModel(str), QWidget()
    qtbot.addWidget(window)
    model.children_wanted.connect(lambda request: model.add_children(request, [] if request.key else nodes))
    tree = OutlineTree(model, window)
    window.resize(400, 200)
    window.show()
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    for width in (180, 240, 300):
        tree.resize(width, 200)
        rows = [tree.visualRect(model.index(row, 0)) for row in range(2)]
        first, second = (tree.viewport().grab(row).toImage() for row in rows)
        assert first != second, width
