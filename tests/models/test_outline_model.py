"""The outline model requests the children of expanded rows, and has only the rows it was given."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont
from pytestqt.modeltest import ModelTester

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.outline_model import BATCH_SIZE, ChildrenRequest, OutlineModel
from coopviewer.models.roles import QtRole, Role

AFRICA = OutlineNode("region/africa", EntryRef("region/africa", EntryKind.REGION, "Africa", "Africa"), 33, True)
NIGER = OutlineNode("country/NE", EntryRef("country/NE", EntryKind.COUNTRY, "Niger", "Niger"), None, True)
AFIC = OutlineNode("project/afic", EntryRef("project/afic", EntryKind.PROJECT, "AFIC", "AFIC"), None, False)
ACROSS = OutlineNode("across", None, None, True)
TREE = {"": [AFRICA, ACROSS], "region/africa": [AFIC, NIGER], "country/NE": [AFIC], "across": []}


@pytest.fixture
def requests() -> list[ChildrenRequest]:
    return []


@pytest.fixture
def model(qapp: object, requests: list[ChildrenRequest]) -> OutlineModel:
    made = OutlineModel(lambda key: f"<{key}>")

    def answer(request: ChildrenRequest) -> None:
        requests.append(request)
        made.add_children(request, TREE[request.key][request.offset : request.offset + request.limit])

    made.children_wanted.connect(answer)
    return made


def open_row(model: OutlineModel, *rows: int) -> QModelIndex:
    index = QModelIndex()
    for row in rows:
        if model.canFetchMore(index):
            model.fetchMore(index)
        index = model.index(row, 0, index)
    return index


def test_the_outline_passes_the_model_tester(model: OutlineModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # keeps checking until the test ends
    open_row(model, 0, 1, 0)
    model.redraw_icons()


def test_children_are_requested_when_their_parent_is_expanded(
    model: OutlineModel, requests: list[ChildrenRequest]
) -> None:
    assert model.rowCount() == 0
    model.fetchMore(QModelIndex())
    africa = model.index(0, 0)
    assert [request.key for request in requests] == [""]
    assert model.hasChildren(africa)
    assert model.rowCount(africa) == 0
    model.fetchMore(africa)
    assert [request.key for request in requests] == ["", "region/africa"]
    assert [model.index(row, 0, africa).data(Role.NODE_KEY) for row in range(2)] == ["project/afic", "country/NE"]


def test_an_entry_can_have_several_rows(model: OutlineModel) -> None:
    in_region, under_country = open_row(model, 0, 0), open_row(model, 0, 1, 0)
    assert in_region.data(Role.REF) == under_country.data(Role.REF)
    assert in_region != under_country
    assert under_country.parent().data(Role.NODE_KEY) == "country/NE"


def test_a_row_shows_its_title_and_count(model: OutlineModel) -> None:
    africa, across = open_row(model, 0), open_row(model, 1)
    assert africa.data() == "Africa  33"
    assert africa.data(QtRole.TOOL_TIP) == "Africa"
    assert across.data() == "<across>"
    assert across.data(Role.REF) is None
    font = africa.data(QtRole.FONT)
    assert isinstance(font, QFont)
    assert font.bold()


def test_a_leaf_has_no_children(model: OutlineModel) -> None:
    leaf = open_row(model, 0, 0)
    assert not model.hasChildren(leaf)
    assert not model.canFetchMore(leaf)


def test_an_expanded_row_without_children_has_none(model: OutlineModel) -> None:
    across = open_row(model, 1)
    model.fetchMore(across)
    assert not model.hasChildren(across)


def test_a_long_list_is_fetched_in_batches(qapp: object) -> None:
    nodes = [
        OutlineNode(f"theme/{n}", EntryRef(f"theme/{n}", EntryKind.THEME, str(n), str(n)), None, False)
        for n in range(450)
    ]
    model = OutlineModel(str)
    model.children_wanted.connect(lambda r: model.add_children(r, nodes[r.offset : r.offset + r.limit]))
    model.fetchMore(QModelIndex())
    assert model.rowCount() == BATCH_SIZE
    assert model.canFetchMore(QModelIndex())
    for _ in range(-(-450 // BATCH_SIZE)):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 450
    assert not model.canFetchMore(QModelIndex())


def test_a_restarted_model_requests_its_rows_again(model: OutlineModel, requests: list[ChildrenRequest]) -> None:
    open_row(model, 0, 1)
    model.restart()
    assert model.rowCount() == 0
    assert open_row(model, 0).data() == "Africa  33"
    assert [request.key for request in requests] == ["", "region/africa", ""]


def test_an_answer_after_a_restart_is_ignored(model: OutlineModel, requests: list[ChildrenRequest]) -> None:
    model.fetchMore(QModelIndex())
    model.restart()
    model.add_children(requests[0], [NIGER])
    assert model.rowCount() == 0


def test_a_child_is_found_by_its_key_and_loaded_for_it(model: OutlineModel) -> None:
    africa = model.find_child(QModelIndex(), "region/africa")
    assert africa.data() == "Africa  33"
    assert model.find_child(africa, "country/NE").data() == "Niger"
    assert not model.find_child(africa, "country/ZZ").isValid()


def test_looking_for_a_child_in_a_long_list_stops_after_some_batches(qapp: object) -> None:
    requests: list[ChildrenRequest] = []
    model = OutlineModel(str)

    def answer(request: ChildrenRequest) -> None:
        requests.append(request)
        numbers = range(request.offset, request.offset + request.limit)
        refs = [EntryRef(f"theme/{n}", EntryKind.THEME, str(n), str(n)) for n in numbers]
        model.add_children(request, [OutlineNode(ref.id, ref, None, False, number=n) for n, ref in enumerate(refs, 1)])

    model.children_wanted.connect(answer)
    assert model.find_child(QModelIndex(), "theme/450").data() == "450"
    assert not model.find_child(QModelIndex(), "theme/90000").isValid()
    assert len(requests) < 20
    last = max(request.offset + request.limit for request in requests) - 1
    assert model.find_child(QModelIndex(), f"theme/{last}").isValid()


@pytest.mark.parametrize(("number", "is_found"), [(0, True), (1199, True), (1200, False)])
def test_a_child_is_looked_for_in_the_last_batch_too(number: int, is_found: bool, qapp: object) -> None:
    model = OutlineModel(str)

    def answer(request: ChildrenRequest) -> None:
        numbers = range(request.offset, request.offset + 100)
        refs = [EntryRef(f"theme/{n}", EntryKind.THEME, str(n), str(n)) for n in numbers]
        nodes = [OutlineNode(ref.id, ref, None, False, number=n) for n, ref in enumerate(refs, 1)]
        model.add_children(request._replace(limit=100), nodes)

    model.children_wanted.connect(answer)
    assert model.find_child(QModelIndex(), f"theme/{number}").isValid() is is_found


@pytest.mark.parametrize(
    ("ours", "qts"),
    [
        (QtRole.DISPLAY, Qt.ItemDataRole.DisplayRole),
        (QtRole.DECORATION, Qt.ItemDataRole.DecorationRole),
        (QtRole.TOOL_TIP, Qt.ItemDataRole.ToolTipRole),
        (QtRole.FONT, Qt.ItemDataRole.FontRole),
        (QtRole.ACCESSIBLE_TEXT, Qt.ItemDataRole.AccessibleTextRole),
    ],
)
def test_the_roles_written_as_numbers_equal_qts(ours: QtRole, qts: Qt.ItemDataRole) -> None:
    assert ours == qts.value


def test_our_roles_are_numbered_after_qts() -> None:
    assert min(Role) > Qt.ItemDataRole.UserRole.value


def test_redrawing_icons_changes_rows_without_a_reset(
    model: OutlineModel, qtbot: object, requests: list[ChildrenRequest]
) -> None:
    open_row(model, 0, 0)
    resets: list[None] = []
    changed: list[tuple[int, int]] = []
    model.modelReset.connect(lambda: resets.append(None))
    record: Callable[[QModelIndex, QModelIndex], None] = lambda a, b: changed.append((a.row(), b.row()))  # noqa: E731
    model.dataChanged.connect(record)
    model.redraw_icons()
    assert not resets
    assert (0, 1) in changed


class RepaintRecorder:
    """Records for which rows and roles a model emits ``dataChanged``."""

    def __init__(self, model: OutlineModel) -> None:
        self.rows: list[tuple[str, tuple[int, ...]]] = []
        self.resets = 0
        model.dataChanged.connect(self._record)
        model.modelReset.connect(self._record_reset)

    def _record(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        assert first == last
        self.rows.append((first.parent().data(Role.NODE_KEY) or "", tuple(roles)))

    def _record_reset(self) -> None:
        self.resets += 1


def test_the_badge_of_an_entry_repaints_only_its_rows(model: OutlineModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    in_region, under_country, africa = open_row(model, 0, 0), open_row(model, 0, 1, 0), open_row(model, 0)
    repaints = RepaintRecorder(model)
    model.set_badge("project/afic", 2)
    assert sorted(key for key, _ in repaints.rows) == ["country/NE", "region/africa"]
    assert {roles for _, roles in repaints.rows} == {(Role.BADGE, QtRole.ACCESSIBLE_TEXT)}
    assert repaints.resets == 0
    assert [row.data(Role.BADGE) for row in (in_region, under_country, africa)] == [2, 2, 0]
    assert in_region.data(QtRole.ACCESSIBLE_TEXT) == "AFIC, 2 annotations"
    assert africa.data(QtRole.ACCESSIBLE_TEXT) is None


def test_setting_all_badges_repaints_only_rows_whose_count_differs(model: OutlineModel) -> None:
    repaints = RepaintRecorder(model)
    open_row(model, 0, 0)
    model.set_badges({})
    model.set_badges({"project/afic": 1, "region/africa": 3, "country/XX": 1})
    repaints.rows.clear()
    model.set_badges({"project/afic": 1, "region/africa": 4})
    assert [key for key, _ in repaints.rows] == [""]
    assert open_row(model, 0).data(QtRole.ACCESSIBLE_TEXT) == "Africa  33, 4 annotations"
    model.set_badge("project/afic", 1)
    assert len(repaints.rows) == 1
    model.set_badge("project/afic", 0)
    assert open_row(model, 0, 0).data(Role.BADGE) == 0


def test_rows_added_after_the_badges_have_theirs(model: OutlineModel) -> None:
    model.set_badges({"country/NE": 1})
    assert open_row(model, 0, 1).data(QtRole.ACCESSIBLE_TEXT) == "Niger, 1 annotation"
