"""The models of search: hits under their kinds, and facets with their values."""

from dataclasses import replace

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon, QTextDocument
from pytestqt.modeltest import ModelTester

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import OutlineNode
from coopviewer.domain.reference.pages import ListedEntry
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import FacetCounts, FacetValue, Match, MatchField, SearchHit, Snippet
from coopviewer.domain.search.query import Facet
from coopviewer.models.entry_list import EntryListModel
from coopviewer.models.facet_model import FacetModel
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.outline_model import OutlineModel
from coopviewer.models.roles import Role


def hit(kind: EntryKind, title: str) -> SearchHit:
    ref = EntryRef(f"{kind}/{title}", kind, title, title)
    return SearchHit(ref, Match(MatchField.TITLE, title, ((0, 1),)), Snippet(f"about {title}"))


NIGER, NIGERIA = hit(EntryKind.COUNTRY, "Niger"), hit(EntryKind.COUNTRY, "Nigeria")
AFIC = hit(EntryKind.PROJECT, "AFIC")


@pytest.fixture
def hits(qapp: object) -> HitsModel:
    return HitsModel(lambda kind: f"<{kind}>", lambda found: f"in the {found.match.field}", lambda kind: None)  # type: ignore[arg-type, return-value]


def test_hits_are_grouped_by_kind_in_the_order_of_the_best_hit(hits: HitsModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(hits)
    hits.show_hits([NIGER, AFIC, NIGERIA])
    shown = [hits.index(row).data() for row in range(hits.rowCount())]
    assert shown == ["<country>", "Niger", "Nigeria", "<project>", "AFIC"]
    assert hits.index_of_hit("").data(Role.VALUE) == NIGER
    hits.show_hits([])
    assert not hits.index_of_hit("").isValid()


def test_further_hits_are_added_to_their_kinds_and_keep_the_shown_ones(
    hits: HitsModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(hits)
    hits.show_hits([NIGER, AFIC])
    kept = QPersistentModelIndex(hits.index(3))
    theme = hit(EntryKind.THEME, "Training")
    assert hits.extend([NIGER, AFIC, NIGERIA, theme])
    shown = [hits.index(row).data() for row in range(hits.rowCount())]
    assert shown == ["<country>", "Niger", "Nigeria", "<project>", "AFIC", "<theme>", "Training"]
    assert kept.data() == "AFIC"
    assert not hits.extend([AFIC, NIGER]), "other hits need show_hits, which replaces all"
    assert hits.rowCount() == 7


def test_hits_in_annotations_have_a_separate_heading(hits: HitsModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(hits)
    own = replace(NIGER, match=Match(MatchField.OWN_NOTE, "a note"), is_own=True)
    hits.show_hits([NIGER, AFIC, NIGERIA, own])
    shown = [hits.index(row).data() for row in range(hits.rowCount())]
    assert shown == ["<country>", "Niger", "Nigeria", "<None>", "Niger", "<project>", "AFIC"]
    assert hits.index_of_hit("").data(Role.VALUE) == NIGER
    hits.show_hits([NIGER, AFIC])
    assert hits.extend([NIGER, AFIC, own])
    shown = [hits.index(row).data() for row in range(hits.rowCount())]
    assert shown == ["<country>", "Niger", "<None>", "Niger", "<project>", "AFIC"]
    hits.show_hits([own])
    assert hits.index_of_hit("").data(Role.VALUE) == own


def test_a_heading_cannot_be_selected_and_a_hit_has_a_text_on_where_it_matched(hits: HitsModel) -> None:
    hits.show_hits([NIGER])
    heading, row = hits.index(0), hits.index(1)
    assert heading.flags() == Qt.ItemFlag.NoItemFlags
    assert heading.data(Role.VALUE) is None
    assert hits.match_text(heading) == ""
    assert hits.match_text(row) == "in the title"
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Niger. in the title. about Niger"


def test_a_badge_repaints_only_the_hit_of_its_entry_and_is_read_out(
    hits: HitsModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(hits)
    niger, chad = hit(EntryKind.COUNTRY, "Niger"), hit(EntryKind.COUNTRY, "Chad")
    hits.show_hits([niger, chad])
    rows: list[tuple[int, int]] = []
    hits.dataChanged.connect(lambda first, last: rows.append((first.row(), last.row())))
    hits.set_badge(chad.ref.id, 2)
    hits.set_badges({chad.ref.id: 2, niger.ref.id: 1, "country/XX": 5})
    assert rows == [(2, 2), (1, 1)]
    assert [hits.index(row).data(Role.BADGE) for row in range(3)] == [0, 1, 2]
    assert "Chad. 2 annotations" in hits.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    hits.show_hits([chad])
    assert hits.index(1).data(Role.BADGE) == 2, "hits shown later have badges too"


def counts(*values: FacetValue) -> FacetCounts:
    return FacetCounts(Facet.KIND, values)


COUNTRY = FacetValue("country", 1200, True, False)
PROJECT = FacetValue("project", 0, False, False)


@pytest.fixture
def facets(qapp: object) -> FacetModel:
    return FacetModel(lambda counts: f"<{counts.facet}>", lambda facet, value: value.value)


def test_values_are_shown_under_their_facets_with_their_counts(facets: FacetModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(facets)
    facets.show_counts([counts(COUNTRY, PROJECT), FacetCounts(Facet.BASIS, ())])
    assert facets.rowCount() == 1, "a facet without values is left out"
    kind = facets.index(0, 0)
    assert kind.data() == "<kind>"
    assert [facets.index(row, 0, kind).data() for row in range(2)] == ["country  1,200+", "project  0"]
    assert facets.index(0, 0, kind).parent() == kind


def test_a_value_without_results_cannot_be_ticked(facets: FacetModel) -> None:
    facets.show_counts([counts(COUNTRY, PROJECT)])
    kind = facets.index(0, 0)
    ticked: list[tuple[Facet, FacetValue]] = []
    facets.value_toggled.connect(lambda facet, value: ticked.append((facet, value)))
    assert facets.index(1, 0, kind).flags() == Qt.ItemFlag.NoItemFlags
    row = facets.index(0, 0, kind)
    assert facets.setData(row, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert ticked == [(Facet.KIND, COUNTRY)]
    assert not facets.setData(row, "x")


def test_a_value_that_was_not_counted_can_be_ticked_and_has_no_number(facets: FacetModel) -> None:
    facets.show_counts([counts(COUNTRY, FacetValue("project", 0, True, False))])
    row = facets.index(1, 0, facets.index(0, 0))
    assert row.data() == "project  …"
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "project  not counted"
    assert row.flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_new_counts_of_the_same_values_change_rows_without_a_reset(facets: FacetModel) -> None:
    facets.show_counts([counts(COUNTRY, PROJECT)])
    resets: list[None] = []
    changed: list[tuple[int, int]] = []
    facets.modelReset.connect(lambda: resets.append(None))

    def record(first: QModelIndex, last: QModelIndex) -> None:
        changed.append((first.row(), last.row()))

    facets.dataChanged.connect(record)
    facets.show_counts([counts(FacetValue("country", 3, False, True), PROJECT)])
    assert not resets
    assert changed == [(0, 0), (0, 1)]  # the heading, which may say that a filter is left out, and the values
    assert facets.index(0, 0, facets.index(0, 0)).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def shown_tip(text: str) -> str:
    """Return a tool tip as Qt shows it."""
    tip = QTextDocument()
    tip.setHtml(text) if QtGui.Qt.mightBeRichText(text) else tip.setPlainText(text)
    return tip.toPlainText()


@pytest.mark.parametrize("title", ["<b>Wells</b>", "Wells &lt;phase 2&gt;", "a < b", "Wells & roads &amp; more"])
def test_tool_tips_show_titles_as_they_are_in_the_file(hits: HitsModel, facets: FacetModel, title: str) -> None:
    found = hit(EntryKind.PROJECT, title)
    hits.show_hits([found])
    facets.show_counts([counts(FacetValue(title, 1, True, False))])
    entries = EntryListModel(("Title", "Kind", "Timeframe", "Grant"), str, lambda kind: QIcon())
    entries.add_rows([ListedEntry(found.ref, None, None)])
    outline = OutlineModel(str)
    node = OutlineNode("x", found.ref, None, False)
    outline.children_wanted.connect(lambda request: outline.add_children(request, [node]))
    outline.fetchMore(QModelIndex())
    first = outline.index(0, 0)
    for index in (hits.index_of_hit(""), facets.index(0, 0, facets.index(0, 0)), entries.index(0, 0), first):
        assert shown_tip(index.data(Qt.ItemDataRole.ToolTipRole)) == title, type(index.model()).__name__
