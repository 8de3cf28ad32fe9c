"""The relations of an entry: each list under a heading that says what it is and how many there are."""

from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.pages import EntryRecord, RelationGroup
from coopviewer.domain.reference.vocabulary import Basis, ExtentValue
from coopviewer.rendering.document.document import (
    Document,
    Heading,
    KeyFacts,
    Line,
    Mark,
    Paragraph,
    RunIn,
    Table,
)
from tests.reference_values import amount, cited, extent, predicate, relation, timeframe
from tests.rendering.reference_samples import entry_page, group, headings, lay_out, only, record, section, texts, words

IOM = "organisation/iom"


def page_of(*groups: RelationGroup, related: tuple[EntryRecord, ...] = (), facts: tuple[Fact, ...] = ()) -> Document:
    return lay_out(entry_page(record(IOM, *facts, groups=groups), *related))


def outgoing(by: str, *others: str, total: int = 0) -> RelationGroup:
    return group(*(relation(IOM, by, other) for other in others), total=total)


def marks(line: Line) -> list[int]:
    return [part.number for part in line if isinstance(part, Mark)]


def heading(document: Document, anchor: str) -> Heading:
    return next(block for block in document.blocks if isinstance(block, Heading) and block.anchor == anchor)


def test_each_list_has_a_heading_with_its_count() -> None:
    document = page_of(outgoing("leads", "network/a", "network/b"), outgoing("works-in", "theme/c"))
    assert headings(document)[1:-1] == [(2, "Areas of cooperation 1"), (2, "Leads 2")]  # in the order of pages
    assert texts(section(document, "leads")) == ["a", "b"]


def test_a_list_seen_from_its_far_end_is_another_list() -> None:
    works_with = "has-working-arrangement-with"
    incoming = group(relation("country/NE", works_with, IOM), outgoing=False)
    document = page_of(outgoing(works_with, "country/TD"), incoming)
    assert texts(section(document, works_with)) == ["TD"]
    assert texts(section(document, f"{works_with}-of")) == ["NE"]


def test_a_list_that_mixes_kinds_is_split_and_counted_by_kind() -> None:
    document = page_of(outgoing("leads", "network/a", "country/b", "network/c"))
    assert headings(document)[1:-1] == [(2, "Leads: countries 1"), (2, "Leads: networks 2")]


def test_a_region_names_what_lies_in_it_by_kind() -> None:
    others = (relation("country/NE", "in-region", "region/africa"), relation("network/n", "in-region", "region/africa"))
    document = lay_out(entry_page(record("region/africa", groups=[group(*others, outgoing=False)])))
    assert [text for _, text in headings(document)[1:-1]] == ["Countries 1", "Networks 1"]


def test_a_cut_list_of_one_kind_counts_all_and_one_that_mixes_kinds_counts_none() -> None:
    one = page_of(outgoing("leads", "network/a", "network/b", total=1234))
    assert headings(one)[1:-1] == [(2, "Leads 1,234")]
    two = page_of(outgoing("leads", "network/a", "country/b", total=1234))
    assert headings(two)[1:-1] == [(2, "Leads: countries"), (2, "Leads: networks")]


def test_how_far_a_list_goes_is_said_beneath_it_and_of_a_cut_one_that_it_is_said_of_all() -> None:
    how_far = (extent(IOM, "leads", ExtentValue.COMPLETE),)
    whole = texts(section(page_of(outgoing("leads", "network/a"), facts=how_far), "leads"))[-1]
    cut = texts(section(page_of(outgoing("leads", "network/a", total=1234), facts=how_far), "leads"))[-1]
    assert whole
    assert cut.endswith(whole)
    assert "1,234" in cut.removesuffix(whole)


def test_how_far_a_list_goes_is_not_said_of_its_far_end() -> None:
    incoming = group(relation("network/n", "leads", IOM), outgoing=False)
    assert texts(section(page_of(incoming, facts=(extent(IOM, "leads"),)), "related")) == ["n"]


