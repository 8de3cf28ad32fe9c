"""Who takes part in an activity, where it is, and its sectors: roles, shares, names of the source, and what is cut."""

from typing import Any

import pytest

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import Mention, Place
from coopviewer.domain.reference.vocabulary import StatementKind
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Field,
    Heading,
    Items,
    Mark,
    Paragraph,
    RunIn,
    ShowAll,
    Table,
    Text,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.relations_parts import (
    mention_blocks,
    participant_blocks,
    sector_blocks,
    where_blocks,
)
from tests.activity_values import FUNDER, LATER, MINISTRY, SECTOR, WELL, made, related
from tests.reference_values import predicate, ref, statement
from tests.rendering.imported_samples import activity, facts_in, lines, page_of, rows, titles, unread
from tests.rendering.reference_samples import group, only, record, texts

NIGER, MALI = "country/NE", "country/ML"
REFS = (ref(FUNDER, "The Funder"), ref(MINISTRY, "The Ministry"), ref(NIGER, "Niger"), ref(MALI, "Mali"))
ROLES = (
    "funded-by",
    "accountable-to",
    "extended-by",
    "implemented-by",
    "managed-by",
    "project-partner",
    "financed-under",
    "takes-part-in",
)


def roles(*facts: Fact, slots: tuple[str, ...] = (), known: tuple[str, ...] = (), **more: Any) -> dict[str, list[str]]:
    kinds = {each: predicate(each) for each in known}
    parts = {"slots": frozenset(slots), **more}
    context = activity(*facts, parts=parts, refs=REFS)
    context.page = context.page._replace(predicates={**context.page.predicates, **kinds})
    return facts_in(participant_blocks(context))


def test_roles_are_in_their_order_each_with_a_label() -> None:
    assert list(roles(*(related(each, FUNDER) for each in reversed(ROLES)))) == [
        *("Funded by", "Accountable", "Extended by", "Implemented by", "Managed by", "Partners", "Financed under"),
        "Role not known",
    ]
    assert participant_blocks(activity(related("funded-by", FUNDER)))[0] == Heading(
        2, (Text("Who takes part"),), "participants"
    )
    assert roles(related("reported-by", FUNDER)) == {}


@pytest.mark.parametrize("predicate_id", ROLES)
def test_of_a_role_that_others_have_only_the_first_four_are_missed(predicate_id: str) -> None:
    other = "takes-part-in" if predicate_id == "managed-by" else "managed-by"
    found = roles(related(other, MINISTRY), slots=(f"relation/{predicate_id}",), known=ROLES)
    assert (["not stated in the source"] in found.values()) is (predicate_id in ROLES[:4])
    unknown = roles(related(other, MINISTRY), slots=(f"relation/{predicate_id}",))
    assert len(unknown) == 1


def test_a_role_alone_that_is_not_stated_is_no_section() -> None:
    assert roles(slots=("relation/funded-by",), known=ROLES) == {}
    quoted = unread(1, "participating-org", ("/@role", "1"), ("/narrative", "???"))
    assert roles(quoted, known=ROLES) == {"Funded by": ["not read: “???”"]}
    assert roles(quoted) == {}


def test_a_role_that_the_table_has_no_column_for_is_not_missed() -> None:
    slots = ("relation/funded-by", "relation/extended-by")
    columns = {WELL: {"relation/funded-by": (), "relation/extended-by": ("Through",)}}
    found = roles(related("managed-by", MINISTRY), slots=slots, known=ROLES, columns=columns)
    assert found == {"Extended by": ["nothing stated under “Through”"], "Managed by": ["The Ministry"]}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "The Funder"),
        ({"as_given": "The Funder"}, "The Funder"),
        ({"as_given": "Funders Ltd"}, "The Funder · as given: Funders Ltd"),
        ({"as_given": ""}, "The Funder"),
        ({"share": 300_000, "share_as_given": "30"}, "The Funder · 30 %"),
        ({"role_as_given": "adviser"}, "The Funder · role as given: adviser"),
        (
            {"share_as_given": "30", "role_as_given": "adviser", "as_given": "Funders Ltd"},
            "The Funder · 30 % · role as given: adviser · as given: Funders Ltd",
        ),
    ],
)
def test_a_participant_has_what_the_source_says_besides(more: dict[str, Any], said: str) -> None:
    assert roles(related("funded-by", FUNDER, **more)) == {"Funded by": [said]}


def participants(count: int, total: int = 0) -> Context:
    relations = [related("funded-by", f"organisation/o{each}", each) for each in range(count, 0, -1)]
    return page_of(record(WELL, groups=[group(*relations, total=total)]))


