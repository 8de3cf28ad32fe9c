"""The choices of a filter change by rows, so that a tree keeps its scroll position."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from coopviewer.domain.annotations.lists import Choice, ChoiceGroup
from coopviewer.models.annotations.choices_model import ChoicesModel


def group(key: str, *values: str, chosen: str = "") -> ChoiceGroup:
    return ChoiceGroup(key, key.title(), tuple(Choice(value, value, value == chosen) for value in values))


def is_ticked(value: QModelIndex) -> bool:
    return Qt.CheckState(value.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked


def shown(model: ChoicesModel) -> list[tuple[str, list[tuple[str, bool]]]]:
    found = []
    for row in range(model.rowCount()):
        parent = model.index(row, 0)
        values = [model.index(child, 0, parent) for child in range(model.rowCount(parent))]
        found.append((parent.data(), [(value.data(), is_ticked(value)) for value in values]))
    return found


@pytest.fixture
def model(qapp: object, qtmodeltester: ModelTester) -> ChoicesModel:
    made = ChoicesModel()
    qtmodeltester.check(made)  # keeps checking until the test ends
    made.show_groups([group("status", "open", "verified"), group("tag", "a", "b", "c")])
    return made


def test_choosing_another_value_changes_only_the_rows_of_its_group(model: ChoicesModel) -> None:
    signals: list[tuple[object, ...]] = []
    model.modelReset.connect(lambda: signals.append(("reset",)))
    model.rowsInserted.connect(lambda parent, first, last: signals.append(("inserted", parent.row(), first, last)))
    model.rowsRemoved.connect(lambda parent, first, last: signals.append(("removed", parent.row(), first, last)))
    model.dataChanged.connect(
        lambda first, last: signals.append(("changed", first.parent().row(), first.row(), last.row()))
    )
    model.show_groups([group("status", "open", "verified"), group("tag", "a", "b", "c", "x", chosen="x")])
    model.show_groups([group("status", "open", "verified"), group("tag", "a", "b", "c", "y", chosen="y")])
    model.show_groups([group("status", "open", "verified"), group("tag", "a", "b", "c", chosen="b")])
    assert signals == [
        ("inserted", 1, 3, 3),
        ("removed", 1, 3, 3),
        ("inserted", 1, 3, 3),
        ("removed", 1, 3, 3),
        ("changed", 1, 1, 1),
    ]
    assert shown(model)[1] == ("Tag", [("a", False), ("b", True), ("c", False)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(lists=st.lists(st.lists(st.sampled_from("abcdefghijklmnop"), min_size=1, unique=True), min_size=1, max_size=6))
def test_any_sequence_of_groups_is_shown_as_given(model: ChoicesModel, lists: list[list[str]]) -> None:
    for values in lists:
        groups = [group("status", "open", "verified"), group("tag", *values, chosen=values[-1])]
        model.show_groups(groups)
        assert shown(model) == [(each.label, [(c.label, c.chosen) for c in each.choices]) for each in groups]


def test_groups_are_added_and_removed_without_a_reset(model: ChoicesModel) -> None:
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.show_groups([group("tag", "a"), group("author")])
    assert shown(model) == [("Tag", [("a", False)])]
    model.show_groups([group("status", "open"), group("tag", "a", chosen="a"), group("author", "x", "y")])
    assert shown(model) == [
        ("Status", [("open", False)]),
        ("Tag", [("a", True)]),
        ("Author", [("x", False), ("y", False)]),
    ]
    model.show_groups([])
    assert shown(model) == []
    assert not resets


def test_ticking_emits_a_signal_and_changes_the_box_only_with_new_groups(model: ChoicesModel) -> None:
    signals: list[tuple[str, str]] = []
    model.choice_toggled.connect(lambda key, value: signals.append((key, value)))
    box = model.index(1, 0, model.index(1, 0))
    assert model.setData(box, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert signals == [("tag", "b")]
    assert shown(model)[1] == ("Tag", [("a", False), ("b", False), ("c", False)])


def test_headings_and_labels_are_read_only(model: ChoicesModel) -> None:
    heading = model.index(0, 0)
    assert not model.setData(heading, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert not model.setData(model.index(0, 0, heading), "other")
    assert heading.flags() == Qt.ItemFlag.ItemIsEnabled
    assert not model.index(0, 0, heading).flags() & Qt.ItemFlag.ItemIsEditable


def test_totals_and_tool_tips_are_updated(model: ChoicesModel) -> None:
    for total in (1200, 1300):
        model.show_groups([ChoiceGroup("tag", "Tag", (Choice("a", "<a>", False, total),))])
        index = model.index(0, 0, model.index(0, 0))
        assert index.data() == f"<a>  {total:,}"
        assert "&lt;a&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)
