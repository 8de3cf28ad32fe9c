"""The parts of a brief, of entries that are made up: what each section has, and where it stands."""

from collections.abc import Iterable
from datetime import date

import pytest

from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest, BriefSection, BriefSources
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.reference.entries import CountryCodes, EntryRef, Location
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.pages import CountryList, EntryPage, EntryRecord
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import AmountKind, CodeStatus, NameKind, StatementKind
from coopviewer.rendering.briefs.entry_part import PartShape, entry_part
from coopviewer.rendering.briefs.layout import lay_out_brief, lay_out_with_gaps
from coopviewer.rendering.document.document import (
    Columns,
    Contents,
    Document,
    Heading,
    Items,
    KeyFacts,
    Link,
    Locator,
    PageBreak,
    Paragraph,
    Strip,
    Table,
    Text,
    lines_of,
)
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.layout import folds_of
from tests.reference_values import EDITION, amount, name, predicate, ref, relation, statement, timeframe
from tests.rendering.reference_samples import entry_page, group, only, record, texts, words

S = BriefSection
NIGER = ref("country/NE", "Niger")
CODES = CountryCodes("country/NE", "NE", "NER", "562", CodeStatus.OFFICIAL)
TODAY = date(2026, 11, 30)


def content(*pages: EntryPage, sections: Iterable[BriefSection] = S, **more: object) -> BriefContent:
    options = BriefOptions(sections=frozenset(sections)).having(**more)
    request = BriefRequest(entries=tuple(page.record.ref.id for page in pages), options=options)
    dated = (page._replace(edition=EDITION) for page in pages)
    return BriefContent(request, EDITION, tuple(dated), len(pages))


def brief(*pages: EntryPage, sections: Iterable[BriefSection] = S, **more: object) -> Document:
    return lay_out_brief(content(*pages, sections=sections, **more), TODAY, ENGLISH)


def facts_of(document: Document) -> dict[str, list[str]]:
    return {fact.label: [words(line) for line in fact.lines] for fact in only(KeyFacts, document.blocks).facts}


def headings(document: Document) -> list[tuple[int, str, str]]:
    found = (block for block in document.blocks if isinstance(block, Heading))
    return [(block.level, words(block.line), block.anchor) for block in found]


def anchors(document: Document) -> list[str]:
    return [anchor for _, _, anchor in headings(document)]


def listing(*projects: EntryRef) -> tuple[Relation, ...]:
    return tuple(relation(project.id, "has-beneficiary", NIGER.id) for project in projects)


def projects_page(*records: EntryRecord, entry: EntryRef = NIGER, codes: CountryCodes | None = None) -> EntryPage:
    relations = tuple(relation(each.ref.id, "has-beneficiary", entry.id) for each in records)
    groups = [group(*relations, outgoing=False)] if relations else []
    return entry_page(record(entry, groups=groups, codes=codes), *records)


WELLS, ROADS = ref("project/wells", "Wells"), ref("project/roads", "Roads")


def test_a_single_project_is_among_the_key_facts_of_its_country() -> None:
    page = projects_page(record(WELLS, timeframe(WELLS.id, "2019/2021"), amount(WELLS.id, 5, AmountKind.GRANT)))
    facts = facts_of(brief(page, sections=[S.FACTS]))
    assert list(facts) == ["Project", "Timeframe", "Status", "Grant", "Partners"]
    assert facts["Project"] == ["Wells"]
    assert facts["Timeframe"][0] == "in 2019/2021"
    assert facts["Grant"][0] == "5 euros"
    assert only(KeyFacts, brief(page, sections=[S.FACTS]).blocks).columns == 1


def test_two_projects_are_a_table_under_a_heading_with_their_number() -> None:
    page = projects_page(record(WELLS, timeframe(WELLS.id, "2019")), record(ROADS))
    document = brief(page, sections=[S.FACTS])
    assert (2, "Projects 2", "country-NE-projects") in headings(document)
    table = only(Table, document.blocks)
    assert table.headers == ("Project", "Timeframe", "Status", "Grant", "Partners")
    assert [words(row.cells[0][0]) for row in table.rows] == ["Wells", "Roads"]
    assert facts_of(document) == {}


def test_a_project_that_was_not_read_with_its_country_is_not_in_its_brief() -> None:
    page = projects_page(record(WELLS), record(ROADS))
    document = brief(page._replace(related={ROADS.id: page.related[ROADS.id]}), sections=[S.FACTS])
    assert facts_of(document)["Project"] == ["Roads"]


def test_a_country_without_relations_is_said_to_be_named_nowhere() -> None:
    nothing = "The source names nothing for this country."
    placed = group(relation(NIGER.id, "in-region", "region/africa"))
    assert nothing in write_text(brief(entry_page(record(NIGER, groups=[placed])), sections=[S.FACTS]))
    assert nothing not in write_text(brief(projects_page(record(WELLS)), sections=[S.FACTS]))


