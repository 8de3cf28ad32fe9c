"""Comparing two small editions: what is one thing in both, and what is said to have changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.editions.changes import ChangeSlot, EntryChangeKind, FactChangeKind, Mine
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.published_facts import Identifier, IdentifierScheme
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.editions.comparison import EditionComparison
from tests.activity_values import OTHER, WELL, coded, everything, flow, imported_dataset, made, milestone, related
from tests.editions import changes, compared, facts_of, write_edition
from tests.faults import raises_fault
from tests.reference_values import ref, statement
from tests.storage.reference.version_1 import unpack_version_1

GOAL = statement(WELL, "Dig five wells.", id=f"{WELL}/goal/1")


def identifier(entry_id: str, value: str, scheme: str = "iati", **more: object) -> Identifier:
    fields = {"scheme": IdentifierScheme(scheme), "value": value, "as_given": value, **more}
    return made(Identifier, f"identifier/{scheme}-{value.lower()}", entry_id, **fields)


def test_a_file_against_itself_is_empty(tmp_path: Path) -> None:
    path = write_edition(tmp_path / "one.db", *everything())
    with compared(path, path) as comparison:
        assert not comparison.summary()
        assert comparison.entries() == ()


def test_a_marker_before_and_a_payment_between_are_two_new_facts(tmp_path: Path) -> None:
    payments = [flow("t-aaaa", 100, ordinal=1), flow("t-cccc", 300, ordinal=2)]
    codes = [coded("PolicyMarker/1", "2", ordinal=1)]
    old = write_edition(tmp_path / "old.db", *payments, *codes)
    new = write_edition(
        tmp_path / "new.db",
        payments[0],
        flow("t-bbbb", 200, ordinal=2),
        replace(payments[1], ordinal=3),
        coded("PolicyMarker/1", "1", ordinal=1),
        replace(codes[0], ordinal=2),
    )
    assert facts_of(changes(old, new)) == [
        ("new", f"{WELL}/flow/t-bbbb"),
        ("new", f"{WELL}/class/policymarker-1-1"),
    ]


def test_the_most_important_change_comes_first(tmp_path: Path) -> None:
    old = write_edition(tmp_path / "old.db", GOAL, milestone("end-planned", "2020-12-31"), coded("ActivityStatus", "2"))
    new = write_edition(
        tmp_path / "new.db",
        replace(GOAL, text="Dig six wells."),
        milestone("end-planned", "2021-06-30"),
        coded("ActivityStatus", "4", id=f"{WELL}/class/status"),
    )
    (found,) = changes(old, new)
    assert [change.slot for change in found.facts] == [ChangeSlot.STATUS, ChangeSlot.DATES, ChangeSlot.TEXT]
    assert [change.columns for change in found.facts] == [("code", "as_given"), ("edtf", "as_given"), ("text",)]
    assert isinstance(found.facts[2].old, Statement)
    assert found.facts[2].old.text == "Dig five wells."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (GOAL, replace(GOAL, text="Dig  five\nwells.")),
        (GOAL, replace(GOAL, ordinal=4)),
        (replace(GOAL, text="Caf\u00e9"), replace(GOAL, text="Cafe\u0301")),
        (flow("t-1", 100, as_given="1 EUR"), flow("t-1", 1, decimals=0, as_given="1 EUR")),
        (
            related("has-beneficiary", "country/NE", share=600_000, share_as_given="60"),
            related("has-beneficiary", "country/NE", share=600_000, share_as_given="60.0 %"),
        ),
    ],
    ids=["white space", "order", "composed letters", "decimals of money", "digits of a percentage"],
)
def test_what_is_written_another_way_has_not_changed(tmp_path: Path, before: Statement, after: Statement) -> None:
    old, new = write_edition(tmp_path / "old.db", before), write_edition(tmp_path / "new.db", after)
    assert changes(old, new) == ()


def test_a_fact_under_another_key_has_moved(tmp_path: Path) -> None:
    old = write_edition(tmp_path / "old.db", GOAL)
    new = write_edition(tmp_path / "new.db", replace(GOAL, id=f"{WELL}/goal/7"))
    assert facts_of(changes(old, new)) == [("moved", f"{WELL}/goal/7")]


def test_an_entry_of_one_edition_alone_is_listed_without_its_facts(tmp_path: Path) -> None:
    old = write_edition(tmp_path / "old.db", GOAL, entries=[ref(WELL, "Wells")])
    both = (GOAL, statement(OTHER, "Repair pumps."))
    new = write_edition(tmp_path / "new.db", *both, entries=[ref(WELL, "Wells"), ref(OTHER, "Pumps")])
    (found,) = changes(old, new)
    assert (found.ref.title, found.kinds, found.facts) == ("Pumps", (EntryChangeKind.NEWLY_LISTED,), ())
    (found,) = changes(new, old)
    assert (found.ref.title, found.kinds, found.facts) == ("Pumps", (EntryChangeKind.NO_LONGER_LISTED,), ())


PUMPS, PUMPS_2 = "project/pumps", "project/pumps-2"


@pytest.mark.parametrize(
    ("old_redirects", "new_redirects"),
    [
        ([], [(PUMPS, PUMPS_2)]),
        ([], [(PUMPS, "project/between"), ("project/between", PUMPS_2)]),
        ([(PUMPS_2, "project/between"), ("project/between", PUMPS)], []),
    ],
    ids=["one step", "a chain", "a chain of the old edition"],
)
def test_a_renamed_entry_is_followed_by_redirects(
    tmp_path: Path, old_redirects: list[tuple[str, str]], new_redirects: list[tuple[str, str]]
) -> None:
    leads = related("parent-of", PUMPS, subject=WELL)
    old = write_edition(
        tmp_path / "old.db", leads, statement(PUMPS, "Repair.", id=f"{PUMPS}/goal/1"), redirects=old_redirects
    )
    new = write_edition(
        tmp_path / "new.db",
        replace(leads, object_id=PUMPS_2),
        statement(PUMPS_2, "Repair pumps.", id=f"{PUMPS_2}/goal/1"),
        redirects=new_redirects,
    )
    (found,) = changes(old, new)
    assert found.old is not None
    assert (found.old.id, found.ref.id) == (PUMPS, PUMPS_2)
    assert EntryChangeKind.ID_CHANGED in found.kinds
    assert facts_of([found]) == [("changed", f"{PUMPS_2}/goal/1")]


def test_a_renamed_fact_is_followed_by_a_redirect(tmp_path: Path) -> None:
    former = f"{WELL}/goal/former"
    old = write_edition(tmp_path / "old.db", replace(GOAL, id=former))
    new = write_edition(tmp_path / "new.db", replace(GOAL, text="Dig six wells."), redirects=[(former, GOAL.id)])
    (found,) = changes(old, new)
    (change,) = found.facts
    assert change.kind is FactChangeKind.CHANGED
    assert change.old is not None
    assert (change.old.id, change.fact.id) == (former, GOAL.id)


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (identifier(PUMPS, "XM-7"), identifier(PUMPS_2, "XM-7"), True),
        (identifier(PUMPS, "XM-7"), identifier(PUMPS_2, "XM-8"), False),
        (identifier(PUMPS, "XM-7"), identifier(PUMPS_2, "XM-7", "local"), False),
        (identifier(PUMPS, "XM-7"), identifier(PUMPS_2, "XM-7", "other", type="A3"), True),
        (identifier(PUMPS, "1", "other", type="A1"), identifier(PUMPS_2, "1", "other", type="A9"), False),
    ],
    ids=["same", "another value", "another scheme", "its former identifier", "another type"],
)
def test_a_renamed_entry_is_followed_by_its_identifier_and_never_by_title(
    tmp_path: Path, before: Identifier, after: Identifier, is_same: bool
) -> None:
    old = write_edition(tmp_path / "old.db", before, entries=[ref(PUMPS, "Pumps")])
    new = write_edition(tmp_path / "new.db", after, entries=[ref(PUMPS_2, "Pumps")])
    kinds = {kind for each in changes(old, new) for kind in each.kinds}
    assert (kinds == {EntryChangeKind.ID_CHANGED}) is is_same


def test_redirects_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    old = write_edition(tmp_path / "old.db", GOAL)
    new = write_edition(tmp_path / "new.db", GOAL, redirects=[(PUMPS, PUMPS_2), (PUMPS_2, PUMPS)])
    with raises_fault("lead in a circle"), compared(old, new):
        pass


def test_an_entry_merged_into_another_leads_there(tmp_path: Path) -> None:
    old = write_edition(tmp_path / "old.db", GOAL, statement(PUMPS, "Repair."))
    new = write_edition(tmp_path / "new.db", GOAL, redirects=[(PUMPS, WELL)])
    (found,) = changes(old, new)
    assert found.kinds == (EntryChangeKind.NO_LONGER_LISTED,)
    assert found.led_to is not None
    assert found.led_to.id == WELL


def test_the_users_entries_are_compared_first_and_listed_first(tmp_path: Path) -> None:
    goals = [statement(f"project/p{number}", "Dig.", id=f"project/p{number}/goal/1") for number in range(9)]
    old = write_edition(tmp_path / "old.db", *goals)
    new = write_edition(tmp_path / "new.db", *(replace(goal, text=f"{number}") for number, goal in enumerate(goals)))
    mine = Mine(frozenset({"project/p7"}), frozenset({"project/p5/goal/1"}))
    with EditionComparison(old, new) as comparison:
        comparison.begin(mine)
        assert not comparison.summary().is_complete
        assert [each.ref.id for each in comparison.entries()] == ["project/p5", "project/p7"]
        comparison.compare()
        found = comparison.entries()
        assert [each.ref.id for each in found][:4] == ["project/p5", "project/p7", "project/p0", "project/p1"]
        assert [each.facts[0].is_mine for each in found[:3]] == [True, False, False]
        assert (comparison.summary().changed, comparison.summary().mine) == (9, 2)


def test_a_change_that_hits_everything_is_told_once(tmp_path: Path) -> None:
    flows = [flow("t-1", 100 * each, id=f"project/p{each}/flow/t-1", entry_id=f"project/p{each}") for each in range(20)]
    goal = statement("project/p3", "Dig.", id="project/p3/goal/1")
    old = write_edition(
        tmp_path / "old.db", goal, *(replace(each, as_given=f"{each.minor_units} EUR") for each in flows)
    )
    new = write_edition(
        tmp_path / "new.db",
        replace(goal, text="Dig deep."),
        *(replace(each, as_given=f"{each.minor_units} euro") for each in flows),
    )
    with compared(old, new) as comparison:
        (told,) = comparison.summary().told_once
        assert (told.entries, told.example.facts[0].columns) == (20, ("as_given",))
        (found,) = comparison.entries()
        assert facts_of([found]) == [("changed", "project/p3/goal/1")]
        whole = comparison.entry("project/p5")
        assert whole is not None
        assert facts_of([whole]) == [("changed", "project/p5/flow/t-1")]


def test_sources_and_order_are_compared_where_asked(tmp_path: Path) -> None:
    old = write_edition(tmp_path / "old.db", GOAL, coded("Tag/2", "7"))
    new = write_edition(tmp_path / "new.db", replace(GOAL, note="checked"), coded("Tag/2", "7", ordinal=2))
    with compared(old, new) as comparison:
        assert set(comparison.summary().facts) == {FactChangeKind.RE_SOURCED, FactChangeKind.ORDER_ONLY}
    assert changes(old, new) == ()


@pytest.mark.parametrize("others", [0, 600])
def test_a_fact_with_other_sources_and_another_place_has_one_change(tmp_path: Path, others: int) -> None:
    one, *more = (coded("Tag/2", f"9{each:04}", ordinal=each + 1) for each in range(1 + others))
    moved = [replace(each, note="checked", ordinal=each.ordinal + 1000) for each in (one, *more)]
    last = coded("Tag/2", "7", ordinal=9000)
    old = write_edition(tmp_path / "old.db", one, *more, last)
    new = write_edition(tmp_path / "new.db", *moved, replace(last, ordinal=9001))
    with compared(old, new) as comparison:
        assert comparison.summary().facts == {FactChangeKind.RE_SOURCED: 1 + others, FactChangeKind.ORDER_ONLY: 1}


def test_a_file_of_schema_version_1_is_compared_and_stays_as_it_is(tmp_path: Path) -> None:
    old = unpack_version_1(tmp_path)
    before = old.read_bytes()
    with compared(old, old) as comparison:
        assert not comparison.summary()
    assert old.read_bytes() == before


def test_other_datasets_are_refused_with_a_sentence(tmp_path: Path) -> None:
    old = write_edition(tmp_path / "old.db", GOAL)
    data = imported_dataset((GOAL,))
    new = tmp_path / "new.db"
    write_reference(replace(data, edition=data.edition._replace(dataset="urn:other", title="Roads")), new)
    with raises_fault("Roads are not two editions of one reference"):
        EditionComparison(old, new)
    with EditionComparison(old, new, any_dataset=True) as comparison:
        comparison.begin()


def test_a_comparison_can_be_cancelled(tmp_path: Path) -> None:
    path = write_edition(tmp_path / "one.db", *everything())
    with EditionComparison(path, path) as comparison, pytest.raises(Cancelled):
        comparison.compare(lambda: True)


def test_a_summary_names_the_files_and_their_folders_where_the_names_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    old, other, same = (write_edition(tmp_path / name, *everything()) for name in ("a.db", "b.db", "new/a.db"))
    with compared(old, other) as comparison:
        assert comparison.summary().files == ("a.db", "b.db")
    with compared(old, same) as comparison:
        assert comparison.summary().files == (f"{tmp_path.name}/a.db", "new/a.db")
