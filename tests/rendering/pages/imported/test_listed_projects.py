"""The projects of an organisation, a sector, a region or a country of an import, by its role in them."""

from typing import Any

import pytest

from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.rendering.document.document import SOFT, Block, Heading, Mark, Paragraph, ShowAll, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.listed_projects import listed_blocks, listed_groups, share_words
from tests.activity_values import MINISTRY, OTHER, SECTOR, WELL, coded, milestone, related
from tests.reference_values import amount, predicate, ref
from tests.rendering.imported_samples import activity, lines, page_of, project, rows, titles, total
from tests.rendering.reference_samples import group, only, record, texts

NIGER = "country/NE"
FUNDS, CARRIES_OUT, REPORTS = "funded-by", "implemented-by", "reported-by"


def has(predicate_id: str, end: str, subject: str = WELL, **more: Any) -> Relation:
    return related(predicate_id, end, subject=subject, id=f"{subject}/{predicate_id}/{end}", **more)


def listing(
    end: str, *relations: Relation, projects: tuple[EntryRecord, ...] = (), total: int = 0, **more: Any
) -> Context:
    """Start the page of an entry to which projects are related; ``total``: of the first predicate there are more."""
    found: dict[str, list[Relation]] = {}
    for each in relations:
        found.setdefault(each.predicate_id, []).append(each)
    groups = [group(*several, outgoing=False, total=0 if at else total) for at, several in enumerate(found.values())]
    known = projects or tuple(project(each) for each in dict.fromkeys(one.subject_id for one in relations))
    return page_of(record(end, groups=groups), *known, **more)


def test_only_relations_from_projects_are_listed() -> None:
    own = has("has-beneficiary", NIGER)
    inverse = group(own, outgoing=False)
    context = page_of(record(NIGER, groups=[inverse]), project(WELL))
    assert listed_groups(context) == [inverse]
    for other in (
        group(own, outgoing=True),
        group(has("has-member", NIGER, "network/n"), outgoing=False),
        group(own, has("has-beneficiary", NIGER, "network/n"), outgoing=False),
        inverse._replace(relations=()),
    ):
        assert listed_groups(page_of(record(NIGER, groups=[other]), project(WELL))) == []
    part = group(related("parent-of", WELL, subject=OTHER), outgoing=False)
    assert listed_groups(page_of(record(WELL, groups=[part]), project(OTHER))) == []


def test_an_entry_without_projects_has_no_list() -> None:
    assert listed_blocks(page_of(record(NIGER))) == []


@pytest.mark.parametrize(
    ("predicates", "end", "said"),
    [
        (["has-beneficiary"], NIGER, ["Projects 1"]),
        (["in-sector"], SECTOR, ["Projects 1"]),
        (["has-beneficiary", "in-region"], NIGER, ["Projects that benefit it 1", "Inverse of in region 1"]),
        (["in-sector", "in-region"], SECTOR, ["Projects in this sector 1", "Inverse of in region 1"]),
        ([FUNDS], MINISTRY, ["Projects it funds 1"]),
        (["accountable-to"], MINISTRY, ["Projects accountable to it 1"]),
        (["extended-by"], MINISTRY, ["Projects it extends 1"]),
        ([CARRIES_OUT], MINISTRY, ["Projects it implements 1"]),
        ([REPORTS], MINISTRY, ["Projects it reports 1"]),
        (["takes-part-in"], MINISTRY, ["Projects it takes part in, role not known 1"]),
    ],
)
def test_each_role_has_a_heading(predicates: list[str], end: str, said: list[str]) -> None:
    found = listed_blocks(listing(end, *(has(each, end) for each in predicates)))
    assert titles(found) == said
    assert [(block.level, block.anchor) for block in found if isinstance(block, Heading)] == [
        (2, f"{each}-of") for each in predicates
    ]


