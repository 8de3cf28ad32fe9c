"""Short tables that are filtered by typing, and long lists that are read in batches."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from pytestqt.modeltest import ModelTester

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.pages import ListedEntry
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.entry_list import BATCH_SIZE, EntryColumn, EntryListModel
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel

ROWS = [
    TextRow(("Go", "Back", "Alt+Left"), 1),
    TextRow(("Go", "Côte d’Ivoire", "F8"), 2),
    TextRow(("View", "السنغال 100 %", ""), 3),
]


def shown(model: TextTableModel) -> list[object]:
    return [model.index(row, 0).data(Role.VALUE) for row in range(model.rowCount())]


def test_the_table_passes_the_model_tester(qapp: object, qtmodeltester: ModelTester) -> None:
    model = TextTableModel(("Where", "What", "Keys"), ROWS)
    qtmodeltester.check(model)
    model.set_filter("go")
    model.set_rows(ROWS[1:])
    model.set_filter("")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [1, 2, 3]),
        ("GO", [1, 2]),
        ("cote d’iv", [2]),
        ("  left   alt ", [1]),
        ("السنغال", [3]),
        ("100 %", [3]),
        ("_", []),
        ("alt view", []),
    ],
)
def test_a_row_must_contain_every_word_of_the_filter(qapp: object, words: str, found: list[int]) -> None:
    model = TextTableModel(("Where", "What", "Keys"), ROWS)
    model.set_filter(words)
    assert shown(model) == found
    assert model.total == 3


def test_the_columns_have_headers(qapp: object) -> None:
    model = TextTableModel(("Where", "What", "Keys"), ROWS)
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert headers == ["Where", "What", "Keys"]


@pytest.fixture
def long_list(qapp: object) -> EntryListModel:
    every = [
        ListedEntry(EntryRef(f"project/p{n}", EntryKind.PROJECT, f"P {n}", f"P {n}"), "2017- 2023", None)
        for n in range(450)
    ]
    model = EntryListModel(("Title", "Kind", "Timeframe", "Grant"), str, lambda kind: QIcon())
    model.rows_wanted.connect(lambda offset: model.add_rows(every[offset : offset + BATCH_SIZE]))
    return model


def test_a_long_list_passes_the_model_tester(long_list: EntryListModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(long_list)
    long_list.restart()
    long_list.fetchMore(QModelIndex())


def test_a_long_list_is_read_in_batches(long_list: EntryListModel) -> None:
    long_list.restart()
    assert long_list.rowCount() == BATCH_SIZE
    long_list.fetchMore(QModelIndex())
    long_list.fetchMore(QModelIndex())
    assert long_list.rowCount() == 450
    assert not long_list.canFetchMore(QModelIndex())
    cells = [long_list.index(449, column).data() for column in EntryColumn]
    assert cells == ["P 449", "project", "2017- 2023", ""]


def test_what_tells_long_titles_apart_is_not_cut_off(qapp: object) -> None:
    title = "Wells " * 100
    every = [ListedEntry(EntryRef(f"project/{n}", EntryKind.PROJECT, title, title, hint=n), None, None) for n in "ab"]
    model = EntryListModel(("Title", "Kind", "Timeframe", "Grant"), str, lambda kind: QIcon())
    model.rows_wanted.connect(lambda offset: model.add_rows(every[offset:]))
    model.restart()
    shown = [str(model.index(row, 0).data()) for row in range(2)]
    assert [text[-4:] for text in shown] == [" · a", " · b"]
    assert max(map(len, shown)) < 310
