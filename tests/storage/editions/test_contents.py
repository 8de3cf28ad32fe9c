"""What counts as a difference of two rows of a table of facts, and which differences are of one way."""

from typing import Any

import pytest

from coopviewer.domain.editions.changes import ChangeSlot
from coopviewer.storage.editions.contents import ContentForm, normal_text, way_of
from coopviewer.storage.editions.identity import Identity, follow
from coopviewer.storage.editions.shapes import SHAPE_OF, SHAPES, slot_of

RENAMED = Identity(
    {"project/c": "project/c-2"},
    frozenset({"project/gone"}),
    frozenset({"project/fresh"}),
    {
        "old": {"project/b-2": "project/b", "project/c-2/goal/9": "project/c/goal/1"},
        "new": {"project/x": "project/y", "project/y": "project/z", "project/c/goal/2": "project/c-2/goal/5"},
    },
)


def row(table: str, **values: Any) -> list[Any]:
    return [values.get(field) for field in SHAPE_OF[table].fields]


def fields(table: str, old: list[Any], new: list[Any]) -> list[str]:
    form = ContentForm(SHAPE_OF[table], RENAMED.present_id)
    found = [field for field, _ in form.differences(old, new)]
    assert (form.old(old) != form.new(new)) is bool(found)
    for place, field in enumerate(SHAPE_OF[table].fields):
        if place not in form.together:
            assert [f for f, _ in form.difference(place, old[place], new[place])] == [field] * (field in found)
    return found


@pytest.mark.parametrize(
    ("old", "new", "differing"),
    [
        ({"minor_units": 100, "decimals": 2}, {"minor_units": 1, "decimals": 0}, []),
        ({"minor_units": 0, "decimals": 2}, {"minor_units": 0, "decimals": 0}, []),
        ({"minor_units": -1_050, "decimals": 2}, {"minor_units": -105, "decimals": 1}, []),
        ({"minor_units": 10, "decimals": 0}, {"minor_units": 1, "decimals": 0}, ["minor_units"]),
        ({"minor_units": 10, "decimals": 1}, {"minor_units": 10, "decimals": 0}, ["minor_units"]),
        ({"minor_units": 5, "decimals": 2}, {"minor_units": 6, "decimals": 2}, ["minor_units"]),
        ({"text": "Dig  wells"}, {"text": "Dig\nwells "}, []),
        ({"text": "Dig wells"}, {"text": "Dig"}, ["text"]),
        ({"text": "Dig"}, {"text": None}, ["text"]),
        ({"text": None}, {"text": "Dig"}, ["text"]),
        ({"from_id": "project/c", "to_id": "project/c"}, {"from_id": "project/c-2", "to_id": "project/d"}, ["to_id"]),
        ({"from_id": None}, {"from_id": "project/c"}, ["from_id"]),
        (
            {"minor_units": 5, "decimals": 2, "from_id": "project/c", "text": "a", "type": "1"},
            {"minor_units": 6, "decimals": 2, "from_id": "project/c-2", "text": "b", "type": "2"},
            ["type", "minor_units", "text"],
        ),
    ],
)
def test_flows_differ_by_value_and_currency(old: dict[str, Any], new: dict[str, Any], differing: list[str]) -> None:
    zero = {"minor_units": 0, "decimals": 0}
    assert fields("flow", row("flow", **{**zero, **old}), row("flow", **{**zero, **new})) == differing


@pytest.mark.parametrize(
    ("old", "new", "differing"),
    [
        ({"share": 600_000, "share_as_given": "60"}, {"share": 600_000, "share_as_given": "60 %"}, []),
        ({"share": 600_000, "share_as_given": "60"}, {"share": 650_000, "share_as_given": "65"}, ["share"]),
        ({"share_as_given": "half"}, {"share_as_given": "most"}, ["share_as_given"]),
        ({"share_as_given": "60"}, {"share": 600_000, "share_as_given": "60"}, ["share"]),
        ({"share": 600_000, "as_given": "Niger"}, {"share": 600_000, "as_given": "The Niger"}, ["as_given"]),
        ({"object_id": "project/c"}, {"object_id": "project/c-2"}, []),
        ({"object_id": "project/c", "edtf": "2018"}, {"object_id": "project/d", "edtf": "2019"}, ["object_id", "edtf"]),
    ],
)
def test_shares_differ_by_number(old: dict[str, Any], new: dict[str, Any], differing: list[str]) -> None:
    assert fields("relation", row("relation", **old), row("relation", **new)) == differing