def test_a_project_in_a_list_has_dates_status_and_sums() -> None:
    well = project(
        ref(WELL, "Wells")._replace(hint="XM-1"), milestone("start-actual", "2019-03-15"), coded("ActivityStatus", "2")
    )
    relation = has("has-beneficiary", NIGER, share=600_000, share_as_given="60")
    parts = {"totals": {WELL: (total("2019", 500),)}}
    found = listed_blocks(listing(NIGER, relation, projects=(well,), parts=parts))
    table = only(Table, found)
    assert table.headers == ("Project", "Dates", "Status", "Sums by year")
    assert rows(found) == [
        [
            ["Wells", "XM-1 · 60 % of the project; sums are of the whole project"],
            ["from 15 March 2019 (actual), end not stated"],
            ["Implementation, published", "by its dates: begun, no end stated"],
            ["Disbursement, EUR 2019: 5"],
        ]
    ]
    assert isinstance(table.rows[0].cells[0][0][-1], Mark)


@pytest.mark.parametrize(
    ("share", "given", "sums", "said"),
    [
        (None, None, False, []),
        (600_000, "60", False, ["60 % of the project"]),
        (600_000, "60 %", True, ["60 % of the project; sums are of the whole project"]),
        (999_999, "99.9999", False, ["99.9999 % of the project"]),
        (1_000_000, "100", True, ["100 %"]),
    ],
)
@pytest.mark.parametrize(
    ("predicate_id", "end", "is_part"),
    [
        ("has-beneficiary", NIGER, True),
        ("in-sector", SECTOR, True),
        ("in-region", "region/sahel", True),
        (FUNDS, MINISTRY, False),
    ],
)
def test_a_share_is_said_to_be_a_part_of_the_project(
    share: int | None, given: str | None, sums: bool, said: list[str], predicate_id: str, end: str, is_part: bool
) -> None:
    relation = has(predicate_id, end, share=share, share_as_given=given)
    parts = {"totals": {WELL: (total("2019", 500),)} if sums else {}}
    ((first, *_),) = rows(listed_blocks(listing(end, relation, parts=parts)))
    plain = [each.partition(" of the")[0] for each in said]
    assert first[1:] == (said if is_part else plain)


def test_the_role_as_given_follows_the_share() -> None:
    relation = has("takes-part-in", MINISTRY, role_as_given="adviser", share=500_000, share_as_given="50")
    ((first, *_),) = rows(listed_blocks(listing(MINISTRY, relation)))
    assert first[1:] == ["50 % · adviser"]


def soft(blocks: list[Block]) -> list[str]:
    return texts(block for block in blocks if isinstance(block, Paragraph) and block.role == "soft")


def test_that_sums_are_of_whole_projects_is_said_only_beside_sums() -> None:
    day = "What the dates say is of 23 November 2026. Nothing is added over projects."
    whole = "Sums are those of whole projects, also where only a part of a project is for this entry."
    relation = has("has-beneficiary", NIGER)
    assert soft(listed_blocks(listing(NIGER, relation))) == [day]
    assert soft(listed_blocks(listing(NIGER, relation, parts={"totals": {WELL: (total("", 5),)}}))) == [day, whole]
    assert soft(listed_blocks(listing(NIGER, relation, parts={"totals": {OTHER: (total("", 5),)}}))) == [day]
    granted = project(WELL, amount(WELL, 5))
    assert soft(listed_blocks(listing(NIGER, relation, projects=(granted,)))) == [day, whole]
    assert soft(
        listed_blocks(listing(NIGER, relation, projects=(project(WELL), granted._replace(ref=ref(OTHER)))))
    ) == [day, whole]


def test_of_a_list_that_is_cut_the_number_of_all_is_said() -> None:
    found = listed_blocks(listing(NIGER, has("has-beneficiary", NIGER), total=7))
    assert titles(found) == ["Projects 7"]
    assert "The first 1 of 7 are shown here. Show all 7" in texts(found)
    offers = [
        part for block in found if isinstance(block, Paragraph) for part in block.line if isinstance(part, ShowAll)
    ]
    assert offers == [ShowAll("Show all 7", "has-beneficiary", outgoing=False)]


