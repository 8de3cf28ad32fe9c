"""A country's page answers alone: everything that touches it, and what it is not listed in."""

from coopviewer.domain.reference.entries import CountryCodes
from coopviewer.domain.reference.facts import Extent, Fact
from coopviewer.domain.reference.pages import CountryList, EntryRecord, RelationGroup
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import CodeStatus, ExtentValue
from coopviewer.rendering.document.document import Document, Fold, Items, KeyFact, KeyFacts, Paragraph, Row, Table
from tests.reference_values import amount, extent, predicate, ref, relation, statement, timeframe
from tests.rendering.reference_samples import entry_page, group, headings, lay_out, only, record, section, texts, words

NIGER, AFIC = "country/NE", "project/afic"


def page_of(
    *groups: RelationGroup,
    related: tuple[EntryRecord, ...] = (),
    extents: tuple[Extent, ...] = (),
    predicates: tuple[Predicate, ...] = (),
    unfolded: tuple[str, ...] = (),
    codes: CountryCodes | None = None,
) -> Document:
    own = record(ref(NIGER, "Niger"), groups=groups, codes=codes)
    return lay_out(entry_page(own, *related, extents=extents, predicates=predicates), unfolded)


def rows(document: Document) -> tuple[Row, ...]:
    return only(Table, section(document, "cooperation")).rows


def cells(row: Row) -> list[list[str]]:
    return [[words(line) for line in cell] for cell in row.cells]


def incoming(predicate_id: str, *subjects: str, by: Predicate | None = None, **more: str) -> RelationGroup:
    relations = tuple(relation(subject, predicate_id, NIGER, **more) for subject in subjects)
    return group(*relations, outgoing=False, by=by)


def not_listed(document: Document) -> dict[str, list[str]]:
    facts = only(KeyFacts, section(document, "not-listed"))
    assert facts.columns == 1
    return {fact.label: [words(line) for line in fact.lines] for fact in facts.facts}


def codes_of(codes: CountryCodes) -> tuple[str, str]:
    (fact,) = only(KeyFacts, section(page_of(codes=codes), "names")).facts
    assert fact.label == "Codes"
    return words(fact.lines[0]), words(fact.lines[1])


def test_codes_that_no_standard_assigns_are_said_to_be_none() -> None:
    official, explained = codes_of(CountryCodes(NIGER, "NE", "NER", "562", CodeStatus.OFFICIAL))
    assert official == "NE · NER · 562"
    assigned, told = codes_of(CountryCodes(NIGER, "XK", None, None, CodeStatus.USER_ASSIGNED))
    assert assigned == "XK · none · none"
    assert told != explained
    assert "user-assigned" in told


def test_a_country_without_codes_says_nothing_of_them() -> None:
    assert not [block for block in page_of().blocks if isinstance(block, KeyFacts)]


def test_cooperation_is_counted_and_has_a_row_for_each_relation() -> None:
    document = page_of(incoming("has-member", "network/a", "network/b"), incoming("leads", "organisation/c"))
    assert (2, "Cooperation 3") in headings(document)
    assert len(rows(document)) == 3


def test_of_a_cut_list_all_relations_are_counted() -> None:
    cut = group(relation("network/a", "has-member", NIGER), outgoing=False, total=4321)
    document = page_of(cut)
    assert (2, "Cooperation 4,321") in headings(document)
    assert any(
        "4,321" in text
        for block in section(document, "cooperation")
        if isinstance(block, Paragraph)
        for text in texts([block])
    )


def test_where_nothing_touches_a_country_the_page_says_so() -> None:
    blocks = section(page_of(), "cooperation")
    assert [type(block) for block in blocks] == [Paragraph]
    assert (2, "Cooperation 0") in headings(page_of())


def test_the_region_that_a_country_lies_in_is_no_cooperation() -> None:
    document = page_of(group(relation(NIGER, "in-region", "region/africa")), incoming("leads", "organisation/c"))
    assert [cells(row)[0] for row in rows(document)] == [["Inverse of leads c"]]


def test_working_arrangements_come_first_and_what_has_no_rank_last_by_name() -> None:
    ids = (
        "zz-follows",
        "has-member",
        "aa-leads",
        "has-beneficiary",
        "has-risk-analysis-cell-in",
        "has-working-arrangement-with",
    )
    document = page_of(*(incoming(predicate_id, "network/n") for predicate_id in ids))
    found = [row.cells[0][0] for row in rows(document)]
    order = [
        link.fact_id.split("/")[2]
        for line in found
        for link in line
        if getattr(link, "fact_id", "") and hasattr(link, "address")
    ]
    assert order == [
        "has-working-arrangement-with",
        "has-beneficiary",
        "has-risk-analysis-cell-in",
        "has-member",
        "aa-leads",
        "zz-follows",
    ]


def test_a_relation_is_told_from_the_countrys_side() -> None:
    leads = predicate("leads", "leads the EU part of", "is led by")
    outgoing = group(relation(NIGER, "leads", "network/n"), by=leads)
    assert cells(rows(page_of(outgoing))[0])[0] == ["Leads the EU part of n"]
    assert cells(rows(page_of(incoming("leads", "network/n", by=leads)))[0])[0] == ["Is led by n"]


