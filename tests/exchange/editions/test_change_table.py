"""The rows of a table of changes: each field before and after, facts that are new or gone, and entries themselves."""

from dataclasses import replace
from typing import Any

import pytest

from coopviewer.domain.editions.changes import (
    ChangeSlot,
    EditionNames,
    EntryChangeKind,
    EntryChanges,
    FactChange,
    FactChangeKind,
)
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import PublishedField, PublishedValue
from coopviewer.exchange.editions.change_records import entry_record
from coopviewer.exchange.editions.change_table import change_table
from tests.activity_values import FIRST, SECOND, WELL, cited_at, flow, made, related
from tests.reference_values import amount, ref, statement

GOAL = statement(WELL, "Dig.", id=f"{WELL}/goal/1", citations=cited_at(3, "", FIRST))
NAMES = EditionNames({"country/NE": ref("country/NE", "Niger")})
WELLS = ref(WELL, "Wells")


def rows_of(*entries: EntryChanges, for_programs: bool = True) -> list[list[str]]:
    return [list(row) for row in change_table([(entries, NAMES)], ENGLISH, for_programs=for_programs).rows]


def of_fact(kind: FactChangeKind, old: Fact | None, new: Fact | None, *columns: str) -> tuple[list[list[str]], Any]:
    """Return the rows of a table, and the record, of a change of one fact."""
    changes = EntryChanges(WELLS, WELLS, (), (FactChange(kind, ChangeSlot.TEXT, old, new, columns),), 1)
    (record,) = entry_record(changes)["facts"]  # type: ignore[misc]
    return rows_of(changes), record


def published(*pairs: tuple[str, str]) -> Fact:
    values = tuple(PublishedValue(*pair) for pair in pairs)
    return made(PublishedField, "published/1", label="x", ordinal=1, values=values)


@pytest.mark.parametrize(
    ("before", "after", "field", "told"),
    [
        (GOAL, replace(GOAL, text="Dig wells."), "text", ("Dig.", "Dig wells.")),
        (GOAL, replace(GOAL, note="Again."), "note", ("", "Again.")),
        (replace(GOAL, note="Again."), GOAL, "note", ("Again.", "")),
        (
            GOAL,
            replace(GOAL, citations=(*cited_at(4, "", SECOND), *GOAL.citations)),
            "citations",
            (FIRST, f"{FIRST}; {SECOND}"),
        ),
        (published(("a", "1"), ("b", "2")), published(("a", "1")), "values", ("a: 1; b: 2", "a: 1")),
        (published(("a", "1")), published(("a", "")), "values", ("a: 1", "a")),
        (flow("t", 99, as_given="x"), flow("t", -1, as_given="x"), "minor_units", ("0.99", "-0.01")),
        (flow("t", 100, as_given="x"), flow("t", 0, as_given="x"), "minor_units", ("1.00", "0.00")),
        (
            flow("t", -1999, as_given="x", decimals=3),
            flow("t", 1999, as_given="x", decimals=3),
            "minor_units",
            ("-1.999", "1.999"),
        ),
        (flow("t", -7, as_given="x", decimals=0), flow("t", 8, as_given="x", decimals=0), "minor_units", ("-7", "8")),
        (
            replace(amount(WELL, 1, id=f"{WELL}/amount/1"), as_given="x", currency="JPY"),
            replace(amount(WELL, 2, id=f"{WELL}/amount/1"), as_given="x", currency="JPY"),
            "minor_units",
            ("100", "200"),
        ),
    ],
)
def test_a_field_has_its_values_before_and_after(before: Fact, after: Fact, field: str, told: tuple[str, str]) -> None:
    (row,), record = of_fact(FactChangeKind.CHANGED, before, after, field)
    assert row[:4] == [WELL, "Wells", "changed", "text"]
    assert row[5:] == [after.id, before.id, field, *told, "false"]
    assert (record["fields"], record["old"]["id"], record["new"]["id"]) == ([field], before.id, before.id)


def test_each_field_that_differs_is_a_row() -> None:
    after = replace(GOAL, text="Dig wells.", language="fr")
    found, record = of_fact(FactChangeKind.CHANGED, GOAL, after, "text", "language")
    assert [row[7:10] for row in found] == [["text", "Dig.", "Dig wells."], ["language", "en", "fr"]]
    assert record["fields"] == ["text", "language"]


@pytest.mark.parametrize(
    ("kind", "old", "new", "told"),
    [
        (FactChangeKind.NEW, None, GOAL, [GOAL.id, "", "", "", "Dig."]),
        (FactChangeKind.NO_LONGER_PUBLISHED, GOAL, None, ["", GOAL.id, "", "Dig.", ""]),
        (
            FactChangeKind.MOVED,
            GOAL,
            replace(GOAL, id=f"{WELL}/goal/7"),
            [f"{WELL}/goal/7", GOAL.id, "", "Dig.", "Dig."],
        ),
    ],
)
def test_a_fact_as_a_whole_is_one_row(
    kind: FactChangeKind, old: Fact | None, new: Fact | None, told: list[str]
) -> None:
    (row,), record = of_fact(kind, old, new)
    assert row[2:] == [str(kind), "text", "statement", *told, "false"]
    assert (record["old"] is None, record["new"] is None, record["fields"]) == (old is None, new is None, [])
    assert (record["new"] or record["old"])["sources"] == [FIRST]


def test_a_new_relation_is_told_by_its_other_end() -> None:
    (row,), record = of_fact(FactChangeKind.NEW, None, related("has-beneficiary", "country/NE"))
    assert (row[4], row[8]) == ("relation", "")
    assert "Niger" in row[9]
    assert record["new"]["object_id"] == "country/NE"
    assert "entry_id" not in record["new"]


OLD, NEW = ref(WELL, "Pits"), ref("project/w", "Wells")


@pytest.mark.parametrize(
    ("kind", "old", "new", "before", "after"),
    [
        (EntryChangeKind.RETITLED, OLD, NEW, "Pits", "Wells"),
        (EntryChangeKind.ID_CHANGED, OLD, NEW, WELL, "project/w"),
        (EntryChangeKind.NEWLY_LISTED, None, NEW, "", "project/w"),
        (EntryChangeKind.NO_LONGER_LISTED, OLD, None, WELL, ""),
    ],
)
def test_a_change_of_an_entry_itself_has_its_ids_or_titles(
    kind: EntryChangeKind, old: EntryRef | None, new: EntryRef | None, before: str, after: str
) -> None:
    changes = EntryChanges(old, new, (kind,), is_mine=True)
    named = new or OLD
    assert rows_of(changes) == [[named.id, named.title, str(kind), *[""] * 5, before, after, "true"]]
    assert rows_of(changes, for_programs=False)[0][-1] == "yes"
    assert rows_of(changes._replace(is_mine=False), for_programs=False)[0][-1] == "no"
    record = entry_record(changes)
    assert (record["changes"], record["mine"], record["led_to"]) == ([str(kind)], True, None)
    assert entry_record(changes._replace(led_to=NEW))["led_to"] == "project/w"


def test_a_table_has_the_changes_of_all_entries_in_their_order() -> None:
    first = EntryChanges(OLD, NEW, (EntryChangeKind.ID_CHANGED, EntryChangeKind.RETITLED))
    second = EntryChanges(WELLS, WELLS, (), (FactChange(FactChangeKind.NEW, ChangeSlot.TEXT, None, GOAL),))
    both = first._replace(facts=second.facts)
    assert [row[2] for row in rows_of(both, second)] == ["id-changed", "retitled", "new", "new"]
    assert rows_of() == []