@pytest.mark.parametrize(("count", "line_count"), [(1, 1), (6, 6), (7, 1), (8, 1)])
def test_more_than_six_participants_are_on_one_line(count: int, line_count: int) -> None:
    (found,) = facts_in(participant_blocks(participants(count))).values()
    assert len(found) == line_count
    assert "; ".join(found) == "; ".join(f"o{each}" for each in range(1, count + 1))


@pytest.mark.parametrize(("total", "cut"), [(2, []), (3, ["The first 2 of 3 are shown here. Show all 3"])])
def test_of_participants_that_are_cut_the_number_is_said(total: int, cut: list[str]) -> None:
    (found,) = facts_in(participant_blocks(participants(2, total))).values()
    assert found == ["o1", "o2", *cut]


def where(*facts: Fact, **more: Any) -> list[Block]:
    return where_blocks(activity(*facts, refs=REFS, **more))


def test_countries_run_in_and_sectors_are_a_list() -> None:
    found = where(related("has-beneficiary", NIGER, 2), related("has-beneficiary", MALI, 1))
    assert found[0] == Heading(2, (Text("Where"), Text(" 2", SOFT)), "has-beneficiary")
    assert lines(only(RunIn, found).lines) == ["Mali", "Niger"]
    sectors = sector_blocks(activity(related("in-sector", SECTOR), refs=[ref(SECTOR, "Water")._replace(hint="14030")]))
    assert sectors[0] == Heading(2, (Text("Sectors"), Text(" 1", SOFT)), "in-sector")
    assert lines(only(Items, sectors).lines) == ["Water 14030"]
    assert len(found) == len(sectors) == 2


@pytest.mark.parametrize(
    ("relations", "total", "said"),
    [(2, 0, "Where 2"), (2, 9, "Where 9"), (1, 0, "Where 1")],
)
def test_the_number_of_all_countries_is_in_the_heading(relations: int, total: int, said: str) -> None:
    some = [related("has-beneficiary", each, at) for at, each in enumerate((NIGER, MALI)[:relations])]
    context = page_of(record(WELL, groups=[group(*some, total=total)]), refs=REFS)
    found = where_blocks(context)
    assert titles(found) == [said]
    offers = [
        part for block in found if isinstance(block, Paragraph) for part in block.line if isinstance(part, ShowAll)
    ]
    assert len(offers) == bool(total)


def shared(*facts: Fact) -> list[str]:
    return lines(only(RunIn, where(*facts)).lines)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Niger"),
        ({"share_as_given": "60"}, "Niger 60 %"),
        ({"as_given": "Niger"}, "Niger"),
        ({"as_given": "NIGER"}, "Niger"),
        ({"as_given": "ne"}, "Niger"),
        ({"as_given": ""}, "Niger"),
        ({"as_given": "Niger, Republic", "share_as_given": "60"}, "Niger (as given: Niger, Republic) 60 %"),
        ({"preferred": "It is later.", "share_as_given": "60"}, "Niger 60 % (preferred: It is later.)"),
    ],
)
def test_a_country_has_its_share_and_another_name_of_the_source(more: dict[str, Any], said: str) -> None:
    assert shared(related("has-beneficiary", NIGER, **more)) == [said]


def test_the_code_of_a_sector_is_no_other_name() -> None:
    context = activity(related("in-sector", SECTOR, as_given="14030"), refs=[ref(SECTOR, "Water")])
    assert lines(only(Items, sector_blocks(context)).lines) == ["Water"]
    dashed = activity(related("in-sector", SECTOR, as_given="DAC-14030"), refs=[ref(SECTOR, "Water")])
    assert lines(only(Items, sector_blocks(dashed)).lines) == ["Water"]
    other = activity(related("in-sector", SECTOR, as_given="14031"), refs=[ref(SECTOR, "Water")])
    assert lines(only(Items, sector_blocks(other)).lines) == ["Water (as given: 14031)"]


def twice(**more: Any) -> tuple[Fact, Fact]:
    first = related("has-beneficiary", NIGER, share=600_000, share_as_given="60", as_given="Niger (1)")
    second = related("has-beneficiary", NIGER, 2, id=f"{first.id}@2", citations=LATER, **more)
    return first, second


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"share_as_given": "50", "as_given": "Niger (2)"},
            "Niger (as given: Niger (1)) (as given: Niger (2)) 60 % or 50 %",
        ),
        ({"share_as_given": "50", "as_given": "NIGER (1)"}, "Niger (as given: Niger (1)) 60 % or 50 %"),
        ({}, "Niger (as given: Niger (1)) 60 %"),
        (
            {"share_as_given": "50", "preferred": "It is later."},
            "Niger (as given: Niger (1)) 50 % (preferred: It is later.) or 60 %",
        ),
    ],
)
def test_a_country_whose_share_differs_by_source_is_named_once(more: dict[str, Any], said: str) -> None:
    assert shared(*twice(**more)) == [said]
    assert titles(where(*twice(**more))) == ["Where 1"]