def test_a_relation_says_since_when_as_far_as_the_source_does() -> None:
    since, unknown = page_of(incoming("leads", "network/n", edtf="2009")), page_of(incoming("leads", "network/n"))
    assert cells(rows(since)[0])[1] == ["2009"]
    assert cells(rows(unknown)[0])[1] != [""]
    assert cells(rows(unknown)[0])[2] == cells(rows(unknown)[0])[3]  # a grant and partners, which only projects have


def test_a_network_that_benefits_is_no_project() -> None:
    assert len(cells(rows(page_of(incoming("has-beneficiary", "network/n")))[0])[1]) == 1


def project(*facts: Fact, partners: tuple[str, ...] = ()) -> EntryRecord:
    several = tuple(relation(AFIC, "project-partner", each) for each in partners)
    return record(AFIC, *facts, groups=[group(*several)] if several else [])


def test_a_project_stands_with_timeframe_status_grant_and_partners() -> None:
    afic = project(timeframe(AFIC, "2017"), amount(AFIC, 5), partners=("organisation/iom", "organisation/icmpd"))
    what, when, status, grant, partners = cells(rows(page_of(incoming("has-beneficiary", AFIC), related=(afic,)))[0])
    assert what == ["Beneficiary of afic"]
    assert when == ["in 2017 · known to the year"]
    assert status[0].startswith("ended (")
    assert "23 November 2026" in status[0]
    assert grant == ["5 euros", "EUR 5"]
    assert partners == ["iom, icmpd"]


def test_a_project_without_timeframe_says_of_its_status_only_that_it_is_not_stated() -> None:
    _, when, status, _, partners = cells(rows(page_of(incoming("has-beneficiary", AFIC), related=(project(),)))[0])
    assert when == status
    assert "2026" not in status[0]
    assert partners == [when[0]]


def test_the_goals_of_a_project_are_counted_and_unfold_beneath_its_row() -> None:
    goals = project(statement(AFIC, "first"), statement(AFIC, "second", ordinal=2))
    group_ = incoming("has-beneficiary", AFIC)
    (folded,), (unfolded,) = (rows(page_of(group_, related=(goals,), unfolded=ids)) for ids in ((), (AFIC,)))
    (fold,) = (part for line in folded.cells[0] for part in line if isinstance(part, Fold))
    assert "2" in fold.text
    assert not fold.unfolded
    assert folded.detail is None
    assert unfolded.detail is not None
    items = only(Items, unfolded.detail)
    assert items.ordered
    assert texts([items]) == ["first", "second"]


def test_a_project_without_goals_has_nothing_to_unfold() -> None:
    (row,) = rows(page_of(incoming("has-beneficiary", AFIC), related=(project(),), unfolded=(AFIC,)))
    assert row.detail is None
    assert len(row.cells[0]) == 1


MEMBER = predicate("has-member", inverse="is member of")
LEADS = predicate("leads", inverse="is led by the EU")
PREDICATES = (LEADS, MEMBER, predicate("in-region"), predicate("funds", objects=("project",)))


def test_every_list_that_a_country_could_stand_in_and_does_not_is_named() -> None:
    document = page_of(predicates=PREDICATES)
    assert list(not_listed(document)) == ["Network membership", "Is led by the EU"]
    assert [level for level, _ in headings(document)] == [1, 2, 2, 2]
    assert list(not_listed(page_of(incoming("has-member", "network/n", by=MEMBER), predicates=PREDICATES))) == [
        "Is led by the EU"
    ]


def test_a_country_that_stands_in_every_list_has_no_gaps() -> None:
    document = page_of(incoming("has-member", "network/n", by=MEMBER), predicates=(predicate("in-region"),))
    assert "Not listed" not in [text for _, text in headings(document)]


def test_what_it_means_not_to_be_in_a_list_follows_from_how_far_the_list_goes() -> None:
    extents = (
        *(extent("network/a", "has-member"), extent("network/b", "has-member", ExtentValue.OPEN)),
        *(extent("network/c", "has-member"), extent("network/d", "leads", ExtentValue.NONE)),
    )
    found = not_listed(page_of(extents=extents, predicates=PREDICATES))
    complete, open_ = found["Network membership"]
    assert "a, c" in complete
    assert "b" in open_.partition(" for ")[2]
    assert len(found["Is led by the EU"]) == 1
    nothing_said = not_listed(page_of(predicates=PREDICATES))["Network membership"]
    assert len(nothing_said) == 1
    assert len({*nothing_said, complete, open_, *found["Is led by the EU"]}) == 4


def test_the_lists_that_a_country_is_not_in_are_linked_with_their_own_facts() -> None:
    document = page_of(extents=(extent("network/a", "has-member"),), predicates=PREDICATES)
    facts: tuple[KeyFact, ...] = only(KeyFacts, section(document, "not-listed")).facts
    assert [part.fact_id for part in facts[0].lines[0] if hasattr(part, "address")] == [
        "network/a/extent/has-member/complete"
    ]


def test_a_list_whose_title_is_white_space_has_a_column_too() -> None:
    """A damaged reference may have such a title."""
    page = entry_page(record(ref(NIGER, "Niger")))
    blank = CountryList("project/blank", "has-beneficiary", ref("project/blank", " "), "listed", "fact")
    arrangement = CountryList("arrangement", "has-working-arrangement-with", None, "not-listed", "")
    document = lay_out(page._replace(lists=(arrangement, blank)), ())
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [words(line) for cell in table.rows[0].cells for line in cell] == ["– not listed", "● listed"]
    assert len(table.widths) == 2
