"""What a list can be narrowed to changes by rows, so that a tree stays where it was scrolled to."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from coopviewer.domain.choices import Choice, ChoiceGroup
from coopviewer.models.choices_model import ChoicesModel


def group(key: str, *values: str, chosen: str = "") -> ChoiceGroup:
    return ChoiceGroup(key, key.title(), tuple(Choice(value, value, value == chosen) for value in values))


def shown(model: ChoicesModel) -> list[tuple[str, list[tuple[str, bool]]]]:
    found = []
    for row in range(model.rowCount()):
        parent = model.index(row, 0)
        values = [model.index(place, 0, parent) for place in range(model.rowCount(parent))]
        checked = Qt.CheckState.Checked
        found.append((parent.data(), [(v.data(), v.data(Qt.ItemDataRole.CheckStateRole) == checked) for v in values]))
    return found


@pytest.fixture
def model(qapp: object, qtmodeltester: ModelTester) -> ChoicesModel:
    made = ChoicesModel()
    qtmodeltester.check(made)  # goes on watching until the test ends
    made.show_groups([group("status", "open", "verified"), group("tag", "a", "b", "c")])
    return made


def test_another_chosen_value_changes_its_own_rows(model: ChoicesModel) -> None:
    told: list[tuple[object, ...]] = []
    model.modelReset.connect(lambda: told.append(("reset",)))
    model.rowsInserted.connect(lambda parent, first, last: told.append(("inserted", parent.row(), first, last)))
    model.rowsRemoved.connect(lambda parent, first, last: told.append(("removed", parent.row(), first, last)))
    model.dataChanged.connect(
        lambda first, last: told.append(("changed", first.parent().row(), first.row(), last.row()))
    )
    model.show_groups([group("status", "open", "verified"), group("tag", "a", "b", "c", "x", chosen="x")])
    model.show_groups([group("status", "open", "verified"), group("tag", "a", "b", "c", "y", chosen="y")])
    model.show_groups([group("status", "open", "verified"), group("tag", "a", "b", "c", chosen="b")])
    assert told == [
        ("inserted", 1, 3, 3),
        ("removed", 1, 3, 3),
        ("inserted", 1, 3, 3),
        ("removed", 1, 3, 3),
        ("changed", 1, 1, 1),
    ]
    assert shown(model)[1] == ("Tag", [("a", False), ("b", True), ("c", False)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(lists=st.lists(st.lists(st.sampled_from("abcdefghijklmnop"), min_size=1, unique=True), min_size=1, max_size=6))
def test_whatever_follows_is_what_is_shown(model: ChoicesModel, lists: list[list[str]]) -> None:
    for values in lists:
        groups = [group("status", "open", "verified"), group("tag", *values, chosen=values[-1])]
        model.show_groups(groups)
        assert shown(model) == [(each.label, [(c.label, c.chosen) for c in each.choices]) for each in groups]


def test_other_groups_are_shown_anew(model: ChoicesModel) -> None:
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(model.rowCount(QModelIndex())))
    model.show_groups([group("tag", "a"), group("author")])
    assert resets == [1]
    assert shown(model) == [("Tag", [("a", False)])]