@pytest.mark.parametrize(
    ("given", "is_told"),
    [
        (name(NIGER.id, "Republic of the Niger", NameKind.OFFICIAL), True),
        (name(NIGER.id, "Niger", NameKind.OFFICIAL), False),
        (name(NIGER.id, "République du Niger", NameKind.OFFICIAL, language="fr"), False),
        (name(NIGER.id, "Republic of the Niger", NameKind.FORMER), False),
    ],
)
def test_only_an_official_name_in_english_that_is_not_the_title_is_a_key_fact(given: object, *, is_told: bool) -> None:
    document = brief(entry_page(record(NIGER, given, codes=CODES)), sections=[S.FACTS])  # type: ignore[arg-type]
    facts = facts_of(document)
    assert facts["Codes"][0] == "NE · NER · 562"
    assert facts.get("Official name") == (["Republic of the Niger"] if is_told else None)


@pytest.mark.parametrize(
    ("by", "outgoing", "label", "words_"),
    [
        (predicate("has-working-arrangement-with"), False, "Working arrangement", "with frontex"),
        (predicate("has-risk-analysis-cell-in"), False, "Risk analysis cell", "set up under frontex"),
        (predicate("leads", "leads", "is led by"), True, "Leads", "frontex"),
        (predicate("leads", "leads", "is led by"), False, "Is led by", "frontex"),
    ],
)
def test_a_relation_is_labelled_from_the_side_of_the_country(
    by: Predicate, label: str, words_: str, *, outgoing: bool
) -> None:
    ends = (NIGER.id, "organisation/frontex") if outgoing else ("organisation/frontex", NIGER.id)
    led = group(relation(ends[0], by.id, ends[1]), outgoing=outgoing, by=by)
    facts = facts_of(brief(entry_page(record(NIGER, groups=[led])), sections=[S.FACTS]))
    assert facts == {label: [words_]}


def test_what_benefits_a_country_and_is_no_project_is_a_relation_of_it() -> None:
    by = predicate("has-beneficiary", "has beneficiary", "is a beneficiary of")
    both = tuple(relation(id_, by.id, NIGER.id) for id_ in ("network/n", WELLS.id))
    page = entry_page(record(NIGER, groups=[group(*both, outgoing=False, by=by)]), record(WELLS))
    facts = facts_of(brief(page, sections=[S.FACTS]))
    assert facts["Is a beneficiary of"] == ["n"]
    assert facts["Project"] == ["Wells"]


def test_goals_of_a_project_are_numbered_under_its_short_title_or_said_not_to_be_stated() -> None:
    goals = [statement(WELLS.id, text, ordinal=number) for number, text in enumerate(("Dig.", "Pump."), 1)]
    long = WELLS._replace(title="Wells of the Sahel (WELLS)", hint="XM-1")
    document = brief(projects_page(record(long, *goals), record(ROADS)), sections=[S.GOALS])
    assert headings(document)[1:3] == [
        (2, "Goals of WELLS · XM-1", "country-NE-goals-of-project-wells"),
        (2, "Goals of Roads", "country-NE-goals-of-project-roads"),
    ]
    items = only(Items, document.blocks)
    assert items.ordered
    assert [words(line) for line in items.lines] == ["Dig.", "Pump."]
    assert write_text(document).count("not stated") == 1


def test_goals_of_projects_of_several_countries_come_once_after_all_entries() -> None:
    mali = ref("country/ML", "Mali")
    goal = statement(WELLS.id, "Dig.")
    wells, roads = record(WELLS, goal), record(ROADS)
    pages = [projects_page(wells, roads), projects_page(wells, entry=mali)]
    document = brief(*pages, sections=[S.GOALS])
    assert [each for each in headings(document) if "oals" in each[1]] == [
        (2, "Goals of the projects", "projects"),
        (3, "Goals of Wells", "goals-of-project-wells"),
        (3, "Goals of Roads", "goals-of-project-roads"),
    ]
    place = anchors(document).index("projects")
    at = next(
        at for at, block in enumerate(document.blocks) if isinstance(block, Heading) and block.anchor == "projects"
    )
    assert place == 3  # after the title and both countries
    assert isinstance(document.blocks[at - 1], PageBreak)
    with_wells = brief(*pages, entry_page(wells), sections=[S.GOALS])  # which has its goals in its own part
    assert [each for each in anchors(with_wells) if each.startswith("goals-of")] == ["goals-of-project-roads"]
    without = brief(*pages, sections=[S.FACTS])
    assert "projects" not in anchors(without)
    regions = [entry_page(record(ref(f"region/{each}")), wells) for each in "ab"]
    assert "projects" not in anchors(brief(*regions, sections=[S.GOALS]))


