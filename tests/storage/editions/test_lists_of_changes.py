"""Lists of what changed: their order and parts, what is asked for, what is shown once, and what is the user's."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.editions.changes import ChangeQuery, ChangeSlot, EntryChangeKind, FactChangeKind, Mine
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.vocabulary import Basis, EntryKind, StatementKind
from coopviewer.storage.editions.comparison import EditionComparison
from coopviewer.storage.editions.shapes import SHAPES
from tests.activity_values import WELL, coded, flow, milestone, related
from tests.editions import compared, facts_of, write_edition
from tests.reference_values import cited, name, ref, statement

ALL = ChangeQuery()
GOALS = [statement(f"project/p{number}", "Dig.", id=f"project/p{number}/goal/1") for number in range(8)]
RESOURCED = {
    "basis": {"basis": Basis.INFERRED},
    "note": {"note": "checked"},
    "preferred": {"preferred": "newer"},
    "citations": {"citations": (*cited("leaflet/P1"), *cited("atlas"))},
    "basis note citations": {"basis": Basis.INFERRED, "note": "checked", "citations": cited("atlas")},
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditionComparison]:
    """Two editions with every kind of change, and a user who works with three entries."""
    folder = tmp_path_factory.mktemp("editions")
    notes = [statement("country/XK", text, StatementKind.LEGAL_NOTE, id="country/XK/note/1") for text in ("A.", "B.")]
    marked = ref("country/XK", "Kosovo*", "*")
    resourced = [statement(f"project/r{place}", "Dig.", id=f"project/r{place}/goal/1") for place in range(5)]
    resourced[0] = replace(resourced[0], basis=Basis.EDITORIAL, note="checked")  # both need a note
    listed = [related("related-to", "project/p6", 1, WELL), related("related-to", "project/p7", 2, WELL)]
    old = write_edition(
        folder / "old.db",
        *GOALS,
        *resourced,
        *listed,
        notes[0],
        coded("ActivityStatus", "2", "project/p1"),
        milestone("end-planned", "2021", "project/p1"),
        name("country/NE", "Niger", id="country/NE/name/1"),
        statement("project/gone", "Dig."),
        statement("project/was", "Dig.", id="project/was/goal/1"),
        entries=[marked, ref("project/p2", "Wells"), ref("project/was", "Dams")],
    )
    new = write_edition(
        folder / "new.db",
        *(replace(goal, text=f"Dig {place}.") for place, goal in enumerate(GOALS)),
        *(replace(goal, **fields) for goal, fields in zip(resourced, RESOURCED.values(), strict=True)),
        *(replace(each, ordinal=3 - each.ordinal) for each in listed),
        notes[1],
        coded("ActivityStatus", "4", "project/p1"),
        milestone("end-planned", "2022", "project/p1"),
        name("country/NE", "The Niger", id="country/NE/name/1"),
        statement("project/fresh", "Dig."),
        statement("project/is", "Dig well.", id="project/is/goal/1"),
        entries=[marked, ref("project/p2", "Pumps"), ref("project/is", "Dams")],
        redirects=[("project/was", "project/is")],
        edition="wells.2",
    )
    mine = Mine(frozenset({"project/p5", "project/was"}), frozenset({"project/p3/goal/1"}))
    with compared(old, new, mine) as comparison:
        yield comparison


def ids(comparison: EditionComparison, query: ChangeQuery = ALL, **part: int) -> list[str]:
    return [each.ref.id.removeprefix("project/") for each in comparison.entries(query, **part)]


IN_ORDER = [
    *("is", "p3", "p5"),
    *("fresh", "gone", "p2"),
    "p1",
    *("p0", "p4", "p6", "p7", "r0", "r1", "r2", "r3", "r4"),
    *("country/XK", "country/NE"),
    "xm-1",
]


def test_the_users_entries_come_first_then_the_most_important_changes(both: EditionComparison) -> None:
    assert ids(both) == IN_ORDER
    found = both.entries()
    assert [each.is_mine for each in found] == [True] * 3 + [False] * 16
    assert [change.is_mine for change in found[1].facts] == [True]
    assert [change.is_mine for each in (found[0], *found[2:]) for change in each.facts] == [False] * 19
    by_id = {each.ref.id: each for each in found}
    assert [change.slot for change in by_id["project/p1"].facts] == [
        ChangeSlot.STATUS,
        ChangeSlot.DATES,
        ChangeSlot.TEXT,
    ]
    assert by_id["project/xm-1"].facts[0].slot is ChangeSlot.REST


def test_a_part_begins_and_ends_where_it_is_asked_to(both: EditionComparison) -> None:
    assert ids(both, offset=2, limit=3) == IN_ORDER[2:5]
    assert ids(both, offset=18) == IN_ORDER[18:]
    assert ids(both, offset=19) == []
    (one,) = both.entries(offset=6, limit=1, most_facts=2)
    assert (len(one.facts), one.total) == (2, 3)


def test_of_very_many_changes_of_an_entry_a_list_reads_200_and_counts_all(tmp_path: Path) -> None:
    goals = [statement(WELL, "Dig.", id=f"{WELL}/goal/{number}") for number in range(201)]
    old = write_edition(tmp_path / "old.db", *goals)
    new = write_edition(tmp_path / "new.db", *(replace(goal, text="Pump.") for goal in goals), edition="wells.2")
    with compared(old, new) as comparison:
        (listed,) = comparison.entries()
        alone = comparison.entry(WELL)
    assert (len(listed.facts), listed.total) == (200, 201)
    assert alone is not None
    assert (len(alone.facts), alone.total) == (201, 201)


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        (ChangeQuery(frozenset({EntryChangeKind.RETITLED})), ["p2"]),
        (ChangeQuery(frozenset({EntryChangeKind.ID_CHANGED})), ["is"]),
        (ChangeQuery(frozenset({EntryChangeKind.NEWLY_LISTED, EntryChangeKind.NO_LONGER_LISTED})), ["fresh", "gone"]),
        (ChangeQuery(frozenset({FactChangeKind.RE_SOURCED})), ["r0", "r1", "r2", "r3", "r4"]),
        (ChangeQuery(frozenset({FactChangeKind.ORDER_ONLY, EntryChangeKind.RETITLED})), ["p2", "xm-1"]),
        (ChangeQuery(frozenset({FactChangeKind.NEW})), []),
        (ChangeQuery(frozenset({FactChangeKind.CHANGED}), mine=True), ["is", "p3", "p5"]),
        (ChangeQuery(mine=True), ["is", "p3", "p5"]),
        (ChangeQuery(entry_kind=EntryKind.COUNTRY), ["country/XK", "country/NE"]),
        (ChangeQuery(frozenset({FactChangeKind.CHANGED}), entry_kind=EntryKind.COUNTRY, mine=True), []),
    ],
)
def test_only_what_is_asked_for_is_listed_and_counted(
    both: EditionComparison, query: ChangeQuery, listed: list[str]
) -> None:
    assert ids(both, query) == listed
    assert both.count(query) == len(listed)
    assert {change.kind for each in both.entries(query) for change in each.facts} <= (
        query.kinds or set(FactChangeKind)
    )
    assert {kind for each in both.entries(query) for kind in each.kinds} <= (query.kinds or set(EntryChangeKind))
    kinds = [
        EntryKind.COUNTRY if "/" in each else EntryKind.PROJECT for each in ids(both, query._replace(entry_kind=None))
    ]
    assert both.entry_kinds(query) == {kind: kinds.count(kind) for kind in EntryKind if kind in kinds}


def test_kinds_of_entries_are_counted_in_the_order_of_kinds(both: EditionComparison) -> None:
    assert list(both.entry_kinds().items()) == [
        (kind, {"country": 2, "project": 17}[kind]) for kind in both.entry_kinds()
    ]
    assert list(both.entry_kinds()) == [kind for kind in EntryKind if kind in ("country", "project")]


def test_other_sources_and_notes_are_named_field_by_field(both: EditionComparison) -> None:
    found = both.entries(ChangeQuery(frozenset({FactChangeKind.RE_SOURCED})))
    assert [" ".join(change.columns) for each in found for change in each.facts] == list(RESOURCED)
    (order,) = both.entries(ChangeQuery(frozenset({FactChangeKind.ORDER_ONLY})))
    assert [(change.columns, change.fact.id) for change in order.facts] == [
        ((), f"{WELL}/related-to/p6"),
        ((), f"{WELL}/related-to/p7"),
    ]


def test_a_summary_counts_entries_and_facts_by_kind(both: EditionComparison) -> None:
    summary = both.summary()
    assert list(summary.entries.items()) == [
        (EntryChangeKind.NEWLY_LISTED, 1),
        (EntryChangeKind.NO_LONGER_LISTED, 1),
        (EntryChangeKind.ID_CHANGED, 1),
        (EntryChangeKind.RETITLED, 1),
    ]
    assert list(summary.facts.items()) == [
        (FactChangeKind.CHANGED, 13),
        (FactChangeKind.RE_SOURCED, 5),
        (FactChangeKind.ORDER_ONLY, 2),
    ]
    assert (summary.changed, summary.mine, summary.is_complete, summary.told_once) == (19, 3, True, ())
    assert (summary.old.id, summary.new.id) == ("wells.1", "wells.2")


@pytest.mark.parametrize(
    ("asked", "found"), [("project/was", "project/is"), ("project/is", "project/is"), ("project/gone", "project/gone")]
)
def test_an_entry_is_found_by_either_id(both: EditionComparison, asked: str, found: str) -> None:
    one = both.entry(asked)
    assert one is not None
    assert one.ref.id == found
    assert both.entry(asked, ChangeQuery(mine=True)) == one
    assert both.lists(asked)
    assert both.entry(asked, ChangeQuery(frozenset({FactChangeKind.ORDER_ONLY}))) is None


def test_an_entry_that_no_edition_lists_has_no_changes(both: EditionComparison) -> None:
    assert both.entry("project/none") is None
    assert not both.lists("project/none")
    assert both.lists("project/r0")


def test_names_are_those_of_the_new_edition_and_notes_those_of_both(both: EditionComparison) -> None:
    names = both.names(both.entries())
    assert names.refs["project/p2"].title == "Pumps"
    assert names.refs["project/gone"].title == "gone"
    assert names.legal_notes == (("*", "A."), ("*", "B."))
    assert set(names.predicates) == {"related-to"}
    assert both.names(()).legal_notes == ()


def test_what_is_the_users_can_change_without_comparing_again(both: EditionComparison) -> None:
    before = both.mine
    both.note_mine(Mine(frozenset({"project/r0"}), frozenset({"project/was/goal/1"})))
    assert ids(both)[:2] == ["is", "r0"]
    assert both.summary().mine == 2
    both.note_mine(before)
    assert ids(both) == IN_ORDER


def test_how_far_a_comparison_is_is_said_table_by_table(both: EditionComparison) -> None:
    told: list[tuple[int, int]] = []
    with EditionComparison(both.old_path, both.new_path) as comparison:
        comparison.compare(progress=lambda done, total: told.append((done, total)))
        assert comparison.is_complete
        assert FactChangeKind.RE_SOURCED not in comparison.summary().facts
        calls: list[None] = []
        with pytest.raises(Cancelled):
            comparison.compare(lambda: bool(calls.append(None) or True))
        assert comparison.is_complete
        assert comparison.summary().changed == 13
    assert told == [(number, len(SHAPES) + 2) for number in range(len(SHAPES) + 2)]
    assert calls == [None]


def test_the_users_entries_alone_are_compared_first(both: EditionComparison) -> None:
    with EditionComparison(both.old_path, both.new_path) as comparison:
        comparison.begin(both.mine)
        assert ids(comparison) == ["is", "p3", "p5", "fresh", "gone", "p2"]
        assert [len(each.facts) for each in comparison.entries()] == [1, 1, 1, 0, 0, 0]
        assert not comparison.is_complete
        assert not comparison.summary().is_complete


def _alike(count: int, places: dict[int, str], *, also: int = 0) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Make a payment for each of ``count`` projects before and after, and goals of ``also`` projects that are new."""
    before = [flow("t-1", 100 + n, id=f"project/p{n:02}/flow/t-1", entry_id=f"project/p{n:02}") for n in range(count)]
    before = [replace(each, as_given="1 EUR") for each in before]
    after = [replace(each, as_given=places.get(place, "1 EUR")) for place, each in enumerate(before)]
    return list(before), list(after), [statement(f"project/q{number}", "Dig.") for number in range(also)]


