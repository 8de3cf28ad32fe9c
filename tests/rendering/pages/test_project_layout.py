"""What only a project's page has: key facts, its timeframe drawn, its beneficiaries, and what is not stated."""

import pytest

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import RelationGroup
from coopviewer.domain.reference.vocabulary import Basis, StatementKind
from coopviewer.rendering.document.document import Bar, Document, Items, KeyFacts, Mark, Paragraph, RunIn
from tests.reference_values import amount, cited, relation, statement, timeframe
from tests.rendering.reference_samples import entry_page, group, headings, lay_out, only, record, section, texts, words

AFIC = "project/afic"


def page_of(*facts: Fact, groups: tuple[RelationGroup, ...] = ()) -> Document:
    return lay_out(entry_page(record(AFIC, *facts, groups=groups)))


def key_facts(document: Document) -> dict[str, list[str]]:
    facts = next(block for block in document.blocks if isinstance(block, KeyFacts))
    assert facts.columns == 2
    return {fact.label: [words(line) for line in fact.lines] for fact in facts.facts}


def outgoing(predicate: str, *others: str, total: int = 0, **more: object) -> RelationGroup:
    return group(*(relation(AFIC, predicate, other, **more) for other in others), total=total)


def gap() -> str:
    """Return what a page says of a fact that it expects and the source does not give."""
    return key_facts(page_of())["Grant"][0]


def test_every_fact_that_a_project_lacks_is_said_not_to_be_stated() -> None:
    assert set(map(tuple, key_facts(page_of()).values())) == {(gap(),)}
    assert not [block for block in page_of().blocks if isinstance(block, Bar)]


def test_a_timeframe_is_told_as_given_and_in_words_and_drawn() -> None:
    document = page_of(timeframe(AFIC, "2017/2018-06", "2017 - June"))
    given, told = key_facts(document)["Timeframe"]
    assert given == "2017 - June"
    assert "June 2018" in told
    bar = only(Bar, document.blocks)
    assert bar.edtf == "2017/2018-06"
    assert told.startswith(f"{bar.text}, ")


def test_a_status_is_derived_and_says_so() -> None:
    status, derived = key_facts(page_of(timeframe(AFIC, "2030")))["Status"]
    assert status == "not begun"
    assert "23 November 2026" in derived


def test_a_grant_is_told_as_given_and_in_figures() -> None:
    assert key_facts(page_of(amount(AFIC, 4_000_000)))["Grant"] == ["4000000 euros", "EUR 4,000,000"]


def test_those_who_take_part_are_named_in_their_role() -> None:
    document = page_of(
        groups=(outgoing("project-partner", "organisation/iom", "organisation/wco"), outgoing("leads", "network/n"))
    )
    assert key_facts(document)["Partners"] == ["iom, wco"]
    assert key_facts(document)["Managed by"] == [gap()]


def test_of_cut_partners_it_is_said_after_a_full_stop() -> None:
    (said,) = key_facts(page_of(groups=(outgoing("project-partner", "organisation/iom", total=1500),)))["Partners"]
    assert said.startswith("iom. ")
    assert "1,500" in said


def marks_of(groups: tuple[RelationGroup, ...]) -> list[tuple[str, int]]:
    """Return each partner's title with the number of marks that follow it."""
    facts = next(block for block in page_of(groups=groups).blocks if isinstance(block, KeyFacts))
    (line,) = next(fact.lines for fact in facts.facts if fact.label == "Partners")
    found: list[tuple[str, int]] = []
    for part in line:
        if hasattr(part, "address"):
            found.append((part.text, 0))
        elif isinstance(part, Mark):
            found[-1] = (found[-1][0], found[-1][1] + 1)
    return found


def test_partners_founded_alike_one_after_the_other_share_a_mark_after_the_last_of_them() -> None:
    def partner(name: str, place: str) -> RelationGroup:
        return relation(AFIC, "project-partner", f"organisation/{name}", citations=cited(place))  # type: ignore[return-value]

    several = (
        partner("a", "leaflet/P1"),
        partner("b", "leaflet/P1"),
        partner("c", "leaflet/P2"),
        partner("d", "leaflet/P1"),
    )
    assert marks_of((group(*several),)) == [("a", 0), ("b", 1), ("c", 1), ("d", 1)]  # type: ignore[arg-type]


def test_goals_are_numbered_and_achievements_are_not() -> None:
    facts = (statement(AFIC, "train"), statement(AFIC, "trained", StatementKind.ACHIEVEMENT))
    document = page_of(*facts)
    goals, achievements = (only(Items, section(document, anchor)) for anchor in ("goals", "achievements"))
    assert (goals.ordered, achievements.ordered) == (True, False)
    assert (texts([goals]), texts([achievements])) == (["train"], ["trained"])


@pytest.mark.parametrize("anchor", ["goals", "achievements", "has-beneficiary"])
def test_a_section_with_nothing_in_it_says_that_it_is_not_stated(anchor: str) -> None:
    document = page_of()
    assert texts(section(document, anchor)) == [gap()]
    assert {level for level, _ in headings(document)[1:]} == {2}


def test_beneficiary_countries_are_listed_under_their_name() -> None:
    document = page_of(groups=(outgoing("has-beneficiary", "country/NE", "country/TD"),))
    assert texts([only(RunIn, section(document, "has-beneficiary"))]) == ["NE", "TD"]
    assert "Beneficiary countries 2" in [text for _, text in headings(document)]


def test_where_only_regions_benefit_the_countries_are_said_not_to_be_stated() -> None:
    document = page_of(groups=(outgoing("has-beneficiary", "region/sahel"),))
    flow, missing = section(document, "has-beneficiary")
    assert texts([flow]) == ["sahel"]
    assert isinstance(missing, Paragraph)
    assert words(missing.line).endswith(gap())
    assert "Beneficiary countries 1" not in [text for _, text in headings(document)]


def test_what_stands_among_the_key_facts_is_not_listed_again() -> None:
    groups = (
        outgoing("project-partner", "organisation/iom"),
        outgoing("has-beneficiary", "country/NE"),
        outgoing("strengthens", "network/n", basis=Basis.INFERRED),
    )
    related = section(page_of(groups=groups), "related")
    assert texts(related) == ["n inferred"]
