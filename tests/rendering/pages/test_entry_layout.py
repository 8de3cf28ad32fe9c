"""The page of an entry: which of its facts stand where."""

from coopviewer.domain.reference.facts import DocumentFact, Fact, Quantity
from coopviewer.domain.reference.vocabulary import AmountKind, Basis, Comparator, NameKind, StatementKind
from coopviewer.rendering.document.document import Document, Footnotes, Items, KeyFacts, Paragraph, Table, Text
from coopviewer.rendering.document.link_schemes import SOURCES
from tests.reference_values import amount, cited, extent, name, predicate, ref, relation, statement, timeframe
from tests.rendering.reference_samples import entry_page, group, headings, lay_out, only, record, section, texts, words

PURSE, COUNTRY, AFRICA = "funding-instrument/purse", "country/NE", "region/africa"


def page_of(entry_id: str, *facts: Fact, title: str = "") -> Document:
    return lay_out(entry_page(record(ref(entry_id, title), *facts)))


def paragraphs(document: Document, role: str) -> list[str]:
    return [words(block.line) for block in document.blocks if isinstance(block, Paragraph) and block.role == role]


def quantity(measure: str, as_given: str) -> Quantity:
    known = {"entry_id": PURSE, "basis": Basis.STATED, "citations": cited()}
    return Quantity(
        id=f"{PURSE}/{measure}", measure=measure, comparator=Comparator.EXACTLY, value=50, as_given=as_given, **known
    )


def document_fact(about: str, **more: str) -> DocumentFact:
    known = {"entry_id": PURSE, "basis": Basis.STATED, "citations": cited()}
    return DocumentFact(id=f"{PURSE}/{about}", about=about, **known, **more)


def test_the_title_is_the_first_heading_and_the_sources_the_last() -> None:
    found = headings(page_of(PURSE, statement(PURSE, "a goal"), title="The Purse"))
    assert found[0] == (1, "The Purse")
    assert found[-1] == (2, "Sources 1 document")
    assert {level for level, _ in found[1:]} == {2}


def test_every_section_of_a_page_is_of_the_second_level() -> None:
    facts = (
        *(statement(PURSE, kind, kind) for kind in StatementKind if kind is not StatementKind.LEGAL_NOTE),
        *(amount(PURSE, 5, AmountKind.PORTFOLIO_TOTAL), quantity("meetings", "50"), document_fact("a letter")),
        *(name(PURSE, "Die Börse", language="de"),),
    )
    found = headings(page_of(PURSE, *facts))
    assert [level for level, _ in found] == [1] + [2] * (len(found) - 1)
    assert len(found) == 11


def test_above_the_title_stand_the_kind_and_the_regions() -> None:
    regions = group(relation(COUNTRY, "in-region", AFRICA), relation(COUNTRY, "in-region", "region/sahel"))
    document = lay_out(entry_page(record(COUNTRY, groups=[regions])))
    assert paragraphs(document, "eyebrow") == ["Country · africa · sahel"]
    assert paragraphs(page_of(PURSE), "eyebrow") == ["Funding instrument"]


def test_under_the_title_stand_english_names_other_than_the_title() -> None:
    names = (
        *(
            name(PURSE, "Purse", NameKind.ALIAS),
            name(PURSE, "P", NameKind.ACRONYM),
            name(PURSE, "Old", NameKind.FORMER),
        ),
        *(name(PURSE, "La Bourse", language="fr"), name(PURSE, "The Official", NameKind.OFFICIAL)),
    )
    (line,) = paragraphs(page_of(PURSE, *names, title="Purse"), "names")
    said = line.split(" · ")
    assert [each.rpartition(": ")[2] for each in said] == ["P", "Old"]
    assert all(each.partition(": ")[0] for each in said)


def test_an_entry_without_other_names_has_no_line_of_names() -> None:
    assert paragraphs(page_of(PURSE, name(PURSE, "Purse"), title="Purse"), "names") == []