def test_what_lists_say_of_a_country_is_there_only_if_there_are_lists() -> None:
    page = projects_page()
    assert anchors(brief(page, sections=[S.COVERAGE])) == ["country-NE", "sources"]
    listed = (CountryList("project/wells", "has-beneficiary", WELLS, CellState.LISTED, ""),)
    assert "country-NE-coverage" in anchors(brief(page._replace(lists=listed), sections=[S.COVERAGE]))


def many(count: int, start: int = 0) -> list[EntryRecord]:
    entries = [ref(f"project/p{number:02}", f"P{number:02}") for number in range(start, start + count)]
    return [record(each, timeframe(each.id, f"{2000 + 99 - int(each.title[1:])}")) for each in entries]


@pytest.mark.parametrize(("count", "drawn"), [(1, 1), (60, 60), (61, 60)])
def test_at_most_sixty_timeframes_are_drawn_the_earliest_first(count: int, drawn: int) -> None:
    document = brief(projects_page(*many(count)), sections=[S.TIMELINE])
    assert "country-NE-timeline" in anchors(document)
    strip = only(Strip, document.blocks)
    titles = [words(span.title) for span in strip.spans]
    assert titles == [f"P{number:02}" for number in range(count - 1, count - 1 - drawn, -1)]
    assert ("The first 60 of 61 are drawn." in write_text(document)) is (count > 60)


def test_a_project_without_dates_is_drawn_last_and_a_project_has_a_timeline_of_its_own() -> None:
    page = projects_page(record(ROADS), record(WELLS, timeframe(WELLS.id, "2019")))
    strip = only(Strip, brief(page, sections=[S.TIMELINE]).blocks)
    assert words(strip.spans[0].title) == "Wells"
    own = brief(entry_page(record(WELLS, timeframe(WELLS.id, "2019")), record(ROADS)), sections=[S.TIMELINE])
    assert [words(span.title) for span in only(Strip, own.blocks).spans] == ["Wells"]
    assert anchors(brief(projects_page(), sections=[S.TIMELINE])) == ["country-NE", "sources"]


def test_the_map_is_beside_the_key_facts_or_before_what_there_is() -> None:
    country = entry_page(record(NIGER, codes=CODES))
    columns = only(Columns, brief(country, sections=[S.FACTS, S.MAP]).blocks)
    assert [type(block) for block in (*columns.main, *columns.side)] == [KeyFacts, Locator]
    alone = brief(country, sections=[S.MAP])
    assert only(Locator, alone.blocks).named == ("NER",)
    assert not any(isinstance(block, KeyFacts) for block in alone.blocks)
    without = brief(country, sections=[S.FACTS])
    assert not any(isinstance(block, Columns | Locator) for block in without.blocks)
    nowhere = brief(entry_page(record(NIGER)), sections=[S.FACTS, S.MAP])
    assert not any(isinstance(block, Columns | Locator) for block in nowhere.blocks)


def test_a_map_that_has_no_list_to_stand_beside_comes_before_the_first_words() -> None:
    page = entry_page(record(ref("theme/t", "T"), statement("theme/t", "A principle.", StatementKind.PRINCIPLE)))
    located = page._replace(location=Location({"country/NE": "NER"}, {}))
    blocks = brief(located, sections=[S.FACTS, S.MAP]).blocks
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Locator))
    text = next(at for at, block in enumerate(blocks) if "A principle." in " ".join(texts([block])))
    assert at < text


def test_a_brief_has_no_links_that_only_open_an_overview() -> None:
    listed = (CountryList("project/wells", "has-beneficiary", WELLS, CellState.LISTED, ""),)
    region = entry_page(record(ref("region/africa", "Africa")), *many(3))
    for page in (projects_page(*many(3))._replace(lists=listed), region):
        links = [
            part for block in brief(page).blocks for line in lines_of(block) for part in line if isinstance(part, Link)
        ]
        assert not [link for link in links if "coverage" in link.address or "timeline" in link.address]


def test_headings_of_one_name_in_a_part_have_anchors_of_their_own() -> None:
    document = brief(*(projects_page(record(WELLS), entry=ref(id_)) for id_ in ("country/NE", "country/ML")))
    found = [anchor for anchor in anchors(document) if anchor]
    assert len(found) == len(set(found))
    assert {"country-NE-key-facts", "country-ML-key-facts"} <= set(found)


KOSOVO = ref("country/XK", "Kosovo*", "*")
NOTE = statement("country/XK", "This designation.", StatementKind.LEGAL_NOTE)


