"""The address of a page of changes: what it says, and what is left out of a wrong one."""

import pytest

from coopviewer.domain.editions.changes import (
    ChangeQuery,
    ChangeSlot,
    ChangeSummary,
    EntryChangeKind,
    EntryChanges,
    FactChange,
    FactChangeKind,
    ToldOnce,
)
from coopviewer.domain.editions.view import BUNDLED, ChangesView, parse_changes_view
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.vocabulary import EntryKind
from tests.reference_values import EDITION, name, ref, statement

PATH = "/data/old edition.db"


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (ChangesView(BUNDLED), "with=bundled"),
        (ChangesView(PATH), "with=/data/old%20edition.db"),
        (
            ChangesView(PATH, frozenset({FactChangeKind.CHANGED, EntryChangeKind.RETITLED})),
            "with=/data/old%20edition.db&kind=retitled,changed",
        ),
        (
            ChangesView(BUNDLED, entry_kind=EntryKind.PROJECT, mine=True, first=50),
            "with=bundled&entries=project&mine=1&from=50",
        ),
        (ChangesView(BUNDLED, entry="project/b", first=200), "with=bundled&entry=project/b&from=200"),
        (ChangesView(BUNDLED, any_dataset=True), "with=bundled&any=1"),
        (ChangesView(BUNDLED, opens_old=True), "with=bundled&earlier=this"),
        (ChangesView(BUNDLED, opens_old=False), "with=bundled&earlier=other"),
    ],
)
def test_an_address_says_what_is_shown(view: ChangesView, text: str) -> None:
    assert str(view) == text
    assert parse_changes_view(text) == view


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("with=bundled&kind=ended,changed,,", ChangesView(BUNDLED, frozenset({FactChangeKind.CHANGED}))),
        ("with=bundled&kind=re-sourced,order-only", ChangesView(BUNDLED)),
        ("with=bundled&entries=planet&entry=planet&mine=yes&any=2", ChangesView(BUNDLED)),
        ("with=bundled&earlier=later", ChangesView(BUNDLED)),
        ("with=bundled&from=-1", ChangesView(BUNDLED)),
        ("with=bundled&from=٣", ChangesView(BUNDLED)),
        ("with=bundled&from=99999999", ChangesView(BUNDLED, first=99_999_999)),
        ("with=bundled&from=100000000", ChangesView(BUNDLED)),
        ("with=bundled&more=1&with=later", ChangesView("later")),
        ("with=" + "x" * 4_096, ChangesView("x" * 4_096)),
    ],
)
def test_what_is_unknown_in_an_address_is_left_out(text: str, view: ChangesView) -> None:
    assert parse_changes_view(text) == view


@pytest.mark.parametrize("text", ["", "kind=changed", "with=", "with=a%0Ab", "with=" + "x" * 4_097])
def test_an_address_without_another_edition_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no other edition"):
        parse_changes_view(text)


def test_an_address_has_at_most_fifty_fields() -> None:
    assert parse_changes_view("with=bundled" + "&x=1" * 49) == ChangesView(BUNDLED)
    with pytest.raises(ValueError, match="fields"):
        parse_changes_view("with=bundled" + "&x=1" * 50)


def test_what_is_asked_of_a_comparison_is_neither_the_entry_nor_the_place() -> None:
    view = ChangesView(BUNDLED, frozenset({FactChangeKind.NEW}), EntryKind.COUNTRY, True, "project/b", 50, True)
    assert view.query == ChangeQuery(frozenset({FactChangeKind.NEW}), mine=True, entry_kind=EntryKind.COUNTRY)
    assert not view.query.told_once
    for filtered in (view._replace(entry_kind=None, mine=False), view._replace(kinds=frozenset(), mine=False)):
        assert filtered.is_filtered
    assert ChangesView(BUNDLED, mine=True).is_filtered
    assert not ChangesView(BUNDLED, entry="project/b", first=50, any_dataset=True).is_filtered


def test_the_new_edition_names_an_entry_and_a_fact_and_else_the_old_one() -> None:
    old, new = ref("project/b", "Old"), ref("project/b", "New")
    assert [EntryChanges(*pair).ref for pair in ((old, new), (old, None), (None, new))] == [new, old, new]
    one, other = statement("project/b", "Old."), statement("project/b", "New.")
    kind, slot = FactChangeKind.CHANGED, ChangeSlot.TEXT
    assert [FactChange(kind, slot, *pair).fact for pair in ((one, other), (one, None), (None, other))] == [
        other,
        one,
        other,
    ]


def test_a_summary_is_true_if_anything_changed() -> None:
    summary = ChangeSummary(EDITION, EDITION)
    assert not summary
    assert summary._replace(changed=1)
    assert summary._replace(told_once=(ToldOnce(6, EntryChanges(None, ref("project/b"))),))
    assert summary.is_complete
    assert EntryChanges(None, ref("project/b")).total == summary.mine == 0


def test_what_a_change_is_about_is_sorted_by_importance() -> None:
    assert [slot.name for slot in sorted(ChangeSlot)] == [
        *("STATUS", "DATES", "MONEY", "PARTICIPANTS", "WHERE", "TEXT", "REST"),
    ]


def told(entries: int, old: str, new: str, *facts: FactChange) -> ToldOnce:
    return ToldOnce(entries, EntryChanges(ref("project/b", old), ref("project/b", new), facts=facts))


def renamed(old: Fact | None, new: Fact | None) -> FactChange:
    return FactChange(FactChangeKind.CHANGED, ChangeSlot.TEXT, old, new)


def test_a_change_of_titles_is_said_by_the_same_change_of_names() -> None:
    retitled = told(3, "Wells in Swaziland", "Wells in Eswatini")
    names = renamed(name("project/b", "Water in Swaziland"), name("project/b", "Water in Eswatini"))
    assert retitled.said_by(told(3, "Wells", "Wells", names))
    assert not retitled.said_by(told(2, "Wells", "Wells", names))
    assert not retitled.said_by(told(3, "Wells", "Wells"))
    other = renamed(name("project/b", "Water in Swaziland"), name("project/b", "Water in Malawi"))
    assert not retitled.said_by(told(3, "Wells", "Wells", other))
    for one, two in (
        (None, name("project/b", "Wells in Eswatini")),
        (name("project/b", "Wells in Swaziland"), statement("project/b", "Wells in Eswatini")),
        (statement("project/b", "Wells in Swaziland"), name("project/b", "Wells in Eswatini")),
    ):
        assert not retitled.said_by(told(3, "Wells", "Wells", renamed(one, two)))
    assert not told(3, "Wells in Swaziland", "Wells in Eswatini", names).said_by(told(3, "Wells", "Wells", names))