def test_a_country_is_also_called_as_given_and_as_before_its_other_names_are_listed_below() -> None:
    names = (
        *(name(COUNTRY, "the Niger", NameKind.AS_GIVEN), name(COUNTRY, "Old Niger", NameKind.FORMER)),
        *(name(COUNTRY, "Niger Republic", NameKind.ALIAS), name(COUNTRY, "Niger", NameKind.OFFICIAL)),
    )
    document = page_of(COUNTRY, *names, title="Niger")
    (line,) = paragraphs(document, "names")
    assert [each.rpartition(": ")[2] for each in line.split(" · ")] == ["the Niger", "Old Niger"]
    listed = " ".join(texts(section(document, "names")))
    assert "Niger Republic" in listed
    assert "official name" not in listed  # it is the title


def listed_names(document: Document) -> dict[str, list[str]]:
    facts = only(KeyFacts, section(document, "names")).facts
    return {fact.label: [words(line) for line in fact.lines] for fact in facts}


def test_names_in_other_languages_are_listed_by_language_english_first() -> None:
    names = (
        *(name(PURSE, "Le Purse", language="fr"), name(PURSE, "Bourse", NameKind.OFFICIAL, "fr")),
        *(name(PURSE, "Beutel", language="de"), name(PURSE, "The Purse Fund", NameKind.OFFICIAL), name(PURSE, "P")),
    )
    found = listed_names(page_of(PURSE, *names, title="Purse"))
    assert list(found) == ["English", "German", "French"]
    assert found["English"] == ["The Purse Fund official name"]
    assert found["French"] == ["Le Purse", "Bourse official name"]


def test_of_a_country_every_name_is_listed_but_the_title() -> None:
    names = (name(COUNTRY, "Niger"), name(COUNTRY, "Niger Republic"), name(COUNTRY, "Niger", language="fr"))
    assert listed_names(page_of(COUNTRY, *names, title="Niger")) == {"English": ["Niger Republic"], "French": ["Niger"]}


def test_names_stand_two_languages_in_a_row_and_other_facts_one() -> None:
    facts = (
        name(PURSE, "Beutel", language="de"),
        quantity("meetings", "50"),
        amount(PURSE, 5, AmountKind.PORTFOLIO_TOTAL),
    )
    document = page_of(PURSE, *facts)
    columns = {anchor: only(KeyFacts, section(document, anchor)).columns for anchor in ("names", "figures", "money")}
    assert columns == {"names": 2, "figures": 1, "money": 1}


def test_figures_begin_with_a_capital() -> None:
    facts = only(KeyFacts, section(page_of(PURSE, quantity("meetings of EU experts", "over 50")), "figures")).facts
    assert [(fact.label, [words(line) for line in fact.lines]) for fact in facts] == [
        ("Meetings of EU experts", ["over 50"])
    ]


def test_a_document_is_told_by_title_language_and_address_as_far_as_they_are_known() -> None:
    known = document_fact("the statute", title="Statut", language="fr", url="a.example/statute")
    bare = document_fact("a letter")
    lines = texts([only(Items, section(page_of(PURSE, known, bare), "documents"))])
    assert lines[0] == "Statut · the statute (French) · a.example/statute"
    assert lines[1].startswith("a letter · ")
    assert "None" not in lines[1]
    assert lines[1] != "a letter · "


def test_a_list_that_says_how_far_it_goes_and_has_no_row_is_told_as_a_gap() -> None:
    partner = predicate("works-in", "works in")
    member, lead = predicate("has-member"), predicate("leads")
    facts = (extent(PURSE, "works-in"), extent(PURSE, "has-member"), extent(PURSE, "leads"))
    leads = group(relation(PURSE, "leads", "country/NE"), by=lead)
    page = entry_page(record(PURSE, *facts, groups=[leads]), predicates=(lead, partner, member, predicate("funds")))
    gaps = [block for block in lay_out(page).blocks if isinstance(block, KeyFacts)]
    assert [(block.columns, [fact.label for fact in block.facts]) for block in gaps] == [(1, ["Works in", "Members"])]


def paying_page(*projects: str, total: int = 0) -> Document:
    paid = tuple(amount(project, 5, funding_instrument_id=PURSE) for project in projects)
    relations = tuple(relation(project, "financed-under", PURSE) for project in projects)
    own = record(PURSE, groups=[group(*relations, outgoing=False, total=total)], paid=paid)
    return lay_out(entry_page(own, *(record(project, timeframe(project, "2017")) for project in projects)))