@pytest.mark.parametrize(
    ("count", "also", "often", "seldom"),
    [(21, 10, 7, 6), (11, 0, 6, 5)],
    ids=["more than three of ten that both list", "never five or fewer"],
)
def test_only_what_very_many_entries_share_is_shown_once(
    tmp_path: Path, count: int, also: int, often: int, seldom: int
) -> None:
    places = {place: "1 euro" if place < often else "1 Euros" for place in range(often + seldom)}
    before, after, fresh = _alike(count, places, also=also)
    title = [ref(f"project/p{place:02}", f"Wells {place:02}") for place in range(count)]
    ends = {"1 euro": " (2026)", "1 Euros": " (closed)"}
    retitled = [each._replace(title=each.title + ends.get(places.get(p, ""), "")) for p, each in enumerate(title)]
    old = write_edition(tmp_path / "old.db", *before, entries=title)
    new = write_edition(tmp_path / "new.db", *after, *fresh, entries=retitled)
    with compared(old, new) as comparison:
        told = comparison.summary().told_once
        assert [(each.entries, each.example.kinds, facts_of([each.example])) for each in told] == [
            (often, (EntryChangeKind.RETITLED,), []),
            (often, (), [("changed", "project/p00/flow/t-1")]),
        ]
        assert [each.example.ref.id for each in told] == ["project/p00", "project/p00"]
        assert told[1].example.total == 1
        assert comparison.summary().changed == comparison.count() == seldom + also
        listed = [each.ref.id for each in comparison.entries()]
        assert listed[also:] == [f"project/p{place:02}" for place in range(often, often + seldom)]
        assert comparison.count(ChangeQuery(told_once=True)) == often + seldom + also
        one = comparison.entry("project/p00")
        assert one is not None
        assert facts_of([one]) == [("changed", "project/p00/flow/t-1")]
        assert one.kinds == (EntryChangeKind.RETITLED,)
        assert comparison.entry("project/p00", ALL) is None


def test_a_title_that_changed_in_many_entries_alike_is_among_the_changes_of_each(tmp_path: Path) -> None:
    titles = [ref(f"project/p{number}", f"Wells {number}") for number in range(9)]
    old = write_edition(tmp_path / "old.db", name("country/NE", "Niger"), *GOALS, entries=titles)
    closed = [each._replace(title=f"{each.title} (closed)") for each in titles]
    new = write_edition(tmp_path / "new.db", name("country/NE", "Niger"), *GOALS, entries=closed)
    with compared(old, new) as comparison:
        (told,) = comparison.summary().told_once
        assert (told.entries, told.example.kinds) == (9, (EntryChangeKind.RETITLED,))
        assert comparison.count() == comparison.summary().changed == 0
        one = comparison.entry("project/p3")
        assert one is not None
        assert (one.kinds, one.old, one.new) == ((EntryChangeKind.RETITLED,), titles[3], closed[3])
        asked = ChangeQuery(frozenset({EntryChangeKind.RETITLED}), told_once=True)
        assert comparison.count(asked) == 9
        assert comparison.entry("project/p3", asked) == one
        assert comparison.entry("project/p3", asked._replace(kinds=frozenset({FactChangeKind.CHANGED}))) is None
