"""The content of a page: its facts, its lists and its title."""

from pathlib import Path

import pytest

from coopviewer.domain.reference.facts import Amount, Extent, Relation, Statement
from coopviewer.domain.reference.pages import (
    LIST_LIMIT,
    CitingFact,
    EntryPage,
    HomePage,
    RelationGroup,
    SourcePage,
    facts_of,
    find_fact,
)
from coopviewer.domain.reference.sources import Lookup, Source
from coopviewer.domain.reference.vocabulary import Basis, EntryKind, ExtentValue, StatementKind
from tests.domain.reference.page_samples import EDITION, FUNDS, amount, entry_ref, record, relation, statement

PROJECT, FUNDER = entry_ref("project/p", "P"), entry_ref("organisation/eu", "EU")
GOALS = (statement("project/p/goal/a"), statement("project/p/goal/b", ordinal=2))
SUMMARY = statement("project/p/summary", StatementKind.SUMMARY)
FUNDED = relation("project/p/funded-by/eu", FUNDER.id)
NOTE = statement("country/XK/note", StatementKind.LEGAL_NOTE)
LOOKUP = Lookup({}, {}, {}, (NOTE,))


def extent(fact_id: str, predicate_id: str | None) -> Extent:
    return Extent(
        id=fact_id, entry_id="project/p", basis=Basis.STATED, value=ExtentValue.OPEN, predicate_id=predicate_id
    )


def test_a_relation_group_returns_the_other_end() -> None:
    assert RelationGroup(FUNDS, True, 1, (FUNDED,)).other_end(FUNDED) == FUNDER.id
    assert RelationGroup(FUNDS, False, 1, (FUNDED,)).other_end(FUNDED) == PROJECT.id


def test_an_entry_returns_its_facts_by_class_and_kind() -> None:
    funded = extent("project/p/extent/a", FUNDS.id)
    goals = extent("project/p/extent/b", None)
    grant = amount("project/p/grant")
    made = record(PROJECT, *GOALS, grant, SUMMARY, funded, goals)
    assert made.of_type(Statement) == (*GOALS, SUMMARY)
    assert made.of_type(Amount) == (grant,)
    assert made.of_type(Relation) == ()
    assert made.statements(StatementKind.GOAL) == GOALS
    assert made.statements(StatementKind.SUMMARY) == (SUMMARY,)
    assert made.extents(FUNDS.id) == (funded,)


def test_an_entry_returns_its_relations_by_predicate_and_direction() -> None:
    out, back = RelationGroup(FUNDS, True, 1, (FUNDED,)), RelationGroup(FUNDS, False, 0, ())
    made = record(PROJECT, groups=(out, back))
    assert made.group(FUNDS.id, outgoing=True) is out
    assert made.group(FUNDS.id, outgoing=False) is back
    assert made.group("partner-of", outgoing=True) is None
    assert record(PROJECT, groups=(back,)).group(FUNDS.id, outgoing=True) is None


def test_the_facts_of_an_entry_page_are_its_own_the_related_and_the_legal_notes() -> None:
    paid = amount("project/q/grant")
    mine = record(PROJECT, *GOALS, groups=(RelationGroup(FUNDS, True, 1, (FUNDED,)),), paid=(paid,))
    other = statement("project/q/goal/a")
    open_list = extent("project/p/extent/a", FUNDS.id)
    page = EntryPage(mine, {"project/q": record(entry_ref("project/q", "Q"), other)}, (open_list,), {}, LOOKUP)
    assert list(facts_of(page)) == [*GOALS, FUNDED, paid, other, open_list, NOTE]
    assert find_fact(page, other.id) is other
    assert find_fact(page, NOTE.id) is NOTE
    assert find_fact(page, "project/p/goal/z") is None


def test_the_facts_of_the_home_page_are_its_notes() -> None:
    page = HomePage(EDITION, {EntryKind.PROJECT: 1}, (), (SUMMARY,), LOOKUP)
    assert list(facts_of(page)) == [SUMMARY, NOTE]


def test_the_facts_of_a_source_are_those_that_cite_it() -> None:
    citing = {"leaflet/1": (CitingFact(GOALS[0], PROJECT), CitingFact(FUNDED, PROJECT)), "leaflet/2": ()}
    page = SourcePage(Source("source/leaflet", "A leaflet"), (), LOOKUP, citing, {}, {}, 2)
    assert list(facts_of(page)) == [GOALS[0], FUNDED, NOTE]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (EntryPage(record(PROJECT), {}, (), {}, LOOKUP), "P"),
        (HomePage(EDITION, {}, (), (), LOOKUP), "The reference"),
        (SourcePage(Source("source/leaflet", "A leaflet"), (), LOOKUP, {}, {}, {}, 0), "A leaflet"),
    ],
)
def test_a_page_has_a_title(page: EntryPage | HomePage | SourcePage, title: str) -> None:
    assert page.title == title


def test_the_guide_states_how_much_of_a_long_list_is_shown() -> None:
    guide = Path(__file__).parents[3].joinpath("docs/user-guide.md").read_text(encoding="utf-8")
    assert f"Lists over {LIST_LIMIT} show the first {LIST_LIMIT}." in " ".join(guide.split())