def test_projects_that_are_paid_for_stand_in_a_table_with_their_count() -> None:
    document = paying_page("project/a", "project/b")
    assert (2, "Projects and grants 2") in headings(document)
    table = only(Table, section(document, "grants"))
    assert [words(row.cells[0][0]) for row in table.rows] == ["a", "b"]
    assert not [words_ for _, words_ in headings(document) if "Finances" in words_]  # not a second time


def test_of_a_cut_table_of_projects_all_are_counted() -> None:
    document = paying_page("project/a", total=1234)
    assert (2, "Projects and grants 1,234") in headings(document)
    assert any("1,234" in text for text in texts(section(document, "grants")))


def test_relations_to_what_is_no_project_are_no_grants() -> None:
    funds = group(relation("network/n", "financed-under", PURSE), outgoing=False)
    own = record(PURSE, groups=[funds], paid=(amount("network/n", 5),))
    assert section_or_none(lay_out(entry_page(own)), "grants") is None


def section_or_none(document: Document, anchor: str) -> object:
    try:
        return section(document, anchor)
    except StopIteration:
        return None


def test_only_the_overall_funding_stands_under_money() -> None:
    document = page_of(PURSE, amount(PURSE, 5, AmountKind.PORTFOLIO_TOTAL), amount(PURSE, 7, AmountKind.GRANT))
    assert texts(section(document, "money")) == ["5 euros", "EUR 5"]


def test_a_page_says_what_it_cites_or_that_it_cites_nothing() -> None:
    cited_by = entry_page(record(ref(PURSE), statement(PURSE, "a")))
    assert [type(block) for block in section(lay_out(cited_by, {SOURCES}), "sources")] == [
        KeyFacts,
        Paragraph,
        Footnotes,
    ]
    assert not section(lay_out(cited_by), "sources")
    (nothing,) = section(page_of(PURSE), "sources")
    assert isinstance(nothing, Paragraph)
    assert any(isinstance(part, Text) and part.text for part in nothing.line)


def test_each_kind_of_statement_has_a_section_of_its_own_in_the_sources_order() -> None:
    kinds = (StatementKind.FORM, StatementKind.PRINCIPLE, StatementKind.GOAL, StatementKind.ACHIEVEMENT)
    facts = [statement(PURSE, f"{kind} {number}", kind, number) for kind in kinds for number in (1, 2)]
    document = page_of(PURSE, *facts)
    for kind in kinds:
        assert texts(section(document, f"{kind}s")) == [f"{kind} 1", f"{kind} 2"]
    assert paragraphs(page_of(PURSE, statement(PURSE, "in short", StatementKind.SUMMARY)), "lead") == ["in short"]


def test_a_note_on_a_marked_country_stands_beneath_the_list_that_names_it_once_on_a_page() -> None:
    refs = (ref("country/XK", "Kosovo*", "*"), ref("country/XX", "Xland+", "+"), ref("country/YY", "Yland^", "^"))
    notes = tuple(statement(each.id, f"note on {each.title}", StatementKind.LEGAL_NOTE) for each in refs)
    works = group(relation(PURSE, "works-in", "country/XK"))
    leads = group(relation(PURSE, "leads", "country/XK"), relation(PURSE, "leads", "country/XX"))
    page = entry_page(record(PURSE, groups=[works, leads]), refs=refs, legal_notes=notes)
    document = lay_out(page)
    noted = {
        anchor: [text for text in texts(section(document, anchor)) if "note on" in text]
        for anchor in ("works-in", "leads")
    }
    assert noted["works-in"] == ["* Kosovo*: note on Kosovo*"]
    assert noted["leads"] == [
        "+ Xland+: note on Xland+",
        "^ Yland^: note on Yland^",
    ]  # the last, named in no list, at the end
    assert len(paragraphs(document, "note")) == 3


def test_the_note_on_a_marked_country_stands_at_the_head_of_its_own_page() -> None:
    own = ref("country/XK", "Kosovo*", "*")
    other = ref("country/XX", "Xland+", "+")
    notes = tuple(statement(each.id, f"note on {each.title}", StatementKind.LEGAL_NOTE) for each in (other, own))
    blocks = lay_out(entry_page(record(own), refs=(other,), legal_notes=notes)).blocks
    assert texts(blocks[:3])[1:] == ["Kosovo*", "* Kosovo*: note on Kosovo*"]