@pytest.mark.parametrize("has_cover", [True, False])
def test_the_contents_have_the_notes_of_the_marked_countries_that_they_name(*, has_cover: bool) -> None:
    other = statement("country/NE", "Of another country.", StatementKind.LEGAL_NOTE)
    page = entry_page(record(KOSOVO), legal_notes=(NOTE, other))
    sections = {S.FACTS, S.COVER} if has_cover else {S.FACTS}
    document = brief(page, entry_page(record(NIGER)), sections=sections)
    first = next(at for at, block in enumerate(document.blocks) if getattr(block, "anchor", "") == "country-XK")
    above = [
        words(block.line) for block in document.blocks[:first] if isinstance(block, Paragraph) and block.role == "note"
    ]
    assert above == (["* Kosovo*: This designation."] if has_cover else [])
    assert any(isinstance(block, Contents) for block in document.blocks) is has_cover


@pytest.mark.parametrize(("count", "title"), [(1, None), (2, "Niger and Mali")])
def test_without_a_title_page_several_entries_have_a_title_and_one_is_its_own(count: int, title: str | None) -> None:
    pages = [entry_page(record(each)) for each in (NIGER, ref("country/ML", "Mali"))[:count]]
    first = headings(brief(*pages, sections=[S.FACTS]))[0]
    assert first == ((1, title, "") if title else (1, "Niger", "country-NE"))
    breaks = sum(isinstance(block, PageBreak) for block in brief(*pages, sections=[S.FACTS]).blocks)
    assert breaks == count - 1


def test_the_title_page_says_by_whom_it_was_made_and_counts_the_entries_by_kind() -> None:
    pages = [entry_page(record(each)) for each in (WELLS, NIGER, ref("country/ML", "Mali"))]
    text = write_text(brief(*pages))
    assert "2 countries, 1 project" in text
    assert "Made on 30 November 2026\n" in text
    assert "Made on 30 November 2026 by Ada L.\n" in write_text(brief(*pages, signature="Ada L."))


def test_a_brief_without_facts_cites_nothing_and_says_so() -> None:
    nothing = "There is no fact in this brief, so it cites nothing."
    bare, told = entry_page(record(NIGER)), projects_page(record(WELLS))
    assert nothing in write_text(brief(bare, sections=[S.FACTS]))
    assert nothing not in write_text(brief(told, sections=[S.FACTS]))
    assert nothing not in write_text(brief(bare, sections=[S.FACTS], sources=BriefSources.LIST))
    assert "sources" not in anchors(brief())


def test_only_chosen_sections_are_called_empty() -> None:
    page = projects_page(record(WELLS))
    assert lay_out_with_gaps(content(page, sections=[S.MAP, S.FACTS]), TODAY, ENGLISH)[1] == (S.MAP,)
    placed = entry_page(record(NIGER, codes=CODES))
    assert lay_out_with_gaps(content(page, placed, sections=[S.MAP, S.COVER]), TODAY, ENGLISH)[1] == ()


@pytest.mark.parametrize(
    ("count", "kinds"),
    [
        (0, [Heading, Columns]),
        (1, [Locator, Paragraph, Heading, KeyFacts]),
        (2, [Locator, Paragraph, Paragraph, Heading]),
    ],
)
def test_a_map_stands_beside_a_list_only_if_that_begins_the_facts(count: int, kinds: list[type]) -> None:
    described = [statement("network/n", f"D{at}.", StatementKind.DESCRIPTION, ordinal=at) for at in range(count)]
    members = group(relation("network/n", "has-member", "country/NE"))
    page = entry_page(record("network/n", *described, groups=[members]))
    blocks = brief(page._replace(location=Location({"country/NE": "NER"}, {})), sections=[S.FACTS, S.MAP]).blocks
    assert [type(block) for block in blocks[2 : 2 + len(kinds)]] == kinds


@pytest.mark.parametrize(("level", "levels"), [(1, [1, 2, 3]), (2, [2, 3, 4])])
def test_headings_under_an_entry_are_as_much_deeper_as_its_own(level: int, levels: list[int]) -> None:
    page = entry_page(record(NIGER))
    own = [Heading(2, (Text("With an anchor"),), "own"), Heading(3, (Text("Without"),))]
    context = Context(page, TODAY, folds_of(page), ENGLISH)
    placed = entry_part(context, PartShape(frozenset(), level, alone=True, filled=set()), own)
    found = [block for block in placed if isinstance(block, Heading)]
    assert [block.level for block in found] == levels
    assert [block.anchor for block in found] == ["country-NE", "country-NE-own", ""]


def test_sources_are_a_section_of_their_own_after_all_entries() -> None:
    for sources in BriefSources:
        document = brief(projects_page(record(WELLS)), sources=sources)
        assert headings(document)[-1] == (2, "Sources", "sources")