def test_countries_that_could_not_be_read_follow_those_that_were() -> None:
    quoted = unread(1, "recipient-country", ("/@code", "x"))
    found = where(related("has-beneficiary", NIGER), quoted)
    assert texts(found) == ["Where 1", "Niger", "not read: code “x”"]
    alone = where(quoted)
    assert alone[0] == Heading(2, (Text("Where"),), "has-beneficiary")
    assert texts(alone) == ["Where", "not read: code “x”"]


def test_countries_are_missed_only_where_others_have_some() -> None:
    assert where() == []
    assert sector_blocks(activity()) == []
    assert texts(where(parts={"slots": frozenset(["relation/has-beneficiary"])})) == [
        "Where",
        "not stated in the source",
    ]
    missed = sector_blocks(activity(parts={"slots": frozenset(["relation/in-sector"])}))
    assert texts(missed) == ["Sectors", "not stated in the source"]


def test_the_legal_note_of_a_country_follows_the_list() -> None:
    legal = statement("country/XK", "without prejudice", StatementKind.LEGAL_NOTE)
    refs = [ref("country/XK", "Kosovo*", "*")]
    context = activity(related("has-beneficiary", "country/XK"), refs=refs, legal_notes=(legal,))
    assert texts(where_blocks(context))[-1] == "* Kosovo*: without prejudice"


def place(number: int = 1, **more: Any) -> Place:
    return made(Place, f"place/{number}", **{"ordinal": number, "as_given": "", **more})


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": "Niamey"}, [["Niamey"]]),
        ({"as_given": "13 2"}, [["13 2"]]),
        ({}, [["without a name"]]),
        ({"name": "Niamey", "code": "7", "vocabulary": "G1"}, [["Niamey", "G1 · 7"]]),
        ({"name": "Niamey", "code": "7"}, [["Niamey", "7"]]),
        ({"name": "Niamey", "vocabulary": "G1"}, [["Niamey", "G1"]]),
        ({"latitude": 13.5, "longitude": 2.0}, [["without a name"], ["13.5, 2"]]),
        ({"latitude": 0.0, "longitude": 0.0}, [["without a name"], ["0, 0"]]),
        ({"latitude": -13.51234567891, "longitude": 120.0}, [["without a name"], ["-13.5123456789, 120"]]),
        ({"latitude": 13.5}, [["without a name"]]),
        ({"longitude": 13.5}, [["without a name"]]),
        ({"exactness": "1"}, [["without a name"], ["Exact"]]),
        ({"latitude": 1.0, "longitude": 2.0, "exactness": "9"}, [["without a name"], ["1, 2", "9"]]),
        ({"description": "The capital"}, [["without a name"], ["The capital"]]),
    ],
)
def test_a_place_has_what_is_stated_of_it(more: dict[str, Any], said: list[list[str]]) -> None:
    assert rows(where(place(**more))) == [said]


def test_places_are_numbered_and_in_the_order_of_the_source() -> None:
    second, first = place(2, name="Agadez"), place(1, name="Niamey", description="The capital")
    found = where(second, first)
    assert found[0] == Heading(3, (Text("Places"), Text(" 2", SOFT)), "places")
    assert [row[0] for row in rows(found)] == [["Niamey"], ["Agadez"]]
    cells = only(Table, found).rows[0].cells
    assert cells[0] == ((Field(first.id, "Niamey"), Mark(1, first.id)),)
    assert cells[1] == ((Field(first.id, "The capital"),),)


def test_related_activities_that_the_reference_lacks_are_listed() -> None:
    mentions = [
        made(Mention, f"mention/{each}", predicate_id="parent-of", ref=f"XM-{each}", ordinal=each) for each in (2, 1)
    ]
    found = mention_blocks(activity(*mentions))
    title = (Text("Related activities not in this reference"), Text(" 2", SOFT))
    assert found[0] == Heading(2, title, "mentions")
    assert texts([only(Items, found)]) == ["parent of XM-1", "parent of XM-2"]
    assert mention_blocks(activity()) == []