def test_the_result_of_an_indicator_is_a_fact_with_the_id_of_its_entry() -> None:
    old, new = (row("indicator", result_fact_id=f"{entry}/result/1") for entry in ("project/c", "project/c-2"))
    assert fields("indicator", old, new) == []


@pytest.mark.parametrize("table", ["statement", "quantity", "mention"])
def test_tables_without_money_or_shares_have_no_fields_that_belong_together(table: str) -> None:
    assert ContentForm(SHAPE_OF[table], RENAMED.present_id).together == frozenset()


def test_fields_that_belong_together_are_a_sum_and_a_share() -> None:
    named = {
        shape.name: [shape.fields[place] for place in sorted(ContentForm(shape, RENAMED.present_id).together)]
        for shape in SHAPES
    }
    assert {name: found for name, found in named.items() if found} == {
        "relation": ["share_as_given"],
        "amount": ["minor_units", "decimals"],
        "flow": ["minor_units", "decimals"],
    }


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("4 EUR", "4 euro"), ("5 EUR", "5 euro"), True),
        (("4 EUR", "4 euro"), ("4 EUR", "5 euro"), False),
        (("EUR", "euro"), ("euro", "EUR"), False),
        (("Dig wells", "Dig deep wells"), ("Repair wells today", "Repair deep wells today"), True),
        (("Dig deep wells", "Dig wells"), ("Dig wells", "Dig deep wells"), False),
        (("Dig", "Dig now"), ("Repair", "Repair now"), True),
        (("now", "Dig now"), ("now", "Repair now"), False),
        (("a b", "a b c d"), ("x b", "x b c d"), True),
        (("a a", "a"), ("b a", "b"), True),
        (("", "new"), ("old", "old new"), True),
        ((1, 2), (1, 2), True),
        ((1, 2), (2, 1), False),
        ((None, "x"), ("y", "x"), False),
    ],
)
def test_values_change_in_one_way_if_the_same_words_differ(
    one: tuple[Any, Any], other: tuple[Any, Any], is_same: bool
) -> None:
    assert (way_of(*one) == way_of(*other)) is is_same


def test_texts_are_compared_in_one_form() -> None:
    assert normal_text(" Cafe\u0301\u00a0 au\tlait\n") == "Caf\u00e9 au lait"
    assert normal_text("Cafe") == "Cafe"


def test_ids_of_entries_and_facts_are_those_of_the_new_edition() -> None:
    assert [RENAMED.present_id(each) for each in ("project/c", "project/c/goal/1", "project/d", "project/c-2")] == [
        *("project/c-2", "project/c-2/goal/1", "project/d", "project/c-2")
    ]
    assert RENAMED.led_to("project/x") == "project/z"
    assert RENAMED.led_to("project/z") is None
    met = [
        RENAMED.met_by("old", "project/c/goal/1"),
        RENAMED.met_by("old", "project/c/goal/2"),
        RENAMED.met_by("new", "project/c-2/goal/9"),
        RENAMED.met_by("new", "project/d/goal/1"),
    ]
    assert met == ["project/c-2/goal/1", "project/c-2/goal/5", "project/c-2/goal/1", "project/d/goal/1"]
    nothing = RENAMED._replace(renamed={})
    assert nothing.present_id("project/c/goal/1") == "project/c/goal/1"
    assert follow({"a": "b", "b": "c"}, "a") == "c"


@pytest.mark.parametrize(
    ("table", "values", "slot"),
    [
        ("classification", {"scheme": "ActivityStatus"}, ChangeSlot.STATUS),
        ("classification", {"scheme": "PolicyMarker/1"}, ChangeSlot.REST),
        ("relation", {"object_id": "country/NE"}, ChangeSlot.WHERE),
        ("relation", {"object_id": "region/africa"}, ChangeSlot.WHERE),
        ("relation", {"object_id": "organisation/xm"}, ChangeSlot.PARTICIPANTS),
        ("relation", {"object_id": "project/b"}, ChangeSlot.REST),
        ("flow", {}, ChangeSlot.MONEY),
    ],
)
def test_what_a_fact_is_about(table: str, values: dict[str, str], slot: ChangeSlot) -> None:
    assert slot_of(SHAPE_OF[table], row(table, **values)) is slot