def founded(other: str, place: str, **more: object) -> Relation:
    return relation(IOM, "leads", f"network/{other}", citations=cited(place), **more)


def test_a_list_founded_alike_has_one_mark_in_its_heading() -> None:
    document = page_of(group(founded("a", "leaflet/P1"), founded("b", "leaflet/P1")))
    assert marks(heading(document, "leads").line) == [1]
    assert [marks(line) for line in only(RunIn, section(document, "leads")).lines] == [[], []]


def test_those_founded_otherwise_than_most_have_marks_of_their_own() -> None:
    several = (
        founded("a", "leaflet/P2"),
        founded("b", "leaflet/P1"),
        founded("c", "leaflet/P1"),
        founded("d", "leaflet/P3"),
    )
    document = page_of(group(*several))
    shared = marks(heading(document, "leads").line)
    own = [marks(line) for line in only(RunIn, section(document, "leads")).lines]
    assert len(shared) == 1
    assert [len(each) for each in own] == [1, 0, 0, 1]
    assert shared[0] not in (own[0][0], own[3][0])


def test_where_no_two_are_founded_alike_each_has_its_mark() -> None:
    document = page_of(group(founded("a", "leaflet/P1"), founded("b", "leaflet/P2")))
    assert marks(heading(document, "leads").line) == []
    assert [len(marks(line)) for line in only(RunIn, section(document, "leads")).lines] == [1, 1]


def test_why_a_whole_list_is_held_is_said_in_its_heading() -> None:
    several = (founded("a", "leaflet/P1", basis=Basis.EDITORIAL), founded("b", "leaflet/P1", basis=Basis.EDITORIAL))
    assert words(heading(page_of(group(*several)), "leads").line) == "Leads 2 editorial"


def test_projects_stand_in_a_table_with_timeframe_status_and_grant() -> None:
    several = group(
        relation("project/a", "project-partner", IOM), relation("project/b", "project-partner", IOM), outgoing=False
    )
    related = (record("project/a", timeframe("project/a", "2017"), amount("project/a", 5)), record("project/b"))
    table = only(Table, section(page_of(several, related=related), "project-partner-of"))
    a, b = ([[words(line) for line in cell] for cell in row.cells] for row in table.rows)
    gap = b[3][0]
    assert (a[0], a[1][0], a[3]) == (["a"], "in 2017 · known to the year", ["5 euros", "EUR 5"])
    assert a[2][0].startswith("ended (")
    assert b == [["b"], [gap], [gap], [gap]]
    assert len(table.headers) == 4
    assert not [mark for row in table.rows for mark in marks(row.cells[0][0])]  # they share that of the heading


def test_what_has_no_heading_of_its_own_stands_together_under_related() -> None:
    leads_work = predicate("does", "does the EU work of", "is done by")
    document = page_of(
        group(relation(IOM, "does", "theme/c"), relation(IOM, "does", "theme/d"), by=leads_work),
        group(relation("network/n", "does", IOM), outgoing=False, by=leads_work),
        outgoing("leads", "network/a"),
    )
    assert headings(document)[1:-1] == [(2, "Leads 1"), (2, "Related")]
    facts = only(KeyFacts, section(document, "related"))
    assert facts.columns == 1
    assert [(fact.label, [words(line) for line in fact.lines]) for fact in facts.facts] == [
        ("Does the EU work of", ["c, d"]),
        ("Is done by", ["n"]),
    ]


def test_a_cut_list_under_related_says_how_much_of_it_is_shown() -> None:
    (fact,) = only(KeyFacts, section(page_of(outgoing("does", "theme/c", total=1234)), "related")).facts
    assert len(fact.lines) == 2
    assert "1,234" in words(fact.lines[1])


def test_a_cut_list_offers_all_of_it_and_a_whole_one_nothing() -> None:
    whole, cut = (section(page_of(outgoing("leads", "network/a", total=total)), "leads") for total in (1, 2))
    assert not [block for block in whole if isinstance(block, Paragraph)]
    assert "1 of 2" in texts([only(Paragraph, cut)])[0]