ROLES = [
    (FUNDS, "funds it"),
    ("accountable-to", "accountable"),
    ("extended-by", "extends it"),
    (CARRIES_OUT, "implements it"),
    (REPORTS, "reports it"),
    ("takes-part-in", "takes part, role not known"),
    ("managed-by", "inverse of managed by"),
]


def test_an_organisation_with_several_roles_has_one_table_with_a_column_of_roles() -> None:
    relations = [has(each, MINISTRY) for each, _ in ROLES]
    found = listed_blocks(listing(MINISTRY, *relations, predicates=[predicate("managed-by")]))
    assert titles(found) == ["Projects 1"]
    assert only(Heading, found) == Heading(2, (Text("Projects"), Text(" 1", SOFT)), "projects-of")
    assert only(Table, found).headers == ("Project", "Roles", "Dates", "Status", "Sums")
    assert rows(found)[0][1] == [said for _, said in ROLES]


def test_projects_with_several_roles_are_in_the_order_of_their_titles() -> None:
    well, road = project(ref(WELL, "wells")._replace(hint="XM-1")), project(ref(OTHER, "Roads"))
    relations = [has(FUNDS, MINISTRY), has(FUNDS, MINISTRY, OTHER), has(CARRIES_OUT, MINISTRY)]
    found = listed_blocks(listing(MINISTRY, *relations, projects=(well, road)))
    assert titles(found) == ["Projects 2"]
    assert [row[:2] for row in rows(found)] == [
        [["Roads"], ["funds it"]],
        [["wells", "XM-1"], ["funds it", "implements it"]],
    ]


def test_a_role_has_its_share_and_the_words_of_the_source() -> None:
    first = has(FUNDS, MINISTRY, share=400_000, share_as_given="40", role_as_given="main donor")
    found = listed_blocks(listing(MINISTRY, first, has(CARRIES_OUT, MINISTRY)))
    assert rows(found)[0][1] == ["funds it · 40 % · main donor", "implements it"]
    role = only(Table, found).rows[0].cells[1][0]
    assert role == (Text("funds it"), Text(" · 40 % · main donor", SOFT), Mark(1, first.id))


@pytest.mark.parametrize(
    ("end", "predicates", "total", "is_merged"),
    [
        (MINISTRY, [FUNDS, CARRIES_OUT], 0, True),
        (MINISTRY, [FUNDS], 0, False),
        (MINISTRY, [FUNDS, CARRIES_OUT], 2, False),
        (NIGER, ["has-beneficiary", "in-region"], 0, False),
    ],
)
def test_only_the_whole_roles_of_an_organisation_are_merged(
    end: str, predicates: list[str], total: int, is_merged: bool
) -> None:
    found = listed_blocks(listing(end, *(has(each, end) for each in predicates), total=total))
    tables = [block for block in found if isinstance(block, Table)]
    assert len(tables) == (1 if is_merged else len(predicates))
    assert ("Roles" in tables[0].headers) is is_merged


@pytest.mark.parametrize(("given", "said"), [(None, ""), ("60", "60 %"), ("60%", "60%")])
def test_a_share_is_as_the_source_writes_it(given: str | None, said: str) -> None:
    assert share_words(activity(), has(FUNDS, MINISTRY, share_as_given=given)) == said


def test_lists_of_roles_follow_each_other() -> None:
    found = listed_blocks(listing(NIGER, has("has-beneficiary", NIGER), has("in-region", NIGER, OTHER)))
    assert [row[0] for row in rows(found)] == [["xm-1"], ["xm-2"]]
    assert lines([found[0].line]) == ["Projects that benefit it 1"]  # type: ignore[union-attr]
